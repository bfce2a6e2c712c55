/*
 * doc_reception.c - what a reception sees of a voucher: what its paper shows, and the few
 * steps the rules allow now.
 */
#include <string.h>

#include "arena.h"
#include "deadline.h"
#include "doc.h"
#include "env.h"
#include "scan.h"
#include "str.h"
#include "value.h"

/* What stands on the buttons. */
static const char *const button[STEP__MAX] = {
    [STEP_WAITLIST] = N_("Auf Warteliste"),
    [STEP_DECLINE] = N_("Ablehnen"),
    [STEP_ACCEPT] = N_("Ist da - Aufnahme bestätigen"),
    [STEP_START] = N_("Beginn bestätigen"),
    [STEP_ATTEND] = N_("Termin wahrgenommen"),
    [STEP_RECOMMEND] = N_("Empfehlung geben"),
    [STEP_END] = N_("Ende melden"),
};

/* That it was reviewed is the office's business. */
static enum state
shown_state(const struct fold *fold)
{
    return fold->state == STATE_REVIEWED ? fold->before : fold->state;
}

static bool
service_title(const struct scan *scan, struct db *db, const char **out, struct err *err)
{
    const struct voucher *voucher = &scan->voucher;
    const struct service *offer;
    size_t count;

    *out = NULL;
    if (voucher->neutral) {
        return true;
    }
    if (!store_service_list(db, scan->env->arena, voucher->service, 0, &offer, &count, err)) {
        return false;
    }
    *out = count > 0 ? offer[0].title : voucher->service;
    return true;
}

static bool
client_name(const struct scan *scan, struct db *db, const char **out, struct err *err)
{
    struct case_file client;

    *out = NULL;
    if (!str_equal(scan->env->config.show_client_name, "yes")) {
        return true;
    }
    if (!store_case_by_id(db, scan->env->arena, scan->voucher.case_id, &client, err)) {
        return false;
    }
    /* A list is read without the paper, by whoever sits before it. */
    if (!client.is_protected || scan->source != SOURCE_LIST) {
        *out = doc_client_name(scan->env->arena, &client);
    }
    return true;
}

bool
scan_words(const struct scan *scan, struct db *db, struct scan_words *out, struct err *err)
{
    return service_title(scan, db, &out->service, err) && client_name(scan, db, &out->client, err);
}

void
scan_set_paper(const struct scan *scan, const struct scan_words *words, const struct fold *fold,
               unsigned level, struct value *record)
{
    struct arena *arena = scan->env->arena;

    value_set_text(record, "slip", scan->slip.number);
    value_set_text(record, "state", state_name(shown_state(fold)));
    value_set_text(record, "state_label", state_label(shown_state(fold)));
    value_set_text(record, "type", service_type_name(scan->voucher.type));
    if (words->service != NULL) {
        value_set_text(record, "type_label", service_type_label(scan->voucher.type));
        value_set_text(record, "service", words->service);
    }
    if (words->client != NULL) {
        value_set_text(record, "client", words->client);
    }
    doc_set_day(arena, record, "redeem_by", fold->redeem_by);
    doc_set_day(arena, record, "complete_by", fold->complete_by);
    doc_set_day(arena, record, "accepted_on", fold->accepted_on);
    doc_set_day(arena, record, "started_on", fold->started_on);
    doc_set_day(arena, record, "ended_on", fold->ended_on);
    doc_set_moment(record, "appointment", scan->voucher.appointment_ms);
    value_set_int(record, "appointments_attended", (int64_t)fold->attend_count);
    value_set_int(record, "level", (int64_t)level);
}

struct value *
scan_doc_voucher(const struct scan *scan, const struct scan_words *words, const struct fold *fold,
                 unsigned level)
{
    struct arena *arena = scan->env->arena;
    struct value *record = value_record(arena);

    value_set_text(record, "code",
                   doc_voucher_code(scan->env, arena, &scan->voucher, fold->generation));
    scan_set_paper(scan, words, fold, level, record);
    return record;
}

static void
add_choice(struct value *list, const char *key, const char *name, const char *label)
{
    struct value *item = value_add_record(list);

    value_set_text(item, key, name);
    value_set_text(item, "label", label);
}

/* The ways it may have ended, from where the voucher stands. */
static void
set_outcomes(const struct scan *scan, struct value *action)
{
    struct value *list = value_set_list(action, "outcomes");
    enum state state = scan->history.fold.state;

    for (enum outcome outcome = OUTCOME_E1; outcome < OUTCOME__MAX; outcome++) {
        const struct rule *rule = rules_find(STEP_END, scan->device.role, state, outcome);

        if (rule != NULL && rule->level <= scan_level(scan)) {
            add_choice(list, "outcome", outcome_name(outcome), outcome_label(outcome));
        }
    }
}

