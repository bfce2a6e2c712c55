/*
 * purge_case.c - needs, consents and case files whose term is over; copies that remain.
 */
#include <dirent.h>
#include <sys/stat.h>

#include "date.h"
#include "doc.h"
#include "purge.h"
#include "store.h"
#include "str.h"
#include "value.h"

#define PAGE 100
#define COPIES_MAX 50

/* One case file while it is looked at; with APPLY things go, without they are counted. */
struct sweep {
    struct purge *work;
    struct db *db;
    int32_t idle_since;  /* nothing since then: over */
    int32_t ended_since; /* an end before then: over */
    bool apply;
    int64_t gone;        /* needs, consents and the case */
    size_t kept;         /* what holds the case */
};

static bool
sweep_needs(struct sweep *sweep, int64_t case_id, struct err *err)
{
    const struct need *need;
    size_t count;

    if (!store_need_list(sweep->db, &sweep->work->scratch, case_id, &need, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool used = true;

        if (need[i].agreed_on <= sweep->idle_since &&
            !store_need_used(sweep->db, need[i].id, &used, err)) {
            return false;
        }
        sweep->kept += used;
        sweep->gone += !used;
        if (!used && sweep->apply && !store_need_purge(sweep->db, need[i].id, err)) {
            return false;
        }
    }
    return true;
}

/* The day since which a consent allows nothing; DAY_NONE while it does. */
static int32_t
ended_on(const struct consent *consent)
{
    if (consent->state == CONSENT_WITHDRAWN && consent->withdrawn_on != DAY_NONE) {
        return consent->withdrawn_on;
    }
    if (consent->state == CONSENT_OFFERED) {
        return day_of_moment(store_moment_of_id(consent->id));
    }
    return consent->valid_until;
}

/* A consent that is open goes with its case; one that ended, when no voucher rests on it. */
static bool
sweep_consents(struct sweep *sweep, int64_t case_id, struct err *err)
{
    const struct consent *consent;
    size_t count, open = 0;

    if (!store_consent_list(sweep->db, &sweep->work->scratch, case_id, &consent, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        int32_t end = ended_on(&consent[i]);
        bool over = end != DAY_NONE && end <= sweep->ended_since, used = !over;

        if (over && !store_consent_used(sweep->db, &consent[i], &used, err)) {
            return false;
        }
        open += used;
        sweep->kept += used && (over || consent[i].signed_on > sweep->idle_since);
        sweep->gone += !used;
        if (!used && sweep->apply && !store_consent_purge(sweep->db, consent[i].id, err)) {
            return false;
        }
    }
    /* Nothing holds the case: what is open allows nothing any more. */
    for (size_t i = 0; i < count && sweep->kept == 0 && open > 0 && sweep->apply; i++) {
        if (!store_consent_purge(sweep->db, consent[i].id, err)) {
            return false;
        }
    }
    return true;
}

static bool
sweep_case(struct sweep *sweep, const struct case_file *client, struct err *err)
{
    const struct slip *slip;
    int32_t restricted;
    size_t slips;
    bool awaited;

    sweep->gone = 0;
    sweep->kept = 0;
    if (!store_restriction_get(sweep->db, client->id, &restricted, err)) {
        return false;
    }
    if (restricted != DAY_NONE) {
        return true;
    }
    if (!store_slips_of_case(sweep->db, &sweep->work->scratch, client->id, &slip, &slips, err) ||
        !store_case_awaited(sweep->db, client->id, sweep->work->as_of, &awaited, err)) {
        return false;
    }
    sweep->kept = slips + awaited +
                  (day_of_moment(store_moment_of_id(client->id)) > sweep->idle_since);
    if (!sweep_needs(sweep, client->id, err) || !sweep_consents(sweep, client->id, err)) {
        return false;
    }
    if (sweep->kept > 0) {
        return true;
    }
    sweep->gone++;
    sweep->work->cases += sweep->apply || sweep->work->dry_run;
    return !sweep->apply || store_case_purge(sweep->db, client->id, err);
}

struct page {
    struct sweep sweep;
    int64_t after;
    size_t seen;
    const struct case_file *due[PAGE];
    size_t count;
};

static bool
look_in_read(struct db *db, void *arg, struct err *err)
{
    struct page *page = arg;
    const struct case_file *client;

    page->count = 0;
    page->sweep.db = db;
    page->sweep.apply = false;
    if (!store_cases_aged(db, &page->sweep.work->scratch, page->after,
                          moment_of_day(page->sweep.ended_since + 1), PAGE, &client,
                          &page->seen, err)) {
        return false;
    }
    for (size_t i = 0; i < page->seen; i++) {
        if (!sweep_case(&page->sweep, &client[i], err)) {
            return false;
        }
        page->after = client[i].id;
        if (page->sweep.gone > 0) {
            page->due[page->count++] = &client[i];
        }
    }
    return true;
}

static bool
sweep_in_write(struct db *db, void *arg, struct err *err)
{
    struct page *page = arg;
    struct purge *work = page->sweep.work;

    page->sweep.db = db;
    page->sweep.apply = true;
    for (size_t i = 0; i < page->count; i++) {
        int64_t cases = work->cases;

        if (!sweep_case(&page->sweep, page->due[i], err)) {
            return false;
        }
        work->others += page->sweep.gone - (work->cases - cases);
    }
    return true;
}

bool
purge_cases(struct purge *work, struct err *err)
{
    struct page page = {
        .sweep = {.work = work,
                  .idle_since = retention_months_before(work->as_of, work->terms.event_months),
                  .ended_since = retention_months_before(work->as_of,
                                                         work->terms.reviewed_months)},
    };

    do {
        arena_reset(&work->scratch);
        if (!store_read(work->env->store, look_in_read, &page, err)) {
            return false;
        }
        if (page.count > 0 && !work->dry_run &&
            !store_write(work->env->store, sweep_in_write, &page, err)) {
            return false;
        }
    } while (page.seen == PAGE);
    return true;
}

/* ---- copies ---- */

void
purge_set_copies(const struct env *env, struct value *record)
{
    struct value *list = value_set_list(record, "copies");
    DIR *dir = opendir(env->dir);

    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        struct stat status;
        struct value *item;

        if (!str_starts(entry->d_name, ENV_DB_NAME ".before-") ||
            value_len(list) == COPIES_MAX || stat(env_path(env, entry->d_name), &status) != 0) {
            continue;
        }
        item = value_add_record(list);
        value_set_text(item, "file", entry->d_name);
        doc_set_day(env->arena, item, "made_on",
                    day_of_moment((int64_t)status.st_mtime * 1000));
    }
    if (dir != NULL) {
        closedir(dir);
    }
}
