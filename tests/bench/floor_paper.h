/*
 * floor_paper.h - the least that draws a sheet: bare library calls, nothing checked.
 *
 * It gets the places of all marks for nothing, shapes their texts with HarfBuzz, embeds
 * subsets, writes the pages with libharu, makes each QR code with libqrencode and reads it
 * again with zbar. With TAGGED it also writes what makes a PDF readable to everybody: marked
 * content, the tree of meaning, metadata and the colour profile.
 */
#ifndef FLOOR_PAPER_H
#define FLOOR_PAPER_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct floor_paper;
struct sheet;

/* Load the fonts and the decoder. NULL on failure. */
struct floor_paper *floor_paper_open(void);
void floor_paper_close(struct floor_paper *floor);

/* Append the PDF to OUT. */
bool floor_paper_draw(struct floor_paper *floor, const struct sheet *sheet, bool tagged,
                      struct buf *out);

#endif
