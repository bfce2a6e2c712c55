/*
 * reception_fields.h - the members of one reported step: the same from a page and the API.
 */
#ifndef RECEPTION_FIELDS_H
#define RECEPTION_FIELDS_H

#include "err.h"
#include "reception.h"
#include "web.h"

/*
 * Read the step that X's fields report. A word that no list knows is kept as one that the
 * rules refuse, so that they answer in their order and with what is allowed.
 * Errors: INVALID "command".
 */
MUST_CHECK bool reception_fields(const struct web_exchange *x, enum source source,
                                 struct reception_event *out, struct err *err);

/* How the code came in: read by the camera or a scanner, or typed, also when nothing says so. */
enum source reception_source(const struct web_exchange *x);

#endif
