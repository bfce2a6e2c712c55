/*
 * page_posting.c - the posting list: what to book in the Fachverfahren, ticked one by one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "export.h"
#include "office.h"
#include "pages.h"
#include "posting.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* Whose list: "" the own, or a log-in name, which an address holds as it is. What is not for
   their eyes the list leaves out itself. */
static const char *
whose(const struct web_exchange *x)
{
    const char *who = office_text(x, "who");
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";

    return strspn(who, letters) == strlen(who) ? who : "";
}

static void
add_team(struct web_exchange *x, struct value *doc, const struct value *posting)
{
    const struct value *team = value_get(posting, "team");
    struct value *list = office_select(x, value_set_record(doc, "who_select"), "who",
                                       N_("Wessen Fälle"), N_("die eigenen"));

    for (size_t i = 0; i < value_len(team); i++) {
        const char *name = value_string(value_get(value_at(team, i), "name"));

        office_choice(list, name, name, whose(x));
    }
    value_set_bool(doc, "has_team", value_len(team) > 0);
}

void
page_posting(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found, *posting;
    struct err err = {0};

    if (!posting_show(&x->env, whose(x), &found, &err)) {
        web_fail(x, &err);
        return;
    }
    posting = value_get(found, "posting");
    value_set_text(doc, "title", N_("Buchungsliste"));
    value_set_shared(doc, "posting", posting);
    value_set_text(doc, "who", whose(x));
    value_set_bool(doc, "has_open", value_len(value_get(posting, "open")) > 0);
    value_set_bool(doc, "has_done", value_len(value_get(posting, "done")) > 0);
    add_team(x, doc, posting);
    web_page(x, HTTP_OK, "posting", doc);
}

/* The events of the form; one that is no number is 0, which no event has. */
static void
tick(struct web_exchange *x, bool posted)
{
    const char *who = whose(x), *text;
    const struct value *ignored;
    int64_t event[POSTING_SHOWN];
    struct err err = {0};
    size_t count = 0;

    while (count < POSTING_SHOWN && (text = web_field_at(x, "event", count)) != NULL) {
        event[count++] = strspn(text, "0123456789") == strlen(text) ? strtoll(text, NULL, 10) : 0;
    }
    if (!posting_tick(&x->env, event, count, posted, &ignored, &err)) {
        web_fail(x, &err);
        return;
    }
    web_redirect(x, *who == '\0' ? "/buchungen"
                                 : arena_printf(x->env.arena, "/buchungen?who=%s", who));
}

void
page_posting_tick(struct web_exchange *x)
{
    tick(x, true);
}

void
page_posting_untick(struct web_exchange *x)
{
    tick(x, false);
}

/* At most what a page of the export holds, so it fits in memory. */
void
page_posting_csv(struct web_exchange *x)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *stream = open_memstream(&bytes, &len);
    struct export_request request = {.name = "posting", .since = "", .user = whose(x),
                                     .profile = x->env.config.profile, .format = TABLE_CSV,
                                     .file = "", .stream = stream};
    const struct value *ignored;
    struct err err = {0};
    bool done = stream != NULL && export_run(&x->env, &request, &ignored, &err);

    if (stream != NULL && fclose(stream) != 0) {
        done = false;
    }
    if (done) {
        web_bytes(x, "text/csv; charset=utf-8", "buchungsliste.csv",
                  arena_memdup(x->env.arena, bytes, len), len);
    } else {
        (void)err_set(&err, REASON_STORE, "", NULL);
        web_fail(x, &err);
    }
    free(bytes);
}
