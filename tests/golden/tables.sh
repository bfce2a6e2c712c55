# The tables the program prints about itself, against their golden files.
# ACCEPT=yes (make golden-accept) makes today's print the golden one.
. tests/tap.sh

golden() { # golden NAME COMMAND...
    name=$1
    shift
    "$@" > "$WORK/$name.txt"
    if [ "${ACCEPT:-no}" = yes ]; then
        cp "$WORK/$name.txt" "tests/golden/$name.txt"
    fi
    ok "the print of $name is the golden one" diff -u "tests/golden/$name.txt" "$WORK/$name.txt"
}
golden rules "$LZ" rules
golden help "$LZ" help
each_command() { # usage and roles of all
    "$LZ" help | sed -n 's/^  \([a-z]*\) .*/\1/p' | uniq | while read -r word; do "$LZ" help "$word"; done
}
golden commands each_command
golden routes "$LZ" routes
golden form-language "$LZ" form reference
"$LZ" -C "$WORK/office" init > /dev/null
golden config "$LZ" -C "$WORK/office" config
plan
