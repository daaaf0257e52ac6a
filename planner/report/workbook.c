/* plan.xlsx through libxlsxwriter: into the scratch folder, and from there back as bytes. */
#include "planner/report/workbook.h"
#include "planner/report/external.h"
#include "planner/report/format.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_TEXT = 32767 /* characters of a cell */, CREATED_S = 1262304000 /* fixed: 2010-01-01 */ };

/* ---- looks ---- */

static void make_looks(struct workbook *workbook)
{
	static const char *const formats[LOOKS] = {
		[LOOK_TEXT] = NULL,        [LOOK_WHOLE] = "#,##0",    [LOOK_NUMBER] = "#,##0.###",
		[LOOK_MONEY] = "#,##0.00", [LOOK_SHARE] = "0.0##%",   [LOOK_DATE] = "yyyy-mm-dd",
		[LOOK_YEAR] = "0",         [LOOK_MET] = NULL,         [LOOK_MISSED] = NULL,
		[LOOK_HEAD] = NULL,        [LOOK_HEAD_NUMBER] = NULL,
	};
	int look;

	for (look = 0; look < LOOKS; look++) {
		lxw_format *format = workbook_add_format(workbook->book);

		if (formats[look])
			format_set_num_format(format, formats[look]);
		if (look == LOOK_HEAD || look == LOOK_HEAD_NUMBER) {
			format_set_bold(format);
			format_set_bg_color(format, 0xeef1f4);
			format_set_bottom(format, LXW_BORDER_THIN);
			format_set_text_wrap(format);
			format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
		}
		if (look == LOOK_TEXT || look == LOOK_MET || look == LOOK_MISSED || look == LOOK_HEAD)
			format_set_indent(format, 1); /* else it runs into the number left of it */
		if (look == LOOK_HEAD_NUMBER)
			format_set_align(format, LXW_ALIGN_RIGHT);
		if (look == LOOK_MET || look == LOOK_MISSED)
			format_set_font_color(format, look == LOOK_MET ? 0x1a6e3c : 0xb3261e);
		if (look == LOOK_MISSED)
			format_set_bold(format);
		workbook->looks[look] = format;
	}
}

/* ---- sheets ---- */

static bool is_number(enum cell_look look)
{
	return look == LOOK_WHOLE || look == LOOK_NUMBER || look == LOOK_MONEY || look == LOOK_SHARE ||
	       look == LOOK_YEAR;
}

/* Lines that a head takes, which wraps at its words and is bold: with a fifth to spare. */
static int head_lines(const char *head, int width)
{
	const int most = 6;
	const double lines = ceil(1.2 * str_columns(head) / (width > 2 ? width - 1 : 1));

	return lines < 1 ? 1 : lines > most ? most : (int)lrint(lines);
}

struct sheet sheet_begin(struct workbook *workbook, const char *en, const char *zh, int n,
                         const struct sheet_column *columns)
{
	const double line_pt = 15;
	struct sheet sheet = { .workbook = workbook, .n_columns = (lxw_col_t)n };
	int lines = 1;
	lxw_col_t i;

	sheet.name = workbook->language == LANGUAGE_ZH ? zh : en;
	sheet.page = workbook_add_worksheet(workbook->book, sheet.name);
	for (i = 0; i < n; i++) {
		const char *head = workbook->language == LANGUAGE_ZH ? columns[i].zh : columns[i].en;

		worksheet_set_column(sheet.page, i, i, columns[i].width, NULL);
		sheet_look(&sheet, head, is_number(columns[i].look) ? LOOK_HEAD_NUMBER : LOOK_HEAD);
		if (lines < head_lines(head, columns[i].width))
			lines = head_lines(head, columns[i].width);
	}
	worksheet_set_row(sheet.page, 0, line_pt * lines,
	                  NULL); /* the reader does not work out what wrapped text needs */
	worksheet_freeze_panes(sheet.page, 1, 1);
	worksheet_repeat_rows(sheet.page, 0, 0);
	worksheet_set_landscape(sheet.page);
	worksheet_set_paper(sheet.page, 9); /* A4 */
	worksheet_fit_to_pages(sheet.page, 1, 0);
	return sheet;
}

bool sheet_row(struct sheet *sheet)
{
	const bool zh = sheet->workbook->language == LANGUAGE_ZH;

	if (sheet->row + 1 >= LXW_ROW_MAX)
		return false;
	sheet->row++;
	sheet->column = 0;
	if (sheet->row + 1 < LXW_ROW_MAX)
		return true;
	sheet_text(sheet, zh ? "其余各行见 CSV 文件" : "the rest is in the CSV files");
	return false;
}

void sheet_end(struct sheet *sheet)
{
	if (sheet->row > 0)
		worksheet_autofilter(sheet->page, 0, 0, sheet->row, (lxw_col_t)(sheet->n_columns - 1));
}

