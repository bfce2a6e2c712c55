/*
 * config.h - laufzettel.ini: a table of keys, each with a default and a check.
 *
 * An unknown key is an error. `laufzettel config` prints the table with what is
 * in force.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include <stddef.h>

#include "err.h"
#include "ini_file.h"

#define CONFIG_BYTES_MAX INI_BYTES_MAX

/* One member per key, in the order of the table in base/config.c. */
#define CONFIG_MAP(X)                                                                              \
    X(public_url, "http://127.0.0.1:8080")                                                         \
    X(language, "de")                                                                              \
    X(office_name, "Jobcenter")                                                                    \
    X(operator_name, "Servicestelle Beratungswege")                                                \
    X(help_phone, "")                                                                              \
    X(plan_label, "Kooperationsplan")                                                              \
    X(redeem_days, "90")                                                                           \
    X(complete_days, "180")                                                                        \
    X(appointment_advice_days, "7")                                                                \
    X(show_client_name, "yes")                                                                     \
    X(contact_days_min, "14")                                                                      \
    X(contact_days_max, "180")                                                                     \
    X(keep_reviewed_months, "12")                                                                  \
    X(keep_event_months, "18")                                                                     \
    X(keep_reads_months, "24")                                                                     \
    X(controller, "")                                                                              \
    X(data_officer, "")                                                                            \
    X(authority, "")                                                                               \
    X(profile, "neutral")                                                                          \
    X(proxy, "")                                                                                   \
    X(migrate, "no")

struct config {
#define CONFIG_MEMBER(name, standard) const char *name;
    CONFIG_MAP(CONFIG_MEMBER)
#undef CONFIG_MEMBER
};

struct config_key {
    const char *name;
    const char *standard; /* value without a line in the file */
    const char *help;     /* German, one line */
    const char *allowed;  /* "text", "url", a range "7..365", or words "yes|no" */
};

struct arena;

/* The table and its length. */
const struct config_key *config_table(size_t *count);
/* Defaults only. */
void config_default(struct config *out);
/*
 * Read the text of an ini file over the defaults. A line that begins with a
 * blank continues the value above; a blank and ';' start a comment.
 * Errors: INVALID naming key, line and cure; TOO_LARGE.
 */
MUST_CHECK bool config_parse(struct arena *arena, const char *text, size_t len, struct config *out,
                             struct err *err);
/* The value in force of a table row. */
const char *config_value(const struct config *config, const char *name);
/* A number key as int; the table guarantees digits and range. */
int config_number(const char *value);

#endif
