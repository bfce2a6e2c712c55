/*
 * peer.c - ask a peer for its figure, tell it what to draw.
 */
#include "peer.h"

#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "buf.h"
#include "json.h"
#include "value.h"

bool
peer_wanted(void)
{
    return getenv("PEERS") != NULL;
}

double
peer_figure(const char *command)
{
    FILE *out = popen(command, "r");
    double figure = -1;

    if (out != NULL) {
        if (fscanf(out, "%lf", &figure) != 1) {
            fprintf(stderr, "%s: no figure\n", command);
            figure = -1;
        }
        pclose(out);
    }
    return figure;
}

static int64_t
thousandths(double number)
{
    return (int64_t)(number * 1000);
}

static void
add_mark(struct value *list, const struct sheet_mark *mark)
{
    static const char *const kind[] = {
        [SHEET_TEXT] = "text", [SHEET_LINE] = "line", [SHEET_BOX] = "box", [SHEET_QR] = "qr"};
    bool bold = mark->run.face == TYPE_BOLD;
    struct value *item;

    if (mark->kind == SHEET_PATH) {
        return;
    }
    item = value_add_record(list);
    value_set_text(item, "kind", kind[mark->kind]);
    value_set_int(item, "x", thousandths(mark->x_mm));
    value_set_int(item, "y", thousandths(mark->y_mm));
    value_set_int(item, "w", thousandths(mark->w_mm));
    value_set_int(item, "h", thousandths(mark->h_mm));
    if (mark->kind == SHEET_TEXT) {
        value_set_text(item, "face", bold ? "Bold" : "Regular");
        value_set_int(item, "size", thousandths(mark->size_pt));
        value_set_text(item, "text", mark->run.text);
    } else if (mark->kind == SHEET_QR) {
        value_set_text(item, "text", mark->payload);
    }
}

bool
peer_sheet(const struct sheet *sheet, const char *path)
{
    struct arena arena = {0};
    struct buf text = {0};
    struct value *root = value_record(&arena), *pages = value_set_list(root, "pages");
    FILE *file = fopen(path, "w");
    bool done;

    value_set_int(root, "w", thousandths(sheet->width_mm));
    value_set_int(root, "h", thousandths(sheet->height_mm));
    for (size_t i = 0; i < sheet->page_count; i++) {
        struct value *marks = value_set_list(value_add_record(pages), "marks");

        for (size_t k = 0; k < sheet->page[i].mark_count; k++) {
            add_mark(marks, &sheet->page[i].mark[k]);
        }
    }
    json_print(root, 0, &text);
    done = file != NULL && fwrite(text.data, 1, text.len, file) == text.len;
    if (file == NULL || fclose(file) != 0 || !done) {
        perror(path);
        done = false;
    }
    buf_finish(&text);
    arena_finish(&arena);
    return done;
}
