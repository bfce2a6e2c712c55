/*
 * data_matrix.h - private to procedures: which column is kept for what, on which basis, how long.
 *
 * Every column of every table stands here once; a test reads the schema.
 */
#ifndef PROCEDURE_DATA_MATRIX_H
#define PROCEDURE_DATA_MATRIX_H

#include <stddef.h>

enum data_about { ABOUT_CLIENT, ABOUT_STAFF, ABOUT_PROVIDER, ABOUT_NOBODY, DATA_ABOUT__MAX };

enum data_purpose {
    PURPOSE_ASSIGN,
    PURPOSE_REACH,
    PURPOSE_SLIP,
    PURPOSE_FOLLOW,
    PURPOSE_CONSENT,
    PURPOSE_PROVE,
    PURPOSE_SECURE,
    PURPOSE_DUTY,
    PURPOSE_CONTROL,
    PURPOSE_RIGHTS,
    PURPOSE_PLAN,
    PURPOSE_RUN,
    DATA_PURPOSE__MAX
};

enum data_basis {
    LEGAL_TASK,
    LEGAL_HEALTH,
    LEGAL_CONSENT,
    LEGAL_SECURE,
    LEGAL_ACCOUNT,
    LEGAL_STAFF,
    LEGAL_RESTRICT,
    LEGAL_NONE,
    DATA_BASIS__MAX
};

enum data_term {
    TERM_VOUCHER,
    TERM_PRINT,
    TERM_CASE,
    TERM_NEED,
    TERM_CONSENT,
    TERM_FOLLOWUP,
    TERM_SESSION,
    TERM_SHORT,
    TERM_READS,
    TERM_DEVICE,
    TERM_DEPUTY,
    TERM_USER,
    TERM_PROVIDER,
    TERM_LIFTED,
    TERM_STAYS,
    DATA_TERM__MAX
};

struct data_row {
    enum data_about about;
    const char *table, *columns; /* columns with blanks between them */
    const char *what;            /* German */
    enum data_purpose purpose;
    enum data_basis basis;
    enum data_term term;
};

const struct data_row *data_matrix(size_t *count);
const char *data_about_label(enum data_about about);
const char *data_purpose_name(enum data_purpose purpose);
const char *data_purpose_label(enum data_purpose purpose);
const char *data_basis_name(enum data_basis basis);
const char *data_basis_label(enum data_basis basis);
const char *data_term_name(enum data_term term);
/* %1 months after the review, %2 after the last event, %3 of the log of reads. */
const char *data_term_label(enum data_term term);

#endif
