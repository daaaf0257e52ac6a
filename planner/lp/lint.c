/*
 * lint.c - numbers in one program that are too uneven for a solver to see the smallest.
 *
 * What an answer is checked to, and what a solver works to, decides what is too uneven; no taste does:
 *	an answer may break a row by 1e-6 of its largest coefficient: a column that moves the row by less over all that it can
 *	be counts for nothing there;
 *	a solver keeps a scaled row to 1e-9: of coefficients further apart than that, it does not see the smaller;
 *	a reduced cost below 1e-9 of the largest cost is taken for none: so is a cost;
 *	a double has 16 digits: where a row's sum can be 1e10 of its largest coefficient, the sum's own rounding is as large
 *	as the error that is allowed.
 * Coefficients of one column, each measured by its row's largest, can only be 1e9 apart where one row's are; so columns need no
 * rule of their own.
 */
#include "planner/lp/parts.h"

#include <math.h>

static const double BLIND = 1e-6, APART = 1e9, SUM_TOO_LARGE = 1e10;

static double range_of(const struct lp *lp, int column)
{
	return lp->columns[column].upper - lp->columns[column].lower;
}

static double largest_bound(const struct lp *lp, int column)
{
	return fmax(fabs(lp->columns[column].lower), fabs(lp->columns[column].upper));
}

struct finder { /* of one row */
	const struct lp *lp;
	lp_concern_taker *take;
	void *with;
};

static void tell(const struct finder *f, enum lp_concern_kind kind, int row, int small, int large, double a, double b)
{
	const struct lp_concern concern = { kind, row, small, large, a, b };

	f->take(&concern, f->with);
}

/* Which of the row's terms has the largest coefficient; -1: there are none. */
static int largest_term(const struct lp *lp, int row)
{
	const int stop = lp_row_end(lp, row);
	int k, found = -1;

	for (k = lp->rows[row].first; k < stop; k++) {
		if (found < 0 || fabs(lp->term_coefficient[k]) > fabs(lp->term_coefficient[found]))
			found = k;
	}
	return found;
}

/* The term that suffers most from its neighbours: coefficient apart, or nothing that it can do is seen. */
static void look_at_terms(const struct finder *f, int row, int largest)
{
	const struct lp *lp = f->lp;
	const int stop = lp_row_end(lp, row);
	const double most = fabs(lp->term_coefficient[largest]);
	double worst = most;
	int k, found = -1;

	for (k = lp->rows[row].first; k < stop; k++) {
		const double a = fabs(lp->term_coefficient[k]), moves = a * range_of(lp, lp->term_column[k]);
		const bool blind = moves > 0 && moves < BLIND * most;

		if (a > 0 && a < worst && (blind || a * APART < most)) {
			worst = a;
			found = k;
		}
	}
	if (found >= 0)
		tell(f, LP_ROW_UNEVEN, row, lp->term_column[found], lp->term_column[largest], worst, most);
}

static void look_at_sum(const struct finder *f, int row, int largest)
{
	const struct lp *lp = f->lp;
	const struct lp_row *r = &lp->rows[row];
	const int stop = lp_row_end(lp, row);
	const double most = fabs(lp->term_coefficient[largest]);
	double sum, end = fmax(isfinite(r->low) ? fabs(r->low) : 0, isfinite(r->high) ? fabs(r->high) : 0);
	int k, column = -1;

	for (k = r->first; k < stop; k++) {
		sum = fabs(lp->term_coefficient[k]) * largest_bound(lp, lp->term_column[k]);
		if (sum > end) {
			end = sum;
			column = lp->term_column[k];
		}
	}
	if (end > SUM_TOO_LARGE * most)
		tell(f, LP_SUM_LARGE, row, lp->term_column[largest], column, most, end);
}

static void look_at_costs(const struct finder *f, int tier)
{
	const struct lp *lp = f->lp;
	double cost, most = 0;
	int j, largest = -1;

	for (j = 0; j < lp->n_columns; j++) {
		cost = fabs(lp_cost_of(lp, tier, j));
		if (cost > most) {
			most = cost;
			largest = j;
		}
	}
	for (j = 0; j < lp->n_columns; j++) {
		cost = fabs(lp_cost_of(lp, tier, j));
		if (cost > 0 && cost * APART < most && range_of(lp, j) > 0)
			tell(f, LP_COST_UNEVEN, -1, j, largest, cost, most);
	}
}

void lp_lint(const struct lp *lp, lp_concern_taker *take, void *with)
{
	const struct finder f = { lp, take, with };
	int i, largest;

	for (i = 0; i < lp->n_rows; i++) {
		largest = largest_term(lp, i);
		if (largest < 0)
			continue;
		look_at_terms(&f, i, largest);
		look_at_sum(&f, i, largest);
	}
	for (i = 1; i <= lp->n_tiers; i++)
		look_at_costs(&f, i);
}
