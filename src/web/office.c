/*
 * office.c - what the office's pages share: titles, choices, ways from page to page.
 */
#include "office.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "catalog.h"
#include "level.h"
#include "rules.h"
#include "server.h"
#include "str.h"
#include "value.h"
#include "web.h"

void
office_title(const struct web_exchange *x, struct value *doc, const char *what, const char *which)
{
    value_set_text(doc, "title",
                   arena_printf(x->env.arena, "%s %s", catalog_text(x->env.catalog, what),
                                which));
}

static struct value *
add_choice(struct value *list, const char *value, const char *label, const char *chosen)
{
    struct value *item = value_add_record(list);

    value_set_text(item, "value", value);
    value_set_text(item, "label", label);
    value_set_text(item, "letter", NULL);
    value_set_text(item, "hint_label", NULL);
    value_set_bool(item, "selected", str_equal(value, chosen));
    return item;
}

void
office_hinted_choice(struct value *list, const char *value, const char *label, const char *hint,
                     const char *chosen)
{
    value_set_text(add_choice(list, value, label, chosen), "hint_label", hint);
}

void
office_choice(struct value *list, const char *value, const char *label, const char *chosen)
{
    (void)add_choice(list, value, label, chosen);
}

void
office_letter_choice(struct value *list, const char *value, const char *label,
                     const char *chosen)
{
    value_set_text(add_choice(list, value, label, chosen), "letter", value);
}

void
office_pdf(struct web_exchange *x, const char *form, const char *number, const struct buf *pdf)
{
    const char *dash = *number == '\0' ? "" : "-";

    web_bytes(x, "application/pdf", arena_printf(x->env.arena, "%s%s%s.pdf", form, dash, number),
              arena_memdup(x->env.arena, pdf->data, pdf->len), pdf->len);
}

void
office_file(struct web_exchange *x, const char *type, const char *file_name,
            const struct buf *bytes)
{
    web_bytes(x, type, file_name, arena_memdup(x->env.arena, bytes->data, bytes->len),
              bytes->len);
}

void
office_difference(const struct web_exchange *x, struct value *list, const char *name,
                  const char *label, const struct value *stored)
{
    const char *typed = office_text(x, name), *now = value_string(value_get(stored, name));
    struct value *item;

    if (str_equal(typed, now)) {
        return;
    }
    item = value_add_record(list);
    value_set_text(item, "label", label);
    value_set_text(item, "stored", now);
    value_set_text(item, "typed", typed);
}

int64_t
office_id(const char *text)
{
    size_t len = text == NULL ? 0 : strlen(text);

    return len > 0 && len < 19 && strspn(text, "0123456789") == len ? strtoll(text, NULL, 10) : 0;
}

struct value *
office_select(const struct web_exchange *x, struct value *record, const char *name,
              const char *label, const char *empty)
{
    value_set_text(record, "name", name);
    value_set_text(record, "label", label);
    value_set_text(record, "empty_label", empty);
    value_set_text(record, "fault_message", web_fault(x, name));
    value_set_bool(record, "focus", false);
    (void)value_set_list(record, "groups");
    return value_set_list(record, "options");
}

struct value *
office_select_of(const struct web_exchange *x, struct value *doc, const char *name,
                 const char *label, const char *empty)
{
    return office_select(x, value_set_record(doc, arena_printf(x->env.arena, "%s_select", name)),
                         name, label, empty);
}

void
office_priorities(struct value *list, const char *chosen)
{
    chosen = *chosen == '\0' ? "2" : chosen;
    office_letter_choice(list, "1", N_("sofort"), chosen);
    office_letter_choice(list, "2", N_("bald"), chosen);
    office_letter_choice(list, "3", N_("später"), chosen);
}

/* When it is the right one. */
static const char *
cause_hint(enum cause cause)
{
    static const char *const hints[CAUSE__MAX] = {
        [CAUSE_CLIENT_REQUEST] = N_("Die Leistung ist nicht oder nicht mehr gewünscht."),
        [CAUSE_PLAN_CHANGED] = N_("Im Kooperationsplan steht jetzt etwas anderes."),
        [CAUSE_ISSUED_IN_ERROR] = N_("Falsche Leistung, falsche Stelle oder doppelt ausgestellt."),
        [CAUSE_ENTITLEMENT_ENDED] = N_("Es gibt keinen Anspruch auf die Leistung mehr."),
        [CAUSE_WRONG_PERSON] = N_("Der Eintrag gehört zu jemand anderem."),
        [CAUSE_WRONG_STEP] = N_("Es war ein anderer Schritt, etwa Beginn statt Aufnahme."),
        [CAUSE_WRONG_DATE] = N_("Der Schritt stimmt, der Tag nicht."),
        [CAUSE_DUPLICATE] = N_("Dasselbe steht schon da."),
        [CAUSE_OTHER] = N_("Keiner davon; mehr wird nicht festgehalten."),
    };

    return hints[cause];
}

void
office_aims(struct value *list, const char *chosen)
{
    for (enum aim aim = AIM_NONE + 1; aim < AIM__MAX; aim++) {
        office_choice(list, aim_name(aim), aim_label(aim), chosen);
    }
}

void
office_languages(struct value *list, const char *chosen)
{
    static const struct {
        const char *name, *label;
    } languages[] = {
        {"de", N_("Deutsch")},    {"de-simple", N_("Deutsch, dazu Einfache Sprache")},
        {"en", N_("Englisch")},   {"tr", N_("Türkisch")},
        {"uk", N_("Ukrainisch")}, {"ru", N_("Russisch")},
        {"ar", N_("Arabisch")},
    };

    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        office_choice(list, languages[i].name, languages[i].label, chosen);
    }
}

void
office_causes(struct value *list, int step, const char *chosen)
{
    const struct rule *rule;
    unsigned causes = 0;
    size_t count;

    rule = rules_table(&count);
    for (size_t i = 0; i < count; i++) {
        if ((int)rule[i].step == step && (rule[i].who & BIT(WHO_OFFICE))) {
            causes |= rule[i].causes;
        }
    }
    for (enum cause cause = CAUSE_NONE + 1; cause < CAUSE__MAX; cause++) {
        if (causes & BIT(cause)) {
            office_hinted_choice(list, cause_name(cause), cause_label(cause), cause_hint(cause),
                                 chosen);
        }
    }
}

const char *
office_text(const struct web_exchange *x, const char *field)
{
    const char *text = web_field(x, field);

    return text == NULL ? "" : text;
}

int64_t
office_number(const struct web_exchange *x, const char *field, int64_t standard)
{
    const char *text = web_field(x, field);

    return text == NULL ? standard : strtoll(text, NULL, 10);
}

const char *
office_parent(const struct web_exchange *x)
{
    const char *path = x->request->path;

    return arena_strndup(x->env.arena, path, (size_t)(strrchr(path, '/') - path));
}

void
office_to_case(struct web_exchange *x, const char *number)
{
    struct value *doc = value_record(x->env.arena);

    value_set_text(doc, "case", number);
    doc = face_of(x->env.arena, doc, NULL);
    web_redirect(x, arena_printf(x->env.arena, "/fall/%s",
                                 value_string(value_get(doc, "case_path"))));
}
