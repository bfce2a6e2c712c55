# Does every sheet the program prints keep to the standards it claims?
#   structure  our own checks: tags, order, headings, tables, figures, fonts, nothing that acts
#   PDF/A      PDFBox Preflight, which knows the rules of PDF/A-1b (Debian package, no network)
#   veraPDF    PDF/UA-1 and PDF/A-2a in full; comes from Maven Central, once, into build/verapdf.
#              Where it cannot be had that is said; `make check-pdf` (VERAPDF=must) then fails.
. tests/tap.sh
. tests/conformance/samples.inc

pdf=$WORK/pdf
samples "$pdf"
ok "there is a sheet of every form, and slips" sh -c \
    'test "$(ls "$1" | wc -l)" -ge "$2"' - "$pdf" $(($(ls forms/*.xml | wc -l) + 8))

# ---- structure ----
# Drawings of the unit tests are no sheets: without a heading, for one.
structure() { # structure ARGUMENTS: its lines of TAP become ours
    /usr/bin/python3 tests/conformance/structure.py "$@" > "$WORK/tap" 2> "$WORK/python" ||
        sed 's/^/# /' "$WORK/python"
    while read -r line; do
        case $line in
        "ok "*) tap_pass "${line#*- }" ;;
        "not ok "*) tap_fail "${line#*- }" ;;
        "#"*) echo "$line" ;;
        1..*) judged=${line#1..} ;;
        esac
    done < "$WORK/tap"
}
judged=0
structure $(ls "$pdf"/*.pdf | grep -v /drawn-)
same "the structure of every sheet is judged" "$(ls "$pdf" | grep -vc ^drawn-)" "$judged"
structure --planted "$pdf/form-gutschein.pdf"
for form in forms/*.xml; do
    name=$(basename "$form" .xml)
    ok "$name is read in the order of its form" \
        /usr/bin/python3 tests/conformance/reading.py "$form" "$pdf/form-$name.pdf"
done
sed 's|label="Anschrift"|label="@"|; s|label="Zeiten"|label="Anschrift"|; s|label="@"|label="Zeiten"|' \
    forms/gutschein.xml > "$WORK/swapped.xml"
not "a form told in another order is noticed" \
    /usr/bin/python3 tests/conformance/reading.py "$WORK/swapped.xml" "$pdf/form-gutschein.pdf"

# ---- PDFBox Preflight ----
# Rules of PDF/A-1b that PDF/A-2 has dropped or set otherwise:
#   CIDSet    a subset font must list its glyphs; optional since ISO 19005-2, 6.2.11.4.2
#   part      the XMP packet must claim part 1; ours claims part 2
only_1b='The CIDSet entry is missing for the Composite Subset$|^7.11.2 : Error on MetaData, part must be 1$'
classes=$(printf '/usr/share/java/%s.jar:' preflight pdfbox2 xmpbox fontbox2 commons-logging \
    commons-io javax.activation jaxb-api)
# One short run for many small files: compiled quickly, not well.
java="java -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
preflight() { $java -cp "$classes" org.apache.pdfbox.preflight.Validator_A1b group "$1"; }
preflight "$pdf" > "$WORK/preflight" 2> "$WORK/preflight.err"
same "Preflight has judged every sheet" "$(ls "$pdf" | wc -l)" \
    "$(grep -c '^The file ' "$WORK/preflight")"
same "Preflight finds what PDF/A-2 asks for in every sheet" "" \
    "$(grep -vE "^\$|^The file |$only_1b" "$WORK/preflight")"
mkdir "$WORK/bad"
qpdf --linearize "$pdf/form-gutschein.pdf" "$WORK/bad/a.pdf"
sed -i 's|/OutputIntents|/OutputIntentz|' "$WORK/bad/a.pdf"
ok "Preflight finds a missing output intent" sh -c \
    'java -cp "$1" org.apache.pdfbox.preflight.Validator_A1b group "$2" 2>&1 | grep "^2.4.3 "' \
    - "$classes" "$WORK/bad"

# ---- veraPDF ----
jars=build/verapdf
if ! ls $jars/greenfield-apps-*.jar > "$WORK/jars" 2>&1; then
    timeout 180 mvn -q -B -f tests/conformance/pom.xml dependency:copy-dependencies \
        -DoutputDirectory="$PWD/$jars" > "$WORK/maven" 2>&1
fi
if ! ls $jars/greenfield-apps-*.jar > "$WORK/jars" 2>&1; then
    if [ "${VERAPDF:-}" = must ]; then
        tap_fail "veraPDF is fetched from Maven Central"
        head -n 5 "$WORK/maven" | sed 's/^/# /'
    else
        skip "veraPDF, PDF/UA-1 and PDF/A-2a" "Maven Central cannot be reached"
    fi
    plan
    exit
fi
# One run for all files; it picks the flavours that a file claims: both.
$java -cp "$jars/*" org.verapdf.apps.GreenfieldCliWrapper -f 0 --format text -v "$pdf"/*.pdf \
    > "$WORK/report" 2> "$WORK/errors"
for file in "$pdf"/*.pdf; do
    name=$(basename "$file")
    for flavour in ua1 2a; do
        ok "veraPDF: $name is valid $flavour" grep -q "^PASS .*/$name $flavour\$" "$WORK/report"
    done
done
sed -n '/^FAIL/,/^PASS/p' "$WORK/report" | head -n 40 | sed 's/^/# /'
plan
