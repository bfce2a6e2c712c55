/*
 * device_test.c - what the office does with the devices of receptions, and what they hear of it.
 */
#include "office.h"

static bool
has_key(struct office *office, const char *key)
{
    struct device device;

    office->err = (struct err){0};
    return reception_device(&office->env, key, &device, &office->err);
}

/* Pair with CODE as a browser does it; nobody has taken note yet. */
static bool
pair(struct office *office, const char *code, struct paired_device *out)
{
    office->err = (struct err){0};
    return reception_pair(&office->env, code, "Tresen", false, out->key, &office->doc,
                          &office->err) &&
           reception_device(&office->env, out->key, &out->device, &office->err);
}

static const char *
roll(struct office *office, int64_t id)
{
    assert_done(office, provider_roll(&office->env, id, "", &office->doc, &office->err));
    return told(office, "pairing.code");
}

/* The listed device; there is only one. */
static const struct value *
listed(struct office *office)
{
    assert_done(office, provider_devices(&office->env, "", &office->doc, &office->err));
    assert_int_equal(value_len(value_get(office->doc, "devices")), 1);
    return value_at(value_get(office->doc, "devices"), 0);
}

static void
a_roll_ends_the_key_and_every_card_before_at_once(void **state)
{
    struct office *office = *state;
    const char *first = office_card(office, "kita", WHO_LEAD), *second, *third;
    struct paired_device old, new;

    assert_done(office, pair(office, first, &old));
    second = roll(office, old.device.id);
    assert_false(has_key(office, old.key));
    assert_refused(office, REASON_UNKNOWN, pair(office, first, &new));
    third = roll(office, old.device.id);
    assert_refused(office, REASON_UNKNOWN, pair(office, second, &new));
    assert_done(office, pair(office, third, &new));
    assert_int_equal(new.device.id, old.device.id);
    assert_int_equal(new.device.role, WHO_LEAD);
    assert_refused(office, REASON_UNKNOWN, pair(office, third, &old));
    assert_true(has_key(office, new.key));
}

static void
a_rolled_card_is_good_for_two_weeks_of_its_own(void **state)
{
    struct office *office = *state;
    struct paired_device old, new;
    const char *code;

    assert_done(office, pair(office, office_card(office, "kita", WHO_RECEPTION), &old));
    office_pass(office, 30 * DAY_MS);
    code = roll(office, old.device.id);
    office_pass(office, 14 * DAY_MS - MINUTE_MS);
    assert_done(office, pair(office, code, &new));
}

static void
a_revoked_device_gets_no_new_card(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);

    assert_done(office, provider_revoke(&office->env, device.device.id, &office->doc,
                                        &office->err));
    assert_refused(office, REASON_CONFLICT,
                   provider_roll(&office->env, device.device.id, "", &office->doc, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   provider_roll(&office->env, 77, "", &office->doc, &office->err));
}

static void
nobody_is_served_before_taking_note_and_the_first_day_stays(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita");
    struct paired_device device;
    struct reception_event accept = office_event(office, code, STEP_ACCEPT);

    assert_done(office, pair(office, office_card(office, "kita", WHO_RECEPTION), &device));
    assert_refused(office, REASON_NOT_ALLOWED, office_look(office, &device, code));
    assert_refused(office, REASON_NOT_ALLOWED, office_record(office, &device, &accept));
    assert_false(value_truth(value_get(listed(office), "instructed_on")));
    assert_done(office, reception_instruct(&office->env, &device.device, &office->err));
    assert_int_equal(device.device.instructed_on, day_from_civil(2026, 5, 4));
    assert_int_equal(device.device.instruction, RECEPTION_INSTRUCTION);
    office_pass(office, DAY_MS);
    assert_done(office, reception_instruct(&office->env, &device.device, &office->err));
    assert_done(office, office_record(office, &device, &accept));
    assert_string_equal(value_string(value_get(listed(office), "instructed_on")), "2026-05-04");
}

