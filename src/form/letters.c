/* Texts with their values become lines of glyphs that fit, or a refusal that names the value. */
#include "layout.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "catalog.h"
#include "form.h"
#include "str.h"
#include "text.h"
#include "value.h"

#define BELOW_SCALE 0.86 /* of a translation below the German, against its size */
#define BELOW_MAX_PT 12.0
#define BELOW_GRAY 0.25
#define BEHIND_GAP_MM 2.0 /* before a translation in the same line */
#define LABEL_WIDER 1.45  /* a label in two languages */
#define LABEL_MOST 0.42   /* of the width of a field */
#define BESIDE_SCALE 0.92 /* of a translation in a column of its own */
#define BESIDE_GAP_MM 6.0
#define TRANSLATION_MIN_PT 7.0
#define ARABIC_SCALE 1.08 /* its letters are small for their size */
#define SHRINK_STEP_PT 0.5
#define WIDTH_MIN_MM 2.0
#define ISOLATE "\xE2\x81\xA8%s\xE2\x81\xA9" /* U+2068, U+2069 */

double
text_line_mm(double size_pt)
{
    return size_pt * 1.27 * MM_PER_PT;
}

double
text_base_mm(double size_pt)
{
    return size_pt * 1.0 * MM_PER_PT;
}

struct letters
letters_of(const struct form_node *node)
{
    bool heading = node->kind == FORM_H1 || node->kind == FORM_H2 || node->kind == FORM_H3;
    return (struct letters){
        .size_pt = node->number[ATTR_SIZE],
        .min_pt = node->number[ATTR_MIN_SIZE],
        .gray = node_is(node, ATTR_INK, "white") ? 1 : node_is(node, ATTR_INK, "gray") ? 0.3 : 0,
        .lines = (size_t)node->number[ATTR_LINES],
        .align = node->attr[ATTR_ALIGN] != NULL ? node->attr[ATTR_ALIGN] : "left",
        .bold = heading || node->kind == FORM_TH,
    };
}

double
letters_size(const struct layout *layout, const struct letters *letters)
{
    double size = letters->size_pt * layout->scale;
    return size > letters->min_pt ? size : letters->min_pt;
}

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

/* In which language a text is filled in. */
struct tongue {
    const struct catalog *texts; /* of values that are texts of the house; NULL: German */
    const char *lang;
};

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

/* A text with its values filled in, as stretches of one weight. */
struct filled {
    struct type_span *span;
    size_t count;
    const char *field; /* the first value, or NULL */
    bool empty;
    bool translated; /* a value stands in another language than German */
};

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
        const char *german = *out;
        *out = catalog_text(tongue->texts, german);
        filled->translated = filled->translated || !str_equal(*out, german);
    }
    if (**out != '\0' && type_lang_is_rtl(tongue->lang)) {
        *out = arena_printf(layout->arena, ISOLATE, *out);
    }
    return true;
}

static bool
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

static const struct tongue german = {NULL, "de"};

bool
text_plain(struct layout *layout, const struct scope *scope, const char *text, const char **out)
{
    struct filled filled;
    if (!fill(layout, scope, text, false, &german, &filled)) {
        return false;
    }
    const char *all = "";
    for (size_t i = 0; i < filled.count; i++) {
        all = arena_printf(layout->arena, "%s%s", all, filled.span[i].text);
    }
    *out = all;
    return true;
}

/* Set at the largest size that keeps to the allowed number of lines. */
static bool
set_fitting(struct layout *layout, const struct filled *filled, const char *lang,
            struct letters letters, double width_mm, struct type_text *out, double *size_pt)
{
    const char *field = filled->field != NULL ? filled->field : "text";
    double size = letters_size(layout, &letters);
    for (;;) {
        if (!set_text(layout, filled->span, filled->count, lang, size, width_mm, field, out)) {
            return false;
        }
        if (letters.lines == 0 || out->line_count <= letters.lines) {
            break;
        }
        if (size <= letters.min_pt) {
            *size_pt = size;
            return layout_misfit(layout, field, N_("„%1“ ist zu lang für seinen Platz auf dem "
                                                   "Blatt. Bitte kürzen."));
        }
        size = size - SHRINK_STEP_PT > letters.min_pt ? size - SHRINK_STEP_PT : letters.min_pt;
    }
    *size_pt = size;
    return true;
}

