/*
 * gate.h - private to the web room: passwords and photos cost much, so few are worked on at a
 * time.
 */
#ifndef WEB_GATE_H
#define WEB_GATE_H

#include "err.h"

struct arena;
struct gate;

/* BUSY tells whoever finds no place what to do (a literal). */
struct gate *gate_open(struct arena *arena, const char *busy);
void gate_close(struct gate *gate);

/* Enter, waiting if need be; call gate_leave after. Errors: STORE when it is too crowded. */
MUST_CHECK bool gate_enter(struct gate *gate, struct err *err);
void gate_leave(struct gate *gate);

#endif
