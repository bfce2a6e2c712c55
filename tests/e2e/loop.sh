# The loop once through: a case comes in as CSV, a slip goes out as PDF, both decoders read
# its codes, what happened comes back, and the case shows it with its follow-ups.
. tests/tap.sh

office=$WORK/office
at() { # at TIME COMMAND...: the program at another time
    time=$1
    shift
    ${LAUFZETTEL_UNDER:-} "$LZ" -C "$office" -T "$time" --json "$@"
}
get() { jq -r "$1" < "$WORK/answer"; }
ask() { # ask TIME COMMAND...: keep the answer for get
    at "$@" > "$WORK/answer" 2> "$WORK/stderr"
}

# ---- an office with one client, three providers ----
. tests/e2e/office.inc
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;2;2026-01-01;2026-12-31;consent
hedwig;B;2;2026-01-01;;consent
hedwig;C;1;2026-01-01;;consent
buero;A;1;2026-01-01;;law
CSV
printf 'case_number;type;priority;agreed_on;plan_ref\r\nFM-1;B;1;27.04.2026;KP-1\r\nFM-1;C;2;27.04.2026;KP-1\r\nFM-1;A;3;27.04.2026;\r\n' > "$WORK/needs.csv"
cat > "$WORK/consents.csv" << CSV
case_number;provider;level;signed_on;valid_until
FM-1;nordtor;2;2026-04-27;
CSV
day=2026-05-04T09:00
ok "an office is made" at $day init --demo --url https://weg.example.org
for kind in branches providers services agreements cases needs consents; do
    ok "$kind are imported" at $day import $kind "$WORK/$kind.csv"
done
ask $day import cases "$WORK/cases.csv"
same "the same file again finds everything there" "0 1" "$(get '"\(.import.added) \(.import.same)"')"
ok "a caseworker is added" at $day user add s.brandt --role caseworker --name "Sabine Brandt" \
    --phone "030 23125 214"

# ---- out: a slip with three stations ----
ask $day -u s.brandt issue --case FM-1 --service SB-2@nordtor --service PS-1@hedwig --service KB-1 \
    --order warn --appointment SB-2=2026-05-11T10:00 -o "$WORK/slip.pdf"
same "three vouchers are issued" "issued issued issued" "$(get '[.slip.vouchers[].state] | join(" ")')"
same "their levels follow agreement and consent" "2 0 1" \
    "$(get '[.slip.vouchers[].level | tostring] | join(" ")')"
same "the free choice names nobody" null "$(get '.slip.vouchers[2].provider')"
get '.slip.vouchers[].code' > "$WORK/codes"
number=$(get .slip.number)
code1=$(sed -n 1p "$WORK/codes")
code2=$(sed -n 2p "$WORK/codes")
code3=$(sed -n 3p "$WORK/codes")
ok "the PDF is sound" qpdf --check "$WORK/slip.pdf"
same "every sheet has a front and a back" 10 \
    "$(pdfinfo "$WORK/slip.pdf" | awk '/^Pages:/ { print $2 }')"
ok "the name is on the paper, letter by letter" sh -c \
    'pdftotext -layout "$1" - | grep -q "Jana Kołodziej-Öztürk"' - "$WORK/slip.pdf"
ok "the sheet is tagged" sh -c 'pdfinfo "$1" | grep -q "Tagged: *yes"' - "$WORK/slip.pdf"

ask $day show slip "$number"
same "the print is kept with its hash" "$(sha256sum < "$WORK/slip.pdf" | cut -d' ' -f1)" \
    "$(get '.slip.prints[0].sha256')"

# ---- read back: rasterised, by two decoders ----
pdftoppm -r 150 -gray -png "$WORK/slip.pdf" "$WORK/page"
sed 's/-//g; s|^|HTTPS://WEG.EXAMPLE.ORG/S#|' "$WORK/codes" | sort > "$WORK/wanted"
for page in "$WORK"/page-*.png; do
    zbarimg -q --raw -Sdisable -Sqrcode.enable "$page"
done 2> /dev/null | grep /S# | sort -u > "$WORK/zbar"
for page in "$WORK"/page-*.png; do
    ZXingReader -format QRCode "$page"
done 2> /dev/null | sed -n 's/^Text: *"\(.*\)"$/\1/p' | grep /S# | sort -u > "$WORK/zxing"
ok "zbar reads every voucher from 150 dpi" diff "$WORK/wanted" "$WORK/zbar"
ok "zxing reads every voucher from 150 dpi" diff "$WORK/wanted" "$WORK/zxing"

