/*
 * guess_test.c - who guesses codes: nothing is hit, the guesser is turned away, nobody else is
 * kept waiting, and the log is not flooded.
 *
 * GUESSES (5000) says how many; `make races` takes a million.
 */
#include <time.h>

#include "code.h"
#include "date.h"
#include "office_world.h"
#include "provider.h"
#include "reception.h"
#include "slip.h"
#include "store_case.h"
#include "store_catalogue.h"
#include "voucher.h"

#define MINUTE_MS ((int64_t)60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define GUESSES 5000
#define BURST_ADDRESS 30 /* see rules in budget.c */
#define BURST_DEVICE 10
#define TIMED 2000       /* answers of each kind */
#define APART_MS 2.0     /* the most two medians may differ */

/* Of a long run; the frugal one is part of every check. */
static size_t
guesses(void)
{
    const char *wanted = getenv("GUESSES");

    return wanted == NULL ? GUESSES : strtoul(wanted, NULL, 10);
}

/* ---- one provider with two devices, one client ---- */

struct world {
    struct office office;
    const char *guessing, *honest; /* devices' keys */
    const char *voucher, *client;  /* codes */
};

static bool
fill(struct db *db, void *arg, struct err *err)
{
    struct case_file client = {.number = "F-1", .given_name = "Ayşe", .family_name = "Müller",
                               .birth_date = day_from_civil(1980, 2, 29), .language = "tr",
                               .caseworker = "keller", .team = "", .branch = ""};
    struct provider provider = {.key = "kita", .name = "kita", .regime = "dsgvo"};
    struct service service = {.key = "KB-1", .type = TYPE_A, .title = "Platzsuche",
                              .places = PLACES_UNLIMITED};
    struct agreement agreement = {.type = TYPE_A, .level = 2, .basis = BASIS_LAW,
                                  .valid_from = day_from_civil(2026, 1, 1),
                                  .valid_until = DAY_NONE};
    struct need need = {.type = TYPE_A, .priority = 1, .plan_ref = "P-1",
                        .agreed_on = day_from_civil(2026, 5, 4)};
    enum put done;

    (void)arg;
    if (!store_case_put(db, &client, &done, err) ||
        !store_provider_put(db, &provider, &done, err)) {
        return false;
    }
    need.case_id = client.id;
    service.provider = agreement.provider = provider.id;
    return store_need_put(db, &need, &done, err) && store_service_put(db, &service, &done, err) &&
           store_agreement_put(db, &agreement, &done, err);
}

static const char *
pair(struct office *o, const char *name)
{
    struct pairing_request request = {.provider = "kita", .role = WHO_RECEPTION};
    char *key = arena_alloc(&o->arena, RECEPTION_KEY_MAX);
    const struct value *doc;
    struct err err = {0};

    assert_true(provider_pair(&o->env, &request, "", &doc, &err));
    assert_true(reception_pair(&o->env, value_string(value_find(doc, "pairing.code")), name, true,
                               key, &doc, &err));
    return key;
}

/* The code of a new voucher; the client's code in CLIENT. */
static const char *
issue(struct office *o, const char **client)
{
    struct slip_request request = {.case_number = "F-1", .station_count = 1, .language = "",
                                   .batch = "", .station = {{.service = "KB-1",
                                                             .provider = "kita"}}};
    const char *number;
    const struct value *doc;
    struct err err = {0};

    assert_true(slip_issue(&o->env, &request, &number, NULL, &err));
    assert_true(slip_show(&o->env, number, &doc, &err));
    *client = value_string(value_find(doc, "slip.client_code"));
    return value_string(value_get(value_at(value_find(doc, "slip.vouchers"), 0), "code"));
}

static int
set_up(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    struct err err = {0};

    assert_non_null(w);
    office_open(&w->office, "http://127.0.0.1:8080");
    assert_true(store_write(w->office.env.store, fill, NULL, &err));
    w->guessing = pair(&w->office, "Eins");
    w->honest = pair(&w->office, "Zwei");
    w->voucher = issue(&w->office, &w->client);
    *state = w;
    return 0;
}

static int
tear_down(void **state)
{
    struct world *w = *state;

    office_close(&w->office);
    free(w);
    return 0;
}

/* ---- requests ---- */

/* A code with a right check symbol that nobody has; KIND makes no difference to whom it opens. */
static void
guess(char out[CODE_MAX])
{
    static struct keys strangers;
    uint8_t seed[CODE_SEED_BYTES], master[KEY_BYTES];

    key_random(master, sizeof master);
    key_random(seed, sizeof seed);
    key_derive(master, &strangers);
    code_derive(&strangers, CODE_VOUCHER, seed, 1, out);
    assert_true(code_check(out));
}

