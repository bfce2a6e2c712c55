/* XML to nodes. The only file that knows expat. */
#include "tree.h"

#include <expat.h>
#include <string.h>

#include "arena.h"
#include "date.h"
#include "form.h"
#include "str.h"

/* An open element and the text collected for it. */
struct frame {
    struct form_node *node;
    char *text;
    size_t len, cap;
    bool bold; /* inside <b> */
};

struct parser {
    XML_Parser expat;
    struct arena *arena;
    struct faults *faults;
    struct form_node *root;
    struct frame frame[FORM_DEPTH_MAX];
    size_t depth;   /* frames in use */
    size_t skipped; /* open elements inside a faulty one */
    size_t nodes;
    bool stopped;
};

static size_t
line_of(const struct parser *parser)
{
    return (size_t)XML_GetCurrentLineNumber(parser->expat);
}

static struct frame *
top(struct parser *parser)
{
    return parser->depth > 0 ? &parser->frame[parser->depth - 1] : NULL;
}

static void
fault(struct parser *parser, const char *element, enum form_rule rule, const char *a, const char *b)
{
    faults_add(parser->faults, line_of(parser), element, rule, a, b);
}

/* Give up: the rest of the file is not worth reading. */
static void
stop(struct parser *parser, const char *element, enum form_rule rule)
{
    fault(parser, element, rule, NULL, NULL);
    parser->stopped = true;
    XML_StopParser(parser->expat, XML_FALSE);
}

static void
append(struct parser *parser, struct frame *frame, const char *text, size_t len)
{
    if (frame->len + len > frame->cap) {
        size_t cap = (frame->len + len) * 2;
        frame->text = arena_grow(parser->arena, frame->text, frame->cap, cap, 1);
        frame->cap = cap;
    }
    memcpy(frame->text + frame->len, text, len);
    frame->len += len;
}

static const char *
parent_names(struct arena *arena, uint64_t parents)
{
    const char *names = "";
    for (int kind = 0; kind < FORM_KIND__MAX; kind++) {
        if ((parents & FORM_BIT(kind)) != 0) {
            names = arena_printf(arena, "%s%s%s", names, *names != '\0' ? ", " : "",
                                 element_row((enum form_kind)kind)->name);
        }
    }
    return *names != '\0' ? names : "keinem anderen";
}

static const char *
attribute_names(struct arena *arena, const struct element_row *row)
{
    const char *names = "";
    for (size_t i = 0; i < row->use_count; i++) {
        names = arena_printf(arena, "%s%s%s", names, i > 0 ? ", " : "",
                             attribute_row(row->use[i].attribute)->name);
    }
    return *names != '\0' ? names : "keines";
}

/* TEXT as it is kept, or NULL when it holds what no text may hold. */
static const char *
attribute_text(struct arena *arena, const struct attribute_row *row, const char *text)
{
    struct err err = {0};
    const char *clean = NULL;
    if (row->type != TYPE_IS_PLAIN && row->type != TYPE_IS_TEXT) {
        return arena_strdup(arena, text); /* its own rules are stricter */
    }
    size_t max = row->type == TYPE_IS_TEXT ? FORM_TEXT_MAX : FORM_PLAIN_MAX;
    return str_clean(arena, text, strlen(text), row->name, max, &clean, &err) ? clean : NULL;
}

static void
set_attribute(struct parser *parser, struct form_node *node, const char *name, const char *text)
{
    const struct attribute_use *use = element_use(node->row, name);
    if (use == NULL) {
        fault(parser, node->row->name,
              RULE_UNKNOWN_ATTRIBUTE, name,
              attribute_names(parser->arena, node->row));
        return;
    }
    const struct attribute_row *row = attribute_row(use->attribute);
    const char *clean = attribute_text(parser->arena, row, text);
    if (clean == NULL || !attribute_valid(row, clean, &node->number[use->attribute])) {
        fault(parser, node->row->name, RULE_WRONG_ATTRIBUTE, name,
              form_type_text(row));
        return;
    }
    node->attr[use->attribute] = clean;
}

/* A smallest size nobody wrote down is never above the size somebody did. */
static void
set_min_size(struct form_node *node, bool written)
{
    if (!written && node->number[ATTR_MIN_SIZE] > node->number[ATTR_SIZE]) {
        node->number[ATTR_MIN_SIZE] = node->number[ATTR_SIZE];
    }
}

