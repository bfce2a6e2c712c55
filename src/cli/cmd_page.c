/*
 * cmd_page.c - the texts of the pages that every house words itself: check one, write one out.
 */
#include "command.h"
#include "page_text.h"
#include "prose.h"

bool
cmd_page_check(struct cli *cli, struct err *err)
{
    const char *bytes;
    size_t len;

    return cli_read_file(cli, cli->word[0], PROSE_BYTES_MAX, &bytes, &len, err) &&
           page_text_check(&cli->env, cli->word[0], bytes, len, &cli->doc, err);
}

bool
cmd_page_export(struct cli *cli, struct err *err)
{
    const char *bytes;
    size_t len;

    return page_text_source(&cli->env, cli->word[0], &bytes, &len, err) &&
           cli_hand_out(cli, bytes, len, err);
}