/* POST a CODE from ADDRESS to a page; TOKEN is that of any page before. */
static int
post_code(struct office *o, const char *path, const char *address, const char *token,
          const char *code)
{
    office_plain_request(o);
    (void)snprintf(o->request.address, sizeof o->request.address, "%s", address);
    o->request.body = arena_printf(&o->request_arena, "token=%.32s&code=%s", token, code);
    o->request.body_len = strlen(o->request.body);
    o->request.content_type = "application/x-www-form-urlencoded";
    o->request.fetch_site = "same-origin";
    o->request.method = HTTP_POST;
    o->request.path = path;
    web_answer(o->web, 0, &o->request, &o->response);
    return o->response.status;
}

static int
look_up(struct office *o, const char *key, const char *code)
{
    office_plain_request(o);
    o->request.authorization = arena_printf(&o->request_arena, "Bearer %s", key);
    o->request.body = arena_printf(&o->request_arena, "{\"code\":\"%s\"}", code);
    o->request.body_len = strlen(o->request.body);
    o->request.content_type = "application/json";
    o->request.method = HTTP_POST;
    o->request.path = "/api/v1/lookup";
    web_answer(o->web, 0, &o->request, &o->response);
    return o->response.status;
}

static const char *
token_of(struct office *o)
{
    const char *found;

    assert_int_equal(ask(o, HTTP_GET, "/k"), 200);
    found = strstr(body(o), "name=\"token\" value=\"");
    assert_non_null(found);
    return arena_strndup(&o->arena, found + 20, 32);
}

/* ---- the log, in a file of its own while something storms ---- */

struct log_file {
    FILE *file;
    int before;
};

static struct log_file
log_begin(void)
{
    struct log_file log = {.file = tmpfile(), .before = dup(2)};

    assert_non_null(log.file);
    assert_true(dup2(fileno(log.file), 2) == 2);
    return log;
}

/* How many lines were written, and how many of them hold PART. */
static size_t
log_end(struct log_file *log, const char *part, size_t *with_part)
{
    char line[1024];
    size_t lines = 0;

    (void)dup2(log->before, 2);
    (void)close(log->before);
    rewind(log->file);
    for (*with_part = 0; fgets(line, sizeof line, log->file) != NULL; lines++) {
        *with_part += strstr(line, part) != NULL;
    }
    (void)fclose(log->file);
    return lines;
}

/* ---- guessing ---- */

static void
no_guess_hits_through_the_verbs(void **state)
{
    struct world *w = *state;
    struct office *o = &w->office;
    size_t count = guesses(), hits = 0;

    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct env env = o->env;
        const struct value *doc;
        struct err err = {0}, why = {0};
        char code[CODE_MAX];

        env.arena = &arena;
        guess(code);
        assert_true(reception_public(&env, code, &doc, &err));
        hits += value_truth(value_find(doc, "public.valid"));
        hits += reception_client(&env, code, &doc, &why);
        assert_int_equal(why.reason, REASON_UNKNOWN);
        arena_finish(&arena);
    }
    print_message("%zu codes tried twice: %zu hits\n", count, hits);
    assert_int_equal(hits, 0);
}

static void
an_address_that_guesses_is_turned_away_and_no_other(void **state)
{
    static const char *const paths[] = {"/k", "/s"};
    struct world *w = *state;
    struct office *o = &w->office;
    const char *token = token_of(o);
    size_t count = guesses(), heard = 0, refused = 0, lines, summaries;
    struct log_file log = log_begin();
    bool others_served = true;
    char code[CODE_MAX];

    for (size_t i = 0; i < count; i++) {
        int status;

        guess(code);
        status = post_code(o, paths[i % 2], "203.0.113.9", token, code);
        refused += status == 429;
        heard += status == 404 || status == 200;
        if (i % 100 == 0) {
            others_served &= post_code(o, "/k", "192.0.2.50", token, w->client) == 200 &&
                             look_up(o, w->honest, w->voucher) == 200;
        }
    }
    lines = log_end(&log, "event=guessing address=203.0.113.9", &summaries);
    print_message("%zu guesses from one address: %zu heard, %zu turned away, %zu log lines\n",
                  count, heard, refused, lines);
    assert_true(others_served);
    assert_int_equal(heard, BURST_ADDRESS);
    assert_int_equal(refused, count - BURST_ADDRESS);
    assert_int_equal(summaries, 1);
    assert_true(lines <= BURST_ADDRESS + summaries);
    /* With time it may try again; a good code would be heard at once then. */
    o->env.clock.offset_ms += HOUR_MS;
    assert_int_equal(post_code(o, "/k", "203.0.113.9", token_of(o), w->client), 200);
}

