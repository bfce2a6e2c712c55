/*
 * route_table.c - every address of this server: who may, what it takes, who answers.
 *
 * Sorted by path, then method. No bit under `who`: nobody.
 */
#include "csv.h"
#include "pages.h"
#include "picture.h"
#include "posting.h"

#define ANYBODY WEB_PUBLIC
#define SIGNED_IN                                                                               \
    (WEB_OFFICE | WEB_ROLE(ROLE_CONTROLLING) | WEB_ROLE(ROLE_MANAGEMENT) |                      \
     WEB_ROLE(ROLE_AUDITOR))
#define CASE_READERS (WEB_CASEWORK | WEB_ROLE(ROLE_ASSISTANT))
#define STEWARDS (WEB_ROLE(ROLE_COORDINATOR) | WEB_ROLE(ROLE_ADMIN))
#define COUNTERS                                                                               \
    (WEB_ROLE(ROLE_COORDINATOR) | WEB_ROLE(ROLE_CONTROLLING) | WEB_ROLE(ROLE_MANAGEMENT))
#define FORM ((size_t)4 << 10)
#define PHOTO (PICTURE_BYTES_MAX + FORM)
#define TABLE (CSV_BYTES_MAX + FORM)
#define CODE_BYTES 300 /* of whatever a scanner or a person sends as a code */
#define END {NULL, WEB_TEXT, 0, false}

static const struct web_field next_field[] = {{"next", WEB_TEXT, 200, false}, END};
static const struct web_field login_fields[] = {{"name", WEB_TEXT, 40, true},
                                                {"password", WEB_SECRET, 200, true},
                                                {"next", WEB_TEXT, 200, false},
                                                END};
static const struct web_field password_fields[] = {{"name", WEB_TEXT, 40, true},
                                                   {"code", WEB_TEXT, 60, true},
                                                   {"password", WEB_SECRET, 200, true},
                                                   {"again", WEB_SECRET, 200, true},
                                                   END};
static const struct web_field language_fields[] = {{"language", WEB_TEXT, 10, true},
                                                   {"back", WEB_TEXT, 200, false},
                                                   END};

static const struct web_field session_fields[] = {{"session", WEB_TEXT, 20, true}, END};
static const struct web_field scan_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                               {"how", WEB_TEXT, 10, false},
                                               END};
static const struct web_field photo_fields[] = {{"photo", WEB_FILE, 0, true}, END};
static const struct web_field step_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                               {"command", WEB_TEXT, 20, true},
                                               {"nonce", WEB_SECRET, 64, true},
                                               {"how", WEB_TEXT, 10, false},
                                               {"happened_on", WEB_DAY, 10, false},
                                               {"outcome", WEB_TEXT, 20, false},
                                               {"reason", WEB_TEXT, 20, false},
                                               {"until", WEB_DAY, 10, false},
                                               {"recommendation", WEB_TEXTS, 3, false},
                                               {"discussed", WEB_FLAG, 0, false},
                                               {"event", WEB_TEXT, 20, false},
                                               {"again", WEB_FLAG, 0, false},
                                               END};
static const struct web_field contact_fields[] = {{"waiting", WEB_NUMBER, 6, true}, END};
#define MOMENT_DIGITS 15
static const struct web_field late_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                               {"command", WEB_TEXT, 20, true},
                                               {"nonce", WEB_SECRET, 64, true},
                                               {"how", WEB_TEXT, 10, false},
                                               {"happened_at", WEB_MOMENT, MOMENT_DIGITS, true},
                                               {"sent_at", WEB_MOMENT, MOMENT_DIGITS, true},
                                               {"contact_at", WEB_MOMENT, MOMENT_DIGITS, false},
                                               {"contact_server", WEB_MOMENT, MOMENT_DIGITS,
                                                false},
                                               END};
static const struct web_field list_step_fields[] = {{"command", WEB_TEXT, 20, true},
                                                    {"nonce", WEB_SECRET, 64, true},
                                                    {"happened_on", WEB_DAY, 10, false},
                                                    {"outcome", WEB_TEXT, 20, false},
                                                    {"event", WEB_TEXT, 20, false},
                                                    {"again", WEB_FLAG, 0, false},
                                                    END};
