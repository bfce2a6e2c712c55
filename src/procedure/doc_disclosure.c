/*
 * doc_disclosure.c - everything kept on one client as one document.
 */
#include "doc_disclosure.h"

#include "access.h"
#include "arena.h"
#include "clock.h"
#include "config.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_followup.h"
#include "store_people.h"
#include "store_purge.h"
#include "str.h"
#include "timeline.h"
#include "value.h"

static void
set_client(const struct case_file *client, struct value *root)
{
    struct value *record = value_set_record(root, "client");

    value_set_text(record, "phone", client->phone);
    value_set_text(record, "street", client->street);
    value_set_text(record, "postcode", client->postcode);
    value_set_text(record, "city", client->city);
}

/* Who got or gets data: each provider that a voucher names or is bound to, once. */
static bool
add_recipient(struct env *env, struct db *db, struct value *list, int64_t id, struct err *err)
{
    struct provider provider;

    if (id == 0) {
        return true;
    }
    if (!store_provider_by_id(db, env->arena, id, &provider, err)) {
        return false;
    }
    for (size_t i = 0; i < value_len(list); i++) {
        if (str_equal(value_string(value_get(value_at(list, i), "name")), provider.name)) {
            return true;
        }
    }
    value_set_text(value_add_record(list), "name", provider.name);
    return true;
}

static bool
add_voucher(struct env *env, struct db *db, const struct slip *slip,
            const struct voucher *voucher, struct value *terms, struct value *recipients,
            struct err *err)
{
    struct retention_terms months = {config_number(env->config.keep_reviewed_months),
                                     config_number(env->config.keep_event_months)};
    struct value *item = value_add_record(terms);
    int32_t last;

    if (!store_voucher_last_day(db, voucher, &last, err)) {
        return false;
    }
    value_set_text(item, "slip", slip->number);
    value_set_int(item, "position", voucher->position);
    doc_set_day(env->arena, item, "delete_by", retention_over_on(&voucher->fold, last, &months));
    /* Of a referral no provider has learnt from us. */
    return flow_is_referral(&voucher->fold) ||
           (add_recipient(env, db, recipients, voucher->fold.named_provider, err) &&
            add_recipient(env, db, recipients, voucher->fold.bound_provider, err));
}

static bool
add_prints(struct env *env, struct db *db, const struct slip *slip, struct value *list,
           struct err *err)
{
    const struct print_record *print;
    size_t count;

    if (!store_prints_of_slip(db, env->arena, slip->id, &print, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);

        value_set_text(item, "slip", slip->number);
        value_set_int(item, "copy", print[i].copy);
        value_set_text(item, "form", print[i].form);
        doc_set_moment(item, "printed_at", print[i].printed_at_ms);
    }
    return true;
}

static bool
set_slips(struct env *env, struct db *db, int64_t case_id, struct value *root, struct err *err)
{
    struct value *terms = value_set_list(root, "terms");
    struct value *prints = value_set_list(root, "prints");
    struct value *recipients = value_set_list(root, "recipients");
    struct value *traces = value_set_list(root, "traces");
    const struct slip *slip;
    size_t count, vouchers;

    if (!store_slips_of_case(db, env->arena, case_id, &slip, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct voucher *voucher;

        if (!store_vouchers_of_slip(db, env->arena, slip[i].id, &voucher, &vouchers, err) ||
            !add_prints(env, db, &slip[i], prints, err)) {
            return false;
        }
        for (size_t k = 0; k < vouchers; k++) {
            if (!add_voucher(env, db, &slip[i], &voucher[k], terms, recipients, err) ||
                !doc_traces(env, db, &slip[i], &voucher[k], traces, err)) {
                return false;
            }
        }
    }
    return true;
}

static bool
set_reads(struct env *env, struct db *db, int64_t case_id, struct value *root, struct err *err)
{
    struct value *list = value_set_list(root, "reads");
    const struct access *access;
    size_t count;

    if (!store_access_list(db, env->arena, "case", case_id, &access, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);
        struct user user = {.display_name = "", .name = ""};

        if (access[i].user != 0 &&
            !store_user_by_id(db, env->arena, access[i].user, &user, err)) {
            return false;
        }
        doc_set_moment(item, "at", access[i].accessed_ms);
        value_set_text(item, "user", str_empty(user.display_name) ? user.name
                                                                  : user.display_name);
        value_set_text(item, "role", user.id == 0 ? NULL : role_name(user.role));
        value_set_text(item, "role_label",
                       user.id == 0 ? N_("Verwaltung des Programms") : role_label(user.role));
        value_set_text(item, "purpose", access[i].purpose);
        value_set_text(item, "purpose_label", access_purpose_label(access[i].purpose));
    }
    return true;
}

/* Follow-ups that are done; the open ones stand in the case. */
static bool
set_past(struct env *env, struct db *db, int64_t case_id, struct value *root, struct err *err)
{
    struct value *list = value_set_list(root, "past_followups");
    const struct followup_row *row;
    size_t count;

    if (!store_followup_past(db, env->arena, case_id, &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);

        doc_set_day(env->arena, item, "due_on", row[i].due_on);
        value_set_text(item, "reason", followup_name(row[i].reason));
        value_set_text(item, "reason_label", followup_label_of(row[i].reason, row[i].referral));
        value_set_text(item, "note", row[i].note);
    }
    return true;
}

bool
doc_disclosure(struct env *env, struct db *db, const struct case_file *client,
               struct value **out, struct err *err)
{
    /* Prints, consents, needs and follow-ups have lists of their own here. */
    static const struct timeline_query steps = {BIT(TIMELINE_EVENT), SIZE_MAX - 1};
    struct value *root = value_record(env->arena);
    struct value *file;

    doc_set_day(env->arena, root, "made_on", clock_today(&env->clock));
    set_client(client, root);
    if (!doc_case(env, db, env->arena, client, &steps, &file, err) ||
        !set_slips(env, db, client->id, root, err) ||
        !set_past(env, db, client->id, root, err) ||
        !set_reads(env, db, client->id, root, err)) {
        return false;
    }
    value_set(root, "case", file);
    *out = root;
    return true;
}