/* Bytes of at most `most` characters. */
static size_t first_characters(const char *text, int most)
{
	size_t n = 0;

	while (text[n] && most > 0) {
		n++;
		while (((unsigned char)text[n] & 0xc0) == 0x80)
			n++;
		most--;
	}
	return n;
}

/* "_x0041_" is the form's own escape, and would be read as "A". */
static bool is_escape(const char *text)
{
	return strncmp(text, "_x", 2) == 0 && strspn(text + 2, "0123456789abcdefABCDEF") >= 4 && text[6] == '_';
}

/* One line without control characters, which the form cannot hold as they are. */
static void plain(struct str *out, const char *text, int most)
{
	struct str clean = STR_INIT;
	const char *c;

	format_cut(&clean, text, 2 * MOST_TEXT);
	clean.text[first_characters(clean.text, most)] = 0;
	for (c = clean.text; *c; c++) {
		str_add(out, is_escape(c) ? "_x005F" : "");
		str_add_char(out, *c);
	}
	str_dispose(&clean);
}

void sheet_look(struct sheet *sheet, const char *text, enum cell_look look)
{
	struct str cut = STR_INIT;

	plain(&cut, text, MOST_TEXT - 1000);
	if (cut.length > 0)
		worksheet_write_string(sheet->page, sheet->row, sheet->column, cut.text, sheet->workbook->looks[look]);
	sheet->column++;
	str_dispose(&cut);
}

void sheet_text(struct sheet *sheet, const char *text)
{
	sheet_look(sheet, text, LOOK_TEXT);
}

void sheet_number(struct sheet *sheet, double value, enum cell_look look)
{
	if (isfinite(value))
		worksheet_write_number(sheet->page, sheet->row, sheet->column, value, sheet->workbook->looks[look]);
	sheet->column++;
}

void sheet_date(struct sheet *sheet, struct date date)
{
	lxw_datetime day = { date.year, date.month, date.day, 0, 0, 0 };

	if (date_is_set(date))
		worksheet_write_datetime(sheet->page, sheet->row, sheet->column, &day,
		                         sheet->workbook->looks[LOOK_DATE]);
	sheet->column++;
}

void sheet_skip(struct sheet *sheet)
{
	sheet->column++;
}

/* ---- the book ---- */

static void describe(struct workbook *workbook)
{
	struct str name = STR_INIT, title = STR_INIT;
	lxw_doc_properties properties = { .created = CREATED_S };

	if (workbook->plan)
		format_scenario(&name, workbook->plan);
	else
		str_addf(&name, "%s/%s", workbook->sc->id, workbook->sc->variant);
	plain(&title, report_text(&workbook->sc->title, workbook->language), 200);
	properties.title = title.text;
	properties.subject = name.text;
	workbook_set_properties(workbook->book, &properties);
	str_dispose(&name);
	str_dispose(&title);
}

static void add_sheets(struct workbook *workbook)
{
	if (!workbook->plan) {
		workbook_scenario_sheets(workbook);
		return;
	}
	sheet_targets(workbook);
	sheet_orders(workbook);
	sheet_racks(workbook);
	sheet_sites(workbook);
	sheet_network(workbook);
	sheet_cost_kinds(workbook);
	sheet_costs(workbook);
	sheet_limits(workbook);
	sheet_assumptions(workbook);
}

static int write_book(struct workbook *workbook, struct scratch *scratch, struct error *err)
{
	char path[640];
	lxw_workbook_options options = { .tmpdir = scratch->path };
	lxw_error result;

	snprintf(path, sizeof path, "%s/plan.xlsx", scratch->path);
	workbook->book = workbook_new_opt(path, &options);
	if (!workbook->book)
		return error_set(err, FAULT_EXTERNAL, "plan.xlsx", "could not be begun");
	make_looks(workbook);
	describe(workbook);
	add_sheets(workbook);
	result = workbook_close(workbook->book);
	if (result != LXW_NO_ERROR)
		return error_set(err, FAULT_EXTERNAL, "plan.xlsx", "%s", lxw_strerror(result));
	return 0;
}

static int make(struct workbook *workbook, struct str *bytes, struct error *err)
{
	struct scratch scratch;
	int result;

	if (scratch_open(&scratch, err))
		return -1;
	result = write_book(workbook, &scratch, err);
	if (result == 0 && scratch_read(&scratch, "plan.xlsx", bytes) != 0)
		result = error_set(err, FAULT_EXTERNAL, "plan.xlsx", "cannot be read back");
	scratch_close(&scratch);
	return result;
}

int workbook_make(const struct plan *plan, const struct scenario *sc, enum language language, struct str *bytes,
                  struct error *err)
{
	struct workbook workbook = { plan, sc, language, NULL, { NULL } };

	return make(&workbook, bytes, err);
}

int workbook_make_scenario(const struct scenario *sc, enum language language, struct str *bytes, struct error *err)
{
	struct workbook workbook = { NULL, sc, language, NULL, { NULL } };

	return make(&workbook, bytes, err);
}
