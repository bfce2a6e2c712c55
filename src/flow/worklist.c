/*
 * worklist.c - a provider's own list: what waits for it, and how long its clients waited.
 *
 * A report is due for the provider when the office's reminder is: one rule, read from both sides.
 */
#include "worklist.h"

#include <stdlib.h>

#include "deadline.h"

static const char *const names[WORKLIST__MAX] = {"none", "due", "running", "open", "closed"};

const char *
worklist_name(enum worklist list)
{
    return names[list < WORKLIST__MAX ? list : WORKLIST_NONE];
}

/* The reminder of the office that has become due, if it waits for this provider. */
static enum followup_reason
due_reason(const struct fold *fold, unsigned level, int32_t today)
{
    struct followup row[FOLLOWUP_PER_VOUCHER];
    struct followup_facts facts = {
        .level = level,
        .printed = true,
        .start_days = FOLLOWUP_START_DAYS,
        .unsettled_on = DAY_NONE,
        .untold_on = DAY_NONE,
    };
    size_t count = followup_of_voucher(fold, &facts, row);

    for (size_t i = 0; i < count; i++) {
        bool asks = row[i].reason == FOLLOWUP_NO_START || row[i].reason == FOLLOWUP_OVERDUE_END;

        if (asks && row[i].due_on <= today) {
            return row[i].reason;
        }
    }
    return FOLLOWUP_NONE;
}

static enum worklist
of_named(const struct fold *fold, int32_t today)
{
    bool waits = fold->state == STATE_ISSUED || fold->state == STATE_WAITLISTED;
    bool declined = fold->state == STATE_DECLINED ||
                    (fold->state == STATE_REVIEWED && fold->before == STATE_DECLINED);

    if (waits && today <= fold->redeem_by + DEADLINE_GRACE_DAYS) {
        return WORKLIST_OPEN;
    }
    return declined && fold->closed_on >= worklist_month(today) ? WORKLIST_CLOSED : WORKLIST_NONE;
}

enum worklist
worklist_of(const struct fold *fold, int64_t provider, unsigned level, int32_t today,
            enum followup_reason *why)
{
    *why = FOLLOWUP_NONE;
    if (level == 0 || flow_is_referral(fold)) {
        return WORKLIST_NONE;
    }
    if (fold->bound_provider != provider) {
        bool named = fold->bound_provider == 0 && fold->named_provider == provider;

        return named ? of_named(fold, today) : WORKLIST_NONE;
    }
    if (fold->state == STATE_ACCEPTED || fold->state == STATE_STARTED) {
        *why = due_reason(fold, level, today);
        return *why == FOLLOWUP_NONE ? WORKLIST_RUNNING : WORKLIST_DUE;
    }
    return fold->closed_on >= worklist_month(today) ? WORKLIST_CLOSED : WORKLIST_NONE;
}

int32_t
worklist_month(int32_t today)
{
    int year, month, mday;

    day_to_civil(today, &year, &month, &mday);
    return day_from_civil(year, month, 1);
}

int32_t
worklist_year(int32_t today)
{
    int year, month, mday;

    day_to_civil(today, &year, &month, &mday);
    return day_from_civil(year, 1, 1);
}

static int
compare_days(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;

    return (left > right) - (left < right);
}

struct worklist_wait
worklist_wait(int32_t *days, size_t count)
{
    struct worklist_wait wait = {.count = count};

    if (count > 0) {
        qsort(days, count, sizeof *days, compare_days);
        wait.median_days = days[(count + 1) / 2 - 1];
        wait.p90_days = days[(count * 9 + 9) / 10 - 1];
    }
    return wait;
}
