# Feed the parsers garbage, each for FUZZ_SECONDS (3), starting from its corpus.
. tests/tap.sh

seconds=${FUZZ_SECONDS:-3}
for target in build/fuzz/tests/fuzz/*_fuzz; do
    name=$(basename "$target" _fuzz)
    mkdir -p "$WORK/$name"
    ok "$name survives $seconds s of garbage" "$target" -max_total_time="$seconds" -timeout=5 \
        -rss_limit_mb=512 -max_len=8192 -artifact_prefix="$WORK/" "$WORK/$name" \
        "tests/fuzz/corpus/$name"
done
plan
