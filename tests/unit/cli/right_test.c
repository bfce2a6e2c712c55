/*
 * right_test.c - every command as every role under -u: it runs where the table says so, and is
 * refused elsewhere, with nothing changed; what somebody has no eyes for is not there.
 */
#include <fcntl.h>

#include "../../../src/cli/command.h"
#include "../procedure/office.h"
#include "cli.h"
#include "file.h"
#include "store_audit.h"

#define REFUSED 3
#define NOT_FOUND 5
#define WORDS_MAX 32
#define OUTPUT_MAX 4096

struct machine {
    struct office office;
    const char *code; /* of the voucher of F-1 */
    char output[OUTPUT_MAX]; /* of the last call, stdout and stderr */
};

static void
reopen(struct machine *m)
{
    struct office *office = &m->office;

    assert_done(office, env_configure(&office->env, &office->err));
    assert_done(office, env_open_store(&office->env, &office->err));
}

static void
add_user(struct machine *m, enum role role, const char *name, const char *team)
{
    struct office *office = &m->office;
    struct user user = {.role = role, .name = name, .team = team, .display_name = "",
                        .branch = "", .phone = ""};

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
}

static int
set_up(void **state)
{
    struct machine *m = calloc(1, sizeof *m);
    struct office *office = &m->office;

    snprintf(office->dir, sizeof office->dir, "/tmp/lz-cli-XXXXXX");
    assert_non_null(mkdtemp(office->dir));
    office->env.arena = &office->arena;
    office->env.dir = office->dir;
    office->env.clock = clock_shifted(OFFICE_START_MS);
    assert_done(office, upkeep_init(&office->env, "https://v.example.org", true, &office->doc,
                                    &office->err));
    env_close(&office->env);
    reopen(m);
    assert_done(office, store_write(office->env.store, office_fill, NULL, &office->err));
    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        add_user(m, role, role_name(role), "T9");
    }
    add_user(m, ROLE_CASEWORKER, "keller", "T1");
    m->code = office_voucher(office, "SU-1", "sucht");
    env_close(&office->env);
    *state = m;
    return 0;
}

static int
tear_down(void **state)
{
    struct machine *m = *state;
    char command[320];

    snprintf(command, sizeof command, "rm -r '%s'", m->office.dir);
    assert_int_equal(system(command), 0);
    arena_finish(&m->office.arena);
    free(m);
    return 0;
}

/* Call the program in its folder with WORDS, ended by NULL; its exit status. */
static int
call(struct machine *m, char **words)
{
    int count = 0, status, out, kept[2] = {dup(STDOUT_FILENO), dup(STDERR_FILENO)};
    char path[300];
    ssize_t len;

    while (words[count] != NULL) {
        count++;
    }
    snprintf(path, sizeof path, "%s/output", m->office.dir);
    out = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(out >= 0 && kept[0] >= 0 && kept[1] >= 0);
    fflush(NULL);
    assert_true(dup2(out, STDOUT_FILENO) >= 0 && dup2(out, STDERR_FILENO) >= 0);
    status = cli_run(count, words);
    fflush(NULL);
    assert_true(dup2(kept[0], STDOUT_FILENO) >= 0 && dup2(kept[1], STDERR_FILENO) >= 0);
    len = pread(out, m->output, sizeof m->output - 1, 0);
    m->output[len < 0 ? 0 : len] = '\0';
    close(out);
    close(kept[0]);
    close(kept[1]);
    return status;
}

/* COMMAND under -u NAME with FIRST as its first word and "x" for all else it must have. */
static int
call_as(struct machine *m, const struct cli_command *command, const char *name, const char *first)
{
    char *words[WORDS_MAX] = {"laufzettel", "-C", m->office.dir, "-u", arena_strdup(
                                  &m->office.arena, name)};
    char *text = arena_strdup(&m->office.arena, command->name), *second = strchr(text, ' ');
    size_t count = 5;

    words[count++] = text;
    if (second != NULL) {
        *second = '\0';
        words[count++] = second + 1;
    }
    for (size_t i = 0; i < command->min; i++) {
        words[count++] = i == 0 ? arena_strdup(&m->office.arena, first) : "x";
    }
    for (const struct cli_option *o = command->option; o != NULL && o->name != NULL; o++) {
        if (o->required) {
            words[count++] = arena_printf(&m->office.arena, "%s%s", o->name[1] ? "--" : "-",
                                          o->name);
            words[count++] = str_equal(o->name, "o")
                                 ? arena_printf(&m->office.arena, "%s/out", m->office.dir)
                                 : "x";
        }
    }
    words[count] = NULL;
    return call(m, words);
}

