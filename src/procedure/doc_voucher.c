/*
 * doc_voucher.c - a voucher and its events as documents.
 */
#include "doc.h"

#include "arena.h"
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
    value_set_text(record, "source", source_name(event->source));
    value_set_text(record, "source_label", source_label(event->source));
    value_set_text(record, "receipt", stored->receipt);
    if (event->outcome != OUTCOME_NONE) {
        set_if(record, "outcome", outcome_name(event->outcome));
    }
    if (event->cause != CAUSE_NONE) {
        set_if(record, "reason", cause_name(event->cause));
    }
    if (event->goal != GOAL_NONE) {
        set_if(record, "goal", goal_name(event->goal));
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

/* The key of a provider, or null for none. */
static bool
set_provider(struct db *db, struct arena *arena, struct value *record, const char *key,
             int64_t id, struct err *err)
{
    struct provider provider;

    if (id == 0) {
        value_set_text(record, key, NULL);
        return true;
    }
    if (!store_provider_by_id(db, arena, id, &provider, err)) {
        return false;
    }
    value_set_text(record, key, provider.key);
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
}

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
    value_set_text(record, "service", voucher->service);
    value_set_text(record, "type", service_type_name(voucher->type));
    if (!set_provider(db, arena, record, "provider", fold->named_provider, err) ||
        !set_provider(db, arena, record, "bound_provider", fold->bound_provider, err)) {
        return false;
    }
    value_set_text(record, "state", state_name(fold->state));
    value_set_text(record, "state_label", state_label(fold->state));
    value_set_int(record, "level", (int64_t)level);
    set_days(arena, record, fold);
    doc_set_moment(record, "appointment", voucher->appointment_ms);
    value_set_int(record, "appointments_attended", (int64_t)fold->attend_count);
    value_set_text(record, "outcome",
                   fold->outcome == OUTCOME_NONE ? NULL : outcome_name(fold->outcome));
    value_set_text(record, "goal", fold->goal == GOAL_NONE ? NULL : goal_name(fold->goal));
    value_set_bool(record, "neutral", voucher->neutral);
    value_set_bool(record, "disputed", voucher->disputed);
    *out = record;
    return true;
}
