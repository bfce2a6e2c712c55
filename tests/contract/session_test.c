/*
 * session_test.c - passwords, sessions and keys of devices, in new databases and in old ones.
 */
#include <sqlite3.h>

#include "seam.h"
#include "store_session.h"

static const uint8_t one[STORE_TOKEN_BYTES] = {1}, two[STORE_TOKEN_BYTES] = {2};

static struct user
add_user(struct db *db, struct seam *seam, const char *name)
{
    struct user user = {.name = name, .role = ROLE_CASEWORKER};
    assert_done(seam, store_user_add(db, &user, &seam->err));
    return user;
}

static bool
credentials(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct user user = add_user(db, seam, "keller");
    struct credential row = {.user = user.id, .hash = "", .setup = {7}, .setup_expires_ms = 9};
    struct credential read;
    assert_done(seam, store_credential_get(db, &seam->arena, user.id, &read, err));
    assert_string_equal(read.hash, "");
    assert_int_equal(read.user, user.id);
    assert_done(seam, store_credential_put(db, &row, err));
    assert_true(row.changed_ms >= SEAM_START_MS);
    assert_done(seam, store_credential_get(db, &seam->arena, user.id, &read, err));
    assert_memory_equal(read.setup, row.setup, sizeof row.setup);
    assert_int_equal(read.setup_expires_ms, 9);

    struct credential chosen = {.user = user.id, .hash = "$argon2id$..."};
    assert_done(seam, store_credential_put(db, &chosen, err));
    assert_done(seam, store_credential_get(db, &seam->arena, user.id, &read, err));
    assert_string_equal(read.hash, "$argon2id$...");
    assert_memory_equal(read.setup, ((uint8_t[CODE_LOOKUP_BYTES]){0}), sizeof read.setup);
    assert_int_equal(read.setup_expires_ms, 0);
    return true;
}

static void
a_user_has_one_credential_and_the_last_one_counts(void **state)
{
    struct seam *seam = *state;
    assert_done(seam, store_write(seam->store, credentials, seam, &seam->err));
}

static bool
is_there(struct db *db, struct seam *seam, const uint8_t token[STORE_TOKEN_BYTES])
{
    struct session session;
    bool found;
    assert_done(seam, store_session_find(db, token, &found, &session, &seam->err));
    return found;
}

static bool
sessions(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct user user = add_user(db, seam, "keller"), other = add_user(db, seam, "brandt");
    struct session first = {.user = user.id, .token = {1}, .created_ms = 10, .last_seen_ms = 10};
    struct session second = {.user = user.id, .token = {2}, .created_ms = 20, .last_seen_ms = 20};
    struct session third = {.user = other.id, .token = {3}, .created_ms = 30, .last_seen_ms = 30};
    struct session read;
    bool found;
    assert_done(seam, store_session_add(db, &first, err));
    assert_done(seam, store_session_add(db, &second, err));
    assert_done(seam, store_session_add(db, &third, err));
    assert_done(seam, store_session_seen(db, first.id, 99, err));
    assert_done(seam, store_session_find(db, one, &found, &read, err));
    assert_true(found);
    assert_int_equal(read.id, first.id);
    assert_int_equal(read.user, user.id);
    assert_int_equal(read.created_ms, 10);
    assert_int_equal(read.last_seen_ms, 99);
    assert_done(seam, store_session_end(db, first.id, err));
    assert_false(is_there(db, seam, one));
    assert_true(is_there(db, seam, two));
    assert_done(seam, store_session_purge(db, 20, err));
    assert_true(is_there(db, seam, two));
    assert_done(seam, store_session_purge(db, 21, err));
    assert_false(is_there(db, seam, two));
    assert_true(is_there(db, seam, third.token));
    assert_done(seam, store_session_end_all(db, user.id, err));
    assert_true(is_there(db, seam, third.token));
    assert_done(seam, store_session_end_all(db, other.id, err));
    assert_false(is_there(db, seam, third.token));
    return true;
}

static void
a_session_is_found_by_its_token_until_it_ends(void **state)
{
    struct seam *seam = *state;
    assert_done(seam, store_write(seam->store, sessions, seam, &seam->err));
}

static bool
two_sessions_of_one_token(struct db *db, void *arg, struct err *err)
{
    struct user user = add_user(db, arg, "keller");
    struct session first = {.user = user.id, .token = {1}}, second = first;
    return store_session_add(db, &first, err) && store_session_add(db, &second, err);
}

