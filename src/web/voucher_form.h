/*
 * voucher_form.h - private to the web room: the page of one voucher with all its forms.
 */
#ifndef WEB_VOUCHER_FORM_H
#define WEB_VOUCHER_FORM_H

#include <stdint.h>

#include "review.h"

struct web_exchange;

/* The station that the path names; 0 for none. */
int64_t voucher_form_position(const struct web_exchange *x);
/* What the review's form says of CHECK: "open", "done", or "" where it does not apply. */
const char *voucher_form_check(const struct web_exchange *x, enum check check);
/* Answer with the page, filled with what was sent and the fault at its place. */
void voucher_form_show(struct web_exchange *x);

#endif
