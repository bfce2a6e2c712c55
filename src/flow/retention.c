/*
 * retention.c - when a voucher and what hangs on it may go.
 */
#include "retention.h"

static const struct {
    const char *name, *label;
} words[RETENTION__MAX] = {
    [RETENTION_RUNNING] = {"running", N_("Frist läuft")},
    [RETENTION_DUE] = {"due", N_("fällig")},
    [RETENTION_OPEN] = {"open", N_("Gutschein noch offen")},
    [RETENTION_DISPUTED] = {"disputed", N_("Eintrag bestritten")},
    [RETENTION_RESTRICTED] = {"restricted", N_("Verarbeitung eingeschränkt")},
    [RETENTION_UNSOUND] = {"unsound", N_("Prüfung stimmt nicht (laufzettel verify)")},
};

const char *
retention_name(enum retention retention)
{
    return words[retention].name;
}

const char *
retention_label(enum retention retention)
{
    return words[retention].label;
}

int32_t
retention_months_before(int32_t day, int months)
{
    int year, month, mday;
    int32_t found;

    day_to_civil(day, &year, &month, &mday);
    month -= months;
    while (month < 1) {
        month += 12;
        year--;
    }
    do {
        found = day_from_civil(year, month, mday--);
    } while (found == DAY_NONE && mday > 0);
    return found;
}

/* May somebody still act on it, within its own deadline? */
static bool
is_open(const struct fold *fold, int32_t day)
{
    switch (fold->state) {
    case STATE_ISSUED:
    case STATE_WAITLISTED:
        return fold->redeem_by == DAY_NONE || fold->redeem_by >= day;
    case STATE_ACCEPTED:
    case STATE_STARTED:
        return fold->complete_by != DAY_NONE && fold->complete_by >= day;
    default:
        return false;
    }
}

enum retention
retention_of(const struct fold *fold, const struct retention_facts *facts,
             const struct retention_terms *terms, int32_t day)
{
    bool reviewed = fold->state == STATE_REVIEWED && fold->reviewed_on != DAY_NONE &&
                    fold->reviewed_on <= retention_months_before(day, terms->reviewed_months);

    if (!reviewed && facts->last_event > retention_months_before(day, terms->event_months)) {
        return RETENTION_RUNNING;
    }
    if (facts->restricted) {
        return RETENTION_RESTRICTED;
    }
    if (facts->disputed) {
        return RETENTION_DISPUTED;
    }
    return is_open(fold, day) ? RETENTION_OPEN : RETENTION_DUE;
}

int32_t
retention_run(const struct retention_mark *mark, int32_t today, struct retention_mark *next)
{
    *next = (struct retention_mark){.seen_on = today, .not_before = mark->not_before};
    /* The first run ever, or the date went back: another day must say the same. */
    if (mark->seen_on == DAY_NONE || today < mark->seen_on) {
        next->not_before = today + 1;
        return DAY_NONE;
    }
    if (today - mark->seen_on > RETENTION_JUMP_DAYS) {
        next->not_before = today + RETENTION_WAIT_DAYS;
        return DAY_NONE;
    }
    return today == mark->seen_on || today < mark->not_before ? DAY_NONE : mark->seen_on;
}

/* The first day on which DAY is as many months ago. */
static int32_t
months_after(int32_t day, int months)
{
    int year, month, mday;
    int32_t found;

    day_to_civil(day, &year, &month, &mday);
    month += months - 1;
    found = day_from_civil(year + month / 12, month % 12 + 1, 1) + mday - 1;
    /* From the 31st to a month without one: the day is not reached before the next month. */
    while (retention_months_before(found - 1, months) >= day) {
        found--;
    }
    while (retention_months_before(found, months) < day) {
        found++;
    }
    return found;
}

int32_t
retention_over_on(const struct fold *fold, int32_t last_event,
                  const struct retention_terms *terms)
{
    int32_t over = months_after(last_event, terms->event_months), reviewed;

    if (fold->state == STATE_REVIEWED) {
        reviewed = months_after(fold->reviewed_on, terms->reviewed_months);
        over = reviewed < over ? reviewed : over;
    }
    return over;
}
