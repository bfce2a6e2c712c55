/*
 * rules_print.c - the transition table as text that people can read and compare.
 */
#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "rules.h"

#define CELL_MAX 400

/* The columns; with one blank between them the widths make 120. */
enum column { COL_STEP, COL_WHO, COL_LEVEL, COL_FROM, COL_TO, COL_REMARKS, COL__MAX };
static const int widths[COL__MAX] = {9, 16, 5, 23, 18, 44};

/* What holds for more than one row. */
static const char notes[] =
    "The level is what a provider's step needs. The office records accept, start, attend and end "
    "from returned paper:\n"
    "at any level when the client brought it, else at the provider's level. Of a referral, "
    "which has no paper, it\n"
    "records what the client tells in the talk; no provider learns of it.\n"
    "happened_on: never in the future, never before the event it builds on; 14 days back at the "
    "reception, 45 from the\n"
    "lead's own list, without limit for the office. A day set by the office moves to a working "
    "day.\n"
    "A provider's step is for the provider the voucher names; once accepted, for the bound one "
    "only.\n";

struct line {
    char cell[COL__MAX][CELL_MAX];
};

/* Append ITEM to the words of CELL, after SEPARATOR unless it is the first. */
static void
add(char cell[CELL_MAX], const char *separator, const char *item)
{
    size_t len = strlen(cell);
    snprintf(cell + len, CELL_MAX - len, "%s%s", len ? separator : "", item);
}

static const char *
outcome_word(unsigned index)
{
    return outcome_name((enum outcome)index);
}

static const char *
cause_word(unsigned index)
{
    return cause_name((enum cause)index);
}

static const char *
state_word(unsigned index)
{
    return state_name((enum state)index);
}

/* Name the members of SET that are not the NONE at index 0. */
static void
add_set(char cell[CELL_MAX], unsigned set, unsigned max, const char *(*word)(unsigned))
{
    for (unsigned i = 1; i < max; i++) {
        if (set & BIT(i)) {
            add(cell, ", ", word(i));
        }
    }
}

static void
add_who(char cell[CELL_MAX], unsigned who)
{
    unsigned provider = BIT(WHO_RECEPTION) | BIT(WHO_LEAD);
    if ((who & provider) == provider) {
        add(cell, ", ", "provider");
        who &= ~provider;
    }
    for (unsigned i = 1; i < WHO__MAX; i++) {
        if (who & BIT(i)) {
            add(cell, ", ", who_name((enum who)i));
        }
    }
}

static void
add_from(char cell[CELL_MAX], unsigned from)
{
    unsigned all = BIT(STATE__MAX) - 1 - BIT(STATE_NONE);
    if (from == all) {
        add(cell, "", "any");
    } else if (from == BIT(STATE_NONE)) {
        add(cell, "", "-");
    } else {
        add_set(cell, from, STATE__MAX, state_word);
    }
}

static void
add_target(char cell[CELL_MAX], const struct rule *row)
{
    switch (row->target) {
    case TARGET_SAME:
        add(cell, "", "same");
        break;
    case TARGET_STATE:
        add(cell, "", state_name(row->state));
        break;
    case TARGET_NAMED:
        add(cell, "", state_name(row->state));
        add(cell, " ", "if named, else same");
        break;
    case TARGET_BEFORE:
        add(cell, "", "the state before");
        break;
    case TARGET_REPLAY:
        add(cell, "", "replay without it");
        break;
    }
}

static void
add_remarks(char cell[CELL_MAX], const struct rule *row)
{
    char words[CELL_MAX] = "";
    if (row->outcomes) {
        add_set(words, row->outcomes, OUTCOME__MAX, outcome_word);
        add(cell, "; ", "outcome ");
        add(cell, "", words);
    }
    words[0] = '\0';
    if (row->causes) {
        add_set(words, row->causes, CAUSE__MAX, cause_word);
        add(cell, "; ", row->causes & BIT(CAUSE_NONE) ? "reason if known: " : "reason ");
        add(cell, "", words);
    }
    if (row->remark[0]) {
        add(cell, "; ", row->remark);
    }
}

/* How many bytes of TEXT stand on one line of WIDTH: whole words, or what fits of a longer one. */
static int
line_len(const char *text, int width)
{
    int len = (int)strlen(text);
    if (len <= width) {
        return len;
    }
    for (int i = width; i > 0; i--) {
        if (text[i] == ' ') {
            return i;
        }
    }
    return width;
}

/* Print the cells side by side, each on as many lines as it needs. */
static void
print_line(struct buf *out, const struct line *line)
{
    const char *rest[COL__MAX];
    bool more = true;
    for (int i = 0; i < COL__MAX; i++) {
        rest[i] = line->cell[i];
    }
    while (more) {
        int blanks = 0; /* owed before the next word, so that no line ends in one */
        more = false;
        for (int i = 0; i < COL__MAX; i++) {
            int len = line_len(rest[i], widths[i]);
            if (len) {
                buf_printf(out, "%*s%.*s", blanks, "", len, rest[i]);
            }
            blanks = (len ? 0 : blanks) + widths[i] - len + 1;
            rest[i] += len;
            rest[i] += *rest[i] == ' ';
            more = more || *rest[i];
        }
        buf_putc(out, '\n');
    }
}

static void
print_rule(struct buf *out, const struct rule *row)
{
    struct line line = {0};
    add(line.cell[COL_STEP], "", step_name(row->step));
    add_who(line.cell[COL_WHO], row->who);
    if (row->level) {
        snprintf(line.cell[COL_LEVEL], CELL_MAX, "%u", row->level);
    } else {
        add(line.cell[COL_LEVEL], "", "-");
    }
    add_from(line.cell[COL_FROM], row->from);
    add_target(line.cell[COL_TO], row);
    add_remarks(line.cell[COL_REMARKS], row);
    print_line(out, &line);
}

void
rules_print(struct buf *out)
{
    static const struct line titles = {{"step", "who", "level", "from", "to", "remarks"}};
    size_t count;
    const struct rule *table = rules_table(&count);
    print_line(out, &titles);
    for (size_t i = 0; i < count; i++) {
        print_rule(out, &table[i]);
    }
    buf_putc(out, '\n');
    buf_puts(out, notes);
}
