#include "models/internal.h"

#include <math.h>

void expr_dispose(struct expr *e)
{
	memory_free(e->columns);
	memory_free(e->coefficients);
	*e = (struct expr)EXPR_INIT;
}

void expr_clear(struct expr *e)
{
	e->n = 0;
	e->constant = 0.0;
}

void expr_add(struct expr *e, int column, double coefficient)
{
	void *columns = e->columns, *coefficients = e->coefficients;

	if (column < 0)
		return;
	memory_reserve(&columns, &e->columns_capacity, e->n + 1, sizeof *e->columns);
	e->columns = columns;
	memory_reserve(&coefficients, &e->coefficients_capacity, e->n + 1, sizeof *e->coefficients);
	e->coefficients = coefficients;
	e->columns[e->n] = column;
	e->coefficients[e->n] = coefficient;
	e->n++;
}

void expr_constant(struct expr *e, double constant)
{
	e->constant += constant;
}

/* A column may stand in it more than once with both signs; the range is then wider than need be, never narrower. */
double expr_lowest(const struct expr *e, const struct lp *lp)
{
	double sum = e->constant;
	int i;

	for (i = 0; i < e->n; i++) {
		double a = e->coefficients[i] * lp_lower(lp, e->columns[i]);
		double b = e->coefficients[i] * lp_upper(lp, e->columns[i]);

		sum += fmin(a, b);
	}
	return sum;
}

double expr_highest(const struct expr *e, const struct lp *lp)
{
	double sum = e->constant;
	int i;

	for (i = 0; i < e->n; i++) {
		double a = e->coefficients[i] * lp_lower(lp, e->columns[i]);
		double b = e->coefficients[i] * lp_upper(lp, e->columns[i]);

		sum += fmax(a, b);
	}
	return sum;
}

double expr_value(const struct expr *e, const double *x)
{
	double sum = e->constant;
	int i;

	for (i = 0; i < e->n; i++)
		sum += e->coefficients[i] * x[e->columns[i]];
	return sum;
}

void expr_terms(const struct expr *e, struct lp *lp)
{
	int i;

	for (i = 0; i < e->n; i++)
		lp_term(lp, e->columns[i], e->coefficients[i]);
}
