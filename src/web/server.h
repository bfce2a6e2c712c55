/*
 * server.h - private to the web room: the server, and the steps of one request.
 *
 * web.c calls them in this order: route_find, identity_find, guard_check, fields_read, the
 * handler. Each step stands in the file of its name.
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "web.h"

struct asset;
struct budgets;
struct catalog;
struct gate;
struct paper;
struct shelf;
struct static_files;
struct view;

#define WEB_ORIGINS 4

/* What all requests share. Nothing in it changes after the start but budgets, gates and
   shelf, which guard themselves. paper[n] belongs to worker n. */
struct web {
    struct arena arena; /* lives as long as the server */
    struct env *env;
    _Atomic(struct http *) http; /* NULL until the port is open; a first request may be faster */
    size_t workers;
    struct paper **paper; /* by worker: the decoder of the self-proof serves one thread */
    const struct catalog *english;
    struct view *view;
    struct static_files *files;
    struct budgets *budgets;
    struct gate *gate;           /* of passwords */
    struct gate *photo_gate;
    struct shelf *shelf;         /* files that were looked at and not read in yet */
    const struct photo *photo;   /* or NULL */
    bool secure;                     /* public_url is https */
    const char *origin[WEB_ORIGINS]; /* what a page of ours calls itself; ended by NULL */
};

/* ---- web.c: web_start without the port, and the answer to one request ---- */

MUST_CHECK bool web_open(const struct web_options *options, struct web **out, struct err *err);
/* RESPONSE is zeroed with status 500; a worker's number belongs to one thread at a time. */
void web_answer(struct web *web, size_t worker, const struct http_request *request,
                struct http_response *response);

/* ---- route.c ---- */

/*
 * The route of METHOD and PATH; SEGMENT gets what the braces took. NULL with OTHERS set to the
 * methods (a set of 1 << HTTP_...) that the path does have; 0: there is no such path.
 */
const struct web_route *route_find(enum http_method method, const char *path,
                                   struct arena *arena, const char *segment[WEB_SEGMENTS_MAX],
                                   unsigned *others);
/* Could one path match both patterns? */
bool route_overlap(const char *a, const char *b);
/* Is PATH (without a query) the address of a page, so that a form may send people back to it? */
bool route_is_page(const char *path);

/* ---- identity.c: session, device, language ---- */

/* Who asks. An unknown or ended session is nobody, not a failure. Errors: STORE. */
MUST_CHECK bool identity_find(struct web_exchange *x, struct err *err);
/* "de" or "en": the cookie, else what the browser prefers, else the office's setting. */
void identity_language(struct web_exchange *x);
/* The value of cookie NAME of ours (without prefix), or NULL. */
const char *identity_cookie(const struct web_exchange *x, const char *name);
/* The browser is to forget a device that is none any more: key, cache and whatever waits. Cookies
   of other addresses of the same house stay, so theirs are not cleared as a whole. */
void identity_forget(struct web_exchange *x);
/* The token a form of this visitor carries. */
const char *identity_token(const struct web_exchange *x);

/* ---- guard.c ---- */

enum guard { GUARD_OPEN, GUARD_LOGIN, GUARD_PAIR, GUARD_SHUT };
/* May they use the route at all? LOGIN and PAIR: not before they say who they are. */
enum guard guard_check(const struct web_exchange *x);
/* Is this POST of a page from a page of ours? Errors: NOT_ALLOWED. */
MUST_CHECK bool guard_origin(const struct web_exchange *x, struct err *err);
MUST_CHECK bool guard_token(const struct web_exchange *x, const char *token, struct err *err);

/* ---- denied.c: NOT_ALLOWED without a sentence of its own, as whoever is here reads it ---- */

const char *denied_sentence(const struct web_exchange *x);
const char *denied_action(const struct web_exchange *x);

/* ---- fields.c ---- */

/*
 * Read query or body into x->given. What only a program can get wrong is an error; what people
 * get wrong becomes x->fault when the route shows its form again, else an error too.
 * Errors: INVALID naming the field; NOT_ALLOWED (token).
 */
MUST_CHECK bool fields_read(struct web_exchange *x, struct err *err);
/* Decode LEN bytes of a form or path; PLUS: '+' is a blank. False: bad escape, NUL, not UTF-8. */
MUST_CHECK bool fields_decode(struct arena *arena, const char *text, size_t len, bool plus,
                              const char **out);

/* ---- face.c ---- */

/* DOC as people read it: labels translated, days and moments beside in German, paths. */
struct value *face_of(struct arena *arena, const struct value *doc,
                      const struct catalog *catalog);
/* What stands behind "tel:" takes no blanks: "0221 4710-100" is dialled as 02214710100. */
const char *face_dial(struct arena *arena, const char *phone);

/* ---- view.c: templates; render.c: pages and errors ---- */

/* Parse all pages of assets/pages. Errors: those of template_parse. */
MUST_CHECK bool view_open(struct arena *arena, struct view **out, struct err *err);
const struct template *view_find(const struct view *view, const char *name);
/* The frame's values of this request, under "frame". */
void frame_fill(struct web_exchange *x, struct value *doc);

/* ---- static.c ---- */

MUST_CHECK bool static_open(struct arena *arena, struct static_files **out, struct err *err);
/* Set the address of each file in RECORD: "laufzettel.css" as laufzettel_css. */
void static_fill(const struct static_files *files, struct value *record);
/* The file that a template calls KEY: its address, and what is in it; false: there is none. */
bool static_find(const struct static_files *files, const char *key, const char **path,
                 const struct asset **plain);
/* The address of the file a template calls KEY; NULL when the build made none. */
const char *static_path(const struct static_files *files, const char *key);

#endif
