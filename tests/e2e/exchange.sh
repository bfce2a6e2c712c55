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

# ---- files as they should not be ----
count() { "$LZ" -C "$office" export cases 2> "$WORK/stderr" | grep -c '^B-'; }
header='case_number;given_name;family_name;birth_date;language;caseworker;team;branch;protected'
{ echo "$header"; seq -f 'B-%.0f;Jana;Đặng;12.03.1992;de;s.brandt;M1;moorstadt;nein' 20000; } > "$WORK/many.csv"
{ cat "$WORK/many.csv"; echo 'B-X;A;B;12.03.1992;de;s.brandt;M1;moorstadt;nein'; } > "$WORK/more.csv"
head -c 5242881 /dev/zero | tr '\0' x > "$WORK/large.csv"
printf 'PK\003\004xl/worksheets' > "$WORK/excel.csv"
printf '%%PDF-1.7\n' > "$WORK/paper.csv"
printf '%s\nB-0;\0;B\n' "$header" > "$WORK/nul.csv"
{ printf '%s\nB-0;"' "$header"; head -c 5000000 /dev/zero | tr '\0' x; } > "$WORK/quote.csv"
for name in more large excel paper nul quote; do
    at 2026-05-20 import cases "$WORK/$name.csv"
    echo "$name $? $(get .error.message | grep -o -e '20000' -e 5242880 -e Excel -e PDF -e Nullbytes -e 'zu lang' | head -n 1)"
done > "$WORK/said"
same "what is no table is refused before it is read, each for its reason" \
    "more 4 20000, large 4 5242880, excel 4 Excel, paper 4 PDF, nul 4 Nullbytes, quote 4 zu lang" \
    "$(paste -sd, "$WORK/said" | sed 's/,/, /g')"
used=$(python3 - "$LZ" -C "$office" import cases "$WORK/quote.csv" << 'PY'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, round((used.ru_utime + used.ru_stime) * 1000))
PY
)
ok "a quote open over 5 MB costs less than 64 MB and a second of work ($used)" \
    [ "${used% *}" -lt 65536 -a "${used#* }" -lt 1000 ]
for delay in 0.05 0.15 0.25 0.4; do
    "$LZ" -C "$office" import cases "$WORK/many.csv" > "$WORK/answer" 2>&1 &
    pid=$!
    sleep $delay
    kill -9 $pid 2> "$WORK/stderr"
    wait $pid
    count
done > "$WORK/said" 2> "$WORK/killed"
same "an import killed on its way has taken all or nothing" "" "$(grep -vx -e 0 -e 20000 "$WORK/said")"
at 2026-05-20 import cases "$WORK/many.csv"
same "and the next one is clean" 20000 "$(count)"
at 2026-05-20 import cases "$WORK/many.csv"
same "the same file again doubles nothing" "0 20000" "$(get '"\(.import.added) \(.import.same)"')"
{ cat "$WORK/many.csv" | sed -n '1,3p;2p'; echo 'C-1;Jana'; echo 'C-2;A;B;31.02.1992;de;s.brandt;M1;moorstadt;nein'; } > "$WORK/mixed.csv"
at 2026-05-20 import cases "$WORK/mixed.csv" -o "$WORK/mend.csv"
same "lines at fault are told with their numbers" "5 6" "$(get '.details.lines | map(.line) | join(" ")')"
same "and handed out to be mended" "2 2,Jana" \
    "$(grep -c '^C-' "$WORK/mend.csv") $(sed -n 's/^C-1;Jana;Zeile 5 hat \(.\) Zellen.*/\1,Jana/p' "$WORK/mend.csv")"
sed -i 's/31.02.1992/28.02.1992/; /^C-1/d' "$WORK/mend.csv"
at 2026-05-20 import cases "$WORK/mixed.csv" --skip-bad
same "or skipped" "0 3 2" "$(get '"\(.import.added) \(.import.same) \(.import.faulty)"')"
at 2026-05-20 import cases "$WORK/mend.csv"
same "mended, the file comes in with its column of reasons" 1 "$(get .import.added)"
iconv -t UTF-16LE "$WORK/mend.csv" > "$WORK/utf16.csv"
at 2026-05-20 import cases "$WORK/utf16.csv" --encoding utf-16
same "in UTF-16 too" "1 UTF-16" "$(get '"\(.import.same) \(.import.encoding)"')"

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
at 2026-05-04 user add o.fremd --role caseworker --team M9
at 2026-05-04 user add k.sommer --role steward
at 2026-05-20 -u s.brandt posting list
same "the list of the page has the same rows" \
    "Gutschein ausgestellt, Aufnahme, Beginn, Ende 0" \
    "$(get '.posting | "\(.open | map(.booking) | join(", ")) \(.done | length)"')"
events=$(get '.posting.open[:2] | map(.event) | join(" ")')
ok "nobody ticks in another team's cases" refused 5 -u o.fremd posting done $events
ok "what is no number is told" refused 4 -u s.brandt posting done ${events% *} eins
ok "one that is no entry spoils all of them" refused 5 -u s.brandt posting done $events 999999999
ok "who reads files has no posting list" refused 3 -u k.sommer posting list
at 2026-05-20 posting list
same "without -u it has to be said whose" user "$(get .error.field)"
at 2026-05-20 -u s.brandt posting list
same "and nothing was ticked" 4 "$(get '.posting.open | length')"
at 2026-05-20 -u s.brandt posting done $events
same "two are ticked at once" "2 true" "$(get '"\(.posting.ticks) \(.posting.posted)"')"
at 2026-05-20 posting list --user s.brandt
same "and stand among those that are booked, with who did it" "2 2 s.brandt" \
    "$(get '.posting | "\(.open | length) \(.done | length) \(.done[0].posted_by)"')"
"$LZ" -C "$office" -T 2026-05-20T09:00 -u s.brandt posting list > "$WORK/answer"
ok "people read it as a table" grep -q "^ *${events% *}  *FM-1  *$number " "$WORK/answer"
at 2026-05-21 -u s.brandt posting undo $events
at 2026-05-21 -u s.brandt posting list
same "a tick is taken back, and they wait again" "4 0" \
    "$(get '.posting | "\(.open | length) \(.done | length)"')"

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
