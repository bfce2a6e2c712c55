# The server under load and hurt: killed while it answers, its disk full or broken, its
# connections held half open. ROUNDS=200 for the long run.
. tests/tap.sh
. tests/fault/office.inc

ROUNDS=${ROUNDS:-15}
client=tests/e2e/load_client.py
office=$WORK/office
vouchers=$((ROUNDS * 2 + 1)) # so many that none reaches the most entries a voucher may have
office_make "$office" $vouchers
issue_codes "$office" $vouchers > "$WORK/all"
code=$(head -n 1 "$WORK/all")
tail -n +2 "$WORK/all" > "$WORK/codes"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port

serve() { # serve [WRAPPER...]: start it; $server is its process
    "$@" "$LZ" -C "$office" -T $DAY serve --listen "127.0.0.1:$port" \
        > "$WORK/serve.out" 2>> "$WORK/serve.log" &
    server=$!
    tries=0
    until curl -sf -o "$WORK/health" "$url/healthz"; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || return 1
        sleep 0.05
    done
}
stop() { kill "$server" && wait "$server"; } 2> /dev/null
trap 'kill $server 2> /dev/null; rm -rf "$WORK"' EXIT
post() { # post PATH BODY: status; the answer is kept
    curl -s -o "$WORK/answer" -w '%{http_code}' -H "Authorization: Bearer $key" \
        -H 'Content-Type: application/json' -d "$2" "$url$1"
}
event() { # event NONCE: a further appointment on the first voucher
    post /api/v1/events "{\"code\":\"$code\",\"command\":\"attend\",\"again\":true,\"nonce\":\"$1\"}"
}
lookup() { post /api/v1/lookup "{\"code\":\"$code\"}"; }

ok "the server starts" serve
pairing=$(lz "$office" provider pair buero | jq -r .pairing.code)
key=
post /api/v1/pair "{\"code\":\"$pairing\",\"name\":\"Last\"}" > "$WORK/status"
key=$(jq -r .device.key < "$WORK/answer")
same "a device is paired" 201 "$(cat "$WORK/status")"

# ---- half-open connections of one address leave the others alone ----
same "beside 700 half-open connections of another address each answer takes less than 1 s" fast \
    "$(python3 $client hold "$port" 700)"
stop

# ---- killed under load ----
round=0
while [ $round -lt "$ROUNDS" ]; do
    round=$((round + 1))
    serve || echo "round $round" >> "$WORK/unstarted"
    python3 $client confirm "$port" "$key" "$WORK/codes" "$round" "$WORK/begun.$round" \
        >> "$WORK/receipts" &
    writer=$!
    tries=0
    until [ -e "$WORK/begun.$round" ] || [ $((tries += 1)) -gt 200 ]; do
        sleep 0.05
    done
    sleep "0.$((1 + round % 5))"
    kill -9 "$server"
    wait "$server" "$writer"
done 2> /dev/null
while read -r one; do
    events_of "$office" "$one" | sed "s/^/$one:/"
done < "$WORK/codes" | sort > "$WORK/stored"
sort "$WORK/receipts" > "$WORK/answered"
given=$(wc -l < "$WORK/answered" | tr -d ' ')
echo "# $ROUNDS times killed, $given confirmations answered with 201"
ok "the server was at work when it was killed" test "$given" -ge $((ROUNDS * 10))
not "it comes back each time" test -s "$WORK/unstarted"
same "each answered confirmation is there afterwards" "" \
    "$(comm -23 "$WORK/answered" "$WORK/stored")"
same "and no receipt twice" "" "$(uniq -d "$WORK/stored")"
ok "the chains hold" verified "$office"

# ---- on the disk before the answer ----
serve strace -D -f -qq -y -o "$WORK/trace" -e trace=fdatasync,fsync,pwrite64,sendto,sendmsg,writev,write
same "a confirmation under a trace" 201 "$(event "traced-0000-0001")"
stop
ok "the log is synced after its last write and before the 201 leaves" awk '
    /pwrite64\(.*laufzettel\.db-wal>/ { written = NR }
    /fdatasync\(.*laufzettel\.db-wal>/ { synced = NR }
    /HTTP\/1\.1 201/ { exit !(written && written < synced && synced < NR) }' "$WORK/trace"

# ---- a disk that is full or breaks ----
# hurt "a sentence" INJECTION: strace makes these calls fail from outside until it is told off
hurt() {
    serve
    number=$((${number:-0} + 1))
    same "$1: before, all is well" 201 "$(event "before-0000-000$number")"
    before=$(events_of "$office" "$code" | wc -l)
    strace -f -qq -o "$WORK/trace" -e "inject=$2" -p "$server" &
    tracer=$!
    wait_traced $server $tracer
    same "$1: an honest refusal" 503 "$(event "failed-0000-000$number")"
    same "$1: with its reason" store "$(jq -r .error.reason < "$WORK/answer")"
    same "$1: reading goes on" 200 "$(lookup)"
    kill "$tracer"
    wait "$tracer" 2> /dev/null
    same "$1: with room again it works without a restart" 201 "$(event "after-0000-0000$number")"
    same "$1: what was refused is not there" $((before + 1)) \
        "$(events_of "$office" "$code" | wc -l)"
    stop
    ok "$1: the chains hold" verified "$office"
}
hurt "no room" pwrite64:error=ENOSPC
hurt "a sync fails" fdatasync:error=EIO
plan
