/*
 * timeline.c - events, prints, consents, follow-ups and needs of a case as one list; who looked.
 */
#include "timeline.h"

#include <stdlib.h>

#include "access.h"
#include "arena.h"
#include "clock.h"
#include "date.h"
#include "dispute.h"
#include "doc.h"
#include "env.h"
#include "flow.h"
#include "store.h"
#include "store_contradiction.h"
#include "store_timeline.h"
#include "str.h"
#include "value.h"

static const struct {
    const char *name, *label;
} kinds[TIMELINE__MAX] = {
    [TIMELINE_EVENT] = {"event", N_("Schritte")},
    [TIMELINE_PRINT] = {"print", N_("Drucke")},
    [TIMELINE_CONSENT] = {"consent", N_("Einwilligungen")},
    [TIMELINE_FOLLOWUP] = {"followup", N_("Wiedervorlagen")},
    [TIMELINE_NEED] = {"need", N_("Bedarfe")},
    [TIMELINE_READ] = {"read", N_("Zugriffe")},
};

const char *
timeline_name(enum timeline_kind kind)
{
    return kinds[kind].name;
}

const char *
timeline_label(enum timeline_kind kind)
{
    return kinds[kind].label;
}

enum timeline_kind
timeline_from_name(const char *name)
{
    enum timeline_kind kind = TIMELINE_EVENT;

    while (kind < TIMELINE__MAX && !str_equal(name, kinds[kind].name)) {
        kind++;
    }
    return kind;
}

struct line {
    int64_t moment_ms, id;
    bool is_event;
    struct value *item;
};

struct gathered {
    struct env *env;
    struct db *db;
    size_t limit;
    struct line *line;
    size_t count, cap;
};

static void
add(struct gathered *all, int64_t moment_ms, int64_t id, bool is_event, struct value *item)
{
    if (all->count == all->cap) {
        size_t cap = all->cap == 0 ? 64 : all->cap * 2;

        all->line = arena_grow(all->env->arena, all->line, all->cap, cap, sizeof *all->line);
        all->cap = cap;
    }
    all->line[all->count++] = (struct line){moment_ms, id, is_event, item};
}

/* A line that is no event; what its kind does not tell stays null. */
static struct value *
add_other(struct gathered *all, enum timeline_kind kind, int64_t id, int64_t moment_ms,
          const char *what)
{
    static const char *const told[] = {"due_on", "level",         "note", "provider",
                                       "copy",   "provider_name", "slip", "type",
                                       "receipt", "type_label",   "position",
                                       "user",   "role_label",    "purpose_label"};
    struct arena *arena = all->env->arena;
    struct value *item = value_record(arena);

    value_set_text(item, "kind", kinds[kind].name);
    value_set_text(item, "what_label", what);
    doc_set_day(arena, item, "happened_on", day_of_moment(moment_ms));
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        value_set_text(item, told[i], NULL);
    }
    add(all, moment_ms, id, false, item);
    return item;
}

