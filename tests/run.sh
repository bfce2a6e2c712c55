#!/bin/sh
# Run suites that print TAP; sum up. Usage: run.sh SUITE...
# A suite that dies, prints no plan or fewer results than planned has failed.
passed=0 failed=0 skipped=0
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
while [ $# -gt 0 ]; do
    suite=$1
    started=$(date +%s)
    case $suite in
    *.sh) CMOCKA_MESSAGE_OUTPUT=TAP sh "$suite" > "$out" 2> "$out.err" < /dev/null ;;
    *) CMOCKA_MESSAGE_OUTPUT=TAP "$suite" > "$out" 2> "$out.err" < /dev/null ;;
    esac
    status=$?
    set -- $(awk -v status=$status '
        /^1\.\.[0-9]+/ { plan += substr($0, 4); planned = 1 }
        /^ok .*# SKIP/ { skip++; next }
        /^ok / { ok++ }
        /^not ok / { bad++ }
        END {
            missing = plan - ok - bad - skip
            if (missing > 0) bad += missing
            if (!bad && (!planned || status != 0)) bad = 1
            print ok + 0, bad + 0, skip + 0
        }' "$out") "--" "$@"
    ok=$1 bad=$2 skip=$3
    shift 4
    printf '%-52s %4d ok %3d failed %3d skipped  %3d s\n' "${suite#build/*/}" \
        "$ok" "$bad" "$skip" $(($(date +%s) - started))
    if [ "$bad" -gt 0 ]; then
        grep -v '^ok ' "$out" | tail -n 60
        tail -n 60 "$out.err"
    fi
    grep '# SKIP' "$out"
    rm -f "$out.err"
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skip))
    shift
done
if [ "$skipped" -gt 0 ]; then
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
else
    printf '%d passed, %d failed\n' "$passed" "$failed"
fi
[ "$failed" -eq 0 ]
