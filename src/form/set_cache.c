/*
 * Set text once per layout. Backs, labels and feet say the same on every sheet, and
 * shaping letters is most of the cost of a sheet.
 */
#include "layout.h"

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

bool
set_text(struct layout *layout, const struct type_span *span, size_t span_count,
         const char *lang, double size_pt, double width_mm, const char *field,
         struct type_text *out)
{
    uint64_t hash = hash_of(span, span_count, size_pt, width_mm);
    struct set_entry **bucket = &layout->set[hash % SET_BUCKETS];
    for (const struct set_entry *entry = *bucket; entry != NULL; entry = entry->next) {
        if (entry->hash == hash && entry->span_count == span_count
            && entry->size_pt <= size_pt && entry->size_pt >= size_pt
            && entry->width_mm <= width_mm && entry->width_mm >= width_mm
            && str_equal(entry->lang, lang) && same_spans(entry->span, span, span_count)) {
            *out = entry->text;
            return true;
        }
    }
    if (!type_set(layout->type, layout->arena, span, span_count, lang, size_pt, width_mm, field,
                  out, layout->err)) {
        return false;
    }
    struct set_entry *entry = arena_alloc(layout->arena, sizeof(*entry));
    *entry = (struct set_entry){*bucket, hash,    span,     span_count,
                                lang,    size_pt, width_mm, *out};
    *bucket = entry;
    return true;
}
