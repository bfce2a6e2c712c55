/*
 * guard.c - may they? Decided from the route's row alone, before any handler.
 */
#include <string.h>

#include "date.h"
#include "server.h"
#include "str.h"

#define WHO_ANY_ROLE (~0u << WEB_ROLE_SHIFT)

static bool
is_allowed(const struct web_exchange *x, unsigned who)
{
    return (who & WEB_PUBLIC) || ((who & WEB_LOOPBACK) && x->request->loopback) ||
           (x->program != 0 && (who & WEB_PROGRAM)) ||
           (x->session.id != 0 && (who & WEB_ROLE(x->env.user.role))) ||
           (x->device.id != 0 && ((who & WEB_DEVICE) ||
                                  ((who & WEB_LEAD) && x->device.role == WHO_LEAD)));
}

/* A device serves nobody before its people know what binds them: the page of pairing says it. */
static bool
is_untold(const struct web_exchange *x)
{
    return x->device.id != 0 && x->device.instructed_on == DAY_NONE &&
           (x->route->flags & WEB_UNTOLD) == 0;
}

enum guard
guard_check(const struct web_exchange *x)
{
    unsigned who = x->route->who;

    if ((who & (WEB_DEVICE | WEB_LEAD)) && is_untold(x)) {
        return GUARD_PAIR;
    }
    if (is_allowed(x, who)) {
        return GUARD_OPEN;
    }
    if ((who & WHO_ANY_ROLE) && x->session.id == 0) {
        return GUARD_LOGIN;
    }
    if ((who & (WEB_DEVICE | WEB_LEAD)) && x->device.id == 0) {
        return GUARD_PAIR;
    }
    return GUARD_SHUT;
}

static bool
not_ours(struct err *err)
{
    return err_set(err, REASON_NOT_ALLOWED, "",
                   "Diese Seite war zu lange offen oder gehört nicht zu dieser Anwendung. "
                   "Bitte die Seite neu laden und noch einmal senden.");
}

bool
guard_origin(const struct web_exchange *x, struct err *err)
{
    const struct http_request *request = x->request;
    bool same_site = str_equal(request->fetch_site, "same-origin");

    if (*request->fetch_site != '\0' && !same_site) {
        return not_ours(err);
    }
    /* Under our Referrer-Policy browsers hide the origin of a form, but not the fetch site. */
    if (*request->origin == '\0' || str_equal(request->origin, "null")) {
        return same_site || not_ours(err);
    }
    for (size_t i = 0; x->web->origin[i] != NULL; i++) {
        if (str_equal(request->origin, x->web->origin[i])) {
            return true;
        }
    }
    return not_ours(err);
}

/* Takes as long for any guess. */
static bool
same_secret(const char *a, const char *b, size_t len)
{
    volatile unsigned char differs = 0;

    for (size_t i = 0; i < len; i++) {
        differs = (unsigned char)(differs | (a[i] ^ b[i]));
    }
    return differs == 0;
}

bool
guard_token(const struct web_exchange *x, const char *token, struct err *err)
{
    const char *wanted = identity_token(x);
    size_t len = strlen(wanted);

    return (token != NULL && strlen(token) == len && same_secret(token, wanted, len)) ||
           not_ours(err);
}
