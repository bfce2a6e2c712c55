/*
 * doc_case.c - everything on one case as one document.
 */
#include "arena.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "due_lines.h"
#include "env.h"
#include "store_followup.h"
#include "store_people.h"
#include "store_purge.h"
#include "str.h"
#include "subject.h"
#include "timeline.h"
#include "value.h"

#define FOLLOWUPS_PER_CASE 200

static bool
set_needs(struct db *db, struct arena *arena, struct value *record, int64_t case_id,
          struct err *err)
{
    const struct need *need;
    struct value *list = value_set_list(record, "needs");
    size_t count;

    if (!store_need_list(db, arena, case_id, &need, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);

        value_set_text(item, "type", service_type_name(need[i].type));
        value_set_text(item, "type_label", service_type_label(need[i].type));
        value_set_int(item, "priority", need[i].priority);
        doc_set_day(arena, item, "agreed_on", need[i].agreed_on);
        value_set_text(item, "plan_ref", need[i].plan_ref);
        value_set_text(item, "id", arena_printf(arena, "%lld", (long long)need[i].id));
        value_set_text(item, "aim", aim_name(need[i].aim));
        value_set_text(item, "aim_label",
                       need[i].aim == AIM_NONE ? NULL : aim_label(need[i].aim));
    }
    return true;
}

/* Signed consents end by themselves on their last day. */
static enum consent_state
state_today(const struct consent *consent, int32_t today)
{
    bool over = consent->valid_until != DAY_NONE && consent->valid_until < today;

    return consent->state == CONSENT_SIGNED && over ? CONSENT_EXPIRED : consent->state;
}

static const char *const consent_labels[CONSENT__MAX] = {
    [CONSENT_NONE] = N_("ohne Angabe"),       [CONSENT_OFFERED] = N_("vorgelegt"),
    [CONSENT_SIGNED] = N_("unterschrieben"),  [CONSENT_WITHDRAWN] = N_("widerrufen"),
    [CONSENT_EXPIRED] = N_("abgelaufen"),
};

static bool
set_consents(struct env *env, struct db *db, struct arena *arena, struct value *record,
             int64_t case_id, struct err *err)
{
    const struct consent *consent;
    struct value *list = value_set_list(record, "consents");
    const char *seen;
    size_t count;

    if (!store_consent_list(db, arena, case_id, &consent, &count, err) ||
        !subject_consents_seen(env, db, case_id, &seen, err)) {
        return false;
    }
    value_set_text(record, "consents_seen", seen);
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);
        struct provider provider;
        enum consent_state state;

        if (!store_provider_by_id(db, arena, consent[i].provider, &provider, err)) {
            return false;
        }
        state = state_today(&consent[i], clock_today(&env->clock));
        value_set_text(item, "provider", provider.key);
        value_set_text(item, "provider_name", provider.name);
        value_set_int(item, "level", (int64_t)consent[i].level);
        value_set_text(item, "state", consent_state_name(state));
        value_set_text(item, "state_label", consent_labels[state]);
        value_set_bool(item, "signed", state == CONSENT_SIGNED);
        doc_set_day(arena, item, "signed_on", consent[i].signed_on);
        doc_set_day(arena, item, "valid_until", consent[i].valid_until);
        doc_set_day(arena, item, "withdrawn_on", consent[i].withdrawn_on);
        value_set_text(item, "held_by", consent[i].held_by_provider ? "provider" : "office");
    }
    return true;
}

/* Is there nothing left to do on any station? */
static bool
is_closed(const struct value *vouchers)
{
    bool closed = true;

    for (size_t i = 0; i < value_len(vouchers); i++) {
        const char *state = value_string(value_get(value_at(vouchers, i), "state"));

        closed = closed && (str_equal(state, state_name(STATE_REVIEWED)) ||
                            str_equal(state, state_name(STATE_WITHDRAWN)));
    }
    return closed;
}