static void
hash_data(struct machine *m, uint8_t out[KEY_SHA256_BYTES])
{
    struct arena scratch = {0};
    struct err err = {0};
    const char *bytes;
    size_t len;

    assert_true(file_read(&scratch, arena_printf(&scratch, "%s/laufzettel.db", m->office.dir),
                          "file", (size_t)64 << 20, &bytes, &len, &err));
    key_sha256(bytes, len, out);
    arena_finish(&scratch);
}

static bool
says_role(const struct machine *m)
{
    return strstr(m->output, "laufzettel: not_allowed: Die Rolle ") == m->output ||
           strstr(m->output, " geht nur ohne -u") != NULL;
}

static void
check(struct machine *m, const struct cli_command *command, enum role role)
{
    bool invited = command->who == ROLES_ALL || (command->who & ROLE_BIT(role)) != 0;
    uint8_t before[KEY_SHA256_BYTES], after[KEY_SHA256_BYTES];
    int status;

    hash_data(m, before);
    status = call_as(m, command, role_name(role), "x");
    if (invited ? says_role(m) : status != REFUSED || !says_role(m)) {
        fail_msg("%s as %s: %d, %s", command->name, role_name(role), status, m->output);
    }
    hash_data(m, after);
    if (!invited && memcmp(before, after, sizeof before) != 0) {
        fail_msg("%s as %s: was refused and changed something", command->name, role_name(role));
    }
}

static void
every_command_runs_for_the_roles_of_the_table_and_for_no_other(void **state)
{
    const struct cli_command *command;
    size_t count;

    command = cli_commands(&count);
    for (size_t i = 0; i < count; i++) {
        for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
            check(*state, &command[i], role);
        }
    }
}

static void
a_command_nobody_named_roles_for_is_nobodys(void **state)
{
    const struct cli_command *command;
    size_t count, shut = 0;
    (void)state;

    command = cli_commands(&count);
    for (size_t i = 0; i < count; i++) {
        shut += command[i].who == ROLES_NOBODY;
    }
    assert_int_equal(shut, 6); /* backup, init, migrate, restore, serve, tick */
}

/* ---- somebody else's case -------------------------------------------------------------------- */

struct looks {
    struct arena *arena;
    size_t count;
};

static bool
count_in_read(struct db *db, void *arg, struct err *err)
{
    struct looks *looks = arg;
    struct audit_query query = {.until_ms = INT64_MAX, .user = "", .kind = "refused",
                                .limit = 1000};
    const struct audit_row *row;

    return store_audit_read(db, looks->arena, &query, &row, &looks->count, err);
}

static size_t
refused(struct machine *m)
{
    struct office *office = &m->office;
    struct looks looks = {.arena = &office->arena};

    reopen(m);
    assert_done(office, store_read(office->env.store, count_in_read, &looks, &office->err));
    env_close(&office->env);
    return looks.count;
}

static void
anothers_case_and_code_are_none_for_every_command_and_the_try_is_on_record(void **state)
{
    struct machine *m = *state;
    const struct cli_command *command;
    size_t count, checked = 0;

    command = cli_commands(&count);
    for (size_t i = 0; i < count; i++) {
        const char *first = strncmp(command[i].positional, "CODE", 4) == 0        ? m->code
                            : strcmp(command[i].positional, "LAUFZETTEL") == 0 ||
                                      strcmp(command[i].name, "show slip") == 0 ||
                                      strcmp(command[i].name, "show print") == 0
                                ? "2026-000001"
                            : strcmp(command[i].positional, "FALL") == 0 ? "F-1"
                                                                         : NULL;
        size_t before;
        int status;

        if (first == NULL) {
            continue;
        }
        before = refused(m);
        status = call_as(m, &command[i],
                         command[i].who == ROLES_LEAD ? "team_lead" : "caseworker", first);
        /* An own word at fault is told first; it tells nothing about the case. */
        if (status != NOT_FOUND && strstr(m->output, "invalid: ") == NULL) {
            fail_msg("%s: %d, %s", command[i].name, status, m->output);
        }
        if (status == NOT_FOUND && refused(m) <= before) {
            fail_msg("%s: not on record", command[i].name);
        }
        checked += status == NOT_FOUND;
    }
    assert_true(checked >= 14);
}

