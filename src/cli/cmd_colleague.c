/*
 * cmd_colleague.c - standing in for somebody, taking over cases, a lead's reason, teams, the
 * record.
 */
#include <string.h>

#include "audit.h"
#include "case.h"
#include "colleagues.h"
#include "command.h"
#include "date.h"
#include "people.h"
#include "str.h"

bool
cmd_user_deputy(struct cli *cli, struct err *err)
{
    struct deputy_request request = {.user = cli->word[0], .deputy = cli_option(cli, "by")};

    if (request.deputy == NULL) {
        return deputy_list(&cli->env, request.user, &cli->doc, err);
    }
    return cli_day(cli, "from", &request.from, err) &&
           cli_day(cli, "until", &request.until, err) &&
           deputy_add(&cli->env, &request, &cli->doc, err);
}

bool
cmd_case_handover(struct cli *cli, struct err *err)
{
    const char *number[CLI_WORDS_MAX];
    struct handover_request request = {
        .from = cli->word[0],
        .to = cli_text(cli, "to"),
        .number = number,
        .dry_run = cli_option(cli, "dry-run") != NULL,
    };

    while (request.count < CLI_WORDS_MAX &&
           (number[request.count] = cli_option_at(cli, "case", request.count)) != NULL) {
        request.count++;
    }
    return handover(&cli->env, &request, &cli->doc, err);
}

bool
cmd_team_list(struct cli *cli, struct err *err)
{
    return teams_list(&cli->env, &cli->doc, err);
}

bool
cmd_team_rename(struct cli *cli, struct err *err)
{
    struct team_change change = {.name = cli->word[0],
                                 .merge = cli_option(cli, "merge") != NULL};
    const char *name = cli->word[1];

    return str_clean(&cli->arena, name, strlen(name), "new_name", strlen(name),
                     &change.new_name, err) &&
           teams_change(&cli->env, &change, &cli->doc, err);
}

bool
cmd_case_open(struct cli *cli, struct err *err)
{
    return case_reason_give(&cli->env, cli->word[0], false, cli_option(cli, "reason"), &cli->doc,
                            err);
}

bool
cmd_audit(struct cli *cli, struct err *err)
{
    struct audit_request request = {
        .user = cli_text(cli, "user"),
        .kind = cli_text(cli, "kind"),
        .case_ref = cli_text(cli, "case"),
    };

    return cli_day(cli, "from", &request.from, err) &&
           cli_day(cli, "until", &request.until, err) &&
           audit_table(&cli->env, &request, &cli->text, err);
}
