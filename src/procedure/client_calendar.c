/*
 * client_calendar.c - an appointment as a calendar file (RFC 5545), for the client's phone.
 *
 * A calendar is read by more eyes and machines than a sheet: no code, no name of the client,
 * no service. Where the page itself refers to the sheet there is no file at all.
 */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "catalog.h"
#include "client_work.h"
#include "clock.h"
#include "date.h"
#include "env.h"
#include "key.h"
#include "paper.h"
#include "reception.h"
#include "store.h"
#include "str.h"

#define LINE_OCTETS 75
#define UID_BYTES 16

struct calendar_work {
    struct env *env;
    const char *code;
    int64_t position;
    struct slip slip;
    struct voucher voucher;
    struct client_place place;
};

static bool
find_in_read(struct db *db, void *arg, struct err *err)
{
    struct calendar_work *work = arg;
    struct env *env = work->env;
    const struct voucher *voucher;
    size_t count;

    if (!client_open(env, db, work->code, &work->slip, err) ||
        !store_vouchers_of_slip(db, env->arena, work->slip.id, &voucher, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (voucher[i].position == work->position && voucher[i].appointment_ms != 0) {
            work->voucher = voucher[i];
            return client_place(env, db, &voucher[i], &work->place, err) &&
                   ((!work->place.hidden && work->place.provider.id != 0) ||
                    err_set(err, REASON_NOT_FOUND, "", NULL));
        }
    }
    return err_set(err, REASON_NOT_FOUND, "", NULL);
}

/* One content line, folded before it is longer than 75 octets, never inside a letter. */
static void
put_line(struct buf *out, const char *line)
{
    size_t used = 0;

    while (*line != '\0') {
        const char *next = line;
        size_t len;

        (void)str_next(&next);
        len = (size_t)(next - line);
        if (used + len > LINE_OCTETS) {
            buf_puts(out, "\r\n ");
            used = 1;
        }
        buf_append(out, line, len);
        used += len;
        line = next;
    }
    buf_puts(out, "\r\n");
}

/* TEXT as a value of type TEXT. */
static const char *
escaped(struct arena *arena, const char *text)
{
    char *copy = arena_alloc(arena, 2 * strlen(text) + 1), *end = copy;

    for (; *text != '\0'; text++) {
        bool line_end = *text == '\n';

        if (line_end || strchr("\\;,", *text) != NULL) {
            *end++ = '\\';
        }
        *end++ = line_end ? 'n' : *text;
    }
    *end = '\0';
    return copy;
}

static const char *
utc(struct arena *arena, int64_t moment_ms)
{
    char text[MOMENT_TEXT_MAX];

    moment_rfc3339(text, moment_ms); /* 2026-05-04T08:00:00.000Z */
    return arena_printf(arena, "%.4s%.2s%.2sT%.2s%.2s%.2sZ", text, text + 5, text + 8, text + 11,
                        text + 14, text + 17);
}

/* The same for the same appointment, so that a second import changes the first; tells nothing. */
static const char *
uid(struct env *env, const struct voucher *voucher)
{
    static const char purpose[] = "calendar";
    uint8_t name[sizeof purpose + CODE_SEED_BYTES], hash[UID_BYTES];
    char *text = arena_alloc(env->arena, 2 * UID_BYTES + 1);

    memcpy(name, purpose, sizeof purpose);
    memcpy(name + sizeof purpose, voucher->seed, CODE_SEED_BYTES);
    key_hash(env->keys.sub[KEY_LOOKUP], name, sizeof name, hash, sizeof hash);
    for (size_t i = 0; i < UID_BYTES; i++) {
        (void)snprintf(text + 2 * i, 3, "%02x", hash[i]);
    }
    return text;
}

/* A and B with what stands between them, where both are there. */
static const char *
joined(struct arena *arena, const char *a, const char *between, const char *b)
{
    return str_empty(a) ? b : str_empty(b) ? a : arena_printf(arena, "%s%s%s", a, between, b);
}

/* Who and where; on a neutral voucher the address alone. */
static const char *
where(struct arena *arena, const struct calendar_work *work)
{
    const struct provider *provider = &work->place.provider;
    const char *city = joined(arena, provider->postcode, " ", provider->city);

    return joined(arena, work->voucher.neutral ? "" : provider->name, ", ",
                  joined(arena, provider->street, ", ", city));
}

static void
put_text(struct arena *arena, struct buf *out, const char *name, const char *text)
{
    if (!str_empty(text)) {
        put_line(out, arena_printf(arena, "%s:%s", name, escaped(arena, text)));
    }
}

static void
put_event(const struct calendar_work *work, const struct catalog *texts, struct buf *out)
{
    struct env *env = work->env;
    struct arena *arena = env->arena;
    const struct provider *provider = &work->place.provider;

    put_line(out, "BEGIN:VEVENT");
    put_line(out, arena_printf(arena, "UID:%s", uid(env, &work->voucher)));
    put_line(out, arena_printf(arena, "DTSTAMP:%s", utc(arena, clock_now_ms(&env->clock))));
    put_line(out, arena_printf(arena, "DTSTART:%s", utc(arena, work->voucher.appointment_ms)));
    put_text(arena, out, "SUMMARY", catalog_text(texts, "Termin"));
    put_text(arena, out, "LOCATION", where(arena, work));
    if (!str_empty(provider->phone)) {
        put_text(arena, out, "DESCRIPTION",
                 arena_printf(arena, "%s %s", catalog_text(texts, "Telefon"), provider->phone));
    }
    put_line(out, "CLASS:PRIVATE");
    put_line(out, "END:VEVENT");
}

bool
reception_client_calendar(struct env *env, const char *code, int64_t position,
                          const char *language, struct buf *out, struct err *err)
{
    struct calendar_work work = {.env = env, .code = code, .position = position};
    const struct catalog *texts;
    uint8_t sha256[PAPER_SHA256_BYTES];

    if (!store_read(env->store, find_in_read, &work, err) ||
        !paper_texts(env, language == NULL ? work.slip.language : language, &texts, sha256,
                     err)) {
        return false;
    }
    put_line(out, "BEGIN:VCALENDAR");
    put_line(out, "VERSION:2.0");
    put_line(out, "PRODID:-//laufzettel//laufzettel//DE");
    put_line(out, "METHOD:PUBLISH");
    put_event(&work, texts, out);
    put_line(out, "END:VCALENDAR");
    return buf_ok(out) || err_set(err, REASON_TOO_LARGE, "", NULL);
}
