/*
 * tree.c - what the marks mean: the structure tree of the file.
 *
 * Drawing tells tree_content which element each marked content belongs to;
 * tree_write then makes one object of each element and the table that leads from
 * marked contents back to elements.
 *
 * Source: ISO 32000-1 14.7, 14.8; ISO 14289-1 7.
 */
#include "pdf.h"

#define NONE SIZE_MAX

/* One marked content, in drawing order. */
struct content {
    size_t element, page;
    int32_t mcid;
    size_t next; /* of the same element, or NONE */
};

struct node {
    HPDF_Dict dict;
    size_t first, last;            /* contents, or NONE */
    size_t first_child, last_child, sibling; /* elements, or NONE */
    size_t order;                  /* the earliest content in the whole branch, or NONE */
    const char *numbering;         /* of a list with labels, else NULL */
    bool told_by_content;          /* its contents are its parent's and tell its language */
    bool has_box;
    float box[4];
};

struct tree {
    struct node *node; /* per element */
    struct content *content;
    size_t count, room;
    int32_t *mcids; /* per page: how many */
};

static const char *const ROLES[SHEET_ROLE__MAX] = {
    [SHEET_DOCUMENT] = "Document", [SHEET_PART] = "Part",   [SHEET_SECT] = "Sect",
    [SHEET_DIV] = "Div",           [SHEET_H1] = "H1",       [SHEET_H2] = "H2",
    [SHEET_H3] = "H3",             [SHEET_P] = "P",         [SHEET_L] = "L",
    [SHEET_LI] = "LI",             [SHEET_LBL] = "Lbl",     [SHEET_LBODY] = "LBody",
    [SHEET_TABLE] = "Table",       [SHEET_TR] = "TR",       [SHEET_TH] = "TH",
    [SHEET_TD] = "TD",             [SHEET_FIGURE] = "Figure", [SHEET_SPAN] = "Span",
};

/*
 * A span that tells a language and nothing else needs no object of its own: two in three
 * elements of a bilingual sheet would be such (ISO 32000-1 14.9.2.2).
 */
static void
find_told_by_content(const struct sheet *sheet, struct node *node)
{
    for (size_t e = 1; e < sheet->element_count; e++) {
        const struct sheet_element *element = sheet->element + e;
        node[e].told_by_content =
            element->role == SHEET_SPAN && element->lang != NULL && element->alt == NULL;
        node[element->parent].told_by_content = false;
    }
}

void
tree_open(struct pdf *pdf)
{
    const struct sheet *sheet = pdf->sheet;
    struct tree *tree = arena_alloc(pdf->arena, sizeof *tree);
    tree->node = arena_array(pdf->arena, sheet->element_count, sizeof *tree->node);
    tree->mcids = arena_array(pdf->arena, sheet->page_count, sizeof *tree->mcids);
    for (size_t e = 0; e < sheet->element_count; e++) {
        struct node *node = tree->node + e;
        node->first = node->last = node->order = NONE;
        node->first_child = node->last_child = node->sibling = NONE;
    }
    find_told_by_content(sheet, tree->node);
    for (size_t e = 1; e < sheet->element_count; e++) {
        struct node *parent = tree->node + sheet->element[e].parent;
        if (tree->node[e].told_by_content) {
            continue;
        }
        if (parent->last_child == NONE) {
            parent->first_child = e;
        } else {
            tree->node[parent->last_child].sibling = e;
        }
        parent->last_child = e;
    }
    pdf->tree = tree;
}

/* The next marked content of PAGE belongs to ELEMENT; returns its MCID. */
static int32_t
add_content(struct pdf *pdf, size_t page, size_t element)
{
    struct tree *tree = pdf->tree;
    struct node *node = tree->node + element;
    if (tree->count == tree->room) {
        const size_t room = tree->room > 0 ? 2 * tree->room : 128;
        tree->content =
            arena_grow(pdf->arena, tree->content, tree->room, room, sizeof *tree->content);
        tree->room = room;
    }
    const int32_t mcid = tree->mcids[page]++;
    tree->content[tree->count] = (struct content){ element, page, mcid, NONE };
    if (node->last == NONE) {
        node->first = tree->count;
    } else {
        tree->content[node->last].next = tree->count;
    }
    node->last = tree->count++;
    return mcid;
}

