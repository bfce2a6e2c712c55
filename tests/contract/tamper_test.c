/*
 * tamper_test.c - what somebody changes in the file without the key, verify finds and names.
 */
#include <fcntl.h>
#include <sqlite3.h>

#include "seam.h"

#define DAY day_from_civil(2026, 5, 4)

struct history {
    struct seam *seam;
    struct office office;
    struct voucher second;
    char receipt[CODE_RECEIPT_MAX];
};

static bool
make_history(struct db *db, void *arg, struct err *err)
{
    struct history *history = arg;
    struct seam *seam = history->seam;
    struct stored_event stored = {.nonce = {1}, .body = {2}};
    struct office *office = &history->office;
    struct print_record print = {.form = "laufzettel+gutschein", .sha256 = {4},
                                 .form_sha256 = {5}, .bytes = 9, .data = "{}"};
    struct user user = {.name = "keller", .role = ROLE_CASEWORKER};
    struct device device = {.provider = 0, .role = WHO_RECEPTION, .pairing_seed = {3}};
    if (!seam_fill(db, office, err)) {
        return false;
    }
    device.provider = office->provider.id;
    if (!store_user_add(db, &user, err) || !store_device_add(db, &device, err) ||
        !seam_issue(db, office, 2, &history->second, err)) {
        return false;
    }
    struct event accept = seam_accept(office), attend = seam_attend(office);
    accept.device = device.id;
    if (!seam_append(db, &seam->arena, office->voucher.id, &accept, &stored, err)) {
        return false;
    }
    memcpy(history->receipt, stored.receipt, sizeof stored.receipt);
    for (int i = 0; i < 3; i++) {
        struct stored_event more = {.user = user.id};
        if (!seam_append(db, &seam->arena, office->voucher.id, &attend, &more, err)) {
            return false;
        }
    }
    print.slip_id = office->slip.id;
    for (print.copy = 1; print.copy <= 3; print.copy++) {
        if (!store_print_add(db, &print, err)) {
            return false;
        }
    }
    return store_seal(db, DAY, err);
}

static int
setup(void **state)
{
    struct history *history = calloc(1, sizeof *history);
    assert_non_null(history);
    seam_setup((void **)&history->seam);
    struct seam *seam = history->seam;
    assert_done(seam, store_write(seam->store, make_history, history, &seam->err));
    seam_is_sound(seam);
    *state = history;
    return 0;
}

static int
teardown(void **state)
{
    struct history *history = *state;
    seam_teardown((void **)&history->seam);
    free(history);
    return 0;
}

static void
raw_exec(sqlite3 *db, const char *text)
{
    if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", text, sqlite3_errmsg(db));
    }
}

/* A hostile connection: no rule of the schema binds it. */
static sqlite3 *
hostile(const struct seam *seam)
{
    char path[SEAM_PATH_MAX];
    sqlite3 *db;
    assert_int_equal(sqlite3_open(seam_path(seam, "laufzettel.db", path), &db), SQLITE_OK);
    raw_exec(db, "PRAGMA foreign_keys = OFF; "
                 "PRAGMA ignore_check_constraints = ON");
    return db;
}

static void
tamper(const struct seam *seam, const char *format, ...)
{
    char text[1024];
    va_list args;
    sqlite3 *db = hostile(seam);
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    raw_exec(db, text);
    sqlite3_close(db);
}

/* Verify says WHAT of event SEQ of VOUCHER, or with 0 of the voucher. */
static void
names_voucher(struct history *history, const char *what, int64_t voucher, uint32_t seq)
{
    char where[96];
    if (seq > 0) {
        snprintf(where, sizeof where, "Gutschein %lld, Ereignis %u", (long long)voucher, seq);
    } else {
        snprintf(where, sizeof where, "Gutschein %lld", (long long)voucher);
    }
    seam_finds(history->seam, what, where);
}

static void
names(struct history *history, const char *what, uint32_t seq)
{
    names_voucher(history, what, history->office.voucher.id, seq);
}

/* A value the schema allows in COLUMN and that does not stand there. */
static const char *
another_value(const char *column, const char *type)
{
    static const char *const words[][2] = {
        {"step", "'start'"},    {"who", "'lead'"},       {"source", "'typed'"},
        {"outcome", "'E1'"},    {"cause", "'other'"},    {"goal", "'yes'"},
        {"receipt", "'777777'"}, {"state", "'ended'"},   {"before_state", "'ended'"},
        {"type", "'C'"},        {"before_expiry", "'issued'"}, {"again", "1"},
        {"neutral", "1"},       {"level", "3"},
        {"nonce", "randomblob(16)"}, {"body", "randomblob(16)"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(column, words[i][0]) == 0) {
            return words[i][1];
        }
    }
    if (strcmp(type, "TEXT") == 0) {
        return "'2026-01-01'";
    }
    return strcmp(type, "BLOB") == 0 ? "randomblob(32)" : "7";
}

