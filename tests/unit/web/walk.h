/*
 * walk.h - every route as every role: users who come in, paths with something in their braces,
 * fields with something in them.
 */
#ifndef WALK_H
#define WALK_H

#include "office_world.h"

/* Log in as NAME; the cookie is theirs from now on. */
static inline void
walk_in(struct office *o, const char *name)
{
    char token[PEOPLE_TOKEN_MAX];
    struct err err = {0};

    assert_true(people_login(&o->env, name, OFFICE_PASSWORD, token, &err));
    o->cookie = arena_printf(&o->arena, "lz=%s", token);
}

/* A new user of ROLE in TEAM, who has a password and is logged in. */
static inline void
walk_join(struct office *o, enum role role, const char *name, const char *team)
{
    struct user user = {.name = name, .display_name = "", .team = team, .branch = "",
                        .phone = "", .role = role};
    const struct value *doc;
    struct err err = {0};

    assert_true(upkeep_user_add(&o->env, &user, &doc, &err));
    assert_true(people_set_password(&o->env, name, value_string(value_find(doc, "setup.code")),
                                    OFFICE_PASSWORD, &err));
    walk_in(o, name);
}

/* PATTERN with FIRST in its first brace, OTHERS in all behind it. */
static inline const char *
walk_path(struct office *o, const char *pattern, const char *first, const char *others)
{
    const char *path = "", *open;

    while ((open = strchr(pattern, '{')) != NULL) {
        path = arena_printf(&o->arena, "%s%.*s%s", path, (int)(open - pattern), pattern, first);
        pattern = strchr(open, '}') + 1;
        first = others;
    }
    return arena_printf(&o->arena, "%s%s", path, pattern);
}

/* Something in every field that must be there, so that the handler is reached. */
static inline const char *
walk_fields(struct office *o, const struct web_route *route)
{
    const char *text = "";

    for (const struct web_field *f = route->field; f != NULL && f->name != NULL; f++) {
        const char *value = f->kind == WEB_DAY      ? "2026-05-05"
                            : f->kind == WEB_NUMBER ? "1"
                                                    : "all";

        if (f->required) {
            text = arena_printf(&o->arena, "%s%s%s=%s", text, *text ? "&" : "", f->name, value);
        }
    }
    return text;
}

#endif
