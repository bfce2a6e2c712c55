# Cut off in the middle: the program is killed at its Nth write, for many N. An import is all
# there or not at all; a backup is whole or has no name; a restore leaves the old or the new.
. tests/tap.sh
. tests/fault/office.inc

office=$WORK/office
office_make "$office" 2
issue_codes "$office" 1 > "$WORK/codes"
code=$(cat "$WORK/codes")
same "a voucher is in work" 19 "$(printf %s "$code" | wc -c | tr -d ' ')"

calls='write,pwrite64,fdatasync,fsync,link,rename,unlink,ftruncate'
moments() { # moments DIR COMMAND...: twenty of its calls, first and last among them: NAME:N
    moments_dir=$1
    shift
    strace -f -qq -o "$WORK/trace" -e "trace=$calls" "$LZ" -C "$moments_dir" -T $DAY --json "$@" \
        > "$WORK/answer" 2> "$WORK/stderr"
    awk '{ sub(/\(.*/, "", $2); call[NR] = $2 ":" ++seen[$2] }
        END { for (i = 0; i < 20; i++) print call[1 + int(i * (NR - 1) / 19)] }' "$WORK/trace" | uniq
}
killed=0
cut_at() { # cut_at NAME:N DIR COMMAND...: killed as it enters the Nth call of that name
    cut_moment=$1 cut_dir=$2
    shift 2
    strace -f -qq -o "$WORK/trace" -e "trace=${cut_moment%:*}" \
        -e "inject=${cut_moment%:*}:signal=KILL:when=${cut_moment#*:}" \
        "$LZ" -C "$cut_dir" -T $DAY --json "$@" > "$WORK/answer" 2> "$WORK/stderr"
    [ $? -lt 128 ] || killed=$((killed + 1))
} 2> /dev/null
copy_of() { # copy_of DIR: a copy of the office to be cut
    rm -rf "$1"
    cp -a "$office" "$1"
}

# ---- one confirmation: without its event or with it ----
copy_of "$WORK/cut"
moments "$WORK/cut" confirm "$code" attend --again > "$WORK/moments"
bad=
for n in $(cat "$WORK/moments"); do
    copy_of "$WORK/cut"
    cut_at $n "$WORK/cut" confirm "$code" attend --again
    events=$(events_of "$WORK/cut" "$code" | wc -l | tr -d ' ')
    if [ -s "$WORK/answer" ]; then
        [ "$events" -eq 3 ] || bad="$bad $n:lost"
    else
        [ "$events" -eq 2 ] || [ "$events" -eq 3 ] || bad="$bad $n:$events"
    fi
    verified "$WORK/cut" || bad="$bad $n:verify"
done
same "a confirmation cut at any of 20 moments leaves whole data" "" "$bad"

# ---- an import: all or nothing ----
awk 'BEGIN {
    print "case_number;given_name;family_name;birth_date;language;caseworker;team;branch;protected"
    for (i = 100; i < 700; i++)
        print "FM-" i ";Kim;Lorenz;1990-01-31;de;s.brandt;M1;moorstadt;nein" }' > "$WORK/many.csv"
copy_of "$WORK/cut"
moments "$WORK/cut" import cases "$WORK/many.csv" > "$WORK/moments"
bad=
for n in $(cat "$WORK/moments"); do
    copy_of "$WORK/cut"
    cut_at $n "$WORK/cut" import cases "$WORK/many.csv"
    verified "$WORK/cut" || bad="$bad $n:verify"
    again=$(lz "$WORK/cut" import cases "$WORK/many.csv" | jq -r '"\(.import.added)+\(.import.same)"')
    [ "$again" = 600+0 ] || [ "$again" = 0+600 ] || bad="$bad $n:$again"
    [ ! -s "$WORK/answer" ] || [ "$again" = 0+600 ] || bad="$bad $n:answered"
done
same "an import cut at any of 20 moments is all there or not at all" "" "$bad"

# ---- a backup: whole or without a name ----
save=$WORK/save.db
moments "$WORK/cut" backup "$save" > "$WORK/moments"
rm -f "$save"
bad=
for n in $(cat "$WORK/moments"); do
    cut_at $n "$WORK/cut" backup "$save"
    if [ -e "$save" ]; then
        copy_of "$WORK/back"
        lz "$WORK/back" restore "$save" > /dev/null && verified "$WORK/back" || bad="$bad $n:half"
        rm -f "$save"
    fi
    lz "$WORK/cut" backup "$save" > /dev/null || bad="$bad $n:stuck"
    rm -f "$save"
    [ -z "$(find "$WORK" -name 'save.db*')" ] || bad="$bad $n:left"
