/*
 * cmd_posting.c - the posting list, and its ticks, by the list's own numbers.
 */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "posting.h"

bool
cmd_posting_list(struct cli *cli, struct err *err)
{
    const char *whose = cli_text(cli, "user");

    if (*whose == '\0' && cli->user == NULL) {
        return err_set(err, REASON_INVALID, "user",
                       "Wessen Fälle? Bitte mit --user oder -u angeben.");
    }
    return posting_show(&cli->env, whose, &cli->doc, err);
}

static bool
tick(struct cli *cli, bool posted, struct err *err)
{
    int64_t event[POSTING_SHOWN];

    for (size_t i = 0; i < cli->word_count; i++) {
        const char *word = cli->word[i];

        if (strspn(word, "0123456789") != strlen(word) || strlen(word) > 18) {
            return err_set(err, REASON_INVALID, "event",
                           "»%1« ist keine Nummer eines Eintrags. Alle zeigt: laufzettel posting "
                           "list",
                           word);
        }
        event[i] = strtoll(word, NULL, 10);
    }
    return posting_tick(&cli->env, event, cli->word_count, posted, &cli->doc, err);
}

bool
cmd_posting_done(struct cli *cli, struct err *err)
{
    return tick(cli, true, err);
}

bool
cmd_posting_undo(struct cli *cli, struct err *err)
{
    return tick(cli, false, err);
}
