#!/bin/sh
# Run suites that print TAP; sum up. One more at once than there are cores: some wait for a clock.
# Usage: run.sh SUITE... [--then SUITE...], the latter one by one after all others have ended.
# AT_ONCE=1 runs all of them one after the other.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
suites=0 at_once=${AT_ONCE:-$(($(nproc) + 1))}
run_waiting() { # the suites named in $folder/waiting
    xargs -P "$at_once" -I '{}' sh tests/run_suite.sh "$folder" '{}' < "$folder/waiting"
    : > "$folder/waiting"
}
: > "$folder/waiting"
for suite in "$@"; do
    if [ "$suite" = --then ]; then
        run_waiting
        at_once=1
    else
        echo "$suite" >> "$folder/waiting"
        suites=$((suites + 1))
    fi
done
run_waiting
cat "$folder"/*.sum | awk -v suites=$suites '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        failed += suites - NR # a suite without a sum was ended from outside
        if (skipped) printf "%d not run, see SKIP above\n", skipped
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }'
