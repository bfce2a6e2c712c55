/*
 * cmd_show.c - read what is there: a case, a slip, a voucher, a provider, what is due.
 */
#include "case.h"
#include "command.h"
#include "provider.h"
#include "slip.h"
#include "voucher.h"

bool
cmd_show_case(struct cli *cli, struct err *err)
{
    return case_show(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_show_provider(struct cli *cli, struct err *err)
{
    return provider_show(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_show_slip(struct cli *cli, struct err *err)
{
    return slip_show(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_show_voucher(struct cli *cli, struct err *err)
{
    return voucher_show(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_due(struct cli *cli, struct err *err)
{
    return case_due(&cli->env, cli_text(cli, "user"), &cli->doc, err);
}
