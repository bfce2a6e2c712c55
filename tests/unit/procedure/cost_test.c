/*
 * cost_test.c - whoever is not let in has cost the same work: one Argon2id of the same memory and
 * passes, whether the name is unknown, disabled, new, or the password wrong.
 *
 * The library's own function is replaced by one that notes the cost that its hash asks for.
 */
#include "office.h"

#include "password.h"

#define COSTS 8

static struct {
    size_t count;
    char of[COSTS][40]; /* "$argon2id$v=19$m=65536,t=2,p=1" */
} spent;

/* The same as in sodium.h; the linker takes ours. */
int crypto_pwhash_str_verify(const char *hash, const char *password, unsigned long long len);

int
crypto_pwhash_str_verify(const char *hash, const char *password, unsigned long long len)
{
    size_t end = 0;

    (void)password;
    (void)len;
    for (unsigned dollars = 0; hash[end] != '\0' && dollars < 3; end++) {
        dollars += hash[end + 1] == '$';
    }
    assert_true(spent.count < COSTS && end < sizeof spent.of[0]);
    memcpy(spent.of[spent.count], hash, end);
    spent.of[spent.count++][end] = '\0';
    return -1;
}

static void
fail_to_log_in(struct office *office, const char *name, const char *password)
{
    char token[PEOPLE_TOKEN_MAX];

    assert_refused(office, REASON_NOT_ALLOWED,
                   people_login(&office->env, name, password, token, &office->err));
}

static void
add(struct office *office, const char *name, bool chosen)
{
    struct user user = {.name = name, .display_name = "", .role = ROLE_CASEWORKER, .team = "",
                        .branch = "", .phone = ""};

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
    if (chosen) {
        assert_done(office,
                    people_set_password(&office->env, name, told(office, "setup.code"),
                                        "drei Igel unter Brot", &office->err));
    }
}

static void
every_failed_log_in_costs_the_same_work(void **state)
{
    static const char *const names[] = {"keller", "gibtesnicht", "weg", "neu", ""};
    struct office *office = *state;
    char real[PASSWORD_HASH_MAX];

    add(office, "keller", true);
    add(office, "weg", true);
    add(office, "neu", false);
    assert_done(office, people_disable(&office->env, "weg", &office->doc, &office->err));
    assert_true(password_hash("drei Igel unter Brot", real, &office->err));
    spent.count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        fail_to_log_in(office, names[i], "vier Igel unter Brot");
        assert_int_equal(spent.count, i + 1);
        assert_string_equal(spent.of[i], spent.of[0]);
    }
    assert_memory_equal(real, spent.of[0], strlen(spent.of[0]));
    assert_int_equal(real[strlen(spent.of[0])], '$');
    assert_non_null(strstr(spent.of[0], "m=65536,t=2"));
}

static void
a_password_that_is_too_long_costs_nothing_for_anybody(void **state)
{
    struct office *office = *state;
    char many[PEOPLE_PASSWORD_MAX + 2];

    memset(many, 'a', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    add(office, "keller", true);
    spent.count = 0;
    fail_to_log_in(office, "keller", many);
    fail_to_log_in(office, "gibtesnicht", many);
    assert_int_equal(spent.count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(every_failed_log_in_costs_the_same_work),
        OFFICE_TEST(a_password_that_is_too_long_costs_nothing_for_anybody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
