/*
 * form_values_test.c - what the forms of a slip declare is what the program supplies.
 */
#include "office.h"

#include "doc.h"
#include "form.h"
#include "legal.h"
#include "paper.h"
#include "store_slip.h"

#define PATHS_MAX 400

struct paths {
    const char *path[PATHS_MAX];
    size_t count;
};

static bool
has(const struct paths *paths, const char *path)
{
    for (size_t i = 0; i < paths->count; i++) {
        if (str_equal(paths->path[i], path)) {
            return true;
        }
    }
    return false;
}

static void
note(struct paths *paths, const char *path)
{
    if (!has(paths, path)) {
        assert_true(paths->count < PATHS_MAX);
        paths->path[paths->count++] = path;
    }
}

/* "stations" has entries called "station": names of lists lose their last letter. */
static void
note_supplied(struct office *office, struct paths *paths, const struct value *record,
              const char *prefix)
{
    for (size_t i = 0; i < value_len(record); i++) {
        const char *key = value_key(record, i);
        const struct value *value = value_get(record, key);
        const char *path = arena_printf(&office->arena, "%s%s", prefix, key);

        if (value_kind(value) == VALUE_RECORD) {
            note_supplied(office, paths, value, arena_printf(&office->arena, "%s.", path));
            continue;
        }
        note(paths, path);
        for (size_t k = 0; value_kind(value) == VALUE_LIST && k < value_len(value); k++) {
            const char *item = arena_printf(&office->arena, "%.*s.", (int)strlen(key) - 1, key);

            note_supplied(office, paths, value_at(value, k), item);
        }
    }
}

static void
note_declared(struct office *office, struct paths *paths, const char *name)
{
    uint8_t sha256[PAPER_SHA256_BYTES];
    const struct form *form;
    const struct value *list;

    assert_done(office, paper_form(&office->env, name, &form, sha256, &office->err));
    list = form_values(form, &office->arena);
    for (size_t i = 0; i < value_len(list); i++) {
        const char *path = value_string(value_get(value_at(list, i), "name"));

        if (!str_starts(path, "form.") && !str_starts(path, "page.") &&
            !str_starts(path, "translation.")) {
            note(paths, path);
        }
    }
}

struct asked {
    struct office *office;
    const char *number;
    struct value *values;
};

static bool
read_values(struct db *db, void *arg, struct err *err)
{
    struct asked *asked = arg;
    struct office *office = asked->office;
    struct slip slip;

    return store_slip_get(db, &office->arena, asked->number, &slip, err) &&
           doc_paper_slip(&office->env, db, &office->arena, &slip, 2, 0, &asked->values, err);
}

/* A slip with a named provider at a level above 0 and a free choice: every value has a place. */
static const struct value *
supplied_values(struct office *office)
{
    struct slip_request request = {.case_number = "F-1", .station_count = 2,
                                   .order = ORDER_FREE, .language = "", .batch = ""};
    struct asked asked = {.office = office};
    const struct value *wording;

    request.station[0].service = "KB-1";
    request.station[0].provider = "kita";
    request.station[1].service = "SB-1";
    request.station[1].provider = "";
    assert_done(office, slip_issue(&office->env, &request, &asked.number, NULL, &office->err));
    assert_done(office, store_read(office->env.store, read_values, &asked, &office->err));
    assert_done(office, legal_texts(&office->env, clock_today(&office->env.clock), &wording,
                                    &office->err));
    value_set_shared(asked.values, "wording", wording);
    return asked.values;
}

static void
every_value_of_a_slips_forms_is_supplied_and_every_supplied_one_is_declared(void **state)
{
    struct office *office = *state;
    struct paths declared = {.count = 0}, supplied = {.count = 0};

    note_declared(office, &declared, "laufzettel");
    note_declared(office, &declared, "gutschein");
    note_supplied(office, &supplied, supplied_values(office), "");
    for (size_t i = 0; i < declared.count; i++) {
        if (!has(&supplied, declared.path[i])) {
            fail_msg("a form declares %s, which the program never supplies", declared.path[i]);
        }
    }
    for (size_t i = 0; i < supplied.count; i++) {
        /* Legal texts are a shelf of all groups; each form takes what it needs. */
        if (!str_starts(supplied.path[i], "wording.") && !has(&declared, supplied.path[i])) {
            fail_msg("the program supplies %s, which no form declares", supplied.path[i]);
        }
    }
    assert_true(declared.count > 40);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_value_of_a_slips_forms_is_supplied_and_every_supplied_one_is_declared),
    };

    return cmocka_run_group_tests(tests, office_setup, office_teardown);
}
