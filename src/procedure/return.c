/*
 * return.c - record a returned paper: several steps in one entry, all or nothing.
 */
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "date.h"
#include "env.h"
#include "record.h"
#include "rights.h"
#include "store.h"
#include "str.h"
#include "value.h"

#define STEPS_MAX (RETURN_DAYS_MAX + 3)

/* One step of the paper, and the field that holds its day. */
struct line {
    enum step step;
    int32_t day;
    const char *field;
};

struct return_work {
    struct env *env;
    const struct voucher_return *paper;
    struct line line[STEPS_MAX];
    size_t count;
    struct value *doc, *voucher;
};

static const char *const attended_field[RETURN_DAYS_MAX] = {
    "attended_on_1", "attended_on_2", "attended_on_3", "attended_on_4",
};

static void
add_line(struct return_work *work, enum step step, int32_t day, const char *field)
{
    if (day != DAY_NONE) {
        work->line[work->count++] = (struct line){step, day, field};
    }
}

/* On one day the start comes before the appointment. */
static int
by_day(const void *a, const void *b)
{
    const struct line *left = a, *right = b;

    if (left->day != right->day) {
        return left->day < right->day ? -1 : 1;
    }
    return (int)left->step - (int)right->step;
}

/* Accept first and end last, whatever their days say: the rules name the day that cannot be. */
static void
read_lines(struct return_work *work)
{
    const struct voucher_return *paper = work->paper;
    size_t first;

    add_line(work, STEP_ACCEPT, paper->accepted_on, "accepted_on");
    first = work->count;
    add_line(work, STEP_START, paper->started_on, "started_on");
    for (size_t i = 0; i < RETURN_DAYS_MAX; i++) {
        add_line(work, STEP_ATTEND, paper->attended_on[i], attended_field[i]);
    }
    qsort(work->line + first, work->count - first, sizeof *work->line, by_day);
    add_line(work, STEP_END, paper->ended_on, "ended_on");
}

static bool
check(const struct return_work *work, struct err *err)
{
    const struct voucher_return *paper = work->paper;

    if (paper->source != SOURCE_PAPER_CLIENT && paper->source != SOURCE_PAPER_PROVIDER &&
        paper->source != SOURCE_OFFICE) {
        return err_set(err, REASON_INVALID, "source",
                       "Bitte angeben, von wem der Zettel kommt: von der Kundin oder dem Kunden "
                       "oder von der Stelle.");
    }
    if (work->count == 0) {
        return err_set(err, REASON_INVALID, "accepted_on",
                       paper->source == SOURCE_OFFICE
                           ? N_("Bitte mindestens einen Tag eintragen, von dem berichtet wurde.")
                           : N_("Bitte mindestens einen Tag vom Zettel eintragen."));
    }
    if (paper->outcome != OUTCOME_NONE && paper->ended_on == DAY_NONE) {
        return err_set(err, REASON_INVALID, "ended_on",
                       "Zum Ergebnis gehört der Tag, an dem es endete.");
    }
    return true;
}

static bool
record_line(struct return_work *work, struct db *db, size_t index, struct value *events,
            struct err *err)
{
    const struct voucher_return *paper = work->paper;
    const struct line *line = &work->line[index];
    struct voucher_step step = {
        .code = paper->code,
        .provider = paper->provider,
        .step = line->step,
        .source = paper->source,
        .happened_on = line->day,
        .until = DAY_NONE,
        .outcome = line->step == STEP_END ? paper->outcome : OUTCOME_NONE,
        .version = index == 0 ? paper->version : 0,
    };
    struct err why = {0};
    struct value *event;

    if (!record_step(work->env, db, &step, &work->voucher, &event, &why)) {
        bool of_day = str_equal(why.field, "happened_on") || why.field[0] == '\0';

        *err = why;
        if (of_day && why.reason != REASON_CONFLICT) {
            snprintf(err->field, sizeof err->field, "%s", line->field);
        }
        return false;
    }
    value_add(events, event);
    return true;
}

static bool
return_in_write(struct db *db, void *arg, struct err *err)
{
    struct return_work *work = arg;
    struct value *events;

    work->doc = value_record(work->env->arena);
    events = value_set_list(work->doc, "events");
    for (size_t i = 0; i < work->count; i++) {
        if (!record_line(work, db, i, events, err)) {
            return false;
        }
    }
    value_set(work->doc, "voucher", work->voucher);
    return true;
}

bool
voucher_return(struct env *env, const struct voucher_return *paper, const struct value **doc,
               struct err *err)
{
    struct return_work work = {.env = env, .paper = paper};

    read_lines(&work);
    if (!check(&work, err) || !case_write(env, return_in_write, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
