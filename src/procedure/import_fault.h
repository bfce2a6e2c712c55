/*
 * import_fault.h - private to the import: the lines at fault, told and given back to be mended.
 */
#ifndef IMPORT_FAULT_H
#define IMPORT_FAULT_H

#include "csv.h"
#include "env.h"

/* What heads the column of reasons in a file to mend, in every language of the office. */
#define IMPORT_REASON_NAMES "fehler|error"

struct bad_line;
struct import_faults {
    struct env *env;
    size_t count;
    struct value *lines;     /* the first IMPORT_FAULTS_TOLD */
    const struct csv_row *first;
    struct err why;          /* the first one's */
    struct bad_line *bad;    /* all of them */
    size_t room;
};

void import_fault_begin(struct import_faults *faults, struct env *env);
void import_fault_note(struct import_faults *faults, const struct csv_row *row,
                       const struct err *fault);
/* Set ERR: nothing taken, so many lines, and what is wrong with the first. Returns false. */
bool import_fault_refuse(const struct import_faults *faults, struct err *err);
/* The lines as a file that opens in an office program, with a last column that says why. */
void import_fault_file(const struct import_faults *faults, const struct csv_table *table,
                       struct buf *out);

#endif
