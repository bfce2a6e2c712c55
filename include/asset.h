/*
 * asset.h - files the build put into the binary.
 *
 * Names are those of the source tree ("forms/gutschein.xml", "assets/texts/en.po",
 * "src/store/schema/sqlite.sql"); fonts and the colour profile of Debian's packages
 * stand under "fonts/" and "color/".
 */
#ifndef ASSET_H
#define ASSET_H

#include <stdbool.h>
#include <stddef.h>

struct asset {
    const char *name;
    const unsigned char *bytes; /* followed by a NUL that does not count */
    size_t len;
};

/* The asset of this name, or NULL. */
const struct asset *asset_find(const char *name);
/* All assets, sorted by name. */
const struct asset *asset_table(size_t *count);

#endif
