/*
 * slip_need.c - the needs that are agreed on the page of a new slip: one talk, one day, one plan,
 * as many types as were agreed.
 */
#include "slip_need.h"

#include <stdio.h>

#include "arena.h"
#include "clock.h"
#include "doc.h"
#include "level.h"
#include "office.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define PRIORITY_USUAL 2
#define FIRST_ID "need_type" /* where the message of a fault leads */

static bool
is_needed(const struct value *offers, enum service_type type)
{
    for (size_t i = 0; i < value_len(offers); i++) {
        const struct value *offer = value_at(offers, i);

        if (value_truth(value_get(offer, "needed")) &&
            str_equal(value_string(value_get(offer, "type")), service_type_name(type))) {
            return true;
        }
    }
    return false;
}

static bool
is_ticked(const struct web_exchange *x, const char *type)
{
    const char *given;

    for (size_t i = 0; (given = web_field_at(x, "need_type", i)) != NULL; i++) {
        if (str_equal(given, type)) {
            return true;
        }
    }
    return false;
}

static void
add_type(const struct web_exchange *x, struct value *types, enum service_type type)
{
    const char *name = service_type_name(type);
    bool first = value_len(types) == 0;
    struct value *item = value_add_record(types);

    value_set_text(item, "id",
                   first ? FIRST_ID : arena_printf(x->env.arena, FIRST_ID "-%s", name));
    value_set_text(item, "value", name);
    value_set_text(item, "label", service_type_label(type));
    value_set_bool(item, "selected", is_ticked(x, name));
    value_set_bool(item, "focus", first && web_fault(x, "need_type") != NULL);
}

void
slip_need_show(const struct web_exchange *x, struct value *doc, const struct value *offers)
{
    struct value *need = value_set_record(doc, "need"), *given;
    struct value *types = value_set_list(need, "types");
    size_t needed = 0;
    bool wrong = str_starts(x->fault.field, "need_");

    for (enum service_type type = TYPE_A; type < TYPE__MAX; type++) {
        if (is_needed(offers, type)) {
            needed++;
        } else {
            add_type(x, types, type);
        }
    }
    value_set_bool(need, "any", value_len(types) > 0 || wrong);
    value_set_bool(need, "is_first", needed == 0);
    value_set_bool(need, "open", needed == 0 || wrong || web_field(x, "need_type") != NULL);
    value_set_text(need, "type_fault", web_fault(x, "need_type"));
    value_set_text(need, "plan_label", x->env.config.plan_label);
    office_priorities(office_select(x, value_set_record(need, "priority_select"),
                                    "need_priority", N_("Dringlichkeit"), NULL),
                      office_text(x, "need_priority"));
    office_aims(office_select(x, value_set_record(need, "aim_select"), "need_aim",
                              N_("Förderziel"), aim_label(AIM_NONE)),
                office_text(x, "need_aim"));
    given = value_set_record(doc, "given");
    value_set_text(given, "need_plan_ref", office_text(x, "need_plan_ref"));
    if (web_field(x, "need_agreed_on") != NULL) {
        value_set_text(given, "need_agreed_on", office_text(x, "need_agreed_on"));
    } else {
        doc_set_day(x->env.arena, given, "need_agreed_on", clock_today(&x->env.clock));
    }
}

bool
slip_need_read(const struct web_exchange *x, struct need_request *need, size_t *count,
               struct err *err)
{
    const char *type;

    for (*count = 0; *count < TYPE__MAX; ++*count) {
        type = web_field_at(x, "need_type", *count);
        if (type == NULL) {
            break;
        }
        need[*count] = (struct need_request){
            .case_number = x->segment[0],
            .type = type,
            .priority = office_number(x, "need_priority", PRIORITY_USUAL),
            .agreed_on = web_day(x, "need_agreed_on"),
            .plan_ref = office_text(x, "need_plan_ref"),
            .aim = office_text(x, "need_aim"),
        };
    }
    return *count > 0 || web_field(x, "need_plan_ref") == NULL ||
           err_set(err, REASON_INVALID, "need_type", "Zu diesem Plan fehlt die Leistungsart.");
}

bool
slip_need_fault(struct err *err)
{
    static const struct {
        const char *of_need, *here;
    } fields[] = {{"need", "need_type"},
                  {"type", "need_type"},
                  {"priority", "need_priority"},
                  {"agreed_on", "need_agreed_on"},
                  {"plan_ref", "need_plan_ref"},
                  {"aim", "need_aim"}};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (str_equal(err->field, fields[i].of_need)) {
            snprintf(err->field, sizeof err->field, "%s", fields[i].here);
            return true;
        }
    }
    return false;
}
