/*
 * password_rule.c - which passwords a user may choose: length counts, not signs.
 *
 * What is guessed first is refused: a known word with digits around it, one word twice, a row
 * of keys, the own name.
 */
#include "password_rule.h"

#include <string.h>

#include "arena.h"
#include "people.h"
#include "str.h"

/* Words people take, folded; with digits and signs around them they are still these words. */
static const char *const common[] = {
    "admin",        "administrator", "adminadmin",   "amtsleitung",   "anmeldung",
    "arbeit",       "arbeitsamt",    "arbeitsagentur", "bayern",      "berlin",
    "beratung",     "beratungsstelle", "borussia",   "bundesrepublik", "changeme",
    "computer",     "default",       "deutschland",  "dortmund",      "dragon",
    "einfach",      "essen",         "fallmanagement", "football",    "frankfurt",
    "freitag",      "fruehling",     "fruhling",     "fussball",      "geheim",
    "geheimnis",    "gelsenkirchen", "gutschein",    "hallo",         "hallohallo",
    "hallowelt",    "hamburg",       "herbst",       "herzlichwillkommen", "hunter",
    "ichliebedich", "iloveyou",      "integration",  "jobcenter",     "kaffee",
    "kennwort",     "koeln",         "koln",         "laufzettel",    "letmein",
    "liebe",        "login",         "master",       "mittwoch",      "monkey",
    "montag",       "muenchen",      "munchen",      "mustermann",    "nichts",
    "ordnung",      "passwd",        "password",     "passwort",      "passwortpasswort",
    "princess",     "prinzessin",    "qwertz",       "qwerty",        "ruhrgebiet",
    "samstag",      "schalke",       "schatz",       "schatzi",       "schluessel",
    "schlussel",    "secret",        "sicher",       "sicherheit",    "sommer",
    "sonne",        "sonnenschein",  "sonntag",      "sozialamt",     "sozialgesetzbuch",
    "standard",     "start",         "stuttgart",    "summer",        "sunshine",
    "superman",     "superuser",     "system",       "test",          "testtest",
    "user",         "verwaltung",    "wasser",       "weihnachten",   "welcome",
    "willkommen",   "winter",        "zugang",       "zuhause",
};

/* Rows of keys and of the alphabet; a piece of one, forwards or backwards, is no password. */
static const char *const rows[] = {
    "qwertzuiopasdfghjklyxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz",
    "12345678901234567890",       "qayxswedcvfrtgbnhzujmkiolp", "1qaz2wsx3edc4rfv5tgb6zhn7ujm8ik",
};

/* The letters of TEXT alone. */
static char *
letters_only(struct arena *arena, const char *text)
{
    char *out = arena_strdup(arena, text);
    size_t used = 0;

    for (const char *p = text; *p != '\0'; p++) {
        if (*p >= 'a' && *p <= 'z') {
            out[used++] = *p;
        }
    }
    out[used] = '\0';
    return out;
}

/* TEXT without the blanks that folding put where signs were. */
static char *
squeeze(struct arena *arena, const char *text)
{
    char *out = arena_strdup(arena, text);
    size_t used = 0;

    for (const char *p = text; *p != '\0'; p++) {
        if (*p != ' ') {
            out[used++] = *p;
        }
    }
    out[used] = '\0';
    return out;
}

static bool
is_common(const char *letters)
{
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        if (str_equal(letters, common[i])) {
            return true;
        }
    }
    return false;
}

/* The same few letters over and over: "abcabcabcabc". */
static bool
repeats(const char *text)
{
    size_t len = strlen(text);

    for (size_t period = 1; period <= len / 2; period++) {
        if (memcmp(text, text + period, len - period) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_row(struct arena *arena, const char *text)
{
    size_t len = strlen(text);
    char *back = arena_strdup(arena, text);

    for (size_t i = 0; i < len; i++) {
        back[i] = text[len - 1 - i];
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows && len > 0; i++) {
        if (strstr(rows[i], text) != NULL || strstr(rows[i], back) != NULL) {
            return true;
        }
    }
    return false;
}

static bool
check_length(const char *password, struct err *err)
{
    size_t bytes = strlen(password);

    if (!str_utf8_valid(password, bytes)) {
        return err_set(err, REASON_INVALID, "password",
                       "Das Passwort ist kein lesbarer Text. Bitte noch einmal eingeben.");
    }
    if (bytes > PEOPLE_PASSWORD_MAX) {
        return err_set(err, REASON_INVALID, "password",
                       "Das Passwort ist zu lang. Erlaubt sind höchstens 200 Bytes.");
    }
    return str_count(password) >= PEOPLE_PASSWORD_MIN ||
           err_set(err, REASON_INVALID, "password",
                   "Das Passwort ist zu kurz. Es braucht mindestens 12 Zeichen; ein ganzer Satz "
                   "ist gut.");
}

bool
password_rule(struct arena *arena, const char *name, const char *password, struct err *err)
{
    const char *plain, *letters, *own;

    if (!check_length(password, err)) {
        return false;
    }
    plain = squeeze(arena, str_fold(arena, password, STR_FOLD_BASE));
    letters = letters_only(arena, plain);
    own = squeeze(arena, str_fold(arena, name, STR_FOLD_BASE));
    if (str_equal(plain, own) ||
        (!str_empty(letters) && str_equal(letters, letters_only(arena, own)))) {
        return err_set(err, REASON_INVALID, "password",
                       "Das Passwort darf nicht der eigene Name sein.");
    }
    return (!is_common(letters) && !repeats(password) && !repeats(plain) &&
            !is_row(arena, plain)) ||
           err_set(err, REASON_INVALID, "password",
                   "Dieses Passwort wird zuerst geraten. Bitte ein anderes wählen, zum Beispiel "
                   "vier Wörter, die nicht zusammengehören.");
}
