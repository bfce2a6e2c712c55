/*
 * output.c - a document for people at a terminal: lines for records, tables for lists.
 *
 * Where a document carries X and X_label, people see the label.
 */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "str.h"
#include "value.h"

#define COLUMN_MAX 60
#define COLUMNS_MAX 12

/* Keys as people say them; a key without a row stands for itself. */
static const struct {
    const char *key, *label;
} labels[] = {
    {"accepted_on", "aufgenommen am"},
    {"added", "neu"},
    {"agreed_on", "vereinbart am"},
    {"aim", "Förderziel"},
    {"already_there", "schon vorhanden"},
    {"annullable", "stornierbar"},
    {"annulled", "storniert"},
    {"appointment", "Termin"},
    {"appointments_attended", "Termine wahrgenommen"},
    {"as_of", "fällig gewesen am"},
    {"at", "Zeitpunkt"},
    {"awaits_return", "Rücklauf steht aus"},
    {"backup", "Sicherung"},
    {"basis", "Grundlage"},
    {"batch", "Stapel"},
    {"began_at", "angemeldet seit"},
    {"birth_date", "geboren am"},
    {"blocks", "Absätze"},
    {"booking", "zu buchen als"},
    {"bound_provider", "angenommen von"},
    {"bound_provider_name", "angenommen von (Name)"},
    {"branch", "Geschäftsstelle"},
    {"bytes", "Länge"},
    {"call", "Befehl"},
    {"case", "Fall"},
    {"cases", "Fälle"},
    {"caseworker", "zuständig"},
    {"changed", "geändert"},
    {"changes", "Änderungen"},
    {"check", "Punkt"},
    {"checks", "zum Abschluss"},
    {"choices", "Auswahl"},
    {"chosen", "gewählt"},
    {"city", "Ort"},
    {"client", "Kontakt"},
    {"client_code", "Kundencode"},
    {"closed", "ohne Rückmeldung geschlossen"},
    {"code", "Code"},
    {"column", "Spalte"},
    {"command", "Schritt"},
    {"complete_by", "soll enden bis"},
    {"consent", "Einwilligung"},
    {"consents", "Einwilligungen"},
    {"consents_seen", "Stand der Einwilligungen"},
    {"contradictions", "Nachmeldungen"},
    {"copies", "Drucke"},
    {"copy", "Kopie"},
    {"created_at", "angelegt"},
    {"date", "Datum"},
    {"day", "Tag"},
    {"delete_by", "zu löschen bis"},
    {"deleted", "gelöscht"},
    {"deputies", "Vertretungen"},
    {"detail", "dazu"},
    {"devices", "Geräte"},
    {"directory", "Ordner"},
    {"disabled", "gesperrt"},
    {"disclosure", "Auskunft"},
    {"disputed", "bestritten"},
    {"disputed_since", "bestritten seit"},
    {"done", "erledigt"},
    {"dry_run", "Probelauf"},
    {"due", "fällig"},
    {"due_in_days", "Tage bis dahin"},
    {"due_on", "fällig am"},
    {"element", "Element"},
    {"encoding", "Zeichensatz"},
    {"ended_on", "beendet am"},
    {"event", "Eintrag"},
    {"events", "Verlauf"},
    {"events_lost", "Einträge nach der Sicherung"},
    {"example", "Beispiel"},
    {"expired", "abgelaufen"},
    {"expires_at", "gilt bis"},
    {"export", "Ausgabe"},
    {"family_name", "Nachname"},
    {"faulty", "fehlerhaft"},
    {"field", "Feld"},
    {"file", "Datei"},
    {"files", "Dateien"},
    {"findings", "Abweichungen"},
    {"followup", "Wiedervorlage"},
    {"followups", "Wiedervorlagen"},
    {"form", "Formular"},
    {"forms", "Formulare"},
    {"from", "von Stand"},
    {"given_name", "Vorname"},
    {"glimpse", "So beginnt die Datei"},
    {"goal", "Ziel erreicht"},
    {"happened_on", "geschehen am"},
    {"has_left_out", "etwas ausgelassen"},
    {"held_by", "liegt bei"},
    {"help", "Erläuterung"},
    {"id", "Kennung"},
    {"import", "Import"},
    {"instructed_on", "unterwiesen am"},
    {"is_due", "ist fällig"},
    {"issued", "ausgestellt"},
    {"issued_on", "ausgestellt am"},
    {"item", "Eintrag heißt"},
    {"json", "Begleitdaten"},
    {"key", "Schlüssel"},
    {"keys", "Schlüssel"},
    {"kind", "Art"},
    {"kinds", "Arten"},
    {"language", "Sprache"},
    {"last_on", "zuletzt"},
    {"last_seen_on", "zuletzt gesehen"},
    {"last_used_at", "zuletzt benutzt"},
    {"late", "überfällig"},
    {"later", "später"},
    {"leads", "leitet"},
    {"left", "bleibt"},
    {"left_count", "bleiben"},
    {"left_out", "ausgelassen"},
    {"level", "Rückmeldestufe"},
    {"line", "Zeile"},
    {"lines", "Fehler"},
    {"logged_out", "abgemeldet"},
    {"made_on", "vom"},
    {"members", "darin"},
    {"merged", "zusammengelegt"},
    {"message", "Meldung"},
    {"month", "Monat"},
    {"months", "Monate"},
    {"more", "weitere"},
    {"movable", "verschiebbar"},
    {"name", "Name"},
    {"needs", "Bedarfe"},
    {"neutral", "neutral"},
    {"new", "künftig"},
    {"next", "nächste Stelle"},
    {"next_step", "nächster Schritt"},
    {"not_before", "gelöscht wird frühestens am"},
    {"note", "Hinweis"},
    {"notice", "Hinweis"},
    {"number", "Nummer"},
    {"office", "Amt"},
    {"old", "bisher"},
    {"open", "offen"},
    {"optional", "darf fehlen"},
    {"order", "Reihenfolge"},
    {"others", "andere"},
    {"outcome", "Ergebnis"},
    {"own", "diese"},
    {"own_file", "eigene Datei"},
    {"page", "Seite"},
    {"pairing", "Kopplung"},
    {"passed_over", "übergangene Spalten"},
    {"past_followups", "erledigte Wiedervorlagen"},
    {"pdf", "PDF"},
    {"people", "Personen"},
    {"phone", "Telefon"},
    {"places", "Plätze"},
    {"plan_ref", "Planbezug"},
    {"position", "Station"},
    {"postcode", "Postleitzahl"},
    {"posted", "gebucht"},
    {"posted_at", "gebucht am"},
    {"posted_by", "gebucht durch"},
    {"posting", "Buchungsliste"},
    {"print", "Druck"},
    {"printable", "zu drucken"},
    {"printed", "gedruckt"},
    {"printed_at", "gedruckt am"},
    {"prints", "Drucke"},
    {"prints_unproved", "davon ohne Nachweis, von früher"},
    {"priority", "Rang"},
    {"profile", "Profil"},
    {"profiles", "Profile"},
    {"proof", "Nachweis"},
    {"protected", "geschützt"},
    {"provider", "Stelle"},
    {"provider_name", "Stelle (Name)"},
    {"public_url", "Adresse"},
    {"purge", "Löschlauf"},
    {"purpose", "Zweck"},
    {"reads", "Zugriffe"},
    {"reason", "Grund"},
    {"receipt", "Quittung"},
    {"recipients", "Empfänger"},
    {"recorded_at", "erfasst"},
    {"redeem_by", "einzulösen bis"},
    {"referral", "Verweis ohne Laufzettel"},
    {"referrals", "Verweise ohne Laufzettel"},
    {"refusals", "Ablehnungen"},
    {"refused", "abgelehnt"},
    {"report", "Liste der Ablehnungen"},
    {"restricted_since", "Verarbeitung eingeschränkt seit"},
    {"result", "neu erzeugt"},
    {"reviewed_on", "gesichtet am"},
    {"revision", "Stand"},
    {"revoked", "gesperrt"},
    {"revoked_at", "gesperrt am"},
    {"role", "Rolle"},
    {"rows", "Zeilen"},
    {"same", "unverändert"},
    {"separator", "Trennzeichen"},
    {"service", "Leistung"},
    {"service_title", "Leistung (Titel)"},
    {"services", "Leistungen"},
    {"session", "Anmeldung"},
    {"sessions", "Anmeldungen"},
    {"setup", "Einrichtung"},
    {"sha256", "Prüfsumme"},
    {"shown", "gezeigt als"},
    {"signed", "gilt"},
    {"signed_on", "unterschrieben am"},
    {"slip", "Laufzettel"},
    {"slips", "Laufzettel"},
    {"soon", "bald fällig"},
    {"source", "Quelle"},
    {"standing_in", "vertritt"},
    {"stands_days", "Tage so"},
    {"stands_long", "länger als einen Tag"},
    {"stands_since", "steht so seit"},
    {"started_on", "begonnen am"},
    {"state", "Stand"},
    {"stations", "Stationen"},
    {"street", "Straße"},
    {"subject", "zu"},
    {"team", "Team"},
    {"teams", "Teams"},
    {"terms", "Löschfristen"},
    {"texts", "Texte"},
    {"ticks", "Haken"},
    {"timeline", "Verlauf"},
    {"timeline_more", "Verlauf geht weiter"},
    {"title", "Titel"},
    {"to", "auf Stand"},
    {"traces", "Spuren"},
    {"translation", "Übersetzung"},
    {"type", "Leistungsart"},
    {"until", "bis"},
    {"user", "Person"},
    {"users", "Personen"},
    {"valid_from", "gilt ab"},
    {"valid_until", "gilt bis"},
    {"values", "Werte"},
    {"verify", "Prüfung"},
    {"version", "Fassung"},
    {"voucher", "Gutschein"},
    {"vouchers", "Gutscheine"},
    {"warnings", "Hinweise"},
    {"what", "Ergebnis"},
    {"who", "durch"},
    {"whole", "ganz"},
    {"why", "weil"},
    {"wiped", "Bytes überschrieben"},
    {"withdrawn_on", "widerrufen am"},
    {"wording", "Rechtliche Texte"},
};

