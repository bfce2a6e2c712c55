/*
 * photo_helper.h - private to the base room: what the server and its helper say to each other.
 *
 * Over the control socket the server sends one message for each picture: a socket. Into that
 * it writes the picture and closes its direction; one answer comes back.
 */
#ifndef BASE_PHOTO_HELPER_H
#define BASE_PHOTO_HELPER_H

#include <stdint.h>
#include <stdnoreturn.h>

enum photo_status { PHOTO_READ, PHOTO_UNREADABLE, PHOTO_TOO_LARGE, PHOTO__MAX };

#define PHOTO_TEXT_BYTES_MAX 4096

struct photo_answer {
    uint32_t status;
    uint32_t len; /* of the texts that follow, each ended by a NUL */
};

/* Never returns: ends when the other end of CONTROL is closed. */
noreturn void photo_help(int control);

#endif