static void
who_pairs_a_rolled_device_takes_note_anew(void **state)
{
    struct office *office = *state;
    struct paired_device old, new;

    assert_done(office, pair(office, office_card(office, "kita", WHO_RECEPTION), &old));
    assert_done(office, reception_instruct(&office->env, &old.device, &office->err));
    assert_done(office, pair(office, roll(office, old.device.id), &new));
    assert_int_equal(new.device.instructed_on, DAY_NONE);
}

static void
software_is_told_by_the_agreement(void **state)
{
    struct office *office = *state;
    const struct value *item;

    office_device(office, "kita", WHO_RECEPTION);
    item = listed(office);
    assert_string_equal(value_string(value_get(item, "instructed_on")), "2026-05-04");
    assert_string_equal(value_string(value_get(item, "instruction_label")), "laut Vereinbarung");
}

static void
the_name_the_office_gives_stands(void **state)
{
    struct office *office = *state;
    struct pairing_request request = {.provider = "kita", .role = WHO_RECEPTION,
                                      .name = "Empfang Nord"};
    struct paired_device device;

    assert_done(office, provider_pair(&office->env, &request, "", &office->doc, &office->err));
    assert_done(office, pair(office, told(office, "pairing.code"), &device));
    assert_string_equal(device.device.name, "Empfang Nord");
    assert_done(office, provider_name_device(&office->env, device.device.id, "Empfang Süd",
                                             &office->doc, &office->err));
    assert_string_equal(value_string(value_get(listed(office), "name")), "Empfang Süd");
    assert_refused(office, REASON_INVALID,
                   provider_name_device(&office->env, device.device.id, "kam: betrunken",
                                        &office->doc, &office->err));
    request.name = "Herr M. kam nicht";
    assert_refused(office, REASON_INVALID,
                   provider_pair(&office->env, &request, "", &office->doc, &office->err));
}

static void
another_type_of_service_is_for_another_device(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita");
    struct pairing_request request = {.provider = "kita", .role = WHO_RECEPTION,
                                      .site = " Haus  am Hafen ", .service_types = BIT(TYPE_B)};
    struct paired_device device;

    assert_refused(office, REASON_INVALID,
                   provider_pair(&office->env, &request, "", &office->doc, &office->err));
    assert_string_equal(office->err.field, "types");
    request.service_types = BIT(TYPE_A);
    assert_done(office, provider_pair(&office->env, &request, "", &office->doc, &office->err));
    assert_string_equal(told(office, "pairing.site"), "Haus am Hafen");
    assert_string_equal(told(office, "pairing.types"), "A");
    assert_done(office, reception_pair(&office->env, told(office, "pairing.code"), "Tresen", true,
                                       device.key, &office->doc, &office->err));
    assert_done(office, reception_device(&office->env, device.key, &device.device,
                                         &office->err));
    assert_done(office, office_look(office, &device, code));
    assert_string_equal(value_string(value_get(listed(office), "site")), "Haus am Hafen");
    assert_string_equal(value_string(value_get(listed(office), "types")), "A");
}

static void
types_are_read_as_people_write_them(void **state)
{
    unsigned set;
    struct err err = {0};

    (void)state;
    assert_true(provider_types("B, C", &set, &err));
    assert_int_equal(set, BIT(TYPE_B) | BIT(TYPE_C));
    assert_true(provider_types("", &set, &err));
    assert_int_equal(set, 0);
    assert_false(provider_types("BC", &set, &err));
    err = (struct err){0};
    assert_false(provider_types("E", &set, &err));
    assert_string_equal(err.field, "types");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_roll_ends_the_key_and_every_card_before_at_once),
        OFFICE_TEST(a_rolled_card_is_good_for_two_weeks_of_its_own),
        OFFICE_TEST(a_revoked_device_gets_no_new_card),
        OFFICE_TEST(nobody_is_served_before_taking_note_and_the_first_day_stays),
        OFFICE_TEST(who_pairs_a_rolled_device_takes_note_anew),
        OFFICE_TEST(software_is_told_by_the_agreement),
        OFFICE_TEST(the_name_the_office_gives_stands),
        OFFICE_TEST(another_type_of_service_is_for_another_device),
        cmocka_unit_test(types_are_read_as_people_write_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
