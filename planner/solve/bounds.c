#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <math.h>
#include <string.h>

/* Rows are judged relative to their largest term: below this, what is missing is rounding noise. */
static const double NOISE = 1e-9;

/* Drawing consequences stops after this many rows; the LP finds the rest. */
enum { MOST_ROWS_AT_ONCE = 5000 };

static bool is_integral(double value)
{
	return fabs(value - nearbyint(value)) < 1e-9;
}

static void read_columns(struct bounds *b)
{
	const int *columns;
	const double *coefficients;
	int i, k, n, *next = memory_alloc(b->n_columns + 1, sizeof *next);

	for (i = 0; i < b->n_rows; i++) {
		n = lp_row_terms(b->lp, i, &columns, &coefficients);
		for (k = 0; k < n; k++)
			b->first[columns[k] + 1]++;
	}
	for (i = 0; i < b->n_columns; i++)
		b->first[i + 1] += b->first[i];
	memcpy(next, b->first, ((size_t)b->n_columns + 1) * sizeof *next);
	b->row = memory_alloc(b->first[b->n_columns], sizeof *b->row);
	b->coefficient = memory_alloc(b->first[b->n_columns], sizeof *b->coefficient);
	for (i = 0; i < b->n_rows; i++) {
		n = lp_row_terms(b->lp, i, &columns, &coefficients);
		for (k = 0; k < n; k++) {
			b->row[next[columns[k]]] = i;
			b->coefficient[next[columns[k]]++] = coefficients[k];
		}
	}
	memory_free(next);
}

/*
 * In racks = 12 modules the racks follow from the modules; rounding them first would leave 1.08 modules. Per equality of
 * whole columns with whole coefficients, one column with coefficient 1 is marked, if some other has a larger one.
 */
static void mark_implied(struct bounds *b, int row, bool *decides)
{
	const int *columns;
	const double *a;
	const int n = lp_row_terms(b->lp, row, &columns, &a);
	int k, follower = -1;
	bool larger = false;

	if (lp_row_low(b->lp, row) < lp_row_high(b->lp, row) || !is_integral(lp_row_low(b->lp, row)))
		return;
	for (k = 0; k < n; k++) {
		if (!b->whole[columns[k]] || !is_integral(a[k]) || b->implied[columns[k]])
			return;
		if (fabs(a[k]) > 1.5)
			larger = true;
		else if (follower < 0 && !decides[columns[k]])
			follower = columns[k];
	}
	if (!larger || follower < 0)
		return;
	for (k = 0; k < n; k++) {
		if (columns[k] != follower)
			decides[columns[k]] = true;
	}
	b->implied[follower] = true;
}

/* Steps and modules before the racks that fill them: what is lost by rounding them is known while racks can still move. */
static void mark_coarse(struct bounds *b, int row)
{
	enum { MANY = 4 };
	const int *columns;
	const double *a;
	const int n = lp_row_terms(b->lp, row, &columns, &a);
	double least = HUGE_VAL;
	int k;

	for (k = 0; k < n; k++) {
		if (b->whole[columns[k]])
			least = fmin(least, fabs(a[k]));
	}
	for (k = 0; k < n; k++) {
		if (b->whole[columns[k]] && fabs(a[k]) > MANY * least)
			b->coarse[columns[k]] = true;
	}
}

static void find_margin(struct bounds *b, int row)
{
	const int *columns;
	const double *a;
	const int n = lp_row_terms(b->lp, row, &columns, &a);
	double least = HUGE_VAL, most = 0;
	bool coarse = false;
	int k;

	for (k = 0; k < n; k++) {
		if (b->coarse[columns[k]]) {
			coarse = true;
		} else if (b->whole[columns[k]]) {
			least = fmin(least, fabs(a[k]));
			most = fmax(most, fabs(a[k]));
		}
	}
	if (coarse && least < most && lp_row_low(b->lp, row) < lp_row_high(b->lp, row))
		b->margin[row] = most;
}

static void find_reserve(struct bounds *b, int row)
{
	const int *columns;
	const double *a;
	const int n = lp_row_terms(b->lp, row, &columns, &a);
	double least = HUGE_VAL, most = 0;
	int k;

	for (k = 0; k < n; k++) {
		if (b->coarse[columns[k]] && lp_column_kind(b->lp, columns[k]) == LP_WHOLE) {
			least = fmin(least, fabs(a[k]));
			most = fmax(most, fabs(a[k]));
		}
	}
	if (least < most && lp_row_low(b->lp, row) < lp_row_high(b->lp, row))
		b->reserve[row] = most;
}

struct bounds *bounds_new(const struct lp *lp)
{
	struct bounds *b = memory_alloc(1, sizeof *b);
	bool *decides;
	int i;

