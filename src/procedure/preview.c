/*
 * preview.c - the sheets of a slip before it is issued.
 *
 * The slip is issued in a write that is undone when its values are read: a preview meets the
 * same rules and refusals, and leaves nothing behind.
 */
#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "doc_paper.h"
#include "env.h"
#include "legal.h"
#include "paper.h"
#include "slip.h"
#include "slip_work.h"
#include "store.h"
#include "store_case.h"
#include "value.h"

struct preview_work {
    struct env *env;
    struct slip_request request;
    struct issued issued;
    struct value *values; /* NULL until they are read */
};

static bool
read_values(struct preview_work *work, struct db *db, struct err *err)
{
    struct env *env = work->env;
    struct paper_work paper = {
        .env = env,
        .db = db,
        .arena = env->arena,
        .slip = &work->issued.slip,
        .copy = 1,
        .preview = true,
    };
    struct value *values = value_record(env->arena);

    if (!store_case_get(db, env->arena, work->request.case_number, &paper.client, err) ||
        !doc_paper_slip(&paper, values, err)) {
        return false;
    }
    work->values = values;
    return true;
}

/* Never true: whatever was written goes. */
static bool
preview_in_write(struct db *db, void *arg, struct err *err)
{
    struct preview_work *work = arg;

    if (issue_slip(work->env, db, &work->request, &work->issued, err) &&
        read_values(work, db, err)) {
        (void)err_set(err, REASON_CONFLICT, "", "Eine Vorschau wird nicht gespeichert.");
    }
    return false;
}

static bool
draw(struct preview_work *work, struct buf *pdf, struct err *err)
{
    struct env *env = work->env;
    const char *language = work->issued.slip.language;
    const struct paper_job job[] = {
        {.form = "laufzettel", .values = work->values, .language = language},
        {.form = "gutschein", .values = work->values, .language = language},
    };
    const struct value *wording;

    if (!legal_texts(env, clock_today(&env->clock), &wording, err)) {
        return false;
    }
    value_set_shared(work->values, "wording", wording);
    return paper_preview(env, job, sizeof job / sizeof *job, clock_now_ms(&env->clock), pdf, err);
}

bool
slip_preview(struct env *env, const struct slip_request *request, struct buf *pdf,
             struct err *err)
{
    struct preview_work work = {.env = env, .request = *request};
    struct err undone = {0};

    work.request.batch = "";
    if (!issue_allowed(env, request, err)) {
        return false;
    }
    if (!store_write(env->store, preview_in_write, &work, &undone) && work.values == NULL) {
        if (request->at != NULL) {
            *request->at = work.issued.station;
        }
        *err = undone;
        return false;
    }
    return draw(&work, pdf, err);
}
