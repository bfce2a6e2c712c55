/*
 * page_voucher.c - one voucher: what came back on paper, and every step of the office.
 */
#include <stdio.h>

#include "arena.h"
#include "case.h"
#include "contradiction.h"
#include "date.h"
#include "office.h"
#include "pages.h"
#include "return_fields.h"
#include "str.h"
#include "value.h"
#include "voucher.h"
#include "voucher_form.h"
#include "web.h"

void
page_voucher(struct web_exchange *x)
{
    voucher_form_show(x);
}

/* ---- its forms ---- */

/* The voucher that the path names, by its place: not every one has a code. */
static bool
enter(struct web_exchange *x, const char **code, struct err *err)
{
    const struct value *found;

    if (!case_enter_slip(&x->env, x->segment[0], CASE_CHANGE, NULL, err) ||
        !voucher_show_at(&x->env, x->segment[0], voucher_form_position(x), &found, err)) {
        return false;
    }
    *code = arena_printf(x->env.arena, "%s/%lld", x->segment[0],
                         (long long)voucher_form_position(x));
    return true;
}

/* THEN is what the page is asked for after the step, or "". */
static void
finish(struct web_exchange *x, bool done, const char *then, const struct err *err)
{
    if (done) {
        web_redirect(x, arena_printf(x->env.arena, "%s%s", office_parent(x), then));
    } else if (err->reason == REASON_NOT_FOUND) {
        web_fail(x, err);
    } else {
        x->fault = *err;
        voucher_form_show(x);
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
    step.provider = office_text(x, "new_provider");
    step.version = (uint32_t)office_number(x, "version", 0);
    done = enter(x, &step.code, &err) && voucher_record(&x->env, &step, &ignored, &err);
    if (step.step == STEP_ANNUL && str_equal(err.field, "reason")) {
        /* Two forms of the page ask for a reason. */
        snprintf(err.field, sizeof err.field, "annul_reason");
    }
    finish(x, done, step.step == STEP_REISSUE ? "?drucken=ja" : "", &err);
}

void
page_voucher_return(struct web_exchange *x)
{
    struct voucher_return paper = return_fields_read(x);
    const struct value *ignored;
    struct err err = {0};
    bool done;

    done = enter(x, &paper.code, &err) && voucher_return(&x->env, &paper, &ignored, &err);
    finish(x, done, "", &err);
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

/* What a review says besides its goal; a word that is no choice is no silence. */
static bool
read_review(const struct web_exchange *x, struct review *out, struct err *err)
{
    static const char sentence[] = N_("Bitte aus der Liste wählen.");
    const char *next = office_text(x, "next_step");

    *out = (struct review){.next = next_step_from_name(next)};
    if (*next != '\0' && out->next == NEXT_NONE) {
        return err_set(err, REASON_INVALID, "next_step", sentence);
    }
    for (enum check check = CHECK_PROFILE; check < CHECK__MAX; check++) {
        const char *said = voucher_form_check(x, check);

        if (*said == '\0' && *office_text(x, check_name(check)) != '\0') {
            return err_set(err, REASON_INVALID, check_name(check), sentence);
        }
        out->open |= str_equal(said, "open") ? BIT(check) : 0;
        out->done |= str_equal(said, "done") ? BIT(check) : 0;
    }
    return true;
}

void
page_voucher_review(struct web_exchange *x)
{
    struct voucher_step step = {.step = STEP_REVIEW,
                                .until = DAY_NONE,
                                .goal = goal_from_name(office_text(x, "goal"))};
    struct err err = {0};

    if (read_review(x, &step.review, &err)) {
        take(x, step);
    } else {
        finish(x, false, "", &err);
    }
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

    if (str_equal(err.field, "event")) {
        /* "event" is a field of the annulment; a mark is taken off where it stands. */
        snprintf(err.field, sizeof err.field, "%s", request.lift ? "" : "disputed");
    }
    finish(x, done, "", &err);
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
    finish(x, done, "", &err);
}

void
page_voucher_told(struct web_exchange *x)
{
    const char *code;
    struct err err = {0};
    bool done = enter(x, &code, &err) &&
                voucher_told(&x->env, code, (uint32_t)office_number(x, "version", 0), &err);

    finish(x, done, "", &err);
}
