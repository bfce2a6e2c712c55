/*
 * voucher_show.c - one voucher as a document, by its code or by its place on a slip.
 */
#include "arena.h"
#include "change.h"
#include "clock.h"
#include "contradiction.h"
#include "dispute.h"
#include "doc.h"
#include "env.h"
#include "posting.h"
#include "store.h"
#include "store_catalogue.h"
#include "value.h"
#include "voucher.h"

struct show_work {
    struct env *env;
    const char *code; /* or: */
    const char *slip;
    int64_t position;
    struct value *doc;
};

/* What the need behind it is to bring; providers are never told. */
static bool
set_aim(struct show_work *work, struct db *db, const struct voucher *voucher,
        struct value *record, struct err *err)
{
    const struct need *need;
    enum aim aim = AIM_NONE;
    size_t count;

    if (!store_need_list(db, work->env->arena, voucher->case_id, &need, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        aim = need[i].id == voucher->need_id ? need[i].aim : aim;
    }
    value_set_text(record, "aim", aim_name(aim));
    value_set_text(record, "aim_label", aim == AIM_NONE ? NULL : aim_label(aim));
    return true;
}

static bool
show_voucher(struct show_work *work, struct db *db, const struct voucher *voucher,
             struct voucher_history *history, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct value *record, *events;
    struct dispute_marks marks;

    if (!voucher_history(db, arena, voucher, history, err) ||
        !dispute_marks(db, arena, voucher, &marks, err) ||
        !doc_voucher(work->env, db, arena, voucher, &history->fold, &record, err) ||
        !set_aim(work, db, voucher, record, err)) {
        return false;
    }
    events = value_set_list(record, "events");
    for (size_t i = 0; i < history->count; i++) {
        struct value *event = doc_event_of(arena, history->stored, history->count, i);
        bool late;

        if (!store_late_get(db, history->stored[i].id, &late, err) ||
            !doc_add_review(db, event, &history->stored[i], err)) {
            return false;
        }
        value_set_bool(event, "late", late);
        dispute_set(arena, event, &marks, history->stored[i].id);
        value_add(events, event);
    }
    work->doc = value_record(arena);
    value_set(work->doc, "voucher", record);
    return true;
}

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct show_work *work = arg;
    struct voucher voucher;
    struct voucher_history history;

    return voucher_find_office(work->env, db, work->env->arena, work->code, &voucher, NULL, err) &&
           show_voucher(work, db, &voucher, &history, err);
}

