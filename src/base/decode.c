/*
 * decode.c - zbar's scanner, set to QR codes only.
 */
#include "decode.h"

#include <stdlib.h>
#include <zbar.h>

#include "arena.h"

struct decoder {
    zbar_image_scanner_t *scanner;
};

struct decoder *
decode_open(void)
{
    struct decoder *decoder = malloc(sizeof *decoder);
    zbar_image_scanner_t *scanner = decoder ? zbar_image_scanner_create() : NULL;
    if (!scanner) {
        free(decoder);
        return NULL;
    }
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    decoder->scanner = scanner;
    return decoder;
}

void
decode_close(struct decoder *decoder)
{
    if (!decoder) {
        return;
    }
    zbar_image_scanner_destroy(decoder->scanner);
    free(decoder);
}

/* Copy what the scanner found; its own memory goes with the picture. */
static void
copy_texts(const zbar_image_t *image, struct arena *arena, const char ***texts, size_t *count)
{
    size_t n = 0;
    for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s; s = zbar_symbol_next(s)) {
        n++;
    }
    *texts = arena_array(arena, n, sizeof **texts);
    *count = 0;
    for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s && *count < n;
         s = zbar_symbol_next(s)) {
        (*texts)[(*count)++] =
            arena_strndup(arena, zbar_symbol_get_data(s), zbar_symbol_get_data_length(s));
    }
}

bool
decode_gray(struct decoder *decoder, struct arena *arena, const uint8_t *gray, size_t width,
            size_t height, const char ***texts, size_t *count, struct err *err)
{
    if (width == 0 || height == 0) {
        *count = 0;
        return true;
    }
    if (width > DECODE_PIXELS_MAX / height) {
        return err_set(err, REASON_TOO_LARGE, "image",
                       "Das Bild ist zu groß. Erlaubt sind 16 Millionen Bildpunkte.");
    }
    zbar_image_t *image = zbar_image_create();
    if (!image) {
        return err_set(err, REASON_STORE, "image", NULL);
    }
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)width, (unsigned)height);
    zbar_image_set_data(image, gray, width * height, NULL);
    zbar_scan_image(decoder->scanner, image);
    copy_texts(image, arena, texts, count);
    zbar_image_destroy(image);
    return true;
}
