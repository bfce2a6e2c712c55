/*
 * cmd_consent.c - consents: record a signed one, withdraw it.
 */
#include "case.h"
#include "command.h"
#include "date.h"
#include "level.h"

bool
cmd_consent_add(struct cli *cli, struct err *err)
{
    const char *level = cli_option(cli, "level");
    struct consent_request request = {
        .case_number = cli->word[0],
        .provider = cli_option(cli, "provider"),
    };

    if (level[0] < '1' || level[0] > '0' + LEVEL_MAX || level[1] != '\0') {
        return err_set(err, REASON_INVALID, "level",
                       "»%1« ist keine Rückmeldestufe, die man einwilligen kann. Es gibt: 1, 2, 3.",
                       level);
    }
    request.level = (unsigned)(level[0] - '0');
    return cli_day(cli, "on", &request.signed_on, err) &&
           cli_day(cli, "until", &request.valid_until, err) &&
           consent_add(&cli->env, &request, &cli->doc, err);
}

bool
cmd_consent_withdraw(struct cli *cli, struct err *err)
{
    return consent_withdraw(&cli->env, cli->word[0], cli_option(cli, "provider"), &cli->doc, err);
}
