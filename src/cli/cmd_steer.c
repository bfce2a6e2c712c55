/*
 * cmd_steer.c - how the office steers a voucher: close, extend, reissue, reopen, review, withdraw.
 *
 * One shape: a code, a step, at most one word more; flow decides the rest.
 */
#include "command.h"
#include "date.h"
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

    step.goal = goal_from_name(cli_option(cli, "goal"));
    return voucher_record(&cli->env, &step, &cli->doc, err);
}

bool
cmd_withdraw(struct cli *cli, struct err *err)
{
    struct voucher_step step = steer(cli, STEP_WITHDRAW);

    step.cause = cause_from_name(cli_option(cli, "reason"));
    return voucher_record(&cli->env, &step, &cli->doc, err);
}
