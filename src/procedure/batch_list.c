/*
 * batch_list.c - a list of rows becomes one request a case.
 *
 * All rows of a case are the stations of one slip, wherever they stand. Its key says what
 * is asked for - run, case, services and providers - and nothing about the file, so that a
 * list that was corrected, sorted or renamed finds what it has already issued.
 */
#include "batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "str.h"

enum { BATCH_CASE, BATCH_SERVICE, BATCH_PROVIDER, BATCH_APPOINTMENT, BATCH_LANGUAGE };

static const struct csv_column columns[] = {
    [BATCH_CASE] = {"case_number", "fallnummer|kundennummer|aktenzeichen", true},
    [BATCH_SERVICE] = {"service", "leistung|modul|leistungsmodul", true},
    [BATCH_PROVIDER] = {"provider", "leistungserbringer|stelle", false},
    [BATCH_APPOINTMENT] = {"appointment", "termin", false},
    [BATCH_LANGUAGE] = {"language", "sprache", false},
};

#define RUN_HEX 16
#define KEY_HEX 32

struct batch_group {
    size_t first, count; /* into batch_list.row */
};

static void
hash_hex(const struct buf *bytes, size_t digits, char *out)
{
    uint8_t hash[KEY_SHA256_BYTES];

    key_sha256(bytes->data, bytes->len, hash);
    for (size_t i = 0; i < digits / 2; i++) {
        (void)snprintf(out + 2 * i, 3, "%02x", hash[i]);
    }
}

/* Cells hold no line break, so that it parts them. */
static void
add_part(struct buf *out, const char *text)
{
    buf_puts(out, text);
    buf_putc(out, '\n');
}

/* ---- grouping ---- */

static int
compare_rows(const void *a, const void *b, void *arg)
{
    const struct csv_row *row = arg;
    size_t i = *(const size_t *)a, k = *(const size_t *)b;
    int by_case = strcmp(row[i].cell[BATCH_CASE], row[k].cell[BATCH_CASE]);

    return by_case != 0 ? by_case : (i > k) - (i < k);
}

static int
compare_groups(const void *a, const void *b, void *arg)
{
    const size_t *row = arg;
    size_t i = row[((const struct batch_group *)a)->first];
    size_t k = row[((const struct batch_group *)b)->first];

    return (i > k) - (i < k);
}

static void
group_rows(struct arena *arena, struct batch_list *list)
{
    const struct csv_row *row = list->table.row;
    size_t rows = list->table.row_count;

    list->row = arena_array(arena, rows, sizeof *list->row);
    list->group = arena_array(arena, rows, sizeof *list->group);
    for (size_t i = 0; i < rows; i++) {
        list->row[i] = i;
    }
    /* The table is only read; qsort_r takes no const. */
    qsort_r(list->row, rows, sizeof *list->row, compare_rows, (void *)(uintptr_t)row);
    for (size_t i = 0; i < rows; i++) {
        if (i == 0 || !str_equal(row[list->row[i]].cell[BATCH_CASE],
                                 row[list->row[i - 1]].cell[BATCH_CASE])) {
            list->group[list->count++].first = i;
        }
        list->group[list->count - 1].count++;
    }
    qsort_r(list->group, list->count, sizeof *list->group, compare_groups, list->row);
}

bool
batch_list_read(struct arena *arena, const struct slip_batch *request, struct batch_list *out,
                struct err *err)
{
    struct buf name = {0};
    char hex[RUN_HEX + 1];

    if (!csv_read(arena, request->bytes, request->len, columns,
                  sizeof columns / sizeof *columns, &out->table, err)) {
        return false;
    }
    out->count = 0;
    group_rows(arena, out);
    add_part(&name, request->run);
    hash_hex(&name, RUN_HEX, hex);
    buf_finish(&name);
    out->run = arena_printf(arena, "%s:", hex);
    return true;
}

/* ---- one group ---- */

static const struct csv_row *
row_at(const struct batch_list *list, size_t number, size_t index)
{
    const struct batch_group *group = &list->group[number];

    return &list->table.row[list->row[group->first + (index < group->count ? index : 0)]];
}

size_t
batch_list_line(const struct batch_list *list, size_t number, size_t station)
{
    return row_at(list, number, station)->line;
}

size_t
batch_list_sheets(const struct batch_list *list, size_t number)
{
    size_t stations = list->group[number].count;

    return 1 + (stations < SLIP_STATIONS_MAX ? stations : SLIP_STATIONS_MAX);
}

static int
compare_stations(const void *a, const void *b)
{
    const struct slip_station *x = a, *y = b;
    int by_service = strcmp(x->service, y->service);

    return by_service != 0 ? by_service : strcmp(x->provider, y->provider);
}

/* Whatever the order of the rows: the same stations have the same key. */
static const char *
make_key(const struct batch_list *list, const struct slip_request *request, struct arena *arena)
{
    struct slip_station sorted[SLIP_STATIONS_MAX];
    struct buf text = {0};
    char hex[KEY_HEX + 1];
    size_t count = request->station_count;

    count = count < SLIP_STATIONS_MAX ? count : SLIP_STATIONS_MAX;
    memcpy(sorted, request->station, sizeof sorted);
    qsort(sorted, count, sizeof *sorted, compare_stations);
    add_part(&text, request->case_number);
    for (size_t i = 0; i < count; i++) {
        add_part(&text, sorted[i].service);
        add_part(&text, sorted[i].provider);
    }
    hash_hex(&text, KEY_HEX, hex);
    buf_finish(&text);
    return arena_printf(arena, "%s%s", list->run, hex);
}

static bool
read_optional(const struct csv_row *row, struct slip_request *request,
              struct slip_station *station, struct err *err)
{
    const char *language = row->cell[BATCH_LANGUAGE], *moment = row->cell[BATCH_APPOINTMENT];

    if (!str_empty(language)) {
        if (!str_empty(request->language) && !str_equal(request->language, language)) {
            return err_set(err, REASON_INVALID, "language",
                           "Ein Laufzettel hat eine Sprache. In den Zeilen des Falls stehen %1 "
                           "und %2.",
                           request->language, language);
        }
        request->language = language;
    }
    return str_empty(moment) ||
           moment_parse_local(moment, "appointment", &station->appointment_ms, err);
}

bool
batch_list_request(const struct batch_list *list, size_t number, struct arena *arena,
                   struct slip_request *out, size_t *station, struct err *err)
{
    *out = (struct slip_request){.case_number = row_at(list, number, 0)->cell[BATCH_CASE],
                                 .order = ORDER_FREE,
                                 .language = "",
                                 .station_count = list->group[number].count};
    for (size_t i = 0; i < out->station_count && i < SLIP_STATIONS_MAX; i++) {
        const struct csv_row *row = row_at(list, number, i);

        out->station[i] = (struct slip_station){.service = row->cell[BATCH_SERVICE],
                                                .provider = row->cell[BATCH_PROVIDER]};
        *station = i;
        if (!read_optional(row, out, &out->station[i], err)) {
            return false;
        }
    }
    *station = 0;
    out->batch = make_key(list, out, arena);
    return true;
}
