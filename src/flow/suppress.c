/*
 * suppress.c - leave out of a table of counts what would tell of a few people.
 *
 * Rows and columns are the two sides of a network, cells its edges. Sums count negatively, so
 * that every row and every column adds up to nothing. A cell that is not shown may stand for
 * another value exactly if one can go round a circle through it over cells that are not shown
 * either, raising and lowering them in turn. Where there is no such circle the cheapest one is
 * left out whole: then each of its cells may stand for another value, and stays so whatever else
 * is left out later.
 */
#include "suppress.h"

#include "arena.h"

#define COST_OF_ZERO ((int64_t)1 << 40) /* that there was nothing is told, if at all possible */
#define NO_WAY INT64_MAX

struct walk {
    const struct suppress_table *table;
    size_t nodes; /* the rows with that of sums, then the columns with that of sums */
    size_t skip;  /* the cell that the circle is to close */
    int64_t *cost;
    size_t *from;
    bool *done;
};

struct suppress_table
suppress_table(struct arena *arena, size_t rows, size_t columns, bool rows_add)
{
    size_t cells = (rows + 1) * (columns + 1);

    return (struct suppress_table){
        .rows = rows,
        .columns = columns,
        .rows_add = rows_add,
        .count = arena_array(arena, cells, sizeof(int64_t)),
        .mark = arena_array(arena, cells, sizeof(enum suppress)),
    };
}

size_t
suppress_cell(const struct suppress_table *table, size_t row, size_t column)
{
    return row * (table->columns + 1) + column;
}

void
suppress_sum(struct suppress_table *table)
{
    for (size_t r = 0; r <= table->rows; r++) {
        table->count[suppress_cell(table, r, table->columns)] = 0;
    }
    for (size_t c = 0; c <= table->columns; c++) {
        int64_t *sum = &table->count[suppress_cell(table, table->rows, c)];

        *sum = 0;
        for (size_t r = 0; r < table->rows; r++) {
            int64_t count = table->count[suppress_cell(table, r, c)];

            *sum += count;
            if (c < table->columns) {
                table->count[suppress_cell(table, r, table->columns)] += count;
            }
        }
    }
}

/* A sum of a row that is shown nowhere may be anything. */
static bool
is_free(const struct suppress_table *table, size_t column)
{
    return column == table->columns && !table->rows_add;
}

/* May the cell stand for one more, or one less, if it is not shown? */
static bool
may_move(const struct suppress_table *table, size_t row, size_t column, bool raise)
{
    bool negative = (row == table->rows) != (column == table->columns);
    size_t cell = suppress_cell(table, row, column);
    bool is_small = table->mark[cell] == SUPPRESS_SMALL;

    if (is_free(table, column)) {
        return true;
    }
    if (raise != negative) {
        return !is_small || table->count[cell] < SUPPRESS_BELOW - 1;
    }
    return table->count[cell] > (is_small ? 1 : SUPPRESS_BELOW);
}

static int64_t
cost_of(const struct suppress_table *table, size_t row, size_t column)
{
    size_t cell = suppress_cell(table, row, column);

    if (is_free(table, column) || table->mark[cell] != SUPPRESS_SHOWN) {
        return 0;
    }
    return table->count[cell] == 0 ? COST_OF_ZERO : 1 + table->count[cell];
}

static void
step_over(struct walk *walk, size_t node, size_t row, size_t column)
{
    bool raise = node == row;
    size_t to = raise ? walk->table->rows + 1 + column : row;
    int64_t cost;

    if (suppress_cell(walk->table, row, column) == walk->skip ||
        !may_move(walk->table, row, column, raise)) {
        return;
    }
    cost = walk->cost[node] + cost_of(walk->table, row, column);
    if (cost < walk->cost[to]) {
        walk->cost[to] = cost;
        walk->from[to] = node;
    }
}

