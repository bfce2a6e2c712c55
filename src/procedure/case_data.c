/*
 * case_data.c - a client's master data: a new case, a changed one, and who was there first.
 */
#include "case_data.h"

#include "arena.h"
#include "case.h"
#include "case_check.h"
#include "colleague.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "revision.h"
#include "rights.h"
#include "store.h"
#include "store_case.h"
#include "store_people.h"
#include "str.h"
#include "subject.h"
#include "value.h"

#define NAMESAKES_READ 50

struct data_work {
    struct env *env;
    const struct case_data *data;
    const char *number;
    struct case_file row;
    enum case_sight sight; /* of the acting user, after a change */
    struct value *doc;
};

/* ---- what the form says, checked ---- */

static bool
within(const char *text, const char *field, size_t max, struct err *err)
{
    char limit[ERR_NUMBER_MAX];

    return str_count(text) <= max ||
           err_set(err, REASON_INVALID, field,
                   "Das ist zu lang. Erlaubt sind höchstens %1 Zeichen.",
                   err_number(limit, (long long)max));
}

static bool
check(const struct env *env, const struct case_data *data, struct err *err)
{
    if (str_empty(data->family_name)) {
        return err_set(err, REASON_INVALID, "family_name",
                       "Der Nachname fehlt. Wer nur einen Namen hat, steht hier damit.");
    }
    if (data->birth_date == DAY_NONE) {
        return err_set(err, REASON_INVALID, "birth_date",
                       "Das Geburtsdatum fehlt. Beispiel: 09.03.1988.");
    }
    return within(data->family_name, "family_name", CASE_NAME_MAX, err) &&
           within(data->given_name, "given_name", CASE_NAME_MAX, err) &&
           within(data->phone, "phone", CASE_ADDRESS_MAX, err) &&
           within(data->street, "street", CASE_ADDRESS_MAX, err) &&
           within(data->postcode, "postcode", CASE_ADDRESS_MAX, err) &&
           within(data->city, "city", CASE_ADDRESS_MAX, err) &&
           case_check_birth(env, data->birth_date, err) &&
           case_check_language(data->language, err);
}

/* Whoever is there to work on cases; a name that stands in the case already is left alone. */
static bool
set_caseworker(struct data_work *work, struct db *db, struct case_file *row, struct err *err)
{
    const char *name = work->data->caseworker;
    struct err none = {0};
    struct user user;

    if (str_equal(name, row->caseworker) && !str_empty(name)) {
        return true;
    }
    if (!store_user_get(db, work->env->arena, name, &user, &none) &&
        none.reason != REASON_NOT_FOUND) {
        *err = none;
        return false;
    }
    if (none.reason == REASON_NOT_FOUND || user.disabled ||
        (user.role != ROLE_CASEWORKER && user.role != ROLE_TEAM_LEAD)) {
        return err_set(err, REASON_INVALID, "caseworker",
                       "Bitte jemanden aus der Liste wählen, der Fälle bearbeitet.");
    }
    row->caseworker = user.name;
    row->team = user.team;
    return true;
}

static bool
set_branch(struct data_work *work, struct db *db, struct case_file *row, struct err *err)
{
    const char *key = work->data->branch;
    struct err none = {0};
    struct branch ignored;

    if (str_empty(key) || str_equal(key, row->branch) ||
        store_branch_get(db, work->env->arena, key, &ignored, &none)) {
        row->branch = key;
        return true;
    }
    if (none.reason != REASON_NOT_FOUND) {
        *err = none;
        return false;
    }
    return err_set(err, REASON_INVALID, "branch", "Die Geschäftsstelle %1 gibt es nicht.", key);
}

/* What the form says into ROW, which has what is stored. */
static bool
fill(struct data_work *work, struct db *db, struct case_file *row, struct err *err)
{
    const struct case_data *data = work->data;

    row->given_name = data->given_name;
    row->family_name = data->family_name;
    row->birth_date = data->birth_date;
    row->language = data->language;
    row->is_protected = data->is_protected;
    row->phone = data->phone;
    row->street = data->street;
    row->postcode = data->postcode;
    row->city = data->city;
    if (!case_check_contact(work->env, data->contact_days, row->contact_days, err)) {
        return false;
    }
    row->contact_days = data->contact_days;
    return set_caseworker(work, db, row, err) && set_branch(work, db, row, err);
}

/* ---- a new case ---- */

