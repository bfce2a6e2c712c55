/*
 * proof.c - prove later what was printed.
 */
#include "proof.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "doc.h"
#include "env.h"
#include "json.h"
#include "key.h"
#include "paper.h"
#include "print_kept.h"
#include "sheet.h"
#include "store.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"

enum result { RESULT_SAME, RESULT_FORM, RESULT_PROGRAM, RESULT_NONE, RESULT__MAX };

static const char *const result_name[RESULT__MAX] = {
    [RESULT_SAME] = "same",
    [RESULT_FORM] = "form_changed",
    [RESULT_PROGRAM] = "program_changed",
    [RESULT_NONE] = "not_repeatable",
};
static const char *const result_label[RESULT__MAX] = {
    [RESULT_SAME] = N_("gleich"),
    [RESULT_FORM] = N_("Formular seitdem geändert"),
    [RESULT_PROGRAM] = N_("Programm, Schrift oder Rechtstext seitdem geändert"),
    [RESULT_NONE] = N_("nicht mehr nachzustellen"),
};

struct proof {
    struct env *env;
    const char *number; /* of a slip, or NULL: by hash */
    int copy;           /* 0: all */
    uint8_t sha256[KEY_SHA256_BYTES];
    const struct print_record *print;
    size_t count;
    const char **slip;  /* number of each print's slip */
};

static bool
find_in_read(struct db *db, void *arg, struct err *err)
{
    struct proof *proof = arg;
    struct arena *arena = proof->env->arena;
    struct slip slip;

    if (proof->number == NULL) {
        if (!store_prints_by_hash(db, arena, proof->sha256, &proof->print, &proof->count, err)) {
            return false;
        }
    } else if (!store_slip_get(db, arena, proof->number, &slip, err) ||
               !store_prints_of_slip(db, arena, slip.id, &proof->print, &proof->count, err)) {
        return false;
    }
    proof->slip = arena_array(arena, proof->count, sizeof *proof->slip);
    for (size_t i = 0; i < proof->count; i++) {
        if (!store_slip_by_id(db, arena, proof->print[i].slip_id, &slip, err)) {
            return false;
        }
        proof->slip[i] = slip.number;
    }
    return true;
}

/* ---- made again ---- */

/* Make the file again that COUNT prints were, and compare. */
static enum result
repeat(struct env *env, const struct print_record *print, size_t count)
{
    const struct sheet **sheet = arena_array(env->arena, count, sizeof *sheet);
    uint8_t sha256[KEY_SHA256_BYTES], forms[PAPER_SHA256_BYTES] = {0};
    struct print_kept kept;
    struct buf pdf = {0};
    struct err err = {0};

    for (size_t i = 0; i < count; i++) {
        if (!print_kept_parse(env->arena, &print[i], &kept)) {
            return RESULT_NONE;
        }
        if (!print_kept_lay_out(env, &kept, &sheet[i], forms, &err) ||
            memcmp(forms, print[i].form_sha256, sizeof forms) != 0) {
            return RESULT_FORM;
        }
    }
    if (!paper_draw(env, count == 1 ? sheet[0] : sheet_join(env->arena, sheet, count), &pdf,
                    &err)) {
        buf_finish(&pdf);
        return RESULT_PROGRAM;
    }
    key_sha256(pdf.data, pdf.len, sha256);
    buf_finish(&pdf);
    return memcmp(sha256, print->sha256, sizeof sha256) == 0 ? RESULT_SAME : RESULT_PROGRAM;
}

/* ---- told ---- */

static void
add_print(struct env *env, struct value *list, const struct print_record *print,
          const char *number, enum result result, bool with_values)
{
    struct value *item = value_add_record(list);
    struct print_kept kept;

    value_set_text(item, "slip", number);
    value_set_int(item, "copy", print->copy);
    value_set_text(item, "form", print->form);
    doc_set_moment(item, "printed_at", print->printed_at_ms);
    value_set_int(item, "bytes", print->bytes);
    value_set_text(item, "sha256", doc_sha256(env->arena, print->sha256));
    value_set_text(item, "result", result_name[result]);
    value_set_text(item, "result_label", result_label[result]);
    if (print_kept_parse(env->arena, print, &kept)) {
        value_set_text(item, "language", kept.language);
        value_set_shared(item, "forms", kept.forms);
        if (with_values) {
            value_set_shared(item, "values", kept.values);
        }
    }
}

static struct value *
start(struct env *env, struct value **list)
{
    struct value *root = value_record(env->arena);

    *list = value_set_list(value_set_record(root, "proof"), "prints");
    return root;
}

/* A print that shares its file with others is made again together with them. */
static bool
repeat_one(struct proof *proof, size_t index, enum result *out, struct err *err)
{
    struct proof file = {.env = proof->env};

    memcpy(file.sha256, proof->print[index].sha256, sizeof file.sha256);
    if (!store_read(proof->env->store, find_in_read, &file, err)) {
        return false;
    }
    *out = repeat(proof->env, file.print, file.count);
    return true;
}

bool
proof_of_slip(struct env *env, const char *number, int copy, const struct value **doc,
              struct err *err)
{
    struct proof proof = {.env = env, .number = number, .copy = copy};
    struct value *list, *root = start(env, &list);
    enum case_sight sight;

    if (!case_enter_slip(env, number, CASE_LETTERS, &sight, err) ||
        !store_read(env->store, find_in_read, &proof, err)) {
        return false;
    }
    for (size_t i = 0; i < proof.count; i++) {
        enum result result;

        if (copy > 0 && proof.print[i].copy != copy) {
            continue;
        }
        if (!repeat_one(&proof, i, &result, err)) {
            return false;
        }
        add_print(env, list, &proof.print[i], number, result, copy > 0 && sight == CASE_WHOLE);
    }
    if (value_len(list) == 0) {
        return err_set(err, REASON_NOT_FOUND, "",
                       "Von diesem Laufzettel gibt es diesen Druck nicht.");
    }
    *doc = root;
    return true;
}

bool
proof_of_file(struct env *env, const void *bytes, size_t len, const struct value **doc,
              struct err *err)
{
    struct proof proof = {.env = env};
    struct value *list, *root = start(env, &list);
    enum result result = RESULT_NONE;

    key_sha256(bytes, len, proof.sha256);
    if (!store_read(env->store, find_in_read, &proof, err)) {
        return false;
    }
    for (size_t i = 0; i < proof.count; i++) {
        struct err hidden = {0};

        if (!case_enter_slip(env, proof.slip[i], CASE_LETTERS, NULL, &hidden)) {
            if (hidden.reason != REASON_NOT_FOUND) {
                *err = hidden;
                return false;
            }
            continue;
        }
        if (value_len(list) == 0) {
            result = repeat(env, proof.print, proof.count);
        }
        add_print(env, list, &proof.print[i], proof.slip[i], result, false);
    }
    if (value_len(list) == 0) {
        return err_set(err, REASON_NOT_FOUND, "file",
                       "Diese Datei ist kein Druck von hier, oder sie ist verändert.");
    }
    *doc = root;
    return true;
}
