#!/bin/sh
# Every German text that people read on a page, in an error or in a list has an English
# translation in assets/texts/en.po, and the file holds nothing else.
#
#   texts.sh             prove it; prints TAP
#   texts.sh --template  print the texts as a .po template, for msgmerge
#
# Where texts stand in the sources:
#   err_set(.., .., .., "key"), fault(.., .., "key", ..), stop(.., .., "key"),
#   refuse(.., .., "key", .., ..), N_("text")
#   db_need(.., .., .., .., .., .., "key"), add_event(.., "text"), add_voucher(.., "text"),
#   verdict_add(.., "text"), tell(.., .., "text")
#   tables of words in src/flow: { "wire name", "label" } and [TYPE_X] = "label"
#   tables of the store, where the sentence comes last: { .., SQL_NAME, "key" }
#   pages: {{_ text}}, but for the client's own
# Texts of forms, of the client's sheet and of the client's page are translated in forms/texts instead.
set -u
LC_ALL=C.UTF-8
export LC_ALL
. tests/lint/po.inc
po=assets/texts/en.po
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

# The labels of the tables, as calls that xgettext understands. Lines are joined first,
# since a literal may be broken over several.
tables() {
    for file in src/flow/*.c src/store/*.c; do
        tr '\n' ' ' < "$file" | sed 's/"  *"//g' |
            grep -o -e '{ *"[^"]*", *"[^"]*" *}' -e '\[TYPE_[A-Z]*\] *= *"[^"]*"' \
                -e 'SQL_[A-Z_]*, *"[^"]*" *}' |
            sed 's/^.*\("[^"]*"\)[ }]*$/N_(\1)/'
    done
}

pages() {
    for file in assets/pages/*.html; do
        case $file in */client.html | */procedure.html | */_client_*) continue ;; esac
        [ -f "$file" ] || continue
        tr '\n' ' ' < "$file" | grep -o '{{_ [^}]*}}' |
            sed 's/^{{_ *//; s/ *}}$//; s/  */ /g; s/"/\\"/g; s/.*/N_("&")/'
    done
}

template() {
    tables > "$dir/tables.c"
    pages > "$dir/pages.c"
    xgettext --language=C --from-code=UTF-8 --no-location --no-wrap -k \
        -kN_ -kerr_set:4 -kfault:3 -kstop:3 -krefuse:3,5t -kdb_need:7 -kadd_event:2 \
        -kadd_voucher:2 -kverdict_add:2 -ktell:3,5t -o - src/*.c src/*/*.c "$dir/tables.c" \
        "$dir/pages.c" 2> "$dir/xgettext.log" | sed '/^#, c-format/d'
}

# Literals with German letters that no rule above collects. Left out are files whose German
# is no text for this catalog: words that files bring, the reference of the form language,
# names of holidays, words to try forms with, texts of the client's sheet (see forms/texts), what only the command
# line says (help, notes, the table of routes), what the wire says before it knows a language,
# or only people with the sources at hand read (faults in a .po file).
strays() {
    ls src/*.c src/*/*.c 2> "$dir/ls.log" | grep -v -e /import_catalogue -e /import_columns \
        -e src/form/element -e src/form/example -e src/form/reference -e src/form/values -e src/form/leaf -e src/form/parse \
        -e src/flow/deadline -e src/procedure/doc_paper -e src/cli/ \
        -e src/procedure/paper_word -e src/procedure/report_table -e src/procedure/client_ -e src/procedure/posting_note -e src/web/client_language -e src/form/translation \
        -e src/procedure/init -e src/procedure/upkeep -e src/base/catalog \
        -e src/web/route_table -e src/web/http_answer > "$dir/files"
    xgettext --language=C --from-code=UTF-8 --no-location --no-wrap -a -o - \
        -f "$dir/files" 2> "$dir/xgettext.log" | flatten | cut -f 1 |
        grep '[äöüÄÖÜß„»]' | sort -u | comm -23 - "$dir/keys"
}

number=0
# report NAME: ok when the file "found" is empty, else its lines are what is wrong.
report() {
    number=$((number + 1))
    if [ -s "$dir/found" ]; then
        echo "not ok $number - $1"
        sed 's/^/#   /' "$dir/found"
        failed=1
    else
        echo "ok $number - $1"
    fi
}

if [ "${1-}" = --template ]; then
    template
    exit
fi
failed=0
echo 1..7
template > "$dir/en.pot"
flatten < "$dir/en.pot" | cut -f 1 | sort -u > "$dir/keys"
msgattrib --no-fuzzy --no-obsolete --no-wrap "$po" | flatten > "$dir/pairs"
awk -F '\t' '$2 != "" { print $1 }' "$dir/pairs" | sort -u > "$dir/translated"

if [ "$(wc -l < "$dir/keys")" -gt 100 ]; then : > "$dir/found"; else
    { echo "too few texts found"; cat "$dir/xgettext.log"; } > "$dir/found"
fi
report "texts are collected from the sources"
comm -23 "$dir/keys" "$dir/translated" > "$dir/found"
report "each German text has an English translation"
cut -f 1 "$dir/pairs" | sort -u | comm -13 "$dir/keys" - > "$dir/found"
report "no translation is without its text"
awk -F '\t' '
    function holes(text,  set, i) {
        set = ""
        for (i = 1; i <= 4; i++) {
            if (index(text, "%" i)) set = set i
            if (index(text, "%_" i)) set = set "_" i
        }
        return set
    }
    $2 != "" && holes($1) != holes($2) { print $1 }' "$dir/pairs" > "$dir/found"
report "a translation has the places %1 to %4 of its text"
cut -f 2 "$dir/pairs" | grep '[äöüÄÖÜß„»]' > "$dir/found"
report "no translation was left in German"
strays > "$dir/found"
report "no German text stands outside the places that are collected"
msgfmt -c -o /dev/null "$po" 2> "$dir/found"
report "msgfmt -c finds nothing"
exit $failed
