/* The form language as tables: what each element and attribute is. */
#include "element.h"

#include <string.h>

#include "icon.h"
#include "str.h"

/* clang-format off */
static const struct attribute_row attributes[ATTR__MAX] = {
    [ATTR_NAME]        = {"name", TYPE_IS_NAME, NULL, "Name, unter dem der Wert oder das Formular angesprochen wird"},
    [ATTR_NUMBER]      = {"number", TYPE_IS_PLAIN, NULL, "Formularnummer"},
    [ATTR_VERSION]     = {"version", TYPE_IS_PLAIN, NULL, "Version des Formulars"},
    [ATTR_VALID_FROM]  = {"valid-from", TYPE_IS_DAY, NULL, "Tag, ab dem das Formular gilt"},
    [ATTR_TITLE]       = {"title", TYPE_IS_PLAIN, NULL, "Titel des Dokuments"},
    [ATTR_ITEM]        = {"item", TYPE_IS_NAME, NULL, "Name eines Eintrags innerhalb der Wiederholung"},
    [ATTR_EXAMPLE]     = {"example", TYPE_IS_PLAIN, NULL, "Beispiele für die Vorschau, je Wiederholung eines, getrennt durch |"},
    [ATTR_EXAMPLES]    = {"examples", TYPE_IS_COUNT, NULL, "Zahl der Einträge in der Vorschau"},
    [ATTR_OPTIONAL]    = {"optional", TYPE_IS_CHOICE, "yes|no", "der Wert darf fehlen"},
    [ATTR_LONGEST]     = {"longest", TYPE_IS_LETTERS, NULL, "so viele Buchstaben kann der Text haben; damit wird geprüft. Ohne Angabe 200, wenn ein Beispiel Kleinbuchstaben hat"},
    [ATTR_MOST]        = {"most", TYPE_IS_COUNT, NULL, "so viele Einträge kann die Liste haben; damit wird geprüft, auch mit keinem und einem"},
    [ATTR_HELP]        = {"help", TYPE_IS_PLAIN, NULL, "Erläuterung für die, die das Formular bearbeiten"},
    [ATTR_IF]          = {"if", TYPE_IS_PATH, NULL, "nur zeigen, wenn der Wert da und nicht leer ist"},
    [ATTR_UNLESS]      = {"unless", TYPE_IS_PATH, NULL, "nur zeigen, wenn der Wert fehlt oder leer ist"},
    [ATTR_EACH]        = {"each", TYPE_IS_RECORDS, NULL, "für jeden Eintrag der Liste wiederholen"},
    [ATTR_TRANSLATE]   = {"translate", TYPE_IS_CHOICE, "yes|no", "Übersetzung zeigen; gilt auch für alles darin; bei <value>: auch den Wert übersetzen"},
    [ATTR_X]           = {"x", TYPE_IS_MM, NULL, "fester Ort: Abstand vom linken Blattrand"},
    [ATTR_Y]           = {"y", TYPE_IS_MM, NULL, "fester Ort: Abstand vom oberen Blattrand"},
    [ATTR_WIDTH]       = {"width", TYPE_IS_MM, NULL, "Breite"},
    [ATTR_HEIGHT]      = {"height", TYPE_IS_MM, NULL, "Höhe; bei festem Ort die größte, sonst die kleinste"},
    [ATTR_ABOVE]       = {"above", TYPE_IS_MM, NULL, "Abstand nach oben"},
    [ATTR_LEFT]        = {"left", TYPE_IS_MM, NULL, "linker Rand"},
    [ATTR_RIGHT]       = {"right", TYPE_IS_MM, NULL, "rechter Rand"},
    [ATTR_TOP]         = {"top", TYPE_IS_MM, NULL, "oberer Rand"},
    [ATTR_BOTTOM]      = {"bottom", TYPE_IS_MM, NULL, "unterer Rand"},
    [ATTR_PAGES]       = {"pages", TYPE_IS_COUNT, NULL, "höchste Zahl der Seiten; 0: so viele wie nötig"},
    [ATTR_SIZE]        = {"size", TYPE_IS_PT, NULL, "Schriftgröße"},
    [ATTR_MIN_SIZE]    = {"min-size", TYPE_IS_PT, NULL, "kleinste Schriftgröße, wenn der Platz nicht reicht"},
    [ATTR_LINES]       = {"lines", TYPE_IS_COUNT, NULL, "höchste Zahl der Zeilen; 0: so viele wie nötig"},
    [ATTR_ALIGN]       = {"align", TYPE_IS_CHOICE, "left|center|right", "Ausrichtung"},
    [ATTR_INK]         = {"ink", TYPE_IS_CHOICE, "black|gray|white", "Farbe der Schrift"},
    [ATTR_FRAME]       = {"frame", TYPE_IS_CHOICE, "none|thin|thick", "Rahmen"},
    [ATTR_FILL]        = {"fill", TYPE_IS_SHADE, NULL, "Ton der Fläche"},
    [ATTR_PAD]         = {"pad", TYPE_IS_MM, NULL, "Abstand zwischen Rahmen und Inhalt"},
    [ATTR_GAP]         = {"gap", TYPE_IS_MM, NULL, "Abstand zwischen den Spalten"},
    [ATTR_WIDTHS]      = {"widths", TYPE_IS_WIDTHS, NULL, "Breite jeder Spalte"},
    [ATTR_RULES]       = {"rules", TYPE_IS_CHOICE, "rows|grid|none", "Linien der Tabelle"},
    [ATTR_SCOPE]       = {"scope", TYPE_IS_CHOICE, "column|row", "wofür die Kopfzelle gilt"},
    [ATTR_LIST_KIND]   = {"kind", TYPE_IS_CHOICE, "dots|numbers", "Punkte oder Nummern"},
    [ATTR_LABEL]       = {"label", TYPE_IS_TEXT, NULL, "Beschriftung"},
    [ATTR_LABEL_WIDTH] = {"label-width", TYPE_IS_MM, NULL, "Breite der Beschriftung; danach kommt der Wert oder eine Linie; 0: Wert darunter, keine Linie"},
    [ATTR_VALUE]       = {"value", TYPE_IS_TEXT, NULL, "Inhalt des QR-Codes; bei <bar> die Länge des hellen Balkens in Hundertsteln der Breite"},
    [ATTR_INNER]       = {"inner", TYPE_IS_TEXT, NULL, "Länge des dunklen Balkens darin, in Hundertsteln der Breite"},
    [ATTR_ALT]         = {"alt", TYPE_IS_TEXT, NULL, "was das Bild zeigt, für Menschen, die es nicht sehen"},
    [ATTR_QUIET]       = {"quiet", TYPE_IS_MM, NULL, "freier Raum darüber und darunter"},
    [ATTR_ICON]        = {"name", TYPE_IS_CHOICE, icon_names, "was das Zeichen zeigt"},
    [ATTR_ICON_SIZE]   = {"size", TYPE_IS_MM, NULL, "Höhe und Breite; neben 10 Punkt Schrift 4.5"},
    [ATTR_LENGTH]      = {"length", TYPE_IS_MM, NULL, "Länge des Maßstabs"},
    [ATTR_DASH]        = {"dash", TYPE_IS_MM, NULL, "Länge der Striche; 0: durchgezogen"},
    [ATTR_STROKE]      = {"stroke", TYPE_IS_MM, NULL, "Stärke der Linie"},
    [ATTR_DIN]         = {"din", TYPE_IS_CHOICE, "A|B", "Briefform nach DIN 5008"},
};

