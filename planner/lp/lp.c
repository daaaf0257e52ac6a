#include "planner/lp/lp.h"

#include "planner/lp/parts.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <string.h>

/* Sums this much smaller than their terms are rounding noise of a term that was taken away again. */
static const double CANCELLED = 1e-13;

struct lp *lp_new(void)
{
	struct lp *lp = memory_alloc(1, sizeof *lp);

	lp->arena = arena_new();
	return lp;
}

void lp_free(struct lp *lp)
{
	int k;

	if (!lp)
		return;
	for (k = 0; k < lp->n_tiers; k++)
		memory_free(lp->tiers[k].cost);
	memory_free(lp->tiers);
	memory_free(lp->magnitude);
	memory_free(lp->term_coefficient);
	memory_free(lp->term_column);
	memory_free(lp->rows);
	memory_free(lp->place);
	memory_free(lp->columns);
	memory_free(lp->row_blocks.of);
	memory_free(lp->column_blocks.of);
	memory_free(lp->sets);
	arena_free(lp->arena);
	memory_free(lp);
}

static bool failed(const struct lp *lp)
{
	return lp->error.kind != FAULT_NONE;
}

static void fail_at(struct lp *lp, enum fault kind, const struct lp_block *block, const int *index, const char *what,
                    double value)
{
	struct str name = STR_INIT, number = STR_INIT;

	if (failed(lp))
		return;
	lp_append_name(lp, block, index, &name);
	str_addf(&number, "%.17g", value);
	error_set(&lp->error, kind, name.text, "%s: %s", what, number.text);
	str_dispose(&number);
	str_dispose(&name);
}

static void fail_column(struct lp *lp, int column, const char *what, double value)
{
	const struct lp_column *c = &lp->columns[column];

	fail_at(lp, FAULT_INPUT, &lp->column_blocks.of[c->block], c->index, what, value);
}

static void fail_row(struct lp *lp, const char *what, double value)
{
	const struct lp_row *r = &lp->rows[lp->n_rows];

	fail_at(lp, FAULT_INPUT, &lp->row_blocks.of[r->block], r->index, what, value);
}

int lp_set(struct lp *lp, const char *name, int n, const char *const *labels)
{
	void *sets = lp->sets;

	assert(n >= 0);
	memory_reserve(&sets, &lp->sets_capacity, lp->n_sets + 1, sizeof *lp->sets);
	lp->sets = sets;
	lp->sets[lp->n_sets] = (struct lp_set){ arena_string(lp->arena, name), n, labels };
	return lp->n_sets++;
}

static int add_block(struct lp *lp, struct lp_blocks *blocks, const char *name, const char *unit, int n_sets,
                     const int *sets)
{
	void *of = blocks->of;
	struct lp_block *block;
	int i;

	assert(n_sets >= 0 && n_sets <= LP_MOST_SETS);
	memory_reserve(&of, &blocks->capacity, blocks->n + 1, sizeof *blocks->of);
	blocks->of = of;
	block = &blocks->of[blocks->n];
	*block = (struct lp_block){ .name = arena_string(lp->arena, name), .unit = arena_string(lp->arena, unit) };
	block->n_sets = n_sets;
	for (i = 0; i < n_sets; i++) {
		assert(sets[i] >= 0 && sets[i] < lp->n_sets);
		block->sets[i] = sets[i];
	}
	return blocks->n++;
}

int lp_column_block(struct lp *lp, const char *name, const char *unit, int n_sets, const int *sets)
{
	return add_block(lp, &lp->column_blocks, name, unit, n_sets, sets);
}

int lp_row_block(struct lp *lp, const char *name, const char *unit, int n_sets, const int *sets)
{
	return add_block(lp, &lp->row_blocks, name, unit, n_sets, sets);
}

static bool copy_index(struct lp *lp, const struct lp_block *block, const int *index, int *copy)
{
	int i, n;

	for (i = 0; i < block->n_sets; i++) {
		n = lp->sets[block->sets[i]].n;
		if (index[i] < 0 || index[i] >= n) {
			fail_at(lp, FAULT_INTERNAL, block, index, "an index lies outside of its set", index[i]);
			return false;
		}
		copy[i] = index[i];
	}
	return true;
}

