/* Passwords and tokens. */
#include "test.h"

#include "password.h"

static void
a_hash_knows_its_password_and_no_other(void **state)
{
    char hash[PASSWORD_HASH_MAX];
    struct err err = {0};
    (void)state;
    assert_true(password_hash("eine lange Nacht", hash, &err));
    assert_non_null(strstr(hash, "$argon2id$"));
    assert_null(strstr(hash, "Nacht"));
    assert_true(password_check(hash, "eine lange Nacht"));
    assert_false(password_check(hash, "eine lange nacht"));
    assert_false(password_check(hash, ""));
    assert_false(password_check("", "eine lange Nacht"));
}

static void
two_hashes_of_one_password_differ(void **state)
{
    char one[PASSWORD_HASH_MAX], two[PASSWORD_HASH_MAX];
    struct err err = {0};
    (void)state;
    assert_true(password_hash("eine lange Nacht", one, &err));
    assert_true(password_hash("eine lange Nacht", two, &err));
    assert_string_not_equal(one, two);
}

/* Up to the salt a hash says what it costs. */
static void
the_dummy_costs_what_a_real_hash_costs(void **state)
{
    char hash[PASSWORD_HASH_MAX];
    struct err err = {0};
    (void)state;
    assert_true(password_hash("eine lange Nacht", hash, &err));
    const char *salt = strrchr(hash, '$');
    while (salt > hash && salt[-1] != '$') {
        salt--;
    }
    assert_memory_equal(password_dummy(), hash, (size_t)(salt - hash));
    assert_int_equal(strlen(password_dummy()), strlen(hash));
    assert_false(password_check(password_dummy(), ""));
}

static void
tokens_are_43_letters_of_a_url_and_never_the_same(void **state)
{
    char one[PASSWORD_TOKEN_MAX], two[PASSWORD_TOKEN_MAX];
    (void)state;
    password_token(one);
    password_token(two);
    assert_int_equal(strlen(one), PASSWORD_TOKEN_MAX - 1);
    assert_int_equal(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                 "0123456789-_"),
                     PASSWORD_TOKEN_MAX - 1);
    assert_string_not_equal(one, two);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hash_knows_its_password_and_no_other),
        cmocka_unit_test(two_hashes_of_one_password_differ),
        cmocka_unit_test(the_dummy_costs_what_a_real_hash_costs),
        cmocka_unit_test(tokens_are_43_letters_of_a_url_and_never_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
