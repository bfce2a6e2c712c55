/*
 * route_table.c - every address of this server: who may, what it takes, who answers.
 *
 * Sorted by path, then method. No bit under `who`: nobody.
 */
#include "pages.h"

#define ANYBODY WEB_PUBLIC
#define SIGNED_IN                                                                               \
    (WEB_OFFICE | WEB_ROLE(ROLE_CONTROLLING) | WEB_ROLE(ROLE_MANAGEMENT) |                      \
     WEB_ROLE(ROLE_AUDITOR))
#define FORM ((size_t)4 << 10)
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
static const struct web_field language_fields[] = {{"language", WEB_TEXT, 2, true},
                                                   {"back", WEB_TEXT, 200, false},
                                                   END};

static const struct web_field scan_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                               {"how", WEB_TEXT, 10, false},
                                               END};
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
static const struct web_field pair_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true},
                                               {"name", WEB_TEXT, 40, true},
                                               END};
static const struct web_field client_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true}, END};
static const struct web_field api_lookup_fields[] = {{"code", WEB_SECRET, CODE_BYTES, true}, END};
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

/* clang-format off */
static const struct web_route table[] = {
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
    {HTTP_POST, "/api/v1/events", WEB_DEVICE, WEB_API, FORM, api_event_fields, api_event, NULL,
     "API: einen Schritt melden"},
    {HTTP_POST, "/api/v1/lookup", WEB_DEVICE, WEB_API, FORM, api_lookup_fields, api_lookup, NULL,
     "API: einen Gutschein ansehen"},
    {HTTP_GET, "/api/v1/openapi.json", ANYBODY, WEB_API, 0, NULL, api_description, NULL,
     "API: ihre Beschreibung"},
    {HTTP_POST, "/api/v1/pair", ANYBODY, WEB_API | WEB_BUDGET, FORM, pair_fields, api_pair, NULL,
     "API: eine Koppelkarte gegen einen Geräteschlüssel tauschen"},
    {HTTP_GET, "/barrierefreiheit", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Erklärung zur Barrierefreiheit"},
    {HTTP_GET, "/datenschutz", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Hinweise zum Datenschutz"},
    {HTTP_GET, "/healthz", ANYBODY, 0, 0, NULL, page_health, NULL,
     "Lebt der Server, antwortet die Datenbank?"},
    {HTTP_GET, "/impressum", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Impressum"},
    {HTTP_GET, "/k", ANYBODY, 0, 0, NULL, page_client, NULL,
     "Sicht der Kundin oder des Kunden"},
    {HTTP_POST, "/k", ANYBODY, WEB_TOKEN | WEB_BUDGET, FORM, client_fields, page_client_show,
     page_client,
     "den eigenen Laufzettel ansehen"},
    {HTTP_GET, "/koppeln", ANYBODY, 0, 0, NULL, page_pair, NULL,
     "Gerät koppeln"},
    {HTTP_POST, "/koppeln", ANYBODY, WEB_TOKEN | WEB_BUDGET, FORM, pair_fields, page_pair_do,
     page_pair,
     "Koppelkarte einlösen"},
    {HTTP_POST, "/koppeln/abmelden", WEB_DEVICE, WEB_TOKEN, FORM, NULL, page_pair_leave, NULL,
     "dieses Gerät abmelden"},
    {HTTP_GET, "/konto", SIGNED_IN, 0, 0, NULL, page_account, NULL,
     "eigenes Konto"},
    {HTTP_GET, "/metrics", WEB_LOOPBACK, 0, 0, NULL, page_metrics, NULL,
     "Zähler für die Überwachung, nur von dieser Maschine"},
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
    {HTTP_POST, "/s/schritt", WEB_DEVICE, WEB_TOKEN, FORM, step_fields, page_scan_step,
     page_scan_card,
     "einen Schritt eintragen oder zurücknehmen"},
    {HTTP_POST, "/sprache", ANYBODY, WEB_TOKEN, FORM, language_fields, page_language, NULL,
     "Sprache der Seiten wählen"},
    {HTTP_GET, "/static/{name}", ANYBODY, 0, 0, NULL, page_static, NULL,
     "Stile, Schriften und Skripte"},
};
/* clang-format on */

const struct web_route *
web_routes(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}
