/*
 * cmd_form.c - forms: check a file, write one out, print one with its examples.
 */
#include "command.h"

#include <string.h>

#include "catalog.h"
#include "clock.h"
#include "file.h"
#include "form.h"
#include "legal.h"
#include "paper.h"
#include "str.h"
#include "value.h"

#define FORM_MODE 0644

static void
add_fault(struct cli *cli, struct value *list, const struct form_fault *fault)
{
    struct value *item = value_add_record(list);
    struct buf sentence = {0};

    err_sentence(&fault->err, cli->env.catalog, &sentence);
    value_set_int(item, "line", (int64_t)fault->line);
    value_set_text(item, "element", fault->element);
    value_set_text(item, "message", buf_text(&sentence));
    buf_finish(&sentence);
}

/* A file of legal texts, not of XML. */
static bool
check_wording(struct cli *cli, const char *bytes, size_t len, struct err *err)
{
    struct value *root = value_record(&cli->arena);
    size_t count;

    if (!legal_check(&cli->arena, bytes, len, &count, err)) {
        return false;
    }
    value_set_int(value_set_record(root, "wording"), "texts", (int64_t)count);
    cli->doc = root;
    return true;
}

/* A file of translations. */
static bool
check_texts(struct cli *cli, const char *bytes, size_t len, struct err *err)
{
    struct value *root = value_record(&cli->arena);
    struct value *record = value_set_record(root, "translation");
    const struct catalog *texts;

    if (!paper_texts_check(&cli->arena, bytes, len, &texts, err)) {
        return false;
    }
    value_set_text(record, "language", catalog_header(texts, "Language"));
    value_set_int(record, "texts", (int64_t)catalog_count(texts));
    cli->doc = root;
    return true;
}

static bool
ends_with(const char *file, const char *end)
{
    size_t len = strlen(file), end_len = strlen(end);

    return len > end_len && strcmp(file + len - end_len, end) == 0;
}

/* The form in force when WHAT is the name of one, else the file WHAT. */
static bool
read_form(struct cli *cli, const char *what, const char **bytes, size_t *len, struct err *err)
{
    bool own;

    if (paper_form_known(what)) {
        return paper_form_source(&cli->env, what, bytes, len, &own, err);
    }
    return cli_read_file(cli, what, FORM_BYTES_MAX, bytes, len, err);
}

bool
cmd_form_check(struct cli *cli, struct err *err)
{
    const struct form *form;
    const struct form_fault *fault = NULL;
    struct value *root = value_record(&cli->arena);
    struct value *list = value_set_list(root, "lines");
    const char *bytes;
    size_t len, count = 0;
    bool right;

    if (!read_form(cli, cli->word[0], &bytes, &len, err)) {
        return false;
    }
    if (ends_with(cli->word[0], ".txt")) {
        return check_wording(cli, bytes, len, err);
    }
    if (ends_with(cli->word[0], ".po")) {
        return check_texts(cli, bytes, len, err);
    }
    right = paper_check(&cli->env, bytes, len, &form, &fault, &count, err);
    for (size_t i = 0; i < count; i++) {
        add_fault(cli, list, &fault[i]);
    }
    if (right) {
        struct value *record = value_set_record(root, "form");

        value_set_text(record, "name", form_name(form));
        value_set_text(record, "number", form_number(form));
        value_set_text(record, "version", form_version(form));
        value_set_text(record, "title", form_title(form));
    }
    cli->doc = root;
    return right;
}

static bool
tell_file(struct cli *cli, const char *key, const char *file)
{
    struct value *root = value_record(&cli->arena);

    value_set_text(root, key, file);
    cli->doc = root;
    return true;
}

bool
cmd_form_export(struct cli *cli, struct err *err)
{
    const char *bytes;
    size_t len;
    bool own;

    if (str_equal(cli->word[0], "wording")) {
        bytes = legal_source(&len);
    } else if (!paper_form_source(&cli->env, cli->word[0], &bytes, &len, &own, err)) {
        return false;
    }
    return cli_hand_out(cli, bytes, len, err);
}

/* The form's examples with the legal texts in force today. */
static bool
preview_values(struct cli *cli, const struct form *form, const struct value **out,
               struct err *err)
{
    const struct value *example = form_example(form, &cli->arena);
    struct value *values = value_record(&cli->arena);
    const struct value *wording;

    if (!legal_texts(&cli->env, clock_today(&cli->env.clock), &wording, err)) {
        return false;
    }
    for (size_t i = 0; i < value_len(example); i++) {
        const char *key = value_key(example, i);

        value_set_shared(values, key, value_get(example, key));
    }
    value_set_shared(values, "wording", wording);
    *out = values;
    return true;
}

bool
cmd_form_preview(struct cli *cli, struct err *err)
{
    const char *file = cli_option(cli, "o");
    uint8_t sha256[PAPER_SHA256_BYTES];
    const struct form *form;
    struct paper_job job = {.form = cli->word[0], .language = cli_text(cli, "language")};
    struct buf pdf = {0};
    bool done;

    if (!paper_language_check(&cli->env, job.language, err) ||
        !paper_form(&cli->env, cli->word[0], &form, sha256, err)) {
        return false;
    }
    if (!preview_values(cli, form, &job.values, err)) {
        return false;
    }
    done = paper_make(&cli->env, &job, 1, arena_printf(&cli->arena, "preview/%s", job.form), 0,
                      &pdf, sha256, err) &&
           file_write(file, pdf.data, pdf.len, FORM_MODE, err);
    buf_finish(&pdf);
    return done && tell_file(cli, "pdf", file);
}

bool
cmd_form_values(struct cli *cli, struct err *err)
{
    uint8_t sha256[PAPER_SHA256_BYTES];
    struct value *root = value_record(&cli->arena);
    const struct form *form;

    if (!paper_form(&cli->env, cli->word[0], &form, sha256, err)) {
        return false;
    }
    value_set_shared(root, "values", form_values(form, &cli->arena));
    cli->doc = root;
    return true;
}

bool
cmd_form_reference(struct cli *cli, struct err *err)
{
    (void)err;
    form_reference(&cli->text);
    return true;
}

bool
cmd_form_texts(struct cli *cli, struct err *err)
{
    return paper_texts_print(&cli->env, cli_text(cli, "language"), &cli->text, err);
}
