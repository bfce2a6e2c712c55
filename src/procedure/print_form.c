/*
 * print_form.c - the forms there are to print, and what each is about.
 */
#include "print_form.h"

#include <string.h>

#include "arena.h"
#include "case.h"
#include "env.h"
#include "slip.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

/* clang-format off */
static const struct print_form forms[] = {
    {"datenmatrix",        ABOUT_NOTHING, true, false, doc_paper_matrix},
    {"datenschutzhinweis", ABOUT_SLIP | ABOUT_VOUCHER | ABOUT_CASE | ABOUT_NOTHING, true,
     false, doc_paper_notice},
    {"einwilligung",       ABOUT_VOUCHER | ABOUT_CASE, false, false, doc_paper_consent},
    {"gespraechsblatt",    ABOUT_SLIP | ABOUT_VOUCHER | ABOUT_CASE, false, false, doc_paper_talk},
    {"gutschein",          ABOUT_SLIP | ABOUT_VOUCHER, true, true, doc_paper_slip},
    {"laufzettel",         ABOUT_SLIP | ABOUT_VOUCHER, true, true, doc_paper_slip},
    {"mitteilung",         ABOUT_VOUCHER, true, true, doc_paper_letter},
    {"pruefseite",         ABOUT_NOTHING, true, false, doc_paper_test},
    {"rueckmeldebogen",    ABOUT_SLIP | ABOUT_VOUCHER, true, true, doc_paper_feedback},
    {"widerruf",           ABOUT_SLIP | ABOUT_VOUCHER | ABOUT_CASE, false, false, doc_paper_withdrawal},
    {"zugriffsprotokoll",  ABOUT_CASE, false, false, doc_paper_access},
};
/* clang-format on */

const struct print_form *
print_form_find(const char *name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (str_equal(forms[i].name, name)) {
            return &forms[i];
        }
    }
    return NULL;
}

static const char *
all_names(struct arena *arena)
{
    const char *text = forms[0].name;

    for (size_t i = 1; i < sizeof forms / sizeof *forms; i++) {
        text = arena_printf(arena, "%s, %s", text, forms[i].name);
    }
    return text;
}

bool
slip_print_letters(const char *form)
{
    const struct print_form *row = str_empty(form) ? NULL : print_form_find(form);

    return str_empty(form) || (row != NULL && row->letters);
}

bool
print_form_is_slip(const struct print_form *form)
{
    return form == NULL || form->fill == doc_paper_slip;
}

bool
slip_is_number(const char *text)
{
    return voucher_is_slip_number(text, strlen(text));
}

bool
slip_print_enter(struct env *env, struct slip_print *request, struct err *err)
{
    const struct print_form *form = print_form_find(request->form);
    enum case_sight needed = slip_print_letters(request->form) ? CASE_LETTERS : CASE_WHOLE;
    struct err why = {0};

    /* About nobody, or of a name that the print itself refuses. */
    if (str_empty(request->what) ||
        (form == NULL ? !str_empty(request->form) : form->about == ABOUT_NOTHING)) {
        return true;
    }
    request->by = PRINT_BY_CASE;
    if (form != NULL && (form->about & ABOUT_CASE) != 0 &&
        case_enter(env, request->what, needed, NULL, &why)) {
        return true;
    }
    if (why.reason != REASON_NONE && why.reason != REASON_NOT_FOUND) {
        *err = why;
        return false;
    }
    request->by = PRINT_BY_SLIP;
    return slip_is_number(request->what)
               ? case_enter_slip(env, request->what, needed, NULL, err)
               : case_enter_code(env, request->what, needed, err);
}

struct finder {
    struct paper_work paper;
    struct slip slip;
    struct voucher voucher;
    struct provider provider;
};