static void
set_causes(const struct scan *scan, struct value *action)
{
    struct value *list = value_set_list(action, "reasons");
    const struct rule *rule =
        rules_find_any(STEP_DECLINE, scan->device.role, scan->history.fold.state);

    for (enum cause cause = CAUSE_NONE + 1; rule != NULL && cause < CAUSE__MAX; cause++) {
        if (rule->causes & BIT(cause)) {
            add_choice(list, "reason", cause_name(cause), cause_label(cause));
        }
    }
}

static void
set_recommendations(const struct scan *scan, struct value *action)
{
    static const enum recommendation all[] = {RECOMMEND_W1, RECOMMEND_W2, RECOMMEND_W3};
    struct value *list = value_set_list(action, "recommendations");

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!(scan->history.fold.recommendation & all[i])) {
            add_choice(list, "recommendation", recommendation_name(all[i]),
                       recommendation_label(all[i]));
        }
    }
}

/* What the step asks for. */
static void
set_questions(const struct scan *scan, enum step step, struct value *action)
{
    const struct fold *fold = &scan->history.fold;

    switch (step) {
    case STEP_END:
        set_outcomes(scan, action);
        return;
    case STEP_DECLINE:
        set_causes(scan, action);
        return;
    case STEP_RECOMMEND:
        set_recommendations(scan, action);
        return;
    case STEP_WAITLIST:
        value_set_bool(action, "until", true);
        return;
    case STEP_ATTEND:
        value_set_bool(action, "again", fold->last_attended_on == scan->command.today);
        return;
    default:
        return;
    }
}

/* The one next step: the big button. The list says what the office waits for. */
static enum step
likely_step(const struct scan *scan, unsigned steps)
{
    const struct fold *fold = &scan->history.fold;
    bool overdue = scan->source == SOURCE_LIST && fold->complete_by != DAY_NONE &&
                   fold->complete_by < scan->command.today;
    bool attends = (steps & BIT(STEP_ATTEND)) && fold->last_attended_on != scan->command.today &&
                   !overdue;

    switch (fold->state) {
    case STATE_ISSUED:
    case STATE_WAITLISTED:
        return STEP_ACCEPT;
    case STATE_ACCEPTED:
        return STEP_START;
    case STATE_STARTED:
        return attends ? STEP_ATTEND : STEP_END;
    default:
        return STEP_NONE;
    }
}

static struct value *
add_action(struct value *list, enum step step, bool likely)
{
    struct value *action = value_add_record(list);

    value_set_text(action, "command", step_name(step));
    value_set_text(action, "label", button[step]);
    value_set_bool(action, "likely", likely);
    return action;
}

/* The newest entry of this very device that may still be taken back. */
static void
set_undo(const struct scan *scan, struct value *root)
{
    struct command command = scan->command;

    command.step = STEP_ANNUL;
    for (size_t i = scan->history.count; i-- > 0;) {
        const struct stored_event *stored = &scan->history.stored[i];
        bool own = stored->event.device == scan->device.id &&
                   command.now_ms - stored->event.recorded_at_ms <= DEADLINE_UNDO_MS;
        struct err err = {0};
        struct event event;

        command.annuls = stored->event.seq;
        if (own && flow_decide(&scan->facts, scan->history.event, scan->history.count, &command,
                               &event, &err)) {
            struct value *undo = value_set_record(root, "undo");

            value_set_text(undo, "receipt", stored->receipt);
            value_set_text(undo, "command", step_name(stored->event.step));
            value_set_text(undo, "label", step_label(stored->event.step));
            return;
        }
    }
}

void
scan_set_actions(const struct scan *scan, struct value *root)
{
    struct value *list = value_set_list(root, "actions");
    unsigned steps = flow_actions(&scan->facts, scan->history.event, scan->history.count,
                                  &scan->command);
    enum step likely = likely_step(scan, steps);
    int32_t last_day;

    for (enum step step = STEP_NONE + 1; step < STEP__MAX; step++) {
        if (button[step] != NULL && (steps & BIT(step))) {
            set_questions(scan, step, add_action(list, step, step == likely));
        }
    }
    if (!(steps & BIT(STEP_ACCEPT)) && scan_accepts_late(scan, &last_day)) {
        doc_set_day(scan->env->arena, add_action(list, STEP_ACCEPT, false), "latest", last_day);
    }
    set_undo(scan, root);
}
