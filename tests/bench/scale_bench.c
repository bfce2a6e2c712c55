/*
 * scale_bench.c - lookup, search and case page in a large office beside the same in a small one,
 * both served by the running program. The large office stays under build/ for the next run.
 *
 * SCALE_CASES: cases of the large office (each has ten vouchers). SCALE_FILL_S: how long to
 * go on filling it in this run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "crowd.h"
#include "http_load.h"
#include "people.h"
#include "reception.h"
#include "server.h"
#include "upkeep.h"
#include "value.h"
#include "web.h"

#define SMALL_CASES 100
#define LARGE_CASES 100000
#define FILL_S 300.0
#define SAMPLES 1000 /* vouchers asked for; the small office has no more */
#define ROUNDS 7
#define ROUND_S 0.5
#define USER "s.brandt"
#define PASSWORD "drei Igel unter Brot"

struct sample {
    size_t number; /* of the case */
    char code[CODE_GROUPED_MAX];
};

struct side {
    struct office office;
    struct server server;
    struct http_load load;
    size_t cases;
    struct sample sample[SAMPLES];
    char key[RECEPTION_KEY_MAX], token[PEOPLE_TOKEN_MAX];
};

struct scale {
    struct side small, large;
};

/* ---- offices --------------------------------------------------------------------- */

/* A session; whoever opens a kept office again begins a new one. */
static bool
let_in(struct side *side, struct err *err)
{
    struct env *env = &side->office.env;
    struct user user = {.name = USER, .display_name = "", .role = ROLE_CASEWORKER, .team = "M1",
                        .branch = "moorstadt", .phone = ""};
    const struct value *doc;
    struct err known = {0};

    if (upkeep_user_add(env, &user, &doc, &known) &&
        !people_set_password(env, USER, value_string(value_find(doc, "setup.code")), PASSWORD,
                             err)) {
        return false;
    }
    return people_login(env, USER, PASSWORD, side->token, err);
}

/* Cases and codes from all over the office. */
static bool
take_samples(struct side *side)
{
    for (size_t i = 0; i < SAMPLES; i++) {
        struct sample *sample = &side->sample[i];

        sample->number = i * 7919 % side->cases + 1;
        if (!crowd_code(&side->office, sample->number, i % CROWD_VOUCHERS, sample->code)) {
            return false;
        }
    }
    return true;
}

static bool
side_open(struct side *side, const char *dir, size_t cases, double seconds)
{
    struct err err = {0};

    side->load = (struct http_load){.clients = 1, .seconds = ROUND_S, .status = 200, .arg = side};
    if (!office_open_kept(&side->office, dir) ||
        !crowd_fill(&side->office, cases, seconds, &side->cases) || !take_samples(side)) {
        return false;
    }
    if (!let_in(side, &err)) {
        return bench_fail("user", &err);
    }
    if (!office_pair(&side->office, side->key) || !server_start(&side->server, dir)) {
        return false;
    }
    side->load.port = side->server.port;
    return true;
}

static void
side_close(struct side *side)
{
    server_stop(&side->server);
    office_leave(&side->office);
}

/* ---- requests -------------------------------------------------------------------- */

static size_t
get(const struct side *side, const char *path, char out[HTTP_LOAD_REQUEST_MAX])
{
    return (size_t)snprintf(out, HTTP_LOAD_REQUEST_MAX,
                            "GET %s HTTP/1.1\r\nHost: localhost:%u\r\n"
                            "Cookie: __Host-" WEB_SESSION_COOKIE "=%s\r\n\r\n",
                            path, side->load.port, side->token);
}

static size_t
look_up(void *arg, size_t client, size_t turn, char out[HTTP_LOAD_REQUEST_MAX])
{
    const struct side *side = arg;
    char body[64];

    (void)client;
    snprintf(body, sizeof body, "{\"code\":\"%s\"}", side->sample[turn % SAMPLES].code);
    return (size_t)snprintf(out, HTTP_LOAD_REQUEST_MAX,
                            "POST /api/v1/lookup HTTP/1.1\r\nHost: localhost:%u\r\n"
                            "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
                            "Content-Length: %zu\r\n\r\n%s",
                            side->load.port, side->key, strlen(body), body);
}

static size_t
search(void *arg, size_t client, size_t turn, char out[HTTP_LOAD_REQUEST_MAX])
{
    const struct side *side = arg;
    char path[64], name[CROWD_NAME_MAX];

    (void)client;
    crowd_name(side->sample[turn % SAMPLES].number, name);
    snprintf(path, sizeof path, "/suche?q=%s", name);
    return get(side, path, out);
}

static size_t
case_page(void *arg, size_t client, size_t turn, char out[HTTP_LOAD_REQUEST_MAX])
{
    const struct side *side = arg;
    char path[64];

    (void)client;
    snprintf(path, sizeof path, "/fall/FM-%zu", side->sample[turn % SAMPLES].number);
    return get(side, path, out);
}

/* ---- lines ----------------------------------------------------------------------- */

/* Milliseconds an answer takes on one connection. */
static double
answer_ms(struct side *side)
{
    double rate = http_load_run(&side->load);

    return rate > 0 ? 1000 / rate : -1;
}

static double
large_round(void *arg)
{
    return answer_ms(&((struct scale *)arg)->large);
}

static double
small_round(void *arg)
{
    return answer_ms(&((struct scale *)arg)->small);
}

/*
 * Ask for every sample once: a reception's first look at a voucher in a day is written into the
 * client's access log, in a small office as in a large one, and is not what is compared here.
 */
static bool
warm_up(struct side *side, size_t (*request)(void *, size_t, size_t, char *))
{
    side->load.request = request;
    side->load.turn = 0;
    while (side->load.turn < SAMPLES) {
        if (http_load_run(&side->load) < 0) {
            return false;
        }
    }
    return true;
}

static bool
lines(struct scale *scale)
{
    static const struct {
        const char *what;
        size_t (*request)(void *, size_t, size_t, char *);
    } asked[] = {{"lookup", look_up}, {"search", search}, {"case page", case_page}};
    bool done = true;
    char what[64];

    bench_title("Size of the office: floor is the same with 1 000 vouchers");
    for (size_t i = 0; i < sizeof asked / sizeof *asked && done; i++) {
        done = warm_up(&scale->small, asked[i].request) && warm_up(&scale->large, asked[i].request);
        snprintf(what, sizeof what, "%s at %zu vouchers", asked[i].what,
                 scale->large.cases * CROWD_VOUCHERS);
        done = done && bench_run(&(struct bench){.what = what, .unit = "ms", .ours = large_round,
                                         .floor = small_round, .arg = scale,
                                         .goal = "<= 1.3 x", .rounds = ROUNDS});
    }
    return done;
}

/* A number from the environment, or what is usual. */
static double
setting(const char *name, double usual)
{
    const char *text = getenv(name);

    return text == NULL ? usual : strtod(text, NULL);
}

int
main(void)
{
    static struct scale scale;
    size_t cases = (size_t)setting("SCALE_CASES", LARGE_CASES);
    char dir[64];
    bool done;

    snprintf(dir, sizeof dir, "build/bench-office-%zu", cases);
    done = side_open(&scale.small, "build/bench-office-100", SMALL_CASES, FILL_S) &&
           side_open(&scale.large, dir, cases, setting("SCALE_FILL_S", FILL_S)) && lines(&scale);
    side_close(&scale.small);
    side_close(&scale.large);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
