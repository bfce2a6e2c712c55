/*
 * disclose.c - tell a client everything that is kept (Art. 15 DSGVO), and record that.
 */
#include "arena.h"
#include "buf.h"
#include "case.h"
#include "clock.h"
#include "doc_disclosure.h"
#include "env.h"
#include "file.h"
#include "legal.h"
#include "paper.h"
#include "privacy.h"
#include "store.h"
#include "store_case.h"
#include "value.h"

#define PDF_MODE 0600

struct work {
    struct env *env;
    const char *number;
    struct case_file client;
    struct value *doc;
};

static bool
read_all(struct db *db, void *arg, struct err *err)
{
    struct work *work = arg;

    return store_case_get(db, work->env->arena, work->number, &work->client, err) &&
           doc_disclosure(work->env, db, &work->client, &work->doc, err);
}

static bool
log_in_write(struct db *db, void *arg, struct err *err)
{
    struct work *work = arg;

    return store_case_get(db, work->env->arena, work->number, &work->client, err) &&
           store_access_log(db, work->env->user.id, "case", work->client.id, "disclose", err);
}

static bool
print(struct work *work, struct buf *pdf, struct err *err)
{
    struct env *env = work->env;
    struct value *values = value_record(env->arena);
    struct paper_job job = {"auskunft", values, work->client.language};
    uint8_t sha256[PAPER_SHA256_BYTES];
    const struct value *wording;

    if (!legal_texts(env, clock_today(&env->clock), &wording, err)) {
        return false;
    }
    doc_paper_disclosure(env, work->doc, values);
    value_set_shared(values, "wording", wording);
    return paper_make(env, &job, 1, arena_printf(env->arena, "auskunft/%s", work->number),
                      clock_now_ms(&env->clock), pdf, sha256, err);
}

/* On record before it is answered; so the disclosure names itself too. */
bool
privacy_disclose(struct env *env, const char *number, struct buf *pdf, const struct value **doc,
                 struct err *err)
{
    struct work work = {.env = env, .number = number};
    struct value *root = value_record(env->arena);

    if (!case_enter(env, number, CASE_WHOLE, NULL, err) ||
        !store_write(env->store, log_in_write, &work, err) ||
        !store_read(env->store, read_all, &work, err) ||
        (pdf != NULL && !print(&work, pdf, err))) {
        return false;
    }
    value_set(root, "disclosure", work.doc);
    *doc = root;
    return true;
}

bool
privacy_disclose_file(struct env *env, const char *number, const char *file,
                      const struct value **doc, struct err *err)
{
    struct value *root = value_record(env->arena);
    const struct value *all;
    struct buf pdf = {0};
    bool done = privacy_disclose(env, number, &pdf, &all, err) &&
                file_write(file, pdf.data, pdf.len, PDF_MODE, err);

    buf_finish(&pdf);
    if (done) {
        value_set_shared(root, "disclosure", value_get(all, "disclosure"));
        value_set_text(root, "pdf", file);
        *doc = root;
    }
    return done;
}
