/*
 * profile_names.h - private to procedures: which sections a profile may have, and what in them.
 */
#ifndef PROFILE_NAMES_H
#define PROFILE_NAMES_H

#include <stdbool.h>

/* Is there a section of this name? */
bool profile_section_known(const char *section);
/* May NAME stand in it? */
bool profile_name_known(const char *section, const char *name);

#endif
