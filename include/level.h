/*
 * level.h - the reporting level: what a provider may report at all.
 *
 * 0 stub only; 1 accept, start, end; 2 also appointments; 3 also a coded
 * recommendation. Pure.
 */
#ifndef LEVEL_H
#define LEVEL_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

#define LEVEL_MAX 3

/* Service types of § 16a SGB II. */
enum service_type { TYPE_NONE, TYPE_A, TYPE_B, TYPE_C, TYPE_D, TYPE__MAX };
const char *service_type_name(enum service_type type);   /* "A" */
const char *service_type_label(enum service_type type);  /* "Schuldnerberatung" ... */
/* Counselling for addiction or in distress: more guarded on paper, on pages and in the record. */
bool service_type_sensitive(enum service_type type);
enum service_type service_type_from_name(const char *name);

/* What a need is to bring. */
enum aim {
    AIM_NONE, /* not settled yet */
    AIM_TAKE_UP_WORK,
    AIM_KEEP_WORK,
    AIM_EMPLOYABILITY,
    AIM_PARTICIPATION,
    AIM_STABILISE,
    AIM_SECURE_CARE,
    AIM__MAX
};
const char *aim_name(enum aim aim);  /* "keep_work"; "" for none */
const char *aim_label(enum aim aim); /* German */
enum aim aim_from_name(const char *name); /* AIM__MAX for strangers */

enum basis { BASIS_NONE, BASIS_LAW, BASIS_CONSENT, BASIS__MAX };
const char *basis_name(enum basis basis);
enum basis basis_from_name(const char *name);

enum consent_state {
    CONSENT_NONE,
    CONSENT_OFFERED,
    CONSENT_SIGNED,
    CONSENT_WITHDRAWN,
    CONSENT_EXPIRED,
    CONSENT__MAX
};
const char *consent_state_name(enum consent_state state);

/* What stands in the files for one provider, service type and client on one day. */
struct level_facts {
    bool agreement_valid;      /* an agreement covers the day */
    enum basis basis;
    unsigned agreement_level;
    bool consent_signed;       /* signed, not withdrawn, not expired on the day */
    unsigned consent_level;
};

/* The effective level, 0..LEVEL_MAX. */
unsigned level_effective(const struct level_facts *facts);
/* CONSENT_MISSING when a signature would raise the level to NEEDED, else LEVEL_TOO_LOW. */
enum reason level_refusal(const struct level_facts *facts, unsigned needed);

/* Defaults of an agreement without its own words. PUBLIC_BODY: the provider is one. */
enum basis level_default_basis(enum service_type type, bool public_body);
unsigned level_default(enum service_type type);

#endif
