/*
 * print_kept.c - what is kept of a print, written and read.
 */
#include "print_kept.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "date.h"
#include "env.h"
#include "form.h"
#include "json.h"
#include "legal.h"
#include "paper.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"

/* All members but the one that does not belong to the values. */
static struct value *
values_alone(struct arena *arena, const struct value *from)
{
    struct value *copy = value_record(arena);

    for (size_t i = 0; i < value_len(from); i++) {
        const char *key = value_key(from, i);

        if (!str_equal(key, "printing")) {
            value_set_shared(copy, key, value_get(from, key));
        }
    }
    return copy;
}

bool
print_kept_text(struct env *env, const struct print_kept *kept, const struct paper_job *jobs,
                size_t count, const char **out, struct err *err)
{
    struct value *root = values_alone(env->arena, kept->values);
    struct value *printing = value_set_record(root, "printing");
    struct value *list = value_set_list(printing, "forms");
    struct buf json = {0};

    value_set_text(printing, "identifier", kept->identifier);
    value_set_int(printing, "created_ms", kept->created_ms);
    value_set_text(printing, "language", kept->language);
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);
        uint8_t sha256[PAPER_SHA256_BYTES];
        const struct form *form;

        if (!paper_form(env, jobs[i].form, &form, sha256, err)) {
            return false;
        }
        value_set_text(item, "name", jobs[i].form);
        value_set_text(item, "number", form_number(form));
        value_set_text(item, "version", form_version(form));
    }
    json_print(root, 0, &json);
    *out = arena_strdup(env->arena, buf_text(&json));
    buf_finish(&json);
    return true;
}

bool
print_kept_parse(struct arena *arena, const struct print_record *print, struct print_kept *out)
{
    const size_t len = strlen(print->data);
    const struct value *root, *printing;
    struct err err = {0};

    if (!json_parse(arena, print->data, len, len, &root, &err)) {
        return false;
    }
    printing = value_get(root, "printing");
    *out = (struct print_kept){
        .values = values_alone(arena, root),
        .forms = value_get(printing, "forms"),
        .language = value_string(value_get(printing, "language")),
        .identifier = value_string(value_get(printing, "identifier")),
        .created_ms = value_number(value_get(printing, "created_ms")),
    };
    out->form_count = value_len(out->forms);
    if (out->form_count == 0 || out->form_count > PRINT_FORMS_MAX) {
        return false;
    }
    for (size_t i = 0; i < out->form_count; i++) {
        out->form[i] = value_string(value_get(value_at(out->forms, i), "name"));
    }
    return true;
}

bool
print_kept_lay_out(struct env *env, const struct print_kept *kept, const struct sheet **out,
                   uint8_t forms[PAPER_SHA256_BYTES], struct err *err)
{
    struct paper_job job[PRINT_FORMS_MAX];
    struct value *values = value_record(env->arena);
    const struct value *wording;

    if (!legal_texts(env, day_of_moment(kept->created_ms), &wording, err)) {
        return false;
    }
    for (size_t i = 0; i < value_len(kept->values); i++) {
        const char *key = value_key(kept->values, i);

        value_set_shared(values, key, value_get(kept->values, key));
    }
    value_set_shared(values, "wording", wording);
    for (size_t i = 0; i < kept->form_count; i++) {
        job[i] = (struct paper_job){kept->form[i], values, kept->language};
    }
    return paper_lay_out(env, job, kept->form_count, kept->identifier, kept->created_ms, out,
                         forms, err);
}
