/*
 * fields.c - the fields of a query, a form (with a file or without) or a JSON object, read
 * against the route's list.
 *
 * Two kinds of fault: what no form of ours can send (an unknown field, one sent twice, a bad
 * escape) is refused at once; what people type wrong is kept and shown to them again.
 */
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "date.h"
#include "json.h"
#include "multipart.h"
#include "server.h"
#include "str.h"
#include "value.h"


/* What came in, before it was checked. */
struct raw {
    const char *name[WEB_FIELDS_MAX], *value[WEB_FIELDS_MAX];
    size_t count;
    const char *token;
};

/* ---- form data ---- */

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
fields_decode(struct arena *arena, const char *text, size_t len, bool plus, const char **out)
{
    char *decoded = arena_alloc(arena, len + 1);
    size_t used = 0;

    for (size_t i = 0; i < len; i++) {
        char c = text[i];

        if (c == '%') {
            int high = len - i > 2 ? hex_digit(text[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(text[i + 2]) : -1;

            if (low < 0) {
                return false;
            }
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        decoded[used++] = c;
    }
    *out = decoded;
    return str_utf8_valid(decoded, used);
}

static bool
not_form_data(struct err *err)
{
    return err_set(err, REASON_INVALID, "body",
                   "Die Angaben sind nicht lesbar. Bitte die Seite neu laden und noch einmal "
                   "senden.");
}

static const struct web_field *
find_field(const struct web_route *route, const char *name)
{
    for (const struct web_field *f = route->field; f != NULL && f->name != NULL; f++) {
        if (str_equal(f->name, name)) {
            return f;
        }
    }
    return NULL;
}

/* Keep one pair if the route knows it and it is the first of its name. */
static bool
keep(const struct web_exchange *x, struct raw *raw, const char *name, const char *value,
     struct err *err)
{
    const struct web_field *field = find_field(x->route, name);

    if ((x->route->flags & WEB_TOKEN) && str_equal(name, "token") && raw->token == NULL) {
        raw->token = value;
        return true;
    }
    if (field == NULL) {
        return err_set(err, REASON_INVALID, name, "Die Angabe „%1“ gibt es hier nicht.", name);
    }
    for (size_t i = 0; i < raw->count; i++) {
        if (field->kind != WEB_TEXTS && str_equal(raw->name[i], name)) {
            return err_set(err, REASON_INVALID, name, "Die Angabe „%1“ steht zweimal da.", name);
        }
    }
    if (raw->count == WEB_FIELDS_MAX) {
        return err_set(err, REASON_TOO_LARGE, name, "Das sind zu viele Angaben auf einmal.");
    }
    raw->name[raw->count] = field->name;
    raw->value[raw->count++] = value;
    return true;
}

static bool
read_pairs(const struct web_exchange *x, const char *text, size_t len, struct raw *raw,
           struct err *err)
{
    const char *end = text + len;

    while (text < end) {
        const char *pair_end = memchr(text, '&', (size_t)(end - text));
        const char *equals, *name, *value;

        pair_end = pair_end == NULL ? end : pair_end;
        equals = memchr(text, '=', (size_t)(pair_end - text));
        if (equals == NULL ||
            !fields_decode(x->env.arena, text, (size_t)(equals - text), true, &name) ||
            !fields_decode(x->env.arena, equals + 1, (size_t)(pair_end - equals - 1), true,
                           &value)) {
            return not_form_data(err);
        }
        if (!keep(x, raw, name, value, err)) {
            return false;
        }
        text = pair_end + 1;
    }
    return true;
}

/* ---- a form with a file ---- */

static bool
keep_part(struct web_exchange *x, struct raw *raw, const struct part *part, struct err *err)
{
    const char *name = arena_strndup(x->env.arena, part->name, part->name_len);
    const struct web_field *field = find_field(x->route, name);
    bool wants_file = field != NULL && field->kind == WEB_FILE;

    if (part->file != wants_file) {
        return not_form_data(err);
    }
    if (part->file) {
        x->upload.bytes = (const uint8_t *)part->bytes;
        x->upload.len = part->len;
        return keep(x, raw, name, part->len == 0 ? "" : "file", err);
    }
    if (memchr(part->bytes, '\0', part->len) != NULL ||
        !str_utf8_valid(part->bytes, part->len)) {
        return not_form_data(err);
    }
    return keep(x, raw, name, arena_strndup(x->env.arena, part->bytes, part->len), err);
}

static bool
read_parts(struct web_exchange *x, struct raw *raw, struct err *err)
{
    struct multipart form;
    struct part part;

    if (!multipart_open(&form, x->request->content_type, x->request->body,
                        x->request->body_len)) {
        return not_form_data(err);
    }
    while (multipart_next(&form, &part)) {
        if (part.name == NULL) {
            return true;
        }
        if (!keep_part(x, raw, &part, err)) {
            return false;
        }
    }
    return not_form_data(err);
}

/* ---- JSON ---- */

static bool
wrong_kind(const char *name, struct err *err)
{
    return err_set(err, REASON_INVALID, name, "Die Angabe „%1“ hat die falsche Art.", name);
}

/* One member as the text a form would send; NULL: it counts as absent. */
static bool
member_text(struct arena *arena, const struct web_field *field, const struct value *member,
            const char **out, struct err *err)
{
    enum value_kind kind = value_kind(member);

    *out = NULL;
    if (kind == VALUE_NULL) {
        return true;
    }
    if (field->kind == WEB_FLAG && kind == VALUE_BOOL) {
        *out = value_truth(member) ? "1" : NULL;
        return true;
    }
    if ((field->kind == WEB_NUMBER || field->kind == WEB_MOMENT) && kind == VALUE_INT) {
        *out = arena_printf(arena, "%lld", (long long)value_number(member));
        return true;
    }
    if (field->kind != WEB_FLAG && field->kind != WEB_NUMBER && field->kind != WEB_MOMENT &&
        kind == VALUE_TEXT) {
        *out = value_string(member);
        return true;
    }
    return wrong_kind(field->name, err);
}

static bool
keep_member(const struct web_exchange *x, struct raw *raw, const char *name,
            const struct value *member, struct err *err)
{
    const struct web_field *field = find_field(x->route, name);
    bool many = field != NULL && field->kind == WEB_TEXTS && value_kind(member) == VALUE_LIST;
    size_t count = many ? value_len(member) : 1;

    if (field == NULL) {
        return keep(x, raw, name, "", err);
    }
    for (size_t i = 0; i < count; i++) {
        const char *text;

        if (!member_text(x->env.arena, field, many ? value_at(member, i) : member, &text, err) ||
            (text != NULL && !keep(x, raw, name, text, err))) {
            return false;
        }
    }
    return true;
}

static bool
read_json(const struct web_exchange *x, struct raw *raw, struct err *err)
{
    const struct value *root;

    if (!json_parse(x->env.arena, x->request->body, x->request->body_len, x->route->body_max,
                    &root, err)) {
        return false;
    }
    if (value_kind(root) != VALUE_RECORD) {
        return wrong_kind("body", err);
    }
    for (size_t i = 0; i < value_len(root); i++) {
        const char *name = value_key(root, i);

        if (!keep_member(x, raw, name, value_get(root, name), err)) {
            return false;
        }
    }
    return true;
}

/* ---- checking ---- */

static bool
check_length(const struct web_field *field, const char *value, struct err *err)
{
    char number[ERR_NUMBER_MAX];

    return strlen(value) <= field->max ||
           err_set(err, REASON_INVALID, field->name,
                   "Das ist zu lang. Erlaubt sind höchstens %1 Zeichen.",
                   err_number(number, (long long)field->max));
}

static bool
check_number(const struct web_field *field, const char *value, struct err *err)
{
    return (value[strspn(value, "0123456789")] == '\0' ||
            err_set(err, REASON_INVALID, field->name, "Bitte nur Ziffern eingeben.")) &&
           check_length(field, value, err);
}

static bool
check_flag(const struct web_field *field, const char *value, struct err *err)
{
    return str_equal(value, "1") || str_equal(value, "on") || wrong_kind(field->name, err);
}

/* VALUE as the handler will see it. */
static bool
check(struct arena *arena, const struct web_field *field, const char *value, const char **out,
      struct err *err)
{
    int32_t day;

    *out = value;
    switch (field->kind) {
    case WEB_SECRET: return check_length(field, value, err);
    case WEB_DAY: return *value == '\0' || day_parse(value, field->name, &day, err);
    case WEB_MOMENT:
    case WEB_NUMBER: return check_number(field, value, err);
    case WEB_FILE: return true;
    case WEB_FLAG: return check_flag(field, value, err);
    case WEB_TEXTS:
    case WEB_TEXT: break;
    }
    return str_clean(arena, value, strlen(value), field->name,
                     field->kind == WEB_TEXTS ? WEB_LINE_POINTS : field->max, out, err);
}

static bool
check_count(const struct web_field *field, size_t count, struct err *err)
{
    if (count == 0 && field->required) {
        return err_set(err, REASON_INVALID, field->name, "Hier fehlt noch eine Angabe.");
    }
    return field->kind != WEB_TEXTS || count <= field->max ||
           err_set(err, REASON_TOO_LARGE, field->name, "Das sind zu viele Angaben auf einmal.");
}

/* All values of one field; what is at fault is kept as typed. An empty value is none. */
static void
take_field(struct web_exchange *x, const struct raw *raw, const struct web_field *field,
           struct err *fault)
{
    size_t count = 0;

    for (size_t i = 0; i < raw->count; i++) {
        const char *value;

        if (raw->name[i] != field->name) {
            continue;
        }
        if (!check(x->env.arena, field, raw->value[i], &value, fault)) {
            value = raw->value[i];
        }
        if (*value != '\0') {
            x->given[x->given_count].name = field->name;
            x->given[x->given_count++].value = value;
            count++;
        }
    }
    (void)check_count(field, count, fault);
}

static bool
check_type(const struct web_exchange *x, struct err *err)
{
    const char *wanted = x->route->flags & (WEB_API | WEB_SCRIPT)
                             ? "application/json"
                             : "application/x-www-form-urlencoded";
    const char *given = x->request->content_type;
    size_t len = strcspn(given, "; ");

    if (strlen(wanted) == len && strncasecmp(given, wanted, len) == 0) {
        return true;
    }
    return err_set(err, REASON_INVALID, "Content-Type", "Erwartet wird %1.", wanted);
}

static bool
read_raw(struct web_exchange *x, struct raw *raw, struct err *err)
{
    if (x->route->method == HTTP_GET) {
        return read_pairs(x, x->request->query, strlen(x->request->query), raw, err);
    }
    if (*x->request->query != '\0') {
        return not_form_data(err);
    }
    if (x->route->flags & WEB_UPLOAD) {
        return read_parts(x, raw, err);
    }
    if (x->route->flags & (WEB_API | WEB_SCRIPT)) {
        return check_type(x, err) && read_json(x, raw, err);
    }
    return check_type(x, err) &&
           read_pairs(x, x->request->body, x->request->body_len, raw, err);
}

bool
fields_read(struct web_exchange *x, struct err *err)
{
    struct raw raw = {0};

    if (!read_raw(x, &raw, err)) {
        return false;
    }
    if ((x->route->flags & WEB_TOKEN) && !guard_token(x, raw.token, err)) {
        return false;
    }
    for (const struct web_field *f = x->route->field; f != NULL && f->name != NULL; f++) {
        take_field(x, &raw, f, &x->fault);
    }
    if (x->fault.reason != REASON_NONE && x->route->again == NULL) {
        *err = x->fault;
        return false;
    }
    return true;
}
