/*
 * purge_test.c - what retention deletes is gone with its bytes, and the seals still prove the
 * rest.
 */
#include <fcntl.h>
#include <sqlite3.h>

#include "seam.h"
#include "store_purge.h"

#define DAY day_from_civil(2026, 5, 4)

struct past {
    struct seam *seam;
    struct office office;
    struct voucher second; /* on the same slip */
    int64_t slips;
};

static bool
make_past(struct db *db, void *arg, struct err *err)
{
    struct past *past = arg;
    struct office *office = &past->office;
    struct stored_event stored = {.nonce = {1}, .body = {2}}, more = {.nonce = {3}, .body = {4}};
    struct print_record print = {.form = "laufzettel", .copy = 1, .bytes = 9,
                                 .data = "{\"name\":\"Müller-Łukasz\"}"};
    struct retention_mark mark = {DAY, DAY};
    if (!seam_fill(db, office, err) || !seam_issue(db, office, 2, &past->second, err)) {
        return false;
    }
    struct event accept = seam_accept(office), attend = seam_attend(office);
    print.slip_id = office->slip.id;
    return seam_append(db, &past->seam->arena, office->voucher.id, &accept, &stored, err) &&
           store_print_add(db, &print, err) && store_retention_put(db, &mark, err) &&
           store_seal(db, DAY, err) &&
           seam_append(db, &past->seam->arena, office->voucher.id, &attend, &more, err) &&
           store_seal(db, DAY + 1, err);
}

static int
setup(void **state)
{
    struct past *past = calloc(1, sizeof *past);
    assert_non_null(past);
    seam_setup((void **)&past->seam);
    assert_done(past->seam, store_write(past->seam->store, make_past, past, &past->seam->err));
    seam_is_sound(past->seam);
    *state = past;
    return 0;
}

static int
teardown(void **state)
{
    struct past *past = *state;
    seam_teardown((void **)&past->seam);
    free(past);
    return 0;
}

static bool
purge_first(struct db *db, void *arg, struct err *err)
{
    struct past *past = arg;
    struct voucher voucher;
    return store_voucher_get(db, &past->seam->arena, past->office.voucher.id, &voucher, err) &&
           store_vouchers_purge(db, &past->seam->arena, &voucher, 1, &past->slips, err);
}

static bool
purge_second(struct db *db, void *arg, struct err *err)
{
    struct past *past = arg;
    struct voucher voucher;
    return store_voucher_get(db, &past->seam->arena, past->second.id, &voucher, err) &&
           store_vouchers_purge(db, &past->seam->arena, &voucher, 1, &past->slips, err) &&
           store_need_purge(db, past->office.need.id, err) &&
           store_case_purge(db, past->office.client.id, err);
}

static void
tamper(const struct past *past, const char *text)
{
    char path[SEAM_PATH_MAX];
    sqlite3 *db;
    assert_int_equal(sqlite3_open(seam_path(past->seam, "laufzettel.db", path), &db), SQLITE_OK);
    if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", text, sqlite3_errmsg(db));
    }
    sqlite3_close(db);
}

