/*
 * form_values_test.c - what a form declares is what the program supplies for its subject.
 */
#include "office.h"

#include "form.h"
#include "legal.h"
#include "paper.h"

#include "../../../src/procedure/print_form.h"

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

/* Lists and what a form calls their entries. */
struct declared {
    struct paths paths;
    struct paths list, item; /* side by side */
};

static void
note_declared(struct office *office, struct declared *declared, const char *name)
{
    uint8_t sha256[PAPER_SHA256_BYTES];
    const struct form *form;
    const struct value *list;

    assert_done(office, paper_form(&office->env, name, &form, sha256, &office->err));
    list = form_values(form, &office->arena);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *row = value_at(list, i);
        const char *path = value_string(value_get(row, "name"));

        if (str_starts(path, "form.") || str_starts(path, "page.") ||
            str_starts(path, "translation.")) {
            continue;
        }
        note(&declared->paths, path);
        if (str_equal(value_string(value_get(row, "kind")), "list") &&
            !has(&declared->list, path)) {
            declared->item.path[declared->item.count++] = value_string(value_get(row, "item"));
            note(&declared->list, path);
        }
    }
}

static const char *
item_of(const struct declared *declared, const char *list)
{
    for (size_t i = 0; i < declared->list.count; i++) {
        if (str_equal(declared->list.path[i], list)) {
            return declared->item.path[i];
        }
    }
    return list;
}

static void
note_supplied(struct office *office, const struct declared *declared, struct paths *paths,
              const struct value *record, const char *prefix)
{
    for (size_t i = 0; i < value_len(record); i++) {
        const char *key = value_key(record, i);
        const struct value *value = value_get(record, key);
        const char *path = arena_printf(&office->arena, "%s%s", prefix, key);

        if (value_kind(value) == VALUE_RECORD) {
            note_supplied(office, declared, paths, value,
                          arena_printf(&office->arena, "%s.", path));
            continue;
        }
        note(paths, path);
        for (size_t k = 0; value_kind(value) == VALUE_LIST && k < value_len(value); k++) {
            note_supplied(office, declared, paths, value_at(value, k),
                          arena_printf(&office->arena, "%s.", item_of(declared, path)));
        }
    }
}

static bool
read_values(struct db *db, void *arg, struct err *err)
{
    return print_form_read(arg, db, err);
}

/* Add what the program supplies when FORM is printed for WHAT. */
static void
note_print(struct office *office, const struct declared *declared, struct paths *paths,
           const char *form, const char *what)
{
    struct slip_print request = {.what = what, .form = form, .provider = "", .language = ""};
    struct print_work work = {.env = &office->env, .request = &request};
    const struct value *wording;

    assert_done(office, store_read(office->env.store, read_values, &work, &office->err));
    assert_done(office, legal_texts(&office->env, clock_today(&office->env.clock), &wording,
                                    &office->err));
    value_set_shared(work.values, "wording", wording);
    note_supplied(office, declared, paths, work.values, "");
}

/* What all forms together declare and are given. */
struct house {
    struct office *office;
    struct declared declared;
    struct paths supplied;
};

/* Everything FORM declares is supplied when it is printed for one of WHAT. */
static void
check_form(struct house *house, const char *form, const char *const *what, size_t count)
{
    struct declared declared = {.paths = {.count = 0}};
    struct paths supplied = {.count = 0};

    note_declared(house->office, &declared, form);
    for (size_t i = 0; i < count; i++) {
        note_print(house->office, &declared, &supplied, form, what[i]);
        note_print(house->office, &house->declared, &house->supplied, form, what[i]);
    }
    for (size_t i = 0; i < declared.paths.count; i++) {
        if (!has(&supplied, declared.paths.path[i])) {
            fail_msg("%s declares %s, which is never supplied", form, declared.paths.path[i]);
        }
    }
}

static void
what_a_form_declares_is_what_the_program_supplies_for_it(void **state)
{
    struct office *office = *state;
    struct house house = {.office = office};
    const char *named = office_voucher(office, "SB-1", "schulden");
    const char *free_choice = office_issue(office, "SB-1", "", "KB-1", ORDER_FREE);
    const char *gone = office_voucher(office, "SB-1", "schulden");
    const char *const vouchers[] = {named, free_choice};

    for (size_t i = 0; paper_form_name(i) != NULL; i++) {
        note_declared(office, &house.declared, paper_form_name(i));
    }
    office_steer(office, gone, STEP_WITHDRAW, CAUSE_CLIENT_REQUEST);
    check_form(&house, "einwilligung", vouchers, 2);
    office_consent(office, "schulden", 2);
    check_form(&house, "laufzettel", vouchers, 2);
    check_form(&house, "gutschein", vouchers, 2);
    check_form(&house, "rueckmeldebogen", vouchers, 2);
    check_form(&house, "mitteilung", &gone, 1);
    check_form(&house, "widerruf", (const char *const[]){"F-1"}, 1);
    check_form(&house, "gespraechsblatt", (const char *const[]){"F-1"}, 1);
    check_form(&house, "zugriffsprotokoll", (const char *const[]){"F-1"}, 1);
    check_form(&house, "datenschutzhinweis", (const char *const[]){"F-1"}, 1);
    check_form(&house, "pruefseite", (const char *const[]){""}, 1);
    for (size_t i = 0; i < house.supplied.count; i++) {
        if (!has(&house.declared.paths, house.supplied.path[i])) {
            fail_msg("%s is supplied and no form declares it", house.supplied.path[i]);
        }
    }
    assert_true(house.declared.paths.count > 60);
}

/* The aim is between the office and the client: only the client's disclosure tells it, in a line. */
static void
no_form_can_name_the_aim(void **state)
{
    struct office *office = *state;
    struct declared declared = {.paths = {.count = 0}};

    for (size_t i = 0; paper_form_name(i) != NULL; i++) {
        note_declared(office, &declared, paper_form_name(i));
    }
    for (size_t i = 0; i < declared.paths.count; i++) {
        if (strstr(declared.paths.path[i], "aim") != NULL) {
            fail_msg("a form may name %s", declared.paths.path[i]);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_form_declares_is_what_the_program_supplies_for_it),
        cmocka_unit_test(no_form_can_name_the_aim),
    };

    return cmocka_run_group_tests(tests, office_setup, office_teardown);
}
