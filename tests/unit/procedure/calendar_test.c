/*
 * calendar_test.c - an appointment as a calendar file, read back by a strict reader of RFC 5545.
 */
#include "clock.h"
#include "office.h"

#define LINES_MAX 40
#define APPOINTMENT_MS (OFFICE_START_MS + 7 * DAY_MS) /* 2026-05-11 08:00 UTC */

/* A calendar file as its reader sees it: unfolded lines, NAME and VALUE unescaped. */
struct calendar {
    size_t count;
    struct line {
        const char *name, *value;
    } line[LINES_MAX];
};

/* Values of type TEXT: a comma, a semicolon or a backslash never stands alone. */
static const char *
unescaped(struct office *office, const char *text)
{
    char *copy = arena_alloc(&office->arena, strlen(text) + 1), *end = copy;

    for (; *text != '\0'; text++) {
        assert_null(strchr(",;", *text));
        if (*text == '\\') {
            text++;
            assert_non_null(strchr("\\,;nN", *text));
            assert_int_not_equal(*text, '\0');
        }
        *end++ = text[-1] == '\\' && (*text == 'n' || *text == 'N') ? '\n' : *text;
    }
    *end = '\0';
    return copy;
}

static void
add_line(struct office *office, struct calendar *calendar, const char *text)
{
    struct line *line = &calendar->line[calendar->count++];
    size_t name = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");

    assert_true(calendar->count < LINES_MAX);
    assert_true(name > 0);
    assert_int_equal(text[name], ':');
    line->name = arena_strndup(&office->arena, text, name);
    line->value = unescaped(office, text + name + 1);
}

/* Every line ends in CR LF, has at most 75 octets and whole letters; a blank continues it. */
static struct calendar
read_calendar(struct office *office, const char *bytes, size_t len)
{
    struct calendar calendar = {0};
    const char *at = bytes, *whole = "";

    assert_int_equal(strlen(bytes), len);
    while (*at != '\0') {
        const char *end = strstr(at, "\r\n");

        assert_non_null(end);
        assert_true(end - at <= 75);
        assert_true(str_utf8_valid(at, (size_t)(end - at)));
        assert_null(memchr(at, '\n', (size_t)(end - at)));
        if (*at == ' ') {
            whole = arena_printf(&office->arena, "%s%.*s", whole, (int)(end - at - 1), at + 1);
        } else {
            if (*whole != '\0') {
                add_line(office, &calendar, whole);
            }
            whole = arena_strndup(&office->arena, at, (size_t)(end - at));
        }
        at = end + 2;
    }
    add_line(office, &calendar, whole);
    return calendar;
}

/* The one value called NAME, or NULL. */
static const char *
value_of(const struct calendar *calendar, const char *name)
{
    const char *found = NULL;

    for (size_t i = 0; i < calendar->count; i++) {
        if (strcmp(calendar->line[i].name, name) == 0) {
            assert_null(found);
            found = calendar->line[i].value;
        }
    }
    return found;
}

static const char *
issue(struct office *office, const char *service, const char *provider, bool neutral)
{
    struct slip_request request = {.case_number = "F-1", .station_count = 1, .language = "",
                                   .batch = "",
                                   .cover = neutral ? SLIP_COVER_NEUTRAL : SLIP_COVER_DEFAULT};
    const char *number;

    request.station[0].service = service;
    request.station[0].provider = provider;
    request.station[0].appointment_ms = APPOINTMENT_MS;
    assert_done(office, slip_issue(&office->env, &request, &number, NULL, &office->err));
    assert_done(office, slip_show(&office->env, number, &office->doc, &office->err));
    return told(office, "slip.client_code");
}

static struct calendar
calendar_of(struct office *office, const char *code, const char *language)
{
    struct buf out = {0};
    struct calendar calendar;

    assert_done(office, reception_client_calendar(&office->env, code, 1, language, &out,
                                                  &office->err));
    assert_null(strstr(buf_text(&out), code));
    assert_null(strstr(buf_text(&out), "Müller"));
    calendar = read_calendar(office, buf_text(&out), out.len);
    buf_finish(&out);
    return calendar;
}

struct change {
    const char *key, *name, *street;
};

static bool
rename_provider(struct db *db, void *arg, struct err *err)
{
    const struct change *change = arg;
    struct provider provider = {.key = change->key, .name = change->name, .regime = "dsgvo",
                                .street = change->street, .city = "Moorstadt",
                                .phone = "0221 4710-1"};
    enum put done;

    return store_provider_put(db, &provider, &done, err);
}

