/*
 * print.h - a sheet -> PDF bytes that have proved themselves.
 *
 * Tagged PDF after PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). Pure: the
 * same sheet gives the same bytes. No clock, files, store or network.
 * Hides: libharu, libqrencode.
 */
#ifndef PRINT_H
#define PRINT_H

#include <stddef.h>

#include "err.h"
#include "sheet.h"

#define PRINT_MODULE_MIN_MM 0.5
#define PRINT_QUIET_MODULES 4
#define PRINT_QR_VERSION_MAX 5

struct arena;
struct buf;
struct decoder;
struct type;

/*
 * Prove SHEET: every QR, drawn as it will be printed, is decoded again and says
 * its payload; its modules are at least PRINT_MODULE_MIN_MM wide, nothing else
 * stands in its quiet zone, it lies whole on the page; no mark leaves the page;
 * every mark that is not an artifact has an element, every figure has an
 * alternative text.
 * Errors: PRINT, field names page and mark.
 */
MUST_CHECK bool print_prove(const struct sheet *sheet, struct decoder *decoder,
                            struct arena *arena, struct err *err);

/* One thing print_prove would refuse. */
struct print_fault {
    const struct sheet_mark *mark; /* NULL: a structure element is at fault */
    struct err err;
};

/* Everything print_prove would refuse, at most MOST; returns their number. Without a DECODER
   codes are measured, not read. */
size_t print_prove_all(const struct sheet *sheet, struct decoder *decoder, struct arena *arena,
                  struct print_fault *out, size_t most);

/* Draw SHEET and append the PDF to OUT; OUT is unchanged on failure. Errors: PRINT. */
MUST_CHECK bool print_pdf(const struct sheet *sheet, const struct type *type,
                          struct arena *arena, struct buf *out, struct err *err);

#endif
