# A list of sixty: cut off, killed twice, gone on with, corrected, merged. Nothing is issued
# twice, no sheet is missing, and how many threads print makes no difference to the bytes.
. tests/tap.sh
. tests/fault/office.inc

office=$WORK/office
out=$WORK/out
list=$WORK/list.csv
office_make "$office" 60

batch() { # batch OPTION...: run the list; the answer is kept for get
    lz "$office" issue --batch "$list" "$@" > "$WORK/answer" 2> "$WORK/stderr"
}
get() { jq -r "$1" < "$WORK/answer"; }
counts() { get '.batch | "\(.issued) \(.already_there) \(.printed) \(.open) \(.refused)"'; }
sql() { sqlite3 "$office/laufzettel.db" "$1"; }
hidden() { find "$out" -name '.*.part' 2> /dev/null | wc -l; }
signalled() { # signalled SIGNAL OPTION...: a run that gets SIGNAL after a few sheets; its status
    signal=$1
    shift
    "$LZ" -C "$office" -T $DAY --json issue --batch "$list" "$@" \
        > "$WORK/answer" 2> "$WORK/stderr" < /dev/null &
    pid=$!
    until [ "$(hidden)" -ge 3 ] || ! kill -0 $pid 2> /dev/null; do :; done
    kill "-$signal" $pid 2> /dev/null
    wait $pid
    echo $?
}

# Two rows cannot be: a case nobody knows, and a service that is misspelt.
awk 'BEGIN {
    print "case_number;service;provider"
    for (i = 1; i <= 60; i++) {
        if (i == 30) print "FM-999;KB-1;buero"
        print "FM-" i (i == 44 ? ";KP-1" : ";KB-1") ";buero"
    } }' > "$list"

# ---- a fault first: everything is issued, nothing gets a name ----
strace -f -qq -o /dev/null -e trace=rename -e inject=rename:error=ENOSPC \
    "$LZ" -C "$office" -T $DAY --json issue --batch "$list" -o "$out" > "$WORK/answer" 2>&1
same "a full disk ends the run" "10 store" "$? $(get .error.reason)"
same "what was issued before is not lost" "59|0" "$(sql 'SELECT count(*), sum(copies) FROM slip')"
cp -r "$office" "$WORK/two"

# ---- asked to end, killed, killed, gone on with ----
same "asked to end it ends" 130 "$(signalled TERM -o "$out" --workers 1)"
ok "and says how to go on" grep -q "Weiter mit demselben Befehl" "$WORK/stderr"
named=$(find "$out" -name 'laufzettel-*.pdf' | wc -l)
same "the sheets in work are finished and recorded" "$named|0" \
    "$(sql 'SELECT sum(copies) FROM slip')|$(hidden)"
ok "the others are left over" test "$named" -ge 1 -a "$named" -lt 59
same "killed once" 137 "$(signalled KILL -o "$out" --workers 1)"
same "killed twice" 137 "$(signalled KILL -o "$out" --workers 1)"
batch -o "$out" --workers 1
same "the fourth run prints the rest" "0 59 $((59 - named)) 0 2" "$(counts)"
same "each case has one slip, each slip one print" "59|59|1|1" \
    "$(sql 'SELECT count(*), count(DISTINCT case_id), min(copies), max(copies) FROM slip')"
same "nothing is left half done" 0 "$(find "$out" -name '.*' ! -path "$out" | wc -l)"
for file in "$out"/laufzettel-*.pdf; do
    pdftotext "$file" - | grep -oE '[0-9A-Z]{4}(-[0-9A-Z]{4}){3}' | sort -u
done | sort > "$WORK/codes"
same "on paper each voucher and each client has a code of its own" "118 118" \
    "$(wc -l < "$WORK/codes") $(uniq "$WORK/codes" | wc -l)"
same "every PDF is the one recorded" "$(sql 'SELECT lower(hex(sha256)) FROM print_record' | sort)" \
    "$(sha256sum "$out"/*.pdf | cut -d' ' -f1 | sort)"

# ---- one thread or two ----
mkdir "$WORK/one"
kept=$office
for workers in 1 2; do
    cp -r "$WORK/two" "$WORK/office-$workers"
    office=$WORK/office-$workers
    batch -o "$WORK/by-$workers" --workers $workers
done
office=$kept
ok "two threads print the same bytes as one" diff -r "$WORK/by-1" "$WORK/by-2"

# ---- refused rows, corrected ----
same "refused rows are listed with line, case, reason and sentence" \
    "31;FM-999;not_found 46;FM-44;not_found" \
    "$(sed 1d "$out/abgelehnt.csv" | cut -d';' -f1-3 | tr -d '\r' | paste -sd' ')"
