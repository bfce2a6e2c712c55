/*
 * env.h - what a use case works with: one office's directory, opened.
 *
 * Made by the composition root (command line, server), handed to procedures.
 */
#ifndef ENV_H
#define ENV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clock.h"
#include "config.h"
#include "err.h"
#include "key.h"
#include "store_people.h"

struct arena;
struct catalog;
struct paper;
struct store;

#define ENV_DB_NAME "laufzettel.db"
#define ENV_KEY_NAME "laufzettel.key"
#define ENV_INI_NAME "laufzettel.ini"

struct env {
    struct arena *arena; /* of this request or command */
    const char *dir;
    struct clock clock;
    struct config config;
    struct keys keys;
    struct store *store; /* NULL before the database is opened */
    size_t readers;      /* of a server: connections to read with; 0: a command, one */
    struct paper *paper; /* fonts and decoder; NULL until paper_open */
    const struct catalog *catalog; /* interface language; NULL: German */
    struct user user;              /* acting user; id 0: the command line itself */
    int64_t changes_case;          /* id of the case entered last to change it; 0: none */
};

/* DIR/NAME in the arena. */
const char *env_path(const struct env *env, const char *name);

/* Read DIR's configuration. Errors: STORE when DIR is no office, INVALID (configuration). */
MUST_CHECK bool env_configure(struct env *env, struct err *err);

/* Load the key and open the database. Errors: those of key_load and store_open. */
MUST_CHECK bool env_open_store(struct env *env, struct err *err);

/* Act as the user NAME. Errors: NOT_ALLOWED (unknown or disabled). */
MUST_CHECK bool env_act_as(struct env *env, const char *name, struct err *err);

/* Close what is open and forget the keys. Accepts zeroed memory. */
void env_close(struct env *env);

#endif
