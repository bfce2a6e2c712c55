/*
 * profile_names.c - sections and names of a profile, from the tables of imports, lists and steps.
 */
#include "profile_names.h"

#include "export_list.h"
#include "import_kind.h"
#include "posting.h"
#include "str.h"

/* "import cases" -> the columns of the kind; else NULL. */
static const struct import_kind *
kind_of(const char *section)
{
    const char *kind = str_starts(section, "import ")     ? section + 7
                       : str_starts(section, "constant ") ? section + 9
                                                          : "";

    return import_kind_find(kind);
}

static const struct export_list *
list_of(const char *section)
{
    return str_starts(section, "export ") ? export_list_find(section + 7) : NULL;
}

bool
profile_section_known(const char *section)
{
    return kind_of(section) != NULL || list_of(section) != NULL ||
           str_equal(section, POSTING_SECTION);
}

/* The INDEXth name in SECTION, or NULL. */
static const char *
name_at(const char *section, size_t index)
{
    const struct import_kind *kind = kind_of(section);
    const struct export_list *list = list_of(section);

    if (kind != NULL) {
        return index < kind->column_count ? kind->column[index].name : NULL;
    }
    if (list != NULL) {
        return index < list->column_count ? list->column[index].title : NULL;
    }
    return str_equal(section, POSTING_SECTION) ? posting_key_at(index) : NULL;
}

bool
profile_name_known(const char *section, const char *name)
{
    const char *known;

    for (size_t i = 0; (known = name_at(section, i)) != NULL; i++) {
        if (str_equal(known, name)) {
            return true;
        }
    }
    return false;
}
