/*
 * help.h - private to the web room: the help pages, one for each task.
 */
#ifndef WEB_HELP_H
#define WEB_HELP_H

/* The help for the page at PATH; "/hilfe" where there is none of its own. */
const char *help_path(const char *path);

#endif
