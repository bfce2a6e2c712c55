/*
 * web.h - the server as a whole, and what every page works with.
 *
 * The route table says method, path, who may, which fields and flags; size, session, role,
 * CSRF token and fields are checked before a handler runs, so a handler only calls a use
 * case and names a page.
 */
#ifndef WEB_H
#define WEB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "env.h"
#include "err.h"
#include "http.h"
#include "people.h"
#include "role.h"

struct buf;
struct photo;
struct template;
struct value;

/* ---- the server ---- */

struct web_options {
    struct env *env;        /* opened; its store serves all workers */
    const char *listen;     /* "127.0.0.1:8080" */
    const char *tls_cert, *tls_key; /* files, or NULL */
    size_t workers;
    const struct photo *photo;      /* reads uploaded photos; NULL: none are read */
};
struct web;
/* Errors: INVALID, STORE (port or second server), PRINT (fonts, a page that cannot be parsed). */
MUST_CHECK bool web_start(const struct web_options *options, struct web **out, struct err *err);
/* The port in use. */
unsigned web_port(const struct web *web);
void web_stop(struct web *web);

/* ---- the route table ---- */

/* Who may use a route: a set. No bit: nobody. */
enum web_who {
    WEB_PUBLIC = 1u << 0,   /* anybody */
    WEB_DEVICE = 1u << 1,   /* an enrolled device, reception or lead */
    WEB_LEAD = 1u << 2,     /* an enrolled device of a lead */
    WEB_LOOPBACK = 1u << 3, /* this machine */
    WEB_PROGRAM = 1u << 4,  /* a program of the office, with a key of its own; an API */
    WEB_ROLE_SHIFT = 8      /* WEB_ROLE(ROLE_...): a user of the office */
};
#define WEB_ROLES(set) ((set) << WEB_ROLE_SHIFT)
#define WEB_ROLE(role) WEB_ROLES(ROLE_BIT(role))
#define WEB_OFFICE WEB_ROLES(ROLES_OFFICE)
#define WEB_CASEWORK WEB_ROLES(ROLES_CASEWORK)

enum web_flag {
    WEB_TOKEN = 1u << 0, /* a POST from a page: CSRF token and same origin */
    WEB_API = 1u << 1,   /* JSON in and out, Bearer key, no cookies, no token */
    WEB_BUDGET = 1u << 2, /* counts against the address's budget of guesses */
    WEB_UNTOLD = 1u << 3, /* also for a device whose people have not taken note of § 78 SGB X */
    WEB_SCRIPT = 1u << 4, /* JSON in and out for a script of a page: cookies, same origin */
    WEB_UPLOAD = 1u << 5  /* the form brings a file: multipart/form-data, nowhere else */
};

enum web_kind {
    WEB_TEXT,    /* one line, cleaned by str_clean, at most `max` code points */
    WEB_SECRET,  /* as sent, at most `max` bytes, never logged or echoed */
    WEB_DAY,     /* empty or a day */
    WEB_NUMBER,  /* at most `max` digits, of which 9 are the most */
    WEB_FLAG,    /* present or not; in JSON true or false */
    WEB_MOMENT,  /* milliseconds since 1970: at most `max` digits, of which 15 are the most */
    WEB_TEXTS,   /* may come often (stations): up to `max` lines */
    WEB_FILE     /* bytes as sent, in x->upload; body_max limits them */
};
#define WEB_LINE_POINTS 200 /* code points of one of WEB_TEXTS */

struct web_field {
    const char *name;
    enum web_kind kind;
    size_t max;
    bool required;
};

struct web_exchange;
typedef void web_handler(struct web_exchange *x);

struct web_route {
    enum http_method method;
    const char *path;               /* "/fall/{number}": a brace takes one segment */
    unsigned who;
    unsigned flags;
    size_t body_max;                /* bytes; 0 for none */
    const struct web_field *field;  /* ended by a NULL name; of the query (GET) or the body */
    web_handler *handler;
    web_handler *again;             /* POST: shows its form again when a field is at fault;
                                       NULL: the error page */
    const char *help;               /* one line, German */
};
const struct web_route *web_routes(size_t *count);
/* The table as text, for `laufzettel routes`. */
void web_routes_print(struct buf *out);