static void
leave(struct walk *walk, size_t node)
{
    const struct suppress_table *table = walk->table;

    walk->done[node] = true;
    if (node <= table->rows) {
        for (size_t c = 0; c <= table->columns; c++) {
            step_over(walk, node, node, c);
        }
        return;
    }
    for (size_t r = 0; r <= table->rows; r++) {
        step_over(walk, node, r, node - table->rows - 1);
    }
}

static size_t
nearest(const struct walk *walk)
{
    size_t best = walk->nodes;

    for (size_t i = 0; i < walk->nodes; i++) {
        if (!walk->done[i] && walk->cost[i] != NO_WAY &&
            (best == walk->nodes || walk->cost[i] < walk->cost[best])) {
            best = i;
        }
    }
    return best;
}

/* The cheapest way from START to END; its cost stands in walk->cost[end]. */
static void
find_way(struct walk *walk, size_t start, size_t end)
{
    for (size_t i = 0; i < walk->nodes; i++) {
        walk->cost[i] = NO_WAY;
        walk->done[i] = false;
    }
    walk->cost[start] = 0;
    for (size_t at = nearest(walk); at != walk->nodes && at != end; at = nearest(walk)) {
        leave(walk, at);
    }
}

static void
leave_out_way(const struct walk *walk, struct suppress_table *table, size_t start, size_t end)
{
    for (size_t at = end; at != start; at = walk->from[at]) {
        size_t before = walk->from[at];
        size_t row = at <= table->rows ? at : before;
        size_t column = (at <= table->rows ? before : at) - table->rows - 1;
        enum suppress *mark = &table->mark[suppress_cell(table, row, column)];

        if (*mark == SUPPRESS_SHOWN) {
            *mark = SUPPRESS_BESIDE;
        }
    }
}

static void
leave_out_all(struct suppress_table *table)
{
    for (size_t i = 0; i < (table->rows + 1) * (table->columns + 1); i++) {
        table->mark[i] = SUPPRESS_BESIDE;
    }
}

/* See to it that the cell may stand for another value. */
static void
guard(struct walk *walk, struct suppress_table *table, size_t row, size_t column)
{
    size_t row_node = row, column_node = table->rows + 1 + column;
    int64_t raised = NO_WAY, lowered = NO_WAY;

    walk->skip = suppress_cell(table, row, column);
    if (may_move(table, row, column, true)) {
        find_way(walk, column_node, row_node);
        raised = walk->cost[row_node];
    }
    if (raised != 0 && may_move(table, row, column, false)) {
        find_way(walk, row_node, column_node);
        lowered = walk->cost[column_node];
    }
    if (raised == NO_WAY && lowered == NO_WAY) {
        leave_out_all(table);
    } else if (lowered < raised) {
        leave_out_way(walk, table, row_node, column_node);
    } else if (raised != 0) {
        find_way(walk, column_node, row_node);
        leave_out_way(walk, table, column_node, row_node);
    }
}

static void
mark_small(struct suppress_table *table)
{
    for (size_t i = 0; i < (table->rows + 1) * (table->columns + 1); i++) {
        bool is_sum = i % (table->columns + 1) == table->columns;

        if (table->mark[i] == SUPPRESS_SHOWN && table->count[i] > 0 &&
            table->count[i] < SUPPRESS_BELOW && !(is_sum && !table->rows_add)) {
            table->mark[i] = SUPPRESS_SMALL;
        }
    }
}

void
suppress_mark(struct arena *arena, struct suppress_table *table)
{
    size_t nodes = table->rows + table->columns + 2;
    struct walk walk = {
        .table = table,
        .nodes = nodes,
        .cost = arena_array(arena, nodes, sizeof(int64_t)),
        .from = arena_array(arena, nodes, sizeof(size_t)),
        .done = arena_array(arena, nodes, sizeof(bool)),
    };

    mark_small(table);
    for (size_t r = 0; r <= table->rows; r++) {
        for (size_t c = 0; c <= table->columns; c++) {
            if (!is_free(table, c) && table->mark[suppress_cell(table, r, c)] != SUPPRESS_SHOWN) {
                guard(&walk, table, r, c);
            }
        }
    }
}
