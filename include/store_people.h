/*
 * store_people.h - users of the office, devices of receptions, pairing.
 */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "code.h"
#include "err.h"
#include "rules.h"
#include "store_session.h"

struct arena;
struct db;

enum role {
    ROLE_NONE,
    ROLE_ASSISTANT,
    ROLE_CASEWORKER,
    ROLE_TEAM_LEAD,
    ROLE_COORDINATOR,
    ROLE_CONTROLLING,
    ROLE_MANAGEMENT,
    ROLE_AUDITOR,
    ROLE_ADMIN,
    ROLE__MAX
};
const char *role_name(enum role role);  /* "team_lead" */
const char *role_label(enum role role); /* German */
enum role role_from_name(const char *name);

struct user {
    int64_t id;
    const char *name;         /* log-in name: a-z 0-9 . - _ */
    const char *display_name; /* on paper: "Frau Keller"; "" : the log-in name is not printed */
    enum role role;
    const char *team, *branch, *phone;
    bool disabled;
};
/* USER took note of the instruction VERSION, which reads TEXT, on DAY; the first day counts. */
MUST_CHECK bool store_acknowledge(struct db *db, const char *version, const char *text,
                                  int64_t user, int32_t day, struct err *err);
struct acknowledgement {
    int64_t user;
    int32_t day;
};
/* All of a version, in no order. */
MUST_CHECK bool store_acknowledgements(struct db *db, struct arena *arena, const char *version,
                                       const struct acknowledgement **out, size_t *count,
                                       struct err *err);

/* A name that somebody or something bears. */
struct team {
    const char *name;
    int64_t cases;
};
/* By name, at most LIMIT. */
MUST_CHECK bool store_team_list(struct db *db, struct arena *arena, size_t limit,
                                const struct team **out, size_t *count, struct err *err);
/* All that bears FROM bears TO, plan figures and counters of both added up. */
MUST_CHECK bool store_team_rename(struct db *db, const char *from, const char *to,
                                  struct err *err);

/* Errors: CONFLICT when the name is taken. */
MUST_CHECK bool store_user_add(struct db *db, struct user *row, struct err *err);
/* Errors: NOT_FOUND. */
MUST_CHECK bool store_user_get(struct db *db, struct arena *arena, const char *name,
                               struct user *out, struct err *err);
MUST_CHECK bool store_user_by_id(struct db *db, struct arena *arena, int64_t id,
                                 struct user *out, struct err *err);
/* May the user log in or not? */
/* The caseworkers of TEAM, by name. */
MUST_CHECK bool store_user_of_team(struct db *db, struct arena *arena, const char *team,
                                   const struct user **out, size_t *count, struct err *err);
/* Whom user DEPUTY stands in for on DAY, by name. */
MUST_CHECK bool store_users_stood_in_for(struct db *db, struct arena *arena, int64_t deputy,
                                         int32_t day, const struct user **out, size_t *count,
                                         struct err *err);
MUST_CHECK bool store_user_disable(struct db *db, int64_t id, bool disabled, struct err *err);

/* All members but the id, which says whose. */
MUST_CHECK bool store_user_update(struct db *db, const struct user *row, struct err *err);
/* How many administrators may log in. */
MUST_CHECK bool store_user_admins(struct db *db, int64_t *count, struct err *err);
/* By team and name. */
MUST_CHECK bool store_user_list(struct db *db, struct arena *arena, const struct user **out,
                                size_t *count, struct err *err);

/* Somebody who stands in for somebody else from a day to a day. */
struct deputy {
    int64_t id, user, deputy;
    int32_t from, until;
    const char *user_name, *user_display;     /* who is stood in for; of lists */
    const char *deputy_name, *deputy_display; /* who stands in; of lists */
};
MUST_CHECK bool store_deputy_add(struct db *db, struct deputy *row, struct err *err);
/* Errors: NOT_FOUND. */
MUST_CHECK bool store_deputy_get(struct db *db, struct arena *arena, int64_t id,
                                 struct deputy *out, struct err *err);
