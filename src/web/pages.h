/*
 * pages.h - private to the web room: the handlers of the route table, one list.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "web.h"

web_handler page_account, page_health, page_help, page_language, page_login, page_login_post,
    page_logout_everywhere_post, page_logout_post, page_metrics, page_password,
    page_password_post, page_static;

#endif