static int
run_words(struct machine *m, const char *user, const char *const *more)
{
    char *words[WORDS_MAX] = {"laufzettel", "-C", m->office.dir, "-u",
                              arena_strdup(&m->office.arena, user)};
    size_t count = 5;

    for (; *more != NULL; more++) {
        words[count++] = arena_strdup(&m->office.arena, *more);
    }
    return call(m, words);
}
#define run_as(m, user, ...) run_words(m, user, (const char *const[]){__VA_ARGS__, NULL})

static void
printing_and_issuing_keep_to_the_own_cases(void **state)
{
    struct machine *m = *state;
    const char *out = arena_printf(&m->office.arena, "%s/a.pdf", m->office.dir);
    const char *list = arena_printf(&m->office.arena, "%s/list.csv", m->office.dir);
    const char *dir = arena_printf(&m->office.arena, "%s/batch", m->office.dir);
    FILE *file = fopen(list, "w");

    assert_non_null(file);
    fputs("case_number;service;provider\nF-1;SB-1;kredit\n", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(run_as(m, "caseworker", "print", "2026-000001", "-o", out), NOT_FOUND);
    assert_int_equal(run_as(m, "caseworker", "print", m->code, "-o", out), NOT_FOUND);
    assert_non_null(strstr(m->output, "unknown: "));
    assert_int_not_equal(run_as(m, "caseworker", "print", "F-1", "--form", "gespraechsblatt", "-o",
                                out), 0);
    assert_int_not_equal(access(out, F_OK), 0);
    assert_int_equal(run_as(m, "caseworker", "issue", "--case", "F-1", "--service", "SB-1"),
                     NOT_FOUND);
    (void)run_as(m, "caseworker", "issue", "--batch", list, "-o", dir);
    assert_int_equal(run_as(m, "keller", "show", "slip", "2026-000002"), NOT_FOUND);
    assert_int_equal(run_as(m, "keller", "print", m->code, "-o", out), 0);
    assert_int_equal(run_as(m, "keller", "print", "F-1", "--form", "gespraechsblatt", "-o", out),
                     0);
    assert_int_equal(run_as(m, "keller", "issue", "--batch", list, "-o", dir), 0);
    assert_int_equal(run_as(m, "keller", "show", "slip", "2026-000002"), 0);
}

static void
what_is_due_is_told_of_the_own_desk_alone(void **state)
{
    struct machine *m = *state;

    assert_int_equal(run_as(m, "keller", "-T", "2027-05-04T09:00", "due"), 0);
    assert_non_null(strstr(m->output, "F-1"));
    assert_int_equal(run_as(m, "caseworker", "-T", "2027-05-04T09:00", "due"), 0);
    assert_null(strstr(m->output, "F-1"));
    assert_int_equal(run_as(m, "caseworker", "due", "--user", "keller"), NOT_FOUND);
    assert_int_equal(run_as(m, "caseworker", "due", "--user", "keller", "--as", "csv"), NOT_FOUND);
}

static void
help_tells_which_roles_a_command_takes(void **state)
{
    struct machine *m = *state;

    assert_int_equal(run_as(m, "caseworker", "help", "user", "add"), 0);
    assert_non_null(strstr(m->output, "Mit -u: admin\n"));
    assert_int_equal(run_as(m, "caseworker", "help", "backup"), 0);
    assert_non_null(strstr(m->output, "Mit -u: niemand\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_command_runs_for_the_roles_of_the_table_and_for_no_other),
        TEST(a_command_nobody_named_roles_for_is_nobodys),
        TEST(anothers_case_and_code_are_none_for_every_command_and_the_try_is_on_record),
        TEST(printing_and_issuing_keep_to_the_own_cases),
        TEST(what_is_due_is_told_of_the_own_desk_alone),
        TEST(help_tells_which_roles_a_command_takes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
