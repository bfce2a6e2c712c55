/*
 * http_bench.c - the running server: durable confirmations beside a bare server, lookups in
 * a small and in a large office, how long it takes to start and how much memory it needs.
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "code.h"
#include "date.h"
#include "floor_http.h"
#include "http_load.h"
#include "office.h"
#include "provider.h"
#include "reception.h"
#include "slip.h"
#include "value.h"
#include "voucher.h"

#define ROUNDS 5
#define ROUND_S 0.5
#define VOUCHERS 4000
#define CASES 1000
#define ISSUERS 32
#define FILL_S 60.0 /* the large office is as large as it gets in this time */
#define FILL_MAX 1000000

struct world {
    struct office office;
    struct floor_http *floor;
    struct http_load ours, bare;
    char code[VOUCHERS][CODE_GROUPED_MAX];
    char key[RECEPTION_KEY_MAX];
    pid_t server;
    double start_ms;
    atomic_bool stop;
};

/* ---- the server ------------------------------------------------------------------ */

/* The first line says the port: laufzettel: http://127.0.0.1:PORT (public_url ...). */
static unsigned
read_port(int from)
{
    char line[256];
    ssize_t len = read(from, line, sizeof line - 1);
    const char *colon;

    if (len <= 0) {
        return 0;
    }
    line[len] = '\0';
    colon = strstr(line, "127.0.0.1:");
    return colon == NULL ? 0 : (unsigned)strtoul(colon + 10, NULL, 10);
}

static void
become_server(const struct world *world, int told)
{
    const char *program = getenv("LZ");
    char log[96];

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    program = program == NULL ? "build/laufzettel" : program;
    snprintf(log, sizeof log, "%s/serve.log", world->office.folder);
    if (dup2(told, STDOUT_FILENO) >= 0 && freopen(log, "a", stderr) != NULL) {
        execl(program, program, "-C", world->office.dir, "serve", "--listen", "127.0.0.1:0",
              (char *)NULL);
    }
    _exit(EXIT_FAILURE);
}

static bool
server_start(struct world *world)
{
    double start = bench_now_s();
    int told[2];

    if (pipe(told) != 0) {
        return false;
    }
    world->server = fork();
    if (world->server == 0) {
        become_server(world, told[1]);
    }
    close(told[1]);
    world->ours.port = read_port(told[0]);
    world->start_ms = (bench_now_s() - start) * 1000;
    close(told[0]);
    return world->ours.port != 0;
}

static void
server_stop(struct world *world)
{
    if (world->server > 0) {
        kill(world->server, SIGTERM);
        waitpid(world->server, NULL, 0);
        world->server = 0;
    }
}

/* Resident MiB of the server. */
static double
server_memory(const struct world *world)
{
    char path[64], line[256];
    double mib = -1;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/status", (long)world->server);
    file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "VmRSS:", 6) == 0) {
            mib = strtod(line + 6, NULL) / 1024;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return mib;
}

/* ---- the office ------------------------------------------------------------------ */

static bool
issue(struct env *env, size_t number, char code[CODE_GROUPED_MAX], struct err *err)
{
    const struct value *doc;
    const char *slip;
    char key[24];

    snprintf(key, sizeof key, "FM-%zu", number % CASES + 1);
    struct slip_request request = {.case_number = key, .station_count = 1, .language = "",
                                   .station = {{.service = OFFICE_SERVICE,
                                                .provider = OFFICE_PROVIDER}},
                                   .batch = ""};
    if (!slip_issue(env, &request, &slip, NULL, err)) {
        return false;
    }
    if (code == NULL) {
        return true;
    }
    if (!slip_show(env, slip, &doc, err)) {
        return false;
    }
    snprintf(code, CODE_GROUPED_MAX, "%s",
             value_string(value_find(value_at(value_find(doc, "slip.vouchers"), 0), "code")));
    struct voucher_step step = {.code = code, .provider = "", .step = STEP_ACCEPT,
                                .source = SOURCE_PAPER_CLIENT, .happened_on = DAY_NONE,
                                .until = DAY_NONE};
    return voucher_record(env, &step, &doc, err);
}

static bool
pair_device(struct world *world, struct err *err)
{
    const struct value *doc;
    struct env *env = &world->office.env;

    return provider_pair(env, OFFICE_PROVIDER, WHO_RECEPTION, "", &doc, err) &&
           reception_pair(env, value_string(value_find(doc, "pairing.code")), "Last", world->key,
                          &doc, err);
}

static bool
prepare(struct world *world)
{
    char path[96];
    struct err err = {0};

    if (!office_open(&world->office, CASES)) {
        return false;
    }
    for (size_t i = 0; i < VOUCHERS; i++) {
        if (!issue(&world->office.env, i, world->code[i], &err)) {
            return bench_fail("voucher", &err);
        }
        arena_reset(world->office.env.arena);
    }
    if (!pair_device(world, &err)) {
        return bench_fail("device", &err);
    }
    snprintf(path, sizeof path, "%s/floor.db", world->office.folder);
    world->floor = floor_http_start(path);
    return world->floor != NULL && server_start(world);
}

struct issuer {
    struct world *world;
    struct env env;
    struct arena arena;
    size_t index, issued;
};