/* Where elements stand. */
#define IN_PAGE  (FORM_BIT(FORM_FRONT) | FORM_BIT(FORM_BACK))
#define IN_EDGE  (FORM_BIT(FORM_HEADER) | FORM_BIT(FORM_FOOTER))
#define IN_CELL  (FORM_BIT(FORM_TH) | FORM_BIT(FORM_TD))
#define IN_FLOW  (IN_PAGE | FORM_BIT(FORM_SECTION) | FORM_BIT(FORM_BOX) | FORM_BIT(FORM_COLUMN))
#define IN_BLOCK (IN_FLOW | IN_CELL | FORM_BIT(FORM_ITEM))
#define IN_TEXT  (FORM_BIT(FORM_H1) | FORM_BIT(FORM_H2) | FORM_BIT(FORM_H3) | FORM_BIT(FORM_P) | \
                  FORM_BIT(FORM_ITEM) | IN_CELL | FORM_BIT(FORM_FIELD) | FORM_BIT(FORM_TICK))
#define IN_DATA  (FORM_BIT(FORM_VALUES) | FORM_BIT(FORM_RECORD) | FORM_BIT(FORM_RECORDS))

/* Attributes that many elements share. */
#define WHEN           {ATTR_IF, NULL, false}, {ATTR_UNLESS, NULL, false}
#define FLOW(above)    WHEN, {ATTR_EACH, NULL, false}, {ATTR_ABOVE, above, false}, \
                       {ATTR_TRANSLATE, NULL, false}
