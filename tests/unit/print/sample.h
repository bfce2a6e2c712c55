/*
 * sample.h - a voucher of two pages, built by hand as a form would build it:
 * headings, a table, a list, boxes, a QR code, names of many scripts.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <string.h>

#include "arena.h"
#include "err.h"
#include "sheet.h"
#include "type.h"

#define SAMPLE_PAYLOAD "HTTPS://GUTSCHEIN.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0"
#define SAMPLE_MARKS 400
#define SAMPLE_ELEMENTS 200

struct sample {
    const struct type *type;
    struct arena *arena;
    struct err err;
    bool failed;
    struct sheet sheet;
    struct sheet_page page[2];
    struct sheet_mark mark[2][SAMPLE_MARKS];
    struct sheet_element element[SAMPLE_ELEMENTS];
    size_t at; /* page being filled */
};

static struct sheet_mark *
sample_mark(struct sample *s, struct sheet_mark mark)
{
    struct sheet_mark *to = &s->mark[s->at][s->page[s->at].mark_count++];
    *to = mark;
    return to;
}

static size_t
sample_element(struct sample *s, enum sheet_role role, size_t parent)
{
    s->element[s->sheet.element_count] = (struct sheet_element){ .role = role, .parent = parent };
    return s->sheet.element_count++;
}

/* Set TEXT from (x, y) on; returns the base line of the next line. */
static double
sample_text(struct sample *s, size_t element, double x, double y, double size_pt, double width_mm,
            const char *text, bool bold, const char *lang)
{
    const struct type_span span = { text, bold };
    const double mm = size_pt / TYPE_UNITS * 25.4 / 72;
    struct type_text set = { 0 };
    if (!type_set(s->type, s->arena, &span, 1, lang, size_pt, width_mm, "text", &set, &s->err)) {
        s->failed = true;
        return y;
    }
    for (size_t l = 0; l < set.line_count; l++, y += size_pt * 0.48) {
        const double left = set.rtl ? x + width_mm - set.line[l].width_mm : x;
        for (size_t r = 0; r < set.line[l].run_count; r++) {
            const struct type_run *run = set.line[l].run + r;
            sample_mark(s, (struct sheet_mark){ .kind = SHEET_TEXT, .element = element,
                                                .x_mm = left + run->x * mm, .y_mm = y,
                                                .size_pt = size_pt, .run = *run });
        }
    }
    return y;
}

static void
sample_cell(struct sample *s, size_t row, enum sheet_role role, enum sheet_scope scope, double x,
            double y, const char *text)
{
    const size_t cell = sample_element(s, role, row);
    s->element[cell].scope = scope;
    sample_text(s, cell, x, y, 9, 40, text, role == SHEET_TH, "de");
}

static double
sample_table(struct sample *s, size_t parent, double y)
{
    static const char *const HEAD[] = { "Termin", "Datum", "Stempel", "Quittung" };
    const size_t table = sample_element(s, SHEET_TABLE, parent);
    for (int r = 0; r < 5; r++) {
        const size_t row = sample_element(s, SHEET_TR, table);
        for (int c = 0; c < 4; c++) {
            const bool head = r == 0 || c == 0;
            sample_mark(s, (struct sheet_mark){ .kind = SHEET_BOX, .element = SHEET_ARTIFACT,
                                                .x_mm = 20 + c * 42, .y_mm = y - 5, .w_mm = 42,
                                                .h_mm = 8, .stroke_mm = 0.2,
                                                .fill = r == 0 ? 0.9 : 1 });
            sample_cell(s, row, head ? SHEET_TH : SHEET_TD,
                        r == 0 ? SHEET_SCOPE_COLUMN : head ? SHEET_SCOPE_ROW : SHEET_SCOPE_NONE,
                        22 + c * 42, y, r == 0 ? HEAD[c] : c == 0 ? "Aufnahme" : "");
        }
        y += 8;
    }
    return y;
}

static double
sample_list(struct sample *s, size_t parent, double y)
{
    static const char *const ITEM[] = { "Ausweis", "Bescheid vom Jobcenter",
                                        "diesen Gutschein" };
    const size_t list = sample_element(s, SHEET_L, parent);
    for (size_t i = 0; i < 3; i++) {
        const size_t item = sample_element(s, SHEET_LI, list);
        sample_text(s, sample_element(s, SHEET_LBL, item), 22, y, 10, 5, "•", false, "de");
        y = sample_text(s, sample_element(s, SHEET_LBODY, item), 27, y, 10, 100, ITEM[i], false,
                        "de");
    }
    return y;
}

