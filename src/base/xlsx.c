/*
 * xlsx.c - one sheet, row by row: libxlsxwriter keeps the current row only.
 *
 * Every cell is text, a number or a day. Text is written as text whatever it begins with.
 */
#include "xlsx.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "date.h"

#define TEXT_WIDTH 18
#define DAY_WIDTH 12

struct xlsx {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *day;
    const struct table_style *style;
    lxw_row_t row;
};

static bool
write_header(struct xlsx *xlsx)
{
    lxw_format *bold = workbook_add_format(xlsx->book);
    const struct table_style *style = xlsx->style;

    format_set_bold(bold);
    for (size_t i = 0; i < style->column_count; i++) {
        lxw_col_t c = (lxw_col_t)i;
        double width = style->column[i].kind == TABLE_DAY ? DAY_WIDTH : TEXT_WIDTH;

        if (worksheet_set_column(xlsx->sheet, c, c, width, NULL) != LXW_NO_ERROR ||
            worksheet_write_string(xlsx->sheet, 0, c, style->column[i].title, bold) !=
                LXW_NO_ERROR) {
            return false;
        }
    }
    worksheet_freeze_panes(xlsx->sheet, 1, 0);
    xlsx->row = 1;
    return true;
}

struct xlsx *
xlsx_open(const char *path, const struct table_style *style)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    struct xlsx *xlsx = calloc(1, sizeof *xlsx);

    if (xlsx == NULL || (xlsx->book = workbook_new_opt(path, &options)) == NULL) {
        free(xlsx);
        return NULL;
    }
    xlsx->style = style;
    xlsx->sheet = workbook_add_worksheet(xlsx->book, style->name);
    xlsx->day = workbook_add_format(xlsx->book);
    format_set_num_format(xlsx->day, "dd.mm.yyyy");
    if (xlsx->sheet == NULL || !write_header(xlsx)) {
        (void)xlsx_close(xlsx);
        return NULL;
    }
    return xlsx;
}

static lxw_error
write_day(struct xlsx *xlsx, lxw_col_t column, int32_t day)
{
    lxw_datetime moment = {0};

    day_to_civil(day, &moment.year, &moment.month, &moment.day);
    return worksheet_write_datetime(xlsx->sheet, xlsx->row, column, &moment, xlsx->day);
}

static bool
write_cell(struct xlsx *xlsx, lxw_col_t column, enum table_kind kind, const char *cell)
{
    int32_t day;
    lxw_error error;

    if (kind == TABLE_DAY && day_read(cell, "JJJJ-MM-TT", &day)) {
        error = write_day(xlsx, column, day);
    } else if (kind == TABLE_NUMBER && strlen(cell) <= 15 &&
               strspn(cell, "0123456789") == strlen(cell)) {
        error = worksheet_write_number(xlsx->sheet, xlsx->row, column, strtod(cell, NULL), NULL);
    } else {
        error = worksheet_write_string(xlsx->sheet, xlsx->row, column, cell, NULL);
    }
    return error == LXW_NO_ERROR;
}

bool
xlsx_row(struct xlsx *xlsx, const char *const *cell)
{
    const struct table_style *style = xlsx->style;

    for (size_t i = 0; i < style->column_count; i++) {
        if (*cell[i] != '\0' &&
            !write_cell(xlsx, (lxw_col_t)i, style->column[i].kind, cell[i])) {
            return false;
        }
    }
    xlsx->row++;
    return true;
}

bool
xlsx_close(struct xlsx *xlsx)
{
    bool done = workbook_close(xlsx->book) == LXW_NO_ERROR;

    free(xlsx);
    return done;
}
