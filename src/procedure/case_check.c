/*
 * case_check.c - master data as files and forms bring it.
 */
#include "case_check.h"

#include <string.h>

#include "clock.h"
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
