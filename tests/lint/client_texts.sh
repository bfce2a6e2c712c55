# Every text for clients has a translation in every file of forms/texts, and the files hold
# nothing else. Which texts there are, the program tells: `laufzettel form texts`.
. tests/tap.sh
. tests/lint/po.inc
LC_ALL=C.UTF-8
export LC_ALL

texts() { "$LZ" -C "$WORK/office" form texts "$@"; }
nothing() { # nothing FILE: passes when FILE is empty, else shows it
    cat "$1"
    [ ! -s "$1" ]
}
# Marks of a text: its values, its bold stretches and line breaks, places %1 to %9.
different_marks() {
    awk -F '\t' '
        # Each mark with how often it stands there; what is left must hold no sign of one.
        function count_marks(text, sign, count) {
            while (match(text, /\{\{[^}]*\}\}|<\/?b>|<br\/>|%[1-9]/)) {
                count[substr(text, RSTART, RLENGTH)] += sign
                text = substr(text, 1, RSTART - 1) substr(text, RSTART + RLENGTH)
            }
            return text ~ /[{}<>]/
        }
        {
            split("", count)
            bad = count_marks($1, 1, count) + count_marks($2, -1, count)
            for (mark in count) bad += count[mark] != 0
            if (bad) print $1 "\n    " $2
        }' "$1"
}
# Translations that still look German: words without a letter of their own script, or with
# German letters.
left_german() {
    sed 's/{{[^}]*}}//g; s/<[^>]*>//g' "$2" > "$WORK/words"
    case $1 in
    uk | ru) grep -P '\t.*[A-Za-z]' "$WORK/words" | grep -vP '\t.*\p{Cyrillic}' ;;
    ar) grep -P '\t.*[A-Za-z]' "$WORK/words" | grep -vP '\t.*\p{Arabic}' ;;
    en) grep -P '\t.*[äöüÄÖÜß„“]' "$WORK/words" ;;
    tr) grep -P '\t.*[äÄß„]' "$WORK/words" ;;
    esac
}

"$LZ" -C "$WORK/office" init > "$WORK/init.txt"
texts > "$WORK/all.pot"
flatten < "$WORK/all.pot" | cut -f 1 | sort -u > "$WORK/keys"
ok "the program tells its texts for clients" test "$(wc -l < "$WORK/keys")" -gt 100
for po in forms/texts/*.po; do
    language=$(basename "$po" .po)
    msgattrib --no-obsolete --no-wrap "$po" | flatten > "$WORK/pairs"
    ok "$language: msgfmt -c finds nothing" msgfmt -c -o "$WORK/mo" "$po"
    ok "$language: the file names its language" grep -qx "\"Language: $language\\\\n\"" "$po"
    awk -F '\t' '$2 != "" { print $1 }' "$WORK/pairs" | sort -u |
        comm -23 "$WORK/keys" - > "$WORK/found"
    ok "$language: each text has a translation" nothing "$WORK/found"
    cut -f 1 "$WORK/pairs" | sort -u | comm -13 "$WORK/keys" - > "$WORK/found"
    ok "$language: no translation is without its text" nothing "$WORK/found"
    msgattrib --only-fuzzy --no-wrap "$po" > "$WORK/found"
    ok "$language: no translation is fuzzy" nothing "$WORK/found"
    different_marks "$WORK/pairs" > "$WORK/found"
    ok "$language: values, bold and line breaks are those of the German" nothing "$WORK/found"
    left_german "$language" "$WORK/pairs" > "$WORK/found"
    ok "$language: no translation was left in German" nothing "$WORK/found"
    texts --language "$language" | flatten | awk -F '\t' '$2 == ""' > "$WORK/found"
    ok "$language: the program finds them all" nothing "$WORK/found"
done
plan