static int64_t
number(const struct past *past, const char *text)
{
    char path[SEAM_PATH_MAX];
    sqlite3 *db;
    sqlite3_stmt *row;
    assert_int_equal(sqlite3_open(seam_path(past->seam, "laufzettel.db", path), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, text, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    int64_t found = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return found;
}

/* Does any file of the folder hold WORD? */
static bool
holds(const struct past *past, const char *word)
{
    bool found = false;
    DIR *dir = opendir(past->seam->dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char path[SEAM_PATH_MAX];
        int fd = open(seam_path(past->seam, entry->d_name, path), O_RDONLY);
        char *bytes = malloc((size_t)1 << 22);
        ssize_t got = fd < 0 ? -1 : read(fd, bytes, (size_t)1 << 22);
        found |= got > 0 && memmem(bytes, (size_t)got, word, strlen(word)) != NULL;
        free(bytes);
        close(fd);
    }
    closedir(dir);
    return found;
}

static void
the_seals_prove_what_is_left(void **state)
{
    struct past *past = *state;
    assert_done(past->seam,
                store_write(past->seam->store, purge_first, past, &past->seam->err));
    assert_int_equal(past->slips, 0);
    assert_int_equal(number(past, "SELECT count(*) FROM event"), 1);
    assert_int_equal(number(past, "SELECT sum(purged_events) FROM seal"), 3);
    assert_int_equal(number(past, "SELECT sum(purged_vouchers) FROM seal"), 1);
    assert_int_equal(number(past, "SELECT count(*) FROM seal WHERE tombstone IS NOT NULL"), 2);
    seam_is_sound(past->seam);
}

static void
a_deletion_leaves_the_chain_of_seals_as_it_was(void **state)
{
    struct past *past = *state;
    int64_t before = number(past, "SELECT count(DISTINCT digest) FROM seal");
    tamper(past, "CREATE TABLE kept AS SELECT day, digest FROM seal");
    assert_done(past->seam,
                store_write(past->seam->store, purge_first, past, &past->seam->err));
    assert_int_equal(number(past, "SELECT count(*) FROM seal JOIN kept USING (day, digest)"),
                     before);
}

static void
what_is_left_cannot_be_taken_out_unseen(void **state)
{
    static const char *const attacks[] = {
        "DELETE FROM event",
        "UPDATE seal SET purged_events = purged_events - 1",
        "UPDATE seal SET purged_events = 0, sealed_events = NULL, tombstone = NULL",
        "UPDATE seal SET purged_vouchers = 9",
        "UPDATE seal SET tombstone = sealed_events",
    };
    struct past *past = *state;
    assert_done(past->seam,
                store_write(past->seam->store, purge_first, past, &past->seam->err));
    tamper(past, "CREATE TABLE kept AS SELECT * FROM seal; CREATE TABLE past AS SELECT * FROM event");
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        tamper(past, attacks[i]);
        (void)seam_finds(past->seam, "Tagessiegel", "2026-05-04");
        tamper(past, "DELETE FROM seal; INSERT INTO seal SELECT * FROM kept;"
                     "DELETE FROM event; INSERT INTO event SELECT * FROM past");
        seam_is_sound(past->seam);
    }
}

static void
a_seal_or_a_chain_that_does_not_hold_stops_the_deletion(void **state)
{
    struct past *past = *state;
    tamper(past, "UPDATE seal SET event_count = 7 WHERE day = '2026-05-05'");
    assert_refused(past->seam, REASON_CONFLICT,
                   store_write(past->seam->store, purge_first, past, &past->seam->err));
    seam_says(past->seam, "Tagessiegel vom 05.05.2026");
    tamper(past, "UPDATE seal SET event_count = 1 WHERE day = '2026-05-05'");
    seam_is_sound(past->seam);
    tamper(past, "UPDATE event SET happened_on = '2026-05-03' WHERE step = 'accept'");
    assert_refused(past->seam, REASON_CONFLICT,
                   store_write(past->seam->store, purge_first, past, &past->seam->err));
    seam_says(past->seam, "wurde nicht gelöscht");
    tamper(past, "UPDATE event SET happened_on = '2026-05-04' WHERE step = 'accept'");
    tamper(past, "UPDATE print_record SET bytes = 8");
    assert_refused(past->seam, REASON_CONFLICT,
                   store_write(past->seam->store, purge_first, past, &past->seam->err));
    seam_says(past->seam, "wurde nicht gelöscht");
    assert_int_equal(number(past, "SELECT count(*) FROM voucher"), 2);
}

static void
the_values_of_a_print_go_with_the_first_voucher_the_slip_with_the_last(void **state)
{
    struct past *past = *state;
    assert_done(past->seam,
                store_write(past->seam->store, purge_first, past, &past->seam->err));
    assert_int_equal(number(past, "SELECT count(*) FROM print_record WHERE data = ''"), 1);
    seam_is_sound(past->seam);
    assert_done(past->seam,
                store_write(past->seam->store, purge_second, past, &past->seam->err));
    assert_int_equal(past->slips, 1);
    assert_int_equal(number(past, "SELECT count(*) FROM slip"), 0);
    assert_int_equal(number(past, "SELECT count(*) FROM code"), 0);
    assert_int_equal(number(past, "SELECT count(*) FROM case_file"), 0);
    seam_is_sound(past->seam);
}

static void
after_a_wipe_no_byte_holds_the_name(void **state)
{
    struct past *past = *state;
    struct seam *seam = past->seam;
    assert_done(seam, store_write(seam->store, purge_first, past, &seam->err));
    assert_done(seam, store_write(seam->store, purge_second, past, &seam->err));
    assert_true(holds(past, "Łukasz"));
    assert_int_equal(number(past, "SELECT wipe_due FROM retention"), 1);
    assert_done(seam, store_wipe(seam->store, &seam->err));
    assert_false(holds(past, "Łukasz"));
    assert_false(holds(past, "lukasz"));
    seam_is_sound(seam);
}

static bool
hold_open(struct db *db, void *arg, struct err *err)
{
    struct past *past = arg;
    struct case_file client;
    struct err busy = {0};
    /* A reader that stands on the old state: the log cannot be emptied under it. */
    return store_case_by_id(db, &past->seam->arena, past->office.client.id, &client, err) &&
           !store_wipe(past->seam->store, &busy) && busy.reason == REASON_STORE;
}

static void
a_wipe_that_a_reader_holds_up_is_told_and_done_later(void **state)
{
    struct past *past = *state;
    struct seam *seam = past->seam;
    assert_done(seam, store_read(seam->store, hold_open, past, &seam->err));
    assert_done(seam, store_wipe(seam->store, &seam->err));
    seam_is_sound(seam);
}

#define PAST_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        PAST_TEST(the_seals_prove_what_is_left),
        PAST_TEST(a_deletion_leaves_the_chain_of_seals_as_it_was),
        PAST_TEST(what_is_left_cannot_be_taken_out_unseen),
        PAST_TEST(a_seal_or_a_chain_that_does_not_hold_stops_the_deletion),
        PAST_TEST(the_values_of_a_print_go_with_the_first_voucher_the_slip_with_the_last),
        PAST_TEST(after_a_wipe_no_byte_holds_the_name),
        PAST_TEST(a_wipe_that_a_reader_holds_up_is_told_and_done_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
