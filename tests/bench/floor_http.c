/*
 * floor_http.c - a server in a child process: a thread for each connection, inserts in groups.
 */
#include "floor_http.h"

#include <microhttpd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "floor_commit.h"

struct floor_http {
    pid_t process;
    unsigned port;
};

static enum MHD_Result
answer(void *floor, struct MHD_Connection *connection, const char *url, const char *method,
       const char *version, const char *body, size_t *body_len, void **state)
{
    static char begun, text[] = "{\"event\":{\"receipt\":\"000000\"}}";
    struct MHD_Response *response;
    enum MHD_Result queued;

    (void)url;
    (void)method;
    (void)version;
    (void)body;
    if (*state == NULL) {
        *state = &begun;
        return MHD_YES;
    }
    if (*body_len > 0) {
        *body_len = 0;
        return MHD_YES;
    }
    response = MHD_create_response_from_buffer(sizeof text - 1, text, MHD_RESPMEM_PERSISTENT);
    queued = MHD_queue_response(connection, floor_commit_together(floor) ? MHD_HTTP_CREATED
                                                                         : MHD_HTTP_CONFLICT,
                                response);
    MHD_destroy_response(response);
    return queued;
}

/* The child: tell the port, serve until killed. */
static void
serve(const char *path, int tell)
{
    struct floor_commit *floor = floor_commit_open(path);
    struct MHD_Daemon *daemon = NULL;
    unsigned port = 0;

    if (floor != NULL) {
        daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION,
                                  0, NULL, NULL, answer, floor, MHD_OPTION_END);
    }
    if (daemon != NULL) {
        port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    }
    if (write(tell, &port, sizeof port) == (ssize_t)sizeof port && port != 0) {
        pause();
    }
    _exit(EXIT_FAILURE);
}

struct floor_http *
floor_http_start(const char *path)
{
    struct floor_http *floor = calloc(1, sizeof *floor);
    int told[2];

    if (floor == NULL || pipe(told) != 0) {
        free(floor);
        return NULL;
    }
    floor->process = fork();
    if (floor->process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(path, told[1]);
    }
    close(told[1]);
    if (read(told[0], &floor->port, sizeof floor->port) != (ssize_t)sizeof floor->port ||
        floor->port == 0) {
        floor_http_stop(floor);
        floor = NULL;
    }
    close(told[0]);
    return floor;
}

unsigned
floor_http_port(const struct floor_http *floor)
{
    return floor->port;
}

void
floor_http_stop(struct floor_http *floor)
{
    if (floor != NULL) {
        kill(floor->process, SIGKILL);
        waitpid(floor->process, NULL, 0);
        free(floor);
    }
}
