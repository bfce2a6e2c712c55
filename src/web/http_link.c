/*
 * http_link.c - a connection comes and goes: who is at the other end, since when.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "http_inner.h"
#include "http_library.h"
#include "str.h"

static void
read_peer(struct link *link, const struct sockaddr *address)
{
    const char *plain = "::ffff:";

    if (address->sa_family == AF_INET6) {
        const struct in6_addr *six =
            &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        inet_ntop(AF_INET6, six, link->address, sizeof link->address);
        link->loopback = IN6_IS_ADDR_LOOPBACK(six);
    } else {
        const struct in_addr *four = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
        inet_ntop(AF_INET, four, link->address, sizeof link->address);
    }
    if (str_starts(link->address, plain)) {
        memmove(link->address, link->address + strlen(plain),
                strlen(link->address + strlen(plain)) + 1);
    }
    if (str_starts(link->address, "127.")) {
        link->loopback = true;
    }
}

void
link_notify(void *cls, struct MHD_Connection *connection, void **context,
            enum MHD_ConnectionNotificationCode what)
{
    struct http *http = cls;
    struct link *link = *context;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (link) {
            watch_remove(&http->watch, link);
        }
        free(link);
        return;
    }
    const union MHD_ConnectionInfo *fd =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const union MHD_ConnectionInfo *peer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    link = calloc(1, sizeof *link);
    *context = link;
    if (!link) {
        shutdown(fd->connect_fd, SHUT_RDWR); /* nobody would watch it */
        return;
    }
    link->fd = fd->connect_fd;
    read_peer(link, peer->client_addr);
    watch_due(&http->watch, link, http->limit[HTTP_LIMIT_HEADER_SECONDS]);
    watch_add(&http->watch, link);
}