	b->lp = lp;
	b->n_columns = lp_n_columns(lp);
	b->n_rows = lp_n_rows(lp);
	b->first = memory_alloc(b->n_columns + 1, sizeof *b->first);
	b->lower = memory_alloc(b->n_columns, sizeof *b->lower);
	b->upper = memory_alloc(b->n_columns, sizeof *b->upper);
	b->whole = memory_alloc(b->n_columns, sizeof *b->whole);
	b->implied = memory_alloc(b->n_columns, sizeof *b->implied);
	b->coarse = memory_alloc(b->n_columns, sizeof *b->coarse);
	b->margin = memory_alloc(b->n_rows, sizeof *b->margin);
	b->reserve = memory_alloc(b->n_rows, sizeof *b->reserve);
	b->queue = memory_alloc(b->n_rows, sizeof *b->queue);
	b->queued = memory_alloc(b->n_rows, sizeof *b->queued);
	read_columns(b);
	for (i = 0; i < b->n_columns; i++)
		b->whole[i] = lp_column_kind(lp, i) != LP_CONTINUOUS;
	for (i = 0; i < b->n_rows; i++)
		mark_coarse(b, i);
	for (i = 0; i < b->n_rows; i++) {
		find_margin(b, i);
		find_reserve(b, i);
	}
	decides = memory_alloc(b->n_columns, sizeof *decides);
	for (i = 0; i < b->n_rows; i++)
		mark_implied(b, i, decides);
	memory_free(decides);
	return b;
}

void bounds_free(struct bounds *b)
{
	memory_free(b->first);
	memory_free(b->row);
	memory_free(b->coefficient);
	memory_free(b->lower);
	memory_free(b->upper);
	memory_free(b->whole);
	memory_free(b->implied);
	memory_free(b->coarse);
	memory_free(b->margin);
	memory_free(b->reserve);
	memory_free(b->trail);
	memory_free(b->queue);
	memory_free(b->queued);
	memory_free(b);
}

void bounds_reset(struct bounds *b, const double *lower, const double *upper)
{
	memcpy(b->lower, lower, (size_t)b->n_columns * sizeof *lower);
	memcpy(b->upper, upper, (size_t)b->n_columns * sizeof *upper);
	b->n_trail = 0;
}

void bounds_undo(struct bounds *b, int n_trail)
{
	const struct change *c;

	while (b->n_trail > n_trail) {
		c = &b->trail[--b->n_trail];
		b->lower[c->column] = c->lower;
		b->upper[c->column] = c->upper;
	}
}

static void set(struct bounds *b, int column, double lower, double upper, int *n_queue)
{
	void *trail = b->trail;
	int k;

	memory_reserve(&trail, &b->trail_capacity, b->n_trail + 1, sizeof *b->trail);
	b->trail = trail;
	b->trail[b->n_trail++] = (struct change){ column, b->lower[column], b->upper[column] };
	b->lower[column] = lower;
	b->upper[column] = upper;
	for (k = b->first[column]; k < b->first[column + 1]; k++) {
		if (!b->queued[b->row[k]]) {
			b->queued[b->row[k]] = true;
			b->queue[(*n_queue)++] = b->row[k];
		}
	}
}

/* The whole numbers that a column may take when the rest of the row leaves a x column between low and high. */
static bool narrow_one(struct bounds *b, int column, double a, double low, double high, int *n_queue)
{
	double from = a > 0 ? low / a : high / a, to = a > 0 ? high / a : low / a;
	double lower = b->lower[column], upper = b->upper[column];

	from = ceil(from - STEPS_WHOLE);
	to = floor(to + STEPS_WHOLE);
	if (from > lower + 0.5)
		lower = from;
	if (to < upper - 0.5)
		upper = to;
	if (lower > upper)
		return false;
	if (lower > b->lower[column] || upper < b->upper[column])
		set(b, column, lower, upper, n_queue);
	return true;
}

static bool look_at_row(struct bounds *b, int row, int *n_queue)
{
	const double low = lp_row_low(b->lp, row), high = lp_row_high(b->lp, row);
	const int *columns;
	const double *a;
	const int n = lp_row_terms(b->lp, row, &columns, &a);
	double least = 0, most = 0, size = 1, noise, down, up;
	int j, k;

	for (k = 0; k < n; k++) {
		j = columns[k];
		down = a[k] * (a[k] > 0 ? b->lower[j] : b->upper[j]);
		up = a[k] * (a[k] > 0 ? b->upper[j] : b->lower[j]);
		least += down;
		most += up;
		size = fmax(size, fmax(fabs(down), fabs(up)));
	}
	noise = NOISE * size;
	if (least > high + noise || most < low - noise)
		return false;
	if (most <= high && least >= low)
		return true;
	for (k = 0; k < n; k++) {
		j = columns[k];
		if (!b->whole[j] || b->upper[j] - b->lower[j] < 0.5)
			continue;
		down = a[k] * (a[k] > 0 ? b->lower[j] : b->upper[j]);
		up = a[k] * (a[k] > 0 ? b->upper[j] : b->lower[j]);
		if (!narrow_one(b, j, a[k], low - (most - up) - noise, high - (least - down) + noise, n_queue))
			return false;
	}
	return true;
}

bool bounds_narrow(struct bounds *b, int column, double lower, double upper)
{
	int n_queue = 0, looked = 0, row;
	bool holds = lower <= upper;

	if (!holds)
		return false;
	set(b, column, lower, upper, &n_queue);
	while (n_queue > 0) {
		row = b->queue[--n_queue];
		b->queued[row] = false;
		if (holds && looked++ < MOST_ROWS_AT_ONCE)
			holds = look_at_row(b, row, &n_queue);
	}
	return holds;
}