static int
compare_label(const void *key, const void *row)
{
    return strcmp(key, *(const char *const *)row);
}

static const char *
label_of(const char *key)
{
    const void *row = bsearch(key, labels, sizeof labels / sizeof *labels, sizeof *labels,
                              compare_label);

    return row == NULL ? key : ((const char *const *)row)[1];
}

/* A member that only translates its neighbour is shown in the neighbour's place. */
static bool
is_label(const char *key)
{
    size_t len = strlen(key);

    return len > 6 && strcmp(key + len - 6, "_label") == 0;
}

static bool
is_scalar(const struct value *value)
{
    return value_kind(value) != VALUE_LIST && value_kind(value) != VALUE_RECORD;
}

static const char *
cell_text(const struct value *record, const char *key, struct arena *arena)
{
    const struct value *label = value_get(record, arena_printf(arena, "%s_label", key));
    const struct value *value = label == NULL ? value_get(record, key) : label;

    switch (value_kind(value)) {
    case VALUE_BOOL:
        return value_truth(value) ? "ja" : "nein";
    case VALUE_INT:
        return arena_printf(arena, "%lld", (long long)value_number(value));
    case VALUE_TEXT:
        return value_string(value);
    case VALUE_NULL:
    case VALUE_LIST:
    case VALUE_RECORD:
        break;
    }
    return "-";
}

