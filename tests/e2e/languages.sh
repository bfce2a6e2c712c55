# A slip in each language clients read: issued, printed, read back in words and by its tags,
# its codes by a decoder. No voucher ever needs more than its front and its back.
. tests/tap.sh
. tests/lint/po.inc
LC_ALL=C.UTF-8
export LC_ALL

office=$WORK/office
day=2026-05-04T09:00
at() {
    time=$1
    shift
    "$LZ" -C "$office" -T "$time" --json "$@"
}
. tests/e2e/office.inc
cat > "$WORK/services.csv" << CSV
service;type;title;provider;places;redeem_days;bring
SB-2;B;Basisberatung;nordtor;180;90;Ausweis und Briefe
PS-1;C;Clearing;hedwig;;;
KB-1;A;Platzsuche Kita und Tagespflege;buero;;60;
KB-1;A;Platzsuche Kita und Tagespflege;hedwig;;60;
CSV
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;3;2026-01-01;2026-12-31;consent
hedwig;C;1;2026-01-01;;consent
hedwig;A;1;2026-01-01;;law
buero;A;1;2026-01-01;;law
CSV
printf 'case_number;type;priority;agreed_on;plan_ref\r\nFM-1;B;1;27.04.2026;KP-1\r\nFM-1;C;2;27.04.2026;KP-1\r\nFM-1;A;3;27.04.2026;\r\n' > "$WORK/needs.csv"
cat > "$WORK/consents.csv" << CSV
case_number;provider;level;signed_on;valid_until
FM-1;nordtor;3;2026-04-27;
CSV
{
    at $day init --demo --url https://weg.example.org
    for kind in branches providers services agreements cases needs consents; do
        at $day import $kind "$WORK/$kind.csv" || exit 1
    done
    at $day user add s.brandt --role caseworker --name "Sabine Brandt" --phone "030 23125 214"
} > "$WORK/setup.txt" 2>&1

issue() { # issue OUT [OPTION...]
    out=$1
    shift
    at $day -u s.brandt issue --case FM-1 --service SB-2@nordtor --service PS-1@hedwig \
        --service KB-1 --order warn --appointment SB-2=2026-05-11T10:00 "$@" -o "$out" \
        > "$WORK/answer" 2> "$WORK/refusal"
}
# What the sheets say in LANGUAGE for a German text, as the program prints it.
in_language() {
    awk -F '\t' -v key="$1" '$1 == key { print $2 }' "$WORK/texts"
}
# Everything pdftotext reads, in the order it was drawn, as one line.
as_words() {
    pdftotext -raw "$1" - | tr '\n\f' '  ' | sed 's/  */ /g'
}
as_tags() {
    pdfinfo -struct-text "$1" | sed -n 's/^ *"\(.*\)"$/\1/p'
}
# The most pages of a voucher: "Seite 1 von 2" stands at the foot of each.
longest_voucher() {
    pdftotext -layout "$1" - | grep 'LZ-02' |
        sed -n 's/.*Seite [0-9]* von \([0-9]*\).*/\1/p' | sort -n | tail -1
}
says_all() { # says_all FILE: each sentence of the list is in FILE, letter by letter
    while read -r sentence; do
        text=$(in_language "$sentence")
        [ -n "$text" ] && grep -qF -e "$text" "$1" || { echo "missing: $sentence: $text"; return 1; }
    done << LIST
Ihr Laufzettel
Der Gutschein ist ein Angebot. Sie entscheiden selbst, ob Sie ihn nutzen.
Die Stelle scannt den QR-Code oder tippt den Code ein.
Niemand meldet etwas über Sie.
Nichts wird übermittelt. Bitte Rücklaufabschnitt stempeln.
Die Reihenfolge ist ein Vorschlag. Sie können frei wählen.
Wo können Sie sich beschweren?
Übersetzung zur Information. Verbindlich ist der deutsche Text. Die Übersetzung ist ein Entwurf, sie ist noch nicht geprüft.
LIST
}
# Both codes of each voucher, from pictures of their fronts: the last sheets.
codes_decode() {
    pages=$(pdfinfo "$1" | awk '/^Pages:/ { print $2 }')
    pdftoppm -r 100 -gray -o -f $((pages - 5)) "$1" "$WORK/page" || return 1
    zbarimg -q --raw -Sdisable -Sqrcode.enable "$WORK"/page-*.pgm | sort | uniq -c |
        awk '{ print $1 }' | tr '\n' ' ' > "$WORK/counts"
    rm -f "$WORK"/page-*.pgm
    cat "$WORK/counts"
    [ "$(cat "$WORK/counts")" = "2 2 2 " ]
}
tagged_as() { # tagged_as FILE LANGUAGE
    qpdf --qdf --object-streams=disable "$1" - | grep -aq "/Lang ($2)"
}

