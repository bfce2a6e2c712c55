/*
 * branches.c - branches of the office: listed, shown, changed.
 */
#include "arena.h"
#include "colleagues.h"
#include "env.h"
#include "revision.h"
#include "store.h"
#include "store_case.h"
#include "str.h"
#include "value.h"

struct branches_work {
    struct env *env;
    const char *key;
    const struct branch *row;
    size_t count;
    struct branch one;
    const struct branch_change *change;
};

static bool
list_in_read(struct db *db, void *arg, struct err *err)
{
    struct branches_work *work = arg;

    return store_branch_list(db, work->env->arena, &work->row, &work->count, err);
}

bool
branches_list(struct env *env, const struct value **doc, struct err *err)
{
    struct branches_work work = {.env = env};
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "branches");

    if (!store_read(env->store, list_in_read, &work, err)) {
        return false;
    }
    for (size_t i = 0; i < work.count; i++) {
        struct value *item = value_add_record(list);

        value_set_text(item, "key", work.row[i].key);
        value_set_text(item, "name", work.row[i].name);
        value_set_text(item, "city", work.row[i].city);
        value_set_text(item, "phone", work.row[i].phone);
    }
    *doc = root;
    return true;
}

static const char *
branch_revision(const struct env *env, const struct branch *row)
{
    const char *const text[] = {row->name, row->street, row->postcode, row->city, row->phone,
                                row->hours};

    return revision_of(env, text, sizeof text / sizeof *text);
}

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct branches_work *work = arg;

    return store_branch_get(db, work->env->arena, work->key, &work->one, err);
}

bool
branches_show(struct env *env, const char *key, const struct value **doc, struct err *err)
{
    struct branches_work work = {.env = env, .key = key};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "branch");
    const struct branch *row = &work.one;

    if (!store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    value_set_text(record, "key", row->key);
    value_set_text(record, "name", row->name);
    value_set_text(record, "street", row->street);
    value_set_text(record, "postcode", row->postcode);
    value_set_text(record, "city", row->city);
    value_set_text(record, "phone", row->phone);
    value_set_text(record, "hours", row->hours);
    value_set_text(record, "revision", branch_revision(env, row));
    *doc = root;
    return true;
}

static bool
change_in_write(struct db *db, void *arg, struct err *err)
{
    struct branches_work *work = arg;
    const struct branch_change *change = work->change;
    struct branch row;
    enum put done;

    if (!store_branch_get(db, work->env->arena, change->key, &row, err) ||
        !revision_check(branch_revision(work->env, &row), change->revision, err)) {
        return false;
    }
    row.name = change->name;
    row.street = change->street;
    row.postcode = change->postcode;
    row.city = change->city;
    row.phone = change->phone;
    row.hours = change->hours;
    return store_branch_put(db, &row, &done, err) &&
           store_access_log(db, work->env->user.id, "branch", row.id, "branch_change", err);
}

bool
branches_change(struct env *env, const struct branch_change *change, struct err *err)
{
    struct branches_work work = {.env = env, .change = change};

    if (str_empty(change->name)) {
        return err_set(err, REASON_INVALID, "name", "Bitte einen Namen angeben.");
    }
    return store_write(env->store, change_in_write, &work, err);
}
