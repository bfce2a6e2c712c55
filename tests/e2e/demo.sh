# The demo office as `make demo SERVE=no` builds it: everything printed, read and proved.
. tests/tap.sh

demo=$WORK/demo
ok "the fictional office is built" sh assets/demo/build.sh "$LZ" "$demo"
at() { "$LZ" -C "$demo" -T 2026-05-05T09:00 --json "$@"; }
ok "the three-station slip is there" test -s "$demo/slip.pdf"
same "five sheets, each with its back" 10 \
    "$(pdfinfo "$demo/slip.pdf" | awk '/^Pages:/ { print $2 }')"
slips=$(ls "$demo"/slips/*.pdf "$demo/slip.pdf" "$demo/koppelkarte.pdf")
same "every PDF is sound" "" "$(for f in $slips; do
    qpdf --check "$f" > "$WORK/qpdf" 2>&1 || echo "$f"
done)"
# Each voucher's front carries its code twice, in the head and on the stub.
both_read() {
    pdftoppm -r 150 -gray -png "$1" "$WORK/p"
    for page in "$WORK"/p-*.png; do
        zbarimg -q --raw -Sdisable -Sqrcode.enable "$page" 2> /dev/null
    done | grep -c /S# > "$WORK/zbar"
    for page in "$WORK"/p-*.png; do
        ZXingReader -format QRCode "$page" 2> /dev/null
    done | grep -c '^Text: .*/S#' > "$WORK/zxing"
    rm -f "$WORK"/p-*.png
}
both_read "$demo/slip.pdf"
same "zbar reads head and stub of three vouchers" 6 "$(cat "$WORK/zbar")"
ok "zxing reads every page" test "$(cat "$WORK/zxing")" -ge 3
ok "names come back letter by letter" sh -c 'pdftotext "$1" - | grep -q "Kołodziej-Öztürk"' - \
    "$demo/slip.pdf"
at verify > "$WORK/answer"
same "the year's events are whole" 0 "$(jq '.verify.findings | length' < "$WORK/answer")"
ok "there is something to do" sh -c \
    '"$1" -C "$2" -T 2026-05-05T09:00 --json due | jq -e ".followups | length >= 10"' - "$LZ" "$demo"
ok "a need has its aim" sh -c \
    '"$1" -C "$2" -T 2026-05-05T09:00 --json show case FM-1011 | jq -e ".case.needs[0].aim != \"\""' \
    - "$LZ" "$demo"
ok "and somebody disputes an entry" sh -c \
    '"$1" -C "$2" -T 2026-05-05T09:00 --json show case FM-1022 | jq -e "any(.case.timeline[]; .disputed)"' \
    - "$LZ" "$demo"
same "nobody's name is in a code" "" "$(pdftotext "$demo/slip.pdf" - | grep -i 'HTTP.*Jana' || true)"
plan
