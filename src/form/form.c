/* The room's door: parse and check a form, lay it out. */
#include "form.h"

#include "arena.h"
#include "date.h"
#include "layout.h"
#include "str.h"
#include "text.h"
#include "tree.h"

/* Note TEXT as a key of translations, once. */
static void
add_text(struct form *form, struct arena *arena, const char *text, size_t *cap)
{
    if (text == NULL || !text_has_words(text)) {
        return;
    }
    for (size_t i = 0; i < form->text_count; i++) {
        if (str_equal(form->text[i], text)) {
            return;
        }
    }
    if (form->text_count == *cap) {
        size_t more = *cap == 0 ? 32 : *cap * 2;
        form->text = arena_grow(arena, form->text, *cap, more, sizeof(*form->text));
        *cap = more;
    }
    ((const char **)form->text)[form->text_count++] = text;
}

static void
collect_texts(struct form *form, struct arena *arena, const struct form_node *node, size_t *cap)
{
    if (node->kind == FORM_VALUES || node->kind == FORM_HEADER || node->kind == FORM_FOOTER) {
        return;
    }
    if (node->translate && (node->kind == FORM_FIELD || node->kind == FORM_STAMP)) {
        add_text(form, arena, node->attr[ATTR_LABEL], cap);
    }
    if (node->translate) {
        add_text(form, arena, node->text, cap);
    }
    for (const struct form_node *child = node->first; child != NULL; child = child->next) {
        collect_texts(form, arena, child, cap);
    }
}

static bool
parse(struct arena *arena, const char *xml, size_t len, struct form *form, struct faults *faults,
      struct err *err)
{
    if (len > FORM_BYTES_MAX) {
        return err_set(err, REASON_TOO_LARGE, "form",
                       "Das Formular ist größer als 256 KiB. Bitte kürzen.");
    }
    const struct form_node *root = tree_parse(arena, xml, len, faults);
    if (root != NULL) {
        tree_check(root, arena, faults);
    }
    if (faults->count > 0) {
        *err = err->reason == REASON_NONE ? faults->row[0].err : *err;
        return false;
    }
    size_t cap = 0;
    form->root = root;
    form->values = node_child(root, FORM_VALUES);
    collect_texts(form, arena, root, &cap);
    return day_parse(root->attr[ATTR_VALID_FROM], "valid-from", &form->valid_from, err);
}

bool
form_parse(struct arena *arena, const char *xml, size_t len, const struct form **out,
           const struct form_fault **fault_rows, size_t *fault_count, struct err *err)
{
    struct faults faults = {.arena = arena};
    struct form *form = arena_alloc(arena, sizeof(*form));
    bool ok = parse(arena, xml, len, form, &faults, err);
    if (fault_rows != NULL) {
        *fault_rows = faults.row;
    }
    if (fault_count != NULL) {
        *fault_count = faults.count;
    }
    if (ok) {
        *out = form;
    }
    return ok;
}

const char *
form_name(const struct form *form)
{
    return form->root->attr[ATTR_NAME];
}

const char *
form_number(const struct form *form)
{
    return form->root->attr[ATTR_NUMBER];
}

const char *
form_version(const struct form *form)
{
    return form->root->attr[ATTR_VERSION];
}

const char *
form_title(const struct form *form)
{
    return form->root->attr[ATTR_TITLE];
}

int32_t
form_valid_from(const struct form *form)
{
    return form->valid_from;
}

size_t
form_text_count(const struct form *form)
{
    return form->text_count;
}

const char *
form_text(const struct form *form, size_t index)
{
    return index < form->text_count ? form->text[index] : NULL;
}

static bool
layout_form(struct layout *layout, const struct value *values)
{
    struct scope root = {NULL, NULL, layout->form->values, values};
    size_t group = 0;
    (void)layout_element(layout, 0, SHEET_DOCUMENT);
    for (const struct form_node *node = layout->form->root->first; node != NULL;
         node = node->next) {
        struct repeat repeat;
        const struct scope *turn;
        if (node->kind != FORM_SHEET) {
            continue;
        }
        if (!repeat_start(layout, node, &root, &repeat)) {
            return false;
        }
        while ((turn = repeat_next(&repeat)) != NULL) {
            if (node_shown(node, turn) && !layout_sheet(layout, node, turn, group++)) {
                return false;
            }
        }
    }
    return layout->page_count > 0
           || err_set(layout->err, REASON_PRINT, "form",
                      "Das Formular ergibt kein Blatt. Bitte die Werte prüfen.");
}

static void
note_misfit(struct layout *layout, const struct err *err)
{
    struct form_misfits *misfits = layout->options->misfits;
    if (misfits == NULL || misfits->count == FORM_MISFITS_MAX) {
        return;
    }
    misfits->row[misfits->count].err = *err;
    if (layout->at != NULL) {
        misfits->row[misfits->count].place =
            (struct form_place){layout->at->line, layout->at->row->name};
    }
    misfits->count++;
}

bool
layout_misfit(struct layout *layout, const char *field, const char *key)
{
    struct err err = {0};
    if (layout->options->misfits == NULL) {
        return err_set(layout->err, REASON_PRINT, field, key, field);
    }
    (void)err_set(&err, REASON_PRINT, field, key, field);
    note_misfit(layout, &err);
    return true;
}

bool
layout_too_full(struct layout *layout, const struct form_node *node)
{
    layout->at = node;
    return layout_misfit(layout, layout->longest != NULL ? layout->longest : node->row->name,
                         N_("Auf dem Blatt ist zu wenig Platz. Am längsten ist „%1“; bitte "
                            "kürzen."));
}

bool
form_layout(const struct form *form, const struct type *type, const struct value *values,
            const struct form_options *options, struct arena *arena, const struct sheet **out,
            struct err *err)
{
    struct layout layout = {.form = form, .type = type, .options = options, .arena = arena,
                            .err = err};
    const bool done = layout_form(&layout, values);
    if (options->misfits != NULL) {
        options->misfits->turns = layout.turns;
    }
    if (!done) {
        note_misfit(&layout, err);
        return false;
    }
    struct sheet_page *pages = arena_array(arena, layout.page_count, sizeof(*pages));
    for (size_t i = 0; i < layout.page_count; i++) {
        const struct page *page = &layout.page[i];
        pages[i] = (struct sheet_page){page->mark_count, page->mark, page->group};
    }
    struct sheet *sheet = arena_alloc(arena, sizeof(*sheet));
    *sheet = (struct sheet){
        .title = form_title(form),
        .lang = "de",
        .subject = arena_printf(arena, "%s %s, Version %s", form_number(form), form_title(form),
                                form_version(form)),
        .identifier = options->identifier,
        .created_ms = options->created_ms,
        .width_mm = 210,
        .height_mm = 297,
        .page_count = layout.page_count,
        .page = pages,
        .element_count = layout.element_count,
        .element = layout.element,
    };
    *out = sheet;
    return true;
}
