/*
 * service.c - services and who offers them.
 */
#include "inner.h"

WORD_OF(type_word, service_type_name, service_type)

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, service, id),
    FIELD_KEY(FIELD_TEXT, service, key),
    FIELD_NAMED(FIELD_WORD, service, type, type_word, TYPE__MAX),
    FIELD(FIELD_TEXT, service, title),
    FIELD_KEY(FIELD_REF, service, provider),
    FIELD(FIELD_NUMBER, service, places),
    FIELD(FIELD_SMALL, service, redeem_days),
    FIELD(FIELD_TEXT, service, bring),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct service), SQL_SERVICE_GET,
                                 SQL_SERVICE_INSERT,  SQL_SERVICE_UPDATE,     NULL};

bool
store_service_put(struct db *db, struct service *row, enum put *done, struct err *err)
{
    return db_put(db, &noun, row, done, err);
}

bool
store_service_list(struct db *db, struct arena *arena, const char *key, int64_t provider,
                   const struct service **out, size_t *count, struct err *err)
{
    const void *rows;
    bool done = provider == 0
                    ? db_list(db, arena, &noun, SQL_SERVICE_LIST, PARAMS(sql_text(key)), &rows,
                              count, err)
                    : db_list(db, arena, &noun, SQL_SERVICE_GET,
                              PARAMS(sql_text(key), sql_int(provider)), &rows, count, err);
    if (done) {
        *out = rows;
    }
    return done;
}

bool
store_services_of_provider(struct db *db, struct arena *arena, int64_t provider,
                           const struct service **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_SERVICE_OF_PROVIDER, PARAMS(sql_int(provider)), &rows,
                 count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_service_get(struct db *db, struct arena *arena, const char *key, int64_t provider,
                  struct service *out, struct err *err)
{
    return db_need(db, arena, &noun, SQL_SERVICE_GET, PARAMS(sql_text(key), sql_int(provider)),
                   out, "Die Leistung %1 gibt es dort nicht.", key, err);
}
