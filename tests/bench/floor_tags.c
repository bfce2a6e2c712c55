/*
 * floor_tags.c - marked content, structure tree, metadata and colour profile.
 */
#include "floor_tags.h"

#include <stdlib.h>
#include <string.h>

#include "asset.h"
#include "buf.h"
#include "sheet.h"

#define PAGES_MAX 64
#define OPEN_NONE (SIZE_MAX - 1) /* no marked content is open */

struct floor_tags {
    HPDF_Doc doc;
    const struct sheet *sheet;
    HPDF_Dict *element;
    HPDF_Array *kids;
    size_t *on_page; /* of each element: page of its first content, or SIZE_MAX */
    HPDF_Page page[PAGES_MAX];
    HPDF_Array contents[PAGES_MAX]; /* element of each marked content */
    HPDF_INT32 count[PAGES_MAX];
    size_t open;
};

static const char *const roles[SHEET_ROLE__MAX] = {
    [SHEET_DOCUMENT] = "Document", [SHEET_PART] = "Part", [SHEET_SECT] = "Sect",
    [SHEET_DIV] = "Div",           [SHEET_H1] = "H1",     [SHEET_H2] = "H2",
    [SHEET_H3] = "H3",             [SHEET_P] = "P",       [SHEET_L] = "L",
    [SHEET_LI] = "LI",             [SHEET_LBL] = "Lbl",   [SHEET_LBODY] = "LBody",
    [SHEET_TABLE] = "Table",       [SHEET_TR] = "TR",     [SHEET_TH] = "TH",
    [SHEET_TD] = "TD",             [SHEET_FIGURE] = "Figure", [SHEET_SPAN] = "Span",
};

struct floor_tags *
floor_tags_open(HPDF_Doc doc, const struct sheet *sheet)
{
    struct floor_tags *tags = calloc(1, sizeof *tags);
    if (tags == NULL || sheet->page_count > PAGES_MAX) {
        free(tags);
        return NULL;
    }
    *tags = (struct floor_tags){.doc = doc, .sheet = sheet, .open = OPEN_NONE};
    tags->element = calloc(sheet->element_count, sizeof *tags->element);
    tags->kids = calloc(sheet->element_count, sizeof *tags->kids);
    tags->on_page = calloc(sheet->element_count, sizeof *tags->on_page);
    for (size_t i = 0; i < sheet->element_count; i++) {
        HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
        HPDF_Xref_Add(doc->xref, dict);
        HPDF_Dict_AddName(dict, "S", roles[sheet->element[i].role]);
        if (sheet->element[i].alt != NULL) {
            HPDF_Dict_Add(dict, "Alt",
                          HPDF_String_New(doc->mmgr, sheet->element[i].alt, NULL));
        }
        tags->element[i] = dict;
        tags->kids[i] = HPDF_Array_New(doc->mmgr);
        tags->on_page[i] = SIZE_MAX;
        if (i > 0) {
            HPDF_Dict_Add(dict, "P", tags->element[sheet->element[i].parent]);
            HPDF_Array_Add(tags->kids[sheet->element[i].parent], dict);
        }
    }
    return tags;
}

void
floor_tags_close(struct floor_tags *tags)
{
    if (tags == NULL) {
        return;
    }
    free(tags->element);
    free(tags->kids);
    free(tags->on_page);
    free(tags);
}

void
floor_tags_page(struct floor_tags *tags, size_t index, HPDF_Page page)
{
    tags->page[index] = page;
    tags->contents[index] = HPDF_Array_New(tags->doc->mmgr);
    HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32)index);
}

/* An element that goes on overleaf says the page of its later contents each time. */
static void
add_content(struct floor_tags *tags, size_t page, size_t element)
{
    HPDF_Dict dict = tags->element[element];
    if (tags->on_page[element] == SIZE_MAX) {
        tags->on_page[element] = page;
        HPDF_Dict_Add(dict, "Pg", tags->page[page]);
    }
    if (tags->on_page[element] == page) {
        HPDF_Array_AddNumber(tags->kids[element], tags->count[page]);
    } else {
        HPDF_Dict content = HPDF_Dict_New(tags->doc->mmgr);
        HPDF_Dict_AddName(content, "Type", "MCR");
        HPDF_Dict_Add(content, "Pg", tags->page[page]);
        HPDF_Dict_AddNumber(content, "MCID", tags->count[page]);
        HPDF_Array_Add(tags->kids[element], content);
    }
    HPDF_Array_Add(tags->contents[page], dict);
    tags->count[page]++;
}

