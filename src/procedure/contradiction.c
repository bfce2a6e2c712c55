/*
 * contradiction.c - what receptions told late and what does not fit: listed, decided.
 */
#include "contradiction.h"

#include <stdlib.h>

#include "arena.h"
#include "case.h"
#include "doc.h"
#include "env.h"
#include "rights.h"
#include "record.h"
#include "store.h"
#include "store_catalogue.h"
#include "store_people.h"
#include "value.h"

#define LIST_MAX 200

struct contradiction_work {
    struct env *env;
    const struct contradiction_answer *answer;
    struct contradiction row;
    struct voucher voucher;
    struct slip slip;
    struct value *doc;
};

/* Why it did not fit, as the office reads it. */
static const char *
reason_label(enum reason reason)
{
    switch (reason) {
    case REASON_WRONG_PROVIDER:
        return N_("Der Gutschein ist für eine andere Stelle.");
    case REASON_IN_WORK_ELSEWHERE:
        return N_("Eine andere Stelle hat ihn schon angenommen.");
    case REASON_SUPERSEDED:
        return N_("Der Code war durch einen neuen ersetzt.");
    case REASON_WITHDRAWN:
        return N_("Der Gutschein war zurückgezogen.");
    case REASON_ALREADY_RECORDED:
        return N_("Dieser Schritt ist mit einem anderen Tag eingetragen.");
    case REASON_EXPIRED:
        return N_("Die Frist war abgelaufen.");
    case REASON_CLOSED:
        return N_("Der Gutschein war schon abgeschlossen.");
    case REASON_NOT_YET_VALID:
        return N_("Die Station war noch nicht freigegeben.");
    case REASON_WRONG_STEP:
        return N_("Der Schritt davor fehlt.");
    case REASON_DATE_OUT_OF_RANGE:
        return N_("Der Tag passt nicht oder ist unklar.");
    case REASON_INVALID:
        return N_("Beim Ende fehlt das Ergebnis.");
    default:
        return N_("Der Gutschein nimmt keinen Eintrag mehr an.");
    }
}

static bool
set_decision(struct db *db, struct arena *arena, struct value *item,
             const struct contradiction *row, struct err *err)
{
    struct user user = {.name = ""};

    value_set_bool(item, "open", row->decision == DECISION_NONE);
    value_set_text(item, "decision",
                   row->decision == DECISION_NONE ? NULL : decision_name(row->decision));
    value_set_text(item, "decision_label", decision_label(row->decision));
    doc_set_moment(item, "decided_at", row->decided_ms);
    if (row->decided_by != 0 && !store_user_by_id(db, arena, row->decided_by, &user, err)) {
        return false;
    }
    value_set_text(item, "decided_by", user.name);
    return true;
}

static bool
set_row(struct db *db, struct arena *arena, struct value *item, const struct contradiction *row,
        struct err *err)
{
    struct provider provider;
    struct device device;

    if (!store_provider_by_id(db, arena, row->provider, &provider, err) ||
        !store_device_by_id(db, arena, row->device, &device, err)) {
        return false;
    }
    value_set_text(item, "id", arena_printf(arena, "%lld", (long long)row->id));
    value_set_text(item, "command", step_name(row->step));
    value_set_text(item, "command_label", step_label(row->step));
    value_set_bool(item, "ends", row->step == STEP_END);
    doc_set_day(arena, item, "happened_on", row->happened_on);
    doc_set_moment(item, "recorded_at", row->recorded_at_ms);
    value_set_text(item, "reason", reason_row(row->reason)->name);
    value_set_text(item, "reason_label", reason_label(row->reason));
    value_set_text(item, "provider", provider.key);
    value_set_text(item, "provider_name", provider.name);
    value_set_text(item, "device", device.name);
    return set_decision(db, arena, item, row, err);
}

bool
contradiction_of_voucher(struct db *db, struct arena *arena, int64_t voucher,
                         struct value **list, struct err *err)
{
    const struct contradiction *row;
    size_t count;

    if (!store_contradiction_list(db, arena, voucher, LIST_MAX, &row, &count, err)) {
        return false;
    }
    *list = value_list(arena);
    for (size_t i = 0, open = 0; i < count; i++) {
        struct value *item = value_add_record(*list);

        if (!set_row(db, arena, item, &row[i], err)) {
            return false;
        }
        open += row[i].decision == DECISION_NONE;
        value_set_bool(item, "first", row[i].decision == DECISION_NONE && open == 1);
    }
    return true;
}

/* ---- the list of the office ---- */

static bool
add_if_seen(struct contradiction_work *work, struct db *db, struct value *list,
            const struct contradiction *row, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct voucher voucher;
    struct case_file client;
    struct slip slip;
    enum case_sight sight;
    struct value *item;

    if (!store_voucher_get(db, arena, row->voucher, &voucher, err) ||
        !store_case_by_id(db, arena, voucher.case_id, &client, err) ||
        !store_slip_by_id(db, arena, voucher.slip_id, &slip, err)) {
        return false;
    }
    if (!case_sight_now(db, work->env, &client, &sight, NULL, err)) {
        return false;
    }
    if (sight != CASE_WHOLE) {
        return true;
    }
    item = value_add_record(list);
    value_set_text(item, "case", client.number);
    value_set_text(item, "slip", slip.number);
    value_set_int(item, "position", voucher.position);
    return set_row(db, arena, item, row, err);
}

