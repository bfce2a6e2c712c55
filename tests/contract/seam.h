/*
 * seam.h - a fresh store in a folder of its own, with a fixed key and a clock that stands
 * where the test wants it.
 */
#ifndef SEAM_H
#define SEAM_H

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "date.h"
#include "key.h"
#include "store.h"
#include "store_case.h"
#include "store_catalogue.h"
#include "store_followup.h"
#include "store_people.h"
#include "store_slip.h"
#include "str.h"

#define SEAM_START_MS 1777881600000 /* 2026-05-04 08:00 UTC */
#define SEAM_PATH_MAX 512

struct seam {
    char dir[256];
    struct keys keys;
    struct clock clock;
    struct store_options options;
    struct store *store;
    struct arena arena;
    struct err err;
};

static inline const char *
seam_path(const struct seam *seam, const char *name, char out[SEAM_PATH_MAX])
{
    snprintf(out, SEAM_PATH_MAX, "%s/%s", seam->dir, name);
    return out;
}

static inline void
seam_explain(const struct err *err)
{
    struct buf text = {0};
    err_sentence(err, NULL, &text);
    print_error("%s: %s\n", reason_row(err->reason)->name, buf_text(&text));
    buf_finish(&text);
}

#define assert_done(seam, call)           \
    do {                                  \
        (seam)->err = (struct err){0};    \
        if (!(call)) {                    \
            seam_explain(&(seam)->err);   \
            fail_msg("%s", #call);        \
        }                                 \
    } while (0)

#define assert_refused(seam, why, call)                   \
    do {                                                  \
        (seam)->err = (struct err){0};                    \
        if (call)                                         \
            fail_msg("%s should be refused", #call);      \
        if ((seam)->err.reason != (why)) {                \
            seam_explain(&(seam)->err);                   \
            fail_msg("%s: not %s", #call, #why);          \
        }                                                 \
    } while (0)

/* Does the sentence of the last refusal hold PART? */
static inline void
seam_says(const struct seam *seam, const char *part)
{
    struct buf text = {0};
    err_sentence(&seam->err, NULL, &text);
    if (strstr(buf_text(&text), part) == NULL)
        fail_msg("»%s« does not hold »%s«", buf_text(&text), part);
    buf_finish(&text);
}

static inline void
seam_make(struct seam *seam)
{
    static const uint8_t master[KEY_BYTES] = {1, 2, 3};
    const char *tmp = getenv("TMPDIR");
    memset(seam, 0, sizeof *seam);
    snprintf(seam->dir, sizeof seam->dir, "%s/laufzettel-XXXXXX", tmp != NULL ? tmp : "/tmp");
    assert_non_null(mkdtemp(seam->dir));
    key_derive(master, &seam->keys);
    seam->clock = clock_shifted(SEAM_START_MS);
    seam->options = (struct store_options){
        .dir = seam->dir, .keys = &seam->keys, .clock = &seam->clock, .readers = 2};
    assert_done(seam, store_create(&seam->options, "test", &seam->err));
}

static inline void
seam_open(struct seam *seam)
{
    assert_done(seam, store_open(&seam->options, &seam->store, &seam->err));
}

static inline void
seam_close(struct seam *seam)
{
    store_close(seam->store);
    seam->store = NULL;
}

static inline void
seam_remove(struct seam *seam)
{
    char path[SEAM_PATH_MAX];
    DIR *dir = opendir(seam->dir);
    seam_close(seam);
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] != '.')
            unlink(seam_path(seam, entry->d_name, path));
    }
    if (dir != NULL)
        closedir(dir);
    rmdir(seam->dir);
    arena_finish(&seam->arena);
}

/* cmocka's setup and teardown around each test: *STATE is an open seam. */
static inline int
seam_setup(void **state)
{
    struct seam *seam = calloc(1, sizeof *seam);
    assert_non_null(seam);
    seam_make(seam);
    seam_open(seam);
    *state = seam;
    return 0;
}

static inline int
seam_teardown(void **state)
{
    seam_remove(*state);
    free(*state);
    return 0;
}

#define SEAM_TEST(name) cmocka_unit_test_setup_teardown(name, seam_setup, seam_teardown)

/* ---- a small office --------------------------------------------------------------------- */

struct office {
    struct provider provider;
    struct service service;
    struct case_file client;
    struct need need;
    struct slip slip;
    struct voucher voucher;
};

static inline struct case_file
seam_client(const char *number, const char *given, const char *family)
{
    return (struct case_file){
        .number = number, .given_name = given, .family_name = family,
        .birth_date = day_from_civil(1980, 2, 29), .language = "de", .caseworker = "keller",
        .team = "T1", .branch = "nord", .phone = "0201 1", .street = "Weg 1",
        .postcode = "45127", .city = "Falkenmoor"};
}