static void
pad(struct buf *out, const char *text, size_t width)
{
    buf_puts(out, text);
    for (size_t i = str_count(text); i < width; i++) {
        buf_putc(out, ' ');
    }
}

struct column {
    const char *key;
    size_t width;
};

/* The scalar members of all items, each as wide as its widest cell. */
static size_t
table_columns(const struct value *list, struct arena *arena, struct column out[COLUMNS_MAX])
{
    size_t count = 0;
    const struct value *first = value_at(list, 0);

    for (size_t i = 0; i < value_len(first) && count < COLUMNS_MAX; i++) {
        const char *key = value_key(first, i);

        if (!is_label(key) && is_scalar(value_get(first, key))) {
            out[count++] = (struct column){key, str_count(label_of(key))};
        }
    }
    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < value_len(list); i++) {
            size_t width = str_count(cell_text(value_at(list, i), out[c].key, arena));

            out[c].width = width > out[c].width ? width : out[c].width;
        }
        out[c].width = out[c].width > COLUMN_MAX ? COLUMN_MAX : out[c].width;
    }
    return count;
}

/* WIDTH 0 ends the line: nothing follows that would need blanks. */
static void
print_cell(const char *text, size_t width, struct buf *out)
{
    pad(out, text, width);
    buf_puts(out, width == 0 ? "" : "  ");
}

