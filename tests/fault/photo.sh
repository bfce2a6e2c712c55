# Photos of vouchers: what a phone takes is read, what an attacker makes does no harm, and the
# helper may die.
. tests/tap.sh

office=$WORK/office
day=2026-05-04T09:00
at() { "$LZ" -C "$office" -T "$day" --json "$@" < /dev/null > "$WORK/said" 2> "$WORK/stderr"; }
said() { jq -r "$1" < "$WORK/said"; }
. tests/e2e/office.inc
cat > "$WORK/services.csv" << CSV
service;type;title;provider;places;redeem_days
SB-2;B;Basisberatung;nordtor;180;90
CSV
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;1;2026-01-01;;law
CSV
cat > "$WORK/needs.csv" << CSV
case_number;type;priority;agreed_on;plan_ref
FM-1;B;1;27.04.2026;KP-1
CSV
at init --demo
for kind in branches providers services agreements cases needs; do
    at import $kind "$WORK/$kind.csv"
done
at user add s.brandt --role caseworker
at -u s.brandt issue --case FM-1 --service SB-2@nordtor -o "$WORK/slip.pdf"
at -u s.brandt issue --case FM-1 --service SB-2@nordtor -o "$WORK/other.pdf"
ok "two slips are printed" test -s "$WORK/other.pdf"
at provider pair nordtor
card=$(said .pairing.code)
python3 tests/fault/photo_make.py "$WORK/slip.pdf" "$WORK/other.pdf" "$WORK"
same "the pictures are made" 0 $?

"$LZ" -C "$office" -T "$day" serve --listen 127.0.0.1:0 >> "$WORK/serve.out" \
    2> "$WORK/serve.log" &
server=$!
trap 'kill $server 2> /dev/null; wait $server; rm -rf "$WORK"' EXIT
: > "$WORK/serve.out"
tries=0
until grep -q http "$WORK/serve.out" || [ $tries -ge 50 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
base=$(grep -o 'http://127[^ ]*' "$WORK/serve.out" | head -n 1)
ok "the server starts" test -n "$base"

jar=$WORK/jar
page() { curl -s -m 20 -b "$jar" -c "$jar" -H 'Sec-Fetch-Site: same-origin' "$@"; }
token() { page "$base/koppeln" | sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' | head -n 1; }
page -o "$WORK/page" --data-urlencode "token=$(token)" --data-urlencode "code=$card" \
    --data-urlencode "name=Empfang 1" "$base/koppeln"
token=$(token)
page -o "$WORK/page" --data-urlencode "token=$token" "$base/koppeln/hinweise"
send() { # send FILE: the status; the page is in $WORK/page
    page -o "$WORK/page" -w '%{http_code}' -F "token=$token" -F "photo=@$1" "$base/s/foto"
}
says() { sed 's/<[^>]*>//g' "$WORK/page" | grep -qF "$1"; }
# answers FILE STATUS SENTENCE: for a picture that is none of ours
answers() {
    same "$1 is refused" "$2" "$(send "$WORK/$1")"
    ok "with a sentence: $3" says "$3"
}
generation() { # generation N: processes N steps below the server
    list=$server
    for step in $(seq "$1"); do
        next=
        for pid in $list; do
            next="$next $(cat "/proc/$pid/task/"*/children 2> /dev/null)"
        done
        list=$next
    done
    echo $list
}

# ---- what people send ----
for photo in jpeg png progressive.jpeg large.jpeg interlaced.png turned.jpeg; do
    same "a photo ($photo) opens the card" 200 "$(send "$WORK/good.$photo")"
    ok "as if the code had been typed" says "Jana Kołodziej-Öztürk"
done
start=$(date +%s%N)
send "$WORK/good.large.jpeg" > /dev/null
echo "# a photo of 12 megapixels is answered in $((($(date +%s%N) - start) / 1000000)) ms"
same "half a photo still shows its code" 200 "$(send "$WORK/half.jpeg")"
answers blank.jpeg 400 "kein QR-Code"
answers wifi.png 400 "Gutschein"
answers two.png 400 "mehrere Gutscheine"

# ---- what attackers send ----
start=$(date +%s)
answers huge.jpeg 413 "zu groß"
answers huge.png 413 "zu groß"
answers bomb.png 413 "zu groß"
answers claims.png 400 "nicht lesbar"
answers random.bin 400 "nicht lesbar"
answers random.jpeg 400 "nicht lesbar"
answers text.png 400 "nicht lesbar"
answers polyglot.html 400 "nicht lesbar"
answers cut.png 400 "nicht lesbar"
same "a JPEG of thousands of scans is refused" 400 "$(send "$WORK/scans.jpeg")"
answers gif.gif 400 "nicht lesbar"
answers svg.svg 400 "nicht lesbar"
same "an empty file is missing" 422 "$(send "$WORK/empty")"
same "9 MB are not taken" 413 "$(send "$WORK/nine")"
same "a picture packed a thousand times too long is refused" 400 "$(send "$WORK/zlib.png")"
ok "none of it takes long" test $(($(date +%s) - start)) -lt 30
for photo in "$WORK"/flipped-*.jpeg "$WORK"/flipped-*.png; do
    case $(send "$photo") in
    200 | 400 | 413 | 422) ;;
    *) tap_fail "a picture with flipped bits is answered: ${photo##*/}" ;;
    esac