bool
voucher_show(struct env *env, const char *code, const struct value **doc, struct err *err)
{
    struct show_work work = {.env = env, .code = code};

    if (!store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

/* {"accept":true,"start":false,...}: what the office could do now. */
static bool
set_actions(struct show_work *work, struct db *db, const struct voucher *voucher,
            const struct voucher_history *history, struct err *err)
{
    struct env *env = work->env;
    struct value *can = value_set_record(work->doc, "can");
    const struct fold *fold = &history->fold;
    int64_t provider = fold->bound_provider != 0 ? fold->bound_provider : fold->named_provider;
    struct command command = COMMAND_NONE;
    struct slip slip;
    struct facts facts;
    unsigned actions;

    if (!store_slip_by_id(db, env->arena, voucher->slip_id, &slip, err) ||
        !voucher_facts(env, db, env->arena, voucher, &slip, provider, &facts, err)) {
        return false;
    }
    command.who = WHO_OFFICE;
    command.source = SOURCE_PAPER_CLIENT;
    command.today = clock_today(&env->clock);
    command.now_ms = clock_now_ms(&env->clock);
    actions = flow_actions(&facts, history->event, history->count, &command);
    for (enum step step = STEP_ISSUE; step < STEP__MAX; step++) {
        value_set_bool(can, step_name(step), actions & BIT(step));
    }
    return true;
}

/* Which papers have something to say about the voucher. */
static bool
set_papers(struct show_work *work, struct db *db, const struct voucher *voucher,
           const struct voucher_history *history, struct err *err)
{
    const struct value *record = value_get(work->doc, "voucher");
    struct value *papers = value_set_record(work->doc, "papers");
    bool open = !flow_is_referral(&history->fold) && history->fold.state < STATE_ENDED;
    bool letter = !flow_is_referral(&history->fold) &&
                  change_last(history->event, history->count).event != NULL;
    int64_t prints;

    if (!store_voucher_prints(db, voucher, voucher_code_since_ms(history), &prints, err)) {
        return false;
    }
    value_set_bool(papers, "voucher", open);
    value_set_bool(papers, "printed", prints > 0);
    value_set_bool(papers, "any", letter || open);
    value_set_bool(papers, "letter", letter);
    value_set_bool(papers, "feedback", open && value_number(value_get(record, "level")) > 0);
    value_set_bool(papers, "consent", open);
    return true;
}

/* The change the client does not know of. */
static bool
set_untold(struct show_work *work, struct db *db, const struct voucher *voucher,
           const struct voucher_history *history, struct err *err)
{
    struct arena *arena = work->env->arena;
    const struct event *change = change_last(history->event, history->count).event;
    struct value *record;
    int32_t since;

    if (!voucher_untold(db, voucher, history, &since, err)) {
        return false;
    }
    if (since == DAY_NONE || history->fold.state == STATE_REVIEWED) {
        value_set_text(work->doc, "untold", NULL);
        return true;
    }
    record = value_set_record(work->doc, "untold");
    doc_set_day(arena, record, "on", since);
    value_set_text(record, "command", step_name(change->step));
    value_set_text(record, "command_label", step_label(change->step));
    return true;
}

/* Who offers the service, while nobody is bound to it: a new paper may name another one, and
   where the choice was free a returned one tells who it was. */
static bool
set_offers(struct show_work *work, struct db *db, const struct voucher *voucher,
           const struct fold *fold, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct value *list = value_set_list(work->doc, "offers");
    const struct service *offer;
    size_t count;

    if (fold->bound_provider != 0) {
        return true;
    }
    if (!store_service_list(db, arena, voucher->service, 0, &offer, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);
        struct provider provider;

        if (!store_provider_by_id(db, arena, offer[i].provider, &provider, err)) {
            return false;
        }
        value_set_text(item, "provider", provider.key);
        value_set_text(item, "name", provider.name);
    }
    if (fold->named_provider == 0) {
        value_set_shared(work->doc, "providers", list);
    }
    return true;
}

static bool
set_contradictions(struct show_work *work, struct db *db, const struct voucher *voucher,
                   struct err *err)
{
    struct value *list;

    if (!contradiction_of_voucher(db, work->env->arena, voucher->id, &list, err)) {
        return false;
    }
    value_set(work->doc, "contradictions", list);
    return true;
}

static bool
show_at_in_read(struct db *db, void *arg, struct err *err)
{
    struct show_work *work = arg;
    struct voucher voucher;
    struct voucher_history history;

    if (!voucher_at(db, work->env->arena, work->slip, work->position, &voucher, err) ||
        !show_voucher(work, db, &voucher, &history, err)) {
        return false;
    }
    value_set_text(work->doc, "notes",
                   posting_notes(work->env->arena, work->slip, voucher.position, &history));
    return set_papers(work, db, &voucher, &history, err) &&
           set_untold(work, db, &voucher, &history, err) &&
           set_contradictions(work, db, &voucher, err) &&
           set_actions(work, db, &voucher, &history, err) &&
           set_offers(work, db, &voucher, &history.fold, err);
}

bool
voucher_show_at(struct env *env, const char *slip, int64_t position, const struct value **doc,
                struct err *err)
{
    struct show_work work = {.env = env, .slip = slip, .position = position};

    if (!store_read(env->store, show_at_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