static void
a_device_that_guesses_is_turned_away_and_no_other(void **state)
{
    struct world *w = *state;
    struct office *o = &w->office;
    size_t count = guesses(), unknown = 0, refused = 0, lines, summaries;
    struct log_file log = log_begin();
    bool others_served = true;
    char code[CODE_MAX];

    for (size_t i = 0; i < count; i++) {
        int status;

        guess(code);
        status = look_up(o, w->guessing, code);
        unknown += status == 404;
        refused += status == 429;
        if (i % 100 == 0) {
            others_served &= look_up(o, w->honest, w->voucher) == 200;
        }
    }
    lines = log_end(&log, "event=guessing device=", &summaries);
    print_message("%zu guesses by one device: %zu heard, %zu turned away, %zu log lines\n", count,
                  unknown, refused, lines);
    assert_true(others_served);
    assert_int_equal(unknown, BURST_DEVICE);
    assert_int_equal(refused, count - BURST_DEVICE);
    assert_int_equal(summaries, 1);
    assert_true(lines <= BURST_DEVICE + summaries);
}

/* ---- what is alike ---- */

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median(double *ms, size_t count)
{
    qsort(ms, count, sizeof *ms, compare);
    return ms[count / 2];
}

static double
since_ms(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) * 1e3 +
           (double)(now.tv_nsec - start->tv_nsec) / 1e6;
}

static void
a_known_code_takes_as_long_as_an_unknown_one(void **state)
{
    static double known[TIMED], unknown[TIMED];
    struct world *w = *state;
    struct office *o = &w->office;
    struct log_file log = log_begin();
    size_t ignored;
    double apart;

    for (size_t i = 0; i < TIMED; i++) {
        struct timespec start;
        const char *token;
        char code[CODE_MAX];

        o->env.clock.offset_ms += MINUTE_MS / 2; /* slow enough to be heard */
        guess(code);
        token = token_of(o);
        clock_gettime(CLOCK_MONOTONIC, &start);
        assert_int_equal(post_code(o, "/s", "203.0.113.9", token, w->voucher), 200);
        known[i] = since_ms(&start);
        clock_gettime(CLOCK_MONOTONIC, &start);
        assert_int_equal(post_code(o, "/s", "203.0.113.9", token, code), 200);
        unknown[i] = since_ms(&start);
    }
    (void)log_end(&log, "", &ignored);
    apart = median(known, TIMED) - median(unknown, TIMED);
    print_message("/s: known %.3f ms, unknown %.3f ms, apart %.3f ms\n", known[TIMED / 2],
                  unknown[TIMED / 2], apart);
    assert_true(apart < APART_MS && apart > -APART_MS);
}

static void
steer(struct office *o, const char *code, enum step step, enum cause cause)
{
    struct voucher_step request = {.code = code, .provider = "", .step = step,
                                   .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                   .until = DAY_NONE, .cause = cause, .receipt = ""};
    const struct value *doc;
    struct err err = {0};

    assert_true(voucher_record(&o->env, &request, &doc, &err));
}

static const char *
page_of(struct world *w, const char *code)
{
    assert_int_equal(post_code(&w->office, "/s", "203.0.113.9", token_of(&w->office), code), 200);
    return arena_strndup(&w->office.arena, body(&w->office), w->office.response.body_len);
}

static void
every_code_that_is_no_good_gets_the_same_bytes(void **state)
{
    struct world *w = *state;
    struct office *o = &w->office;
    const char *client, *replaced = issue(o, &client), *withdrawn = issue(o, &client);
    const char *unknown = page_of(w, "1234-5678-9ABC-DEFE");

    assert_string_not_equal(page_of(w, w->voucher), unknown);
    assert_string_not_equal(page_of(w, replaced), unknown);
    steer(o, replaced, STEP_REISSUE, CAUSE_NONE);
    steer(o, withdrawn, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_string_equal(page_of(w, replaced), unknown);
    assert_string_equal(page_of(w, withdrawn), unknown);
    assert_string_equal(page_of(w, client), unknown);
    o->env.clock.offset_ms += 200 * 24 * HOUR_MS;
    assert_string_equal(page_of(w, w->voucher), page_of(w, "1234-5678-9ABC-DEFE"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_guess_hits_through_the_verbs),
        TEST(an_address_that_guesses_is_turned_away_and_no_other),
        TEST(a_device_that_guesses_is_turned_away_and_no_other),
        TEST(a_known_code_takes_as_long_as_an_unknown_one),
        TEST(every_code_that_is_no_good_gets_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
