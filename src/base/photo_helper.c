/*
 * photo_helper.c - three generations of processes: one that keeps the helper alive, the helper
 * that forks, and a child for each picture, which alone touches its bytes.
 */
#include "photo_helper.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena.h"
#include "confine.h"
#include "decode.h"
#include "err.h"
#include "picture.h"

#define SMALLEST ((size_t)1 << 20) /* pixels worth halving */
#define LEVELS_MAX 4
#define REST_MS 100 /* before a helper that died is replaced */

/* ---- a child: one picture ---- */

/* All of the picture, and one byte more when it is larger than allowed. */
static uint8_t *
receive(struct arena *arena, int fd, size_t *len)
{
    uint8_t *bytes = arena_alloc(arena, PICTURE_BYTES_MAX + 1);
    ssize_t got = 1;

    for (*len = 0; got > 0 && *len <= PICTURE_BYTES_MAX; *len += got > 0 ? (size_t)got : 0) {
        got = read(fd, bytes + *len, PICTURE_BYTES_MAX + 1 - *len);
    }
    return bytes;
}

/* The smallest copy first: noise is gone there and most codes are large enough. */
static bool
find_texts(struct decoder *decoder, struct arena *arena, const struct picture *picture,
           const char ***texts, size_t *count, struct err *err)
{
    struct picture level[LEVELS_MAX] = {*picture};
    size_t last = 0;

    while (last + 1 < LEVELS_MAX && level[last].width * level[last].height > SMALLEST) {
        level[last + 1] = picture_halve(arena, &level[last]);
        last++;
    }
    *count = 0;
    for (size_t i = last + 1; i-- > 0 && *count == 0;) {
        if (!decode_gray(decoder, arena, level[i].gray, level[i].width, level[i].height, texts,
                         count, err)) {
            return false;
        }
    }
    return true;
}

static void
answer(int fd, enum photo_status status, const char *const *texts, size_t count)
{
    char out[sizeof(struct photo_answer) + PHOTO_TEXT_BYTES_MAX];
    struct photo_answer head = {status, 0};
    char *text = out + sizeof head;

    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(texts[i]) + 1;

        if (head.len + len <= PHOTO_TEXT_BYTES_MAX) {
            memcpy(text + head.len, texts[i], len);
            head.len += (uint32_t)len;
        }
    }
    memcpy(out, &head, sizeof head);
    (void)!write(fd, out, sizeof head + head.len);
}

static noreturn void
read_picture(struct decoder *decoder, int fd)
{
    struct arena arena = {0};
    struct picture picture;
    struct err err = {0};
    const char **texts;
    size_t len, count;
    uint8_t *bytes;

    if (!confine()) {
        _exit(1);
    }
    bytes = receive(&arena, fd, &len);
    if (picture_read(&arena, bytes, len, &picture, &err) &&
        find_texts(decoder, &arena, &picture, &texts, &count, &err)) {
        answer(fd, PHOTO_READ, texts, count);
    } else {
        answer(fd, err.reason == REASON_TOO_LARGE ? PHOTO_TOO_LARGE : PHOTO_UNREADABLE, NULL, 0);
    }
    _exit(0);
}

/* ---- the helper: forks ---- */

/* The next socket from the server; -1: the server is gone. */
static int
receive_socket(int control)
{
    char byte;
    struct iovec part = {&byte, 1};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } room;
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = room.bytes,
                             .msg_controllen = sizeof room.bytes};
    struct cmsghdr *head;
    int fd = -1;

    if (recvmsg(control, &message, MSG_CMSG_CLOEXEC) <= 0) {
        return -1;
    }
    head = CMSG_FIRSTHDR(&message);
    if (head != NULL && head->cmsg_type == SCM_RIGHTS) {
        memcpy(&fd, CMSG_DATA(head), sizeof fd);
    }
    return fd;
}

static noreturn void
serve(int control)
{
    struct decoder *decoder = decode_open();
    int fd;

    (void)signal(SIGCHLD, SIG_IGN); /* ended children leave nothing */
    while (decoder != NULL && (fd = receive_socket(control)) >= 0) {
        if (fork() == 0) {
            close(control);
            read_picture(decoder, fd);
        }
        close(fd);
    }
    _exit(0);
}

/* ---- the keeper ---- */

/* Keep CONTROL, forget all else that was open, listen to no signal of a terminal. */
static void
detach(int control)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

    for (int fd = 0; fd <= 2; fd++) {
        (void)dup2(nothing, fd);
    }
    if (control > 3) {
        (void)close_range(3, (unsigned)control - 1, 0);
    }
    (void)close_range((unsigned)control + 1, ~0U, 0);
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGTERM, SIG_IGN);
    (void)signal(SIGHUP, SIG_IGN);
    (void)prctl(PR_SET_NAME, "laufzettel-foto");
}

void
photo_help(int control)
{
    int status = 1;

    detach(control);
    while (!WIFEXITED(status)) {
        pid_t helper = fork();

        if (helper == 0) {
            serve(control);
        }
        if (helper < 0 || waitpid(helper, &status, 0) < 0 || !WIFEXITED(status)) {
            poll(NULL, 0, REST_MS);
        }
    }
    _exit(0);
}
