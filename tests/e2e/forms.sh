# Every other form for its subject: what is printed, what a stranger would read on it, what a
# decoder finds, when a form is refused, and what the record of prints keeps.
. tests/tap.sh

office=$WORK/office
ask() { # ask TIME COMMAND...: keep the answer for get
    time=$1
    shift
    ${LAUFZETTEL_UNDER:-} "$LZ" -C "$office" -T "$time" --json "$@" > "$WORK/answer" 2> "$WORK/stderr"
}
get() { jq -r "$1" < "$WORK/answer"; }
refused() { # refused NAME EXIT REASON TIME COMMAND...
    name=$1 want="$2 $3"
    shift 3
    ask "$@"
    same "$name" "$want" "$? $(get .error.reason)"
}
paper() { # paper NAME: its text, layout kept out
    pdftotext "$WORK/$1.pdf" - | tr '\n' ' '
}
says() { # says NAME TEXT...: each of the texts stands on it
    name=$1
    shift
    for text; do paper "$name" | grep -qF "$text" || { echo "missing: $text"; return 1; }; done
}
hides() { # hides NAME TEXT...: none of them does
    name=$1
    shift
    for text; do ! paper "$name" | grep -qiF "$text" || { echo "found: $text"; return 1; }; done
}
code_on() { # code_on NAME: what a scanner reads, once each
    pdftoppm -r 150 -gray -png "$WORK/$1.pdf" "$WORK/$1"
    zbarimg -q --raw -Sdisable -Sqrcode.enable "$WORK/$1"-*.png 2> "$WORK/zbar" | sort -u
}

# ---- an office: one open voucher, one neutral at level 1, one free choice ----
. tests/e2e/office.inc
cat > "$WORK/agreements.csv" << CSV
provider;type;level;valid_from;valid_until;basis
nordtor;B;3;2026-01-01;2026-12-31;consent
hedwig;B;2;2026-01-01;;consent
hedwig;C;1;2026-01-01;;consent
CSV
printf 'case_number;type;priority;agreed_on;plan_ref\nFM-1;B;1;27.04.2026;KP-1\nFM-1;C;2;27.04.2026;KP-1\nFM-1;A;3;27.04.2026;\n' > "$WORK/needs.csv"
printf 'case_number;provider;level;signed_on;valid_until\nFM-1;nordtor;3;2026-04-27;\nFM-1;hedwig;1;2026-04-27;\n' > "$WORK/consents.csv"
day=2026-05-04T09:00
ask $day init --demo --url https://weg.example.org
for kind in branches providers services agreements cases needs consents; do
    ok "$kind are imported" ask $day import $kind "$WORK/$kind.csv"
done
ask $day user add s.brandt --role caseworker --name "Sabine Brandt" --phone "030 23125 214"
ask $day issue --case FM-1 --service SB-2@nordtor --service PS-1@hedwig --service SB-2@hedwig \
    --service KB-1 -o "$WORK/slip.pdf"
number=$(get .slip.number)
code1=$(get '.slip.vouchers[0].code')
code2=$(get '.slip.vouchers[1].code')
code4=$(get '.slip.vouchers[3].code')
ok "the notice of Artikel 13 goes out with the slip" says slip "Was mit Ihren Daten geschieht" \
    "Stand der Texte: 01.01.2026"

# ---- feedback form ----
ok "a feedback form is printed for a voucher" ask $day print "$code1" --form rueckmeldebogen \
    -o "$WORK/feedback.pdf"
same "its code is the voucher's" "HTTPS://WEG.EXAMPLE.ORG/S#$(echo "$code1" | tr -d -)" \
    "$(code_on feedback)"
ok "at level 3 it asks for appointments and a recommendation" says feedback E1 E2 E3 E4 N1 \
    W1 W2 W3 "12. Termin am" "Klient/in hat den Bogen gesehen" "Stempel der Stelle" "§ 82a SGB X"
ok "it names no client" hides feedback Kołodziej Jana
ask $day print "$code2" --form rueckmeldebogen -o "$WORK/quiet.pdf"
ok "at level 1 it asks for neither" says quiet E1 E3 E4 N1
ok "a neutral one names neither service, provider nor office" hides quiet E2 W1 "Termin am" \
    Clearing Hedwig Psychosozial Jobcenter
same "for a slip there is one per voucher that may be reported" 3 "$(
    ask $day print "$number" --form rueckmeldebogen -o "$WORK/all.pdf"
    code_on all | wc -l)"
refused "at level 0 there is none" 4 invalid $day print "$code4" --form rueckmeldebogen \
    -o "$WORK/none.pdf"

# ---- consent and its withdrawal ----
ok "a consent is printed for a case and a provider" ask $day print FM-1 --form einwilligung \
    --provider nordtor -o "$WORK/consent.pdf"
ok "it says who, whom, how much, how long, and that it is free" says consent \
    "Nordtor" "Schweigepflicht" "Stufe 1" "Stufe 2" "Stufe 3" "haben Sie keinen Nachteil" \
    "jederzeit widerrufen" "Dolmetsch" Unterschrift