# ---- back: what happened, from the decoded payload as it was scanned ----
payload=$(grep "$(echo "$code1" | tr -d -)" "$WORK/zbar")
ask 2026-05-11T11:00 confirm "$payload" accept --on 2026-05-11
same "the decoded code accepts" accepted "$(get .voucher.state)"
receipt=$(get .event.receipt)
same "a receipt has six symbols" 6 "$(printf %s "$receipt" | wc -c | tr -d ' ')"
ask 2026-05-11T11:05 confirm "$code1" accept
same "a second acceptance is refused" already_recorded "$(get .error.reason)"
ok "start is recorded" at 2026-05-18T09:00 confirm "$code1" start --on 2026-05-15
ok "an appointment is recorded" at 2026-05-22T09:00 confirm "$code1" attend --on 2026-05-20
ask 2026-06-30T09:00 confirm "$code1" end --on 2026-06-29
same "an end without an outcome names the field" "invalid outcome" \
    "$(get '"\(.error.reason) \(.error.field)"')"
ask 2026-06-30T09:00 confirm "$code1" end --on 2026-06-29 --outcome E1
same "the end is recorded" ended "$(get .voucher.state)"
ask 2026-06-30T09:05 confirm "$code3" accept
same "a free choice asks which provider it was" "invalid provider" \
    "$(get '"\(.error.reason) \(.error.field)"')"
ask 2026-06-30T09:06 confirm "$code3" accept --provider buero --on 2026-06-10
same "and is bound to it from then on" buero "$(get .voucher.bound_provider)"
ask 2026-06-30T09:07 confirm "$code2" accept --source paper_provider --on 2026-06-10
same "without a consent the provider's paper is not taken" consent_missing "$(get .error.reason)"
ask 2026-06-30T09:08 confirm "$code2" accept --source paper_client --on 2026-06-10
same "the client's own paper is" accepted "$(get .voucher.state)"

# ---- the case knows ----
ask 2026-06-30T10:00 show case FM-1
same "the case shows where each station stands" "ended accepted accepted" \
    "$(get '[.case.slips[0].vouchers[].state] | join(" ")')"
same "the timeline has every event" 9 \
    "$(get '[.case.timeline[] | select(.kind == "event")] | length')"
ask 2026-06-30T10:00 due --user s.brandt
ok "the result comes back for review" sh -c \
    'jq -e ".followups[] | select(.reason == \"review_result\")" < "$1"' - "$WORK/answer"
ok "a need without a plan comes back too" sh -c \
    'jq -e ".followups[] | select(.reason == \"plan_entry\")" < "$1"' - "$WORK/answer"
not "what was printed does not come back" sh -c \
    'jq -e ".followups[] | select(.reason == \"not_printed\")" < "$1"' - "$WORK/answer"
ask 2026-06-30T10:09 review "$code1" --goal partly --next holiday
same "a next step nobody knows is refused" "invalid next" "$(get '.error | .reason + " " + .field')"
ask 2026-06-30T10:10 review "$code1" --goal partly --next talk --open profile,plan
same "the review closes the loop" reviewed "$(get .voucher.state)"
same "and says what comes next" talk "$(get .event.next_step)"
ask 2026-06-30T10:11 due --user s.brandt
same "what it left open is for a week later" "" \
    "$(get '.followups[] | select(.reason == "profile_check") | .due_on')"
ask 2026-07-07T10:11 due --user s.brandt
same "and comes back then" "profile_check plan_update" \
    "$(get '[.followups[] | select(.due_on == "2026-07-07") | .reason] | join(" ")')"
ask 2026-06-30T10:11 export vouchers
same "the export tells the next step" talk \
    "$(get '.vouchers[] | select(.goal == "partly") | .next_step')"
ask 2026-06-30T10:11 due --user s.brandt
not "and its follow-up is gone" sh -c \
    'jq -e ".followups[] | select(.reason == \"review_result\")" < "$1"' - "$WORK/answer"

ask 2026-06-30T10:20 issue --case FM-1 --service SB-2@hedwig -o "$WORK/nowhere/slip.pdf"
same "a print that cannot be written is refused" store "$(get .error.reason)"
ask 2026-06-30T10:21 due --user s.brandt
unprinted=$(get '[.followups[] | select(.reason == "not_printed")][0].voucher')
ask 2026-06-30T10:22 print "$unprinted" --form laufzettel -o "$WORK/overview.pdf"
ask 2026-06-30T10:23 due --user s.brandt
same "the overview alone is no printed voucher" 1 \
    "$(get '[.followups[] | select(.reason == "not_printed")] | length')"
ask 2026-06-30T10:24 print "$unprinted" -o "$WORK/voucher.pdf"
same "a voucher alone is one sheet" 2 \
    "$(pdfinfo "$WORK/voucher.pdf" | awk '/^Pages:/ { print $2 }')"
ask 2026-06-30T10:25 due --user s.brandt
same "printed, it no longer comes back" 0 \
    "$(get '[.followups[] | select(.reason == "not_printed")] | length')"
ok "and is withdrawn again" at 2026-06-30T10:26 withdraw "$unprinted" --reason issued_in_error

