/*
 * case_name.h - the folded parts of a case's name and number, under which it is found.
 */
#ifndef CASE_NAME_H
#define CASE_NAME_H

#include "err.h"

struct case_file;
struct db;

/* Make the stored parts those of ROW. */
bool case_name_keep(struct db *db, const struct case_file *row, struct err *err);

#endif
