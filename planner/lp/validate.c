/*
 * validate.c - the finished whole, checked once more before any solver sees it: solvers answer "optimal" on a NaN and
 * abort on a bound that is not a number.
 */
#include "planner/lp/parts.h"

#include <math.h>
#include <stdint.h>

/* Beside 1e12, anything of ordinary size drowns in a double's 16 digits and in a solver's tolerances; so do tiny ones. */
static const double LARGEST = 1e12;
static const double SMALLEST = 1e-12;
static const double LARGEST_LIMIT = 1e15;

static int refuse_row(const struct lp *lp, int row, const char *what, double value, struct error *err)
{
	struct str name = STR_INIT;

	lp_row_name(lp, row, &name);
	error_set(err, FAULT_INPUT, name.text, "%s: %.17g", what, value);
	str_dispose(&name);
	return -1;
}

static int refuse_column(const struct lp *lp, int column, const char *what, double value, struct error *err)
{
	struct str name = STR_INIT;

	lp_column_name(lp, column, &name);
	error_set(err, FAULT_INPUT, name.text, "%s: %.17g", what, value);
	str_dispose(&name);
	return -1;
}

static const char *cost_fault(double value)
{
	if (!isfinite(value))
		return "a coefficient is not finite";
	if (fabs(value) > LARGEST)
		return "a coefficient is too large (above 1e12) to be reckoned with; choose another unit";
	return NULL;
}

static const char *coefficient_fault(double value)
{
	if (fabs(value) > 0 && fabs(value) < SMALLEST)
		return "a coefficient is too small (below 1e-12) to be reckoned with; choose another unit";
	return cost_fault(value);
}

static const char *limit_fault(double low, double high)
{
	if (isnan(low) || isnan(high))
		return "a limit is not a number";
	if (low > high)
		return "the lower limit lies above the upper limit";
	if ((isfinite(low) && fabs(low) > LARGEST_LIMIT) || (isfinite(high) && fabs(high) > LARGEST_LIMIT))
		return "a limit is too large (above 1e15) to be reckoned with; choose another unit";
	return NULL;
}

static int validate_row(const struct lp *lp, int row, struct error *err)
{
	const struct lp_row *r = &lp->rows[row];
	const char *fault = limit_fault(r->low, r->high);
	const int end = lp_row_end(lp, row);
	int k;

	if (fault)
		return refuse_row(lp, row, fault, isfinite(r->low) ? r->low : r->high, err);
	for (k = r->first; k < end; k++) {
		fault = coefficient_fault(lp->term_coefficient[k]);
		if (fault)
			return refuse_row(lp, row, fault, lp->term_coefficient[k], err);
	}
	return 0;
}

static int validate_column(const struct lp *lp, int column, struct error *err)
{
	const struct lp_column *c = &lp->columns[column];
	const char *fault = limit_fault(c->lower, c->upper);
	int k;

	if (!fault && (!isfinite(c->lower) || !isfinite(c->upper)))
		fault = "a bound is not finite";
	if (!fault && c->kind != LP_CONTINUOUS && ceil(c->lower) > floor(c->upper))
		fault = "no whole number lies between the bounds, of which the lower is";
	if (fault)
		return refuse_column(lp, column, fault, c->lower, err);
	for (k = 1; k <= lp->n_tiers; k++) {
		fault = cost_fault(lp_cost_of(lp, k, column));
		if (fault)
			return refuse_column(lp, column, fault, lp_cost_of(lp, k, column), err);
	}
	return 0;
}

/* Names must be unique: files, conflicts and prices speak of rows and columns by name. */
struct names {
	int *slots; /* [n_slots], -1: empty */
	uint64_t n_slots;
};

static uint64_t hash_of(int block, const int *index, int n)
{
	uint64_t h = (uint64_t)block + 0x9e3779b97f4a7c15u;
	int i;

	for (i = 0; i < n; i++) {
		h ^= h >> 29;
		h = h * 0xbf58476d1ce4e5b9u + (uint64_t)index[i] + 1;
	}
	return h ^ (h >> 32);
}

static bool same_index(const int *a, const int *b, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		if (a[i] != b[i])
			return false;
	}
	return true;
}

static struct names names_new(int n)
{
	struct names names = { NULL, 16 };
	uint64_t i;

	while (names.n_slots < 2 * (uint64_t)n)
		names.n_slots *= 2;
	names.slots = memory_resize(NULL, names.n_slots, sizeof *names.slots);
	for (i = 0; i < names.n_slots; i++)
		names.slots[i] = -1;
	return names;
}

static int first_twin_column(const struct lp *lp)
{
	struct names names = names_new(lp->n_columns);
	const struct lp_column *a, *b;
	uint64_t at;
	int j, n, twin = -1;

	for (j = 0; j < lp->n_columns && twin < 0; j++) {
		a = &lp->columns[j];
		n = lp->column_blocks.of[a->block].n_sets;
		at = hash_of(a->block, a->index, n) % names.n_slots;
		for (; names.slots[at] >= 0 && twin < 0; at = (at + 1) % names.n_slots) {
			b = &lp->columns[names.slots[at]];
			if (a->block == b->block && same_index(a->index, b->index, n))
				twin = j;
		}
		names.slots[at] = j;
	}
	memory_free(names.slots);
	return twin;
}

static int first_twin_row(const struct lp *lp)
{
	struct names names = names_new(lp->n_rows);
	const struct lp_row *a, *b;
	uint64_t at;
	int i, n, twin = -1;

	for (i = 0; i < lp->n_rows && twin < 0; i++) {
		a = &lp->rows[i];
		n = lp->row_blocks.of[a->block].n_sets;
		at = hash_of(a->block, a->index, n) % names.n_slots;
		for (; names.slots[at] >= 0 && twin < 0; at = (at + 1) % names.n_slots) {
			b = &lp->rows[names.slots[at]];
			if (a->block == b->block && same_index(a->index, b->index, n))
				twin = i;
		}
		names.slots[at] = i;
	}
	memory_free(names.slots);
	return twin;
}

int lp_validate(const struct lp *lp, struct error *err)
{
	int i;

	if (lp->error.kind != FAULT_NONE)
		return error_set(err, lp->error.kind, lp->error.where, "%s", lp->error.what);
	if (lp->open)
		return error_set(err, FAULT_INTERNAL, "", "a row was opened and never closed");
	if (lp->n_columns == 0)
		return error_set(err, FAULT_INPUT, "", "there is nothing to decide: the program has no columns");
	for (i = 0; i < lp->n_columns; i++) {
		if (validate_column(lp, i, err))
			return -1;
	}
	for (i = 0; i < lp->n_rows; i++) {
		if (validate_row(lp, i, err))
			return -1;
	}
	i = first_twin_column(lp);
	if (i >= 0)
		return refuse_column(lp, i, "two columns have this name; the second is number", i, err);
	i = first_twin_row(lp);
	if (i >= 0)
		return refuse_row(lp, i, "two rows have this name; the second is number", i, err);
	return 0;
}
