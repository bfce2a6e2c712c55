# Does veraPDF find every form valid, as PDF/UA-1 and as PDF/A-2a? Run by `make check-pdf`.
# The validator comes from Maven Central, once, into build/verapdf.
. tests/tap.sh

jars=build/verapdf
if ! ls $jars/greenfield-apps-*.jar > /dev/null 2>&1; then
    ok "veraPDF is fetched" mvn -q -B -f tests/conformance/pom.xml \
        dependency:copy-dependencies -DoutputDirectory="$PWD/$jars"
fi
mkdir "$WORK/pdf"
PRINT_SAMPLES=$WORK/pdf "$OUT/tests/unit/print/print_test" > /dev/null 2>&1
"$LZ" -C "$WORK/office" init > /dev/null
for form in forms/*.xml; do
    name=$(basename "$form" .xml)
    "$LZ" -C "$WORK/office" form preview "$name" -o "$WORK/pdf/form-$name.pdf" > /dev/null
done
if [ -f demo/slip.pdf ]; then
    cp demo/slip.pdf "$WORK/pdf/demo-slip.pdf"
fi
for flavour in ua1 2a; do
    java -cp "$jars/*" org.verapdf.apps.GreenfieldCliWrapper -f $flavour --format text -v \
        "$WORK"/pdf/*.pdf > "$WORK/report" 2> "$WORK/errors"
    for file in "$WORK"/pdf/*.pdf; do
        name=$(basename "$file")
        ok "$name is valid $flavour" grep -q "^PASS .*/$name $flavour\$" "$WORK/report"
    done
    sed -n '/^FAIL/,$p' "$WORK/report" | head -n 40 | sed 's/^/# /'
done
plan
