/*
 * paper.c - forms and values become proven PDF bytes.
 */
#include "paper.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "asset.h"
#include "buf.h"
#include "catalog.h"
#include "decode.h"
#include "env.h"
#include "file.h"
#include "form.h"
#include "form_proof.h"
#include "key.h"
#include "paper_texts.h"
#include "print.h"
#include "sheet.h"
#include "str.h"
#include "type.h"

static const char *const form_names[] = {
    "anbieterblatt", "auskunft", "datenmatrix", "datenschutzhinweis", "einwilligung",
    "gespraechsblatt", "gutschein", "koppelkarte", "laufzettel",
    "mitteilung", "pruefseite", "rueckmeldebogen", "widerruf",
    "zugriffsprotokoll",
    NULL};

/* What a settled paper remembers of texts it has set. */
#define MEMORY_MAX ((size_t)4 << 20)

#define FORM_COUNT (sizeof form_names / sizeof *form_names - 1)

/* A form as it was last parsed; bytes with another hash are parsed anew. */
struct kept_form {
    struct arena arena;
    const struct form *form;
    uint8_t sha256[PAPER_SHA256_BYTES];
};

/* What printing needs and is made once: fonts, forms, texts, the decoder of the self-proof. */
struct paper {
    struct type *type;
    struct decoder *decoder;
    bool settled;               /* a form once parsed is not looked for again */
    struct form_memory *memory; /* of a settled paper */
    struct kept_form kept[FORM_COUNT]; /* in the order of form_names */
    struct paper_shelf texts;
    struct kept_legal legal;
};

bool
paper_open(struct env *env, struct err *err)
{
    struct paper *paper;

    if (env->paper != NULL) {
        return true;
    }
    paper = calloc(1, sizeof *paper);
    if (paper == NULL || !type_open(&paper->type, err)) {
        free(paper);
        return err_set(err, REASON_PRINT, "", "Die Schriften lassen sich nicht laden.");
    }
    paper->decoder = decode_open();
    env->paper = paper;
    return true;
}

void
paper_close(struct paper *paper)
{
    if (paper == NULL) {
        return;
    }
    for (size_t i = 0; i < FORM_COUNT; i++) {
        arena_finish(&paper->kept[i].arena);
    }
    paper_shelf_finish(&paper->texts);
    arena_finish(&paper->legal.arena);
    form_memory_close(paper->memory);
    decode_close(paper->decoder);
    type_close(paper->type);
    free(paper);
}

struct kept_legal *
paper_legal(struct env *env, bool *settled)
{
    *settled = env->paper != NULL && env->paper->settled;
    return env->paper == NULL ? NULL : &env->paper->legal;
}

bool
paper_settle(struct env *env, const char *const *names, size_t count, struct err *err)
{
    uint8_t sha256[PAPER_SHA256_BYTES];
    const struct form *form;

    for (size_t i = 0; i < count; i++) {
        if (!paper_form(env, names[i], &form, sha256, err)) {
            return false;
        }
    }
    env->paper->settled = true;
    env->paper->texts.settled = true;
    env->paper->memory = form_memory_open();
    return env->paper->memory != NULL ||
           err_set(err, REASON_PRINT, "", "Für den Druck fehlt Speicher.");
}

void
paper_trim(struct env *env)
{
    form_memory_trim(env->paper->memory, MEMORY_MAX);
}

/* The place of NAME in form_names, or FORM_COUNT. */
static size_t
form_index(const char *name)
{
    size_t i = 0;

    while (i < FORM_COUNT && !str_equal(form_names[i], name)) {
        i++;
    }
    return i;
}

/* Every form's name, for the error that says there is no other. */
static const char *
all_names(struct arena *arena)
{
    const char *text = form_names[0];

    for (size_t i = 1; i < FORM_COUNT; i++) {
        text = arena_printf(arena, "%s, %s", text, form_names[i]);
    }
    return text;
}

bool
paper_form_source(struct env *env, const char *name, const char **bytes, size_t *len, bool *own,
                  struct err *err)
{
    const char *relative = arena_printf(env->arena, "forms/%s.xml", name);
    const struct asset *built_in;
    struct err missing = {0};

