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

static void
add_day(const struct web_exchange *x, struct value *list, const char *name, const char *label,
        const struct return_days *days)
{
    bool first = value_len(list) == 0;
    struct value *item = value_add_record(list);
    const char *fault = web_fault(x, name);

    value_set_text(item, "name", name);
    value_set_text(item, "label", label);
    value_set_text(item, "value", office_text(x, name));
    value_set_text(item, "fault_message", fault);
    value_set_bool(item, "typed", days->typed);
    value_set_bool(item, "focus", (first && days->focus) || fault != NULL);
}

static void
set_days(const struct web_exchange *x, struct value *doc, const struct return_days *days)
{
    struct value *list = value_set_list(doc, "days");

    if (days->accept) {
        add_day(x, list, "accepted_on", N_("Aufnahme am"), days);
    }
    if (days->start) {
        add_day(x, list, "started_on", N_("Beginn am"), days);
    }
    if (days->attend) {
        add_day(x, list, "attended_on_1", N_("Termin am"), days);
        add_day(x, list, "attended_on_2", N_("2. Termin am"), days);
        add_day(x, list, "attended_on_3", N_("3. Termin am"), days);
        add_day(x, list, "attended_on_4", N_("4. Termin am"), days);
    }
    if (days->end) {
        add_day(x, list, "ended_on", N_("Ende am"), days);
    }
}

/* Where the choice was free, the paper says which one it was. */
static void
set_providers(const struct web_exchange *x, struct value *doc, const struct value *found)
{
    const struct value *providers = found == NULL ? NULL : value_get(found, "providers");
    struct value *list = office_select(x, value_set_record(doc, "provider_select"), "provider",
                                       N_("Welche Stelle war es?"), N_("bitte wählen"));

    for (size_t i = 0; i < value_len(providers); i++) {
        const struct value *item = value_at(providers, i);

        office_choice(list, value_string(value_get(item, "provider")),
                      value_string(value_get(item, "name")), office_text(x, "provider"));
    }
    value_set_bool(doc, "has_providers", value_len(providers) > 0);
}

/* What was told in a talk came on no paper. */
static void
set_sources(const struct web_exchange *x, struct value *doc, const struct return_days *days)
{
    const char *source = office_text(x, "source");
    struct value *sources;

    if (days->told) {
        value_set_text(doc, "source_radios", NULL);
        return;
    }
    sources = office_select(x, value_set_record(doc, "source_radios"), "source",
                            N_("Der Abschnitt kommt"), NULL);
    source = *source == '\0' ? source_name(SOURCE_PAPER_CLIENT) : source;
    office_choice(sources, source_name(SOURCE_PAPER_CLIENT), N_("von der Kundin oder dem Kunden"),
                  source);
    office_choice(sources, source_name(SOURCE_PAPER_PROVIDER), N_("von der Stelle"), source);
}

void
return_fields_set(const struct web_exchange *x, struct value *doc, const struct return_days *days,
                  const struct value *found)
{
    struct value *outcomes = office_select(x, value_set_record(doc, "outcome_select"), "outcome",
                                           N_("Wie es endete"),
                                           days->told ? N_("nicht berichtet")
                                                      : N_("steht nicht darauf"));

    set_days(x, doc, days);
    set_providers(x, doc, found);
    for (enum outcome outcome = OUTCOME_NONE + 1; outcome < OUTCOME__MAX; outcome++) {
        office_letter_choice(outcomes, outcome_name(outcome), outcome_label(outcome),
                             office_text(x, "outcome"));
    }
    value_set_bool(doc, "asks_outcome", days->end);
    set_sources(x, doc, days);
}
