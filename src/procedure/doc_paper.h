/*
 * doc_paper.h - private to procedures: the values that forms declare, ready to print.
 *
 * All days come as people write them; a form decides layout and presence, nothing else.
 */
#ifndef DOC_PAPER_H
#define DOC_PAPER_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "store_case.h"
#include "store_catalogue.h"
#include "store_slip.h"

struct db;
struct env;
struct value;

/* What a form is about. */
struct paper_work {
    struct env *env;
    struct db *db;
    struct arena *arena;
    struct case_file client;       /* id 0: none */
    const struct slip *slip;       /* NULL: none */
    const struct voucher *voucher; /* NULL: the whole slip, or none */
    const struct provider *provider; /* asked for; NULL: none */
    int copy;                      /* of a slip: 1 the first print */
    bool preview;                  /* nothing is issued: no number, no code that is one */
};

/* Fill ROOT, an empty record, for one form. Errors: STORE, and INVALID where the subject has
   nothing this form could say. */
typedef bool paper_fill(struct paper_work *work, struct value *root, struct err *err);

paper_fill doc_paper_slip;       /* laufzettel and gutschein */
paper_fill doc_paper_feedback;   /* rueckmeldebogen */
paper_fill doc_paper_consent;    /* einwilligung */
paper_fill doc_paper_withdrawal; /* widerruf */
paper_fill doc_paper_letter;     /* mitteilung */
paper_fill doc_paper_matrix;     /* datenmatrix */
paper_fill doc_paper_notice;     /* datenschutzhinweis */
paper_fill doc_paper_talk;       /* gespraechsblatt */
paper_fill doc_paper_access;     /* zugriffsprotokoll */
paper_fill doc_paper_test;       /* pruefseite */

/* ---- shared by them ---- */

/* "04.05.2026", or NULL for DAY_NONE. */
const char *paper_day(struct arena *arena, int32_t day);
/* Weekday, day and time apart, for each language puts them its own way; nulls for none. */
void paper_set_appointment(struct arena *arena, struct value *parent, int64_t moment_ms);
/* NULL for "": an absent value hides its line. */
const char *paper_or_none(const char *text);
/* "26999 Moorstadt", or NULL. */
const char *paper_place(struct arena *arena, const char *postcode, const char *city);
/* "Nordtor 5, 26999 Moorstadt", or NULL. */
const char *paper_address(struct arena *arena, const char *street, const char *postcode,
                          const char *city);

/* "client", returned: name or initials, birth, and an address unless the client is protected. */
struct value *paper_set_client(struct paper_work *work, struct value *root);
/* "branch" of the client; one nobody has entered leaves its lines out. */
MUST_CHECK bool paper_set_branch(struct paper_work *work, struct value *root,
                                 const char **phone, struct err *err);
/* "branch" and "caseworker", who answer questions. */
MUST_CHECK bool paper_set_contact(struct paper_work *work, struct value *root, struct err *err);
/* "plan": its label, and the last talk up to the slip, or up to today. */
MUST_CHECK bool paper_set_plan(struct paper_work *work, struct value *root, struct err *err);
/* "texts": controller, data officer, authority. */
void paper_set_texts(struct paper_work *work, struct value *root);
/* "printed_on": today. */
void paper_set_printed(struct paper_work *work, struct value *root);

#endif
