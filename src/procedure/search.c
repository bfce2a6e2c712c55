/*
 * search.c - find a case by name or number, or by any number or code on a client's paper.
 */
#include <string.h>

#include "arena.h"
#include "case.h"
#include "code.h"
#include "doc.h"
#include "env.h"
#include "rights.h"
#include "store.h"
#include "store_case.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"

#define SEARCH_SHOWN 50
#define SEARCH_READ 1000

struct search_work {
    struct env *env;
    const char *query;
    struct value *doc;
};

/* The case a code stands for; false in *FOUND when the text is no code of ours. */
static bool
case_of_code(struct search_work *work, struct db *db, int64_t *id, struct err *err)
{
    struct env *env = work->env;
    struct arena *arena = env->arena;
    struct err why = {0};
    struct code_found found;
    struct code_hit hit;
    struct voucher voucher;
    struct slip slip;

    *id = 0;
    if (!code_parse(work->query, strlen(work->query), env->config.public_url, &found, &why)) {
        return true;
    }
    if (!store_code_find(db, found.symbols, &hit, &why)) {
        if (why.reason == REASON_UNKNOWN) {
            return true;
        }
        *err = why;
        return false;
    }
    if (hit.kind == CODE_VOUCHER) {
        bool read = store_voucher_get(db, arena, hit.owner, &voucher, err);

        *id = read ? voucher.case_id : 0;
        return read;
    }
    if (hit.kind == CODE_CLIENT) {
        bool read = store_slip_by_id(db, arena, hit.owner, &slip, err);

        *id = read ? slip.case_id : 0;
        return read;
    }
    return true;
}

/* The case of exactly this slip number, case number or code, if any: *id not 0. */
static bool
find_one(struct search_work *work, struct db *db, int64_t *id, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct err none = {0};
    struct slip slip;
    struct case_file client;

    *id = 0;
    if (str_empty(work->query)) {
        return true;
    }
    if (store_case_get(db, arena, work->query, &client, &none)) {
        *id = client.id;
        return true;
    }
    if (none.reason == REASON_NOT_FOUND) {
        none = (struct err){0};
        if (store_slip_get(db, arena, work->query, &slip, &none)) {
            *id = slip.case_id;
            return true;
        }
    }
    if (none.reason != REASON_NOT_FOUND) {
        *err = none;
        return false;
    }
    return case_of_code(work, db, id, err);
}

static void
add_case(struct arena *arena, struct value *list, const struct case_file *client)
{
    struct value *item = value_add_record(list);

    value_set_text(item, "number", client->number);
    value_set_text(item, "given_name", client->given_name);
    value_set_text(item, "family_name", client->family_name);
    doc_set_day(arena, item, "birth_date", client->birth_date);
    value_set_text(item, "caseworker", client->caseworker);
    value_set_text(item, "team", client->team);
    value_set_bool(item, "protected", client->is_protected);
}

static bool
search_in_read(struct db *db, void *arg, struct err *err)
{
    struct search_work *work = arg;
    struct env *env = work->env;
    const struct case_file *hit;
    struct case_file one;
    struct value *record, *list;
    size_t count, shown = 0;
    enum case_sight sight;
    int64_t id;

    work->doc = value_record(env->arena);
    record = value_set_record(work->doc, "search");
    value_set_text(record, "query", work->query);
    value_set(record, "case", value_null(env->arena));
    list = value_set_list(record, "cases");
    value_set_bool(record, "more", false);
    if (!find_one(work, db, &id, err) ||
        (id != 0 && !store_case_by_id(db, env->arena, id, &one, err))) {
        return false;
    }
    if (id != 0 && !case_sight_now(db, env, &one, &sight, NULL, err)) {
        return false;
    }
    if (id != 0 && sight != CASE_HIDDEN) {
        value_set_text(record, "case", one.number);
        return true;
    }
    if (!store_case_search(db, env->arena, work->query, SEARCH_READ, &hit, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!case_sight_now(db, env, &hit[i], &sight, NULL, err)) {
            return false;
        }
        if (sight != CASE_HIDDEN && shown++ < SEARCH_SHOWN) {
            add_case(env->arena, list, &hit[i]);
        }
    }
    value_set_bool(record, "more", shown > SEARCH_SHOWN || count == SEARCH_READ);
    return true;
}

bool
case_search(struct env *env, const char *query, const struct value **doc, struct err *err)
{
    struct search_work work = {.env = env, .query = query};

    if (!store_read(env->store, search_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
