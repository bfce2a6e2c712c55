/*
 * return_fields.c - the fields of a returned paper: of one voucher's page and of a stack.
 */
#include "return_fields.h"

#include "arena.h"
#include "catalog.h"
#include "office.h"
#include "value.h"
#include "web.h"

struct voucher_return
return_fields_read(const struct web_exchange *x)
{
    struct voucher_return paper = {
        .provider = office_text(x, "provider"),
        .source = source_from_name(office_text(x, "source")),
        .accepted_on = web_day(x, "accepted_on"),
        .started_on = web_day(x, "started_on"),
        .ended_on = web_day(x, "ended_on"),
        .outcome = outcome_from_name(office_text(x, "outcome")),
        .version = (uint32_t)office_number(x, "version", 0),
    };

    for (int i = 0; i < RETURN_DAYS_MAX; i++) {
        paper.attended_on[i] = web_day(x, arena_printf(x->env.arena, "attended_on_%d", i + 1));
    }
    return paper;
}

void
return_fields_choices(const struct web_exchange *x, struct value *doc)
{
    struct value *outcomes = office_select(x, value_set_record(doc, "outcome_select"), "outcome",
                                           N_("Wie es endete"), N_("steht nicht darauf"));
    struct value *sources = value_set_list(doc, "sources");
    const char *source = office_text(x, "source");

    for (enum outcome outcome = OUTCOME_NONE + 1; outcome < OUTCOME__MAX; outcome++) {
        office_letter_choice(outcomes, outcome_name(outcome), outcome_label(outcome),
                             office_text(x, "outcome"));
    }
    source = *source == '\0' ? source_name(SOURCE_PAPER_CLIENT) : source;
    office_choice(sources, source_name(SOURCE_PAPER_CLIENT), N_("von der Kundin oder dem Kunden"),
                  source);
    office_choice(sources, source_name(SOURCE_PAPER_PROVIDER), N_("von der Stelle"), source);
}