/* Change each column of TABLE's row but those in SPARE, one at a time; each must be found. */
static void
each_column_is_proved(struct history *history, const char *table, const char *where,
                      const char *spare)
{
    sqlite3 *db = hostile(history->seam);
    sqlite3_stmt *info;
    char text[512];
    int columns = 0;
    snprintf(text, sizeof text, "CREATE TEMP TABLE kept AS SELECT * FROM %s WHERE %s", table,
             where);
    raw_exec(db, text);
    snprintf(text, sizeof text, "SELECT name, type FROM pragma_table_info('%s')", table);
    assert_int_equal(sqlite3_prepare_v2(db, text, -1, &info, NULL), SQLITE_OK);
    while (sqlite3_step(info) == SQLITE_ROW) {
        const char *column = (const char *)sqlite3_column_text(info, 0);
        snprintf(text, sizeof text, " %s ", column);
        if (strstr(spare, text) != NULL) {
            continue;
        }
        const char *type = (const char *)sqlite3_column_text(info, 1);
        const char *other = another_value(column, type);
        snprintf(text, sizeof text, "UPDATE %s SET %s = %s WHERE %s", table, column, other, where);
        raw_exec(db, text);
        assert_int_equal(sqlite3_changes(db), 1);
        bool named;
        seam_verify(history->seam, "", "Gutschein", &named);
        if (!named) {
            fail_msg("nobody noticed: %s", text);
        }
        snprintf(text, sizeof text, "UPDATE %s SET %s = (SELECT %s FROM kept) WHERE %s", table,
                 column, column, where);
        raw_exec(db, text);
        seam_is_sound(history->seam);
        columns++;
    }
    sqlite3_finalize(info);
    sqlite3_close(db);
    assert_true(columns > 20);
}

static void
each_column_of_an_event_is_proved(void **state)
{
    each_column_is_proved(*state, "event", "seq = 2", " id seq ");
}

static void
each_column_of_a_voucher_is_proved(void **state)
{
    each_column_is_proved(*state, "voucher", "position = 1", " id position disputed ");
}

static void
a_changed_event_is_named(void **state)
{
    struct history *history = *state;
    tamper(history->seam, "UPDATE event SET happened_on = '2026-04-30' WHERE seq = 2");
    names(history, "wurde verändert", 2);
}

static void
a_byte_changed_in_the_file_is_found(void **state)
{
    struct history *history = *state;
    struct seam *seam = history->seam;
    char path[SEAM_PATH_MAX];
    size_t hits = 0;
    seam_close(seam); /* moves the log into the file */
    int fd = open(seam_path(seam, "laufzettel.db", path), O_RDWR);
    assert_true(fd >= 0);
    off_t size = lseek(fd, 0, SEEK_END);
    char *bytes = malloc((size_t)size);
    assert_non_null(bytes);
    assert_int_equal(pread(fd, bytes, (size_t)size, 0), size);
    for (off_t i = 0; i + CODE_RECEIPT_SYMBOLS < size; i++) {
        if (memcmp(bytes + i, history->receipt, CODE_RECEIPT_SYMBOLS) == 0) {
            char other = bytes[i] == '7' ? '8' : '7';
            assert_int_equal(pwrite(fd, &other, 1, i), 1);
            hits++;
        }
    }
    free(bytes);
    close(fd);
    assert_int_equal(hits, 2); /* row and index: the file itself stays sound */
    seam_open(seam);
    names(history, "wurde verändert", 2);
}

static void
a_deleted_event_is_named(void **state)
{
    struct history *history = *state;
    tamper(history->seam, "DELETE FROM event WHERE seq = 3");
    names(history, "Ein Ereignis fehlt", 3);
}

static void
a_deleted_first_event_is_named(void **state)
{
    struct history *history = *state;
    tamper(history->seam, "DELETE FROM event WHERE seq = 1 AND voucher_id = %lld",
           (long long)history->office.voucher.id);
    names(history, "Ein Ereignis fehlt", 1);
}

static void
a_chain_cut_short_is_found_though_the_count_fits(void **state)
{
    struct history *history = *state;
    tamper(history->seam, "DELETE FROM event WHERE seq = 5");
    names(history, "Ein Ereignis fehlt", 5);
    tamper(history->seam,
           "UPDATE voucher SET event_count = 4, attend_count = 2 WHERE position = 1");
    names(history, "Der Stand eines Gutscheins wurde verändert", 0);
    /* Not even the hash of the last event that is left makes a head. */
    tamper(history->seam, "UPDATE voucher SET head = (SELECT hash FROM event WHERE seq = 4) "
                          "WHERE position = 1");
    names(history, "Der Stand eines Gutscheins wurde verändert", 0);
}

