/*
 * data_matrix.c - the table of what is kept: column, purpose, legal basis, term.
 *
 * The legal bases are a proposal for the office's data protection officer.
 */
#include "data_matrix.h"

#include "err.h"

/* clang-format off */
static const struct data_row rows[] = {
    /* the client */
    {ABOUT_CLIENT, "case_file", "id case_number", N_("Fallnummer"),
     PURPOSE_ASSIGN, LEGAL_TASK, TERM_CASE},
    {ABOUT_CLIENT, "case_file", "given_name family_name birth_date", N_("Name und Geburtsdatum"),
     PURPOSE_ASSIGN, LEGAL_TASK, TERM_CASE},
    {ABOUT_CLIENT, "case_file", "language", N_("Sprache"),
     PURPOSE_REACH, LEGAL_TASK, TERM_CASE},
    {ABOUT_CLIENT, "case_file", "phone street postcode city", N_("Telefon und Anschrift"),
     PURPOSE_REACH, LEGAL_TASK, TERM_CASE},
    {ABOUT_CLIENT, "case_file", "is_protected", N_("Sperrvermerk"),
     PURPOSE_SECURE, LEGAL_TASK, TERM_CASE},
    {ABOUT_CLIENT, "case_file", "caseworker team branch version", N_("Zuständigkeit für den Fall"),
     PURPOSE_DUTY, LEGAL_TASK, TERM_CASE},
    {ABOUT_CLIENT, "case_file", "contact_days", N_("Abstand der Gespräche"),
     PURPOSE_FOLLOW, LEGAL_TASK, TERM_CASE},
    {ABOUT_CLIENT, "name_part", "part case_id", N_("Namensteile für die Suche"),
     PURPOSE_ASSIGN, LEGAL_TASK, TERM_CASE},
    {ABOUT_CLIENT, "restriction", "case_id since set_by", N_("Einschränkung der Verarbeitung"),
     PURPOSE_RIGHTS, LEGAL_RESTRICT, TERM_LIFTED},
    {ABOUT_CLIENT, "need", "id case_id type priority agreed_on plan_ref aim",
     N_("Vereinbarter Bedarf: Leistungsart, Dringlichkeit, Tag des Gesprächs, Förderziel"),
     PURPOSE_SLIP, LEGAL_HEALTH, TERM_NEED},
    {ABOUT_CLIENT, "consent",
     "id case_id provider_id level state text_version language interpreter held_by_provider "
     "signed_on valid_until withdrawn_on",
     N_("Einwilligung: Stelle, Stufe, Fassung, Sprache, Tage"),
     PURPOSE_CONSENT, LEGAL_ACCOUNT, TERM_CONSENT},
    {ABOUT_CLIENT, "slip",
     "id case_id slip_number issued_on station_order language neutral issued_by batch copies",
     N_("Laufzettel: Nummer, Tag, Sprache, wer ihn ausstellte"),
     PURPOSE_SLIP, LEGAL_TASK, TERM_VOUCHER},
    {ABOUT_CLIENT, "slip", "client_seed client_generation", N_("Kundencode, nicht lesbar"),
     PURPOSE_RIGHTS, LEGAL_TASK, TERM_VOUCHER},
    {ABOUT_CLIENT, "voucher", "id slip_id case_id need_id position service type neutral",
     N_("Gutschein: Leistung, Leistungsart, Station"),
     PURPOSE_SLIP, LEGAL_HEALTH, TERM_VOUCHER},
    {ABOUT_CLIENT, "voucher", "appointment_ms", N_("Termin, der bei der Ausstellung feststand"),
     PURPOSE_REACH, LEGAL_TASK, TERM_VOUCHER},
    {ABOUT_CLIENT, "voucher",
     "state before_state before_expiry generation named_provider bound_provider issued_on "
     "paper_on redeem_by complete_by accepted_on started_on ended_on expired_on closed_on "
     "reviewed_on waitlist_until last_attended_on attend_count",
     N_("Stand des Gutscheins: Stelle, Tage, Zahl der Termine"),
     PURPOSE_FOLLOW, LEGAL_HEALTH, TERM_VOUCHER},
    {ABOUT_CLIENT, "voucher", "outcome cause goal recommendation",
     N_("Ergebnis und Empfehlung als Code, ohne Inhalte"),
     PURPOSE_FOLLOW, LEGAL_HEALTH, TERM_VOUCHER},
    {ABOUT_CLIENT, "voucher", "disputed", N_("Vermerk, dass ein Eintrag bestritten ist"),
     PURPOSE_RIGHTS, LEGAL_RESTRICT, TERM_VOUCHER},
    {ABOUT_CLIENT, "dispute", "event_id since set_by lifted_on lifted_by",
     N_("Bestrittener Eintrag: seit wann, wer es vermerkte und aufhob"),
     PURPOSE_RIGHTS, LEGAL_RESTRICT, TERM_VOUCHER},
    {ABOUT_CLIENT, "voucher", "seed event_count head", N_("Zufallszahl des Codes, Prüfsumme"),
     PURPOSE_PROVE, LEGAL_SECURE, TERM_VOUCHER},
    {ABOUT_CLIENT, "code", "lookup kind owner generation key_number",
     N_("Prüfwert, mit dem ein Code gefunden wird"),
     PURPOSE_FOLLOW, LEGAL_TASK, TERM_VOUCHER},
    {ABOUT_CLIENT, "event",
     "id voucher_id seq step happened_on recorded_at_ms source provider_id level outcome cause "
     "goal recommendation again until_day named_provider generation annuls",
     N_("Eintrag: Schritt, Tag, Stelle, Stufe, Code des Ergebnisses"),
     PURPOSE_FOLLOW, LEGAL_CONSENT, TERM_VOUCHER},
    {ABOUT_CLIENT, "event", "who device_id user_id", N_("Wer oder welches Gerät eintrug"),
     PURPOSE_CONTROL, LEGAL_SECURE, TERM_VOUCHER},
    {ABOUT_CLIENT, "event", "receipt nonce body hash", N_("Quittung und Prüfsummen des Eintrags"),
     PURPOSE_PROVE, LEGAL_SECURE, TERM_VOUCHER},
    {ABOUT_CLIENT, "late_event", "event_id happened_ms offset_ms",
     N_("Uhrzeit eines Eintrags, der ohne Netz notiert wurde"),
     PURPOSE_PROVE, LEGAL_SECURE, TERM_VOUCHER},
    {ABOUT_CLIENT, "review_step", "event_id next_step done left_open",
     N_("Sichtung: nächster Schritt und Abschlussliste als Code"),
     PURPOSE_FOLLOW, LEGAL_TASK, TERM_VOUCHER},
    {ABOUT_CLIENT, "contradiction",
     "id voucher_id provider_id device_id step source happened_on recorded_at_ms reason nonce "
     "body decision decided_ms decided_by event_id",
     N_("Nachgemeldetes, das nicht passt, und die Entscheidung darüber"),
     PURPOSE_FOLLOW, LEGAL_CONSENT, TERM_VOUCHER},
    {ABOUT_CLIENT, "refusal", "id voucher_id provider_id device_id step reason recorded_at_ms",
     N_("Abgelehnte Versuche an einem Gutschein"),
     PURPOSE_SECURE, LEGAL_SECURE, TERM_SHORT},
    {ABOUT_CLIENT, "print_record", "id slip_id voucher_id form copy printed_at_ms bytes",
     N_("Drucke: Formular, Kopie, Zeitpunkt"),
     PURPOSE_PROVE, LEGAL_ACCOUNT, TERM_PRINT},
    {ABOUT_CLIENT, "print_record", "data sha256 form_sha256 proof",
     N_("Gedruckte Werte, um einen Druck später nachzuweisen"),
     PURPOSE_PROVE, LEGAL_ACCOUNT, TERM_PRINT},
    {ABOUT_CLIENT, "followup",
     "id case_id voucher_id need_id consent_id reason due_on note created_by done_ms done_by",
     N_("Wiedervorlage: Anlass, Tag, eigener Vermerk"),
     PURPOSE_FOLLOW, LEGAL_TASK, TERM_FOLLOWUP},
    {ABOUT_CLIENT, "posting", "event_id posted_ms posted_by",
     N_("Vermerk, dass ein Eintrag im Fachverfahren gebucht ist"),
     PURPOSE_FOLLOW, LEGAL_TASK, TERM_VOUCHER},
    {ABOUT_CLIENT, "access_log", "id user_id object object_id purpose accessed_ms",
     N_("Zugriffe: wer, wann, auf welchen Fall, wozu"),
     PURPOSE_CONTROL, LEGAL_SECURE, TERM_READS},

    /* the office's people */
    {ABOUT_STAFF, "office_user", "id name display_name role team branch phone disabled",
     N_("Konto: Name, Rolle, Team, Telefon auf dem Zettel"),
     PURPOSE_DUTY, LEGAL_STAFF, TERM_USER},
    {ABOUT_STAFF, "credential", "user_id hash setup setup_expires_ms changed_ms",
     N_("Passwort, nur als Prüfwert"),
     PURPOSE_SECURE, LEGAL_SECURE, TERM_USER},
    {ABOUT_STAFF, "session", "id user_id token created_ms last_seen_ms", N_("Anmeldungen"),
     PURPOSE_SECURE, LEGAL_SECURE, TERM_SESSION},
    {ABOUT_STAFF, "deputy", "id user_id deputy_id from_day until_day", N_("Vertretungen"),
     PURPOSE_DUTY, LEGAL_STAFF, TERM_DEPUTY},
    {ABOUT_STAFF, "acknowledgement", "version user_id day",
     N_("Wer die Unterweisung zum Datenschutz bestätigt hat, und wann"),
     PURPOSE_PROVE, LEGAL_STAFF, TERM_USER},
    {ABOUT_STAFF, "legal_text", "id name language valid_from text edited_by",
     N_("Rechtliche Texte, und wer sie eingetragen hat"),
     PURPOSE_RUN, LEGAL_STAFF, TERM_USER},

    /* the places of help */
    {ABOUT_PROVIDER, "provider",
     "id short_name name street postcode city phone hours regime is_protected contact stop "
     "languages access walk_in",
     N_("Stelle: Anschrift, Ansprechperson, Zeiten"),
     PURPOSE_REACH, LEGAL_TASK, TERM_PROVIDER},
    {ABOUT_PROVIDER, "site", "id provider_id name", N_("Standorte einer Stelle"),
     PURPOSE_REACH, LEGAL_TASK, TERM_PROVIDER},
    {ABOUT_PROVIDER, "device",
     "id provider_id site_id name role service_types created_ms paired_ms last_seen_ms "
     "revoked_ms pairing_expires_ms pairing_seed key_hash card instructed_on instruction waiting",
     N_("Geräte am Empfang: Name, Standort, Unterweisung, zuletzt benutzt"),
     PURPOSE_SECURE, LEGAL_SECURE, TERM_DEVICE},
    {ABOUT_PROVIDER, "counter", "scope subject hour reason amount",
     N_("Zählwerte je Gerät und Adresse gegen Missbrauch"),
     PURPOSE_SECURE, LEGAL_SECURE, TERM_SHORT},

    /* nobody */
    {ABOUT_NOBODY, "branch", "*", N_("Geschäftsstellen"), PURPOSE_RUN, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "instruction", "*", N_("Fassungen der Unterweisung zum Datenschutz"),
     PURPOSE_PROVE, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "service", "*", N_("Leistungen"), PURPOSE_RUN, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "agreement", "*", N_("Vereinbarungen"), PURPOSE_RUN, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "target", "*", N_("Planzahlen"), PURPOSE_PLAN, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "tally", "*", N_("Zählwerte gelöschter Gutscheine je Monat"),
     PURPOSE_PLAN, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "purged_month", "*", N_("Zahl der Löschungen je Monat"),
     PURPOSE_PROVE, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "retention", "*", N_("Merker des Löschlaufs"),
     PURPOSE_RUN, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "seal", "*", N_("Tagessiegel: Prüfsummen über die Einträge"),
     PURPOSE_PROVE, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "office_key", "*", N_("Schlüssel für Programme des Amts"),
     PURPOSE_SECURE, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "meta", "*", N_("Merker der Datenbank"), PURPOSE_RUN, LEGAL_NONE, TERM_STAYS},
    {ABOUT_NOBODY, "series", "*", N_("Letzte vergebene Nummer"),
     PURPOSE_RUN, LEGAL_NONE, TERM_STAYS},
};

