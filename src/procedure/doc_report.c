/*
 * doc_report.c - a report as a document.
 */
#include "arena.h"
#include "date.h"
#include "doc.h"
#include "report_sheet.h"
#include "value.h"

#define HIDDEN "*"
#define BAR_MAX 100

static const char *const counts[REPORT__MAX] = {
    [REPORT_ISSUED] = "issued",
    [REPORT_REFERRED] = "referred",
    [REPORT_ACCEPTED] = "accepted",
    [REPORT_STARTED] = "started",
    [REPORT_OPEN] = "open",
    [REPORT_E1] = "E1",
    [REPORT_E2] = "E2",
    [REPORT_E3] = "E3",
    [REPORT_E4] = "E4",
    [REPORT_N1] = "N1",
    [REPORT_NO_CAPACITY] = "no_capacity",
    [REPORT_NOT_RESPONSIBLE] = "not_responsible",
    [REPORT_NO_ACCESS] = "no_access",
    [REPORT_EXPIRED] = "expired",
    [REPORT_UNREPORTED] = "unreported",
    [REPORT_REPORTED] = "reported",
    [REPORT_REPORTED_LEVEL] = "reported_level",
    [REPORT_CLOSED] = "closed",
};

static void
set_counts(struct value *record, const struct report_sheet *sheet,
           const struct report_line *line, size_t row)
{
    for (enum report_count what = 0; what < REPORT__MAX; what++) {
        int64_t count = report_sheet_count(sheet, line, what);

        if (report_sheet_shows(sheet, row, what)) {
            value_set_int(record, counts[what], count);
        } else {
            value_set_text(record, counts[what],
                           report_sheet_tells_small(sheet, row, what) ? "< 5" : HIDDEN);
        }
    }
}

/* A wait of a few tells about each of them. */
static void
set_wait(struct value *record, const char *key, const struct report_waits *waits, int percent,
         bool shown)
{
    if (waits == NULL) {
        value_set_text(record, key, NULL);
    } else if (!shown) {
        value_set_text(record, key, HIDDEN);
    } else {
        value_set_int(record, key, report_wait(waits, percent));
    }
}

static void
set_waits(struct value *record, const struct report_sheet *sheet,
          const struct report_group *group, size_t row)
{
    bool accept = sheet->whole || (group->accept != NULL &&
                                   group->accept->count >= SUPPRESS_BELOW &&
                                   report_sheet_shows(sheet, row, REPORT_ACCEPTED));
    bool start = sheet->whole || (group->start != NULL &&
                                  group->start->count >= SUPPRESS_BELOW &&
                                  report_sheet_shows(sheet, row, REPORT_STARTED));

    value_set_bool(record, "has_waits", group->accept != NULL);
    set_wait(record, "accept_median", group->accept, 50, accept);
    set_wait(record, "accept_p90", group->accept, 90, accept);
    set_wait(record, "start_median", group->start, 50, start);
    set_wait(record, "start_p90", group->start, 90, start);
}

static void
fill_row(struct value *record, const struct report_sheet *sheet, const struct report_line *line,
         size_t row)
{
    const struct provider *provider = line->provider;

    value_set_text(record, "provider", provider == NULL ? NULL : provider->key);
    value_set_text(record, "name", provider == NULL ? NULL : provider->name);
    value_set_bool(record, "protected", provider != NULL && provider->is_protected);
    value_set_text(record, "type",
                   line->type == TYPE_NONE ? NULL : service_type_name(line->type));
    value_set_text(record, "type_label",
                   line->type == TYPE_NONE ? NULL : service_type_label(line->type));
    set_counts(record, sheet, line, row);
    set_waits(record, sheet, line->group, row);
}

static int64_t
most(const struct value *list, const char *key)
{
    int64_t max = 1;

    for (size_t i = 0; i < value_len(list); i++) {
        int64_t number = value_number(value_get(value_at(list, i), key));

        max = number > max ? number : max;
    }
    return max;
}

