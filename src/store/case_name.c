/*
 * case_name.c - find cases by the beginnings of their names and numbers.
 *
 * A name is stored as folded parts, Müller both as muller and as mueller, and searched by
 * range: the index answers, however many cases there are. Of several words the rarest leads.
 */
#include "case_name.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "inner.h"
#include "store_case.h"
#include "str.h"

#define WORDS_MAX 4
#define RARE 500          /* more hits than this are all the same: common */
#define RESULTS_MAX 1000
#define ABOVE_ALL "\xf4\x8f\xbf\xbf" /* sorts after every letter */

/* Cut TEXT, which is folded, at its blanks; at most MAX words. */
static size_t
split(char *text, char **words, size_t max)
{
    size_t count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(text, " ", &rest); word != NULL && count < max;
         word = strtok_r(NULL, " ", &rest)) {
        words[count++] = word;
    }
    return count;
}

static bool
keep_parts(struct db *db, struct arena *arena, int64_t id, const char *text, struct err *err)
{
    char *ways[] = {str_fold(arena, text, STR_FOLD_BASE), str_fold(arena, text, STR_FOLD_DIGRAPH)};
    size_t count = str_equal(ways[0], ways[1]) ? 1 : 2;
    for (size_t way = 0; way < count; way++) {
        char *rest = NULL;
        for (char *part = strtok_r(ways[way], " ", &rest); part != NULL;
             part = strtok_r(NULL, " ", &rest)) {
            if (!db_do(db, SQL_NAME_PART_INSERT, NULL, err, sql_text(part), sql_int(id))) {
                return false;
            }
        }
    }
    return true;
}

bool
case_name_keep(struct db *db, const struct case_file *row, struct err *err)
{
    struct arena arena = {0};
    bool done = db_do(db, SQL_NAME_PART_CLEAR, NULL, err, sql_int(row->id)) &&
                keep_parts(db, &arena, row->id, row->given_name, err) &&
                keep_parts(db, &arena, row->id, row->family_name, err) &&
                keep_parts(db, &arena, row->id, row->number, err);
    arena_finish(&arena);
    return done;
}

/* Bring the word with the fewest hits to the front. */
static bool
rarest_first(struct db *db, struct arena *arena, char **words, size_t count, struct err *err)
{
    int64_t fewest = INT64_MAX;
    size_t rarest = 0;
    for (size_t i = 0; i < count && count > 1; i++) {
        const char *above = arena_printf(arena, "%s" ABOVE_ALL, words[i]);
        int64_t hits;
        if (!db_number(db, SQL_NAME_PART_COUNT,
                       PARAMS(sql_text(words[i]), sql_text(above), sql_int(RARE)), &hits, err)) {
            return false;
        }
        if (hits < fewest) {
            fewest = hits;
            rarest = i;
        }
    }
    char *word = words[rarest];
    words[rarest] = words[0];
    words[0] = word;
    return true;
}

struct hits {
    int64_t *id;
    size_t count, limit;
};

/* A case comes once for each of its parts that fits. */
static bool
take_hit(void *arg, const struct sql_value *columns)
{
    struct hits *hits = arg;
    for (size_t i = 0; i < hits->count; i++) {
        if (hits->id[i] == columns[0].number) {
            return true;
        }
    }
    hits->id[hits->count++] = columns[0].number;
    return hits->count < hits->limit;
}

static bool
search(struct db *db, struct arena *arena, char **words, size_t count, struct hits *hits,
       struct err *err)
{
    struct sql_value range[2 * WORDS_MAX];
    for (size_t i = 0; i < WORDS_MAX; i++) {
        const char *word = i < count ? words[i] : "";
        range[2 * i] = sql_text(word);
        range[2 * i + 1] = sql_text(arena_printf(arena, "%s" ABOVE_ALL, word));
    }
    return db_run(db, SQL_CASE_SEARCH, range, 2 * WORDS_MAX, take_hit, hits, NULL, err);
}

struct found {
    const char *sort;
    struct case_file row;
};

static int
by_name(const void *a, const void *b)
{
    const struct found *left = a, *right = b;
    int order = strcmp(left->sort, right->sort);
    return order != 0 ? order : strcmp(left->row.number, right->row.number);
}

static bool
read_hits(struct db *db, struct arena *arena, const struct hits *hits,
          const struct case_file **out, struct err *err)
{
    struct found *found = arena_array(arena, hits->count + 1, sizeof *found);
    struct case_file *rows = arena_array(arena, hits->count + 1, sizeof *rows);
    for (size_t i = 0; i < hits->count; i++) {
        if (!store_case_by_id(db, arena, hits->id[i], &found[i].row, err)) {
            return false;
        }
        found[i].sort = str_fold(arena,
                                 arena_printf(arena, "%s %s", found[i].row.family_name,
                                              found[i].row.given_name),
                                 STR_FOLD_BASE);
    }
    qsort(found, hits->count, sizeof *found, by_name);
    for (size_t i = 0; i < hits->count; i++) {
        rows[i] = found[i].row;
    }
    *out = rows;
    return true;
}

bool
store_case_search(struct db *db, struct arena *arena, const char *query, size_t limit,
                  const struct case_file **out, size_t *count, struct err *err)
{
    char *words[WORDS_MAX];
    size_t found = split(str_fold(arena, query, STR_FOLD_BASE), words, WORDS_MAX);
    struct hits hits = {.limit = limit < RESULTS_MAX ? limit : RESULTS_MAX};
    hits.id = arena_array(arena, hits.limit + 1, sizeof *hits.id);
    if (found > 0 && hits.limit > 0 &&
        (!rarest_first(db, arena, words, found, err) ||
         !search(db, arena, words, found, &hits, err))) {
        return false;
    }
    if (!read_hits(db, arena, &hits, out, err)) {
        return false;
    }
    *count = hits.count;
    return true;
}
