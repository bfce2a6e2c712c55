/*
 * instruction_test.c - whoever works here takes note once of each wording, and it can be shown who
 * did, of which, and when.
 */
#include <sys/stat.h>

#include "colleagues.h"
#include "file.h"
#include "office.h"

static void
join(struct office *office, enum role role, const char *name, const char *team)
{
    struct user user = {.role = role, .name = name, .team = team, .display_name = "",
                        .branch = "", .phone = ""};

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
}

static bool
is_due(struct office *office, const char *name)
{
    bool due;

    assert_done(office, people_instruction_due(&office->env, name, &due, &office->err));
    return due;
}

/* The version that the page shows NAME, who acts from now on. */
static const char *
version_for(struct office *office, const char *name)
{
    assert_done(office, env_act_as(&office->env, name, &office->err));
    assert_done(office, people_instruction(&office->env, "de", &office->doc, &office->err));
    return told(office, "instruction.version");
}

static void
reword(struct office *office, const char *text)
{
    (void)mkdir(env_path(&office->env, "pages"), 0755);
    assert_done(office, file_write(env_path(&office->env, "pages/unterweisung.txt"), text,
                                   strlen(text), 0644, &office->err));
}

static void
forget_words(struct office *office)
{
    (void)unlink(env_path(&office->env, "pages/unterweisung.txt"));
    (void)rmdir(env_path(&office->env, "pages"));
}

static const char *
table(struct office *office)
{
    struct buf out = {0};
    const char *text;

    assert_done(office, colleagues_instructed_csv(&office->env, &out, &office->err));
    text = arena_strdup(&office->arena, buf_text(&out));
    buf_finish(&out);
    return text;
}

static void
it_is_taken_note_of_once(void **state)
{
    struct office *office = *state;

    join(office, ROLE_CASEWORKER, "keller", "T1");
    join(office, ROLE_CASEWORKER, "brandt", "T1");
    assert_true(is_due(office, "keller"));
    assert_done(office, people_instruct(&office->env, version_for(office, "keller"),
                                        &office->err));
    assert_false(is_due(office, "keller"));
    assert_true(is_due(office, "brandt"));
    (void)version_for(office, "keller");
    assert_string_equal(told(office, "instruction.acknowledged_on"), "2026-05-04");
    office_pass(office, DAY_MS);
    assert_done(office, people_instruct(&office->env, told(office, "instruction.version"),
                                        &office->err));
    (void)version_for(office, "keller");
    assert_string_equal(told(office, "instruction.acknowledged_on"), "2026-05-04");
}

static void
another_wording_is_taken_note_of_anew_and_the_old_is_kept(void **state)
{
    struct office *office = *state;
    const char *old, *kept;
    char command[700], line[64] = "";
    FILE *shell;

    join(office, ROLE_CASEWORKER, "keller", "T1");
    old = version_for(office, "keller");
    assert_done(office, people_instruct(&office->env, old, &office->err));
    reword(office, "Neu und kurz.\n");
    assert_true(is_due(office, "keller"));
    assert_refused(office, REASON_CONFLICT,
                   people_instruct(&office->env, old, &office->err));
    assert_true(is_due(office, "keller"));
    assert_done(office, people_instruct(&office->env, version_for(office, "keller"),
                                        &office->err));
    assert_false(is_due(office, "keller"));
    snprintf(command, sizeof command,
             "sqlite3 '%s/laufzettel.db' \"SELECT count(*) || ' ' || (SELECT count(*) FROM "
             "acknowledgement) || ' ' || (SELECT text = 'Neu und kurz.' || char(10) FROM "
             "instruction WHERE version <> '%s') FROM instruction\"", office->dir, old);
    shell = popen(command, "r");
    assert_non_null(shell);
    kept = fgets(line, sizeof line, shell);
    assert_int_equal(pclose(shell), 0);
    assert_string_equal(kept, "2 2 1\n");
    forget_words(office);
    assert_false(is_due(office, "keller")); /* the old wording again: of that it was noted */
}

static void
the_office_notes_it_for_somebody_who_signed_on_paper(void **state)
{
    struct office *office = *state;

    join(office, ROLE_CASEWORKER, "keller", "T1");
    assert_refused(office, REASON_INVALID,
                   people_instruct_of(&office->env, "keller", day_from_civil(2026, 5, 5),
                                      &office->doc, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   people_instruct_of(&office->env, "wer", DAY_NONE, &office->doc,
                                      &office->err));
    assert_done(office, people_instruct_of(&office->env, "keller", day_from_civil(2026, 4, 1),
                                           &office->doc, &office->err));
    assert_string_equal(told(office, "user.instructed_on"), "2026-04-01");
    assert_false(is_due(office, "keller"));
}

static void
who_took_note_is_seen_by_those_who_lead_them(void **state)
{
    struct office *office = *state;
    const struct value *users;

    join(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    join(office, ROLE_CASEWORKER, "keller", "T1");
    join(office, ROLE_CASEWORKER, "fremd", "T2");
    assert_done(office, people_instruct(&office->env, version_for(office, "keller"),
                                        &office->err));
    assert_done(office, env_act_as(&office->env, "lorenz", &office->err));
    assert_done(office, colleagues_list(&office->env, &office->doc, &office->err));
    users = value_get(office->doc, "users");
    assert_int_equal(value_len(users), 2);
    assert_string_equal(value_string(value_get(value_at(users, 0), "instructed_on")),
                        "2026-05-04");
    assert_string_equal(value_string(value_get(value_at(users, 1), "instructed_on")), "");
    assert_non_null(strstr(table(office), "keller;;caseworker;T1;nein;"));
    assert_non_null(strstr(table(office), ";2026-05-04"));
    assert_null(strstr(table(office), "fremd"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(it_is_taken_note_of_once),
        OFFICE_TEST(another_wording_is_taken_note_of_anew_and_the_old_is_kept),
        OFFICE_TEST(the_office_notes_it_for_somebody_who_signed_on_paper),
        OFFICE_TEST(who_took_note_is_seen_by_those_who_lead_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
