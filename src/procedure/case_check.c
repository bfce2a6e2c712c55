/*
 * case_check.c - master data as files and forms bring it.
 */
#include "case_check.h"

#include <string.h>

#include "clock.h"
#include "config.h"
#include "date.h"
#include "env.h"
#include "import_kind.h"

/* "de", "tr", "de-simple": two or three small letters, perhaps a word behind a hyphen. */
bool
case_check_language(const char *language, struct err *err)
{
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    size_t head = strspn(language, small);
    const char *tail = language + head;
    bool good = *tail == '\0' || (*tail == '-' && strspn(tail + 1, small) == strlen(tail + 1));

    if ((head == 2 || head == 3) && good && strlen(language) <= 12) {
        return true;
    }
    return err_set(err, REASON_INVALID, "language",
                   "»%1« ist kein Sprachkürzel. Beispiele: de, de-simple, en, tr, uk, ru, "
                   "ar.",
                   language);
}

bool
case_check_birth(const struct env *env, int32_t birth_date, struct err *err)
{
    char day[DAY_TEXT_MAX];

    return birth_date <= clock_today(&env->clock) ||
           err_set(err, REASON_INVALID, "birth_date", "Das Geburtsdatum %1 liegt in der Zukunft.",
                   day_german(day, birth_date));
}

bool
case_check_number(const char *number, struct err *err)
{
    return import_key(number, "case_number", err);
}

bool
case_check_contact(const struct env *env, int64_t days, int64_t stored, struct err *err)
{
    int low = config_number(env->config.contact_days_min);
    int high = config_number(env->config.contact_days_max);
    char from[ERR_NUMBER_MAX], to[ERR_NUMBER_MAX];

    return days == 0 || days == stored || (days >= low && days <= high) ||
           err_set(err, REASON_INVALID, "contact_days",
                   "Der Abstand der Gespräche geht von %1 bis %2 Tage. Ohne Erinnerung: 0.",
                   err_number(from, low), err_number(to, high));
}
