/*
 * writer.c - numbers, shades and marked contents of a content stream.
 */
#include "writer.h"

#include <math.h>

int64_t
writer_pt(double mm)
{
    return llround(mm * PT_PER_MM * 1000);
}

int64_t
writer_top(const struct writer *w, double mm)
{
    return w->height - writer_pt(mm);
}

/* Append thousandths as a decimal number, and a blank. */
void
writer_number(struct writer *w, int64_t milli)
{
    char digit[32];
    size_t n = sizeof digit;
    uint64_t rest = milli < 0 ? (uint64_t)-milli : (uint64_t)milli;
    uint64_t fraction = rest % 1000;
    rest /= 1000;
    digit[--n] = ' ';
    if (fraction != 0) {
        for (int place = 0; place < 3; place++, fraction /= 10) {
            if (fraction % 10 != 0 || digit[n] != ' ') {
                digit[--n] = (char)('0' + fraction % 10);
            }
        }
        digit[--n] = '.';
    }
    if (rest > 0 || fraction == 0) {
        do {
            digit[--n] = (char)('0' + rest % 10);
        } while ((rest /= 10) > 0);
    }
    if (milli < 0) {
        digit[--n] = '-';
    }
    buf_append(w->out, digit + n, sizeof digit - n);
}

void
writer_point(struct writer *w, int64_t x, int64_t y, const char *operation)
{
    writer_number(w, x);
    writer_number(w, y);
    buf_puts(w->out, operation);
}

void
writer_end_text(struct writer *w)
{
    if (w->in_text) {
        buf_puts(w->out, "ET\n");
    }
    w->in_text = false;
}

void
writer_end(struct writer *w)
{
    writer_end_text(w);
    if (w->marked) {
        buf_puts(w->out, "EMC\n");
    }
    w->marked = false;
}

void
writer_tag(struct writer *w, size_t element, const char *role)
{
    struct tree_tag tag;
    tree_content(w->pdf, w->page, element, &tag);
    buf_printf(w->out, "/%s <</MCID %d", role != NULL ? role : tag.role, (int)tag.mcid);
    if (tag.lang != NULL) {
        buf_printf(w->out, " /Lang (%s)", tag.lang);
    }
}

void
writer_begin(struct writer *w, size_t element)
{
    if (w->marked && w->element == element) {
        return;
    }
    writer_end(w);
    if (element == SHEET_ARTIFACT) {
        buf_puts(w->out, "/Artifact BMC\n");
    } else {
        writer_tag(w, element, NULL);
        buf_puts(w->out, ">> BDC\n");
    }
    w->marked = true;
    w->element = element;
}

void
writer_gray(struct writer *w, int64_t *current, double gray, const char *operation)
{
    const int64_t shade = llround(gray * 1000);
    if (shade == *current) {
        return;
    }
    *current = shade;
    writer_number(w, shade);
    buf_puts(w->out, operation);
}

void
writer_path(struct writer *w, const struct type_step *step, size_t count, int64_t x, int64_t y,
            double scale)
{
    for (size_t i = 0; i < count; i++, step++) {
        for (size_t c = 0; step->kind == TYPE_CURVE && c < 2; c++) {
            writer_point(w, x + llround(step->control_x[c] * scale),
                         y + llround(step->control_y[c] * scale), "");
        }
        if (step->kind == TYPE_CLOSE) {
            buf_puts(w->out, "h\n");
        } else {
            writer_point(w, x + llround(step->x * scale), y + llround(step->y * scale),
                         step->kind == TYPE_MOVE   ? "m\n"
                         : step->kind == TYPE_LINE ? "l\n"
                                                   : "c\n");
        }
    }
}
