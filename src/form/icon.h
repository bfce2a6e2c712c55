/*
 * icon.h - small signs drawn with one round pen on a grid of 24 units.
 *
 * The pen is 2 units wide and the gaps are too, so that at 4 mm nothing closes on a
 * fax or a poor copy.
 */
#ifndef FORM_ICON_H
#define FORM_ICON_H

#include <stddef.h>

#include "sheet.h"

struct arena;

/* Every name, as the choices of an attribute: "clock|place|..." */
extern const char icon_names[];

/* The icon called NAME, one of icon_names, drawn SIZE_MM high and wide into *MARK: its path,
   its size and the width of its pen. */
void icon_draw(struct arena *arena, const char *name, double size_mm, struct sheet_mark *mark);

#endif