void
tree_content(struct pdf *pdf, size_t page, size_t element, struct tree_tag *out)
{
    const struct sheet_element *told = pdf->sheet->element + element;
    *out = (struct tree_tag){ .role = ROLES[told->role] };
    if (pdf->tree->node[element].told_by_content) {
        out->lang = told->lang;
        element = told->parent;
    }
    out->mcid = add_content(pdf, page, element);
}

void
tree_figure_box(struct pdf *pdf, size_t element, const float box[4])
{
    struct node *node = pdf->tree->node + element;
    for (size_t i = 0; i < 4; i++) {
        const bool wider = i < 2 ? box[i] < node->box[i] : box[i] > node->box[i];
        if (!node->has_box || wider) {
            node->box[i] = box[i];
        }
    }
    node->has_box = true;
}

/* Parents stand before their children, so one walk from the end reaches all. */
static void
find_order(struct pdf *pdf)
{
    struct tree *tree = pdf->tree;
    for (size_t e = pdf->sheet->element_count; e-- > 0;) {
        struct node *node = tree->node + e;
        struct node *parent = tree->node + pdf->sheet->element[e].parent;
        if (node->first < node->order) {
            node->order = node->first;
        }
        if (node->order < parent->order) {
            parent->order = node->order;
        }
    }
}

/* A content on the element's own page is a number, one elsewhere names its page. */
static void
add_kid(struct pdf *pdf, HPDF_Array kids, const struct content *content, size_t own_page)
{
    if (content->page == own_page) {
        pdf_add_number(pdf, kids, content->mcid);
        return;
    }
    HPDF_Dict reference = pdf_dict(pdf);
    pdf_put_name(pdf, reference, "Type", "MCR");
    pdf_put(pdf, reference, "Pg", pdf->page[content->page]);
    pdf_put_number(pdf, reference, "MCID", content->mcid);
    pdf_add(pdf, kids, reference);
}

/* Children in their order; between them the element's own contents, as drawn. */
static void
put_kids(struct pdf *pdf, const struct node *node)
{
    const struct tree *tree = pdf->tree;
    size_t content = node->first, child = node->first_child;
    const size_t page = content != NONE ? tree->content[content].page : NONE;
    if (content == NONE && child == NONE) {
        return;
    }
    if (content != NONE) {
        pdf_put(pdf, node->dict, "Pg", pdf->page[page]);
    }
    if (content != NONE && child == NONE && tree->content[content].next == NONE) {
        pdf_put_number(pdf, node->dict, "K", tree->content[content].mcid);
        return;
    }
    HPDF_Array kids = pdf_array(pdf);
    while (content != NONE || child != NONE) {
        const size_t order = child != NONE ? tree->node[child].order : NONE;
        if (content != NONE && (child == NONE || (order != NONE && content < order))) {
            add_kid(pdf, kids, tree->content + content, page);
            content = tree->content[content].next;
        } else {
            pdf_add(pdf, kids, tree->node[child].dict);
            child = tree->node[child].sibling;
        }
    }
    pdf_put(pdf, node->dict, "K", kids);
}

static void
put_scope(struct pdf *pdf, HPDF_Dict dict, enum sheet_scope scope)
{
    HPDF_Dict attributes = pdf_dict(pdf);
    pdf_put_name(pdf, attributes, "O", "Table");
    pdf_put_name(pdf, attributes, "Scope", scope == SHEET_SCOPE_ROW ? "Row" : "Column");
    pdf_put(pdf, dict, "A", attributes);
}

/* ISO 32000-1 14.8.5.5: how the labels of a list count, told by the first of them. */
static const char *
numbering_of(const char *label)
{
    const char first = label[0] == '(' ? label[1] : label[0];
    if (first >= '0' && first <= '9') {
        return "Decimal";
    }
    if (first >= 'a' && first <= 'z') {
        return "LowerAlpha";
    }
    if (first >= 'A' && first <= 'Z') {
        return "UpperAlpha";
    }
    return "Disc";
}