static const struct web_field pair_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                               {"name", WEB_TEXT, 40, true},
                                               END};
static const struct web_field client_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                                 {"language", WEB_TEXT, 10, false},
                                                 END};
static const struct web_field calendar_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                                   {"station", WEB_NUMBER, 2, true},
                                                   END};
static const struct web_field api_lookup_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true}, END};
static const struct web_field api_feed_fields[] = {{"after", WEB_TEXT, 32, false}, END};
static const struct web_field api_event_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                                    {"command", WEB_TEXT, 20, true},
                                                    {"nonce", WEB_SECRET, 64, true},
                                                    {"happened_on", WEB_DAY, 10, false},
                                                    {"outcome", WEB_TEXT, 20, false},
                                                    {"reason", WEB_TEXT, 20, false},
                                                    {"until", WEB_DAY, 10, false},
                                                    {"recommendation", WEB_TEXTS, 3, false},
                                                    {"event", WEB_TEXT, 20, false},
                                                    {"again", WEB_FLAG, 0, false},
                                                    END};

static const struct web_field home_fields[] = {{"reason", WEB_TEXT, 20, false},
                                               {"for", WEB_TEXT, 40, false},
                                               END};
static const struct web_field lead_fields[] = {{"reason", WEB_TEXT, 20, true}, END};
static const struct web_field deputy_fields[] = {{"deputy", WEB_TEXT, 40, true},
                                                 {"from_day", WEB_DAY, 10, true},
                                                 {"until_day", WEB_DAY, 10, true},
                                                 END};
static const struct web_field deputy_end_fields[] = {{"id", WEB_TEXT, 20, true}, END};
static const struct web_field followup_fields[] = {{"due_on", WEB_DAY, 10, false},
                                                   {"note", WEB_TEXT, 120, false},
                                                   END};
static const struct web_field from_fields[] = {{"from", WEB_TEXT, 10, false}, END};
static const struct web_field move_fields[] = {{"due_on", WEB_DAY, 10, false},
                                               {"from", WEB_TEXT, 10, false},
                                               END};
static const struct web_field who_field[] = {{"who", WEB_TEXT, 40, false}, END};
static const struct web_field posting_fields[] = {
    {"event", WEB_TEXTS, POSTING_SHOWN, false}, {"who", WEB_TEXT, 40, false}, END};
static const struct web_field imported_fields[] = {{"kind", WEB_TEXT, 20, false},
                                                   {"added", WEB_NUMBER, 5, false},
                                                   {"changed", WEB_NUMBER, 5, false},
                                                   {"same", WEB_NUMBER, 5, false},
                                                   END};
static const struct web_field import_fields[] = {{"kind", WEB_TEXT, 20, true},
                                                 {"profile", WEB_TEXT, 40, true},
                                                 {"file", WEB_FILE, 0, true},
                                                 END};
static const struct web_field import_key_fields[] = {{"key", WEB_TEXT, 32, true}, END};
static const struct web_field file_fields[] = {{"data", WEB_FLAG, 0, false}, END};
static const struct web_field report_fields[] = {{"year", WEB_NUMBER, 4, false},
                                                 {"count", WEB_TEXT, 10, false},
                                                 END};
static const struct web_field search_fields[] = {{"q", WEB_TEXT, 300, false}, END};
static const struct web_field need_fields[] = {{"type", WEB_TEXT, 1, false},
                                               {"priority", WEB_NUMBER, 1, false},
                                               {"agreed_on", WEB_DAY, 10, false},
                                               {"plan_ref", WEB_TEXT, 80, false},
                                               END};
static const struct web_field consent_fields[] = {{"provider", WEB_TEXT, 40, true},
                                                  {"level", WEB_NUMBER, 1, true},
                                                  {"signed_on", WEB_DAY, 10, false},
                                                  {"valid_until", WEB_DAY, 10, false},
                                                  END};
