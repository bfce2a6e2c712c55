#!/bin/sh
# Does veraPDF find every PDF given valid as PDF/UA-1 and as PDF/A-2a? Prints TAP.
# Usage: verapdf.sh FILE.pdf ...   Without files: the samples of the print room.
# The validator is fetched once, with Maven, into build/verapdf:
#   mvn -q -B -f tests/golden/verapdf/pom.xml dependency:copy-dependencies \
#       -DoutputDirectory="$PWD/build/verapdf"
OUT=${OUT:-build/release}
jars=${VERAPDF:-build/verapdf}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
if ! ls "$jars"/greenfield-apps-*.jar > /dev/null 2>&1 || ! command -v java > /dev/null; then
    echo "1..1"
    echo "ok 1 - PDF/UA-1 and PDF/A-2a # SKIP veraPDF is not in $jars"
    exit 0
fi
if [ $# -eq 0 ]; then
    PRINT_SAMPLES=$work "$OUT/tests/unit/print/print_test" || exit 1
    set -- "$work"/*.pdf
fi
echo "1..$((2 * $#))"
number=0 failed=0
for flavour in ua1 2a; do
    java -cp "$jars/*" org.verapdf.apps.GreenfieldCliWrapper \
        -f "$flavour" --format text -v "$@" > "$work/report" 2> "$work/errors"
    for file in "$@"; do
        number=$((number + 1))
        name=$(basename "$file")
        if grep -q "^PASS .*/$name $flavour\$" "$work/report"; then
            echo "ok $number - $name is valid $flavour"
        else
            echo "not ok $number - $name is valid $flavour"
            failed=1
        fi
    done
    [ $failed -eq 0 ] || sed 's/^/# /' "$work/report" "$work/errors" | head -n 60
done
exit $failed
