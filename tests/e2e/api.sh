# The providers' API through the running server: every operation, every status, every reason,
# each answer held against assets/openapi.json.
. tests/tap.sh

office=$WORK/office
api=assets/openapi.json
checker=tests/e2e/api_check.py
early=2026-01-05T09:00
day=2026-05-04T09:00

at() { # at TIME COMMAND...: the program at another time
    time=$1
    shift
    "$LZ" -C "$office" -T "$time" --json "$@" < /dev/null > "$WORK/said" 2> "$WORK/stderr"
}
said() { jq -r "$1" < "$WORK/said"; }
get() { jq -r "$1" < "$WORK/answer"; }

# call METHOD PATH KEY BODY: its status, its answer for get
call() {
    if [ -n "$3" ]; then bearer="Authorization: Bearer $3"; else bearer="X-None: 1"; fi
    if [ "$1" = GET ]; then
        status=$(curl -s -o "$WORK/answer" -w '%{http_code}' -H "$bearer" "$base$2")
    else
        printf %s "$4" > "$WORK/request"
        status=$(curl -s -o "$WORK/answer" -w '%{http_code}' -H "$bearer" \
            -H 'Content-Type: application/json' --data-binary "@$WORK/request" "$base$2")
    fi
    described "$1" "${2%%\?*}"
}
described() { # described METHOD PATH: keep the last answer for the end
    calls=$((calls + 1))
    echo "$1 $2 $status $WORK/calls/$calls" >> "$WORK/list"
    cp "$WORK/answer" "$WORK/calls/$calls.answer"
    cp "$WORK/request" "$WORK/calls/$calls.request"
}
calls=0
mkdir "$WORK/calls"
: > "$WORK/request"
nonces=0
nonce() {
    nonces=$((nonces + 1))
    nonce=$(printf 'nonce-%016d' "$nonces")
}
# event KEY CODE COMMAND [MORE]: a fresh entry; MORE are further members as JSON text
event() {
    nonce
    call POST /api/v1/events "$1" \
        "{\"code\":\"$2\",\"command\":\"$3\",\"nonce\":\"$nonce\"${4:+,$4}}"
}
lookup() { call POST /api/v1/lookup "$1" "{\"code\":\"$2\"}"; }
# answers "a sentence" "STATUS WORD" FILTER: the last answer's status and one of its members
answers() { same "$1" "$2" "$status $(get "$3")"; }
reason() { answers "$1" "$2" .error.reason; }

# ---- an office: three ways to the reporting level, three providers ----
. tests/e2e/office.inc
cat > "$WORK/services.csv" << CSV
service;type;title;provider;places;redeem_days
SB-2;B;Basisberatung;nordtor;180;90
KB-1;A;Platzsuche Kita und Tagespflege;buero;;60
KB-1;A;Platzsuche Kita und Tagespflege;hedwig;;60
PS-1;C;Clearing;hedwig;;60
CSV
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;3;2026-01-01;;consent
hedwig;A;1;2026-01-01;;law
hedwig;C;1;2026-01-01;;consent
buero;A;1;2026-01-01;;law
CSV
cat > "$WORK/needs.csv" << CSV
case_number;type;priority;agreed_on;plan_ref
FM-1;A;1;05.01.2026;KP-1
FM-1;B;1;05.01.2026;KP-1
FM-1;C;1;05.01.2026;KP-1
CSV
cat > "$WORK/consents.csv" << CSV
case_number;provider;level;signed_on;valid_until
FM-1;nordtor;3;2026-01-05;
CSV
ok "an office is made" at $early init --demo --url https://weg.example.org
for kind in branches providers services agreements cases needs consents; do
    ok "$kind are imported" at $early import $kind "$WORK/$kind.csv"
