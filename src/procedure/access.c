/*
 * access.c - gathers who saw or recorded what, from where each is kept.
 */
#include "access.h"

#include <stdlib.h>

#include "arena.h"
#include "client_work.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_case.h"
#include "store_people.h"
#include "str.h"
#include "voucher.h"

enum word { WORD_READ, WORD_CHANGED, WORD_REFUSED, WORD_SHOWN, WORD_TRIED, WORD_PRINTED,
            WORD_SOMEBODY, WORD__MAX };

static const char *const words[WORD__MAX] = {
    [WORD_READ] = "Akte im Amt angesehen",
    [WORD_CHANGED] = "Akte im Amt bearbeitet",
    [WORD_REFUSED] = "Blick in die Akte verweigert",
    [WORD_SHOWN] = "Gutschein angesehen",
    [WORD_TRIED] = "Versuch mit dem Gutschein abgelehnt",
    [WORD_PRINTED] = "Blatt gedruckt",
    [WORD_SOMEBODY] = "eine Beratungsstelle",
};

const char *
access_word_at(size_t index)
{
    return index < WORD__MAX ? words[index] : NULL;
}

struct collector {
    struct env *env;
    struct db *db;
    struct access_lines *out;
    const struct slip *slip;
    const struct voucher *voucher;
    struct client_place place; /* of the voucher */
};

static struct access_line *
add(struct collector *work, int64_t moment_ms, const char *what, enum who who)
{
    struct access_lines *out = work->out;
    struct access_line *line;

    if (out->count == out->cap) {
        size_t cap = out->cap == 0 ? 64 : out->cap * 2;

        out->line = arena_grow(work->env->arena, out->line, out->cap, cap, sizeof *out->line);
        out->cap = cap;
    }
    line = &out->line[out->count++];
    *line = (struct access_line){
        .moment_ms = moment_ms,
        .what = what,
        .who = client_word_who(who),
        .slip = work->slip == NULL ? NULL : work->slip->number,
        .position = work->voucher == NULL ? 0 : work->voucher->position,
    };
    return line;
}

/* The task of the user who did it. */
static bool
set_role(struct collector *work, struct access_line *line, int64_t id, struct err *err)
{
    struct user user;

    if (id == 0) {
        return true;
    }
    if (!store_user_by_id(work->db, work->env->arena, id, &user, err)) {
        return false;
    }
    line->role = role_label(user.role);
    return true;
}

/* The provider, unless its name belongs on the sheet alone. */
static bool
set_provider(struct collector *work, struct access_line *line, int64_t id, struct err *err)
{
    struct provider provider;

    if (id == 0 || work->place.hidden) {
        return true;
    }
    if (!store_provider_by_id(work->db, work->env->arena, id, &provider, err)) {
        return false;
    }
    line->who_name = provider.is_protected ? NULL : provider.name;
    return true;
}

static bool
add_events(struct collector *work, struct err *err)
{
    struct voucher_history history;

    if (!voucher_history(work->db, work->env->arena, work->voucher, &history, err)) {
        return false;
    }
    for (size_t i = 0; i < history.count; i++) {
        const struct event *event = &history.event[i];
        struct access_line *line =
            add(work, event->recorded_at_ms, doc_event_label(event), event->who);
        bool reception = event->who == WHO_RECEPTION || event->who == WHO_LEAD;

        if (!set_provider(work, line, reception ? event->provider : 0, err) ||
            !set_role(work, line, history.stored[i].user, err)) {
            return false;
        }
    }
    return true;
}

static bool
add_sights(struct collector *work, struct err *err)
{
    const struct voucher *voucher = work->voucher;
    const struct access *access;
    const struct refusal *refusal;
    size_t accesses, refusals;

    if (!store_access_list(work->db, work->env->arena, ACCESS_VOUCHER, voucher->id, &access,
                           &accesses, err) ||
        !store_refusals_of_voucher(work->db, work->env->arena, voucher->id, &refusal, &refusals,
                                   err)) {
        return false;
    }
    for (size_t i = 0; i < accesses; i++) {
        struct access_line *line =
            add(work, access[i].accessed_ms, words[WORD_SHOWN], WHO_RECEPTION);

        if (work->place.provider.id == 0) {
            line->who = words[WORD_SOMEBODY]; /* the choice was free, and still is */
        }
        if (!set_provider(work, line, work->place.provider.id, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < refusals; i++) {
        struct access_line *line =
            add(work, refusal[i].recorded_at_ms, words[WORD_TRIED], WHO_RECEPTION);

        line->who = words[WORD_SOMEBODY];
        if (!set_provider(work, line, refusal[i].provider, err)) {
            return false;
        }
    }
    return true;
}

static bool
add_slip(struct collector *work, const struct slip *slip, struct err *err)
{
    struct arena *arena = work->env->arena;
    const struct print_record *print;
    const struct voucher *voucher;
    size_t prints, vouchers;

    work->slip = slip;
    work->voucher = NULL;
    if (!store_prints_of_slip(work->db, arena, slip->id, &print, &prints, err) ||
        !store_vouchers_of_slip(work->db, arena, slip->id, &voucher, &vouchers, err)) {
        return false;
    }
    for (size_t i = 0; i < prints; i++) {
        (void)add(work, print[i].printed_at_ms, words[WORD_PRINTED], WHO_OFFICE);
    }
    for (size_t i = 0; i < vouchers; i++) {
        work->voucher = &voucher[i];
        if (!client_place(work->env, work->db, &voucher[i], &work->place, err) ||
            !add_events(work, err) || !add_sights(work, err)) {
            return false;
        }
    }
    return true;
}

/* What a read of the case was for; what is not a change or a refusal was a look. */
static enum word
word_of(const char *purpose)
{
    static const char *const changes[] = {ACCESS_CHANGE, "deputy_change", "handover", "restrict",
                                          "unrestrict", "dispute", "undispute", "case_add",
                                          "case_change", "need_change"};

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        if (str_equal(purpose, changes[i])) {
            return WORD_CHANGED;
        }
    }
    return str_equal(purpose, ACCESS_REFUSED) ? WORD_REFUSED : WORD_READ;
}

static bool
add_reads(struct collector *work, int64_t case_id, struct err *err)
{
    const struct access *access;
    size_t count;

    work->slip = NULL;
    work->voucher = NULL;
    if (!store_access_list(work->db, work->env->arena, ACCESS_CASE, case_id, &access, &count,
                           err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *what = words[word_of(access[i].purpose)];

        if (!set_role(work, add(work, access[i].accessed_ms, what, WHO_OFFICE), access[i].user,
                      err)) {
            return false;
        }
    }
    return true;
}

static int
newest_first(const void *a, const void *b)
{
    int64_t x = ((const struct access_line *)a)->moment_ms;
    int64_t y = ((const struct access_line *)b)->moment_ms;

    return (x < y) - (x > y);
}

bool
access_collect(struct env *env, struct db *db, int64_t case_id, const struct slip *slip,
               struct access_lines *out, struct err *err)
{
    struct collector work = {.env = env, .db = db, .out = out};
    const struct slip *list = slip;
    size_t count = 1;

    *out = (struct access_lines){0};
    if (!add_reads(&work, case_id, err) ||
        (slip == NULL && !store_slips_of_case(db, env->arena, case_id, &list, &count, err))) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!add_slip(&work, &list[i], err)) {
            return false;
        }
    }
    if (out->count > 0) {
        qsort(out->line, out->count, sizeof *out->line, newest_first);
    }
    return true;
}