static bool bounds_are_good(struct lp *lp, int column, double lower, double upper)
{
	if (!isfinite(lower))
		fail_column(lp, column, "the lower bound is not finite", lower);
	else if (!isfinite(upper))
		fail_column(lp, column, "the upper bound is not finite", upper);
	else if (lower > upper)
		fail_column(lp, column, "the lower bound lies above the upper bound by", lower - upper);
	return !failed(lp);
}

int lp_column(struct lp *lp, int block, const int *index, double lower, double upper, enum lp_kind kind)
{
	void *columns = lp->columns, *place = lp->place;
	struct lp_column *c;

	assert(block >= 0 && block < lp->column_blocks.n);
	if (failed(lp))
		return -1;
	memory_reserve(&columns, &lp->columns_capacity, lp->n_columns + 1, sizeof *lp->columns);
	lp->columns = columns;
	memory_reserve(&place, &lp->place_capacity, lp->n_columns + 1, sizeof *lp->place);
	lp->place = place;
	c = &lp->columns[lp->n_columns];
	*c = (struct lp_column){ .lower = lower, .upper = upper, .kind = kind, .block = block };
	if (!copy_index(lp, &lp->column_blocks.of[block], index, c->index))
		return -1;
	if (!bounds_are_good(lp, lp->n_columns, lower, upper))
		return -1;
	lp->place[lp->n_columns] = 0;
	return lp->n_columns++;
}

static bool column_exists(struct lp *lp, int column)
{
	if (failed(lp))
		return false;
	if (column >= 0 && column < lp->n_columns)
		return true;
	error_set(&lp->error, FAULT_INTERNAL, "", "column %d does not exist; there are %d", column, lp->n_columns);
	return false;
}

void lp_relax(struct lp *lp)
{
	int j;

	for (j = 0; j < lp->n_columns; j++)
		lp->columns[j].kind = LP_CONTINUOUS;
}

void lp_column_bounds(struct lp *lp, int column, double lower, double upper)
{
	if (!column_exists(lp, column) || !bounds_are_good(lp, column, lower, upper))
		return;
	lp->columns[column].lower = lower;
	lp->columns[column].upper = upper;
}

static struct lp_tier *tier_of(struct lp *lp, int tier)
{
	void *tiers = lp->tiers;

	assert(tier >= 1);
	memory_reserve(&tiers, &lp->tiers_capacity, tier, sizeof *lp->tiers);
	lp->tiers = tiers;
	for (; lp->n_tiers < tier; lp->n_tiers++)
		lp->tiers[lp->n_tiers] = (struct lp_tier){ 0 };
	return &lp->tiers[tier - 1];
}

void lp_cost(struct lp *lp, int tier, int column, double coefficient)
{
	struct lp_tier *t = tier_of(lp, tier);
	void *cost = t->cost;

	if (column == -1 || !column_exists(lp, column))
		return;
	if (!isfinite(coefficient)) {
		fail_column(lp, column, "the cost is not finite", coefficient);
		return;
	}
	memory_reserve(&cost, &t->capacity, column + 1, sizeof *t->cost);
	t->cost = cost;
	for (; t->n_cost <= column; t->n_cost++)
		t->cost[t->n_cost] = 0;
	t->cost[column] += coefficient;
}

void lp_cost_constant(struct lp *lp, int tier, double constant)
{
	struct lp_tier *t = tier_of(lp, tier);

	if (failed(lp))
		return;
	if (!isfinite(constant))
		error_set(&lp->error, FAULT_INPUT, "", "the constant of tier %d is not finite: %g", tier, constant);
	else
		t->constant += constant;
}

void lp_tie(struct lp *lp, int column, double weight)
{
	if (column == -1 || !column_exists(lp, column))
		return;
	if (!isfinite(weight) || weight < 0) {
		fail_column(lp, column, "the weight among ties is not a number of 0 or more", weight);
		return;
	}
	lp->columns[column].tie = weight;
	lp->has_ties |= weight > 0;
}

