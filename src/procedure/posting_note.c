/*
 * posting_note.c - a sentence per event for the client's history in another program.
 *
 * Others read that history too. So the sentence names number, station and day, and never a
 * service, a provider, a kind of help or a cause: there is no way to pass one in.
 */
#include <string.h>

#include "arena.h"
#include "date.h"
#include "posting.h"
#include "store_export.h"
#include "store_slip.h"
#include "voucher.h"

/* %1 the day, %2 until when, %3 the outcome's sign. */
static const char *const sentences[STEP__MAX] = {
    [STEP_ISSUE] = "Gutschein am %1 ausgestellt, einzulösen bis %2.",
    [STEP_WAITLIST] = "Warteliste bis %2, Rückmeldung vom %1.",
    [STEP_DECLINE] = "Stelle hat am %1 abgesagt.",
    [STEP_ACCEPT] = "Aufnahme am %1 bestätigt.",
    [STEP_START] = "Beginn am %1 bestätigt.",
    [STEP_ATTEND] = "Termin am %1 wahrgenommen.",
    [STEP_RECOMMEND] = "Empfehlung der Stelle vom %1 liegt vor.",
    [STEP_END] = "Am %1 beendet, Ergebnis %3.",
    [STEP_EXTEND] = "Frist am %1 verlängert bis %2.",
    [STEP_REISSUE] = "Gutschein am %1 neu ausgestellt, einzulösen bis %2.",
    [STEP_WITHDRAW] = "Gutschein am %1 zurückgezogen.",
    [STEP_EXPIRE] = "Gutschein am %1 abgelaufen.",
    [STEP_CLOSE] = "Am %1 ohne Rückmeldung geschlossen, keine Aussage.",
    [STEP_REVIEW] = "Ergebnis am %1 gesichtet.",
    [STEP_REOPEN] = "Sichtung am %1 zurückgenommen.",
    [STEP_ANNUL] = "Am %1 zurückgenommen: der Eintrag vom %2.",
};
static const char not_come_about[] = "Am %1 als nicht zustande gekommen gemeldet.";
static const char referred[] = "Am %1 verwiesen.";
static const char first_paper[] = "Am %1 doch ein Gutschein ausgestellt, einzulösen bis %2.";

/* What the client told in the talk nobody has confirmed. */
static const char *const told[STEP__MAX] = {
    [STEP_ACCEPT] = "Aufnahme am %1, im Gespräch berichtet.",
    [STEP_START] = "Beginn am %1, im Gespräch berichtet.",
    [STEP_END] = "Am %1 beendet, Ergebnis %3, im Gespräch berichtet.",
};

static const char *
sentence_of(const struct posting_row *row)
{
    if (row->step == STEP_ISSUE && row->code == 0) {
        return referred;
    }
    if (row->step == STEP_REISSUE && row->code == 1) {
        return first_paper;
    }
    if (row->step == STEP_END && row->outcome == OUTCOME_N1) {
        return not_come_about;
    }
    return rules_told(row->step, WHO_OFFICE, row->source) ? told[row->step]
                                                          : sentences[row->step];
}

/* TEXT with each %1 .. %3 replaced. */
static const char *
fill(struct arena *arena, const char *text, const char *const *part)
{
    const char *out = "";

    while (*text != '\0') {
        size_t len = strcspn(text, "%");

        out = arena_printf(arena, "%s%.*s", out, (int)len, text);
        text += len;
        if (*text == '%') {
            out = arena_printf(arena, "%s%s", out, part[text[1] - '1']);
            text += 2;
        }
    }
    return out;
}

const char *
posting_note(struct arena *arena, const struct posting_row *row)
{
    char day[DAY_TEXT_MAX], until[DAY_TEXT_MAX];
    const int32_t second = row->step == STEP_ANNUL ? row->annulled_on : row->until;
    const char *part[] = {day_german(day, row->happened_on), day_german(until, second),
                          outcome_name(row->outcome)};

    const char *text = fill(arena, sentence_of(row), part);

    return row->generation == 0
               ? arena_printf(arena, "Verweis ohne Laufzettel %s: %s", row->slip_number, text)
               : arena_printf(arena, "Laufzettel %s, Station %d: %s", row->slip_number,
                              row->position, text);
}

static const char *
note_at(struct arena *arena, const char *slip, int position,
        const struct voucher_history *history, size_t index)
{
    const struct event *event = &history->event[index];
    struct posting_row row = {
        .slip_number = slip,
        .position = position,
        .step = event->step,
        .outcome = event->outcome,
        .happened_on = event->happened_on,
        .until = event->until,
        .source = event->source,
        .code = (int)event->generation,
        .generation = (int)history->fold.generation,
        .annulled_on = event->annuls == 0 ? DAY_NONE
                                          : history->event[event->annuls - 1].happened_on,
    };

    return posting_note(arena, &row);
}

const char *
posting_notes(struct arena *arena, const char *slip, int position,
              const struct voucher_history *history)
{
    const char *out = "";
    size_t first = history->count;
    int32_t day = first == 0 ? DAY_NONE : day_of_moment(history->event[first - 1].recorded_at_ms);

    while (first > 0 && day_of_moment(history->event[first - 1].recorded_at_ms) == day) {
        first--;
    }
    for (size_t i = first; i < history->count; i++) {
        out = arena_printf(arena, "%s%s%s", out, *out == '\0' ? "" : "\n",
                           note_at(arena, slip, position, history, i));
    }
    return out;
}
