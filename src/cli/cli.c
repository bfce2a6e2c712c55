/*
 * cli.c - from argv to an exit status: read the words, open what is needed, run, answer.
 */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "command.h"
#include "date.h"
#include "file.h"
#include "json.h"
#include "photo.h"
#include "store.h"
#include "str.h"
#include "value.h"

#define HANDED_MODE 0644

#define EXIT_USAGE 2

const char *
cli_option_at(const struct cli *cli, const char *name, size_t index)
{
    for (size_t i = 0; i < cli->given_count; i++) {
        if (str_equal(cli->given[i].name, name) && index-- == 0) {
            return cli->given[i].value;
        }
    }
    return NULL;
}

const char *
cli_option(const struct cli *cli, const char *name)
{
    return cli_option_at(cli, name, 0);
}

const char *
cli_text(const struct cli *cli, const char *name)
{
    const char *value = cli_option(cli, name);

    return value == NULL ? "" : value;
}

bool
cli_day(const struct cli *cli, const char *name, int32_t *out, struct err *err)
{
    const char *text = cli_option(cli, name);

    *out = DAY_NONE;
    return text == NULL || day_parse(text, name, out, err);
}

bool
cli_read_file(struct cli *cli, const char *path, size_t max, const char **bytes, size_t *len,
              struct err *err)
{
    return file_read(&cli->arena, path, "file", max, bytes, len, err);
}

bool
cli_hand_out(struct cli *cli, const char *bytes, size_t len, struct err *err)
{
    const char *file = cli_option(cli, "o");
    struct value *root;

    if (file == NULL) {
        buf_append(&cli->text, bytes, len);
        return true;
    }
    root = value_record(&cli->arena);
    value_set_text(root, "file", file);
    cli->doc = root;
    return file_write(file, bytes, len, HANDED_MODE, err);
}

/* ---- reading the words ---- */

static int
usage(struct cli *cli, const char *what, const char *word)
{
    const char *help = cli->command == NULL ? "laufzettel help"
                                            : cli_usage(&cli->arena, cli->command);
    const char *message = arena_printf(&cli->arena, "%s%s%s. Aufruf: %s", what, *word ? " " : "",
                                       word, help);

    if (cli->json) {
        struct value *root = value_record(&cli->arena);
        struct value *error = value_set_record(root, "error");
        struct buf out = {0};

        value_set_text(error, "reason", "usage");
        value_set_text(error, "message", message);
        json_print(root, 0, &out);
        printf("%s\n", buf_text(&out));
        buf_finish(&out);
    } else {
        fprintf(stderr, "laufzettel: usage: %s\n", message);
    }
    return EXIT_USAGE;
}

static const struct cli_option *
find_option(const struct cli_command *command, const char *name)
{
    for (const struct cli_option *o = command->option; o != NULL && o->name != NULL; o++) {
        if (str_equal(o->name, name)) {
            return o;
        }
    }
    return NULL;
}

/* Globals stand anywhere. Returns the words taken: 0 is none of them, -1 lacks a value. */
static int
take_global(struct cli *cli, char **word, const char **time_text)
{
    const char **into = NULL;

    if (str_equal(word[0], "--json")) {
        cli->json = true;
        return 1;
    }
    into = str_equal(word[0], "-C") ? &cli->env.dir : into;
    into = str_equal(word[0], "-u") ? &cli->user : into;
    into = str_equal(word[0], "-T") ? time_text : into;
    if (into == NULL) {
        return 0;
    }
    if (word[1] == NULL) {
        return -1;
    }
    *into = word[1];
    return 2;
}

static bool
is_two_words(const char *name, const char *first, const char *second)
{
    size_t len = strlen(first);

    return second != NULL && strncmp(name, first, len) == 0 && name[len] == ' ' &&
           str_equal(name + len + 1, second);
}