struct word {
    const char *name, *label;
};

static const char *const about_labels[DATA_ABOUT__MAX] = {
    [ABOUT_CLIENT] = N_("Kundin oder Kunde"),
    [ABOUT_STAFF] = N_("Beschäftigte des Amts"),
    [ABOUT_PROVIDER] = N_("Stellen und ihre Empfänge"),
    [ABOUT_NOBODY] = N_("keine Person"),
};

static const struct word purposes[DATA_PURPOSE__MAX] = {
    [PURPOSE_ASSIGN] = {"assign", N_("Fall finden und zuordnen")},
    [PURPOSE_REACH] = {"reach", N_("den Weg zur Stelle zeigen, erreichbar sein")},
    [PURPOSE_SLIP] = {"slip", N_("Laufzettel ausstellen")},
    [PURPOSE_FOLLOW] = {"follow", N_("Rückmeldungen zuordnen, Fristen im Blick halten")},
    [PURPOSE_CONSENT] = {"consent", N_("Einwilligung beachten und nachweisen")},
    [PURPOSE_PROVE] = {"prove", N_("nachweisen, dass nichts verändert wurde")},
    [PURPOSE_SECURE] = {"secure", N_("Zugang sichern, Missbrauch erkennen")},
    [PURPOSE_DUTY] = {"duty", N_("Zuständigkeit und Rechte im Amt")},
    [PURPOSE_CONTROL] = {"control", N_("Zugriffe prüfen, Auskunft geben")},
    [PURPOSE_RIGHTS] = {"rights", N_("Rechte der Kundin oder des Kunden wahren")},
    [PURPOSE_PLAN] = {"plan", N_("Planung und Berichte ohne Personen")},
    [PURPOSE_RUN] = {"run", N_("Betrieb des Programms")},
};

