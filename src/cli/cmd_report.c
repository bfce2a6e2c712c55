/*
 * cmd_report.c - what the office counts: told, or written for office programs.
 */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "json.h"
#include "report.h"
#include "str.h"
#include "value.h"

#define JSON_INDENT 2


static bool
check_format(const char *format, const char *file, struct err *err)
{
    static const char *const formats[] = {"", "text", "csv", "json", "xlsx", "pdf"};

    if ((str_equal(format, "xlsx") || str_equal(format, "pdf")) && *file == '\0') {
        return err_set(err, REASON_INVALID, "o", "Für %1 bitte mit -o eine Datei angeben.",
                       format);
    }
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (str_equal(format, formats[i])) {
            return true;
        }
    }
    return err_set(err, REASON_INVALID, "format", "Formate sind: text, csv, json, xlsx, pdf.");
}

static bool
read_request(const struct cli *cli, struct report_request *out, struct err *err)
{
    const char *year = cli_text(cli, "year"), *count = cli_text(cli, "count");

    if (*year != '\0' && (strlen(year) != 4 || strspn(year, "0123456789") != 4)) {
        return err_set(err, REASON_INVALID, "year", "Das Jahr mit vier Ziffern angeben.");
    }
    if (*count != '\0' && !str_equal(count, "cases") && !str_equal(count, "persons")) {
        return err_set(err, REASON_INVALID, "count", "Zählen lassen sich: cases, persons.");
    }
    out->year = (int)strtol(year, NULL, 10);
    out->persons = str_equal(count, "persons");
    return true;
}

static bool
write_report(struct cli *cli, const char *format, const struct value *doc, struct buf *out,
             struct err *err)
{
    if (str_equal(format, "pdf")) {
        return report_print(&cli->env, doc, out, err);
    }
    if (str_equal(format, "csv")) {
        report_csv(&cli->env, doc, out);
    } else if (str_equal(format, "json")) {
        json_print(doc, JSON_INDENT, out);
        buf_putc(out, '\n');
    } else {
        report_text(&cli->env, doc, out);
    }
    return true;
}

bool
cmd_report_providers(struct cli *cli, struct err *err)
{
    const char *format = cli_text(cli, "format"), *file = cli_text(cli, "o");
    struct report_request request = {0};
    const struct value *doc;
    struct buf bytes = {0};
    bool done;

    if (!read_request(cli, &request, err) || !check_format(format, file, err) ||
        !report_providers(&cli->env, &request, &doc, err)) {
        return false;
    }
    if (cli->json && *file == '\0' && *format == '\0') {
        cli->doc = doc;
        return true;
    }
    if (str_equal(format, "xlsx")) {
        struct value *root = value_record(&cli->arena);

        value_set_text(root, "file", file);
        cli->doc = root;
        return report_xlsx(&cli->env, doc, file, err);
    }
    done = write_report(cli, format, doc, &bytes, err) &&
           cli_hand_out(cli, buf_text(&bytes), bytes.len, err);
    buf_finish(&bytes);
    return done;
}
