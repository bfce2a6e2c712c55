#!/bin/sh
# Run one suite that prints TAP and report it. Usage: run_suite.sh FOLDER SUITE; used by run.sh.
# A suite that dies, prints no plan or fewer results than planned has failed. Beside the seconds
# that passed stand those its processes were busy, which do not grow when the machine is full; of
# Chromium's only those it has waited for are counted.
# Writes "PASSED FAILED SKIPPED" to a file of its own in FOLDER.
folder=$1 suite=$2
out=$(mktemp "$folder/out.XXXXXX") || exit 1
started=$(date +%s)
case $suite in
*.sh) CMOCKA_MESSAGE_OUTPUT=TAP sh "$suite" > "$out" 2> "$out.err" < /dev/null ;;
*) CMOCKA_MESSAGE_OUTPUT=TAP "$suite" > "$out" 2> "$out.err" < /dev/null ;;
esac
status=$?
ended=$(date +%s)
times > "$out.times"
busy=$(awk 'NR == 2 { split($1 "m" $2, t, /[ms]+/); printf "%d", (t[1] + t[3]) * 60 + t[2] + t[4] }' \
    "$out.times")
sum=$(awk -v status=$status '
    /^1\.\.[0-9]+/ { plan += substr($0, 4); planned = 1 }
    /^ok .*# SKIP/ { skip++; next }
    /^ok / { ok++ }
    /^not ok / { bad++ }
    END {
        missing = plan - ok - bad - skip
        if (missing > 0) bad += missing
        if (!bad && (!planned || status != 0)) bad = 1
        print ok + 0, bad + 0, skip + 0
    }' "$out")
set -- $sum
{
    printf '%-48s %4d ok %3d failed %3d skipped %4d s, %3d s busy\n' "${suite#build/*/}" \
        "$1" "$2" "$3" $((ended - started)) "$busy"
    if [ "$2" -gt 0 ]; then
        grep -v '^ok ' "$out" | tail -n 60
        tail -n 60 "$out.err"
    fi
    grep '# SKIP' "$out"
} > "$out.report"
# One report at a time: suites end side by side.
flock "$folder" cat "$out.report"
echo "$sum" > "$out.sum"
