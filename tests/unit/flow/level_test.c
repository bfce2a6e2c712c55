/*
 * level_test.c - agreements, signatures and the level they give together.
 */
#include "world.h"

static void
the_effective_level_is_the_agreements_or_the_lower_of_both(void **state)
{
    (void)state;
    for (unsigned agreed = 0; agreed <= LEVEL_MAX; agreed++) {
        for (unsigned signed_for = 0; signed_for <= LEVEL_MAX; signed_for++) {
            for (int is_signed = 0; is_signed < 2; is_signed++) {
                struct level_facts facts = {.agreement_valid = true,
                                            .basis = BASIS_LAW,
                                            .agreement_level = agreed,
                                            .consent_signed = is_signed,
                                            .consent_level = signed_for};
                unsigned lower = agreed < signed_for ? agreed : signed_for;
                assert_int_equal(level_effective(&facts), agreed);
                facts.basis = BASIS_CONSENT;
                assert_int_equal(level_effective(&facts), is_signed ? lower : 0);
                facts.agreement_valid = false;
                assert_int_equal(level_effective(&facts), 0);
            }
        }
    }
}

static void
without_a_basis_nothing_is_reported(void **state)
{
    struct level_facts facts = {.agreement_valid = true, .agreement_level = 3,
                                .consent_signed = true, .consent_level = 3};
    (void)state;
    assert_int_equal(level_effective(&facts), 0);
    assert_int_equal(level_refusal(&facts, 1), REASON_LEVEL_TOO_LOW);
}

static void
a_level_above_three_counts_as_three(void **state)
{
    struct level_facts facts = {.agreement_valid = true, .basis = BASIS_LAW,
                                .agreement_level = 9};
    (void)state;
    assert_int_equal(level_effective(&facts), 3);
}

static void
a_refusal_asks_for_consent_only_when_it_would_help(void **state)
{
    struct level_facts facts = {.agreement_valid = true, .basis = BASIS_CONSENT,
                                .agreement_level = 2};
    (void)state;
    assert_int_equal(level_refusal(&facts, 2), REASON_CONSENT_MISSING);
    assert_int_equal(level_refusal(&facts, 3), REASON_LEVEL_TOO_LOW);
    facts.consent_signed = true;
    facts.consent_level = 1;
    assert_int_equal(level_refusal(&facts, 2), REASON_CONSENT_MISSING);
    facts.basis = BASIS_LAW;
    assert_int_equal(level_refusal(&facts, 3), REASON_LEVEL_TOO_LOW);
    facts.agreement_valid = false;
    assert_int_equal(level_refusal(&facts, 1), REASON_LEVEL_TOO_LOW);
}

static void
child_care_and_public_bodies_rest_on_law_the_others_on_consent(void **state)
{
    (void)state;
    assert_int_equal(level_default_basis(TYPE_A, false), BASIS_LAW);
    assert_int_equal(level_default_basis(TYPE_B, false), BASIS_CONSENT);
    assert_int_equal(level_default_basis(TYPE_C, false), BASIS_CONSENT);
    assert_int_equal(level_default_basis(TYPE_D, false), BASIS_CONSENT);
    assert_int_equal(level_default_basis(TYPE_D, true), BASIS_LAW);
}

static void
default_levels_are_two_two_one_one(void **state)
{
    (void)state;
    assert_int_equal(level_default(TYPE_A), 2);
    assert_int_equal(level_default(TYPE_B), 2);
    assert_int_equal(level_default(TYPE_C), 1);
    assert_int_equal(level_default(TYPE_D), 1);
    assert_int_equal(level_default(TYPE_NONE), 0);
}

static void
names_of_types_bases_and_consents_lead_back(void **state)
{
    (void)state;
    for (enum service_type type = TYPE_NONE; type < TYPE__MAX; type++) {
        assert_int_equal(service_type_from_name(service_type_name(type)), type);
        assert_string_not_equal(service_type_label(type), "");
    }
    assert_string_equal(service_type_name(TYPE_D), "D");
    assert_string_equal(service_type_label(TYPE_D), "Suchtberatung");
    assert_int_equal(service_type_from_name("E"), TYPE_NONE);
    assert_int_equal(service_type_from_name(NULL), TYPE_NONE);
    assert_string_equal(service_type_name(TYPE__MAX), "none");
    assert_int_equal(basis_from_name("law"), BASIS_LAW);
    assert_int_equal(basis_from_name(basis_name(BASIS_CONSENT)), BASIS_CONSENT);
    assert_int_equal(basis_from_name("Gesetz"), BASIS_NONE);
    assert_string_equal(basis_name(BASIS__MAX), "none");
    assert_string_equal(consent_state_name(CONSENT_SIGNED), "signed");
    assert_string_equal(consent_state_name(CONSENT_EXPIRED), "expired");
    assert_string_equal(consent_state_name(CONSENT__MAX), "none");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_effective_level_is_the_agreements_or_the_lower_of_both),
        cmocka_unit_test(without_a_basis_nothing_is_reported),
        cmocka_unit_test(a_level_above_three_counts_as_three),
        cmocka_unit_test(a_refusal_asks_for_consent_only_when_it_would_help),
        cmocka_unit_test(child_care_and_public_bodies_rest_on_law_the_others_on_consent),
        cmocka_unit_test(default_levels_are_two_two_one_one),
        cmocka_unit_test(names_of_types_bases_and_consents_lead_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
