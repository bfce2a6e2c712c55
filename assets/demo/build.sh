#!/bin/sh
# Build the fictional Jobcenter Kreis Falkenmoor: build.sh PROGRAM DIRECTORY
#
# Everything goes through the program's own commands, each at its own moment, so the
# office has a believable past. The course of things stands in slips.csv, a row a step:
#   moment   when somebody at the office does it
#   user     who does it
#   slip     our name for a slip, under which its codes are kept
#   step     issue, refer, a step of `confirm`, another command on a voucher, consent, tick
#   station  which voucher of the slip; empty: the first
#   options  further words of the command line; of dispute the step that is said to be wrong
# Nothing in it is real: neither people nor towns nor post codes, and the telephone
# numbers are those that Germany keeps free for films.
set -euf

if [ $# -ne 2 ]; then
    echo "usage: build.sh PROGRAM DIRECTORY" >&2
    exit 2
fi
program=$1
office=$2
data=$(dirname "$0")
scratch=$office/scratch
said=$scratch/said
opening=2026-01-05T07:00
today=2026-05-04T09:30
where=start

if [ -e "$office/laufzettel.db" ]; then
    echo "build.sh: $office already holds an office; remove it first" >&2
    exit 1
fi
mkdir -p "$office/slips" "$scratch"
trap 'status=$?; rm -rf "$scratch"
      [ $status -eq 0 ] || echo "build.sh: stopped at: $where" >&2' EXIT

# at MOMENT WORDS...: run the program quietly; its answer is kept for codes().
at() {
    "$program" -C "$office" -T "$@" < /dev/null > "$said" || {
        cat "$said" >&2
        return 1
    }
}

# The codes of the vouchers in the answer, one a line, in order.
codes() {
    tr '{},' '\n\n\n' < "$said" | sed -n 's/^[[ ]*"code" *: *"\([^"]*\)".*/\1/p'
}

# Needs and consents of the case are recorded in the talk in which the slip is issued.
record_talk() {
    case_number=${options#--case }
    case_number=${case_number%% *}
    for kind in needs consents; do
        sed -n -e 1p -e "/^$case_number;/p" "$data/$kind.csv" > "$scratch/$kind.csv"
        at "$moment" import "$kind" "$scratch/$kind.csv"
    done
}

issue() {
    record_talk
    at "$moment" -u "$user" --json issue $options -o "$office/slips/$slip.pdf"
    codes > "$scratch/$slip"
}

# A referral has no code: it is named by its number.
refer() {
    record_talk
    at "$moment" -u "$user" --json refer $options
    tr '{},' '\n\n\n' < "$said" | sed -n 's/^"number" *: *"\([^"]*\)".*/\1/p' > "$scratch/$slip"
}

# The new code, which the answer names first, takes the place of the old one.
reissue() {
    at "$moment" -u "$user" --json reissue "$code" $options
    sed "${station:-1}s/.*/$(codes | head -n 1)/" "$scratch/$slip" > "$scratch/new"
    mv "$scratch/new" "$scratch/$slip"
}

# The client says that an entry is wrong; it is named by its receipt.
dispute() {
    at "$moment" -u "$user" --json show voucher "$code"
    receipt=$(tr '{},' '\n\n\n' < "$said" | awk -F '"' -v step="$options" '
        $2 == "command" { found = $4 == step }
        found && $2 == "receipt" { print $4 }' | tail -n 1)
    at "$moment" -u "$user" dispute "$code" --event "$receipt"
}

take_step() {
    code=
    [ ! -f "$scratch/$slip" ] || code=$(sed -n "${station:-1}p" "$scratch/$slip")
    case $step in
    issue | refer | reissue | dispute) $step ;;
    tick) at "$moment" tick ;;
    consent) at "$moment" -u "$user" consent $options ;;
    print) at "$moment" -u "$user" print "$code" $options -o "$scratch/letter.pdf" ;;
    withdraw | extend | close | review) at "$moment" -u "$user" $step "$code" $options ;;
    *) at "$moment" -u "$user" confirm "$code" "$step" $options ;;
    esac
}

echo "demo: office, catalogue, cases"
at "$opening" init --demo --url http://127.0.0.1:8080
set_up() { # set_up KEY VALUE: one setting of the fictional office
    sed "s|^$1 = .*|$1 = $2|" "$office/laufzettel.ini" > "$scratch/ini"
    cat "$scratch/ini" > "$office/laufzettel.ini"
}
set_up office_name "Jobcenter Kreis Falkenmoor"
set_up help_phone "0221 4710-100"
set_up controller "Jobcenter Kreis Falkenmoor, Marktplatz 3, 43101 Moorstadt"
set_up data_officer "die Datenschutzbeauftragte des Kreises, 0221 4710-109"
set_up authority "der Landesbeauftragten für Datenschutz"
for kind in branches providers services agreements targets cases; do
    where="import $kind"
    at "$opening" import $kind "$data/$kind.csv"
done

echo "demo: users"
while IFS=';' read -r user role name team branch phone; do
    [ "$user" != user ] || continue
    where="user $user"
    at "$opening" user add "$user" --role "$role" --name "$name" --team "$team" \
        --branch "$branch" --phone "$phone"
    at "$opening" user instruct "$user"
done < "$data/users.csv"

echo "demo: slips and what became of them, January to May 2026"
while IFS=';' read -r moment user slip step station options; do
    [ "$moment" != moment ] || continue
    where="$moment $slip $step $station"
    take_step
done < "$data/slips.csv"

echo "demo: slip.pdf, koppelkarte.pdf"
where=slip.pdf
mv "$office/slips/jana.pdf" "$office/slip.pdf"
where=koppelkarte.pdf
at "$today" provider pair nordtor --role reception -o "$office/koppelkarte.pdf"
where=verify
at "$today" verify