static const struct web_field restrict_fields[] = {{"restrict", WEB_TEXT, 4, true}, END};
static const struct web_field withdraw_fields[] = {{"withdrawn", WEB_TEXT, 40, true}, END};
#define STATION(n)                                                                              \
    {"service_" #n, WEB_TEXT, 90, false}, {"appointment_" #n, WEB_TEXT, 20, false},             \
        {"consent_" #n, WEB_NUMBER, 1, false}
static const struct web_field slip_fields[] = {STATION(1),
                                               STATION(2),
                                               STATION(3),
                                               STATION(4),
                                               STATION(5),
                                               STATION(6),
                                               {"need_type", WEB_TEXTS, 4, false},
                                               {"need_priority", WEB_NUMBER, 1, false},
                                               {"need_agreed_on", WEB_DAY, 10, false},
                                               {"need_plan_ref", WEB_TEXT, 80, false},
                                               {"order", WEB_TEXT, 10, false},
                                               {"language", WEB_TEXT, 10, false},
                                               {"cover", WEB_TEXT, 10, false},
                                               {"key", WEB_TEXT, 40, true},
                                               {"move", WEB_TEXT, 10, false},
                                               {"then", WEB_TEXT, 10, false},
                                               END};
static const struct web_field slip_page_fields[] = {{"drucken", WEB_TEXT, 2, false}, END};
static const struct web_field print_fields[] = {{"position", WEB_NUMBER, 2, false},
                                                {"form", WEB_TEXT, 30, false},
                                                END};
static const struct web_field case_print_fields[] = {{"form", WEB_TEXT, 30, true},
                                                     {"print_provider", WEB_TEXT, 40, false},
                                                     END};
#define VERSION {"version", WEB_NUMBER, 9, true}
static const struct web_field return_fields[] = {{"source", WEB_TEXT, 20, false},
                                                 {"provider", WEB_TEXT, 40, false},
                                                 {"accepted_on", WEB_DAY, 10, false},
                                                 {"started_on", WEB_DAY, 10, false},
                                                 {"attended_on_1", WEB_DAY, 10, false},
                                                 {"attended_on_2", WEB_DAY, 10, false},
                                                 {"attended_on_3", WEB_DAY, 10, false},
                                                 {"attended_on_4", WEB_DAY, 10, false},
                                                 {"ended_on", WEB_DAY, 10, false},
                                                 {"outcome", WEB_TEXT, 10, false},
                                                 VERSION,
                                                 END};
static const struct web_field version_fields[] = {VERSION, END};
static const struct web_field reason_fields[] = {{"reason", WEB_TEXT, 30, false}, VERSION, END};
static const struct web_field until_fields[] = {{"until", WEB_DAY, 10, false}, VERSION, END};
static const struct web_field goal_fields[] = {{"goal", WEB_TEXT, 10, false}, VERSION, END};
static const struct web_field annul_fields[] = {{"event", WEB_TEXT, 20, false},
                                                {"annul_reason", WEB_TEXT, 30, false},
                                                VERSION,
                                                END};
static const struct web_field device_order_fields[] = {{"role", WEB_TEXT, 20, true},
                                                       {"name", WEB_TEXT, 40, false},
                                                       {"site", WEB_TEXT, 80, false},
                                                       {"types", WEB_TEXTS, 4, false},
                                                       END};
static const struct web_field device_name_fields[] = {{"device", WEB_TEXT, 20, true},
                                                      {"new_name", WEB_TEXT, 40, true},
                                                      END};
static const struct web_field settle_fields[] = {{"contradiction", WEB_TEXT, 20, true},
                                                 {"decision", WEB_TEXT, 20, false},
                                                 {"settle_on", WEB_DAY, 10, false},
                                                 {"settle_outcome", WEB_TEXT, 10, false},
                                                 VERSION,
                                                 END};
static const struct web_field device_fields[] = {{"device", WEB_TEXT, 20, true}, END};

/* clang-format off */
static const struct web_route table[] = {
    {HTTP_GET, "/", SIGNED_IN, 0, 0, home_fields, page_home, NULL,
     "Übersicht: was fällig ist"},
    {HTTP_GET, "/K", ANYBODY, 0, 0, NULL, page_client, NULL,
     "wie /k, so steht es im QR-Code"},
    {HTTP_GET, "/P", ANYBODY, 0, 0, NULL, page_pair, NULL,
     "wie /koppeln, so steht es im QR-Code"},
    {HTTP_GET, "/S", ANYBODY | WEB_DEVICE, 0, 0, NULL, page_scan, NULL,
     "wie /s, so steht es im QR-Code"},
    {HTTP_GET, "/abmelden", SIGNED_IN, 0, 0, NULL, page_account, NULL,
     "Konto: Abmelden steht dort"},
    {HTTP_POST, "/abmelden", SIGNED_IN, WEB_TOKEN, FORM, NULL, page_logout_post, NULL,
     "abmelden"},
    {HTTP_POST, "/abmelden/alle", SIGNED_IN, WEB_TOKEN, FORM, NULL, page_logout_everywhere_post,
     NULL, "auf allen Geräten abmelden"},
    {HTTP_GET, "/anmelden", ANYBODY, 0, 0, next_field, page_login, NULL,
     "Anmeldung"},
    {HTTP_POST, "/anmelden", ANYBODY, WEB_TOKEN, FORM, login_fields, page_login_post, page_login,
     "anmelden"},
    {HTTP_GET, "/api/v1/events", WEB_PROGRAM, WEB_API, 0, api_feed_fields, api_feed, NULL,
     "API: Einträge des ganzen Amts lesen, ab einer Stelle"},
    {HTTP_POST, "/api/v1/events", WEB_DEVICE, WEB_API, FORM, api_event_fields, api_event, NULL,
     "API: einen Schritt melden"},
    {HTTP_POST, "/api/v1/lookup", WEB_DEVICE, WEB_API, FORM, api_lookup_fields, api_lookup, NULL,
     "API: einen Gutschein ansehen"},
    {HTTP_GET, "/api/v1/openapi.json", ANYBODY, WEB_API, 0, NULL, api_description, NULL,
     "API: ihre Beschreibung"},
    {HTTP_POST, "/api/v1/pair", ANYBODY, WEB_API | WEB_BUDGET, FORM, pair_fields, api_pair, NULL,
     "API: eine Koppelkarte gegen einen Geräteschlüssel tauschen"},
    {HTTP_GET, "/app.webmanifest", ANYBODY, 0, 0, NULL, page_manifest, NULL,
     "Scan-Seite als App: Name und Bilder"},
    {HTTP_GET, "/barrierefreiheit", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Erklärung zur Barrierefreiheit"},
    {HTTP_GET, "/bericht/stellen", COUNTERS, 0, 0, report_fields, page_report, NULL,
     "Bericht: Stellen und Leistungsarten im Jahr"},
    {HTTP_GET, "/bericht/stellen/csv", COUNTERS, 0, 0, report_fields, page_report_csv, NULL,
     "derselbe Bericht als CSV, zum Weitergeben"},
    {HTTP_GET, "/buchungen", WEB_CASEWORK, 0, 0, who_field, page_posting, NULL,
     "Buchungsliste: was im Fachverfahren nachzutragen ist"},
    {HTTP_POST, "/buchungen", WEB_CASEWORK, WEB_TOKEN, FORM, posting_fields, page_posting_tick,
     NULL, "als gebucht vermerken"},
    {HTTP_GET, "/buchungen/csv", WEB_CASEWORK, 0, 0, who_field, page_posting_csv, NULL,
     "die Buchungsliste als Datei"},
    {HTTP_POST, "/buchungen/zurueck", WEB_CASEWORK, WEB_TOKEN, FORM, posting_fields,
     page_posting_untick, NULL, "einen Vermerk zurücknehmen"},
    {HTTP_GET, "/datenmatrix", SIGNED_IN, 0, 0, NULL, page_matrix, NULL,
     "welche Daten wofür, wie lange"},
    {HTTP_GET, "/datenmatrix/csv", SIGNED_IN, 0, 0, NULL, page_matrix_csv, NULL,
     "dasselbe als Liste"},
    {HTTP_GET, "/datenmatrix/pdf", SIGNED_IN, 0, 0, NULL, page_matrix_pdf, NULL,
     "dasselbe gedruckt: antwortet mit dem PDF"},
    {HTTP_GET, "/datenschutz", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Hinweise zum Datenschutz"},
    {HTTP_GET, "/einlesen", STEWARDS, 0, 0, imported_fields, page_import, NULL,
     "Dateien anderer Programme einlesen"},
    {HTTP_POST, "/einlesen", STEWARDS, WEB_TOKEN | WEB_UPLOAD, TABLE, import_fields,
     page_import_look, page_import,
     "zeigen, was eine Datei bewirkt"},
    {HTTP_POST, "/einlesen/uebernehmen", STEWARDS, WEB_TOKEN, FORM, import_key_fields,
     page_import_do, NULL,
     "die gezeigte Datei einlesen"},
    {HTTP_GET, "/fall/{number}", CASE_READERS, 0, 0, NULL, page_case, NULL,
     "Fallakte"},
    {HTTP_POST, "/fall/{number}/bedarf", WEB_CASEWORK, WEB_TOKEN, FORM, need_fields,
     page_case_need, page_case,
     "Bedarf erfassen"},
    {HTTP_POST, "/fall/{number}/einschraenkung", WEB_CASEWORK, WEB_TOKEN, FORM, restrict_fields,
     page_case_restrict, NULL,
     "die Verarbeitung eines Falls einschränken"},
    {HTTP_POST, "/fall/{number}/einwilligung", WEB_CASEWORK, WEB_TOKEN, FORM, consent_fields,
     page_case_consent, page_case,
     "unterschriebene Einwilligung erfassen"},
    {HTTP_POST, "/fall/{number}/pdf", WEB_CASEWORK, WEB_TOKEN, FORM, case_print_fields,
     page_case_pdf, NULL,
     "ein Blatt zum Fall drucken: antwortet mit dem PDF"},
    {HTTP_POST, "/fall/{number}/widerruf", WEB_CASEWORK, WEB_TOKEN, FORM, withdraw_fields,
     page_case_withdraw, page_case,
     "Widerruf einer Einwilligung erfassen"},
    {HTTP_POST, "/fall/{number}/wiedervorlage", WEB_CASEWORK, WEB_TOKEN, FORM, followup_fields,
     page_case_followup, page_case,
     "eigene Wiedervorlage anlegen"},
    {HTTP_GET, "/grund/fall/{number}", WEB_ROLE(ROLE_TEAM_LEAD), 0, 0, NULL, page_reason_case,
     NULL,
     "Grund angeben, um eine Akte des Teams zu öffnen"},
    {HTTP_POST, "/grund/fall/{number}", WEB_ROLE(ROLE_TEAM_LEAD), WEB_TOKEN, FORM, lead_fields,
     page_reason_case_give, page_reason_case,
     "Grund festhalten und die Akte öffnen"},
    {HTTP_GET, "/grund/laufzettel/{number}", WEB_ROLE(ROLE_TEAM_LEAD), 0, 0, NULL,
     page_reason_slip, NULL,
     "dasselbe für die Akte eines Laufzettels"},
    {HTTP_POST, "/grund/laufzettel/{number}", WEB_ROLE(ROLE_TEAM_LEAD), WEB_TOKEN, FORM,
     lead_fields, page_reason_slip_give, page_reason_slip,
     "dasselbe für die Akte eines Laufzettels"},
    {HTTP_GET, "/healthz", ANYBODY, 0, 0, NULL, page_health, NULL,
     "Lebt der Server, antwortet die Datenbank?"},
    {HTTP_GET, "/impressum", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Impressum"},
    {HTTP_GET, "/k", ANYBODY, 0, 0, NULL, page_client, NULL,
     "Sicht der Kundin oder des Kunden"},
    {HTTP_POST, "/k", ANYBODY, WEB_TOKEN | WEB_BUDGET, FORM, client_fields, page_client_show,
     page_client,
     "den eigenen Laufzettel ansehen"},
    {HTTP_POST, "/k/termin", ANYBODY, WEB_TOKEN | WEB_BUDGET, FORM, calendar_fields,
     page_client_calendar, NULL,
     "ein Termin für den eigenen Kalender"},
    {HTTP_GET, "/konto", SIGNED_IN, 0, 0, NULL, page_account, NULL,
     "eigenes Konto"},
    {HTTP_POST, "/konto/andere", SIGNED_IN, WEB_TOKEN, FORM, NULL, page_account_end_others, NULL,
     "alle anderen eigenen Anmeldungen beenden"},
    {HTTP_POST, "/konto/anmeldung", SIGNED_IN, WEB_TOKEN, FORM, session_fields, page_account_end,
     NULL,
     "eine eigene Anmeldung beenden"},
    {HTTP_POST, "/konto/vertretung", WEB_CASEWORK, WEB_TOKEN, FORM, deputy_fields,
     page_account_deputy, page_account,
     "eigene Vertretung einrichten"},
    {HTTP_POST, "/konto/vertretung/ende", WEB_CASEWORK, WEB_TOKEN, FORM, deputy_end_fields,
     page_account_deputy_end, NULL,
     "eigene Vertretung beenden"},
    {HTTP_GET, "/koppeln", ANYBODY, 0, 0, NULL, page_pair, NULL,
     "Gerät koppeln"},
    {HTTP_POST, "/koppeln", ANYBODY, WEB_TOKEN | WEB_BUDGET, FORM, pair_fields, page_pair_do,
     page_pair,
     "Koppelkarte einlösen"},
    {HTTP_POST, "/koppeln/abmelden", WEB_DEVICE, WEB_TOKEN | WEB_UNTOLD, FORM, NULL, page_pair_leave, NULL,
     "dieses Gerät abmelden"},
    {HTTP_POST, "/koppeln/hinweise", WEB_DEVICE, WEB_TOKEN | WEB_UNTOLD, FORM, NULL,
     page_pair_instruct, NULL,
     "bestätigen, dass die Hinweise zum Datenschutz gelesen sind"},
    {HTTP_GET, "/laufzettel/{number}", CASE_READERS, 0, 0, slip_page_fields, page_slip, NULL,
     "Laufzettel ansehen"},
    {HTTP_GET, "/laufzettel/{number}/akte/{print}", WEB_CASEWORK, 0, 0, file_fields, page_slip_file,
     NULL, "ein Druck für die elektronische Akte: PDF, oder seine Begleitdaten"},
    {HTTP_POST, "/laufzettel/{number}/pdf", CASE_READERS, WEB_TOKEN, FORM, print_fields,
     page_slip_pdf, NULL,
     "drucken: antwortet mit dem PDF"},
    {HTTP_GET, "/laufzettel/{number}/{position}", WEB_CASEWORK, 0, 0, NULL, page_voucher, NULL,
     "Gutschein einer Station"},
    {HTTP_POST, "/laufzettel/{number}/{position}/klaeren", WEB_CASEWORK, WEB_TOKEN, FORM,
     settle_fields, page_voucher_settle, page_voucher,
     "eine Nachmeldung klären, die nicht passt"},
    {HTTP_POST, "/laufzettel/{number}/{position}/neuer-code", WEB_CASEWORK, WEB_TOKEN, FORM,
     version_fields, page_voucher_reissue, page_voucher,
     "neuer Code, der alte gilt nicht mehr"},
    {HTTP_POST, "/laufzettel/{number}/{position}/ruecklauf", WEB_CASEWORK, WEB_TOKEN, FORM,
     return_fields, page_voucher_return, page_voucher,
     "Rücklauf vom Papier erfassen"},
    {HTTP_POST, "/laufzettel/{number}/{position}/schliessen", WEB_CASEWORK, WEB_TOKEN, FORM,
     version_fields, page_voucher_close, page_voucher,
     "ohne Rückmeldung schließen"},
    {HTTP_POST, "/laufzettel/{number}/{position}/sichtung", WEB_CASEWORK, WEB_TOKEN, FORM,
     goal_fields, page_voucher_review, page_voucher,
     "Ergebnis sichten"},
    {HTTP_POST, "/laufzettel/{number}/{position}/stornieren", WEB_CASEWORK, WEB_TOKEN, FORM,
     annul_fields, page_voucher_annul, page_voucher,
     "einen Eintrag stornieren"},
    {HTTP_POST, "/laufzettel/{number}/{position}/verlaengern", WEB_CASEWORK, WEB_TOKEN, FORM,
     until_fields, page_voucher_extend, page_voucher,
     "Frist verlängern"},
    {HTTP_POST, "/laufzettel/{number}/{position}/wieder-oeffnen", WEB_CASEWORK, WEB_TOKEN, FORM,
     version_fields, page_voucher_reopen, page_voucher,
     "Sichtung zurücknehmen"},
    {HTTP_POST, "/laufzettel/{number}/{position}/zurueckziehen", WEB_CASEWORK, WEB_TOKEN, FORM,
     reason_fields, page_voucher_withdraw, page_voucher,
     "Gutschein zurückziehen"},
    {HTTP_GET, "/loeschung", STEWARDS, 0, 0, NULL, page_retention, NULL,
     "was gelöscht wurde, was bleibt und warum"},
    {HTTP_GET, "/metrics", WEB_LOOPBACK, 0, 0, NULL, page_metrics, NULL,
     "Zähler für die Überwachung, nur von dieser Maschine"},
    {HTTP_GET, "/neu/{number}", WEB_CASEWORK, 0, 0, NULL, page_slip_new, NULL,
     "neuer Laufzettel"},
    {HTTP_POST, "/neu/{number}", WEB_CASEWORK, WEB_TOKEN, FORM, slip_fields, page_slip_issue,
     page_slip_new,
     "Laufzettel ausstellen oder umordnen"},
    {HTTP_POST, "/neu/{number}/vorschau", WEB_CASEWORK, WEB_TOKEN, FORM, slip_fields,
     page_slip_preview, page_slip_new,
     "Vorschau als PDF, ausgestellt wird nichts"},
    {HTTP_GET, "/p", ANYBODY, 0, 0, NULL, page_pair, NULL,
     "wie /koppeln"},
    {HTTP_GET, "/passwort", ANYBODY, 0, 0, NULL, page_password, NULL,
     "Passwort mit Einrichtungscode festlegen"},
    {HTTP_POST, "/passwort", ANYBODY, WEB_TOKEN | WEB_BUDGET, FORM, password_fields,
     page_password_post, page_password,
     "Passwort festlegen"},
    {HTTP_GET, "/s", ANYBODY | WEB_DEVICE, 0, 0, NULL, page_scan, NULL,
     "Seite des Empfangs: Code einlesen"},
    {HTTP_POST, "/s", ANYBODY | WEB_DEVICE, WEB_TOKEN | WEB_BUDGET, FORM, scan_fields,
     page_scan_lookup, page_scan,
     "Gutschein ansehen"},
    {HTTP_POST, "/s/einwilligung", WEB_DEVICE, WEB_TOKEN, FORM, scan_fields, page_scan_consent,
     page_scan,
     "Einwilligung vermerken, die hier vorliegt"},
    {HTTP_POST, "/s/foto", WEB_DEVICE, WEB_TOKEN | WEB_BUDGET | WEB_UPLOAD, PHOTO, photo_fields,
     page_scan_photo, page_scan,
     "Gutschein ansehen, dessen Foto gesendet wird"},
    {HTTP_GET, "/s/geraete", WEB_LEAD, 0, 0, NULL, page_lead_devices, NULL,
     "Leitung: die Geräte der eigenen Stelle"},
    {HTTP_POST, "/s/geraete/sperren", WEB_LEAD, WEB_TOKEN, FORM, device_fields, page_lead_revoke,
     NULL,
     "Leitung: ein Gerät der eigenen Stelle sperren"},
    {HTTP_POST, "/s/kontakt", WEB_DEVICE, WEB_SCRIPT, FORM, contact_fields, script_contact, NULL,
     "Skript: die Uhrzeit holen, sagen, wie viel wartet"},
    {HTTP_GET, "/s/liste", WEB_LEAD, 0, 0, NULL, page_lead_list, NULL,
     "Leitung: eigene Liste und Zahlen"},
    {HTTP_GET, "/s/liste.csv", WEB_LEAD, 0, 0, NULL, page_lead_csv, NULL,
     "Leitung: eigene Liste als CSV"},
    {HTTP_GET, "/s/liste/{voucher}", WEB_LEAD, 0, 0, NULL, page_lead_voucher, NULL,
     "Leitung: ein Gutschein, den die eigene Stelle angenommen hat"},
    {HTTP_POST, "/s/liste/{voucher}/schritt", WEB_LEAD, WEB_TOKEN, FORM, list_step_fields,
     page_lead_step, page_lead_voucher,
     "Leitung: ohne Papier eintragen oder zurücknehmen"},
    {HTTP_POST, "/s/nachtrag", WEB_DEVICE, WEB_SCRIPT | WEB_BUDGET, FORM, late_fields, script_late,
     NULL,
     "Skript: nachmelden, was ohne Netz notiert wurde"},
    {HTTP_GET, "/s/ohne-netz", ANYBODY, 0, 0, NULL, page_shell, NULL,
     "Seite des Empfangs ohne Netz, von niemandem"},
    {HTTP_POST, "/s/schritt", WEB_DEVICE, WEB_TOKEN, FORM, step_fields, page_scan_step,
     page_scan_card,
     "einen Schritt eintragen oder zurücknehmen"},
    {HTTP_POST, "/sprache", ANYBODY, WEB_TOKEN, FORM, language_fields, page_language, NULL,
     "Sprache der Seiten wählen"},
    {HTTP_GET, "/static/{name}", ANYBODY, 0, 0, NULL, page_static, NULL,
     "Stile, Schriften und Skripte"},
    {HTTP_GET, "/stelle/{key}", WEB_OFFICE, 0, 0, NULL, page_provider, NULL,
     "eine Stelle mit Leistungen, Vereinbarungen und Geräten"},
    {HTTP_POST, "/stelle/{key}/benennen", STEWARDS, WEB_TOKEN, FORM, device_name_fields,
     page_provider_name, page_provider,
     "ein Gerät benennen"},
    {HTTP_POST, "/stelle/{key}/geraet", STEWARDS, WEB_TOKEN, FORM, device_order_fields,
     page_provider_pair, page_provider,
     "Koppelkarte drucken: antwortet mit dem PDF"},
    {HTTP_POST, "/stelle/{key}/neue-karte", STEWARDS, WEB_TOKEN, FORM, device_fields,
     page_provider_roll, NULL,
     "neue Koppelkarte für ein Gerät, sein Schlüssel endet: antwortet mit dem PDF"},
    {HTTP_POST, "/stelle/{key}/sperren", STEWARDS, WEB_TOKEN, FORM, device_fields,
     page_provider_revoke, NULL,
     "ein Gerät sperren"},
    {HTTP_GET, "/stellen", WEB_OFFICE, 0, 0, NULL, page_providers, NULL,
     "alle Stellen"},
    {HTTP_GET, "/suche", CASE_READERS, 0, 0, search_fields, page_search, NULL,
     "Fall suchen"},
    {HTTP_POST, "/wiedervorlage/{id}/erledigt", WEB_CASEWORK, WEB_TOKEN, FORM, from_fields,
     page_followup_done, NULL,
     "eigene Wiedervorlage erledigen"},
    {HTTP_POST, "/wiedervorlage/{id}/verschieben", WEB_CASEWORK, WEB_TOKEN, FORM, move_fields,
     page_followup_move, NULL,
     "eigene Wiedervorlage auf einen anderen Tag legen"},
    {HTTP_GET, "/wiedervorlagen.csv", WEB_CASEWORK, 0, 0, NULL, page_home_table, NULL,
     "eigene Wiedervorlagen als Tabelle"},
    {HTTP_GET, "/wiedervorlagen.ics", WEB_CASEWORK, 0, 0, NULL, page_home_calendar, NULL,
     "eigene Wiedervorlagen für den Kalender"},
    {HTTP_GET, "/verfahren", ANYBODY, 0, 0, NULL, page_procedure, NULL,
     "So läuft das Verfahren: für Kundinnen und Kunden, in ihren Sprachen"},
    {HTTP_GET, "/worker.js", ANYBODY, 0, 0, NULL, page_worker, NULL,
     "Skript, das die Scan-Seite ohne Netz zeigt"},
};
/* clang-format on */

const struct web_route *
web_routes(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}
