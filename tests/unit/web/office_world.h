/*
 * office_world.h - a small office in a folder of its own, with a server whose port stays shut:
 * requests are handed to it as structs, answers read from structs.
 */
#ifndef OFFICE_WORLD_H
#define OFFICE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "arena.h"
#include "clock.h"
#include "date.h"
#include "env.h"
#include "people.h"
#include "../../../src/web/server.h"
#include "store.h"
#include "upkeep.h"
#include "value.h"

#define OFFICE_PASSWORD "Apfel Birne Kiwi 7"

struct office {
    struct arena arena;
    struct env env;
    struct web *web;
    char dir[32];
    int64_t now_ms; /* what the office's clock says */
    struct arena request_arena;
    struct http_request request; /* the next one; ask() sends and forgets it */
    struct http_response response;
    const char *cookie; /* of the last log-in; "" none */
};

static inline int64_t
office_now_ms(const struct clock *clock)
{
    return clock->offset_ms;
}

static inline void
office_plain_request(struct office *o)
{
    arena_reset(&o->request_arena);
    o->response = (struct http_response){.status = 500};
    o->request = (struct http_request){
        .path = "/", .query = "", .cookie = "", .content_type = "", .authorization = "",
        .origin = "", .fetch_site = "", .language = "", .accept_encoding = "",
        .user_agent = "", .body = "", .address = "192.0.2.7", .arena = &o->request_arena,
    };
}

static inline void
office_open(struct office *o, const char *public_url)
{
    struct web_options options = {.env = &o->env, .listen = "127.0.0.1:8080", .workers = 1};
    struct user user = {.name = "keller", .display_name = "Frau Keller", .team = "", .branch = "",
                        .phone = "", .role = ROLE_CASEWORKER};
    const struct value *doc;
    struct err err = {0};

    *o = (struct office){.dir = "/tmp/lz-web-XXXXXX", .cookie = ""};
    assert_non_null(mkdtemp(o->dir));
    o->env.arena = &o->arena;
    o->env.dir = o->dir;
    /* 4 May 2026, 09:00 in Berlin */
    o->env.clock = (struct clock){.now_ms = office_now_ms, .offset_ms = 1777878000000};
    assert_true(upkeep_init(&o->env, public_url, true, &doc, &err));
    env_close(&o->env);
    assert_true(env_configure(&o->env, &err) && env_open_store(&o->env, &err));
    assert_true(upkeep_user_add(&o->env, &user, &doc, &err));
    assert_true(people_set_password(&o->env, "keller", value_string(value_find(doc, "setup.code")),
                                    OFFICE_PASSWORD, &err));
    assert_true(people_instruct_of(&o->env, "keller", DAY_NONE, &doc, &err));
    assert_true(web_open(&options, &o->web, &err));
    office_plain_request(o);
}

static inline void
office_close(struct office *o)
{
    static const char *const files[] = {"laufzettel.db", "laufzettel.db-wal", "laufzettel.db-shm",
                                        "laufzettel.ini", "laufzettel.key", "laufzettel.lock"};

    web_stop(o->web);
    env_close(&o->env);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[64];

        snprintf(path, sizeof path, "%s/%s", o->dir, files[i]);
        (void)unlink(path);
    }
    assert_int_equal(rmdir(o->dir), 0);
    arena_finish(&o->request_arena);
    arena_finish(&o->arena);
}

/* Send o->request to PATH, which may have a query; returns the status. */
static inline int
ask(struct office *o, enum http_method method, const char *path)
{
    char *copy = arena_strdup(&o->arena, path), *query = strchr(copy, '?');

    o->request.query = "";
    if (query != NULL) {
        *query++ = '\0';
        o->request.query = query;
    }
    o->request.method = method;
    o->request.path = copy;
    o->response = (struct http_response){.status = 500};
    web_answer(o->web, 0, &o->request, &o->response);
    return o->response.status;
}

/* The answer as text; what the wire gets has no NUL at its end. */
static inline const char *
body(struct office *o)
{
    return o->response.body == NULL
               ? ""
               : arena_strndup(&o->request_arena, o->response.body, o->response.body_len);
}

/* Header NAME of the answer, or "". */
static inline const char *
header(const struct office *o, const char *name)
{
    for (size_t i = 0; i < o->response.header_count; i++) {
        if (strcmp(o->response.header[i].name, name) == 0) {
            return o->response.header[i].value;
        }
    }
    return "";
}

/* A POST as a browser sends it from a page of ours, with the token of that page. */
static inline int
post(struct office *o, const char *path, const char *fields)
{
    const char *token = "";

    o->request.cookie = o->cookie;
    if (ask(o, HTTP_GET, "/impressum") == 200) {
        token = strstr(body(o), "name=\"token\" value=\"") + 20;
    }
    o->request.body = arena_printf(&o->arena, "token=%.32s%s%s", token, *fields ? "&" : "",
                                   fields);
    o->request.body_len = strlen(o->request.body);
    o->request.content_type = "application/x-www-form-urlencoded";
    o->request.fetch_site = "same-origin";
    o->request.origin = "null";
    return ask(o, HTTP_POST, path);
}

static inline int
log_in(struct office *o, const char *password)
{
    int status = post(o, "/anmelden",
                      arena_printf(&o->arena, "name=keller&password=%s", password));
    const char *set = header(o, "Set-Cookie");

    if (status == 303) {
        o->cookie = arena_strndup(&o->arena, set, strcspn(set, ";"));
    }
    return status;
}

#endif
