/*
 * voucher_form.c - the page of one voucher: where it stands, and a form for each step that can be
 * taken now.
 *
 * Each form carries the count of events the page showed: whoever decides on an old page reads
 * what happened meanwhile, and nothing changes.
 */
#include "voucher_form.h"

#include "arena.h"
#include "case.h"
#include "catalog.h"
#include "clock.h"
#include "contradiction.h"
#include "date.h"
#include "doc.h"
#include "office.h"
#include "pages.h"
#include "return_fields.h"
#include "rules.h"
#include "slip.h"
#include "str.h"
#include "value.h"
#include "voucher.h"
#include "web.h"

#define HTTP_OK 200

int64_t
voucher_form_position(const struct web_exchange *x)
{
    const char *text = x->segment[1];
    int64_t number = 0;

    while (*text >= '0' && *text <= '9' && number < SLIP_STATIONS_MAX) {
        number = 10 * number + (*text++ - '0');
    }
    return *text == '\0' ? number : 0;
}

static bool
can(const struct value *actions, enum step step)
{
    return value_truth(value_get(actions, step_name(step)));
}

/* ---- what is asked ---- */

/* What the office can make of something told late. */
static void
set_decisions(const struct web_exchange *x, struct value *doc)
{
    struct value *decisions = value_set_list(doc, "decisions");
    struct value *outcomes = office_select(x, value_set_record(doc, "settle_select"),
                                           "settle_outcome", N_("Wie es endete"),
                                           N_("bitte wählen"));

    for (enum decision decision = DECISION_NONE + 1; decision < DECISION__MAX; decision++) {
        office_choice(decisions, decision_name(decision), decision_label(decision),
                      office_text(x, "decision"));
    }
    for (enum outcome outcome = OUTCOME_NONE + 1; outcome < OUTCOME__MAX; outcome++) {
        office_letter_choice(outcomes, outcome_name(outcome), outcome_label(outcome),
                             office_text(x, "settle_outcome"));
    }
}

static void
set_causes(const struct web_exchange *x, struct value *doc, const char *name, enum step step)
{
    struct value *record = value_set_record(doc, arena_printf(x->env.arena, "%s_radios", name));

    office_causes(office_select(x, record, name, N_("Grund"), NULL), (int)step,
                  office_text(x, name));
}

/* EVENT as people know it, among the choices LIST of the field NAME. */
static void
add_entry(const struct web_exchange *x, struct value *list, const char *name,
          const struct value *event)
{
    const char *receipt = value_string(value_get(event, "receipt"));
    const char *what = value_string(value_get(event, "command_label"));
    char day[DAY_TEXT_MAX];
    struct err ignored = {0};
    int32_t on;

    if (day_parse(value_string(value_get(event, "happened_on")), "", &on, &ignored)) {
        office_choice(list, receipt,
                      arena_printf(x->env.arena, "%s, %s (%s)",
                                   catalog_text(x->env.catalog, what), day_german(day, on),
                                   receipt),
                      office_text(x, name));
    }
}

/* Which entry is wrong: what can be taken out; and what the client can dispute. */
static void
set_entries(const struct web_exchange *x, struct value *doc, const struct value *events)
{
    struct value *wrong = office_select(x, value_set_record(doc, "event_radios"), "event",
                                        N_("Welcher Eintrag ist falsch?"), NULL);
    struct value *disputed = office_select(x, value_set_record(doc, "disputed_radios"),
                                           "disputed", N_("Welcher Eintrag ist bestritten?"),
                                           NULL);

    for (size_t i = 0; i < value_len(events); i++) {
        const struct value *event = value_at(events, i);

        if (value_truth(value_get(event, "annullable"))) {
            add_entry(x, wrong, "event", event);
        }
        if (!value_truth(value_get(event, "annulled")) &&
            !value_truth(value_get(event, "disputed"))) {
            add_entry(x, disputed, "disputed", event);
        }
    }
    value_set_bool(doc, "can_dispute", value_len(disputed) > 0);
}

/* Which days a paper may still tell: after the accept in the same entry, all of them. */
static void
set_return(const struct web_exchange *x, struct value *doc, const struct value *found)
{
    const struct value *actions = value_get(found, "can");
    bool accept = can(actions, STEP_ACCEPT);
    bool referral = value_truth(value_find(found, "voucher.referral"));
    struct return_days days = {
        .accept = accept,
        .start = accept || can(actions, STEP_START),
        .attend = (accept && !referral) || can(actions, STEP_ATTEND),
        .end = accept || can(actions, STEP_END),
        .told = referral,
    };

    return_fields_set(x, doc, &days, found);
    value_set_bool(doc, "can_return", days.start || days.end);
}

const char *
voucher_form_check(const struct web_exchange *x, enum check check)
{
    const char *text = office_text(x, check_name(check));

    return str_equal(text, "open") || str_equal(text, "done") ? text : "";
}

/* After a service that took place, plan and profile are due; else nothing is presumed. */
static void
set_checks(const struct web_exchange *x, struct value *doc, bool ended)
{
    struct value *list = value_set_list(doc, "closing");
    bool sent = x->route->handler == page_voucher_review;

    for (enum check check = CHECK_PROFILE; check < CHECK__MAX; check++) {
        bool presumed = ended && check != CHECK_HELP_PLAN;
        const char *chosen = sent       ? voucher_form_check(x, check)
                             : presumed ? "open"
                                        : "";
        struct value *options = office_select(x, value_add_record(list), check_name(check),
                                              check_label(check), N_("entfällt"));

        office_choice(options, "open", N_("offen, in einer Woche"), chosen);
        office_choice(options, "done", N_("erledigt"), chosen);
    }
}

