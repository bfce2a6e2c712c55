/*
 * cmd_annul.c - take an event back, named by its receipt.
 */
#include "command.h"
#include "date.h"
#include "voucher.h"

bool
cmd_annul(struct cli *cli, struct err *err)
{
    struct voucher_step step = {
        .code = cli->word[0],
        .provider = "",
        .step = STEP_ANNUL,
        .source = SOURCE_OFFICE,
        .happened_on = DAY_NONE,
        .until = DAY_NONE,
        .receipt = cli_option(cli, "event"),
        .cause = cause_from_name(cli_option(cli, "reason")),
    };

    return voucher_record(&cli->env, &step, &cli->doc, err);
}
