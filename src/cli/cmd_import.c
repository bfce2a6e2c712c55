/*
 * cmd_import.c - read a CSV file into the office.
 */
#include "case.h"
#include "command.h"
#include "csv.h"
#include "file.h"
#include "value.h"

/* As names of people may stand in it: for the owner alone. */
#define BAD_LINES_MODE 0600

/* The lines at fault, to be mended, into the file behind -o. Nothing at fault: no file. */
static bool
keep_bad_lines(struct cli *cli, const struct buf *bad, struct err *err)
{
    const char *file = cli_option(cli, "o");

    return file == NULL || value_len(value_get(cli->doc, "lines")) == 0 ||
           file_write(file, buf_text(bad), bad->len, BAD_LINES_MODE, err);
}

bool
cmd_import(struct cli *cli, struct err *err)
{
    struct buf bad = {0};
    struct err unwritten = {0};
    struct import_request request = {.kind = cli->word[0],
                                     .profile = cli_text(cli, "profile"),
                                     .encoding = cli_text(cli, "encoding"),
                                     .separator = cli_text(cli, "separator"),
                                     .dry_run = cli_option(cli, "dry-run") != NULL,
                                     .skip_bad = cli_option(cli, "skip-bad") != NULL,
                                     .bad_lines = &bad};
    bool done = cli_read_file(cli, cli->word[1], CSV_BYTES_MAX, &request.bytes, &request.len,
                              err) &&
                import_csv(&cli->env, &request, &cli->doc, err);

    if (!keep_bad_lines(cli, &bad, &unwritten) && done) {
        *err = unwritten;
        done = false;
    }
    buf_finish(&bad);
    return done;
}
