/*
 * cmd_conflict.c - what receptions told late and what does not fit: listed, decided.
 */
#include <stdlib.h>

#include "command.h"
#include "contradiction.h"

bool
cmd_conflict_list(struct cli *cli, struct err *err)
{
    return contradiction_list(&cli->env, &cli->doc, err);
}

bool
cmd_conflict_decide(struct cli *cli, struct err *err)
{
    const char *outcome = cli_text(cli, "outcome");
    struct contradiction_answer answer = {
        .id = strtoll(cli->word[0], NULL, 10),
        .decision = decision_from_name(cli->word[1]),
        .outcome = outcome_from_name(outcome),
    };

    if (*outcome != '\0' && answer.outcome == OUTCOME_NONE) {
        return err_set(err, REASON_INVALID, "outcome",
                       "»%1« ist kein Ergebnis. Es gibt: E1, E2, E3, E4, N1.", outcome);
    }
    return cli_day(cli, "on", &answer.happened_on, err) &&
           contradiction_decide(&cli->env, &answer, &cli->doc, err);
}
