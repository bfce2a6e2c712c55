/*
 * due_lines.h - private to procedures: follow-ups as lines, those of one case and reason as one.
 */
#ifndef DUE_LINES_H
#define DUE_LINES_H

#include "store_followup.h"

struct value;

struct due_line {
    int64_t case_id;
    enum followup_reason reason;
    bool referral;
    struct value *stations;
};

/* Lines while they are gathered into `list`, a list of a document. */
struct due_lines {
    struct value *list;
    struct due_line *line;
    size_t count;
};

/* Add ROW: a station to the line of its case and reason, or a line of its own. Rows come by
   day, so that a line shows its earliest. NAME (or NULL) is who it is about. */
MUST_CHECK bool due_lines_add(struct due_lines *lines, struct db *db, struct arena *arena,
                              const struct followup_row *row, const char *name, struct err *err);

#endif
