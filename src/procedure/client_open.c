/*
 * client_open.c - what the client's own code opens. Where a name would tell too much, the
 * sheet is referred to instead.
 */
#include <string.h>

#include "code.h"
#include "client_work.h"
#include "env.h"
#include "store.h"
#include "store_case.h"

bool
client_open(struct env *env, struct db *db, const char *code, struct slip *out, struct err *err)
{
    struct code_found found;
    struct code_hit hit;
    struct case_file client;

    if (!code_parse(code, strlen(code), env->config.public_url, &found, err) ||
        !store_code_find(db, found.symbols, &hit, err)) {
        return false;
    }
    if (hit.kind != CODE_CLIENT) {
        return err_set(err, REASON_UNKNOWN, "code", NULL);
    }
    if (!store_slip_by_id(db, env->arena, hit.owner, out, err) ||
        !store_case_by_id(db, env->arena, out->case_id, &client, err)) {
        return false;
    }
    return (hit.generation == out->client_generation && !client.is_protected) ||
           err_set(err, REASON_UNKNOWN, "code", NULL);
}

bool
client_place(struct env *env, struct db *db, const struct voucher *voucher,
             struct client_place *out, struct err *err)
{
    const struct fold *fold = &voucher->fold;
    int64_t id = fold->bound_provider != 0 ? fold->bound_provider : fold->named_provider;

    *out = (struct client_place){0};
    if (id != 0 && !store_provider_by_id(db, env->arena, id, &out->provider, err)) {
        return false;
    }
    out->hidden = service_type_sensitive(voucher->type) || out->provider.is_protected;
    return true;
}
