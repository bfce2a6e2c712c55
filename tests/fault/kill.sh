# Killed at any moment: what was answered is there, once; the chains hold; the next start
# needs nobody's help. Two writers confirm and one issues and prints, beside each other.
. tests/tap.sh
. tests/fault/office.inc

ROUNDS=${ROUNDS:-20}
office=$WORK/office
office_make "$office" 8
issue_codes "$office" 3 > "$WORK/codes"
same "three vouchers are in work" 3 "$(wc -l < "$WORK/codes" | tr -d ' ')"

# An answer counts as given the moment it reaches the list, even if its writer dies then.
cat > "$WORK/confirm.sh" << 'SH'
while :; do
    while read -r code; do
        "$LZ" -C "$1" -T "$2" --json confirm "$code" attend --again < /dev/null >> "$3" 2>> "$3.err"
        echo $? >> "$3.status"
    done < "$4"
done
SH
cat > "$WORK/issue.sh" << 'SH'
i=0
while :; do
    i=$((i + 1))
    "$LZ" -C "$1" -T "$2" --json issue --case FM-$((i % 8 + 1)) --service KB-1@buero \
        -o "$4-$i.pdf" < /dev/null >> "$3" 2>> "$3.err"
    echo $? >> "$3.status"
done
SH
export LZ

random() { # random FROM TO: a number
    echo $(($1 + $(od -An -N2 -tu2 /dev/urandom) % ($2 - $1 + 1)))
}
pause() { # pause FROM TO: milliseconds
    sleep "0.$(printf %03d "$(random "$1" "$2")")"
}
kill_group() { # of a writer started here: the loop and what it runs just then
    tries=0
    until kill -9 "-$1" || [ $tries -ge 100 ]; do # not yet a group of its own
        tries=$((tries + 1))
        sleep 0.01
    done
    wait "$1"
} 2> /dev/null

# Receipts answered so far and receipts stored, each as CODE:RECEIPT.
answered() {
    cat "$WORK"/list-confirm-* | jq -Rr 'fromjson? | select(.event) |
        "\(.voucher.code):\(.event.receipt)"' | sort
}
stored() {
    while read -r code; do
        events_of "$office" "$code" | sed "s/^/$code:/"
    done < "$WORK/codes" | sort
}
slips_answered() { # of this round
    jq -Rr 'fromjson? | select(.slip) | "\(.slip.number) \(.slip.vouchers[0].code) \(.pdf)"' \
        < "$WORK/list-issue-$1"
}

: > "$WORK/lost" > "$WORK/unproved" > "$WORK/slow"
round=0
while [ $round -lt "$ROUNDS" ]; do
    round=$((round + 1))
    for writer in a b; do
        setsid sh "$WORK/confirm.sh" "$office" $DAY "$WORK/list-confirm-$round-$writer" \
            "$WORK/codes" &
        eval "$writer=$!"
    done
    setsid sh "$WORK/issue.sh" "$office" $DAY "$WORK/list-issue-$round" "$PDFS/$round" &
    c=$!
    pause 60 350
    case $(random 1 3) in
    1) order="$a $b $c" ;;
    2) order="$c $a $b" ;;
    *) order="$b $c $a" ;;
    esac
    for pid in $order; do
        kill_group "$pid"
        pause 1 20
    done
    start=$(date +%s)
    stored > "$WORK/stored"
    [ $(($(date +%s) - start)) -le 2 ] || echo "$round" >> "$WORK/slow"
    verified "$office" || echo "round $round" >> "$WORK/unproved"
    answered > "$WORK/answered"
    comm -23 "$WORK/answered" "$WORK/stored" >> "$WORK/lost"
    slips_answered $round | while read -r number code file; do
        lz "$office" show slip "$number" | jq -e --arg code "$code" \
            '.slip.copies == 1 and .slip.vouchers[0].code == $code' > /dev/null &&
            [ "$(tail -c 6 "$file" | tr -d '\n')" = "%%EOF" ] || echo "$number $file"
    done >> "$WORK/lost"
done

given=$(wc -l < "$WORK/answered" | tr -d ' ')
slips=$(cat "$WORK"/list-issue-* | jq -Rr 'fromjson? | .slip.number // empty' | wc -l | tr -d ' ')
echo "# $ROUNDS rounds, $((ROUNDS * 3)) writers killed, $given confirmations and $slips slips answered"
ok "the writers were at work when they were killed" test "$given" -ge "$ROUNDS" -a "$slips" -ge 5
same "nothing that was answered is missing" "" "$(cat "$WORK/lost")"
same "verify finds nothing after any round" "" "$(cat "$WORK/unproved")"
same "the next start needs no time to recover" "" "$(cat "$WORK/slow")"
same "no answer is there twice" "" "$(uniq -d "$WORK/stored")"
# A killed writer may have committed one event whose answer nobody got; two are there from
# the beginning.
begun=6
extra=$(($(wc -l < "$WORK/stored") - begun - given))
ok "nothing is there that nobody asked for" test $extra -ge 0 -a $extra -le $((ROUNDS * 2))
same "slip numbers are given once" "" \
    "$(cat "$WORK"/list-issue-* | jq -Rr 'fromjson? | .slip.number // empty' | sort | uniq -d)"
same "no PDF under its name is half" "" "$(for file in "$PDFS"/*.pdf; do
    [ "$(tail -c 6 "$file" | tr -d '\n')" = "%%EOF" ] || echo "$file"
done)"
# 0 done; 10 when the turn to write did not come within the wait. Nothing else may happen.
same "writers only ever wait for each other" "" "$(cat "$WORK"/list-*.status | grep -vE '^(0|10)$' | sort -u)"
same "and say so" "" "$(cat "$WORK"/list-* | jq -Rr 'fromjson? | .error.message // empty' |
    grep -v '^Ein anderes Programm arbeitet gerade' | sort -u)"
same "nothing stands on stderr" "" "$(cat "$WORK"/list-*.err)"
ok "work goes on by hand" lz "$office" confirm "$(head -n 1 "$WORK/codes")" start
ok "and the chains hold" verified "$office"
plan
