/*
 * page_case_data.c - the master data of a client: a new case, and what has changed since.
 */
#include <string.h>

#include "arena.h"
#include "case_data.h"
#include "date.h"
#include "office.h"
#include "pages.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* The inputs in the order of the page, by the list of its template that they stand in. */
static const struct input {
    const char *list, *name, *label, *type, *max;
    bool fresh, required;
} inputs[] = {
    {"names", "case_number", N_("Fallnummer"), "text", "40", true, true},
    {"names", "given_name", N_("Vorname"), "text", "200", false, false},
    {"names", "family_name", N_("Nachname"), "text", "200", false, true},
    {"names", "birth_date", N_("Geburtsdatum"), "date", NULL, false, true},
    {"addresses", "phone", N_("Telefon"), "tel", "40", false, false},
    {"addresses", "street", N_("Straße und Hausnummer"), "text", "120", false, false},
    {"addresses", "postcode", N_("Postleitzahl"), "text", "20", false, false},
    {"addresses", "city", N_("Ort"), "text", "120", false, false},
    {"talks", "contact_days", N_("Spätestens alle … Tage ein Gespräch (leer: ohne Erinnerung)"),
     "text", "3", false, false},
};
#define INPUTS (sizeof inputs / sizeof *inputs)

/* What was typed, or else what is stored or supposed. */
static const char *
shown(const struct web_exchange *x, const char *name, const struct value *stored)
{
    return x->fault.reason != REASON_NONE ? office_text(x, name)
                                          : value_string(value_get(stored, name));
}

static void
set_inputs(const struct web_exchange *x, struct value *doc, const struct value *stored,
           bool fresh)
{
    struct value *list = NULL;

    for (size_t i = 0; i < INPUTS; i++) {
        struct value *item;

        if (i == 0 || !str_equal(inputs[i].list, inputs[i - 1].list)) {
            list = value_set_list(doc, inputs[i].list);
        }
        if (inputs[i].fresh && !fresh) {
            continue;
        }
        item = value_add_record(list);
        value_set_text(item, "name", inputs[i].name);
        value_set_text(item, "label", inputs[i].label);
        value_set_text(item, "type", inputs[i].type);
        value_set_text(item, "max", inputs[i].max);
        value_set_bool(item, "required", inputs[i].required);
        value_set_text(item, "text", shown(x, inputs[i].name, stored));
        value_set_text(item, "fault_message", web_fault(x, inputs[i].name));
    }
}

/* What stands in the case is a choice too, though the list no longer has it. */
static void
keep_stored(struct value *list, const char *stored)
{
    for (size_t i = 0; i < value_len(list); i++) {
        if (str_equal(value_string(value_get(value_at(list, i), "value")), stored)) {
            return;
        }
    }
    if (!str_empty(stored)) {
        office_choice(list, stored, stored, stored);
    }
}

static bool
set_selects(struct web_exchange *x, struct value *doc, const struct value *stored,
            struct err *err)
{
    struct value *languages = office_select_of(x, doc, "language", N_("Sprache"), NULL);
    struct value *people = office_select_of(x, doc, "caseworker", N_("Zuständig"), NULL);
    struct value *places = office_select_of(x, doc, "branch", N_("Geschäftsstelle"), N_("keine"));
    const struct value *found, *list;

    if (!case_data_choices(&x->env, &found, err)) {
        return false;
    }
    office_languages(languages, shown(x, "language", stored));
    keep_stored(languages, value_string(value_get(stored, "language")));
    list = value_get(found, "caseworkers");
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);
        const char *team = value_string(value_get(item, "team"));

        office_choice(people, value_string(value_get(item, "name")),
                      arena_printf(x->env.arena, "%s%s%s",
                                   value_string(value_get(item, "shown")),
                                   str_empty(team) ? "" : ", ", team),
                      shown(x, "caseworker", stored));
    }
    keep_stored(people, value_string(value_get(stored, "caseworker")));
    list = value_get(found, "branches");
    for (size_t i = 0; i < value_len(list); i++) {
        office_choice(places, value_string(value_get(value_at(list, i), "key")),
                      value_string(value_get(value_at(list, i), "name")),
                      shown(x, "branch", stored));
    }
    keep_stored(places, value_string(value_get(stored, "branch")));
    return true;
}

/* ---- what somebody else has stored meanwhile ---- */

static void
add_difference(struct value *list, const char *label, const char *stored, const char *typed)
{
    struct value *item;

    if (str_equal(stored, typed)) {
        return;
    }
    item = value_add_record(list);
    value_set_text(item, "label", label);
    value_set_text(item, "stored", stored);
    value_set_text(item, "typed", typed);
}