/* Somebody else of this name and birthday, among those the acting user may see. */
static bool
check_namesake(struct data_work *work, struct db *db, struct err *err)
{
    struct arena *arena = work->env->arena;
    const char *name = doc_client_name(arena, &work->row);
    const char *folded = str_fold(arena, name, STR_FOLD_BASE);
    const struct case_file *hit;
    enum case_sight sight;
    size_t count;

    if (!store_case_search(db, arena, name, NAMESAKES_READ, &hit, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *other = str_fold(arena, doc_client_name(arena, &hit[i]), STR_FOLD_BASE);

        if (hit[i].birth_date != work->row.birth_date || !str_equal(folded, other)) {
            continue;
        }
        if (!case_sight_now(db, work->env, &hit[i], &sight, NULL, err)) {
            return false;
        }
        if (sight != CASE_HIDDEN) {
            return err_set(err, REASON_CONFLICT, "again",
                           "Der Fall %1 hat denselben Namen und Geburtstag. Ist es jemand "
                           "anderes, bitte unten ankreuzen und noch einmal speichern.",
                           hit[i].number);
        }
    }
    return true;
}

static bool
check_free(struct data_work *work, struct db *db, struct err *err)
{
    struct err none = {0};
    struct case_file taken;

    if (store_case_get(db, work->env->arena, work->row.number, &taken, &none)) {
        return err_set(err, REASON_CONFLICT, "case_number",
                       "Die Fallnummer %1 ist schon vergeben. Bitte die Nummer prüfen.",
                       work->row.number);
    }
    *err = none.reason == REASON_NOT_FOUND ? (struct err){0} : none;
    return none.reason == REASON_NOT_FOUND;
}

static bool
add_in_write(struct db *db, void *arg, struct err *err)
{
    struct data_work *work = arg;
    struct case_file *row = &work->row;
    enum put done;

    *row = (struct case_file){.number = work->data->number, .caseworker = "", .branch = "",
                              .team = work->env->user.team};
    return check_free(work, db, err) && fill(work, db, row, err) &&
           (work->data->again || check_namesake(work, db, err)) &&
           store_case_put(db, row, &done, err) && subject_refresh_contact(db, row->id, err) &&
           store_access_log(db, work->env->user.id, ACCESS_CASE, row->id, "case_add", err);
}

bool
case_data_add(struct env *env, const struct case_data *data, const struct value **doc,
              struct err *err)
{
    struct data_work work = {.env = env, .data = data};
    struct value *root = value_record(env->arena);

    if (!case_check_number(data->number, err) || !check(env, data, err) ||
        !case_write(env, add_in_write, &work, err)) {
        return false;
    }
    value_set_text(value_set_record(root, "case"), "number", work.row.number);
    *doc = root;
    return true;
}

/* ---- an old one ---- */

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct data_work *work = arg;

    return store_case_get(db, work->env->arena, work->number, &work->row, err);
}

bool
case_data_show(struct env *env, const char *number, const struct value **doc, struct err *err)
{
    struct data_work work = {.env = env, .number = number};
    struct value *root = value_record(env->arena), *record = value_set_record(root, "case");
    const struct case_file *row = &work.row;

    if (!case_enter(env, number, CASE_WHOLE, NULL, err) ||
        !store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    value_set_text(record, "number", row->number);
    value_set_text(record, "given_name", row->given_name);
    value_set_text(record, "family_name", row->family_name);
    doc_set_day(env->arena, record, "birth_date", row->birth_date);
    value_set_text(record, "language", row->language);
    value_set_text(record, "caseworker", row->caseworker);
    value_set_text(record, "team", row->team);
    value_set_text(record, "branch", row->branch);
    value_set_bool(record, "protected", row->is_protected);
    value_set_text(record, "phone", row->phone);
    value_set_text(record, "street", row->street);
    value_set_text(record, "postcode", row->postcode);
    value_set_text(record, "city", row->city);
    value_set_text(record, "contact_days",
                   row->contact_days == 0
                       ? ""
                       : arena_printf(env->arena, "%lld", (long long)row->contact_days));
    value_set_int(record, "version", row->version);
    *doc = root;
    return true;
}

static bool
change_in_write(struct db *db, void *arg, struct err *err)
{
    struct data_work *work = arg;
    struct case_file *row = &work->row;
    enum put done;

    return store_case_get(db, work->env->arena, work->data->number, row, err) &&
           (row->version == work->data->version || revision_stale(err)) &&
           fill(work, db, row, err) && store_case_put(db, row, &done, err) &&
           subject_refresh_contact(db, row->id, err) &&
           (done == PUT_SAME || store_access_log(db, work->env->user.id, ACCESS_CASE, row->id,
                                                 "case_change", err)) &&
           case_sight_now(db, work->env, row, &work->sight, NULL, err);
}

bool
case_data_change(struct env *env, const struct case_data *data, const struct value **doc,
                 struct err *err)
{
    struct data_work work = {.env = env, .data = data};
    struct value *root = value_record(env->arena), *record = value_set_record(root, "case");

    if (!case_enter(env, data->number, CASE_CHANGE, NULL, err) || !check(env, data, err) ||
        !case_write(env, change_in_write, &work, err)) {
        return false;
    }
    value_set_text(record, "number", work.row.number);
    value_set_bool(record, "visible", work.sight != CASE_HIDDEN);
    *doc = root;
    return true;
}

/* ---- choices ---- */

static bool
choices_in_read(struct db *db, void *arg, struct err *err)
{
    struct data_work *work = arg;
    struct arena *arena = work->env->arena;
    struct value *people, *places;
    const struct user *user;
    const struct branch *branch;
    size_t users, branches;

    if (!store_user_list(db, arena, &user, &users, err) ||
        !store_branch_list(db, arena, &branch, &branches, err)) {
        return false;
    }
    work->doc = value_record(arena);
    people = value_set_list(work->doc, "caseworkers");
    for (size_t i = 0; i < users; i++) {
        struct value *item;

        if (user[i].disabled ||
            (user[i].role != ROLE_CASEWORKER && user[i].role != ROLE_TEAM_LEAD)) {
            continue;
        }
        item = value_add_record(people);
        value_set_text(item, "name", user[i].name);
        value_set_text(item, "shown", colleague_shown(user[i].display_name, user[i].name));
        value_set_text(item, "team", user[i].team);
    }
    places = value_set_list(work->doc, "branches");
    for (size_t i = 0; i < branches; i++) {
        struct value *item = value_add_record(places);

        value_set_text(item, "key", branch[i].key);
        value_set_text(item, "name", branch[i].name);
    }
    return true;
}

bool
case_data_choices(struct env *env, const struct value **doc, struct err *err)
{
    struct data_work work = {.env = env};

    if (!store_read(env->store, choices_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
