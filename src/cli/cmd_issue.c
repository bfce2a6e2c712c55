/*
 * cmd_issue.c - issue and print slips: one, or a batch from a list.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "case.h"
#include "command.h"
#include "csv.h"
#include "date.h"
#include "slip.h"
#include "str.h"
#include "value.h"

/* What a shell says of a program that SIGINT ended. */
#define EXIT_INTERRUPTED 130
#define WORKERS_MAX 8

bool
cli_station(struct cli *cli, const char *text, struct slip_request *request, struct err *err)
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
        if (!cli_station(cli, text, request, err)) {
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

/* A number of at most MAX behind an option; 0 when it is absent, STANDARD without a number. */
static bool
read_number(const struct cli *cli, const char *name, size_t standard, size_t max, size_t *out,
            struct err *err)
{
    const char *text = cli_option(cli, name);
    char limit[ERR_NUMBER_MAX];

    *out = 0;
    if (text == NULL) {
        return true;
    }
    if (standard > 0 && str_equal(text, CLI_YES)) {
        *out = standard;
        return true;
    }
    if (strlen(text) <= 4 && strspn(text, "0123456789") == strlen(text)) {
        *out = strtoul(text, NULL, 10);
    }
    return (*out >= 1 && *out <= max) ||
           err_set(err, REASON_INVALID, name, "»%1« passt nicht. Erlaubt sind 1 bis %2.", text,
                   err_number(limit, (long long)max));
}

/* Ctrl-C and a polite kill: blocked in every thread, looked for between two slips. */
static bool
is_interrupted(void *arg)
{
    const struct timespec at_once = {.tv_sec = 0};

    return sigtimedwait(arg, NULL, &at_once) > 0;
}

/* Who ended the run on purpose is told how it goes on. */
static void
tell_rest(struct cli *cli)
{
    int64_t open = value_number(value_get(value_get(cli->doc, "batch"), "open"));

    if (open > 0) {
        fprintf(stderr,
                "laufzettel: unterbrochen, %lld Laufzettel sind offen. Weiter mit demselben "
                "Befehl: Ausgestelltes wird gefunden, Fehlendes gedruckt.\n",
                (long long)open);
        cli->status = EXIT_INTERRUPTED;
    }
}

static bool
run_batch(struct cli *cli, struct slip_batch *batch, struct err *err)
{
    sigset_t signals, before;
    bool done;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, &before);
    batch->stop = is_interrupted;
    batch->stop_arg = &signals;
    done = slip_issue_batch(&cli->env, batch, &cli->doc, err);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (done) {
        tell_rest(cli);
    }
    return done;
}

static bool
issue_batch(struct cli *cli, const char *path, struct err *err)
{
    static const char *const single[] = {"case", "service", "order", "appointment", "language",
                                         "neutral", "open"};
    struct slip_batch batch = {.dir = cli_option(cli, "o"), .run = cli_text(cli, "run")};
    bool alone = batch.dir != NULL;

    for (size_t i = 0; i < sizeof single / sizeof *single; i++) {
        alone = alone && cli_option(cli, single[i]) == NULL;
    }
    if (!alone) {
        return err_set(err, REASON_INVALID, "batch",
                       "Ein Stapel braucht nur die Liste und einen Ordner: issue --batch "
                       "DATEI.csv -o ORDNER");
    }
    return read_number(cli, "merge", SLIP_MERGE_MAX, SLIP_MERGE_MAX, &batch.merge, err) &&
           read_number(cli, "workers", 0, WORKERS_MAX, &batch.workers, err) &&
           cli_read_file(cli, path, CSV_BYTES_MAX, &batch.bytes, &batch.len, err) &&
           run_batch(cli, &batch, err);
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
    if (cli_option(cli, "merge") != NULL || cli_option(cli, "run") != NULL ||
        cli_option(cli, "workers") != NULL) {
        return err_set(err, REASON_INVALID, "batch",
                       "--merge, --run und --workers gelten nur für einen Stapel (--batch).");
    }
    if (request.case_number == NULL) {
        return err_set(err, REASON_INVALID, "case",
                       "Für wen? Bitte die Fallnummer angeben (--case).");
    }
    return (cli->user == NULL ||
            case_enter(&cli->env, request.case_number, CASE_CHANGE, NULL, err)) &&
           read_request(cli, &request, err) &&
           slip_issue(&cli->env, &request, &print.what, NULL, err) &&
           slip_print(&cli->env, &print, &cli->doc, err);
}