/* A command has one or two words; the longer name wins. */
static const struct cli_command *
find_command(const char *first, const char *second, size_t *words)
{
    const struct cli_command *table, *found = NULL;
    size_t count;

    table = cli_commands(&count);
    for (size_t i = 0; i < count; i++) {
        if (is_two_words(table[i].name, first, second)) {
            *words = 2;
            return &table[i];
        }
        if (str_equal(table[i].name, first)) {
            found = &table[i];
        }
    }
    *words = 1;
    return found;
}

/* Take one option of the command; returns words taken, 0 after an error was told. */
static int
take_option(struct cli *cli, char **word)
{
    const char *name = word[0][1] == '-' ? word[0] + 2 : word[0] + 1;
    const struct cli_option *option = find_option(cli->command, name);
    bool flag = option != NULL && option->kind == CLI_FLAG;

    if (option == NULL) {
        (void)usage(cli, "Diese Option gibt es hier nicht:", word[0]);
        return 0;
    }
    if (option->kind != CLI_MANY && cli_option(cli, name) != NULL) {
        (void)usage(cli, "Diese Option steht zweimal da:", word[0]);
        return 0;
    }
    if (option->kind == CLI_MAYBE) {
        flag = word[1] == NULL || *word[1] == '\0' ||
               strspn(word[1], "0123456789") != strlen(word[1]);
    }
    if (!flag && word[1] == NULL) {
        (void)usage(cli, "Zu dieser Option fehlt der Wert:", word[0]);
        return 0;
    }
    cli->given[cli->given_count++] =
        (struct cli_given){option->name, flag ? CLI_YES : word[1]};
    return flag ? 1 : 2;
}

static int
check_words(struct cli *cli)
{
    if (cli->word_count < cli->command->min || cli->word_count > cli->command->max) {
        return usage(cli, "Die Angaben passen nicht", "");
    }
    for (const struct cli_option *o = cli->command->option; o != NULL && o->name != NULL; o++) {
        if (o->required && cli_option(cli, o->name) == NULL) {
            return usage(cli, "Es fehlt die Option",
                         arena_printf(&cli->arena, "%s%s", o->name[1] ? "--" : "-", o->name));
        }
    }
    return EXIT_SUCCESS;
}

/* The words behind the command: its options and its positional arguments. */
static int
read_rest(struct cli *cli, char **word, const char **time_text)
{
    while (*word != NULL) {
        int taken = take_global(cli, word, time_text);

        if (cli->word_count == CLI_WORDS_MAX || cli->given_count == CLI_WORDS_MAX) {
            return usage(cli, "Zu viele Angaben", "");
        }
        if (taken < 0) {
            return usage(cli, "Zu dieser Option fehlt der Wert:", *word);
        }
        if (taken == 0 && (*word)[0] == '-' && (*word)[1] != '\0') {
            taken = take_option(cli, word);
            if (taken == 0) {
                return EXIT_USAGE;
            }
        } else if (taken == 0) {
            cli->word[cli->word_count++] = *word;
            taken = 1;
        }
        word += taken;
    }
    return check_words(cli);
}

static int
read_words(struct cli *cli, char **word, const char **time_text)
{
    size_t words;

    while (*word != NULL && (*word)[0] == '-') {
        int taken = take_global(cli, word, time_text);

        if (taken <= 0) {
            return usage(cli, taken < 0 ? "Zu dieser Option fehlt der Wert:"
                                        : "Diese Option gibt es nicht:", *word);
        }
        word += taken;
    }
    if (*word == NULL) {
        return usage(cli, "Es fehlt ein Befehl", "");
    }
    cli->command = find_command(word[0], word[1], &words);
    if (cli->command == NULL) {
        return usage(cli, "Diesen Befehl gibt es nicht:", *word);
    }
    return read_rest(cli, word + words, time_text);
}

/* ---- running ---- */

