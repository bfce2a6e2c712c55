/*
 * cmd_export.c - lists for the office's other programs.
 */
#include <stdio.h>

#include "command.h"
#include "export.h"
#include "record_file.h"
#include "str.h"
#include "value.h"

/* The rows are the answer themselves: what to ask next time is told beside them. */
static void
tell_beside(struct cli *cli)
{
    const char *next = value_string(value_find(cli->doc, "export.next"));

    if (value_number(value_find(cli->doc, "export.left_out")) > 0) {
        fprintf(stderr, "laufzettel: left_out: %lld\n",
                (long long)value_number(value_find(cli->doc, "export.left_out")));
    }
    if (*next != '\0') {
        fprintf(stderr, "laufzettel: next: %s\n", next);
    }
    cli->doc = NULL;
}

bool
cmd_export(struct cli *cli, struct err *err)
{
    const char *format = cli_option(cli, "format");
    struct export_request request = {
        .name = cli->word[0],
        .since = cli_text(cli, "since"),
        .profile = cli_text(cli, "profile"),
        .user = cli_text(cli, "user"),
        .file = cli_text(cli, "o"),
        .stream = stdout,
    };
    bool onto_stream = *request.file == '\0';

    request.format = format != NULL              ? table_format_from_name(format)
                     : cli->json && onto_stream ? TABLE_JSON
                                                : TABLE_CSV;
    if (!export_run(&cli->env, &request, &cli->doc, err)) {
        return false;
    }
    if (onto_stream) {
        tell_beside(cli);
    }
    return true;
}

bool
cmd_export_file(struct cli *cli, struct err *err)
{
    return record_file_write(&cli->env, cli->word[0], cli_text(cli, "o"), &cli->doc, err);
}
