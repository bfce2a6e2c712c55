# The dependency direction: each include against tests/lint/rooms.txt.
. tests/tap.sh

forbidden() { # forbidden TREE: the broken rules, or nothing
    find "$1/src" "$1/include" -name '*.[ch]' | LC_ALL=C sort |
        xargs awk -v top="$1" -f tests/lint/direction.awk tests/lint/rooms.txt
}
same "no file includes what its room may not know" "" "$(forbidden .)"

plant() { # plant FILE LINE: a copy of the tree with one more include
    rm -rf "$WORK/tree" && mkdir -p "$WORK/tree" && cp -r src include "$WORK/tree"
    printf '%s\n' "$2" >> "$WORK/tree/$1"
}
plant src/flow/fold.c '#include "store.h"'
not "a planted include of the store in the rules is caught" test -z "$(forbidden "$WORK/tree")"
plant src/procedure/env.c '#include <sqlite3.h>'
not "a planted SQLite header above the driver is caught" test -z "$(forbidden "$WORK/tree")"
plant include/form.h '#include <expat.h>'
not "a library in a public header is caught" test -z "$(forbidden "$WORK/tree")"
same "every public header has a room" "" "$(for h in include/*.h; do
    n=$(basename "$h" .h)
    cut -d'|' -f2 tests/lint/rooms.txt | tr ' ' '\n' | grep -qx "$n" || echo "$n"
done)"
plan
