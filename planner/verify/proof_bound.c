/*
 * proof_bound.c - the exact bound that multipliers prove; see proof.h for the algebra.
 */
#include "planner/verify/proof.h"

#include "planner/base/memory.h"

#include <stdlib.h>
#include <string.h>

struct box { /* between which bounds a column lies; splits make it narrower */
	bool has_lower, has_upper;
	struct decimal lower, upper;
};

struct search {
	const struct mps *mps;
	int objective, n_limits;
	const struct total *limits; /* [n_limits] of the goals */
	struct decimal *y;          /* [n_rows] of the leaf in hand; 0 elsewhere */
	struct box *boxes;          /* [n_columns] */
	struct total *bound;        /* the least of the leaves so far */
	bool any;                   /* some leaf leaves something */
	struct str *why;
};

static int refuse(struct search *s, const char *what, const char *name)
{
	str_addf(s->why, "%s: %s", name, what);
	return -1;
}

/* Which goal a row is: 0, 1, ..., or -1. */
static int goal_of(const struct search *s, int row)
{
	int k;

	for (k = 0; k < s->n_limits; k++) {
		if (s->mps->goals[k] == row)
			return k;
	}
	return -1;
}

/* sum + y x (the end of the row that y needs) */
static int add_row(struct search *s, int row, struct total *sum)
{
	const struct mps_row *r = &s->mps->rows[row];
	const int goal = goal_of(s, row);
	struct total end;
	bool there;

	total_init(&end);
	if (goal >= 0) {
		total_set(&end, &s->limits[goal]);
		there = decimal_sign(s->y[row]) < 0;
	} else {
		there = decimal_sign(s->y[row]) > 0 ? mps_row_low(r, &end) : mps_row_high(r, &end);
	}
	if (there)
		total_add_times(sum, &end, s->y[row]);
	total_clear(&end);
	return there ? 0 : refuse(s, "the row has no end that a multiplier of this sign can use", r->name);
}

/* sum + min over the box of (c - A'y)_j x_j */
static int add_column(struct search *s, int column, int objective, struct total *sum)
{
	const struct mps_column *c = &s->mps->columns[column];
	const struct box *box = &s->boxes[column];
	struct total cost;
	int k, sign;
	bool there;

	total_init(&cost);
	for (k = c->first; k < c[1].first; k++) {
		const struct mps_term *term = &s->mps->terms[k];

		if (term->row == objective)
			total_add_product(&cost, term->value, (struct decimal){ 1, 0 });
		total_subtract_product(&cost, term->value, s->y[term->row]);
	}
	sign = total_sign(&cost);
	there = sign == 0 || (sign > 0 ? box->has_lower : box->has_upper);
	if (sign != 0 && there)
		total_add_times(sum, &cost, sign > 0 ? box->lower : box->upper);
	total_clear(&cost);
	return there ? 0 : refuse(s, "the column has no bound on the side that the multipliers need", c->name);
}

static int set_multipliers(struct search *s, const struct proof_node *leaf)
{
	const struct mps *mps = s->mps;
	int i, row;

	for (i = 0; i < mps->n_rows; i++)
		s->y[i] = (struct decimal){ 0, 0 };
	for (i = 0; i < leaf->n; i++) {
		row = mps_find_row(mps, leaf->multipliers[i].row);
		if (row < 0)
			return refuse(s, "a multiplier of a row that the model has not", leaf->multipliers[i].row);
		if (s->y[row].digits != 0)
			return refuse(s, "two multipliers of one row", leaf->multipliers[i].row);
		s->y[row] = leaf->multipliers[i].value;
	}
	return 0;
}

/* What the leaf in hand proves, for an objective or (-1) for none. */
static int leaf_bound(struct search *s, int objective, struct total *sum)
{
	int i;

	for (i = 0; i < s->mps->n_rows; i++) {
		if (s->y[i].digits != 0 && add_row(s, i, sum))
			return -1;
	}
	for (i = 0; i < s->mps->n_columns; i++) {
		if (add_column(s, i, objective, sum))
			return -1;
	}
	return 0;
}

static int take_leaf(struct search *s, const struct proof_node *leaf)
{
	struct total sum;
	int result;

	if (set_multipliers(s, leaf))
		return -1;
	total_init(&sum);
	result = leaf_bound(s, leaf->empty ? -1 : s->objective, &sum);
	if (result == 0 && leaf->empty && total_sign(&sum) <= 0) {
		str_add(s->why, "the multipliers do not show that there is nothing: they give ");
		str_addf(s->why, "%.6g, which is not above 0", total_double(&sum));
		result = -1;
	}
	if (result == 0 && !leaf->empty && (!s->any || total_compare(&sum, s->bound) < 0)) {
		total_set(s->bound, &sum);
		s->any = true;
	}
	total_clear(&sum);
	return result;
}

/* A whole number whose successor can be written, too. */
static bool is_whole(struct decimal d, long long *value)
{
	enum { MOST_POWERS = 15 };
	const long long most = 1000000000000000;
	int k;

	*value = d.digits;
	for (k = 0; k < d.exponent && k <= MOST_POWERS && llabs(*value) <= most; k++)
		*value *= 10;
	return d.exponent >= 0 && llabs(*value) <= most;
}

static int take_node(struct search *s, const struct proof_node *node);

static int take_split(struct search *s, const struct proof_node *node)
{
	const int j = mps_find_column(s->mps, node->column);
	struct box before;
	long long at_most;
	int result;

	if (j < 0)
		return refuse(s, "a split of a column that the model has not", node->column);
	if (!s->mps->columns[j].integer)
		return refuse(s, "a split of a column that need not be whole", node->column);
	if (!is_whole(node->at_most, &at_most))
		return refuse(s, "a split at what is no whole number", node->column);
	before = s->boxes[j];
	s->boxes[j].has_upper = true;
	s->boxes[j].upper = node->at_most;
	result = take_node(s, node->low);
	s->boxes[j] = before;
	s->boxes[j].has_lower = true;
	s->boxes[j].lower = (struct decimal){ at_most + 1, 0 };
	if (result == 0)
		result = take_node(s, node->high);
	s->boxes[j] = before;
	return result;
}

static int take_node(struct search *s, const struct proof_node *node)
{
	return node->column ? take_split(s, node) : take_leaf(s, node);
}

int proof_bound(const struct mps *mps, int objective, const struct total *limits, int n_limits,
                const struct proof_node *node, struct total *bound, bool *nothing_left, struct str *why)
{
	struct search s = { .mps = mps, .objective = objective, .n_limits = n_limits, .limits = limits };
	int i, result;

	s.y = memory_alloc(mps->n_rows, sizeof *s.y);
	s.boxes = memory_alloc(mps->n_columns, sizeof *s.boxes);
	s.bound = bound;
	s.why = why;
	for (i = 0; i < mps->n_columns; i++) {
		const struct mps_column *c = &mps->columns[i];

		s.boxes[i] = (struct box){ c->has_lower, c->has_upper, c->lower, c->upper };
	}
	result = take_node(&s, node);
	*nothing_left = result == 0 && !s.any;
	memory_free(s.boxes);
	memory_free(s.y);
	return result;
}
