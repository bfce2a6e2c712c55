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

/* clang-format off */
static const struct web_route table[] = {
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
    {HTTP_GET, "/barrierefreiheit", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Erklärung zur Barrierefreiheit"},
    {HTTP_GET, "/datenschutz", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Hinweise zum Datenschutz"},
    {HTTP_GET, "/healthz", ANYBODY, 0, 0, NULL, page_health, NULL,
     "Lebt der Server, antwortet die Datenbank?"},
    {HTTP_GET, "/impressum", ANYBODY, 0, 0, NULL, page_help, NULL,
     "Impressum"},
    {HTTP_GET, "/konto", SIGNED_IN, 0, 0, NULL, page_account, NULL,
     "eigenes Konto"},
    {HTTP_GET, "/metrics", WEB_LOOPBACK, 0, 0, NULL, page_metrics, NULL,
     "Zähler für die Überwachung, nur von dieser Maschine"},
    {HTTP_GET, "/passwort", ANYBODY, 0, 0, NULL, page_password, NULL,
     "Passwort mit Einrichtungscode festlegen"},
    {HTTP_POST, "/passwort", ANYBODY, WEB_TOKEN | WEB_BUDGET, FORM, password_fields,
     page_password_post, page_password,
     "Passwort festlegen"},
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