static const struct word bases[DATA_BASIS__MAX] = {
    [LEGAL_TASK] = {"task", N_("Art. 6 Abs. 1 e DSGVO, § 67b SGB X, § 16a SGB II")},
    [LEGAL_HEALTH] = {"health",
                      N_("Art. 6 Abs. 1 e, Art. 9 Abs. 2 b DSGVO, § 67b SGB X, § 16a SGB II")},
    [LEGAL_CONSENT] = {"consent", N_("je nach Vereinbarung: § 67b SGB X oder Einwilligung (Art. 6 "
                                     "Abs. 1 a, Art. 9 Abs. 2 a DSGVO)")},
    [LEGAL_SECURE] = {"secure", N_("Art. 6 Abs. 1 c, Art. 32 DSGVO")},
    [LEGAL_ACCOUNT] = {"account", N_("Art. 6 Abs. 1 c, Art. 5 Abs. 2, Art. 7 Abs. 1 DSGVO")},
    [LEGAL_STAFF] = {"staff", N_("Art. 6 Abs. 1 e DSGVO, Beschäftigtendatenschutz des Landes oder "
                                 "§ 26 BDSG")},
    [LEGAL_RESTRICT] = {"restrict", N_("Art. 16 und 18 DSGVO, § 84 SGB X")},
    [LEGAL_NONE] = {"none", N_("keine personenbezogenen Daten")},
};

