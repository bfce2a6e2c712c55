/*
 * level.c - what an agreement and a signature let a provider report.
 */
#include "level.h"

#include <string.h>

/* clang-format off */
static const char *const type_names[TYPE__MAX]  = { "none", "A", "B", "C", "D" };
static const char *const type_labels[TYPE__MAX] = {
    [TYPE_NONE] = "ohne Angabe",
    [TYPE_A]    = "Kinderbetreuung und häusliche Pflege",
    [TYPE_B]    = "Schuldnerberatung",
    [TYPE_C]    = "Psychosoziale Betreuung",
    [TYPE_D]    = "Suchtberatung",
};
static const char *const basis_names[BASIS__MAX]     = { "none", "law", "consent" };
static const char *const consent_names[CONSENT__MAX] = { "none", "offered", "signed", "withdrawn",
                                                         "expired" };
/* clang-format on */

/* The index of NAME among NAMES, or 0, which means none. */
static unsigned
find_name(const char *const *names, unsigned max, const char *name)
{
    for (unsigned i = 1; name && i < max; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return 0;
}

const char *
service_type_name(enum service_type type)
{
    return type_names[type < TYPE__MAX ? type : TYPE_NONE];
}

const char *
service_type_label(enum service_type type)
{
    return type_labels[type < TYPE__MAX ? type : TYPE_NONE];
}

enum service_type
service_type_from_name(const char *name)
{
    return (enum service_type)find_name(type_names, TYPE__MAX, name);
}

const char *
basis_name(enum basis basis)
{
    return basis_names[basis < BASIS__MAX ? basis : BASIS_NONE];
}

enum basis
basis_from_name(const char *name)
{
    return (enum basis)find_name(basis_names, BASIS__MAX, name);
}

const char *
consent_state_name(enum consent_state state)
{
    return consent_names[state < CONSENT__MAX ? state : CONSENT_NONE];
}

static unsigned
lower(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* What the agreement alone allows. */
static unsigned
agreed_level(const struct level_facts *facts)
{
    if (!facts->agreement_valid || facts->basis == BASIS_NONE) {
        return 0;
    }
    return lower(facts->agreement_level, LEVEL_MAX);
}

unsigned
level_effective(const struct level_facts *facts)
{
    unsigned agreed = agreed_level(facts);
    if (facts->basis == BASIS_LAW) {
        return agreed;
    }
    return facts->consent_signed ? lower(agreed, facts->consent_level) : 0;
}

enum reason
level_refusal(const struct level_facts *facts, unsigned needed)
{
    bool signature_helps = facts->basis == BASIS_CONSENT && agreed_level(facts) >= needed;
    return signature_helps ? REASON_CONSENT_MISSING : REASON_LEVEL_TOO_LOW;
}

bool
service_type_sensitive(enum service_type type)
{
    return type == TYPE_C || type == TYPE_D;
}

enum basis
level_default_basis(enum service_type type, bool public_body)
{
    return public_body || type == TYPE_A ? BASIS_LAW : BASIS_CONSENT;
}

unsigned
level_default(enum service_type type)
{
    switch (type) {
    case TYPE_A:
    case TYPE_B:
        return 2;
    case TYPE_C:
    case TYPE_D:
        return 1;
    default:
        return 0;
    }
}
