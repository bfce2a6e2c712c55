/*
 * icon_test.c - icons are drawn inside their size and say nothing unless they have words.
 */
#include "world.h"

#include "../../../src/form/icon.h"

/* Each name of icon_names as a form's front with one icon of it. */
static const char *
front_with(struct world *world, const char *name, int len, const char *more)
{
    return arena_printf(&world->arena, "<front><p>Text</p><icon name='%.*s' %s/></front>", len,
                        name, more);
}

static const struct sheet_mark *
path_mark(const struct world *world)
{
    for (size_t i = 0; i < world->sheet->page[0].mark_count; i++) {
        if (world->sheet->page[0].mark[i].kind == SHEET_PATH) {
            return &world->sheet->page[0].mark[i];
        }
    }
    return NULL;
}

static void
assert_inside(const struct sheet_mark *mark)
{
    const double pen = mark->stroke_mm / 2, most = mark->w_mm - pen + 1e-6;
    assert_true(mark->step_count > 1);
    assert_int_equal(mark->step[0].kind, TYPE_MOVE);
    for (size_t i = 0; i < mark->step_count; i++) {
        const struct type_step *step = &mark->step[i];
        if (step->kind == TYPE_CLOSE) {
            continue;
        }
        assert_true(step->x >= pen - 1e-6 && step->x <= most);
        assert_true(step->y >= pen - 1e-6 && step->y <= most);
    }
}

static void
every_icon_stays_inside_its_size_with_its_pen(void **state)
{
    struct world *world = *state;
    size_t count = 0;
    for (const char *at = icon_names; *at != '\0'; count++) {
        const int len = (int)strcspn(at, "|");
        if (!world_front(world, front_with(world, at, len, "size='4'"))) {
            fail_msg("%s", world_sentence(world));
        }
        const struct sheet_mark *mark = path_mark(world);
        assert_non_null(mark);
        assert_true(mark->w_mm == 4 && mark->h_mm == 4);
        assert_inside(mark);
        assert_true(mark->stroke_mm > 0.33 && mark->stroke_mm < 0.34);
        at += len + (at[len] == '|');
    }
    assert_int_equal(count, 12);
}

static void
an_icon_is_decoration_unless_it_has_words(void **state)
{
    struct world *world = *state;
    assert_true(world_front(world, front_with(world, "lock", 4, "")));
    assert_true(path_mark(world)->element == SHEET_ARTIFACT);
    const size_t without = world->sheet->element_count;
    assert_true(world_front(world, front_with(world, "lock", 4, "alt='Nur für {{name}}'")));
    const size_t element = path_mark(world)->element;
    assert_int_equal(world->sheet->element_count, without + 1);
    assert_int_equal(world->sheet->element[element].role, SHEET_FIGURE);
    assert_string_equal(world->sheet->element[element].alt, "Nur für Jana");
}

static void
an_icon_stands_in_the_flow_or_where_it_is_put(void **state)
{
    struct world *world = *state;
    assert_true(world_front(world, front_with(world, "check", 5, "align='right' size='6'")));
    assert_true(path_mark(world)->x_mm > 183.99 && path_mark(world)->x_mm < 184.01);
    assert_true(world_front(world, front_with(world, "scissors", 8, "x='12' y='197.5'")));
    assert_true(path_mark(world)->x_mm == 12 && path_mark(world)->y_mm == 197.5);
}

static void
an_unknown_icon_is_refused_with_the_names_there_are(void **state)
{
    struct world *world = *state;
    assert_false(world_parse(world, world_form(world, front_with(world, "skull", 5, ""))));
    assert_non_null(strstr(world_sentence(world), icon_names));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_icon_stays_inside_its_size_with_its_pen),
        cmocka_unit_test(an_icon_is_decoration_unless_it_has_words),
        cmocka_unit_test(an_icon_stands_in_the_flow_or_where_it_is_put),
        cmocka_unit_test(an_unknown_icon_is_refused_with_the_names_there_are),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
