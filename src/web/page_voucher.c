/*
 * page_voucher.c - one voucher: what came back on paper, and every step of the office.
 *
 * Each form carries the count of events the page showed: whoever decides on an old page is
 * told so, and nothing changes.
 */
#include <stdio.h>

#include "arena.h"
#include "case.h"
#include "contradiction.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "office.h"
#include "pages.h"
#include "return_fields.h"
#include "slip.h"
#include "str.h"
#include "value.h"
#include "voucher.h"
#include "web.h"

#define HTTP_OK 200

static int64_t
position(const struct web_exchange *x)
{
    const char *text = x->segment[1];
    int64_t number = 0;

    while (*text >= '0' && *text <= '9' && number < SLIP_STATIONS_MAX) {
        number = 10 * number + (*text++ - '0');
    }
    return *text == '\0' ? number : 0;
}

/* ---- the page ---- */

static void
set_causes(const struct web_exchange *x, struct value *doc, const char *name, enum step step)
{
    struct value *select = value_set_record(doc, arena_printf(x->env.arena, "%s_select", name));

    office_causes(office_select(x, select, name, N_("Grund"), N_("bitte wählen")), (int)step,
                  office_text(x, name));
}

static void
set_choices(const struct web_exchange *x, struct value *doc)
{
    struct value *goals = value_set_list(doc, "goals");

    return_fields_choices(x, doc);
    for (enum goal goal = GOAL_NONE + 1; goal < GOAL__MAX; goal++) {
        office_choice(goals, goal_name(goal), goal_label(goal), office_text(x, "goal"));
    }
    set_causes(x, doc, "reason", STEP_WITHDRAW);
    set_causes(x, doc, "annul_reason", STEP_ANNUL);
}

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

static bool
can(const struct value *actions, enum step step)
{
    return value_truth(value_get(actions, step_name(step)));
}

/* Which days a paper may still tell: after the accept in the same entry, all of them. */
static void
set_return(struct value *doc, const struct value *actions)
{
    struct value *paper = value_set_record(doc, "paper");
    bool accept = can(actions, STEP_ACCEPT);
    bool start = accept || can(actions, STEP_START);
    bool end = accept || can(actions, STEP_END);

    value_set_bool(paper, "accept", accept);
    value_set_bool(paper, "start", start);
    value_set_bool(paper, "attend", accept || can(actions, STEP_ATTEND));
    value_set_bool(paper, "end", end);
    value_set_bool(paper, "any", start || end);
}

static void
set_providers(const struct web_exchange *x, struct value *doc, const struct value *found)
{
    struct value *list = office_select(x, value_set_record(doc, "provider_select"), "provider",
                                       N_("Welche Stelle war es?"), N_("bitte wählen"));

    for (size_t i = 0; i < value_len(found); i++) {
        const struct value *item = value_at(found, i);

        office_choice(list, value_string(value_get(item, "provider")),
                      value_string(value_get(item, "name")), office_text(x, "provider"));
    }
    value_set_bool(doc, "has_providers", value_len(found) > 0);
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
    value_set_bool(doc, "has_steering",
                   can(actions, STEP_EXTEND) || can(actions, STEP_WITHDRAW) ||
                       can(actions, STEP_CLOSE) || can(actions, STEP_REOPEN) ||
                       can(actions, STEP_ANNUL));
}

static void
show(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!case_enter_slip(&x->env, x->segment[0], CASE_WHOLE, NULL, &err) ||
        !voucher_show_at(&x->env, x->segment[0], position(x), &found, &err)) {
        web_fail(x, &err);
        return;
    }
    office_title(x, doc, N_("Gutschein"),
                 arena_printf(x->env.arena, "%s/%s", x->segment[0], x->segment[1]));
    value_set_shared(doc, "voucher", value_get(found, "voucher"));
    value_set_shared(doc, "can", value_get(found, "can"));
    value_set_shared(doc, "papers", value_get(found, "papers"));
    set_providers(x, doc, value_get(found, "providers"));
    set_folds(x, doc, value_get(found, "can"));
    doc_set_day(x->env.arena, doc, "now_on", clock_today(&x->env.clock));
    set_choices(x, doc);
    set_decisions(x, doc);
    value_set_shared(doc, "contradictions", value_get(found, "contradictions"));
    set_return(doc, value_get(found, "can"));
    web_page(x, HTTP_OK, "voucher", doc);
}

void
page_voucher(struct web_exchange *x)
{
    show(x);
}

/* ---- its forms ---- */

