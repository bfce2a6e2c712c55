/*
 * disclosure_test.c - what is kept on a voucher beside its steps is told to the client too, with who
 * got it.
 */
#include "office.h"
#include "privacy.h"
#include "store_contradiction.h"
#include "store_export.h"

/* Of the first voucher: its first entry was told late and is posted, and one did not fit. */
static bool
leave_traces(struct db *db, void *arg, struct err *err)
{
    struct office *office = arg;
    struct late mark = {.day = day_from_civil(2026, 5, 4)};
    struct contradiction row = {.step = STEP_END, .source = SOURCE_SCAN,
                                .happened_on = day_from_civil(2026, 5, 4),
                                .reason = REASON_INVALID};
    const struct stored_event *event;
    const struct voucher *voucher;
    struct slip slip;
    size_t count, vouchers;

    if (!store_slip_get(db, &office->arena, "2026-000001", &slip, err) ||
        !store_vouchers_of_slip(db, &office->arena, slip.id, &voucher, &vouchers, err) ||
        !store_event_list(db, &office->arena, voucher->id, &event, &count, err)) {
        return false;
    }
    row.voucher = voucher->id;
    row.provider = event[count - 1].event.provider;
    row.device = event[count - 1].event.device;
    return store_late_add(db, event[count - 1].id, &mark, err) &&
           store_posting_add(db, event[count - 1].id, 0, err) &&
           store_contradiction_add(db, &row, err);
}

/* The trace of this kind, of which there is one. */
static const struct value *
trace(const struct office *office, const char *what)
{
    const struct value *list = value_find(office->doc, "disclosure.traces"), *found = NULL;

    for (size_t i = 0; i < value_len(list); i++) {
        if (str_equal(value_string(value_get(value_at(list, i), "what")), what)) {
            assert_null(found);
            found = value_at(list, i);
        }
    }
    if (found == NULL) {
        fail_msg("no trace »%s« in %zu", what, value_len(list));
    }
    return found;
}

static void
says(const struct value *record, const char *key, const char *text)
{
    assert_string_equal(value_string(value_get(record, key)), text);
}

static void
every_trace_of_a_voucher_is_told_with_who_got_it(void **state)
{
    struct office *office = *state;
    struct paired_device at = office_device(office, "kredit", WHO_RECEPTION);
    struct paired_device wrong = office_device(office, "schulden", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "kredit");
    const struct value *late;

    office_consent(office, "schulden", 2);
    assert_done(office, office_look(office, &at, code));
    assert_refused(office, REASON_WRONG_PROVIDER, office_look(office, &wrong, code));
    (void)office_step(office, &at, code, STEP_ACCEPT);
    assert_done(office, store_write(office->env.store, leave_traces, office, &office->err));
    assert_done(office, privacy_disclose(&office->env, "F-1", NULL, &office->doc, &office->err));
    says(trace(office, "shown"), "slip", "2026-000001");
    says(trace(office, "refused"), "by", "schulden");
    says(trace(office, "late"), "by", "kredit");
    says(trace(office, "posted"), "step_label", step_label(STEP_ACCEPT));
    late = trace(office, "contradiction");
    says(late, "by", "kredit");
    says(late, "happened_on", "2026-05-04");
    assert_int_equal(value_len(value_find(office->doc, "disclosure.traces")), 5);
}

static void
a_case_without_any_has_none(void **state)
{
    struct office *office = *state;

    (void)office_voucher(office, "SB-1", "kredit");
    assert_done(office, privacy_disclose(&office->env, "F-1", NULL, &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "disclosure.traces")), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(every_trace_of_a_voucher_is_told_with_who_got_it),
        OFFICE_TEST(a_case_without_any_has_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
