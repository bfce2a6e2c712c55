/*
 * instruction.c - whoever works here takes note of what binds them, once for each wording.
 *
 * The wording is a text of the office (pages/unterweisung.txt). Another wording has another
 * version, and is to be taken note of anew; what was taken note of is kept as it read.
 */
#include "instruction.h"

#include <stdio.h>

#include "arena.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "page_text.h"
#include "people.h"
#include "store.h"
#include "store_case.h"
#include "str.h"
#include "value.h"

#define TEXT_NAME "unterweisung"

bool
instruction_read(struct env *env, struct instruction *out, struct err *err)
{
    uint8_t hash[KEY_SHA256_BYTES];
    const char *bytes;
    size_t len;

    if (!page_text_source(env, TEXT_NAME, &bytes, &len, err)) {
        return false;
    }
    key_sha256(bytes, len, hash);
    for (size_t i = 0; i < (INSTRUCTION_VERSION_MAX - 1) / 2; i++) {
        (void)snprintf(out->version + 2 * i, 3, "%02x", hash[i]);
    }
    out->text = arena_strndup(env->arena, bytes, len);
    return true;
}

int32_t
instruction_day(const struct acknowledgement *row, size_t count, int64_t user)
{
    for (size_t i = 0; i < count; i++) {
        if (row[i].user == user) {
            return row[i].day;
        }
    }
    return DAY_NONE;
}

struct instruction_work {
    struct env *env;
    struct instruction text;
    const char *name;    /* whose; NULL: of the acting user */
    const char *purpose; /* as it stands on record */
    int32_t day;         /* on which it was taken note; DAY_NONE: not yet */
};

static bool
find(struct instruction_work *work, struct db *db, struct user *out, struct err *err)
{
    if (work->name != NULL) {
        return store_user_get(db, work->env->arena, work->name, out, err);
    }
    *out = work->env->user;
    return true;
}

static bool
look_in_read(struct db *db, void *arg, struct err *err)
{
    struct instruction_work *work = arg;
    const struct acknowledgement *row;
    struct user user;
    size_t count;

    if (!find(work, db, &user, err) ||
        !store_acknowledgements(db, work->env->arena, work->text.version, &row, &count, err)) {
        return false;
    }
    work->day = instruction_day(row, count, user.id);
    return true;
}

bool
people_instruction_due(struct env *env, const char *name, bool *due, struct err *err)
{
    struct instruction_work work = {.env = env, .name = name};

    if (!instruction_read(env, &work.text, err) ||
        !store_read(env->store, look_in_read, &work, err)) {
        return false;
    }
    *due = work.day == DAY_NONE;
    return true;
}

bool
people_instruction(struct env *env, const char *language, const struct value **doc,
                   struct err *err)
{
    struct instruction_work work = {.env = env};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "instruction");
    const struct value *text;

    if (!instruction_read(env, &work.text, err) ||
        !store_read(env->store, look_in_read, &work, err) ||
        !page_text(env, TEXT_NAME, language, &text, err)) {
        return false;
    }
    value_set_text(record, "version", work.text.version);
    doc_set_day(env->arena, record, "acknowledged_on", work.day);
    value_set_shared(record, "text", text);
    *doc = root;
    return true;
}

static bool
note_in_write(struct db *db, void *arg, struct err *err)
{
    struct instruction_work *work = arg;
    struct user user;

    return find(work, db, &user, err) &&
           store_acknowledge(db, work->text.version, work->text.text, user.id, work->day, err) &&
           store_access_log(db, work->env->user.id, "user", user.id, work->purpose, err);
}

bool
people_instruct(struct env *env, const char *version, struct err *err)
{
    struct instruction_work work = {.env = env, .purpose = "instruction",
                                    .day = clock_today(&env->clock)};

    if (!instruction_read(env, &work.text, err)) {
        return false;
    }
    if (!str_equal(version, work.text.version)) {
        return err_set(err, REASON_CONFLICT, "",
                       "Der Text wurde inzwischen geändert. Bitte die neue Fassung lesen.");
    }
    return store_write(env->store, note_in_write, &work, err);
}

bool
people_instruct_of(struct env *env, const char *name, int32_t day, const struct value **doc,
                   struct err *err)
{
    struct instruction_work work = {.env = env, .name = name, .purpose = "instruction_noted",
                                    .day = day};
    struct value *root = value_record(env->arena);
    struct value *user = value_set_record(root, "user");
    int32_t today = clock_today(&env->clock);

    if (day > today) {
        return err_set(err, REASON_INVALID, "on", "Der Tag liegt in der Zukunft.");
    }
    work.day = day == DAY_NONE ? today : day;
    if (!instruction_read(env, &work.text, err) ||
        !store_write(env->store, note_in_write, &work, err)) {
        return false;
    }
    value_set_text(user, "name", name);
    doc_set_day(env->arena, user, "instructed_on", work.day);
    *doc = root;
    return true;
}
