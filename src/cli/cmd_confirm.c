/*
 * cmd_confirm.c - record what happened at a provider: from returned paper, or as the client told it
 * of a referral.
 */
#include "command.h"
#include "date.h"
#include "voucher.h"

bool
cmd_confirm(struct cli *cli, struct err *err)
{
    const char *source = cli_option(cli, "source");
    const char *outcome = cli_option(cli, "outcome");
    struct voucher_step step = {
        .code = cli->word[0],
        .provider = cli_text(cli, "provider"),
        .step = step_from_name(cli->word[1]),
        .source = source == NULL ? SOURCE_NONE : source_from_name(source),
        .until = DAY_NONE,
        .outcome = outcome == NULL ? OUTCOME_NONE : outcome_from_name(outcome),
        .again = cli_option(cli, "again") != NULL,
    };

    if (step.step == STEP_NONE) {
        return err_set(err, REASON_INVALID, "step",
                       "»%1« ist kein Schritt. Es gibt: accept, start, attend, end.",
                       cli->word[1]);
    }
    if (source != NULL && step.source != SOURCE_PAPER_CLIENT &&
        step.source != SOURCE_PAPER_PROVIDER && step.source != SOURCE_OFFICE) {
        return err_set(err, REASON_INVALID, "source",
                       "»%1« ist keine Quelle. Es gibt: paper_client, paper_provider, und bei "
                       "einem Verweis ohne Laufzettel: office.",
                       source);
    }
    if (outcome != NULL && step.outcome == OUTCOME_NONE) {
        return err_set(err, REASON_INVALID, "outcome",
                       "»%1« ist kein Ergebnis. Es gibt: E1, E2, E3, E4, N1.", outcome);
    }
    return cli_day(cli, "on", &step.happened_on, err) &&
           voucher_record(&cli->env, &step, &cli->doc, err);
}
