/*
 * photo.h - QR codes out of an uploaded photo, read where a broken decoder can do no harm.
 *
 * A helper is forked before there are threads, keys or open files, and forks a child for each
 * picture. The child may read and write one socket, nothing else (seccomp), with little memory
 * and two seconds; whatever happens to it, the next picture gets a fresh one. Pictures are
 * held in memory only.
 * Hides: libseccomp; see picture.h and decode.h for what runs in the child.
 */
#ifndef PHOTO_H
#define PHOTO_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct photo;

/* Call first of all: the helper keeps what the process holds now. Errors: STORE. */
MUST_CHECK bool photo_start(struct photo **out, struct err *err);
/* Accepts NULL. The helper ends by itself, also when this process dies. */
void photo_stop(struct photo *photo);

/*
 * All QR texts of a JPEG or PNG; from any thread. No code is no error: *COUNT is 0.
 * Errors: MALFORMED "photo", TOO_LARGE "photo" as picture_read; MALFORMED as well when the child
 *         died of it or took too long; STORE when there is no helper.
 */
MUST_CHECK bool photo_read(const struct photo *photo, struct arena *arena, const uint8_t *bytes,
                           size_t len, const char ***texts, size_t *count, struct err *err);

#endif
