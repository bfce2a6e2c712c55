/*
 * doc_paper_disclosure.c - the disclosure as rows that forms/auskunft.xml prints.
 */
#include "arena.h"
#include "clock.h"
#include "date.h"
#include "doc_disclosure.h"
#include "doc_paper.h"
#include "env.h"
#include "str.h"
#include "value.h"

static const char *
text_of(const struct value *record, const char *key)
{
    return value_string(value_get(record, key));
}

static const char *
number_of(struct env *env, const struct value *record, const char *key)
{
    return arena_printf(env->arena, "%lld", (long long)value_number(value_get(record, key)));
}

/* A day or moment of the document as people write it; "–" for none. */
static const char *
day_of(struct env *env, const struct value *record, const char *key)
{
    const char *text = arena_strndup(env->arena, text_of(record, key), 10);
    char german[DAY_TEXT_MAX];
    struct err ignored = {0};
    int32_t day;

    return *text != '\0' && day_parse(text, key, &day, &ignored)
               ? arena_strdup(env->arena, day_german(german, day))
               : "–";
}

/* One row of up to four cells; an empty cell becomes "–". */
static void
add_row(struct value *list, const char *a, const char *b, const char *c, const char *d)
{
    struct value *row = value_add_record(list);

    value_set_text(row, "a", str_empty(a) ? "–" : a);
    value_set_text(row, "b", str_empty(b) ? "–" : b);
    value_set_text(row, "c", str_empty(c) ? "–" : c);
    value_set_text(row, "d", str_empty(d) ? "–" : d);
}

static void
add_facts(struct env *env, const struct value *all, struct value *list)
{
    const struct value *file = value_get(all, "case"), *client = value_get(all, "client");
    bool hidden = value_truth(value_get(file, "protected"));

    add_row(list, "Fallnummer", text_of(file, "number"), "", "");
    add_row(list, "Vorname", text_of(file, "given_name"), "", "");
    add_row(list, "Nachname", text_of(file, "family_name"), "", "");
    add_row(list, "Geburtsdatum", day_of(env, file, "birth_date"), "", "");
    add_row(list, "Sprache", text_of(file, "language"), "", "");
    add_row(list, "Sperrvermerk", hidden ? "ja, ohne Anschrift gespeichert" : "nein", "", "");
    if (!hidden) {
        add_row(list, "Anschrift",
                paper_address(env->arena, text_of(client, "street"),
                              text_of(client, "postcode"), text_of(client, "city")),
                "", "");
        add_row(list, "Telefon", text_of(client, "phone"), "", "");
    }
    add_row(list, "Zuständig", text_of(file, "caseworker"), "", "");
    add_row(list, "Team und Geschäftsstelle",
            arena_printf(env->arena, "%s, %s", text_of(file, "team"), text_of(file, "branch")),
            "", "");
    if (value_number(value_get(file, "contact_days")) != 0) {
        add_row(list, "Gespräch alle",
                arena_printf(env->arena, "%lld Tage",
                             (long long)value_number(value_get(file, "contact_days"))),
                "", "");
    }
    add_row(list, "Verarbeitung eingeschränkt seit", day_of(env, file, "restricted_since"), "",
            "");
}

static void
add_needs(struct env *env, const struct value *all, struct value *list)
{
    const struct value *from = value_find(all, "case.needs");

    for (size_t i = 0; i < value_len(from); i++) {
        const struct value *item = value_at(from, i);
        const char *aim = text_of(item, "aim_label");

        add_row(list,
                arena_printf(env->arena, "%s%s%s", text_of(item, "type_label"),
                             str_empty(aim) ? "" : ", Ziel: ", aim),
                day_of(env, item, "agreed_on"),
                number_of(env, item, "priority"), text_of(item, "plan_ref"));
    }
}

static void
add_consents(struct env *env, const struct value *all, struct value *list)
{
    const struct value *from = value_find(all, "case.consents");

    for (size_t i = 0; i < value_len(from); i++) {
        const struct value *item = value_at(from, i);

        add_row(list, text_of(item, "provider_name"),
                arena_printf(env->arena, "Stufe %s, %s am %s", number_of(env, item, "level"),
                             text_of(item, "state_label"), day_of(env, item, "signed_on")),
                day_of(env, item, "valid_until"), day_of(env, item, "withdrawn_on"));
    }
}

static const char *
station_of(struct env *env, const struct value *item)
{
    return arena_printf(env->arena, "%s / %s", text_of(item, "slip"),
                        number_of(env, item, "position"));
}

/* The day a voucher goes; both lists are in the order of slips and positions. */
static const char *
delete_by(struct env *env, const struct value *all, const struct value *voucher)
{
    const struct value *terms = value_get(all, "terms");

    for (size_t i = 0; i < value_len(terms); i++) {
        const struct value *item = value_at(terms, i);

        if (str_equal(station_of(env, item), station_of(env, voucher))) {
            return day_of(env, item, "delete_by");
        }
    }
    return "–";
}

