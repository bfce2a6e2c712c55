/*
 * doc_voucher.c - a voucher and its events as documents.
 */
#include "doc.h"

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "deadline.h"
#include "env.h"
#include "followup.h"
#include "store_catalogue.h"
#include "store_review.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

/* So many days before a deadline it stands out. */
#define SOON_DAYS 7

const char *
doc_voucher_code(const struct env *env, struct arena *arena, const struct voucher *voucher,
                 uint32_t generation)
{
    char symbols[CODE_MAX];
    char *grouped = arena_alloc(arena, CODE_GROUPED_MAX);

    if (generation == 0) {
        return NULL; /* a referral's seed is no code */
    }
    code_derive(&env->keys, CODE_VOUCHER, voucher->seed, generation, symbols);
    code_group(grouped, symbols);
    return grouped;
}

/* Codes a step may lack are left out, so that a document shows what there is. */
static void
set_if(struct value *record, const char *key, const char *text)
{
    if (!str_empty(text)) {
        value_set_text(record, key, text);
    }
}

static void
set_recommendation(struct arena *arena, struct value *record, unsigned recommendation)
{
    static const char *const names[] = {"W1", "W2", "W3"};
    struct value *list;

    if (recommendation == 0) {
        return;
    }
    list = value_set_list(record, "recommendation");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (recommendation & BIT(i)) {
            value_add(list, value_text(arena, names[i]));
        }
    }
}

const char *
doc_event_label(const struct event *event)
{
    if (event->step == STEP_ISSUE && event->generation == 0) {
        return N_("Ohne Laufzettel verwiesen");
    }
    return flow_first_paper(event) ? N_("Doch ein Laufzettel") : step_label(event->step);
}

struct value *
doc_event(struct arena *arena, const struct stored_event *stored)
{
    const struct event *event = &stored->event;
    struct value *record = value_record(arena);

    value_set_text(record, "id", arena_printf(arena, "%lld", (long long)stored->id));
    value_set_text(record, "command", step_name(event->step));
    value_set_text(record, "command_label", doc_event_label(event));
    doc_set_day(arena, record, "happened_on", event->happened_on);
    doc_set_moment(record, "recorded_at", event->recorded_at_ms);
    value_set_text(record, "who", who_name(event->who));
    value_set_text(record, "who_label", who_label(event->who));
    value_set_text(record, "source", source_name(event->source));
    value_set_text(record, "source_label",
                   rules_told(event->step, event->who, event->source)
                       ? N_("im Gespräch berichtet")
                       : source_label(event->source));
    value_set_text(record, "receipt", stored->receipt);
    if (event->outcome != OUTCOME_NONE) {
        set_if(record, "outcome", outcome_name(event->outcome));
        set_if(record, "outcome_label", outcome_label(event->outcome));
    }
    if (event->cause != CAUSE_NONE) {
        set_if(record, "reason", cause_name(event->cause));
        set_if(record, "reason_label", cause_label(event->cause));
    }
    if (event->goal != GOAL_NONE) {
        set_if(record, "goal", goal_name(event->goal));
        set_if(record, "goal_label", goal_label(event->goal));
    }
    set_recommendation(arena, record, event->recommendation);
    if (event->until != DAY_NONE) {
        doc_set_day(arena, record, "until", event->until);
    }
    if (flow_first_paper(event)) {
        value_set_bool(record, "first_paper", true);
    }
    if (event->annuls != 0) {
        value_set_int(record, "annuls", (int64_t)event->annuls);
    }
    value_set_int(record, "number", (int64_t)event->seq);
    return record;
}

static void
set_review(struct value *event, const struct review *review)
{
    bool said = review->next != NEXT_NONE;
    struct value *list = value_set_list(event, "checks");

    value_set_text(event, "next_step", said ? next_step_name(review->next) : NULL);
    value_set_text(event, "next_step_label", said ? next_step_label(review->next) : NULL);
    for (enum check check = CHECK_PROFILE; check < CHECK__MAX; check++) {
        if ((review->done | review->open) & BIT(check)) {
            struct value *item = value_add_record(list);

            value_set_text(item, "check", check_name(check));
            value_set_text(item, "check_label", check_label(check));
            value_set_bool(item, "done", review->done & BIT(check));
        }
    }
}

bool
doc_add_review(struct db *db, struct value *event, const struct stored_event *stored,
               struct err *err)
{
    struct review review;

    if (stored->event.step != STEP_REVIEW) {
        return true;
    }
    if (!store_review_get(db, stored->id, &review, err)) {
        return false;
    }
    set_review(event, &review);
    return true;
}

static bool
is_annulled(const struct stored_event *stored, size_t count, uint32_t seq)
{
    for (size_t i = 0; i < count; i++) {
        if (stored[i].event.annuls == seq) {
            return true;
        }
    }
    return false;
}

