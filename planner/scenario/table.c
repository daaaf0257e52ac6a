/* table.c - a column of a CSV file: a header row, a column `period`, and a row for each period, in order. */
#include "planner/base/io.h"
#include "planner/scenario/internal.h"

#include <csv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 64 * 1024 * 1024 };

enum { MOST_ERRORS = 50 };

struct cells {
	struct reader *r;
	const char *file, *text;
	const char *wanted;              /* column */
	int column;                      /* of the next cell, from 0 */
	int rows;                        /* after the header */
	int period_column, value_column; /* -1: not seen */
	int header_cells;                /* -1: still in the header */
	int errors;
	double *values;
};

/* Where a cell stands: libcsv does not say. Row 0 is the header; empty lines are no rows. */
static void locate(const char *text, int row, int cell, int *line, int *column)
{
	bool quoted = false, blank = true;
	int at_row = 0, at_cell = 0, first_line = 1, first_column = 1;

	*line = *column = 1;
	for (; *text; text++) {
		if (at_row == row && at_cell == cell && !(blank && strchr(" \t\r\n", *text)))
			break; /* on the cell's first character */
		blank &= strchr(" \t\r\n", *text) != NULL;
		quoted ^= *text == '"';
		at_cell += *text == ',' && !quoted;
		if (*text == '\n') {
			++*line;
			*column = 1;
			if (!quoted && !blank) {
				if (at_row == row)
					break; /* it has no such cell */
				at_row++;
			}
			if (!quoted) {
				at_cell = 0;
				blank = true;
			}
		} else if (((unsigned char)text[1] & 0xc0) != 0x80) {
			++*column;
		}
		if (at_row == row && !blank) {
			first_line = *line;
			first_column = *column;
		}
	}
	if (at_row != row || at_cell != cell) { /* past the row's end */
		*line = first_line;
		*column = first_column;
	}
}

static void cell_error(struct cells *cells, int cell, const char *message, const char *got, const char *expected)
{
	struct str text = STR_INIT;
	int line, column;

	if (cells->errors++ >= MOST_ERRORS)
		return;
	str_add(&text, message);
	if (got)
		str_addf(&text, " (got \"%s\"", got);
	if (expected)
		str_addf(&text, "%sexpected %s", got ? ", " : " (", expected);
	if (got || expected)
		str_add_char(&text, ')');
	locate(cells->text, cells->header_cells < 0 ? 0 : cells->rows + 1, cell, &line, &column);
	finding_at_place(cells->r->findings, cells->file, line, column, "", "%s", text.text);
	str_dispose(&text);
}

static void header_cell(struct cells *cells, const char *text)
{
	if (!strcmp(text, "period")) {
		if (cells->period_column >= 0)
			cell_error(cells, cells->column, "the header names a column twice", text, NULL);
		cells->period_column = cells->column;
	}
	if (!strcmp(text, cells->wanted)) {
		if (cells->value_column >= 0)
			cell_error(cells, cells->column, "the header names a column twice", text, NULL);
		cells->value_column = cells->column;
	}
}

static void period_cell(struct cells *cells, const char *text)
{
	const struct scenario *sc = cells->r->sc;
	int t;

	if (cells->rows >= sc->n_periods) {
		if (cells->rows == sc->n_periods)
			cell_error(cells, cells->column, "the table has more rows than the horizon has periods", text,
			           "no more rows");
		return;
	}
	if (!strcmp(text, sc->periods[cells->rows].label))
		return;
	for (t = 0; t < cells->rows; t++) {
		if (!strcmp(text, sc->periods[t].label)) {
			cell_error(cells, cells->column, "a period comes twice or out of order", text,
			           sc->periods[cells->rows].label);
			return;
		}
	}
	cell_error(cells, cells->column, "not the period of this row", text, sc->periods[cells->rows].label);
}

static void value_cell(struct cells *cells, const char *text)
{
	const char *digits = text + (*text == '-');
	char *end;
	double value = strtod(text, &end);

	if (cells->rows >= cells->r->sc->n_periods)
		return;
	if (*digits < '0' || *digits > '9' || strpbrk(text, "xX") || *end || !isfinite(value))
		cell_error(cells, cells->column, "not a number", text, "a number with a decimal point");
	else
		cells->values[cells->rows] = value;
}

static void on_cell(void *bytes, size_t length, void *data)
{
	struct cells *cells = data;
	const char *text = bytes;

	if (strlen(text) != length)
		cell_error(cells, cells->column, "the cell holds a NUL byte", NULL, NULL);
	else if (cells->header_cells < 0)
		header_cell(cells, text);
	else if (cells->column == cells->period_column)
		period_cell(cells, text);
	else if (cells->column == cells->value_column)
		value_cell(cells, text);
	cells->column++;
}

static void on_row(int terminator, void *data)
{
	struct cells *cells = data;
	int n = cells->column;

	(void)terminator;
	if (cells->header_cells < 0) {
		if (cells->period_column < 0)
			cell_error(cells, 0, "the header has no column \"period\"", NULL, NULL);
		if (cells->value_column < 0)
			cell_error(cells, 0, "the header lacks a column", NULL, cells->wanted);
		cells->header_cells = n;
	} else {
		if (n != cells->header_cells)
			cell_error(cells, n < cells->header_cells ? n - 1 : cells->header_cells,
			           n < cells->header_cells ? "the row has fewer cells than the header"
			                                   : "the row has more cells than the header",
			           NULL, NULL);
		cells->rows++;
	}
	cells->column = 0;
}

static void parse(struct cells *cells, size_t length)
{
	struct csv_parser parser;
	const char *text = cells->text;
	bool good;

	if (length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		cell_error(cells, 0, "the file starts with a byte order mark: save it without BOM", NULL, NULL);
		return;
	}
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		return;
	good = csv_parse(&parser, text, length, on_cell, on_row, cells) == length;
	good = good && csv_fini(&parser, on_cell, on_row, cells) == 0;
	if (!good)
		cell_error(cells, cells->column, "a quoted cell does not end where it should", NULL, NULL);
	else if (cells->header_cells < 0)
		cell_error(cells, 0, "the table is empty", NULL, "a header row");
	csv_free(&parser);
}

double *table_column(struct reader *r, const struct node *node, const char *file, const char *column)
{
	struct cells cells = { .r = r, .wanted = column, .period_column = -1, .value_column = -1, .header_cells = -1 };
	struct error err = ERROR_INIT;
	const char *name, *shown;
	char *real, *text;
	size_t length;

	if (r->sc->n_periods == 0)
		return NULL;
	real = reader_real_path(r, node, file, &name, &shown);
	if (!real)
		return NULL;
	if (io_read_file(real, MOST_BYTES, &text, &length, &err) != 0) {
		finding_at_node(r->findings, node, AT_VALUE, false, "%s: %s", shown, err.what);
		return NULL;
	}
	reader_add_file(r, shown, real, text, length);
	cells.file = shown;
	cells.text = text;
	cells.values = arena_alloc(r->scratch, r->sc->n_periods, sizeof *cells.values);
	parse(&cells, length);
	if (!cells.errors && cells.rows != r->sc->n_periods) {
		struct str counts = STR_INIT;

		str_addf(&counts, "the table has %d rows, the horizon %d periods", cells.rows, r->sc->n_periods);
		cells.rows -= cells.rows > 0; /* stand at the last row */
		cell_error(&cells, 0, counts.text, NULL, NULL);
		str_dispose(&counts);
	}
	memory_free(text);
	return cells.errors ? NULL : cells.values;
}
