/*
 * provider.c - providers of services.
 */
#include "inner.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, provider, id),
    FIELD_KEY(FIELD_TEXT, provider, key),
    FIELD(FIELD_TEXT, provider, name),
    FIELD(FIELD_TEXT, provider, street),
    FIELD(FIELD_TEXT, provider, postcode),
    FIELD(FIELD_TEXT, provider, city),
    FIELD(FIELD_TEXT, provider, phone),
    FIELD(FIELD_TEXT, provider, hours),
    FIELD(FIELD_TEXT, provider, regime),
    FIELD(FIELD_BOOL, provider, is_protected),
    FIELD(FIELD_TEXT, provider, contact),
    FIELD(FIELD_TEXT, provider, stop),
    FIELD(FIELD_TEXT, provider, languages),
    FIELD(FIELD_TEXT, provider, access),
    FIELD(FIELD_TEXT, provider, walk_in),
};
static const struct noun noun = {
    NOUN_FIELDS(fields), sizeof(struct provider), SQL_PROVIDER_GET, SQL_PROVIDER_INSERT,
    SQL_PROVIDER_UPDATE, NULL};

bool
store_provider_put(struct db *db, struct provider *row, enum put *done, struct err *err)
{
    return db_put(db, &noun, row, done, err);
}

bool
store_provider_get(struct db *db, struct arena *arena, const char *key, struct provider *out,
                   struct err *err)
{
    return db_need(db, arena, &noun, SQL_PROVIDER_GET, PARAMS(sql_text(key)), out,
                   "Den Leistungserbringer %1 gibt es nicht.", key, err);
}

bool
store_provider_by_id(struct db *db, struct arena *arena, int64_t id, struct provider *out,
                     struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return db_need(db, arena, &noun, SQL_PROVIDER_BY_ID, PARAMS(sql_int(id)), out,
                   "Den Leistungserbringer %1 gibt es nicht.", err_number(number, id), err);
}

bool
store_provider_list(struct db *db, struct arena *arena, const struct provider **out,
                    size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_PROVIDER_LIST, NULL, 0, &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

/* ---- the places of a provider ---- */

static const struct field site_fields[] = {
    FIELD(FIELD_NUMBER, site, id),
    FIELD_KEY(FIELD_REF, site, provider),
    FIELD_KEY(FIELD_TEXT, site, name),
};
static const struct noun site_noun = {NOUN_FIELDS(site_fields), sizeof(struct site), SQL_SITE_GET,
                                      SQL_SITE_INSERT,          SQL_NONE,            NULL};

bool
store_site_put(struct db *db, struct site *row, enum put *done, struct err *err)
{
    return db_put(db, &site_noun, row, done, err);
}

bool
store_site_by_id(struct db *db, struct arena *arena, int64_t id, struct site *out,
                 struct err *err)
{
    return db_need(db, arena, &site_noun, SQL_SITE_BY_ID, PARAMS(sql_int(id)), out,
                   "Diesen Standort gibt es nicht.", "", err);
}
