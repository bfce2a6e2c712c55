/*
 * page_followup.c - a caseworker's own reminders: moved and done, from the start page or the case.
 */
#include "clock.h"
#include "desk.h"
#include "office.h"
#include "pages.h"
#include "str.h"
#include "web.h"

#define WEEK_DAYS 7

/* Back to the page that the button stood on. */
static void
finish(struct web_exchange *x, bool done, const char *case_number, const struct err *err)
{
    if (!done) {
        web_fail(x, err);
    } else if (str_equal(office_text(x, "from"), "home")) {
        web_redirect(x, "/");
    } else {
        office_to_case(x, case_number);
    }
}

void
page_followup_done(struct web_exchange *x)
{
    const struct value *ignored;
    const char *number = "";
    struct err err = {0};
    bool done = desk_followup_done(&x->env, office_id(x->segment[0]), &ignored, &number, &err);

    finish(x, done, number, &err);
}

/* Without a day: in a week. */
void
page_followup_move(struct web_exchange *x)
{
    int32_t day = web_field(x, "due_on") == NULL ? clock_today(&x->env.clock) + WEEK_DAYS
                                                 : web_day(x, "due_on");
    const struct value *ignored;
    const char *number = "";
    struct err err = {0};
    bool done = desk_followup_move(&x->env, office_id(x->segment[0]), day, &ignored, &number,
                                   &err);

    finish(x, done, number, &err);
}
