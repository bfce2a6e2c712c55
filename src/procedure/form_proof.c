/*
 * form_proof.c - fills a form in every way a print may meet, lays it out and proves it.
 */
#include "form_proof.h"

#include "arena.h"
#include "buf.h"
#include "catalog.h"
#include "form.h"
#include "print.h"
#include "str.h"

/* What is spent on one form, in lines laid out; see form_misfits. */
#define WORK_MAX ((size_t)200000) /* the largest form of the house takes 135 000 */
#define WORK_OF_A_TRIAL ((size_t)200)
#define MEMORY_MAX ((size_t)16 << 20) /* of texts set before */

#define SHEET_FAULTS_MAX ((size_t)8)

/* Noted before: the same trial at the same place, or a place that fails without stretching. */
static bool
is_known(const struct form_proof *proof, const struct form_place *place,
         const struct form_trial *trial)
{
    for (size_t i = 0; i < proof->count; i++) {
        const struct form_fault *known = &proof->fault[i];

        if (known->line == place->line && str_equal(known->element, place->element) &&
            (i < proof->plain || str_equal(known->err.arg[2], trial->what))) {
            return true;
        }
    }
    return proof->count == FORM_PROOF_FAULTS_MAX;
}

/* Add a fault at PLACE. KEY has the line as %1, the element as %2, the trial as %3, WHY as %4. */
static void
fault(struct form_proof *proof, const struct form_place *place, const char *key,
      const struct form_trial *trial, const struct err *why)
{
    char line[ERR_NUMBER_MAX];
    struct buf sentence = {0};
    struct form_fault *row;

    if (is_known(proof, place, trial)) {
        return;
    }
    row = &proof->fault[proof->count++];
    *row = (struct form_fault){.line = place->line, .element = place->element};
    err_sentence(why, NULL, &sentence);
    (void)err_set(&row->err, REASON_INVALID, place->element, key,
                  err_number(line, (long long)place->line), place->element, trial->what,
                  buf_text(&sentence));
    buf_finish(&sentence);
    proof->plain = trial->stretched ? proof->plain : proof->count;
}

static void
note(struct form_proof *proof, const struct form_place *place, const struct form_trial *trial,
     const struct err *why)
{
    if (trial->stretched) {
        fault(proof, place,
              "Zeile %1: <%2> hat zu wenig Platz, geprüft mit %3. Bitte mehr Platz geben, "
              "„min-size“ verkleinern oder in <values> „longest“ oder „most“ angeben. (%4)",
              trial, why);
    } else {
        fault(proof, place, "Zeile %1: <%2> geht so nicht, geprüft mit %3. %4", trial, why);
    }
}

/* One way to fill the form; returns the work it took. */
static size_t
run_trial(struct form_proof *proof, const struct form *form, const struct catalog *texts,
          size_t index, struct arena *arena)
{
    struct form_misfits misfits = {0};
    const struct form_options options = {
        .lang = texts != NULL ? catalog_header(texts, "Language") : "de",
        .texts = texts,
        .identifier = "check",
        .misfits = &misfits,
        .memory = proof->memory,
    };
    struct print_fault found[SHEET_FAULTS_MAX];
    const struct sheet *sheet;
    struct form_trial trial;
    struct err err = {0};
    size_t count;
    bool done;

    form_trial(form, arena, index, &trial);
    if (texts != NULL) {
        trial.what = arena_printf(arena, "%s, Sprache %s", trial.what, options.lang);
    }
    done = form_layout(form, proof->type, trial.values, &options, arena, &sheet, &err);
    for (size_t i = 0; i < misfits.count; i++) {
        if (misfits.row[i].place.line > 0) { /* else no sheet, as with no stations to print */
            note(proof, &misfits.row[i].place, &trial, &misfits.row[i].err);
        }
    }
    if (!done) {
        return misfits.turns;
    }
    count = print_prove_all(sheet, trial.codes ? proof->decoder : NULL, arena, found,
                            SHEET_FAULTS_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct sheet_mark *mark = found[i].mark;

        const struct form_place place = mark == NULL || mark->source == NULL
                                            ? (struct form_place){1, "form"}
                                            : (struct form_place){mark->line, mark->source};
        note(proof, &place, &trial, &found[i].err);
    }
    return misfits.turns;
}

/* The trials FROM up to TO, with TEXTS beside the German (NULL: none). */
static void
run_trials(struct form_proof *proof, const struct form *form, const struct catalog *texts,
           size_t from, size_t to)
{
    static const struct form_trial all = {"allen Proben", false, false, NULL};
    const struct form_place whole = {1, "form"};
    struct arena arena;

    arena_init(&arena);
    for (size_t i = from; i < to && proof->count < FORM_PROOF_FAULTS_MAX; i++) {
        proof->work += WORK_OF_A_TRIAL + run_trial(proof, form, texts, i, &arena);
        arena_reset(&arena);
        if (proof->memory != NULL) { /* without it each layout is on its own */
            form_memory_trim(proof->memory, MEMORY_MAX);
        }
        if (proof->work > WORK_MAX) {
            struct err err = {0};

            (void)err_set(&err, REASON_INVALID, "form",
                          "Das Formular ist zu umfangreich. Bitte weniger Werte, Listen oder "
                          "Einträge.");
            note(proof, &whole, &all, &err);
            break;
        }
    }
    arena_finish(&arena);
}

void
form_proof_run(struct form_proof *proof, const struct form *form)
{
    const struct form_fault *letter;
    size_t count;

    form_letters(form, proof->type, proof->arena, &letter, &count);
    for (size_t i = 0; i < count && proof->count < FORM_PROOF_FAULTS_MAX; i++) {
        proof->fault[proof->count++] = letter[i];
    }
    if (count > 0) {
        return; /* no trial gets past a letter that no face has */
    }
    proof->memory = form_memory_open();
    run_trials(proof, form, NULL, 0, FORM_TRIALS_PLAIN);
    for (size_t i = 0; i < proof->languages; i++) {
        run_trials(proof, form, proof->texts[i], 0, 1);
    }
    run_trials(proof, form, NULL, FORM_TRIALS_PLAIN, form_trial_count(form));
    form_memory_close(proof->memory);
    proof->memory = NULL;
}
