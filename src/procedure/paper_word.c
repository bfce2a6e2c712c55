/*
 * paper_word.c - the words and sentences that values bring onto paper.
 */
#include "paper_word.h"

#include "date.h"
#include "level.h"

#define WEEKDAYS 7

static const char *const words[PAPER_WORD__MAX] = {
    [PAPER_WORD_ACCEPT] = "Aufnahme",
    [PAPER_WORD_START] = "Beginn",
    [PAPER_WORD_ATTEND] = "Termin",
    [PAPER_WORD_END] = "Ende",
    [PAPER_WORD_CASEWORKER] = "Fallberatung",
    [PAPER_WORD_DATA_OFFICER] = "die Datenschutzstelle des Amtes",
    [PAPER_WORD_AUTHORITY] = "der Datenschutzaufsicht Ihres Landes",
    [PAPER_WORD_PLAN] = "Kooperationsplan",
};

static const char *const levels[LEVEL_MAX + 1] = {
    "Nichts wird übermittelt. Bitte Rücklaufabschnitt stempeln.",
    "Übermittelt werden Aufnahme, Beginn und Ende mit Datum.",
    "Übermittelt werden Aufnahme, Beginn, wahrgenommene Termine und Ende mit Datum.",
    ("Übermittelt werden Aufnahme, Beginn, wahrgenommene Termine und Ende mit Datum, dazu "
     "eine mit Ihnen besprochene Empfehlung."),
};

static const char *const orders[ORDER__MAX] = {
    [ORDER_FREE] = "Die Reihenfolge wählen Sie selbst.",
    [ORDER_WARN] = "Die Reihenfolge ist ein Vorschlag. Sie können frei wählen.",
    [ORDER_STRICT] = ("Bitte halten Sie die Reihenfolge ein. Eine Station gilt erst, wenn "
                      "die vorige beendet ist."),
};

static const char *const weekdays[WEEKDAYS] = {
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
};

const char *
paper_word(enum paper_word word)
{
    return words[word];
}

const char *
paper_word_level(unsigned level)
{
    return levels[level];
}

const char *
paper_word_order(enum order order)
{
    return orders[order];
}

const char *
paper_word_weekday(int32_t day)
{
    return weekdays[day_weekday(day) - 1];
}

const char *
paper_word_at(size_t index)
{
    static const struct {
        const char *const *words;
        size_t count;
    } tables[] = {
        {words, PAPER_WORD__MAX},
        {levels, LEVEL_MAX + 1},
        {orders, ORDER__MAX},
        {weekdays, WEEKDAYS},
    };

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (index < tables[i].count) {
            return tables[i].words[index];
        }
        index -= tables[i].count;
    }
    index += TYPE_A;
    return index < TYPE__MAX ? service_type_label((enum service_type)index) : NULL;
}
