/* Files inside the binary. */
#include "test.h"

#include "asset.h"

static void
the_table_is_sorted_and_each_row_is_found(void **state)
{
    (void)state;
    size_t count = 0;
    const struct asset *table = asset_table(&count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(asset_find(table[i].name), &table[i]);
        assert_int_equal(table[i].bytes[table[i].len], 0);
        if (i > 0) {
            assert_true(strcmp(table[i - 1].name, table[i].name) < 0);
        }
    }
}

static void
a_font_arrives_whole(void **state)
{
    (void)state;
    static const unsigned char truetype[] = {0, 1, 0, 0};
    const struct asset *font = asset_find("fonts/NotoSans-Regular.ttf");
    assert_non_null(font);
    assert_true(font->len > 100000);
    assert_memory_equal(font->bytes, truetype, sizeof truetype);
}

static void
other_names_are_not_found(void **state)
{
    (void)state;
    assert_null(asset_find(""));
    assert_null(asset_find("fonts/"));
    assert_null(asset_find("../fonts/NotoSans-Regular.ttf"));
    assert_null(asset_find("zzz"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_sorted_and_each_row_is_found),
        cmocka_unit_test(a_font_arrives_whole),
        cmocka_unit_test(other_names_are_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
