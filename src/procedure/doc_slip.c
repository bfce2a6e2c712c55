/*
 * doc_slip.c - a slip and its vouchers as a document.
 */
#include "arena.h"
#include "code.h"
#include "doc.h"
#include "env.h"
#include "value.h"

bool
doc_slip_has_client_code(const struct slip *slip, const struct case_file *client)
{
    return slip->client_generation != 0 && !client->is_protected;
}

/* The client's own code, or null where there is none. */
static void
set_client_code(const struct env *env, struct value *record, const struct slip *slip,
                const struct case_file *client)
{
    char symbols[CODE_MAX], grouped[CODE_GROUPED_MAX];

    if (!doc_slip_has_client_code(slip, client)) {
        value_set_text(record, "client_code", NULL);
        return;
    }
    code_derive(&env->keys, CODE_CLIENT, slip->client_seed, slip->client_generation, symbols);
    value_set_text(record, "client_code", code_group(grouped, symbols));
}

int64_t
doc_slip_version(const struct voucher *voucher, size_t count)
{
    int64_t events = 0;

    for (size_t i = 0; i < count; i++) {
        events += voucher[i].event_count;
    }
    return events;
}

bool
doc_slip(struct env *env, struct db *db, struct arena *arena, const struct slip *slip,
         struct value **out, struct err *err)
{
    struct value *record = value_record(arena);
    struct value *list;
    const struct voucher *voucher;
    struct case_file client;
    size_t count;

    if (!store_case_by_id(db, arena, slip->case_id, &client, err) ||
        !store_vouchers_of_slip(db, arena, slip->id, &voucher, &count, err)) {
        return false;
    }
    value_set_text(record, "number", slip->number);
    value_set_text(record, "case", client.number);
    doc_set_day(arena, record, "issued_on", slip->issued_on);
    value_set_text(record, "order", order_name(slip->order));
    value_set_text(record, "language", slip->language);
    value_set_bool(record, "neutral", slip->neutral);
    value_set_int(record, "copies", slip->copies);
    set_client_code(env, record, slip, &client);
    value_set_int(record, "version", doc_slip_version(voucher, count));
    value_set_bool(record, "referral", count > 0 && flow_is_referral(&voucher[0].fold));
    list = value_set_list(record, "vouchers");
    for (size_t i = 0; i < count; i++) {
        struct value *item;

        if (!doc_voucher(env, db, arena, &voucher[i], &voucher[i].fold, &item, err)) {
            return false;
        }
        value_add(list, item);
    }
    *out = record;
    return true;
}
