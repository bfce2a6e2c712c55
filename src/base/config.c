/*
 * config.c - the table of keys in laufzettel.ini, and reading the file against it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "code.h"
#include "ini_file.h"
#include "str.h"

#define TEXT_POINTS 1000

/*
 * What a key is for, and what it may hold: "text", "url", a range of numbers or
 * words with '|' between them. The check reads the same words that people see.
 */
/* clang-format off */
#define ABOUT_public_url \
    N_("Adresse im QR-Code, unter der Einrichtungen diesen Server erreichen"), "url"
#define ABOUT_language \
    N_("Sprache der Seiten, solange niemand eine andere wählt"), "de|en"
#define ABOUT_office_name \
    N_("Name der ausstellenden Stelle auf dem Zettel"), "text"
#define ABOUT_operator_name \
    N_("Neutraler Name des Betreibers auf öffentlichen Seiten"), "text"
#define ABOUT_help_phone \
    N_("Telefonnummer der Auskunft für Einrichtungen"), "text"
#define ABOUT_plan_label \
    N_("Wie der Plan mit der Kundin oder dem Kunden heißt"), "text"
#define ABOUT_redeem_days \
    N_("Tage von der Ausstellung bis zum letzten Tag der Aufnahme"), "7..365"
#define ABOUT_complete_days \
    N_("Tage von der Aufnahme bis zum geplanten Ende"), "30..730"
#define ABOUT_appointment_advice_days \
    N_("Tage, in denen laut Zettel ein Termin vereinbart werden soll"), "1..60"
#define ABOUT_show_client_name \
    N_("Steht der Name auf dem Zettel? Sonst nur Anfangsbuchstaben und Geburtsjahr"), "yes|no"
#define ABOUT_contact_days_min \
    N_("Kürzester Abstand von Gesprächen in Tagen, der für einen Fall vereinbart wird"), "1..365"
#define ABOUT_contact_days_max \
    N_("Längster Abstand von Gesprächen in Tagen, der für einen Fall vereinbart wird"), "1..365"
#define ABOUT_keep_reviewed_months \
    N_("Monate nach der Sichtung, nach denen ein Vorgang gelöscht wird"), "1..24"
#define ABOUT_keep_event_months \
    N_("Monate nach dem letzten Eintrag, nach denen er spätestens gelöscht wird"), "3..36"
#define ABOUT_keep_reads_months \
    N_("Monate, die das Protokoll der Zugriffe aufbewahrt wird"), "6..60"
#define ABOUT_controller \
    N_("Verantwortliche Stelle für den Datenschutz, mit Anschrift"), "text"
#define ABOUT_data_officer \
    N_("Datenschutzbeauftragte Person, mit Kontakt"), "text"
#define ABOUT_authority \
    N_("Zuständige Aufsichtsbehörde für den Datenschutz"), "text"
#define ABOUT_profile \
    N_("Profil des Fachverfahrens für Buchungsliste und Einlesen"), "text"
#define ABOUT_proxy \
    N_("Adresse des vorgeschalteten Proxys, dessen X-Forwarded-For gilt"), "text"
#define ABOUT_migrate \
    N_("Datenbank beim Start von serve auf den neuen Stand bringen?"), "yes|no"
/* clang-format on */

static const struct config_key table[] = {
#define CONFIG_ROW(name, standard) {#name, standard, ABOUT_##name},
    CONFIG_MAP(CONFIG_ROW)
#undef CONFIG_ROW
};

#define KEY_COUNT (sizeof table / sizeof *table)

/* The member of each row; both come from CONFIG_MAP in the same order. */
static const size_t member[] = {
#define CONFIG_OFFSET(name, standard) offsetof(struct config, name),
    CONFIG_MAP(CONFIG_OFFSET)
#undef CONFIG_OFFSET
};

static const char **
slot(struct config *config, size_t row)
{
    return (const char **)((char *)config + member[row]);
}

/* The row of NAME, or KEY_COUNT. */
static size_t
row_of(const char *name)
{
    size_t row = 0;
    while (row < KEY_COUNT && !str_equal(table[row].name, name)) {
        row++;
    }
    return row;
}

const struct config_key *
config_table(size_t *count)
{
    *count = KEY_COUNT;
    return table;
}

void
config_default(struct config *out)
{
    for (size_t row = 0; row < KEY_COUNT; row++) {
        *slot(out, row) = table[row].standard;
    }
}

const char *
config_value(const struct config *config, const char *name)
{
    size_t row = row_of(name);
    if (row == KEY_COUNT) {
        return "";
    }
    return *(const char *const *)((const char *)config + member[row]);
}

int
config_number(const char *value)
{
    return (int)strtol(value, NULL, 10);
}

