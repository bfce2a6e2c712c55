/* What a translation is worth: the note at the end of each sheet that shows one. */
#include "layout.h"

#include "arena.h"
#include "catalog.h"
#include "date.h"
#include "form.h"
#include "str.h"

#define NOTE_PT 7.5
#define NOTE_ABOVE_MM 3.0
#define NOTE_RULE_MM 0.2
#define NOTE_GAP_MM 0.8

enum note { NOTE_DRAFT, NOTE_CHECKED, NOTE__MAX };

static const char *const notes[NOTE__MAX] = {
    [NOTE_DRAFT] = ("Übersetzung zur Information. Verbindlich ist der deutsche Text. Die "
                    "Übersetzung ist ein Entwurf, sie ist noch nicht geprüft."),
    [NOTE_CHECKED] = ("Übersetzung zur Information. Verbindlich ist der deutsche Text. Die "
                      "Übersetzung ist geprüft: {{translation.checked_by}}, "
                      "{{translation.checked_on}}."),
};

const char *
form_note(size_t index)
{
    return index < NOTE__MAX ? notes[index] : NULL;
}

const char *
translation_checked_on(struct layout *layout)
{
    const char *text = catalog_header(layout->options->texts, TRANSLATION_CHECKED_ON);
    char german[DAY_TEXT_MAX];
    struct err ignored = {0};
    int32_t day;
    if (!day_parse(text, TRANSLATION_CHECKED_ON, &day, &ignored)) {
        return "";
    }
    return arena_strdup(layout->arena, day_german(german, day));
}

/* Checked is what has both a name and a day; all else is a draft. */
static enum note
note_of(struct layout *layout)
{
    const char *by = catalog_header(layout->options->texts, TRANSLATION_CHECKED_BY);
    bool checked = !str_empty(by) && !str_empty(translation_checked_on(layout));
    return checked ? NOTE_CHECKED : NOTE_DRAFT;
}

bool
translation_note(struct layout *layout, struct place place, struct galley *galley)
{
    const struct form_node node = {.kind = FORM_P, .row = element_row(FORM_P), .translate = true};
    const struct letters letters = {.size_pt = NOTE_PT, .min_pt = NOTE_PT, .align = "left"};
    double height = NOTE_GAP_MM;
    galley_open(layout, galley, NOTE_ABOVE_MM * layout->scale);
    galley_mark(layout, galley, (struct sheet_mark){
        .kind = SHEET_LINE, .element = SHEET_ARTIFACT, .x_mm = place.x_mm,
        .w_mm = place.width_mm, .stroke_mm = NOTE_RULE_MM});
    place.element = layout_element(layout, place.element, SHEET_P);
    if (!text_put(layout, &node, NULL, notes[note_of(layout)], letters, place, galley, &height)) {
        return false;
    }
    galley_close(galley, height);
    return true;
}
