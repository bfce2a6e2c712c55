/*
 * cmd_issue.c - issue and print slips: one, or a batch from a list.
 */
#include <string.h>

#include "command.h"
#include "csv.h"
#include "date.h"
#include "slip.h"
#include "str.h"

/* "SB-2@nordtor" is a service at a provider; without '@' the client chooses. */
static bool
read_station(struct cli *cli, const char *text, struct slip_request *request, struct err *err)
{
    const char *at = strchr(text, '@');

    if (request->station_count == SLIP_STATIONS_MAX) {
        return err_set(err, REASON_INVALID, "service",
                       "Ein Laufzettel hat 1 bis 12 Stationen. Bitte aufteilen.");
    }
    request->station[request->station_count++] = (struct slip_station){
        .service = at == NULL ? text : arena_strndup(&cli->arena, text, (size_t)(at - text)),
        .provider = at == NULL ? "" : at + 1,
    };
    return at == NULL || at[1] != '\0' ||
           err_set(err, REASON_INVALID, "service",
                   "Hinter dem @ fehlt das Kürzel der Stelle: %1", text);
}

/* "SB-2=2026-05-04T10:00" */
static bool
read_appointment(const char *text, struct slip_request *request, struct err *err)
{
    const char *equals = strchr(text, '=');

    for (size_t i = 0; equals != NULL && i < request->station_count; i++) {
        struct slip_station *station = &request->station[i];
        size_t len = strlen(station->service);

        if (len == (size_t)(equals - text) && strncmp(station->service, text, len) == 0) {
            return moment_parse_local(equals + 1, "appointment", &station->appointment_ms, err);
        }
    }
    return err_set(err, REASON_INVALID, "appointment",
                   "»%1« nennt keine Station. Richtig ist zum Beispiel: SB-2=2026-05-04T10:00",
                   text);
}

static bool
read_order(const char *text, enum order *out, struct err *err)
{
    *out = text == NULL ? ORDER_FREE : order_from_name(text);
    return *out != ORDER__MAX ||
           err_set(err, REASON_INVALID, "order",
                   "»%1« ist keine Reihenfolge. Es gibt: free, warn, strict.", text);
}

static bool
read_request(struct cli *cli, struct slip_request *request, struct err *err)
{
    const char *text;

    request->language = cli_text(cli, "language");
    request->batch = "";
    if (cli_option(cli, "neutral") != NULL && cli_option(cli, "open") != NULL) {
        return err_set(err, REASON_INVALID, "neutral",
                       "--neutral und --open schließen einander aus.");
    }
    request->cover = cli_option(cli, "neutral") != NULL ? SLIP_COVER_NEUTRAL : request->cover;
    request->cover = cli_option(cli, "open") != NULL ? SLIP_COVER_OPEN : request->cover;
    for (size_t i = 0; (text = cli_option_at(cli, "service", i)) != NULL; i++) {
        if (!read_station(cli, text, request, err)) {
            return false;
        }
    }
    for (size_t i = 0; (text = cli_option_at(cli, "appointment", i)) != NULL; i++) {
        if (!read_appointment(text, request, err)) {
            return false;
        }
    }
    return read_order(cli_option(cli, "order"), &request->order, err);
}

static bool
issue_batch(struct cli *cli, const char *path, struct err *err)
{
    struct slip_batch batch = {.dir = cli_option(cli, "o")};

    if (batch.dir == NULL || cli_option(cli, "case") != NULL) {
        return err_set(err, REASON_INVALID, "batch",
                       "Ein Stapel braucht nur die Liste und einen Ordner: issue --batch "
                       "DATEI.csv -o ORDNER");
    }
    return cli_read_file(cli, path, CSV_BYTES_MAX, &batch.bytes, &batch.len, err) &&
           slip_issue_batch(&cli->env, &batch, &cli->doc, err);
}

bool
cmd_issue(struct cli *cli, struct err *err)
{
    struct slip_request request = {.case_number = cli_option(cli, "case")};
    struct slip_print print = {.form = "", .file = cli_text(cli, "o")};
    const char *batch = cli_option(cli, "batch");

    if (batch != NULL) {
        return issue_batch(cli, batch, err);
    }
    if (request.case_number == NULL) {
        return err_set(err, REASON_INVALID, "case",
                       "Für wen? Bitte die Fallnummer angeben (--case).");
    }
    return read_request(cli, &request, err) &&
           slip_issue(&cli->env, &request, &print.what, NULL, err) &&
           slip_print(&cli->env, &print, &cli->doc, err);
}
