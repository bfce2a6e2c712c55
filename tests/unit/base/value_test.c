/* The one document. */
#include "test.h"

#include <stdio.h>

#include "arena.h"
#include "value.h"

static struct arena arena;

static void
a_record_keeps_order_and_unique_keys(void **state)
{
    (void)state;
    struct value *record = value_record(&arena);
    for (int i = 0; i < 40; i++) {
        char key[16];
        snprintf(key, sizeof key, "k%d", i);
        value_set_int(record, key, i);
    }
    value_set_int(record, "k7", 700);
    assert_int_equal(value_len(record), 40);
    assert_int_equal(value_number(value_get(record, "k7")), 700);
    assert_string_equal(value_key(record, 7), "k7");
    assert_string_equal(value_key(record, 39), "k39");
    assert_string_equal(value_key(record, 40), "");
    assert_null(value_get(record, "k"));
    assert_null(value_get(record, "k70"));
}

static void
a_path_leads_through_records(void **state)
{
    (void)state;
    struct value *root = value_record(&arena);
    struct value *client = value_set_record(root, "client");
    value_set_text(value_set_record(client, "name"), "given", "Ada");
    assert_string_equal(value_string(value_find(root, "client.name.given")), "Ada");
    assert_ptr_equal(value_find(root, "client"), client);
    assert_null(value_find(root, "client.name.family"));
    assert_null(value_find(root, "client.name.given.x"));
    assert_null(value_find(root, "clien"));
    assert_null(value_find(root, ""));
    assert_null(value_find(root, "client."));
    assert_null(value_find(NULL, "client"));
}

static void
lists_grow_and_end(void **state)
{
    (void)state;
    struct value *root = value_record(&arena);
    struct value *list = value_set_list(root, "rows");
    for (int64_t i = 0; i < 1000; i++) {
        value_set_int(value_add_record(list), "n", i);
    }
    value_add(list, value_null(&arena));
    assert_int_equal(value_len(value_get(root, "rows")), 1001);
    assert_int_equal(value_number(value_get(value_at(list, 999), "n")), 999);
    assert_null(value_at(list, 1001));
    assert_string_equal(value_key(list, 0), "");
    assert_null(value_get(list, "n"));
}

static void
a_missing_value_answers_like_null(void **state)
{
    (void)state;
    assert_int_equal(value_kind(NULL), VALUE_NULL);
    assert_false(value_truth(NULL));
    assert_int_equal(value_number(NULL), 0);
    assert_string_equal(value_string(NULL), "");
    assert_int_equal(value_len(NULL), 0);
    assert_null(value_at(NULL, 0));
    assert_null(value_get(NULL, "a"));
    assert_string_equal(value_key(NULL, 0), "");
}

static void
only_something_is_true(void **state)
{
    (void)state;
    struct value *list = value_list(&arena);
    assert_false(value_truth(value_bool(&arena, false)));
    assert_true(value_truth(value_bool(&arena, true)));
    assert_false(value_truth(value_int(&arena, 0)));
    assert_true(value_truth(value_int(&arena, -1)));
    assert_false(value_truth(value_text(&arena, "")));
    assert_true(value_truth(value_text(&arena, "0")));
    assert_false(value_truth(list));
    value_add(list, value_null(&arena));
    assert_true(value_truth(list));
    assert_true(value_truth(value_record(&arena)));
    assert_false(value_truth(value_null(&arena)));
}

static void
a_finished_document_stands_inside_another(void **state)
{
    (void)state;
    struct value *inner = value_record(&arena);
    struct value *outer = value_record(&arena);
    const struct value *finished = inner;
    value_set_int(inner, "n", 7);
    value_set_shared(outer, "inner", finished);
    assert_ptr_equal(value_get(outer, "inner"), inner);
    assert_int_equal(value_number(value_find(outer, "inner.n")), 7);
}

static void
the_wrong_kind_answers_empty(void **state)
{
    (void)state;
    assert_int_equal(value_number(value_text(&arena, "7")), 0);
    assert_string_equal(value_string(value_int(&arena, 7)), "");
    assert_int_equal(value_len(value_text(&arena, "abc")), 0);
}

static void
text_is_copied_and_null_text_is_null(void **state)
{
    (void)state;
    char text[] = "abc";
    struct value *record = value_record(&arena);
    value_set_text(record, "t", text);
    value_set_text(record, "n", NULL);
    value_set_bool(record, "b", true);
    text[0] = 'X';
    assert_string_equal(value_string(value_get(record, "t")), "abc");
    assert_int_equal(value_kind(value_get(record, "n")), VALUE_NULL);
    assert_true(value_truth(value_get(record, "b")));
}

static int
finish(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_keeps_order_and_unique_keys),
        cmocka_unit_test(a_path_leads_through_records),
        cmocka_unit_test(lists_grow_and_end),
        cmocka_unit_test(a_missing_value_answers_like_null),
        cmocka_unit_test(only_something_is_true),
        cmocka_unit_test(a_finished_document_stands_inside_another),
        cmocka_unit_test(the_wrong_kind_answers_empty),
        cmocka_unit_test(text_is_copied_and_null_text_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