ok "in words" grep -q 'Die Leistung KP-1 bietet Familienbüro nicht an' "$out/abgelehnt.csv"
{ head -n 1 "$list"; sed 1d "$list" | grep -v FM-999 | sed 's/KP-1/KB-1/' | sort -r; } \
    > "$WORK/korrigiert.csv"
list=$WORK/korrigiert.csv
batch -o "$out"
same "a list corrected, sorted and renamed issues only what is new" "1 59 1 0 0" "$(counts)"
not "the list of refusals is gone" test -e "$out/abgelehnt.csv"
truncate -s 900 "$out/laufzettel-2026-000007.pdf"
batch -o "$out"
same "a file that is cut short is printed again" "0 60 1 0 0" "$(counts)"
same "as a copy with the same code" "Kopie 2" \
    "$(pdftotext "$out/laufzettel-2026-000007.pdf" - | grep -om1 'Kopie 2')"
printf 'case_number;service;provider\nFM-1;KB-1;buero\nFM-1;KB-1;\n' > "$WORK/more.csv"
list=$WORK/more.csv
batch -o "$out"
same "a row added to a case does not issue its other rows again" "conflict 2" \
    "$(get '.batch.refusals[0] | "\(.reason) \(.line)"')"
same "of one folder one run at a time" conflict \
    "$(flock "$out" "$LZ" -C "$office" -T $DAY --json issue --batch "$list" -o "$out" |
        jq -r .error.reason)"

# ---- a new run, in merged files ----
list=$WORK/korrigiert.csv
out=$WORK/merged
hidden() { find "$out" -name '*.p[ad]*' 2> /dev/null | wc -l; }
signalled KILL -o "$out" --merge 14 --run Herbst > "$WORK/status"
same "a run with a name of its own is killed" 137 "$(cat "$WORK/status")"
batch -o "$out" --merge 14 --run Herbst
same "and gone on with" "60 0 0" "$(get '.batch | "\(.issued + .already_there) \(.open) \(.refused)"')"
same "sixty slips are five files" \
    "laufzettel-0001.pdf laufzettel-0002.pdf laufzettel-0003.pdf laufzettel-0004.pdf laufzettel-0005.pdf" \
    "$(ls -A "$out" | paste -sd' ')"
codes_of() { # each code once a file, with the remainder of the page it stands on first by 2
    pdftotext "$1" - | tr ' ' '\n' | awk '
        { page += gsub("\f", "") }
        length($0) == 19 && /^[0-9A-Z]+-[0-9A-Z]+-[0-9A-Z]+-[0-9A-Z]+$/ && !seen[$0]++ {
            print $0, (page + 1) % 2 }'
}
for file in "$out"/*.pdf; do codes_of "$file"; done > "$WORK/pages"
same "each code is in one file, on a front page" "120 120 0" \
    "$(wc -l < "$WORK/pages") $(sort -u "$WORK/pages" | wc -l) $(grep -c ' 0$' "$WORK/pages")"
same "no code is one of the first run" 0 \
    "$(cut -d' ' -f1 "$WORK/pages" | sort | comm -12 - "$WORK/codes" | wc -l)"
file=$out/laufzettel-0005.pdf
ok "a merged file is sound" qpdf --check "$file"
ok "and tagged" sh -c 'pdfinfo "$1" | grep -q "Tagged: *yes"' - "$file"
pdftoppm -r 110 -gray -png "$file" "$WORK/page"
for page in "$WORK"/page-*.png; do
    zbarimg -q --raw -Sdisable -Sqrcode.enable "$page"
done 2> /dev/null | sed -n 's|.*/[SK]#||p' | sort -u > "$WORK/read"
same "a decoder reads all its codes from paper" \
    "$(codes_of "$file" | cut -d' ' -f1 | tr -d - | sort)" "$(cat "$WORK/read")"

# ---- killed between the record and the name, or before the record ----
number=$(pdfinfo "$file" | sed -n 's/^Title: *Laufzettel \([0-9-]*\) bis.*/\1/p')
sha=$(sha256sum "$file" | cut -d' ' -f1)
mv "$file" "$out/.laufzettel-$number+-$sha.part"
echo waste > "$out/.laufzettel-$number+-$(sha256sum < "$list" | cut -d' ' -f1).part"
echo waste > "$out/.laufzettel-$number-x.part.0123.tmp"
batch -o "$out" --merge 14 --run Herbst
same "a file that is recorded gets its name, nothing is printed again" "0 60 0 0 0" "$(counts)"
same "with the same bytes" "$sha" "$(sha256sum "$file" | cut -d' ' -f1)"
same "waste is removed" 0 "$(find "$out" -name '.*' ! -path "$out" | wc -l)"
ok "the chains hold" verified "$office"
plan