static void *
issue_on(void *arg)
{
    struct issuer *issuer = arg;
    struct err err = {0};

    while (!atomic_load(&issuer->world->stop) && issuer->issued < FILL_MAX / ISSUERS &&
           issue(&issuer->env, issuer->index + ISSUERS * issuer->issued, NULL, &err)) {
        arena_reset(&issuer->arena);
        issuer->issued++;
    }
    return NULL;
}

/* Vouchers there are after a while of issuing by many beside the running server. */
static size_t
fill(struct world *world)
{
    static struct issuer issuer[ISSUERS];
    pthread_t thread[ISSUERS];
    size_t count = 0, total = VOUCHERS;

    for (size_t i = 0; i < ISSUERS; i++) {
        issuer[i] = (struct issuer){.world = world, .env = world->office.env, .index = i};
        issuer[i].env.arena = &issuer[i].arena;
        if (pthread_create(&thread[i], NULL, issue_on, &issuer[i]) != 0) {
            break;
        }
        count++;
    }
    for (double start = bench_now_s(); bench_now_s() - start < FILL_S;) {
        usleep(100000);
    }
    atomic_store(&world->stop, true);
    for (size_t i = 0; i < count; i++) {
        pthread_join(thread[i], NULL);
        total += issuer[i].issued;
        arena_finish(&issuer[i].arena);
    }
    return total;
}

/* ---- requests -------------------------------------------------------------------- */

static size_t
post(const struct world *world, const char *path, const char *body,
     char out[HTTP_LOAD_REQUEST_MAX])
{
    return (size_t)snprintf(out, HTTP_LOAD_REQUEST_MAX,
                            "POST %s HTTP/1.1\r\nHost: localhost:%u\r\nAuthorization: Bearer %s\r\n"
                            "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                            path, world->ours.port, world->key, strlen(body), body);
}

/* One voucher after the other, so that no history grows longer than a real one. */
static size_t
confirm(void *arg, size_t client, size_t turn, char out[HTTP_LOAD_REQUEST_MAX])
{
    const struct world *world = arg;
    char body[256];

    (void)client;
    snprintf(body, sizeof body,
             "{\"code\":\"%s\",\"command\":\"attend\",\"nonce\":\"bench-%016zu\",\"again\":true}",
             world->code[turn % VOUCHERS], turn);
    return post(world, "/api/v1/events", body, out);
}

static size_t
look_up(void *arg, size_t client, size_t turn, char out[HTTP_LOAD_REQUEST_MAX])
{
    const struct world *world = arg;
    char body[64];

    (void)client;
    snprintf(body, sizeof body, "{\"code\":\"%s\"}", world->code[turn * 7919 % VOUCHERS]);
    return post(world, "/api/v1/lookup", body, out);
}

static double
ours_round(void *arg)
{
    return http_load_run(&((struct world *)arg)->ours);
}

static double
bare_round(void *arg)
{
    return http_load_run(&((struct world *)arg)->bare);
}

/* ---- lines ----------------------------------------------------------------------- */

static bool
confirmations(struct world *world)
{
    static const size_t clients[] = {1, 16, HTTP_LOAD_CLIENTS_MAX};
    bool done = true;
    char what[64];

    for (size_t i = 0; i < 3 && done; i++) {
        world->ours.clients = world->bare.clients = clients[i];
        world->ours.request = world->bare.request = confirm;
        world->ours.status = world->bare.status = 201;
        world->bare.port = floor_http_port(world->floor);
        snprintf(what, sizeof what, "durable confirmation, %zu connections", clients[i]);
        done = bench_run(&(struct bench){
            .what = what, .unit = "1/s", .ours = ours_round, .floor = bare_round, .arg = world,
            .goal = clients[i] == HTTP_LOAD_CLIENTS_MAX ? ">= 0.35 x floor" : "",
            .rounds = ROUNDS});
    }
    return done;
}

/* Milliseconds a lookup takes on one connection. */
static double
lookup_ms(struct world *world)
{
    double best = -1;

    world->ours.clients = 1;
    world->ours.request = look_up;
    world->ours.status = 200;
    for (size_t i = 0; i < ROUNDS; i++) {
        double figure = http_load_run(&world->ours);

        best = figure > best ? figure : best;
    }
    return best > 0 ? 1000 / best : -1;
}

static bool
lookups(struct world *world)
{
    double small = lookup_ms(world), large;
    char what[64];

    snprintf(what, sizeof what, "lookup at %zu vouchers, floor at %d", fill(world), VOUCHERS);
    large = lookup_ms(world);
    bench_line(what, "ms", large, small, "<= 1.3 x at 1 000 000");
    return small > 0 && large > 0;
}

static bool
lines(struct world *world)
{
    bench_title("HTTP: the running server; floor: libmicrohttpd and one insert");
    bench_line("start until the port is told", "ms", world->start_ms, -1, "< 100 ms");
    bench_line("resident memory, idle", "MiB", server_memory(world), -1, "< 40 MiB");
    return confirmations(world) && lookups(world);
}

int
main(void)
{
    static struct world world;
    bool done;

    world.ours = world.bare = (struct http_load){.seconds = ROUND_S, .arg = &world};
    done = prepare(&world) && lines(&world);
    server_stop(&world);
    floor_http_stop(world.floor);
    office_close(&world.office);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
