/*
 * gate.h - private to the web room: passwords cost much, so few are worked on at a time.
 */
#ifndef WEB_GATE_H
#define WEB_GATE_H

#include "err.h"

struct arena;
struct password_gate;

struct password_gate *gate_open(struct arena *arena);
void gate_close(struct password_gate *gate);

/* Enter, waiting if need be; call gate_leave after. Errors: STORE when it is too crowded. */
MUST_CHECK bool gate_enter(struct password_gate *gate, struct err *err);
void gate_leave(struct password_gate *gate);

#endif
