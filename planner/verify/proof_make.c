/*
 * proof_make.c - from a solver's prices to a certificate.
 */
#include "planner/verify/proof.h"

#include "planner/base/memory.h"

#include <math.h>

enum { DIGITS_OF_A_BOUND = 15 };

/* Has the row the end that a multiplier of this sign needs? */
static bool has_end(const struct mps *mps, int row, bool low)
{
	struct total end;
	bool there;
	int k;

	for (k = 0; k < mps->n_goals; k++) {
		if (mps->goals[k] == row)
			return !low;
	}
	total_init(&end);
	there = low ? mps_row_low(&mps->rows[row], &end) : mps_row_high(&mps->rows[row], &end);
	total_clear(&end);
	return there;
}

struct proof_node *proof_leaf(struct certificate *certificate, const struct mps *mps, const double *price)
{
	struct proof_node *leaf = arena_alloc(certificate->arena, 1, sizeof *leaf);
	struct str text = STR_INIT;
	int i;

	leaf->empty = certificate->kind == PROOF_INFEASIBILITY;
	leaf->multipliers = arena_alloc(certificate->arena, mps->n_rows, sizeof *leaf->multipliers);
	for (i = 0; i < mps->n_rows; i++) {
		struct proof_multiplier *m = &leaf->multipliers[leaf->n];

		if (!isfinite(price[i]) || !(fabs(price[i]) > 0) || !has_end(mps, i, price[i] > 0))
			continue;
		str_clear(&text);
		str_add_number(&text, price[i]);
		if (decimal_read(text.text, &m->value))
			continue;
		m->row = arena_string(certificate->arena, mps->rows[i].name);
		leaf->n++;
	}
	str_dispose(&text);
	return leaf;
}

/* The least gap of at most 6 digits that value and bound allow. */
static void find_gap(const struct proof_tier *tier, struct total *gap)
{
	struct total distance, base, one;

	total_init(&distance);
	total_init(&base);
	total_init(&one);
	total_set_decimal(&one, (struct decimal){ 1, 0 });
	total_set(&base, &tier->bound);
	total_absolute(&base);
	if (total_compare(&base, &one) < 0)
		total_set(&base, &one);
	total_set(&distance, &tier->value);
	total_subtract(&distance, &tier->bound);
	total_share_up(gap, &distance, &base);
	total_clear(&one);
	total_clear(&base);
	total_clear(&distance);
}

static void complete_tier(struct certificate *certificate, const struct mps *mps, int k, const struct total *limits)
{
	struct proof_tier *tier = &certificate->tiers[k];
	const bool infeasible = certificate->kind == PROOF_INFEASIBILITY;
	const int objective = infeasible ? -1 : k < mps->n_goals ? mps->goals[k] : mps->cost;
	struct str why = STR_INIT;
	bool nothing_left;

	if (proof_bound(mps, objective, limits, k, tier->node, &tier->bound, &nothing_left, &why) ||
	    nothing_left != infeasible)
		tier->node = NULL;
	str_dispose(&why);
	if (infeasible || !tier->node)
		return;
	total_round_down(&tier->bound, DIGITS_OF_A_BOUND);
	if (total_compare(&tier->bound, &tier->value) > 0)
		total_set(&tier->bound, &tier->value);
}

bool certificate_complete(struct certificate *certificate, const struct mps *mps)
{
	struct proof_tier *last = &certificate->tiers[certificate->n_tiers - 1];
	struct total *limits = memory_alloc(certificate->n_tiers, sizeof *limits);
	int k;

	for (k = 0; k < certificate->n_tiers; k++) {
		total_init(&limits[k]);
		total_set(&limits[k], &certificate->tiers[k].limit);
		if (certificate->tiers[k].node)
			complete_tier(certificate, mps, k, limits);
	}
	if (last->node && certificate->kind == PROOF_OPTIMALITY)
		find_gap(last, &certificate->gap);
	for (k = 0; k < certificate->n_tiers; k++)
		total_clear(&limits[k]);
	memory_free(limits);
	return last->node != NULL;
}
