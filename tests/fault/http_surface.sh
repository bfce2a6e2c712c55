# The server as an attacker meets it: broken framing, huge and slow requests, floods, secrets
# on their way to the log, the end under load.
. tests/tap.sh

office=$WORK/office
ok "an office is made" "$LZ" -C "$office" init --demo

serve() { # serve ARGUMENTS...: start it; sets server and port
    : > "$WORK/said" # what an earlier one said
    "$LZ" -C "$office" serve "$@" >> "$WORK/said" 2> "$WORK/log" &
    server=$!
    tries=0
    until grep -q '^laufzettel: http' "$WORK/said" || [ $tries -ge 100 ]; do
        tries=$((tries + 1))
        sleep 0.05
    done
    port=$(sed -n 's|^laufzettel: https*://127.0.0.1:\([0-9]*\).*|\1|p' "$WORK/said")
}
seconds_now() { date +%s; }

serve --listen 127.0.0.1:0
ok "the server says where it listens" test -n "$port"
ulimit -n 2048
python3 tests/fault/http_surface.py "$port" "$server" > "$WORK/facts"
same "the attacks come to their end" 0 $?
while IFS="$(printf '\t')" read -r word sentence detail; do
    if [ "$word" = ok ]; then
        tap_pass "$sentence"
    else
        tap_fail "$sentence"
        echo "# $detail"
    fi
done < "$WORK/facts"
ok "the server is still alive" kill -0 "$server"
same "no secret reached the log" "" "$(grep GEHEIM4711 "$WORK/log")"
same "each line of the log is ours, in printable letters" "" \
    "$(LC_ALL=C grep -avE '^time=[0-9TZ:.-]+ event=[a-z_]+( [a-z_]+=("[ -~]*"|[!-~]*))*$' \
        "$WORK/log" | head -n 3)"

python3 tests/fault/http_surface.py load "$port" > "$WORK/load" &
client=$!
until grep -q "under load" "$WORK/load" || ! kill -0 $client; do sleep 0.05; done
start=$(seconds_now)
kill "$server"
wait "$server"
same "told to stop under load it ends without a complaint" 0 $?
ok "and soon" test $(($(seconds_now) - start)) -le 5
wait "$client"
same "no answer was cut off by the end" "0 cut off; answered" "$(tail -n 1 "$WORK/load")"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
    -subj /CN=127.0.0.1 -keyout "$WORK/key.pem" -out "$WORK/cert.pem" 2> /dev/null
serve --listen 127.0.0.1:0 --tls-cert "$WORK/cert.pem" --tls-key "$WORK/key.pem"
tls() { # tls ARGUMENTS...: the status of /healthz, the certificate checked
    curl -s -o /dev/null -w '%{http_code}' --cacert "$WORK/cert.pem" "$@" \
        "https://127.0.0.1:$port/healthz"
}
same "it speaks TLS 1.3" 200 "$(tls --tlsv1.3)"
same "it speaks TLS 1.2" 200 "$(tls --tlsv1.2 --tls-max 1.2)"
same "it speaks nothing older" 000 \
    "$(tls --tlsv1.0 --tls-max 1.1 --ciphers 'DEFAULT:@SECLEVEL=0')"
same "over TLS browsers are told to stay there" 1 \
    "$(curl -s -D - -o /dev/null --cacert "$WORK/cert.pem" "https://127.0.0.1:$port/healthz" |
        grep -ci '^strict-transport-security: max-age=31536000')"
kill "$server"
wait "$server"
same "and ends without a complaint" 0 $?
printf 'no PEM' > "$WORK/key.pem"
not "a key that is none is refused" \
    "$LZ" -C "$office" serve --listen 127.0.0.1:0 --tls-cert "$WORK/cert.pem" \
    --tls-key "$WORK/key.pem"
plan
