/*
 * right.c - what somebody may who acts under -u: by role, and whose case it is.
 */
#include "case.h"
#include "command.h"
#include "slip.h"

const char *
cli_who(struct arena *arena, const struct cli_command *command)
{
    const char *text = "", *comma = "";

    if (command->who == ROLES_ALL) {
        return "alle";
    }
    if (command->who == ROLES_NOBODY) {
        return "niemand";
    }
    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        if ((command->who & ROLE_BIT(role)) != 0) {
            text = arena_printf(arena, "%s%s%s", text, comma, role_name(role));
            comma = ", ";
        }
    }
    return text;
}

/* As pages do before they call a use case that changes something. */
static bool
enter(struct cli *cli, struct err *err)
{
    switch (cli->command->names) {
    case CLI_CASE:
        return case_enter(&cli->env, cli->word[0], CASE_CHANGE, NULL, err);
    case CLI_VOUCHER:
        if (slip_is_number(cli->word[0])) {
            return case_enter_slip(&cli->env, cli->word[0], CASE_CHANGE, NULL, err);
        }
        return case_enter_code(&cli->env, cli->word[0], CASE_CHANGE, err);
    case CLI_OTHER:
        break;
    }
    return true;
}

bool
cli_may(struct cli *cli, struct err *err)
{
    const struct cli_command *command = cli->command;

    if (cli->user == NULL) {
        return true;
    }
    if (command->who == ROLES_NOBODY) {
        return err_set(err, REASON_NOT_ALLOWED, "user",
                       "%1 geht nur ohne -u: Das macht, wer diesen Rechner betreut.",
                       command->name);
    }
    /* What opens no database knows no roles, and is for all. */
    if (command->who != ROLES_ALL && (command->who & ROLE_BIT(cli->env.user.role)) == 0) {
        return err_set(err, REASON_NOT_ALLOWED, "user",
                       "Die Rolle %1 reicht für %2 nicht. Es geht mit: %3.",
                       role_name(cli->env.user.role), command->name,
                       cli_who(&cli->arena, command));
    }
    return enter(cli, err);
}
