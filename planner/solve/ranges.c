/*
 * ranges.c - what a row's limit is worth to either side, and how far that holds (step 8).
 *
 * The cost over one row's right-hand side is a convex line of straight pieces. With prices y that are optimal now, y_i is the
 * slope at every right-hand side for which some x is optimal with the same y: one that keeps each column with a reduced cost
 * at its bound and each other row with a price at its end. These right-hand sides are what the row's activity can be over
 * that face: two small linear programs. Unlike the range of a basis this is exact where bases are degenerate.
 *
 * Where the piece ends at the row's own end, the slope to that side is another one: the program is solved with the end
 * moved a little, and its piece must reach back to where the row is.
 */
#include "planner/solve/steps.h"

#include "planner/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Work in all: times the size of the program. A count, so that the same rows are done on every machine. */
static const double MOST_WORK = 1e6;
enum { FEWEST = 24 };
enum { OPTIMUM, HERE }; /* places of bases: where nothing is moved; where a row is */

static const double MOVES[] = { 1e-3, 1e-5 }; /* of the end's size, at least of 1 */
static const double NO_LENGTH = 1e-7;         /* likewise: a shorter piece is none */

struct priced {
	int row, block, n_index;
	const int *index; /* [n_index] of the row */
	int asked;        /* 1 first, 2 then */
	int rank;         /* how many rows are the same but for the last index, and dearer */
	double price;
};

struct ranges {
	struct steps *s;
	bool *held;            /* [n_rows] kept at their end by an earlier tier */
	double *lower, *upper; /* [n_columns] with the earlier tiers' faces kept, before the last one's is */
	double *low, *high;    /* [n_rows] likewise */
	struct priced *list;   /* [n] */
	int n;
};

/* ---- which rows ---- */

/* -1, 0, 1: the rows' blocks and indices without the last. */
static int compare_limits(const struct priced *x, const struct priced *y)
{
	int i;

	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	for (i = 0; i < x->n_index - 1; i++) {
		if (x->index[i] != y->index[i])
			return x->index[i] < y->index[i] ? -1 : 1;
	}
	return 0;
}

static int compare_prices(const struct priced *x, const struct priced *y)
{
	if (x->price > y->price)
		return -1;
	if (x->price < y->price)
		return 1;
	return x->row - y->row;
}

static int by_limit(const void *a, const void *b)
{
	const int order = compare_limits(a, b);

	return order != 0 ? order : compare_prices(a, b);
}

static int by_rank(const void *a, const void *b)
{
	const struct priced *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank - y->rank;
	return x->asked != y->asked ? x->asked - y->asked : compare_prices(x, y);
}

/* Of rows that differ in the last index alone (one limit, period by period), the dearest come before all others' second. */
static void rank_rows(const struct ranges *r)
{
	int i;

	qsort(r->list, (size_t)r->n, sizeof *r->list, by_limit);
	for (i = 1; i < r->n; i++) {
		if (compare_limits(&r->list[i - 1], &r->list[i]) == 0)
			r->list[i].rank = r->list[i - 1].rank + 1;
	}
	qsort(r->list, (size_t)r->n, sizeof *r->list, by_rank);
}

static int most_rows(const struct lp *lp)
{
	const double size = (double)lp_n_nonzeros(lp) + lp_n_rows(lp) + lp_n_columns(lp);

	return (int)fmin(lp_n_rows(lp), fmax(FEWEST, MOST_WORK / fmax(1, size)));
}

/* Rows that the caller asks for and that have a price. A row that an earlier tier holds has none of its own. */
static void list_rows(struct ranges *r, double tolerance)
{
	const struct solution *out = r->s->out;
	const struct lp *lp = r->s->lp;
	int i;

	for (i = 0; i < out->n_rows; i++) {
		const double price = fabs(out->row_price[i]);

		if (r->s->options->range_rows[i] && !r->held[i] && price > tolerance)
			r->list[r->n++] = (struct priced){ i,
				                           lp_row_block_of(lp, i),
				                           lp_row_n_sets(lp, i),
				                           lp_row_index(lp, i),
				                           r->s->options->range_rows[i],
				                           0,
				                           price };
	}
	rank_rows(r);
	r->n = r->n < most_rows(lp) ? r->n : most_rows(lp);
}

/* ---- the program before the last tier's face is kept ---- */

static void save(struct ranges *r)
{
	const struct steps *s = r->s;
	int i;

	memcpy(r->lower, s->lower, (size_t)s->out->n_columns * sizeof *r->lower);
	memcpy(r->upper, s->upper, (size_t)s->out->n_columns * sizeof *r->upper);
	for (i = 0; i < s->out->n_rows; i++) {
		r->low[i] = lp_row_low(s->lp, i);
		r->high[i] = lp_row_high(s->lp, i);
		if (r->held[i])
			r->low[i] = r->high[i] = isfinite(r->low[i]) && !isfinite(r->high[i]) ? r->low[i] : r->high[i];
	}
}

static void restore(const struct ranges *r)
{
	struct steps *s = r->s;
	int i;

	for (i = 0; i < s->out->n_columns; i++)
		steps_bound(s, i, r->lower[i], r->upper[i]);
	for (i = 0; i < s->out->n_rows; i++)
		s->backend->set_row(s->state, i, r->low[i], r->high[i]);
	steps_load_tier(s, s->out->n_tiers);
}

/* ---- one row ---- */