/* Who stands in for USER on DAY or later, by first day. */
MUST_CHECK bool store_deputies_of(struct db *db, struct arena *arena, int64_t user, int32_t day,
                                  const struct deputy **out, size_t *count, struct err *err);
/* For whom DEPUTY stands in on DAY, by name. */
MUST_CHECK bool store_stands_in(struct db *db, struct arena *arena, int64_t deputy, int32_t day,
                                const struct deputy **out, size_t *count, struct err *err);
/* Does DEPUTY stand in for the user NAME on DAY? */
MUST_CHECK bool store_deputy_active(struct db *db, int64_t deputy, const char *name, int32_t day,
                                    bool *active, struct err *err);
/* From DAY on it holds no more; what was before stays. */
MUST_CHECK bool store_deputy_end(struct db *db, const struct deputy *row, int32_t day,
                                 struct err *err);

struct device {
    int64_t id, provider;
    const char *name;       /* given by the office or at pairing; "" until paired */
    enum who role;          /* WHO_RECEPTION or WHO_LEAD */
    unsigned service_types; /* set of BIT(TYPE_...); 0 all of the provider */
    int64_t site;           /* where it stands; 0: the provider has but one place */
    uint32_t card;          /* generation of its koppelkarte: 1, and each roll makes the next */
    int32_t instructed_on;  /* day its people took note of § 78 SGB X; DAY_NONE: not yet */
    unsigned instruction;   /* version of the text they read; 0: by the agreement */
    int64_t created_ms, paired_ms, last_seen_ms, revoked_ms; /* 0: not yet */
    int64_t pairing_expires_ms;
    uint8_t pairing_seed[CODE_SEED_BYTES];
    int64_t waiting;        /* entries it last said it had not sent */
};
/* A device that waits for its koppelkarte, with the lookup of its code (pairing_seed,
   generation 1). Sets card and instructed_on. */
MUST_CHECK bool store_device_add(struct db *db, struct device *row, struct err *err);
/* Of PROVIDER, or all (0), newest first. */
MUST_CHECK bool store_device_list(struct db *db, struct arena *arena, int64_t provider,
                                  const struct device **out, size_t *count, struct err *err);
MUST_CHECK bool store_device_by_id(struct db *db, struct arena *arena, int64_t id,
                                   struct device *out, struct err *err);
/* Give the device the keyed hash of its key, once for each card, and NAME unless it has one.
   Errors: CONFLICT (paired or revoked before). */
MUST_CHECK bool store_device_pair(struct db *db, int64_t id, const char *name,
                                  const uint8_t key[STORE_TOKEN_BYTES], struct err *err);
/*
 * The next koppelkarte of ROW (as read in this write): its key is gone at once, the cards before
 * answer nothing, and whoever pairs it is instructed anew. Sets card and pairing_expires_ms.
 * Errors: CONFLICT (revoked).
 */
MUST_CHECK bool store_device_roll(struct db *db, struct device *row, int64_t expires_ms,
                                  struct err *err);
/* Errors: NOT_FOUND. */
MUST_CHECK bool store_device_name(struct db *db, int64_t id, const char *name, struct err *err);
/* Its people have taken note: once for each pairing, later calls change nothing. */
MUST_CHECK bool store_device_instruct(struct db *db, int64_t id, int32_t day, unsigned version,
                                      struct err *err);
/* The device of a key, revoked or not, if any: *FOUND. */
MUST_CHECK bool store_device_by_key(struct db *db, struct arena *arena,
                                    const uint8_t key[STORE_TOKEN_BYTES], bool *found,
                                    struct device *out, struct err *err);
MUST_CHECK bool store_device_seen(struct db *db, int64_t id, int64_t seen_ms, struct err *err);
MUST_CHECK bool store_device_waiting(struct db *db, int64_t id, int64_t waiting, struct err *err);
/* Works before first use too. Errors: NOT_FOUND; ALREADY_RECORDED when revoked. */
MUST_CHECK bool store_device_revoke(struct db *db, int64_t id, struct err *err);

#endif
