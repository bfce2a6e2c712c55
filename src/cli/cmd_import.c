/*
 * cmd_import.c - read a CSV file into the office.
 */
#include "case.h"
#include "command.h"
#include "csv.h"

bool
cmd_import(struct cli *cli, struct err *err)
{
    struct import_request request = {.kind = cli->word[0],
                                     .profile = cli_text(cli, "profile"),
                                     .dry_run = cli_option(cli, "dry-run") != NULL};

    return cli_read_file(cli, cli->word[1], CSV_BYTES_MAX, &request.bytes, &request.len, err) &&
           import_csv(&cli->env, &request, &cli->doc, err);
}
