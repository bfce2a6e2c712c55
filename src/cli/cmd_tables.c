/*
 * cmd_tables.c - the program explains itself: help, rules, config, version.
 */
#include <string.h>

#include "command.h"
#include "config.h"
#include "rules.h"
#include "str.h"
#include "value.h"

#define VERSION "0.1"

/* What the line of usage does not say. */
static const struct {
    const char *command, *text;
} details[] = {
    {"issue",
     "\n"
     "    Ein Stapel (--batch) stellt für jeden Fall der Liste einen Laufzettel aus und\n"
     "    druckt ihn in den Ordner -o. Die Spalten der Liste:\n"
     "    case_number;service[;provider;appointment;language]\n"
     "    Alle Zeilen eines Falls werden die Stationen eines Laufzettels.\n"
     "      --merge [N]   N Laufzettel in einer Datei, höchstens 200 (und 240 Blatt)\n"
     "      --run NAME    Name des Durchgangs\n"
     "      --workers N   N Laufzettel gleichzeitig; ohne: je Prozessorkern einer\n"
     "\n"
     "    Abgebrochen (Strg-C, Absturz, Stromausfall)? Denselben Befehl noch einmal\n"
     "    aufrufen: Was ausgestellt ist, wird gefunden, was nicht gedruckt ist, wird\n"
     "    gedruckt. Die Dateien bis zum Ende im Ordner lassen: Fehlt eine, wird sie als\n"
     "    Kopie noch einmal gedruckt.\n"
     "    Zeilen, die nicht gehen, stehen mit dem Grund in ORDNER/abgelehnt.csv und halten\n"
     "    die anderen nicht auf. Verbessern und die ganze Liste noch einmal aufrufen.\n"
     "    Nichts wird doppelt ausgestellt: Fall, Leistung und Stelle entscheiden, nicht\n"
     "    die Datei. Die Liste darf also verbessert, sortiert und umbenannt werden. Soll\n"
     "    dasselbe später noch einmal ausgestellt werden, braucht der neue Durchgang\n"
     "    einen eigenen Namen (--run).\n"},
};

static const char *
details_of(const char *command)
{
    for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
        if (str_equal(details[i].command, command)) {
            return details[i].text;
        }
    }
    return "";
}

static bool
help_on(struct cli *cli, const char *name, struct err *err)
{
    const struct cli_command *table;
    size_t count;
    bool found = false;

    table = cli_commands(&count);
    for (size_t i = 0; i < count; i++) {
        if (str_starts(table[i].name, name)) {
            buf_printf(&cli->text, "laufzettel %s\n    %s\n    Mit -u: %s\n%s",
                       cli_usage(&cli->arena, &table[i]), table[i].help,
                       cli_who(&cli->arena, &table[i]), details_of(table[i].name));
            found = true;
        }
    }
    return found || err_set(err, REASON_NOT_FOUND, "command",
                            "Den Befehl »%1« gibt es nicht. Alle zeigt: laufzettel help", name);
}

bool
cmd_help(struct cli *cli, struct err *err)
{
    const struct cli_command *table;
    size_t count;

    if (cli->word_count > 0) {
        const char *name = cli->word_count == 1 ? cli->word[0]
                                                : arena_printf(&cli->arena, "%s %s", cli->word[0],
                                                               cli->word[1]);
        return help_on(cli, name, err);
    }
    buf_puts(&cli->text, "laufzettel [-C ORDNER] [-u NAME] [-T ZEIT] [--json] BEFEHL ...\n\n");
    table = cli_commands(&count);
    for (size_t i = 0; i < count; i++) {
        buf_printf(&cli->text, "  %-17s %s\n", table[i].name, table[i].help);
    }
    buf_puts(&cli->text, "\nEinen Befehl erklärt: laufzettel help BEFEHL\n");
    return true;
}

bool
cmd_rules(struct cli *cli, struct err *err)
{
    (void)err;
    rules_print(&cli->text);
    return true;
}

bool
cmd_config(struct cli *cli, struct err *err)
{
    const struct config_key *key;
    size_t count;

    (void)err;
    key = config_table(&count);
    for (size_t i = 0; i < count; i++) {
        buf_printf(&cli->text, "%s = %s\n    %s (%s; ohne Zeile: %s)\n", key[i].name,
                   config_value(&cli->env.config, key[i].name), key[i].help, key[i].allowed,
                   *key[i].standard == '\0' ? "leer" : key[i].standard);
    }
    return true;
}

bool
cmd_version(struct cli *cli, struct err *err)
{
    struct value *root = value_record(&cli->arena);

    (void)err;
    value_set_text(root, "version", VERSION);
    cli->doc = root;
    return true;
}