static void
a_token_is_of_one_session(void **state)
{
    struct seam *seam = *state;
    assert_refused(seam, REASON_STORE, store_write(seam->store, two_sessions_of_one_token, seam,
                                                   &seam->err));
}

static bool
pairing(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct office office;
    struct device row = {.role = WHO_LEAD}, read;
    bool found;
    assert_done(seam, seam_fill(db, &office, err));
    row.provider = office.provider.id;
    assert_done(seam, store_device_add(db, &row, err));
    assert_done(seam, store_device_by_key(db, &seam->arena, one, &found, &read, err));
    assert_false(found);
    assert_done(seam, store_device_pair(db, row.id, "Empfang 1", one, err));
    assert_done(seam, store_device_seen(db, row.id, 77, err));
    assert_done(seam, store_device_by_key(db, &seam->arena, one, &found, &read, err));
    assert_true(found);
    assert_int_equal(read.id, row.id);
    assert_string_equal(read.name, "Empfang 1");
    assert_true(read.paired_ms >= SEAM_START_MS);
    assert_int_equal(read.last_seen_ms, 77);
    assert_refused(seam, REASON_CONFLICT,
                   store_device_pair(db, row.id, "Empfang 2", two, &seam->err));

    assert_done(seam, store_device_instruct(db, row.id, 20000, 1, err));
    assert_done(seam, store_device_instruct(db, row.id, 20001, 2, err));
    assert_done(seam, store_device_by_id(db, &seam->arena, row.id, &read, err));
    assert_int_equal(read.instructed_on, 20000);
    assert_int_equal(read.instruction, 1);
    assert_done(seam, store_device_name(db, row.id, "Tresen", err));
    assert_refused(seam, REASON_NOT_FOUND, store_device_name(db, 4, "Tresen", &seam->err));

    assert_done(seam, store_device_roll(db, &read, 99, err));
    assert_int_equal(read.card, 2);
    assert_done(seam, store_device_by_key(db, &seam->arena, one, &found, &read, err));
    assert_false(found);
    assert_done(seam, store_device_pair(db, row.id, "Empfang 2", two, err));
    assert_done(seam, store_device_by_key(db, &seam->arena, two, &found, &read, err));
    assert_true(found);
    assert_string_equal(read.name, "Tresen");
    assert_int_equal(read.instructed_on, DAY_NONE);
    assert_int_equal(read.pairing_expires_ms, 99);

    struct device revoked = {
        .role = WHO_RECEPTION, .provider = office.provider.id, .pairing_seed = {1}};
    assert_done(seam, store_device_add(db, &revoked, err));
    assert_done(seam, store_device_revoke(db, revoked.id, err));
    assert_refused(seam, REASON_CONFLICT,
                   store_device_pair(db, revoked.id, "Empfang 3", two, &seam->err));
    assert_refused(seam, REASON_CONFLICT, store_device_roll(db, &revoked, 99, &seam->err));

    struct site harbour = {.provider = office.provider.id, .name = "Hafen"}, same = harbour;
    enum put done;
    assert_done(seam, store_site_put(db, &harbour, &done, err));
    assert_int_equal(done, PUT_ADDED);
    assert_done(seam, store_site_put(db, &same, &done, err));
    assert_int_equal(done, PUT_SAME);
    assert_int_equal(same.id, harbour.id);
    assert_done(seam, store_site_by_id(db, &seam->arena, same.id, &same, err));
    assert_string_equal(same.name, "Hafen");
    assert_refused(seam, REASON_NOT_FOUND,
                   store_site_by_id(db, &seam->arena, 4, &same, &seam->err));
    return true;
}

static void
a_device_gets_its_key_once_and_never_after_it_was_revoked(void **state)
{
    struct seam *seam = *state;
    assert_done(seam, store_write(seam->store, pairing, seam, &seam->err));
}

static bool
counting(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    int64_t often;
    for (int i = 0; i < 3; i++) {
        assert_done(seam, store_count(db, "device", 5, 100, REASON_UNKNOWN, err));
    }
    assert_done(seam, store_counted(db, "device", 5, 100, REASON_UNKNOWN, &often, err));
    assert_int_equal(often, 3);
    assert_done(seam, store_counted(db, "device", 5, 101, REASON_UNKNOWN, &often, err));
    assert_int_equal(often, 0);
    assert_done(seam, store_counted(db, "device", 5, 100, REASON_MALFORMED, &often, err));
    assert_int_equal(often, 0);
    return true;
}

