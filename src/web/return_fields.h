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
/* Which days the form asks for. */
struct return_days {
    bool accept, start, attend, end;
    bool typed; /* as text, for who enters a whole stack by keyboard */
    bool focus; /* the keyboard stands on the first */
    bool told;  /* in a talk: there is no paper that somebody brought */
};
/* Add to DOC what assets/pages/_return_fields.html shows; FOUND is what voucher_show_at told of the
   voucher, or NULL: its choice was free where it lists providers. */
void return_fields_set(const struct web_exchange *x, struct value *doc,
                       const struct return_days *days, const struct value *found);

#endif
