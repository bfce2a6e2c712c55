/*
 * cmd_user.c - people of the office.
 */
#include <stdlib.h>
#include <string.h>

#include "colleagues.h"
#include "command.h"
#include "people.h"
#include "str.h"
#include "upkeep.h"

#define TEXT_MAX 80

/* A word of the command line as clean text; absent gives "". */
static bool
clean(struct cli *cli, const char *option, const char **out, struct err *err)
{
    const char *text = cli_option(cli, option);

    *out = "";
    return text == NULL || str_clean(&cli->arena, text, strlen(text), option, TEXT_MAX, out, err);
}

bool
cmd_user_add(struct cli *cli, struct err *err)
{
    const char *role = cli_option(cli, "role");
    struct user user = {.name = cli->word[0], .role = role_from_name(role)};

    if (user.role == ROLE_NONE) {
        return err_set(err, REASON_INVALID, "role",
                       "»%1« ist keine Rolle. Es gibt: assistant, caseworker, team_lead, "
                       "coordinator, controlling, management, auditor, admin.",
                       role);
    }
    return clean(cli, "name", &user.display_name, err) && clean(cli, "team", &user.team, err) &&
           clean(cli, "branch", &user.branch, err) && clean(cli, "phone", &user.phone, err) &&
           upkeep_user_add(&cli->env, &user, &cli->doc, err);
}

bool
cmd_user_disable(struct cli *cli, struct err *err)
{
    return people_disable(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_user_instruct(struct cli *cli, struct err *err)
{
    int32_t day;

    return cli_day(cli, "on", &day, err) &&
           people_instruct_of(&cli->env, cli->word[0], day, &cli->doc, err);
}

bool
cmd_user_list(struct cli *cli, struct err *err)
{
    return colleagues_list(&cli->env, &cli->doc, err);
}

bool
cmd_user_logout(struct cli *cli, struct err *err)
{
    const char *session = cli_option(cli, "session");

    return session == NULL
               ? people_logout_of(&cli->env, cli->word[0], &cli->doc, err)
               : people_session_end_of(&cli->env, cli->word[0], strtoll(session, NULL, 10),
                                       &cli->doc, err);
}

bool
cmd_user_sessions(struct cli *cli, struct err *err)
{
    return people_sessions_of(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_user_reset(struct cli *cli, struct err *err)
{
    return people_setup(&cli->env, cli->word[0], &cli->doc, err);
}
