/*
 * print.c - a sheet -> PDF bytes.
 */
#include "pdf.h"

#include <stdio.h>

/* libharu keeps the file in blocks of memory; append them to OUT. */
static bool
append_file(struct pdf *pdf, struct buf *out)
{
    if (HPDF_SaveToStream(pdf->doc) != HPDF_OK) {
        return false;
    }
    HPDF_Stream stream = pdf->doc->stream;
    const HPDF_UINT blocks = HPDF_MemStream_GetBufCount(stream);
    const size_t before = out->len;
    for (HPDF_UINT i = 0; i < blocks; i++) {
        HPDF_UINT len = 0;
        const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(stream, i, &len);
        buf_append(out, bytes, len);
    }
    if (buf_ok(out)) {
        return true;
    }
    out->len = before;
    return false;
}

static bool
draw_all(struct pdf *pdf, struct err *err)
{
    glyph_collect(pdf);
    if (!font_embed(pdf, err)) {
        return false;
    }
    tree_open(pdf);
    pdf->page = arena_array(pdf->arena, pdf->sheet->page_count, sizeof *pdf->page);
    pdf->content = arena_array(pdf->arena, pdf->sheet->page_count, sizeof *pdf->content);
    for (size_t p = 0; p < pdf->sheet->page_count; p++) {
        if (!page_draw(pdf, p, err)) {
            return false;
        }
    }
    tree_write(pdf);
    meta_write(pdf);
    return true;
}

bool
print_pdf(const struct sheet *sheet, const struct type *type, struct arena *arena,
          struct buf *out, struct err *err)
{
    struct pdf pdf = { .sheet = sheet,
                       .type = type,
                       .arena = arena,
                       .content_hash = PDF_HASH_START };
    bool ok = pdf_open(&pdf) && draw_all(&pdf, err);
    if (ok && (pdf.failed || !append_file(&pdf, out))) {
        ok = false;
    }
    pdf_close(&pdf);
    if (!ok) {
        char code[16];
        snprintf(code, sizeof code, "0x%04X", (unsigned int)pdf.code);
        return err_set(err, REASON_PRINT, "", "Das Blatt lässt sich nicht zeichnen (%1).", code);
    }
    return true;
}