static void
an_event_slipped_in_is_named(void **state)
{
    struct history *history = *state;
    tamper(history->seam,
           "INSERT INTO event SELECT id + 100, voucher_id, 6, step, happened_on, recorded_at_ms, "
           "who, source, provider_id, device_id, user_id, level, outcome, cause, goal, "
           "recommendation, again, until_day, named_provider, generation, annuls, '777777', NULL, "
           "NULL, hash FROM event WHERE seq = 5");
    names(history, "Ein Ereignis ist zu viel", 6);
    names(history, "wurde verändert", 6);
}

static void
an_event_without_a_voucher_is_named(void **state)
{
    struct history *history = *state;
    tamper(history->seam,
           "DELETE FROM code WHERE owner = %lld; DELETE FROM voucher WHERE id = %lld",
           (long long)history->second.id, (long long)history->second.id);
    names_voucher(history, "gehört zu keinem Gutschein", history->second.id, 1);
}

static void
a_voucher_that_is_gone_with_its_events_breaks_the_seal(void **state)
{
    struct history *history = *state;
    tamper(history->seam,
           "DELETE FROM code WHERE owner = %lld; DELETE FROM event WHERE voucher_id = %lld; "
           "DELETE FROM voucher WHERE id = %lld",
           (long long)history->second.id, (long long)history->second.id,
           (long long)history->second.id);
    assert_int_equal(seam_finds(history->seam, "Tagessiegel", "2026-05-04"), 1);
}

static bool
one_more_attend(struct db *db, void *arg, struct err *err)
{
    struct history *history = arg;
    struct event attend = seam_attend(&history->office);
    struct stored_event stored = {0};
    return seam_append(db, &history->seam->arena, history->office.voucher.id, &attend, &stored,
                       err);
}

static bool
seal_next_day(struct db *db, void *arg, struct err *err)
{
    struct history *history = arg;
    return one_more_attend(db, history, err) && store_seal(db, DAY + 1, err) &&
           one_more_attend(db, history, err) && store_seal(db, DAY + 1, err) &&
           store_seal(db, DAY, err) && store_seal(db, DAY + 2, err) &&
           store_seal(db, DAY + 3, err);
}

static void
an_old_state_put_back_whole_breaks_the_seal(void **state)
{
    struct history *history = *state;
    struct seam *seam = history->seam;
    sqlite3 *db = hostile(seam);
    raw_exec(db, "CREATE TEMP TABLE old AS SELECT * FROM voucher");
    assert_done(seam, store_write(seam->store, seal_next_day, history, &seam->err));
    raw_exec(db, "DELETE FROM event WHERE seq > 5; DELETE FROM voucher; "
                 "INSERT INTO voucher SELECT * FROM old");
    sqlite3_close(db);
    assert_int_equal(seam_finds(seam, "Tagessiegel", "2026-05-05"), 2);
}

static void
seals_hold_while_vouchers_go_on(void **state)
{
    struct history *history = *state;
    struct seam *seam = history->seam;
    assert_done(seam, store_write(seam->store, seal_next_day, history, &seam->err));
    assert_done(seam, store_write(seam->store, one_more_attend, history, &seam->err));
    seam_is_sound(seam);
    tamper(seam, "DELETE FROM seal WHERE day = '2026-05-05'");
    seam_finds(seam, "Tagessiegel", "2026-05-06");
}

static void
a_changed_seal_is_named(void **state)
{
    static const char *const changes[] = {
        "sealed_ms = sealed_ms + 1", "through_id = through_id - 1", "event_count = event_count + 1",
        "purged_vouchers = 1", "purged_events = 1", "digest = randomblob(32)",
        "sealed_events = randomblob(32)", "tombstone = randomblob(32)"};
    struct history *history = *state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        sqlite3 *db = hostile(history->seam);
        char text[128];
        raw_exec(db, "CREATE TEMP TABLE old AS SELECT * FROM seal");
        snprintf(text, sizeof text, "UPDATE seal SET %s", changes[i]);
        raw_exec(db, text);
        assert_int_equal(seam_finds(history->seam, "Tagessiegel", "2026-05-04"), 1);
        raw_exec(db, "DELETE FROM seal; INSERT INTO seal SELECT * FROM old");
        sqlite3_close(db);
        seam_is_sound(history->seam);
    }
}

