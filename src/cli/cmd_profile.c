/*
 * cmd_profile.c - profiles of other programs: list, check, write one out.
 */
#include <string.h>

#include "arena.h"
#include "command.h"
#include "profile.h"

bool
cmd_profile_list(struct cli *cli, struct err *err)
{
    return profile_list(&cli->env, &cli->doc, err);
}

/* WHAT is the file "x/NAME.ini", or the name of a profile in force. */
bool
cmd_profile_check(struct cli *cli, struct err *err)
{
    const char *what = cli->word[0], *slash = strrchr(what, '/');
    const char *file = slash == NULL ? what : slash + 1;
    const struct profile *profile;
    const char *bytes;
    size_t len, length = strlen(file);

    if (length > 4 && strcmp(file + length - 4, ".ini") == 0) {
        const char *name = arena_strndup(&cli->arena, file, length - 4);

        if (!cli_read_file(cli, what, PROFILE_BYTES_MAX, &bytes, &len, err) ||
            !profile_parse(&cli->env, name, bytes, len, &profile, err)) {
            return false;
        }
    } else if (!profile_find(&cli->env, what, &profile, err)) {
        return false;
    }
    cli->doc = profile_document(&cli->env, profile);
    return true;
}

bool
cmd_profile_export(struct cli *cli, struct err *err)
{
    const char *bytes;
    size_t len;
    bool own;

    return profile_source(&cli->env, cli->word[0], &bytes, &len, &own, err) &&
           cli_hand_out(cli, bytes, len, err);
}
