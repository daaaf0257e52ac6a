/*
 * uneven.c - numbers of a program that no solver sees beside others (planner/lp/lint.c), as what a planner wrote: the row and
 * the numbers of the scenario that it comes from.
 *
 * Of rows (or costs) that differ in the period alone the worst stands for all. A coefficient is a product; the number that is named is the
 * smallest of the scenario's that enter the small one, and the largest that enter the large one.
 */
#include "models/basis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_GROUPS = 1000 }; /* that are told apart; an absurd unit shows in far fewer */

struct group {
	struct lp_concern worst;
	int row_block, item, small_block, small_item; /* what they have in common; -1: nothing */
	int n;
};

struct groups {
	const struct model *m;
	struct group *of;
	int n, capacity;
};

static int first_index(const int *index, int n_sets)
{
	return n_sets > 0 ? index[0] : -1;
}

static struct group group_of(const struct lp *lp, const struct lp_concern *concern)
{
	struct group group = { *concern, -1, -1, -1, -1, 1 };
	const int column = concern->small_column, row = concern->row;

	if (row >= 0) {
		group.row_block = lp_row_block_of(lp, row);
		group.item = first_index(lp_row_index(lp, row), lp_row_n_sets(lp, row));
	}
	group.small_block = lp_column_block_of(lp, column);
	if (row < 0)
		group.small_item = first_index(lp_column_index(lp, column), lp_column_n_sets(lp, column));
	return group;
}

static bool same_group(const struct group *a, const struct group *b)
{
	return a->worst.kind == b->worst.kind && a->row_block == b->row_block && a->item == b->item &&
	       a->small_block == b->small_block && a->small_item == b->small_item;
}

static double ratio_of(const struct lp_concern *concern)
{
	return concern->large / concern->small;
}

static void take(const struct lp_concern *concern, void *with)
{
	struct groups *groups = with;
	const struct group group = group_of(groups->m->lp, concern);
	void *of = groups->of;
	int i;

	for (i = groups->n - 1; i >= 0 && !same_group(&groups->of[i], &group); i--)
		;
	if (i >= 0) {
		groups->of[i].n++;
		if (ratio_of(concern) > ratio_of(&groups->of[i].worst))
			groups->of[i].worst = *concern;
		return;
	}
	if (groups->n == MOST_GROUPS)
		return;
	memory_reserve(&of, &groups->capacity, groups->n + 1, sizeof *groups->of);
	groups->of = of;
	groups->of[groups->n++] = group;
}

/* ---- which numbers ---- */

/* The cost entry that most of the column's cost comes from; without one it is the price of a target, a rule, a change. */
static void basis_of_price(struct basis *basis, int column)
{
	const struct model *m = basis->m;
	const char *block = lp_column_block_name(m->lp, lp_column_block_of(m->lp, column));
	const struct cost_entry *found = NULL;
	int i;

	for (i = 0; i < m->n_costs; i++) {
		const struct cost_entry *cost = &m->costs[i];

		if (cost->column == column &&
		    (!found || fabs(cost->nominal * cost->discount) > fabs(found->nominal * found->discount)))
			found = cost;
	}
	if (found)
		basis_of_cost(basis, found);
	else if (strcmp(block, "shortfall") == 0 || strcmp(block, "bonus") == 0)
		basis_mark(basis, OF_TARGETS, lp_column_index(m->lp, column)[0], G_PRICE | G_VALUE);
	else if (strcmp(block, "first") == 0)
		basis_mark(basis, OF_RULES, lp_column_index(m->lp, column)[0], R_PRICE);
}

/* The scenario's number of the least (or the largest) size in a basis; 0 is none. */
static const struct number_mark *extreme(struct basis *basis, struct arena *arena, bool largest)
{
	const char *const *pointers;
	const int n = basis_pointers(basis, arena, &pointers);
	const struct number_mark *found = NULL, *mark;
	int i;

	for (i = 0; i < n; i++) {
		mark = scenario_mark(basis->m->sc, pointers[i]);
		if (!mark || !(fabs(mark->value) > 0))
			continue;
		if (!found ||
		    (largest ? fabs(mark->value) > fabs(found->value) : fabs(mark->value) < fabs(found->value)))
			found = mark;
	}
	return found;
}

/* column -1: the row's limit, and all that makes the row. */
static const struct number_mark *number_of(const struct model *m, struct arena *arena, int row, int column,
                                           bool largest)
{
	const struct number_mark *found = NULL;
	struct basis basis;

	if (column >= 0) {
		basis_init(&basis, m);
		if (row < 0)
			basis_of_price(&basis, column);
		else
			basis_of_term(&basis, row, column);
		found = extreme(&basis, arena, largest);
		basis_dispose(&basis);
	}
	if (found || row < 0)
		return found;
	basis_init(&basis, m);
	basis_of_row(&basis, row);
	found = extreme(&basis, arena, largest);
	basis_dispose(&basis);
	return found;
}

static const char *name_of(const struct model *m, struct arena *arena, int number, bool is_row)
{
	struct str name = STR_INIT;
	const char *kept;

	if (is_row)
		lp_row_name(m->lp, number, &name);
	else
		lp_column_name(m->lp, number, &name);
	kept = arena_string(arena, name.text);
	str_dispose(&name);
	return kept;
}

static struct model_concern concern_of(const struct model *m, struct arena *arena, const struct group *group)
{
	const struct lp_concern *worst = &group->worst;
	const int row = worst->row;
	struct model_concern concern = { .kind = worst->kind, .small = worst->small, .large = worst->large };

	concern.n = group->n;
	concern.row = row >= 0 ? name_of(m, arena, row, true) : NULL;
	concern.small_column = name_of(m, arena, worst->small_column, false);
	concern.large_column = worst->large_column >= 0 ? name_of(m, arena, worst->large_column, false) : NULL;
	concern.small_number = number_of(m, arena, row, worst->small_column, false);
	concern.large_number = number_of(m, arena, row, worst->large_column, true);
	return concern;
}

static int worst_first(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	const double left = ratio_of(&x->worst), right = ratio_of(&y->worst);

	if (left > right)
		return -1;
	if (left < right)
		return 1;
	if (x->worst.row != y->worst.row)
		return x->worst.row < y->worst.row ? -1 : 1;
	return x->worst.small_column - y->worst.small_column;
}

int model_concerns(const struct model *m, int most, struct arena *arena, const struct model_concern **list)
{
	struct groups groups = { .m = m };
	struct model_concern *concerns;
	int i, n;

	lp_lint(m->lp, take, &groups);
	if (groups.n > 1)
		qsort(groups.of, (size_t)groups.n, sizeof *groups.of, worst_first);
	n = groups.n < most ? groups.n : most;
	concerns = arena_alloc(arena, n, sizeof *concerns);
	for (i = 0; i < n; i++)
		concerns[i] = concern_of(m, arena, &groups.of[i]);
	*list = concerns;
	n = groups.n;
	memory_free(groups.of);
	return n;
}
