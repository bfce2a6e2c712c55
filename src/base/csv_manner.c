/*
 * csv_manner.c - the names of the ways a table is read.
 */
#include "csv.h"

#include "str.h"

bool
csv_encoding_from_name(const char *name, enum csv_encoding *out)
{
    static const char *const names[] = {
        [CSV_UTF8] = "utf-8", [CSV_UTF16] = "utf-16", [CSV_WINDOWS] = "windows-1252"};

    for (enum csv_encoding as = CSV_UTF8; as <= CSV_WINDOWS; as++) {
        if (str_equal(name, names[as])) {
            *out = as;
            return true;
        }
    }
    return false;
}

bool
csv_separator_from_name(const char *name, char *out)
{
    *out = str_equal(name, "semicolon") ? ';'
           : str_equal(name, "comma")   ? ','
           : str_equal(name, "tab")     ? '\t'
                                        : '\0';
    return *out != '\0';
}
