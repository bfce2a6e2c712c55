# The README says what the program says.
. tests/tap.sh

block() { awk -v name="$1" '
    $0 == "<!-- " name " -->" { inside = 1; next }
    $0 == "<!-- end -->" { inside = 0 }
    inside && !/^```/' README.md; }
same "the README's commands are those of laufzettel help" "$("$LZ" help)" "$(block help)"
same "the README's tour names every room" "" "$(for r in src/*/; do
    grep -q "^  $(basename "$r")/" README.md || echo "$r"
done)"
plan