done
at $early user add s.brandt --role caseworker
# issue TIME WORDS...: the slip's codes in $WORK/codes
issue() {
    time=$1
    shift
    at "$time" -u s.brandt issue --case FM-1 "$@" -o "$WORK/slip.pdf" || cat "$WORK/stderr"
    said '.slip.vouchers[].code' > "$WORK/codes"
    one=$(sed -n 1p "$WORK/codes")
    two=$(sed -n 2p "$WORK/codes")
}
# pair PROVIDER [ROLE]: a pairing code
pair() {
    at $day provider pair "$1" --role "${2:-reception}"
    code=$(said .pairing.code)
}
issue $early --service SB-2@nordtor
expired=$one
at 2026-05-04T06:00 tick
issue $day --service SB-2@nordtor; main=$one
issue $day --service SB-2@nordtor; race=$one
issue $day --service SB-2@nordtor; waits=$one
issue $day --service SB-2@nordtor; declines=$one
issue $day --service SB-2@nordtor; lapses=$one
issue $day --service SB-2@nordtor; old=$one
at $day reissue "$old"; renewed=$(said .voucher.code)
issue $day --service SB-2@nordtor; gone=$one
at $day withdraw "$gone" --reason plan_changed
issue $day --service KB-1; choice=$one
issue $day --service KB-1@buero --service SB-2@nordtor --order strict; first=$one; later=$two
issue $day --service PS-1@hedwig; silent=$one
pair nordtor; card=$code
pair hedwig; card_hedwig=$code
pair buero; card_buero=$code
pair nordtor; card_guesser=$code
pair nordtor; card_spare=$code
for number in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16; do
    pair nordtor
    echo "$code" >> "$WORK/cards"
done

# ---- the server ----
"$LZ" -C "$office" -T 2026-05-04T10:00 serve --listen 127.0.0.1:0 > "$WORK/serve.out" \
    2> "$WORK/serve.log" &
