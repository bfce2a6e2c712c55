/*
 * denied.c - "not allowed" as whoever is here reads it: the cure of a visitor is to log in, and
 * never that of somebody who is logged in already.
 */
#include "catalog.h"
#include "server.h"

struct words {
    const char *sentence, *action; /* German */
};

static const struct words visitor = {
    N_("Dafür ist eine Anmeldung nötig."),
    N_("Bitte anmelden und dann noch einmal versuchen."),
};
static const struct words stranger = {
    N_("Der Schlüssel fehlt, gilt nicht mehr oder ist für etwas anderes."),
    N_("Bitte das Gerät neu koppeln oder die Auskunft anrufen."),
};
static const struct words program = {
    N_("Der Schlüssel fehlt, gilt nicht mehr oder ist für etwas anderes."),
    N_("Bitte die Technik um einen Schlüssel für dieses Programm bitten."),
};
static const struct words user = {
    N_("Dafür fehlt Ihnen die Berechtigung."),
    N_("Wenn Sie das für Ihre Arbeit brauchen: Bitte fragen, wer bei Ihnen die Rollen vergibt."),
};
static const struct words device = {
    N_("Dafür fehlt diesem Gerät die Berechtigung."),
    N_("Bitte die Auskunft anrufen."),
};

static const struct words *
words_for(const struct web_exchange *x)
{
    if (x->session.id != 0) {
        return &user;
    }
    if (x->device.id != 0) {
        return &device;
    }
    if (x->route == NULL || (x->route->flags & (WEB_API | WEB_SCRIPT)) == 0) {
        return &visitor;
    }
    return x->route->who & WEB_PROGRAM ? &program : &stranger;
}

const char *
denied_sentence(const struct web_exchange *x)
{
    return catalog_text(x->env.catalog, words_for(x)->sentence);
}

const char *
denied_action(const struct web_exchange *x)
{
    return catalog_text(x->env.catalog, words_for(x)->action);
}
