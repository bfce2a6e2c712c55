/*
 * qr.c - a text becomes dark modules, row by row.
 */
#include "pdf.h"

#include <qrencode.h>

static bool
dark(const QRcode *code, int x, int y)
{
    return (code->data[y * code->width + x] & 1) != 0;
}

/* Fill BAR, or only count when it is NULL. */
static size_t
find_bars(const QRcode *code, struct qr_bar *bar)
{
    size_t count = 0;
    for (int y = 0; y < code->width; y++) {
        for (int x = 0; x < code->width;) {
            const int begin = x;
            while (x < code->width && dark(code, x, y)) {
                x++;
            }
            if (x > begin && bar != NULL) {
                bar[count] = (struct qr_bar){ begin, y, x - begin };
            }
            count += x > begin;
            x += x == begin;
        }
    }
    return count;
}

bool
qr_make(struct arena *arena, const char *payload, struct qr *out, struct err *err)
{
    QRcode *code = QRcode_encodeString(payload, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
    if (code == NULL || code->version > PRINT_QR_VERSION_MAX) {
        QRcode_free(code);
        return err_set(err, REASON_PRINT, "public_url",
                       "Der QR-Code würde zu fein; bitte eine kürzere Adresse einstellen.");
    }
    out->modules = code->width;
    out->count = find_bars(code, NULL);
    struct qr_bar *bar = arena_array(arena, out->count, sizeof *bar);
    (void)find_bars(code, bar);
    out->bar = bar;
    QRcode_free(code);
    return true;
}