static void
add_vouchers(struct env *env, const struct value *all, struct value *list)
{
    const struct value *slips = value_find(all, "case.slips");

    for (size_t i = 0; i < value_len(slips); i++) {
        const struct value *vouchers = value_get(value_at(slips, i), "vouchers");

        for (size_t k = 0; k < value_len(vouchers); k++) {
            const struct value *item = value_at(vouchers, k);
            const char *bound = text_of(item, "bound_provider_name");
            const char *place = str_empty(bound) ? text_of(item, "provider_name") : bound;
            const char *result = text_of(item, "outcome_label");

            add_row(list, station_of(env, item),
                    arena_printf(env->arena, "%s (%s), %s", text_of(item, "service_title"),
                                 text_of(item, "type_label"),
                                 str_empty(place) ? "freie Wahl" : place),
                    arena_printf(env->arena, "%s%s%s", text_of(item, "state_label"),
                                 str_empty(result) ? "" : ", ", result),
                    delete_by(env, all, item));
        }
    }
}

/* What a review says, "" for other steps: goal, next step, closing checklist. */
static const char *
review_of(struct env *env, const struct value *event)
{
    const struct value *checks = value_get(event, "checks");
    const char *goal = text_of(event, "goal_label"), *next = text_of(event, "next_step_label");
    const char *out = str_empty(goal) ? "" : arena_printf(env->arena, ", Ziel erreicht: %s", goal);

    if (!str_empty(next)) {
        out = arena_printf(env->arena, "%s, nächster Schritt: %s", out, next);
    }
    for (size_t i = 0; i < value_len(checks); i++) {
        const struct value *item = value_at(checks, i);

        out = arena_printf(env->arena, "%s, %s: %s", out, text_of(item, "check_label"),
                           value_truth(value_get(item, "done")) ? "erledigt" : "offen");
    }
    return out;
}

static void
add_events(struct env *env, const struct value *all, struct value *list)
{
    const struct value *from = value_find(all, "case.timeline");

    for (size_t i = value_len(from); i > 0; i--) {
        const struct value *item = value_at(from, i - 1);
        bool annulled = value_truth(value_get(item, "annulled"));
        bool disputed = value_truth(value_get(item, "disputed"));

        add_row(list, day_of(env, item, "happened_on"),
                arena_printf(env->arena, "%s%s%s%s", text_of(item, "command_label"),
                             review_of(env, item), annulled ? " (zurückgenommen)" : "",
                             disputed ? " (von Ihnen bestritten)" : ""),
                station_of(env, item),
                arena_printf(env->arena, "%s, %s, erfasst %s", text_of(item, "who_label"),
                             text_of(item, "source_label"), day_of(env, item, "recorded_at")));
    }
}

static void
add_reminders(struct env *env, const struct value *from, struct value *list)
{
    for (size_t i = 0; i < value_len(from); i++) {
        const struct value *item = value_at(from, i);

        add_row(list, day_of(env, item, "due_on"), text_of(item, "reason_label"),
                text_of(item, "note"), "");
    }
}

static void
add_followups(struct env *env, const struct value *all, struct value *list)
{
    add_reminders(env, value_get(all, "past_followups"), list);
    add_reminders(env, value_find(all, "case.followups"), list);
}

static void
add_prints(struct env *env, const struct value *all, struct value *list)
{
    const struct value *from = value_get(all, "prints");

    for (size_t i = 0; i < value_len(from); i++) {
        const struct value *item = value_at(from, i);

        add_row(list, day_of(env, item, "printed_at"), text_of(item, "form"),
                text_of(item, "slip"), number_of(env, item, "copy"));
    }
}

static void
add_reads(struct env *env, const struct value *all, struct value *list)
{
    const struct value *from = value_get(all, "reads");

    for (size_t i = 0; i < value_len(from); i++) {
        const struct value *item = value_at(from, i);

        add_row(list, day_of(env, item, "at"), text_of(item, "user"),
                text_of(item, "role_label"), text_of(item, "purpose_label"));
    }
}

static void
add_traces(struct env *env, const struct value *all, struct value *list)
{
    const struct value *from = value_get(all, "traces");

    for (size_t i = 0; i < value_len(from); i++) {
        const struct value *item = value_at(from, i);
        const char *step = text_of(item, "step_label"), *decided = text_of(item, "decision_label");

        add_row(list, day_of(env, item, "at"),
                arena_printf(env->arena, "%s%s%s%s%s", step, str_empty(step) ? "" : ": ",
                             text_of(item, "what_label"), str_empty(decided) ? "" : ", ", decided),
                station_of(env, item), text_of(item, "by"));
    }
}

static void
add_recipients(struct env *env, const struct value *all, struct value *list)
{
    const struct value *from = value_get(all, "recipients");

    (void)env;
    for (size_t i = 0; i < value_len(from); i++) {
        add_row(list, text_of(value_at(from, i), "name"), "", "", "");
    }
}

void
doc_paper_disclosure(struct env *env, const struct value *disclosure, struct value *root)
{
    static const struct {
        const char *name;
        void (*fill)(struct env *env, const struct value *all, struct value *list);
    } lists[] = {
        {"facts", add_facts},         {"needs", add_needs},   {"consents", add_consents},
        {"vouchers", add_vouchers},   {"events", add_events}, {"followups", add_followups},
        {"prints", add_prints},       {"reads", add_reads},   {"traces", add_traces},
        {"recipients", add_recipients},
    };
    struct paper_work work = {.env = env, .arena = env->arena};

    paper_set_printed(&work, root);
    paper_set_texts(&work, root);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        lists[i].fill(env, disclosure, value_set_list(root, lists[i].name));
    }
}
