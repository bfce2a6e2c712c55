/*
 * feed_test.c - keys of the office's own programs, and the events they read page by page.
 */
#include "feed.h"
#include "office.h"
#include "privacy.h"

#define STATIONS 6

/* ROUNDS slips of six stations each: as many events. */
static void
issue_many(struct office *office, size_t rounds)
{
    static const struct {
        const char *service, *provider;
    } stations[STATIONS] = {{"KB-1", "kita"}, {"SB-1", "schulden"}, {"SB-1", "kredit"},
                            {"SU-1", "sucht"}, {"SU-1", ""}, {"SB-1", ""}};
    struct slip_request request = {.case_number = "F-1", .station_count = STATIONS,
                                   .language = "", .batch = ""};
    const char *number;

    for (size_t i = 0; i < STATIONS; i++) {
        request.station[i] = (struct slip_station){.service = stations[i].service,
                                                   .provider = stations[i].provider};
    }
    for (size_t i = 0; i < rounds; i++) {
        assert_done(office, slip_issue(&office->env, &request, &number, NULL, &office->err));
    }
}

/* Reads on from CURSOR: the number of events, and the next cursor. */
static size_t
read_on(struct office *office, const char **cursor)
{
    assert_done(office, feed_read(&office->env, *cursor, &office->doc, &office->err));
    *cursor = value_string(value_get(office->doc, "next"));
    return value_len(value_get(office->doc, "events"));
}

static void
every_event_comes_once_and_in_order_at_most_500_at_a_time(void **state)
{
    struct office *office = *state;
    const char *cursor = "";
    long long last = 0;
    size_t count, all = 0, pages = 0;

    issue_many(office, 84); /* 504 events */
    while ((count = read_on(office, &cursor)) > 0) {
        assert_true(count <= FEED_PAGE);
        for (size_t i = 0; i < count; i++) {
            const struct value *event = value_at(value_get(office->doc, "events"), i);
            long long id = atoll(value_string(value_get(event, "id")));

            assert_true(id > last);
            last = id;
        }
        all += count;
        pages++;
    }
    assert_int_equal(all, 504);
    assert_int_equal(pages, 2);
}

static void
an_office_without_events_has_no_cursor(void **state)
{
    struct office *office = *state;
    const char *cursor = "";

    assert_int_equal(read_on(office, &cursor), 0);
    assert_int_equal(value_kind(value_get(office->doc, "next")), VALUE_NULL);
}

static void
an_event_tells_facts_and_ids_and_nobody(void **state)
{
    static const char *const names[] = {"Ayşe", "Müller", "F-1", "keller", "kita", "Empfang",
                                        "schulden", "Beratung"};
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita"), *cursor = "", *text;

    office_step(office, &device, code, STEP_ACCEPT);
    assert_int_equal(read_on(office, &cursor), 2);
    text = office_json(office, office->doc);
    assert_non_null(strstr(text, "\"slip\":\"2026-000001\",\"position\":1,\"type\":\"A\","
                                 "\"number\":2,\"command\":\"accept\""));
    assert_non_null(strstr(text, "\"source\":\"scan\""));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strstr(text, names[i]) != NULL) {
            fail_msg("%s in %s", names[i], text);
        }
    }
}

static void
what_is_no_cursor_of_this_history_is_invalid(void **state)
{
    static const char *const wrong[] = {
        "7", "x", "00000000000000000000000000000000", "8000000000000001aaaaaaaaaaaaaaaa",
        "0000000000000001AAAAAAAAAAAAAAAA", "7fffffffffffffff0123456789abcdef"};
    struct office *office = *state;
    const char *cursor = "";
    char *other;

    issue_many(office, 1);
    assert_int_equal(read_on(office, &cursor), STATIONS);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_refused(office, REASON_INVALID,
                       feed_read(&office->env, wrong[i], &office->doc, &office->err));
        assert_string_equal(office->err.field, "after");
    }
    /* The same number in a history that took another turn. */
    other = arena_strdup(&office->arena, cursor);
    other[FEED_CURSOR_MAX - 2] = other[FEED_CURSOR_MAX - 2] == '0' ? '1' : '0';
    assert_refused(office, REASON_INVALID,
                   feed_read(&office->env, other, &office->doc, &office->err));
    assert_int_equal(read_on(office, &cursor), 0);
}

static void
a_key_works_until_it_is_revoked(void **state)
{
    struct office *office = *state;
    const char *key;
    int64_t id = 0;

    assert_done(office, feed_key_add(&office->env, "fach", &office->doc, &office->err));
    key = told(office, "key.key");
    assert_int_equal(strlen(key), RECEPTION_KEY_MAX - 1);
    assert_done(office, feed_key_find(&office->env, key, &id, &office->err));
    assert_true(id > 0);
    assert_refused(office, REASON_CONFLICT,
                   feed_key_add(&office->env, "fach", &office->doc, &office->err));
    assert_done(office, feed_key_list(&office->env, &office->doc, &office->err));
    assert_null(strstr(office_json(office, office->doc), key));
    assert_non_null(strstr(office_json(office, office->doc), "\"last_seen_on\":\"2026-05-04\""));
    assert_done(office, feed_key_revoke(&office->env, "fach", &office->doc, &office->err));
    assert_refused(office, REASON_NOT_ALLOWED,
                   feed_key_find(&office->env, key, &id, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   feed_key_revoke(&office->env, "fach", &office->doc, &office->err));
    assert_done(office, feed_key_add(&office->env, "fach", &office->doc, &office->err));
    assert_string_not_equal(told(office, "key.key"), key);
}

static void
names_of_keys_are_plain(void **state)
{
    static const char *const wrong[] = {"", "Fach", "a b", "ä",
                                        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx"};
    struct office *office = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_refused(office, REASON_INVALID,
                       feed_key_add(&office->env, wrong[i], &office->doc, &office->err));
        assert_string_equal(office->err.field, "name");
    }
    assert_done(office, feed_key_add(&office->env, "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd",
                                     &office->doc, &office->err));
}

static void
a_restricted_case_is_left_out_until_that_is_lifted(void **state)
{
    struct office *office = *state;
    const char *cursor = "";

    issue_many(office, 1);
    assert_done(office, privacy_restrict(&office->env, "F-1", false, &office->doc, &office->err));
    assert_int_equal(read_on(office, &cursor), 0);
    assert_int_equal(value_number(value_get(office->doc, "left_out")), 1);
    assert_true(*cursor != '\0'); /* and goes on */
    assert_int_equal(read_on(office, &cursor), 0);
    assert_int_equal(value_number(value_get(office->doc, "left_out")), 0);
    assert_done(office, privacy_restrict(&office->env, "F-1", true, &office->doc, &office->err));
    cursor = "";
    assert_int_equal(read_on(office, &cursor), STATIONS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_restricted_case_is_left_out_until_that_is_lifted),
        OFFICE_TEST(every_event_comes_once_and_in_order_at_most_500_at_a_time),
        OFFICE_TEST(an_office_without_events_has_no_cursor),
        OFFICE_TEST(an_event_tells_facts_and_ids_and_nobody),
        OFFICE_TEST(what_is_no_cursor_of_this_history_is_invalid),
        OFFICE_TEST(a_key_works_until_it_is_revoked),
        OFFICE_TEST(names_of_keys_are_plain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
