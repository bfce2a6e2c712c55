/*
 * guest_test.c - another program that looks into the database of a running store leaves it
 * as it found it.
 */
#include "seam.h"

static bool
add_user(struct db *db, void *arg, struct err *err)
{
    struct user user = {.name = arg,
                        .display_name = "",
                        .role = ROLE_CASEWORKER,
                        .team = "",
                        .branch = "",
                        .phone = ""};
    return store_user_add(db, &user, err);
}

/* SQLite's own shell opens the file, reads and closes it again. */
static void
visit(const struct seam *seam)
{
    char path[SEAM_PATH_MAX], command[2 * SEAM_PATH_MAX];
    seam_path(seam, "laufzettel.db", path);
    snprintf(command, sizeof command, "sqlite3 '%s' 'SELECT count(*) FROM office_user' >&2", path);
    assert_int_equal(system(command), 0);
}

struct query {
    struct arena *arena;
    const char *name;
};

static bool
find_user(struct db *db, void *arg, struct err *err)
{
    struct query *query = arg;
    struct user user;
    return store_user_get(db, query->arena, query->name, &user, err);
}

static void
what_is_written_after_a_visit_is_still_there_after_a_restart(void **state)
{
    struct seam *seam = *state;
    struct query query = {&seam->arena, "after"};
    char log[SEAM_PATH_MAX];
    assert_done(seam, store_write(seam->store, add_user, "before", &seam->err));
    visit(seam);
    assert_int_equal(access(seam_path(seam, "laufzettel.db-wal", log), F_OK), 0);
    assert_done(seam, store_write(seam->store, add_user, "after", &seam->err));
    seam_close(seam);
    seam_open(seam);
    assert_done(seam, store_read(seam->store, find_user, &query, &seam->err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SEAM_TEST(what_is_written_after_a_visit_is_still_there_after_a_restart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