static double end_of(const struct ranges *r, int row)
{
	return r->s->out->row_price[row] > 0 ? lp_row_low(r->s->lp, row) : lp_row_high(r->s->lp, row);
}

static double size_of(double end)
{
	return fmax(1, fabs(end));
}

static void forget(struct solution *out, int row)
{
	out->row_from[row] = 1;
	out->row_to[row] = -1;
}

/* The piece that the row's own price is the slope of. */
static void find_piece(const struct ranges *r, int row)
{
	struct steps *s = r->s;
	const double end = end_of(r, row);
	double from, to;

	s->out->price_below[row] = s->out->price_above[row] = s->out->row_price[row];
	if (!isfinite(end) ||
	    s->backend->span(s->state, OPTIMUM, row, end, steps_seconds_left(s), &from, &to) != SOLVE_OPTIMAL)
		return;
	s->out->row_from[row] = from < end - NO_LENGTH * size_of(end) ? from : end;
	s->out->row_to[row] = to > end + NO_LENGTH * size_of(end) ? to : end;
}

enum moved { MOVED, NO_PLAN, TOO_FAR, UNKNOWN };

/* The program with the row's end moved: the slope there, and the other end of its piece when that reaches back. */
static enum moved move(const struct ranges *r, int row, double by, double *price, double *far)
{
	struct steps *s = r->s;
	const bool lower_end = s->out->row_price[row] > 0;
	const double end = end_of(r, row), at = end + by;
	enum solve_status status;
	double objective, tolerance, from, to;

	restore(r);
	s->backend->take_basis(s->state, OPTIMUM);
	s->backend->set_row(s->state, row, lower_end ? at : fmin(r->low[row], at),
	                    lower_end ? fmax(r->high[row], at) : at);
	status = steps_solve_lp(s, &objective);
	if (status == SOLVE_INFEASIBLE)
		return NO_PLAN;
	if (status != SOLVE_OPTIMAL)
		return UNKNOWN;
	tolerance = steps_keep_face(s);
	*price = s->row_price[row];
	if (!(fabs(*price) > tolerance)) {
		*price = 0;
		*far = end;
		return MOVED;
	}
	s->backend->keep_basis(s->state, HERE);
	if (s->backend->span(s->state, HERE, row, at, steps_seconds_left(s), &from, &to) != SOLVE_OPTIMAL)
		return UNKNOWN;
	*far = by > 0 ? to : from;
	return (by > 0 ? from - end : end - to) > NO_LENGTH * size_of(end) ? TOO_FAR : MOVED;
}

/* The piece on the side where the first one has no length. False: it is not known. */
static bool find_side(const struct ranges *r, int row, bool above)
{
	struct solution *out = r->s->out;
	const double size = size_of(end_of(r, row));
	enum moved moved = UNKNOWN;
	double price = 0, far = 0;
	size_t i;

	for (i = 0; i < sizeof MOVES / sizeof *MOVES && moved != MOVED; i++)
		moved = move(r, row, above ? MOVES[i] * size : -MOVES[i] * size, &price, &far);
	if (moved == NO_PLAN)
		return true;
	if (moved != MOVED)
		return false;
	*(above ? &out->price_above[row] : &out->price_below[row]) = price;
	*(above ? &out->row_to[row] : &out->row_from[row]) = far;
	return true;
}

static void find_sides(const struct ranges *r, int row)
{
	const struct solution *out = r->s->out;
	const double end = end_of(r, row);
	bool known = out->row_from[row] <= out->row_to[row];

	if (!known)
		return;
	if (!(out->row_from[row] < end))
		known = find_side(r, row, false);
	if (known && !(out->row_to[row] > end))
		known = find_side(r, row, true);
	if (!known)
		forget(r->s->out, row);
}

/* ---- all ---- */

/* The tiers again with the integers fixed; `held` are rows that an earlier tier keeps at their end. */
static bool price_again(struct ranges *r)
{
	bool done;

	r->s->held = r->held;
	done = steps_price(r->s) == SOLVE_OPTIMAL;
	r->s->held = NULL;
	return done;
}

static void find_all(struct ranges *r)
{
	struct steps *s = r->s;
	int i;

	if (!price_again(r))
		return;
	save(r);
	list_rows(r, steps_keep_face(s));
	s->backend->keep_basis(s->state, OPTIMUM);
	for (i = 0; i < r->n && !steps_time_is_over(s); i++)
		find_piece(r, r->list[i].row);
	for (i = 0; i < r->n; i++) {
		if (steps_time_is_over(s))
			forget(s->out, r->list[i].row);
		else
			find_sides(r, r->list[i].row);
	}
}

void steps_ranges(struct steps *s)
{
	const int rows = s->out->n_rows, columns = s->out->n_columns;
	struct ranges r = { .s = s };
	int i;

	for (i = 0; i < rows; i++)
		forget(s->out, i);
	if (!s->options->range_rows || !s->backend->span || !s->out->has_x || steps_time_is_over(s))
		return;
	r.held = memory_alloc(rows, sizeof *r.held);
	r.lower = memory_alloc(columns, sizeof *r.lower);
	r.upper = memory_alloc(columns, sizeof *r.upper);
	r.low = memory_alloc(rows, sizeof *r.low);
	r.high = memory_alloc(rows, sizeof *r.high);
	r.list = memory_alloc(rows, sizeof *r.list);
	find_all(&r);
	memory_free(r.list);
	memory_free(r.high);
	memory_free(r.low);
	memory_free(r.upper);
	memory_free(r.lower);
	memory_free(r.held);
}
