/*
 * identity.c - who asks: the session or device of a cookie, the key of an API call, the language.
 */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "catalog.h"
#include "clock.h"
#include "date.h"
#include "feed.h"
#include "reception.h"
#include "server.h"
#include "str.h"

/* Browsers take the prefix only with Secure, and Secure only over TLS. */
static const char *
cookie_prefix(const struct web *web)
{
    return web->secure ? "__Host-" : "";
}

const char *
identity_cookie(const struct web_exchange *x, const char *name)
{
    const char *wanted = arena_printf(x->env.arena, "%s%s=", cookie_prefix(x->web), name);
    const char *at = x->request->cookie;

    while (*at != '\0') {
        size_t len = strcspn(at, ";");

        if (str_starts(at, wanted)) {
            size_t skip = strlen(wanted);

            return arena_strndup(x->env.arena, at + skip, len - skip);
        }
        at += len;
        at += strspn(at, "; ");
    }
    return NULL;
}

void
web_cookie(struct web_exchange *x, const char *name, const char *value, int64_t max_age_s)
{
    /* A phone's camera app comes to /s from outside and must find its device known. */
    const char *same_site = str_equal(name, WEB_DEVICE_COOKIE) ? "Lax" : "Strict";
    const char *text = arena_printf(x->env.arena,
                                    "%s%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=%s%s",
                                    cookie_prefix(x->web), name, value,
                                    *value == '\0' ? 0LL : (long long)max_age_s, same_site,
                                    x->web->secure ? "; Secure" : "");

    http_header_add(x->response, "Set-Cookie", text);
}

/* A failure that means "nobody we know" is no failure of the request. */
static bool
unless_unknown(const struct err *why, struct err *err)
{
    if (why->reason == REASON_NOT_ALLOWED) {
        return true;
    }
    *err = *why;
    return false;
}

static bool
find_session(struct web_exchange *x, struct err *err)
{
    const char *token = identity_cookie(x, WEB_SESSION_COOKIE);
    struct err why = {0};

    if (token == NULL) {
        return true;
    }
    if (!people_session(&x->env, token, &x->session, &x->env.user, &why)) {
        x->session = (struct people_session){0};
        x->env.user = (struct user){0};
        return unless_unknown(&why, err);
    }
    return people_session_seen(&x->env, &x->session, err);
}

static bool
find_device(struct web_exchange *x, const char *key, struct err *err)
{
    struct err why = {0};

    if (key == NULL || reception_device(&x->env, key, &x->device, &why)) {
        return true;
    }
    x->device = (struct device){0};
    return unless_unknown(&why, err);
}

/* A device that is used stays: its cookie begins anew with the first request of each day. */
static void
renew_cookie(struct web_exchange *x, const char *key)
{
    if (x->device.id != 0 &&
        x->device.last_seen_ms < moment_of_day(clock_today(&x->env.clock))) {
        web_cookie(x, WEB_DEVICE_COOKIE, key, WEB_DEVICE_SECONDS);
    }
}

static bool
find_program(struct web_exchange *x, const char *key, struct err *err)
{
    struct err why = {0};

    if (key == NULL || feed_key_find(&x->env, key, &x->program, &why)) {
        return true;
    }
    return unless_unknown(&why, err);
}

bool
identity_find(struct web_exchange *x, struct err *err)
{
    const char *authorization = x->request->authorization;
    const char *key;

    if (x->route->flags & WEB_API) {
        key = str_starts(authorization, "Bearer ") ? authorization + 7 : NULL;

        /* A key is of one kind, and a route takes one kind: of the other it is a stranger's. */
        return x->route->who & WEB_PROGRAM ? find_program(x, key, err) : find_device(x, key, err);
    }
    key = identity_cookie(x, WEB_DEVICE_COOKIE);
    if (!find_session(x, err) || !find_device(x, key, err)) {
        return false;
    }
    renew_cookie(x, key);
    return true;
}

void
identity_forget(struct web_exchange *x)
{
    web_cookie(x, WEB_DEVICE_COOKIE, "", 0);
    http_header_add(x->response, "Clear-Site-Data", "\"cache\", \"storage\"");
}

const char *
identity_token(const struct web_exchange *x)
{
    char *token = arena_alloc(x->env.arena, PEOPLE_CSRF_MAX);
    uint8_t binding[16] = {0};

    /* A visitor has nothing yet that a forged request could use: for them the token is only
       another sign of our own page, beside its origin. */
    if (x->session.id != 0) {
        memcpy(binding, x->session.hash, sizeof binding);
    } else if (x->device.id != 0) {
        memcpy(binding, "device:", 7);
        memcpy(binding + 8, &x->device.id, sizeof x->device.id);
    }
    people_csrf(&x->env, binding, token);
    return token;
}

/* The first of the browser's languages, in its order, that we speak. */
static const char *
preferred(const char *header)
{
    while (*header != '\0') {
        size_t len = strcspn(header, ",;- ");

        if (len == 2 && (strncmp(header, "de", 2) == 0 || strncmp(header, "en", 2) == 0)) {
            return *header == 'd' ? "de" : "en";
        }
        header += strcspn(header, ",");
        header += strspn(header, ", ");
    }
    return NULL;
}

void
identity_language(struct web_exchange *x)
{
    const char *chosen = identity_cookie(x, WEB_LANGUAGE_COOKIE);

    if (chosen == NULL || (!str_equal(chosen, "de") && !str_equal(chosen, "en"))) {
        chosen = preferred(x->request->language);
    }
    if (chosen == NULL) {
        chosen = x->web->env->config.language;
    }
    x->language = str_equal(chosen, "en") ? "en" : "de";
    x->env.catalog = *x->language == 'e' ? x->web->english : NULL;
}
