/*
 * multipart.c - takes a multipart/form-data body apart, part by part.
 */
#include "multipart.h"

#include <string.h>
#include <strings.h>

#define TYPE "multipart/form-data"
#define BOUNDARY "boundary="
#define BOUNDARY_MAX 70
#define DISPOSITION "Content-Disposition: form-data"

static bool
take(struct multipart *form, const char *text, size_t len)
{
    if ((size_t)(form->end - form->at) < len || memcmp(form->at, text, len) != 0) {
        return false;
    }
    form->at += len;
    return true;
}

static bool
take_boundary(struct multipart *form)
{
    return take(form, "--", 2) && take(form, form->boundary, form->boundary_len);
}

bool
multipart_open(struct multipart *form, const char *content_type, const char *body, size_t len)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789'()+_,-./:=?";
    const char *boundary = content_type + strlen(TYPE);

    if (strncasecmp(content_type, TYPE, strlen(TYPE)) != 0 || *boundary != ';') {
        return false;
    }
    boundary += 1 + strspn(boundary + 1, " ");
    if (strncasecmp(boundary, BOUNDARY, strlen(BOUNDARY)) != 0) {
        return false;
    }
    boundary += strlen(BOUNDARY);
    *form = (struct multipart){body, body + len, boundary, strspn(boundary, allowed)};
    return form->boundary_len > 0 && form->boundary_len <= BOUNDARY_MAX &&
           boundary[form->boundary_len] == '\0' && take_boundary(form);
}

/* One header line, without its end; false when there is no whole line. */
static bool
take_line(struct multipart *form, const char **line, size_t *len)
{
    const char *end = memmem(form->at, (size_t)(form->end - form->at), "\r\n", 2);

    if (end == NULL) {
        return false;
    }
    *line = form->at;
    *len = (size_t)(end - form->at);
    form->at = end + 2;
    return true;
}

/* `; name="..."` and whether a file name follows. */
static bool
read_disposition(const char *line, size_t len, struct part *part)
{
    static const char first[] = DISPOSITION "; name=\"";
    const char *name = line + strlen(first);
    const char *quote;

    if (len <= strlen(first) || strncasecmp(line, first, strlen(first)) != 0) {
        return false;
    }
    quote = memchr(name, '"', len - strlen(first));
    if (quote == NULL || quote == name) {
        return false;
    }
    part->name = name;
    part->name_len = (size_t)(quote - name);
    len -= (size_t)(quote + 1 - line);
    part->file = len > 0;
    return len == 0 || (len > 12 && strncasecmp(quote + 1, "; filename=\"", 12) == 0);
}

static bool
read_headers(struct multipart *form, struct part *part)
{
    const char *line;
    size_t len;

    while (take_line(form, &line, &len)) {
        if (len == 0) {
            return part->name != NULL;
        }
        if (len >= strlen(DISPOSITION) &&
            strncasecmp(line, DISPOSITION, strlen(DISPOSITION)) == 0 &&
            (part->name != NULL || !read_disposition(line, len, part))) {
            return false;
        }
    }
    return false;
}

/* The part's bytes end where a line begins with the boundary. */
static bool
read_bytes(struct multipart *form, struct part *part)
{
    part->bytes = form->at;
    for (const char *from = form->at;; from++) {
        from = memmem(from, (size_t)(form->end - from), "\r\n--", 4);
        if (from == NULL) {
            return false;
        }
        form->at = from + 2;
        if (take_boundary(form)) {
            part->len = (size_t)(from - part->bytes);
            return true;
        }
    }
}

bool
multipart_next(struct multipart *form, struct part *part)
{
    *part = (struct part){0};
    if (take(form, "--", 2)) {
        return form->at == form->end || (take(form, "\r\n", 2) && form->at == form->end);
    }
    return take(form, "\r\n", 2) && read_headers(form, part) && read_bytes(form, part);
}
