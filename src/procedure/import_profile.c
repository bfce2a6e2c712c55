/*
 * import_profile.c - a file of another program, read as if it were ours.
 */
#include <string.h>

#include "arena.h"
#include "date.h"
#include "import_kind.h"
#include "profile.h"
#include "str.h"

static const char *
constant_of(struct env *env, const struct import_kind *kind, const struct profile *profile,
            const char *column)
{
    return profile_value(profile, arena_printf(env->arena, "constant %s", kind->name), column);
}

const struct csv_column *
import_columns_of(struct env *env, const struct import_kind *kind, const struct profile *profile)
{
    const char *section = arena_printf(env->arena, "import %s", kind->name);
    struct csv_column *column = arena_memdup(env->arena, kind->column,
                                             kind->column_count * sizeof *column);

    for (size_t i = 0; i < kind->column_count; i++) {
        const char *theirs = profile_value(profile, section, column[i].name);

        if (theirs != NULL) {
            /* Whoever has files with these names is told of faults by them. */
            column[i].synonyms = arena_printf(env->arena, "%s|%s", column[i].name,
                                              column[i].synonyms);
            column[i].name = theirs;
        }
        column[i].required = column[i].required &&
                             constant_of(env, kind, profile, kind->column[i].name) == NULL;
    }
    return column;
}

static bool
ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), tail = strlen(end);

    return len >= tail && str_equal(text + len - tail, end);
}

static bool
is_day(const char *column)
{
    return ends_with(column, "_date") || ends_with(column, "_on") ||
           ends_with(column, "_from") || ends_with(column, "_until");
}

/* The day in CELL as ours; what is no day of that shape stays, and is judged like any other. */
static const char *
our_day(struct env *env, const char *cell, const char *pattern)
{
    char text[DAY_TEXT_MAX];
    int32_t day;

    return day_read(cell, pattern, &day) ? arena_strdup(env->arena, day_iso(text, day)) : cell;
}

void
import_make_ours(struct env *env, const struct import_kind *kind, const struct profile *profile,
                 const struct csv_table *table)
{
    for (size_t c = 0; c < kind->column_count; c++) {
        const char *constant = constant_of(env, kind, profile, kind->column[c].name);
        bool day = is_day(kind->column[c].name);

        for (size_t r = 0; r < table->row_count; r++) {
            const char **cell;

            if (table->row[r].fault != NULL) {
                continue;
            }
            cell = &table->row[r].cell[c];
            if (**cell == '\0' && constant != NULL) {
                *cell = constant;
            }
            if (day) {
                *cell = our_day(env, *cell, profile->day_pattern);
            }
        }
    }
}