done
same "a backup cut at any of 20 moments is whole or not there" "" "$bad"
ok "the data saved are unhurt" verified "$WORK/cut"

# ---- a backup while others write ----
cat > "$WORK/writer.sh" << 'SH'
while :; do
    "$LZ" -C "$1" -T "$2" --json confirm "$3" attend --again < /dev/null >> "$4" 2>&1
done
SH
export LZ
: > "$WORK/written"
setsid sh "$WORK/writer.sh" "$office" $DAY "$code" "$WORK/written" &
writer=$!
bad=
for n in 1 2 3 4 5; do
    sleep 0.1
    before=$(wc -l < "$WORK/written")
    lz "$office" backup "$WORK/live-$n.db" > /dev/null || bad="$bad $n:refused"
    copy_of "$WORK/back"
    lz "$WORK/back" restore "$WORK/live-$n.db" > /dev/null && verified "$WORK/back" || bad="$bad $n:half"
    [ "$(events_of "$WORK/back" "$code" | wc -l)" -ge $((before + 2)) ] || bad="$bad $n:old"
done
kill -9 "-$writer"
wait $writer 2> /dev/null
ok "somebody wrote meanwhile" test "$(wc -l < "$WORK/written")" -ge 5
same "five backups beside a writer hold all that was answered before them" "" "$bad"
not "a backup holds no key" grep -q -F "$(head -c 32 "$office/laufzettel.key")" "$WORK/live-1.db"
cksum "$WORK/live-1.db" > "$WORK/sum"
lz "$office" backup "$WORK/live-1.db" > "$WORK/answer"
same "a file that is there is not written over" 3 $?
ok "and stays what it was" sh -c 'cksum "$1" | cmp - "$2"' - "$WORK/live-1.db" "$WORK/sum"
not "a backup into a folder that is not there fails" lz "$office" backup "$WORK/nowhere/x.db"

# ---- a restore: the old or the new ----
lz "$office" issue --case FM-2 --service KB-1@buero -o "$PDFS/late.pdf" > "$WORK/late"
late=$(jq -r '.slip.vouchers[0].code' < "$WORK/late")
stored=$(events_of "$office" "$code" | wc -l | tr -d ' ')
copy_of "$WORK/cut"
moments "$WORK/cut" restore "$WORK/live-1.db" > "$WORK/moments"
saved=$(events_of "$WORK/cut" "$code" | wc -l | tr -d ' ')
ok "what came after the backup is counted" test "$(jq -r '.restore.events_lost' < "$WORK/answer")" \
    -eq $((stored - saved + 1))
lz "$WORK/cut" show voucher "$late" > "$WORK/answer"
same "a voucher issued after the backup is unknown" unknown "$(jq -r .error.reason < "$WORK/answer")"
ok "the old database is kept" test -s "$WORK/cut/laufzettel.db.before-restore"
bad=
for n in $(cat "$WORK/moments"); do
    copy_of "$WORK/cut"
    cut_at $n "$WORK/cut" restore "$WORK/live-1.db"
    events=$(events_of "$WORK/cut" "$code" | wc -l | tr -d ' ')
    [ "$events" -eq "$stored" ] || [ "$events" -eq "$saved" ] || bad="$bad $n:$events"
    verified "$WORK/cut" || bad="$bad $n:verify"
    lz "$WORK/cut" restore "$WORK/live-1.db" > /dev/null || bad="$bad $n:stuck"
done
same "a restore cut at any of 20 moments leaves the old or the new" "" "$bad"
lz "$WORK/other" init --demo > /dev/null
lz "$WORK/other" backup "$WORK/other.db" > /dev/null
copy_of "$WORK/cut"
lz "$WORK/cut" restore "$WORK/other.db" > "$WORK/answer"
same "another office's backup is refused" 10 $?
same "and nothing is changed" "$stored" "$(events_of "$WORK/cut" "$code" | wc -l | tr -d ' ')"

# ---- a beginning: there, or honest about it; a key once made is never written over ----
moments "$WORK/new" init --demo > "$WORK/moments"
bad=
for n in $(cat "$WORK/moments"); do
    rm -rf "$WORK/new"
    cut_at $n "$WORK/new" init --demo
    lz "$WORK/new" show case FM-1 > "$WORK/answer"
    case $? in
    5) verified "$WORK/new" || bad="$bad $n:verify" ;;
    10) grep -q " [Bb]itte " "$WORK/answer" || bad="$bad $n:mute" ;;
    *) bad="$bad $n:$(cat "$WORK/answer")" ;;
    esac
done
same "an office cut off while it was made is there or says what to do" "" "$bad"
echo "# $killed times killed"
ok "the cuts did cut" test $killed -ge 60
plan
