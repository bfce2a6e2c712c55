/*
 * limits_test.c - every field of every route at one below its limit, at it and one above; and the
 * body that a route takes is large enough for all its fields.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/web/server.h"
#include "buf.h"

#define ESCAPED_LETTER ((size_t)6) /* "%C3%A4" */

/* What holds in the field beside the one that is looked at. */
static const char *
plain_value(const struct web_field *field)
{
    return field->kind == WEB_DAY ? "2026-05-04" : "1";
}

static void
put_pair(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, "%s%s=%s", out->len > 0 ? "&" : "", name, value);
}

/* LEN letters; of a text they are not of one byte, as its limit counts letters. */
static void
put_long(struct buf *out, const struct web_field *field, size_t len)
{
    bool text = field->kind == WEB_TEXT || field->kind == WEB_TEXTS;
    bool digits = field->kind == WEB_NUMBER || field->kind == WEB_MOMENT;

    put_pair(out, field->name, "");
    for (size_t i = 0; i < len; i++) {
        buf_puts(out, digits ? "1" : text ? "%C3%A4" : "a");
    }
}

/* Is ROUTE's form read whose FIELD comes COUNT times, each LEN long? */
static bool
is_read(const struct web_route *route, const struct web_field *field, size_t len, size_t count,
        struct err *err)
{
    struct arena arena = {0};
    struct buf form = {0};
    struct web_route row = *route;
    struct http_request request = {.query = "", .body = "",
                                   .content_type = "application/x-www-form-urlencoded",
                                   .arena = &arena};
    struct web_exchange x = {.request = &request, .route = &row, .env.arena = &arena};
    bool done;

    row.flags = 0; /* forms stand for JSON, and no token */
    row.again = NULL;
    for (const struct web_field *f = route->field; f->name != NULL; f++) {
        if (f != field && f->required) {
            put_pair(&form, f->name, plain_value(f));
        }
    }
    for (size_t i = 0; i < count; i++) {
        put_long(&form, field, len);
    }
    if (row.method == HTTP_POST) {
        request.body = buf_text(&form);
        request.body_len = form.len;
    } else {
        request.query = buf_text(&form);
    }
    *err = (struct err){0};
    done = fields_read(&x, err);
    buf_finish(&form);
    arena_finish(&arena);
    return done;
}

static void
expect(const struct web_route *route, const struct web_field *field, size_t len, size_t count,
       bool wanted)
{
    struct err err;

    if (is_read(route, field, len, count, &err) != wanted ||
        (!wanted && strcmp(err.field, field->name) != 0)) {
        fail_msg("%s: %s, %zu times %zu letters: %s (%s)", route->path, field->name, count, len,
                 wanted ? "refused" : "taken", err.field);
    }
}

static void
every_field_of_every_route_holds_its_limit(void **state)
{
    const struct web_route *route;
    size_t count, checked = 0;

    (void)state;
    route = web_routes(&count);
    for (size_t i = 0; i < count; i++) {
        for (const struct web_field *f = route[i].field; f != NULL && f->name != NULL; f++) {
            bool many = f->kind == WEB_TEXTS;
            size_t max = many ? WEB_LINE_POINTS : f->max;

            if (f->kind == WEB_DAY || f->kind == WEB_FLAG || f->kind == WEB_FILE) {
                continue; /* a file's only limit is the body's */
            }
            if (max > 1) {
                expect(&route[i], f, max - 1, 1, true);
            }
            expect(&route[i], f, max, 1, true);
            expect(&route[i], f, max + 1, 1, false);
            if (many) {
                expect(&route[i], f, 1, f->max - 1, true);
                expect(&route[i], f, 1, f->max, true);
                expect(&route[i], f, 1, f->max + 1, false);
            }
            checked++;
        }
    }
    assert_true(checked > 50);
}

/* A number of nine digits fits everywhere; and what people type in full must not be refused as a
   whole, since the fields have limits of their own. */
static void
every_limit_fits_a_number_and_the_body(void **state)
{
    const struct web_route *route;
    size_t count;

    (void)state;
    route = web_routes(&count);
    for (size_t i = 0; i < count; i++) {
        for (const struct web_field *f = route[i].field; f != NULL && f->name != NULL; f++) {
            size_t bytes = (f->kind == WEB_TEXTS ? WEB_LINE_POINTS : f->max) * ESCAPED_LETTER;

            if ((f->kind == WEB_NUMBER && (f->max == 0 || f->max > 9)) ||
                (f->kind == WEB_MOMENT && (f->max == 0 || f->max > 15)) ||
                (route[i].method == HTTP_POST && bytes > route[i].body_max)) {
                fail_msg("%s: %s", route[i].path, f->name);
            }
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_every_route_holds_its_limit),
        cmocka_unit_test(every_limit_fits_a_number_and_the_body),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
