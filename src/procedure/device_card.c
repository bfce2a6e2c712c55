/*
 * device_card.c - the koppelkarte: a code that makes a device out of a telephone, told once.
 */
#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "config.h"
#include "date.h"
#include "device.h"
#include "doc.h"
#include "env.h"
#include "legal.h"
#include "paper.h"
#include "str.h"
#include "value.h"

/* A named site, or where a provider with one place is to be found. */
static const char *
site_text(struct arena *arena, const struct device_card *card)
{
    const struct provider *provider = &card->provider;

    if (!str_empty(card->site)) {
        return card->site;
    }
    return provider->is_protected || str_empty(provider->street)
               ? NULL
               : arena_printf(arena, "%s, %s", provider->street, provider->city);
}

static struct value *
card_values(struct env *env, const struct device_card *card)
{
    struct arena *arena = env->arena;
    const struct config *config = &env->config;
    struct value *root = value_record(arena);
    struct value *office = value_set_record(root, "office");
    struct value *pairing = value_set_record(root, "pairing");
    const struct provider *provider = &card->provider;
    char payload[CODE_PAYLOAD_MAX], grouped[CODE_GROUPED_MAX], moment[MOMENT_TEXT_MAX];
    char day[DAY_TEXT_MAX];

    code_payload(config->public_url, CODE_PAIRING, card->symbols, payload);
    value_set_text(office, "name", config->operator_name);
    value_set_text(office, "phone", str_empty(config->help_phone) ? NULL : config->help_phone);
    value_set_text(pairing, "payload", payload);
    value_set_text(pairing, "code", code_group(grouped, card->symbols));
    value_set_text(pairing, "expires_at",
                   arena_printf(arena, "%s Uhr",
                                moment_german(moment, card->device.pairing_expires_ms)));
    value_set_text(pairing, "role", card->device.role == WHO_LEAD ? "Leitung" : "Empfang");
    value_set_text(pairing, "site", site_text(arena, card));
    value_set_text(pairing, "services",
                   doc_service_types(arena, card->service, card->service_count,
                                     card->device.service_types));
    value_set_text(pairing, "url", arena_printf(arena, "%s/s", config->public_url));
    value_set_text(value_set_record(root, "provider"), "name", provider->name);
    value_set_text(root, "issued_on", day_german(day, clock_today(&env->clock)));
    return root;
}

bool
device_card_print(struct env *env, const struct device_card *card, struct buf *pdf,
                  struct err *err)
{
    struct value *values = card_values(env, card);
    struct paper_job job = {.form = "koppelkarte", .values = values};
    const struct value *wording;
    uint8_t forms_sha256[PAPER_SHA256_BYTES];
    const char *identifier =
        arena_printf(env->arena, "koppelkarte/%lld/%u", (long long)card->device.id,
                     card->device.card);

    if (!legal_texts(env, clock_today(&env->clock), &wording, err)) {
        return false;
    }
    value_set_shared(values, "wording", wording);
    return paper_make(env, &job, 1, identifier, card->device.created_ms, pdf,
                      forms_sha256, err);
}

struct value *
device_card_doc(struct env *env, const struct device_card *card)
{
    struct arena *arena = env->arena;
    struct value *root = value_record(arena);
    struct value *pairing = value_set_record(root, "pairing");
    char grouped[CODE_GROUPED_MAX];

    value_set_text(pairing, "code", code_group(grouped, card->symbols));
    doc_set_moment(pairing, "expires_at", card->device.pairing_expires_ms);
    value_set_text(pairing, "device", arena_printf(arena, "%lld", (long long)card->device.id));
    value_set_text(pairing, "role", who_name(card->device.role));
    value_set_text(pairing, "site", str_empty(card->site) ? NULL : card->site);
    value_set_text(pairing, "types", doc_types(arena, card->device.service_types));
    return root;
}
