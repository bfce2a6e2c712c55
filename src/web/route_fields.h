/*
 * route_fields.h - private to route_table.c: what the fields of its rows are.
 */
#ifndef WEB_ROUTE_FIELDS_H
#define WEB_ROUTE_FIELDS_H

#include "case_data.h"
#include "posting.h"
#include "web.h"

#define CODE_BYTES 300 /* of whatever a scanner or a person sends as a code */
#define END {NULL, WEB_TEXT, 0, false}

static const struct web_field next_field[] = {{"next", WEB_TEXT, 200, false}, END};
static const struct web_field instruction_fields[] = {{"version", WEB_TEXT, 40, true},
                                                      {"next", WEB_TEXT, 200, false},
                                                      END};
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
#define ABOUT_USER                                                                              \
    {"display_name", WEB_TEXT, 120, false}, {"role", WEB_TEXT, 20, true},                         \
        {"team", WEB_TEXT, 40, false}, {"branch", WEB_TEXT, 40, false},                           \
        {"phone", WEB_TEXT, 40, false}
static const struct web_field user_add_fields[] = {{"name", WEB_TEXT, 40, true}, ABOUT_USER, END};
static const struct web_field user_fields[] = {ABOUT_USER, {"revision", WEB_TEXT, 40, true}, END};
static const struct web_field branch_fields[] = {{"name", WEB_TEXT, 120, true},
                                                 {"street", WEB_TEXT, 120, false},
                                                 {"postcode", WEB_TEXT, 20, false},
                                                 {"city", WEB_TEXT, 120, false},
                                                 {"phone", WEB_TEXT, 120, false},
                                                 {"hours", WEB_TEXT, 120, false},
                                                 {"revision", WEB_TEXT, 40, true},
                                                 END};
static const struct web_field team_fields[] = {{"new_name", WEB_TEXT, 40, true},
                                               {"merge", WEB_FLAG, 0, false},
                                               {"revision", WEB_TEXT, 40, true},
                                               END};
static const struct web_field handover_fields[] = {{"to", WEB_TEXT, 40, true},
                                                   {"case", WEB_TEXTS, 50, false},
                                                   {"what", WEB_TEXT, 10, true},
                                                   END};
static const struct web_field audit_fields[] = {{"from", WEB_DAY, 10, false},
                                                {"until", WEB_DAY, 10, false},
                                                {"user", WEB_TEXT, 40, false},
                                                {"kind", WEB_TEXT, 40, false},
                                                {"case", WEB_TEXT, 40, false},
                                                {"before", WEB_TEXT, 20, false},
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
                                                   {"faulty", WEB_NUMBER, 5, false},
                                                   {"key", WEB_TEXT, 32, false},
                                                   END};
static const struct web_field import_fields[] = {{"kind", WEB_TEXT, 20, true},
                                                 {"profile", WEB_TEXT, 40, true},
                                                 {"file", WEB_FILE, 0, true},
                                                 END};
static const struct web_field import_key_fields[] = {{"key", WEB_TEXT, 32, true}, END};
static const struct web_field import_do_fields[] = {{"key", WEB_TEXT, 32, true},
                                                    {"skip", WEB_FLAG, 0, false},
                                                    END};
static const struct web_field import_again_fields[] = {{"key", WEB_TEXT, 32, true},
                                                       {"as", WEB_TEXT, 40, true},
                                                       {"encoding", WEB_TEXT, 20, false},
                                                       {"separator", WEB_TEXT, 20, false},
                                                       END};
static const struct web_field file_fields[] = {{"data", WEB_FLAG, 0, false}, END};
static const struct web_field report_fields[] = {{"year", WEB_NUMBER, 4, false},
                                                 {"count", WEB_TEXT, 10, false},
                                                 END};
static const struct web_field search_fields[] = {{"q", WEB_TEXT, 300, false}, END};
static const struct web_field need_fields[] = {{"type", WEB_TEXT, 1, false},
                                               {"priority", WEB_NUMBER, 1, false},
                                               {"agreed_on", WEB_DAY, 10, false},
                                               {"plan_ref", WEB_TEXT, 80, false},
                                               {"aim", WEB_TEXT, 20, false},
                                               END};
static const struct web_field need_change_fields[] = {{"priority", WEB_NUMBER, 1, true},
                                                      {"plan_ref", WEB_TEXT, 80, false},
                                                      {"aim", WEB_TEXT, 20, false},
                                                      {"revision", WEB_TEXT, 40, true},
                                                      END};
