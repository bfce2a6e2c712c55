/*
 * case_data.h - use cases of a client's master data in the office: a new case, a changed one.
 */
#ifndef CASE_DATA_H
#define CASE_DATA_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

struct env;
struct value;

#define CASE_NUMBER_MAX 40
#define CASE_NAME_MAX 200
#define CASE_ADDRESS_MAX 120

struct case_data {
    const char *number;
    const char *given_name, *family_name;
    int32_t birth_date;
    const char *language;
    const char *caseworker; /* log-in name; the case's team is theirs */
    const char *branch;     /* key, "" none */
    bool is_protected;      /* then no phone and no address are kept, whatever stands here */
    const char *phone, *street, *postcode, *city;
    int64_t contact_days;   /* a talk at least every so many days; 0: no reminder */
    bool again;             /* add: although somebody of this name and birthday is there */
    int64_t version;        /* change: as case_data_show told it */
};

/*
 * A new case, with the acting user's team and branch where none are said. On record.
 * DOC: {"case":{"number"}}. Errors: INVALID (a field, by its name in the form), CONFLICT
 * "case_number" (there is one), CONFLICT "again" (the same name and birthday), STORE.
 */
MUST_CHECK bool case_data_add(struct env *env, const struct case_data *data,
                              const struct value **doc, struct err *err);
/* {"case":{all of the above,"version"}}; it is an entry to change. Errors: NOT_FOUND, STORE. */
MUST_CHECK bool case_data_show(struct env *env, const char *number, const struct value **doc,
                               struct err *err);
/* On record. DOC: {"case":{"number","visible"}}, not visible when it was given away.
   Errors: NOT_FOUND, INVALID (a field), CONFLICT "" (changed since VERSION), STORE. */
MUST_CHECK bool case_data_change(struct env *env, const struct case_data *data,
                                 const struct value **doc, struct err *err);
/* Who may get a case, and where it may belong:
   {"caseworkers":[{"name","shown","team"}],"branches":[{"key","name"}]}. */
MUST_CHECK bool case_data_choices(struct env *env, const struct value **doc, struct err *err);

#endif
