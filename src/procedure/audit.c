/*
 * audit.c - the record of looks and changes, as pages and as a table.
 */
#include "audit.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "csv.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_audit.h"
#include "str.h"
#include "value.h"

#define TABLE_STEP 5000
#define TABLE_MAX 100000

struct audit_work {
    struct env *env;
    const struct audit_request *request;
    struct audit_query query;
    int32_t from, until;
    const struct audit_row *row;
    size_t count;
};

static bool
may_read(const struct env *env, struct err *err)
{
    return env->user.id == 0 || env->user.role == ROLE_AUDITOR ||
           err_set(err, REASON_NOT_ALLOWED, "", NULL);
}

static bool
set_days(struct audit_work *work, struct err *err)
{
    const struct audit_request *request = work->request;
    char days[ERR_NUMBER_MAX];

    work->until = request->until != DAY_NONE ? request->until : clock_today(&work->env->clock);
    work->from = request->from != DAY_NONE ? request->from : work->until - AUDIT_DAYS + 1;
    if (work->from > work->until || work->until - work->from >= AUDIT_DAYS_MAX) {
        return err_set(err, REASON_INVALID, "until",
                       "Bitte höchstens %1 Tage auf einmal wählen; der letzte liegt nicht vor dem "
                       "ersten.",
                       err_number(days, AUDIT_DAYS_MAX));
    }
    work->query.from_ms = moment_of_day(work->from);
    work->query.until_ms = moment_of_day(work->until + 1);
    return true;
}

/* A case by its id, as the rows tell it, or by the number somebody asks about. */
static bool
find_case(struct audit_work *work, struct db *db, struct err *err)
{
    const char *ref = work->request->case_ref;
    struct case_file client;
    struct err missing = {0};

    work->query.case_id = 0;
    if (str_empty(ref)) {
        return true;
    }
    if (store_case_get(db, work->env->arena, ref, &client, &missing)) {
        work->query.case_id = client.id;
    } else if (missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    } else if (strspn(ref, "0123456789") == strlen(ref) && strlen(ref) < 19) {
        work->query.case_id = strtoll(ref, NULL, 10);
    }
    return work->query.case_id != 0 ||
           err_set(err, REASON_INVALID, "case", "Diesen Fall gibt es nicht.");
}

static bool
read_rows(struct db *db, void *arg, struct err *err)
{
    struct audit_work *work = arg;

    return find_case(work, db, err) &&
           store_audit_read(db, work->env->arena, &work->query, &work->row, &work->count, err);
}

static bool
begin(struct audit_work *work, size_t limit, struct err *err)
{
    work->query = (struct audit_query){.user = work->request->user,
                                       .kind = work->request->kind,
                                       .before = work->request->before,
                                       .limit = limit};
    return set_days(work, err);
}

bool
audit_show(struct env *env, const struct audit_request *request, const struct value **doc,
           struct err *err)
{
    struct audit_work work = {.env = env, .request = request};
    struct value *root = value_record(env->arena), *list;
    bool more;

    if (!may_read(env, err) || !begin(&work, AUDIT_PAGE + 1, err) ||
        !store_read(env->store, read_rows, &work, err)) {
        return false;
    }
    more = work.count > AUDIT_PAGE;
    doc_set_day(env->arena, root, "from", work.from);
    doc_set_day(env->arena, root, "until", work.until);
    list = value_set_list(root, "rows");
    for (size_t i = 0; i < work.count && i < AUDIT_PAGE; i++) {
        struct value *item = value_add_record(list);

        doc_set_moment(item, "moment", work.row[i].moment_ms);
        value_set_text(item, "user", work.row[i].user);
        value_set_text(item, "object", work.row[i].object);
        value_set_text(item, "object_id",
                       arena_printf(env->arena, "%lld", (long long)work.row[i].object_id));
        value_set_text(item, "kind", work.row[i].kind);
    }
    value_set_text(root, "next",
                   more ? arena_printf(env->arena, "%lld",
                                       (long long)work.row[AUDIT_PAGE - 1].id)
                        : NULL);
    *doc = root;
    return true;
}

static void
put_row(const struct audit_row *row, struct buf *out)
{
    char moment[MOMENT_TEXT_MAX], id[ERR_NUMBER_MAX];
    const char *const cells[] = {moment_rfc3339(moment, row->moment_ms), row->user, row->object,
                                 err_number(id, (long long)row->object_id), row->kind};

    csv_append(out, cells, sizeof cells / sizeof *cells);
}

bool
audit_table(struct env *env, const struct audit_request *request, struct buf *out,
            struct err *err)
{
    static const char *const head[] = {"moment", "user", "object", "object_id", "kind"};
    struct audit_work work = {.env = env, .request = request};
    size_t total = 0;

    if (!may_read(env, err) || !begin(&work, TABLE_STEP, err)) {
        return false;
    }
    csv_append(out, head, sizeof head / sizeof *head);
    do {
        if (!store_read(env->store, read_rows, &work, err)) {
            return false;
        }
        for (size_t i = 0; i < work.count; i++) {
            put_row(&work.row[i], out);
            work.query.before = work.row[i].id;
        }
        total += work.count;
        if (total > TABLE_MAX) {
            return err_set(err, REASON_TOO_LARGE, "until",
                           "Das sind mehr als 100 000 Zeilen. Bitte weniger Tage wählen.");
        }
    } while (work.count == TABLE_STEP);
    return true;
}
