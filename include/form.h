/*
 * form.h - a form file and its texts -> a checked form; values in, sheet out.
 *
 * A form is one XML file of semantic elements in millimetres, with {{values}},
 * conditions and repeats. Its German texts are the keys of translations.
 * Pure: the same form, values and texts give the same sheet.
 * Hides: expat.
 */
#ifndef FORM_H
#define FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "sheet.h"

#define FORM_BYTES_MAX ((size_t)256 << 10)

struct arena;
struct buf;
struct catalog;
struct type;
struct value;
struct form_memory; /* texts set before */
struct form; /* parsed and checked; read-only, may be shared */

/* One fault of a form file, for `laufzettel form check`. */
struct form_fault {
    size_t line;
    const char *element; /* "" at top level */
    struct err err;      /* sentence names fault and cure */
};

/*
 * Parse and check a form file of at most FORM_BYTES_MAX bytes.
 * Errors   TOO_LARGE, INVALID (the first fault, with line, element and cure)
 * FAULTS   when not NULL, all faults found (at most 50), also on failure
 */
MUST_CHECK bool form_parse(struct arena *arena, const char *xml, size_t len,
                           const struct form **out, const struct form_fault **faults,
                           size_t *fault_count, struct err *err);

const char *form_name(const struct form *form);
const char *form_number(const struct form *form);  /* "LZ-02" */
const char *form_version(const struct form *form); /* "1" */
const char *form_title(const struct form *form);
int32_t form_valid_from(const struct form *form);  /* day */

/* The reference of the form language, from the table the checker uses, as Markdown. */
void form_reference(struct buf *out);

/* Texts of the form in file order: the keys a translation must have. */
size_t form_text_count(const struct form *form);
const char *form_text(const struct form *form, size_t index);

/* Where the file of a translation says who checked it, and when ("2026-05-04"). */
#define TRANSLATION_CHECKED_BY "X-Checked-By"
#define TRANSLATION_CHECKED_ON "X-Checked-On"

/* Has TRANSLATION the values, bold stretches and line breaks of GERMAN, in any order? */
bool form_marks_match(const char *german, const char *translation);

/* The notes under sheets in two languages, keys as well; NULL after the last. */
const char *form_note(size_t index);

/*
 * Ways to fill the form that a print may meet: its examples, absent values, flags
 * both ways, short and long lists, each free text at its longest, each QR code at its
 * longest. The first are the examples.
 */
struct form_trial {
    const char *what; /* German: completes "mit ..." */
    bool stretched;   /* a text or a list at its longest */
    bool codes;       /* QR codes say something new */
    const struct value *values;
};
#define FORM_TRIALS_PLAIN ((size_t)6) /* the first so many stretch nothing */
size_t form_trial_count(const struct form *form);
void form_trial(const struct form *form, struct arena *arena, size_t index,
                struct form_trial *out);

/* Letters of the form's own texts that no face has; at most as many faults as form_parse. */
void form_letters(const struct form *form, const struct type *type, struct arena *arena,
                  const struct form_fault **faults, size_t *fault_count);

/*
 * The values the form may show, a list of {name, kind, kind_label, item, optional, example,
 * help}; kind is text, flag, list, or edge (text that only header and footer know); item names
 * an entry of a list.
 */
const struct value *form_values(const struct form *form, struct arena *arena);

/* The example values the form declares, as a record to lay it out with. */
const struct value *form_example(const struct form *form, struct arena *arena);

/* A place of the form file. */
struct form_place {
    size_t line;
    const char *element;
};

/*
 * What did not fit, for a checker: with these a layout goes on after text, a box or a page
 * that is too small. The last one is why a layout failed.
 */
#define FORM_MISFITS_MAX ((size_t)16)
struct form_misfits {
    size_t turns; /* the work it took: repeats and lines, in every size tried */
    size_t count;
    struct {
        struct form_place place; /* line 0: nothing was laid out */
        struct err err;
    } row[FORM_MISFITS_MAX];
};

struct form_options {
    /* The client's language beside the German; NULL: German only. A text without entry
       stands alone; so does one whose entry says the same, but not in a column of its own.
       Header fields X-Checked-By and X-Checked-On tell who checked the translation;
       without both it is called a draft. */
    const struct catalog *texts;
    const char *lang;            /* its BCP 47 tag; "de" when texts is NULL */
    const char *identifier;      /* becomes sheet.identifier */
    int64_t created_ms;          /* becomes sheet.created_ms */
    struct form_misfits *misfits; /* NULL: the first thing that does not fit ends the layout */
    struct form_memory *memory;  /* shared by many layouts; NULL: of this one alone */
};

/*
 * What many layouts with the same struct type have in common: labels and backs are set
 * once and not once a sheet. One per thread. Sheets laid out with it borrow from it.
 */
struct form_memory *form_memory_open(void);
void form_memory_close(struct form_memory *memory);
/* Start anew when it has grown beyond MAX bytes; no sheet that borrowed may be in use. */
void form_memory_trim(struct form_memory *memory, size_t max);

/*
 * Lay FORM out with VALUES (a record). Sheets begin on odd pages. The result borrows
 * from FORM, VALUES and OPTIONS.
 *
 * Errors  PRINT    text that does not fit at its smallest size, a letter no font has,
 *                  a value of the wrong kind or absent: field names the value
 */
MUST_CHECK bool form_layout(const struct form *form, const struct type *type,
                            const struct value *values, const struct form_options *options,
                            struct arena *arena, const struct sheet **out, struct err *err);

#endif
