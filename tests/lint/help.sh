# The help: every page can be reached, and what it quotes is what people see.
. tests/tap.sh
LC_ALL=C.UTF-8
export LC_ALL

pages=src/web/page_guide.c
quotes() { # quotes OPEN CLOSE FILE: what stands between the marks, over the ends of lines
    tr '\n' ' ' < "$3" | sed 's/  */ /g' | grep -o "$1[^$2]*$2" | sed "s/[$1$2]//g"
}
unknown_german() {
    for file in assets/texts/hilfe-*.txt; do
        case $file in *.en.txt) continue ;; esac
        quotes » « "$file" | while IFS= read -r text; do
            grep -qF "{{_ $text}}" assets/pages/*.html || grep -rqF "N_(\"$text\")" src/ ||
                grep -rqF "\"$text\"" src/flow || echo "$file: $text"
        done
    done
}
unknown_english() {
    for file in assets/texts/hilfe-*.en.txt; do
        quotes “ ” "$file" | while IFS= read -r text; do
            grep -qxF "msgstr \"$text\"" assets/texts/en.po || echo "$file: $text"
        done
    done
}
unknown_commands() {
    cat assets/texts/hilfe-*.txt | tr '\n' ' ' | grep -oE 'laufzettel [a-z]+( [a-z]+)?' | sort -u |
        while IFS= read -r text; do
            words=${text#laufzettel }
            "$LZ" help | grep -qE "^  (${words}|${words%% *}) " || echo "$text"
        done
}

same "each help page has a German text, and each text a page" \
    "$(ls assets/texts/hilfe-*.txt | sed -n 's|.*/\(hilfe-[a-z-]*\).txt$|\1|p' | sort)" \
    "$(grep -o '"hilfe-[a-z-]*"' $pages | tr -d '"' | sort)"
same "each text is there in English too" \
    "$(ls assets/texts/hilfe-*.txt | sed -n 's|.*/\(hilfe-[a-z-]*\).txt$|\1|p' | sort)" \
    "$(ls assets/texts/hilfe-*.en.txt | sed -n 's|.*/\(hilfe-[a-z-]*\).en.txt$|\1|p' | sort)"
same "an office can word each page itself" \
    "$(grep -o '"hilfe-[a-z-]*"' $pages | sort)" \
    "$(grep -o '"hilfe-[a-z-]*"' src/procedure/page_text.c | sort)"
same "each page that leads to its help is an address of the server" "" "$(
    sed -n 's|.*"\(/[a-z]*/*\)"}.*|\1|p' $pages | while IFS= read -r path; do
        "$LZ" routes | grep -q " $path" || echo "$path"
    done)"
same "what the help quotes in German stands on a page" "" "$(unknown_german)"
same "what the help quotes in English is its translation" "" "$(unknown_english)"
same "each command in the help is one" "" "$(unknown_commands)"
plan
