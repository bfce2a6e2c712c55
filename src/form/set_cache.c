/*
 * Set text once per layout. Backs, labels and feet say the same on every sheet, and
 * shaping letters is most of the cost of a sheet.
 */
#include "layout.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "form.h"
#include "str.h"

struct set_entry {
    struct set_entry *next;
    uint64_t hash;
    const struct type_span *span;
    size_t span_count;
    const char *lang;
    double size_pt, width_mm;
    struct type_text text;
};

struct form_memory {
    struct arena arena;
    struct set_entry *set[SET_BUCKETS];
};

struct form_memory *
form_memory_open(void)
{
    return calloc(1, sizeof(struct form_memory));
}

void
form_memory_close(struct form_memory *memory)
{
    if (memory != NULL) {
        arena_finish(&memory->arena);
        free(memory);
    }
}

void
form_memory_trim(struct form_memory *memory, size_t max)
{
    if (memory->arena.total > max) {
        arena_reset(&memory->arena);
        memset(memory->set, 0, sizeof memory->set);
    }
}

/* FNV-1a, 64 bits. */
static uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ at[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

static uint64_t
hash_of(const struct type_span *span, size_t count, double size_pt, double width_mm)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < count; i++) {
        hash = hash_bytes(hash, span[i].text, strlen(span[i].text));
        hash = hash_bytes(hash, &span[i].bold, sizeof(span[i].bold));
    }
    hash = hash_bytes(hash, &size_pt, sizeof(size_pt));
    return hash_bytes(hash, &width_mm, sizeof(width_mm));
}

static bool
same_spans(const struct type_span *a, const struct type_span *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a[i].bold != b[i].bold || !str_equal(a[i].text, b[i].text)) {
            return false;
        }
    }
    return true;
}

static const struct set_entry *
find(const struct set_entry *entry, const struct set_entry *key)
{
    while (entry != NULL) {
        if (entry->hash == key->hash && entry->span_count == key->span_count
            && entry->size_pt <= key->size_pt && entry->size_pt >= key->size_pt
            && entry->width_mm <= key->width_mm && entry->width_mm >= key->width_mm
            && str_equal(entry->lang, key->lang)
            && same_spans(entry->span, key->span, key->span_count)) {
            break;
        }
        entry = entry->next;
    }
    return entry;
}

/* What outlives the layout must not point into it. */
static void
own(struct arena *arena, struct set_entry *entry)
{
    struct type_span *span = arena_memdup(arena, entry->span, entry->span_count * sizeof(*span));
    for (size_t i = 0; i < entry->span_count; i++) {
        span[i].text = arena_strdup(arena, span[i].text);
    }
    entry->span = span;
    entry->lang = arena_strdup(arena, entry->lang);
}

bool
set_text(struct layout *layout, const struct type_span *span, size_t span_count,
         const char *lang, double size_pt, double width_mm, const char *field,
         struct type_text *out)
{
    struct form_memory *memory = layout->options->memory;
    struct arena *arena = memory == NULL ? layout->arena : &memory->arena;
    struct set_entry key = {.hash = hash_of(span, span_count, size_pt, width_mm),
                            .span = span,
                            .span_count = span_count,
                            .lang = lang,
                            .size_pt = size_pt,
                            .width_mm = width_mm};
    struct set_entry **bucket = &(memory == NULL ? layout->set : memory->set)[key.hash
                                                                            % SET_BUCKETS];
    const struct set_entry *known = find(*bucket, &key);
    if (known != NULL) {
        *out = known->text;
        return true;
    }
    if (memory != NULL) {
        own(arena, &key);
    }
    if (!type_set(layout->type, arena, key.span, span_count, key.lang, size_pt, width_mm, field,
                  &key.text, layout->err)) {
        return false;
    }
    key.next = *bucket;
    *bucket = arena_memdup(arena, &key, sizeof(key));
    *out = key.text;
    return true;
}
