# The schema explains itself: a comment on every column.
. tests/tap.sh

same "every column of the schema has a comment" "" "$(awk '
    /^CREATE TABLE/ { inside = 1; next }
    /^\)/ { inside = 0 }
    inside && /^ +[a-z_]+ +(BIGINT|INTEGER|TEXT|BLOB)/ && !/--/ { print FILENAME ":" FNR ": " $1 }
' src/store/schema/sqlite.sql)"
plan