    if (form_index(name) == FORM_COUNT) {
        return err_set(err, REASON_NOT_FOUND, "form",
                       "Ein Formular »%1« gibt es nicht. Es gibt: %2.", name,
                       all_names(env->arena));
    }
    if (file_read(env->arena, env_path(env, relative), relative, FORM_BYTES_MAX, bytes, len,
                  &missing)) {
        *own = true;
        return true;
    }
    if (missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    built_in = asset_find(relative);
    *bytes = (const char *)built_in->bytes;
    *len = built_in->len;
    *own = false;
    return true;
}

bool
paper_form_known(const char *name)
{
    return form_index(name) < FORM_COUNT;
}

/* The texts of every language the program brings; a file of them that is broken is told where
   it is printed. */
static void
all_texts(struct env *env, struct form_proof *proof)
{
    const struct catalog **list = arena_array(env->arena, PAPER_SHELF_MAX, sizeof *list);
    size_t rows;
    const struct asset *asset = asset_table(&rows);

    for (size_t i = 0; i < rows && proof->languages < PAPER_SHELF_MAX; i++) {
        static const char folder[] = "forms/texts/";
        const char *name = asset[i].name;
        uint8_t sha256[PAPER_SHA256_BYTES];
        struct err err = {0};

        if (!str_starts(name, folder)) {
            continue;
        }
        name += sizeof folder - 1;
        name = arena_strndup(env->arena, name, strcspn(name, "."));
        if (paper_texts(env, name, &list[proof->languages], sha256, &err) &&
            list[proof->languages] != NULL) {
            proof->languages++;
        }
    }
    proof->texts = list;
}

bool
paper_check(struct env *env, const char *xml, size_t len, const struct form **form,
            const struct form_fault **faults, size_t *fault_count, struct err *err)
{
    struct form_proof proof = {.arena = env->arena};

    *faults = NULL;
    *fault_count = 0;
    if (!paper_open(env, err) ||
        !form_parse(env->arena, xml, len, form, faults, fault_count, err)) {
        return false;
    }
    proof.type = env->paper->type;
    proof.decoder = env->paper->decoder;
    all_texts(env, &proof);
    proof.fault = arena_array(env->arena, FORM_PROOF_FAULTS_MAX, sizeof *proof.fault);
    form_proof_run(&proof, *form);
    *faults = proof.fault;
    *fault_count = proof.count;
    if (proof.count > 0) {
        *err = proof.fault[0].err;
    }
    return proof.count == 0;
}

/* Refuse a form of the office that does not pass, with the file's name and the first fault. */
static bool
check_own(struct env *env, const char *name, const char *bytes, size_t len, struct err *err)
{
    const char *file = arena_printf(env->arena, "forms/%s.xml", name);
    const struct form_fault *fault;
    const struct form *form;
    struct err why = {0};
    struct buf sentence = {0};
    size_t count;

    if (paper_check(env, bytes, len, &form, &fault, &count, &why)) {
        return true;
    }
    err_sentence(&why, NULL, &sentence);
    (void)err_set(err, why.reason, file,
                  "Das eigene Formular %1 ist nicht in Ordnung. %2 Alle Fehler zeigt: laufzettel "
                  "form check %3",
                  file, buf_text(&sentence), name);
    buf_finish(&sentence);
    return false;
}

bool
paper_form(struct env *env, const char *name, const struct form **out,
           uint8_t sha256[PAPER_SHA256_BYTES], struct err *err)
{
    struct kept_form *kept;
    const char *bytes;
    size_t len;
    bool own;

    if (!paper_open(env, err)) {
        return false;
    }
    kept = form_index(name) == FORM_COUNT ? NULL : &env->paper->kept[form_index(name)];
    if (env->paper->settled && kept != NULL && kept->form != NULL) {
        memcpy(sha256, kept->sha256, PAPER_SHA256_BYTES);
        *out = kept->form;
        return true;
    }
    if (!paper_form_source(env, name, &bytes, &len, &own, err)) {
        return false;
    }
    key_sha256(bytes, len, sha256);
    if (kept->form == NULL || memcmp(kept->sha256, sha256, PAPER_SHA256_BYTES) != 0) {
        kept->form = NULL;
        arena_reset(&kept->arena);
        if (own && !check_own(env, name, bytes, len, err)) {
            return false;
        }
        bytes = arena_memdup(&kept->arena, bytes, len);
        if (!form_parse(&kept->arena, bytes, len, &kept->form, NULL, NULL, err)) {
            return false;
        }
        memcpy(kept->sha256, sha256, PAPER_SHA256_BYTES);
    }
    *out = kept->form;
    return true;
}

const char *
paper_form_name(size_t index)
{
    return index < FORM_COUNT ? form_names[index] : NULL;
}

bool
paper_texts(struct env *env, const char *language, const struct catalog **out,
            uint8_t sha256[PAPER_SHA256_BYTES], struct err *err)
{
    uint8_t unasked[PAPER_SHA256_BYTES];

    return paper_open(env, err) &&
           paper_shelf_texts(&env->paper->texts, env, language, out,
                             sha256 == NULL ? unasked : sha256, err);
}

/* Hashes of the form and of the texts it is shown with. */
struct hashes {
    uint8_t form[PAPER_SHA256_BYTES], texts[PAPER_SHA256_BYTES];
};

static bool
fill_form(struct env *env, const struct paper_job *job, const char *identifier,
          int64_t created_ms, const struct sheet **out, struct hashes *hashes, struct err *err)
{
    struct form_options options = {
        .lang = "de",
        .identifier = identifier,
        .created_ms = created_ms,
        .memory = env->paper->memory,
    };
    const struct form *form;

    if (!paper_form(env, job->form, &form, hashes->form, err) ||
        !paper_texts(env, job->language, &options.texts, hashes->texts, err)) {
        return false;
    }
    if (options.texts != NULL) {
        options.lang = catalog_header(options.texts, "Language");
    }
    return form_layout(form, env->paper->type, job->values, &options, env->arena, out, err);
}

/* The pictures of the proof are large and soon forgotten. */
static bool
prove(struct env *env, const struct sheet *sheet, struct err *err)
{
    struct arena scratch = {0};
    bool done = print_prove(sheet, env->paper->decoder, &scratch, err);

    arena_finish(&scratch);
    return done;
}

bool
paper_lay_out(struct env *env, const struct paper_job *jobs, size_t count,
              const char *identifier, int64_t created_ms, const struct sheet **out,
              uint8_t forms_sha256[PAPER_SHA256_BYTES], struct err *err)
{
    const struct sheet **sheet = arena_array(env->arena, count, sizeof *sheet);
    struct hashes *hashes = arena_array(env->arena, count, sizeof *hashes);

    if (!paper_open(env, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!fill_form(env, &jobs[i], identifier, created_ms, &sheet[i], &hashes[i], err)) {
            return false;
        }
    }
    key_sha256(hashes, count * sizeof *hashes, forms_sha256);
    *out = count == 1 ? sheet[0] : sheet_join(env->arena, sheet, count);
    return prove(env, *out, err);
}

bool
paper_draw(struct env *env, const struct sheet *sheet, struct buf *pdf, struct err *err)
{
    return print_pdf(sheet, env->paper->type, env->arena, pdf, err);
}

bool
paper_preview(struct env *env, const struct paper_job *jobs, size_t count, int64_t created_ms,
              struct buf *pdf, struct err *err)
{
    uint8_t ignored[PAPER_SHA256_BYTES];
    const struct sheet *sheet;

    return paper_lay_out(env, jobs, count, "vorschau", created_ms, &sheet, ignored, err) &&
           sheet_stamp(env->arena, env->paper->type, "VORSCHAU", &sheet, err) &&
           prove(env, sheet, err) && paper_draw(env, sheet, pdf, err);
}

bool
paper_make(struct env *env, const struct paper_job *jobs, size_t count, const char *identifier,
           int64_t created_ms, struct buf *pdf, uint8_t forms_sha256[PAPER_SHA256_BYTES],
           struct err *err)
{
    const struct sheet *sheet;

    return paper_lay_out(env, jobs, count, identifier, created_ms, &sheet, forms_sha256, err) &&
           paper_draw(env, sheet, pdf, err);
}
