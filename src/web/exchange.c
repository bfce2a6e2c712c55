/*
 * exchange.c - what a handler reads from its request, and answers that are no page.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "date.h"
#include "json.h"
#include "server.h"
#include "str.h"
#include "value.h"

const char *
web_field_at(const struct web_exchange *x, const char *name, size_t index)
{
    for (size_t i = 0; i < x->given_count; i++) {
        if (str_equal(x->given[i].name, name) && index-- == 0) {
            return x->given[i].value;
        }
    }
    return NULL;
}

const char *
web_field(const struct web_exchange *x, const char *name)
{
    return web_field_at(x, name, 0);
}

int32_t
web_day(const struct web_exchange *x, const char *name)
{
    const char *text = web_field(x, name);
    struct err ignored = {0};
    int32_t day;

    return text != NULL && day_parse(text, name, &day, &ignored) ? day : DAY_NONE;
}

int64_t
web_moment(const struct web_exchange *x, const char *name)
{
    const char *text = web_field(x, name);

    return text == NULL ? 0 : strtoll(text, NULL, 10);
}

void
web_miss(struct web_exchange *x)
{
    x->missed = true;
}

void
web_redirect(struct web_exchange *x, const char *path)
{
    x->response->status = 303;
    http_header_add(x->response, "Location", path);
}

void
web_json(struct web_exchange *x, int status, const struct value *doc)
{
    struct buf out = {0};

    json_print(doc, 0, &out);
    buf_putc(&out, '\n');
    x->response->status = status;
    x->response->content_type = "application/json";
    x->response->body = arena_memdup(x->env.arena, buf_text(&out), out.len);
    x->response->body_len = out.len;
    buf_finish(&out);
}

void
web_bytes(struct web_exchange *x, const char *type, const char *file_name, const void *bytes,
          size_t len)
{
    x->response->status = 200;
    x->response->content_type = type;
    x->response->body = bytes;
    x->response->body_len = len;
    http_header_add(x->response, "Content-Disposition",
                    arena_printf(x->env.arena, "inline; filename=\"%s\"", file_name));
}
