/*
 * tables.h - all results of a sweep as tables: one description of each, for the CSV files, the data package and the database.
 */
#ifndef RACKPLAN_SWEEP_TABLES_H
#define RACKPLAN_SWEEP_TABLES_H

#include "planner/base/error.h"
#include "planner/sweep/result.h"

struct sweep_runs { /* a finished sweep */
	const struct sweep *sweep;
	const struct sweep_result *const *results; /* [n_variants] in the order of the variants */
};

enum sweep_cell_kind { CELL_INTEGER, CELL_REAL, CELL_TEXT };

struct sweep_cell { /* of its column's kind; a number that is none is an empty cell */
	const char *text;
	double number;
};

struct sweep_column {
	const char *name;
	enum sweep_cell_kind kind;
	const char *words;
};

typedef void sweep_row(const struct sweep_cell *cells, void *to);

struct sweep_table {
	const char *name, *words;
	const char *key; /* the columns of its primary key */
	int n_columns;
	const struct sweep_column *columns;
	void (*fill)(const struct sweep_runs *runs, sweep_row *row, void *to); /* every row, by run */
};

enum { SWEEP_TABLES = 5 };
extern const struct sweep_table sweep_tables[SWEEP_TABLES]; /* runs first: the others refer to it */

void sweep_table_csv(const struct sweep_table *table, const struct sweep_runs *runs, struct str *out);
void sweep_package_json(const struct sweep_runs *runs, struct str *out);

/* An SQLite database file; the same runs give the same bytes with the same SQLite. FAULT_INTERNAL says why not. */
int sweep_database(const struct sweep_runs *runs, struct str *out, struct error *err);

#endif
