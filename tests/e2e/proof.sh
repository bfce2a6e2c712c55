# What was printed can be proved later: a file by its bytes, a print by making it again, in
# another process than the one that printed it.
. tests/tap.sh
. tests/e2e/office.inc

office=$WORK/office
at() { # at TIME WORDS...: the program at another time; its answer is kept for get
    time=$1
    shift
    "$LZ" -C "$office" -T "$time" --json "$@" > "$WORK/answer" 2> "$WORK/stderr"
}
get() { jq -r "$1" < "$WORK/answer"; }
refused() { # refused STATUS WORDS...: ends with it
    want=$1
    shift
    at "$@"
    [ $? -eq "$want" ]
}
cat > "$WORK/services.csv" << CSV
service;type;title;provider;places;redeem_days
SB-2;B;Basisberatung;nordtor;180;90
PS-1;C;Clearing;hedwig;;
CSV
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;2;2026-01-01;2026-12-31;consent
hedwig;C;1;2026-01-01;;consent
CSV
printf 'case_number;type;priority;agreed_on\nFM-1;B;1;27.04.2026\nFM-1;C;2;27.04.2026\n' > "$WORK/needs.csv"
day=2026-05-04T09:00
at $day init --demo --url https://weg.example.org
for kind in branches providers services agreements cases needs; do
    at $day import $kind "$WORK/$kind.csv"
done
for who in "s.brandt caseworker M1" "a.lorenz assistant M1" "f.remd caseworker M9"; do
    set -- $who
    at $day user add "$1" --role "$2" --team "$3"
done
at $day -u s.brandt issue --case FM-1 --service SB-2@nordtor --service PS-1@hedwig -o "$WORK/first.pdf"
number=$(get .slip.number) code=$(get '.slip.vouchers[0].code')
at 2026-05-06T11:30 print "$number" -o "$WORK/second.pdf"
at 2026-05-07T12:00 print "$code" -o "$WORK/voucher.pdf"

# ---- by its bytes ----
later=2026-09-01T08:00
at $later show print "$WORK/second.pdf"
same "a file is named: slip, copy and forms" "$number 2 laufzettel gutschein" \
    "$(get '.proof.prints | map("\(.slip) \(.copy) \(.forms | map(.name) | join(" "))") | join(";")')"
same "and the day it was printed" 2026-05-06 "$(get '.proof.prints[0].printed_at[:10]')"
same "its hash is the one that sha256sum says" "$(sha256sum < "$WORK/second.pdf" | cut -d' ' -f1)" \
    "$(get '.proof.prints[0].sha256')"
cp "$WORK/second.pdf" "$WORK/changed.pdf"
printf x | dd of="$WORK/changed.pdf" bs=1 seek=9000 conv=notrunc 2> "$WORK/dd"
ok "one changed byte and it is no print of ours" refused 5 $later show print "$WORK/changed.pdf"
ok "a file that is not there is not found" refused 5 $later show print "$WORK/nowhere.pdf"

# ---- by making it again ----
at $later show print "$number"
same "each print of the slip, made again months later, is the same byte for byte" \
    "1 same;2 same;3 same" "$(get '.proof.prints | map("\(.copy) \(.result)") | join(";")')"
at $later show print "$number" 1
same "one copy alone shows the values it was printed with" "1 Jana Kołodziej-Öztürk" \
    "$(get '"\(.proof.prints | length) \(.proof.prints[0].values.client.name)"')"
ok "people read them as lines" sh -c '"$1" -C "$2" show print "$3" 1 | grep -q "neu erzeugt *gleich"' \
    - "$LZ" "$office" "$number"
ok "a copy that was never printed is not found" refused 5 $later show print "$number" 9
ok "a copy that is no number is refused" refused 4 $later show print "$number" zwei
for run in 1 2; do
    "$LZ" -C "$office" form preview gutschein -o "$WORK/preview-$run.pdf" > "$WORK/said"
done
ok "two processes draw the same bytes" cmp "$WORK/preview-1.pdf" "$WORK/preview-2.pdf"

# ---- who may ask ----
at $later -u a.lorenz show print "$number" 1
same "who sees letters alone is shown no values" null "$(get '.proof.prints[0].values')"
ok "a stranger's slip is not found" refused 5 $later -u f.remd show print "$number"
ok "nor by its file" refused 5 $later -u f.remd show print "$WORK/second.pdf"
same "and is told what anybody with a foreign file is told" \
    "Diese Datei ist kein Druck von hier, oder sie ist verändert." "$(get .error.message)"

# ---- when something has changed since ----
mkdir "$office/forms"
sed 's/Rücklaufabschnitt/Abschnitt zum Abgeben/' forms/gutschein.xml > "$office/forms/gutschein.xml"
at $later show print "$WORK/second.pdf"
same "a changed form is told from a changed sheet" form_changed "$(get '.proof.prints[0].result')"
rm "$office/forms/gutschein.xml"
name=$(sed -n 's/^\[\(voucher\.[a-z_]*\) .*/\1/p' forms/wording.txt | head -n 1)
printf '[%s 2026-01-01]\nEin anderer Satz.\n' "$name" > "$office/forms/wording.txt"
at $later show print "$WORK/second.pdf"
same "so is a changed legal text" program_changed "$(get '.proof.prints[0].result')"
rm "$office/forms/wording.txt"
at $later show print "$WORK/second.pdf"
same "put back, it is the same again" same "$(get '.proof.prints[0].result')"
sqlite3 "$office/laufzettel.db" \
    "UPDATE print_record SET data = json_remove(data, '\$.printing') WHERE copy = 1"
at $later show print "$number" 1
same "a print that kept its values alone says that it cannot be made again" not_repeatable \
    "$(get '.proof.prints[0].result')"
ok "and verify finds that its row was changed" refused 3 $later verify
same "and names it" "Ein Druck wurde verändert: Laufzettel $number, Kopie 1" \
    "$(get '.details.verify.findings[0]')"
plan
