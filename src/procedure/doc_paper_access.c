/*
 * doc_paper_access.c - who saw or recorded what about a client, on a sheet that is the client's.
 */
#include "doc_paper.h"

#include "access.h"
#include "arena.h"
#include "date.h"
#include "env.h"
#include "str.h"
#include "value.h"

#define LINES_MAX 400 /* about ten pages */

/* "Das Amt (Teamleitung)": the task, never the person. */
static const char *
who_of(struct arena *arena, const struct access_line *line)
{
    const char *who = line->who_name != NULL ? line->who_name : line->who;

    return line->role == NULL ? who : arena_printf(arena, "%s (%s)", who, line->role);
}

static const char *
about_of(struct arena *arena, const struct access_line *line)
{
    if (line->slip == NULL) {
        return "Akte";
    }
    return line->position == 0
               ? line->slip
               : arena_printf(arena, "%s, Station %d", line->slip, line->position);
}

bool
doc_paper_access(struct paper_work *work, struct value *root, struct err *err)
{
    struct arena *arena = work->arena;
    struct value *list = value_set_list(root, "lines");
    struct access_lines lines;

    if (!access_collect(work->env, work->db, work->client.id, NULL, &lines, err) ||
        !paper_set_contact(work, root, err)) {
        return false;
    }
    value_set_text(value_set_record(root, "case"), "number", work->client.number);
    (void)paper_set_client(work, root);
    paper_set_printed(work, root);
    for (size_t i = 0; i < lines.count && i < LINES_MAX; i++) {
        struct value *item = value_add_record(list);
        char when[MOMENT_TEXT_MAX];

        value_set_text(item, "when", arena_strdup(arena, moment_german(
                                                             when, lines.line[i].moment_ms)));
        value_set_text(item, "who", who_of(arena, &lines.line[i]));
        value_set_text(item, "what", lines.line[i].what);
        value_set_text(item, "about", about_of(arena, &lines.line[i]));
    }
    value_set_bool(root, "any", value_len(list) > 0);
    value_set_bool(root, "more", lines.count > LINES_MAX);
    return true;
}
