# Damaged, foreign, locked, forbidden: the program says what is the matter and what to do,
# changes nothing, and never begins silently with an empty database.
. tests/tap.sh
. tests/fault/office.inc

whole=$WORK/whole
office_make "$whole" 3
issue_codes "$whole" 2 > "$WORK/codes"
same "two vouchers are in work" 2 "$(wc -l < "$WORK/codes" | tr -d ' ')"
code=$(head -n 1 "$WORK/codes")
lz "$whole" confirm "$code" attend > /dev/null

hurt=$WORK/hurt
fresh() { # an office to hurt
    rm -rf "$hurt"
    cp -a "$whole" "$hurt"
}
sums() { (cd "$hurt" && cksum laufzettel.db laufzettel.key laufzettel.ini 2> /dev/null); }

# refused WHAT REASON SENTENCE: `confirm` is, with the exit status of REASON; files stay.
refused() {
    sums > "$WORK/before"
    lz "$hurt" confirm "$code" attend --again > "$WORK/answer" 2> "$WORK/stderr"
    same "$1: exit status" "$2" $?
    ok "$1: says so" grep -q "$3" "$WORK/answer"
    ok "$1: changes nothing" sh -c 'cd "$1" && cksum laufzettel.db laufzettel.key laufzettel.ini \
        2> /dev/null | cmp - "$2"' - "$hurt" "$WORK/before"
}

# ---- the key ----
fresh
rm "$hurt/laufzettel.key"
refused "a missing key" 10 laufzettel.key
not "a missing key: none is made up" test -e "$hurt/laufzettel.key"
fresh
lz "$WORK/other" init --demo > /dev/null
cp "$WORK/other/laufzettel.key" "$hurt/laufzettel.key"
refused "another office's key" 10 "zu einem anderen Schlüssel"
fresh
chmod 640 "$hurt/laufzettel.key"
refused "a key that others may read" 10 laufzettel.key
fresh
head -c 40 "$whole/laufzettel.key" > "$hurt/laufzettel.key"
refused "half a key" 10 laufzettel.key

# ---- the database ----
fresh
rm "$hurt/laufzettel.db"
refused "no database" 10 "fehlt"
not "no database: none is made up" test -e "$hurt/laufzettel.db"
fresh
: > "$hurt/laufzettel.db"
refused "an empty file" 10 "beschädigt.*Sicherung"
fresh
sqlite3 "$hurt/laufzettel.db" "PRAGMA user_version = 99"
refused "a newer database" 10 "neuer als dieses Programm"
fresh
sqlite3 "$hurt/laufzettel.db" "PRAGMA user_version = 0"
refused "an older database" 10 "laufzettel migrate"
fresh
rm "$hurt"/laufzettel.db*
sqlite3 "$hurt/laufzettel.db" "CREATE TABLE strange (a); INSERT INTO strange VALUES (1)"
refused "somebody else's database" 10 "keine Datenbank von Laufzettel"
fresh
cp "$whole/laufzettel.ini" "$hurt/laufzettel.db"
refused "a text file" 10 "keine Datenbank von Laufzettel"
fresh
ln -sf /dev/null "$hurt/laufzettel.db"
refused "a device" 10 "keine Datenbank von Laufzettel"

size=$(wc -c < "$whole/laufzettel.db")
for part in 2 4; do
    fresh
    truncate -s $((size / part)) "$hurt/laufzettel.db"
    lz "$hurt" verify > "$WORK/answer" 2> "$WORK/stderr"
    status=$?
    ok "one ${part}th of a file: verify sees it" test $status -eq 10 -o $status -eq 3
    ok "one ${part}th of a file: says so" grep -qE "beschädigt|findings|Abweichungen" "$WORK/answer"
done

# ---- one byte, one row ----
flip() { # flip FROM TO: the same number of bytes, wherever the file holds FROM
    perl -e 'my ($from, $to, $path) = @ARGV; local $/; open my $file, "+<:raw", $path or die;
        my $bytes = <$file>; ($bytes =~ s/\Q$from\E/$to/g) or die "not there";
        seek $file, 0, 0; print $file $bytes; close $file or die' \
        "$1" "$2" "$hurt/laufzettel.db"
}
fresh
ok "one byte of an event is turned in the file" flip attend2026-05-04 attend2026-05-03
lz "$hurt" verify > "$WORK/answer" 2> "$WORK/stderr"
same "a changed event: exit status" 3 $?
fresh
flip attend2026-05-04 attend2026-05-03
"$LZ" -C "$hurt" -T $DAY verify > "$WORK/answer" 2>&1
ok "a changed event: verify names it" grep -q "Ein Ereignis wurde verändert: Gutschein [0-9]*, Ereignis 3" \
    "$WORK/answer"
