/*
 * multipart.h - private to the web room: the parts of a multipart/form-data body.
 *
 * Strict: what a browser would not send (a preamble, a part without a name, a missing end) is
 * no form. Nothing is copied; the file name a browser tells is not even looked at.
 */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

struct multipart {
    const char *at, *end;     /* of what is left of the body */
    const char *boundary;     /* in the content type */
    size_t boundary_len;
};

struct part {
    const char *name;
    size_t name_len;
    bool file;                /* came with a file name */
    const char *bytes;
    size_t len;
};

/* False: CONTENT_TYPE is not that of a form, or BODY does not begin like one. */
bool multipart_open(struct multipart *form, const char *content_type, const char *body,
                    size_t len);
/* The next part, or the end (part->name NULL). False: this is no form. */
bool multipart_next(struct multipart *form, struct part *part);

#endif