for po in forms/texts/*.po; do
    language=$(basename "$po" .po)
    pdf=$WORK/$language.pdf
    "$LZ" -C "$office" form texts --language "$language" | flatten > "$WORK/texts"
    ok "$language: a slip is issued and printed" issue "$pdf" --language "$language"
    as_words "$pdf" > "$WORK/words"
    as_tags "$pdf" > "$WORK/tags"
    if [ "$language" != ar ]; then
        ok "$language: pdftotext reads each sentence" says_all "$WORK/words"
    fi
    ok "$language: the tags read each sentence" says_all "$WORK/tags"
    ok "$language: the German is there too" grep -qF \
        "Der Gutschein ist ein Angebot. Sie entscheiden selbst, ob Sie ihn nutzen." "$WORK/tags"
    ok "$language: its texts are tagged as such" tagged_as "$pdf" "$language"
    same "$language: a voucher has a front and a back" 2 "$(longest_voucher "$pdf")"
    same "$language: each sheet says once what the translation is worth" 4 \
        "$(grep -cF "$(in_language "Übersetzung zur Information. Verbindlich ist der deutsche Text. Die Übersetzung ist ein Entwurf, sie ist noch nicht geprüft.")" "$WORK/tags")"
    ok "$language: its codes are read from the picture" codes_decode "$pdf"
    # Arabic has glyphs of many shapes, and each is put in its place.
    most=120000
    [ "$language" != ar ] || most=160000
    ok "$language: the slip has at most $most bytes" test "$(wc -c < "$pdf")" -le $most
done

# ---- Arabic: what runs the other way stays as it is ----
as_tags "$WORK/ar.pdf" > "$WORK/tags"
ok "telephone numbers and names stay whole in an Arabic line" grep -qx \
    "اتصل بـ: Sabine Brandt، هاتف 030 23125 214\." "$WORK/tags"
ok "so do days and times" grep -qx \
    "الاثنين، 11\.05\.2026، الساعة 10:00" "$WORK/tags"

# ---- which language ----
number=$(jq -r .slip.number < "$WORK/answer")
says() { pdftotext "$1" - | grep -qF -e "$2"; }
at $day -u s.brandt print "$number" --language tr -o "$WORK/again.pdf" > "$WORK/answer"
ok "a slip is printed again in another language" says "$WORK/again.pdf" "Yönlendirme kâğıdınız"
ok "the number of the copy is translated as well" says "$WORK/again.pdf" "kopya 2"
at $day -u s.brandt print "$number" --language de -o "$WORK/german.pdf" > "$WORK/answer"
not "or in German alone" says "$WORK/german.pdf" "Übersetzung zur Information"
not "a language nobody speaks here is refused" issue "$WORK/none.pdf" --language xx
ok "with the field and the cure" grep -q '"field": *"language"' "$WORK/answer"
sed 's/;de;/;fa;/; s/FM-1/FM-2/' "$WORK/cases.csv" > "$WORK/cases-2.csv"
sed 's/FM-1/FM-2/' "$WORK/needs.csv" > "$WORK/needs-2.csv"
at $day import cases "$WORK/cases-2.csv" > "$WORK/answer"
at $day import needs "$WORK/needs-2.csv" > "$WORK/answer"
ok "a client whose language has no texts gets the German ones" at $day -u s.brandt issue \
    --case FM-2 --service KB-1 -o "$WORK/fa.pdf"

# ---- the office's own texts ----
mkdir -p "$office/forms/texts"
own=$office/forms/texts/uk.po
cp forms/texts/uk.po "$own"
sed -i 's/^"X-Checked-By: /&Оксана Зразок/; s/^"X-Checked-On: /&2026-04-30/' "$own"
ok "the office's own file passes the check" "$LZ" form check "$own"
sed 's/{{advice_days}} днів/7 днів/' "$own" > "$WORK/wrong.po"
not "a file that drops a value does not" "$LZ" form check "$WORK/wrong.po"
ok "the office's own file is taken" issue "$WORK/own.pdf" --language uk
ok "a checked translation says by whom and when" sh -c \
    'pdftotext -raw "$1" - | tr "\n" " " | grep -qF "Переклад перевірено: Оксана Зразок, 30.04.2026."' - "$WORK/own.pdf"
long="Ви самі вирішуєте, чи скористатися ним, і можете не поспішати з цим рішенням."
sed "s/^msgstr \"Ваучер — це пропозиція.*/msgstr \"Ваучер — це пропозиція. $long $long\"/" \
    forms/texts/uk.po > "$own"
ok "a long translation is printed in smaller letters" issue "$WORK/long.pdf" --language uk
same "and still fits its back" 2 "$(longest_voucher "$WORK/long.pdf")"
ok "whole" sh -c 'pdftotext -raw "$1" - | tr "\n" " " | grep -qF "$2 $2"' - "$WORK/long.pdf" "$long"
for i in 1 2 3 4; do long="$long $long"; done
sed "s/^msgstr \"Ваучер — це пропозиція.*/msgstr \"Ваучер — це пропозиція. $long\"/" \
    forms/texts/uk.po > "$own"
not "one that does not fit is refused, never cut" issue "$WORK/refused.pdf" --language uk
not "and leaves no file" test -e "$WORK/refused.pdf"
plan
