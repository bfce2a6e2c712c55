/* Texts with their values become lines of glyphs that fit, or a refusal that names the value. */
#include "fill.h"

#include "arena.h"
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
 * add. Without words of its own, a text is what its values say. In a column of its own,
 * one that says the same as the German stands there too, so that the column is whole.
 */
static bool
translate(struct layout *layout, const struct form_node *node, const struct scope *scope,
          const char *text, bool beside, bool bold, const struct filled **out)
{
    const struct tongue tongue = {layout->options->texts, layout->options->lang};
    bool words = text_has_words(text);
    *out = NULL;
    if (tongue.texts == NULL || !node->translate || layout->artifact) {
        return true;
    }
    const char *other = words ? catalog_find(tongue.texts, text) : text;
    struct filled *filled = arena_alloc(layout->arena, sizeof(*filled));
    if (other == NULL) {
        return true;
    }
    if (str_count(other) > FORM_TEXT_MAX) {
        return err_set(layout->err, REASON_PRINT, "text",
                       "Eine Übersetzung ist länger als 2000 Zeichen. Bitte kürzen.");
    }
    if (!fill(layout, scope, other, bold, &tongue, filled)) {
        return false;
    }
    if (filled->translated || !str_equal(other, text)
        || (beside && (words || filled->looked_up))) {
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
    if (!fill(layout, scope, text, letters.bold, &in_german, &filled)) {
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
    if (!translate(layout, node, scope, text, beside, letters.bold && beside, &other)) {
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
