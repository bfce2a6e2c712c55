/*
 * suppress_test.c - what is left out of a table cannot be worked out from what is shown.
 */
#include "world.h"

#include <string.h>

#include "arena.h"
#include "suppress.h"

#define PRIME 1000003
#define UNKNOWN_MAX 64

static uint32_t seed;

static uint32_t
next_random(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static struct suppress_table
table_of(struct arena *arena, size_t rows, size_t columns, bool rows_add, const int64_t *count)
{
    struct suppress_table table = suppress_table(arena, rows, columns, rows_add);

    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) {
            table.count[suppress_cell(&table, r, c)] = count[r * columns + c];
        }
    }
    suppress_sum(&table);
    suppress_mark(arena, &table);
    return table;
}

static size_t
hidden(const struct suppress_table *table)
{
    size_t count = 0;

    for (size_t i = 0; i < (table->rows + 1) * (table->columns + 1); i++) {
        count += table->mark[i] != SUPPRESS_SHOWN;
    }
    return count;
}

static int64_t
inverse(int64_t a)
{
    int64_t result = 1;

    for (int64_t power = PRIME - 2; power > 0; power /= 2) {
        result = power % 2 ? result * a % PRIME : result;
        a = a * a % PRIME;
    }
    return result;
}

/* Unknown numbers of the equations that rows and columns are: solved as at school. */
struct equations {
    size_t count, unknowns;
    int64_t at[UNKNOWN_MAX][UNKNOWN_MAX];
};

static void
equation_of(struct equations *e, const struct suppress_table *t, const size_t *number,
            bool row, size_t index)
{
    size_t members = row ? t->columns + 1 : t->rows + 1;

    for (size_t i = 0; i < members; i++) {
        size_t cell = row ? suppress_cell(t, index, i) : suppress_cell(t, i, index);

        if (t->mark[cell] != SUPPRESS_SHOWN) {
            e->at[e->count][number[cell]] = i + 1 == members ? PRIME - 1 : 1;
        }
    }
    e->count++;
}

static void
reduce(struct equations *e)
{
    size_t top = 0;

    for (size_t u = 0; u < e->unknowns; u++) {
        size_t p = top;
        int64_t factor;

        while (p < e->count && e->at[p][u] == 0) {
            p++;
        }
        if (p == e->count) {
            continue;
        }
        for (size_t k = 0; k < e->unknowns; k++) {
            int64_t swap = e->at[p][k];

            e->at[p][k] = e->at[top][k];
            e->at[top][k] = swap;
        }
        factor = inverse(e->at[top][u]);
        for (size_t k = 0; k < e->unknowns; k++) {
            e->at[top][k] = e->at[top][k] * factor % PRIME;
        }
        for (size_t i = 0; i < e->count; i++) {
            factor = i == top ? 0 : e->at[i][u];
            for (size_t k = 0; factor != 0 && k < e->unknowns; k++) {
                e->at[i][k] = (e->at[i][k] + (PRIME - factor) * e->at[top][k]) % PRIME;
            }
        }
        top++;
    }
}

/* An equation with one unknown number tells it. */
static void
assert_not_solvable(const struct suppress_table *t)
{
    struct equations e = {0};
    size_t number[UNKNOWN_MAX] = {0};

    for (size_t i = 0; i < (t->rows + 1) * (t->columns + 1); i++) {
        number[i] = t->mark[i] != SUPPRESS_SHOWN ? e.unknowns++ : 0;
    }
    for (size_t r = 0; t->rows_add && r <= t->rows; r++) {
        equation_of(&e, t, number, true, r);
    }
    for (size_t c = 0; c < t->columns + (t->rows_add ? 1 : 0); c++) {
        equation_of(&e, t, number, false, c);
    }
    reduce(&e);
    for (size_t i = 0; i < e.count; i++) {
        size_t left = 0;

        for (size_t u = 0; u < e.unknowns; u++) {
            left += e.at[i][u] != 0;
        }
        assert_int_not_equal(left, 1);
    }
}

/* How often each value fits what is shown: tried out, all of them. */
struct trial {
    const struct suppress_table *t;
    int64_t value[16];
    bool seen[16][16];
};

static bool
adds_up(const struct trial *trial, size_t rows)
{
    const struct suppress_table *t = trial->t;

    for (size_t r = 0; r < rows; r++) {
        int64_t sum = 0;

        for (size_t c = 0; c < t->columns; c++) {
            sum += trial->value[suppress_cell(t, r, c)];
        }
        if (sum != trial->value[suppress_cell(t, r, t->columns)]) {
            return false;
        }
    }
    for (size_t c = 0; rows == t->rows + 1 && c <= t->columns; c++) {
        int64_t sum = 0;

        for (size_t r = 0; r < t->rows; r++) {
            sum += trial->value[suppress_cell(t, r, c)];
        }
        if (sum != trial->value[suppress_cell(t, t->rows, c)]) {
            return false;
        }
    }
    return true;
}

static void
try_all(struct trial *trial, size_t cell)
{
    const struct suppress_table *t = trial->t;
    int64_t low = t->count[cell], high = low;

    if (cell % (t->columns + 1) == 0 && cell > 0 && !adds_up(trial, cell / (t->columns + 1))) {
        return;
    }
    if (cell == (t->rows + 1) * (t->columns + 1)) {
        for (size_t i = 0; adds_up(trial, t->rows + 1) && i < cell; i++) {
            trial->seen[i][trial->value[i]] = true;
        }
        return;
    }
    if (t->mark[cell] != SUPPRESS_SHOWN) {
        low = t->mark[cell] == SUPPRESS_SMALL ? 1 : SUPPRESS_BELOW;
        high = t->mark[cell] == SUPPRESS_SMALL ? SUPPRESS_BELOW - 1 : 15;
    }
    for (trial->value[cell] = low; trial->value[cell] <= high; trial->value[cell]++) {
        try_all(trial, cell + 1);
    }
}

