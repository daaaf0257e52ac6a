/* limits.c - rows that limit a planner, and rows that only tie the model's columns together. */
#include "models/internal.h"

#include <math.h>
#include <string.h>

static bool ties_together(const char *block)
{
	static const char *const ties[] = { "feed_fixed",   "feed_once",      "feed_begins", "opening_start",
		                            "opening_once", "opening_begins", "backup_most", "lost_racks",
		                            "lost_mw",      "lost_mwh",       "lost_dense",  "bw_fixed",
		                            "bw_once",      "bw_begins",      "lit_least",   "lit_most",
		                            "count_begun",  "count_opened",   "first_start", "first_once",
		                            "first_begins", "counted_begun",  "counted_all", "changed_least",
		                            "phase_order",  "stranded",       "energy" };
	size_t i;

	for (i = 0; i < sizeof ties / sizeof *ties; i++) {
		if (strcmp(block, ties[i]) == 0)
			return true;
	}
	return strncmp(block, "worst_", 6) == 0;
}

static bool is_target(const char *block)
{
	return strcmp(block, "target") == 0 || strcmp(block, "bonus_most") == 0;
}

/* Decisions that are 0/1 are fixed where prices are asked for: a row of them alone could have any. */
bool limits_is_priced(const struct model *m, int row)
{
	const int *columns;
	const double *coefficients;
	const int n = lp_row_terms(m->lp, row, &columns, &coefficients);
	int i;

	if (!isinf(lp_row_low(m->lp, row)) && !isinf(lp_row_high(m->lp, row)))
		return false;
	for (i = 0; i < n; i++) {
		if (lp_column_kind(m->lp, columns[i]) != LP_INTEGER)
			return true;
	}
	return false;
}

/* Duties and money come first; what is built and drawn, where there is time for it. */
static unsigned char rank_of(const struct model *m, int row)
{
	const char *block = lp_row_block_name(m->lp, lp_row_block_of(m->lp, row));

	if (!limits_is_priced(m, row) || ties_together(block))
		return 0;
	return is_target(block) || strcmp(block, "budget") == 0 ? 1 : 2;
}

unsigned char *model_limits(const struct model *model)
{
	const int n = lp_n_rows(model->lp);
	unsigned char *limits = memory_alloc(n, sizeof *limits);
	int row;

	for (row = 0; row < n; row++)
		limits[row] = rank_of(model, row);
	return limits;
}

bool limits_is_lower(const struct model *m, int row)
{
	return isinf(lp_row_high(m->lp, row));
}

struct price_range limits_range(const struct model *m, const struct model_answer *answer, int row)
{
	struct price_range range = { 0 };
	const bool lower = limits_is_lower(m, row);
	double end, from, to;

	if (!answer->row_from || answer->row_from[row] > answer->row_to[row])
		return range;
	end = lower ? lp_row_low(m->lp, row) : lp_row_high(m->lp, row);
	from = end - answer->row_from[row];
	to = answer->row_to[row] - end;
	range.known = true;
	range.loosened_by = lower ? from : to;
	range.tightened_by = lower ? to : from;
	if (range.loosened_by > 0.0)
		range.saves_cny = fabs(lower ? answer->price_below[row] : answer->price_above[row]);
	if (range.tightened_by > 0.0)
		range.costs_cny = fabs(lower ? answer->price_above[row] : answer->price_below[row]);
	return range;
}
