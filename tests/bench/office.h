/*
 * office.h - an office in a folder of its own, with cases to issue slips for.
 */
#ifndef BENCH_OFFICE_H
#define BENCH_OFFICE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "env.h"
#include "reception.h"

#define OFFICE_SERVICE "KB-1"
#define OFFICE_PROVIDER "buero"

struct office {
    char folder[64], dir[80];
    struct arena arena;
    struct env env;
};

/* Make it with CASES cases, "FM-1" and so on, each with one need. */
bool office_open(struct office *office, size_t cases);
/* Pair a device of its provider: KEY is the device's. */
bool office_pair(struct office *office, char key[RECEPTION_KEY_MAX]);
/* Close it and take the folder away. */
void office_close(struct office *office);

/* Open the office in DIR, or make one there with a catalogue and no cases: it stays for the next
   run, and is migrated when an older program made it. */
bool office_open_kept(struct office *office, const char *dir);
/* Close it and leave it where it is. */
void office_leave(struct office *office);

#endif