static void
a_small_count_takes_as_few_others_with_it_as_it_can(void **state)
{
    static const int64_t count[] = {20, 2, 30, 40, 9, 50, 60, 70, 80};
    struct arena arena = {0};
    struct suppress_table table = table_of(&arena, 3, 3, true, count);

    (void)state;
    assert_int_equal(table.mark[suppress_cell(&table, 0, 1)], SUPPRESS_SMALL);
    assert_int_equal(table.mark[suppress_cell(&table, 0, 0)], SUPPRESS_BESIDE);
    assert_int_equal(table.mark[suppress_cell(&table, 1, 1)], SUPPRESS_BESIDE);
    assert_int_equal(table.mark[suppress_cell(&table, 1, 0)], SUPPRESS_BESIDE);
    assert_int_equal(hidden(&table), 4);
    arena_finish(&arena);
}

static void
without_a_small_count_all_is_shown(void **state)
{
    static const int64_t count[] = {5, 0, 12, 0};
    struct arena arena = {0};
    struct suppress_table table = table_of(&arena, 2, 2, true, count);

    (void)state;
    assert_int_equal(hidden(&table), 0);
    arena_finish(&arena);
}

static void
a_column_of_its_own_loses_a_second_cell_and_keeps_its_sum(void **state)
{
    static const int64_t count[] = {3, 8, 40};
    struct arena arena = {0};
    struct suppress_table table = table_of(&arena, 3, 1, false, count);

    (void)state;
    assert_int_equal(table.mark[suppress_cell(&table, 0, 0)], SUPPRESS_SMALL);
    assert_int_equal(table.mark[suppress_cell(&table, 1, 0)], SUPPRESS_BESIDE);
    assert_int_equal(table.mark[suppress_cell(&table, 2, 0)], SUPPRESS_SHOWN);
    assert_int_equal(table.mark[suppress_cell(&table, 3, 0)], SUPPRESS_SHOWN);
    arena_finish(&arena);
}

/* Four twice gives a sum of eight: whoever reads "< 5" twice beside it would know both. */
static void
two_small_counts_that_their_sum_gives_away_take_a_third_with_them(void **state)
{
    static const int64_t most[] = {4, 4, 40}, least[] = {1, 1, 40};
    struct arena arena = {0};
    struct suppress_table table = table_of(&arena, 3, 1, false, most);

    (void)state;
    assert_int_equal(table.mark[suppress_cell(&table, 2, 0)], SUPPRESS_BESIDE);
    table = table_of(&arena, 3, 1, false, least);
    assert_int_equal(table.mark[suppress_cell(&table, 2, 0)], SUPPRESS_BESIDE);
    arena_finish(&arena);
}

static void
no_cell_of_a_random_table_follows_from_the_sums(void **state)
{
    (void)state;
    for (seed = 1; seed < 400000000u; seed += 200001) {
        uint32_t start = seed;
        struct arena arena = {0};
        size_t rows = 1 + next_random(6), columns = 1 + next_random(6);
        uint32_t below = 3 + next_random(30);
        int64_t count[36];
        struct suppress_table table;

        for (size_t i = 0; i < rows * columns; i++) {
            count[i] = next_random(4) == 0 ? 0 : (int64_t)next_random(below);
        }
        table = table_of(&arena, rows, columns, next_random(3) != 0, count);
        for (size_t i = 0; i < rows * columns; i++) {
            size_t cell = suppress_cell(&table, i / columns, i % columns);

            assert_true(count[i] == 0 || count[i] >= SUPPRESS_BELOW ||
                        table.mark[cell] != SUPPRESS_SHOWN);
        }
        assert_not_solvable(&table);
        arena_finish(&arena);
        seed = start;
    }
}

static void
every_cell_left_out_fits_two_values_also_for_who_knows_what_small_means(void **state)
{
    (void)state;
    for (seed = 1; seed < 40000000u; seed += 200001) {
        uint32_t start = seed;
        struct arena arena = {0};
        struct suppress_table table;
        struct trial trial = {0};
        int64_t count[4];

        for (size_t i = 0; i < 4; i++) {
            count[i] = (int64_t)next_random(7);
        }
        table = table_of(&arena, 2, 2, true, count);
        trial.t = &table;
        if (table.count[suppress_cell(&table, 2, 2)] <= 14) {
            try_all(&trial, 0);
        }
        for (size_t i = 0; table.count[suppress_cell(&table, 2, 2)] <= 14 && i < 9; i++) {
            size_t fits = 0;

            for (size_t v = 0; v < 16; v++) {
                fits += trial.seen[i][v];
            }
            assert_true(table.mark[i] == SUPPRESS_SHOWN || fits >= 2);
        }
        arena_finish(&arena);
        seed = start;
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_count_takes_as_few_others_with_it_as_it_can),
        cmocka_unit_test(without_a_small_count_all_is_shown),
        cmocka_unit_test(a_column_of_its_own_loses_a_second_cell_and_keeps_its_sum),
        cmocka_unit_test(two_small_counts_that_their_sum_gives_away_take_a_third_with_them),
        cmocka_unit_test(no_cell_of_a_random_table_follows_from_the_sums),
        cmocka_unit_test(every_cell_left_out_fits_two_values_also_for_who_knows_what_small_means),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
