/*
 * purge.c - delete what retention no longer allows to keep.
 *
 * Looks in reads, deletes in small writes that decide again, so that a reception never waits.
 * The mark of the run is written last: one that was cut off is done again.
 */
#include "purge.h"

#include "clock.h"
#include "config.h"
#include "date.h"
#include "doc.h"
#include "people.h"
#include "privacy.h"
#include "store.h"
#include "str.h"
#include "value.h"

#define PAGE 200
#define BATCH 20
#define LEFT_MAX 200
#define MONTHS_SHOWN 13
#define COUNTERS_KEPT_DAYS 30
#define HOUR_MS ((int64_t)60 * 60 * 1000)
#define QUIET_FROM_HOUR 21
#define QUIET_UNTIL_HOUR 5

void
purge_leave(struct purge *work, struct value *item, enum retention why)
{
    value_set_text(item, "why", retention_name(why));
    value_set_text(item, "why_label", retention_label(why));
    work->left_count++;
}

/* ---- vouchers ---- */

static bool
decide(struct purge *work, struct db *db, const struct voucher *voucher, enum retention *out,
       struct err *err)
{
    struct retention_facts facts = {.disputed = voucher->disputed};
    int32_t restricted;

    if (!store_voucher_last_day(db, voucher, &facts.last_event, err) ||
        !store_restriction_get(db, voucher->case_id, &restricted, err)) {
        return false;
    }
    facts.restricted = restricted != DAY_NONE;
    *out = retention_of(&voucher->fold, &facts, &work->terms, work->as_of);
    return true;
}

static bool
leave(struct purge *work, struct db *db, const struct voucher *voucher, enum retention why,
      struct err *err)
{
    struct arena *arena = work->env->arena;
    struct value *item;
    struct slip slip;

    if (work->left == NULL || value_len(work->left) == LEFT_MAX) {
        work->left_count++;
        return true;
    }
    if (!store_slip_by_id(db, arena, voucher->slip_id, &slip, err)) {
        return false;
    }
    item = value_add_record(work->left);
    value_set_text(item, "slip", slip.number);
    value_set_int(item, "position", voucher->position);
    purge_leave(work, item, why);
    return true;
}

struct page {
    struct purge *work;
    int64_t after;       /* the last voucher looked at */
    size_t seen;
    int64_t id[PAGE];    /* those that may go */
    size_t count;
};

static bool
look_in_read(struct db *db, void *arg, struct err *err)
{
    struct page *page = arg;
    struct purge *work = page->work;
    int months = work->terms.reviewed_months < work->terms.event_months
                     ? work->terms.reviewed_months
                     : work->terms.event_months;
    int32_t before = retention_months_before(work->as_of, months) + 1;
    const struct voucher *voucher;

    page->count = 0;
    if (!store_vouchers_aged(db, &work->scratch, page->after, moment_of_day(before), PAGE,
                             &voucher, &page->seen, err)) {
        return false;
    }
    for (size_t i = 0; i < page->seen; i++) {
        enum retention why;

        page->after = voucher[i].id;
        if (!decide(work, db, &voucher[i], &why, err)) {
            return false;
        }
        if (why == RETENTION_DUE) {
            page->id[page->count++] = voucher[i].id;
        } else if (why != RETENTION_RUNNING && !leave(work, db, &voucher[i], why, err)) {
            return false;
        }
    }
    return true;
}

/* What reports will need: no person, no day. */
static bool
tally(struct purge *work, struct db *db, const struct voucher *voucher, struct err *err)
{
    const struct fold *fold = &voucher->fold;
    enum state state = fold->state == STATE_REVIEWED ? fold->before : fold->state;
    char month[DAY_TEXT_MAX];
    struct case_file client;
    struct tally one;

    if (!store_case_by_id(db, &work->scratch, voucher->case_id, &client, err)) {
        return false;
    }
    one = (struct tally){
        .month = arena_strndup(&work->scratch, day_iso(month, fold->issued_on), 7),
        .branch = client.branch,
        .team = client.team,
        .service = voucher->service,
        .type = voucher->type,
        .state = state == STATE_NONE ? "" : state_name(state),
        .outcome = fold->outcome == OUTCOME_NONE ? "" : outcome_name(fold->outcome),
        .goal = fold->goal == GOAL_NONE ? "" : goal_name(fold->goal),
        .accepted = fold->accepted_on != DAY_NONE,
        .attended = fold->attend_count,
        .referred = flow_is_referral(fold),
    };
    if (fold->accepted_on != DAY_NONE && fold->issued_on != DAY_NONE) {
        one.wait_days = fold->accepted_on - fold->issued_on;
    }
    return store_tally_add(db, &one, err);
}

struct batch {
    struct purge *work;
    const int64_t *id;
    size_t count;
    int64_t vouchers, slips; /* deleted by it */
};