tampered() { # tampered WHAT SQL FINDING
    fresh
    sqlite3 "$hurt/laufzettel.db" "PRAGMA foreign_keys = OFF; $2"
    "$LZ" -C "$hurt" -T $DAY verify > "$WORK/answer" 2>&1
    same "$1: exit status" 3 $?
    ok "$1: verify names it" grep -q "$3" "$WORK/answer"
}
tampered "an event taken out" "DELETE FROM event WHERE step = 'attend'" "Ein Ereignis fehlt"
tampered "an event from before" "UPDATE event SET recorded_at_ms = recorded_at_ms - 1 WHERE step = 'accept'" \
    "Ein Ereignis wurde verändert"
tampered "a state that never was" "UPDATE voucher SET state = 'ended' WHERE id = (SELECT min(id) FROM voucher)" \
    "Gutschein"

# ---- rights ----
fresh
chmod 711 "$WORK"
mkdir "$WORK/bin"
cp "$LZ" "$WORK/bin/laufzettel"
chmod 500 "$hurt"
chmod 400 "$hurt/laufzettel.db"
rm -f "$hurt/laufzettel.db-wal" "$hurt/laufzettel.db-shm"
as_user() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
    chown -R 65534:65534 "$hurt"
    as_user() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
fi
as_user "$WORK/bin/laufzettel" -C "$hurt" -T $DAY --json confirm "$code" attend --again \
    > "$WORK/answer" 2> "$WORK/stderr"
same "a read-only folder: exit status" 10 $?
ok "a read-only folder: says so" grep -q "Bitte die Rechte von Datei und Ordner prüfen" "$WORK/answer"
chmod 700 "$hurt"
chmod 600 "$hurt/laufzettel.db"
ok "with rights again it works" as_user "$WORK/bin/laufzettel" -C "$hurt" -T $DAY confirm "$code" \
    attend --again

# ---- held by others ----
# The program's own lock: byte 1, exclusive, for as long as the holder lives (64-bit flock).
fresh
: > "$WORK/held" > "$WORK/by-hand"
perl -e 'open my $file, "+<", $ARGV[0] or die; $| = 1;
    my $lock = pack "s s x4 q q i x4", 1, 0, 1, 1, 0; fcntl $file, 37, $lock or die; print "held\n";
    sleep 60' "$hurt/laufzettel.lock" > "$WORK/held" &
holder=$!
until grep -q held "$WORK/held" || ! kill -0 $holder; do sleep 0.02; done
# And SQLite's lock: somebody works in the file by hand.
busy=$WORK/busy
cp -a "$whole" "$busy"
mkfifo "$WORK/pipe"
sqlite3 "$busy/laufzettel.db" < "$WORK/pipe" &
sqlite=$!
exec 3> "$WORK/pipe"
printf 'BEGIN IMMEDIATE;\n.shell echo held > "%s"\n' "$WORK/by-hand" >&3
until grep -q held "$WORK/by-hand" || ! kill -0 $sqlite; do sleep 0.02; done
lz "$busy" confirm "$code" attend --again > "$WORK/busy-answer" 2>&1 &
waiting=$!
start=$(date +%s)
refused "held by another program" 10 "Ein anderes Programm arbeitet gerade"
wait $waiting
same "opened by hand: exit status" 10 $?
ok "both wait, and not for ever" sh -c 'test "$1" -ge 4 -a "$1" -le 15' - $(($(date +%s) - start))
ok "opened by hand: says so" grep -q "gerade belegt" "$WORK/busy-answer"
kill -9 $holder
wait $holder 2> /dev/null
echo "ROLLBACK;" >&3
exec 3>&-
wait $sqlite
ok "a holder that dies holds nothing" lz "$hurt" confirm "$code" attend --again
ok "closed again: it works" lz "$busy" confirm "$code" attend --again
ok "and the chains hold" verified "$busy"
plan
