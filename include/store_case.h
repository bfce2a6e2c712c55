/*
 * store_case.h - the case file: client, needs, consents, search, who read it.
 *
 * Natural keys: case number; case + type + agreed_on; case + provider + signed_on.
 */
#ifndef STORE_CASE_H
#define STORE_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "level.h"
#include "store_catalogue.h"

struct arena;
struct db;

#define CASE_CONTACT_DAYS_MAX 365

struct case_file {
    int64_t id;
    const char *number; /* external case number */
    const char *given_name, *family_name;
    int32_t birth_date;
    const char *language;                 /* BCP 47: "de", "tr" ... */
    const char *caseworker, *team, *branch; /* user name, team name, branch key; "" for none */
    bool is_protected;                    /* Sperrvermerk: no address kept */
    const char *phone, *street, *postcode, *city;
    int64_t contact_days; /* a talk at least every so many days; 0: no reminder */
    int64_t version; /* grows with each change; in a put 0, or the version that was read */
};

struct need {
    int64_t id, case_id;
    enum service_type type;
    int priority;      /* 1 urgent .. 3 */
    int32_t agreed_on; /* day of the talk */
    const char *plan_ref;
    enum aim aim;
};

struct consent {
    int64_t id, case_id, provider;
    unsigned level;
    enum consent_state state; /* as stored; expired follows from valid_until */
    const char *text_version, *language;
    bool interpreter;
    bool held_by_provider;
    int32_t signed_on, valid_until;
    int32_t withdrawn_on;
};

/*
 * Errors of all puts: STORE; CONFLICT where a stored need or consent differs (neither a need's aim
 * nor a consent's state and withdrawal count), or a case has changed since the version in ROW was
 * read.
 * A protected client's phone and address are not kept.
 */
MUST_CHECK bool store_case_put(struct db *db, struct case_file *row, enum put *done,
                               struct err *err);
MUST_CHECK bool store_need_put(struct db *db, struct need *row, enum put *done, struct err *err);
MUST_CHECK bool store_consent_put(struct db *db, struct consent *row, enum put *done,
                                  struct err *err);

MUST_CHECK bool store_case_get(struct db *db, struct arena *arena, const char *number,
                               struct case_file *out, struct err *err);
MUST_CHECK bool store_case_by_id(struct db *db, struct arena *arena, int64_t id,
                                 struct case_file *out, struct err *err);
/* Cases whose folded name parts or number start with each word of QUERY; at most LIMIT, by name. */
MUST_CHECK bool store_case_search(struct db *db, struct arena *arena, const char *query,
                                  size_t limit, const struct case_file **out, size_t *count,
                                  struct err *err);
/* How often there is to be a talk, 0: no reminder; then LAST_ON stays, else it is the day on which
   somebody last recorded something: the case, a need, a consent, an event. */
MUST_CHECK bool store_case_contact(struct db *db, int64_t id, int64_t *days, int32_t *last_on,
                                   struct err *err);
/* Keep priority, plan reference and aim of a stored need. */
MUST_CHECK bool store_need_update(struct db *db, const struct need *row, struct err *err);
MUST_CHECK bool store_need_list(struct db *db, struct arena *arena, int64_t case_id,
                                const struct need **out, size_t *count, struct err *err);
/* By signed_on, newest first. */
MUST_CHECK bool store_consent_list(struct db *db, struct arena *arena, int64_t case_id,
                                   const struct consent **out, size_t *count, struct err *err);
/* Withdraw every signed consent of the case for PROVIDER. Errors: NOT_FOUND when there is none. */
MUST_CHECK bool store_consent_withdraw(struct db *db, int64_t case_id, int64_t provider,
                                       int32_t day, struct err *err);

/*
 * Who read what, and why, as closed codes: a "case" to "show" or "change" it or "refused", by a
 * user; a "voucher" that was "shown" to the reception it is for, once a day.
 */
#define ACCESS_CASE "case"
#define ACCESS_VOUCHER "voucher"
#define ACCESS_DEVICE "device"
#define ACCESS_SHOW "show"
#define ACCESS_CHANGE "change"
#define ACCESS_REFUSED "refused"
#define ACCESS_SHOWN "shown"
struct access {
    int64_t user; /* 0: a reception, or the command line */
    const char *purpose;
    int64_t accessed_ms;
};
/* The oldest first. */
MUST_CHECK bool store_access_list(struct db *db, struct arena *arena, const char *object,
                                  int64_t id, const struct access **out, size_t *count,
                                  struct err *err);
/* Record that USER (id, 0 none) read OBJECT ID for PURPOSE. */
MUST_CHECK bool store_access_log(struct db *db, int64_t user, const char *object, int64_t id,
                                 const char *purpose, struct err *err);
/* Did USER give a team lead's reason ("lead_...") for OBJECT ID since a moment? */
MUST_CHECK bool store_access_lead(struct db *db, int64_t user, const char *object, int64_t id,
                                  int64_t since_ms, bool *given, struct err *err);

/* A case of a caseworker, and how much is open in it. */
struct case_load {
    int64_t id;
    const char *number;
    int64_t vouchers, followups;
};
/* At most LIMIT, by number. */
MUST_CHECK bool store_cases_of(struct db *db, struct arena *arena, const char *caseworker,
                               size_t limit, const struct case_load **out, size_t *count,
                               struct err *err);

#endif
