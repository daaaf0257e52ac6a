/*
 * multipliers.c - what multipliers of the rows (a solver's prices) show, whoever chose them.
 */
#include "planner/lp/parts.h"

#include <float.h>
#include <math.h>

/* A multiplier so much smaller than the largest is left out: products of it could underflow, and it would show nothing. */
static const double LEAST_SHARE = 1e-150;

/* ---- that there is nothing ---- */

/*
 * Of a sum of n products, each of a number that may be off by half a unit in its last place (it was read from a decimal), the
 * computed value is off by at most (n + 3) such half units of the sum of sizes. Twice and a few more of it is asked for
 * here, which also covers that the sum of sizes is itself rounded.
 */
static double rounding(int n, double sizes)
{
	return (n + 8) * DBL_EPSILON * sizes;
}

struct combination {   /* sum of multiplier x row */
	double *at;    /* [n_columns] */
	double *sizes; /* [n_columns] sum of |products| */
	int *n;        /* [n_columns] how many */
	double needed, size;
	int n_needed;
};

static double largest_of(const double *numbers, int n)
{
	double largest = 0;
	int i;

	for (i = 0; i < n; i++) {
		if (!isfinite(numbers[i]))
			return 0;
		largest = fmax(largest, fabs(numbers[i]));
	}
	return largest;
}

/* A row whose multiplier would need an end that it does not have is left out: what is left is as true. */
static void add_row(struct combination *c, const struct lp *lp, int row, double multiplier)
{
	const struct lp_row *r = &lp->rows[row];
	const double end = multiplier > 0 ? r->low : r->high;
	const int stop = lp_row_end(lp, row);
	int k;

	if (!(fabs(multiplier) > LEAST_SHARE) || !isfinite(end))
		return;
	c->needed += multiplier * end;
	c->size += fabs(multiplier * end);
	c->n_needed++;
	for (k = r->first; k < stop; k++) {
		const double product = multiplier * lp->term_coefficient[k];

		c->at[lp->term_column[k]] += product;
		c->sizes[lp->term_column[k]] += fabs(product);
		c->n[lp->term_column[k]]++;
	}
}

/* The most that a x can be for lower <= x <= upper, where a may be off by `off`. */
static double most_of(const struct lp_column *column, double a, double off)
{
	const double low = fmax((a - off) * column->lower, (a + off) * column->lower);
	const double high = fmax((a - off) * column->upper, (a + off) * column->upper);

	return fmax(low, high);
}

bool lp_is_empty_by(const struct lp *lp, const double *multipliers)
{
	const double largest = largest_of(multipliers, lp->n_rows);
	struct combination c = { 0 };
	double reached = 0, most;
	int i;

	if (!(largest > 0))
		return false;
	c.at = memory_alloc(lp->n_columns, sizeof *c.at);
	c.sizes = memory_alloc(lp->n_columns, sizeof *c.sizes);
	c.n = memory_alloc(lp->n_columns, sizeof *c.n);
	for (i = 0; i < lp->n_rows; i++)
		add_row(&c, lp, i, multipliers[i] / largest);
	for (i = 0; i < lp->n_columns; i++) {
		most = most_of(&lp->columns[i], c.at[i], rounding(c.n[i], c.sizes[i]));
		reached += most;
		c.size += fabs(most);
	}
	memory_free(c.n);
	memory_free(c.sizes);
	memory_free(c.at);
	return c.needed - reached > rounding(c.n_needed + lp->n_columns, c.size);
}

/* ---- how far an optimum is from being one ---- */

/* From the end that a price of this sign belongs to; `either`: from the nearer one. */
static double distance(double low, double high, double value, double price, bool either)
{
	const double below = isfinite(low) ? fabs(value - low) : HUGE_VAL;
	const double above = isfinite(high) ? fabs(high - value) : HUGE_VAL;

	if (!either)
		return price > 0 ? below : above;
	return fmin(below, above);
}

/* price x distance; of a price that is noise beside the costs and has no end to stand at, nothing. */
static double loss(double price, double away, double noise)
{
	if (isfinite(away))
		return fabs(price) * away;
	return fabs(price) > noise ? HUGE_VAL : 0;
}

static double price_rows(const struct lp *lp, const struct lp_optimum *o, double noise, double *reduced, double *sizes)
{
	double sum = 0;
	int i, k;

	for (i = 0; i < lp->n_rows; i++) {
		const struct lp_row *r = &lp->rows[i];
		const int stop = lp_row_end(lp, i);

		for (k = r->first; k < stop; k++) {
			const double product = o->row_price[i] * lp->term_coefficient[k];

			reduced[lp->term_column[k]] -= product;
			sizes[lp->term_column[k]] += fabs(product);
		}
		if (fabs(o->row_price[i]) > 0)
			sum += loss(o->row_price[i],
			            distance(r->low, r->high, lp_row_activity(lp, i, o->x), o->row_price[i], o->tiers),
			            noise);
	}
	return sum;
}

/* Below so much of the largest cost, a sum of prices is compared with that share instead of with itself. */
static const double NOISE = 1e-3;

struct lp_residuals lp_residuals(const struct lp *lp, const struct lp_optimum *o)
{
	double *reduced = memory_alloc(lp->n_columns, sizeof *reduced);
	double *sizes = memory_alloc(lp->n_columns, sizeof *sizes);
	struct lp_residuals found = { .primal = lp_violation(lp, o->x, false, NULL) };
	double largest = 0, spent = 1;
	int j;

	for (j = 0; j < lp->n_columns && lp->n_tiers > 0; j++) {
		reduced[j] = lp_cost_of(lp, lp->n_tiers, j);
		sizes[j] = fabs(reduced[j]);
		largest = fmax(largest, sizes[j]);
		spent += fabs(reduced[j] * o->x[j]);
	}
	largest = largest > 0 ? largest : 1;
	found.gap = price_rows(lp, o, 1e-9 * largest, reduced, sizes);
	for (j = 0; j < lp->n_columns; j++) {
		const struct lp_column *c = &lp->columns[j];

		found.dual = fmax(found.dual, fabs(reduced[j] - o->column_price[j]) / fmax(sizes[j], NOISE * largest));
		if (c->kind != LP_INTEGER) /* fixed where the prices were asked for */
			found.gap += fabs(o->column_price[j]) *
			             distance(c->lower, c->upper, o->x[j], o->column_price[j], o->tiers);
	}
	found.gap /= spent;
	memory_free(sizes);
	memory_free(reduced);
	return found;
}
