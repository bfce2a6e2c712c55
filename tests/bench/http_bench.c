/*
 * http_bench.c - the running server: durable confirmations beside a bare server, how long it
 * takes to start and how much memory it needs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "code.h"
#include "date.h"
#include "floor_http.h"
#include "http_load.h"
#include "office.h"
#include "peer.h"
#include "reception.h"
#include "server.h"
#include "slip.h"
#include "value.h"
#include "voucher.h"

#define ROUNDS 5
#define ROUND_S 0.5
#define VOUCHERS 4000
#define CASES 1000

struct world {
    struct office office;
    struct floor_http *floor;
    struct http_load ours, bare;
    char code[VOUCHERS][CODE_GROUPED_MAX];
    char key[RECEPTION_KEY_MAX];
    struct server server;
};

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
    if (!office_pair(&world->office, world->key)) {
        return false;
    }
    snprintf(path, sizeof path, "%s/floor.db", world->office.folder);
    world->floor = floor_http_start(path);
    if (world->floor == NULL || !server_start(&world->server, world->office.dir)) {
        return false;
    }
    world->ours.port = world->server.port;
    return true;
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

/* A small service of the usual kind that inserts one row at a time, beside ours. */
static bool
peer(struct world *world)
{
    struct server service;
    char node[] = "node", script[] = "tests/bench/peers/fastify.cjs", db[96];
    char *const argv[] = {node, script, db, NULL};
    bool done;

    if (!peer_wanted()) {
        return true;
    }
    snprintf(db, sizeof db, "%s/peer.db", world->office.folder);
    setenv("NODE_PATH", "build/peers/node_modules", 1);
    done = server_run(&service, argv, "build/peers/fastify.log");
    world->bare.port = service.port;
    done = done && bench_run(&(struct bench){
        .what = "durable confirmation, floor fastify, 64 conn.", .unit = "1/s",
        .goal = ">= 3 x floor", .ours = ours_round, .floor = bare_round, .arg = world,
        .rounds = ROUNDS});
    server_stop(&service);
    return done;
}

static bool
lines(struct world *world)
{
    bench_title("HTTP: the running server; floor: libmicrohttpd and one insert");
    bench_line("start until the port is told", "ms", world->server.start_ms, -1, "< 100 ms");
    bench_line("resident memory, idle", "MiB", server_memory(&world->server), -1, "< 40 MiB");
    return confirmations(world) && peer(world);
}

int
main(void)
{
    static struct world world;
    bool done;

    world.ours = world.bare = (struct http_load){.seconds = ROUND_S, .arg = &world};
    done = prepare(&world) && lines(&world);
    server_stop(&world.server);
    floor_http_stop(world.floor);
    office_close(&world.office);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
