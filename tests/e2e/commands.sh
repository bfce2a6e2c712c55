# The command line as people and scripts meet it: exit statuses, errors, formats.
. tests/tap.sh

office=$WORK/office
run() { "$LZ" -C "$office" "$@" > "$WORK/answer" 2> "$WORK/stderr"; }
status() { # status WANT COMMAND...
    want=$1
    shift
    run "$@"
    same "exit $want: $*" "$want" "$?"
}
status 2
status 2 nonsense
status 2 issue --nonsense
status 2 annul
status 2 confirm CODE
status 10 show case X
ok "without an office the cure is named" grep -q 'init' "$WORK/stderr"
status 4 init --url http://example.org
ok "an address without TLS is refused" grep -q '^laufzettel: invalid: ' "$WORK/stderr"
status 4 init --url "https://a-very-long-name.for-a-public-address.example.org"
status 0 init --demo --url https://v.example.org
status 3 init
same "what is there is not overwritten" 1 "$(grep -c '^laufzettel: conflict: ' "$WORK/stderr")"
same "the key is for its owner alone" 600 "$(stat -c %a "$office/laufzettel.key")"
status 5 show case X
same "an error is one line" 1 "$(wc -l < "$WORK/stderr" | tr -d ' ')"
status 4 show voucher nonsense
status 4 show voucher https://somewhere.example.com/S#K7QM2F9D4XHAP3T0
ok "a foreign code is told from a wrong one" grep -q '^laufzettel: foreign_code: ' "$WORK/stderr"
status 5 show voucher K7QM-2F9D-4XHA-P3T0
status 4 show voucher K7QM-2F9D-4XHA-P3T1
run --json show voucher K7QM-2F9D-4XHA-P3T0
same "with --json the reason is in the answer" unknown "$(jq -r .error.reason < "$WORK/answer")"
status 4 user add "Grüße" --role caseworker
status 4 user add anna --role boss
status 0 user add anna --role caseworker
status 3 user add anna --role caseworker
status 5 user reset nobody
run --json user reset anna
ok "a reset tells a set-up code" jq -e '.setup.code | test("^([0-9A-X]{4}-){3}[0-9A-X]{4}$")' "$WORK/answer"
status 0 user disable anna
status 3 -u anna show case X
status 3 -u nobody show case X
status 0 rules
status 0 help
status 0 help consent
status 5 help nonsense
status 0 config
status 0 verify
status 0 tick
"$LZ" -C "$WORK/real" init > /dev/null
"$LZ" -C "$WORK/real" -T 2026-05-04T09:00 tick > "$WORK/answer" 2> "$WORK/stderr"
same "a real office's clock cannot be turned" 3 "$?"
status 0 form check gutschein
status 5 form check nothing.xml
status 5 form export nonsense
status 5 form values nonsense
status 0 form values gutschein
ok "the values of a form are told with what they are for" \
    grep -q 'station.redeem_by .*letzter Tag für die Aufnahme' "$WORK/answer"
status 2 form preview koppelkarte
status 10 form preview koppelkarte -o "$WORK/nowhere/a.pdf"
same "no file is told that is not there" "" "$(cat "$WORK/answer")"
mkdir "$office/forms"
status 0 form export gutschein -o "$office/forms/gutschein.xml"
status 0 form preview gutschein -o "$WORK/own.pdf"
sed -i 's/<h1/<p lines="1" size="30">{{client.name}}{{client.name}}{{client.name}}<\/p><h1/' \
    "$office/forms/gutschein.xml"
status 4 form preview gutschein -o "$WORK/own.pdf"
ok "an own form that fails is named by its file" grep -q \
    '^laufzettel: invalid: .*forms/gutschein.xml .* Zeile [0-9]*: <p>.*form check gutschein' \
    "$WORK/stderr"
status 4 form check gutschein
timeout 1 "$LZ" -C "$office" serve --listen 127.0.0.1:0 > "$WORK/answer" 2> "$WORK/stderr"
same "the server warns of it and serves" "1 1" \
    "$(grep -c '^laufzettel: warning: .*forms/gutschein.xml' "$WORK/stderr") $(wc -l < "$WORK/answer")"
printf 'public_url = https://v.example.org\npublik_url = x\n' > "$office/laufzettel.ini"
status 4 tick
ok "a misspelt setting is named" grep -q publik_url "$WORK/stderr"
"$LZ" help > /dev/full 2> "$WORK/stderr"
same "an answer that cannot be written is a failure" 10 "$?"
plan
