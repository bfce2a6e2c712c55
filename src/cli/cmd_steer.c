/*
 * cmd_steer.c - how the office steers a voucher: close, extend, reissue, reopen, review, withdraw.
 *
 * One shape: a code, a step, at most one word more; flow decides the rest.
 */
#include "command.h"
#include "date.h"
#include "slip.h"
#include "str.h"
#include "voucher.h"

static struct voucher_step
steer(const struct cli *cli, enum step step)
{
    return (struct voucher_step){
        .code = cli->word[0],
        .provider = "",
        .step = step,
        .source = SOURCE_OFFICE,
        .happened_on = DAY_NONE,
        .until = DAY_NONE,
    };
}

bool
cmd_close(struct cli *cli, struct err *err)
{
    struct voucher_step step = steer(cli, STEP_CLOSE);

    return voucher_record(&cli->env, &step, &cli->doc, err);
}

bool
cmd_extend(struct cli *cli, struct err *err)
{
    struct voucher_step step = steer(cli, STEP_EXTEND);

    return cli_day(cli, "until", &step.until, err) &&
           voucher_record(&cli->env, &step, &cli->doc, err);
}

bool
cmd_reissue(struct cli *cli, struct err *err)
{
    struct voucher_step step = steer(cli, STEP_REISSUE);

    step.provider = cli_text(cli, "provider");
    if (slip_is_number(cli->word[0])) {
        return str_empty(step.provider)
                   ? slip_reissue(&cli->env, cli->word[0], 0, &cli->doc, err)
                   : err_set(err, REASON_INVALID, "provider",
                             "Für einen ganzen Laufzettel bleiben die Stellen, wie sie sind. Bitte "
                             "den Code des einen Gutscheins angeben.");
    }
    return voucher_record(&cli->env, &step, &cli->doc, err);
}

bool
cmd_reopen(struct cli *cli, struct err *err)
{
    struct voucher_step step = steer(cli, STEP_REOPEN);

    return voucher_record(&cli->env, &step, &cli->doc, err);
}

bool
cmd_review(struct cli *cli, struct err *err)
{
    struct voucher_step step = steer(cli, STEP_REVIEW);
    const char *next = cli_text(cli, "next"), *open = cli_text(cli, "open");

    step.goal = goal_from_name(cli_option(cli, "goal"));
    step.review.next = next_step_from_name(next);
    if (!str_empty(next) && step.review.next == NEXT_NONE) {
        return err_set(err, REASON_INVALID, "next",
                       "»%1« gibt es hier nicht. Es gibt: nothing, same_service, other_service, "
                       "plan_change, talk, placement.", next);
    }
    if (!check_set_parse(open, &step.review.open)) {
        return err_set(err, REASON_INVALID, "open",
                       "»%1« gibt es hier nicht. Es gibt: profile, plan, help_plan, mit Komma "
                       "getrennt.", open);
    }
    return voucher_record(&cli->env, &step, &cli->doc, err);
}

bool
cmd_withdraw(struct cli *cli, struct err *err)
{
    struct voucher_step step = steer(cli, STEP_WITHDRAW);

    step.cause = cause_from_name(cli_option(cli, "reason"));
    return voucher_record(&cli->env, &step, &cli->doc, err);
}
