/*
 * report_tally.c - count vouchers by provider and service type, one after the other.
 */
#include "report_tally.h"

#include <stdlib.h>

#include "arena.h"
#include "date.h"

#define TYPES (TYPE__MAX - 1)

static int
compare_ids(const void *a, const void *b)
{
    const struct provider *one = *(const struct provider *const *)a;
    const struct provider *other = *(const struct provider *const *)b;

    return (one->id > other->id) - (one->id < other->id);
}

void
report_tally_begin(struct report_tally *tally, struct arena *arena,
                   const struct provider *provider, size_t count)
{
    tally->arena = arena;
    tally->provider = arena_array(arena, count, sizeof(*tally->provider));
    tally->provider_count = count;
    for (size_t i = 0; i < count; i++) {
        tally->provider[i] = &provider[i];
    }
    qsort(tally->provider, count, sizeof(*tally->provider), compare_ids);
    tally->group_count = (count + 1) * TYPES + 1;
    tally->group = arena_array(arena, tally->group_count, sizeof(*tally->group));
}

/* Where a provider stands by id; behind the last one: the client has not chosen yet. */
static size_t
place_of(const struct report_tally *tally, const struct provider *provider)
{
    const struct provider **found =
        provider == NULL ? NULL
                         : bsearch(&provider, tally->provider, tally->provider_count,
                                   sizeof(*tally->provider), compare_ids);

    return found == NULL ? tally->provider_count : (size_t)(found - tally->provider);
}

struct report_group *
report_group_of(const struct report_tally *tally, const struct provider *provider,
                enum service_type type)
{
    size_t place = place_of(tally, provider);

    if (place < tally->provider_count && tally->provider[place]->is_protected &&
        !tally->whole) {
        return NULL;
    }
    return &tally->group[place * TYPES + (size_t)type - 1];
}

struct report_group *
report_group_of_all(const struct report_tally *tally)
{
    return &tally->group[tally->group_count - 1];
}

static void
add(struct report_group *group, enum report_count what, int64_t case_id)
{
    group->of[what].cases++;
    if (group->of[what].persons == 0 || group->of[what].last_case != case_id) {
        group->of[what].persons++;
        group->of[what].last_case = case_id;
    }
}

static void
add_wait(struct arena *arena, struct report_waits **waits, int32_t from, int32_t until)
{
    int32_t days = until < from ? 0 : until - from;

    if (*waits == NULL) {
        *waits = arena_alloc(arena, sizeof(**waits));
    }
    (*waits)->days[days > REPORT_WAIT_MAX ? REPORT_WAIT_MAX : days]++;
    (*waits)->count++;
}

/* REPORT__MAX: it was taken back by the office, which says nothing about the provider. */
static enum report_count
ending(const struct report_row *row)
{
    switch (row->state) {
    case STATE_ENDED:
        return (enum report_count)(REPORT_E1 + (row->outcome - OUTCOME_E1));
    case STATE_DECLINED:
        return (enum report_count)(REPORT_NO_CAPACITY + (row->cause - CAUSE_NO_CAPACITY));
    case STATE_EXPIRED:
        return REPORT_EXPIRED;
    case STATE_UNREPORTED:
        return REPORT_UNREPORTED;
    default:
        return REPORT__MAX;
    }
}

static bool
is_within(const struct report_tally *tally, int32_t day)
{
    return day != DAY_NONE && day >= tally->from && day <= tally->until;
}

static void
count_ending(struct report_group *group, const struct report_row *row)
{
    enum report_count how = ending(row);

    if (how == REPORT__MAX) {
        return;
    }
    add(group, how, row->case_id);
    add(group, REPORT_CLOSED, row->case_id);
    if (row->state == STATE_DECLINED || row->accepted_on != DAY_NONE) {
        add(group, REPORT_REPORTED, row->case_id);
        if (row->level >= 1) {
            add(group, REPORT_REPORTED_LEVEL, row->case_id);
        }
    }
}

static void
count_row(const struct report_tally *tally, struct report_group *group,
          const struct report_row *row)
{
    if (is_within(tally, row->issued_on)) {
        add(group, REPORT_ISSUED, row->case_id);
        if (row->generation == 0) {
            add(group, REPORT_REFERRED, row->case_id);
        }
    } else {
        group->carried++;
    }
    if (is_within(tally, row->accepted_on)) {
        add(group, REPORT_ACCEPTED, row->case_id);
        add_wait(tally->arena, &group->accept, row->issued_on, row->accepted_on);
    }
    if (is_within(tally, row->started_on)) {
        add(group, REPORT_STARTED, row->case_id);
        if (row->accepted_on != DAY_NONE) {
            add_wait(tally->arena, &group->start, row->accepted_on, row->started_on);
        }
    }
    if (is_within(tally, row->closed_on)) {
        count_ending(group, row);
    } else if (row->closed_on == DAY_NONE || row->closed_on > tally->until) {
        add(group, REPORT_OPEN, row->case_id);
    }
}

void
report_tally_row(void *arg, const struct report_row *row)
{
    const struct report_tally *tally = arg;
    struct provider wanted = {.id = row->provider};
    struct report_group *group =
        report_group_of(tally, row->provider == 0 ? NULL : &wanted, row->type);

    if (group != NULL) {
        count_row(tally, group, row);
        count_row(tally, report_group_of_all(tally), row);
    }
}

int
report_wait(const struct report_waits *waits, int percent)
{
    int64_t done = 0;
    int day = 0;

    for (done = waits->days[0]; done * 100 < waits->count * percent; done += waits->days[day]) {
        day++;
    }
    return day;
}