struct value *
doc_event_of(struct arena *arena, const struct stored_event *stored, size_t count, size_t index)
{
    struct value *record = doc_event(arena, &stored[index]);

    static const char *const shown[] = {"goal_label", "next_step_label", "outcome_label",
                                        "reason_label", "until"};
    bool annulled = is_annulled(stored, count, stored[index].event.seq);
    enum step step = stored[index].event.step;
    bool lasting = step == STEP_ISSUE || step == STEP_REISSUE || step == STEP_EXPIRE ||
                   step == STEP_ANNUL;

    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (value_get(record, shown[i]) == NULL) {
            value_set_text(record, shown[i], NULL);
        }
    }
    /* Until somebody who can ask the store says more. */
    value_set_bool(record, "late", false);
    (void)value_set_list(record, "checks");
    value_set_bool(record, "annulled", annulled);
    value_set_bool(record, "annullable", !annulled && !lasting);
    return record;
}

/* Key and name of a provider, or null for none. */
static bool
set_provider(struct db *db, struct arena *arena, struct value *record, const char *key,
             int64_t id, struct err *err)
{
    const char *name_key = arena_printf(arena, "%s_name", key);
    struct provider provider = {0};

    if (id != 0 && !store_provider_by_id(db, arena, id, &provider, err)) {
        return false;
    }
    value_set_text(record, key, provider.key);
    value_set_text(record, name_key, provider.name);
    return true;
}

/* The service's name in the catalogue, as the provider or else the first one calls it. */
static bool
set_service(struct db *db, struct arena *arena, struct value *record,
            const struct voucher *voucher, const struct fold *fold, struct err *err)
{
    int64_t provider = fold->bound_provider != 0 ? fold->bound_provider : fold->named_provider;
    const struct service *offer;
    size_t count;

    if (!store_service_list(db, arena, voucher->service, provider, &offer, &count, err)) {
        return false;
    }
    value_set_text(record, "service", voucher->service);
    value_set_text(record, "service_title", count == 0 ? voucher->service : offer[0].title);
    value_set_text(record, "type", service_type_name(voucher->type));
    value_set_text(record, "type_label", service_type_label(voucher->type));
    return true;
}

static void
set_days(struct arena *arena, struct value *record, const struct fold *fold)
{
    doc_set_day(arena, record, "issued_on", fold->issued_on);
    doc_set_day(arena, record, "redeem_by", fold->redeem_by);
    doc_set_day(arena, record, "complete_by", fold->complete_by);
    doc_set_day(arena, record, "accepted_on", fold->accepted_on);
    doc_set_day(arena, record, "started_on", fold->started_on);
    doc_set_day(arena, record, "ended_on", fold->ended_on);
    doc_set_day(arena, record, "reviewed_on", fold->reviewed_on);
}

/* What the office waits for next: until when, what for, and how that is said once it is over. */
struct due {
    int32_t day;
    const char *label, *late_label;
};

static struct due
due_of(const struct fold *fold, unsigned level)
{
    struct due due = {DAY_NONE, NULL, NULL};
    int32_t begin;

    switch (fold->state) {
    case STATE_ISSUED:
    case STATE_WAITLISTED:
        return flow_is_referral(fold)
                   ? (struct due){fold->redeem_by, N_("Nachfragen bis"),
                                  N_("Nachfragen überfällig seit")}
                   : (struct due){fold->redeem_by, N_("Einlösen bis"),
                                  N_("Nicht eingelöst, die Frist endete am")};
    case STATE_ACCEPTED:
        begin = level == 0 ? DAY_NONE : deadline_after(fold->accepted_on, FOLLOWUP_START_DAYS);
        if (begin != DAY_NONE && (fold->complete_by == DAY_NONE || begin < fold->complete_by)) {
            return (struct due){begin, N_("Beginn erwartet bis"), N_("Beginn überfällig seit")};
        }
        /* fall through */
    case STATE_STARTED:
        if (fold->complete_by != DAY_NONE) {
            due = (struct due){fold->complete_by, N_("Ende bis"), N_("Ende überfällig seit")};
        }
        return due;
    case STATE_ENDED:
    case STATE_DECLINED:
    case STATE_EXPIRED:
    case STATE_UNREPORTED:
        due.label = N_("Ergebnis sichten");
        return due;
    default:
        return due;
    }
}

static void
set_due(const struct env *env, struct arena *arena, struct value *record,
        const struct fold *fold, unsigned level)
{
    struct due due = due_of(fold, level);
    int32_t today = clock_today(&env->clock);
    bool late = due.day != DAY_NONE && due.day < today;

    doc_set_day(arena, record, "due_on", due.day);
    value_set_text(record, "due_label", late ? due.late_label : due.label);
    value_set_bool(record, "awaits_return",
                   !flow_is_referral(fold) && fold->state >= STATE_ISSUED &&
                       (fold->state <= STATE_STARTED || fold->state == STATE_EXPIRED));
    value_set_bool(record, "late", late);
    value_set_bool(record, "soon", due.day != DAY_NONE && !late && due.day - today <= SOON_DAYS);
    value_set_int(record, "due_in_days", due.day == DAY_NONE ? 0 : due.day - today);
}

