/*
 * cmd_dispute.c - an event that the client disputes, named by its receipt.
 */
#include "command.h"
#include "voucher.h"

bool
cmd_dispute(struct cli *cli, struct err *err)
{
    struct voucher_dispute request = {
        .code = cli->word[0],
        .receipt = cli_option(cli, "event"),
        .lift = cli_option(cli, "lift") != NULL,
    };

    return voucher_dispute(&cli->env, &request, &cli->doc, err);
}