#define PLACED         {ATTR_X, NULL, false}, {ATTR_Y, NULL, false}, \
                       {ATTR_WIDTH, NULL, false}, {ATTR_HEIGHT, NULL, false}
#define LETTERS(s, m)  {ATTR_SIZE, s, false}, {ATTR_MIN_SIZE, m, false}, \
                       {ATTR_LINES, "0", false}, {ATTR_INK, "black", false}
#define ALIGNED        {ATTR_ALIGN, "left", false}
#define DATUM          {ATTR_NAME, NULL, true}, {ATTR_HELP, NULL, false}

static const struct attribute_use of_form[] = {
    {ATTR_NAME, NULL, true}, {ATTR_NUMBER, NULL, true}, {ATTR_VERSION, NULL, true},
    {ATTR_VALID_FROM, NULL, true}, {ATTR_TITLE, NULL, true}};
static const struct attribute_use of_record[] = {DATUM};
static const struct attribute_use of_records[] = {DATUM, {ATTR_ITEM, NULL, true}, {ATTR_EXAMPLES, "1", false}, {ATTR_MOST, "12", false}};
static const struct attribute_use of_value[] = {
    DATUM, {ATTR_EXAMPLE, NULL, false}, {ATTR_OPTIONAL, "no", false}, {ATTR_LONGEST, NULL, false},
    {ATTR_TRANSLATE, "no", false}};
static const struct attribute_use of_flag[] = {DATUM, {ATTR_EXAMPLE, "no", false}};
static const struct attribute_use of_sheet[] = {
    WHEN, {ATTR_EACH, NULL, false}, {ATTR_TRANSLATE, "yes", false}, {ATTR_LEFT, "25", false},
    {ATTR_RIGHT, "20", false}, {ATTR_TOP, "20", false}, {ATTR_BOTTOM, "20", false}};
static const struct attribute_use of_edge[] = {{ATTR_Y, NULL, true}};
static const struct attribute_use of_page[] = {
    WHEN, {ATTR_TRANSLATE, NULL, false}, {ATTR_TOP, NULL, false}, {ATTR_BOTTOM, NULL, false},
    {ATTR_PAGES, "0", false}};
static const struct attribute_use of_section[] = {FLOW("0")};
static const struct attribute_use of_box[] = {
    FLOW("2"), PLACED, {ATTR_FRAME, "thin", false}, {ATTR_FILL, "1", false}, {ATTR_PAD, "3", false}};
static const struct attribute_use of_columns[] = {FLOW("0"), {ATTR_GAP, "6", false}};
static const struct attribute_use of_column[] = {WHEN, {ATTR_WIDTH, NULL, false}, {ATTR_TRANSLATE, NULL, false}};
static const struct attribute_use of_address[] = {WHEN, {ATTR_DIN, "A", false}};
static const struct attribute_use of_h1[] = {FLOW("0"), LETTERS("18", "13"), ALIGNED};
static const struct attribute_use of_h2[] = {FLOW("3.5"), LETTERS("12", "9.5"), ALIGNED};
static const struct attribute_use of_h3[] = {FLOW("2.5"), LETTERS("10", "8.5"), ALIGNED};
static const struct attribute_use of_p[] = {FLOW("1.2"), LETTERS("10", "8"), ALIGNED};
static const struct attribute_use of_list[] = {FLOW("0"), {ATTR_LIST_KIND, "dots", false}};
static const struct attribute_use of_item[] = {FLOW("1.2"), LETTERS("10", "8")};
static const struct attribute_use of_table[] = {
    FLOW("1.5"), {ATTR_WIDTHS, NULL, true}, {ATTR_RULES, "rows", false}, {ATTR_PAD, "1", false}};
