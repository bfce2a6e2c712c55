# What may not stay is deleted: after two runs, with its bytes, so that verify stays true; again
# when a backup brings it back; and to the end when a run was killed.
. tests/tap.sh
. tests/e2e/office.inc

office=$WORK/office
at() { # at TIME WORDS...: the program at another time; its answer is kept for get
    time=$1
    shift
    "$LZ" -C "$office" -T "$time" --json "$@" > "$WORK/answer" 2> "$WORK/stderr"
}
get() { jq -r "$1" < "$WORK/answer"; }
refused() { # refused STATUS WORDS...: ends with it
    want=$1
    shift
    at "$@"
    [ $? -eq "$want" ]
}
monthly() { # monthly FIRST LAST: a run in each month from YYYY-MM to YYYY-MM
    month=$1
    while :; do
        at "$month-01T03:00" tick || return 1
        [ "$month" = "$2" ] && return 0
        month=$(date -d "$month-01 +1 month" +%Y-%m)
    done
}
holds() { # holds WORD: some byte of the office's folder says it
    cat "$office"/* | grep -aqF "$1"
}
sqlite() { sqlite3 -readonly "$office/laufzettel.db" "$1"; }

cat >> "$WORK/cases.csv" << CSV
FM-2;Mehmet;Xquzwitz;01.02.1980;tr;s.brandt;M1;moorstadt;nein
FM-3;Olga;Vbnmtal;01.02.1985;uk;s.brandt;M1;moorstadt;nein
CSV
printf 'provider;type;level;valid_from;valid_until;basis\nnordtor;B;2;2026-01-01;;law\n' > "$WORK/agreements.csv"
cat > "$WORK/needs.csv" << CSV
case_number;type;priority;agreed_on
FM-1;B;1;27.04.2026
FM-2;B;1;27.04.2026
FM-3;B;1;27.04.2026
CSV
day=2026-05-04T09:00
at $day init --demo --url https://weg.example.org
for kind in branches providers services agreements cases needs; do
    at $day import $kind "$WORK/$kind.csv"
done
at $day user add s.brandt --role caseworker --team M1
issue() { # issue CASE: its slip's code
    at $day -u s.brandt issue --case "$1" --service SB-2@nordtor -o "$WORK/$1.pdf"
    get '.slip.vouchers[0].code'
}
one=$(issue FM-1) two=$(issue FM-2) three=$(issue FM-3)
for code in "$one" "$two" "$three"; do
    at 2026-05-11T10:00 confirm "$code" accept --source paper_provider
    at 2026-05-18T10:00 confirm "$code" start --source paper_provider
    at 2026-06-11T10:00 confirm "$code" end --outcome E1 --source paper_provider
done
at 2026-06-15T10:00 -u s.brandt review "$one" --goal yes --next talk --open profile
at 2026-06-15T10:00 -u s.brandt review "$two" --goal partly --next same_service \
    --open plan
# A referral without a slip, of which the client tells.
at $day -u s.brandt refer --case FM-2 --service SB-2@hedwig
at 2026-05-11T10:00 confirm 2026-000004 accept
at 2026-05-18T10:00 confirm 2026-000004 end --outcome N1
at 2026-06-15T10:00 -u s.brandt review 2026-000004 --goal partly
at 2026-06-15T10:30 consent add FM-2 --provider hedwig --level 1
at 2026-06-16T09:00 -u s.brandt restrict FM-1
same "a case whose processing is restricted says since when" 2026-06-16 "$(get .case.restricted_since)"
ok "no new slip is issued for it" refused 3 2026-06-17T09:00 -u s.brandt issue --case FM-1 --service SB-2@nordtor -o "$WORK/no.pdf"
ok "the error says why" grep -q "seit 16.06.2026 eingeschränkt" "$WORK/answer"
for list in cases needs vouchers events 51b; do
    at 2026-06-17T09:10 export $list -o "$WORK/$list.csv"
    same "the list $list leaves the case out and says so" "0 1" \
        "$(grep -c FM-1 "$WORK/$list.csv") $(get .export.left_out)"
    ok "and has the others" grep -q FM-2 "$WORK/$list.csv"
done
at 2026-06-17T09:10 -u s.brandt export posting -o "$WORK/posting.csv"
same "so does the list for the other system" "0 1" \
    "$(grep -c FM-1 "$WORK/posting.csv") $(get .export.left_out)"
ok "nothing of it goes into the electronic file" refused 3 2026-06-17T09:10 export file 2026-000001 -o "$WORK/files"

# ---- what is kept on one client, for that client (Art. 15 DSGVO) ----
at 2026-06-17T10:00 -u s.brandt disclose FM-2 -o "$WORK/auskunft.pdf"
same "the disclosure says when each voucher goes" "2026-000002 2027-06-15 2026-000004 2027-06-15" \
    "$(get '.disclosure.terms | sort_by(.slip) | map("\(.slip) \(.delete_by)") | join(" ")')"
same "who gets data, and of a referral nobody does" "Schuldnerhilfe Nordtor e. V." "$(get '.disclosure.recipients | map(.name) | join(",")')"
same "who read the file, and that it was disclosed" "s.brandt disclose" \
    "$(get '.disclosure.reads | map("\(.user) \(.purpose)") | last')"
pdftotext -layout "$WORK/auskunft.pdf" "$WORK/auskunft.txt"
for word in Xquzwitz 01.02.1980 "Aufnahme bestätigt" "2026-000002 / 1" "Auskunft erteilt" \
    "Ziel erreicht: teilweise" "Verileriniz hakkında bilgi"; do
    ok "the sheet says $word" grep -qF "$word" "$WORK/auskunft.txt"
done
same "nothing is disclosed of a case that is not there" 5 "$(at 2026-06-17T10:05 disclose FM-9 -o "$WORK/no.pdf"; echo $?)"
at 2026-06-17T10:06 user add b.fremd --role caseworker --team M7
same "nor to somebody else's caseworker" 5 "$(at 2026-06-17T10:07 -u b.fremd disclose FM-2 -o "$WORK/no.pdf"; echo $?)"
ok "and no file is left" test ! -e "$WORK/no.pdf"

# ---- one reading of the date deletes nothing ----
at 2026-06-20T03:00 tick
at 2036-06-20T03:00 purge
same "a clock ten years ahead deletes nothing" "null 0" "$(get '.purge | "\(.as_of) \(.vouchers)"')"
same "and says when something could go" 2036-07-04 "$(get .purge.not_before)"
at 2026-06-21T03:00 purge
same "back on its day the run goes on a day later" "null 2026-06-22" "$(get '.purge | "\(.as_of) \(.not_before)"')"

# ---- the term ----
ok "the runs of a year pass" monthly 2026-07 2027-06
same "nothing goes before its term" 4 "$(sqlite 'SELECT count(*) FROM voucher')"
at 2027-06-16T03:00 purge --dry-run
same "a dry run tells what is due" "true 2" "$(get '.purge | "\(.dry_run) \(.vouchers)"')"
same "and what stays beyond its term, and why" "1 restricted" "$(get '.purge.left | map("\(.position) \(.why)") | join(",")')"
same "it deletes nothing" 4 "$(sqlite 'SELECT count(*) FROM voucher')"
at 2027-06-16T04:00 backup "$WORK/before.db"
at 2027-06-16T05:00 purge
same "the first run after the day only takes note" 0 "$(get .purge.vouchers)"
ok "the name is still there" holds Xquzwitz
at 2027-06-17T03:00 purge
same "the second one deletes vouchers and slips" "2027-06-16 2 2 true" \
    "$(get '.purge | "\(.as_of) \(.vouchers) \(.slips) \(.wiped)"')"
ok "verify still finds nothing changed" at 2027-06-17T03:10 verify
same "the old code is unknown now" 5 "$(at 2027-06-17T03:20 show voucher "$two"; echo $?)"
same "what reports need is counted: month, branch, type, service, how it ended, without a slip" \
    "2026-05|moorstadt|M1|B|SB-2|ended|E1|partly|1|1|7|0 2026-05|moorstadt|M1|B|SB-2|ended|N1|partly|1|1|7|1" \
    "$(sqlite 'SELECT month, branch, team, type, service, state, outcome, goal, amount, accepted, wait_days, referred FROM tally' | tr '\n' ' ' | sed 's/ $//')"
same "the printed values of the deleted slip are gone" 2 "$(sqlite 'SELECT count(*) FROM print_record')"
ok "the case waits for its own term" holds Xquzwitz
ok "more months pass" monthly 2027-07 2028-02
not "then no byte of the folder holds the name" holds Xquzwitz
not "nor its parts for the search" holds xquzwitz
not "nor what was never reviewed, eighteen months after the last event" holds Vbnmtal
ok "the restricted case stays" holds Kołodziej
ok "verify finds nothing changed" at 2028-02-02T03:00 verify
same "the report of a month counts what went" 2 "$(sqlite "SELECT vouchers FROM purged_month WHERE month = '2027-06'")"

# ---- a backup brings it back ----
at 2028-02-03T03:00 restore "$WORK/before.db"
ok "the backup holds the name again" holds Xquzwitz
rm "$office"/laufzettel.db.before-restore*
at 2028-02-03T04:00 purge
same "the next run deletes it again" "3 true" "$(get '.purge | "\(.vouchers) \(.wiped)"')"
not "with its bytes" holds Xquzwitz
ok "verify finds nothing changed" at 2028-02-03T05:00 verify
at 2028-02-04T04:00 -u s.brandt restrict FM-1 --lift
at 2028-02-05T04:00 purge
same "without the restriction the last case goes as well" 1 "$(get .purge.vouchers)"
not "and its name" holds Kołodziej

# ---- changed behind the program's back ----
office=$WORK/changed
mkdir "$office"
cp "$WORK/before.db" "$office/laufzettel.db"
cp "$WORK/office/laufzettel.key" "$WORK/office/laufzettel.ini" "$office"
sqlite3 "$office/laufzettel.db" "UPDATE event SET happened_on = '2026-06-10' WHERE step = 'end'
    AND voucher_id = (SELECT max(id) FROM voucher)"
at 2028-02-06T03:00 purge
at 2028-02-20T03:00 purge
at 2028-02-21T03:00 purge
same "a voucher that was changed stays as evidence, the others go" "1 unsound" \
    "$(sqlite 'SELECT count(*) FROM voucher WHERE id > 0' | awk '{ print $1 - 1 }') $(get '.purge.left | map(.why) | sort | last')"

# ---- killed in the middle ----
office=$WORK/killed
awk 'BEGIN {
    print "case_number;given_name;family_name;birth_date;language;caseworker;team;branch;protected" > "'"$WORK"'/cases.csv"
    print "case_number;type;priority;agreed_on" > "'"$WORK"'/needs.csv"
    print "case_number;service;provider" > "'"$WORK"'/batch.csv"
    for (i = 1; i <= 120; i++) {
        print "K-" i ";Anna;Qwxfamilie;01.02.1985;de;s.brandt;M1;moorstadt;nein" > "'"$WORK"'/cases.csv"
        print "K-" i ";B;1;27.04.2026" > "'"$WORK"'/needs.csv"
        print "K-" i ";SB-2;nordtor" > "'"$WORK"'/batch.csv"
    }
}'
at $day init --demo --url https://weg.example.org
for kind in branches providers services agreements cases needs; do
    at $day import $kind "$WORK/$kind.csv"
done
at $day issue --batch "$WORK/batch.csv" --merge 200 -o "$WORK/batch"
at 2026-09-01T03:00 tick
at 2028-04-01T03:00 purge
kills=0 partly=0
# Each run is killed one commit later than the one before, counted by strace, not by the clock.
while [ $kills -lt 30 ] && [ "$(sqlite 'SELECT count(*) FROM voucher')" -gt 0 ]; do
    kills=$((kills + 1))
    { strace -f -qq -o "$WORK/trace" -e trace=fdatasync \
        -e "inject=fdatasync:signal=KILL:when=$kills" \
        "$LZ" -C "$office" -T 2028-04-15T03:00 purge > "$WORK/killed.out" 2>&1; } 2> "$WORK/wait"
    left=$(sqlite 'SELECT count(*) FROM voucher')
    [ "$left" -gt 0 ] && [ "$left" -lt 120 ] && partly=$((partly + 1))
done
ok "runs were killed with part of the work done" test $partly -gt 0
ok "what was deleted before the kill leaves nothing behind that verify would miss" at 2028-04-15T03:30 verify
at 2028-04-15T04:00 purge
same "the next run finishes" "0 0" "$(sqlite 'SELECT (SELECT count(*) FROM voucher), (SELECT count(*) FROM case_file)' | tr '|' ' ')"
not "and no byte of a name is left" holds Qwxfamilie
same "each voucher is counted once" 120 "$(sqlite 'SELECT sum(amount) FROM tally')"
plan