/* A case number, where the form takes one; office numbers may look like anything. */
static bool
find_case(struct finder *finder, const char *what, bool *found, struct err *err)
{
    struct paper_work *paper = &finder->paper;
    struct err missing = {0};

    *found = store_case_get(paper->db, paper->arena, what, &paper->client, &missing);
    if (!*found && missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    return true;
}

/* Overview and vouchers, and whatever else shows a code. */
static bool
needs_paper(const struct print_form *form)
{
    return form == NULL || form->paper;
}

static bool
check_paper(const struct finder *finder, struct err *err)
{
    const struct voucher *voucher;
    size_t count;

    return store_vouchers_of_slip(finder->paper.db, finder->paper.arena, finder->slip.id,
                                  &voucher, &count, err) &&
           (count == 0 || !flow_is_referral(&voucher[0].fold) ||
            err_set(err, REASON_CONFLICT, "",
                    "%1 ist ein Verweis ohne Laufzettel und hat kein Papier. Soll es doch eines "
                    "geben, bitte zuerst »Doch ein Laufzettel« wählen (reissue %1).",
                    finder->slip.number));
}

static bool
find_slip(struct finder *finder, const struct print_form *form, const char *what,
          struct err *err)
{
    struct paper_work *paper = &finder->paper;

    if (slip_is_number(what)) {
        if (!store_slip_get(paper->db, paper->arena, what, &finder->slip, err)) {
            return false;
        }
    } else if (!voucher_find_office(paper->env, paper->db, paper->arena, what, &finder->voucher,
                                    NULL, err) ||
               !store_slip_by_id(paper->db, paper->arena, finder->voucher.slip_id, &finder->slip,
                                 err)) {
        return false;
    } else {
        paper->voucher = &finder->voucher;
    }
    paper->slip = &finder->slip;
    return (!needs_paper(form) || check_paper(finder, err)) &&
           store_case_by_id(paper->db, paper->arena, finder->slip.case_id, &paper->client, err);
}

static bool
find_subject(struct finder *finder, const struct print_form *form,
             const struct slip_print *request, struct err *err)
{
    unsigned about = form == NULL ? ABOUT_SLIP | ABOUT_VOUCHER : form->about;
    const char *what = request->what;
    bool found = false;

    if (request->by == PRINT_BY_CASE) {
        return (about & ABOUT_CASE) != 0
                   ? store_case_get(finder->paper.db, finder->paper.arena, what,
                                    &finder->paper.client, err)
                   : err_set(err, REASON_INVALID, "form", "Dieses Formular gilt keinem Fall.");
    }

    if (str_empty(what) || about == ABOUT_NOTHING) {
        return (about & ABOUT_NOTHING) != 0 ||
               err_set(err, REASON_INVALID, "number",
                       "Dieses Formular braucht die Nummer des Laufzettels, den Gutscheincode "
                       "oder die Fallnummer.");
    }
    if (request->by == PRINT_BY_ANY && (about & ABOUT_CASE) != 0 &&
        !find_case(finder, what, &found, err)) {
        return false;
    }
    return found || find_slip(finder, form, what, err);
}

static bool
find_provider(struct finder *finder, const char *key, struct err *err)
{
    if (str_empty(key)) {
        return true;
    }
    finder->paper.provider = &finder->provider;
    return store_provider_get(finder->paper.db, finder->paper.arena, key, &finder->provider, err);
}

bool
print_form_read(struct print_work *work, struct db *db, struct err *err)
{
    struct env *env = work->env;
    const struct slip_print *request = work->request;
    struct finder *finder = arena_alloc(env->arena, sizeof *finder);
    struct paper_work *paper = &finder->paper;

    *finder = (struct finder){.paper = {.env = env, .db = db, .arena = env->arena}};
    work->form = str_empty(request->form) ? NULL : print_form_find(request->form);
    if (!str_empty(request->form) && work->form == NULL) {
        return err_set(err, REASON_INVALID, "form",
                       "Ein Formular »%1« wird hier nicht gedruckt. Möglich sind: %2.",
                       request->form, all_names(env->arena));
    }
    if (!find_subject(finder, work->form, request, err) ||
        !find_provider(finder, request->provider, err)) {
        return false;
    }
    work->slip = finder->slip;
    work->voucher = finder->voucher.id;
    work->subject = finder->slip.id != 0       ? finder->slip.number
                    : paper->client.id != 0 ? paper->client.number
                                            : "";
    work->language = finder->slip.id != 0 ? finder->slip.language : paper->client.language;
    paper->copy = finder->slip.copies + 1;
    work->values = value_record(env->arena);
    return (work->form == NULL ? doc_paper_slip : work->form->fill)(paper, work->values, err);
}
