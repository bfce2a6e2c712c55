/*
 * command.c - the table of commands: what each takes, and who may under -u. It prints its own help
 * and is alphabetical.
 */
#include "command.h"

#include <string.h>

#include "posting.h"

#define END {NULL, CLI_FLAG, NULL, false}

static const struct cli_option annul_options[] = {
    {"event", CLI_ONE, "QUITTUNG", true}, {"reason", CLI_ONE, "GRUND", true}, END};
static const struct cli_option handover_options[] = {{"to", CLI_ONE, "NAME", true},
                                                     {"case", CLI_MANY, "FALL", false},
                                                     {"dry-run", CLI_FLAG, "", false},
                                                     END};
static const struct cli_option open_options[] = {{"reason", CLI_ONE, "GRUND", true}, END};
static const struct cli_option deputy_options[] = {{"by", CLI_ONE, "NAME", false},
                                                   {"from", CLI_ONE, "TAG", false},
                                                   {"until", CLI_ONE, "TAG", false},
                                                   END};
static const struct cli_option audit_options[] = {{"from", CLI_ONE, "TAG", false},
                                                  {"until", CLI_ONE, "TAG", false},
                                                  {"user", CLI_ONE, "U", false},
                                                  {"case", CLI_ONE, "FALL", false},
                                                  {"kind", CLI_ONE, "ART", false},
                                                  END};
static const struct cli_option confirm_options[] = {
    {"on", CLI_ONE, "TAG", false},
    {"outcome", CLI_ONE, "E1|E2|E3|E4|N1", false},
    {"provider", CLI_ONE, "P", false},
    {"source", CLI_ONE, "paper_client|paper_provider|office", false},
    {"again", CLI_FLAG, "", false},
    END};
static const struct cli_option conflict_options[] = {
    {"on", CLI_ONE, "TAG", false}, {"outcome", CLI_ONE, "E1|E2|E3|E4|N1", false}, END};
static const struct cli_option consent_add_options[] = {
    {"provider", CLI_ONE, "P", true},
    {"level", CLI_ONE, "1|2|3", true},
    {"on", CLI_ONE, "TAG", false},
    {"until", CLI_ONE, "TAG", false},
    END};
static const struct cli_option consent_withdraw_options[] = {{"provider", CLI_ONE, "P", true},
                                                             END};
static const struct cli_option device_list_options[] = {{"provider", CLI_ONE, "P", false}, END};
static const struct cli_option export_options[] = {
    {"since", CLI_ONE, "STELLE", false},   {"format", CLI_ONE, "csv|xlsx|json", false},
    {"profile", CLI_ONE, "NAME", false},   {"user", CLI_ONE, "U", false},
    {"o", CLI_ONE, "DATEI", false},        END};
static const struct cli_option export_file_options[] = {{"o", CLI_ONE, "ORDNER", true}, END};
static const struct cli_option extend_options[] = {{"until", CLI_ONE, "TAG", true}, END};
static const struct cli_option matrix_options[] = {{"csv", CLI_FLAG, "", false}, END};
static const struct cli_option output_options[] = {{"o", CLI_ONE, "DATEI", false}, END};
static const struct cli_option dry_run_options[] = {{"dry-run", CLI_FLAG, "", false}, END};
static const struct cli_option import_options[] = {
    {"profile", CLI_ONE, "NAME", false},
    {"encoding", CLI_ONE, "utf-8|utf-16|windows-1252", false},
    {"separator", CLI_ONE, "semicolon|comma|tab", false},
    {"dry-run", CLI_FLAG, "", false},
    {"skip-bad", CLI_FLAG, "", false},
    {"o", CLI_ONE, "DATEI", false},
    END};
static const struct cli_option init_options[] = {
    {"demo", CLI_FLAG, "", false}, {"url", CLI_ONE, "ADRESSE", false}, END};
static const struct cli_option issue_options[] = {
    {"case", CLI_ONE, "N", false},
    {"service", CLI_MANY, "S[@P]", false},
    {"order", CLI_ONE, "free|warn|strict", false},
    {"appointment", CLI_MANY, "S=ZEIT", false},
    {"language", CLI_ONE, "L", false},
    {"neutral", CLI_FLAG, "", false},
    {"open", CLI_FLAG, "", false},
    {"batch", CLI_ONE, "DATEI.csv", false},
    {"merge", CLI_MAYBE, "N", false},
    {"run", CLI_ONE, "NAME", false},
    {"workers", CLI_ONE, "N", false},
    {"o", CLI_ONE, "DATEI", false},
    END};
