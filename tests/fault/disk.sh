# A disk that is full or breaks: each failing call of one confirmation in turn. The answer is
# honest, the data whole, and work goes on when there is room again.
. tests/tap.sh
. tests/fault/office.inc

office=$WORK/office
office_make "$office" 3
issue_codes "$office" 1 > "$WORK/codes"
same "a voucher is in work" 1 "$(wc -l < "$WORK/codes" | tr -d ' ')"
code=$(cat "$WORK/codes")
trace=$WORK/trace

traced() { # traced STRACE-OPTIONS -- COMMAND...: the program under strace
    strace_options=
    while [ "$1" != -- ]; do
        strace_options="$strace_options $1"
        shift
    done
    shift
    strace -f -qq -o "$trace" $strace_options "$LZ" -C "$office" -T $DAY --json "$@" \
        > "$WORK/answer" 2> "$WORK/stderr"
}
count() { events_of "$office" "$code" | wc -l | tr -d ' '; }

# ---- nothing is answered before it is on the disk ----
traced -y -e trace=fdatasync,fsync,write,pwrite64 -- confirm "$code" attend --again
same "a confirmation under a trace succeeds" 0 $?
ok "the log is synced after its last write and before the answer" awk '
    /pwrite64\(.*laufzettel\.db-wal>/ { written = NR }
    /fdatasync\(.*laufzettel\.db-wal>/ && !answered { synced = NR }
    /write\(1</ && !answered { answered = NR }
    END { exit !(written && written < synced && synced < answered) }' "$trace"
ok "the folder's files are all its owner's alone" sh -c \
    '! find "$1" -perm /077 | grep -q .' - "$office"

# ---- each call fails once, and from there on ----
calls() { # calls NAME: how often a confirmation makes this call
    traced -e trace="$1" -- confirm "$code" attend --again
    grep -c "$1(" "$trace"
}
: > "$WORK/dishonest" > "$WORK/torn" > "$WORK/stuck" > "$WORK/mute"
cases=0
sweep() { # sweep CALL ERROR: judge a confirmation whose Nth call fails
    last=$(calls "$1")
    n=0
    while [ $n -lt "$last" ]; do
        n=$((n + 1))
        for from in $n $n+; do
            cases=$((cases + 1))
            where="$1 $2 $from"
            before=$(count)
            traced -e "inject=$1:error=$2:when=$from" -- confirm "$code" attend --again
            status=$?
            after=$(count)
            receipt=$(jq -r '.event.receipt // empty' < "$WORK/answer")
            case $status in
            0) events_of "$office" "$code" | grep -qx "$receipt" || echo "$where: lost" ;;
            10) [ -z "$receipt" ] || echo "$where: a receipt and a failure" ;;
            *) echo "$where: exit $status" ;;
            esac >> "$WORK/dishonest"
            [ $status -eq 0 ] || jq -r '.error.message' < "$WORK/answer" | grep -q ' Bitte ' ||
                echo "$where: $(cat "$WORK/answer" "$WORK/stderr")" >> "$WORK/mute"
            [ "$after" -eq "$before" ] || [ "$after" -eq $((before + 1)) ] ||
                echo "$where: $before, then $after" >> "$WORK/torn"
            verified "$office" || echo "$where: verify" >> "$WORK/torn"
        done
    done
    lz "$office" confirm "$code" attend --again > /dev/null || echo "$1 $2" >> "$WORK/stuck"
}
sweep pwrite64 ENOSPC
sweep fdatasync EIO
sweep ftruncate EIO
ok "each failing call was tried" test $cases -ge 40
echo "# $cases confirmations with a failing call"
same "a failure is exit 10, and a receipt is an event" "" "$(cat "$WORK/dishonest")"
same "each failure says what to do" "" "$(cat "$WORK/mute")"
same "the data are whole: with the event or without it" "" "$(cat "$WORK/torn")"
same "the next confirmation works" "" "$(cat "$WORK/stuck")"
before=$(count)
"$LZ" -C "$office" -T $DAY --json confirm "$code" attend --again > /dev/full 2> "$WORK/stderr"
not "an answer nobody got is not called done" test $? -eq 0
same "though its event is recorded" $((before + 1)) "$(count)"

# ---- a sheet that does not fit on the disk is not printed ----
issue_fails() { # issue_fails NAME INJECTION
    file=$PDFS/full.pdf
    slips=$(lz "$office" show case FM-2 | jq '.case.slips | length')
    traced -e "inject=$2" -- issue --case FM-2 --service KB-1@buero -o "$file"
    same "$1: exit 10" 10 $?
    same "$1: no PDF and no half one" "" "$(find "$PDFS" -name 'full.pdf*')"
    lz "$office" show case FM-2 > "$WORK/answer"
    same "$1: the slip is there, not printed" "$((slips + 1)) 0" \
        "$(jq -r '"\(.case.slips | length) \(.case.slips | max_by(.number) | .copies)"' < "$WORK/answer")"
}
issue_fails "full disk" write:error=ENOSPC:when=1
issue_fails "sync fails" fsync:error=EIO:when=1
issue_fails "no new name" rename:error=ENOSPC:when=1
number=$(jq -r '.case.slips | max_by(.number) | .number' < "$WORK/answer")
ok "with room it is printed" lz "$office" print "$number" -o "$PDFS/room.pdf"

# ---- a disk that is really full ----
small=$WORK/small
mkdir "$small"
if mount -t tmpfs -o size=1m laufzettel-test "$small" 2> /dev/null; then
    trap 'umount "$small"; rm -rf "$WORK"' EXIT
    cp -p "$office"/laufzettel.* "$small"
    full=$office
    office=$small
    before=$(count)
    cat /dev/zero > "$small/ballast" 2> /dev/null
    lz "$small" confirm "$code" attend --again > "$WORK/answer" 2> "$WORK/stderr"
    same "no room: exit 10" 10 $?
    ok "no room: it is said" grep -q "Der Speicher ist voll" "$WORK/answer"
    same "no room: reading goes on, nothing is changed" "$before" "$(count)"
    rm "$small/ballast"
    ok "room again: it works" lz "$small" confirm "$code" attend --again
    ok "room again: the chains hold" verified "$small"
    office=$full
else
    skip "a disk that is really full" "no right to mount a small one"
fi
ok "in the end the chains hold" verified "$office"
plan
