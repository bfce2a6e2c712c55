/*
 * deputies.h - private to procedures: deputies in a document.
 */
#ifndef DEPUTIES_H
#define DEPUTIES_H

#include "store_people.h"

struct value;

/* Add each as {"id","user","user_shown","deputy","deputy_shown","from","until"}. */
void deputies_doc(struct arena *arena, struct value *list, const struct deputy *row,
                  size_t count);

#endif
