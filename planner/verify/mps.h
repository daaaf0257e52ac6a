/*
 * mps.h - a linear program exactly as its MPS file says, every number a decimal.
 *
 * A reader of its own, written from the format: it shares nothing with the program that wrote the file. Free MPS with
 * the sections NAME, ROWS, COLUMNS (with integer markers), RHS, RANGES, BOUNDS, ENDATA; names without blanks. What it does
 * not know, what is said twice, and what readers disagree on (a right-hand side of an objective, UP below zero without
 * LO) is refused.
 *
 * The first N row is the cost; further ones named goal_1, goal_2, ... are what is minimised before it, in this order; any
 * other N row limits nothing.
 */
#ifndef RACKPLAN_VERIFY_MPS_H
#define RACKPLAN_VERIFY_MPS_H

#include "planner/base/error.h"
#include "planner/verify/decimal.h"

struct mps_row {
	const char *name;
	char type; /* N, L, G or E */
	struct decimal rhs, range;
	bool has_rhs, has_range;
};

struct mps_column {
	const char *name;
	bool integer;
	bool has_lower, has_upper; /* else infinite */
	struct decimal lower, upper;
	int first; /* of its terms; they end where the next column's begin */
};

struct mps_term {
	int row;
	struct decimal value;
};

struct mps {
	int n_rows, n_columns, n_terms, n_goals;
	struct mps_row *rows;       /* [n_rows] N rows among them */
	struct mps_column *columns; /* [n_columns + 1]; the last one only ends the terms */
	struct mps_term *terms;     /* [n_terms] column by column */
	int cost;                   /* the first N row */
	int *goals;                 /* [n_goals] the rows goal_1, goal_2, ... */
	int *rows_by_name;          /* [n_rows] */
	int *columns_by_name;       /* [n_columns] */
	char *text;                 /* names point into it */
};

/* `path` is for messages: "path:line: ...". FAULT_INPUT and NULL when it cannot be read. */
struct mps *mps_read(const char *text, size_t length, const char *path, struct error *err);
void mps_free(struct mps *mps); /* NULL is allowed */

int mps_find_row(const struct mps *mps, const char *name); /* -1: none */
int mps_find_column(const struct mps *mps, const char *name);

/* The lower and the upper end of a row; false: infinite. */
bool mps_row_low(const struct mps_row *row, struct total *low);
bool mps_row_high(const struct mps_row *row, struct total *high);

/*
 * Do both say the same program? Rows, columns, terms and bounds are compared in the order of the files. If not, where they
 * first differ goes to `where`.
 */
bool mps_same(const struct mps *a, const struct mps *b, struct str *where);

#endif
