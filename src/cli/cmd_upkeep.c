/*
 * cmd_upkeep.c - the house: make it, tick, verify, save, bring back, bring up to date.
 */
#include "command.h"
#include "str.h"
#include "upkeep.h"

/* The address of the machine itself: good for a try, replaced before the first real slip. */
#define PUBLIC_URL_STANDARD "http://127.0.0.1:8080"

bool
cmd_init(struct cli *cli, struct err *err)
{
    const char *url = cli_option(cli, "url");
    bool demo = cli_option(cli, "demo") != NULL;

    if (cli->start_ms != 0 && !demo) {
        return err_set(err, REASON_NOT_ALLOWED, "time",
                       "-T gilt nur in einem Ordner, der mit init --demo eingerichtet wurde.");
    }
    return upkeep_init(&cli->env, url == NULL ? PUBLIC_URL_STANDARD : url, demo, &cli->doc, err);
}

bool
cmd_tick(struct cli *cli, struct err *err)
{
    return upkeep_tick(&cli->env, &cli->doc, err);
}

bool
cmd_verify(struct cli *cli, struct err *err)
{
    return upkeep_verify(&cli->env, &cli->doc, err);
}

bool
cmd_backup(struct cli *cli, struct err *err)
{
    return upkeep_backup(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_restore(struct cli *cli, struct err *err)
{
    return upkeep_restore(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_migrate(struct cli *cli, struct err *err)
{
    return upkeep_migrate(&cli->env, &cli->doc, err);
}
