# Reports every include that breaks tests/lint/rooms.txt: FILE:LINE: what.
# Input: rooms.txt first, then the sources; -v top=DIR of the sources.
FNR == NR {
    if ($0 ~ /^#/ || NF == 0) next
    split($0, part, "|")
    room = part[1]; sub(/:.*/, "", room)
    list = part[1]; sub(/^[^:]*:/, "", list)
    n = split(list, word, " ")
    for (i = 1; i <= n; i++) may[room, word[i]] = 1
    n = split(part[2], word, " ")
    for (i = 1; i <= n; i++) owner[word[i] ".h"] = room
    n = split(part[3], word, " ")
    for (i = 1; i <= n; i++) third[word[i]] = room
    next
}
FNR == 1 {
    file = FILENAME
    sub("^" top "/?", "", file)
    if (file ~ /^src\//) { here = file; sub(/^src\//, "", here); sub(/\/.*/, "", here) }
    if (here == "main.c") here = "main"
    if (file ~ /^include\//) { name = file; sub(/.*\//, "", name); here = owner[name] }
    if (here == "") print file ":1: a header without a room in rooms.txt"
}
/^#include "/ {
    name = $2; gsub(/"/, "", name)
    if (!(name in owner)) next # private to its room: the compiler looks beside the file only
    if (!((here, owner[name]) in may))
        print file ":" FNR ": " here " may not include " name " of " owner[name]
}
/^#include </ {
    name = $2; gsub(/[<>]/, "", name); sub(/.*\//, "", name)
    if (name in third && third[name] != here)
        print file ":" FNR ": " name " belongs to " third[name]
    if (name in third && file ~ /^include\//)
        print file ":" FNR ": a public header shows " name
}