static const struct attribute_use of_row[] = {
    WHEN, {ATTR_EACH, NULL, false}, {ATTR_HEIGHT, "0", false}, {ATTR_TRANSLATE, NULL, false}};
static const struct attribute_use of_th[] = {LETTERS("8.5", "7.5"), ALIGNED, {ATTR_SCOPE, "column", false}};
static const struct attribute_use of_td[] = {LETTERS("10", "8"), ALIGNED};
static const struct attribute_use of_field[] = {
    FLOW("0.5"), LETTERS("10", "8"), {ATTR_LABEL, NULL, true}, {ATTR_LABEL_WIDTH, "24", false},
    {ATTR_HEIGHT, "7", false}};
static const struct attribute_use of_tick[] = {
    FLOW("1.5"), LETTERS("10", "8"), {ATTR_LABEL_WIDTH, "0", false}};
static const struct attribute_use of_stamp[] = {
    FLOW("2"), PLACED, {ATTR_LABEL, "Stempel", false}};
static const struct attribute_use of_qr[] = {
    FLOW("0"), {ATTR_X, NULL, false}, {ATTR_Y, NULL, false}, ALIGNED, {ATTR_VALUE, NULL, true},
    {ATTR_WIDTH, "36", false}, {ATTR_ALT, NULL, true}, {ATTR_QUIET, "6", false}};
static const struct attribute_use of_figure[] = {
    FLOW("2"), {ATTR_LENGTH, "50", false}, {ATTR_ALT, NULL, true}};
static const struct attribute_use of_bar[] = {
    FLOW("0"), {ATTR_VALUE, NULL, true}, {ATTR_INNER, NULL, false}, {ATTR_HEIGHT, "3.5", false},
    {ATTR_ALT, NULL, true}};
static const struct attribute_use of_icon[] = {
    FLOW("0"), {ATTR_X, NULL, false}, {ATTR_Y, NULL, false}, ALIGNED, {ATTR_ICON, NULL, true},
    {ATTR_ICON_SIZE, "4.5", false}, {ATTR_ALT, NULL, false}};
static const struct attribute_use of_rule[] = {
    FLOW("2"), {ATTR_X, NULL, false}, {ATTR_Y, NULL, false}, {ATTR_WIDTH, NULL, false},
    {ATTR_STROKE, "0.2", false}, {ATTR_DASH, "0", false}};
static const struct attribute_use of_space[] = {WHEN, {ATTR_HEIGHT, "4", false}};
static const struct attribute_use of_foldmarks[] = {WHEN, {ATTR_DIN, "A", false}};

#define USE(array) array, sizeof(array) / sizeof(array[0])
#define NO_USE     NULL, 0