/* The day on which a voucher went to where it stands; on a waiting list the events know it. */
static bool
standing_since(struct db *db, struct arena *arena, const struct voucher *voucher,
               const struct fold *fold, int32_t *out, struct err *err)
{
    const int32_t day[STATE__MAX] = {
        [STATE_NONE] = DAY_NONE,
        [STATE_ISSUED] = fold->paper_on,
        [STATE_WAITLISTED] = fold->paper_on,
        [STATE_ACCEPTED] = fold->accepted_on,
        [STATE_STARTED] = fold->started_on,
        [STATE_ENDED] = fold->ended_on,
        [STATE_DECLINED] = fold->closed_on,
        [STATE_EXPIRED] = fold->expired_on,
        [STATE_UNREPORTED] = fold->closed_on,
        [STATE_WITHDRAWN] = fold->closed_on,
        [STATE_REVIEWED] = fold->reviewed_on,
    };
    const struct stored_event *stored;
    size_t count;

    *out = day[fold->state];
    if (fold->state != STATE_WAITLISTED) {
        return true;
    }
    if (!store_event_list(db, arena, voucher->id, &stored, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (stored[i].event.step == STEP_WAITLIST) {
            *out = stored[i].event.happened_on;
        }
    }
    return true;
}

static bool
set_standing(const struct env *env, struct db *db, struct arena *arena, struct value *record,
             const struct voucher *voucher, const struct fold *fold, struct err *err)
{
    int32_t since, days;

    if (!standing_since(db, arena, voucher, fold, &since, err)) {
        return false;
    }
    doc_set_day(arena, record, "stands_since", since);
    days = since == DAY_NONE ? 0 : clock_today(&env->clock) - since;
    value_set_int(record, "stands_days", days > 0 ? days : 0);
    value_set_bool(record, "stands_long", days > 1);
    return true;
}

static const char *const level_labels[LEVEL_MAX + 1] = {
    N_("nur der Rücklaufabschnitt"),
    N_("Aufnahme, Beginn, Ende"),
    N_("auch Termine"),
    N_("auch eine Empfehlung"),
};

bool
doc_voucher(struct env *env, struct db *db, struct arena *arena, const struct voucher *voucher,
            const struct fold *fold, struct value **out, struct err *err)
{
    struct value *record = value_record(arena);
    bool referral = flow_is_referral(fold);
    struct slip slip;
    unsigned level;

    if (!store_slip_by_id(db, arena, voucher->slip_id, &slip, err) ||
        !voucher_level(env, db, arena, voucher, &level, err)) {
        return false;
    }
    value_set_text(record, "code", doc_voucher_code(env, arena, voucher, fold->generation));
    value_set_text(record, "slip", slip.number);
    value_set_int(record, "position", voucher->position);
    if (!set_service(db, arena, record, voucher, fold, err) ||
        !set_provider(db, arena, record, "provider", fold->named_provider, err) ||
        !set_provider(db, arena, record, "bound_provider", fold->bound_provider, err)) {
        return false;
    }
    value_set_text(record, "state", state_name(fold->state));
    value_set_text(record, "state_label",
                   referral && fold->state == STATE_ISSUED ? N_("verwiesen")
                                                           : state_label(fold->state));
    value_set_int(record, "level", (int64_t)level);
    value_set_text(record, "level_label", referral ? N_("keine: Verweis ohne Laufzettel")
                                                   : level_labels[level]);
    set_days(arena, record, fold);
    set_due(env, arena, record, fold, level);
    if (!set_standing(env, db, arena, record, voucher, fold, err)) {
        return false;
    }
    doc_set_moment(record, "appointment", voucher->appointment_ms);
    value_set_int(record, "appointments_attended", (int64_t)fold->attend_count);
    value_set_text(record, "outcome",
                   fold->outcome == OUTCOME_NONE ? NULL : outcome_name(fold->outcome));
    value_set_text(record, "outcome_label",
                   fold->outcome == OUTCOME_NONE ? NULL : outcome_label(fold->outcome));
    value_set_text(record, "goal", fold->goal == GOAL_NONE ? NULL : goal_name(fold->goal));
    value_set_text(record, "goal_label",
                   fold->goal == GOAL_NONE ? NULL : goal_label(fold->goal));
    value_set_bool(record, "neutral", voucher->neutral);
    value_set_bool(record, "disputed", voucher->disputed);
    value_set_int(record, "version", voucher->event_count);
    value_set_bool(record, "referral", referral);
    *out = record;
    return true;
}
