#!/bin/sh
# Other programs read the sheets that the print room draws. Prints TAP.
# "$OUT" is the build directory (default build/release).
OUT=${OUT:-build/release}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0 failed=0
program=$OUT/tests/unit/print/print_test
one=$work/sample-1.pdf two=$work/sample-2.pdf
payload=HTTPS://GUTSCHEIN.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0

# check NAME COMMAND...: one line of TAP.
check() {
    name=$1
    shift
    number=$((number + 1))
    if "$@" > "$work/said" 2>&1; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        head -n 20 "$work/said" | sed 's/^/# /'
        failed=1
    fi
}

says() {
    grep -qxF -e "$2" "$1" || { echo "missing: $2"; cat "$1"; false; }
}

clean() {
    qpdf --check "$1" > "$work/qpdf" 2>&1 && ! grep -i warning "$work/qpdf"
}

fonts_are_embedded() {
    pdffonts "$1" > "$work/fonts" &&
        awk 'NR > 2 { n++; if ($(NF-4) $(NF-3) $(NF-2) != "yesyesyes") bad = 1; print }
             END { exit bad || n < 2 }' "$work/fonts"
}

in_order() {
    awk -v wanted="$2" 'BEGIN { n = split(wanted, want, "|"); at = 1 }
        { while (at <= n && index($0, want[at])) at++ }
        END { if (at <= n) { print "missing: " want[at]; exit 1 } }' "$1"
}

raster_reads() {
    pdftoppm -r "$1" -gray -png -f 1 -l 1 -singlefile "$two" "$work/page" &&
        [ "$(zbarimg -q --raw "$work/page.png")" = "$payload" ] &&
        ZXingReader "$work/page.png" | grep -F "\"$payload\""
}

echo "1..27"
PRINT_SAMPLES=$work "$program" || exit 1
check "qpdf finds one page clean" clean "$one"
check "qpdf finds two pages clean" clean "$two"
check "fonts are embedded subsets with a map to Unicode" fonts_are_embedded "$two"

pdfinfo "$two" > "$work/info"
check "the title survives" says "$work/info" "Title:           Gutschein <&> für Jana Kołodziej"
check "the file is tagged" says "$work/info" "Tagged:          yes"
check "the file runs nothing" says "$work/info" "JavaScript:      no"

# pdftotext frames lines that run to the left with marks of direction.
plain_text() {
    pdftotext "$1" - | LC_ALL=C sed 's/\xE2\x80[\xAA-\xAE]//g' | tr -d '\f' | grep -v '^$'
}
plain_text "$two" > "$work/text"
for name in "Jana Kołodziej-Öztürk" "Đặng Thị Ngọc" "Ґалина Їжак" "Αθηνά Παπαδοπούλου" \
    "C̆elik A̋dám K̛im L̥ucie d̂ l̂ M̂ R̥" "محمد علاء الدين صلاح" \
    "$(printf 'Auf\342\200\214lage ohne Bindung')"; do
    check "pdftotext reads $name" says "$work/text" "$name"
done
plain_text "$work/sample-names.pdf" > "$work/names.read"
check "pdftotext reads every name, light and bold" cmp "$work/names.txt" "$work/names.read"
pdfinfo -struct-text "$work/sample-names.pdf" | sed -n 's/^ *"\(.*\)"$/\1/p' > "$work/names.tree"
check "the structure tree reads every name" cmp "$work/names.txt" "$work/names.tree"

pdfinfo -struct-text "$two" > "$work/tree" 2> "$work/tree.err"
check "the structure tree is sound" test ! -s "$work/tree.err"
check "the tree reads a mixed Arabic line exactly" says "$work/tree" \
    '    "محمد، يرجى الاتصال بالرقم 0201 123456 قبل الموعد في مركز العمل (الطابق 2)."'
check "the tree reads a sentence over several lines exactly" says "$work/tree" \
    '    "Bitte vereinbaren Sie innerhalb von 7 Tagen einen Termin bei der Schuldnerberatungsstelle „Neue Wege“ – Straße der Freundschaft 12 a, 45127 Essen. Wenn das Scannen nicht klappt: stempeln, Abschnitt zurückgeben."'
check "words of PDF stay words" grep -qF '(Klammern) \ ) Tj ET endstream /JS sind nur Text & <Zeichen>.' "$work/tree"
check "elements come in reading order" in_order "$work/tree" \
    "Document|H1 (block)|für eine Beratung|P (block)|Kołodziej|Figure|L (block)|LI (block)|Lbl|LBody|Ausweis|Table|TR|TH|/Scope /Column|Termin|Stempel|/Scope /Row|Aufnahme|TD|H2 (block)|Ihre Rechte"

for dpi in 100 150 200 300; do
    check "zbar and zxing read the code at $dpi dpi" raster_reads $dpi
done
cp "$one" "$work/first-1.pdf" && cp "$two" "$work/first-2.pdf"
PRINT_SAMPLES=$work "$program" || exit 1
check "one page drawn again is the same, byte for byte" cmp "$one" "$work/first-1.pdf"
check "two pages drawn again are the same, byte for byte" cmp "$two" "$work/first-2.pdf"
check "two pages take at most 40 KB" test "$(wc -c < "$two")" -le 40960
exit $failed