static const struct cli_option preview_options[] = {
    {"language", CLI_ONE, "L", false}, {"o", CLI_ONE, "DATEI", true}, END};
static const struct cli_option posting_options[] = {{"user", CLI_ONE, "U", false}, END};
static const struct cli_option print_options[] = {
    {"form", CLI_ONE, "NAME", false},
    {"language", CLI_ONE, "L", false},
    {"provider", CLI_ONE, "P", false},
    {"o", CLI_ONE, "DATEI", false},
    END};
static const struct cli_option texts_options[] = {{"language", CLI_ONE, "L", false}, END};
static const struct cli_option pair_options[] = {
    {"role", CLI_ONE, "reception|lead", false}, {"site", CLI_ONE, "STANDORT", false},
    {"types", CLI_ONE, "B,C", false},           {"name", CLI_ONE, "NAME", false},
    {"o", CLI_ONE, "DATEI", false},             END};
static const struct cli_option refer_options[] = {{"case", CLI_ONE, "N", true},
                                                   {"service", CLI_MANY, "S[@P]", true},
                                                   {"on", CLI_ONE, "TAG", false},
                                                   END};
static const struct cli_option reissue_options[] = {{"provider", CLI_ONE, "P", false}, END};
static const struct cli_option dispute_options[] = {
    {"event", CLI_ONE, "QUITTUNG", true}, {"lift", CLI_FLAG, "", false}, END};
static const struct cli_option restrict_options[] = {{"lift", CLI_FLAG, "", false}, END};
static const struct cli_option report_options[] = {
    {"year", CLI_ONE, "JAHR", false},
    {"count", CLI_ONE, "cases|persons", false},
    {"format", CLI_ONE, "text|csv|json|xlsx|pdf", false},
    {"o", CLI_ONE, "DATEI", false},
    END};
static const struct cli_option review_options[] = {
    {"goal", CLI_ONE, "yes|partly|no|unknown", true},
    {"next", CLI_ONE, "SCHRITT", false},
    {"open", CLI_ONE, "profile,plan", false},
    END};
static const struct cli_option serve_options[] = {{"listen", CLI_ONE, "ADRESSE:PORT", false},
                                                  {"tls-cert", CLI_ONE, "DATEI", false},
                                                  {"tls-key", CLI_ONE, "DATEI", false},
                                                  END};
static const struct cli_option disclose_options[] = {{"o", CLI_ONE, "DATEI", true}, END};
static const struct cli_option due_options[] = {
    {"user", CLI_ONE, "U", false}, {"as", CLI_ONE, "csv|ics", false}, END};
static const struct cli_option followup_add_options[] = {
    {"on", CLI_ONE, "TAG", true}, {"note", CLI_ONE, "TEXT", true}, END};
static const struct cli_option followup_move_options[] = {{"on", CLI_ONE, "TAG", true}, END};
static const struct cli_option user_options[] = {
    {"role", CLI_ONE, "R", true},   {"name", CLI_ONE, "ANZEIGENAME", false},
    {"team", CLI_ONE, "T", false},  {"branch", CLI_ONE, "B", false},
    {"phone", CLI_ONE, "NUMMER", false}, END};
static const struct cli_option logout_options[] = {{"session", CLI_ONE, "NUMMER", false}, END};
static const struct cli_option team_options[] = {{"merge", CLI_FLAG, "", false}, END};
static const struct cli_option instruct_options[] = {{"on", CLI_ONE, "TAG", false}, END};
static const struct cli_option withdraw_options[] = {{"reason", CLI_ONE, "GRUND", true}, END};

