# The schema explains itself: a comment on every column, before the next one begins.
. tests/tap.sh

bare_columns() {
    awk '
    function close_column() { if (column != "") print FILENAME ":" at ": " column; column = "" }
    /^CREATE TABLE/ { inside = 1; next }
    /^\)/ { close_column(); inside = 0 }
    !inside { next }
    /^ +[a-z_0-9]+ +(BIGINT|INTEGER|TEXT|BLOB)/ { close_column(); column = $1; at = FNR }
    /--/ { column = "" }' "$1"
}
same "every column of the schema has a comment" "" "$(bare_columns src/store/schema/sqlite.sql)"
printf 'CREATE TABLE t (\n    a TEXT,\n    b TEXT -- said\n);\n' > "$WORK/planted.sql"
same "a planted column without one is caught" "$WORK/planted.sql:2: a" \
    "$(bare_columns "$WORK/planted.sql")"
plan