void lp_row_open(struct lp *lp, int block, const int *index)
{
	void *rows = lp->rows;
	struct lp_row *r;

	assert(!lp->open && "the row before was never closed");
	assert(block >= 0 && block < lp->row_blocks.n);
	lp->open = true;
	if (failed(lp))
		return;
	memory_reserve(&rows, &lp->rows_capacity, lp->n_rows + 1, sizeof *lp->rows);
	lp->rows = rows;
	r = &lp->rows[lp->n_rows];
	*r = (struct lp_row){ .first = lp->n_terms, .block = block };
	copy_index(lp, &lp->row_blocks.of[block], index, r->index);
}

static void new_term(struct lp *lp, int column)
{
	const int first = lp->rows[lp->n_rows].first;
	void *columns = lp->term_column, *coefficients = lp->term_coefficient, *magnitude = lp->magnitude;

	assert(lp->n_terms < INT_MAX);
	memory_reserve(&columns, &lp->column_capacity, lp->n_terms + 1, sizeof *lp->term_column);
	lp->term_column = columns;
	memory_reserve(&coefficients, &lp->coefficient_capacity, lp->n_terms + 1, sizeof *lp->term_coefficient);
	lp->term_coefficient = coefficients;
	memory_reserve(&magnitude, &lp->magnitude_capacity, lp->n_terms - first + 1, sizeof *lp->magnitude);
	lp->magnitude = magnitude;
	lp->term_column[lp->n_terms] = column;
	lp->term_coefficient[lp->n_terms] = 0;
	lp->magnitude[lp->n_terms - first] = 0;
	lp->place[column] = lp->n_terms++;
}

void lp_term(struct lp *lp, int column, double coefficient)
{
	int first, place;

	assert(lp->open && "a term outside of a row");
	if (column == -1 || failed(lp))
		return;
	if (column < 0 || column >= lp->n_columns) {
		fail_row(lp, "a term names a column that does not exist", column);
		return;
	}
	if (!isfinite(coefficient)) {
		fail_row(lp, "a coefficient is not finite", coefficient);
		return;
	}
	first = lp->rows[lp->n_rows].first;
	place = lp->place[column];
	if (place < first || place >= lp->n_terms || lp->term_column[place] != column)
		new_term(lp, column);
	place = lp->place[column];
	lp->term_coefficient[place] += coefficient;
	lp->magnitude[place - first] += fabs(coefficient);
}

static void drop_zero_sums(struct lp *lp)
{
	const int first = lp->rows[lp->n_rows].first;
	int from, to = first;

	for (from = first; from < lp->n_terms; from++) {
		if (fabs(lp->term_coefficient[from]) <= CANCELLED * lp->magnitude[from - first])
			continue;
		lp->term_column[to] = lp->term_column[from];
		lp->term_coefficient[to] = lp->term_coefficient[from];
		to++;
	}
	lp->n_terms = to;
}

static int close_row(struct lp *lp, double low, double high)
{
	assert(lp->open && "no row is open");
	lp->open = false;
	if (failed(lp))
		return -1;
	if (isnan(low) || (isinf(low) && low > 0))
		fail_row(lp, "the lower end is not a limit", low);
	else if (isnan(high) || (isinf(high) && high < 0))
		fail_row(lp, "the upper end is not a limit", high);
	else if (low > high)
		fail_row(lp, "the lower end lies above the upper end by", low - high);
	if (failed(lp))
		return -1;
	drop_zero_sums(lp);
	lp->rows[lp->n_rows].low = low;
	lp->rows[lp->n_rows].high = high;
	return lp->n_rows++;
}

static bool one_end_is_good(struct lp *lp, double value)
{
	if (!failed(lp) && !isfinite(value))
		fail_row(lp, "the right-hand side is not finite", value);
	return !failed(lp);
}

int lp_row_at_most(struct lp *lp, double high)
{
	one_end_is_good(lp, high);
	return close_row(lp, -HUGE_VAL, high);
}

int lp_row_at_least(struct lp *lp, double low)
{
	one_end_is_good(lp, low);
	return close_row(lp, low, HUGE_VAL);
}

int lp_row_equal(struct lp *lp, double value)
{
	one_end_is_good(lp, value);
	return close_row(lp, value, value);
}

int lp_row_between(struct lp *lp, double low, double high)
{
	return close_row(lp, low, high);
}

int lp_row_discard(struct lp *lp)
{
	assert(lp->open && "no row is open");
	lp->open = false;
	if (!failed(lp))
		lp->n_terms = lp->rows[lp->n_rows].first;
	return -1;
}
