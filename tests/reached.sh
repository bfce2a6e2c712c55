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

# Pages that people see; not aliases (a browser without a line shows /s/ohne-netz as /s), nor what
# a program reads or a file is made of.
pages() {
    sed -n 's/^GET //p' "$WORK/rows" | grep -vE \
        -e '^/(K|P|S|k|p|s/ohne-netz)$' -e '^/(api|static)/' -e '^/(healthz|metrics|worker\.js)$' \
        -e '[./](csv|pdf|xlsx|ics|webmanifest)$' -e '/akte/' -e '^/einlesen/fehler$'
}
# looked_at PATTERN: a path of it is among those that the browsers' suites looked at.
looked_at() { grep -qhxE "$(echo "$1" | sed 's/{[a-z]*}/[^\/]+/g')" build/looked/*; }
ok "the browsers left their lists" test -s build/looked/office -a -s build/looked/reception
same "every page was looked at in a browser: axe, 320 px, HTML" "" \
    "$(pages | while read -r page; do looked_at "$page" || echo "$page"; done)"
plan
