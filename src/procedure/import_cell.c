/*
 * import_cell.c - the cells of an import as values, or a plain sentence why not.
 */
#include "import_kind.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "date.h"
#include "str.h"

bool
import_filled(const char *cell, const char *field, size_t max, struct err *err)
{
    char limit[ERR_NUMBER_MAX];

    if (str_empty(cell)) {
        return err_set(err, REASON_INVALID, field, "»%1« fehlt. Bitte ausfüllen.", field);
    }
    if (str_count(cell) > max) {
        return err_set(err, REASON_INVALID, field,
                       "»%1« ist zu lang. Erlaubt sind %2 Zeichen.", field,
                       err_number(limit, (long long)max));
    }
    return true;
}

bool
import_key(const char *cell, const char *field, struct err *err)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789.-_/";
    /* Not of these alone: in an address ".." is no name but the way up. */
    static const char signs[] = ".-_/";

    if (!import_filled(cell, field, 40, err)) {
        return false;
    }
    if (strspn(cell, allowed) != strlen(cell) || cell[strspn(cell, signs)] == '\0') {
        return err_set(err, REASON_INVALID, field,
                       "»%1« ist kein Kürzel: erlaubt sind Buchstaben a bis z, Ziffern, Punkt, "
                       "Bindestrich, Unterstrich und Schrägstrich. Ein Buchstabe oder eine Ziffer "
                       "muss dabei sein.",
                       cell);
    }
    return true;
}

bool
import_flag(const char *cell, const char *field, bool *out, struct err *err)
{
    static const char *const yes[] = {"ja", "yes", "j", "y", "1", "x", "true", "wahr"};
    static const char *const no[] = {"nein", "no", "n", "0", "", "false", "falsch"};

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (strcasecmp(cell, yes[i]) == 0) {
            *out = true;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        if (strcasecmp(cell, no[i]) == 0) {
            *out = false;
            return true;
        }
    }
    return err_set(err, REASON_INVALID, field, "»%1« ist weder ja noch nein.", cell);
}

bool
import_number(const char *cell, const char *field, int64_t low, int64_t high, int64_t *out,
              struct err *err)
{
    char from[ERR_NUMBER_MAX], to[ERR_NUMBER_MAX];
    size_t len = strlen(cell);
    long long number = 0;

    if (len == 0 || len > 9 || strspn(cell, "0123456789") != len ||
        (number = strtoll(cell, NULL, 10)) < low || number > high) {
        return err_set(err, REASON_INVALID, field, "»%1« ist keine Zahl von %2 bis %3.", cell,
                       err_number(from, (long long)low), err_number(to, (long long)high));
    }
    *out = number;
    return true;
}

bool
import_day(const char *cell, const char *field, int32_t *out, struct err *err)
{
    if (str_empty(cell)) {
        *out = DAY_NONE;
        return true;
    }
    return day_parse(cell, field, out, err);
}

bool
import_aim(const char *cell, enum aim *out, struct err *err)
{
    for (*out = AIM_NONE; *out < AIM__MAX; (*out)++) {
        if (str_equal(cell, aim_name(*out)) ||
            (*out != AIM_NONE && strcasecmp(cell, aim_label(*out)) == 0)) {
            return true;
        }
    }
    return err_set(err, REASON_INVALID, "aim",
                   "»%1« ist kein Förderziel. Es gibt take_up_work, keep_work, employability, "
                   "participation, stabilise und secure_care.",
                   cell);
}

bool
import_type(const char *cell, enum service_type *out, struct err *err)
{
    *out = service_type_from_name(cell);
    return *out != TYPE_NONE ||
           err_set(err, REASON_INVALID, "type",
                   "»%1« ist keine Leistungsart. Es gibt A (Kinder und Pflege), B (Schulden), "
                   "C (psychosozial) und D (Sucht).",
                   cell);
}
