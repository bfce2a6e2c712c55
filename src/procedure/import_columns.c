/*
 * import_columns.c - the columns of every CSV file the office may bring, as tables.
 */
#include "import_kind.h"

#include "str.h"

#define COLUMNS(list) (list), sizeof(list) / sizeof(*(list))

static const struct csv_column cases[] = {
    [CASE_NUMBER] = {"case_number", "fallnummer|kundennummer|aktenzeichen", true},
    [CASE_GIVEN] = {"given_name", "vorname", true},
    [CASE_FAMILY] = {"family_name", "nachname|name|familienname", true},
    [CASE_BIRTH] = {"birth_date", "geburtsdatum|geburtstag", true},
    [CASE_LANGUAGE] = {"language", "sprache", true},
    [CASE_CASEWORKER] = {"caseworker", "ifk|integrationsfachkraft|fachkraft", true},
    [CASE_TEAM] = {"team", "", true},
    [CASE_BRANCH] = {"branch", "geschäftsstelle|standort", true},
    [CASE_PROTECTED] = {"protected", "geschützt|sperrvermerk", true},
    [CASE_PHONE] = {"phone", "telefon", false},
    [CASE_STREET] = {"street", "straße|strasse", false},
    [CASE_POSTCODE] = {"postcode", "plz|postleitzahl", false},
    [CASE_CITY] = {"city", "ort|stadt", false},
    [CASE_CONTACT_DAYS] = {"contact_days", "gespräch alle tage|kontaktabstand", false},
};

static const struct csv_column needs[] = {
    [NEED_CASE] = {"case_number", "fallnummer|kundennummer|aktenzeichen", true},
    [NEED_TYPE] = {"type", "leistungsart|art", true},
    [NEED_PRIORITY] = {"priority", "priorität", true},
    [NEED_AGREED] = {"agreed_on", "vereinbart am|gesprächstag", true},
    [NEED_PLAN] = {"plan_ref", "planbezug|kooperationsplan", false},
    [NEED_AIM] = {"aim", "förderziel|ziel", false},
};

static const struct csv_column consents[] = {
    [CONSENT_CASE] = {"case_number", "fallnummer|kundennummer|aktenzeichen", true},
    [CONSENT_PROVIDER] = {"provider", "leistungserbringer|stelle", true},
    [CONSENT_LEVEL] = {"level", "stufe|rückmeldestufe", true},
    [CONSENT_SIGNED_ON] = {"signed_on", "unterschrieben am", true},
    [CONSENT_UNTIL] = {"valid_until", "gültig bis", false},
};

static const struct csv_column branches[] = {
    [BRANCH_KEY] = {"branch", "geschäftsstelle|standort", true},
    [BRANCH_NAME] = {"name", "bezeichnung", true},
    [BRANCH_STREET] = {"street", "straße|strasse", true},
    [BRANCH_POSTCODE] = {"postcode", "plz|postleitzahl", true},
    [BRANCH_CITY] = {"city", "ort|stadt", true},
    [BRANCH_PHONE] = {"phone", "telefon", true},
    [BRANCH_HOURS] = {"hours", "öffnungszeiten|zeiten", true},
};

static const struct csv_column providers[] = {
    [PROVIDER_KEY] = {"provider", "leistungserbringer|stelle|kürzel", true},
    [PROVIDER_NAME] = {"name", "bezeichnung", true},
    [PROVIDER_STREET] = {"street", "straße|strasse", true},
    [PROVIDER_POSTCODE] = {"postcode", "plz|postleitzahl", true},
    [PROVIDER_CITY] = {"city", "ort|stadt", true},
    [PROVIDER_PHONE] = {"phone", "telefon", true},
    [PROVIDER_HOURS] = {"hours", "öffnungszeiten|zeiten", true},
    [PROVIDER_REGIME] = {"regime", "datenschutzregime", true},
    [PROVIDER_PROTECTED] = {"protected", "geschützt|sperrvermerk", true},
    [PROVIDER_CONTACT] = {"contact", "ansprechperson|kontakt", false},
    [PROVIDER_STOP] = {"stop", "haltestelle", false},
    [PROVIDER_LANGUAGES] = {"languages", "sprachen", false},
    [PROVIDER_ACCESS] = {"access", "zugang|barrierefreiheit", false},
    [PROVIDER_WALK_IN] = {"walk_in", "offene sprechstunde|ohne termin", false},
};

static const struct csv_column services[] = {
    [SERVICE_KEY] = {"service", "leistung|modul|leistungsmodul", true},
    [SERVICE_TYPE] = {"type", "leistungsart|art", true},
    [SERVICE_TITLE] = {"title", "bezeichnung|titel", true},
    [SERVICE_PROVIDER] = {"provider", "leistungserbringer|stelle", true},
    [SERVICE_PLACES] = {"places", "plätze", true},
    [SERVICE_REDEEM_DAYS] = {"redeem_days", "einlösefrist|tage", true},
    [SERVICE_BRING] = {"bring", "mitbringen", false},
};

static const struct csv_column agreements[] = {
    [AGREEMENT_PROVIDER] = {"provider", "leistungserbringer|stelle", true},
    [AGREEMENT_TYPE] = {"type", "leistungsart|art", true},
    [AGREEMENT_LEVEL] = {"level", "stufe|rückmeldestufe", true},
    [AGREEMENT_FROM] = {"valid_from", "gültig ab|gültig von", true},
    [AGREEMENT_UNTIL] = {"valid_until", "gültig bis", true},
    [AGREEMENT_BASIS] = {"basis", "grundlage|rechtsgrundlage", false},
};

static const struct csv_column targets[] = {
    [TARGET_SERVICE] = {"service", "leistung|modul|leistungsmodul", true},
    [TARGET_BRANCH] = {"branch", "geschäftsstelle|standort", false},
    [TARGET_TEAM] = {"team", "", false},
    [TARGET_YEAR] = {"year", "jahr", true},
    [TARGET_MONTH] = {"month", "monat", false},
    [TARGET_COUNT] = {"count", "soll|anzahl", true},
};

static const struct import_kind kinds[] = {
    {"cases", N_("Fälle"), COLUMNS(cases), import_case_row,
     import_case_stored},
    {"needs", N_("Bedarfe"), COLUMNS(needs), import_need_row,
     NULL},
    {"consents", N_("Einwilligungen"), COLUMNS(consents), import_consent_row,
     NULL},
    {"branches", N_("Geschäftsstellen"), COLUMNS(branches), import_branch_row,
     import_branch_stored},
    {"providers", N_("Stellen"), COLUMNS(providers), import_provider_row,
     import_provider_stored},
    {"services", N_("Leistungen"), COLUMNS(services), import_service_row,
     import_service_stored},
    {"agreements", N_("Vereinbarungen"), COLUMNS(agreements), import_agreement_row,
     NULL},
    {"targets", N_("Soll-Zahlen"), COLUMNS(targets), import_target_row,
     NULL},
};

const struct import_kind *
import_kind_find(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (str_equal(kinds[i].name, name)) {
            return &kinds[i];
        }
    }
    return NULL;
}

const struct import_kind *
import_kind_at(size_t index)
{
    return index < sizeof kinds / sizeof *kinds ? &kinds[index] : NULL;
}
