/*
 * cmd_refer.c - write down that a client was sent on without a slip.
 */
#include "case.h"
#include "command.h"
#include "date.h"
#include "slip.h"

bool
cmd_refer(struct cli *cli, struct err *err)
{
    struct slip_request request = {
        .case_number = cli_option(cli, "case"), .language = "", .batch = ""};
    const char *text;

    for (size_t i = 0; (text = cli_option_at(cli, "service", i)) != NULL; i++) {
        if (!cli_station(cli, text, &request, err)) {
            return false;
        }
    }
    return (cli->user == NULL ||
            case_enter(&cli->env, request.case_number, CASE_CHANGE, NULL, err)) &&
           cli_day(cli, "on", &request.talked_on, err) &&
           slip_refer(&cli->env, &request, &cli->doc, err);
}