static const struct word terms[DATA_TERM__MAX] = {
    [TERM_VOUCHER] = {"voucher", N_("%1 Monate nach der Sichtung, spätestens %2 Monate nach dem "
                                    "letzten Eintrag")},
    [TERM_PRINT] = {"print", N_("mit dem Gutschein; die gedruckten Werte, sobald der erste "
                                "Gutschein des Zettels gelöscht wird")},
    [TERM_CASE] = {"case", N_("mit dem letzten Laufzettel, sonst %2 Monate nach der Aufnahme "
                              "des Falls")},
    [TERM_NEED] = {"need", N_("%2 Monate nach dem Gespräch, nicht vor dem Gutschein dazu")},
    [TERM_CONSENT] = {"consent", N_("%1 Monate nach Widerruf oder Ablauf, nicht vor den "
                                    "Gutscheinen dazu; sonst mit dem Fall")},
    [TERM_FOLLOWUP] = {"followup", N_("%1 Monate nach der Erledigung, sonst mit Gutschein "
                                      "oder Fall")},
    [TERM_SESSION] = {"session", N_("10 Stunden")},
    [TERM_SHORT] = {"short", N_("30 Tage")},
    [TERM_READS] = {"reads", N_("%3 Monate")},
    [TERM_DEVICE] = {"device", N_("Name und Schlüssel %1 Monate nach der Sperre; die Kennung "
                                  "bleibt")},
    [TERM_DEPUTY] = {"deputy", N_("%1 Monate nach dem Ende")},
    [TERM_USER] = {"user", N_("mit dem Konto; es bleibt, solange Vorgänge darauf verweisen")},
    [TERM_PROVIDER] = {"provider", N_("solange die Stelle geführt wird")},
    [TERM_LIFTED] = {"lifted", N_("bis zur Aufhebung")},
    [TERM_STAYS] = {"stays", N_("bleibt")},
};
/* clang-format on */

const struct data_row *
data_matrix(size_t *count)
{
    *count = sizeof rows / sizeof *rows;
    return rows;
}

const char *
data_about_label(enum data_about about)
{
    return about_labels[about];
}

const char *
data_purpose_name(enum data_purpose purpose)
{
    return purposes[purpose].name;
}

const char *
data_purpose_label(enum data_purpose purpose)
{
    return purposes[purpose].label;
}

const char *
data_basis_name(enum data_basis basis)
{
    return bases[basis].name;
}

const char *
data_basis_label(enum data_basis basis)
{
    return bases[basis].label;
}

const char *
data_term_name(enum data_term term)
{
    return terms[term].name;
}

const char *
data_term_label(enum data_term term)
{
    return terms[term].label;
}
