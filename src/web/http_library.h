/*
 * http_library.h - calls of libmicrohttpd that are answered in another file than its options.
 */
#ifndef WEB_HTTP_LIBRARY_H
#define WEB_HTTP_LIBRARY_H

#include <microhttpd.h>

/* A connection has started, or is about to be closed; keeps a struct link in *CONTEXT. */
void link_notify(void *cls, struct MHD_Connection *connection, void **context,
                 enum MHD_ConnectionNotificationCode what);

#endif
