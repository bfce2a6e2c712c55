/*
 * csv_shown.c - a cell of a file nobody has checked, for people to look at.
 */
#include "csv_cell.h"

#include "arena.h"
#include "csv.h"
#include "str.h"

#define UNSHOWABLE "\xEF\xBF\xBD"
#define MORE "\xE2\x80\xA6"

const char *
csv_cell_shown(struct arena *arena, const char *cell)
{
    const char *out = "";

    for (size_t i = 0; *cell != '\0' && i < CSV_GLIMPSE_CELL; i++) {
        const char *at = cell, *clean;
        struct err ignored = {0};

        (void)str_next(&cell);
        if (!str_clean(arena, at, (size_t)(cell - at), "", 1, &clean, &ignored)) {
            clean = UNSHOWABLE;
        }
        out = arena_printf(arena, "%s%s", out, *clean == '\0' ? " " : clean);
    }
    return *cell == '\0' ? out : arena_printf(arena, "%s%s", out, MORE);
}
