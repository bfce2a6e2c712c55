# The pages in real Chromium: the loop from log-in to receipt, what may not be seen, the
# keyboard, many devices at once; axe, the Nu HTML checker and pictures of every page, which
# stay in build/e2e/pages for people to look at.
. tests/tap.sh

tools=build/e2e
lock=tests/e2e/browser/package-lock.json
mkdir -p $tools
if ! cmp -s $lock $tools/package-lock.json || [ ! -d $tools/node_modules ]; then
    cp tests/e2e/browser/package.json $lock tests/e2e/browser/.npmrc $tools/
    (cd $tools && npm ci --silent) || exit 1
fi
cp tests/e2e/browser/*.mjs $tools/
sh assets/demo/build.sh "$LZ" "$WORK/office" > "$WORK/.out" 2>&1 || {
    cat "$WORK/.out" >&2
    exit 1
}
rm -rf $tools/pages
node $tools/main.mjs "$LZ" "$WORK/office" "$WORK" $tools/pages
status=$?
tap_reached
exit $status
