# The reception's pages without JavaScript: pair, type a code, one tap, receipt, undo.
. tests/tap.sh

office=$WORK/office
day=2026-05-04T09:00
at() { "$LZ" -C "$office" -T "$day" --json "$@" < /dev/null > "$WORK/said" 2> "$WORK/stderr"; }
said() { jq -r "$1" < "$WORK/said"; }

# ---- browsers: each has a jar of cookies; what a form holds is read from the page ----
get() { # get JAR PATH: STATUS and the page
    status=$(curl -s -b "$WORK/$1.jar" -c "$WORK/$1.jar" -o "$WORK/page" -w '%{http_code}' \
        "$base$2")
}
# post JAR PATH FIELD=VALUE...: with the token of the page before; redirects are followed
post() {
    jar=$WORK/$1.jar path=$2
    shift 2
    for field; do
        set -- "$@" --data-urlencode "$field"
        shift
    done
    status=$(curl -s -L -b "$jar" -c "$jar" -H 'Sec-Fetch-Site: same-origin' -o "$WORK/next" \
        -w '%{http_code}' --data-urlencode "token=$(value token)" "$@" "$base$path")
    mv "$WORK/next" "$WORK/page"
}
# value NAME [COMMAND]: of a hidden field, of the form of COMMAND or the first
value() {
    tr -d '\n' < "$WORK/page" | sed 's/<form/\n<form/g' |
        grep "${2:+name=\"command\" value=\"$2\"}" | grep -o "name=\"$1\" value=\"[^\"]*\"" |
        head -n 1 | sed 's/.*value="\([^"]*\)"/\1/'
}
text() { sed 's/<[^>]*>//g' "$WORK/page"; }
says() { text | grep -qF "$1"; }
hides() { ! text | grep -qF "$1"; }
style() { curl -s "$base$(sed -n 's/.*rel="stylesheet" href="\([^"]*\)".*/\1/p' "$WORK/page")"; }
receipt() { sed -n 's/.*class="lz-receipt">\([^<]*\)<.*/\1/p' "$WORK/page"; }
look() { post "$1" /s "code=$2" how=typed; }
# tap JAR CODE COMMAND FIELD=VALUE...: the form of the card on the page
tap() {
    jar_name=$1 code=$2 command=$3
    shift 3
    post "$jar_name" /s/schritt "code=$code" "command=$command" "nonce=$(value nonce "$command")" \
        how=typed "$@"
}

# ---- an office ----
. tests/e2e/office.inc
cat > "$WORK/services.csv" << CSV
service;type;title;provider;places;redeem_days
SB-2;B;Basisberatung;nordtor;180;90
PS-1;C;Clearing;hedwig;;60
CSV
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;3;2026-01-01;;consent
hedwig;C;1;2026-01-01;;consent
CSV
cat > "$WORK/needs.csv" << CSV
case_number;type;priority;agreed_on;plan_ref
FM-1;B;1;27.04.2026;KP-1
FM-1;C;1;27.04.2026;KP-1
CSV
cat > "$WORK/consents.csv" << CSV
case_number;provider;level;signed_on;valid_until
FM-1;nordtor;3;2026-04-27;
CSV
ok "an office is made" at init --demo
for kind in branches providers services agreements cases needs consents; do
    ok "$kind are imported" at import $kind "$WORK/$kind.csv"
done
at user add s.brandt --role caseworker
at -u s.brandt issue --case FM-1 --service SB-2@nordtor --service PS-1@hedwig \
    --appointment SB-2=2026-05-11T10:00 -o "$WORK/slip.pdf"
main=$(said '.slip.vouchers[0].code')
silent=$(said '.slip.vouchers[1].code')
client=$(said .slip.client_code)
at -u s.brandt issue --case FM-1 --service SB-2@nordtor -o "$WORK/slip.pdf"
gone=$(said '.slip.vouchers[0].code')
at withdraw "$gone" --reason plan_changed
at provider pair nordtor
card=$(said .pairing.code)
at provider pair hedwig
card_hedwig=$(said .pairing.code)

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
base=$(grep -o 'http://127[^ ]*' "$WORK/serve.out" | head -n 1) || {
    sed 's/^/# /' "$WORK/serve.log"
    plan
    exit 1
}

# ---- a stranger with the paper ----
get stranger /s
same "the page of the address on the paper is there" 200 "$status"
ok "it says that the device is not paired" says "nicht gekoppelt"
get stranger /S
same "in capitals, too" 200 "$status"
look stranger "$main"
ok "a stranger sees that the voucher holds" says "Dieser Gutschein gilt."
ok "until when" says 03.08.2026
ok "and no name" hides Jana
ok "and no service" hides Basisberatung
look stranger 1234-5678-9ABC-DEFE
cp "$WORK/page" "$WORK/unknown"
look stranger "$gone"
ok "a withdrawn voucher looks like one that never was, byte by byte" \
    cmp "$WORK/unknown" "$WORK/page"
look stranger "$client"
ok "so does the client's own code" cmp "$WORK/unknown" "$WORK/page"
look stranger "K7QM-2F9D"
same "a torn code is told as such" 400 "$status"
ok "with what to do" says "Bitte noch einmal scannen"
ok "and the code is not echoed" hides K7QM-2F9D.
post stranger /s/schritt "code=$main" command=accept nonce=0123456789abcdef
not "a stranger records nothing" says "Aufnahme bestätigt"

# ---- pairing ----
get desk /P
ok "the koppelkarte's address leads to pairing" says "Gerät koppeln"
post desk /koppeln "code=$card" "name=Empfang; 1"
same "a name that tells too much is refused" 422 "$status"
ok "and kept for mending" grep -q 'value="Empfang; 1"' "$WORK/page"
post desk /koppeln "code=$card" "name=Empfang 1"
ok "the device is paired" says Gekoppelt
ok "and told the law" says "§ 78 SGB X"
same "before its people have taken note it serves nobody" /koppeln \
    "$(curl -s -b "$WORK/desk.jar" -o "$WORK/.out" -w '%{redirect_url}' "$base/s" |
        sed "s,^$base,,")"
post desk /koppeln/hinweise
ok "then it does" says "Gutschein prüfen"
get desk /koppeln
ok "and says since when" says "bestätigt seit 04.05.2026"
get other /koppeln
post other /koppeln "code=$card" "name=Empfang 2"
same "the card is used up" 404 "$status"

# ---- one voucher from intake to end ----
get desk /s
look desk "$(echo "$main" | tr 'A-Z' 'a-z')"
ok "the card shows what the paper says" says "Jana Kołodziej-Öztürk"
ok "one button is large" grep -q 'lz-big.*Ist da' "$WORK/page"
ok "and no other station is told" hides Clearing
nonce=$(value nonce accept)
tap desk "$main" accept
ok "a tap records" says "Aufnahme bestätigt"
first=$(receipt)
same "a receipt has six symbols" 6 "${#first}"
ok "the next code can be typed at once" grep -q 'name="code".*autofocus' "$WORK/page"
post desk /s/schritt "code=$main" command=accept "nonce=$nonce" how=typed
same "the same form again gets the same receipt" "$first" "$(receipt)"
at show voucher "$main"
same "and leaves one event" 1 "$(said '[.voucher.events[] | select(.command == "accept")] | length')"
look desk "$main"
ok "the next step is large now" grep -q 'lz-big.*Beginn' "$WORK/page"
tap desk "$main" annul "event=$first"
ok "an entry is taken back" says "Eintrag zurückgenommen"
look desk "$main"
tap desk "$main" accept
look desk "$main"
tap desk "$main" start "happened_on=05.05.2026"
same "tomorrow is refused" 422 "$status"
ok "the card stays for another try" says "Beginn bestätigen"
ok "with what was typed" grep -q 'value="05.05.2026"' "$WORK/page"
tap desk "$main" start "happened_on=31.02.2026"
same "a day that is none is refused" 422 "$status"
ok "with the card, too" says "Beginn bestätigen"
post desk /s/schritt command=start "nonce=$(value nonce start)" how=typed
same "a form without its code is refused" 422 "$status"
get desk /s
look desk "$main"
tap desk "$main" start
ok "today is recorded" says "Beginn bestätigt"
look desk "$main"
tap desk "$main" attend
ok "an appointment is recorded" says "Termin wahrgenommen"
look desk "$main"
tap desk "$main" attend
ok "the second of a day is a question" says "Zweiter Termin am selben Tag?"
tap desk "$main" attend again=1
ok "that can be answered" says "Termin wahrgenommen"
look desk "$main"
tap desk "$main" recommend recommendation=W1 recommendation=W3 discussed=1
ok "a recommendation is recorded" says "Empfehlung abgegeben"
look desk "$main"
tap desk "$main" end outcome=E1
ok "an end is recorded" says "Ende bestätigt"
at show voucher "$main"
same "the office knows all of it" "ended 2" \
    "$(said '"\(.voucher.state) \(.voucher.appointments_attended)"')"

# ---- without consent ----
get haus /koppeln
post haus /koppeln "code=$card_hedwig" "name=Haus 1"
post haus /koppeln/hinweise
get haus /s
look haus "$main"
ok "another provider's voucher is not told" says "gehört nicht zu Ihrer Einrichtung"
ok "not by name" hides Jana
ok "and does not stand in the way of the next" grep -q 'name="code".*autofocus' "$WORK/page"
look haus "$silent"
ok "without consent nothing is told" says "Nichts wird übermittelt. Bitte Rücklaufabschnitt stempeln."
ok "not the name either" hides Jana
post haus /s/einwilligung "code=$silent" how=typed
ok "a consent that lies here opens the card" grep -q 'lz-big.*Ist da' "$WORK/page"

# ---- the client's view ----
get stranger /K
post stranger /k "code=$client"
ok "the client sees the stations" says Schuldnerberatung
ok "but what would tell too much is on the sheet" says "siehe Ihr Blatt"
ok "no name of a protected kind of help" hides "Hedwig"
ok "the next station is named" says "Ihre nächste Station"
ok "the page is light" test "$(wc -c < "$WORK/page")" -lt 30000
ok "with its styles, too" test \
    "$(($(gzip -c "$WORK/page" | wc -c) + $(style | gzip -c | wc -c)))" -lt 30000
ok "and has no script" sh -c '! grep -q "<script" "$1"' - "$WORK/page"
for pair in "de-simple:Hier können Sie nur lesen" "en:For viewing only" "tr:Yalnızca bilgi" \
    "uk:Лише для" "ru:Только для" "ar:للاطلاع فقط" "de:Nur zum Ansehen"; do
    post stranger /k "code=$client" "language=${pair%%:*}"
    ok "it speaks ${pair%%:*}" says "${pair#*:}"
    ok "and says so" grep -q "<html lang=\"${pair%%:*}\"" "$WORK/page"
done
post stranger /k/termin "code=$client" station=1
same "an appointment is a calendar file" 200 "$status"
ok "of one event" sh -c 'grep -c "^DTSTART:20260511T080000Z.$" "$1" | grep -qx 1' - "$WORK/page"
ok "in which there is no code" hides "$client"
get stranger /k
post stranger /k/termin "code=$client" station=2
same "what only the sheet tells goes into no calendar" 404 "$status"
get stranger /k
post stranger /k "code=$main"
same "a voucher's code opens no client's view" 404 "$status"

# ---- a new card ----
at provider pair nordtor --types C
same "a device is for what its provider offers" invalid "$(said .error.reason)"
at provider pair nordtor --role lead --site "Haus am Hafen" --types B --name Leitung
same "a card names site and types" "Haus am Hafen B" "$(said '"\(.pairing.site) \(.pairing.types)"')"
lead_id=$(said .pairing.device)
card=$(said .pairing.code)
get lead /koppeln
post lead /koppeln "code=$card" "name=anders"
ok "the name that the office gave stands" says "Leitung"
post lead /koppeln/hinweise
get lead /s/liste
ok "the lead has a list" says "Eigene Zahlen"
ok "device name" at device name "$lead_id" "Leitung Hafen"
ok "device roll" at device roll "$lead_id" -o "$WORK/card.pdf"
new_card=$(said .pairing.code)
get lead /s
ok "its key ends at once" says "nicht gekoppelt"
get lead /koppeln
post lead /koppeln "code=$card" "name=anders"
same "the card before is void" 404 "$status"
post lead /koppeln "code=$new_card" "name=anders"
ok "the new one pairs the same device" says "Leitung Hafen"

# ---- leaving ----
get desk /koppeln
post desk /koppeln/abmelden
ok "a device is signed off" says "Gerät koppeln"
get desk /s
ok "and is a stranger again" says "nicht gekoppelt"
at device list
same "its key is revoked" 1 \
    "$(said '[.devices[] | select(.name == "Empfang 1" and .revoked)] | length')"

# ---- guessing, over the wire ----
get stranger /k
token=$(value token)
for turn in $(seq 60); do
    curl -s -o "$WORK/next" -w '%{http_code}\n' -b "$WORK/stranger.jar" \
        -H 'Sec-Fetch-Site: same-origin' --data-urlencode "token=$token" \
        --data-urlencode "code=1234-5678-9ABC-DEFE" "$base/k"
done > "$WORK/statuses"
ok "whoever guesses on is turned away" test "$(grep -c 429 "$WORK/statuses")" -ge 30
ok "after a budget" test "$(grep -c 404 "$WORK/statuses")" -ge 20
same "which is one line in the log" 1 "$(grep -c event=guessing "$WORK/serve.log")"
not "and no line for each" grep -q status=429 "$WORK/serve.log"
plan
