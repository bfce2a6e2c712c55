/*
 * page_privacy.c - what is kept and why, what was deleted, and the rights of one client.
 */
#include "arena.h"
#include "buf.h"
#include "office.h"
#include "pages.h"
#include "privacy.h"
#include "slip.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* May this person see what was deleted? */
static bool
is_steward(const struct web_exchange *x)
{
    return x->env.user.role == ROLE_COORDINATOR || x->env.user.role == ROLE_ADMIN;
}

void
page_matrix(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!privacy_matrix(&x->env, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", N_("Welche Daten wofür?"));
    value_set_bool(doc, "stewards", is_steward(x));
    value_set_shared(doc, "rows", value_find(found, "matrix.rows"));
    web_page(x, HTTP_OK, "matrix", doc);
}

void
page_matrix_csv(struct web_exchange *x)
{
    struct buf csv = {0};

    privacy_matrix_csv(&x->env, &csv);
    web_bytes(x, "text/csv; charset=utf-8", "datenmatrix.csv",
              arena_memdup(x->env.arena, csv.data, csv.len), csv.len);
    buf_finish(&csv);
}

void
page_matrix_pdf(struct web_exchange *x)
{
    struct slip_print print = {.what = "", .form = "datenmatrix"};
    struct buf pdf = {0};
    const struct value *ignored;
    struct err err = {0};

    if (slip_print_bytes(&x->env, &print, &pdf, &ignored, &err)) {
        office_pdf(x, print.form, "", &pdf);
    } else {
        web_fail(x, &err);
    }
    buf_finish(&pdf);
}

void
page_retention(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found, *purge;
    struct err err = {0};

    if (!privacy_purge_report(&x->env, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    purge = value_get(found, "purge");
    value_set_text(doc, "title", N_("Löschen nach Frist"));
    value_set_shared(doc, "purge", purge);
    value_set_shared(doc, "months", value_get(found, "months"));
    value_set_bool(doc, "left_any", value_truth(value_get(purge, "left")));
    value_set_bool(doc, "copies_any", value_truth(value_get(purge, "copies")));
    value_set_bool(doc, "months_any", value_truth(value_get(found, "months")));
    web_page(x, HTTP_OK, "retention", doc);
}

void
page_case_restrict(struct web_exchange *x)
{
    const struct value *ignored;
    struct err err = {0};

    if (privacy_restrict(&x->env, x->segment[0], str_equal(office_text(x, "restrict"), "lift"),
                         &ignored, &err)) {
        web_redirect(x, office_parent(x));
    } else {
        web_fail(x, &err);
    }
}

/* The sheet is the client's: it is handed over, not kept. */
void
page_case_disclose(struct web_exchange *x)
{
    struct buf pdf = {0};
    const struct value *ignored;
    struct err err = {0};

    if (privacy_disclose(&x->env, x->segment[0], &pdf, &ignored, &err)) {
        office_pdf(x, "auskunft", "", &pdf);
    } else {
        web_fail(x, &err);
    }
    buf_finish(&pdf);
}