/* Arabic letters reach higher and lower: such a line is that much higher. */
static double
line_stretch(const struct type_line *line)
{
    for (size_t i = 0; i < line->run_count; i++) {
        if (line->run[i].face == TYPE_ARABIC || line->run[i].face == TYPE_ARABIC_BOLD) {
            return 1.15;
        }
    }
    return 1;
}

static double
indent_mm(const struct type_line *line, const char *align, double width_mm)
{
    double room = width_mm - line->width_mm;
    if (str_equal(align, "center")) {
        return room / 2;
    }
    return str_equal(align, "right") ? room : 0;
}

static void
put_lines(struct layout *layout, const struct type_text *text, const struct letters *letters,
          double size_pt, struct place place, struct galley *galley, double *height_mm)
{
    double unit_mm = size_pt * MM_PER_PT / TYPE_UNITS;
    for (size_t i = 0; i < text->line_count; i++) {
        const struct type_line *line = &text->line[i];
        double more = line_stretch(line);
        double x = place.x_mm + indent_mm(line, letters->align, place.width_mm);
        for (size_t r = 0; r < line->run_count; r++) {
            const struct type_run *run = &line->run[r];
            galley_mark(layout, galley, (struct sheet_mark){
                .kind = SHEET_TEXT, .element = place.element, .x_mm = x + run->x * unit_mm,
                .y_mm = *height_mm + text_base_mm(size_pt) * more, .gray = letters->gray,
                .size_pt = size_pt, .run = *run});
        }
        *height_mm += text_line_mm(size_pt) * more;
    }
}

/*
 * TEXT of NODE in the client's language, filled in; NULL in OUT when there is nothing to
 * add: no translation, or one that says the same. Without words of its own, a text is
 * what its values say.
 */
static bool
translate(struct layout *layout, const struct form_node *node, const struct scope *scope,
          const char *text, bool bold, const struct filled **out)
{
    const struct tongue tongue = {layout->options->texts, layout->options->lang};
    const char *other = text;
    *out = NULL;
    if (tongue.texts == NULL || !node->translate || layout->artifact) {
        return true;
    }
    if (text_has_words(text)) {
        other = catalog_find(tongue.texts, text);
    }
    struct filled *filled = arena_alloc(layout->arena, sizeof(*filled));
    if (other != NULL && !fill(layout, scope, other, bold, &tongue, filled)) {
        return false;
    }
    if (other != NULL && (filled->translated || !str_equal(other, text))) {
        *out = filled;
    }
    return true;
}

/* Is PLACE as wide as the page, so that two languages stand side by side in it? */
static bool
is_wide(const struct layout *layout, const struct form_node *node, struct place place)
{
    double width = layout->right_mm - layout->left_mm;
    bool line = node->kind == FORM_TICK && node->number[ATTR_LABEL_WIDTH] > 0;
    bool block = node->kind != FORM_FIELD && !line;
    return block && width > 0 && place.x_mm < layout->left_mm + width / 4
           && place.x_mm + place.width_mm > layout->right_mm - width / 16;
}

/* The right half of PLACE for the translation; PLACE keeps the left one. */
static struct place
split(const struct layout *layout, struct place *place)
{
    double middle = (layout->left_mm + layout->right_mm) / 2;
    double end = place->x_mm + place->width_mm;
    struct place right = *place;
    right.x_mm = middle + BESIDE_GAP_MM / 2;
    right.width_mm = end - right.x_mm;
    place->width_mm = middle - BESIDE_GAP_MM / 2 - place->x_mm;
    return right;
}

/* The letters of a translation, from those of the German. It may take more lines. */
static struct letters
translated_letters(const struct layout *layout, struct letters letters, bool beside)
{
    double wide = type_lang_is_rtl(layout->options->lang) ? ARABIC_SCALE : 1;
    letters.lines = 0;
    if (beside) {
        letters.size_pt *= BESIDE_SCALE * wide;
        letters.min_pt *= BESIDE_SCALE;
        return letters;
    }
    letters.size_pt *= BELOW_SCALE;
    letters.size_pt = letters.size_pt < BELOW_MAX_PT ? letters.size_pt : BELOW_MAX_PT;
    letters.size_pt *= wide;
    letters.min_pt = letters.min_pt < TRANSLATION_MIN_PT ? letters.min_pt : TRANSLATION_MIN_PT;
    letters.min_pt *= wide;
    letters.gray = letters.gray > BELOW_GRAY ? letters.gray : BELOW_GRAY;
    letters.bold = false;
    return letters;
}

