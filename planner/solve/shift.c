/*
 * shift.c - cheap moves of single units in a whole answer: give one up, or take it one place later along the last index.
 *
 * A dive rounds modules up where racks could not do without, and its later rounds leave some of them standing before they
 * are needed. A unit that is cheaper one period later, or not at all, moves there when every row still holds. Only the rows
 * of the columns that move are looked at, so a pass is linear in their coefficients.
 */
#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <math.h>
#include <string.h>

enum { MOST_PASSES = 200 };

/* Rows are judged with this much of their size to spare, so that many moves do not add up to a violation. */
static const double EXACT = 1e-9;

struct shift {
	struct steps *s;
	double *activity; /* [n_rows] */
	int *next;        /* [n_columns] the column one later along the last index, or -1 */
	double *x;        /* [n_columns] */
};

static bool follows(const struct lp *lp, int column, int other)
{
	const int *a = lp_column_index(lp, column), *b = lp_column_index(lp, other);
	const int n = lp_column_n_sets(lp, column);
	int i;

	if (lp_column_block_of(lp, column) != lp_column_block_of(lp, other) || n == 0)
		return false;
	for (i = 0; i + 1 < n; i++) {
		if (a[i] != b[i])
			return false;
	}
	return b[n - 1] > a[n - 1];
}

/* Columns of a block come in the order of their indices, so the next one along the last index is the next column. */
static void find_next(struct shift *h)
{
	int j;

	for (j = 0; j < h->s->out->n_columns; j++)
		h->next[j] = j + 1 < h->s->out->n_columns && follows(h->s->lp, j, j + 1) ? j + 1 : -1;
}

static void add(struct shift *h, int column, double change)
{
	const struct bounds *b = h->s->b;
	int k;

	h->x[column] += change;
	for (k = b->first[column]; k < b->first[column + 1]; k++)
		h->activity[b->row[k]] += change * b->coefficient[k];
}

static bool rows_hold(const struct shift *h, int column)
{
	const struct bounds *b = h->s->b;
	double low, high, size;
	int k, i;

	for (k = b->first[column]; k < b->first[column + 1]; k++) {
		i = b->row[k];
		low = lp_row_low(h->s->lp, i);
		high = lp_row_high(h->s->lp, i);
		size = fmax(1, fabs(h->activity[i]));
		if (h->activity[i] < low - EXACT * size || h->activity[i] > high + EXACT * size)
			return false;
	}
	return true;
}

/* No tier may become worse; costs are compared tier by tier. */
static bool is_gain(const struct shift *h, int from, int to)
{
	double change;
	int k;

	for (k = 1; k <= lp_n_tiers(h->s->lp); k++) {
		change = (to < 0 ? 0 : lp_cost_of(h->s->lp, k, to)) - lp_cost_of(h->s->lp, k, from);
		if (fabs(change) > EXACT * fmax(1, fabs(lp_cost_of(h->s->lp, k, from))))
			return change < 0;
	}
	return false;
}

/* Moves one unit from a column to another, or away (to: -1). */
static bool move(struct shift *h, int from, int to)
{
	if (h->x[from] - 1 < lp_lower(h->s->lp, from) || (to >= 0 && h->x[to] + 1 > lp_upper(h->s->lp, to)) ||
	    !is_gain(h, from, to))
		return false;
	add(h, from, -1);
	if (to >= 0)
		add(h, to, 1);
	if (rows_hold(h, from) && (to < 0 || rows_hold(h, to)))
		return true;
	add(h, from, 1);
	if (to >= 0)
		add(h, to, -1);
	return false;
}

static bool pass(struct shift *h)
{
	bool moved = false;
	int j;

	for (j = h->s->out->n_columns - 1; j >= 0; j--) {
		if (lp_column_kind(h->s->lp, j) != LP_WHOLE)
			continue;
		while (move(h, j, -1) || (h->next[j] >= 0 && move(h, j, h->next[j])))
			moved = true;
	}
	return moved;
}

bool shift_units(struct steps *s)
{
	const int n = s->out->n_columns;
	struct shift h = { .s = s };
	bool better = false;
	int i;

	h.activity = memory_alloc(s->out->n_rows, sizeof *h.activity);
	h.next = memory_alloc(n, sizeof *h.next);
	h.x = memory_alloc(n, sizeof *h.x);
	memcpy(h.x, s->out->x, (size_t)n * sizeof *h.x);
	for (i = 0; i < s->out->n_rows; i++)
		h.activity[i] = lp_row_activity(s->lp, i, h.x);
	find_next(&h);
	for (i = 0; i < MOST_PASSES && pass(&h); i++)
		better = true;
	better = better && lp_violation(s->lp, h.x, true, NULL) <= STEPS_VIOLATION;
	if (better)
		memcpy(s->out->x, h.x, (size_t)n * sizeof *h.x);
	memory_free(h.x);
	memory_free(h.next);
	memory_free(h.activity);
	return better;
}