static void
print_table(const struct value *list, struct arena *arena, size_t indent, struct buf *out)
{
    struct column column[COLUMNS_MAX];
    size_t count = table_columns(list, arena, column);

    pad(out, "", indent);
    for (size_t c = 0; c < count; c++) {
        print_cell(label_of(column[c].key), c + 1 < count ? column[c].width : 0, out);
    }
    buf_putc(out, '\n');
    for (size_t i = 0; i < value_len(list); i++) {
        pad(out, "", indent);
        for (size_t c = 0; c < count; c++) {
            print_cell(cell_text(value_at(list, i), column[c].key, arena),
                       c + 1 < count ? column[c].width : 0, out);
        }
        buf_putc(out, '\n');
    }
}

static void print_record(const struct value *record, struct arena *arena, size_t indent,
                         struct buf *out);

/* Does a record hold what a row of a table cannot show? */
static bool
has_more_inside(const struct value *record)
{
    for (size_t i = 0; i < value_len(record); i++) {
        if (value_len(value_get(record, value_key(record, i))) > 0) {
            return true;
        }
    }
    return false;
}

static void
print_list(const struct value *list, struct arena *arena, size_t indent, struct buf *out)
{
    if (value_len(list) == 1 && has_more_inside(value_at(list, 0))) {
        print_record(value_at(list, 0), arena, indent, out);
        return;
    }
    if (value_kind(value_at(list, 0)) == VALUE_RECORD) {
        print_table(list, arena, indent, out);
        return;
    }
    for (size_t i = 0; i < value_len(list); i++) {
        pad(out, "", indent);
        buf_printf(out, "%s\n", value_string(value_at(list, i)));
    }
}

static void
print_record(const struct value *record, struct arena *arena, size_t indent, struct buf *out)
{
    size_t width = 0;

    for (size_t i = 0; i < value_len(record); i++) {
        size_t len = str_count(label_of(value_key(record, i)));

        width = len > width && is_scalar(value_get(record, value_key(record, i))) ? len : width;
    }
    for (size_t i = 0; i < value_len(record); i++) {
        const char *key = value_key(record, i);
        const struct value *value = value_get(record, key);

        if (is_label(key)) {
            continue;
        }
        pad(out, "", indent);
        if (is_scalar(value)) {
            pad(out, label_of(key), width + 2);
            buf_printf(out, "%s\n", cell_text(record, key, arena));
        } else if (value_len(value) == 0) {
            buf_printf(out, "%s: keine\n", label_of(key));
        } else {
            buf_printf(out, "%s:\n", label_of(key));
            if (value_kind(value) == VALUE_LIST) {
                print_list(value, arena, indent + 2, out);
            } else {
                print_record(value, arena, indent + 2, out);
            }
        }
    }
}

void
cli_print_text(const struct value *doc, struct arena *arena, struct buf *out)
{
    print_record(doc, arena, 0, out);
}