static void
set_standards(struct form_node *node)
{
    bool min_written = node->attr[ATTR_MIN_SIZE] != NULL;
    for (size_t i = 0; i < node->row->use_count; i++) {
        const struct attribute_use *use = &node->row->use[i];
        const struct attribute_row *row = attribute_row(use->attribute);
        if (node->attr[use->attribute] == NULL && use->standard != NULL) {
            node->attr[use->attribute] = use->standard;
            (void)attribute_valid(row, use->standard, &node->number[use->attribute]);
        }
    }
    set_min_size(node, min_written);
}

static void
check_required(struct parser *parser, const struct form_node *node, const char **pairs)
{
    for (size_t i = 0; i < node->row->use_count; i++) {
        const char *name = attribute_row(node->row->use[i].attribute)->name;
        bool given = !node->row->use[i].required;
        for (const char **pair = pairs; *pair != NULL && !given; pair += 2) {
            given = str_equal(*pair, name);
        }
        if (!given) {
            fault(parser, node->row->name, RULE_MISSING_ATTRIBUTE, name,
                  NULL);
        }
    }
}

static struct form_node *
node_new(struct parser *parser, enum form_kind kind, const char **pairs)
{
    struct form_node *node = arena_alloc(parser->arena, sizeof(*node));
    const struct frame *above = top(parser);
    node->kind = kind;
    node->row = element_row(kind);
    node->line = line_of(parser);
    for (const char **pair = pairs; *pair != NULL; pair += 2) {
        set_attribute(parser, node, pair[0], pair[1]);
    }
    check_required(parser, node, pairs);
    set_standards(node);
    node->translate = above == NULL || above->node->translate;
    if (node->attr[ATTR_TRANSLATE] != NULL) {
        node->translate = node_is(node, ATTR_TRANSLATE, "yes");
    }
    if (above == NULL) {
        parser->root = node;
        return node;
    }
    node->parent = above->node;
    if (above->node->last != NULL) {
        above->node->last->next = node;
    } else {
        above->node->first = node;
    }
    above->node->last = node;
    return node;
}

/* <b> and <br/> belong to the text around them and make no node. */
static void
inline_start(struct parser *parser, enum form_kind kind, const char **pairs)
{
    struct frame *frame = top(parser);
    if (*pairs != NULL) {
        fault(parser, element_row(kind)->name,
              RULE_UNKNOWN_ATTRIBUTE, *pairs, "keines");
    }
    if (kind == FORM_B) {
        frame->bold = true;
        append(parser, frame, "<b>", 3);
    } else {
        append(parser, frame, "<br/>", 5);
        parser->skipped = 1;
    }
}

static bool
may_stand(struct parser *parser, const struct element_row *row, enum form_kind kind)
{
    const struct frame *above = top(parser);
    if (above == NULL ? kind == FORM_FORM
                      : (row->parents & FORM_BIT(above->node->kind)) != 0
                            && !(above->bold && kind != FORM_BR)) {
        return true;
    }
    if (above == NULL) {
        fault(parser, row->name, RULE_WRONG_ROOT,
              NULL, NULL);
    } else {
        fault(parser, row->name,
              RULE_WRONG_PLACE,
              above->bold ? "b" : above->node->row->name,
              parent_names(parser->arena, row->parents));
    }
    return false;
}

static void XMLCALL
on_start(void *data, const char *name, const char **pairs)
{
    struct parser *parser = data;
    if (parser->stopped) {
        return;
    }
    if (++parser->nodes > FORM_NODES_MAX) {
        stop(parser, "", RULE_TOO_MANY_ELEMENTS);
        return;
    }
    if (parser->depth + parser->skipped >= FORM_DEPTH_MAX) {
        stop(parser, "", RULE_TOO_DEEP);
        return;
    }
    if (parser->skipped > 0) {
        parser->skipped++;
        return;
    }
    enum form_kind kind;
    const struct element_row *row = element_find(name, &kind);
    if (row == NULL) {
        fault(parser, name,
              RULE_UNKNOWN_ELEMENT,
              NULL, NULL);
        parser->skipped = 1;
    } else if (!may_stand(parser, row, kind)) {
        parser->skipped = 1;
    } else if (kind == FORM_B || kind == FORM_BR) {
        inline_start(parser, kind, pairs);
    } else {
        struct form_node *node = node_new(parser, kind, pairs);
        parser->frame[parser->depth++] = (struct frame){node, NULL, 0, 0, false};
    }
}