static const struct web_field consent_fields[] = {{"provider", WEB_TEXT, 40, true},
                                                  {"level", WEB_NUMBER, 1, true},
                                                  {"signed_on", WEB_DAY, 10, false},
                                                  {"valid_until", WEB_DAY, 10, false},
                                                  {"seen", WEB_TEXT, 40, false},
                                                  END};
static const struct web_field case_fields[] = {{"kind", WEB_TEXT, 20, false},
                                               {"lines", WEB_NUMBER, 4, false},
                                               END};
static const struct web_field case_new_fields[] = {{"q", WEB_TEXT, 300, false}, END};
#define CASE_DATA                                                                               \
    {"given_name", WEB_TEXT, CASE_NAME_MAX, false},                                               \
        {"family_name", WEB_TEXT, CASE_NAME_MAX, true}, {"birth_date", WEB_DAY, 10, true},        \
        {"language", WEB_TEXT, 12, false}, {"protected", WEB_FLAG, 0, false},                     \
        {"phone", WEB_TEXT, 40, false}, {"street", WEB_TEXT, CASE_ADDRESS_MAX, false},            \
        {"postcode", WEB_TEXT, 20, false}, {"city", WEB_TEXT, CASE_ADDRESS_MAX, false},           \
        {"caseworker", WEB_TEXT, 40, false}, {"branch", WEB_TEXT, 40, false},          \
        {"contact_days", WEB_NUMBER, 3, false}
static const struct web_field case_add_fields[] = {
    {"case_number", WEB_TEXT, CASE_NUMBER_MAX, true},
    CASE_DATA,
    {"again", WEB_FLAG, 0, false},
    END};
static const struct web_field case_data_fields[] = {
    CASE_DATA, {"version", WEB_NUMBER, 9, true}, END};
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
                                               {"need_aim", WEB_TEXT, 20, false},
                                               {"order", WEB_TEXT, 10, false},
                                               {"language", WEB_TEXT, 10, false},
                                               {"cover", WEB_TEXT, 10, false},
                                               {"key", WEB_TEXT, 40, true},
                                               {"move", WEB_TEXT, 10, false},
                                               {"then", WEB_TEXT, 10, false},
                                               {"talked_on", WEB_DAY, 10, false},
                                               END};
static const struct web_field printing_fields[] = {{"drucken", WEB_TEXT, 2, false}, END};
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
#define SITTING {"e", WEB_TEXTS, 20, false}, {"source", WEB_TEXT, 20, false}
static const struct web_field sitting_fields[] = {SITTING, END};
static const struct web_field stack_fields[] = {SITTING,
                                                {"code", WEB_TEXT, CODE_BYTES, true},
                                                {"provider", WEB_TEXT, 40, false},
                                                {"accepted_on", WEB_DAY, 10, false},
                                                {"started_on", WEB_DAY, 10, false},
                                                {"attended_on_1", WEB_DAY, 10, false},
                                                {"attended_on_2", WEB_DAY, 10, false},
                                                {"attended_on_3", WEB_DAY, 10, false},
                                                {"attended_on_4", WEB_DAY, 10, false},
                                                {"ended_on", WEB_DAY, 10, false},
                                                {"outcome", WEB_TEXT, 10, false},
                                                END};
static const struct web_field undo_fields[] = {SITTING, {"undo", WEB_TEXT, 50, true}, END};
static const struct web_field version_fields[] = {VERSION, END};
static const struct web_field reason_fields[] = {{"reason", WEB_TEXT, 30, false}, VERSION, END};
static const struct web_field until_fields[] = {{"until", WEB_DAY, 10, false}, VERSION, END};
static const struct web_field reissue_fields[] = {{"new_provider", WEB_TEXT, 40, false},
                                                  VERSION,
                                                  END};
static const struct web_field review_fields[] = {{"goal", WEB_TEXT, 10, false},
                                                 {"next_step", WEB_TEXT, 20, false},
                                                 {"profile", WEB_TEXT, 10, false},
                                                 {"plan", WEB_TEXT, 10, false},
                                                 {"help_plan", WEB_TEXT, 10, false},
                                                 VERSION,
                                                 END};
static const struct web_field annul_fields[] = {{"event", WEB_TEXT, 20, false},
                                                {"annul_reason", WEB_TEXT, 30, false},
                                                VERSION,
                                                END};
static const struct web_field dispute_fields[] = {{"disputed", WEB_TEXT, 20, false},
                                                  {"lift", WEB_TEXT, 4, false},
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

#endif
