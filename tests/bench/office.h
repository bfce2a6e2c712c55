/*
 * office.h - an office in a folder of its own, with cases to issue slips for.
 */
#ifndef BENCH_OFFICE_H
#define BENCH_OFFICE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "env.h"

#define OFFICE_SERVICE "KB-1"
#define OFFICE_PROVIDER "buero"

struct office {
    char folder[64], dir[80];
    struct arena arena;
    struct env env;
};

/* Make it with CASES cases, "FM-1" and so on, each with one need. */
bool office_open(struct office *office, size_t cases);
/* Close it and take the folder away. */
void office_close(struct office *office);

#endif
