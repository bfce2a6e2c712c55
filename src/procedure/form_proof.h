/*
 * form_proof.h - a form proved before anybody prints it.
 */
#ifndef PROCEDURE_FORM_PROOF_H
#define PROCEDURE_FORM_PROOF_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct arena;
struct catalog;
struct decoder;
struct form;
struct form_fault;
struct form_memory;
struct type;

#define FORM_PROOF_FAULTS_MAX ((size_t)50)

/* What a proof looks with, and the faults it found so far. */
struct form_proof {
    const struct type *type;
    struct decoder *decoder;
    struct arena *arena;
    const struct catalog *const *texts; /* of each language beside the German */
    size_t languages;
    struct form_fault *fault; /* FORM_PROOF_FAULTS_MAX of them */
    size_t count;
    struct form_memory *memory;
    size_t work;  /* done so far */
    size_t plain; /* of them, up to here: found without stretching any value */
};

/* Add what is wrong with FORM, which has passed the parser, when it is laid out and proved. */
void form_proof_run(struct form_proof *proof, const struct form *form);

#endif
