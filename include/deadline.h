/*
 * deadline.h - days that end something. Source: § 26 SGB X; FeiertG NW. Pure.
 */
#ifndef DEADLINE_H
#define DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

#define DEADLINE_GRACE_DAYS 3        /* after redeem_by, accepted but flagged */
#define DEADLINE_LATE_RECORD_DAYS 14 /* after expiry an accept of an earlier day may be recorded */
#define DEADLINE_WAITLIST_DAYS 14    /* redeem_by after the day a waiting list ends */
#define DEADLINE_BACKDATE_RECEPTION 14
#define DEADLINE_BACKDATE_LIST 45    /* the bound provider's lead, from its own list */
#define DEADLINE_BACKDATE_REFERRAL 92 /* a talk may be written down within the quarter */
#define DEADLINE_UNDO_MS (15 * 60 * 1000)
#define DEADLINE_ANNUL_LEAD_DAYS 14
#define DEADLINE_WAITING_MAX_DAYS 365 /* how far off a waiting list may end */
#define DEADLINE_TERM_MAX_DAYS 730    /* how far off redeem_by and complete_by may lie */

/* The German name of a legal holiday of North Rhine-Westphalia, or NULL. */
const char *deadline_holiday(int32_t day);
bool deadline_working_day(int32_t day); /* Monday to Friday and no holiday */
/* DAY, or the next working day after it. */
int32_t deadline_shift(int32_t day);
/* START + DAYS, moved to a working day. */
int32_t deadline_after(int32_t start, int days);

#endif
