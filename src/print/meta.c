/*
 * meta.c - what the file says about itself: title, language, conformance,
 * colours, identity.
 *
 * Source: ISO 19005-2 6.6 (metadata), 6.2.3 (output intent); ISO 14289-1 5, 7.1.
 */
#include "pdf.h"

#include <string.h>
#include <time.h>

#include "asset.h"

#define PRODUCER "laufzettel"

/* XMP opens with a byte order mark inside its header and closes read-only. */
static const char XMP_HEAD[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n";

/* PDF/A wants the words of PDF/UA explained, as it came first. */
static const char XMP_TAIL[] =
    "</rdf:Description>\n"
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";

static void
put_escaped(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            buf_puts(out, "&amp;");
            break;
        case '<':
            buf_puts(out, "&lt;");
            break;
        case '>':
            buf_puts(out, "&gt;");
            break;
        default:
            buf_putc(out, *text);
        }
    }
}

static void
put_alternative(struct buf *out, const char *name, const char *text)
{
    buf_printf(out, "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">", name);
    put_escaped(out, text);
    buf_printf(out, "</rdf:li></rdf:Alt></%s>\n", name);
}

static struct tm
created_at(const struct pdf *pdf)
{
    const time_t seconds = (time_t)(pdf->sheet->created_ms / 1000);
    struct tm tm = { 0 };
    (void)gmtime_r(&seconds, &tm);
    return tm;
}

/* Title, subject, producer and moment stand here and in the metadata, word for word. */
static void
write_info(struct pdf *pdf)
{
    const struct tm tm = created_at(pdf);
    char moment[32];
    (void)strftime(moment, sizeof moment, "D:%Y%m%d%H%M%SZ", &tm);
    if (HPDF_SetInfoAttr(pdf->doc, HPDF_INFO_PRODUCER, PRODUCER) != HPDF_OK) {
        return;
    }
    HPDF_Dict info = pdf->doc->info;
    pdf_put_text(pdf, info, "Title", pdf->sheet->title);
    pdf_put_text(pdf, info, "Subject", pdf->sheet->subject);
    pdf_put_text(pdf, info, "CreationDate", moment);
}

static void
write_xmp(struct pdf *pdf)
{
    const struct tm tm = created_at(pdf);
    char moment[32];
    struct buf xmp;
    (void)strftime(moment, sizeof moment, "%Y-%m-%dT%H:%M:%SZ", &tm);
    buf_init(&xmp, 0);
    buf_puts(&xmp, XMP_HEAD);
    put_alternative(&xmp, "dc:title", pdf->sheet->title);
    put_alternative(&xmp, "dc:description", pdf->sheet->subject);
    buf_printf(&xmp, "<pdf:Producer>" PRODUCER "</pdf:Producer>"
                     "<xmp:CreateDate>%s</xmp:CreateDate>\n", moment);
    buf_puts(&xmp, XMP_TAIL);
    if (!buf_ok(&xmp)) {
        pdf->failed = true;
    }
    HPDF_Dict stream = pdf_stream(pdf, buf_text(&xmp), xmp.len, false);
    buf_finish(&xmp);
    pdf_put_name(pdf, stream, "Type", "Metadata");
    pdf_put_name(pdf, stream, "Subtype", "XML");
    pdf_put(pdf, pdf->doc->catalog, "Metadata", stream);
}

/* The shades of gray mean those of a gray scale with the gamma of common screens. */
static void
write_output_intent(struct pdf *pdf)
{
    const struct asset *profile = asset_find("color/Gray.icc");
    if (profile == NULL) {
        pdf->failed = true;
        return;
    }
    HPDF_Dict stream = pdf_stream(pdf, profile->bytes, profile->len, true);
    HPDF_Dict intent = pdf_dict(pdf);
    HPDF_Array intents = pdf_array(pdf);
    pdf_put_number(pdf, stream, "N", 1);
    pdf_put_name(pdf, intent, "Type", "OutputIntent");
    pdf_put_name(pdf, intent, "S", "GTS_PDFA1");
    pdf_put_text(pdf, intent, "OutputConditionIdentifier", "Gray");
    pdf_put(pdf, intent, "DestOutputProfile", stream);
    pdf_add(pdf, intents, intent);
    pdf_put(pdf, pdf->doc->catalog, "OutputIntents", intents);
}

static void
write_catalog(struct pdf *pdf)
{
    HPDF_Dict catalog = pdf->doc->catalog;
    HPDF_Dict mark_info = pdf_dict(pdf);
    HPDF_Dict viewer = pdf_dict(pdf);
    pdf_put_true(pdf, mark_info, "Marked");
    pdf_put(pdf, catalog, "MarkInfo", mark_info);
    pdf_put_text(pdf, catalog, "Lang", pdf->sheet->lang);
    pdf_put_true(pdf, viewer, "DisplayDocTitle");
    pdf_put_name(pdf, viewer, "PrintScaling", "None");
    pdf_put_name(pdf, viewer, "Duplex", "DuplexFlipLongEdge");
    pdf_put(pdf, catalog, "ViewerPreferences", viewer);
}

/* The first half names the document, the second half this drawing of it. */
static void
write_id(struct pdf *pdf)
{
    uint64_t document[2] = PDF_HASH_START;
    uint8_t bytes[2][16];
    HPDF_Array id = pdf_array(pdf);
    pdf_hash(document, pdf->sheet->identifier, strlen(pdf->sheet->identifier));
    for (size_t i = 0; i < 16; i++) {
        bytes[0][i] = (uint8_t)(document[i / 8] >> 8 * (i % 8));
        bytes[1][i] = (uint8_t)((document[i / 8] ^ pdf->content_hash[i / 8]) >> 8 * (i % 8));
    }
    pdf_add_bytes(pdf, id, bytes[0], sizeof bytes[0]);
    pdf_add_bytes(pdf, id, bytes[1], sizeof bytes[1]);
    pdf_put(pdf, pdf->doc->trailer, "ID", id);
}

void
meta_write(struct pdf *pdf)
{
    write_info(pdf);
    write_xmp(pdf);
    write_output_intent(pdf);
    write_catalog(pdf);
    write_id(pdf);
}
