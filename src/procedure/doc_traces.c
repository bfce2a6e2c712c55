/*
 * doc_traces.c - what is kept on a voucher beside its steps: to whom it was shown, what was
 * refused, what was told late, and what the office has entered elsewhere.
 */
#include "doc_disclosure.h"

#include "arena.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_case.h"
#include "store_contradiction.h"
#include "store_export.h"
#include "store_people.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

#define LATE_MAX 1000 /* of one voucher; it has a handful of steps */

struct traces {
    struct env *env;
    struct db *db;
    const struct slip *slip;
    const struct voucher *voucher;
    struct value *list;
};

static struct value *
add(struct traces *traces, int64_t at_ms, const char *what, const char *label)
{
    struct value *item = value_add_record(traces->list);

    doc_set_moment(item, "at", at_ms);
    value_set_text(item, "what", what);
    value_set_text(item, "what_label", label);
    value_set_text(item, "slip", traces->slip->number);
    value_set_int(item, "position", traces->voucher->position);
    value_set_text(item, "by", NULL);
    value_set_text(item, "step_label", NULL);
    return item;
}

static bool
set_provider(struct traces *traces, struct value *item, int64_t id, struct err *err)
{
    struct provider provider;

    if (id == 0) {
        return true;
    }
    if (!store_provider_by_id(traces->db, traces->env->arena, id, &provider, err)) {
        return false;
    }
    value_set_text(item, "by", provider.name);
    return true;
}

static bool
set_user(struct traces *traces, struct value *item, int64_t id, struct err *err)
{
    struct user user;

    if (id == 0) {
        return true;
    }
    if (!store_user_by_id(traces->db, traces->env->arena, id, &user, err)) {
        return false;
    }
    value_set_text(item, "by", str_empty(user.display_name) ? user.name : user.display_name);
    return true;
}

static bool
add_sights(struct traces *traces, struct err *err)
{
    struct arena *arena = traces->env->arena;
    const struct access *access;
    const struct refusal *refusal;
    size_t accesses, refusals;

    if (!store_access_list(traces->db, arena, ACCESS_VOUCHER, traces->voucher->id, &access,
                           &accesses, err) ||
        !store_refusals_of_voucher(traces->db, arena, traces->voucher->id, &refusal, &refusals,
                                   err)) {
        return false;
    }
    for (size_t i = 0; i < accesses; i++) {
        struct value *item = add(traces, access[i].accessed_ms, "shown",
                                 N_("einer Stelle gezeigt"));

        if (!set_user(traces, item, access[i].user, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < refusals; i++) {
        struct value *item = add(traces, refusal[i].recorded_at_ms, "refused",
                                 N_("Versuch einer Stelle, abgelehnt"));

        if (!set_provider(traces, item, refusal[i].provider, err)) {
            return false;
        }
    }
    return true;
}

/* Told late, and it did not fit. */
static bool
add_contradictions(struct traces *traces, struct err *err)
{
    const struct contradiction *row;
    size_t count;

    if (!store_contradiction_list(traces->db, traces->env->arena, traces->voucher->id, LATE_MAX,
                                  &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = add(traces, row[i].recorded_at_ms, "contradiction",
                                 N_("nachgemeldet, passt nicht zu den Einträgen"));

        value_set_text(item, "step_label", step_label(row[i].step));
        doc_set_day(traces->env->arena, item, "happened_on", row[i].happened_on);
        value_set_text(item, "decision", decision_name(row[i].decision));
        value_set_text(item, "decision_label", decision_label(row[i].decision));
        if (!set_provider(traces, item, row[i].provider, err)) {
            return false;
        }
    }
    return true;
}

/* Of one entry: written down without a net, entered in the Fachverfahren. */
static bool
add_entry(struct traces *traces, const struct stored_event *stored, struct err *err)
{
    struct posting_row posting;
    bool late;

    if (!store_late_get(traces->db, stored->id, &late, err) ||
        !store_posting_get(traces->db, traces->env->arena, stored->id, &posting, err)) {
        return false;
    }
    if (late) {
        struct value *item = add(traces, stored->event.recorded_at_ms, "late",
                                 N_("ohne Netz notiert und nachgemeldet"));

        value_set_text(item, "step_label", step_label(stored->event.step));
        if (!set_provider(traces, item, stored->event.provider, err)) {
            return false;
        }
    }
    if (posting.posted_ms != 0) {
        struct value *item = add(traces, posting.posted_ms, "posted",
                                 N_("im Fachverfahren gebucht"));

        value_set_text(item, "step_label", step_label(stored->event.step));
        value_set_text(item, "by", posting.posted_by);
    }
    return true;
}

bool
doc_traces(struct env *env, struct db *db, const struct slip *slip, const struct voucher *voucher,
           struct value *list, struct err *err)
{
    struct traces traces = {env, db, slip, voucher, list};
    struct voucher_history history;

    if (!add_sights(&traces, err) || !add_contradictions(&traces, err) ||
        !voucher_history(db, env->arena, voucher, &history, err)) {
        return false;
    }
    for (size_t i = 0; i < history.count; i++) {
        if (!add_entry(&traces, &history.stored[i], err)) {
            return false;
        }
    }
    return true;
}
