/*
 * office.h - private to the web room: what the office's pages share.
 */
#ifndef WEB_OFFICE_H
#define WEB_OFFICE_H

#include <stdbool.h>
#include <stdint.h>

struct buf;
struct value;
struct web_exchange;

/* Set the title: WHAT (German, translated here) and a number or name. */
void office_title(const struct web_exchange *x, struct value *doc, const char *what,
                  const char *which);
/* Add a choice to LIST; it is selected when VALUE is what was CHOSEN. LABEL is translated. */
void office_choice(struct value *list, const char *value, const char *label, const char *chosen);
/* The same with a sentence that says when it is the right one; translated as well. */
void office_hinted_choice(struct value *list, const char *value, const char *label,
                          const char *hint, const char *chosen);
/* The same, shown with its letter or number before it: "B – Schuldnerberatung". */
void office_letter_choice(struct value *list, const char *value, const char *label,
                          const char *chosen);
/*
 * Fill RECORD with what assets/pages/_select.html or _radios.html shows of field NAME and its
 * fault, and return the list of its options, to be filled by office_choice. EMPTY (or NULL) is the
 * option that stands for none. LABEL and EMPTY are translated.
 */
struct value *office_select(const struct web_exchange *x, struct value *record, const char *name,
                            const char *label, const char *empty);
/* The same of DOC's member "NAME_select". */
struct value *office_select_of(const struct web_exchange *x, struct value *doc, const char *name,
                               const char *label, const char *empty);
/* The three urgencies of a need. */
void office_priorities(struct value *list, const char *chosen);
/* What a need may be to bring. */
void office_aims(struct value *list, const char *chosen);
/* The languages of the client's sheet. */
void office_languages(struct value *list, const char *chosen);
/* Add the causes that the office may give for STEP_WITHDRAW or STEP_ANNUL. */
void office_causes(struct value *list, int step, const char *chosen);
/* The number in a field of digits, or STANDARD when it is empty. */
int64_t office_number(const struct web_exchange *x, const char *field, int64_t standard);
/* Was it typed, or chosen? "" when not. */
const char *office_text(const struct web_exchange *x, const char *field);
/* The page above this one: our path without its last segment. */
const char *office_parent(const struct web_exchange *x);
/* Answer with a PDF as FORM-NUMBER.pdf, or FORM.pdf when NUMBER is "". */
void office_pdf(struct web_exchange *x, const char *form, const char *number,
                const struct buf *pdf);
/* Show a deputy_list as assets/pages/_deputies.html does, with the form for another one; PATH
   is where that goes. */
void office_deputies(const struct web_exchange *x, struct value *doc, const struct value *found,
                     const char *path);
/* Keep what that form says for user NAME; false: the fault is set, show the form again. */
bool office_deputy_add(struct web_exchange *x, const char *name);
/* Where what was typed into NAME is not what is STORED, add both to LIST. */
void office_difference(const struct web_exchange *x, struct value *list, const char *name,
                       const char *label, const struct value *stored);
/* Answer with the bytes of a text file as a download. */
void office_file(struct web_exchange *x, const char *type, const char *file_name,
                 const struct buf *bytes);
/* An id of 18 digits, which WEB_NUMBER has no room for; 0 for what is none. */
int64_t office_id(const char *text);
/* 303 to the page of a case, whose number may hold letters that an address may not. */
void office_to_case(struct web_exchange *x, const char *number);

#endif
