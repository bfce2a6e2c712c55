/*
 * outline.c - follows the outline of a glyph.
 */
#include "inner.h"

struct outline {
    struct arena *arena;
    struct type_step *step;
    size_t count, room;
};

static void
add_step(struct outline *outline, struct type_step step)
{
    if (outline->count == outline->room) {
        const size_t room = outline->room > 0 ? 2 * outline->room : 32;
        outline->step = arena_grow(outline->arena, outline->step, outline->room, room,
                                   sizeof *outline->step);
        outline->room = room;
    }
    outline->step[outline->count++] = step;
}

static void
on_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    add_step(data, (struct type_step){ .kind = TYPE_MOVE, .x = x, .y = y });
}

static void
on_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    add_step(data, (struct type_step){ .kind = TYPE_LINE, .x = x, .y = y });
}

/* HarfBuzz turns the quadratic curves of TrueType into these, as no other is asked for. */
static void
on_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
         float y2, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    add_step(data, (struct type_step){ .kind = TYPE_CURVE,
                                       .x = x,
                                       .y = y,
                                       .control_x = { x1, x2 },
                                       .control_y = { y1, y2 } });
}

static void
on_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    add_step(data, (struct type_step){ .kind = TYPE_CLOSE });
}

hb_draw_funcs_t *
outline_pencil(void)
{
    hb_draw_funcs_t *pencil = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(pencil, on_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(pencil, on_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(pencil, on_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(pencil, on_close, NULL, NULL);
    hb_draw_funcs_make_immutable(pencil);
    return pencil;
}

const struct type_step *
type_outline(const struct type *type, struct arena *arena, enum type_face face, uint16_t glyph,
             size_t *count)
{
    struct outline outline = { .arena = arena };
    hb_font_get_glyph_shape(type->font[face], glyph, type->pencil, &outline);
    *count = outline.count;
    return outline.step;
}
