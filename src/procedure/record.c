/*
 * record.c - write down a step of a voucher that the office takes or knows from paper.
 *
 * Gathers the facts, lets flow decide, keeps what it decided.
 */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "legal.h"
#include "record.h"
#include "rights.h"
#include "store.h"
#include "store_case.h"
#include "store_followup.h"
#include "store_review.h"
#include "str.h"
#include "value.h"

struct record_work {
    struct env *env;
    const struct voucher_step *step;
    struct value *doc;
};

/* The provider the paper speaks of: the one given, else the bound or the named one. */
static bool
acting_provider(struct db *db, struct arena *arena, const struct voucher_step *step,
                const struct fold *fold, int64_t *out, struct err *err)
{
    struct provider provider;

    if (!str_empty(step->provider)) {
        if (!store_provider_get(db, arena, step->provider, &provider, err)) {
            return false;
        }
        *out = provider.id;
        return true;
    }
    *out = fold->bound_provider != 0 ? fold->bound_provider : fold->named_provider;
    if (*out == 0 && step->source != SOURCE_OFFICE && !flow_is_referral(fold)) {
        return err_set(err, REASON_INVALID, "provider",
                       "Der Gutschein lässt die Wahl frei: Bitte angeben, welche Stelle es war "
                       "(--provider).");
    }
    return true;
}

/* Where nobody says how the office knows: from the client's paper, or where there is none from the
   talk. */
static enum source
source_of(const struct voucher_step *step, const struct fold *fold)
{
    if (step->source != SOURCE_NONE) {
        return step->source;
    }
    return flow_is_referral(fold) ? SOURCE_OFFICE : SOURCE_PAPER_CLIENT;
}

static bool
make_command(struct env *env, struct db *db, const struct voucher_step *step,
             const struct voucher_history *history, uint32_t generation, int64_t provider,
             struct command *out, struct err *err)
{
    enum source source = source_of(step, &history->fold);
    bool office = source == SOURCE_OFFICE && !rules_told(step->step, WHO_OFFICE, source);

    *out = (struct command){
        .step = step->step,
        .who = WHO_OFFICE,
        .source = source,
        .provider = office ? 0 : provider,
        .generation = generation,
        .now_ms = store_now_ms(db),
        .today = day_of_moment(voucher_now_ms(env, history)),
        .happened_on = step->happened_on,
        .outcome = step->outcome,
        .cause = step->cause,
        .goal = step->goal,
        .again = step->again,
        .until = step->until,
        .named_provider = str_empty(step->provider) ? FLOW_KEEP_PROVIDER : provider,
    };
    return step->step != STEP_ANNUL ||
           voucher_receipt(history, step->receipt, &out->annuls, err);
}

/* A referral that becomes a slip is handed to the client like any other: informed, and with a code
   for the own view. */
static bool
make_paper(struct env *env, struct db *db, struct slip *slip, const struct voucher *voucher,
           struct err *err)
{
    struct case_file client;

    return legal_require(env, "art13", clock_today(&env->clock), err) &&
           store_case_by_id(db, env->arena, voucher->case_id, &client, err) &&
           (client.is_protected || store_slip_add_code(db, slip, err));
}

/* A new code is in force from now on; a reissue may also give a fresh deadline. */
static bool
keep_new_code(struct env *env, struct db *db, struct slip *slip, const struct voucher *voucher,
              const struct event *event, struct err *err)
{
    return event->step != STEP_REISSUE ||
           ((!flow_is_referral(&voucher->fold) || make_paper(env, db, slip, voucher, err)) &&
            store_code_add(db, CODE_VOUCHER, voucher->id, voucher->seed, event->generation,
                           err));
}

/* What a review says besides its goal, and what it leaves to be done. */
static bool
keep_review(struct env *env, struct db *db, const struct review *review,
            const struct voucher *voucher, const struct stored_event *stored, struct err *err)
{
    if (!store_review_add(db, stored->id, review, err)) {
        return false;
    }
    for (enum check check = CHECK_PROFILE; check < CHECK__MAX; check++) {
        struct followup_row task = {
            .case_id = voucher->case_id,
            .voucher = voucher->id,
            .reason = check_followup(check),
            .due_on = review_open_on(day_of_moment(stored->event.recorded_at_ms)),
            .note = "",
            .created_by = env->user.id,
        };

        if ((review->open & BIT(check)) && !store_followup_add(db, &task, err)) {
            return false;
        }
    }
    return true;
}

bool
record_step(struct env *env, struct db *db, const struct voucher_step *step,
            struct value **voucher_doc, struct value **event_doc, struct err *err)
{
    struct arena *arena = env->arena;
    struct voucher voucher;
    struct voucher_history history;
    struct slip slip;
    struct facts facts;
    struct command command;
    struct event event;
    struct stored_event stored = {0};
    uint32_t generation;
    int64_t provider;
    bool done =
        voucher_find_office(env, db, arena, step->code, &voucher, &generation, err) &&
        voucher_check_version(&voucher, step->version, err) &&
        voucher_history(db, arena, &voucher, &history, err) &&
        acting_provider(db, arena, step, &history.fold, &provider, err) &&
        store_slip_by_id(db, arena, voucher.slip_id, &slip, err) &&
        voucher_facts(env, db, arena, &voucher, &slip, provider, &facts, err) &&
        make_command(env, db, step, &history, generation, provider, &command, err) &&
        flow_decide(&facts, history.event, history.count, &command, &event, err) &&
        keep_new_code(env, db, &slip, &voucher, &event, err) &&
        voucher_append(env, db, arena, &voucher, &history, &event, &stored, err) &&
        (event.step != STEP_REVIEW ||
         keep_review(env, db, &step->review, &voucher, &stored, err)) &&
        doc_voucher(env, db, arena, &voucher, &voucher.fold, voucher_doc, err);

    *event_doc = done ? doc_event(arena, &stored) : NULL;
    return done && doc_add_review(db, *event_doc, &stored, err);
}

static void
add_printable(struct arena *arena, struct value *list, const char *code, const char *form)
{
    struct value *item = value_add_record(list);

    value_set_text(item, "form", form);
    value_set_text(item, "call", arena_printf(arena, "print %s --form %s", code, form));
}

/* After a change the client is told of: the forms that tell it. */
static void
set_printable(struct arena *arena, struct value *doc, enum step step)
{
    const char *code = value_string(value_find(doc, "voucher.code"));
    struct value *list;

    if (value_truth(value_find(doc, "voucher.referral"))) {
        return; /* a referral has no paper that says anything else */
    }
    if (step != STEP_WITHDRAW && step != STEP_EXTEND && step != STEP_REISSUE) {
        return;
    }
    list = value_set_list(doc, "printable");
    if (value_truth(value_find(doc, "event.first_paper"))) {
        add_printable(arena, list, code, "laufzettel");
        add_printable(arena, list, code, "gutschein");
        return;
    }
    if (step == STEP_REISSUE) {
        add_printable(arena, list, code, "gutschein");
    }
    add_printable(arena, list, code, "mitteilung");
}

static bool
record_in_write(struct db *db, void *arg, struct err *err)
{
    struct record_work *work = arg;
    struct value *voucher, *event;

    if (!record_step(work->env, db, work->step, &voucher, &event, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    value_set(work->doc, "event", event);
    value_set(work->doc, "voucher", voucher);
    set_printable(work->env->arena, work->doc, work->step->step);
    return true;
}

bool
voucher_record(struct env *env, const struct voucher_step *step, const struct value **doc,
               struct err *err)
{
    struct record_work work = {.env = env, .step = step};

    if (!case_write(env, record_in_write, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