/* Another time is for rehearsals: a real office's clock cannot be turned. */
static bool
check_time(const struct cli *cli, struct err *err)
{
    if (cli->start_ms == 0 || !str_equal(store_purpose(cli->env.store), "production")) {
        return true;
    }
    return err_set(err, REASON_NOT_ALLOWED, "time",
                   "-T gilt nur in einem Ordner, der mit init --demo eingerichtet wurde.");
}

static bool
run(struct cli *cli, const char *time_text, struct err *err)
{
    if (time_text != NULL) {
        if (!moment_parse_local(time_text, "time", &cli->start_ms, err)) {
            return false;
        }
        cli->env.clock = clock_shifted(cli->start_ms);
    }
    if (cli->user != NULL && cli->command->who == ROLES_NOBODY) {
        return cli_may(cli, err);
    }
    if (cli->command->needs != CLI_NOTHING && !env_configure(&cli->env, err)) {
        return false;
    }
    /* The helper for photos must never hold what is opened from here on. */
    if (cli->command->needs == CLI_SERVER && !photo_start(&cli->photo, err)) {
        return false;
    }
    cli->env.readers = cli->command->needs == CLI_SERVER ? CLI_WORKERS : 0;
    if (cli->command->needs >= CLI_STORE &&
        (!env_open_store(&cli->env, err) || !check_time(cli, err) ||
         (cli->user != NULL && !env_act_as(&cli->env, cli->user, err)))) {
        return false;
    }
    return cli_may(cli, err) && cli->command->run(cli, err);
}

/* ---- answering ---- */

static void
print_doc(struct cli *cli)
{
    struct buf out = {0};

    if (cli->doc != NULL && cli->json) {
        json_print(cli->doc, 0, &out);
        buf_putc(&out, '\n');
    } else if (cli->doc != NULL) {
        cli_print_text(cli->doc, &cli->arena, &out);
    }
    (void)fwrite(buf_text(&out), 1, out.len, stdout);
    buf_finish(&out);
    (void)fwrite(buf_text(&cli->text), 1, cli->text.len, stdout);
}

static int
print_error(struct cli *cli, const struct err *err)
{
    const struct reason_row *row = reason_row(err->reason);
    struct buf sentence = {0};

    err_sentence(err, cli->env.catalog, &sentence);
    if (cli->json) {
        struct value *root = value_record(&cli->arena);
        struct value *error = value_set_record(root, "error");
        struct buf out = {0};

        value_set_text(error, "reason", row->name);
        value_set_text(error, "message", buf_text(&sentence));
        if (err->field[0] != '\0') {
            value_set_text(error, "field", err->field);
        }
        if (cli->doc != NULL) {
            value_set_shared(root, "details", cli->doc);
        }
        json_print(root, 0, &out);
        printf("%s\n", buf_text(&out));
        buf_finish(&out);
    } else {
        print_doc(cli);
        fprintf(stderr, "laufzettel: %s: %s\n", row->name, buf_text(&sentence));
    }
    buf_finish(&sentence);
    return row->exit_status;
}

/* An answer nobody received is a failure. */
static int
flush(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return status;
    }
    fprintf(stderr, "laufzettel: store: Die Ausgabe ließ sich nicht schreiben.\n");
    return reason_row(REASON_STORE)->exit_status;
}

int
cli_run(int argc, char **argv)
{
    struct cli cli = {0};
    struct err err = {0};
    const char *time_text = NULL;
    int status;

    (void)argc;
    arena_init(&cli.arena);
    cli.env.arena = &cli.arena;
    cli.env.dir = ".";
    cli.env.clock = clock_system();
    status = read_words(&cli, argv + 1, &time_text);
    if (status == EXIT_SUCCESS) {
        if (run(&cli, time_text, &err)) {
            print_doc(&cli);
            status = cli.status;
        } else {
            status = print_error(&cli, &err);
        }
        status = flush(status);
    }
    env_close(&cli.env);
    photo_stop(cli.photo);
    buf_finish(&cli.text);
    arena_finish(&cli.arena);
    return status;
}
