#!/bin/sh
# serve.sh PROGRAM DIR: say how to get into the demo office, then serve it until Ctrl-C.
set -eu
program=$1
office=$2
now=2026-05-04T09:30

at() { "$program" -C "$office" -T "$now" --json "$@"; }
code_of() { sed -n 's/.*"code":"\([^"]*\)".*/\1/p'; }

cat << TEXT

The fictional office of Kreis Falkenmoor, on Monday, 4 May 2026. All people are made up.

  Open      http://127.0.0.1:8080
  Log in    set a password first, at http://127.0.0.1:8080/passwort, with a set-up code:
TEXT
for name in m.keller c.lorenz; do
    printf '              %-10s %s\n' "$name" "$(at user reset "$name" | code_of)"
done
cat << TEXT
  Scan      pair this browser as a reception at http://127.0.0.1:8080/koppeln, with the code
              $(at provider pair nordtor | code_of)
            then open http://127.0.0.1:8080/s and type a code of $office/slip.pdf (station B)
  Paper     $office/slip.pdf, $office/koppelkarte.pdf
  Stop      Ctrl-C

TEXT
exec "$program" -C "$office" -T "$now" serve --listen 127.0.0.1:8080
