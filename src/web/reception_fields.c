/*
 * reception_fields.c - reads a reported step from the fields of a page or of the API.
 */
#include "reception_fields.h"

#include "str.h"

/* Not a recommendation; the rules refuse it by name. */
#define RECOMMEND_STRANGER (RECOMMEND_ALL + 1)

static enum outcome
outcome_of(const char *name)
{
    enum outcome outcome = outcome_from_name(name);

    return outcome == OUTCOME_NONE && !str_empty(name) ? OUTCOME__MAX : outcome;
}

static enum cause
cause_of(const char *name)
{
    enum cause cause = cause_from_name(name);

    return cause == CAUSE_NONE && !str_empty(name) ? CAUSE__MAX : cause;
}

static unsigned
recommendation_of(const struct web_exchange *x)
{
    unsigned set = 0;
    const char *name;

    for (size_t i = 0; (name = web_field_at(x, "recommendation", i)); i++) {
        unsigned bit = recommendation_from_name(name);

        set |= bit ? bit : RECOMMEND_STRANGER;
    }
    return set;
}

static const char *
text_of(const struct web_exchange *x, const char *name)
{
    const char *text = web_field(x, name);

    return text ? text : "";
}

enum source
reception_source(const struct web_exchange *x)
{
    return str_equal(text_of(x, "how"), "scan") ? SOURCE_SCAN : SOURCE_TYPED;
}

bool
reception_fields(const struct web_exchange *x, enum source source, struct reception_event *out,
                 struct err *err)
{
    enum step step = step_from_name(text_of(x, "command"));

    if (step == STEP_NONE) {
        return err_set(err, REASON_INVALID, "command", "Bitte eine dieser Angaben wählen: %1.",
                       "waitlist, decline, accept, start, attend, recommend, end, annul");
    }
    *out = (struct reception_event){
        .code = text_of(x, "code"),
        .step = step,
        .source = source,
        .nonce = text_of(x, "nonce"),
        .happened_on = web_day(x, "happened_on"),
        .outcome = outcome_of(web_field(x, "outcome")),
        .cause = cause_of(web_field(x, "reason")),
        .until = web_day(x, "until"),
        .recommendation = recommendation_of(x),
        .discussed = web_field(x, "discussed") != NULL,
        .again = web_field(x, "again") != NULL,
        .receipt = text_of(x, "event"),
    };
    return true;
}
