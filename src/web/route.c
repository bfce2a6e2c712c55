/*
 * route.c - which row of the table a request means, and the table as text.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "server.h"
#include "str.h"

#define SEGMENT_POINTS 80

static const char *
segment_end(const char *at)
{
    return at + strcspn(at, "/");
}

/* Do the segments at PATTERN and PATH match? A brace takes any segment but an empty one. */
static bool
segment_matches(const char *pattern, size_t pattern_len, const char *path, size_t path_len)
{
    if (*pattern == '{') {
        return path_len > 0;
    }
    return pattern_len == path_len && memcmp(pattern, path, path_len) == 0;
}

static bool
path_matches(const char *pattern, const char *path)
{
    while (*pattern == '/' && *path == '/') {
        const char *pattern_end = segment_end(++pattern);
        const char *path_end = segment_end(++path);

        if (!segment_matches(pattern, (size_t)(pattern_end - pattern), path,
                             (size_t)(path_end - path))) {
            return false;
        }
        pattern = pattern_end;
        path = path_end;
    }
    return *pattern == '\0' && *path == '\0';
}

/* A number's own slash travels as '~': see face.c. */
static const char *
with_slashes(struct arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);

    for (char *at = strchr(copy, '~'); at != NULL; at = strchr(at, '~')) {
        *at = '/';
    }
    return copy;
}

/* What the braces took, decoded and clean; false when it cannot be text of ours. */
static bool
take_segments(const char *pattern, const char *path, struct arena *arena,
              const char *segment[WEB_SEGMENTS_MAX])
{
    size_t count = 0;

    while (*pattern == '/') {
        const char *end = segment_end(++path);
        const char *text;
        struct err ignored = {0};

        if (*++pattern == '{') {
            if (!fields_decode(arena, path, (size_t)(end - path), false, &text) ||
                !str_clean(arena, text, strlen(text), "path", SEGMENT_POINTS, &text,
                           &ignored)) {
                return false;
            }
            segment[count++] = with_slashes(arena, text);
        }
        path = end;
        pattern = segment_end(pattern);
    }
    return true;
}

const struct web_route *
route_find(enum http_method method, const char *path, struct arena *arena,
           const char *segment[WEB_SEGMENTS_MAX], unsigned *others)
{
    const struct web_route *table;
    size_t count;

    *others = 0;
    if (method == HTTP_HEAD) {
        method = HTTP_GET;
    }
    table = web_routes(&count);
    for (size_t i = 0; i < count; i++) {
        if (!path_matches(table[i].path, path)) {
            continue;
        }
        if (table[i].method == method) {
            return take_segments(table[i].path, path, arena, segment) ? &table[i] : NULL;
        }
        *others |= 1u << table[i].method;
    }
    return NULL;
}

bool
route_overlap(const char *a, const char *b)
{
    while (*a == '/' && *b == '/') {
        const char *a_end = segment_end(++a), *b_end = segment_end(++b);
        size_t a_len = (size_t)(a_end - a), b_len = (size_t)(b_end - b);

        if (!segment_matches(a, a_len, b, b_len) && !segment_matches(b, b_len, a, a_len)) {
            return false;
        }
        a = a_end;
        b = b_end;
    }
    return *a == *b;
}

bool
route_is_page(const char *path)
{
    const char *segment[WEB_SEGMENTS_MAX];
    struct arena scratch = {0};
    const struct web_route *route;
    unsigned others;

    /* "//host" and "/\host" lead elsewhere in a browser. */
    if (path[0] != '/' || path[1] == '/' || strpbrk(path, "\\?#") != NULL) {
        return false;
    }
    route = route_find(HTTP_GET, path, &scratch, segment, &others);
    arena_finish(&scratch);
    return route != NULL && (route->flags & WEB_API) == 0;
}

/* ---- the table as text ---- */

static const char *
method_name(enum http_method method)
{
    return method == HTTP_POST ? "POST" : "GET";
}

static void
print_who(unsigned who, struct buf *out)
{
    static const struct {
        unsigned bit;
        const char *name;
    } fixed[] = {{WEB_PUBLIC, "public"},
                 {WEB_DEVICE, "device"},
                 {WEB_LEAD, "lead"},
                 {WEB_LOOPBACK, "loopback"},
                 {WEB_PROGRAM, "program"}};
    const char *comma = "";

    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        if (who & fixed[i].bit) {
            buf_printf(out, "%s%s", comma, fixed[i].name);
            comma = ",";
        }
    }
    for (int role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        if (who & WEB_ROLE(role)) {
            buf_printf(out, "%s%s", comma, role_name((enum role)role));
            comma = ",";
        }
    }
}

static void
print_fields(const struct web_field *field, struct buf *out)
{
    static const char *const kind[] = {
        [WEB_TEXT] = "text", [WEB_SECRET] = "secret", [WEB_DAY] = "day",
        [WEB_NUMBER] = "number", [WEB_FLAG] = "flag", [WEB_MOMENT] = "moment",
        [WEB_TEXTS] = "texts", [WEB_FILE] = "file",
    };

    for (; field != NULL && field->name != NULL; field++) {
        buf_printf(out, " %s:%s", field->name, kind[field->kind]);
        if (field->max > 0) {
            buf_printf(out, "(%zu)", field->max);
        }
        buf_puts(out, field->required ? "!" : "");
    }
}

void
web_routes_print(struct buf *out)
{
    const struct web_route *table;
    size_t count;

    table = web_routes(&count);
    buf_puts(out, "# method path: who; flags; body bytes; fields, ! required; what for\n");
    for (size_t i = 0; i < count; i++) {
        const struct web_route *route = &table[i];

        buf_printf(out, "%s %s\n    who    ", method_name(route->method), route->path);
        print_who(route->who, out);
        buf_printf(out, "\n    flags %s%s%s%s%s%s%s\n", route->flags & WEB_API ? " api" : "",
                   route->flags & WEB_SCRIPT ? " script" : "",
                   route->flags & WEB_TOKEN ? " token" : "",
                   route->flags & WEB_BUDGET ? " budget" : "",
                   route->flags & WEB_UNTOLD ? " untold" : "",
                   route->flags & WEB_UPLOAD ? " upload" : "", route->flags == 0 ? " -" : "");
        buf_printf(out, "    body   %zu\n    fields", route->body_max);
        print_fields(route->field, out);
        buf_printf(out, "\n    %s\n", route->help);
    }
}
