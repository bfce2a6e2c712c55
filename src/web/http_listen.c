/*
 * http_listen.c - opens the port, so that a wrong address and a taken port are told apart.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http_inner.h"
#include "str.h"

#define BACKLOG 512
#define WHERE_MAX ((size_t)80)
#define FILES_OF_OUR_OWN ((rlim_t)128) /* database, readers, log, event queues */

static bool
bad_address(const char *where, struct err *err)
{
    return err_set(err, REASON_INVALID, "listen",
                   N_("„%1“ ist keine Adresse mit Port wie 127.0.0.1:8080."), where);
}

/* "127.0.0.1:8080" or "[::1]:8080", numbers only. */
static bool
parse_where(const char *where, struct addrinfo **out, struct err *err)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                             .ai_socktype = SOCK_STREAM};
    char text[WHERE_MAX];
    char *host = text;
    char *port;

    if (strlen(where) >= sizeof text) {
        return bad_address(where, err);
    }
    memcpy(text, where, strlen(where) + 1);
    port = strrchr(text, ':');
    if (!port || port == text) {
        return bad_address(where, err);
    }
    *port++ = '\0';
    if (*host == '[' && port[-2] == ']') {
        host++;
        port[-2] = '\0';
    } else if (strchr(host, ':')) {
        return bad_address(where, err);
    }
    if (strspn(port, "0123456789") != strlen(port) || strlen(port) > 5 || *port == '\0' ||
        strtoul(port, NULL, 10) > UINT16_MAX || getaddrinfo(host, port, &hints, out) != 0) {
        return bad_address(where, err);
    }
    return true;
}

static bool
is_loopback(const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET6) {
        return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)address)->sin6_addr);
    }
    return ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr) >> 24 == 127;
}

static bool
bind_to(int fd, const struct addrinfo *info, unsigned *port, bool *loopback)
{
    struct sockaddr_storage bound = {0};
    socklen_t len = sizeof bound;
    int on = 1;

    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        bind(fd, info->ai_addr, info->ai_addrlen) != 0 || listen(fd, BACKLOG) != 0 ||
        getsockname(fd, (struct sockaddr *)&bound, &len) != 0) {
        return false;
    }
    *loopback = is_loopback(&bound);
    *port = ntohs(bound.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&bound)->sin6_port
                                              : ((struct sockaddr_in *)&bound)->sin_port);
    return true;
}

bool
listen_open(const char *where, int *fd, unsigned *port, bool *loopback, struct err *err)
{
    struct addrinfo *info;
    char number[ERR_NUMBER_MAX];
    int why;

    if (!parse_where(where, &info, err)) {
        return false;
    }
    *fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (*fd >= 0 && bind_to(*fd, info, port, loopback)) {
        freeaddrinfo(info);
        return true;
    }
    why = errno;
    freeaddrinfo(info);
    if (*fd >= 0) {
        close(*fd);
    }
    if (why == EADDRINUSE) {
        return err_set(err, REASON_STORE, "listen", N_("Der Port von %1 ist schon belegt."), where);
    }
    return err_set(err, REASON_STORE, "listen",
                   N_("Der Port von %1 lässt sich nicht öffnen (Fehler %2)."), where,
                   err_number(number, why));
}

size_t
listen_files(size_t connections)
{
    struct rlimit files;
    rlim_t wanted = (rlim_t)connections + FILES_OF_OUR_OWN;

    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= wanted) {
        return connections;
    }
    files.rlim_cur = files.rlim_max < wanted ? files.rlim_max : wanted;
    if (setrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= wanted) {
        return connections;
    }
    return files.rlim_cur > FILES_OF_OUR_OWN * 2 ? (size_t)(files.rlim_cur - FILES_OF_OUR_OWN)
                                                 : (size_t)FILES_OF_OUR_OWN;
}
