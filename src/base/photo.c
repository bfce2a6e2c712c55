/*
 * photo.c - the server's side: hands each picture to a fresh child and reads one answer.
 *
 * The child is not trusted: its answer is bounded and taken as bytes from outside.
 */
#include "photo.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena.h"
#include "clock.h"
#include "photo_helper.h"
#include "picture.h"

#define ANSWER_MS 6000

struct photo {
    int control;
    pid_t keeper;
};

static bool
no_helper(struct err *err)
{
    return err_set(err, REASON_STORE, "photo",
                   "Fotos lassen sich gerade nicht lesen. Bitte den Code eintippen.");
}

bool
photo_start(struct photo **out, struct err *err)
{
    struct photo *photo = malloc(sizeof *photo);
    int ends[2];

    if (photo == NULL || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        free(photo);
        return no_helper(err);
    }
    photo->control = ends[0];
    photo->keeper = fork();
    if (photo->keeper == 0) {
        photo_help(ends[1]);
    }
    close(ends[1]);
    if (photo->keeper < 0) {
        close(ends[0]);
        free(photo);
        return no_helper(err);
    }
    *out = photo;
    return true;
}

void
photo_stop(struct photo *photo)
{
    if (photo != NULL) {
        close(photo->control);
        (void)waitpid(photo->keeper, NULL, 0);
        free(photo);
    }
}

/* ---- one picture ---- */

/* Give the helper one end of a new socket; the other, or -1. */
static int
open_child(const struct photo *photo)
{
    int ends[2];
    struct iovec part = {"", 1};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } room = {{0}};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = room.bytes,
                             .msg_controllen = sizeof room.bytes};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    bool sent;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return -1;
    }
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK); /* ours only: the child waits for its bytes */
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(head), &ends[1], sizeof(int));
    sent = sendmsg(photo->control, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
    close(ends[1]);
    if (!sent) {
        close(ends[0]);
        return -1;
    }
    return ends[0];
}

static bool
wait_until(int fd, short what, int64_t until_ms)
{
    struct clock clock = clock_system();
    int64_t left = until_ms - clock_now_ms(&clock);
    struct pollfd wanted = {.fd = fd, .events = what};

    return left > 0 && (poll(&wanted, 1, (int)left) > 0 || errno == EINTR);
}

/* A child that refuses early does not read to the end: its answer counts, not our writing. */
static void
send_bytes(int fd, const uint8_t *bytes, size_t len, int64_t until_ms)
{
    while (len > 0 && wait_until(fd, POLLOUT, until_ms)) {
        ssize_t sent = send(fd, bytes, len, MSG_NOSIGNAL);

        if (sent < 0 && errno != EAGAIN && errno != EINTR) {
            break;
        }
        bytes += sent > 0 ? sent : 0;
        len -= sent > 0 ? (size_t)sent : 0;
    }
    (void)shutdown(fd, SHUT_WR);
}

static size_t
receive_bytes(int fd, char *bytes, size_t max, int64_t until_ms)
{
    size_t len = 0;

    while (len < max && wait_until(fd, POLLIN, until_ms)) {
        ssize_t got = recv(fd, bytes + len, max - len, 0);

        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            break;
        }
        len += got > 0 ? (size_t)got : 0;
    }
    return len;
}

static void
split(struct arena *arena, const char *text, size_t len, const char ***texts, size_t *count)
{
    const char *end = text + len;

    *count = 0;
    *texts = arena_array(arena, len + 1, sizeof **texts);
    while (text < end) {
        size_t one = strnlen(text, (size_t)(end - text));

        (*texts)[(*count)++] = arena_strndup(arena, text, one);
        text += one + 1;
    }
}

static bool
read_answer(int fd, struct arena *arena, int64_t until_ms, const char ***texts, size_t *count,
            struct err *err)
{
    char bytes[sizeof(struct photo_answer) + PHOTO_TEXT_BYTES_MAX];
    size_t len = receive_bytes(fd, bytes, sizeof bytes, until_ms);
    struct photo_answer head;

    if (len < sizeof head) {
        return picture_unreadable(err);
    }
    memcpy(&head, bytes, sizeof head);
    if (head.status == PHOTO_TOO_LARGE) {
        return picture_too_large(err);
    }
    if (head.status != PHOTO_READ || head.len != len - sizeof head) {
        return picture_unreadable(err);
    }
    split(arena, bytes + sizeof head, head.len, texts, count);
    return true;
}

bool
photo_read(const struct photo *photo, struct arena *arena, const uint8_t *bytes, size_t len,
           const char ***texts, size_t *count, struct err *err)
{
    struct clock clock = clock_system();
    int64_t until_ms = clock_now_ms(&clock) + ANSWER_MS;
    bool done;
    int fd;

    if (len > PICTURE_BYTES_MAX) {
        return picture_too_large(err);
    }
    fd = photo == NULL ? -1 : open_child(photo);
    if (fd < 0) {
        return no_helper(err);
    }
    send_bytes(fd, bytes, len, until_ms);
    done = read_answer(fd, arena, until_ms, texts, count, err);
    close(fd);
    return done;
}
