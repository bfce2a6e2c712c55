/*
 * slip_form.h - private to the web room: the form of a new slip.
 */
#ifndef WEB_SLIP_FORM_H
#define WEB_SLIP_FORM_H

#include <stddef.h>

struct web_exchange;

#define SLIP_FORM_STATIONS 6

/* "service_2": the field NAME of the STATIONth station from 0. */
const char *slip_form_field(const struct web_exchange *x, const char *name, size_t station);
/* Answer with the form, filled with what was sent and the fault at its place. MOVED is the
   station, from 1, that has just been moved: the keyboard stays on it. 0: none was. */
void slip_form_show(struct web_exchange *x, size_t moved);

#endif