static void
keep_text(struct parser *parser, struct frame *frame)
{
    struct form_node *node = frame->node;
    struct err err = {0};
    if (frame->len == 0) {
        return;
    }
    for (size_t i = 0; i < frame->len; i++) {
        if (frame->text[i] == '\n' || frame->text[i] == '\t') {
            frame->text[i] = ' ';
        }
    }
    const char *clean = NULL;
    if (!str_clean(parser->arena, frame->text, frame->len, "text", FORM_TEXT_MAX, &clean, &err)) {
        faults_add(parser->faults, node->line, node->row->name,
                   RULE_WRONG_TEXT,
                   NULL, NULL);
    } else if (!str_empty(clean)) {
        node->text = clean;
    }
}

static void XMLCALL
on_end(void *data, const char *name)
{
    struct parser *parser = data;
    struct frame *frame = top(parser);
    (void)name;
    if (parser->stopped || frame == NULL) {
        return;
    }
    if (parser->skipped > 0) {
        parser->skipped--;
    } else if (frame->bold) {
        frame->bold = false;
        append(parser, frame, "</b>", 4);
    } else {
        keep_text(parser, frame);
        parser->depth--;
    }
}

static void XMLCALL
on_text(void *data, const char *text, int len)
{
    struct parser *parser = data;
    struct frame *frame = top(parser);
    size_t bytes = (size_t)len;
    if (parser->stopped || parser->skipped > 0 || frame == NULL) {
        return;
    }
    size_t blank = 0;
    while (blank < bytes && strchr(" \t\r\n", text[blank]) != NULL) {
        blank++;
    }
    if (blank == bytes && frame->node->first == NULL && frame->node->row->text) {
        append(parser, frame, text, bytes);
    } else if (blank == bytes) {
        return;
    } else if (!frame->node->row->text) {
        fault(parser, frame->node->row->name,
              RULE_NO_TEXT_HERE, NULL, NULL);
    } else if (frame->node->first != NULL) {
        fault(parser, frame->node->row->name,
              RULE_TEXT_AFTER_ELEMENTS, NULL, NULL);
    } else {
        append(parser, frame, text, bytes);
    }
}

static void XMLCALL
on_doctype(void *data, const char *name, const char *system, const char *public, int subset)
{
    (void)name, (void)system, (void)public, (void)subset;
    stop(data, "", RULE_DOCTYPE);
}

static void XMLCALL
on_instruction(void *data, const char *target, const char *text)
{
    (void)target, (void)text;
    stop(data, "",
         RULE_INSTRUCTION);
}

/* What expat found wrong, for the few faults that people make. */
static const char *
xml_fault(enum XML_Error error)
{
    switch (error) {
    case XML_ERROR_TAG_MISMATCH:
        return "ein Element ist nicht geschlossen";
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
        return "die Datei endet zu früh";
    case XML_ERROR_DUPLICATE_ATTRIBUTE:
        return "ein Attribut steht zweimal da";
    case XML_ERROR_UNDEFINED_ENTITY:
        return "erlaubt sind nur &amp;, &lt;, &gt;, &quot; und &apos;";
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
        return "nach </form> darf nichts folgen";
    default:
        return "ein Zeichen ist hier nicht erlaubt, oder die Datei ist nicht UTF-8";
    }
}

struct form_node *
tree_parse(struct arena *arena, const char *xml, size_t len, struct faults *faults)
{
    struct parser *parser = arena_alloc(arena, sizeof(*parser));
    parser->arena = arena;
    parser->faults = faults;
    parser->expat = XML_ParserCreate("UTF-8");
    if (parser->expat == NULL) {
        faults_add(faults, 0, "", RULE_NO_MEMORY, NULL, NULL);
        return NULL;
    }
    XML_SetUserData(parser->expat, parser);
    XML_SetElementHandler(parser->expat, on_start, on_end);
    XML_SetCharacterDataHandler(parser->expat, on_text);
    XML_SetStartDoctypeDeclHandler(parser->expat, on_doctype);
    XML_SetProcessingInstructionHandler(parser->expat, on_instruction);
    enum XML_Status status = XML_Parse(parser->expat, xml, (int)len, XML_TRUE);
    if (status != XML_STATUS_OK && !parser->stopped) {
        fault(parser, "", RULE_NOT_XML,
              xml_fault(XML_GetErrorCode(parser->expat)), NULL);
    }
    XML_ParserFree(parser->expat);
    return status == XML_STATUS_OK ? parser->root : NULL;
}
