/*
 * picture.h - JPEG and PNG from outside become gray pixels, within limits told by the header.
 *
 * Only ever called by the confined helper (photo.h) and by tests: the libraries behind it
 * read hostile bytes.
 * Hides: libjpeg-turbo, libpng.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

#define PICTURE_BYTES_MAX ((size_t)8 << 20)
#define PICTURE_PIXELS_MAX ((size_t)16 << 20)

struct arena;

struct picture {
    const uint8_t *gray; /* width * height bytes, row by row from the top */
    size_t width, height;
};

/*
 * Errors: TOO_LARGE "photo" (bytes, or pixels as the header claims; nothing was decoded),
 *         MALFORMED "photo" (neither JPEG nor PNG, or broken). A JPEG that ends early is read as
 *         far as it goes.
 */
MUST_CHECK bool picture_read(struct arena *arena, const uint8_t *bytes, size_t len,
                             struct picture *out, struct err *err);
/* Set the error and return false; the answer of a helper says the same. */
bool picture_unreadable(struct err *err);
bool picture_too_large(struct err *err);

/* The same at half the width and height, each pixel the mean of four. */
struct picture picture_halve(struct arena *arena, const struct picture *picture);

#endif
