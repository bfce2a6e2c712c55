/*
 * doc_paper_consent.c - what a consent and its withdrawal say: who, whom, how much.
 */
#include "doc_paper.h"

#include "arena.h"
#include "clock.h"
#include "config.h"
#include "env.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

static bool
set_people(struct paper_work *work, struct value *root, struct err *err)
{
    value_set_text(value_set_record(root, "case"), "number", work->client.number);
    (void)paper_set_client(work, root);
    value_set_text(value_set_record(root, "office"), "name", work->env->config.office_name);
    paper_set_printed(work, root);
    return paper_set_contact(work, root, err);
}

/* The highest level agreed with PROVIDER today, for TYPE or (TYPE_NONE) for any. */
static bool
agreed_level(struct paper_work *work, int64_t provider, enum service_type type, unsigned *level,
             struct err *err)
{
    const struct agreement *agreement;
    int32_t today = clock_today(&work->env->clock);
    size_t count;

    if (!store_agreement_list(work->db, work->arena, provider, &agreement, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct agreement *row = &agreement[i];
        bool valid = row->valid_from <= today &&
                     (row->valid_until == DAY_NONE || today <= row->valid_until);

        if (valid && (type == TYPE_NONE || type == row->type) && row->level > *level) {
            *level = row->level;
        }
    }
    return true;
}

/* Adds PROVIDER with its address, unless that is protected. */
static bool
add_provider(struct paper_work *work, struct value *list, const struct provider *provider,
             enum service_type type, unsigned *level, struct err *err)
{
    struct value *item = value_add_record(list);

    value_set_text(item, "name", provider->name);
    value_set_text(item, "place",
                   provider->is_protected ? NULL
                                          : paper_address(work->arena, provider->street,
                                                          provider->postcode, provider->city));
    return agreed_level(work, provider->id, type, level, err);
}

/* All who offer the voucher's service; a protected one is asked in person. */
static bool
add_choices(struct paper_work *work, struct value *list, unsigned *level, struct err *err)
{
    const struct service *offer;
    struct provider provider;
    size_t count;

    if (!store_service_list(work->db, work->arena, work->voucher->service, 0, &offer, &count,
                            err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!store_provider_by_id(work->db, work->arena, offer[i].provider, &provider, err) ||
            (!provider.is_protected &&
             !add_provider(work, list, &provider, work->voucher->type, level, err))) {
            return false;
        }
    }
    return true;
}

/* Whom the paper is about: the one asked for, the voucher's own, or all to choose from. */
static bool
add_providers(struct paper_work *work, struct value *root, unsigned *level, struct err *err)
{
    struct value *list = value_set_list(root, "providers");
    const struct fold *fold = work->voucher == NULL ? NULL : &work->voucher->fold;
    enum service_type type = work->voucher == NULL ? TYPE_NONE : work->voucher->type;
    int64_t own = fold == NULL                ? 0
                  : fold->bound_provider != 0 ? fold->bound_provider
                                              : fold->named_provider;
    struct provider provider;

    value_set_bool(root, "free_choice", false);
    if (work->provider != NULL) {
        return add_provider(work, list, work->provider, type, level, err);
    }
    if (own != 0) {
        return store_provider_by_id(work->db, work->arena, own, &provider, err) &&
               add_provider(work, list, &provider, type, level, err);
    }
    if (fold == NULL) {
        return err_set(err, REASON_INVALID, "provider",
                       "Eine Einwilligung nennt die Stelle, die melden darf. Bitte die Stelle "
                       "oder den Gutschein angeben.");
    }
    value_set_bool(root, "free_choice", true);
    return add_choices(work, list, level, err);
}

bool
doc_paper_consent(struct paper_work *work, struct value *root, struct err *err)
{
    unsigned level = 0;

    if (!set_people(work, root, err) || !add_providers(work, root, &level, err)) {
        return false;
    }
    if (level == 0) {
        return err_set(err, REASON_INVALID, "provider",
                       "Mit dieser Stelle ist keine Rückmeldung vereinbart. Eine Einwilligung "
                       "ist nicht nötig.");
    }
    value_set_bool(root, "level_1", true);
    value_set_bool(root, "level_2", level >= 2);
    value_set_bool(root, "level_3", level >= 3);
    return true;
}

static bool
is_in_force(const struct paper_work *work, const struct consent *consent)
{
    int32_t today = clock_today(&work->env->clock);

    return consent->state == CONSENT_SIGNED &&
           (consent->valid_until == DAY_NONE || today <= consent->valid_until) &&
           (work->provider == NULL || work->provider->id == consent->provider);
}

/* Is one of the consents before INDEX in force for the same provider? */
static bool
is_repeat(const struct paper_work *work, const struct consent *consent, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (consent[i].provider == consent[index].provider && is_in_force(work, &consent[i])) {
            return true;
        }
    }
    return false;
}

/* Signed consents in force, one line a provider. */
static bool
add_signed(struct paper_work *work, struct value *list, struct err *err)
{
    const struct consent *consent;
    struct provider provider;
    size_t count;

    if (!store_consent_list(work->db, work->arena, work->client.id, &consent, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item;

        if (!is_in_force(work, &consent[i]) || is_repeat(work, consent, i)) {
            continue;
        }
        if (!store_provider_by_id(work->db, work->arena, consent[i].provider, &provider, err)) {
            return false;
        }
        item = value_add_record(list);
        value_set_text(item, "name", provider.name);
        value_set_text(item, "signed_on", paper_day(work->arena, consent[i].signed_on));
    }
    return true;
}

bool
doc_paper_withdrawal(struct paper_work *work, struct value *root, struct err *err)
{
    struct value *list = value_set_list(root, "providers");

    if (!set_people(work, root, err) || !add_signed(work, list, err)) {
        return false;
    }
    value_set_bool(root, "several", value_len(list) > 1);
    return value_len(list) > 0 ||
           err_set(err, REASON_INVALID, "form",
                   "In diesem Fall gilt keine Einwilligung, die man widerrufen könnte.");
}
