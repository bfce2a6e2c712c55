# Each public header compiles alone, in C11 without extensions of ours.
. tests/tap.sh

for h in include/*.h; do
    ok "$h compiles alone" ${CC:-gcc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror \
        -iquote include -fsyntax-only -x c "$h"
done
plan