static bool
add_events(struct gathered *all, const struct slip *slip, struct err *err)
{
    struct arena *arena = all->env->arena;
    const struct voucher *voucher;
    size_t count;

    if (!store_vouchers_of_slip(all->db, arena, slip->id, &voucher, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct stored_event *stored;
        struct dispute_marks marks;
        size_t events;

        if (!store_event_list(all->db, arena, voucher[i].id, &stored, &events, err) ||
            !dispute_marks(all->db, arena, &voucher[i], &marks, err)) {
            return false;
        }
        for (size_t k = 0; k < events; k++) {
            struct value *item = doc_event_of(arena, stored, events, k);

            if (!doc_add_review(all->db, item, &stored[k], err)) {
                return false;
            }
            value_set_text(item, "kind", kinds[TIMELINE_EVENT].name);
            value_set_bool(item, "referral", flow_is_referral(&voucher[i].fold));
            value_set_text(item, "slip", slip->number);
            value_set_int(item, "position", voucher[i].position);
            dispute_set(arena, item, &marks, stored[k].id);
            add(all, stored[k].event.recorded_at_ms, stored[k].id, true, item);
        }
    }
    return true;
}

static const char *
print_label(const char *form)
{
    static const char *const labels[][2] = {
        {"laufzettel+gutschein", N_("Laufzettel und Gutscheine gedruckt")},
        {"laufzettel", N_("Laufzettel gedruckt")},
        {"gutschein", N_("Gutschein gedruckt")},
        {"mitteilung", N_("Mitteilung gedruckt")},
        {"rueckmeldebogen", N_("Rückmeldebogen gedruckt")},
        {"einwilligung", N_("Einwilligung gedruckt")},
        {"datenschutzhinweis", N_("Datenschutzhinweis gedruckt")},
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (str_equal(form, labels[i][0])) {
            return labels[i][1];
        }
    }
    return N_("Blatt gedruckt");
}

static bool
add_prints(struct gathered *all, int64_t case_id, struct err *err)
{
    const struct print_line *print;
    size_t count;

    if (!store_timeline_prints(all->db, all->env->arena, case_id, all->limit + 1, &print, &count,
                               err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = add_other(all, TIMELINE_PRINT, print[i].id, print[i].printed_at_ms,
                                       print_label(print[i].form));

        value_set_int(item, "copy", print[i].copy);
        value_set_text(item, "slip", print[i].slip);
        value_set_int(item, "position", print[i].position);
    }
    return true;
}

static void
add_consent(struct gathered *all, const struct consent *consent, const struct provider *provider,
            int64_t moment_ms, const char *what)
{
    struct value *item = add_other(all, TIMELINE_CONSENT, consent->id, moment_ms, what);

    value_set_text(item, "provider", provider->key);
    value_set_text(item, "provider_name", provider->name);
    value_set_int(item, "level", (int64_t)consent->level);
}

/* What has a day of its own stands at it: lists may be read in long after. */
static bool
add_consents(struct gathered *all, int64_t case_id, struct err *err)
{
    int32_t today = clock_today(&all->env->clock);
    const struct consent *consent;
    size_t count;

    if (!store_consent_list(all->db, all->env->arena, case_id, &consent, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        int32_t over = consent[i].valid_until;
        struct provider provider;

        if (!store_provider_by_id(all->db, all->env->arena, consent[i].provider, &provider,
                                  err)) {
            return false;
        }
        if (consent[i].signed_on == DAY_NONE) {
            add_consent(all, &consent[i], &provider, store_moment_of_id(consent[i].id),
                        N_("Einwilligung vorgelegt"));
        } else {
            add_consent(all, &consent[i], &provider, moment_of_day(consent[i].signed_on),
                        N_("Einwilligung unterschrieben"));
        }
        if (consent[i].withdrawn_on != DAY_NONE) {
            add_consent(all, &consent[i], &provider, moment_of_day(consent[i].withdrawn_on),
                        N_("Einwilligung widerrufen"));
        } else if (over != DAY_NONE && over < today) {
            add_consent(all, &consent[i], &provider, moment_of_day(over + 1),
                        N_("Einwilligung abgelaufen"));
        }
    }
    return true;
}

static bool
add_followups(struct gathered *all, int64_t case_id, struct err *err)
{
    const struct followup_line *row;
    size_t count;

    if (!store_timeline_followups(all->db, all->env->arena, case_id, all->limit + 1, &row, &count,
                                  err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = add_other(all, TIMELINE_FOLLOWUP, row[i].id,
                                       store_moment_of_id(row[i].id),
                                       N_("Wiedervorlage angelegt"));

        value_set_text(item, "note", row[i].note);
        doc_set_day(all->env->arena, item, "due_on", row[i].due_on);
        if (row[i].done_ms != 0) {
            item = add_other(all, TIMELINE_FOLLOWUP, row[i].id, row[i].done_ms,
                             N_("Wiedervorlage erledigt"));
            value_set_text(item, "note", row[i].note);
        }
    }
    return true;
}

static bool
add_needs(struct gathered *all, int64_t case_id, struct err *err)
{
    const struct need *need;
    size_t count;

    if (!store_need_list(all->db, all->env->arena, case_id, &need, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item =
            add_other(all, TIMELINE_NEED, need[i].id, moment_of_day(need[i].agreed_on),
                      N_("Bedarf vereinbart"));

        value_set_text(item, "type", service_type_name(need[i].type));
        value_set_text(item, "type_label", service_type_label(need[i].type));
    }
    return true;
}

static bool
add_reads(struct gathered *all, int64_t case_id, struct err *err)
{
    const struct read_line *row;
    size_t count;

    if (!store_timeline_reads(all->db, all->env->arena, case_id, all->limit + 1, &row, &count,
                              err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = add_other(all, TIMELINE_READ, row[i].id, row[i].accessed_ms,
                                       N_("Zugriff"));

        if (*row[i].name != '\0') {
            value_set_text(item, "user",
                           *row[i].display_name ? row[i].display_name : row[i].name);
            value_set_text(item, "role_label", role_label(role_from_name(row[i].role)));
        }
        value_set_text(item, "purpose_label", access_purpose_label(row[i].purpose));
    }
    return true;
}

/* Newest first: what a caseworker looks for happened lately. */
static int
newest_first(const void *a, const void *b)
{
    const struct line *left = a, *right = b;

    if (left->moment_ms != right->moment_ms) {
        return left->moment_ms < right->moment_ms ? 1 : -1;
    }
    return (left->id < right->id) - (left->id > right->id);
}

static bool
gather(struct gathered *all, int64_t case_id, const struct slip *slip, size_t count,
       unsigned wanted, struct err *err)
{
    for (size_t i = 0; i < count && (wanted & BIT(TIMELINE_EVENT)) != 0; i++) {
        if (!add_events(all, &slip[i], err)) {
            return false;
        }
    }
    return ((wanted & BIT(TIMELINE_PRINT)) == 0 || add_prints(all, case_id, err)) &&
           ((wanted & BIT(TIMELINE_CONSENT)) == 0 || add_consents(all, case_id, err)) &&
           ((wanted & BIT(TIMELINE_FOLLOWUP)) == 0 || add_followups(all, case_id, err)) &&
           ((wanted & BIT(TIMELINE_NEED)) == 0 || add_needs(all, case_id, err)) &&
           ((wanted & BIT(TIMELINE_READ)) == 0 || add_reads(all, case_id, err));
}

bool
timeline_set(struct env *env, struct db *db, struct value *record, int64_t case_id,
             const struct slip *slip, size_t count, const struct timeline_query *query,
             struct err *err)
{
    struct gathered all = {.env = env, .db = db, .limit = query->limit};
    struct value *list = value_set_list(record, "timeline");

    if (!gather(&all, case_id, slip, count, query->kinds, err)) {
        return false;
    }
    if (all.count > 0) {
        qsort(all.line, all.count, sizeof *all.line, newest_first);
    }
    for (size_t i = 0; i < all.count && i < query->limit; i++) {
        bool late;

        if (all.line[i].is_event) {
            if (!store_late_get(db, all.line[i].id, &late, err)) {
                return false;
            }
            value_set_bool(all.line[i].item, "late", late);
        }
        value_add(list, all.line[i].item);
    }
    value_set_bool(record, "timeline_more", all.count > query->limit);
    return true;
}
