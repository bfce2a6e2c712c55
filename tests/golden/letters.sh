# Every letter a name may have goes through the whole print path, form to PDF, and is read back
# exactly: the letters and sequences of DIN 91379, Cyrillic, Greek (also with old accents), Arabic.
. tests/tap.sh

jq -R -s '{lines: (split("\n") | map(select(. != "") | {text: .}))}' tests/golden/letters.txt \
    > "$WORK/values.json"
ok "a sheet with all letters proves itself" "$OUT/tests/golden/render_form" \
    tests/golden/letters.xml "$WORK/letters.pdf" "$WORK/values.json"
# pdftotext frames lines that run to the left with marks of direction.
{ echo Buchstaben && cat tests/golden/letters.txt; } > "$WORK/wanted"
pdftotext "$WORK/letters.pdf" - | LC_ALL=C sed 's/\xE2\x80[\xAA-\xAE]//g' | tr -d '\f' |
    grep -v '^$' > "$WORK/read"
# It also takes letters that stand alone for one spaced word, so blanks do not count here.
for file in wanted read; do
    tr -d ' ' < "$WORK/$file" > "$WORK/$file.letters"
done
ok "pdftotext reads each line of letters exactly" diff "$WORK/wanted.letters" "$WORK/read.letters"
pdfinfo -struct-text "$WORK/letters.pdf" | sed -n 's/^ *"\(.*\)"$/\1/p' > "$WORK/tree"
ok "so does the structure tree, blanks included" diff "$WORK/wanted" "$WORK/tree"
plan