/* Mark the lines of a translation as such. */
static void
put_second(struct layout *layout, const struct type_text *set, struct letters letters,
           double size_pt, struct place place, struct galley *galley, double *height_mm)
{
    if (set->rtl && str_equal(letters.align, "left")) {
        letters.align = "right"; /* German stays left, whatever script a name has */
    }
    place.element = layout_element(layout, place.element, SHEET_SPAN);
    if (place.element != SHEET_ARTIFACT) {
        layout->element[place.element].lang = layout->options->lang;
    }
    put_lines(layout, set, &letters, size_pt, place, galley, height_mm);
    layout->translated = true;
}

/*
 * A short translation goes behind the one line GERMAN_SET of size GERMAN_PT, on its base
 * line at BASE_MM. False when it does not; then nothing is put.
 */
static bool
put_behind(struct layout *layout, const struct filled *filled, const struct type_text *german_set,
           double base_mm, struct letters letters, struct place place, struct galley *galley)
{
    double room = place.width_mm - german_set->width_mm - BEHIND_GAP_MM;
    double size = letters_size(layout, &letters);
    struct type_text set;
    if (german_set->line_count != 1 || german_set->rtl || !str_equal(letters.align, "left")
        || !set_text(layout, filled->span, filled->count, layout->options->lang, size, 0,
                     "text", &set)
        || set.line_count != 1 || set.width_mm > room) {
        return false;
    }
    double top = base_mm - text_base_mm(size) * line_stretch(&set.line[0]);
    place.x_mm += place.width_mm - room;
    place.width_mm = room;
    put_second(layout, &set, letters, size, place, galley, &top);
    return true;
}

static bool
put_translation(struct layout *layout, const struct filled *filled, struct letters letters,
                struct place place, struct galley *galley, double *height_mm)
{
    struct type_text set;
    double size;
    if (!set_fitting(layout, filled, layout->options->lang, letters, place.width_mm, &set,
                     &size)) {
        return false;
    }
    put_second(layout, &set, letters, size, place, galley, height_mm);
    return true;
}

double
label_width_mm(const struct layout *layout, const struct form_node *node, double width_mm)
{
    double width = node->number[ATTR_LABEL_WIDTH];
    bool two = layout->options->texts != NULL && node->translate && !layout->artifact
               && !str_starts(layout->options->lang, "de");
    double wider = width * LABEL_WIDER < width_mm * LABEL_MOST ? width * LABEL_WIDER
                                                               : width_mm * LABEL_MOST;
    return two && wider > width ? wider : width;
}

bool
text_put(struct layout *layout, const struct form_node *node, const struct scope *scope,
         const char *text, struct letters letters, struct place place, struct galley *galley,
         double *height_mm)
{
    struct filled filled;
    const struct filled *other;
    struct place second = place;
    struct type_text set;
    double size, top_mm = *height_mm;
    if (!fill(layout, scope, text, letters.bold, &german, &filled)) {
        return false;
    }
    if (filled.empty) {
        return true;
    }
    if (place.width_mm < WIDTH_MIN_MM) {
        return err_set(layout->err, REASON_PRINT, node->row->name,
                       "Die Spalten sind breiter als ihr Platz. Bitte das Formular ändern.");
    }
    bool beside = is_wide(layout, node, place);
    if (!translate(layout, node, scope, text, letters.bold && beside, &other)) {
        return false;
    }
    if (other != NULL && beside) {
        second = split(layout, &place);
    }
    if (!set_fitting(layout, &filled, "de", letters, place.width_mm, &set, &size) ||
        !layout_turns(layout, node, set.line_count)) {
        return false;
    }
    put_lines(layout, &set, &letters, size, place, galley, height_mm);
    if (other == NULL) {
        return true;
    }
    second.element = place.element;
    struct letters small = translated_letters(layout, letters, beside);
    if (!beside && node->kind != FORM_TICK
        && put_behind(layout, other, &set, top_mm + text_base_mm(size), small, place, galley)) {
        return true;
    }
    double *bottom_mm = beside ? &top_mm : height_mm;
    if (!put_translation(layout, other, small, second, galley, bottom_mm)) {
        return false;
    }
    *height_mm = *height_mm > *bottom_mm ? *height_mm : *bottom_mm;
    return true;
}
