/*
 * slip_need.h - private to the web room: the needs that are agreed on the page of a new slip.
 */
#ifndef WEB_SLIP_NEED_H
#define WEB_SLIP_NEED_H

#include "case.h"
#include "err.h"
#include "rules.h"

struct value;
struct web_exchange;

/* What assets/pages/_slip_need.html shows; OFFERS are those of slip_offers. */
void slip_need_show(const struct web_exchange *x, struct value *doc, const struct value *offers);
/* The needs that were ticked, at most TYPE__MAX. Errors: INVALID (a plan without a type). */
MUST_CHECK bool slip_need_read(const struct web_exchange *x, struct need_request *need,
                               size_t *count, struct err *err);
/* A failure of a need is one of its field on this page; false: it is none. */
bool slip_need_fault(struct err *err);

#endif
