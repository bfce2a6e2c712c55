/*
 * verify.c - recompute everything that is proved, and name what does not fit.
 *
 * Works page by page: a million events take no more memory than a thousand.
 */
#include <stdio.h>
#include <string.h>

#include "inner.h"
#include "slip_row.h"
#include "store_slip.h"

#define PAGE 200
#define FINDINGS_MAX 1000
#define ORPHANS_MAX 20

void
verdict_add(struct verdict *verdict, const char *what, const char *where)
{
    if (verdict->count == FINDINGS_MAX) {
        return;
    }
    if (verdict->count == verdict->room) {
        size_t room = verdict->room == 0 ? 8 : verdict->room * 2;
        verdict->finding = arena_grow(verdict->arena, verdict->finding, verdict->room, room,
                                      sizeof *verdict->finding);
        verdict->room = room;
    }
    verdict->finding[verdict->count++] =
        (struct store_finding){what, arena_strdup(verdict->arena, where)};
}

static void
add_event(struct verdict *verdict, const char *what, int64_t voucher, uint32_t seq)
{
    char where[80];
    snprintf(where, sizeof where, "Gutschein %lld, Ereignis %u", (long long)voucher, seq);
    verdict_add(verdict, what, where);
}

static void
add_voucher(struct verdict *verdict, const char *what, int64_t voucher)
{
    char where[48];
    snprintf(where, sizeof where, "Gutschein %lld", (long long)voucher);
    verdict_add(verdict, what, where);
}

/* Follow the chain; LAST becomes the hash of the event the head must stand on. */
static void
verify_events(const struct db *db, const struct voucher *voucher,
              const struct stored_event *event, size_t count, uint8_t *last,
              struct verdict *out)
{
    uint8_t previous[STORE_HASH_BYTES] = {0}, hash[STORE_HASH_BYTES];
    uint32_t expected = 1;
    for (size_t i = 0; i < count; i++) {
        uint32_t seq = event[i].event.seq;
        chain_event(db->keys, &event[i], previous, hash);
        if (seq != expected) {
            add_event(out, "Ein Ereignis fehlt: %1", voucher->id, expected);
        } else if (memcmp(hash, event[i].hash, sizeof hash) != 0) {
            add_event(out, "Ein Ereignis wurde verändert: %1", voucher->id, seq);
        }
        if (seq > voucher->event_count) {
            add_event(out, "Ein Ereignis ist zu viel: %1", voucher->id, seq);
        }
        memcpy(previous, event[i].hash, sizeof previous);
        if (seq == voucher->event_count) {
            memcpy(last, event[i].hash, sizeof previous);
        }
        expected = seq + 1;
    }
    if (expected <= voucher->event_count) {
        add_event(out, "Ein Ereignis fehlt: %1", voucher->id, expected);
    }
}

/* Does the row cache what the events come to? */
static bool
fold_fits(struct arena *arena, const struct voucher *voucher, const struct stored_event *stored,
          size_t count)
{
    struct voucher folded = {0};
    struct err ignored = {0};
    struct event *event = arena_array(arena, count + 1, sizeof *event);
    for (size_t i = 0; i < count; i++) {
        event[i] = stored[i].event;
    }
    noun_clear(voucher_cached, VOUCHER_CACHED, &folded);
    if (count > 0 && !flow_fold(event, count, &folded.fold, &ignored)) {
        return false;
    }
    for (size_t i = 0; i < VOUCHER_CACHED; i++) {
        if (!noun_same_field(&voucher_cached[i], voucher, &folded)) {
            return false;
        }
    }
    return true;
}

bool
verify_voucher(struct db *db, struct arena *arena, const struct voucher *voucher,
               struct verdict *out, struct err *err)
{
    const struct stored_event *event;
    size_t count, before = out->count;
    uint8_t last[STORE_HASH_BYTES] = {0}, head[STORE_HASH_BYTES];
    if (!store_event_list(db, arena, voucher->id, &event, &count, err)) {
        return false;
    }
    out->vouchers++;
    out->events += count;
    verify_events(db, voucher, event, count, last, out);
    chain_head(db->keys, voucher, last, head);
    if (memcmp(head, voucher->head, sizeof head) != 0) {
        add_voucher(out, "Der Stand eines Gutscheins wurde verändert: %1", voucher->id);
    }
    if (out->count == before && !fold_fits(arena, voucher, event, count)) {
        add_voucher(out, "Der Stand eines Gutscheins passt nicht zu seinen Ereignissen: %1",
                    voucher->id);
    }
    return true;
}

static bool
verify_vouchers(struct db *db, struct verdict *out, struct err *err)
{
    struct arena arena = {0};
    const void *rows;
    int64_t after = 0;
    size_t count = PAGE;
    bool done = true;
    while (done && count == PAGE) {
        arena_reset(&arena);
        done = db_list(db, &arena, &voucher_noun, SQL_VOUCHER_PAGE,
                       PARAMS(sql_int(after), sql_int(PAGE)), &rows, &count, err);
        const struct voucher *voucher = rows;
        for (size_t i = 0; done && i < count; i++) {
            done = verify_voucher(db, &arena, &voucher[i], out, err);
            after = voucher[i].id;
        }
    }
    arena_finish(&arena);
    return done;
}

static bool
take_orphan(void *arg, const struct sql_value *columns)
{
    add_event(arg, "Ein Ereignis gehört zu keinem Gutschein: %1", columns[0].number,
              (uint32_t)columns[1].number);
    return true;
}

static void
take_complaint(void *arg, const char *text)
{
    verdict_add(arg, "Die Datenbankdatei ist beschädigt: %1", text);
}

bool
verify_run(struct db *db, struct verdict *out, struct err *err)
{
    struct err broken = {0};
    if (db->driver->check != NULL && !db->driver->check(db->link, take_complaint, out, err)) {
        return false;
    }
    bool sound = out->count == 0;
    bool done = verify_vouchers(db, out, &broken) &&
                db_run(db, SQL_EVENT_ORPHANS, PARAMS(sql_int(ORPHANS_MAX)), take_orphan, out,
                       NULL, &broken) &&
                print_verify(db, out, &broken) && seal_verify(db, out, &broken);
    /* A file known to be broken may not be readable to its end. */
    if (!done && sound) {
        *err = broken;
    }
    return done || !sound;
}

static bool
verify_in_read(struct db *db, void *arg, struct err *err)
{
    return verify_run(db, arg, err);
}

bool
store_verify(struct store *store, struct arena *arena, struct store_verdict *out, struct err *err)
{
    struct verdict verdict = {.arena = arena};
    if (!store_read(store, verify_in_read, &verdict, err)) {
        return false;
    }
    *out = (struct store_verdict){.finding = verdict.finding,
                                  .count = verdict.count,
                                  .vouchers = verdict.vouchers,
                                  .events = verdict.events,
                                  .prints = verdict.prints,
                                  .unproved = verdict.unproved};
    return true;
}
