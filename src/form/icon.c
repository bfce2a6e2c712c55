/* The icons as data, and how they become a path. */
#include "icon.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "str.h"

#define GRID 240.0 /* a side of the drawing, in tenths of a unit */
#define PEN 20.0
#define ROUND 0.5523 /* a quarter of a circle as a curve: length of its controls per radius */

const char icon_names[] =
    "clock|place|phone|stop|calendar|person|bag|scissors|fold|check|info|lock";

/*
 * Tenths of a unit from the top left, y downwards: M x y (go to), L x y (line to),
 * C x1 y1 x2 y2 x y (curve to), Z (close), O x y r (circle).
 */
struct drawing {
    const char *name, *way;
};

/* clang-format off */
static const struct drawing drawings[] = {
    {"clock", "O 120 120 95 M 120 65 L 120 125 L 158 147"},
    {"place", "M 120 222 C 95 190 50 148 50 97 C 50 57 81 25 120 25 C 159 25 190 57 190 97"
              " C 190 148 145 190 120 222 Z O 120 97 27"},
    {"phone", "M 62 21 L 100 59 L 83 85 C 95 115 125 145 155 157 L 181 140 L 219 178"
              " C 183 219 128 213 78 162 C 27 112 21 57 62 21 Z"},
    {"stop", "M 65 30 L 175 30 C 188 30 195 37 195 50 L 195 190 L 45 190 L 45 50"
             " C 45 37 52 30 65 30 Z M 45 105 L 195 105 O 83 148 4 O 157 148 4"
             " M 75 190 L 75 215 M 165 190 L 165 215"},
    {"calendar", "M 35 50 L 205 50 L 205 210 L 35 210 Z M 35 105 L 205 105 M 80 25 L 80 65"
                 " M 160 25 L 160 65 O 155 158 8"},
    {"person", "O 120 70 42 M 40 212 C 40 174 74 155 120 155 C 166 155 200 174 200 212 Z"},
    {"bag", "M 30 75 L 210 75 L 210 205 L 30 205 Z M 85 75 L 85 35 L 155 35 L 155 75"
            " M 30 135 L 210 135 M 120 135 L 120 158"},
    {"scissors", "O 55 60 30 O 55 180 30 M 82 77 L 215 180 M 82 163 L 215 60"},
    {"fold", "M 65 25 L 35 88 L 65 152 L 35 215 L 175 215 L 205 152 L 175 88 L 205 25 Z"
             " M 35 88 L 175 88 M 65 152 L 205 152"},
    {"check", "M 30 130 L 90 188 L 210 58"},
    {"info", "O 120 120 95 O 120 74 4 M 120 115 L 120 168"},
    {"lock", "M 45 105 L 195 105 L 195 215 L 45 215 Z M 75 105 L 75 70 C 75 43 93 25 120 25"
             " C 147 25 165 43 165 70 L 165 105 M 120 150 L 120 170"},
};
/* clang-format on */

/* A path while it is made: the pen's scale, and where it ends. */
struct way {
    const char *at;
    double scale; /* millimetres for a tenth of a unit */
    struct type_step *step;
    size_t count;
};

static double
next_mm(struct way *way, bool down)
{
    char *end;
    const double tenths = (double)strtol(way->at, &end, 10);
    way->at = end;
    return (down ? GRID - tenths : tenths) * way->scale;
}

/* Four quarters, from the right end on. */
static void
circle(struct way *way)
{
    static const double x[] = {1, 0, -1, 0, 1}, y[] = {0, 1, 0, -1, 0};
    const double cx = next_mm(way, false), cy = next_mm(way, true), r = next_mm(way, false);
    way->step[way->count++] = (struct type_step){.kind = TYPE_MOVE, .x = cx + r, .y = cy};
    for (size_t i = 0; i < 4; i++) {
        way->step[way->count++] = (struct type_step){
            .kind = TYPE_CURVE, .x = cx + r * x[i + 1], .y = cy + r * y[i + 1],
            .control_x = {cx + r * (x[i] + ROUND * x[i + 1]),
                          cx + r * (x[i + 1] + ROUND * x[i])},
            .control_y = {cy + r * (y[i] + ROUND * y[i + 1]),
                          cy + r * (y[i + 1] + ROUND * y[i])}};
    }
    way->step[way->count++] = (struct type_step){.kind = TYPE_CLOSE};
}

static void
step(struct way *way, enum type_step_kind kind)
{
    struct type_step *out = &way->step[way->count++];
    out->kind = kind;
    for (size_t i = 0; kind == TYPE_CURVE && i < 2; i++) {
        out->control_x[i] = next_mm(way, false);
        out->control_y[i] = next_mm(way, true);
    }
    if (kind != TYPE_CLOSE) {
        out->x = next_mm(way, false);
        out->y = next_mm(way, true);
    }
}

/* Room for every letter of a way: a circle takes six steps. */
static size_t
steps_most(const char *way)
{
    size_t most = 0;
    for (; *way != '\0'; way++) {
        most += *way == 'O' ? 6 : *way >= 'A' ? 1 : 0;
    }
    return most;
}

void
icon_draw(struct arena *arena, const char *name, double size_mm, struct sheet_mark *mark)
{
    const struct drawing *drawing = drawings;
    while (!str_equal(drawing->name, name)) {
        drawing++;
    }
    struct way way = {.at = drawing->way, .scale = size_mm / GRID};
    way.step = arena_array(arena, steps_most(way.at), sizeof(*way.step));
    while (*way.at != '\0') {
        const char letter = *way.at++;
        if (letter == 'O') {
            circle(&way);
        } else if (letter != ' ') {
            step(&way, letter == 'M'   ? TYPE_MOVE
                       : letter == 'L' ? TYPE_LINE
                       : letter == 'C' ? TYPE_CURVE
                                       : TYPE_CLOSE);
        }
    }
    mark->w_mm = mark->h_mm = size_mm;
    mark->stroke_mm = PEN * way.scale;
    mark->step = way.step;
    mark->step_count = way.count;
}
