/*
 * picture.c - the two kinds of picture that phones and screenshots are.
 */
#include "picture.h"

#include <png.h>
#include <string.h>
#include <turbojpeg.h>

#include "arena.h"
#include "str.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define JPEG_SIGNATURE "\xff\xd8\xff"
#define WHITE 255

bool
picture_unreadable(struct err *err)
{
    return err_set(err, REASON_MALFORMED, "photo",
                   "Das Foto ist nicht lesbar. Erlaubt sind JPEG und PNG.");
}

bool
picture_too_large(struct err *err)
{
    return err_set(err, REASON_TOO_LARGE, "photo",
                   "Das Foto ist zu groß. Erlaubt sind 8 MB und 16 Millionen Bildpunkte.");
}

/* Judge the size a header claims, before there is memory for it. */
static bool
take_size(struct picture *out, long long width, long long height, struct err *err)
{
    if (width <= 0 || height <= 0) {
        return picture_unreadable(err);
    }
    if ((unsigned long long)width > PICTURE_PIXELS_MAX / (unsigned long long)height) {
        return picture_too_large(err);
    }
    out->width = (size_t)width;
    out->height = (size_t)height;
    return true;
}

/* Photos of a torn connection still hold a code in their upper half: warnings are none here. */
static bool
read_jpeg(tjhandle jpeg, struct arena *arena, const uint8_t *bytes, size_t len,
          struct picture *out, struct err *err)
{
    int width = 0, height = 0, sampling, colours; /* stay so for a JPEG of tables alone */
    uint8_t *gray;

    if (tjDecompressHeader3(jpeg, bytes, len, &width, &height, &sampling, &colours) != 0) {
        return picture_unreadable(err);
    }
    if (!take_size(out, width, height, err)) {
        return false;
    }
    gray = arena_alloc(arena, out->width * out->height);
    out->gray = gray;
    return tjDecompress2(jpeg, bytes, len, gray, width, 0, height, TJPF_GRAY,
                         TJFLAG_LIMITSCANS) == 0 ||
           tjGetErrorCode(jpeg) == TJERR_WARNING || picture_unreadable(err);
}

/* Reads the rows the header claims and no more: what else is packed in stays packed. */
static bool
read_png(struct arena *arena, const uint8_t *bytes, size_t len, struct picture *out,
         struct err *err)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    const png_color white = {WHITE, WHITE, WHITE};
    uint8_t *gray;
    bool done;

    if (!png_image_begin_read_from_memory(&image, bytes, len)) {
        return picture_unreadable(err);
    }
    if (!take_size(out, image.width, image.height, err)) {
        png_image_free(&image);
        return false;
    }
    image.format = PNG_FORMAT_GRAY;
    gray = arena_alloc(arena, out->width * out->height);
    out->gray = gray;
    done = png_image_finish_read(&image, &white, gray, 0, NULL) != 0;
    png_image_free(&image);
    return done || picture_unreadable(err);
}

static bool
starts(const uint8_t *bytes, size_t len, const char *signature)
{
    return len >= strlen(signature) && memcmp(bytes, signature, strlen(signature)) == 0;
}

bool
picture_read(struct arena *arena, const uint8_t *bytes, size_t len, struct picture *out,
             struct err *err)
{
    tjhandle jpeg;
    bool done;

    if (len > PICTURE_BYTES_MAX) {
        return picture_too_large(err);
    }
    if (starts(bytes, len, PNG_SIGNATURE)) {
        return read_png(arena, bytes, len, out, err);
    }
    jpeg = starts(bytes, len, JPEG_SIGNATURE) ? tjInitDecompress() : NULL;
    if (jpeg == NULL) {
        return picture_unreadable(err);
    }
    done = read_jpeg(jpeg, arena, bytes, len, out, err);
    (void)tjDestroy(jpeg);
    return done;
}

struct picture
picture_halve(struct arena *arena, const struct picture *picture)
{
    struct picture half = {NULL, picture->width / 2, picture->height / 2};
    uint8_t *gray = arena_alloc(arena, half.width * half.height + 1);

    half.gray = gray;
    for (size_t y = 0; y < half.height; y++) {
        const uint8_t *upper = picture->gray + 2 * y * picture->width;
        const uint8_t *lower = upper + picture->width;

        for (size_t x = 0; x < 2 * half.width; x += 2) {
            *gray++ = (uint8_t)((upper[x] + upper[x + 1] + lower[x] + lower[x + 1] + 2) / 4);
        }
    }
    return half;
}