/* Find the list above each label that is a text. */
static void
find_numbering(struct pdf *pdf, const struct sheet_page *page)
{
    const struct sheet_element *element = pdf->sheet->element;
    for (size_t m = 0; m < page->mark_count; m++) {
        const struct sheet_mark *mark = page->mark + m;
        if (mark->kind != SHEET_TEXT || mark->element == SHEET_ARTIFACT ||
            element[mark->element].role != SHEET_LBL) {
            continue;
        }
        const size_t list = element[element[mark->element].parent].parent;
        if (element[list].role == SHEET_L && pdf->tree->node[list].numbering == NULL) {
            pdf->tree->node[list].numbering = numbering_of(mark->run.text);
        }
    }
}

static void
put_numbering(struct pdf *pdf, const struct node *node)
{
    HPDF_Dict attributes = pdf_dict(pdf);
    pdf_put_name(pdf, attributes, "O", "List");
    pdf_put_name(pdf, attributes, "ListNumbering", node->numbering);
    pdf_put(pdf, node->dict, "A", attributes);
}

static void
put_box(struct pdf *pdf, const struct node *node)
{
    HPDF_Dict attributes = pdf_dict(pdf);
    HPDF_Array box = pdf_array(pdf);
    for (size_t i = 0; i < 4; i++) {
        pdf_add(pdf, box, HPDF_Real_New(pdf->doc->mmgr, node->box[i]));
    }
    pdf_put_name(pdf, attributes, "O", "Layout");
    pdf_put(pdf, attributes, "BBox", box);
    pdf_put(pdf, node->dict, "A", attributes);
}

static void
write_element(struct pdf *pdf, size_t index, HPDF_Dict parent)
{
    const struct sheet_element *element = pdf->sheet->element + index;
    const struct node *node = pdf->tree->node + index;
    pdf_put_name(pdf, node->dict, "S", ROLES[element->role]);
    pdf_put(pdf, node->dict, "P", parent);
    put_kids(pdf, node);
    if (element->lang != NULL) {
        pdf_put_text(pdf, node->dict, "Lang", element->lang);
    }
    if (element->alt != NULL) {
        pdf_put_text(pdf, node->dict, "Alt", element->alt);
    }
    if (element->scope != SHEET_SCOPE_NONE) {
        put_scope(pdf, node->dict, element->scope);
    }
    if (node->has_box) {
        put_box(pdf, node);
    }
    if (node->numbering != NULL) {
        put_numbering(pdf, node);
    }
}

/* For each page the elements of its marked contents, by MCID. */
static HPDF_Dict
parent_tree(struct pdf *pdf)
{
    const struct tree *tree = pdf->tree;
    HPDF_Array *of_page = arena_array(pdf->arena, pdf->sheet->page_count, sizeof(HPDF_Array));
    HPDF_Array numbers = pdf_array(pdf);
    HPDF_Dict dict = pdf_object(pdf);
    for (size_t p = 0; p < pdf->sheet->page_count; p++) {
        of_page[p] = pdf_array(pdf);
    }
    for (size_t c = 0; c < tree->count; c++) {
        pdf_add(pdf, of_page[tree->content[c].page], tree->node[tree->content[c].element].dict);
    }
    for (size_t p = 0; p < pdf->sheet->page_count; p++) {
        pdf_add_number(pdf, numbers, (int32_t)p);
        pdf_add(pdf, numbers, of_page[p]);
    }
    pdf_put(pdf, dict, "Nums", numbers);
    return dict;
}

void
tree_write(struct pdf *pdf)
{
    HPDF_Dict root = pdf_object(pdf);
    const struct sheet *sheet = pdf->sheet;
    struct node *node = pdf->tree->node;
    for (size_t e = 0; e < sheet->element_count; e++) {
        node[e].dict = node[e].told_by_content ? NULL : pdf_object(pdf);
    }
    find_order(pdf);
    for (size_t p = 0; p < sheet->page_count; p++) {
        find_numbering(pdf, sheet->page + p);
    }
    for (size_t e = 0; e < sheet->element_count; e++) {
        if (!node[e].told_by_content) {
            write_element(pdf, e, e == 0 ? root : node[sheet->element[e].parent].dict);
        }
    }
    pdf_put_name(pdf, root, "Type", "StructTreeRoot");
    pdf_put(pdf, root, "K", node[0].dict);
    pdf_put(pdf, root, "ParentTree", parent_tree(pdf));
    pdf_put_number(pdf, root, "ParentTreeNextKey", (int32_t)sheet->page_count);
    pdf_put(pdf, pdf->doc->catalog, "StructTreeRoot", root);
}
