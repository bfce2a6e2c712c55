# To the office's other programs and back: lists, cursors, formats, profiles, prints for the file.
. tests/tap.sh
. tests/e2e/office.inc

office=$WORK/office
at() { # at DAY WORDS...: the program at another time; its answer is kept for get
    time=$1
    shift
    "$LZ" -C "$office" -T "${time}T09:00" --json "$@" > "$WORK/answer" 2> "$WORK/stderr"
}
get() { jq -r "$1" < "$WORK/answer"; }
refused() { # refused STATUS WORDS...: ends with it
    want=$1
    shift
    at 2026-05-20 "$@"
    [ $? -eq "$want" ]
}
printf 'provider;type;level;valid_from;valid_until;basis\nnordtor;B;2;2026-01-01;;law\n' > "$WORK/agreements.csv"
printf 'case_number;type;priority;agreed_on\nFM-1;B;1;27.04.2026\n' > "$WORK/needs.csv"
at 2026-05-04 init --demo --url https://weg.example.org
for kind in branches providers services agreements cases needs; do
    at 2026-05-04 import $kind "$WORK/$kind.csv"
done
at 2026-05-04 user add s.brandt --role caseworker --team M1
at 2026-05-04 issue --case FM-1 --service SB-2@nordtor -o "$WORK/slip.pdf"
number=$(get .slip.number) code=$(get '.slip.vouchers[0].code')

# ---- events behind a cursor, the one of the API ----
at 2026-05-04 export events -o "$WORK/events.csv"
first=$(get .export.next)
same "the first export has the issue" "1 issue" "$(get .export.rows) $(cut -d';' -f8 "$WORK/events.csv" | tail -1 | tr -d '\r')"
at 2026-05-11 confirm "$code" accept
at 2026-05-12 confirm "$code" start
at 2026-05-20 confirm "$code" end --outcome E1
at 2026-05-20 export events --since "$first"
same "the next one begins behind it" "accept start end" "$(get '.events | map(.command) | join(" ")')"
next=$(get .next)
same "the cursor is told beside the rows too" "laufzettel: next: $next" "$(cat "$WORK/stderr")"
at 2026-05-20 export vouchers --since "$first"
same "a voucher that changed comes with what it is now" "ended E1 $next" \
    "$(get '"\(.vouchers[0].state) \(.vouchers[0].outcome) \(.next)"')"
at 2026-05-20 export vouchers --since "$next"
same "nothing comes twice" 0 "$(get '.vouchers | length')"
at 2026-05-20 export 51b
same "the statistics get begin, end and type" "B 2026-05-12 2026-05-20" \
    "$(get '."51b"[0] | "\(.type) \(.begin) \(.end)"')"
ok "a cursor that is none is refused" refused 4 export events --since 0000
ok "a list that has none says so" refused 4 export cases --since "$next"
ok "an unknown list is named" refused 5 export secrets
ok "an acting user gets no list of all cases" refused 3 -u s.brandt export cases
ok "an XLSX file needs a name" refused 4 export events --format xlsx
ok "a folder that is not there is told" refused 10 export events -o "$WORK/nowhere/events.csv"

# ---- formats, columns, formulas ----
sed 's/;Jana;/;=cmd|calc;/' "$WORK/cases.csv" > "$WORK/formula.csv"
at 2026-05-20 import cases "$WORK/formula.csv"
"$LZ" -C "$office" export cases > "$WORK/plain.csv" 2> "$WORK/stderr"
ok "a formula leaves disarmed" grep -q ";'=cmd|calc;" "$WORK/plain.csv"
"$LZ" -C "$office" import cases "$WORK/plain.csv" --json > "$WORK/answer"
same "what left comes back as it was" 1 "$(get .import.same)"
at 2026-05-20 export cases --profile neutral -o "$WORK/neutral.csv"
same "a profile names the columns and the days" "Fallnummer;Vorname;Nachname;Geburtsdatum 12.03.1992" \
    "$(sed '1s/^\xef\xbb\xbf//' "$WORK/neutral.csv" | cut -d';' -f1-4 | head -1) $(cut -d';' -f4 "$WORK/neutral.csv" | tail -1)"