static const struct element_row elements[FORM_KIND__MAX] = {
    [FORM_FORM]    = {"form", 0, false, SHEET_DOCUMENT, USE(of_form), "das Formular"},
    [FORM_VALUES]  = {"values", FORM_BIT(FORM_FORM), false, SHEET_DOCUMENT, NO_USE,
                      "die Werte, die das Formular zeigen darf"},
    [FORM_RECORD]  = {"record", IN_DATA, false, SHEET_DOCUMENT, USE(of_record), "eine Gruppe von Werten"},
    [FORM_RECORDS] = {"records", IN_DATA, false, SHEET_DOCUMENT, USE(of_records), "eine Liste von Gruppen"},
    [FORM_VALUE]   = {"value", IN_DATA, false, SHEET_DOCUMENT, USE(of_value), "ein Text oder eine Zahl"},
    [FORM_FLAG]    = {"flag", IN_DATA, false, SHEET_DOCUMENT, USE(of_flag), "ja oder nein, für if und unless"},
    [FORM_SHEET]   = {"sheet", FORM_BIT(FORM_FORM), false, SHEET_PART, USE(of_sheet),
                      "ein Blatt mit eigener Rückseite; beginnt auf einer ungeraden Seite"},
    [FORM_HEADER]  = {"header", FORM_BIT(FORM_SHEET), false, SHEET_DIV, USE(of_edge), "Kopf jeder Seite"},
    [FORM_FOOTER]  = {"footer", FORM_BIT(FORM_SHEET), false, SHEET_DIV, USE(of_edge), "Fuß jeder Seite"},
    [FORM_FRONT]   = {"front", FORM_BIT(FORM_SHEET), false, SHEET_SECT, USE(of_page), "die Vorderseite"},
    [FORM_BACK]    = {"back", FORM_BIT(FORM_SHEET), false, SHEET_SECT, USE(of_page),
                      "die Rückseite; beginnt auf einer neuen Seite"},
    [FORM_SECTION] = {"section", IN_FLOW, false, SHEET_SECT, USE(of_section),
                      "ein Abschnitt; darf über Seiten laufen"},
    [FORM_BOX]     = {"box", IN_FLOW, false, SHEET_DIV, USE(of_box),
                      "ein Kasten; bleibt auf einer Seite"},
    [FORM_COLUMNS] = {"columns", IN_FLOW | IN_EDGE, false, SHEET_DIV, USE(of_columns),
                      "Spalten nebeneinander; bleiben auf einer Seite"},
    [FORM_COLUMN]  = {"column", FORM_BIT(FORM_COLUMNS), false, SHEET_DIV, USE(of_column),
                      "eine Spalte; ohne Breite teilt sie sich den Rest"},
    [FORM_ADDRESS] = {"address", IN_PAGE, false, SHEET_DIV, USE(of_address),
                      "das Anschriftfeld für Fensterumschläge"},
    [FORM_H1]      = {"h1", IN_FLOW, true, SHEET_H1, USE(of_h1), "Überschrift des Blatts"},
    [FORM_H2]      = {"h2", IN_FLOW, true, SHEET_H2, USE(of_h2), "Überschrift eines Abschnitts"},
    [FORM_H3]      = {"h3", IN_FLOW, true, SHEET_H3, USE(of_h3), "kleine Überschrift"},
    [FORM_P]       = {"p", IN_BLOCK | IN_EDGE | FORM_BIT(FORM_ADDRESS), true, SHEET_P, USE(of_p), "ein Absatz"},
    [FORM_LIST]    = {"list", IN_BLOCK, false, SHEET_L, USE(of_list), "eine Aufzählung"},
    [FORM_ITEM]    = {"item", FORM_BIT(FORM_LIST), true, SHEET_LI, USE(of_item), "ein Punkt der Aufzählung"},
    [FORM_TABLE]   = {"table", IN_FLOW, false, SHEET_TABLE, USE(of_table), "eine Tabelle"},
    [FORM_ROW]     = {"row", FORM_BIT(FORM_TABLE), false, SHEET_TR, USE(of_row), "eine Zeile; bleibt auf einer Seite"},
    [FORM_TH]      = {"th", FORM_BIT(FORM_ROW), true, SHEET_TH, USE(of_th), "eine Kopfzelle"},
    [FORM_TD]      = {"td", FORM_BIT(FORM_ROW), true, SHEET_TD, USE(of_td), "eine Zelle"},
    [FORM_FIELD]   = {"field", IN_BLOCK, true, SHEET_P, USE(of_field),
                      "Beschriftung und Wert; ohne Text eine Linie zum Ausfüllen"},
    [FORM_TICK]    = {"tick", IN_BLOCK, true, SHEET_P, USE(of_tick), "ein Kästchen zum Ankreuzen mit Text"},
    [FORM_STAMP]   = {"stamp", IN_BLOCK, false, SHEET_P, USE(of_stamp), "ein Feld für einen Stempel"},
    [FORM_QR]      = {"qr", IN_BLOCK, false, SHEET_FIGURE, USE(of_qr), "ein QR-Code; die Größe in Millimetern"},
    [FORM_FIGURE]  = {"figure", IN_BLOCK, false, SHEET_FIGURE, USE(of_figure), "ein Maßstab zum Nachmessen"},
    [FORM_BAR]     = {"bar", IN_BLOCK, false, SHEET_FIGURE, USE(of_bar),
                      "ein Balken; was er zeigt, steht auch als Zahl in alt und daneben"},
    [FORM_ICON]    = {"icon", IN_BLOCK | IN_EDGE, false, SHEET_FIGURE, USE(of_icon),
                      "ein gezeichnetes Zeichen; ohne alt nur Schmuck, den ein Vorleseprogramm übergeht"},
    [FORM_RULE]    = {"rule", IN_FLOW, false, SHEET_DIV, USE(of_rule), "eine waagerechte Linie"},
    [FORM_SPACE]   = {"space", IN_BLOCK, false, SHEET_DIV, USE(of_space), "freier Raum"},
    [FORM_FOLDMARKS] = {"foldmarks", IN_PAGE, false, SHEET_DIV, USE(of_foldmarks), "Falz- und Lochmarken"},
    [FORM_B]       = {"b", IN_TEXT, true, SHEET_SPAN, NO_USE, "fett"},
    [FORM_BR]      = {"br", IN_TEXT, false, SHEET_SPAN, NO_USE, "neue Zeile"},
};
/* clang-format on */

