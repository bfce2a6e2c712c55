/*
 * doc_paper_talk.c - all open vouchers of a client on one sheet, for the talk in the office.
 */
#include "doc_paper.h"

#include "arena.h"
#include "config.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

/* What to ask about a voucher in each state; NULL: it is not open. */
static const char *const questions[STATE__MAX] = {
    [STATE_ISSUED] = "Gibt es einen Termin? Was braucht es, damit es klappt?",
    [STATE_WAITLISTED] = "Bis wann dauert das Warten? Passt das, oder lieber eine andere Stelle?",
    [STATE_ACCEPTED] = "Hat es schon begonnen? Was braucht es dafür?",
    [STATE_STARTED] = "Wie läuft es? Reicht die Zeit?",
    [STATE_ENDED] = "Ist das Ziel erreicht? Was kommt als Nächstes?",
    [STATE_DECLINED] = "Die Stelle hat abgesagt. Soll es eine andere Stelle sein?",
    [STATE_EXPIRED] = "Die Frist ist vorbei. Soll der Gutschein länger gelten?",
    [STATE_UNREPORTED] = "Es gibt keine Rückmeldung. Wie ging es weiter (freiwillig)?",
};

/* The language's German name, or its tag. */
static const char *
language_of(const char *tag)
{
    static const char *const names[][2] = {
        {"de", "Deutsch"},   {"de-simple", "Einfache Sprache"}, {"en", "Englisch"},
        {"tr", "Türkisch"},  {"uk", "Ukrainisch"},              {"ru", "Russisch"},
        {"ar", "Arabisch"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equal(names[i][0], tag)) {
            return names[i][1];
        }
    }
    return paper_or_none(tag);
}

/* The day the present state began. */
static int32_t
since(const struct fold *fold)
{
    switch (fold->state) {
    case STATE_ISSUED:
    case STATE_WAITLISTED:
        return fold->paper_on;
    case STATE_ACCEPTED:
        return fold->accepted_on;
    case STATE_STARTED:
        return fold->started_on;
    default:
        return fold->closed_on;
    }
}

static const char *
german(struct arena *arena, const struct value *record, const char *key)
{
    struct err ignored = {0};
    int32_t day;

    return day_parse(value_string(value_get(record, key)), key, &day, &ignored)
               ? paper_day(arena, day)
               : NULL;
}

static const char *
provider_of(const struct value *doc)
{
    const char *bound = value_string(value_get(doc, "bound_provider_name"));
    const char *named = value_string(value_get(doc, "provider_name"));

    return *bound != '\0' ? bound : *named != '\0' ? named : "freie Wahl";
}

static const char *
deadline_of(struct arena *arena, const struct value *doc)
{
    const char *due = german(arena, doc, "due_on");
    const char *label = value_string(value_get(doc, "due_label"));

    return due == NULL ? (*label == '\0' ? "ohne Frist" : label)
                       : arena_printf(arena, "%s %s", label, due);
}

static bool
add_voucher(struct paper_work *work, struct value *list, const struct voucher *voucher,
            struct err *err)
{
    struct arena *arena = work->arena;
    struct voucher_history history;
    struct value *doc, *item;
    int64_t level;
    const char *question;

    if (!voucher_history(work->db, arena, voucher, &history, err)) {
        return false;
    }
    question = questions[history.fold.state];
    if (question == NULL) {
        return true;
    }
    if (!doc_voucher(work->env, work->db, arena, voucher, &history.fold, &doc, err)) {
        return false;
    }
    level = value_number(value_get(doc, "level"));
    item = value_add_record(list);
    value_set_shared(item, "slip", value_get(doc, "slip"));
    value_set_shared(item, "position", value_get(doc, "position"));
    value_set_shared(item, "letter", value_get(doc, "type"));
    value_set_shared(item, "title", value_get(doc, "service_title"));
    value_set_shared(item, "state", value_get(doc, "state_label"));
    value_set_shared(item, "late", value_get(doc, "late"));
    value_set_int(item, "level", level);
    value_set_text(item, "provider", provider_of(doc));
    value_set_text(item, "since", paper_day(arena, since(&history.fold)));
    value_set_text(item, "deadline", deadline_of(arena, doc));
    value_set_text(item, "ask",
                   level > 0 || !value_truth(value_get(doc, "awaits_return"))
                       ? question
                       : arena_printf(arena, "%s Rücklaufabschnitt erbitten (freiwillig).",
                                      question));
    return true;
}

static bool
add_slips(struct paper_work *work, struct value *list, struct err *err)
{
    const struct slip *slip;
    size_t slips;

    if (!store_slips_of_case(work->db, work->arena, work->client.id, &slip, &slips, err)) {
        return false;
    }
    for (size_t i = 0; i < slips; i++) {
        const struct voucher *voucher;
        size_t count;

        if (!store_vouchers_of_slip(work->db, work->arena, slip[i].id, &voucher, &count, err)) {
            return false;
        }
        for (size_t k = 0; k < count; k++) {
            if (!add_voucher(work, list, &voucher[k], err)) {
                return false;
            }
        }
    }
    return true;
}

bool
doc_paper_talk(struct paper_work *work, struct value *root, struct err *err)
{
    struct value *client = value_set_record(root, "client");
    struct value *list = value_set_list(root, "vouchers");

    work->slip = NULL; /* the whole case, up to today's plan */
    value_set_text(value_set_record(root, "case"), "number", work->client.number);
    value_set_text(client, "name", doc_client_name(work->arena, &work->client));
    value_set_text(client, "birth", paper_day(work->arena, work->client.birth_date));
    value_set_text(client, "language", language_of(work->client.language));
    paper_set_printed(work, root);
    if (!paper_set_contact(work, root, err) || !paper_set_plan(work, root, err) ||
        !add_slips(work, list, err)) {
        return false;
    }
    value_set_bool(root, "open", value_len(list) > 0);
    return true;
}
