/*
 * client_work.h - private to procedures: what the client's own code opens, and what of a
 * station its holder may be shown.
 */
#ifndef CLIENT_WORK_H
#define CLIENT_WORK_H

#include "err.h"
#include "rules.h"
#include "store_catalogue.h"
#include "store_slip.h"

struct db;
struct env;

/* The slip of the code in force. Superseded codes and clients protected since are UNKNOWN. */
MUST_CHECK bool client_open(struct env *env, struct db *db, const char *code, struct slip *out,
                            struct err *err);

/* Where a station is. */
struct client_place {
    struct provider provider; /* id 0: the client chooses */
    bool hidden;              /* name, address and time stand on the sheet alone */
};
MUST_CHECK bool client_place(struct env *env, struct db *db, const struct voucher *voucher,
                             struct client_place *out, struct err *err);

/* ---- client_word.c: the words a client reads, keys of forms/texts ---- */

/* Where a station stands, a sentence. */
const char *client_word_state(enum state state);
/* Who recorded: for a reception the name of no provider but "Ihre Beratungsstelle". */
const char *client_word_who(enum who who);
/* All texts of the client's page, of its templates and of the values it shows; NULL after the
   last. In ARENA. */
struct arena;
const char *client_word_at(struct arena *arena, size_t index);

#endif
