/*
 * code_layout.h - the US and the German keyboard, as data.
 *
 * A hand scanner is a keyboard: it sends key positions, and the PC's layout
 * decides which characters they become. When scanner and PC disagree, what
 * arrives can be typed back key by key.
 */
#ifndef CODE_LAYOUT_H
#define CODE_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

enum layout { LAYOUT_US, LAYOUT_GERMAN, LAYOUT__MAX };

/* What a lit Caps Lock does on the PC. */
enum caps {
    CAPS_OFF,
    CAPS_LETTERS,   /* shifts letters: everywhere but on German Windows */
    CAPS_SHIFT_LOCK /* shifts digits and most signs too: German Windows */
};

/* A way in which what the scanner meant became what the PC shows. */
struct mistyping {
    enum layout scanner;
    enum layout pc;
    enum caps caps;
};

/* All ways that change more than the case of letters. */
extern const struct mistyping mistypings[];
extern const size_t mistyping_count;

#define LAYOUT_SIGNS 256 /* no key shows a sign beyond Latin-1 */

/* Where each sign is found on each keyboard: made once, then asked for every character. */
struct layout_index {
    uint8_t place[LAYOUT__MAX][LAYOUT_SIGNS]; /* 0 nowhere */
};
void layout_index(struct layout_index *out);

/* What the scanner meant by the character the PC SHOWS; 0 when no key shows it. */
uint32_t layout_meant(const struct layout_index *index, const struct mistyping *how,
                      uint32_t shows);

#endif
