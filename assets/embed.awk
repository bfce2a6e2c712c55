# Reads lines "NAME PATH", sorted by NAME; writes assembly that puts each file
# into the binary and a table `asset_rows` of { name, bytes, length }.
BEGIN { print "    .section .rodata" }
{
    n++
    printf "n%d: .string \"%s\"\n    .balign 16\n", n, $1
    printf "b%d: .incbin \"%s\"\ne%d: .byte 0\n", n, $2, n
}
END {
    print "    .section .data.rel.ro,\"aw\"\n    .balign 8\n    .globl asset_rows\nasset_rows:"
    for (i = 1; i <= n; i++)
        printf "    .quad n%d, b%d, e%d - b%d\n", i, i, i, i
    print "    .section .rodata\n    .balign 8\n    .globl asset_row_count\nasset_row_count: .quad " n
    print "    .section .note.GNU-stack,\"\",@progbits"
}
