/* table.c - a column of a CSV file: a header row, a column `period`, and a row for each period, in order. */
#include "planner/base/io.h"
#include "planner/scenario/internal.h"

#include <csv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 64 * 1024 * 1024 };

struct cells {
	struct reader *r;
	const char *file;
	const char *wanted;  /* column */
	int line;            /* of the row being read, by rows; a quoted line break would shift it */
	int column;
	int rows;            /* after the header */
	int period_column, value_column; /* -1: not seen */
	int header_cells;
	bool any_cell, bad;
	double *values;
};

static void cell_error(struct cells *cells, const char *format, const char *got, const char *expected)
{
	struct str message = STR_INIT;

	str_add(&message, format);
	if (got)
		str_addf(&message, " (got \"%s\"", got);
	if (expected)
		str_addf(&message, "%sexpected %s", got ? ", " : " (", expected);
	if (got || expected)
		str_add_char(&message, ')');
	finding_at_place(cells->r->findings, cells->file, cells->line, cells->column + 1, "", "%s", message.text);
	str_dispose(&message);
	cells->bad = true;
}

static void header_cell(struct cells *cells, const char *text)
{
	if (!strcmp(text, "period")) {
		if (cells->period_column >= 0)
			cell_error(cells, "the header names a column twice", text, NULL);
		cells->period_column = cells->column;
	}
	if (!strcmp(text, cells->wanted)) {
		if (cells->value_column >= 0)
			cell_error(cells, "the header names a column twice", text, NULL);
		cells->value_column = cells->column;
	}
}

static void period_cell(struct cells *cells, const char *text)
{
	const struct scenario *sc = cells->r->sc;
	int t;

	if (cells->rows >= sc->n_periods) {
		if (cells->rows == sc->n_periods)
			cell_error(cells, "the table has more rows than the horizon has periods", text, "no more rows");
		return;
	}
	if (!strcmp(text, sc->periods[cells->rows].label))
		return;
	for (t = 0; t < cells->rows; t++) {
		if (!strcmp(text, sc->periods[t].label)) {
			cell_error(cells, "a period comes twice or out of order", text, sc->periods[cells->rows].label);
			return;
		}
	}
	cell_error(cells, "not the period of this row", text, sc->periods[cells->rows].label);
}

static void value_cell(struct cells *cells, const char *text)
{
	const char *digits = text + (*text == '-');
	char *end;
	double value = strtod(text, &end);

	if (cells->rows >= cells->r->sc->n_periods)
		return;
	if (*digits < '0' || *digits > '9' || strpbrk(text, "xX") || *end || !isfinite(value))
		cell_error(cells, "not a number", text, "a number with a decimal point");
	else
		cells->values[cells->rows] = value;
}

static void on_cell(void *bytes, size_t length, void *data)
{
	struct cells *cells = data;
	const char *text = bytes;

	cells->any_cell |= length > 0;
	if (strlen(text) != length) {
		cell_error(cells, "a NUL byte in a cell", NULL, NULL);
		return;
	}
	if (cells->header_cells < 0)
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
	cells->column = 0;
	if (cells->header_cells < 0) {
		cells->header_cells = n;
		if (cells->period_column < 0)
			cell_error(cells, "the header has no column \"period\"", NULL, NULL);
		if (cells->value_column < 0)
			cell_error(cells, "the header lacks a column", NULL, cells->wanted);
	} else {
		if (n != cells->header_cells)
			cell_error(cells, n < cells->header_cells ? "the row has fewer cells than the header"
			                                          : "the row has more cells than the header", NULL, NULL);
		cells->rows++;
	}
	cells->line++;
}

/* libcsv skips empty lines without a word: the count of lines follows the text instead. */
static bool parse(struct cells *cells, const char *text, size_t length)
{
	struct csv_parser parser;
	const char *at = text, *end = text + length;
	bool good = true;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		return false;
	for (cells->line = 0; good && at < end;) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop + 1 : end) - at);

		cells->line++;
		if (csv_parse(&parser, at, n, on_cell, on_row, cells) != n)
			good = false;
		else if (cells->line > 0 && cells->column == 0 && n > 1)
			cells->line--; /* on_row counted it already */
		at += n;
	}
	good = good && csv_fini(&parser, on_cell, on_row, cells) == 0;
	if (!good)
		cell_error(cells, csv_strerror(csv_error(&parser)), NULL, NULL);
	csv_free(&parser);
	return good;
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
	cells.values = arena_alloc(r->scratch, r->sc->n_periods, sizeof *cells.values);
	if (parse(&cells, text, length) && cells.header_cells < 0)
		cell_error(&cells, "the table is empty", NULL, "a header row");
	memory_free(text);
	if (!cells.bad && cells.rows != r->sc->n_periods) {
		finding_at_place(r->findings, shown, cells.line, 1, "", "the table has %d rows, the horizon %d periods", cells.rows,
		                 r->sc->n_periods);
		cells.bad = true;
	}
	return cells.bad ? NULL : cells.values;
}
