/*
 * export_list.h - private to procedures: the lists, their columns, and how a page is read.
 */
#ifndef EXPORT_LIST_H
#define EXPORT_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "store_feed.h"
#include "table.h"

struct db;
struct env;
struct profile;

#define EXPORT_PAGE 500

/* One page of a list being read. */
struct export_page {
    struct env *env;        /* its arena lives as long as the page */
    const struct profile *posting; /* what steps are called over there */
    const char *user;       /* posting: whose cases */
    struct feed_place since; /* where this run began */
    struct feed_place next;  /* where the next one begins */
    int64_t after;          /* id of the last row */
    const char **row[EXPORT_PAGE]; /* a cell per column */
    size_t count;
    bool end;               /* nothing behind this page */
};
typedef bool export_page_fn(struct export_page *page, struct db *db, struct err *err);

enum export_cursor { CURSOR_NONE, CURSOR_EVENTS /* own rows */, CURSOR_CHANGED /* by events */ };
struct export_list {
    const char *name;
    const struct table_column *column;
    size_t column_count;
    enum export_cursor cursor;
    bool everybody; /* an acting user may have it: the list itself keeps to what is theirs */
    export_page_fn *page;
};
/* The list, or NULL; the INDEXth, or NULL. */
const struct export_list *export_list_find(const char *name);
const struct export_list *export_list_at(size_t index);

/* An empty row of the page, to be filled cell by cell. */
const char **export_row(struct export_page *page, size_t columns);
/* Cells of numbers, days and moments. */
const char *export_number(struct export_page *page, int64_t number);
const char *export_day(struct export_page *page, int32_t day);
const char *export_moment(struct export_page *page, int64_t moment_ms);

/* The list "posting"; see posting.c. */
extern const struct table_column export_posting_columns[10];
export_page_fn export_posting_page;

#endif
