/*
 * pdf.c - libharu's objects behind makers and putters with one sticky failure.
 *
 * libharu calls on_error once for each fault and goes on; the first one is kept.
 */
#include "pdf.h"

#include "str.h"

static void
on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user)
{
    struct pdf *pdf = user;
    if (pdf->failed) {
        return;
    }
    pdf->failed = true;
    pdf->code = code;
    pdf->detail = detail;
}

bool
pdf_open(struct pdf *pdf)
{
    pdf->doc = HPDF_New(on_error, pdf);
    if (pdf->doc == NULL) {
        return false;
    }
    pdf->doc->pdf_version = HPDF_VER_17;
    (void)HPDF_SetCompressionMode(pdf->doc, HPDF_COMP_ALL);
    return !pdf->failed;
}

void
pdf_close(struct pdf *pdf)
{
    if (pdf->doc != NULL) {
        HPDF_Free(pdf->doc);
    }
    pdf->doc = NULL;
}

/* Remember that libharu gave or was to be given nothing. */
static void *
made(struct pdf *pdf, void *object)
{
    if (object == NULL) {
        pdf->failed = true;
    }
    return object;
}

HPDF_Dict
pdf_dict(struct pdf *pdf)
{
    return made(pdf, HPDF_Dict_New(pdf->doc->mmgr));
}

HPDF_Dict
pdf_object(struct pdf *pdf)
{
    HPDF_Dict dict = pdf_dict(pdf);
    if (dict == NULL || HPDF_Xref_Add(pdf->doc->xref, dict) != HPDF_OK) {
        return made(pdf, NULL);
    }
    return dict;
}

HPDF_Array
pdf_array(struct pdf *pdf)
{
    return made(pdf, HPDF_Array_New(pdf->doc->mmgr));
}

HPDF_Dict
pdf_stream(struct pdf *pdf, const void *bytes, size_t len, bool deflate)
{
    HPDF_Dict dict = made(pdf, HPDF_DictStream_New(pdf->doc->mmgr, pdf->doc->xref));
    if (dict == NULL) {
        return NULL;
    }
    if (deflate) {
        dict->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    }
    if (HPDF_Stream_Write(dict->stream, bytes, (HPDF_UINT)len) != HPDF_OK) {
        return made(pdf, NULL);
    }
    return dict;
}

void
pdf_put(struct pdf *pdf, HPDF_Dict dict, const char *key, void *object)
{
    if (made(pdf, dict) != NULL && made(pdf, object) != NULL &&
        HPDF_Dict_Add(dict, key, object) != HPDF_OK) {
        pdf->failed = true;
    }
}

void
pdf_put_name(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *name)
{
    pdf_put(pdf, dict, key, HPDF_Name_New(pdf->doc->mmgr, name));
}

void
pdf_put_number(struct pdf *pdf, HPDF_Dict dict, const char *key, int32_t number)
{
    pdf_put(pdf, dict, key, HPDF_Number_New(pdf->doc->mmgr, number));
}

void
pdf_put_true(struct pdf *pdf, HPDF_Dict dict, const char *key)
{
    pdf_put(pdf, dict, key, HPDF_Boolean_New(pdf->doc->mmgr, HPDF_TRUE));
}

/* Write the UTF-16 code units of CODEPOINT, high byte first; returns the bytes. */
static size_t
utf16_put(uint8_t out[4], uint32_t codepoint)
{
    if (codepoint < 0x10000) {
        out[0] = (uint8_t)(codepoint >> 8);
        out[1] = (uint8_t)codepoint;
        return 2;
    }
    const uint32_t rest = codepoint - 0x10000;
    const uint32_t high = 0xD800 | rest >> 10, low = 0xDC00 | (rest & 0x3FF);
    out[0] = (uint8_t)(high >> 8);
    out[1] = (uint8_t)high;
    out[2] = (uint8_t)(low >> 8);
    out[3] = (uint8_t)low;
    return 4;
}

void
pdf_utf16_hex(struct buf *out, const char *text, size_t len)
{
    static const char DIGIT[] = "0123456789ABCDEF";
    const char *const end = text + len;
    while (text < end) {
        uint8_t unit[4];
        const size_t n = utf16_put(unit, str_next(&text));
        for (size_t i = 0; i < n; i++) {
            buf_putc(out, DIGIT[unit[i] >> 4]);
            buf_putc(out, DIGIT[unit[i] & 15]);
        }
    }
}

static bool
is_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || (unsigned char)*text > '~') {
            return false;
        }
    }
    return true;
}

void
pdf_put_text(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *text)
{
    if (is_ascii(text)) {
        pdf_put(pdf, dict, key, HPDF_String_New(pdf->doc->mmgr, text, NULL));
        return;
    }
    uint8_t *bytes = arena_alloc(pdf->arena, 2 + 4 * str_count(text));
    size_t len = 2;
    bytes[0] = 0xFE;
    bytes[1] = 0xFF;
    for (uint32_t c = str_next(&text); c != 0; c = str_next(&text)) {
        len += utf16_put(bytes + len, c);
    }
    pdf_put(pdf, dict, key, HPDF_Binary_New(pdf->doc->mmgr, bytes, (HPDF_UINT)len));
}

void
pdf_add(struct pdf *pdf, HPDF_Array array, void *object)
{
    if (made(pdf, array) != NULL && made(pdf, object) != NULL &&
        HPDF_Array_Add(array, object) != HPDF_OK) {
        pdf->failed = true;
    }
}

void
pdf_add_number(struct pdf *pdf, HPDF_Array array, int32_t number)
{
    pdf_add(pdf, array, HPDF_Number_New(pdf->doc->mmgr, number));
}

void
pdf_add_bytes(struct pdf *pdf, HPDF_Array array, const uint8_t *bytes, size_t len)
{
    uint8_t *copy = arena_memdup(pdf->arena, bytes, len);
    pdf_add(pdf, array, HPDF_Binary_New(pdf->doc->mmgr, copy, (HPDF_UINT)len));
}

void
pdf_hash(uint64_t hash[2], const void *bytes, size_t len)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < len; i++) {
        hash[0] = (hash[0] ^ at[i]) * 0x100000001b3u;
        hash[1] = (hash[1] ^ at[i]) * 0x100000001b3u;
    }
}