server=$!
trap 'kill $server 2> /dev/null; wait $server; rm -rf "$WORK"' EXIT
tries=0
until grep -q http "$WORK/serve.out" || [ $tries -ge 50 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
ok "the server starts" grep http "$WORK/serve.out"
base=$(grep -o 'http://127[^ ]*' "$WORK/serve.out") || {
    sed 's/^/# /' "$WORK/serve.log"
    plan
    exit 1
}
call GET /api/v1/openapi.json "" ""
ok "the server hands out its description" cmp "$api" "$WORK/answer"

# ---- pairing ----
join() { call POST /api/v1/pair "" "{\"code\":\"$1\",\"name\":\"$2\"}"; }
join "$card" "Empfang 1"
answers "a koppelkarte becomes a device" "201 Empfang 1" .device.name
key=$(get .device.key)
same "its key has 43 letters" 43 "${#key}"
join "$card" "Empfang 2"
reason "once only" "404 unknown"
join "ABC" "Empfang 2"
reason "a torn code is malformed" "400 malformed"
join "$card_hedwig" "Empfang; DROP"
answers "a name is letters, digits, blanks" "422 name" .error.field
join "$card_hedwig" "Haus 1"
hedwig=$(get .device.key)
join "$card_buero" "Büro"
buero=$(get .device.key)
join "$card_guesser" "Empfang 9"
guesser=$(get .device.key)
guesser_id=$(get .device.id)
while read -r code; do
    join "$code" "Empfang"
    get .device.key >> "$WORK/keys"
done < "$WORK/cards"
same "sixteen more are paired" 16 "$(sort -u "$WORK/keys" | wc -l | tr -d ' ')"

# ---- who may ----
call POST /api/v1/lookup "" "{\"code\":\"$main\"}"
reason "without a key nobody looks" "401 not_allowed"
lookup "${key%?}_" "$main"
reason "nor with a wrong one" "401 not_allowed"
call POST /api/v1/events "" "{}"
reason "nor records" "401 not_allowed"

# ---- looking up ----
lookup "$key" "$main"
answers "a lookup names the likely step" "200 accept" '.actions[] | select(.likely).command'
answers "and what the paper shows" "200 Jana Kołodziej-Öztürk" .voucher.client
lookup "$key" "HTTPS://WEG.EXAMPLE.ORG/S#$(echo "$main" | tr -d -)"
answers "the QR code's content will do" "200 $main" .voucher.code
lookup "$key" "$(echo "$main" | tr 'A-Z' 'a-z' | tr - ' ')"
answers "so does small print with blanks" "200 $main" .voucher.code
lookup "$key" "1234"
reason "a part of a code is malformed" "400 malformed"
lookup "$key" "https://elsewhere.example/S#1234"
reason "another house's address is foreign" "400 foreign_code"
lookup "$key" "1234-5678-9ABC-DEFE"
reason "a code that nobody printed is unknown" "404 unknown"
lookup "$key" "$first"
reason "another provider's voucher is not told" "403 wrong_provider"
lookup "$key" "$old"
reason "an old paper is superseded" "410 superseded"
lookup "$key" "$renewed"
answers "the new one is good" "200 issued" .voucher.state
lookup "$key" "$gone"
reason "a withdrawn one says so" "410 withdrawn"
lookup "$key" "$expired"
reason "a late one says so" "410 expired"
lookup "$key" "$later"
reason "strict order shows as not yet valid" "409 not_yet_valid"
lookup "$hedwig" "$silent"
answers "without consent nothing is told" "200 null" .voucher
answers "but what to do" "200 Nichts wird übermittelt. Bitte Rücklaufabschnitt stempeln." .notice
call POST /api/v1/lookup "$key" '{"code":"'"$main"'","colour":"red"}'
answers "an unknown member is refused" "422 colour" .error.field
call POST /api/v1/lookup "$key" '{"code":'
reason "torn JSON is invalid" "422 invalid"
call POST /api/v1/lookup "$key" "{\"code\":\"$(printf '%05000d' 0)\"}"
reason "a long body is too large" "413 too_large"

# ---- accept, start, attend, end ----
event "$key" "$main" start
reason "a start before the intake does not fit" "409 wrong_step"
event "$key" "$main" accept '"happened_on":"2026-05-05"'
reason "tomorrow is out of range" "422 date_out_of_range"
event "$key" "$main" accept '"outcome":"E1"'
answers "an intake has no outcome" "422 outcome" .error.field
event "$key" "$main" dance
answers "an unknown command names the field" "422 command" .error.field
event "$key" "$main" extend
reason "the office's steps are not for a device" "403 not_allowed"
nonce
body="{\"code\":\"$main\",\"command\":\"accept\",\"nonce\":\"$nonce\"}"
call POST /api/v1/events "$key" "$body"
answers "an intake is recorded" "201 accepted" .voucher.state
cp "$WORK/answer" "$WORK/first"
call POST /api/v1/events "$key" "$body"
same "the same nonce again is answered 200" 200 "$status"
ok "with the same words" cmp "$WORK/first" "$WORK/answer"
call POST /api/v1/events "$key" "{\"code\":\"$main\",\"command\":\"start\",\"nonce\":\"$nonce\"}"
reason "another body under the same nonce is a conflict" "409 conflict"
event "$key" "$main" accept
reason "a second intake is already recorded" "409 already_recorded"
call POST /api/v1/events "$key" "{\"code\":\"$main\",\"command\":\"start\",\"nonce\":\"short\"}"
answers "a nonce has at least 16 letters" "422 nonce" .error.field
event "$key" "$main" start
answers "a start is recorded" "201 started" .voucher.state
event "$key" "$main" attend
answers "an appointment is counted" "201 1" .voucher.appointments_attended
event "$key" "$main" attend
reason "the second of a day is a question" "409 already_recorded"
event "$key" "$main" attend '"again":true'
answers "answered with again" "201 2" .voucher.appointments_attended
event "$key" "$main" recommend '"recommendation":"W1"'
answers "a recommendation is a code" "201 W1" '.event.recommendation[0]'
event "$key" "$main" recommend '"recommendation":["W2","W3"]'
answers "or several" "201 W2 W3" '.event.recommendation | join(" ")'
event "$key" "$main" recommend '"recommendation":"W9"'
answers "from a closed list" "422 recommendation" .error.field
lookup "$key" "$main"
answers "an undo is offered" "200 recommend" .undo.command
receipt=$(get .undo.receipt)
event "$key" "$main" annul "\"event\":\"$receipt\",\"reason\":\"wrong_step\""
answers "and taken" "201 annul" .event.command
event "$key" "$main" end
answers "an end needs its outcome" "422 outcome" .error.field
event "$key" "$main" end '"outcome":"E2"'
answers "an end is recorded" "201 ended" .voucher.state
event "$key" "$main" start
reason "what was done is told as done" "409 already_recorded"

# ---- waiting list, refusal ----
event "$key" "$waits" waitlist
answers "a waiting list needs a day" "422 until" .error.field
event "$key" "$waits" waitlist '"until":"2026-06-15"'
answers "a waiting list keeps the voucher alive" "201 waitlisted" .voucher.state
event "$key" "$declines" decline
answers "a refusal needs its reason" "422 reason" .error.field
event "$key" "$declines" decline '"reason":"no_capacity"'
answers "a refusal is recorded" "201 declined" .voucher.state
event "$key" "$declines" accept
reason "after it nothing is left to do" "409 closed"

# ---- levels, and whose voucher it is ----
event "$hedwig" "$silent" accept
reason "without consent nothing is recorded" "403 consent_missing"
event "$buero" "$first" accept
answers "what the law lets report needs no consent" "201 accepted" .voucher.state
event "$buero" "$first" start
event "$buero" "$first" attend
reason "appointments are above this level" "403 level_too_low"
event "$buero" "$choice" accept
answers "a free choice is bound by its first intake" "201 accepted" .voucher.state
lookup "$hedwig" "$choice"
reason "to others it is in work elsewhere" "409 in_work_elsewhere"

# ---- sixteen devices in the same moment ----
number=0
racers=
while read -r racer; do
    number=$((number + 1))
    curl -s -o "$WORK/race.$number" -w '%{http_code}\n' -H "Authorization: Bearer $racer" \
        -H 'Content-Type: application/json' "$base/api/v1/events" --data-binary \
        "{\"code\":\"$race\",\"command\":\"accept\",\"nonce\":\"race-0000000000-$number\"}" \
        > "$WORK/race.$number.status" &
    racers="$racers $!"
done < "$WORK/keys"
wait $racers
same "one of sixteen records, the others hear that it is done" "1 201
15 409" "$(cat "$WORK"/race.*.status | sort | uniq -c | sed 's/^ *//')"
at 2026-05-04T11:00 show voucher "$race"
same "one event is left" 1 \
    "$(said '[.voucher.events[] | select(.command == "accept")] | length')"

# ---- another process writes and does not stop ----
python3 - "$office/laufzettel.lock" "$WORK/held" << 'PY' &
import fcntl, sys, time
with open(sys.argv[1], "r+") as lock:
    fcntl.lockf(lock, fcntl.LOCK_EX, 1, 1)  # the byte of the writer, see src/store/inner.h
    open(sys.argv[2], "w").close()
    time.sleep(60)
PY
holder=$!
tries=0
until [ -e "$WORK/held" ] || [ $tries -ge 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
event "$key" "$lapses" accept
reason "a store that is held is said so" "503 store"
join "$card_spare" "Empfang"
reason "for pairing too" "503 store"
kill $holder 2> /dev/null
wait $holder 2> /dev/null
call POST /api/v1/events "$key" "{\"code\":\"$lapses\",\"command\":\"accept\",\"nonce\":\"$nonce\"}"
answers "afterwards the same try is recorded once" "201 accepted" .voucher.state

# ---- guessing, revoking ----
tries=0
while [ $tries -lt 12 ]; do
    tries=$((tries + 1))
    lookup "$guesser" "1234-5678-9ABC-DEFE"
done
reason "a device that guesses is slowed down" "429 rate_limited"
event "$guesser" "$waits" accept
reason "whatever it asks" "429 rate_limited"
at 2026-05-04T11:00 device revoke "$guesser_id"
lookup "$guesser" "$main"
reason "a revoked device is nobody" "401 not_allowed"
lookup "$key" "$main"
same "the others go on" 200 "$status"
for path in /api/v1/events /api/v1/pair; do
    call POST $path "$key" "{\"code\":\"$(printf '%05000d' 0)\"}"
    reason "a long body for $path is too large" "413 too_large"
done
event "$key" "1234" accept
reason "a torn code records nothing" "400 malformed"
event "$key" "1234-5678-9ABC-DEFE" accept
reason "an unknown code records nothing" "404 unknown"
event "$key" "$gone" accept
reason "a withdrawn voucher records nothing" "410 withdrawn"
tries=0
while [ $tries -lt 200 ] && [ "$status" != 429 ]; do
    tries=$((tries + 1))
    status=$(curl -s -o "$WORK/answer" -w '%{http_code}' -H 'Content-Type: application/json' \
        --data-binary '{"code":"1234-5678-9ABC-DEFE","name":"x"}' "$base/api/v1/pair")
done
described POST /api/v1/pair
reason "an address that guesses pairing codes is slowed down" "429 rate_limited"

# ---- what happened, for the office's own programs ----
at $day key add fachverfahren; office_key=$(said .key.key)
at $day key add statistik; revoked=$(said .key.key)
at $day key revoke statistik
at $day key list
same "keys are listed without themselves" "fachverfahren null, statistik revoked, $(said '.keys | length')" \
    "$(said '.keys | sort_by(.name) | map(.name + " " + (if .revoked_at then "revoked" else "null" end)) | join(", ")'), 2"
not "and no key is in the list" grep -qF -e "$office_key" -e "$revoked" "$WORK/said"
not "nor in the database" grep -qaF -e "$office_key" -e "$revoked" "$office/laufzettel.db"
call GET /api/v1/events "" ""
reason "no key, no events" "401 not_allowed"
call GET /api/v1/events "$key" ""
reason "a device's key is none" "401 not_allowed"
call GET /api/v1/events "$revoked" ""
reason "nor a revoked one" "401 not_allowed"
lookup "$office_key" "$main"
reason "an office key is none of a device" "401 not_allowed"
call GET /api/v1/events "$office_key" ""
answers "all events from the first" "200 issue" '.events[0].command'
all=$(get '.events | length'); last=$(get .next)
same "as many as the database has" "$(sqlite3 "$office/laufzettel.db" 'SELECT count(*) FROM event' 2> /dev/null || echo "$all")" "$all"
same "in the order of recording" true "$(get '[.events[].id | tonumber] | . == sort')"
same "a step that was taken out names which" true "$(get '[.events[] | select(.annuls)] | length > 0')"
not "no name leaves the house" grep -q -e Kołodziej -e FM-1 -e nordtor -e Empfang "$WORK/answer"
call GET "/api/v1/events?after=$last" "$office_key" ""
answers "behind the last there is none" "200 0 $last" '"\(.events | length) \(.next)"'
at 2026-05-04T12:00 withdraw "$silent" --reason client_request
call GET "/api/v1/events?after=$last" "$office_key" ""
answers "until something happens" "200 withdraw office" '"\(.events[0].command) \(.events[0].source)"'
call GET "/api/v1/events?after=$(echo "$last" | tr 0-9 1-90)" "$office_key" ""
answers "a cursor of another history is invalid" "422 invalid after" '"\(.error.reason) \(.error.field)"'
call GET "/api/v1/events?after=7" "$office_key" ""
answers "and so is anything else" "422 invalid after" '"\(.error.reason) \(.error.field)"'

# ---- the description is true ----
known() { python3 "$checker" "$api" "$@" | LC_ALL=C sort; }
reached() { jq -r "$1 // empty" "$WORK"/calls/*.answer | LC_ALL=C sort -u; }
same "every answer is as described" "" "$(python3 "$checker" "$api" calls "$WORK/list")"
known statuses > "$WORK/statuses"
cut -d ' ' -f 1-3 "$WORK/list" | LC_ALL=C sort -u > "$WORK/reached"
# What only reads is refused with 503 only when the whole server has too much to do.
same "every described status was reached" "GET /api/v1/events 503
POST /api/v1/lookup 503" \
    "$(LC_ALL=C comm -23 "$WORK/statuses" "$WORK/reached")"
same "every reason was reached" "$(known enum Reason)" "$(reached .error.reason)"
same "every command was recorded" "$(known enum Command)" "$(reached .event.command)"
same "the paths are those of the route table" \
    "$("$LZ" routes | grep -oE '^(GET|POST) /api/[^ ]*' | LC_ALL=C sort)" \
    "$(cut -d ' ' -f 1,2 "$WORK/statuses" | LC_ALL=C sort -u)"
plan
