/*
 * return_fields.h - private to the web room: what a returned paper says, from a form.
 */
#ifndef WEB_RETURN_FIELDS_H
#define WEB_RETURN_FIELDS_H

#include "voucher.h"

struct value;
struct web_exchange;

/* The days and the rest as typed; the code is for the caller to set. */
struct voucher_return return_fields_read(const struct web_exchange *x);
/* Add what both forms offer: who brought the paper ("sources") and how it ended
   ("outcome_select"). */
void return_fields_choices(const struct web_exchange *x, struct value *doc);

#endif
