# The fictional people of the demo, each with what must be true for them from the paper to the
# file. What the others show is not shown again: Jana's three stations and her name in loop.sh, a
# wrong provider and the small numbers in api.sh and the browser, two receptionists in a second in
# the browser, hand scanners and strange codes there and in the unit tests, an old plan in
# desk_test.c, the deletion in purge.sh.
. tests/tap.sh
. tests/e2e/office.inc

office=$WORK/office
at() { # at TIME COMMAND...: the program at another time; its answer is kept for said
    time=$1
    shift
    "$LZ" -C "$office" -T "$time" --json "$@" < /dev/null > "$WORK/said" 2> "$WORK/stderr"
}
said() { jq -r "$1" < "$WORK/said"; }
get() { jq -r "$1" < "$WORK/answer"; }

# ---- the office's server, at one moment after the other ----
server=
close() {
    [ -z "$server" ] || { kill "$server"; wait "$server"; } 2> /dev/null
    server=
}
trap 'close; rm -rf "$WORK"' EXIT
open_at() { # open_at TIME
    close
    : > "$WORK/serve.out"
    "$LZ" -C "$office" -T "$1" serve --listen 127.0.0.1:0 > "$WORK/serve.out" 2>> "$WORK/serve.log" &
    server=$!
    until grep -q http "$WORK/serve.out" || ! kill -0 $server 2> /dev/null; do sleep 0.05; done
    base=$(grep -o 'http://127[^ ]*' "$WORK/serve.out" | head -n 1)
}
call() { # call PATH KEY BODY: its status, its answer for get
    status=$(printf %s "$3" | curl -s -o "$WORK/answer" -w '%{http_code}' \
        -H "Authorization: Bearer $2" -H 'Content-Type: application/json' --data-binary @- "$base$1")
}
lookup() { call /api/v1/lookup "$1" "{\"code\":\"$2\"}"; }
nonces=0
event() { # event KEY CODE COMMAND [MORE]
    nonces=$((nonces + 1))
    call /api/v1/events "$1" \
        "{\"code\":\"$2\",\"command\":\"$3\",\"nonce\":\"$(printf 'persona-%012d' $nonces)\"${4:+,$4}}"
}
device() { # device PROVIDER: a reception's key
    at $day provider pair "$1"
    call /api/v1/pair none "{\"code\":\"$(said .pairing.code)\",\"name\":\"Empfang\"}"
    get .device.key
}
hides() { # hides WORD...: the last answer to the reception has none of them
    for word in "$@"; do
        ! grep -qF "$word" "$WORK/answer" || return 1
    done
}

