/*
 * cmd_show.c - read what is there: a case, a slip, its prints, a voucher, a provider, what is due.
 */
#include <string.h>

#include "case.h"
#include "command.h"
#include "proof.h"
#include "provider.h"
#include "slip.h"
#include "str.h"
#include "voucher.h"

#define COPY_DIGITS_MAX 4

bool
cmd_show_case(struct cli *cli, struct err *err)
{
    return case_show(&cli->env, cli->word[0], &cli->doc, err);
}

/* "2" as on the sheet; 0 when it is no number. */
static int
copy_number(const char *text)
{
    int number = 0;

    if (strlen(text) > COPY_DIGITS_MAX || strspn(text, "0123456789") != strlen(text)) {
        return 0;
    }
    for (; *text != '\0'; text++) {
        number = 10 * number + (*text - '0');
    }
    return number;
}

static bool
is_pdf(const char *word)
{
    size_t len = strlen(word);

    return len > 4 && (str_equal(word + len - 4, ".pdf") || str_equal(word + len - 4, ".PDF"));
}

bool
cmd_show_print(struct cli *cli, struct err *err)
{
    const char *what = cli->word[0], *bytes;
    int copy = cli->word_count > 1 ? copy_number(cli->word[1]) : 0;
    size_t len;

    if (cli->word_count > 1 && (copy == 0 || is_pdf(what))) {
        return err_set(err, REASON_INVALID, "copy",
                       "Bitte die Kopie eines Laufzettels als Zahl angeben: 1 ist der erste "
                       "Druck.");
    }
    if (is_pdf(what)) {
        return cli_read_file(cli, what, PROOF_FILE_MAX, &bytes, &len, err) &&
               proof_of_file(&cli->env, bytes, len, &cli->doc, err);
    }
    return proof_of_slip(&cli->env, what, copy, &cli->doc, err);
}

bool
cmd_show_provider(struct cli *cli, struct err *err)
{
    return provider_show(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_show_slip(struct cli *cli, struct err *err)
{
    return slip_show(&cli->env, cli->word[0], &cli->doc, err);
}

bool
cmd_show_voucher(struct cli *cli, struct err *err)
{
    return (cli->user == NULL || case_enter_code(&cli->env, cli->word[0], CASE_WHOLE, err)) &&
           voucher_show(&cli->env, cli->word[0], &cli->doc, err);
}

