# tap.sh - sourced by script tests: TAP lines, a work folder that goes away.
#
#   ok "a sentence" COMMAND...       passes when COMMAND succeeds
#   not "a sentence" COMMAND...      passes when COMMAND fails
#   same "a sentence" WANT GOT       passes when two texts are equal
#   skip "a sentence" REASON         says so; never for what a fresh machine must have
#   wait_traced PID TRACER           waits until strace, started as TRACER, holds each thread of PID
#   plan                             last line of every script
#   tap_reached                      the same for one that prints its plan itself
#
# LZ is the program, WORK an empty folder, OUT the build's.
OUT=${OUT:-build/release}
LZ=${LZ:-$PWD/build/laufzettel}
TOP=$PWD
WORK=$(mktemp -d) || exit 1
trap 'rm -rf "$WORK"' EXIT
tap_count=0
tap_failed=0

tap_pass() {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1"
}
tap_fail() {
    tap_count=$((tap_count + 1))
    tap_failed=$((tap_failed + 1))
    echo "not ok $tap_count - $1"
}
ok() {
    tap_name=$1
    shift
    if "$@" > "$WORK/.out" 2>&1; then
        tap_pass "$tap_name"
    else
        tap_fail "$tap_name"
        echo "# command: $*"
        head -n 40 "$WORK/.out" | sed 's/^/# /'
    fi
}
not() {
    tap_name=$1
    shift
    if "$@" > "$WORK/.out" 2>&1; then
        tap_fail "$tap_name"
        echo "# should have failed: $*"
    else
        tap_pass "$tap_name"
    fi
}
same() {
    if [ "$2" = "$3" ]; then
        tap_pass "$1"
    else
        tap_fail "$1"
        printf '# wanted: %s\n# got:    %s\n' "$2" "$3"
    fi
}
skip() {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1 # SKIP $2"
}
wait_traced() {
    while grep -q '^TracerPid:.0$' /proc/"$1"/task/*/status && kill -0 "$2"; do
        sleep 0.05
    done
}
# Which routes this script's servers answered, from their logs, for tests/reached.sh.
tap_reached() {
    mkdir -p build/reached
    cat "$WORK"/serve.log "$WORK"/*/serve.log 2> /dev/null |
        sed -n 's/.* method=\([A-Z]*\) route="*\([^ "]*\)"* status=\([0-9]*\).*/\1 \2 \3/p' |
        LC_ALL=C sort -u > "build/reached/$(basename "$0" .sh)"
}
plan() {
    tap_reached
    echo "1..$tap_count"
    [ "$tap_failed" -eq 0 ]
}