/* clang-format off */
static const struct cli_command commands[] = {
    {"annul", "CODE", 1, 1, annul_options, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_annul, "einen Eintrag zurücknehmen"},
    {"audit", "", 0, 0, audit_options, CLI_STORE, ROLES_AUDIT,
     CLI_OTHER, cmd_audit, "zeigen, wer was ansah oder änderte, als CSV"},
    {"backup", "DATEI", 1, 1, NULL, CLI_STORE, ROLES_NOBODY,
     CLI_OTHER, cmd_backup, "die Daten sichern, ohne Schlüssel"},
    {"case handover", "NAME", 1, 1, handover_options, CLI_STORE, ROLES_ARRANGE,
     CLI_OTHER, cmd_case_handover, "Fälle an jemand anderen übergeben"},
    {"case open", "FALL", 1, 1, open_options, CLI_STORE, ROLES_LEAD,
     CLI_OTHER, cmd_case_open, "Grund einer Teamleitung festhalten"},
    {"close", "CODE", 1, 1, NULL, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_close, "ohne Rückmeldung schließen"},
    {"config", "", 0, 0, NULL, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_config, "die Einstellungen zeigen und prüfen"},
    {"confirm", "CODE SCHRITT", 2, 2, confirm_options, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_confirm, "vom Papier oder aus dem Gespräch: accept, start ..."},
    {"conflict decide", "NUMMER ENTSCHEIDUNG", 2, 2, conflict_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_conflict_decide, "klären: recorded, discarded, duplicate, wrong_person"},
    {"conflict list", "", 0, 0, NULL, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_conflict_list, "Nachmeldungen zeigen, die nicht passen"},
    {"consent add", "FALL", 1, 1, consent_add_options, CLI_STORE, ROLES_CASEWORK,
     CLI_CASE, cmd_consent_add, "eine unterschriebene Einwilligung erfassen"},
    {"consent withdraw", "FALL", 1, 1, consent_withdraw_options, CLI_STORE, ROLES_CASEWORK,
     CLI_CASE, cmd_consent_withdraw, "eine Einwilligung widerrufen"},
    {"device list", "", 0, 0, device_list_options, CLI_STORE, ROLES_OFFICE,
     CLI_OTHER, cmd_device_list, "Geräte der Empfänge zeigen"},
    {"device name", "GERÄT NAME", 2, 2, NULL, CLI_STORE, ROLES_STEWARD,
     CLI_OTHER, cmd_device_name, "ein Gerät benennen"},
    {"device revoke", "GERÄT", 1, 1, NULL, CLI_STORE, ROLES_STEWARD,
     CLI_OTHER, cmd_device_revoke, "ein Gerät sperren"},
    {"device roll", "GERÄT", 1, 1, output_options, CLI_STORE, ROLES_STEWARD,
     CLI_OTHER, cmd_device_roll, "neue Koppelkarte für ein Gerät; sein Zugang endet sofort"},
    {"disclose", "FALL", 1, 1, disclose_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_disclose, "alles, was über jemanden gespeichert ist"},
    {"dispute", "CODE", 1, 1, dispute_options, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_dispute, "vermerken, dass ein Eintrag bestritten wird"},
    {"due", "", 0, 0, due_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_due, "fällige Wiedervorlagen zeigen"},
    {"export", "LISTE", 1, 1, export_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_export, "Liste ausgeben: cases needs vouchers events 51b ..."},
    {"export file", "LAUFZETTEL", 1, 1, export_file_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_export_file, "Drucke mit Begleitdaten für die elektronische Akte"},
    {"extend", "CODE", 1, 1, extend_options, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_extend, "eine Frist verlängern"},
    {"followup add", "FALL", 1, 1, followup_add_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_followup_add, "eine eigene Wiedervorlage anlegen"},
    {"followup done", "NUMMER", 1, 1, NULL, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_followup_done, "eine eigene Wiedervorlage erledigen"},
    {"followup move", "NUMMER", 1, 1, followup_move_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_followup_move, "eine eigene Wiedervorlage verschieben"},
    {"form check", "DATEI|NAME", 1, 1, NULL, CLI_NOTHING, ROLES_ALL,
     CLI_OTHER, cmd_form_check, "ein Formular prüfen, wie es gedruckt würde"},
    {"form export", "NAME", 1, 1, output_options, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_form_export, "ein Formular herausschreiben"},
    {"form preview", "NAME", 1, 1, preview_options, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_form_preview, "ein Formular mit Beispielen drucken"},
    {"form reference", "", 0, 0, NULL, CLI_NOTHING, ROLES_ALL,
     CLI_OTHER, cmd_form_reference, "die Formularsprache beschreiben"},
    {"form texts", "", 0, 0, texts_options, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_form_texts, "alle Texte für Übersetzungen als .po zeigen"},
    {"form values", "NAME", 1, 1, NULL, CLI_NOTHING, ROLES_ALL,
     CLI_OTHER, cmd_form_values, "die Werte zeigen, die ein Formular nennen darf"},
    {"help", "[BEFEHL]", 0, 2, NULL, CLI_NOTHING, ROLES_ALL,
     CLI_OTHER, cmd_help, "diese Übersicht, oder einen Befehl erklären"},
    {"import", "ART DATEI", 2, 2, import_options, CLI_STORE, ROLES_STEWARD,
     CLI_OTHER, cmd_import, "CSV einlesen: cases needs consents branches ..."},
    {"init", "", 0, 0, init_options, CLI_NOTHING, ROLES_NOBODY,
     CLI_OTHER, cmd_init, "einen Ordner einrichten"},
    {"issue", "", 0, 0, issue_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_issue, "einen Laufzettel ausstellen und drucken"},
    {"key add", "NAME", 1, 1, NULL, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_key_add, "Schlüssel für ein Programm des Amts anlegen"},
    {"key list", "", 0, 0, NULL, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_key_list, "Schlüssel der Programme zeigen"},
    {"key revoke", "NAME", 1, 1, NULL, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_key_revoke, "einen Schlüssel sperren"},
    {"migrate", "", 0, 0, NULL, CLI_DIRECTORY, ROLES_NOBODY,
     CLI_OTHER, cmd_migrate, "die Datenbank auf diesen Stand bringen"},
    {"page check", "DATEI", 1, 1, NULL, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_page_check, "einen Text für Impressum, Datenschutz ... prüfen"},
    {"page export", "NAME", 1, 1, output_options, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_page_export, "Text von impressum, datenschutz ... herausschreiben"},
    {"posting done", "EINTRAG...", 1, POSTING_SHOWN, NULL, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_posting_done, "abhaken, was im Fachverfahren gebucht ist"},
    {"posting list", "", 0, 0, posting_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_posting_list, "zeigen, was im Fachverfahren zu buchen ist"},
    {"posting undo", "EINTRAG...", 1, POSTING_SHOWN, NULL, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_posting_undo, "einen Haken zurücknehmen"},
    {"print", "[LAUFZETTEL|CODE|FALL]", 0, 1, print_options, CLI_STORE, ROLES_READ,
     CLI_OTHER, cmd_print, "noch einmal drucken, oder ein anderes Formular"},
    {"profile check", "DATEI|NAME", 1, 1, NULL, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_profile_check, "ein Profil eines anderen Programms prüfen"},
    {"profile export", "NAME", 1, 1, output_options, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_profile_export, "ein Profil herausschreiben"},
    {"profile list", "", 0, 0, NULL, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_profile_list, "Profile anderer Programme zeigen"},
    {"provider pair", "P", 1, 1, pair_options, CLI_STORE, ROLES_STEWARD,
     CLI_OTHER, cmd_provider_pair, "ein Gerät anlegen, Koppelkarte drucken"},
    {"purge", "", 0, 0, dry_run_options, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_purge, "löschen, was nicht länger bleiben darf"},
    {"refer", "", 0, 0, refer_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_refer, "einen Verweis ohne Laufzettel festhalten"},
    {"reissue", "LAUFZETTEL|CODE", 1, 1, reissue_options, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_reissue, "neuer Code; der alte gilt nicht mehr"},
    {"reopen", "CODE", 1, 1, NULL, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_reopen, "eine Sichtung zurücknehmen"},
    {"report data-matrix", "", 0, 0, matrix_options, CLI_DIRECTORY, ROLES_ALL,
     CLI_OTHER, cmd_report_matrix, "welche Daten wofür, wie lange"},
    {"report providers", "", 0, 0, report_options, CLI_STORE, ROLES_COUNT,
     CLI_OTHER, cmd_report_providers, "Stellen und Leistungsarten im Jahr zählen"},
    {"restore", "DATEI", 1, 1, NULL, CLI_DIRECTORY, ROLES_NOBODY,
     CLI_OTHER, cmd_restore, "eine Sicherung zurückholen"},
    {"restrict", "FALL", 1, 1, restrict_options, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_restrict, "die Verarbeitung eines Falls einschränken"},
    {"review", "CODE", 1, 1, review_options, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_review, "das Ergebnis sichten"},
    {"routes", "", 0, 0, NULL, CLI_NOTHING, ROLES_ALL,
     CLI_OTHER, cmd_routes, "die Adressen des Servers zeigen: wer, womit"},
    {"rules", "", 0, 0, NULL, CLI_NOTHING, ROLES_ALL,
     CLI_OTHER, cmd_rules, "die Regeln eines Gutscheins zeigen"},
    {"serve", "", 0, 0, serve_options, CLI_SERVER, ROLES_NOBODY,
     CLI_OTHER, cmd_serve, "Seiten und Schnittstelle über HTTP anbieten"},
    {"show case", "FALL", 1, 1, NULL, CLI_STORE, ROLES_READ,
     CLI_OTHER, cmd_show_case, "einen Fall zeigen"},
    {"show print", "LAUFZETTEL|DATEI.pdf [KOPIE]", 1, 2, NULL, CLI_STORE, ROLES_READ,
     CLI_OTHER, cmd_show_print, "beweisen, was gedruckt wurde"},
    {"show provider", "P", 1, 1, NULL, CLI_STORE, ROLES_OFFICE,
     CLI_OTHER, cmd_show_provider, "einen Leistungserbringer zeigen"},
    {"show slip", "NUMMER", 1, 1, NULL, CLI_STORE, ROLES_READ,
     CLI_OTHER, cmd_show_slip, "einen Laufzettel zeigen"},
    {"show voucher", "CODE", 1, 1, NULL, CLI_STORE, ROLES_CASEWORK,
     CLI_OTHER, cmd_show_voucher, "einen Gutschein mit Verlauf zeigen"},
    {"team list", "", 0, 0, NULL, CLI_STORE, ROLES_ARRANGE,
     CLI_OTHER, cmd_team_list, "Teams mit Leitung, Personen und Fällen zeigen"},
    {"team rename", "TEAM NAME", 2, 2, team_options, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_team_rename, "ein Team umbenennen oder zusammenlegen"},
    {"tick", "", 0, 0, NULL, CLI_STORE, ROLES_NOBODY,
     CLI_OTHER, cmd_tick, "aufschreiben, was die Fristen ergeben"},
    {"user add", "NAME", 1, 1, user_options, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_user_add, "jemanden vom Amt anlegen, mit Einrichtungscode"},
    {"user deputy", "NAME", 1, 1, deputy_options, CLI_STORE, ROLES_CASEWORK | ROLES_ADMIN,
     CLI_OTHER, cmd_user_deputy, "zeigen oder einrichten, wer jemanden vertritt"},
    {"user disable", "NAME", 1, 1, NULL, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_user_disable, "jemandem die Anmeldung sperren"},
    {"user instruct", "NAME", 1, 1, instruct_options, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_user_instruct, "vermerken, dass jemand zum Datenschutz unterwiesen ist"},
    {"user list", "", 0, 0, NULL, CLI_STORE, ROLES_ARRANGE,
     CLI_OTHER, cmd_user_list, "alle vom Amt zeigen: Rolle, Team, wann unterwiesen"},
    {"user logout", "NAME", 1, 1, logout_options, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_user_logout, "jemanden überall abmelden, oder nur eine Anmeldung"},
    {"user reset", "NAME", 1, 1, NULL, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_user_reset, "neuer Einrichtungscode, das Passwort verfällt"},
    {"user sessions", "NAME", 1, 1, NULL, CLI_STORE, ROLES_ADMIN,
     CLI_OTHER, cmd_user_sessions, "zeigen, wo jemand angemeldet ist"},
    {"verify", "", 0, 0, NULL, CLI_STORE, ROLES_ADMIN | ROLES_AUDIT,
     CLI_OTHER, cmd_verify, "alle Einträge und Drucke auf Änderungen prüfen"},
    {"version", "", 0, 0, NULL, CLI_NOTHING, ROLES_ALL,
     CLI_OTHER, cmd_version, "die Version zeigen"},
    {"withdraw", "CODE", 1, 1, withdraw_options, CLI_STORE, ROLES_CASEWORK,
     CLI_VOUCHER, cmd_withdraw, "einen Gutschein zurückziehen"},
};
/* clang-format on */

const struct cli_command *
cli_commands(size_t *count)
{
    *count = sizeof commands / sizeof *commands;
    return commands;
}

static const char *
option_usage(struct arena *arena, const struct cli_option *option)
{
    const char *dashes = strlen(option->name) == 1 ? "-" : "--";
    const char *text = option->kind == CLI_FLAG
                           ? arena_printf(arena, "%s%s", dashes, option->name)
                       : option->kind == CLI_MAYBE
                           ? arena_printf(arena, "%s%s [%s]", dashes, option->name,
                                          option->placeholder)
                           : arena_printf(arena, "%s%s %s", dashes, option->name,
                                          option->placeholder);

    if (!option->required) {
        text = arena_printf(arena, "[%s]", text);
    }
    return option->kind == CLI_MANY ? arena_printf(arena, "%s...", text) : text;
}

const char *
cli_usage(struct arena *arena, const struct cli_command *command)
{
    const char *text = command->name;

    if (*command->positional != '\0') {
        text = arena_printf(arena, "%s %s", text, command->positional);
    }
    for (const struct cli_option *o = command->option; o != NULL && o->name != NULL; o++) {
        text = arena_printf(arena, "%s %s", text, option_usage(arena, o));
    }
    return text;
}
