/*
 * paper_word.h - the words and sentences that values bring onto paper.
 *
 * A form shows them through a <value translate="yes">; with the texts of the forms they
 * are what a translation must have. Days, numbers and names stay outside of them.
 */
#ifndef PAPER_WORD_H
#define PAPER_WORD_H

#include <stddef.h>
#include <stdint.h>

#include "flow.h"

enum paper_word {
    PAPER_WORD_ACCEPT, PAPER_WORD_START, PAPER_WORD_ATTEND, PAPER_WORD_END,
    PAPER_WORD_CASEWORKER, PAPER_WORD_DATA_OFFICER, PAPER_WORD_AUTHORITY,
    PAPER_WORD_PLAN,
    PAPER_WORD__MAX
};

const char *paper_word(enum paper_word word);
/* What is reported at LEVEL, a sentence. */
const char *paper_word_level(unsigned level);
/* What holds for the order of stations, a sentence. */
const char *paper_word_order(enum order order);
/* "Montag" */
const char *paper_word_weekday(int32_t day);

/* All of them and the service types, one after the other; NULL after the last. */
const char *paper_word_at(size_t index);

#endif
