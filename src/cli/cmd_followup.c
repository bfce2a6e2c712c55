/*
 * cmd_followup.c - what is due, also for a calendar; own reminders made, moved, done.
 */
#include <stdlib.h>
#include <string.h>

#include "case.h"
#include "command.h"
#include "desk.h"
#include "str.h"

/* Under -u: the own desk, or that of somebody one stands in for; without: any or all of them. */
static bool
find_desk(struct cli *cli, const char **user, struct err *err)
{
    const struct value *ignored;

    *user = cli_text(cli, "user");
    if (cli->user == NULL) {
        return true;
    }
    if (str_empty(*user)) {
        *user = cli->env.user.name;
    }
    return str_equal(*user, cli->env.user.name) ||
           desk_show(&cli->env, *user, "", &ignored, err);
}

bool
cmd_due(struct cli *cli, struct err *err)
{
    const char *user, *as = cli_text(cli, "as");

    if (!find_desk(cli, &user, err)) {
        return false;
    }
    if (str_equal(as, "ics")) {
        return desk_calendar(&cli->env, user, &cli->text, err);
    }
    if (str_equal(as, "csv")) {
        return desk_table(&cli->env, user, &cli->text, err);
    }
    return str_empty(as) ? case_due(&cli->env, user, &cli->doc, err)
                         : err_set(err, REASON_INVALID, "as",
                                   "»%1« gibt es hier nicht. Es gibt: csv, ics.", as);
}

static int64_t
id_of(const struct cli *cli)
{
    const char *word = cli->word[0];
    bool digits = strspn(word, "0123456789") == strlen(word) && strlen(word) < 19;

    return digits ? strtoll(word, NULL, 10) : 0;
}

bool
cmd_followup_add(struct cli *cli, struct err *err)
{
    const char *text = cli_text(cli, "note"), *note;
    int32_t day;

    return cli_day(cli, "on", &day, err) &&
           str_clean(&cli->arena, text, strlen(text), "note", DESK_NOTE_MAX, &note, err) &&
           desk_followup_add(&cli->env, cli->word[0], day, note, &cli->doc, err);
}

bool
cmd_followup_move(struct cli *cli, struct err *err)
{
    int32_t day;

    return cli_day(cli, "on", &day, err) &&
           desk_followup_move(&cli->env, id_of(cli), day, &cli->doc, NULL, err);
}

bool
cmd_followup_done(struct cli *cli, struct err *err)
{
    return desk_followup_done(&cli->env, id_of(cli), &cli->doc, NULL, err);
}