ask $day print "$code2" --form einwilligung -o "$WORK/consent2.pdf"
ok "of a voucher it offers no more than is agreed" says consent2 "Stufe 1"
ok "and nothing above" hides consent2 "Stufe 2" "Stufe 3"
refused "without a provider there is no consent" 4 invalid $day print FM-1 --form einwilligung \
    -o "$WORK/none.pdf"
refused "where nothing may be reported there is none" 4 invalid $day print "$code4" \
    --form einwilligung -o "$WORK/none.pdf"
ok "a withdrawal is printed for a case" ask $day print FM-1 --form widerruf -o "$WORK/back.pdf"
ok "it names both consents, what stops and what stays" says back Nordtor Hedwig \
    "Das hört auf" "Das bleibt" "Ihr Gutschein gilt weiter"

# ---- letters ----
refused "an unchanged voucher has no letter" 4 invalid $day print "$code1" --form mitteilung \
    -o "$WORK/none.pdf"
later=2026-06-01T09:00
ask $later extend "$code1" --until 2026-09-30
same "after a change the answer tells of the letter" mitteilung "$(get '.printable[0].form')"
ask $later print "$code1" --form mitteilung -o "$WORK/letter.pdf"
ok "a letter says until when" says letter "Gutschein B gilt länger" 30.09.2026 "030 23125 214"
ok "a letter names neither service, provider nor office" hides letter Basisberatung Schulden \
    Nordtor Jobcenter
ask $later withdraw "$code2" --reason plan_changed
ask $later print "$code2" --form mitteilung -o "$WORK/letter2.pdf"
ok "a withdrawal says so, and not why" says letter2 "Gutschein C gilt nicht mehr" 01.06.2026
ok "and stays neutral" hides letter2 Clearing Hedwig Psychosozial Plan Jobcenter
ask $later reissue "$code1" --provider hedwig
same "a new code also needs its voucher printed" "gutschein mitteilung" \
    "$(get '[.printable[].form] | join(" ")')"
new=$(get .voucher.code)
ask $later print "$new" --form mitteilung -o "$WORK/letter3.pdf"
ok "a new code with another provider says what to do" says letter3 "hat einen neuen Code" \
    "andere Stelle" "Werfen Sie den alten Gutschein weg"
same "a letter is no printed voucher" 1 "$(ask $later due --user s.brandt
    get '[.followups[] | select(.reason == "not_printed")] | length')"

# ---- for the office ----
ok "the sheet for the talk is printed for a case" ask $later print FM-1 --form gespraechsblatt \
    -o "$WORK/talk.pdf"
ok "it has every open voucher and stays in the office" says talk "bleibt im Amt" Basisberatung \
    "Platzsuche Kita" "Rücklaufabschnitt erbitten (freiwillig)"
ok "a withdrawn one is not on it" hides talk Clearing
ok "the test page is about nothing" ask $later print --form pruefseite -o "$WORK/test.pdf"
same "its codes are the test code" "HTTPS://WEG.EXAMPLE.ORG/S#123456789ABCDEFE" "$(code_on test)"
ok "the notice alone is about nothing too" ask $later print --form datenschutzhinweis \
    -o "$WORK/notice.pdf"
same "it is one page of text" "" "$(pdftotext -f 2 "$WORK/notice.pdf" - | grep -v -e LZ-07 -e Seite |
    tr -d '[:space:]')"
refused "a form nobody knows" 4 invalid $later print "$number" --form quatsch -o "$WORK/none.pdf"
refused "a slip's form needs a slip" 4 invalid $later print --form gutschein -o "$WORK/none.pdf"

# ---- the record ----
ask $later show slip "$number"
same "only the first print counts as one" 1 "$(get '.slip.copies')"
same "each print about the slip left its hash" "$(sha256sum < "$WORK/letter.pdf" | cut -c1-64)" \
    "$(get '[.slip.prints[] | select(.form == "mitteilung")][0].sha256')"
same "forms about the case alone left none" 0 \
    "$(get '[.slip.prints[] | select(.form == "gespraechsblatt" or .form == "widerruf")] | length')"

# ---- dated texts ----
mkdir -p "$office/forms"
printf '[voucher.legal_nature 2026-07-01]\nUnser eigener Satz.\n' > "$office/forms/wording.txt"
ok "the office's texts pass the check" ask $later form check "$office/forms/wording.txt"
ask 2026-06-30T09:00 print "$new" -o "$WORK/before.pdf"
ok "before its day the old text is printed" says before "Er ist kein Geld wert"
ask 2026-07-01T09:00 print "$new" -o "$WORK/after.pdf"
ok "from its day on the new one is, with its date" says after "Unser eigener Satz." \
    "Stand dieser Texte: 01.07.2026"
printf '[voucher.natur 2026-07-01]\nX.\n' > "$WORK/wrong.txt"
refused "a name no form knows is found" 4 invalid $later form check "$WORK/wrong.txt"
printf '[art13.rights 2026-06-01 2026-06-30]\nBis Ende Juni.\n' > "$office/forms/wording.txt"
refused "without a text in force nothing is issued" 4 invalid 2026-07-01T09:00 issue --case FM-1 \
    --service KB-1 -o "$WORK/none.pdf"
ok "the message names text and file" grep -q "art13.rights.*forms/wording.txt" "$WORK/answer"
ok "refused prints wrote no file" test ! -e "$WORK/none.pdf"
plan