# ---- the office ----
cat > "$WORK/providers.csv" << CSV
provider;name;street;postcode;city;phone;hours;regime;protected;stop
nordtor;Schuldnerhilfe Nordtor e. V.;Nordtor 5;26999;Moorstadt;030 23125 200;Mo-Do 9-16 Uhr;dsgvo;nein;Nordtor
hedwig;Sozialwerk St. Hedwig;Kirchweg 1;26999;Lindhafen;030 23125 300;Mo-Fr 9-12 Uhr;kdg;nein;Kirche
kompass;Jugendsuchtberatung Kompass;Park 9;26999;Moorstadt;030 23125 500;Mo-Do 11-18 Uhr;dsgvo;nein;Park
schutz;Frauenberatung;;;;030 23125 600;Mo-Fr 9-13 Uhr;dsgvo;ja;
CSV
cat > "$WORK/services.csv" << CSV
service;type;title;provider;places;redeem_days
SB-2;B;Basisberatung;nordtor;180;90
PS-1;C;Clearing;hedwig;;
PS-1;C;Clearing;schutz;;
SU-1;D;Orientierungsgespräche;kompass;;
CSV
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;2;2025-01-01;;consent
hedwig;C;1;2025-01-01;;law
schutz;C;1;2025-01-01;;law
kompass;D;2;2025-01-01;;consent
CSV
cat > "$WORK/cases.csv" << CSV
case_number;given_name;family_name;birth_date;language;caseworker;team;branch;protected
FM-2;Mirko;Thiele;2003-11-02;de;s.brandt;M1;moorstadt;nein
FM-3;Halima;Abdi;1984-08-21;ar;s.brandt;M1;moorstadt;nein
FM-4;Bernd;Sander;1968-12-05;de;s.brandt;M1;moorstadt;nein
FM-5;Sabine;Wendt;1996-10-30;de;s.brandt;M1;moorstadt;nein
FM-6;Nadia;Rahmani;1994-05-17;de;s.brandt;M1;moorstadt;ja
FM-9;Grace;Mensah;1994-09-27;en;s.brandt;M1;moorstadt;nein
FM-10;Olena;Schewtschuk;1992-12-01;uk;s.brandt;M1;moorstadt;nein
CSV
cat > "$WORK/needs.csv" << CSV
case_number;type;priority;agreed_on;plan_ref
FM-2;D;1;2026-04-27;KP-2
FM-3;B;1;2026-04-27;KP-3
FM-4;B;1;2026-04-27;KP-4
FM-5;B;1;2026-04-27;KP-5
FM-6;C;1;2026-04-27;KP-6
FM-9;C;1;2026-04-27;KP-9
FM-10;B;1;2026-04-27;KP-10
FM-10;C;2;2026-04-27;KP-10
CSV
echo "case_number;provider;level;signed_on;valid_until" > "$WORK/consents.csv"
for case in 2:kompass:1 3:nordtor:2 5:nordtor:2 10:nordtor:1; do
    echo "FM-${case%%:*};$(echo "${case#*:}" | tr : ';');2026-04-27;" >> "$WORK/consents.csv"
done
for i in $(seq 14); do # fourteen people of a provider without internet
    echo "P-$i;Kim;Lorenz;1990-01-31;de;s.brandt;M1;moorstadt;nein" >> "$WORK/cases.csv"
    echo "P-$i;C;1;2026-04-27;KP-P" >> "$WORK/needs.csv"
done
day=2026-05-04T09:00
at $day init --demo --url https://weg.example.org
for kind in branches providers services agreements cases needs consents; do
    ok "$kind are imported" at $day import $kind "$WORK/$kind.csv"
done
at $day user add s.brandt --role caseworker --team M1
at $day user add f.winkler --role controlling
issue() { # issue CASE OPTION...: a slip of today; its first code
    case=$1
    shift
    at $day -u s.brandt issue --case "$case" "$@" -o "$WORK/$case.pdf"
    said '.slip.vouchers[0].code'
}
open_at $day
nordtor=$(device nordtor) hedwig=$(device hedwig) kompass=$(device kompass)

# ---- Mirko ----
mirko=$(issue FM-2 --service SU-1@kompass)
for front in 1 3; do # above the fold
    pdftotext -f $front -l $front -x 0 -y 0 -W 595 -H 246 "$WORK/FM-2.pdf" -
done > "$WORK/outside"
ok "Mirko's slip, folded, says for whom it is" grep -q "Mirko Thiele" "$WORK/outside"
not "but neither that it is about addiction nor from whom" \
    grep -qiE 'sucht|Kompass|Orientierung|Jobcenter|Geschäftsstelle' "$WORK/outside"
not "and nowhere what for" sh -c 'pdftotext "$1" - | grep -q Orientierungsgespräche' - "$WORK/FM-2.pdf"
halima=$(issue FM-3 --service SB-2@nordtor)
bernd=$(issue FM-4 --service SB-2@nordtor)
sabine=$(issue FM-5 --service SB-2@nordtor)
open_at 2026-05-07T10:00
event "$kompass" "$mirko" accept
same "it is redeemed on the third day" "201 accepted" "$status $(get .voucher.state)"
event "$kompass" "$mirko" start
event "$kompass" "$mirko" attend
same "and with consent to level 1 no appointment is told" "403 consent_missing" "$status $(get .error.reason)"

# ---- Halima ----
at 2026-05-07T11:00 -u s.brandt reissue "$halima"
new=$(said .voucher.code)
lookup "$nordtor" "$halima"
same "Halima's lost paper says clearly that it was replaced" "410 superseded" \
    "$status $(get .error.reason)"
ok "with what to do" test -n "$(get '.error.action // empty')"
ok "and no data" hides Halima Abdi SB-2 Basisberatung FM-3 "$new"
event "$nordtor" "$halima" accept
same "it confirms nothing" 410 "$status"
event "$nordtor" "$new" accept
same "the reprint does" "201 accepted" "$status $(get .voucher.state)"

# ---- Bernd ----
lookup "$nordtor" "$bernd"
same "Bernd refused his consent: the reception is told nothing of him" "200 null" \
    "$status $(get .voucher)"
event "$nordtor" "$bernd" accept
same "and confirms nothing" "403 consent_missing" "$status $(get .error.reason)"
ok "his paper asks for the stamp instead" sh -c \
    'pdftotext "$1" - | grep -q "Rücklaufabschnitt"' - "$WORK/FM-4.pdf"
at 2026-06-08T09:00 -u s.brandt confirm "$bernd" accept --source paper_client --on 2026-05-07
at 2026-06-08T09:00 -u s.brandt confirm "$bernd" start --source paper_client --on 2026-05-07
at 2026-06-08T09:00 -u s.brandt confirm "$bernd" end --source paper_client --on 2026-06-05 --outcome E1
at 2026-06-08T09:10 -u s.brandt review "$bernd" --goal yes
same "with the stub he brings the loop closes all the same" reviewed "$(said .voucher.state)"

# ---- Sabine ----
open_at 2026-06-08T10:00
event "$nordtor" "$sabine" accept
event "$nordtor" "$sabine" start
lookup "$nordtor" "$sabine"
ok "while Sabine consents the reception has buttons" test "$(get '.actions | length')" -gt 0
at 2026-06-08T10:30 -u s.brandt consent withdraw FM-5 --provider nordtor
lookup "$nordtor" "$sabine"
same "she withdraws: with the next look there are none" "200 0" \
    "$status $(get '.actions // [] | length')"
event "$nordtor" "$sabine" attend
same "and none works" "403 consent_missing" "$status $(get .error.reason)"
at 2026-06-08T10:40 show voucher "$sabine"
same "what was told before stays" "issue accept start" "$(said '[.voucher.events[].command] | join(" ")')"
same "each with the level it was told under" "2 2" "$(sqlite3 -readonly "$office/laufzettel.db" \
    "SELECT group_concat(level, ' ') FROM event WHERE step IN ('accept', 'start') AND voucher_id =
        (SELECT voucher_id FROM event WHERE receipt = '$(said '.voucher.events[1].receipt')')")"
at 2026-06-08T10:41 show case FM-5
same "and the file says since when she no longer consents" 2026-06-08 \
    "$(said '.case.consents[0].withdrawn_on')"

# ---- Nadia ----
nadia=$(issue FM-6 --service PS-1@schutz)
at 2026-06-08T11:00 -u s.brandt confirm "$nadia" accept --source paper_provider --on 2026-06-08
at 2026-06-08T11:10 -u f.winkler report providers --format csv
not "Nadia's place is in no report that leaves the house" grep -q Frauenberatung "$WORK/said"
ok "in which the others are" grep -q "Schuldnerhilfe Nordtor" "$WORK/said"
for form in laufzettel gutschein; do
    at 2026-06-08T11:20 -u s.brandt print "$nadia" --form $form -o "$WORK/nadia.pdf"
    not "her $form names it nowhere" sh -c 'pdftotext "$1" - | grep -q Frauenberatung' - "$WORK/nadia.pdf"
done

# ---- the last day ----
last=$(issue FM-9 --service PS-1@hedwig)
grace=$(issue FM-9 --service PS-1@hedwig)
over=$(issue FM-9 --service PS-1@hedwig)
at $day show voucher "$last"
until=$(said .voucher.redeem_by)
after() { date -d "$until +$1 day" +%Y-%m-%d; }
open_at "${until}T23:59"
event "$hedwig" "$last" accept
same "on the last valid day at 23:59 Grace is taken in" "201 $until" \
    "$status $(get .event.happened_on)"
open_at "$(after 1)T08:00"
event "$hedwig" "$grace" accept
same "a day late, too, and both days show that it was late" "201 $(after 1) $until" \
    "$status $(get .event.happened_on) $(at "$(after 1)T08:10" show voucher "$grace"; said .voucher.redeem_by)"
open_at "$(after 4)T08:00"
at "$(after 4)T06:00" tick
event "$hedwig" "$over" accept '"happened_on":"'"$(after 4)"'"'
same "when the grace has passed the paper has expired" "410 expired" "$status $(get .error.reason)"

# ---- the order ----
for order in free warn strict; do
    at "$(after 4)T09:00" -u s.brandt issue --case FM-10 --service SB-2@nordtor --service PS-1@hedwig \
        --order $order -o "$WORK/order.pdf"
    event "$hedwig" "$(said '.slip.vouchers[1].code')" accept
    echo "$order $status $(get '.error.reason // .voucher.state')"
done > "$WORK/orders"
same "Olena's second station first: free and warn allow it, strict does not" \
    "free 201 accepted, warn 201 accepted, strict 409 not_yet_valid" \
    "$(paste -sd, "$WORK/orders" | sed 's/,/, /g')"

# ---- a provider without internet ----
for i in $(seq 14); do
    at "$(after 5)T09:00" -u s.brandt issue --case P-$i --service PS-1@hedwig -o "$WORK/p.pdf"
    said '.slip.vouchers[0].code'
done > "$WORK/stubs"
i=0
while read -r code; do
    i=$((i + 1))
    at "$(after 40)T09:$(printf %02d $i)" -u s.brandt confirm "$code" accept --source paper_provider \
        --on "$(after $((5 + i)))"
    said '.event | "\(.happened_on) \(.source)"'
done < "$WORK/stubs" > "$WORK/kept"
same "fourteen stubs come by post weeks later, and each keeps its own day" \
    "$(for i in $(seq 14); do echo "$(after $((5 + i))) paper_provider"; done)" "$(cat "$WORK/kept")"
at "$(after 40)T10:00" verify
same "and every chain is whole" 0 "$(said '.verify.findings | length')"
plan
