/*
 * people.h - use cases of people of the office: first password, log-in, sessions.
 *
 * A password is Argon2id; its cost is paid outside any transaction. An unknown name costs
 * the same time and answers with the same bytes as a wrong password.
 */
#ifndef PEOPLE_H
#define PEOPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "store_people.h"

struct env;
struct value;

#define PEOPLE_PASSWORD_MIN 12  /* code points */
#define PEOPLE_PASSWORD_MAX 200 /* bytes */
#define PEOPLE_SETUP_DAYS 7     /* a set-up code is good for */
#define PEOPLE_TOKEN_MAX 44     /* base64url of 32 bytes and NUL */
#define PEOPLE_IDLE_MS ((int64_t)30 * 60 * 1000)
#define PEOPLE_SESSION_MS ((int64_t)10 * 60 * 60 * 1000)

/* A fresh set-up code for NAME: the old password and all sessions end, a disabled user is let in
   again. DOC: {"setup":{"user","code","expires_at"}}. Errors: NOT_FOUND, STORE. */
MUST_CHECK bool people_setup(struct env *env, const char *name, const struct value **doc,
                             struct err *err);

/* Let NAME in no more; all sessions end at once. DOC: {"user":{"name","disabled"}}.
   Errors: NOT_FOUND, CONFLICT (the last administrator), STORE. */
MUST_CHECK bool people_disable(struct env *env, const char *name, const struct value **doc,
                               struct err *err);

/* Set the password with a set-up code, which is used up. Errors: NOT_ALLOWED (name or code;
   does not say which), INVALID "password" (too short, too common, equal to the name),
   MALFORMED and FOREIGN_CODE (mistyped code), STORE. */
MUST_CHECK bool people_set_password(struct env *env, const char *name, const char *code,
                                    const char *password, struct err *err);

/*
 * Log in: TOKEN gets the cookie's value, made new at every log-in.
 * Errors: NOT_ALLOWED (name, password, disabled or no password yet: all alike), STORE.
 */
MUST_CHECK bool people_login(struct env *env, const char *name, const char *password,
                             char token[PEOPLE_TOKEN_MAX], struct err *err);

struct people_session {
    int64_t id;
    int64_t user;
    int64_t created_ms, last_seen_ms; /* idle and absolute end are judged against now */
    uint8_t hash[16];                 /* of the token; keys the CSRF token */
};

/* Is it neither idle nor over? */
bool people_session_holds(const struct session *session, int64_t now_ms);
/* The session of a token, and its user. Errors: NOT_ALLOWED (unknown, idle, over, disabled). */
MUST_CHECK bool people_session(struct env *env, const char *token, struct people_session *out,
                               struct user *user, struct err *err);
/* Note that the session was used; written at most once a minute. */
MUST_CHECK bool people_session_seen(struct env *env, const struct people_session *session,
                                    struct err *err);
MUST_CHECK bool people_logout(struct env *env, const struct people_session *session,
                              struct err *err);
/* End every session of the user. */
MUST_CHECK bool people_logout_everywhere(struct env *env, int64_t user, struct err *err);

/*
 * The log-ins of a user that are in force, newest first; OWN (or 0) is the asking session's id:
 * {"sessions":[{"session","began_at","last_used_at","own"}],"others"}.
 */
MUST_CHECK bool people_sessions(struct env *env, int64_t user, int64_t own,
                                const struct value **doc, struct err *err);
/* End one log-in of the user. Errors: NOT_FOUND (also somebody else's). */
MUST_CHECK bool people_session_end(struct env *env, int64_t user, int64_t id, struct err *err);
/* End all log-ins of the session's user but this one. */
MUST_CHECK bool people_logout_others(struct env *env, const struct people_session *session,
                                     struct err *err);
/* For the administration, by name: the log-ins as above; end them all or one, on record, DOC:
   {"user":{"name","logged_out"}}. Errors: NOT_FOUND. */
MUST_CHECK bool people_sessions_of(struct env *env, const char *name, const struct value **doc,
                                   struct err *err);
MUST_CHECK bool people_logout_of(struct env *env, const char *name, const struct value **doc,
                                 struct err *err);
MUST_CHECK bool people_session_end_of(struct env *env, const char *name, int64_t id,
                                      const struct value **doc, struct err *err);

/*
 * What whoever works here takes note of, as the office words it (page_text.h, unterweisung), once
 * for each wording: {"instruction":{"version","acknowledged_on" (or null),"text":{...}}}, for the
 * acting user.
 */
MUST_CHECK bool people_instruction(struct env *env, const char *language, const struct value **doc,
                                   struct err *err);
/* Has NAME still to take note of today's wording? */
MUST_CHECK bool people_instruction_due(struct env *env, const char *name, bool *due,
                                       struct err *err);
/* The acting user took note of VERSION, on record. Errors: CONFLICT (there is another by now). */
MUST_CHECK bool people_instruct(struct env *env, const char *version, struct err *err);
/* NAME took note of today's wording elsewhere, on DAY (DAY_NONE: today); on record. DOC:
   {"user":{"name","instructed_on"}}. Errors: NOT_FOUND, INVALID "on". */
MUST_CHECK bool people_instruct_of(struct env *env, const char *name, int32_t day,
                                   const struct value **doc, struct err *err);

/* Somebody stands in for USER from a day to a day. */
struct deputy_request {
    const char *user, *deputy; /* log-in names */
    int32_t from, until;
};
/*
 * For oneself and, by a team lead, for the own team within the team; by the administration for all.
 * On record. Errors: NOT_FOUND (also whom one may not arrange things for), INVALID ("deputy",
 * "from_day", "until_day"), CONFLICT (the two have one in these days), STORE.
 */
MUST_CHECK bool deputy_add(struct env *env, const struct deputy_request *request,
                           const struct value **doc, struct err *err);
/* End it today: what was, was. Errors: NOT_FOUND, STORE. */
MUST_CHECK bool deputy_end(struct env *env, const char *user, int64_t id, struct err *err);
/* {"deputies":[...] of USER now and later, "standing_in":[...] for others today, "choices"}. */
MUST_CHECK bool deputy_list(struct env *env, const char *user, const struct value **doc,
                            struct err *err);

struct handover_request {
    const char *from, *to;     /* log-in names */
    const char *const *number; /* of cases; NULL with count 0: all */
    size_t count;
    bool dry_run;              /* only tell what would go */
};
/*
 * Give cases of one caseworker to another, all in one go, each on record; their team and branch
 * follow. By a team lead within the own team, by the administration. DOC: {"handover":{"from",
 * "from_shown","to","to_shown","dry_run","cases":[{"number","vouchers","followups"}],"more"}};
 * TO may be "" in a dry run. Errors: NOT_FOUND (user; a case that is not FROM's), INVALID "to",
 * STORE.
 */
MUST_CHECK bool handover(struct env *env, const struct handover_request *request,
                         const struct value **doc, struct err *err);

/* The token a form of this session carries; 32 hexadecimal digits. */
#define PEOPLE_CSRF_MAX 33
void people_csrf(const struct env *env, const uint8_t session_hash[16],
                 char out[PEOPLE_CSRF_MAX]);

#endif
