/*
 * people_test.c - set-up codes, passwords, sessions.
 */
#include "office.h"

#define PASSWORD "drei Igel unter Brot"

/* A user with the given name, who has chosen PASSWORD. */
static void
add_user(struct office *office, const char *name)
{
    struct user user = {.name = name, .display_name = "", .role = ROLE_CASEWORKER, .team = "",
                        .branch = "", .phone = ""};

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
    assert_done(office, people_set_password(&office->env, name, told(office, "setup.code"),
                                            PASSWORD, &office->err));
}

static void
log_in(struct office *office, const char *name, char token[PEOPLE_TOKEN_MAX])
{
    assert_done(office, people_login(&office->env, name, PASSWORD, token, &office->err));
}

static bool
is_in(struct office *office, const char *token)
{
    struct people_session session;
    struct user user;
    struct err err = {0};
    bool in = people_session(&office->env, token, &session, &user, &err);

    assert_true(in || err.reason == REASON_NOT_ALLOWED);
    return in;
}

static void
a_new_user_sets_a_password_and_logs_in(void **state)
{
    struct office *office = *state;
    struct people_session session;
    struct user user;
    char token[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    log_in(office, "keller", token);
    assert_done(office, people_session(&office->env, token, &session, &user, &office->err));
    assert_string_equal(user.name, "keller");
    assert_int_equal(user.role, ROLE_CASEWORKER);
    assert_int_equal(session.user, user.id);
}

static void
a_set_up_code_works_once_and_seven_days(void **state)
{
    struct office *office = *state;
    const char *code;

    add_user(office, "keller");
    assert_done(office, people_setup(&office->env, "keller", &office->doc, &office->err));
    code = told(office, "setup.code");
    assert_refused(office, REASON_NOT_ALLOWED,
                   people_set_password(&office->env, "keler", code, PASSWORD, &office->err));
    assert_done(office,
                people_set_password(&office->env, "keller", code, PASSWORD, &office->err));
    assert_refused(office, REASON_NOT_ALLOWED,
                   people_set_password(&office->env, "keller", code, PASSWORD, &office->err));
    assert_done(office, people_setup(&office->env, "keller", &office->doc, &office->err));
    code = told(office, "setup.code");
    office_pass(office, PEOPLE_SETUP_DAYS * DAY_MS + MINUTE_MS);
    assert_refused(office, REASON_NOT_ALLOWED,
                   people_set_password(&office->env, "keller", code, PASSWORD, &office->err));
}

static void
a_set_up_code_is_of_one_user_alone(void **state)
{
    struct office *office = *state;

    add_user(office, "keller");
    add_user(office, "brandt");
    assert_done(office, people_setup(&office->env, "keller", &office->doc, &office->err));
    assert_refused(office, REASON_NOT_ALLOWED,
                   people_set_password(&office->env, "brandt", told(office, "setup.code"),
                                       PASSWORD, &office->err));
}

static void
a_reset_ends_the_old_password_and_every_session(void **state)
{
    struct office *office = *state;
    char token[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    log_in(office, "keller", token);
    assert_done(office, people_setup(&office->env, "keller", &office->doc, &office->err));
    assert_false(is_in(office, token));
    assert_refused(office, REASON_NOT_ALLOWED,
                   people_login(&office->env, "keller", PASSWORD, token, &office->err));
}

/* The id of USER's log-in that is at INDEX, newest first, of COUNT. */
static int64_t
session_at(struct office *office, int64_t user, int64_t own, size_t count, size_t index)
{
    const struct value *list, *one;

    assert_done(office, people_sessions(&office->env, user, own, &office->doc, &office->err));
    list = value_get(office->doc, "sessions");
    assert_int_equal(value_len(list), count);
    one = value_at(list, index);
    assert_int_equal(value_truth(value_get(one, "own")),
                     atoll(value_string(value_get(one, "session"))) == own);
    return atoll(value_string(value_get(one, "session")));
}

static void
people_see_and_end_their_own_log_ins_and_no_others(void **state)
{
    struct office *office = *state;
    char token[4][PEOPLE_TOKEN_MAX];
    struct people_session own, other;
    struct user user, stranger;

    add_user(office, "keller");
    add_user(office, "brandt");
    log_in(office, "keller", token[0]);
    office_pass(office, PEOPLE_IDLE_MS + MINUTE_MS); /* the first has run out */
    log_in(office, "keller", token[0]);
    log_in(office, "keller", token[1]);
    log_in(office, "keller", token[2]);
    log_in(office, "brandt", token[3]);
    assert_done(office, people_session(&office->env, token[2], &own, &user, &office->err));
    assert_done(office, people_session(&office->env, token[3], &other, &stranger, &office->err));
    assert_int_equal(session_at(office, user.id, own.id, 3, 0), own.id);
    assert_true(value_truth(value_get(office->doc, "others")));

    assert_refused(office, REASON_NOT_FOUND,
                   people_session_end(&office->env, user.id, other.id, &office->err));
    assert_true(is_in(office, token[3]));
    assert_done(office, people_session_end(&office->env, user.id,
                                           session_at(office, user.id, own.id, 3, 1),
                                           &office->err));
    assert_false(is_in(office, token[1]));
    assert_true(is_in(office, token[0]));
    assert_done(office, people_logout_others(&office->env, &own, &office->err));
    assert_false(is_in(office, token[0]));
    assert_true(is_in(office, token[2]));
    assert_true(is_in(office, token[3]));
    (void)session_at(office, user.id, own.id, 1, 0);
    assert_false(value_truth(value_get(office->doc, "others")));
}

static void
the_administration_sees_and_ends_a_users_log_ins(void **state)
{
    struct office *office = *state;
    char one[PEOPLE_TOKEN_MAX], other[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    add_user(office, "brandt");
    log_in(office, "keller", one);
    log_in(office, "brandt", other);
    assert_done(office,
                people_sessions_of(&office->env, "keller", &office->doc, &office->err));
    assert_int_equal(value_len(value_get(office->doc, "sessions")), 1);
    assert_done(office, people_logout_of(&office->env, "keller", &office->doc, &office->err));
    assert_false(is_in(office, one));
    assert_true(is_in(office, other));
    assert_refused(office, REASON_NOT_FOUND,
                   people_sessions_of(&office->env, "wer", &office->doc, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   people_logout_of(&office->env, "wer", &office->doc, &office->err));
}

/* How often PURPOSE stands on record about somebody. */
static int
on_record(struct office *office, const char *purpose)
{
    char command[400], line[32] = "";
    FILE *shell;

    snprintf(command, sizeof command,
             "sqlite3 '%s/laufzettel.db' \"SELECT count(*) FROM access_log WHERE object = 'user' "
             "AND purpose = '%s'\"", office->dir, purpose);
    shell = popen(command, "r");
    assert_non_null(shell);
    assert_non_null(fgets(line, sizeof line, shell));
    assert_int_equal(pclose(shell), 0);
    return atoi(line);
}

static void
the_administration_ends_one_log_in_and_that_is_on_record(void **state)
{
    struct office *office = *state;
    char one[PEOPLE_TOKEN_MAX], two[PEOPLE_TOKEN_MAX], other[PEOPLE_TOKEN_MAX];
    struct people_session session, strange;
    struct user user;

    add_user(office, "keller");
    add_user(office, "brandt");
    log_in(office, "keller", one);
    log_in(office, "keller", two);
    log_in(office, "brandt", other);
    assert_done(office, people_session(&office->env, one, &session, &user, &office->err));
    assert_done(office, people_session(&office->env, other, &strange, &user, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   people_session_end_of(&office->env, "keller", strange.id, &office->doc,
                                         &office->err));
    assert_int_equal(on_record(office, "user_session_end"), 0);
    assert_done(office, people_session_end_of(&office->env, "keller", session.id, &office->doc,
                                              &office->err));
    assert_false(is_in(office, one));
    assert_true(is_in(office, two));
    assert_true(is_in(office, other));
    assert_int_equal(on_record(office, "user_session_end"), 1);
    assert_refused(office, REASON_NOT_FOUND,
                   people_session_end_of(&office->env, "keller", session.id, &office->doc,
                                         &office->err));
    assert_done(office, people_logout_of(&office->env, "keller", &office->doc, &office->err));
    assert_int_equal(on_record(office, "user_logout"), 1);
}

/* The answer to a log-in as people read it. */
static const char *
answer_to(struct office *office, const char *name, const char *password)
{
    char token[PEOPLE_TOKEN_MAX];
    struct buf text = {0};
    const char *copy;

    assert_refused(office, REASON_NOT_ALLOWED,
                   people_login(&office->env, name, password, token, &office->err));
    buf_printf(&text, "%s|", office->err.field);
    err_sentence(&office->err, NULL, &text);
    copy = arena_strdup(&office->arena, buf_text(&text));
    buf_finish(&text);
    return copy;
}

static void
who_may_not_log_in_hears_the_same_whatever_the_cause(void **state)
{
    struct office *office = *state;
    struct user fresh = {.name = "neu", .display_name = "", .role = ROLE_CASEWORKER, .team = "",
                         .branch = "", .phone = ""};
    const char *wrong;

    add_user(office, "keller");
    add_user(office, "weg");
    assert_done(office, people_disable(&office->env, "weg", &office->doc, &office->err));
    assert_done(office, upkeep_user_add(&office->env, &fresh, &office->doc, &office->err));
    wrong = answer_to(office, "keller", "drei Igel unter Kohl");
    assert_string_equal(wrong, answer_to(office, "niemand", PASSWORD));
    assert_string_equal(wrong, answer_to(office, "weg", PASSWORD));
    assert_string_equal(wrong, answer_to(office, "neu", PASSWORD));
    assert_string_equal(wrong, answer_to(office, "neu", ""));
    assert_string_equal(wrong, answer_to(office, "keller", ""));
}

static void
a_disabled_user_is_out_at_once_and_a_reset_lets_in_again(void **state)
{
    struct office *office = *state;
    char token[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    log_in(office, "keller", token);
    assert_done(office, people_disable(&office->env, "keller", &office->doc, &office->err));
    assert_false(is_in(office, token));
    assert_done(office, people_setup(&office->env, "keller", &office->doc, &office->err));
    assert_done(office, people_set_password(&office->env, "keller", told(office, "setup.code"),
                                            PASSWORD, &office->err));
    log_in(office, "keller", token);
    assert_true(is_in(office, token));
}

static void
a_session_ends_after_half_an_hour_of_silence(void **state)
{
    struct office *office = *state;
    struct people_session session;
    struct user user;
    char token[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    log_in(office, "keller", token);
    for (int i = 0; i < 3; i++) {
        office_pass(office, 29 * MINUTE_MS);
        assert_done(office,
                    people_session(&office->env, token, &session, &user, &office->err));
        assert_done(office, people_session_seen(&office->env, &session, &office->err));
    }
    office_pass(office, 31 * MINUTE_MS);
    assert_false(is_in(office, token));
}

static void
a_session_ends_after_ten_hours_however_busy(void **state)
{
    struct office *office = *state;
    struct people_session session;
    struct user user;
    char token[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    log_in(office, "keller", token);
    for (int i = 0; i < 40; i++) {
        assert_done(office,
                    people_session(&office->env, token, &session, &user, &office->err));
        assert_done(office, people_session_seen(&office->env, &session, &office->err));
        office_pass(office, 15 * MINUTE_MS - 100);
    }
    assert_true(is_in(office, token));
    office_pass(office, MINUTE_MS);
    assert_false(is_in(office, token));
}

static void
the_last_use_is_written_once_a_minute(void **state)
{
    struct office *office = *state;
    struct people_session first, later;
    struct user user;
    char token[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    log_in(office, "keller", token);
    assert_done(office, people_session(&office->env, token, &first, &user, &office->err));
    office_pass(office, 50 * 1000);
    assert_done(office, people_session_seen(&office->env, &first, &office->err));
    assert_done(office, people_session(&office->env, token, &later, &user, &office->err));
    assert_true(later.last_seen_ms == first.last_seen_ms);
    office_pass(office, 20 * 1000);
    assert_done(office, people_session_seen(&office->env, &first, &office->err));
    assert_done(office, people_session(&office->env, token, &later, &user, &office->err));
    assert_true(later.last_seen_ms > first.last_seen_ms);
}

static void
logging_out_ends_one_session_or_all(void **state)
{
    struct office *office = *state;
    struct people_session session;
    struct user user;
    char one[PEOPLE_TOKEN_MAX], two[PEOPLE_TOKEN_MAX], other[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    add_user(office, "brandt");
    log_in(office, "keller", one);
    log_in(office, "keller", two);
    log_in(office, "brandt", other);
    assert_string_not_equal(one, two);
    assert_done(office, people_session(&office->env, one, &session, &user, &office->err));
    assert_done(office, people_logout(&office->env, &session, &office->err));
    assert_false(is_in(office, one));
    assert_true(is_in(office, two));
    assert_done(office, people_logout_everywhere(&office->env, user.id, &office->err));
    assert_false(is_in(office, two));
    assert_true(is_in(office, other));
}

static void
a_changed_token_is_no_session(void **state)
{
    struct office *office = *state;
    char token[PEOPLE_TOKEN_MAX];

    add_user(office, "keller");
    log_in(office, "keller", token);
    token[20] = token[20] == 'a' ? 'b' : 'a';
    assert_false(is_in(office, token));
    assert_false(is_in(office, ""));
    assert_false(is_in(office, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
}

static void
forms_of_two_sessions_carry_different_tokens(void **state)
{
    struct office *office = *state;
    struct people_session one, two;
    struct user user;
    char token[PEOPLE_TOKEN_MAX], csrf_one[PEOPLE_CSRF_MAX], csrf_two[PEOPLE_CSRF_MAX];

    add_user(office, "keller");
    log_in(office, "keller", token);
    assert_done(office, people_session(&office->env, token, &one, &user, &office->err));
    log_in(office, "keller", token);
    assert_done(office, people_session(&office->env, token, &two, &user, &office->err));
    people_csrf(&office->env, one.hash, csrf_one);
    people_csrf(&office->env, two.hash, csrf_two);
    assert_int_equal(strlen(csrf_one), PEOPLE_CSRF_MAX - 1);
    assert_string_not_equal(csrf_one, csrf_two);
    people_csrf(&office->env, two.hash, csrf_one);
    assert_string_equal(csrf_one, csrf_two);
}

static void
passwords_that_are_guessed_first_are_refused(void **state)
{
    static const char *const bad[] = {
        "kurz", "elf Zeichen", "Passwort1234", "PASSWORT!2026!", "aaaaaaaaaaaa", "abcabcabcabc",
        "qwertzuiopas", "123456789012", "0987654321098", "Sommer2026!!!", "Jobcenter-2026",
        "abcdefghijkl", "m.keller.1980", "m.keller.1980.", "Mkeller1234567", "!!!!!!!!!!!!!!",
        "passwortpasswort", "kein\xff Text 12345"};
    static const char *const good[] = {PASSWORD, "Ürgs! 12 Öfen", "Правильный конь батарея",
                                       "Sommerfest mit Kartoffeln"};
    struct office *office = *state;
    struct user user = {.name = "m.keller.1980", .display_name = "", .role = ROLE_CASEWORKER,
                        .team = "", .branch = "", .phone = ""};
    char many[PEOPLE_PASSWORD_MAX + 2];

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        print_message("%s\n", bad[i]);
        assert_refused(office, REASON_INVALID,
                       people_set_password(&office->env, user.name, told(office, "setup.code"),
                                           bad[i], &office->err));
        assert_string_equal(office->err.field, "password");
    }
    for (size_t i = 0; i < sizeof many - 1; i++) {
        many[i] = (char)('a' + i * i % 23);
    }
    many[sizeof many - 1] = '\0';
    assert_refused(office, REASON_INVALID,
                   people_set_password(&office->env, user.name, told(office, "setup.code"), many,
                                       &office->err));
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_done(office, people_set_password(&office->env, user.name,
                                                told(office, "setup.code"), good[i],
                                                &office->err));
        assert_done(office, people_setup(&office->env, user.name, &office->doc, &office->err));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_new_user_sets_a_password_and_logs_in),
        OFFICE_TEST(a_set_up_code_works_once_and_seven_days),
        OFFICE_TEST(a_set_up_code_is_of_one_user_alone),
        OFFICE_TEST(a_reset_ends_the_old_password_and_every_session),
        OFFICE_TEST(who_may_not_log_in_hears_the_same_whatever_the_cause),
        OFFICE_TEST(a_disabled_user_is_out_at_once_and_a_reset_lets_in_again),
        OFFICE_TEST(a_session_ends_after_half_an_hour_of_silence),
        OFFICE_TEST(a_session_ends_after_ten_hours_however_busy),
        OFFICE_TEST(the_last_use_is_written_once_a_minute),
        OFFICE_TEST(logging_out_ends_one_session_or_all),
        OFFICE_TEST(a_changed_token_is_no_session),
        OFFICE_TEST(forms_of_two_sessions_carry_different_tokens),
        OFFICE_TEST(people_see_and_end_their_own_log_ins_and_no_others),
        OFFICE_TEST(the_administration_sees_and_ends_a_users_log_ins),
        OFFICE_TEST(the_administration_ends_one_log_in_and_that_is_on_record),
        OFFICE_TEST(passwords_that_are_guessed_first_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
