#!/bin/sh
# Run suites that print TAP, as many at once as there are cores; sum up. Usage: run.sh SUITE...
# AT_ONCE=1 runs them one after the other.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
printf '%s\n' "$@" | xargs -P "${AT_ONCE:-$(nproc)}" -I '{}' sh tests/run_suite.sh "$folder" '{}'
cat "$folder"/*.sum | awk -v suites=$# '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        failed += suites - NR # a suite without a sum was ended from outside
        if (skipped) printf "%d not run, see SKIP above\n", skipped
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }'
