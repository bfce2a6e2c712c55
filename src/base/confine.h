/*
 * confine.h - private to the base room: what is left of a process that reads hostile bytes.
 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stdbool.h>

/*
 * From here on this process may read and write what it has open, take memory up to a limit and
 * end; anything else kills it. No way back. False: do not go on.
 */
bool confine(void);

#endif
