/*
 * decode.h - read QR codes out of a gray picture.
 *
 * QR only. Used by the print to prove itself, later on uploaded photographs.
 * Hides: zbar.
 */
#ifndef DECODE_H
#define DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

#define DECODE_PIXELS_MAX ((size_t)16 << 20)

struct arena;

struct decoder; /* reusable; one per thread */

/* NULL when there is no memory. */
struct decoder *decode_open(void);
void decode_close(struct decoder *decoder);

/*
 * All QR texts in WIDTH x HEIGHT gray bytes, row by row from the top.
 * Errors: TOO_LARGE above DECODE_PIXELS_MAX. No code is no error: *COUNT is 0.
 */
MUST_CHECK bool decode_gray(struct decoder *decoder, struct arena *arena, const uint8_t *gray,
                            size_t width, size_t height, const char ***texts, size_t *count,
                            struct err *err);

#endif
