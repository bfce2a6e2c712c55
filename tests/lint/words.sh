# Words that must not stand in the sources.
. tests/tap.sh

in_sources() { grep -nE "$1" $(find src include -name '*.[ch]') || true; }
same "no unbounded or shell-calling function is used" "" \
    "$(in_sources '\b(strcpy|strcat|sprintf|vsprintf|gets|system|popen|alloca|strtok)\(')"
same "nothing below main.c ends the process" "" \
    "$(in_sources '\b(exit|_exit|abort|longjmp)\(' | grep -vE '^src/base/(arena|key|photo_helper)\.c:')"
same "nothing is left open in the text" "" "$(in_sources '\b(TODO|FIXME|XXX|HACK)\b')"
same "no path of one machine is written down" "" \
    "$(git ls-files | xargs grep -nIE '/w[o]rk/|/r[o]ot/|/h[o]me/[a-z]' 2> /dev/null || true)"
same "the clock is asked in one place" "" \
    "$(in_sources '\b(clock_gettime|gettimeofday|time)\((NULL|CLOCK)' |
        grep -vE '^src/base/(clock|progress)\.c:|^src/store/')"
plan
