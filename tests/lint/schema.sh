# The schema explains itself: a comment on every column, before the next one begins. And what a
# provider tells has no place for prose: only words of closed lists, days and receipts.
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

# The columns of TABLE whose text could be anything: without a list, a day's or a receipt's shape.
loose_texts() { # loose_texts FILE TABLE...
    file=$1
    shift
    for table in "$@"; do
        awk -v table="$table" '
        function close_column() {
            if (column != "" && text !~ "CHECK \\(" column " = \047" &&
                text !~ "CHECK \\(" column " IN \\(\047" &&
                text !~ "CHECK \\(" column " GLOB \047\\[12\\]\\[0-9\\]" &&
                text !~ "CHECK \\(length\\(" column "\\) = 6 AND " column " NOT GLOB")
                print table "." column
            column = ""
        }
        $0 == "CREATE TABLE " table " (" { inside = found = 1; next }
        /^\)/ { if (inside) close_column(); inside = 0 }
        !inside { next }
        /^ +[a-z_0-9]+ +[A-Z]/ { close_column(); text = "" }
        /^ +[a-z_0-9]+ +TEXT/ { column = $1 }
        { sub(/--.*/, ""); text = text $0 }
        END { if (!found) print table " is no table" }' "$file"
    done
}
same "no column that a provider's entry fills takes prose" "" \
    "$(loose_texts src/store/schema/sqlite.sql event late_event contradiction refusal)"
printf "CREATE TABLE t (\n    a TEXT CHECK (a = 'x' OR a = 'y'), -- said\n    b TEXT CHECK (b <> ''),\n    c TEXT\n);\n" \
    > "$WORK/planted.sql"
same "a planted one is caught" "t.b t.c u is no table" \
    "$(loose_texts "$WORK/planted.sql" t u | tr '\n' ' ' | sed 's/ $//')"
plan
