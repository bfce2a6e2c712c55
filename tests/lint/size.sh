# Sizes: a file does one thing, a function fits on a screen, a line on a page.
. tests/tap.sh

sources=$(find src include tests -name '*.[ch]' | LC_ALL=C sort)
same "no file has more than 500 lines, no test more than 800" "" "$(wc -l $sources |
    awk '$2 != "total" && $1 > ($2 ~ /^tests/ ? 800 : 500)')"
same "main.c stays under 100 lines" "" "$(wc -l < src/main.c | awk '$1 >= 100')"
same "no function is longer than 60 lines, no test longer than 100" "" "$(awk '
    FNR == 1 { start = 0 }
    /^\{/ { start = FNR }
    /^\}/ && start { if (FNR - start > (FILENAME ~ /^tests/ ? 100 : 60)) print FILENAME ":" start; start = 0 }' $sources)"
same "no line outside a table is longer than 100 letters, in tests 120" "" "$(perl -CSD -ne '
    $off = 1 if /clang-format off/; $off = 0 if /clang-format on/;
    chomp; print "$ARGV:$.\n" if !$off && length > ($ARGV =~ /^tests/ ? 120 : 100); close ARGV if eof' $sources)"
plan