static bool
set_slips(struct env *env, struct db *db, struct arena *arena, struct value *record,
          int64_t case_id, const struct timeline_query *query, struct err *err)
{
    const struct slip *slip;
    struct value *slips = value_set_list(record, "slips");
    size_t count;

    if (!store_slips_of_case(db, arena, case_id, &slip, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item;

        if (!doc_slip(env, db, arena, &slip[i], &item, err)) {
            return false;
        }
        value_set_bool(item, "closed", is_closed(value_get(item, "vouchers")));
        value_add(slips, item);
    }
    return timeline_set(env, db, record, case_id, slip, count, query, err);
}

/* Which station a follow-up is about; others are about the case itself. */
static bool
set_subject(struct env *env, struct db *db, struct arena *arena, struct value *item, int64_t id,
            struct err *err)
{
    struct voucher voucher;
    struct slip slip;

    if (id == 0) {
        value_set_int(item, "position", 0);
        return true;
    }
    if (!store_voucher_get(db, arena, id, &voucher, err) ||
        !store_slip_by_id(db, arena, voucher.slip_id, &slip, err)) {
        return false;
    }
    value_set_text(item, "voucher",
                   doc_voucher_code(env, arena, &voucher, voucher.fold.generation));
    value_set_text(item, "slip", slip.number);
    value_set_int(item, "position", voucher.position);
    return true;
}

bool
doc_followups(struct env *env, struct db *db, struct arena *arena, const char *user,
              int64_t case_id, int32_t day, size_t limit, struct value **out, struct err *err)
{
    const struct followup_row *row;
    struct value *list = value_list(arena);
    size_t count;

    if (!store_followup_list(db, arena, user, case_id, day, limit, &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);

        doc_set_day(arena, item, "due_on", row[i].due_on);
        value_set_text(item, "reason", followup_name(row[i].reason));
        value_set_text(item, "reason_label", followup_label_of(row[i].reason, row[i].referral));
        value_set_bool(item, "is_due", row[i].due_on <= clock_today(&env->clock));
        value_set_text(item, "case", row[i].case_number);
        if (followup_can_end(row[i].reason)) {
            value_set_text(item, "id", arena_printf(arena, "%lld", (long long)row[i].id));
        }
        if (row[i].reason == FOLLOWUP_MANUAL) {
            value_set_text(item, "note", row[i].note);
        }
        if (!set_subject(env, db, arena, item, row[i].voucher, err)) {
            return false;
        }
    }
    *out = list;
    return true;
}

/* The same as lines to do, now and later. */
static bool
set_lines(const struct env *env, struct db *db, struct arena *arena, struct value *record,
          int64_t case_id, struct err *err)
{
    struct due_lines due = {.list = value_set_list(record, "due")};
    struct due_lines later = {.list = value_set_list(record, "later")};
    const struct followup_row *row;
    size_t count;

    if (!store_followup_list(db, arena, "", case_id, DAY_NONE, FOLLOWUPS_PER_CASE, &row, &count,
                             err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool now = row[i].due_on <= clock_today(&env->clock);

        if (!due_lines_add(now ? &due : &later, db, arena, &row[i], NULL, err)) {
            return false;
        }
    }
    return true;
}

bool
doc_case(struct env *env, struct db *db, struct arena *arena, const struct case_file *client,
         const struct timeline_query *query, struct value **out, struct err *err)
{
    struct value *record = value_record(arena);
    struct value *followups;
    int32_t restricted;

    value_set_text(record, "number", client->number);
    value_set_text(record, "given_name", client->given_name);
    value_set_text(record, "family_name", client->family_name);
    doc_set_day(arena, record, "birth_date", client->birth_date);
    value_set_text(record, "language", client->language);
    value_set_text(record, "caseworker", client->caseworker);
    value_set_text(record, "team", client->team);
    value_set_text(record, "branch", client->branch);
    value_set_bool(record, "protected", client->is_protected);
    value_set_text(record, "phone", client->phone);
    value_set_text(record, "street", client->street);
    value_set_text(record, "postcode", client->postcode);
    value_set_text(record, "city", client->city);
    value_set_int(record, "contact_days", client->contact_days);
    if (!store_restriction_get(db, client->id, &restricted, err)) {
        return false;
    }
    doc_set_day(arena, record, "restricted_since", restricted);
    if (!set_needs(db, arena, record, client->id, err) ||
        !set_consents(env, db, arena, record, client->id, err) ||
        !set_slips(env, db, arena, record, client->id, query, err) ||
        !set_lines(env, db, arena, record, client->id, err) ||
        !doc_followups(env, db, arena, "", client->id, DAY_NONE, FOLLOWUPS_PER_CASE, &followups,
                       err)) {
        return false;
    }
    value_set(record, "followups", followups);
    *out = record;
    return true;
}