ok "a profile that is not there is named" refused 5 export posting --user s.brandt --profile nix
at 2026-05-20 export cases --format xlsx -o "$WORK/cases.xlsx"
ok "XLSX: formulas are text, days are days" python3 - "$WORK/cases.xlsx" << 'PY'
import re, sys, zipfile
sheet = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode()
assert "<f>" not in sheet and "=cmd|calc" in sheet
assert re.search(r'<c r="D2" s="\d+"><v>33675</v></c>', sheet), sheet
PY
same "no half file stays behind" "" "$(find "$WORK" -name '*.tmp')"

# ---- profiles of the office ----
mkdir "$office/profiles"
"$LZ" -C "$office" profile export verbis -o "$office/profiles/haus.ini" > "$WORK/answer"
cat > "$WORK/theirs.csv" << CSV
Kundennummer,Vorname,Name,Geburtsdatum,Hauptbetreuer,Team,Dienststelle,Geheimes Feld
FM-2,Ayşe,Öztürk,05/04/1990,s.brandt,M1,moorstadt,nicht für uns
CSV
sed -i 's/^date = .*/date = MM\/TT\/JJJJ/; s/^encoding = .*/encoding = utf-8/' "$office/profiles/haus.ini"
at 2026-05-20 import cases "$WORK/theirs.csv" --profile haus --dry-run
same "a dry run shows what it would do" "added FM-2 true" "$(get '"\(.rows[0].what) \(.rows[0].key) \(.import.dry_run)"')"
same "and what it passed over" "Geheimes Feld" "$(get '.import.passed_over[0].name')"
ok "and wrote nothing" refused 5 show case FM-2
at 2026-05-20 import cases "$WORK/theirs.csv" --profile haus
at 2026-05-20 show case FM-2
same "days and constants are ours then" "1990-05-04 de" "$(get '"\(.case.birth_date) \(.case.language)"')"
echo 'nonsense = x' >> "$office/profiles/haus.ini"
ok "a profile with a fault is refused" refused 4 profile check haus
ok "and its line is named" grep -q "Zeile $(wc -l < "$office/profiles/haus.ini")" "$WORK/answer"
at 2026-05-20 profile list
same "it is still listed" true "$(get '.profiles[] | select(.name == "haus") | .own_file')"

# ---- the posting list ----
at 2026-05-20 -u s.brandt export posting
same "what is to be booked, in the words of over there" \
    "Gutschein ausgestellt, Aufnahme, Beginn, Ende" "$(get '.posting | map(.booking) | join(", ")')"
same "with a sentence to paste" "Laufzettel $number, Station 1: Aufnahme am 11.05.2026 bestätigt." \
    "$(get '.posting[1].note')"
at 2026-05-20 export posting --user s.brandt --profile cosach
same "another profile, other words" "Vermittlungsversuch" "$(get '.posting[0].Status')"
ok "whose cases has to be said" refused 4 export posting

# ---- for the electronic file ----
at 2026-05-20 export file "$number" -o "$WORK/akte"
file=$(get '.files[0].json')
same "the print is there again, byte for byte" \
    "$(sha256sum < "$WORK/slip.pdf")" "$(sha256sum < "$(get '.files[0].pdf')")"
same "beside it: number, case, forms, hash, how long" \
    "$number FM-1 laufzettel+gutschein true $(sha256sum < "$WORK/slip.pdf" | cut -d' ' -f1) 2027-11-20" \
    "$(jq -r '"\(.slip) \(.case) \(.forms | map(.name) | join("+")) \(.same) \(.sha256) \(.retention.over_on)"' "$file")"
ok "a slip that is not there has no file" refused 5 export file 2026-999999 -o "$WORK/akte"
plan
