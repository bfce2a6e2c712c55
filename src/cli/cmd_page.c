/*
 * cmd_page.c - the texts of the pages that every house words itself: check one, write one out.
 */
#include "command.h"
#include "file.h"
#include "page_text.h"
#include "prose.h"
#include "value.h"

#define TEXT_MODE 0644

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
    const char *bytes, *file = cli_option(cli, "o");
    struct value *root = value_record(&cli->arena);
    size_t len;

    if (!page_text_source(&cli->env, cli->word[0], &bytes, &len, err)) {
        return false;
    }
    if (file == NULL) {
        buf_append(&cli->text, bytes, len);
        return true;
    }
    value_set_text(root, "file", file);
    cli->doc = root;
    return file_write(file, bytes, len, TEXT_MODE, err);
}