static void
a_count_is_read_by_subject_hour_and_reason(void **state)
{
    struct seam *seam = *state;
    assert_done(seam, store_write(seam->store, counting, seam, &seam->err));
}

static bool
one_session(struct db *db, void *arg, struct err *err)
{
    struct user user = add_user(db, arg, "keller");
    struct session session = {.user = user.id, .token = {1}};
    return store_session_add(db, &session, err);
}

static bool
look_for_one(struct db *db, void *arg, struct err *err)
{
    (void)err;
    assert_false(is_there(db, arg, one));
    return true;
}

static void
a_restore_logs_everybody_out(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    assert_done(seam, store_write(seam->store, one_session, seam, &seam->err));
    assert_done(seam, store_backup(seam->store, seam_path(seam, "copy.db", path), &seam->err));
    seam_close(seam);
    assert_done(seam, store_restore(&seam->options, path, NULL, &seam->err));
    seam_open(seam);
    assert_done(seam, store_read(seam->store, look_for_one, seam, &seam->err));
}

/* ---- a database of version 1 with people and devices in it ---------------------------------- */

static void
exec(sqlite3 *db, const char *text)
{
    if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", text, sqlite3_errmsg(db));
    }
}

/* In the place of the new database of SEAM one as the first version left it. */
static void
make_old(struct seam *seam)
{
    char path[SEAM_PATH_MAX], text[200];
    sqlite3 *db;
    FILE *file = fopen("tests/contract/schema-1.sql", "r");
    char *schema = calloc(1, 100000);
    assert_non_null(file);
    assert_non_null(schema);
    assert_true(fread(schema, 1, 99999, file) > 10000);
    fclose(file);
    seam_path(seam, "laufzettel.db", path);
    unlink(path);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    exec(db, schema);
    exec(db, "PRAGMA user_version = 1; PRAGMA application_id = 1280988209;");
    snprintf(text, sizeof text, "INSERT INTO meta VALUES (1, 'test', '%s', 1, 0, 0, 900)",
             seam->keys.fingerprint);
    exec(db, text);
    exec(db, "INSERT INTO office_user VALUES (5, 'keller', '', 'caseworker', '', '', '', 0);"
             "INSERT INTO provider VALUES (6, 'SB', 'SB', '', '', '', '', '', 'dsgvo', 0, '', '', "
             "'', '', '');"
             "INSERT INTO device VALUES (7, 6, 'Tablet', 'reception', 0, 1, 2, NULL, NULL, 3, "
             "zeroblob(16))");
    sqlite3_close(db);
    free(schema);
}

static bool
works_as_new(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct credential row = {.hash = "x"};
    struct device device;
    struct user user;
    assert_done(seam, store_user_get(db, &seam->arena, "keller", &user, err));
    row.user = user.id;
    assert_done(seam, store_credential_put(db, &row, err));
    assert_done(seam, store_device_by_id(db, &seam->arena, 7, &device, err));
    assert_string_equal(device.name, "Tablet");
    /* Paired in days without keys: the office hands out a new koppelkarte. */
    assert_refused(seam, REASON_CONFLICT, store_device_pair(db, 7, "Tablet", one, &seam->err));
    return true;
}

static void
a_database_of_version_1_is_brought_up_to_date_with_all_it_holds(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    int from, to;
    seam_close(seam);
    make_old(seam);
    assert_refused(seam, REASON_STORE, store_open(&seam->options, &seam->store, &seam->err));
    seam_says(seam, "laufzettel migrate");
    assert_done(seam, store_migrate(&seam->options, &from, &to, &seam->err));
    assert_int_equal(from, 1);
    assert_int_equal(to, STORE_SCHEMA_VERSION);
    assert_int_equal(access(seam_path(seam, "laufzettel.db.before-1", path), F_OK), 0);
    seam_open(seam);
    assert_done(seam, store_write(seam->store, works_as_new, seam, &seam->err));
    seam_is_sound(seam);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SEAM_TEST(a_user_has_one_credential_and_the_last_one_counts),
        SEAM_TEST(a_session_is_found_by_its_token_until_it_ends),
        SEAM_TEST(a_token_is_of_one_session),
        SEAM_TEST(a_device_gets_its_key_once_and_never_after_it_was_revoked),
        SEAM_TEST(a_count_is_read_by_subject_hour_and_reason),
        SEAM_TEST(a_restore_logs_everybody_out),
        SEAM_TEST(a_database_of_version_1_is_brought_up_to_date_with_all_it_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
