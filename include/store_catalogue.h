/*
 * store_catalogue.h - branches, providers, services, agreements, targets.
 *
 * Natural keys: branch; provider; service + provider; provider + type + valid_from.
 * Texts are never NULL: "" stands for none. Days: DAY_NONE for none.
 */
#ifndef STORE_CATALOGUE_H
#define STORE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "level.h"

struct arena;
struct db;

/* What a put did. */
enum put { PUT_ADDED, PUT_SAME, PUT_CHANGED };

struct branch {
    int64_t id;
    const char *key, *name, *street, *postcode, *city, *phone, *hours;
};

struct provider {
    int64_t id;
    const char *key, *name, *street, *postcode, *city, *phone, *hours;
    const char *regime; /* "dsgvo", "kdg", "dsg_ekd", "public" */
    bool is_protected;  /* no address on paper or in reports */
    const char *contact, *stop, *languages, *access, *walk_in;
};

/* A place of a provider where devices stand. No voucher names one: it says where, not who may. */
struct site {
    int64_t id, provider;
    const char *name; /* "Außenstelle Hafen" */
};

#define PLACES_UNLIMITED (-1)

struct service {
    int64_t id;
    const char *key; /* "SB-1" */
    enum service_type type;
    const char *title;
    int64_t provider;
    int64_t places;  /* or PLACES_UNLIMITED */
    int redeem_days; /* 0: the office's default */
    const char *bring;
};

struct agreement {
    int64_t id;
    int64_t provider;
    enum service_type type;
    unsigned level;
    enum basis basis;
    int32_t valid_from, valid_until; /* until DAY_NONE: open */
};

struct target {
    int64_t id;
    const char *service, *branch, *team; /* "" for all */
    int year, month;                     /* month 0: the whole year */
    int64_t count;
};

/* Add or bring up to date under the natural key; id is set, whatever it was. Agreements and
   targets that differ from the stored row are CONFLICT. */
MUST_CHECK bool store_branch_put(struct db *db, struct branch *row, enum put *done,
                                 struct err *err);
MUST_CHECK bool store_provider_put(struct db *db, struct provider *row, enum put *done,
                                   struct err *err);
MUST_CHECK bool store_service_put(struct db *db, struct service *row, enum put *done,
                                  struct err *err);
MUST_CHECK bool store_agreement_put(struct db *db, struct agreement *row, enum put *done,
                                    struct err *err);
MUST_CHECK bool store_target_put(struct db *db, struct target *row, enum put *done,
                                 struct err *err);

/* Get by natural key or id. Errors: NOT_FOUND, STORE. */
MUST_CHECK bool store_branch_get(struct db *db, struct arena *arena, const char *key,
                                 struct branch *out, struct err *err);
MUST_CHECK bool store_branch_list(struct db *db, struct arena *arena, const struct branch **out,
                                  size_t *count, struct err *err);
MUST_CHECK bool store_provider_get(struct db *db, struct arena *arena, const char *key,
                                   struct provider *out, struct err *err);
MUST_CHECK bool store_provider_by_id(struct db *db, struct arena *arena, int64_t id,
                                     struct provider *out, struct err *err);
MUST_CHECK bool store_service_get(struct db *db, struct arena *arena, const char *key,
                                  int64_t provider, struct service *out, struct err *err);
/* All of them, by name. */
MUST_CHECK bool store_provider_list(struct db *db, struct arena *arena,
                                    const struct provider **out, size_t *count, struct err *err);
/* A site exists by being named. */
MUST_CHECK bool store_site_put(struct db *db, struct site *row, enum put *done, struct err *err);
/* Errors: NOT_FOUND. */
MUST_CHECK bool store_site_by_id(struct db *db, struct arena *arena, int64_t id,
                                 struct site *out, struct err *err);
/* The offers of a service: one of PROVIDER, or all (PROVIDER 0), by provider name. */
MUST_CHECK bool store_service_list(struct db *db, struct arena *arena, const char *key,
                                   int64_t provider, const struct service **out, size_t *count,
                                   struct err *err);
MUST_CHECK bool store_services_of_provider(struct db *db, struct arena *arena, int64_t provider,
                                           const struct service **out, size_t *count,
                                           struct err *err);
MUST_CHECK bool store_agreement_list(struct db *db, struct arena *arena, int64_t provider,
                                     const struct agreement **out, size_t *count,
                                     struct err *err);

/* What levels depend on for this case, provider and type on DAY: agreement and consent. */
MUST_CHECK bool store_level_facts(struct db *db, int64_t case_id, int64_t provider,
                                  enum service_type type, int32_t day, struct level_facts *out,
                                  struct err *err);

#endif