/* ---- one request ---- */

#define WEB_FIELDS_MAX 64
#define WEB_SEGMENTS_MAX 4
struct web_exchange {
    const struct http_request *request;
    struct http_response *response;
    struct env env;                 /* arena, clock, language of this request; acting user */
    struct web *web;
    const struct web_route *route;
    struct people_session session;  /* id 0: none */
    struct device device;           /* id 0: none */
    int64_t program;                /* id of an office key; 0: none */
    size_t worker;
    const char *language;           /* "de" or "en"; of a page for clients: one of theirs */
    const char *segment[WEB_SEGMENTS_MAX]; /* what the braces took, decoded and cleaned */
    struct err fault;               /* of a field; the form is shown again (again) */
    enum reason failed;             /* what was answered, for the log and the budget */
    bool missed;                    /* a guess that did not hit */
    const char *number;             /* of a failure, to be read out on the phone; NULL: none */
    unsigned retry_after_s;         /* told with rate_limited and store; 0: the usual */
    struct {
        const uint8_t *bytes;
        size_t len;
    } upload;                       /* of the route's file, in the body of the request */
    size_t given_count;
    struct {
        const char *name, *value;
    } given[WEB_FIELDS_MAX];
};

/* Field value, or NULL when absent or empty; of the INDEXth for WEB_TEXTS. */
const char *web_field(const struct web_exchange *x, const char *name);
const char *web_field_at(const struct web_exchange *x, const char *name, size_t index);
int32_t web_day(const struct web_exchange *x, const char *name); /* DAY_NONE when absent */
int64_t web_moment(const struct web_exchange *x, const char *name); /* 0 when absent */

/*
 * Answer with a page: template NAME inside assets/pages/frame.html, values DOC, whose member
 * "title" (German, translated here) names the page. DOC is shown as people read it: members
 * "label", "*_label", "notice" and "message" are translated, beside each day and each moment
 * stands KEY_text ("04.05.2026", "04.05.2026, 09:00"), and beside the keys "case", "key",
 * "number", "provider", "service" and "slip" KEY_path, for addresses. Added are
 *
 *   frame        what the frame shows; frame.token is the value of a form's hidden "token"
 *   given.NAME   for each field of the POST routes whose `again` is this route's handler, or of
 *                this POST: what was typed, or what DOC's own "given" says, or "" (a flag: bool)
 *   fault.NAME   for the same fields: null, or {"message"} when this field is at fault
 *   error        null, or {"field","message","action","number"}: see assets/pages/_fault.html
 */
void web_page(struct web_exchange *x, int status, const char *name, struct value *doc);
/* Answer a failure: an API gets {"error":...}, a page the error page. */
void web_fail(struct web_exchange *x, const struct err *err);
/* A form's page again: with the status of ERR, what was typed, and the field at fault. */
void web_fail_form(struct web_exchange *x, const char *name, struct value *doc,
                   const struct err *err);
/* What is wrong with field NAME, as people read it; NULL: nothing. */
const char *web_fault(const struct web_exchange *x, const char *name);
/* A guess that did not hit; counts on routes with WEB_BUDGET. Failures that say so count anyway. */
void web_miss(struct web_exchange *x);
/* 303 to PATH (a path of ours). */
void web_redirect(struct web_exchange *x, const char *path);
/* Answer JSON. */
void web_json(struct web_exchange *x, int status, const struct value *doc);
/* Answer bytes as a download. */
void web_bytes(struct web_exchange *x, const char *type, const char *file_name,
               const void *bytes, size_t len);
#define WEB_SESSION_COOKIE "lz"
#define WEB_DEVICE_COOKIE "lz-device"
#define WEB_LANGUAGE_COOKIE "lz-language"
/* A device stays until it is revoked; browsers keep no cookie longer than 400 days unused. */
#define WEB_DEVICE_SECONDS ((int64_t)400 * 24 * 60 * 60)
/* Set a __Host- cookie (VALUE "" removes it); Secure when public_url is https. */
void web_cookie(struct web_exchange *x, const char *name, const char *value, int64_t max_age_s);
/* Remember the language that this browser's user chose. */
void web_language(struct web_exchange *x, const char *language);

#endif
