/*
 * floor_commit.h - the least that keeps rows: SQLite, a mutex, a batch.
 *
 * WAL and synchronous FULL as in ours; one table of events with a unique key and an index.
 */
#ifndef FLOOR_COMMIT_H
#define FLOOR_COMMIT_H

#include <stdbool.h>

struct floor_commit;

/* NULL on failure. */
struct floor_commit *floor_commit_open(const char *path);
void floor_commit_close(struct floor_commit *floor);

/* Insert one row, durable when this returns: in a transaction of its own. */
bool floor_commit_alone(struct floor_commit *floor);
/* The same, together with whoever waits just then. */
bool floor_commit_together(struct floor_commit *floor);

#endif