static void
set_differences(const struct web_exchange *x, struct value *doc, const struct value *stored)
{
    struct value *list = value_set_list(doc, "differences");
    bool stale = x->fault.reason == REASON_CONFLICT && *x->fault.field == '\0';
    char day[DAY_TEXT_MAX];

    for (size_t i = 0; stale && i < INPUTS; i++) {
        bool is_day = str_equal(inputs[i].type, "date");

        if (!inputs[i].fresh) {
            add_difference(list, inputs[i].label, value_string(value_get(stored, inputs[i].name)),
                           is_day ? arena_strdup(x->env.arena,
                                                 day_iso(day, web_day(x, inputs[i].name)))
                                  : office_text(x, inputs[i].name));
        }
    }
    if (stale) {
        office_difference(x, list, "language", N_("Sprache"), stored);
        office_difference(x, list, "caseworker", N_("Zuständig"), stored);
        office_difference(x, list, "branch", N_("Geschäftsstelle"), stored);
        add_difference(list, N_("Sperrvermerk"),
                       value_truth(value_get(stored, "protected")) ? "ja" : "nein",
                       web_field(x, "protected") != NULL ? "ja" : "nein");
    }
    value_set_bool(doc, "has_differences", value_len(list) > 0);
}

static void
show(struct web_exchange *x, const struct value *stored, bool fresh)
{
    struct value *doc = value_record(x->env.arena);
    bool typed = x->fault.reason != REASON_NONE;
    struct err err = {0};

    if (!set_selects(x, doc, stored, &err)) {
        web_fail(x, &err);
        return;
    }
    set_inputs(x, doc, stored, fresh);
    set_differences(x, doc, stored);
    if (fresh) {
        value_set_text(doc, "title", N_("Fall anlegen"));
    } else {
        office_title(x, doc, N_("Angaben zum Fall"), x->segment[0]);
    }
    value_set_bool(doc, "fresh", fresh);
    value_set_text(doc, "number", fresh ? NULL : x->segment[0]);
    value_set_int(doc, "version", value_number(value_get(stored, "version")));
    value_set_bool(doc, "is_protected", typed ? web_field(x, "protected") != NULL
                                              : value_truth(value_get(stored, "protected")));
    value_set_bool(doc, "namesake", str_equal(x->fault.field, "again"));
    web_page(x, HTTP_OK, "case_data", doc);
}

static struct case_data
read_form(const struct web_exchange *x)
{
    const char *language = office_text(x, "language");

    return (struct case_data){
        .number = office_text(x, "case_number"),
        .given_name = office_text(x, "given_name"),
        .family_name = office_text(x, "family_name"),
        .birth_date = web_day(x, "birth_date"),
        .language = str_empty(language) ? "de" : language,
        .caseworker = office_text(x, "caseworker"),
        .branch = office_text(x, "branch"),
        .is_protected = web_field(x, "protected") != NULL,
        .phone = office_text(x, "phone"),
        .street = office_text(x, "street"),
        .postcode = office_text(x, "postcode"),
        .city = office_text(x, "city"),
        .contact_days = office_number(x, "contact_days", 0),
        .again = web_field(x, "again") != NULL,
        .version = office_number(x, "version", 0),
    };
}

/* ---- a new case ---- */

/* What was searched in vain is a number when it has a digit, else a name: "Müller, Ayşe" or
   "Ayşe Müller". */
static void
suppose(const struct web_exchange *x, struct value *stored, const char *query)
{
    struct arena *arena = x->env.arena;
    const char *comma = strchr(query, ','), *blank = strrchr(query, ' ');

    if (strpbrk(query, "0123456789") != NULL) {
        value_set_text(stored, "case_number", query);
    } else if (comma != NULL) {
        value_set_text(stored, "family_name",
                       arena_strndup(arena, query, (size_t)(comma - query)));
        value_set_text(stored, "given_name", comma + 1 + strspn(comma + 1, " "));
    } else if (blank != NULL) {
        value_set_text(stored, "given_name",
                       arena_strndup(arena, query, (size_t)(blank - query)));
        value_set_text(stored, "family_name", blank + 1);
    } else {
        value_set_text(stored, "family_name", query);
    }
}

void
page_case_new(struct web_exchange *x)
{
    struct value *stored = value_record(x->env.arena);

    suppose(x, stored, office_text(x, "q"));
    value_set_text(stored, "language", "de");
    value_set_text(stored, "caseworker", x->env.user.name);
    value_set_text(stored, "branch", x->env.user.branch);
    show(x, stored, true);
}

void
page_case_add(struct web_exchange *x)
{
    struct case_data data = read_form(x);
    const struct value *ignored;

    if (case_data_add(&x->env, &data, &ignored, &x->fault)) {
        office_to_case(x, data.number);
    } else {
        page_case_new(x);
    }
}

/* ---- an old one ---- */

void
page_case_data(struct web_exchange *x)
{
    const struct value *found;
    struct err err = {0};

    if (!case_data_show(&x->env, x->segment[0], &found, &err)) {
        web_fail(x, &err);
        return;
    }
    show(x, value_get(found, "case"), false);
}

void
page_case_data_change(struct web_exchange *x)
{
    struct case_data data = read_form(x);
    const struct value *found;
    struct err err = {0};

    data.number = x->segment[0];
    if (!case_data_change(&x->env, &data, &found, &err)) {
        if (err.reason == REASON_NOT_FOUND) {
            web_fail(x, &err);
            return;
        }
        x->fault = err;
        page_case_data(x);
    } else if (value_truth(value_find(found, "case.visible"))) {
        office_to_case(x, data.number);
    } else {
        web_redirect(x, "/");
    }
}