/* As a mistake in the program would do it: with the key. */
static bool
append_a_wrong_fold(struct db *db, void *arg, struct err *err)
{
    struct history *history = arg;
    struct voucher voucher;
    struct stored_event stored = {.event = seam_attend(&history->office)};
    if (!store_voucher_get(db, &history->seam->arena, history->office.voucher.id, &voucher, err)) {
        return false;
    }
    stored.event.seq = voucher.event_count + 1;
    stored.event.recorded_at_ms = store_now_ms(db);
    struct fold wrong = voucher.fold;
    wrong.state = STATE_ENDED;
    return store_event_append(db, &voucher, &stored, &wrong, err);
}

static void
a_row_that_is_not_what_its_events_come_to_is_named(void **state)
{
    struct history *history = *state;
    struct seam *seam = history->seam;
    assert_done(seam, store_write(seam->store, append_a_wrong_fold, history, &seam->err));
    names(history, "passt nicht zu seinen Ereignissen", 0);
}

static void
each_column_of_a_print_is_proved(void **state)
{
    static const char *const changes[] = {
        "id = -id", "voucher_id = (SELECT id FROM voucher WHERE position = 2)",
        "form = 'gutschein'", "copy = 7", "printed_at_ms = printed_at_ms - 1",
        "sha256 = randomblob(32)", "form_sha256 = randomblob(32)", "bytes = 8",
        "data = '{\"name\":\"Anna\"}'", "proof = randomblob(32)", "proof = NULL",
        "proof = (SELECT proof FROM print_record WHERE copy = 1)"};
    struct history *history = *state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        sqlite3 *db = hostile(history->seam);
        char text[160];
        raw_exec(db, "CREATE TEMP TABLE old AS SELECT * FROM print_record");
        snprintf(text, sizeof text, "UPDATE print_record SET %s WHERE copy = 2", changes[i]);
        raw_exec(db, text);
        assert_int_equal(sqlite3_changes(db), 1);
        (void)seam_finds(history->seam, "Ein Druck wurde verändert",
                         i == 3 ? "Kopie 7" : "Kopie 2");
        raw_exec(db, "DELETE FROM print_record; INSERT INTO print_record SELECT * FROM old");
        sqlite3_close(db);
        seam_is_sound(history->seam);
    }
}

static void
a_print_moved_to_another_slip_is_named(void **state)
{
    struct history *history = *state;
    tamper(history->seam,
           "INSERT INTO slip SELECT id + 1, case_id, '2026-000099', issued_on, station_order, "
           "language, neutral, issued_by, client_seed, 0, 0, '' FROM slip; "
           "UPDATE print_record SET slip_id = slip_id + 1 WHERE copy = 2");
    (void)seam_finds(history->seam, "Ein Druck wurde verändert", "2026-000099, Kopie 2");
    (void)seam_finds(history->seam, "Ein Druck fehlt", "Kopie 3");
    (void)seam_finds(history->seam, "Ein Druck ist zu viel", "2026-000099, Kopie 1");
}

static void
a_deleted_print_is_missed(void **state)
{
    struct history *history = *state;
    tamper(history->seam, "DELETE FROM print_record WHERE copy = 2");
    assert_int_equal(seam_finds(history->seam, "Ein Druck fehlt", "Kopie 3"), 1);
}

static void
prints_from_before_there_were_proofs_are_counted(void **state)
{
    struct history *history = *state;
    struct seam *seam = history->seam;
    struct store_verdict verdict;
    tamper(seam, "UPDATE print_record SET proof = NULL WHERE copy = 1");
    assert_done(seam, store_verify(seam->store, &seam->arena, &verdict, &seam->err));
    assert_int_equal(verdict.count, 0);
    assert_int_equal(verdict.prints, 3);
    assert_int_equal(verdict.unproved, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_column_of_an_event_is_proved),
        TEST(each_column_of_a_voucher_is_proved),
        TEST(a_changed_event_is_named),
        TEST(a_byte_changed_in_the_file_is_found),
        TEST(a_deleted_event_is_named),
        TEST(a_deleted_first_event_is_named),
        TEST(a_chain_cut_short_is_found_though_the_count_fits),
        TEST(an_event_slipped_in_is_named),
        TEST(an_event_without_a_voucher_is_named),
        TEST(a_voucher_that_is_gone_with_its_events_breaks_the_seal),
        TEST(an_old_state_put_back_whole_breaks_the_seal),
        TEST(seals_hold_while_vouchers_go_on),
        TEST(a_changed_seal_is_named),
        TEST(each_column_of_a_print_is_proved),
        TEST(a_print_moved_to_another_slip_is_named),
        TEST(a_deleted_print_is_missed),
        TEST(prints_from_before_there_were_proofs_are_counted),
        TEST(a_row_that_is_not_what_its_events_come_to_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
