/*
 * contact.c - when there should be a talk again: the reminder of a case on which nothing happens.
 */
#include "date.h"
#include "followup.h"
#include "store_followup.h"
#include "subject.h"

bool
subject_refresh_contact(struct db *db, int64_t case_id, struct err *err)
{
    struct followup_subject subject = {.case_id = case_id};
    struct followup row;
    int32_t last_on = DAY_NONE;
    int64_t days;

    if (!store_case_contact(db, case_id, &days, &last_on, err)) {
        return false;
    }
    row = followup_of_contact(last_on, (int)days);
    return store_followup_replace(db, &subject, &row, row.reason != FOLLOWUP_NONE, err);
}
