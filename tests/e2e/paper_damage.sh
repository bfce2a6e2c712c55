# A slip that has lived: copied, faxed, folded, stained, crumpled, and still read. The sheets
# are the printed examples, whose codes are the same in each run.
# `make check` tries one voucher at 150 dpi, `make damage` (DAMAGE=all) the vouchers and the
# overview at 150, 200 and 300 dpi. Needs Debian's own Python, for numpy and PIL.
. tests/tap.sh

"$LZ" -C "$WORK/office" init --demo > "$WORK/said"
sheets() { # sheets FORM: its pages that carry a code, each as a file
    "$LZ" -C "$WORK/office" form preview "$1" -o "$WORK/$1.pdf" > "$WORK/said"
    pdfseparate "$WORK/$1.pdf" "$WORK/$1-%d.pdf"
    for page in "$WORK/$1"-*.pdf; do
        pdftoppm -r 100 -gray -png -singlefile "$page" "$WORK/look"
        zbarimg -q -Sdisable -Sqrcode.enable "$WORK/look.png" > "$WORK/said" && echo "$page"
    done
}
mkdir "$WORK/pictures"
try() { /usr/bin/python3 tests/e2e/paper_damage.py "$1" "$WORK/pictures" $2; }
vouchers=$(sheets gutschein)
if [ "${DAMAGE:-}" = all ]; then
    try 150,200,300 "$vouchers $(sheets laufzettel)"
else
    try 150 "$(echo "$vouchers" | head -n 1)"
fi
