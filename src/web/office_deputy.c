/*
 * office_deputy.c - the list of deputies and its form: on one's own account, for a colleague.
 */
#include "arena.h"
#include "office.h"
#include "people.h"
#include "value.h"
#include "web.h"

void
office_deputies(const struct web_exchange *x, struct value *doc, const struct value *found,
                const char *path)
{
    const struct value *choices = value_get(found, "choices");
    struct value *list = office_select(x, value_set_record(doc, "deputy_select"), "deputy",
                                       N_("Wer vertritt"), N_("bitte wählen"));

    for (size_t i = 0; i < value_len(choices); i++) {
        const struct value *choice = value_at(choices, i);

        office_choice(list, value_string(value_get(choice, "user")),
                      arena_printf(x->env.arena, "%s (%s)",
                                   value_string(value_get(choice, "shown")),
                                   value_string(value_get(choice, "team"))),
                      office_text(x, "deputy"));
    }
    value_set_text(doc, "deputy_path", path);
    value_set_shared(doc, "deputies", value_get(found, "deputies"));
    value_set_shared(doc, "standing_in", value_get(found, "standing_in"));
    value_set_bool(doc, "has_deputies", value_truth(value_get(found, "deputies")));
    value_set_bool(doc, "has_standing_in", value_truth(value_get(found, "standing_in")));
    value_set_bool(doc, "deputy_open", x->fault.reason != REASON_NONE);
}

bool
office_deputy_add(struct web_exchange *x, const char *name)
{
    struct deputy_request request = {.user = name,
                                     .deputy = office_text(x, "deputy"),
                                     .from = web_day(x, "from_day"),
                                     .until = web_day(x, "until_day")};
    const struct value *ignored;

    return deputy_add(&x->env, &request, &ignored, &x->fault);
}
