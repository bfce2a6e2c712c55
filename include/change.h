/*
 * change.h - what the office changed about a voucher, and whether the client knows. Pure.
 */
#ifndef CHANGE_H
#define CHANGE_H

#include <stdbool.h>
#include <stddef.h>

struct event;

struct change {
    const struct event *event; /* the last withdraw, extend or reissue that stands; NULL: none */
    bool moved;                /* its paper names another provider than the one before */
    bool tell;                 /* the client must hear of it: no paper in their hands is right */
};

/* The last change in the COUNT events of a voucher, in recording order. */
struct change change_last(const struct event *event, size_t count);

#endif
