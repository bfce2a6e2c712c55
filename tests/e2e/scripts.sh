# What the scripts of the pages decide without a browser.
. tests/tap.sh
node tests/e2e/script/offline.mjs
status=$?
tap_reached
exit $status