# ---- lost paper, wrong entries, late calendars ----
ask 2026-06-30T11:00 print "$number" -o "$WORK/again.pdf"
ok "a reprint says which copy it is" sh -c 'pdftotext "$1" - | grep -q "Kopie 2"' - "$WORK/again.pdf"
ask 2026-06-30T11:10 reissue "$code3"
new=$(get .voucher.code)
not "a reissue has another code" test "$new" = "$code3"
ask 2026-06-30T11:10 print "$new" -o "$WORK/new.pdf"
not "its first sheet is no copy of another" sh -c 'pdftotext "$1" - | grep -q Kopie' - "$WORK/new.pdf"
ask 2026-06-30T11:10 print "$new" -o "$WORK/new.pdf"
ok "the second one is, of this code alone" sh -c 'pdftotext "$1" - | grep -q "Kopie 2"' - "$WORK/new.pdf"
ask 2026-06-30T11:11 confirm "$code3" start
same "the old code answers superseded" superseded "$(get .error.reason)"
ask 2026-06-30T11:12 confirm "$new" start
same "the new code goes on where the old one stood" started "$(get .voucher.state)"
wrong=$(get .event.receipt)
ask 2026-06-30T11:13 annul "$new" --event "$wrong" --reason wrong_person
same "an annulled start leaves it accepted" accepted "$(get .voucher.state)"
ask 2026-06-30T11:14 annul "$code2" --event ZZZZZZ --reason other
same "a receipt that cannot be is invalid" invalid "$(get .error.reason)"
ask 2026-06-30T12:00 issue --case FM-1 --service SB-2 -o "$WORK/two.pdf"
late=$(get '.slip.vouchers[0].code')
ask 2026-12-15T06:00 tick
same "the tick writes down what has expired" 1 "$(get .tick.expired)"
ask 2026-12-15T06:01 tick
same "and only once" 0 "$(get .tick.expired)"
ask 2026-12-15T06:02 extend "$late" --until 2027-01-29
same "an extension wakes it up" issued "$(get .voucher.state)"
# ---- a referral without a slip ----
ask 2026-12-15T07:00 -u s.brandt refer --case FM-1 --service SB-2@hedwig --on 2026-12-01
referral=$(get '.referrals[0].number')
same "a referral has a number, no code and the day of the talk" "true null null 2026-12-01" \
    "$(get '.referrals[0] | "\(.referral) \(.vouchers[0].code) \(.client_code) \(.issued_on)"')"
ask 2026-12-15T07:01 refer --case FM-1 --service SB-2@hedwig --on 2026-12-16
same "a talk of tomorrow is none" date_out_of_range "$(get .error.reason)"
ask 2026-12-15T07:02 print "$referral" -o "$WORK/nothing.pdf"
same "there is nothing to print" conflict "$(get .error.reason)"
not "and nothing was" test -e "$WORK/nothing.pdf"
ok "but the client is informed" at 2026-12-15T07:03 print "$referral" --form datenschutzhinweis \
    -o "$WORK/notice.pdf"
ask 2026-12-15T07:04 due --user s.brandt
same "the caseworker is to ask, and to print nothing" "Nachfragen, ob es geklappt hat" \
    "$(jq -r --arg n "$referral" '.followups[] | select(.slip == $n).reason_label' < "$WORK/answer")"
ask 2026-12-15T07:05 confirm "$referral" accept --source paper_client
same "no paper tells of it" not_allowed "$(get .error.reason)"
ask 2026-12-15T07:06 confirm "$referral" accept --on 2026-12-08
same "the client does" "accepted im Gespräch berichtet" \
    "$(get '"\(.voucher.state) \(.event.source_label)"')"
ask 2026-12-15T07:07 report providers --year 2026
same "it counts among all, and is shown apart" "< 5" "$(get .report.total.referred)"
ok "the list of vouchers goes out" at 2026-12-15T07:08 export vouchers -o "$WORK/vouchers.csv"
same "and tells which have no paper" "nein" \
    "$(grep "^$referral;" "$WORK/vouchers.csv" | tr -d '\r' | awk -F';' '{ print $NF }')"
ask 2026-12-15T07:09 reissue "$referral/1"
slip_code=$(get .voucher.code)
same "a slip can be made of it where it stands" "accepted false laufzettel gutschein" \
    "$(get '"\(.voucher.state) \(.voucher.referral) \([.printable[].form] | join(" "))"')"
ok "which is printed like any other" at 2026-12-15T07:10 print "$referral" -o "$WORK/after.pdf"
ask 2026-12-15T07:11 confirm "$slip_code" start
same "and goes on from paper" "started paper_client" \
    "$(get '"\(.voucher.state) \(.event.source)"')"

ask 2026-12-15T07:12 verify
same "every chain is whole" 0 "$(get '.verify.findings | length')"
plan
