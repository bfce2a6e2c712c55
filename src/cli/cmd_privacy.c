/*
 * cmd_privacy.c - what is kept and why, delete what is due, restrict a case.
 */
#include "command.h"
#include "privacy.h"

bool
cmd_purge(struct cli *cli, struct err *err)
{
    return privacy_purge(&cli->env, cli_option(cli, "dry-run") != NULL, &cli->doc, err);
}

bool
cmd_restrict(struct cli *cli, struct err *err)
{
    return privacy_restrict(&cli->env, cli->word[0], cli_option(cli, "lift") != NULL, &cli->doc,
                            err);
}

bool
cmd_report_matrix(struct cli *cli, struct err *err)
{
    if (cli_option(cli, "csv") == NULL) {
        return privacy_matrix(&cli->env, &cli->doc, err);
    }
    privacy_matrix_csv(&cli->env, &cli->text);
    return true;
}

bool
cmd_disclose(struct cli *cli, struct err *err)
{
    return privacy_disclose_file(&cli->env, cli->word[0], cli_option(cli, "o"), &cli->doc, err);
}
