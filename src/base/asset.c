/*
 * asset.c - finds the files that assets/embed.awk put into the binary.
 */
#include "asset.h"

#include <stdlib.h>
#include <string.h>

/* Written by assets/embed.awk, sorted by name. */
extern const struct asset asset_rows[];
extern const size_t asset_row_count;

static int
compare_name(const void *name, const void *row)
{
    return strcmp(name, ((const struct asset *)row)->name);
}

const struct asset *
asset_find(const char *name)
{
    return bsearch(name, asset_rows, asset_row_count, sizeof *asset_rows, compare_name);
}

const struct asset *
asset_table(size_t *count)
{
    *count = asset_row_count;
    return asset_rows;
}
