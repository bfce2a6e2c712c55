/*
 * cmd_serve.c - be the server of a directory until told to stop; print the route table.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "command.h"
#include "log.h"
#include "paper.h"
#include "str.h"
#include "upkeep.h"
#include "value.h"
#include "web.h"

#define LISTEN_STANDARD "127.0.0.1:8080"
#define TICK_SECONDS 3600

bool
cmd_routes(struct cli *cli, struct err *err)
{
    (void)err;
    web_routes_print(&cli->text);
    return true;
}

/* Write down what is already true. A tick that fails is told and tried again in an hour. */
static void
tick(struct cli *cli)
{
    struct env env = cli->env;
    struct arena arena = {0};
    const struct value *doc;
    struct err err = {0};
    const char *result = "ok", *deleted = "0";

    env.arena = &arena;
    if (upkeep_tick(&env, &doc, &err)) {
        deleted = arena_printf(&arena, "%lld",
                               (long long)value_number(value_find(doc, "tick.deleted")));
    } else {
        result = reason_row(err.reason)->name;
    }
    log_event(clock_now_ms(&env.clock), "tick", "result", result, "deleted", deleted, NULL);
    arena_finish(&arena);
}

/* The signals that end the server; blocked in every thread, awaited in this one. */
static void
block_signals(sigset_t *stop)
{
    sigemptyset(stop);
    sigaddset(stop, SIGINT);
    sigaddset(stop, SIGTERM);
    pthread_sigmask(SIG_BLOCK, stop, NULL);
}

static void
wait_for_stop(struct cli *cli, const sigset_t *stop)
{
    struct timespec hour = {.tv_sec = TICK_SECONDS};

    for (;;) {
        if (sigtimedwait(stop, NULL, &hour) > 0) {
            return;
        }
        if (errno == EAGAIN) {
            tick(cli);
        }
    }
}

/* Whoever started us reads this line: from now on the port answers. */
static void
tell_address(const struct cli *cli, const char *listen, unsigned port, bool tls)
{
    const char *colon = strrchr(listen, ':');
    int host_len = colon == NULL ? 0 : (int)(colon - listen);

    printf("laufzettel: http%s://%.*s:%u (public_url %s)\n", tls ? "s" : "", host_len, listen,
           port, cli->env.config.public_url);
    (void)fflush(stdout);
}

/* Forms of the office that no print will take are told before anybody waits at a printer. */
static void
warn_of_forms(struct cli *cli)
{
    const char *name;

    for (size_t i = 0; (name = paper_form_name(i)) != NULL; i++) {
        uint8_t sha256[PAPER_SHA256_BYTES];
        const struct form *form;
        const char *bytes;
        struct err err = {0};
        struct buf sentence = {0};
        size_t len;
        bool own = false;

        if ((paper_form_source(&cli->env, name, &bytes, &len, &own, &err) && !own) ||
            paper_form(&cli->env, name, &form, sha256, &err)) {
            continue;
        }
        err_sentence(&err, NULL, &sentence);
        fprintf(stderr, "laufzettel: warning: %s\n", buf_text(&sentence));
        buf_finish(&sentence);
    }
}

bool
cmd_serve(struct cli *cli, struct err *err)
{
    const char *listen = cli_option(cli, "listen");
    struct web_options options = {
        .env = &cli->env,
        .listen = listen == NULL ? LISTEN_STANDARD : listen,
        .tls_cert = cli_option(cli, "tls-cert"),
        .tls_key = cli_option(cli, "tls-key"),
        .workers = CLI_WORKERS,
        .photo = cli->photo,
    };
    struct web *web;
    sigset_t stop;

    if ((options.tls_cert == NULL) != (options.tls_key == NULL)) {
        return err_set(err, REASON_INVALID, "tls-cert",
                       "--tls-cert und --tls-key gehören zusammen.");
    }
    block_signals(&stop);
    if (!web_start(&options, &web, err)) {
        return false;
    }
    warn_of_forms(cli);
    tell_address(cli, options.listen, web_port(web), options.tls_cert != NULL);
    tick(cli);
    wait_for_stop(cli, &stop);
    log_event(clock_now_ms(&cli->env.clock), "stop", NULL);
    web_stop(web);
    return true;
}