done
tap_pass "pictures with flipped bits are all answered"
same "a form that is none is refused" 422 "$(page -o "$WORK/page" -w '%{http_code}' \
    -H 'Content-Type: multipart/form-data; boundary=x' --data-binary '--x' "$base/s/foto")"
same "and no other page takes a file" 422 "$(page -o "$WORK/page" -w '%{http_code}' \
    -F "token=$token" -F code=1 "$base/s")"
same "nobody without a device sends photos" 303 "$(curl -s -o "$WORK/page" -w '%{http_code}' \
    -H 'Sec-Fetch-Site: same-origin' -F "token=$token" -F "photo=@$WORK/good.png" "$base/s/foto")"

# ---- the helper ----
helper=$(generation 2)
same "one helper waits" 1 "$(echo "$helper" | wc -w)"
same "it holds no file of the office" "" \
    "$(ls -l "/proc/$helper/fd" | grep -F "$office")"
# A loaded machine: the server hands the bytes over long after the child began to wait.
strace -f -qq -o "$WORK/trace" -p "$server" -e trace=sendto -e inject=sendto:delay_enter=200000 \
    2> /dev/null &
tracer=$!
wait_traced $server $tracer
send "$WORK/good.png" > "$WORK/late" &
sender=$!
while kill -0 $sender && [ ! -s "$WORK/confined" ]; do
    for child in $(generation 3); do
        grep -q Seccomp:.2 "/proc/$child/status" && echo confined > "$WORK/confined"
    done
done 2> /dev/null
wait $sender
ok "a child works under seccomp" test -s "$WORK/confined"
same "a photo whose bytes come late is waited for" 200 "$(cat "$WORK/late")"
kill $tracer && wait $tracer
kill -9 $helper
same "after the helper is killed the next photo works" 200 "$(send "$WORK/good.png")"
for round in 1 2 3 4 5 6; do
    send "$WORK/good.large.jpeg" > "$WORK/status.$round" &
    sleep 0.05
    for child in $(generation 3); do
        kill -9 "$child"
    done
    wait $!
done 2> /dev/null
same "after children are killed the next photo works" 200 "$(send "$WORK/good.png")"
# curl empties its jar before it writes it anew: who reads it meanwhile comes without a device.
cp "$jar" "$WORK/crowd.jar"
for round in 1 2 3 4 5 6 7 8; do
    curl -s -b "$WORK/crowd.jar" -H 'Sec-Fetch-Site: same-origin' -o "$WORK/crowd.$round" \
        -w '%{http_code}\n' -F "token=$token" -F "photo=@$WORK/good.large.jpeg" "$base/s/foto" \
        >> "$WORK/crowd" &
    crowd="$crowd $!"
done
start=$(date +%s%N)
same "while many photos come, a page is served" 200 "$(page -o "$WORK/page" -w '%{http_code}' "$base/s")"
echo "# in $((($(date +%s%N) - start) / 1000000)) ms"
wait $crowd
same "each of them is answered: read, or come again" "" "$(grep -vx -e 200 -e 503 "$WORK/crowd")"
ok "some are read" grep -qx 200 "$WORK/crowd"
same "the server is still the same" 200 "$(page -o "$WORK/page" -w '%{http_code}' "$base/healthz")"
ok "its memory stays small" test "$(awk '/VmHWM/ { print $2 }' "/proc/$server/status")" -lt 200000
same "no picture was kept" "" "$(find "$office" "$WORK/office" -newer "$WORK/jar" \
    -size +1000k -not -name '*.db*')"
kill "$server"
wait "$server"
same "the server ends without a complaint" 0 $?
tries=0
while kill -0 $helper 2> /dev/null && [ $tries -lt 100 ]; do
    tries=$((tries + 1))
    sleep 0.05
done
same "and its helper with it" "" "$(for pid in $helper; do kill -0 "$pid" 2> /dev/null && echo "$pid"; done)"
plan