static void
an_appointment_goes_into_a_calendar(void **state)
{
    static const char *const frame[] = {"BEGIN", "VERSION", "PRODID", "METHOD", "BEGIN"};
    struct office *office = *state;
    const char *code = issue(office, "KB-1", "kita", false);
    struct calendar calendar = calendar_of(office, code, "de");

    for (size_t i = 0; i < sizeof frame / sizeof *frame; i++) {
        assert_string_equal(calendar.line[i].name, frame[i]);
    }
    assert_string_equal(value_of(&calendar, "VERSION"), "2.0");
    assert_string_equal(value_of(&calendar, "DTSTART"), "20260511T080000Z");
    assert_string_equal(value_of(&calendar, "DTSTAMP"), "20260504T080000Z");
    assert_string_equal(value_of(&calendar, "SUMMARY"), "Termin");
    assert_string_equal(value_of(&calendar, "LOCATION"), "kita, Weg 1, Moorstadt");
    assert_string_equal(value_of(&calendar, "DESCRIPTION"), "Telefon 0221 4710-1");
    assert_string_equal(calendar.line[calendar.count - 1].value, "VCALENDAR");
    assert_string_equal(calendar.line[calendar.count - 2].value, "VEVENT");
    calendar = calendar_of(office, code, NULL);
    assert_string_not_equal(value_of(&calendar, "SUMMARY"), "Termin");
}

static void
the_same_appointment_keeps_its_uid_and_another_has_its_own(void **state)
{
    struct office *office = *state;
    const char *code = issue(office, "KB-1", "kita", false);
    struct calendar first = calendar_of(office, code, "de"), again, other;

    office_pass(office, DAY_MS);
    again = calendar_of(office, code, "tr");
    other = calendar_of(office, issue(office, "KB-1", "kita", false), "de");
    assert_int_equal(strlen(value_of(&first, "UID")), 32);
    assert_string_equal(value_of(&first, "UID"), value_of(&again, "UID"));
    assert_string_not_equal(value_of(&first, "UID"), value_of(&other, "UID"));
}

static void
a_neutral_voucher_tells_no_name_in_a_calendar(void **state)
{
    struct office *office = *state;
    struct calendar calendar = calendar_of(office, issue(office, "KB-1", "kita", true), "de");

    assert_string_equal(value_of(&calendar, "SUMMARY"), "Termin");
    assert_string_equal(value_of(&calendar, "LOCATION"), "Weg 1, Moorstadt");
}

static void
long_and_strange_places_are_folded_and_escaped(void **state)
{
    struct change change = {"kita", "Kita „Ährenfeld“; Träger, e\\V 保育園 保育園 保育園 保育園 保育園",
                            "Straße der Überquerung beim Großmarkt, Haus 7; Hof"};
    struct office *office = *state;
    struct calendar calendar;

    assert_done(office,
                store_write(office->env.store, rename_provider, &change, &office->err));
    calendar = calendar_of(office, issue(office, "KB-1", "kita", false), "de");
    assert_string_equal(value_of(&calendar, "LOCATION"),
                        "Kita „Ährenfeld“; Träger, e\\V 保育園 保育園 保育園 保育園 保育園, "
                        "Straße der Überquerung beim Großmarkt, Haus 7; Hof, Moorstadt");
}

static void
what_only_the_sheet_tells_is_in_no_calendar(void **state)
{
    struct office *office = *state;
    struct buf out = {0};
    const char *hidden = issue(office, "SU-1", "sucht", false);
    const char *open = issue(office, "KB-1", "kita", false);

    assert_refused(office, REASON_NOT_FOUND,
                   reception_client_calendar(&office->env, hidden, 1, "de", &out, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   reception_client_calendar(&office->env, open, 2, "de", &out, &office->err));
    assert_refused(office, REASON_UNKNOWN,
                   reception_client_calendar(&office->env, "1234-5678-9ABC-DEFE", 1, "de", &out,
                                             &office->err));
    assert_int_equal(out.len, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(an_appointment_goes_into_a_calendar),
        OFFICE_TEST(the_same_appointment_keeps_its_uid_and_another_has_its_own),
        OFFICE_TEST(a_neutral_voucher_tells_no_name_in_a_calendar),
        OFFICE_TEST(long_and_strange_places_are_folded_and_escaped),
        OFFICE_TEST(what_only_the_sheet_tells_is_in_no_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