void
floor_tags_mark(struct floor_tags *tags, size_t page, size_t element, struct buf *out)
{
    if (tags->open == element) {
        return;
    }
    floor_tags_end(tags, out);
    tags->open = element;
    if (element == SHEET_ARTIFACT) {
        buf_puts(out, "/Artifact BMC\n");
        return;
    }
    buf_printf(out, "/%s <</MCID %d>> BDC\n", roles[tags->sheet->element[element].role],
               (int)tags->count[page]);
    add_content(tags, page, element);
}

void
floor_tags_end(struct floor_tags *tags, struct buf *out)
{
    if (tags->open != OPEN_NONE) {
        buf_puts(out, "EMC\n");
    }
    tags->open = OPEN_NONE;
}

static void
write_tree(struct floor_tags *tags)
{
    HPDF_MMgr memory = tags->doc->mmgr;
    HPDF_Dict root = HPDF_Dict_New(memory), parents = HPDF_Dict_New(memory);
    HPDF_Array numbers = HPDF_Array_New(memory);
    HPDF_Xref_Add(tags->doc->xref, root);
    for (size_t i = 0; i < tags->sheet->element_count; i++) {
        HPDF_Dict_Add(tags->element[i], "K", tags->kids[i]);
    }
    for (size_t i = 0; i < tags->sheet->page_count; i++) {
        HPDF_Array_AddNumber(numbers, (HPDF_INT32)i);
        HPDF_Array_Add(numbers, tags->contents[i]);
    }
    HPDF_Dict_Add(parents, "Nums", numbers);
    HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
    HPDF_Dict_Add(root, "K", tags->element[0]);
    HPDF_Dict_Add(root, "ParentTree", parents);
    HPDF_Dict_Add(tags->element[0], "P", root);
    HPDF_Dict_Add(tags->doc->catalog, "StructTreeRoot", root);
}

static bool
write_profile(struct floor_tags *tags)
{
    const struct asset *profile = asset_find("color/Gray.icc");
    if (profile == NULL) {
        return false;
    }
    HPDF_MMgr memory = tags->doc->mmgr;
    HPDF_Dict stream = HPDF_DictStream_New(memory, tags->doc->xref);
    HPDF_Dict intent = HPDF_Dict_New(memory);
    HPDF_Array intents = HPDF_Array_New(memory);
    stream->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    HPDF_Stream_Write(stream->stream, profile->bytes, (HPDF_UINT)profile->len);
    HPDF_Dict_AddNumber(stream, "N", 1);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    HPDF_Dict_Add(intent, "DestOutputProfile", stream);
    HPDF_Array_Add(intents, intent);
    HPDF_Dict_Add(tags->doc->catalog, "OutputIntents", intents);
    return true;
}

static void
write_metadata(struct floor_tags *tags)
{
    static const char xmp[] =
        "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
        "<pdfaid:part>2</pdfaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
        "<?xpacket end=\"r\"?>";
    HPDF_Dict stream = HPDF_DictStream_New(tags->doc->mmgr, tags->doc->xref);
    HPDF_Dict marked = HPDF_Dict_New(tags->doc->mmgr);
    HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)xmp, sizeof xmp - 1);
    HPDF_Dict_AddName(stream, "Type", "Metadata");
    HPDF_Dict_AddName(stream, "Subtype", "XML");
    HPDF_Dict_Add(tags->doc->catalog, "Metadata", stream);
    HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(tags->doc->catalog, "MarkInfo", marked);
}

bool
floor_tags_write(struct floor_tags *tags)
{
    write_tree(tags);
    write_metadata(tags);
    return write_profile(tags);
}
