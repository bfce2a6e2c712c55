#!/bin/sh
# Name each file by its content and put a compressed copy beside it: pack.sh OUT FILE...
# "laufzettel.css" becomes OUT/laufzettel-0123abcd.css and .css.gz.
set -eu
out=$1
shift
for file; do
    base=$(basename "$file")
    hash=$(sha256sum "$file" | cut -c 1-8)
    name=$out/${base%.*}-$hash.${base##*.}
    cp "$file" "$name"
    chmod 644 "$name"
    gzip -9nc "$file" > "$name.gz"
done
