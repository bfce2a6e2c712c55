/*
 * reception_card.h - what the reception's pages show beyond the document of a use case:
 * the forms of the steps, each with its nonce, and nothing missing that a template names.
 */
#ifndef RECEPTION_CARD_H
#define RECEPTION_CARD_H

#include "err.h"
#include "rules.h"

struct reception_event;
struct reception_scan;
struct value;
struct web_exchange;

/* "success", "info", "warning" or "danger": how a reason looks; success for none. */
const char *reception_tone(enum reason reason);

/* A page with the code field and the camera, which only such a page may use. Once a request. */
struct value *reception_page(struct web_exchange *x);

/* The members of FROM called NAME... (ended by NULL), null where there are none: a template
   names them all. */
void reception_members(struct value *to, const struct value *from, const char *const *name);

/* Each fills PAGE from DOC, the answer of the use case. The form of FAILED stands open. */
void reception_card(struct web_exchange *x, const struct reception_scan *scan,
                    const struct value *doc, enum step failed, struct value *page);
void reception_result(struct web_exchange *x, const struct reception_event *event,
                      const struct value *doc, struct value *page);
void reception_public_page(const struct value *doc, struct value *page);
/* The form that takes back the entry with RECEIPT from the list ("undo"); null for "". */
void reception_undo(struct web_exchange *x, const char *receipt, struct value *page);
/* EVENT once more, as the second one of its day. */
void reception_question(struct web_exchange *x, const struct reception_event *event,
                        struct value *page);

#endif
