/*
 * cmd_key.c - keys of the office's own programs.
 */
#include "command.h"
#include "feed.h"

bool
cmd_key_add(struct cli *cli, struct err *err)
{
    return feed_key_add(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_key_list(struct cli *cli, struct err *err)
{
    return feed_key_list(&cli->env, &cli->doc, err);
}

bool
cmd_key_revoke(struct cli *cli, struct err *err)
{
    return feed_key_revoke(&cli->env, cli->word[0], &cli->doc, err);
}
