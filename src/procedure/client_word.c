/*
 * client_word.c - the words of the client's own page, which stands in the languages of the
 * paper: those of its templates, and those its values bring.
 */
#include <string.h>

#include "access.h"
#include "arena.h"
#include "asset.h"
#include "client_work.h"
#include "doc.h"
#include "err.h"
#include "str.h"

static const char *const states[STATE__MAX] = {
    [STATE_NONE] = "Noch offen. Sie können hingehen.",
    [STATE_ISSUED] = "Noch offen. Sie können hingehen.",
    [STATE_WAITLISTED] = "Sie stehen auf der Warteliste.",
    [STATE_ACCEPTED] = "Sie sind aufgenommen.",
    [STATE_STARTED] = "Die Beratung läuft.",
    [STATE_ENDED] = "Abgeschlossen.",
    [STATE_DECLINED] = "Diese Stelle kann Ihnen gerade nicht helfen. Bitte rufen Sie im Amt an.",
    [STATE_EXPIRED] = "Die Frist ist vorbei. Das Amt kann sie verlängern.",
    [STATE_UNREPORTED] = "Ohne Rückmeldung geschlossen. Das sagt nichts über Sie.",
    [STATE_WITHDRAWN] = "Dieser Gutschein gilt nicht mehr. Fragen beantwortet das Amt.",
    [STATE_REVIEWED] = "Abgeschlossen.",
};

static const char *const whos[WHO__MAX] = {
    [WHO_NONE] = "das Amt",
    [WHO_OFFICE] = "das Amt",
    [WHO_RECEPTION] = "Ihre Beratungsstelle",
    [WHO_LEAD] = "Ihre Beratungsstelle",
    [WHO_TICK] = "automatisch",
};

/* Why a code opens nothing; the rest is no matter of the page. */
static const enum reason refusals[] = {REASON_MALFORMED, REASON_UNKNOWN};
#define REFUSALS (sizeof refusals / sizeof *refusals)

/* Events of a referral that became a slip; the other steps are all there is. */
static const struct event referred[] = {{.step = STEP_ISSUE},
                                        {.step = STEP_REISSUE, .generation = 1}};
#define REFERRED (sizeof referred / sizeof *referred)

/* The pages a client sees, in the order of their texts. */
static const char *const pages[] = {
    "assets/pages/client.html",
    "assets/pages/_client_languages.html",
    "assets/pages/_client_station.html",
    "assets/pages/_client_translation.html",
    "assets/pages/procedure.html",
    "assets/pages/frame.html",
};
#define PAGES (sizeof pages / sizeof *pages)

const char *
client_word_state(enum state state)
{
    return states[state < STATE__MAX ? state : STATE_NONE];
}

const char *
client_word_who(enum who who)
{
    return whos[who < WHO__MAX ? who : WHO_NONE];
}

/* The next {{_ text}} after *AT, or NULL. */
static const char *
next_text(struct arena *arena, const char **at)
{
    static const char open[] = "{{_ ";
    const char *start = strstr(*at, open), *end;

    if (start == NULL) {
        return NULL;
    }
    start += sizeof open - 1;
    end = strstr(start, "}}");
    *at = end;
    return arena_strndup(arena, start, (size_t)(end - start));
}

/* The text of the pages at *INDEX, which is reduced by those passed over. */
static const char *
page_text_at(struct arena *arena, size_t *index)
{
    for (size_t i = 0; i < PAGES; i++) {
        const struct asset *asset = asset_find(pages[i]);
        const char *at = arena_strndup(arena, (const char *)asset->bytes, asset->len), *text;

        while ((text = next_text(arena, &at)) != NULL) {
            if (*index == 0) {
                return text;
            }
            --*index;
        }
    }
    return NULL;
}

const char *
client_word_at(struct arena *arena, size_t index)
{
    const char *text = page_text_at(arena, &index);
    size_t words = 0; /* of what was seen */

    if (text != NULL) {
        return text;
    }
    if (index < STATE__MAX) {
        return states[index];
    }
    index -= STATE__MAX;
    if (index < WHO__MAX) {
        return whos[index];
    }
    index -= WHO__MAX;
    if (access_word_at(index) != NULL) {
        return access_word_at(index);
    }
    while (access_word_at(words) != NULL) {
        words++;
    }
    index -= words;
    if (index < REFUSALS) {
        return reason_row(refusals[index])->sentence;
    }
    index -= REFUSALS;
    if (index < REFERRED) {
        return doc_event_label(&referred[index]);
    }
    index -= REFERRED;
    return index + STEP_ISSUE < STEP__MAX ? step_label((enum step)(index + STEP_ISSUE)) : NULL;
}