/* One voucher more on the slip of OFFICE, with its issue event. */
static inline bool
seam_issue(struct db *db, struct office *office, int position, struct voucher *out,
           struct err *err)
{
    struct voucher voucher = {.slip_id = office->slip.id, .case_id = office->client.id,
                              .need_id = office->need.id, .position = position,
                              .service = "SB-1", .type = TYPE_B};
    struct facts facts = {.type = TYPE_B, .terms = {.complete_days = 180}};
    struct command command = {
        .step = STEP_ISSUE, .who = WHO_OFFICE, .source = SOURCE_OFFICE,
        .now_ms = store_now_ms(db), .today = day_from_civil(2026, 5, 4),
        .happened_on = DAY_NONE, .until = day_from_civil(2026, 8, 3),
        .named_provider = office->provider.id};
    struct stored_event stored = {0};
    struct fold fold;
    key_random(voucher.seed, sizeof voucher.seed);
    if (!flow_decide(&facts, NULL, 0, &command, &stored.event, err) ||
        !flow_fold(&stored.event, 1, &fold, err) ||
        !store_voucher_add(db, &voucher, err) ||
        !store_event_append(db, &voucher, &stored, &fold, err))
        return false;
    voucher.fold = fold;
    *out = voucher;
    return true;
}

/* Append one appointment kept; the voucher must be accepted. */
static inline bool
seam_append(struct db *db, struct arena *arena, int64_t voucher_id, const struct event *event,
            struct stored_event *stored, struct err *err)
{
    struct voucher voucher;
    const struct stored_event *past;
    size_t count;
    struct fold fold;
    if (!store_voucher_get(db, arena, voucher_id, &voucher, err) ||
        !store_event_list(db, arena, voucher_id, &past, &count, err))
        return false;
    struct event *events = arena_array(arena, count + 1, sizeof *events);
    for (size_t i = 0; i < count; i++)
        events[i] = past[i].event;
    events[count] = *event;
    events[count].seq = (uint32_t)count + 1;
    events[count].recorded_at_ms = store_now_ms(db);
    stored->event = events[count];
    return flow_fold(events, count + 1, &fold, err) &&
           store_event_append(db, &voucher, stored, &fold, err);
}

/* An accept of the provider of OFFICE on the day of issue. */
static inline struct event
seam_accept(const struct office *office)
{
    return (struct event){.step = STEP_ACCEPT, .happened_on = day_from_civil(2026, 5, 4),
                          .who = WHO_RECEPTION, .source = SOURCE_SCAN,
                          .provider = office->provider.id, .until = DAY_NONE, .level = 1};
}

/* An appointment kept, a second one on the same day or not. */
static inline struct event
seam_attend(const struct office *office)
{
    struct event event = seam_accept(office);
    event.step = STEP_ATTEND;
    event.again = true;
    event.level = 2;
    return event;
}

static inline bool
seam_fill(struct db *db, void *arg, struct err *err)
{
    struct office *office = arg;
    enum put done;
    office->provider =
        (struct provider){.key = "SB", .name = "Schuldnerberatung", .regime = "dsgvo"};
    office->client = seam_client("F-1", "Ayşe", "Müller-Łukasz");
    if (!store_provider_put(db, &office->provider, &done, err) ||
        !store_case_put(db, &office->client, &done, err))
        return false;
    office->service = (struct service){.key = "SB-1", .type = TYPE_B, .title = "Beratung",
                                       .provider = office->provider.id,
                                       .places = PLACES_UNLIMITED};
    office->need = (struct need){.case_id = office->client.id, .type = TYPE_B, .priority = 1,
                                 .agreed_on = day_from_civil(2026, 5, 4)};
    office->slip = (struct slip){.case_id = office->client.id, .number = "2026-000001",
                                 .issued_on = day_from_civil(2026, 5, 4), .language = "tr",
                                 .client_generation = 1};
    key_random(office->slip.client_seed, sizeof office->slip.client_seed);
    return store_service_put(db, &office->service, &done, err) &&
           store_need_put(db, &office->need, &done, err) &&
           store_slip_add(db, &office->slip, err) &&
           seam_issue(db, office, 1, &office->voucher, err);
}

/* What verify complains about: how many things, and does one say WHAT at WHERE? */
static inline size_t
seam_verify(struct seam *seam, const char *what, const char *where, bool *named)
{
    struct store_verdict verdict;
    assert_done(seam, store_verify(seam->store, &seam->arena, &verdict, &seam->err));
    const struct store_finding *finding = verdict.finding;
    const size_t count = verdict.count;
    *named = false;
    for (size_t i = 0; i < count; i++)
        *named |= strstr(finding[i].what, what) != NULL && strstr(finding[i].where, where) != NULL;
    for (size_t i = 0; i < count && !*named; i++)
        print_message("%s %s\n", finding[i].what, finding[i].where);
    return count;
}

/* Verify finds nothing wrong. */
static inline void
seam_is_sound(struct seam *seam)
{
    bool named;
    assert_int_equal(seam_verify(seam, "", "", &named), 0);
}

/* Verify says WHAT at WHERE; returns how many things it says. */
static inline size_t
seam_finds(struct seam *seam, const char *what, const char *where)
{
    bool named;
    size_t count = seam_verify(seam, what, where, &named);
    if (!named)
        fail_msg("verify does not name »%s« at %s", what, where);
    return count;
}

#endif
