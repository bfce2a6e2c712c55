/*
 * cmd_import.c - read a CSV file into the office.
 */
#include "case.h"
#include "command.h"
#include "csv.h"

bool
cmd_import(struct cli *cli, struct err *err)
{
    const char *bytes;
    size_t len;

    return cli_read_file(cli, cli->word[1], CSV_BYTES_MAX, &bytes, &len, err) &&
           import_csv(&cli->env, cli->word[0], bytes, len, cli_option(cli, "dry-run") != NULL,
                      &cli->doc, err);
}