static bool
delete_in_write(struct db *db, void *arg, struct err *err)
{
    struct batch *batch = arg;
    struct purge *work = batch->work;
    struct voucher voucher[BATCH];
    size_t count = 0;

    batch->vouchers = batch->slips = 0;
    for (size_t i = 0; i < batch->count; i++) {
        enum retention why;

        if (!store_voucher_get(db, &work->scratch, batch->id[i], &voucher[count], err) ||
            !decide(work, db, &voucher[count], &why, err)) {
            return false;
        }
        if (why == RETENTION_DUE) {
            if (!tally(work, db, &voucher[count], err)) {
                return false;
            }
            count++;
        }
    }
    batch->vouchers = (int64_t)count;
    return store_vouchers_purge(db, &work->scratch, voucher, count, &batch->slips, err);
}

static bool
leave_in_read(struct db *db, void *arg, struct err *err)
{
    const struct batch *batch = arg;
    struct voucher voucher;

    return store_voucher_get(db, &batch->work->scratch, *batch->id, &voucher, err) &&
           leave(batch->work, db, &voucher, RETENTION_UNSOUND, err);
}

/* A voucher that does not verify stays, and holds up no other. */
static bool
delete_batch(struct purge *work, const int64_t *id, size_t count, struct err *err)
{
    struct batch batch = {.work = work, .id = id, .count = count};
    struct err why = {0};

    if (store_write(work->env->store, delete_in_write, &batch, &why)) {
        work->vouchers += batch.vouchers;
        work->slips += batch.slips;
        return true;
    }
    if (why.reason != REASON_CONFLICT) {
        *err = why;
        return false;
    }
    if (count == 1) {
        return store_read(work->env->store, leave_in_read, &batch, err);
    }
    for (size_t i = 0; i < count; i++) {
        if (!delete_batch(work, &id[i], 1, err)) {
            return false;
        }
    }
    return true;
}

static bool
purge_vouchers(struct purge *work, struct err *err)
{
    struct page page = {.work = work};

    do {
        arena_reset(&work->scratch);
        if (!store_read(work->env->store, look_in_read, &page, err)) {
            return false;
        }
        if (work->dry_run) {
            work->vouchers += (int64_t)page.count;
            continue;
        }
        for (size_t i = 0; i < page.count; i += BATCH) {
            size_t count = page.count - i < BATCH ? page.count - i : BATCH;

            arena_reset(&work->scratch);
            if (!delete_batch(work, page.id + i, count, err)) {
                return false;
            }
        }
    } while (page.seen == PAGE);
    return true;
}

/* ---- what goes by age, and the marks ---- */

struct marks {
    struct purge *work;
    struct retention_mark mark, next;
    bool wipe_due;
    bool wipe_now; /* when it is due */
};

static bool
marks_in_read(struct db *db, void *arg, struct err *err)
{
    struct marks *marks = arg;

    return store_retention_get(db, &marks->mark, &marks->wipe_due, err);
}

static bool
ages_in_write(struct db *db, void *arg, struct err *err)
{
    struct purge *work = arg;
    const struct config *config = &work->env->config;
    int64_t day_ms = moment_of_day(work->as_of);
    int reads = config_number(config->keep_reads_months);
    int done = work->terms.reviewed_months;
    struct purge_ages ages = {
        .sessions_ms = day_ms - PEOPLE_SESSION_MS,
        .reads_ms = moment_of_day(retention_months_before(work->as_of, reads)),
        .done_ms = moment_of_day(retention_months_before(work->as_of, done)),
        .counters_ms = moment_of_day(work->as_of - COUNTERS_KEPT_DAYS),
        .deputies_day = retention_months_before(work->as_of, done),
    };

    return store_ages_purge(db, &ages, &work->others, err);
}

static bool
finish_in_write(struct db *db, void *arg, struct err *err)
{
    struct marks *marks = arg;
    const struct purge *work = marks->work;
    char month[DAY_TEXT_MAX];
    struct purged_month more = {
        .last_on = marks->next.seen_on,
        .vouchers = work->vouchers,
        .slips = work->slips,
        .cases = work->cases,
        .others = work->others,
    };

    if (!store_retention_put(db, &marks->next, err)) {
        return false;
    }
    day_iso(month, marks->next.seen_on);
    month[7] = '\0';
    more.month = month;
    return work->as_of == DAY_NONE || store_purged_add(db, &more, err);
}

static bool
wiped_in_write(struct db *db, void *arg, struct err *err)
{
    (void)arg;
    return store_wiped(db, err);
}

/* The bytes too. When that cannot be now, the next run does it. */
static bool
wipe(struct marks *marks, bool *wiped, struct err *err)
{
    struct env *env = marks->work->env;
    struct err busy = {0};

    if (!store_read(env->store, marks_in_read, marks, err)) {
        return false;
    }
    *wiped = !marks->wipe_due;
    if (marks->wipe_due && marks->wipe_now && !marks->work->dry_run &&
        store_wipe(env->store, &busy)) {
        *wiped = true;
        return store_write(env->store, wiped_in_write, NULL, err);
    }
    return true;
}

