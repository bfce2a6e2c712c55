/*
 * cmd_print.c - print a slip or one voucher again, with the code it has; or another form.
 */
#include "command.h"
#include "slip.h"

bool
cmd_print(struct cli *cli, struct err *err)
{
    struct slip_print print = {
        .what = cli->word_count > 0 ? cli->word[0] : "",
        .form = cli_text(cli, "form"),
        .provider = cli_text(cli, "provider"),
        .language = cli_text(cli, "language"),
        .file = cli_text(cli, "o"),
    };

    return (cli->user == NULL || slip_print_enter(&cli->env, &print, err)) &&
           slip_print(&cli->env, &print, &cli->doc, err);
}
