/*
 * pages.h - private to the web room: the handlers of the route table, one list.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "web.h"

web_handler api_description, api_event, api_lookup, api_pair, page_account, page_client,
    page_client_show, page_health, page_help, page_language, page_login, page_login_post,
    page_logout_everywhere_post, page_logout_post, page_metrics, page_pair, page_pair_do,
    page_pair_leave, page_password, page_password_post, page_scan, page_scan_card,
    page_scan_consent, page_scan_lookup, page_scan_step, page_static;

#endif