const struct element_row *
element_row(enum form_kind kind)
{
    return &elements[kind];
}

const struct element_row *
element_find(const char *name, enum form_kind *kind)
{
    for (size_t i = 0; i < FORM_KIND__MAX; i++) {
        if (str_equal(elements[i].name, name)) {
            *kind = (enum form_kind)i;
            return &elements[i];
        }
    }
    return NULL;
}

const struct attribute_row *
attribute_row(enum form_attribute attribute)
{
    return &attributes[attribute];
}

const struct attribute_use *
element_use(const struct element_row *element, const char *name)
{
    for (size_t i = 0; i < element->use_count; i++) {
        if (str_equal(attributes[element->use[i].attribute].name, name)) {
            return &element->use[i];
        }
    }
    return NULL;
}

const char *
form_type_text(const struct attribute_row *attribute)
{
    switch (attribute->type) {
    case TYPE_IS_NAME:
        return "ein Name aus Kleinbuchstaben, Ziffern und _ (höchstens 40 Zeichen)";
    case TYPE_IS_PLAIN:
        return "ein einzeiliger Text (höchstens 500 Zeichen)";
    case TYPE_IS_TEXT:
        return "ein einzeiliger Text; Werte schreibt man {{name}}";
    case TYPE_IS_PATH:
        return "der Name eines Werts";
    case TYPE_IS_RECORDS:
        return "der Name einer Liste";
    case TYPE_IS_MM:
        return "eine Länge in Millimetern von 0 bis 1000";
    case TYPE_IS_PT:
        return "eine Schriftgröße von 4 bis 72 Punkt";
    case TYPE_IS_COUNT:
        return "eine ganze Zahl von 0 bis 99";
    case TYPE_IS_LETTERS:
        return "eine ganze Zahl von 1 bis 2000";
    case TYPE_IS_SHADE:
        return "eine Zahl von 0 (schwarz) bis 1 (weiß)";
    case TYPE_IS_WIDTHS:
        return "eine Liste wie 30,*,20 (Millimeter; * teilt den Rest; höchstens 12 Spalten)";
    case TYPE_IS_DAY:
        return "ein Tag wie 2026-01-01";
    case TYPE_IS_CHOICE:
        break;
    }
    return attribute->choices;
}

bool
choice_has(const char *choices, const char *text)
{
    size_t len = strlen(text);
    for (const char *at = choices; len > 0 && at != NULL;) {
        const char *bar = strchr(at, '|');
        size_t word = bar != NULL ? (size_t)(bar - at) : strlen(at);
        if (word == len && memcmp(at, text, len) == 0) {
            return true;
        }
        at = bar != NULL ? bar + 1 : NULL;
    }
    return false;
}