static void
set_review(const struct web_exchange *x, struct value *doc, const struct value *found)
{
    const struct value *voucher = value_get(found, "voucher");
    struct value *goals = office_select(x, value_set_record(doc, "goal_radios"), "goal",
                                        N_("Ist das Ziel erreicht?"), NULL);
    struct value *steps = office_select(x, value_set_record(doc, "next_select"), "next_step",
                                        N_("Wie geht es weiter?"), N_("ohne Angabe"));

    for (enum goal goal = GOAL_NONE + 1; goal < GOAL__MAX; goal++) {
        office_choice(goals, goal_name(goal), goal_label(goal), office_text(x, "goal"));
    }
    for (enum next_step next = NEXT_NONE + 1; next < NEXT__MAX; next++) {
        office_choice(steps, next_step_name(next), next_step_label(next),
                      office_text(x, "next_step"));
    }
    set_checks(x, doc, str_equal(value_string(value_get(voucher, "state")),
                                 state_name(STATE_ENDED)));
}

/* ---- paper ---- */

/* Who else could be named on a new paper; nobody while one is at work. */
static void
set_paper(const struct web_exchange *x, struct value *doc, const struct value *found)
{
    const struct value *offers = value_get(found, "offers");
    const char *named = value_string(value_find(found, "voucher.provider"));
    struct value *list = office_select(x, value_set_record(doc, "new_provider_select"),
                                       "new_provider", N_("Andere Stelle (freiwillig)"),
                                       N_("bleibt, wie sie ist"));
    bool print = web_field(x, "drucken") != NULL && x->fault.reason == REASON_NONE;

    for (size_t i = 0; i < value_len(offers); i++) {
        const struct value *item = value_at(offers, i);
        const char *key = value_string(value_get(item, "provider"));

        if (!str_equal(key, named)) {
            office_choice(list, key, value_string(value_get(item, "name")),
                          office_text(x, "new_provider"));
        }
    }
    value_set_bool(doc, "may_move", value_len(list) > 0);
    value_set_bool(doc, "answers",
                   value_truth(value_find(found, "papers.printed")) ||
                       can(value_get(found, "can"), STEP_REISSUE));
    value_set_bool(doc, "print_now",
                   print && value_truth(value_find(found, "papers.voucher")));
}

/* ---- what came between ---- */

/* The events that whoever decided had not seen. */
static void
set_meanwhile(const struct web_exchange *x, struct value *doc, const struct value *voucher)
{
    const struct value *events = value_get(voucher, "events");
    struct value *list = value_set_list(doc, "meanwhile");
    int64_t seen = office_number(x, "version", 0);

    for (size_t i = 0; i < value_len(events) && x->fault.reason == REASON_CONFLICT; i++) {
        const struct value *event = value_at(events, i);

        if (seen > 0 && value_number(value_get(event, "number")) > seen) {
            value_set_shared(value_add_record(list), "event", event);
        }
    }
    value_set_bool(doc, "has_meanwhile", value_len(list) > 0);
}

/* A form with a fault is not folded away. */
static void
set_folds(const struct web_exchange *x, struct value *doc, const struct value *actions)
{
    struct value *open = value_set_record(doc, "open");
    bool wrong = x->fault.reason != REASON_NONE;

    value_set_bool(open, "until", wrong && x->route->handler == page_voucher_extend);
    value_set_bool(open, "reason", wrong && x->route->handler == page_voucher_withdraw);
    value_set_bool(open, "annul", wrong && x->route->handler == page_voucher_annul);
    value_set_bool(open, "disputed", str_equal(x->fault.field, "disputed"));
    value_set_bool(doc, "has_steering",
                   can(actions, STEP_EXTEND) || can(actions, STEP_WITHDRAW) ||
                       can(actions, STEP_CLOSE) || can(actions, STEP_REOPEN) ||
                       can(actions, STEP_ANNUL) ||
                       value_truth(value_get(doc, "can_dispute")));
}

void
voucher_form_show(struct web_exchange *x)
{
    static const char *const shared[] = {"voucher", "can",   "papers",
                                         "untold",  "notes", "contradictions"};
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!case_enter_slip(&x->env, x->segment[0], CASE_WHOLE, NULL, &err) ||
        !voucher_show_at(&x->env, x->segment[0], voucher_form_position(x), &found, &err)) {
        web_fail(x, &err);
        return;
    }
    office_title(x, doc,
                 value_truth(value_find(found, "voucher.referral"))
                     ? N_("Verweis ohne Laufzettel")
                     : N_("Gutschein"),
                 arena_printf(x->env.arena, "%s/%s", x->segment[0], x->segment[1]));
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        value_set_shared(doc, shared[i], value_get(found, shared[i]));
    }
    doc_set_day(x->env.arena, doc, "now_on", clock_today(&x->env.clock));
    set_return(x, doc, found);
    set_review(x, doc, found);
    set_paper(x, doc, found);
    set_causes(x, doc, "reason", STEP_WITHDRAW);
    set_causes(x, doc, "annul_reason", STEP_ANNUL);
    set_entries(x, doc, value_find(found, "voucher.events"));
    set_decisions(x, doc);
    set_meanwhile(x, doc, value_get(found, "voucher"));
    set_folds(x, doc, value_get(found, "can"));
    web_page(x, HTTP_OK, "voucher", doc);
}
