/*
 * matrix_test.c - every column of the schema says what it is kept for, and for how long.
 */
#include "office.h"

#include "../../../src/procedure/data_matrix.h"
#include "asset.h"
#include "config.h"
#include "privacy.h"

#define SCHEMA "src/store/schema/sqlite.sql"

/* How often COLUMN of TABLE stands in the matrix. */
static int
times(const char *table, const char *column)
{
    const struct data_row *row;
    size_t count, len = strlen(column);
    int found = 0;

    row = data_matrix(&count);
    for (size_t i = 0; i < count; i++) {
        const char *at = row[i].columns;

        if (!str_equal(row[i].table, table)) {
            continue;
        }
        found += str_equal(at, "*");
        while ((at = strstr(at, column)) != NULL) {
            bool starts = at == row[i].columns || at[-1] == ' ';

            found += starts && (at[len] == ' ' || at[len] == '\0');
            at += len;
        }
    }
    return found;
}

static void
every_column_of_the_schema_stands_in_it_once(void **state)
{
    struct office *office = *state;
    char *text = arena_strdup(&office->arena, (const char *)asset_find(SCHEMA)->bytes);
    char *rest = NULL, table[64] = "", column[64];
    size_t columns = 0;

    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (sscanf(line, "CREATE TABLE %63s", table) == 1) {
            continue;
        }
        if (strncmp(line, "    ", 4) != 0 || line[4] < 'a' || line[4] > 'z') {
            continue;
        }
        snprintf(column, sizeof column, "%.*s", (int)strcspn(line + 4, " "), line + 4);
        if (times(table, column) != 1) {
            fail_msg("%s.%s stands %d times in src/procedure/data_matrix.c", table, column,
                     times(table, column));
        }
        columns++;
    }
    assert_true(columns > 250);
}

static void
no_row_names_a_column_that_is_not_there(void **state)
{
    const char *schema = (const char *)asset_find(SCHEMA)->bytes;
    const struct data_row *row;
    size_t count;
    (void)state;

    row = data_matrix(&count);
    for (size_t i = 0; i < count; i++) {
        char head[96], column[64];
        const char *table, *end;
        int at = 0, len;

        snprintf(head, sizeof head, "CREATE TABLE %s (", row[i].table);
        table = strstr(schema, head);
        if (table == NULL) {
            fail_msg("%s: there is no such table", row[i].table);
        }
        end = strstr(table, "\n)");
        for (; sscanf(row[i].columns + at, "%63s%n", column, &len) == 1; at += len) {
            char line[96];
            const char *found;

            snprintf(line, sizeof line, "\n    %s ", column);
            found = strstr(table, line);
            if (!str_equal(column, "*") && (found == NULL || found > end)) {
                fail_msg("%s.%s: there is no such column", row[i].table, column);
            }
        }
    }
}

static void
terms_are_told_with_the_months_the_office_has_set(void **state)
{
    struct office *office = *state;
    const struct value *rows;
    bool found = false;
    struct buf csv = {0};

    office->env.config.keep_reviewed_months = "7";
    assert_done(office, privacy_matrix(&office->env, &office->doc, &office->err));
    rows = value_find(office->doc, "matrix.rows");
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *term = value_string(value_get(value_at(rows, i), "term_label"));

        found |= strstr(term, "7 Monate nach der Sichtung") != NULL;
        assert_null(strchr(term, '%'));
    }
    assert_true(found);
    privacy_matrix_csv(&office->env, &csv);
    assert_non_null(strstr(buf_text(&csv), "Kundin oder Kunde;case_file;"));
    buf_finish(&csv);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(every_column_of_the_schema_stands_in_it_once),
        OFFICE_TEST(no_row_names_a_column_that_is_not_there),
        OFFICE_TEST(terms_are_told_with_the_months_the_office_has_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
