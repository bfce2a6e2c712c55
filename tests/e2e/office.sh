# The office in a browser without JavaScript: log in, find a case, issue, print, record what
# came back, review; and what other people of the office may not see of it.
. tests/tap.sh

office=$WORK/office
now=2026-05-04T09:30
password='Ein langes Wort 4711'
base=http://127.0.0.1:$(python3 -c 'import socket
probe = socket.socket()
probe.bind(("127.0.0.1", 0))
print(probe.getsockname()[1])')
run() { "$LZ" -C "$office" -T "$now" --json "$@"; }

# ---- an office with two teams ----
cat > "$WORK/branches.csv" << CSV
branch;name;street;postcode;city;phone;hours
moorstadt;Geschäftsstelle Moorstadt;Markt 3;26999;Moorstadt;030 23125 100;Mo-Fr 8-12 Uhr
CSV
cat > "$WORK/providers.csv" << CSV
provider;name;street;postcode;city;phone;hours;regime;protected
nordtor;Schuldnerhilfe Nordtor e. V.;Nordtor 5;26999;Moorstadt;030 23125 200;Mo-Do 9-16 Uhr;dsgvo;nein
bruecke;Suchthilfe Brücke;Brückenweg 1;26999;Moorstadt;030 23125 300;Mo-Fr 9-12 Uhr;dsgvo;nein
CSV
cat > "$WORK/services.csv" << CSV
service;type;title;provider;places;redeem_days
SB-1;B;Informationsgespräch;nordtor;20;60
SU-1;D;Orientierungsgespräche;bruecke;20;60
CSV
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;2;2026-01-01;2026-12-31;consent
bruecke;D;1;2026-01-01;2026-12-31;consent
CSV
cat > "$WORK/cases.csv" << CSV
case_number;given_name;family_name;birth_date;language;caseworker;team;branch;protected
FM-1;Jana;Kołodziej-Öztürk;1992-03-04;de;s.brandt;M1;moorstadt;nein
FM/2;Mirko;Thiele;2003-11-02;de;s.brandt;M1;moorstadt;nein
CSV
"$LZ" -C "$office" -T 2026-05-04T08:00 init --demo --url "$base" > "$WORK/said"
for kind in branches providers services agreements cases; do
    ok "$kind are imported" "$LZ" -C "$office" -T 2026-05-04T08:00 import $kind "$WORK/$kind.csv"
