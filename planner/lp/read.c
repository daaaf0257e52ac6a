/*
 * read.c - reading an lp back: sizes, numbers, names, activities and violations.
 */
#include "planner/lp/parts.h"

#include <assert.h>
#include <math.h>

const struct error *lp_error(const struct lp *lp)
{
	return &lp->error;
}

int lp_n_columns(const struct lp *lp)
{
	return lp->n_columns;
}

int lp_n_rows(const struct lp *lp)
{
	return lp->n_rows;
}

long lp_n_nonzeros(const struct lp *lp)
{
	return lp->open && lp->error.kind == FAULT_NONE ? lp->rows[lp->n_rows].first : lp->n_terms;
}

int lp_n_tiers(const struct lp *lp)
{
	return lp->n_tiers;
}

static const struct lp_column *column_at(const struct lp *lp, int column)
{
	assert(column >= 0 && column < lp->n_columns);
	return &lp->columns[column];
}

static const struct lp_row *row_at(const struct lp *lp, int row)
{
	assert(row >= 0 && row < lp->n_rows);
	return &lp->rows[row];
}

double lp_lower(const struct lp *lp, int column)
{
	return column_at(lp, column)->lower;
}

double lp_upper(const struct lp *lp, int column)
{
	return column_at(lp, column)->upper;
}

enum lp_kind lp_column_kind(const struct lp *lp, int column)
{
	return column_at(lp, column)->kind;
}

double lp_row_low(const struct lp *lp, int row)
{
	return row_at(lp, row)->low;
}

double lp_row_high(const struct lp *lp, int row)
{
	return row_at(lp, row)->high;
}

int lp_row_end(const struct lp *lp, int row)
{
	assert(row >= 0 && row < lp->n_rows);
	if (row + 1 < lp->n_rows || (lp->open && lp->error.kind == FAULT_NONE))
		return lp->rows[row + 1].first;
	return lp->n_terms;
}

int lp_row_terms(const struct lp *lp, int row, const int **columns, const double **coefficients)
{
	const int first = row_at(lp, row)->first;

	*columns = lp->term_column ? lp->term_column + first : NULL;
	*coefficients = lp->term_coefficient ? lp->term_coefficient + first : NULL;
	return lp_row_end(lp, row) - first;
}

double lp_cost_of(const struct lp *lp, int tier, int column)
{
	const struct lp_tier *t;

	assert(tier >= 1 && tier <= lp->n_tiers);
	t = &lp->tiers[tier - 1];
	return column < t->n_cost ? t->cost[column] : 0;
}

double lp_tie_of(const struct lp *lp, int column)
{
	return lp->columns[column].tie;
}

bool lp_has_ties(const struct lp *lp)
{
	return lp->has_ties;
}

double lp_constant_of(const struct lp *lp, int tier)
{
	assert(tier >= 1 && tier <= lp->n_tiers);
	return lp->tiers[tier - 1].constant;
}

int lp_n_row_blocks(const struct lp *lp)
{
	return lp->row_blocks.n;
}

const char *lp_row_block_name(const struct lp *lp, int block)
{
	assert(block >= 0 && block < lp->row_blocks.n);
	return lp->row_blocks.of[block].name;
}

const char *lp_row_block_unit(const struct lp *lp, int block)
{
	assert(block >= 0 && block < lp->row_blocks.n);
	return lp->row_blocks.of[block].unit;
}

int lp_row_block_of(const struct lp *lp, int row)
{
	return row_at(lp, row)->block;
}

const int *lp_row_index(const struct lp *lp, int row)
{
	return row_at(lp, row)->index;
}

int lp_column_block_of(const struct lp *lp, int column)
{
	return column_at(lp, column)->block;
}

const char *lp_column_block_name(const struct lp *lp, int block)
{
	assert(block >= 0 && block < lp->column_blocks.n);
	return lp->column_blocks.of[block].name;
}

int lp_column_n_sets(const struct lp *lp, int column)
{
	return lp->column_blocks.of[column_at(lp, column)->block].n_sets;
}

int lp_row_n_sets(const struct lp *lp, int row)
{
	return lp->row_blocks.of[row_at(lp, row)->block].n_sets;
}

const int *lp_column_index(const struct lp *lp, int column)
{
	return column_at(lp, column)->index;
}

void lp_append_name(const struct lp *lp, const struct lp_block *block, const int *index, struct str *out)
{
	const struct lp_set *set;
	int i;

	str_add(out, block->name);
	for (i = 0; i < block->n_sets; i++) {
		set = &lp->sets[block->sets[i]];
		str_add(out, i ? "," : "[");
		if (index[i] >= 0 && index[i] < set->n && set->labels)
			str_add(out, set->labels[index[i]]);
		else
			str_addf(out, "%d", index[i]);
	}
	if (block->n_sets)
		str_add(out, "]");
}

void lp_column_name(const struct lp *lp, int column, struct str *out)
{
	const struct lp_column *c = column_at(lp, column);

	lp_append_name(lp, &lp->column_blocks.of[c->block], c->index, out);
}

void lp_row_name(const struct lp *lp, int row, struct str *out)
{
	const struct lp_row *r = row_at(lp, row);

	lp_append_name(lp, &lp->row_blocks.of[r->block], r->index, out);
}

double lp_row_activity(const struct lp *lp, int row, const double *x)
{
	const int end = lp_row_end(lp, row);
	double sum = 0;
	int k;

	for (k = row_at(lp, row)->first; k < end; k++)
		sum += lp->term_coefficient[k] * x[lp->term_column[k]];
	return sum;
}

double lp_objective(const struct lp *lp, int tier, const double *x)
{
	const struct lp_tier *t;
	double sum;
	int j;

	assert(tier >= 1 && tier <= lp->n_tiers);
	t = &lp->tiers[tier - 1];
	sum = t->constant;
	for (j = 0; j < t->n_cost; j++)
		sum += t->cost[j] * x[j];
	return sum;
}

static double column_violation(const struct lp_column *c, double x, bool whole)
{
	double worst = fmax(0, fmax(c->lower - x, x - c->upper));

	if (isnan(x))
		return HUGE_VAL;
	if (c->kind == LP_INTEGER || (whole && c->kind == LP_WHOLE))
		worst = fmax(worst, fabs(x - nearbyint(x)));
	return worst;
}

static double row_violation(const struct lp *lp, int row, const double *x)
{
	const struct lp_row *r = &lp->rows[row];
	const int end = lp_row_end(lp, row);
	double largest = 0, activity = lp_row_activity(lp, row, x);
	int k;

	for (k = r->first; k < end; k++)
		largest = fmax(largest, fabs(lp->term_coefficient[k]));
	if (isnan(activity))
		return HUGE_VAL;
	return fmax(0, fmax(r->low - activity, activity - r->high)) / (largest > 0 ? largest : 1);
}

double lp_violation(const struct lp *lp, const double *x, bool whole, struct str *where)
{
	double v, worst = 0;
	int i, worst_row = -1, worst_column = -1;

	for (i = 0; i < lp->n_columns; i++) {
		v = column_violation(&lp->columns[i], x[i], whole);
		if (v > worst) {
			worst = v;
			worst_column = i;
		}
	}
	for (i = 0; i < lp->n_rows; i++) {
		v = row_violation(lp, i, x);
		if (v > worst) {
			worst = v;
			worst_row = i;
		}
	}
	if (where && worst_row >= 0)
		lp_row_name(lp, worst_row, where);
	else if (where && worst_column >= 0)
		lp_column_name(lp, worst_column, where);
	return worst;
}
