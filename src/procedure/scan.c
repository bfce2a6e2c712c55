/*
 * scan.c - what a code opens for a provider's device, and a note of what was refused.
 */
#include "scan.h"

#include <string.h>

#include "clock.h"
#include "date.h"
#include "deadline.h"
#include "env.h"
#include "store.h"

#define HOUR_MS ((int64_t)60 * 60 * 1000)

struct scan
scan_start(struct env *env, const struct device *device, const char *code, enum source source)
{
    return (struct scan){.env = env, .device = *device, .code = code, .source = source};
}

static int64_t
this_hour(const struct scan *scan)
{
    return clock_now_ms(&scan->env->clock) / HOUR_MS;
}

bool
scan_device(struct scan *scan, struct db *db, struct err *err)
{
    int64_t misses;

    if (!store_device_by_id(db, scan->env->arena, scan->device.id, &scan->device, err) ||
        !store_counted(db, "device", scan->device.id, this_hour(scan), REASON_UNKNOWN, &misses,
                       err)) {
        return false;
    }
    if (scan->device.revoked_ms != 0) {
        return err_set(err, REASON_NOT_ALLOWED, "", NULL);
    }
    if (scan->device.instructed_on == DAY_NONE) {
        return err_set(err, REASON_NOT_ALLOWED, "",
                       "Bitte auf diesem Gerät zuerst die Hinweise zum Datenschutz bestätigen.");
    }
    return misses < SCAN_MISSES_PER_HOUR ||
           err_set(err, REASON_RATE_LIMITED, "",
                   "Zu viele unbekannte Codes auf diesem Gerät. Zur nächsten vollen Stunde geht es "
                   "weiter.");
}

bool
scan_parse(struct scan *scan, struct err *err)
{
    return scan->found.symbols[0] != '\0' ||
           code_parse(scan->code, strlen(scan->code), scan->env->config.public_url, &scan->found,
                      err);
}

/* What else belongs to the voucher of SCAN; GENERATION of the code that was shown, 0 none. */
static bool
read_around(struct scan *scan, struct db *db, uint32_t generation, struct err *err)
{
    struct env *env = scan->env;

    if (!voucher_history(db, env->arena, &scan->voucher, &scan->history, err) ||
        !store_slip_by_id(db, env->arena, scan->voucher.slip_id, &scan->slip, err) ||
        !voucher_facts(env, db, env->arena, &scan->voucher, &scan->slip, scan->device.provider,
                       &scan->facts, err)) {
        return false;
    }
    scan->command = COMMAND_NONE;
    scan->command.who = scan->device.role;
    scan->command.source = scan->source;
    scan->command.provider = scan->device.provider;
    scan->command.device = scan->device.id;
    scan->command.service_types = scan->device.service_types;
    scan->command.generation = scan->source == SOURCE_LIST ? 0 : generation;
    scan->command.now_ms = voucher_now_ms(env, &scan->history);
    scan->command.today = day_of_moment(scan->command.now_ms);
    return true;
}

bool
scan_open(struct scan *scan, struct db *db, struct err *err)
{
    uint32_t generation;

    return scan_parse(scan, err) &&
           voucher_open(db, scan->env->arena, scan->found.symbols, &scan->voucher, &generation,
                        err) &&
           read_around(scan, db, generation, err);
}

bool
scan_open_voucher(struct scan *scan, struct db *db, int64_t id, struct err *err)
{
    return store_voucher_get(db, scan->env->arena, id, &scan->voucher, err) &&
           read_around(scan, db, 0, err);
}

unsigned
scan_level(const struct scan *scan)
{
    return level_effective(&scan->facts.level);
}

/* The step that would come next: what stands against it stands against looking, too. */
static enum step
next_step(enum state state)
{
    switch (state) {
    case STATE_ACCEPTED:
        return STEP_START;
    case STATE_STARTED:
        return STEP_END;
    default:
        return STEP_ACCEPT;
    }
}

/* Reasons that hide the voucher; the others only say that nothing is to be done. */
static bool
hides(enum reason reason)
{
    switch (reason) {
    case REASON_WRONG_PROVIDER:
    case REASON_IN_WORK_ELSEWHERE:
    case REASON_SUPERSEDED:
    case REASON_WITHDRAWN:
    case REASON_EXPIRED:
    case REASON_NOT_YET_VALID:
        return true;
    default:
        return false;
    }
}

bool
scan_accepts_late(const struct scan *scan, int32_t *last_day)
{
    struct command command = scan->command;
    struct err err = {0};
    struct event event;

    *last_day = scan->history.fold.redeem_by + DEADLINE_GRACE_DAYS;
    command.step = STEP_ACCEPT;
    command.happened_on = *last_day;
    return scan->history.fold.redeem_by != DAY_NONE && *last_day < command.today &&
           flow_decide(&scan->facts, scan->history.event, scan->history.count, &command, &event,
                       &err);
}

bool
scan_admit(const struct scan *scan, struct err *err)
{
    struct command command = scan->command;
    struct err why = {0};
    struct event event;
    int32_t last_day;

    command.step = next_step(scan->history.fold.state);
    if (flow_decide(&scan->facts, scan->history.event, scan->history.count, &command, &event,
                    &why) ||
        !hides(why.reason) ||
        (why.reason == REASON_EXPIRED && scan_accepts_late(scan, &last_day))) {
        return true;
    }
    *err = why;
    return false;
}

struct note {
    const struct scan *scan;
    enum step step;
    enum reason reason;
};

/* Which providers a client without consent went to is nobody's business: the day is counted. */
static bool
note_in_write(struct db *db, void *arg, struct err *err)
{
    const struct note *note = arg;
    const struct scan *scan = note->scan;
    int64_t day_hour = moment_of_day(clock_today(&scan->env->clock)) / HOUR_MS;

    if (scan->voucher.id == 0) {
        return store_count(db, "device", scan->device.id, this_hour(scan), note->reason, err);
    }
    if (scan_level(scan) == 0) {
        return store_count(db, "level0", 0, day_hour, note->reason, err);
    }
    return store_refusal_add(db, scan->voucher.id, scan->device.provider, scan->device.id,
                             note->step, note->reason, err);
}

void
scan_note(const struct scan *scan, enum step step, enum reason reason)
{
    struct note note = {scan, step, reason};
    /* The answer stands without the note: a full disk must not hide why something was refused. */
    struct err lost = {0};
    bool counts = scan->voucher.id != 0 || reason == REASON_MALFORMED ||
                  reason == REASON_FOREIGN_CODE || reason == REASON_UNKNOWN;

    if (counts && reason != REASON_STORE) {
        (void)!store_write(scan->env->store, note_in_write, &note, &lost);
    }
}
