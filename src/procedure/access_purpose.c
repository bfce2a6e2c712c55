/*
 * access_purpose.c - what a logged read or change of a case was for.
 */
#include "access.h"
#include "case.h"
#include "store_case.h"
#include "str.h"

static const char *const labels[][2] = {
    {ACCESS_SHOW, N_("angesehen")},
    {ACCESS_CHANGE, N_("bearbeitet")},
    {ACCESS_REFUSED, N_("Zugriff abgelehnt")},
    {"deputy_show", N_("in Vertretung angesehen")},
    {"deputy_change", N_("in Vertretung bearbeitet")},
    {"handover", N_("Fall übergeben")},
    {"restrict", N_("Verarbeitung eingeschränkt")},
    {"unrestrict", N_("Einschränkung aufgehoben")},
    {"case_add", N_("Fall angelegt")},
    {"case_change", N_("Angaben geändert")},
    {"need_change", N_("Bedarf geändert")},
    {"dispute", N_("Eintrag als bestritten vermerkt")},
    {"undispute", N_("Vermerk „bestritten“ aufgehoben")},
    {"disclose", N_("Auskunft erteilt")},
};

const char *
access_purpose_label(const char *purpose)
{
    size_t count;
    const struct case_reason *reason = case_reasons(&count);

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (str_equal(purpose, labels[i][0])) {
            return labels[i][1];
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (str_equal(purpose, reason[i].purpose)) {
            return reason[i].label;
        }
    }
    return purpose;
}
