/* A text of a form with its values filled in, in German or in the client's language. */
#include "fill.h"

#include "arena.h"
#include "catalog.h"
#include "form.h"
#include "str.h"
#include "text.h"
#include "value.h"

#define ISOLATE "\xE2\x81\xA8%s\xE2\x81\xA9" /* U+2068, U+2069 */

const struct tongue in_german = {NULL, "de"};

static const char *
builtin_text(struct layout *layout, enum builtin builtin)
{
    const char *const *attr = layout->form->root->attr;
    switch (builtin) {
    case BUILTIN_NUMBER:
        return attr[ATTR_NUMBER];
    case BUILTIN_VERSION:
        return attr[ATTR_VERSION];
    case BUILTIN_TITLE:
        return attr[ATTR_TITLE];
    case BUILTIN_PAGE:
        return arena_printf(layout->arena, "%zu", layout->page_number);
    case BUILTIN_PAGES:
        return arena_printf(layout->arena, "%zu", layout->page_total);
    case BUILTIN_CHECKED_BY:
        return catalog_header(layout->options->texts, TRANSLATION_CHECKED_BY);
    case BUILTIN_CHECKED_ON:
        return translation_checked_on(layout);
    case BUILTIN_NONE:
        break;
    }
    return "";
}

/* The value at PATH as text. "" only when the form allows it to be absent. */
static bool
value_at_path(struct layout *layout, const struct scope *scope, const char *path,
              const char **out, bool *translate)
{
    struct scope_found found;
    enum builtin builtin = builtin_find(path);
    *translate = false;
    if (builtin != BUILTIN_NONE) {
        *out = builtin_text(layout, builtin);
        return true;
    }
    if (!scope_find(scope, path, &found)) {
        return err_set(layout->err, REASON_PRINT, path,
                       "Das Formular kennt den Wert „%1“ nicht. Bitte die Übersetzung prüfen.",
                       path);
    }
    enum value_kind kind = value_kind(found.value);
    if (kind == VALUE_TEXT) {
        *out = value_string(found.value);
    } else if (kind == VALUE_INT) {
        *out = arena_printf(layout->arena, "%lld", (long long)value_number(found.value));
    } else if (kind == VALUE_NULL) {
        *out = "";
    } else {
        return err_set(layout->err, REASON_PRINT, path,
                       "Der Wert „%1“ ist kein Text und keine Zahl.", path);
    }
    if (str_empty(*out) && !node_is(found.decl, ATTR_OPTIONAL, "yes")) {
        return err_set(layout->err, REASON_PRINT, path,
                       "Für das Formular fehlt der Wert „%1“. Bitte ergänzen.", path);
    }
    if (str_count(*out) > layout->longest_len) {
        layout->longest_len = str_count(*out);
        layout->longest = arena_strdup(layout->arena, path);
    }
    *translate = node_is(found.decl, ATTR_TRANSLATE, "yes");
    return true;
}

static void
add_letters(struct layout *layout, struct filled *filled, const char *text, bool bold)
{
    if (*text == '\0') {
        return;
    }
    struct type_span *last = filled->count > 0 ? &filled->span[filled->count - 1] : NULL;
    filled->empty = filled->empty && str_empty(text);
    if (last != NULL && last->bold == bold) {
        last->text = arena_printf(layout->arena, "%s%s", last->text, text);
    } else {
        filled->span[filled->count++] = (struct type_span){text, bold};
    }
}

/*
 * The value at PATH in the language of TONGUE. Where lines run to the left, a value keeps
 * its own direction, so that "04999 100-0" and "e. V." stay as they are.
 */
static bool
value_in_tongue(struct layout *layout, const struct scope *scope, const char *path,
                const struct tongue *tongue, struct filled *filled, const char **out)
{
    bool translate;
    if (!value_at_path(layout, scope, path, out, &translate)) {
        return false;
    }
    if (filled->field == NULL) {
        filled->field = arena_strdup(layout->arena, path);
    }
    if (translate && tongue->texts != NULL) {
        const char *other = catalog_find(tongue->texts, *out);
        filled->looked_up = filled->looked_up || other != NULL;
        filled->translated = filled->translated || (other != NULL && !str_equal(*out, other));
        *out = other != NULL ? other : *out;
    }
    if (**out != '\0' && type_lang_is_rtl(tongue->lang)) {
        *out = arena_printf(layout->arena, ISOLATE, *out);
    }
    return true;
}

bool
fill(struct layout *layout, const struct scope *scope, const char *text, bool bold,
     const struct tongue *tongue, struct filled *out)
{
    struct text_cursor cursor = {text, false};
    size_t parts = 0;
    for (const char *at = text; *at != '\0'; at++) {
        parts += *at == '<' || *at == '{' || *at == '}' ? 1 : 0;
    }
    *out = (struct filled){.empty = true};
    out->span = arena_array(layout->arena, parts + 1, sizeof(*out->span));
    for (;;) {
        struct text_part part = text_next(&cursor);
        char path[TEXT_PATH_MAX];
        const char *value = "";
        switch (part.kind) {
        case TEXT_END:
            return true;
        case TEXT_FAULT:
            return err_set(layout->err, REASON_PRINT, "text",
                           "Ein Text hat einen Fehler bei „%1“. Bitte die Übersetzung prüfen.",
                           part.start);
        case TEXT_BREAK:
            add_letters(layout, out, "\n", bold || part.bold);
            break;
        case TEXT_LETTERS:
            value = arena_strndup(layout->arena, part.start, part.len);
            add_letters(layout, out, value, bold || part.bold);
            break;
        case TEXT_VALUE:
            if (!text_path(&part, path)
                || !value_in_tongue(layout, scope, path, tongue, out, &value)) {
                return false;
            }
            add_letters(layout, out, value, bold || part.bold);
            break;
        }
    }
}

bool
text_plain(struct layout *layout, const struct scope *scope, const char *text, const char **out)
{
    struct filled filled;
    if (!fill(layout, scope, text, false, &in_german, &filled)) {
        return false;
    }
    const char *all = "";
    for (size_t i = 0; i < filled.count; i++) {
        all = arena_printf(layout->arena, "%s%s", all, filled.span[i].text);
    }
    *out = all;
    return true;
}
