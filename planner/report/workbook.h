/*
 * workbook.h - plan.xlsx: a sheet for each table; and a scenario's workbook. Private to report/ and its tests.
 */
#ifndef RACKPLAN_REPORT_WORKBOOK_H
#define RACKPLAN_REPORT_WORKBOOK_H

#include "planner/report/words.h"

#include <xlsxwriter.h>

enum cell_look { /* how the cells of a column look */
	         LOOK_TEXT,
	         LOOK_WHOLE,  /* 12,345 */
	         LOOK_NUMBER, /* up to three decimals */
	         LOOK_MONEY,  /* two */
	         LOOK_SHARE,  /* 12.3 % of a number between 0 and 1 */
	         LOOK_YEAR,   /* 2018 */
	         LOOK_DATE,
	         LOOK_MET,
	         LOOK_MISSED,
	         LOOK_HEAD,
	         LOOK_HEAD_NUMBER,
	         LOOKS
};

struct sheet_column {
	const char *en, *zh;
	enum cell_look look;
	int width; /* in characters */
};

struct workbook {
	const struct plan *plan; /* NULL: of a scenario alone */
	const struct scenario *sc;
	enum language language;
	lxw_workbook *book;
	lxw_format *looks[LOOKS];
};

struct sheet {
	struct workbook *workbook;
	lxw_worksheet *page;
	const char *name;
	lxw_row_t row; /* that is written */
	lxw_col_t column, n_columns;
};

/* A new sheet with its head, which stays in sight. */
struct sheet sheet_begin(struct workbook *workbook, const char *en, const char *zh, int n,
                         const struct sheet_column *columns);
bool sheet_row(struct sheet *sheet); /* the next row; false when the form has no more: the last row then says so */
void sheet_end(struct sheet *sheet); /* every column gets its filter */

/* The next cell of the row. A text is a text, whatever it begins with. */
void sheet_text(struct sheet *sheet, const char *text);
void sheet_look(struct sheet *sheet, const char *text, enum cell_look look);
void sheet_number(struct sheet *sheet, double value, enum cell_look look);
void sheet_date(struct sheet *sheet, struct date date); /* empty when unset */
void sheet_skip(struct sheet *sheet);

/* ---- the sheets, in their order ---- */

void sheet_targets(struct workbook *workbook);
void sheet_orders(struct workbook *workbook);
void sheet_racks(struct workbook *workbook);
void sheet_sites(struct workbook *workbook);
void sheet_network(struct workbook *workbook); /* left out where there is none */
void sheet_cost_kinds(struct workbook *workbook);
void sheet_costs(struct workbook *workbook);
void sheet_limits(struct workbook *workbook);
void sheet_assumptions(struct workbook *workbook);

/* The bytes of the file; the same plan gives the same. FAULT_EXTERNAL: no scratch folder, or the library failed. */
int workbook_make(const struct plan *plan, const struct scenario *sc, enum language language, struct str *bytes,
                  struct error *err);

/* Of a scenario alone: its tables, and every number with its origin. */
int workbook_make_scenario(const struct scenario *sc, enum language language, struct str *bytes, struct error *err);
void workbook_scenario_sheets(struct workbook *workbook);
void workbook_places_sheets(struct workbook *workbook); /* of them: sites, phases, feeds, links, demands, series */

#endif