done
for row in s.brandt:caseworker:M1 p.ahrens:assistant:M1 o.fremd:caseworker:M2 \
    k.sommer:coordinator: l.voss:team_lead:M1 a.amann:admin: r.pruefer:auditor: \
    w.zahl:controlling:; do
    name=${row%%:*}
    role=${row#*:}
    ok "$name is a user" "$LZ" -C "$office" -T 2026-05-04T08:00 user add "$name" \
        --role "${role%%:*}" --team "${row##*:}" --branch moorstadt
done

# ---- the server ----
"$LZ" -C "$office" -T "$now" serve --listen "${base#http://}" > "$WORK/serve.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$WORK"' EXIT
tries=0
until curl -sf "$base/healthz" > "$WORK/said" || [ $tries -eq 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
ok "the server answers" curl -sf "$base/healthz"

# get USER PATH: the page in $WORK/page, its status in $status
get() {
    status=$(curl -s -o "$WORK/page" -w '%{http_code}' -b "$WORK/$1.jar" -c "$WORK/$1.jar" "$base$2")
}
# post USER FORM PATH FIELD...: what the form of page FORM sends to PATH; $went is where it leads
post() {
    post_user=$1
    post_path=$3
    get "$1" "$2"
    post_token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$WORK/page" | head -n 1)
    shift 3
    for post_field; do
        set -- "$@" --data-urlencode "$post_field"
        shift
    done
    status=$(curl -s -o "$WORK/page" -D "$WORK/head" -w '%{http_code}' -b "$WORK/$post_user.jar" \
        -c "$WORK/$post_user.jar" -H "Origin: $base" --data-urlencode "token=$post_token" \
        "$@" "$base$post_path")
    went=$(tr -d '\r' < "$WORK/head" | sed -n 's/^Location: //p')
}
shows() { grep -qF -- "$1" "$WORK/page"; }
version() { sed -n 's/.*name="version" value="\([0-9]*\)".*/\1/p' "$WORK/page" | head -n 1; }

log_in() {
    code=$(run user reset "$1" | jq -r .setup.code)
    run user instruct "$1" > "$WORK/said"
    post "$1" /passwort /passwort "name=$1" "code=$code" "password=$password" "again=$password"
    post "$1" /anmelden /anmelden "name=$1" "password=$password"
    same "$1 is in" "303 /" "$status $went"
}
for name in s.brandt p.ahrens o.fremd k.sommer l.voss a.amann r.pruefer w.zahl; do
    log_in $name
done

# ---- search ----
get s.brandt "/suche?q=kolo"
ok "a name is found without its marks" shows 'Kołodziej-Öztürk, Jana'
get s.brandt "/suche?q=FM%2F2"
same "a case number goes straight to its case" 303 "$status"
get o.fremd "/suche?q=kolo"
not "another team finds nobody" shows 'Kołodziej'

# ---- a need, a slip, a consent ----
post s.brandt /fall/FM-1 /fall/FM-1/bedarf type=B priority=1 agreed_on=2027-01-01
same "a need from the future is refused" 422 "$status"
ok "and the page still holds what was typed" shows 'value="2027-01-01"'
ok "and says what is wrong" shows 'liegt in der Zukunft'
post s.brandt /fall/FM-1 /fall/FM-1/bedarf type=B priority=1 agreed_on=2026-05-04 \
    aim=participation
get s.brandt /fall/FM-1
need=$(sed -n 's|.*href="\(/fall/FM-1/bedarf/[0-9]*\)".*|\1|p' "$WORK/page" | head -n 1)
get s.brandt "$need"
post s.brandt "$need" "$need" priority=1 plan_ref=KP-7 aim=participation \
    "revision=$(sed -n 's/.*name="revision" value="\([^"]*\)".*/\1/p' "$WORK/page")"
same "the plan of a need is entered later" "303 /fall/FM-1" "$status $went"
post s.brandt /fall/FM-1 /fall/FM-1/bedarf type=B priority=1 agreed_on=2026-05-04 plan_ref=KP-7
same "a need is kept" "303 /fall/FM-1" "$status $went"
post s.brandt /fall/FM~2 /fall/FM~2/bedarf type=D priority=2 agreed_on=2026-05-04
same "also where the number holds a slash" "303 /fall/FM~2" "$status $went"

get s.brandt /neu/FM-1
key=$(sed -n 's/.*name="key" value="\([^"]*\)".*/\1/p' "$WORK/page")
ok "what was agreed can be chosen" shows 'SB-1@nordtor'
ok "what was not is told apart" shows '(Bedarf noch nicht vereinbart)'
post s.brandt /neu/FM-1 /neu/FM-1 "key=$key" service_1=SU-1@
same "and refused until it is agreed" 422 "$status"
ok "which the page offers to do at once" shows 'href="#need_type"'
post s.brandt /neu/FM-1 /neu/FM-1 "key=$key" appointment_1=2026-05-11T10:00
same "a slip without a service is refused" 422 "$status"
ok "and the appointment is still there" shows '2026-05-11T10:00'
post s.brandt /neu/FM-1 /neu/FM-1 "key=$key" service_1=SB-1@nordtor consent_1=2 \
    appointment_1=2026-05-11T10:00 order=free language=de cover=default
same "a slip is issued" 303 "$status"
slip=$went
post s.brandt /neu/FM-1 /neu/FM-1 "key=$key" service_1=SB-1@nordtor
same "a second click finds the same slip" "$slip" "$went"
get s.brandt "$slip"
ok "the slip says that it is not printed" shows 'noch nicht gedruckt'
same "the consent counts at once" "signed 2" \
    "$(run show case FM-1 | jq -r '.case.consents[0] | "\(.state) \(.level)"')"

# ---- print ----
post s.brandt "$slip" "$slip/pdf"
same "printing answers with a PDF" 200 "$status"
cp "$WORK/page" "$WORK/slip.pdf"
ok "the PDF is whole" qpdf --check "$WORK/slip.pdf"
ok "it names the client" sh -c 'pdftotext "$1" - | grep -q Kołodziej-Öztürk' - "$WORK/slip.pdf"
get s.brandt "$slip"
not "now the slip is printed" shows 'noch nicht gedruckt'

# ---- a client's master data ----
get s.brandt /fall?q=Novak
ok "what was searched in vain is in the form" shows 'value="Novak"'
post s.brandt /fall /fall case_number=FM-77 given_name=Jan family_name=Novak \
    birth_date=1988-03-09 caseworker=s.brandt "street=Weg 7" city=Moorstadt
same "a case is added" "303 /fall/FM-77" "$status $went"
get s.brandt /fall/FM-77/angaben
seen=$(version)
post s.brandt /fall/FM-77/angaben /fall/FM-77/angaben "version=$seen" given_name=Jan \
    family_name=Novak-Kern birth_date=1988-03-09 caseworker=s.brandt city=Lindhafen
same "and changed" "303 /fall/FM-77" "$status $went"
post s.brandt /fall/FM-77/angaben /fall/FM-77/angaben "version=$seen" given_name=Jan \
    family_name=Novak birth_date=1988-03-09 caseworker=s.brandt city=Moorstadt
same "an old page overwrites nothing" 409 "$status"
ok "it shows what is stored" shows 'Novak-Kern</td>'

# ---- what came back ----
get s.brandt "$slip/1"
seen=$(version)
post s.brandt "$slip/1" "$slip/1/ruecklauf" "version=$seen" source=paper_client \
    accepted_on=2026-05-04 started_on=2026-05-04 ended_on=2026-05-03 outcome=E1
same "an end before its beginning is refused" 422 "$status"
ok "at its own field" shows 'id="ended_on-error"'
same "and nothing of the entry is kept" issued \
    "$(run show slip "${slip##*/}" | jq -r '.slip.vouchers[0].state')"
post s.brandt "$slip/1" "$slip/1/ruecklauf" "version=$seen" source=paper_client \
    accepted_on=2026-05-04 started_on=2026-05-04 attended_on_1=2026-05-04 \
    ended_on=2026-05-04 outcome=E1
same "four steps in one entry" "303 $slip/1" "$status $went"
get s.brandt /fall/FM-1
ok "the case shows the end" shows 'Ende bestätigt'
ok "and asks for the review" shows 'Ergebnis sichten'
get s.brandt "$slip/1"
receipt=$(run show case FM-1 | jq -r '.case.timeline[] | select(.command == "end") | .receipt')
post s.brandt "$slip/1" "$slip/1/bestreiten" "disputed=$receipt"
same "what the client disputes is marked" 303 "$status"
get s.brandt "$slip/1"
ok "and says since when" shows 'bestritten seit 04.05.2026'
ok "another entry can still be chosen" shows 'Einen Eintrag als bestritten vermerken'
post s.brandt "$slip/1" "$slip/1/bestreiten" "disputed=$receipt"
same "a second mark is told that it is one too many" 409 "$status"
post s.brandt "$slip/1" "$slip/1/bestreiten" "disputed=$receipt" lift=ja
same "and it is taken off again" 303 "$status"
get s.brandt "$slip/1"
post s.brandt "$slip/1" "$slip/1/stornieren" "version=$(version)" "event=$receipt"
same "an annulment needs a reason" 422 "$status"
ok "at its own field" shows 'id="annul_reason-error"'
get s.brandt "$slip/1"
post s.brandt "$slip/1" "$slip/1/stornieren" "version=$(version)" "event=$receipt" \
    annul_reason=wrong_date
same "an entry is annulled" 303 "$status"
get s.brandt "$slip/1"
ok "and is struck through, not gone" shows '<s>Ende bestätigt</s>'
post s.brandt "$slip/1" "$slip/1/ruecklauf" "version=$(version)" source=paper_client \
    ended_on=2026-05-04 outcome=E3
same "the right one takes its place" 303 "$status"
post s.brandt "$slip/1" "$slip/1/sichtung" "version=$seen" goal=yes
same "a decision on an old page is refused" 409 "$status"
get s.brandt "$slip/1"
post s.brandt "$slip/1" "$slip/1/sichtung" "version=$(version)"
same "a review without an answer is refused" 422 "$status"
get s.brandt "$slip/1"
post s.brandt "$slip/1" "$slip/1/sichtung" "version=$(version)" goal=yes
same "the review closes the loop" 303 "$status"
get s.brandt "$slip/1"
post s.brandt "$slip/1" "$slip/1/wieder-oeffnen" "version=$(version)"
same "and can be taken back" 303 "$status"
# ---- a second slip: extend, withdraw ----
get s.brandt /neu/FM~2
post s.brandt /neu/FM~2 /neu/FM~2 \
    "key=$(sed -n 's/.*name="key" value="\([^"]*\)".*/\1/p' "$WORK/page")" service_1=SU-1@
second=$went
get s.brandt "$second/1"
post s.brandt "$second/1" "$second/1/verlaengern" "version=$(version)" until=2026-09-01
same "a deadline is extended" 303 "$status"
get s.brandt "$second/1"
old=$(run show slip "${second##*/}" | jq -r '.slip.vouchers[0].code')
post s.brandt "$second/1" "$second/1/neuer-code" "version=$(version)"
same "lost paper gets a new code" 303 "$status"
not "another than before" test "$old" = \
    "$(run show slip "${second##*/}" | jq -r '.slip.vouchers[0].code')"
get s.brandt "/suche?q=$old"
same "even the old code leads the office to its case" 303 "$status"
get s.brandt "$second/1"
ok "the page asks which place it was, where the choice is free" shows 'Welche Stelle war es?'
post s.brandt "$second/1" "$second/1/ruecklauf" "version=$(version)" source=paper_client \
    accepted_on=2026-05-04
same "and insists on an answer" 422 "$status"
get s.brandt "$second/1"
post s.brandt "$second/1" "$second/1/zurueckziehen" "version=$(version)" reason=plan_changed
same "a voucher is withdrawn" 303 "$status"
get s.brandt "$second/1"
ok "the letter about it is the first thing" shows 'weiß davon noch nichts'
post s.brandt "$second/1" "$second/pdf" position=1 form=mitteilung
ok "and is printed from there" qpdf --check "$WORK/page"
get s.brandt "$second/1"
not "after which nobody is asked again" shows 'weiß davon noch nichts'
post s.brandt /fall/FM-1 /fall/FM-1/widerruf withdrawn=nordtor
same "a consent is withdrawn" withdrawn \
    "$(run show case FM-1 | jq -r '.case.consents[0].state')"

post s.brandt /fall/FM-1 /fall/FM-1/widerruf withdrawn=nordtor
same "a second withdrawal is told that it is done" 409 "$status"
post s.brandt /fall/FM-1 /fall/FM-1/einwilligung provider=nordtor level=2 signed_on=2026-05-03
same "a paper from before brings nothing back" 409 "$status"
ok "it says so at the day" shows 'id="signed_on-error"'
post s.brandt /fall/FM-1 /fall/FM-1/einwilligung provider=bruecke level=1 signed_on=2026-05-03
same "one for another place is kept" "303 signed" "$status $(run show case FM-1 |
    jq -r '.case.consents[] | select(.provider == "bruecke") | .state')"

post s.brandt /fall/FM-1 /fall/FM-1/pdf form=gespraechsblatt
ok "a sheet for the case is a PDF" qpdf --check "$WORK/page"

# ---- a referral without a slip ----
get s.brandt /neu/FM-1
post s.brandt /neu/FM-1 /neu/FM-1/verweis service_1=SB-1@nordtor talked_on=2026-05-05 \
    "key=$(sed -n 's/.*name="key" value="\([^"]*\)".*/\1/p' "$WORK/page")"
same "a talk of tomorrow is refused" 422 "$status"
ok "at its own field" shows 'id="talked_on-error"'
post s.brandt /neu/FM-1 /neu/FM-1/verweis service_1=SB-1@nordtor talked_on=2026-05-04 \
    "key=$(sed -n 's/.*name="key" value="\([^"]*\)".*/\1/p' "$WORK/page")"
same "a referral is kept" 303 "$status"
referral=$went
get s.brandt "$referral"
ok "its page says what it is" shows 'Verweis ohne Laufzettel'
not "and offers no print of a slip" shows 'Drucken (PDF'
post s.brandt "$referral" "$referral/pdf"
same "which would be refused" 409 "$status"
get s.brandt "$referral/1"
post s.brandt "$referral/1" "$referral/1/ruecklauf" "version=$(version)" source=office \
    accepted_on=2026-05-04 started_on=2026-05-04
same "what the client tells is kept" "303 started office" \
    "$status $(run show voucher "${referral##*/}" | jq -r '"\(.voucher.state) \(.voucher.events[-1].source)"')"
get p.ahrens /fall/FM-1
ok "an assistant sees that there is one" shows 'Verweis ohne Laufzettel'

# ---- a station that nobody tells about ----
get s.brandt /neu/FM-1
post s.brandt /neu/FM-1 /neu/FM-1 need_type=C need_agreed_on=2026-05-04 need_plan_ref=KP-8 \
    "key=$(sed -n 's/.*name="key" value="\([^"]*\)".*/\1/p' "$WORK/page")" service_1=SB-1@nordtor
same "a need is agreed while the slip is made" "303 C" \
    "$status $(run show case FM-1 | jq -r '.case.needs[] | select(.plan_ref == "KP-8").type')"
third=$went
old=$(run show slip "${third##*/}" | jq -r '.slip | .client_code, .vouchers[].code')
post s.brandt "$third" "$third/pdf"
get s.brandt "$third"
post s.brandt "$third" "$third/neuer-code" "version=$(version)"
same "a lost slip leads to its print" "303 $third?drucken=ja" "$status $went"
same "every code of it is another" "" \
    "$(run show slip "${third##*/}" | jq -r '.slip | .client_code, .vouchers[].code' |
        grep -F "$old")"
same "the command line does the same" 0 \
    "$(run reissue "${third##*/}" > "$WORK/said"; echo $?)"
get s.brandt "$third/1"
post s.brandt "$third/1" "$third/1/verlaengern" "version=$(version)" until=2026-09-01
get s.brandt "$third/1"
post s.brandt "$third/1" "$third/1/gesagt" "version=$(version)"
same "what was told needs no letter" "303 0" "$status $(run show case FM-1 |
    jq '[.case.followups[] | select(.reason == "letter_due")] | length')"
get s.brandt "$third/1"
post s.brandt "$third/1" "$third/1/ruecklauf" "version=$(version)" source=paper_client \
    accepted_on=2026-05-04
get s.brandt "$third/1"
post s.brandt "$third/1" "$third/1/schliessen" "version=$(version)"
same "is closed without a word" "303 unreported" \
    "$status $(run show slip "${third##*/}" | jq -r '.slip.vouchers[0].state')"

# ---- the own account ----
cp "$WORK/s.brandt.jar" "$WORK/elsewhere.jar"
post s.brandt /anmelden /anmelden name=s.brandt "password=$password"
get s.brandt /konto
ok "the account names this log-in" shows 'diese hier'
ok "and the branch by its name" shows 'Geschäftsstelle Moorstadt'
other=$(grep -o 'name="session" value="[0-9]*"' "$WORK/page" | head -n 1 | tr -dc 0-9)
post s.brandt /konto /konto/anmeldung "session=$other"
same "another one is ended" "303 /konto" "$status $went"
get elsewhere /konto
same "and is over" 303 "$status"
post s.brandt /konto /konto/andere
same "all others are ended" "303 /konto" "$status $went"
get s.brandt /abmelden
same "this one stays" 200 "$status"

# ---- pages that paper and machines ask for ----
for path in /K /P /S /k /p /s /koppeln /passwort /anmelden /metrics /api/v1/openapi.json; do
    same "$path answers" 200 "$(curl -s -o "$WORK/page" -w '%{http_code}' "$base$path")"
done

# ---- whose case it is ----
for path in /fall/FM-1 "$slip" "$slip/1"; do
    get o.fremd "$path"
    same "another team's $path does not exist" 404 "$status"
done
cp "$WORK/page" "$WORK/refused"
post o.fremd / "$slip/1/schliessen" version=1
same "nor can it be changed from there" 404 "$status"
get o.fremd /fall/FM-1
sed 's/[0-9]\{3\}-[0-9]\{3\}//; s/FM-1/FM-9/g' "$WORK/page" > "$WORK/hidden"
get o.fremd /fall/FM-9
sed 's/[0-9]\{3\}-[0-9]\{3\}//' "$WORK/page" > "$WORK/missing"
ok "hidden and missing look alike" cmp "$WORK/hidden" "$WORK/missing"
same "each attempt is on record" 5 "$(sqlite3 "$office/laufzettel.db" \
    "SELECT count(*) FROM access_log WHERE purpose = 'refused'")"
get p.ahrens "$second"
same "the team's assistant sees the slip" 200 "$status"
not "but no service behind its letter" shows 'Orientierungsgespräche'
not "and no place" shows 'Brücke'
post p.ahrens "$second" "$second/pdf"
same "and prints it" 200 "$status"
post p.ahrens /fall/FM~2 /fall/FM~2/bedarf type=B agreed_on=2026-05-04
same "but changes nothing" 403 "$status"
get k.sommer /fall/FM-1
same "a coordinator sees no case" 403 "$status"
ok "looks at a case of type D are on record" test "$(sqlite3 "$office/laufzettel.db" \
    "SELECT count(*) FROM access_log WHERE purpose <> 'refused'")" -gt 0

# ---- places and devices ----
get k.sommer /stellen
ok "the places are listed" shows 'Schuldnerhilfe Nordtor'
post k.sommer /stelle/nordtor /stelle/nordtor/geraet role=reception
ok "a koppelkarte is a PDF" qpdf --check "$WORK/page"
device=$(run device list | jq -r '.devices[0].id')
post k.sommer /stelle/nordtor /stelle/nordtor/sperren "device=$device"
same "a device is revoked before its first use" revoked \
    "$(run device list | jq -r '.devices[0].state')"
post s.brandt /stelle/nordtor /stelle/nordtor/geraet role=lead
same "a caseworker pairs no device" 403 "$status"

# ---- to and from other programs ----
get s.brandt /buchungen
ok "the posting list shows what is to be booked" shows 'Gutschein ausgestellt'
event=$(sed -n 's/.*name="event" value="\([0-9]*\)".*/\1/p' "$WORK/page" | head -n 1)
post o.fremd /buchungen /buchungen "event=$event"
same "nobody ticks in another team's cases" 404 "$status"
post s.brandt /buchungen /buchungen "event=$event" event=x
same "one that is no entry spoils all of them" 404 "$status"
post s.brandt /buchungen /buchungen "event=$event"
same "a tick is kept" "303 /buchungen" "$status $went"
get s.brandt /buchungen
ok "with who and when" shows 'gebucht am 04.05.2026'
get s.brandt /buchungen/csv
not "a file has only what is left" shows "$event"
for path in /einlesen /laufzettel/x/akte/1; do
    get k.sommer "$path"
    from_steward=$status
    get s.brandt "$path"
    echo "$path $from_steward $status"
done > "$WORK/said"
same "files are read by stewards, prints filed by casework" \
    "/einlesen 200 403 /laufzettel/x/akte/1 403 404" "$(paste -sd' ' "$WORK/said")"
# upload KIND FILE: the look at a file; its page in $WORK/page
upload() {
    get k.sommer /einlesen
    token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$WORK/page" | head -n 1)
    status=$(curl -s -o "$WORK/page" -w '%{http_code}' -b "$WORK/k.sommer.jar" -H "Origin: $base" \
        -F "token=$token" -F "kind=$1" -F profile=neutral -F "file=@$2" "$base/einlesen")
}
sed 's/;Jana;/;Johanna;/' "$WORK/cases.csv" > "$WORK/changed.csv"
upload cases "$WORK/changed.csv"
ok "the look says what would change" shows '<ins>Johanna</ins>'
not "and is no way to read what stands there" shows '<del>'
same "nothing is written before" Jana "$(run show case FM-1 | jq -r .case.given_name)"
key_shown() { sed -n 's/.*name="key" value="\([^"]*\)".*/\1/p' "$WORK/page" | head -n 1; }
key=$(key_shown)
post k.sommer /einlesen /einlesen/uebernehmen "key=$key"
same "then it is" "303 Johanna" "$status $(run show case FM-1 | jq -r .case.given_name)"
post k.sommer /einlesen /einlesen/uebernehmen "key=$key"
same "once" 422 "$status"
get k.sommer "/einlesen/fehler?key=$key"
same "and no lines of it are handed out any more" 404 "$status"
printf 'case_number,given_name,family_name,birth_date,language,caseworker,team,branch,protected\nFM-7,Ole,J\374rgens,1.2.1990,de,s.brandt,M1,moorstadt,nein\nFM-8,Ole,Jung,31.02.1990,de,s.brandt,M1,moorstadt,nein\nFM-9,zu,wenig\n' > "$WORK/mixed.csv"
upload cases "$WORK/mixed.csv"
ok "lines at fault are listed, with what is wrong" shows 'Zeile 4 hat 3 Zellen statt 9'
key=$(key_shown)
post k.sommer /einlesen /einlesen/anders "key=$key" as=neutral encoding=utf-8 separator=comma
same "read otherwise, the same file is judged anew" "422 weder UTF-8" \
    "$status $(grep -o 'weder UTF-8' "$WORK/page" | head -n 1)"
upload cases "$WORK/mixed.csv"
post k.sommer /einlesen /einlesen/anders "key=$(key_shown)" as=neutral encoding= separator=semicolon
same "a separator that cuts nothing leaves the file waiting" "422 32" \
    "$status $(key_shown | tr -d '\n' | wc -c)"
ok "and it is shown how it was read, letters and separator" shows 'Windows-1252, Semikolon'
ok "line by line" shows '<td class="kern-table__cell">FM-7,Ole,Jürgens,'
post k.sommer /einlesen /einlesen/anders "key=$(key_shown)" as=verbis encoding=windows-1252 separator=comma
ok "until it is read rightly" shows 'Windows-1252, Komma'
key=$(key_shown)
get s.brandt "/einlesen/fehler?key=$key"
same "no caseworker gets its lines" 403 "$status"
get k.sommer "/einlesen/fehler?key=$key"
same "the steward gets those at fault, with their reasons" "3 FM-8,Ole,Jung,31.02.1990 FM-9,zu,wenig,Zeile 4 hat 3" \
    "$(grep -c . "$WORK/page") $(sed -n 2p "$WORK/page" | cut -d, -f1-4) $(sed -n 3p "$WORK/page" | cut -c1-27)"
post k.sommer /einlesen /einlesen/uebernehmen "key=$key"
same "all or nothing is the rule" "422 null" "$status $(run show case FM-7 | jq .case)"
upload cases "$WORK/mixed.csv"
post k.sommer /einlesen /einlesen/uebernehmen "key=$(key_shown)" skip=1
same "the good lines alone come in when that is ticked" "303 Jürgens" \
    "$status $(run show case FM-7 | jq -r .case.family_name)"
get k.sommer "$went"
ok "and what stayed out is told" shows 'nicht eingelesen: 2'
get k.sommer "/einlesen/fehler?$(grep -o 'key=[0-9a-f]*' "$WORK/page" | head -n 1)"
same "and still to be had" 3 "$(grep -c . "$WORK/page")"
python3 - "$base" "$WORK/k.sommer.jar" << 'PY'
import re, socket, sys
host, port = re.match(r"https?://([^:/]+):(\d+)", sys.argv[1]).groups()
line = socket.create_connection((host, int(port)))
jar = [l.split("\t") for l in open(sys.argv[2]).read().splitlines() if l.count("\t") == 6]
cookie = "; ".join(f"{c[5]}={c[6]}" for c in jar)
line.sendall((f"POST /einlesen HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {sys.argv[1]}\r\n"
              f"Cookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
              "Content-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; "
              'name="file"; filename="a"\r\n\r\ncase_number;given_name').encode())
line.close()
PY
get k.sommer /einlesen
same "an upload cut off leaves the next one alone" 200 "$status"
head -c 5242881 /dev/zero | tr '\0' 'x' > "$WORK/long.csv"
upload cases "$WORK/long.csv"
same "one byte more than 5 MB is too large" 413 "$status"
upload cases "$WORK/serve.log"
same "what is no table is refused" 422 "$status"

# ---- colleagues: deputies, reasons, handover, follow-ups ----
hidden() { sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" "$WORK/page" | head -n 1; }
link() { grep -o "$1" "$WORK/page" | head -n 1; }
get l.voss "$second"
same "a lead says why before a guarded slip opens" 303 "$status"
post l.voss "/grund$second" "/grund$second" reason=complaint
same "and then it opens" "303 $second" "$status $went"
post s.brandt /fall/FM-1 /fall/FM-1/wiedervorlage due_on=2026-06-01 note=Nachfragen
same "a follow-up of one's own is kept" 303 "$status"
get s.brandt /fall/FM-1
own=$(link '/wiedervorlage/[0-9]*/verschieben')
post s.brandt /fall/FM-1 "$own" due_on=2026-06-08 from=fall
same "moved" 303 "$status"
post s.brandt /fall/FM-1 "${own%/*}/erledigt" from=fall
same "and done" 303 "$status"
for file in /wiedervorlagen.csv /wiedervorlagen.ics; do
    get s.brandt "$file"
    same "$file is there to take along" 200 "$status"
    not "without a name" shows Kołodziej
done
post s.brandt /konto /konto/vertretung deputy=l.voss from_day=2026-05-04 until_day=2026-05-08
same "a deputy is named" "303 /konto" "$status $went"
get s.brandt /konto
post s.brandt /konto /konto/vertretung/ende "id=$(hidden id)"
same "and no longer stands in" 303 "$status"
post a.amann /person/s.brandt /person/s.brandt/vertretung deputy=o.fremd from_day=2026-05-04 \
    until_day=2026-05-08
get a.amann /person/s.brandt
post a.amann /person/s.brandt /person/s.brandt/vertretung/ende "id=$(hidden id)"
same "the administration ends a deputy's time, too" 303 "$status"
post a.amann /person/s.brandt/uebergabe /person/s.brandt/uebergabe to=o.fremd case=FM-9 what=chosen
same "a case that is not the person's is not handed over" 404 "$status"
post a.amann /person/o.fremd/uebergabe /person/o.fremd/uebergabe to=s.brandt what=all
same "all cases of a person are handed over, also when there are none" 303 "$status"
session=$(run user sessions l.voss | jq -r '.sessions[0].session')
post a.amann /person/l.voss /person/l.voss/anmeldung "session=$session"
same "the administration ends one log-in" "303 /person/l.voss" "$status $went"
get l.voss /
same "and that browser is out" 303 "$status"
for what in abmelden code sperren; do
    post a.amann /person/p.ahrens "/person/p.ahrens/$what"
    ok "the administration: $what" test "$status" -lt 400
done
get p.ahrens /
same "who is shut out is out at once" 303 "$status"

# ---- the instruction ----
run user add n.neu --role caseworker --team M1 > "$WORK/said"
code=$(run user reset n.neu | jq -r .setup.code)
post n.neu /passwort /passwort name=n.neu "code=$code" "password=$password" "again=$password"
post n.neu /anmelden /anmelden name=n.neu "password=$password" next=/konto
same "who is new reads the instruction first" "303 /unterweisung?next=/konto" "$status $went"
get n.neu /
same "and nothing is barred meanwhile" 200 "$status"
post n.neu "/unterweisung?next=/konto" /unterweisung version=0 next=/konto
same "another wording than today's is not confirmed" 409 "$status"
get n.neu "/unterweisung?next=/konto"
post n.neu /unterweisung /unterweisung "version=$(hidden version)" next=/konto
same "it is confirmed with one button" "303 /konto" "$status $went"
post n.neu /anmelden /anmelden name=n.neu "password=$password"
same "and not asked for again" "303 /" "$status $went"
get a.amann /personen/unterweisung.csv
ok "who took note when is a table" shows 'n.neu;;caseworker;M1;nein;'

# ---- teams, branches, devices, reports ----
get a.amann /teams
same "the teams are listed" 200 "$status"
team=$(link '/team/[^"]*')
get a.amann "$team"
post a.amann "$team" "$team" "revision=$(hidden revision)" "new_name=Team Deich"
same "and one is renamed" "303 /teams" "$status $went"
get a.amann /teams
ok "with all who are in it" shows 'Team Deich'
get a.amann /geschaeftsstellen
same "the branches are listed" 200 "$status"
get a.amann /geschaeftsstelle/moorstadt
post a.amann /geschaeftsstelle/moorstadt /geschaeftsstelle/moorstadt "revision=$(hidden revision)" \
    "name=Geschäftsstelle Moorstadt" "street=Markt 4" postcode=26999 city=Moorstadt \
    "phone=030 23125 100" "hours=Mo-Fr 8-12 Uhr"
same "and edited" 303 "$status"
pair() { # pair JAR ROLE: a device of the provider
    pairing=$(run provider pair nordtor --role "$2" | jq -r .pairing.code)
    post "$1" /koppeln /koppeln "code=$pairing" "name=$1"
    post "$1" /koppeln /koppeln/hinweise
}
pair Anmeldung reception
pair Leitung lead
device=$(run device list --provider nordtor | jq -r '.devices[] | select(.name == "Anmeldung") | .id')
post k.sommer /stelle/nordtor /stelle/nordtor/benennen "device=$device" "new_name=Anmeldung 2"
same "the office names a device" 303 "$status"
post k.sommer /stelle/nordtor /stelle/nordtor/neue-karte "device=$device"
same "and gives it a new card" 200 "$status"
post Leitung /s/geraete /s/geraete/sperren "device=$device"
same "its provider's lead shuts it out" 303 "$status"
for path in /bericht/stellen/csv /bericht/stellen/pdf /bericht/stellen/xlsx /datenmatrix/csv /datenmatrix/pdf; do
    get w.zahl "$path"
    same "controlling takes $path along" 200 "$status"
    not "without a name" shows Kołodziej
done
get r.pruefer /rechte
same "who may do what is told to all, and each task is somebody's" "200 18 0" \
    "$status $(grep -c 'scope="row"' "$WORK/page") $(grep 'scope="row"' "$WORK/page" | grep -vc '>ja<')"
get r.pruefer /protokoll.csv
same "the auditor takes the record along" 200 "$status"
not "without a client's name" shows Kołodziej
post s.brandt /fall/FM-1 /fall/FM-1/auskunft
same "the disclosure is a sheet" "200 %PDF" "$status $(head -c 4 "$WORK/page")"
post s.brandt /fall/FM-1 /fall/FM-1/einschraenkung restrict=yes
same "a case is restricted" 303 "$status"
post s.brandt /fall/FM-1 /fall/FM-1/einschraenkung restrict=no
same "and no longer" 303 "$status"

# ---- every page is well formed ----
for path in / "/suche?q=x" /fall/FM-1 /neu/FM-1 "$slip" "$slip/1" "$second/1" /stellen \
    /stelle/bruecke /buchungen; do
    get s.brandt "$path"
    same "$path answers" 200 "$status"
    same "each label of $path has its field" "" "$(grep -o ' for="[^"]*"' "$WORK/page" |
        cut -d'"' -f2 | while read -r id; do
            grep -q " id=\"$id\"" "$WORK/page" || echo "$id"
        done)"
    same "no id of $path stands twice" "" "$(grep -o ' id="[^"]*"' "$WORK/page" | sort | uniq -d)"
done
plan