static bool
list_in_read(struct db *db, void *arg, struct err *err)
{
    struct contradiction_work *work = arg;
    struct arena *arena = work->env->arena;
    const struct contradiction *row;
    struct value *list;
    size_t count;

    if (!store_contradiction_list(db, arena, 0, LIST_MAX + 1, &row, &count, err)) {
        return false;
    }
    work->doc = value_record(arena);
    list = value_set_list(work->doc, "contradictions");
    value_set_bool(work->doc, "more", count > LIST_MAX);
    for (size_t i = 0; i < count && i < LIST_MAX; i++) {
        if (!add_if_seen(work, db, list, &row[i], err)) {
            return false;
        }
    }
    return true;
}

bool
contradiction_list(struct env *env, const struct value **doc, struct err *err)
{
    struct contradiction_work work = {.env = env};

    if (!store_read(env->store, list_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

/* ---- one decision ---- */

static bool
find(struct db *db, void *arg, struct err *err)
{
    struct contradiction_work *work = arg;
    struct arena *arena = work->env->arena;

    return store_contradiction_get(db, arena, work->answer->id, &work->row, err) &&
           store_voucher_get(db, arena, work->row.voucher, &work->voucher, err) &&
           store_slip_by_id(db, arena, work->voucher.slip_id, &work->slip, err);
}

/* What happened comes from the provider's paper now, with the stamp of that day. */
static bool
record(struct contradiction_work *work, struct db *db, struct err *err)
{
    struct arena *arena = work->env->arena;
    const struct contradiction_answer *answer = work->answer;
    struct voucher_step step = {
        .code = doc_voucher_code(work->env, arena, &work->voucher,
                                 work->voucher.fold.generation),
        .step = work->row.step,
        .source = SOURCE_PAPER_PROVIDER,
        .happened_on = answer->happened_on == DAY_NONE ? work->row.happened_on
                                                       : answer->happened_on,
        .until = DAY_NONE,
        .outcome = work->row.step == STEP_END ? answer->outcome : OUTCOME_NONE,
        .receipt = "",
        .version = answer->version,
    };
    struct provider provider;
    struct value *ignored, *event;

    if (step.happened_on == DAY_NONE) {
        return err_set(err, REASON_INVALID, "happened_on",
                       "Bitte den Tag eintragen, der auf dem Stempel steht.");
    }
    if (!store_provider_by_id(db, arena, work->row.provider, &provider, err)) {
        return false;
    }
    step.provider = provider.key;
    if (!record_step(work->env, db, &step, &ignored, &event, err)) {
        return false;
    }
    work->row.event = strtoll(value_string(value_get(event, "id")), NULL, 10);
    value_set(work->doc, "event", event);
    return true;
}

/* The open follow-up goes with the last thing that waited. */
static bool
refresh(struct contradiction_work *work, struct db *db, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct voucher_history history;

    return store_voucher_get(db, arena, work->row.voucher, &work->voucher, err) &&
           voucher_history(db, arena, &work->voucher, &history, err) &&
           voucher_refresh_followups(work->env, db, arena, &work->voucher, &history, err);
}

static bool
decide_in_write(struct db *db, void *arg, struct err *err)
{
    struct contradiction_work *work = arg;
    struct arena *arena = work->env->arena;
    int64_t id = work->answer->id;

    work->doc = value_record(arena);
    if (!find(db, work, err)) {
        return false;
    }
    if (work->row.decision != DECISION_NONE) {
        return err_set(err, REASON_CONFLICT, "", "Diese Nachmeldung ist schon geklärt.");
    }
    if (work->answer->decision == DECISION_RECORDED && !record(work, db, err)) {
        return false;
    }
    work->row.decision = work->answer->decision;
    work->row.decided_by = work->env->user.id;
    return store_contradiction_decide(db, &work->row, err) && refresh(work, db, err) &&
           store_contradiction_get(db, arena, id, &work->row, err) &&
           set_row(db, arena, value_set_record(work->doc, "contradiction"), &work->row, err);
}

bool
contradiction_decide(struct env *env, const struct contradiction_answer *answer,
                     const struct value **doc, struct err *err)
{
    struct contradiction_work work = {.env = env, .answer = answer};

    if (answer->decision == DECISION_NONE) {
        return err_set(err, REASON_INVALID, "decision", "Bitte eine dieser Angaben wählen: %1.",
                       "recorded, discarded, duplicate, wrong_person");
    }
    if (!store_read(env->store, find, &work, err) ||
        !case_enter_slip(env, work.slip.number, CASE_CHANGE, NULL, err) ||
        !case_write(env, decide_in_write, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
