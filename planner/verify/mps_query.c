/*
 * mps_query.c - what a program that was read says: rows and columns by name, the ends of rows, and whether two are the same.
 */
#include "planner/verify/mps.h"

#include <string.h>

int mps_find_row(const struct mps *mps, const char *name)
{
	int from = 0, to = mps->n_rows, middle, order;

	while (from < to) {
		middle = from + (to - from) / 2;
		order = strcmp(name, mps->rows[mps->rows_by_name[middle]].name);
		if (order == 0)
			return mps->rows_by_name[middle];
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return -1;
}

int mps_find_column(const struct mps *mps, const char *name)
{
	int from = 0, to = mps->n_columns, middle, order;

	while (from < to) {
		middle = from + (to - from) / 2;
		order = strcmp(name, mps->columns[mps->columns_by_name[middle]].name);
		if (order == 0)
			return mps->columns_by_name[middle];
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return -1;
}

static void end_of(const struct mps_row *row, int sign_of_range, struct total *end)
{
	const struct decimal one = { sign_of_range, 0 };
	struct total range;

	total_set_decimal(end, row->rhs);
	if (!row->has_range || sign_of_range == 0)
		return;
	total_init(&range);
	total_set_decimal(&range, row->range);
	total_absolute(&range);
	total_add_times(end, &range, one);
	total_clear(&range);
}

bool mps_row_low(const struct mps_row *row, struct total *low)
{
	if (row->type == 'N' || (row->type == 'L' && !row->has_range))
		return false;
	end_of(row, row->type == 'L' ? -1 : 0, low);
	return true;
}

bool mps_row_high(const struct mps_row *row, struct total *high)
{
	if (row->type == 'N' || (row->type == 'G' && !row->has_range))
		return false;
	end_of(row, row->type == 'G' ? 1 : 0, high);
	return true;
}

static bool same_number(struct decimal a, struct decimal b)
{
	return a.digits == b.digits && a.exponent == b.exponent;
}

static bool same_row(const struct mps_row *a, const struct mps_row *b)
{
	return strcmp(a->name, b->name) == 0 && a->type == b->type && a->has_range == b->has_range &&
	       same_number(a->rhs, b->rhs) && same_number(a->range, b->range);
}

static bool same_column(const struct mps *a, const struct mps *b, int j)
{
	const struct mps_column *p = &a->columns[j], *q = &b->columns[j];
	int k;

	if (strcmp(p->name, q->name) != 0 || p->integer != q->integer || p->has_lower != q->has_lower ||
	    p->has_upper != q->has_upper || !same_number(p->lower, q->lower) || !same_number(p->upper, q->upper) ||
	    p->first != q->first || p[1].first != q[1].first)
		return false;
	for (k = p->first; k < p[1].first; k++) {
		if (a->terms[k].row != b->terms[k].row || !same_number(a->terms[k].value, b->terms[k].value))
			return false;
	}
	return true;
}

bool mps_same(const struct mps *a, const struct mps *b, struct str *where)
{
	int i;

	for (i = 0; i < a->n_rows && i < b->n_rows; i++) {
		if (!same_row(&a->rows[i], &b->rows[i])) {
			str_addf(where, "row %s", a->rows[i].name);
			return false;
		}
	}
	for (i = 0; i < a->n_columns && i < b->n_columns; i++) {
		if (!same_column(a, b, i)) {
			str_addf(where, "column %s", a->columns[i].name);
			return false;
		}
	}
	if (a->n_rows == b->n_rows && a->n_columns == b->n_columns)
		return true;
	str_addf(where, "%d rows and %d columns against %d and %d", a->n_rows, a->n_columns, b->n_rows, b->n_columns);
	return false;
}
