# Names as hostile text, from the CSV to the paper: literal on the sheet and read back from it,
# or refused by a rule that names the field and the character; never anything else in the file.
. tests/tap.sh

office=$WORK/office
at() { "$LZ" -C "$office" -T 2026-05-04T09:00 --json "$@" > "$WORK/answer" 2> "$WORK/stderr"; }
. tests/e2e/office.inc
cat > "$WORK/services.csv" << CSV
service;type;title;provider;places;redeem_days
KB-1;A;Platzsuche;buero;;60
CSV
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
buero;A;1;2026-01-01;;law
CSV
ok "an office is made" at init --demo --url https://weg.example.org
for kind in branches providers services agreements; do
    ok "$kind are imported" at import $kind "$WORK/$kind.csv"
done

# import_name CASE NAME: a case and its need, the name as a quoted cell.
import_name() {
    { echo 'case_number;given_name;family_name;birth_date;language;caseworker;team;branch;protected'
      printf '%s;;"' "$1"
      printf '%b' "$2" | sed 's/"/""/g'
      printf '";12.03.1992;de;;M1;moorstadt;nein\n'; } > "$WORK/case.csv"
    printf 'case_number;type;priority;agreed_on\n%s;A;1;27.04.2026\n' "$1" > "$WORK/need.csv"
    at import cases "$WORK/case.csv" && at import needs "$WORK/need.csv"
}
reason() { jq -r '"\(.error.reason) \(.error.field) \(.error.message)"' < "$WORK/answer"; }
# One line in normal form C, as the program keeps every text.
words() { perl -CSD -MUnicode::Normalize -0777 -pe '$_ = NFC($_); s/\s+/ /g'; }
# What a file may not hold besides sheets: anything that acts, or brings files along.
active() {
    qpdf --qdf --object-streams=disable "$1" - | grep -a -v '^%' |
        grep -a -o -E '^ *(/(JS|JavaScript|OpenAction|AA|Launch|URI|SubmitForm|GoToR|EmbeddedFile|RichMedia|AcroForm|Annots))' |
        sort | uniq -c
}
number=0
# on_paper WHAT NAME [SHOWN]: imported, printed, sound, read back letter by letter.
on_paper() {
    number=$((number + 1))
    ok "$1: is imported" import_name "N-$number" "$2"
    ok "$1: is printed" at issue --case "N-$number" --service KB-1@buero -o "$WORK/slip.pdf"
    ok "$1: the PDF is sound" qpdf --check "$WORK/slip.pdf"
    same "$1: nothing in it acts" "" "$(active "$WORK/slip.pdf")"
    pdftotext "$WORK/slip.pdf" - | words > "$WORK/text"
    ok "$1: is read back" grep -qF -- "$(printf '%b' "${3:-$2}" | words)" "$WORK/text"
}
# refused WHAT PATTERN NAME: by the import, which names the field.
refused() {
    number=$((number + 1))
    import_name "N-$number" "$3"
    ok "$1: is refused by name" sh -c 'printf "%s\n" "$1" | grep -qE -- "$2"' sh "$(reason)" "$2"
}
# unprintable WHAT PATTERN NAME: imported, but no sheet; the error names value and character.
unprintable() {
    number=$((number + 1))
    ok "$1: is imported" import_name "N-$number" "$3"
    rm -f "$WORK/slip.pdf"
    at issue --case "N-$number" --service KB-1@buero -o "$WORK/slip.pdf"
    same "$1: no sheet is made" "11 no" "$? $([ -e "$WORK/slip.pdf" ] && echo yes || echo no)"
    ok "$1: value and character are named" sh -c 'printf "%s\n" "$1" | grep -qE -- "$2"' sh \
        "$(reason)" "$2"
}
long='Maria von und zu der Öhe, '
on_paper "one letter" 'Ö'
on_paper "two hundred letters" "$long$long$long$long$long$long$long$(printf '%.18s' "$long")"
on_paper "the end of a PDF text" ') Tj ET'
on_paper "the end of a PDF stream" 'endstream endobj'
on_paper "PDF keys" '/JS (x) /OpenAction << /S /JavaScript >>'
on_paper "a backslash and brackets" '\\\\( [ ] < > >> \\\\)'
on_paper "the end of a form element" '</p><qr value="x"/>'
on_paper "a place of a form" '{{slip.number}}'
on_paper "an entity" '&amp; &#10; &x;'
on_paper "a formula of a spreadsheet" '=1+1'
on_paper "an SQL text" "x'); DROP TABLE client; --"
on_paper "a letter with eight marks" 'a\0314\0201\0314\0202\0314\0203\0314\0204\0314\0206\0314\0207\0314\0210\0314\0212'
on_paper "Arabic" '\0331\0205\0330\0255\0331\0205\0330\0257'
on_paper "bytes that are no UTF-8 are Windows-1252" 'J\0303\0050na' 'J\0303\0203(na'
refused "nine marks" 'family_name.*U\+030B' 'a\0314\0201\0314\0202\0314\0203\0314\0204\0314\0206\0314\0207\0314\0210\0314\0212\0314\0213'
refused "a right-to-left override" 'family_name.*U\+202E' 'Jana \0342\0200\0256 gnp'
refused "a zero width joiner" 'family_name.*U\+200D' 'Ja\0342\0200\0215na'
refused "a byte that is no letter" 'family_name|UTF-8|U\+' 'J\0201na'
refused "a zero byte" Nullbytes 'Ja\0000na'
refused "a line break" 'Zeile 2: .*Zeilenumbruch' 'Ja\nna'
refused "two hundred and one letters" 'family_name.*200' \
    "$long$long$long$long$long$long$long$(printf '%.18s' "$long")x"
refused "only white space" 'family_name' '   '
unprintable "an emoji" 'print client.name .*U\+1F600' '\0360\0237\0230\0200'
unprintable "a letter of another script" 'print client.name .*U\+6F22' 'Wang \0346\0274\0242'
# Every other text of a voucher at once: the provider's and the service's.
cat > "$WORK/providers.csv" << 'CSV'
provider;name;street;postcode;city;phone;hours;regime;protected;contact;stop;languages;access;walk_in
evil;) Tj ET;endstream endobj;26999;{{slip.number}};</p>;/JS (x);public;nein;&x;\);<b>fett;%%EOF;xref
CSV
cat > "$WORK/services.csv" << 'CSV'
service;type;title;provider;places;redeem_days;bring
KB-9;A;>>/OpenAction 1 0 R;evil;;60;trailer << /Root 9 0 R >>
CSV
sed 's/buero/evil/' "$WORK/agreements.csv" > "$WORK/agreement.csv"
ok "a provider of hostile texts is imported" at import providers "$WORK/providers.csv"
ok "so is its service" at import services "$WORK/services.csv"
ok "and their agreement" at import agreements "$WORK/agreement.csv"
ok "a voucher of them is printed" at issue --case N-1 --service KB-9@evil -o "$WORK/slip.pdf"
ok "it is a sound PDF" qpdf --check "$WORK/slip.pdf"
same "nothing in it acts" "" "$(active "$WORK/slip.pdf")"
pdftotext "$WORK/slip.pdf" - | words > "$WORK/text"
for text in ') Tj ET' 'endstream endobj' '{{slip.number}}' '</p>' '/JS (x)' '&x' '\)' '<b>fett' '%%EOF' \
    'xref' '>>/OpenAction 1 0 R' 'trailer << /Root 9 0 R >>'; do
    ok "it says $text" grep -qF -- "$text" "$WORK/text"
done
plan
