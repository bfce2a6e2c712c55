/*
 * print_form.h - private to procedures: which form is about what.
 */
#ifndef PRINT_FORM_H
#define PRINT_FORM_H

#include "doc_paper.h"
#include "slip_work.h"

struct print_form {
    const char *name;
    unsigned about;   /* set of the bits below */
    bool letters;     /* tells no more than letters instead of services */
    bool paper;       /* shows the code of a voucher, which a referral has not */
    paper_fill *fill; /* its values */
};
enum { ABOUT_SLIP = 1, ABOUT_VOUCHER = 2, ABOUT_CASE = 4, ABOUT_NOTHING = 8 };

/* The form of this name that `print` knows, or NULL. Not the pairing card: it has a code of its
   own that works once. */
const struct print_form *print_form_find(const char *name);

/* Find the subject of WORK's request and read what its form shows. */
MUST_CHECK bool print_form_read(struct print_work *work, struct db *db, struct err *err);

/* Does a print of FORM put vouchers into the client's hands? NULL: overview and vouchers. */
bool print_form_is_slip(const struct print_form *form);

#endif
