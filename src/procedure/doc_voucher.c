/*
 * doc_voucher.c - a voucher and its events as documents.
 */
#include "doc.h"

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "env.h"
#include "store_catalogue.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

const char *
doc_voucher_code(const struct env *env, struct arena *arena, const struct voucher *voucher,
                 uint32_t generation)
{
    char symbols[CODE_MAX];
    char *grouped = arena_alloc(arena, CODE_GROUPED_MAX);

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

struct value *
doc_event(struct arena *arena, const struct stored_event *stored)
{
    const struct event *event = &stored->event;
    struct value *record = value_record(arena);

    value_set_text(record, "id", arena_printf(arena, "%lld", (long long)stored->id));
    value_set_text(record, "command", step_name(event->step));
    value_set_text(record, "command_label", step_label(event->step));
    doc_set_day(arena, record, "happened_on", event->happened_on);
    doc_set_moment(record, "recorded_at", event->recorded_at_ms);
    value_set_text(record, "who", who_name(event->who));
    value_set_text(record, "who_label", who_label(event->who));
    value_set_text(record, "source", source_name(event->source));
    value_set_text(record, "source_label", source_label(event->source));
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
    if (event->annuls != 0) {
        value_set_int(record, "annuls", (int64_t)event->annuls);
    }
    value_set_int(record, "number", (int64_t)event->seq);
    return record;
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

    static const char *const shown[] = {"goal_label", "outcome_label", "reason_label", "until"};
    bool annulled = is_annulled(stored, count, stored[index].event.seq);
    enum step step = stored[index].event.step;
    bool lasting = step == STEP_ISSUE || step == STEP_REISSUE || step == STEP_EXPIRE ||
                   step == STEP_ANNUL;

    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (value_get(record, shown[i]) == NULL) {
            value_set_text(record, shown[i], NULL);
        }
    }
    value_set_bool(record, "late", false); /* until somebody who can ask the store says so */
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

/* What the office waits for next: the day, and what for. */
static void
set_due(const struct env *env, struct arena *arena, struct value *record,
        const struct fold *fold)
{
    int32_t day = DAY_NONE;
    const char *label = NULL;

    switch (fold->state) {
    case STATE_ISSUED:
    case STATE_WAITLISTED:
        day = fold->redeem_by;
        label = N_("Einlösen bis");
        break;
    case STATE_ACCEPTED:
    case STATE_STARTED:
        day = fold->complete_by;
        label = day == DAY_NONE ? NULL : N_("Ende bis");
        break;
    case STATE_ENDED:
    case STATE_DECLINED:
    case STATE_EXPIRED:
    case STATE_UNREPORTED:
        label = N_("Ergebnis sichten");
        break;
    default:
        break;
    }
    doc_set_day(arena, record, "due_on", day);
    value_set_text(record, "due_label", label);
    value_set_bool(record, "awaits_return",
                   fold->state >= STATE_ISSUED && (fold->state <= STATE_STARTED ||
                                                   fold->state == STATE_EXPIRED));
    value_set_bool(record, "late", day != DAY_NONE && day < clock_today(&env->clock));
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
    value_set_text(record, "state_label", state_label(fold->state));
    value_set_int(record, "level", (int64_t)level);
    value_set_text(record, "level_label", level_labels[level]);
    set_days(arena, record, fold);
    set_due(env, arena, record, fold);
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
    *out = record;
    return true;
}
