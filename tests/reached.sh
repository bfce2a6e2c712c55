# Every row of the route table was answered by a server of the e2e suites, which have run before
# (see tap_reached in tests/tap.sh): a row that nobody calls is a page that nobody has seen work.
. tests/tap.sh

# answered METHOD PATH: with a page, a document or a redirect, not with a refusal. $1 of awk is
# the method; HEAD is answered by the row of GET.
rows() { "$LZ" routes | sed -n 's/^\(GET\|POST\) \(.*\)$/\1 \2/p' | LC_ALL=C sort; }
answered() {
    cat build/reached/* | awk '$3 < 400 { print ($1 == "HEAD" ? "GET" : $1), $2 }' |
        LC_ALL=C sort -u
}
rows > "$WORK/rows"
answered > "$WORK/answered"
ok "the suites left their lists" test -s "$WORK/answered"
same "every row of the route table is answered in some suite" "" \
    "$(LC_ALL=C comm -23 "$WORK/rows" "$WORK/answered")"
same "and nothing is answered that is no row" "" \
    "$(LC_ALL=C comm -13 "$WORK/rows" "$WORK/answered" | grep -v ' -$')"
plan