/* One of the words of "yes|no"? */
static bool
is_one_of(const char *value, const char *words)
{
    size_t len = strlen(value);
    for (;;) {
        size_t word = strcspn(words, "|");
        if (word == len && memcmp(value, words, len) == 0) {
            return true;
        }
        if (words[word] == '\0') {
            return false;
        }
        words += word + 1;
    }
}

/* Digits only, within "7..365"? */
static bool
is_in_range(const char *value, const char *range)
{
    size_t len = strlen(value);
    char *rest;
    long low = strtol(range, &rest, 10);
    long high = strtol(rest + 2, NULL, 10);
    long number = strtol(value, NULL, 10);
    return len > 0 && len <= 4 && strspn(value, "0123456789") == len && number >= low &&
           number <= high;
}

static bool
is_allowed(const struct config_key *key, const char *value)
{
    struct err ignored = {0};
    if (str_equal(key->allowed, "text")) {
        return true;
    }
    if (str_equal(key->allowed, "url")) {
        return code_public_url_check(value, &ignored);
    }
    if (strchr(key->allowed, '|')) {
        return is_one_of(value, key->allowed);
    }
    return is_in_range(value, key->allowed);
}

struct reader {
    struct arena *arena;
    struct config *config;
    struct err *err;
    const struct ini_line *line; /* in hand */
    bool seen[KEY_COUNT];
};

static const char *
line_number(const struct reader *reader, char out[ERR_NUMBER_MAX])
{
    return err_number(out, reader->line->number);
}

/* How many single-letter changes lead from A to B, as far as a typing error goes. */
static size_t
distance(const char *a, const char *b)
{
    enum { LONGEST = 32 };
    size_t row[LONGEST + 1];
    size_t a_len = strlen(a);
    size_t b_len = strlen(b);
    if (a_len > LONGEST || b_len > LONGEST) {
        return LONGEST;
    }
    for (size_t j = 0; j <= b_len; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a_len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            size_t shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < shorter ? change : shorter;
        }
    }
    return row[b_len];
}

static bool
unknown_key(const struct reader *reader, const char *name)
{
    char number[ERR_NUMBER_MAX];
    size_t nearest = 0;
    for (size_t row = 1; row < KEY_COUNT; row++) {
        if (distance(name, table[row].name) < distance(name, table[nearest].name)) {
            nearest = row;
        }
    }
    if (distance(name, table[nearest].name) <= 3) {
        return err_set(reader->err, REASON_INVALID, name,
                       "Zeile %1: Den Schlüssel „%2“ gibt es nicht. Gemeint ist vielleicht „%3“.",
                       line_number(reader, number), name, table[nearest].name);
    }
    return err_set(reader->err, REASON_INVALID, name,
                   "Zeile %1: Den Schlüssel „%2“ gibt es nicht. laufzettel config zeigt alle.",
                   line_number(reader, number), name);
}

/* Put VALUE under the key of ROW, or behind what stands there when it continues. */
static bool
take_value(struct reader *reader, size_t row, const char *value)
{
    char number[ERR_NUMBER_MAX];
    const char *clean;
    const char **at = slot(reader->config, row);
    if (reader->line->continued && reader->seen[row]) {
        value = arena_printf(reader->arena, "%s %s", *at, value);
    } else if (reader->seen[row]) {
        return err_set(reader->err, REASON_INVALID, table[row].name,
                       "Zeile %1: Der Schlüssel „%2“ steht doppelt. Bitte eine Zeile löschen.",
                       line_number(reader, number), table[row].name);
    }
    if (!str_clean(reader->arena, value, strlen(value), table[row].name, TEXT_POINTS, &clean,
                   reader->err)) {
        return false;
    }
    if (!is_allowed(&table[row], clean)) {
        return err_set(reader->err, REASON_INVALID, table[row].name,
                       "Zeile %1: „%2“ ist als %3 nicht erlaubt. Erlaubt ist: %4.",
                       line_number(reader, number), clean, table[row].name, table[row].allowed);
    }
    reader->seen[row] = true;
    *at = clean;
    return true;
}

static bool
take_line(void *user, const struct ini_line *line, struct err *err)
{
    struct reader *reader = user;
    char number[ERR_NUMBER_MAX];
    size_t row;

    reader->line = line;
    reader->err = err;
    if (*line->section) {
        return err_set(err, REASON_INVALID, line->section,
                       "Zeile %1: Abschnitte wie [%2] gibt es hier nicht. Bitte löschen.",
                       line_number(reader, number), line->section);
    }
    row = row_of(line->name);
    return row < KEY_COUNT ? take_value(reader, row, line->value)
                           : unknown_key(reader, line->name);
}

bool
config_parse(struct arena *arena, const char *text, size_t len, struct config *out, struct err *err)
{
    struct config config;
    struct reader reader = {.arena = arena, .config = &config};

    config_default(&config);
    if (!ini_read(arena, "laufzettel.ini", text, len, take_line, &reader, err)) {
        return false;
    }
    *out = config;
    return true;
}
