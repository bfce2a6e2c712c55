/*
 * contact.c - when there should be a talk again: the reminder of a case on which nothing happens.
 */
#include "date.h"
#include "followup.h"
#include "store_followup.h"
#include "subject.h"

/* A case without an interval has no reminder, unless the interval was just taken away. */
static bool
renew(struct db *db, int64_t case_id, bool was_off, struct err *err)
{
    struct followup_subject subject = {.case_id = case_id};
    struct followup row;
    int32_t last_on = DAY_NONE;
    int64_t days;

    if (!store_case_contact(db, case_id, &days, &last_on, err)) {
        return false;
    }
    if (was_off && days == 0) {
        return true;
    }
    row = followup_of_contact(last_on, (int)days);
    return store_followup_replace(db, &subject, &row, row.reason != FOLLOWUP_NONE, err);
}

bool
subject_refresh_contact(struct db *db, int64_t case_id, struct err *err)
{
    return renew(db, case_id, false, err);
}

bool
subject_move_contact(struct db *db, int64_t case_id, struct err *err)
{
    return renew(db, case_id, true, err);
}
