/*
 * floor_tags.h - what makes the floor's PDF readable to everybody, by bare calls.
 */
#ifndef FLOOR_TAGS_H
#define FLOOR_TAGS_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <stdbool.h>
#include <stddef.h>

struct buf;
struct floor_tags;
struct sheet;

/* NULL on failure. */
struct floor_tags *floor_tags_open(HPDF_Doc doc, const struct sheet *sheet);
void floor_tags_close(struct floor_tags *tags);

/* A page begins. */
void floor_tags_page(struct floor_tags *tags, size_t index, HPDF_Page page);
/* A mark of ELEMENT begins: open its marked content unless it is open. */
void floor_tags_mark(struct floor_tags *tags, size_t page, size_t element, struct buf *out);
/* The page ends. */
void floor_tags_end(struct floor_tags *tags, struct buf *out);

/* Write the tree, the metadata, the colour profile. */
bool floor_tags_write(struct floor_tags *tags);

#endif
