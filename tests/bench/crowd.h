/*
 * crowd.h - many cases with slips and vouchers, written through the store in large writes.
 */
#ifndef BENCH_CROWD_H
#define BENCH_CROWD_H

#include <stdbool.h>
#include <stddef.h>

#include "code.h"
#include "office.h"

#define CROWD_SLIPS 2
#define CROWD_STATIONS 5
#define CROWD_VOUCHERS (CROWD_SLIPS * CROWD_STATIONS) /* of each case */
#define CROWD_NAME_MAX 16

/*
 * Let OFFICE have CASES cases, "FM-1" and so on, each with a need and slips of open vouchers.
 * Goes on where the last run stopped and stops after SECONDS; *READY is how many there are.
 */
bool crowd_fill(struct office *office, size_t cases, double seconds, size_t *ready);
/* The family name of a case: no other case has it. */
void crowd_name(size_t number, char out[CROWD_NAME_MAX]);
/* The code of one of a case's vouchers. */
bool crowd_code(struct office *office, size_t number, size_t voucher, char out[CODE_GROUPED_MAX]);

#endif
