/*
 * due_lines.c - fifteen reminders of one case for one reason are one thing to do; what to ask of
 * a referral is another thing than what to ask of a slip.
 */
#include "due_lines.h"

#include "arena.h"
#include "doc.h"
#include "value.h"

static bool
add_station(struct value *stations, struct db *db, struct arena *arena, int64_t id,
            struct err *err)
{
    struct voucher voucher;
    struct slip slip;
    struct value *item;

    if (id == 0) {
        return true;
    }
    if (!store_voucher_get(db, arena, id, &voucher, err) ||
        !store_slip_by_id(db, arena, voucher.slip_id, &slip, err)) {
        return false;
    }
    item = value_add_record(stations);
    value_set_text(item, "slip", slip.number);
    value_set_int(item, "position", voucher.position);
    value_set_text(item, "type", service_type_name(voucher.type));
    return true;
}

/* What somebody ends by hand stays apart: each is a thing of its own. */
static struct value *
stations_of(const struct due_lines *lines, const struct followup_row *row)
{
    for (size_t i = 0; i < lines->count && !followup_can_end(row->reason); i++) {
        const struct due_line *line = &lines->line[i];

        if (line->case_id == row->case_id && line->reason == row->reason &&
            line->referral == row->referral) {
            return lines->line[i].stations;
        }
    }
    return NULL;
}

static struct value *
begin(struct due_lines *lines, struct arena *arena, const struct followup_row *row,
      const char *name)
{
    struct value *item = value_add_record(lines->list);
    bool manual = row->reason == FOLLOWUP_MANUAL;
    struct value *stations;

    doc_set_day(arena, item, "due_on", row->due_on);
    value_set_text(item, "reason", followup_name(row->reason));
    value_set_text(item, "reason_label", followup_label_of(row->reason, row->referral));
    value_set_text(item, "case", row->case_number);
    value_set_text(item, "name", name);
    value_set_text(item, "note", manual ? row->note : NULL);
    value_set_text(item, "followup",
                   followup_can_end(row->reason)
                       ? arena_printf(arena, "%lld", (long long)row->id)
                       : NULL);
    value_set_bool(item, "movable", followup_is_task(row->reason));
    stations = value_set_list(item, "stations");
    lines->line = arena_grow(arena, lines->line, lines->count, lines->count + 1,
                             sizeof *lines->line);
    lines->line[lines->count++] = (struct due_line){row->case_id, row->reason, row->referral,
                                                       stations};
    return stations;
}

bool
due_lines_add(struct due_lines *lines, struct db *db, struct arena *arena,
              const struct followup_row *row, const char *name, struct err *err)
{
    struct value *stations = stations_of(lines, row);

    if (stations == NULL) {
        stations = begin(lines, arena, row, name);
    }
    return add_station(stations, db, arena, row->voucher, err);
}