static void
sample_front(struct sample *s)
{
    static const char *const NAME[] = { "Jana Kołodziej-Öztürk", "Đặng Thị Ngọc",
                                        "Ґалина Їжак", "Αθηνά Παπαδοπούλου",
                                        "C̆elik A̋dám K̛im L̥ucie d̂ l̂ M̂ R̥",
                                        "محمد علاء الدين صلاح",
                                        "Auf\u200Clage ohne Bindung" };
    double y = sample_text(s, sample_element(s, SHEET_H1, 0), 20, 25, 18, 110,
                           "Gutschein für eine Beratung", true, "de");
    for (size_t i = 0; i < sizeof NAME / sizeof *NAME; i++)
        y = sample_text(s, sample_element(s, SHEET_P, 0), 20, y, 11, 110, NAME[i], false, "de");
    const size_t arabic = sample_element(s, SHEET_P, 0);
    s->element[arabic].lang = "ar";
    y = sample_text(s, arabic, 20, y + 2, 12, 110,
                    "محمد، يرجى الاتصال بالرقم 0201 123456 قبل الموعد في مركز العمل (الطابق 2).",
                    false, "ar");
    y = sample_text(s, sample_element(s, SHEET_P, 0), 20, y + 2, 10, 110,
                    "Bitte vereinbaren Sie innerhalb von 7 Tagen einen Termin bei der "
                    "Schuldner\u00ADberatungs\u00ADstelle „Neue Wege“ – Straße der "
                    "Freundschaft 12 a, 45127 Essen. Wenn das Scannen nicht klappt: "
                    "stempeln, Abschnitt zurückgeben.", false, "de");
    const size_t figure = sample_element(s, SHEET_FIGURE, 0);
    s->element[figure].alt = "QR-Code des Gutscheins K7QM-2F9D-4XHA-P3T0 für die Anmeldung";
    sample_mark(s, (struct sheet_mark){ .kind = SHEET_QR, .element = figure, .x_mm = 150,
                                        .y_mm = 25, .w_mm = 36, .h_mm = 36,
                                        .payload = SAMPLE_PAYLOAD });
    y = sample_list(s, 0, y + 4);
    sample_table(s, 0, y + 6);
    sample_mark(s, (struct sheet_mark){ .kind = SHEET_LINE, .element = SHEET_ARTIFACT,
                                        .x_mm = 5, .y_mm = 105, .w_mm = 4, .stroke_mm = 0.2 });
    sample_mark(s, (struct sheet_mark){ .kind = SHEET_LINE, .element = SHEET_ARTIFACT,
                                        .x_mm = 20, .y_mm = 240, .w_mm = 170, .stroke_mm = 0.2,
                                        .dash_mm = 1.5, .gray = 0.4 });
}

static void
sample_back(struct sample *s)
{
    s->at = 1;
    double y = sample_text(s, sample_element(s, SHEET_H2, 0), 20, 25, 14, 170,
                           "Ihre Rechte und der Datenschutz", true, "de");
    for (int i = 0; i < 14; i++)
        y = sample_text(s, sample_element(s, SHEET_P, 0), 20, y + 2, 10, 170,
                        "Die Teilnahme ist freiwillig. Wenn Sie die Einwilligung nicht geben, "
                        "entsteht Ihnen kein Nachteil: (Klammern) \\ ) Tj ET endstream /JS sind "
                        "nur Text & <Zeichen>. Die Beratungsstelle teilt dem Jobcenter nur "
                        "mit, dass etwas stattgefunden hat, niemals was besprochen wurde.",
                        false, "de");
}

static void
sample_begin(struct sample *s, const struct type *type, struct arena *arena, size_t pages)
{
    *s = (struct sample){ .type = type, .arena = arena };
    s->sheet = (struct sheet){ .title = "Gutschein <&> für Jana Kołodziej",
                               .lang = "de-DE",
                               .subject = "LZ-02 Gutschein, Version 1",
                               .identifier = "gutschein/1/1",
                               .created_ms = 1777885200000,
                               .width_mm = 210,
                               .height_mm = 297,
                               .page_count = pages,
                               .page = s->page,
                               .element = s->element };
    s->page[0].mark = s->mark[0];
    s->page[1].mark = s->mark[1];
    sample_element(s, SHEET_DOCUMENT, 0);
}

/* Names and words that are hard to draw and to read back, one to a line. */
static const char *const SAMPLE_NAMES[] = {
    "Jürgen Müßig-Straße ẞ", "Żaneta Wąsik, Łódź", "Şükrü Iğdır İnci", "Ștefan Țepeș",
    "Nguyễn Thị Diễm Hằng", "C\u0300elina C\u0304 F\u0300 G\u0300 J\u0301",
    "K\u035Fhalid K\u035FH C\u0315 K\u031B", "L\u0325\u0304ucie R\u0325\u0304 S\u031B\u0304",
    "A\u030Bdám d\u0302 l\u0302 M\u0302 T\u031B",
    "\u010C\u0315 \u012A\u0301 \u1ECC\u0308 \u00E7\u0306",
    "Ελένη Παπαδοπούλου ΐ", "Світлана Ґудзь, Єва Їжакевич", "Шамсиддинов Ҷамшед",
    "(Klammern) \\ ) Tj ET endstream /JS & <x>", "ffi fl fi: 12.04.2026, 9–11 Uhr",
    "محمد علاء الدين", "إسلام الأحمد آلاء", "مُحَمَّد عَبْد", "ئاسۆ کوردستان پژمان",
};
#define SAMPLE_NAME_COUNT (sizeof SAMPLE_NAMES / sizeof *SAMPLE_NAMES)

/* One page of names, also in bold. */
static void
sample_names(struct sample *s, const struct type *type, struct arena *arena)
{
    sample_begin(s, type, arena, 1);
    double y = 20;
    for (size_t i = 0; i < 2 * SAMPLE_NAME_COUNT; i++, y += 2)
        y = sample_text(s, sample_element(s, SHEET_P, 0), 20, y, 10, 170,
                        SAMPLE_NAMES[i % SAMPLE_NAME_COUNT], i >= SAMPLE_NAME_COUNT, "de");
}

static void
sample_make(struct sample *s, const struct type *type, struct arena *arena, size_t pages)
{
    sample_begin(s, type, arena, pages);
    sample_front(s);
    if (pages == 2)
        sample_back(s);
}

#endif
