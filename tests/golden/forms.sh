# Each form of the house with its example values: what a reader is told, tag by tag,
# against golden files; clean PDF; every QR code read back from a picture of 150 dpi.
# ACCEPT=yes (make golden-accept) makes today's sheets the golden ones.
. tests/tap.sh

clean() {
    qpdf --check "$1" && ! qpdf --check "$1" 2>&1 | grep -i warning
}
golden() {
    pdfinfo -struct-text "$WORK/$1.pdf" > "$WORK/$1.txt"
    if [ "${ACCEPT:-no}" = yes ]; then
        cp "$WORK/$1.txt" "tests/golden/form-$1.txt"
    fi
    diff -u "tests/golden/form-$1.txt" "$WORK/$1.txt"
}
codes() {
    pdftoppm -r 150 -gray -png "$WORK/$1.pdf" "$WORK/$1"
    zbarimg -q --raw -Sdisable -Sqrcode.enable "$WORK/$1"-*.png | sort | uniq -c
}
for file in forms/*.xml tests/golden/icons.xml; do
    form=$(basename "$file" .xml)
    ok "$form is sound and proves itself" "$OUT/tests/golden/render_form" "$file" "$WORK/$form.pdf"
    ok "$form is a clean PDF" clean "$WORK/$form.pdf"
    ok "$form reads as its golden file does" golden "$form"
done
same "no two forms have one number" "" "$(sed -n 's/.*<form .*number="\([^"]*\)".*/\1/p' forms/*.xml |
    sort | uniq -d)"
strokes() {
    qpdf --qdf --object-streams=disable "$WORK/$1.pdf" - | grep -ac '^1 J 1 j$'
}
same "every icon is one stroke of a round pen" 39 "$(strokes icons)"
same "both codes of each voucher are read from its picture" 6 \
    "$(codes gutschein | awk '$1 == 2 { n += $1 } END { print n }')"
same "the overview has one code" 1 "$(codes laufzettel | wc -l)"
same "the pairing card has two" 2 "$(codes koppelkarte | wc -l)"
same "each feedback form has its voucher's code" 3 "$(codes rueckmeldebogen | wc -l)"
same "all four sizes of the test code are read" 4 "$(codes pruefseite | awk '{ n += $1 } END { print n }')"
plan
