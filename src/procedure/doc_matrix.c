/*
 * doc_matrix.c - what is kept about whom, as a document, as a list and on paper.
 */
#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "config.h"
#include "csv.h"
#include "data_matrix.h"
#include "doc.h"
#include "doc_paper.h"
#include "env.h"
#include "err.h"
#include "privacy.h"
#include "str.h"
#include "value.h"

/* The term in the reader's language, with the months this office has set. */
static const char *
term_of(struct env *env, enum data_term term)
{
    const struct config *config = &env->config;
    struct err sentence = {0};
    struct buf text = {0};
    const char *out;

    (void)err_set(&sentence, REASON_CONFLICT, "", data_term_label(term),
                  config->keep_reviewed_months, config->keep_event_months,
                  config->keep_reads_months);
    err_sentence(&sentence, env->catalog, &text);
    out = arena_strdup(env->arena, buf_text(&text));
    buf_finish(&text);
    return out;
}

static void
add_row(struct env *env, struct value *list, const struct data_row *row)
{
    struct value *item = value_add_record(list);

    value_set_text(item, "about_label", data_about_label(row->about));
    value_set_text(item, "table", row->table);
    value_set_text(item, "columns", row->columns);
    value_set_text(item, "what", row->what);
    value_set_text(item, "what_label", row->what);
    value_set_text(item, "purpose", data_purpose_name(row->purpose));
    value_set_text(item, "purpose_label", data_purpose_label(row->purpose));
    value_set_text(item, "basis", data_basis_name(row->basis));
    value_set_text(item, "basis_label", data_basis_label(row->basis));
    value_set_text(item, "term", data_term_name(row->term));
    value_set_text(item, "term_label", term_of(env, row->term));
}

bool
privacy_matrix(struct env *env, const struct value **doc, struct err *err)
{
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(value_set_record(root, "matrix"), "rows");
    const struct data_row *row;
    size_t count;

    (void)err;
    row = data_matrix(&count);
    for (size_t i = 0; i < count; i++) {
        add_row(env, list, &row[i]);
    }
    *doc = root;
    return true;
}

void
privacy_matrix_csv(struct env *env, struct buf *out)
{
    static const char *const head[] = {"wessen", "tabelle",   "felder",      "was",
                                       "zweck",  "grundlage", "aufbewahrung"};
    const struct data_row *row;
    size_t count;

    csv_append(out, head, sizeof head / sizeof *head);
    row = data_matrix(&count);
    for (size_t i = 0; i < count; i++) {
        const char *const cells[] = {
            data_about_label(row[i].about),     row[i].table,
            row[i].columns,                     row[i].what,
            data_purpose_label(row[i].purpose), data_basis_label(row[i].basis),
            term_of(env, row[i].term),
        };

        csv_append(out, cells, sizeof cells / sizeof *cells);
    }
}

/* "case_file: given_name, family_name"; a whole table by its name alone. */
static const char *
field_text(struct arena *arena, const struct data_row *row)
{
    struct buf text = {0};
    const char *out;

    buf_puts(&text, row->table);
    for (const char *c = str_equal(row->columns, "*") ? "" : row->columns; *c != '\0'; c++) {
        if (c == row->columns || *c == ' ') {
            buf_puts(&text, c == row->columns ? ": " : ", ");
        }
        if (*c != ' ') {
            buf_putc(&text, *c);
        }
    }
    out = arena_strdup(arena, buf_text(&text));
    buf_finish(&text);
    return out;
}

bool
doc_paper_matrix(struct paper_work *work, struct value *root, struct err *err)
{
    struct env *env = work->env;
    struct value *groups = value_set_list(root, "groups"), *list[DATA_ABOUT__MAX];
    const struct data_row *row;
    size_t count;

    (void)err;
    for (enum data_about about = 0; about < DATA_ABOUT__MAX; about++) {
        struct value *group = value_add_record(groups);

        value_set_text(group, "title", data_about_label(about));
        list[about] = value_set_list(group, "rows");
    }
    paper_set_printed(work, root);
    paper_set_texts(work, root);
    value_set_text(value_set_record(root, "office"), "name", env->config.office_name);
    row = data_matrix(&count);
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list[row[i].about]);

        value_set_text(item, "what", row[i].what);
        value_set_text(item, "field", field_text(work->arena, &row[i]));
        value_set_text(item, "purpose", data_purpose_label(row[i].purpose));
        value_set_text(item, "basis", data_basis_label(row[i].basis));
        value_set_text(item, "term", term_of(env, row[i].term));
    }
    return true;
}