/* A bar for each number that is shown, in hundredths of the longest. */
static void
set_bars(struct value *rows, struct value *const *row)
{
    static const struct {
        const char *bar, *of, *longest;
    } bars[] = {{"issued_bar", "issued", "issued"},
                {"accepted_bar", "accepted", "issued"},
                {"median_bar", "accept_median", "accept_p90"},
                {"p90_bar", "accept_p90", "accept_p90"}};

    for (size_t b = 0; b < sizeof bars / sizeof *bars; b++) {
        int64_t max = most(rows, bars[b].longest);

        for (size_t i = 0; i < value_len(rows); i++) {
            int64_t length = value_number(value_get(row[i], bars[b].of)) * BAR_MAX / max;

            value_set_int(row[i], bars[b].bar, length > BAR_MAX ? BAR_MAX : length);
        }
    }
}

static void
add_rule(struct value *list, const char *label)
{
    value_set_text(value_add_record(list), "label", label);
}

static void
add_rules(struct value *list, const struct report_sheet *sheet)
{
    add_rule(list, sheet->persons
                       ? N_("Gezählt werden Personen: Wer bei einer Stelle mehrere Gutscheine "
                            "einer Leistungsart hat, zählt dort einmal. Summen können deshalb "
                            "kleiner sein als ihre Teile.")
                       : N_("Gezählt werden Fälle, nicht Personen: Jeder Gutschein zählt. Wer "
                            "zwei hat, zählt zweimal."));
    add_rule(list, N_("Jeder Schritt zählt in dem Jahr, in dem er geschehen ist, und bei der "
                      "Stelle, die aufgenommen hat, sonst bei der Stelle auf dem Gutschein."));
    add_rule(list, N_("Verweise ohne Laufzettel zählen überall mit. Was aus ihnen wurde, hat die "
                      "Kundin oder der Kunde im Gespräch berichtet."));
    add_rule(list, N_("Abgeschlossen heißt: beendet, abgelehnt, abgelaufen oder ohne "
                      "Rückmeldung. Zurückgezogene Gutscheine gehören nicht dazu."));
    add_rule(list, N_("Ohne Rückmeldung heißt: keine Aussage. Das wird getrennt von abgelaufen "
                      "gezählt."));
    add_rule(list, N_("Mit Rückmeldung heißt: Aufnahme oder Ablehnung ist bekannt, auch vom "
                      "Papier. Ab Stufe 1 hat die Stelle sie gemeldet."));
    add_rule(list, N_("Wartezeiten in Tagen: Median heißt, die Hälfte wartete höchstens so "
                      "lange; P90 heißt, neun von zehn."));
    add_rule(list, N_("Regionen kommen hier nicht vor. Wo sie vorkommen, zählt der Wohnort, "
                      "nicht der Sitz der Stelle."));
    add_rule(list, sheet->whole
                       ? N_("Diese Zahlen sind genau und nur für die Koordination. Dateien zum "
                            "Weitergeben zeigen keine Zahlen unter 5 und keine geschützten "
                            "Stellen.")
                       : N_("Zahlen von 1 bis 4 stehen als »< 5«. Wo sie sich ausrechnen "
                            "ließen, steht daneben »*«. Geschützte Stellen fehlen, auch in "
                            "der Summe."));
}

const struct value *
doc_report(struct arena *arena, const struct report_sheet *sheet)
{
    struct value *doc = value_record(arena), *report = value_set_record(doc, "report");
    struct value **row = arena_array(arena, sheet->row_count, sizeof(*row)), *list;

    value_set_text(report, "name", "providers");
    value_set_int(report, "year", sheet->year);
    doc_set_day(arena, report, "from", sheet->from);
    doc_set_day(arena, report, "until", sheet->until);
    value_set_text(report, "count", sheet->persons ? "persons" : "cases");
    value_set_bool(report, "whole", sheet->whole);
    list = value_set_list(report, "providers");
    for (size_t i = 0; i < sheet->row_count; i++) {
        row[i] = value_add_record(list);
        fill_row(row[i], sheet, &sheet->row[i], i);
    }
    set_bars(list, row);
    fill_row(value_set_record(report, "total"), sheet, &sheet->total, sheet->row_count);
    add_rules(value_set_list(report, "rules"), sheet);
    return doc;
}