/* The code in force of the voucher that the path names. */
static bool
enter(struct web_exchange *x, const char **code, struct err *err)
{
    const struct value *found;

    if (!case_enter_slip(&x->env, x->segment[0], CASE_WHOLE, NULL, err) ||
        !voucher_show_at(&x->env, x->segment[0], position(x), &found, err)) {
        return false;
    }
    *code = value_string(value_find(found, "voucher.code"));
    return true;
}

static void
finish(struct web_exchange *x, bool done, const struct err *err)
{
    if (done) {
        web_redirect(x, office_parent(x));
    } else if (err->reason == REASON_NOT_FOUND) {
        web_fail(x, err);
    } else {
        x->fault = *err;
        show(x);
    }
}

/* One step of the office; STEP comes with what its own form says. */
static void
take(struct web_exchange *x, struct voucher_step step)
{
    const struct value *ignored;
    struct err err = {0};
    bool done;

    step.source = SOURCE_OFFICE;
    step.happened_on = DAY_NONE;
    step.provider = "";
    step.version = (uint32_t)office_number(x, "version", 0);
    done = enter(x, &step.code, &err) && voucher_record(&x->env, &step, &ignored, &err);
    if (step.step == STEP_ANNUL && str_equal(err.field, "reason")) {
        /* Two forms of the page ask for a reason. */
        snprintf(err.field, sizeof err.field, "annul_reason");
    }
    finish(x, done, &err);
}

void
page_voucher_return(struct web_exchange *x)
{
    struct voucher_return paper = return_fields_read(x);
    const struct value *ignored;
    struct err err = {0};
    bool done;

    done = enter(x, &paper.code, &err) && voucher_return(&x->env, &paper, &ignored, &err);
    finish(x, done, &err);
}

void
page_voucher_reissue(struct web_exchange *x)
{
    take(x, (struct voucher_step){.step = STEP_REISSUE, .until = DAY_NONE});
}

void
page_voucher_withdraw(struct web_exchange *x)
{
    take(x, (struct voucher_step){.step = STEP_WITHDRAW,
                                  .until = DAY_NONE,
                                  .cause = cause_from_name(office_text(x, "reason"))});
}

void
page_voucher_extend(struct web_exchange *x)
{
    take(x, (struct voucher_step){.step = STEP_EXTEND, .until = web_day(x, "until")});
}

void
page_voucher_close(struct web_exchange *x)
{
    take(x, (struct voucher_step){.step = STEP_CLOSE, .until = DAY_NONE});
}

void
page_voucher_review(struct web_exchange *x)
{
    take(x, (struct voucher_step){.step = STEP_REVIEW,
                                  .until = DAY_NONE,
                                  .goal = goal_from_name(office_text(x, "goal"))});
}

void
page_voucher_reopen(struct web_exchange *x)
{
    take(x, (struct voucher_step){.step = STEP_REOPEN, .until = DAY_NONE});
}

void
page_voucher_annul(struct web_exchange *x)
{
    take(x, (struct voucher_step){.step = STEP_ANNUL,
                                  .until = DAY_NONE,
                                  .cause = cause_from_name(office_text(x, "annul_reason")),
                                  .receipt = office_text(x, "event")});
}

void
page_voucher_dispute(struct web_exchange *x)
{
    struct voucher_dispute request = {.receipt = office_text(x, "disputed"),
                                      .lift = *office_text(x, "lift") != '\0'};
    const struct value *ignored;
    struct err err = {0};
    bool done = enter(x, &request.code, &err) &&
                voucher_dispute(&x->env, &request, &ignored, &err);

    finish(x, done, &err);
}

void
page_voucher_settle(struct web_exchange *x)
{
    struct contradiction_answer answer = {
        .id = office_number(x, "contradiction", 0),
        .decision = decision_from_name(office_text(x, "decision")),
        .happened_on = web_day(x, "settle_on"),
        .outcome = outcome_from_name(office_text(x, "settle_outcome")),
        .version = (uint32_t)office_number(x, "version", 0),
    };
    const struct value *ignored;
    const char *code;
    struct err err = {0};
    bool done = enter(x, &code, &err) &&
                contradiction_decide(&x->env, &answer, &ignored, &err);

    if (str_equal(err.field, "happened_on") || str_equal(err.field, "outcome")) {
        snprintf(err.field, sizeof err.field, "%s",
                 str_equal(err.field, "outcome") ? "settle_outcome" : "settle_on");
    }
    finish(x, done, &err);
}
