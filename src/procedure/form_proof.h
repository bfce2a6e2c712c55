/*
 * form_proof.h - a form proved before anybody prints it.
 */
#ifndef PROCEDURE_FORM_PROOF_H
#define PROCEDURE_FORM_PROOF_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct arena;
struct decoder;
struct form;
struct form_fault;
struct type;

#define FORM_PROOF_FAULTS_MAX ((size_t)50)

/* What a proof looks with, and the faults it found so far. */
struct form_proof {
    const struct type *type;
    struct decoder *decoder;
    struct arena *arena;
    struct form_fault *fault; /* FORM_PROOF_FAULTS_MAX of them */
    size_t count;
    size_t plain; /* of them, up to here: found without stretching any value */
};

/* Add what is wrong with FORM, which has passed the parser, when it is laid out and proved. */
void form_proof_run(struct form_proof *proof, const struct form *form);

#endif
