/*
 * form_fuzz.c - any bytes as a form: parsed or refused with faults, and what parses
 * lays out or is refused; every mark of a sheet has an element.
 */
#include <stdint.h>
#include <stdlib.h>

#include "arena.h"
#include "buf.h"
#include "form.h"
#include "type.h"
#include "value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void
check_sheet(const struct sheet *sheet)
{
    must(sheet->page_count > 0 && sheet->page_count % 2 == 0);
    for (size_t e = 1; e < sheet->element_count; e++) {
        must(sheet->element[e].parent < e);
    }
    for (size_t p = 0; p < sheet->page_count; p++) {
        for (size_t m = 0; m < sheet->page[p].mark_count; m++) {
            size_t element = sheet->page[p].mark[m].element;
            must(element == SHEET_ARTIFACT || element < sheet->element_count);
        }
    }
}

/* One of the ways the checker fills a form; it goes on where something does not fit. */
static void
try_form(const struct form *form, const struct type *type, size_t index, struct arena *arena)
{
    struct form_misfits misfits = {0};
    struct form_options options = {.lang = "de", .identifier = "fuzz", .misfits = &misfits};
    struct form_trial trial;
    struct err err = {0};
    const struct sheet *sheet;
    form_trial(form, arena, index % form_trial_count(form), &trial);
    if (form_layout(form, type, trial.values, &options, arena, &sheet, &err)) {
        check_sheet(sheet);
    } else {
        must(misfits.count > 0 && err.reason == REASON_PRINT);
    }
}

static void
lay_out(const struct form *form, size_t index, struct arena *arena)
{
    static struct type *type; /* loading the faces takes longer than all the rest */
    struct form_options options = {.lang = "de", .identifier = "fuzz"};
    struct err err = {0};
    const struct sheet *sheet;
    if (type == NULL) {
        must(type_open(&type, &err));
    }
    if (form_layout(form, type, form_example(form, arena), &options, arena, &sheet, &err)) {
        check_sheet(sheet);
    } else {
        must(err.reason == REASON_PRINT && err.field[0] != '\0');
    }
    try_form(form, type, index, arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct err err = {0};
    const struct form *form;
    const struct form_fault *fault;
    size_t fault_count;
    arena_init(&arena);
    if (form_parse(&arena, (const char *)data, size, &form, &fault, &fault_count, &err)) {
        must(err.reason == REASON_NONE && fault_count == 0);
        lay_out(form, size, &arena);
    } else {
        must(err.reason == REASON_TOO_LARGE || (err.reason == REASON_INVALID && fault_count > 0));
        struct buf sentence = {0};
        err_sentence(&err, NULL, &sentence);
        must(sentence.len > 0);
        buf_finish(&sentence);
    }
    arena_finish(&arena);
    return 0;
}
