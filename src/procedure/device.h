/*
 * device.h - private to procedures: devices of providers, and the cards that pair them.
 */
#ifndef PROCEDURE_DEVICE_H
#define PROCEDURE_DEVICE_H

#include "code.h"
#include "store_catalogue.h"
#include "store_people.h"

struct buf;
struct env;
struct value;

/* A device called in words would be a place for words about people. Errors: INVALID "name". */
MUST_CHECK bool device_check_name(struct arena *arena, const char *text, const char **out,
                                  struct err *err);

/* What a koppelkarte says. */
struct device_card {
    struct device device;
    struct provider provider;
    const char *site; /* "" or its name */
    const struct service *service;
    size_t service_count;
    char symbols[CODE_MAX];
};
/* The values of the form, and the sheet appended to PDF. */
MUST_CHECK bool device_card_print(struct env *env, const struct device_card *card,
                                  struct buf *pdf, struct err *err);
/* {"pairing":{...}} */
struct value *device_card_doc(struct env *env, const struct device_card *card);

#endif
