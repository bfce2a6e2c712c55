/*
 * command.h - private to the command line: what a command gets, and the table it stands in.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "buf.h"
#include "env.h"
#include "err.h"
#include "role.h"

struct photo;
struct slip_request;
struct value;

#define CLI_WORDS_MAX 64
#define CLI_YES "yes" /* value of a flag that is given */
/* Of the server; each reads on a connection of its own. So many confirmations share a commit. */
#define CLI_WORKERS 32

/* CLI_MAYBE: a flag that a number may follow. */
enum cli_kind { CLI_FLAG, CLI_ONE, CLI_MANY, CLI_MAYBE };

/* One option of a command. */
struct cli_option {
    const char *name;        /* without hyphens; one letter means "-o" */
    enum cli_kind kind;
    const char *placeholder; /* what stands for its value in the help; "" for a flag */
    bool required;
};

/* What a command needs before it runs. */
enum cli_needs {
    CLI_NOTHING,   /* runs anywhere */
    CLI_DIRECTORY, /* a directory with its configuration */
    CLI_STORE,     /* the database, opened */
    CLI_SERVER     /* the same, with a reading connection for each worker */
};

/* What its first word names, to be changed, and somebody may not have for their eyes. */
enum cli_names {
    CLI_OTHER,  /* nothing of the kind, or the command or its use case looks itself */
    CLI_CASE,   /* a case */
    CLI_VOUCHER /* a voucher by its code, or a slip by its number */
};

struct cli;
typedef bool cli_run_fn(struct cli *cli, struct err *err);

struct cli_command {
    const char *name;       /* one or two words: "issue", "consent add" */
    const char *positional; /* "CODE STEP" */
    size_t min, max;        /* positional arguments */
    const struct cli_option *option; /* ended by a NULL name; NULL for none */
    enum cli_needs needs;
    unsigned who;           /* under -u: a set of roles (role.h) */
    enum cli_names names;
    cli_run_fn *run;
    const char *help; /* German, one line */
};

struct cli_given {
    const char *name;
    const char *value;
};

struct cli {
    struct env env;
    struct photo *photo; /* of a server */
    struct arena arena;
    bool json;
    const char *user;    /* -u, or NULL */
    int64_t start_ms;    /* -T, or 0 */
    const struct cli_command *command;
    size_t word_count;
    const char *word[CLI_WORDS_MAX]; /* positional arguments */
    size_t given_count;
    struct cli_given given[CLI_WORDS_MAX];
    const struct value *doc; /* the answer */
    int status;          /* of a command that came to no fault; 0: done */
    struct buf text;         /* or plain text, for tables that print themselves */
};

/* The table and its length, by name. */
const struct cli_command *cli_commands(size_t *count);
/* "issue --case N --service S[@P] ..." */
const char *cli_usage(struct arena *arena, const struct cli_command *command);

/* Value of an option, or NULL; of the INDEXth use of one that may come often. */
const char *cli_option(const struct cli *cli, const char *name);
/* Value of an option, or "". */
const char *cli_text(const struct cli *cli, const char *name);
const char *cli_option_at(const struct cli *cli, const char *name, size_t index);
/* The option as a day; DAY_NONE when absent. */
MUST_CHECK bool cli_day(const struct cli *cli, const char *name, int32_t *out, struct err *err);
/* A file named on the command line. */
MUST_CHECK bool cli_read_file(struct cli *cli, const char *path, size_t max, const char **bytes,
                              size_t *len, struct err *err);

/* BYTES into the file behind -o, which the answer then names, or as the answer itself. */
MUST_CHECK bool cli_hand_out(struct cli *cli, const char *bytes, size_t len, struct err *err);

/*
 * Under -u: may a user of this role call the command, and is what it names for that user's eyes?
 * Without -u it is whoever runs this machine, who may all. Errors: NOT_ALLOWED; NOT_FOUND and
 * UNKNOWN as if it did not exist, which is on record.
 */
MUST_CHECK bool cli_may(struct cli *cli, struct err *err);
/* The roles that may call a command under -u, as the help tells them. */
const char *cli_who(struct arena *arena, const struct cli_command *command);

/* Add a station to REQUEST: "SB-2@nordtor" is a service at a provider; without '@' the client
   chooses. */
MUST_CHECK bool cli_station(struct cli *cli, const char *text, struct slip_request *request,
                            struct err *err);

/* A document for people. */
void cli_print_text(const struct value *doc, struct arena *arena, struct buf *out);

cli_run_fn cmd_annul, cmd_backup, cmd_close, cmd_config, cmd_confirm, cmd_conflict_decide,
    cmd_conflict_list, cmd_consent_add, cmd_consent_withdraw, cmd_device_list, cmd_device_name,
    cmd_device_revoke, cmd_device_roll, cmd_disclose, cmd_dispute, cmd_due, cmd_export,
    cmd_export_file, cmd_extend, cmd_followup_add, cmd_followup_done, cmd_followup_move,
    cmd_form_check, cmd_form_export, cmd_form_preview, cmd_form_reference, cmd_form_texts,
    cmd_form_values, cmd_help, cmd_import, cmd_init, cmd_issue, cmd_key_add, cmd_key_list,
    cmd_key_revoke, cmd_migrate, cmd_page_check, cmd_page_export, cmd_print, cmd_profile_check,
    cmd_profile_export, cmd_profile_list, cmd_provider_pair, cmd_purge, cmd_reissue, cmd_reopen,
    cmd_report_matrix, cmd_report_providers, cmd_restore, cmd_restrict, cmd_review, cmd_routes,
    cmd_rules, cmd_serve, cmd_show_case, cmd_show_print, cmd_show_provider, cmd_show_slip,
    cmd_show_voucher, cmd_tick, cmd_user_add, cmd_user_disable, cmd_user_logout, cmd_user_reset,
    cmd_user_sessions, cmd_verify, cmd_version, cmd_withdraw;

cli_run_fn cmd_audit, cmd_case_handover, cmd_case_open, cmd_refer, cmd_team_list, cmd_team_rename,
    cmd_user_deputy, cmd_user_instruct, cmd_user_list, cmd_posting_done, cmd_posting_list,
    cmd_posting_undo;

#endif