static void
begin(struct purge *work, struct marks *marks, struct env *env, bool dry_run)
{
    *work = (struct purge){
        .env = env,
        .terms = {config_number(env->config.keep_reviewed_months),
                  config_number(env->config.keep_event_months)},
        .dry_run = dry_run,
    };
    *marks = (struct marks){.work = work, .wipe_now = true};
    arena_init(&work->scratch);
}

/* Everything but the document. */
static bool
run(struct purge *work, struct marks *marks, bool *wiped, struct err *err)
{
    struct env *env = work->env;
    int32_t today = clock_today(&env->clock);
    bool done = true;

    work->as_of = retention_run(&marks->mark, today, &marks->next);
    if (work->dry_run) {
        work->as_of = today;
    }
    if (work->as_of != DAY_NONE) {
        done = purge_vouchers(work, err) && purge_cases(work, err) &&
               (work->dry_run || store_write(env->store, ages_in_write, work, err));
    }
    done = done && (work->dry_run || store_write(env->store, finish_in_write, marks, err)) &&
           wipe(marks, wiped, err);
    arena_finish(&work->scratch);
    return done;
}

static void
set_result(const struct purge *work, const struct marks *marks, bool wiped,
           struct value *record)
{
    struct env *env = work->env;

    value_set_bool(record, "dry_run", work->dry_run);
    doc_set_day(env->arena, record, "day", clock_today(&env->clock));
    doc_set_day(env->arena, record, "as_of", work->as_of);
    doc_set_day(env->arena, record, "not_before", marks->next.not_before);
    value_set_int(record, "vouchers", work->vouchers);
    value_set_int(record, "slips", work->slips);
    value_set_int(record, "cases", work->cases);
    value_set_int(record, "others", work->others);
    value_set_bool(record, "wiped", wiped);
    value_set_int(record, "left_count", work->left_count);
    purge_set_copies(env, record);
    value_set_text(record, "notice",
                   N_("Sicherungen enthalten Gelöschtes, bis sie überschrieben werden. Nach dem "
                      "Einspielen einer Sicherung löscht der nächste Lauf es wieder."));
}

bool
privacy_purge(struct env *env, bool dry_run, const struct value **doc, struct err *err)
{
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "purge");
    struct purge work;
    struct marks marks;
    bool wiped = false;

    begin(&work, &marks, env, dry_run);
    work.left = value_list(env->arena);
    if (!store_read(env->store, marks_in_read, &marks, err) ||
        !run(&work, &marks, &wiped, err)) {
        return false;
    }
    set_result(&work, &marks, wiped, record);
    value_set(record, "left", work.left);
    *doc = root;
    return true;
}

/* Receptions are closed: nobody waits while the file is rewritten. */
static bool
is_quiet(const struct clock *clock)
{
    int64_t hour = (clock_now_ms(clock) - moment_of_day(clock_today(clock))) / HOUR_MS;

    return hour < QUIET_UNTIL_HOUR || hour >= QUIET_FROM_HOUR;
}

bool
privacy_purge_daily(struct env *env, int64_t *deleted, struct err *err)
{
    struct purge work;
    struct marks marks;
    bool wiped = false, seen_today;

    *deleted = 0;
    begin(&work, &marks, env, false);
    if (!store_read(env->store, marks_in_read, &marks, err)) {
        return false;
    }
    seen_today = marks.mark.seen_on == clock_today(&env->clock);
    /* What no night came for is not left for a second day. */
    marks.wipe_now = is_quiet(&env->clock) || (marks.wipe_due && !seen_today);
    if (seen_today && !(marks.wipe_due && marks.wipe_now)) {
        return true;
    }
    if (!run(&work, &marks, &wiped, err)) {
        return false;
    }
    *deleted = work.vouchers + work.slips + work.cases + work.others;
    return true;
}

struct months {
    struct env *env;
    struct value *list;
};

static bool
months_in_read(struct db *db, void *arg, struct err *err)
{
    struct months *months = arg;
    struct arena *arena = months->env->arena;
    char since[DAY_TEXT_MAX];
    const struct purged_month *row;
    size_t count;

    day_iso(since, retention_months_before(clock_today(&months->env->clock), MONTHS_SHOWN));
    since[7] = '\0';
    if (!store_purged_list(db, arena, since, &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(months->list);

        value_set_text(item, "month", row[i].month);
        doc_set_day(arena, item, "last_on", row[i].last_on);
        value_set_int(item, "vouchers", row[i].vouchers);
        value_set_int(item, "slips", row[i].slips);
        value_set_int(item, "cases", row[i].cases);
        value_set_int(item, "others", row[i].others);
    }
    return true;
}

bool
privacy_purge_report(struct env *env, const struct value **doc, struct err *err)
{
    struct value *root = value_record(env->arena);
    struct months months = {env, value_set_list(root, "months")};
    const struct value *purge;

    if (!privacy_purge(env, true, &purge, err) ||
        !store_read(env->store, months_in_read, &months, err)) {
        return false;
    }
    value_set_shared(root, "purge", value_get(purge, "purge"));
    *doc = root;
    return true;
}
