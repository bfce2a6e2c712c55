/*
 * code_layout.c - two keyboards side by side, one row per key.
 *
 * Source: Microsoft's tables of the US and the German layout (KBDUS, KBDGR),
 * whose column CAP says which keys Caps Lock shifts.
 *
 * Not here: characters behind AltGr (@ \ [ ] on a German keyboard). A scanner
 * set to German cannot send them to a PC set to US. An address of ours holds
 * none, and no dead key (^ ´ `) either; only the prefixes that a scanner may
 * put before it do.
 */
#include "code_layout.h"

#include <stdbool.h>

/* What Caps Lock does to a key. */
enum key_caps {
    FIXED,  /* nothing */
    SHIFTS, /* shifts it where Caps Lock is a shift lock */
    LETTER  /* shifts it everywhere */
};

struct key {
    uint8_t sign[LAYOUT__MAX][2]; /* without and with Shift */
    enum key_caps caps[LAYOUT__MAX];
};

/* clang-format off */
static const struct key keyboard[] = {
    /*    US            German         Caps Lock: US, German */
    {{{'`',  '~'}, {'^',  0xB0}}, {FIXED,  FIXED }},
    {{{'1',  '!'}, {'1',  '!' }}, {FIXED,  SHIFTS}},
    {{{'2',  '@'}, {'2',  '"' }}, {FIXED,  SHIFTS}},
    {{{'3',  '#'}, {'3',  0xA7}}, {FIXED,  SHIFTS}},
    {{{'4',  '$'}, {'4',  '$' }}, {FIXED,  SHIFTS}},
    {{{'5',  '%'}, {'5',  '%' }}, {FIXED,  SHIFTS}},
    {{{'6',  '^'}, {'6',  '&' }}, {FIXED,  SHIFTS}},
    {{{'7',  '&'}, {'7',  '/' }}, {FIXED,  SHIFTS}},
    {{{'8',  '*'}, {'8',  '(' }}, {FIXED,  SHIFTS}},
    {{{'9',  '('}, {'9',  ')' }}, {FIXED,  SHIFTS}},
    {{{'0',  ')'}, {'0',  '=' }}, {FIXED,  SHIFTS}},
    {{{'-',  '_'}, {0xDF, '?' }}, {FIXED,  SHIFTS}},
    {{{'=',  '+'}, {0xB4, '`' }}, {FIXED,  FIXED }},

    {{{'q',  'Q'}, {'q',  'Q' }}, {LETTER, LETTER}},
    {{{'w',  'W'}, {'w',  'W' }}, {LETTER, LETTER}},
    {{{'e',  'E'}, {'e',  'E' }}, {LETTER, LETTER}},
    {{{'r',  'R'}, {'r',  'R' }}, {LETTER, LETTER}},
    {{{'t',  'T'}, {'t',  'T' }}, {LETTER, LETTER}},
    {{{'y',  'Y'}, {'z',  'Z' }}, {LETTER, LETTER}},
    {{{'u',  'U'}, {'u',  'U' }}, {LETTER, LETTER}},
    {{{'i',  'I'}, {'i',  'I' }}, {LETTER, LETTER}},
    {{{'o',  'O'}, {'o',  'O' }}, {LETTER, LETTER}},
    {{{'p',  'P'}, {'p',  'P' }}, {LETTER, LETTER}},
    {{{'[',  '{'}, {0xFC, 0xDC}}, {FIXED,  LETTER}},
    {{{']',  '}'}, {'+',  '*' }}, {FIXED,  SHIFTS}},
    {{{'\\', '|'}, {'#',  '\''}}, {FIXED,  SHIFTS}},

    {{{'a',  'A'}, {'a',  'A' }}, {LETTER, LETTER}},
    {{{'s',  'S'}, {'s',  'S' }}, {LETTER, LETTER}},
    {{{'d',  'D'}, {'d',  'D' }}, {LETTER, LETTER}},
    {{{'f',  'F'}, {'f',  'F' }}, {LETTER, LETTER}},
    {{{'g',  'G'}, {'g',  'G' }}, {LETTER, LETTER}},
    {{{'h',  'H'}, {'h',  'H' }}, {LETTER, LETTER}},
    {{{'j',  'J'}, {'j',  'J' }}, {LETTER, LETTER}},
    {{{'k',  'K'}, {'k',  'K' }}, {LETTER, LETTER}},
    {{{'l',  'L'}, {'l',  'L' }}, {LETTER, LETTER}},
    {{{';',  ':'}, {0xF6, 0xD6}}, {FIXED,  LETTER}},
    {{{'\'', '"'}, {0xE4, 0xC4}}, {FIXED,  LETTER}},

    {{{'z',  'Z'}, {'y',  'Y' }}, {LETTER, LETTER}},
    {{{'x',  'X'}, {'x',  'X' }}, {LETTER, LETTER}},
    {{{'c',  'C'}, {'c',  'C' }}, {LETTER, LETTER}},
    {{{'v',  'V'}, {'v',  'V' }}, {LETTER, LETTER}},
    {{{'b',  'B'}, {'b',  'B' }}, {LETTER, LETTER}},
    {{{'n',  'N'}, {'n',  'N' }}, {LETTER, LETTER}},
    {{{'m',  'M'}, {'m',  'M' }}, {LETTER, LETTER}},
    {{{',',  '<'}, {',',  ';' }}, {FIXED,  SHIFTS}},
    {{{'.',  '>'}, {'.',  ':' }}, {FIXED,  SHIFTS}},
    {{{'/',  '?'}, {'-',  '_' }}, {FIXED,  FIXED }},
};

/* German letters stay letters on a US PC, so there Caps Lock changes only their case. */
const struct mistyping mistypings[] = {
    /* scanner       PC              Caps Lock */
    {LAYOUT_US,     LAYOUT_GERMAN, CAPS_OFF},
    {LAYOUT_US,     LAYOUT_GERMAN, CAPS_LETTERS},
    {LAYOUT_US,     LAYOUT_GERMAN, CAPS_SHIFT_LOCK},
    {LAYOUT_GERMAN, LAYOUT_US,     CAPS_OFF},
    {LAYOUT_GERMAN, LAYOUT_GERMAN, CAPS_SHIFT_LOCK},
};
/* clang-format on */

const size_t mistyping_count = sizeof mistypings / sizeof *mistypings;

/* Does Caps Lock turn Shift round on this key of the PC? */
static bool
caps_shifts(const struct mistyping *how, const struct key *key)
{
    enum key_caps caps = key->caps[how->pc];
    return (how->caps != CAPS_OFF && caps == LETTER) ||
           (how->caps == CAPS_SHIFT_LOCK && caps == SHIFTS);
}

/* A place is twice the key's number, and one more with Shift; counted from 1. */
void
layout_index(struct layout_index *out)
{
    *out = (struct layout_index){0};
    for (size_t i = 0; i < sizeof keyboard / sizeof *keyboard * 2; i++) {
        for (int layout = 0; layout < LAYOUT__MAX; layout++) {
            uint8_t *place = &out->place[layout][keyboard[i / 2].sign[layout][i % 2]];
            if (*place == 0) {
                *place = (uint8_t)(i + 1);
            }
        }
    }
}

uint32_t
layout_meant(const struct layout_index *index, const struct mistyping *how, uint32_t shows)
{
    unsigned place = shows < LAYOUT_SIGNS ? index->place[how->pc][shows] : 0;
    if (place == 0) {
        return 0;
    }
    const struct key *key = &keyboard[(place - 1) / 2];
    bool shift = (place - 1) % 2 == 1;
    return key->sign[how->scanner][shift ^ caps_shifts(how, key)];
}
