/*
 * doc_paper_people.c - who stands on a form: the client, the office's people, what was agreed.
 */
#include "doc_paper.h"

#include <string.h>

#include "arena.h"
#include "clock.h"
#include "config.h"
#include "doc.h"
#include "env.h"
#include "paper_word.h"
#include "store_people.h"
#include "str.h"
#include "value.h"

const char *
paper_day(struct arena *arena, int32_t day)
{
    char text[DAY_TEXT_MAX];

    return day == DAY_NONE ? NULL : arena_strdup(arena, day_german(text, day));
}

void
paper_set_appointment(struct arena *arena, struct value *station, int64_t moment_ms)
{
    struct value *record = value_set_record(station, "appointment");
    char text[MOMENT_TEXT_MAX];
    const char *time;

    if (moment_ms == 0) {
        value_set_text(record, "weekday", NULL);
        value_set_text(record, "day", NULL);
        value_set_text(record, "time", NULL);
        return;
    }
    time = strchr(moment_german(text, moment_ms), ' ') + 1;
    value_set_text(record, "weekday", paper_word_weekday(day_of_moment(moment_ms)));
    value_set_text(record, "day", paper_day(arena, day_of_moment(moment_ms)));
    value_set_text(record, "time", time);
}

const char *
paper_or_none(const char *text)
{
    return str_empty(text) ? NULL : text;
}

static const char *
first_of(const char *a, const char *b)
{
    return str_empty(a) ? b : a;
}

const char *
paper_place(struct arena *arena, const char *postcode, const char *city)
{
    if (str_empty(postcode)) {
        return paper_or_none(city);
    }
    return arena_printf(arena, "%s %s", postcode, city);
}

const char *
paper_address(struct arena *arena, const char *street, const char *postcode, const char *city)
{
    const char *town = paper_place(arena, postcode, city);

    return str_empty(street) ? town : arena_printf(arena, "%s, %s", street, town ? town : "");
}

/* First letters and year of birth, where the office does not print names. */
static const char *
initials(struct arena *arena, const struct case_file *client)
{
    const char *given = client->given_name, *family = client->family_name;
    char a[5] = "", b[5] = "";
    int year, month, day;

    a[str_empty(given) ? 0 : str_put(a, str_next(&given))] = '\0';
    b[str_put(b, str_next(&family))] = '\0';
    day_to_civil(client->birth_date, &year, &month, &day);
    return arena_printf(arena, "%s%s%s., %d", a, *a ? ". " : "", b, year);
}

struct value *
paper_set_client(struct paper_work *work, struct value *root)
{
    const struct case_file *client = &work->client;
    struct value *record = value_set_record(root, "client");
    bool named = str_equal(work->env->config.show_client_name, "yes");
    bool address = named && !client->is_protected && !str_empty(client->street);

    value_set_text(record, "name",
                   named ? doc_client_name(work->arena, client) : initials(work->arena, client));
    value_set_text(record, "birth", named ? paper_day(work->arena, client->birth_date) : NULL);
    value_set_text(record, "street", address ? client->street : NULL);
    value_set_text(record, "place",
                   address ? paper_place(work->arena, client->postcode, client->city) : NULL);
    return record;
}

bool
paper_set_branch(struct paper_work *work, struct value *root, const char **phone, struct err *err)
{
    struct value *record = value_set_record(root, "branch");
    struct branch branch = {.name = "", .street = "", .postcode = "", .city = "", .phone = "",
                            .hours = ""};
    struct err missing = {0};

    if (!str_empty(work->client.branch) &&
        !store_branch_get(work->db, work->arena, work->client.branch, &branch, &missing) &&
        missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    *phone = first_of(branch.phone, work->env->config.help_phone);
    value_set_text(record, "name", paper_or_none(branch.name));
    value_set_text(record, "street", paper_or_none(branch.street));
    value_set_text(record, "place", paper_place(work->arena, branch.postcode, branch.city));
    value_set_text(record, "address",
                   paper_address(work->arena, branch.street, branch.postcode, branch.city));
    value_set_text(record, "phone", paper_or_none(*phone));
    value_set_text(record, "hours", paper_or_none(branch.hours));
    return true;
}

static bool
set_caseworker(struct paper_work *work, struct value *root, const char *branch_phone,
               struct err *err)
{
    struct value *record = value_set_record(root, "caseworker");
    struct user user = {.display_name = "", .phone = ""};
    struct err missing = {0};

    if (!str_empty(work->client.caseworker) &&
        !store_user_get(work->db, work->arena, work->client.caseworker, &user, &missing) &&
        missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    value_set_text(record, "name", first_of(user.display_name, paper_word(PAPER_WORD_CASEWORKER)));
    value_set_text(record, "phone", paper_or_none(first_of(user.phone, branch_phone)));
    return true;
}

bool
paper_set_contact(struct paper_work *work, struct value *root, struct err *err)
{
    const char *branch_phone;

    return paper_set_branch(work, root, &branch_phone, err) &&
           set_caseworker(work, root, branch_phone, err);
}

bool
paper_set_plan(struct paper_work *work, struct value *root, struct err *err)
{
    struct value *record = value_set_record(root, "plan");
    const struct need *need;
    size_t count;
    int32_t agreed_on = DAY_NONE;
    int32_t last = work->slip != NULL ? work->slip->issued_on : clock_today(&work->env->clock);

    if (!store_need_list(work->db, work->arena, work->client.id, &need, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool later = need[i].agreed_on > agreed_on && need[i].agreed_on <= last;

        agreed_on = later ? need[i].agreed_on : agreed_on;
    }
    value_set_text(record, "label", work->env->config.plan_label);
    value_set_text(record, "agreed_on", paper_day(work->arena, agreed_on));
    return true;
}

void
paper_set_texts(struct paper_work *work, struct value *root)
{
    const struct config *config = &work->env->config;
    struct value *record = value_set_record(root, "texts");

    value_set_text(record, "controller", first_of(config->controller, config->office_name));
    value_set_text(record, "data_officer",
                   first_of(config->data_officer, paper_word(PAPER_WORD_DATA_OFFICER)));
    value_set_text(record, "authority",
                   first_of(config->authority, paper_word(PAPER_WORD_AUTHORITY)));
}

void
paper_set_printed(struct paper_work *work, struct value *root)
{
    value_set_text(root, "printed_on", paper_day(work->arena, clock_today(&work->env->clock)));
}
