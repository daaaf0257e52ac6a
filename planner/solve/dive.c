/*
 * dive.c - whole numbers for one tier by diving.
 *
 * Depth first: from an optimum of the relaxation, the columns nearest to a whole number are fixed at it, a batch at a time;
 * what follows from the rows is drawn at once, and the LP is solved again from the last basis. When it has no solution, the
 * batch is taken back and tried one column at a time; a single column that fails is held to its other side. All limits are
 * counts, not seconds, so that the same program gives the same answer on every machine.
 */
#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <math.h>
#include <stdlib.h>

struct candidate {
	int column;
	int conflicts;
	double distance; /* to what it aims at, in steps of STEPS_WHOLE */
};

/* Relative to a row: less is rounding noise. */
static const double ROW_NOISE = 1e-9;

struct level {       /* one batch */
	int n_trail; /* of the bounds before it */
	int n_columns;
	int column; /* the only one, when n_columns is 1 */
	double x;   /* its value before */
};

/* Columns at which earlier dives broke down, then the nearest to a whole number. */
static int by_urgency(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->conflicts != b->conflicts)
		return a->conflicts > b->conflicts ? -1 : 1;
	if (a->distance < b->distance)
		return -1;
	if (a->distance > b->distance)
		return 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

static bool is_fixed(const struct bounds *b, int column)
{
	return b->upper[column] - b->lower[column] < 0.5;
}

static void find_activities(struct dive *d)
{
	int i;

	for (i = 0; i < d->b->n_rows && d->covers; i++)
		d->activity[i] = lp_row_activity(d->s->lp, i, d->x);
}

/* Where earlier dives broke down, then coarse columns; those that follow from others last. */
static int rank_of(const struct dive *d, int column)
{
	const struct bounds *b = d->b;

	if (d->conflicts[column] > 0 && !d->margins_kept)
		return 0;
	return b->implied[column] ? 2 : b->coarse[column] ? 0 : 1;
}

/* Does a row break when a column alone moves to `value`? */
static bool breaks_row(const struct dive *d, int column, double value)
{
	const struct bounds *b = d->b;
	double now;
	int k, row;

	for (k = b->first[column]; k < b->first[column + 1]; k++) {
		row = b->row[k];
		now = d->activity[row] + b->coefficient[k] * (value - d->x[column]);
		if (now < lp_row_low(b->lp, row) - ROW_NOISE * fmax(1, fabs(now)) ||
		    now > lp_row_high(b->lp, row) + ROW_NOISE * fmax(1, fabs(now)))
			return true;
	}
	return false;
}

/* The whole number to try first: the nearer one, but the one above where all rows allow that and the one below breaks one. */
static double aim(const struct dive *d, int column)
{
	const double x = d->x[column], up = ceil(x), down = floor(x);

	if (d->covers && up <= d->b->upper[column] && x - down > STEPS_WHOLE && breaks_row(d, column, down) &&
	    !breaks_row(d, column, up))
		return up;
	return nearbyint(x);
}

/* The columns of the first rank that is not whole yet. */
static int find_candidates(struct dive *d)
{
	const struct bounds *b = d->b;
	int rank, j, n = 0;
	double distance;

	for (rank = 0; rank <= 2 && n == 0; rank++) {
		for (j = 0; j < b->n_columns; j++) {
			if (!b->whole[j] || is_fixed(b, j) || rank_of(d, j) != rank)
				continue;
			if (fabs(d->x[j] - nearbyint(d->x[j])) <= STEPS_WHOLE)
				continue;
			/* In steps, so that rounding noise decides no order. */
			distance = nearbyint(fabs(d->x[j] - aim(d, j)) / STEPS_WHOLE);
			d->candidates[n++] = (struct candidate){ j, d->conflicts[j], distance };
		}
		d->rank = rank;
	}
	qsort(d->candidates, (size_t)n, sizeof *d->candidates, by_urgency);
	return n;
}

/* Hands the bounds that changed since `from` to the backend. */
static void send_bounds(struct dive *d, int from)
{
	int k, j;

	for (k = from; k < d->b->n_trail; k++) {
		j = d->b->trail[k].column;
		steps_bound(d->s, j, d->b->lower[j], d->b->upper[j]);
	}
}

static void take_back(struct dive *d, int n_trail)
{
	const int n = d->b->n_trail;
	int k, j;

	bounds_undo(d->b, n_trail);
	for (k = n_trail; k < n; k++) {
		j = d->b->trail[k].column;
		steps_bound(d->s, j, d->b->lower[j], d->b->upper[j]);
	}
}

/* Rows keep `times` their margin free; 0 gives them back in full. */
static void keep_margins(struct dive *d, double times)
{
	int i;

	d->margins_kept = times > 0;
	for (i = 0; i < d->b->n_rows; i++) {
		if (d->b->margin[i] > 0)
			steps_narrow_row(d->s, i, times * d->b->margin[i]);
	}
}

/* Fixes a column at what it aims at, else at the other side. */
static bool fix(struct dive *d, int column)
{
	const int mark = d->b->n_trail;
	const double x = d->x[column], near = aim(d, column), far = near > x ? near - 1 : near + 1;

	if (near >= d->b->lower[column] && near <= d->b->upper[column] && bounds_narrow(d->b, column, near, near))
		return true;
	bounds_undo(d->b, mark);
	if (far >= d->b->lower[column] && far <= d->b->upper[column] && bounds_narrow(d->b, column, far, far))
		return true;
	bounds_undo(d->b, mark);
	return false;
}

/* Once coarse columns are whole they stay: undone with the level before. */
static void fix_coarse(struct dive *d)
{
	const int mark = d->b->n_trail;
	int j;

	for (j = 0; j < d->b->n_columns; j++) {
		if (d->b->coarse[j] && !d->b->implied[j] && !is_fixed(d->b, j) &&
		    !bounds_narrow(d->b, j, nearbyint(d->x[j]), nearbyint(d->x[j])))
			break;
	}
	send_bounds(d, mark);
}

static struct level *new_level(struct dive *d)
{
	void *levels = d->levels;

	memory_reserve(&levels, &d->levels_capacity, d->n_levels + 1, sizeof *d->levels);
	d->levels = levels;
	d->levels[d->n_levels] = (struct level){ .n_trail = d->b->n_trail };
	return &d->levels[d->n_levels++];
}

/* Fixes a batch as a new level. False: the column d->stuck can take neither side. */
static bool descend(struct dive *d, int n_candidates)
{
	struct level *level = new_level(d);
	int want = (int)ceil(d->share * n_candidates), k;

	if (d->rank == 0 && want < d->least_coarse)
		want = d->least_coarse;
	if (want > d->batch)
		want = d->batch;
	for (k = 0; k < n_candidates && level->n_columns < want; k++) {
		level->column = d->candidates[k].column;
		level->x = d->x[level->column];
		if (is_fixed(d->b, level->column))
			continue;
		if (!fix(d, level->column)) {
			d->stuck = level->column;
			bounds_undo(d->b, level->n_trail);
			d->n_levels--;
			return false;
		}
		level->n_columns++;
	}
	send_bounds(d, level->n_trail);
	return true;
}

/*
 * The column that could take neither side is fixed before what stands in its way: levels are taken back until it can be. From
 * then on, and in later dives, it comes early.
 */
static bool make_way(struct dive *d)
{
	const int column = d->stuck;
	struct level *level;

	d->stuck = -1;
	d->conflicts[column]++;
	for (;;) {
		level = new_level(d);
		level->column = column;
		level->x = d->x[column];
		level->n_columns = 1;
		if (fix(d, column)) {
			send_bounds(d, level->n_trail);
			return true;
		}
		if (--d->n_levels == 0)
			return false;
		take_back(d, d->levels[--d->n_levels].n_trail);
	}
}

/* Takes levels back until one has another way to go on. False: there is none, or the dive has failed too often. */
static bool back_up(struct dive *d)
{
	struct level level;
	double fixed_at;
	int mark;

	if (d->stuck >= 0)
		return ++d->failures <= d->most_failures && make_way(d);
	while (d->n_levels > 0 && ++d->failures <= d->most_failures) {
		level = d->levels[--d->n_levels];
		fixed_at = d->b->lower[level.column];
		take_back(d, level.n_trail);
		if (level.n_columns > 1) {
			d->batch = level.n_columns > 4 ? level.n_columns / 4 : 1;
			return true;
		}
		d->conflicts[level.column]++;
		mark = d->b->n_trail;
		if (fixed_at < level.x ? bounds_narrow(d->b, level.column, ceil(level.x), d->b->upper[level.column])
		                       : bounds_narrow(d->b, level.column, d->b->lower[level.column], floor(level.x))) {
			send_bounds(d, mark);
			return true;
		}
		bounds_undo(d->b, mark);
	}
	return false;
}

/* All whole columns fixed at exact whole numbers, the others solved for once more; then the lp itself is asked. */
static bool finish(struct dive *d)
{
	const int mark = d->b->n_trail;
	bool holds = true;
	int j;

	for (j = 0; j < d->b->n_columns && holds; j++) {
		if (d->b->whole[j] && !is_fixed(d->b, j))
			holds = bounds_narrow(d->b, j, nearbyint(d->x[j]), nearbyint(d->x[j]));
	}
	send_bounds(d, mark);
	holds = holds && steps_settle(d->s, d->x);
	if (!holds)
		take_back(d, mark);
	return holds;
}

/* One dive of the loaded tier, from the bounds now set. SOLVE_OPTIMAL: d->x is whole; SOLVE_INFEASIBLE: not found. */
static enum solve_status dive_once(struct dive *d)
{
	enum solve_status status;
	double objective;
	int n;

	d->n_levels = 0;
	d->failures = 0;
	d->stuck = -1;
	d->batch = d->b->n_columns;
	for (;;) {
		status = steps_solve_lp(d->s, &objective);
		d->s->out->dives++;
		if (status == SOLVE_LIMIT || steps_time_is_over(d->s))
			return SOLVE_LIMIT;
		if (status == SOLVE_OPTIMAL && objective < d->best) {
			d->s->backend->values(d->s->state, false, d->x);
			find_activities(d);
			n = find_candidates(d);
			if (d->rank > 0 && d->margins_kept) {
				fix_coarse(d);
				keep_margins(d, 0);
				continue;
			}
			if (n == 0 && finish(d))
				return SOLVE_OPTIMAL;
			if (n > 0 && descend(d, n)) {
				d->batch = d->batch > d->b->n_columns / 2 ? d->b->n_columns : 2 * d->batch;
				continue;
			}
		}
		if (!back_up(d))
			return SOLVE_INFEASIBLE;
	}
}

/*
 * Bolder first: large batches are quick, small ones find what large ones miss. In large programs, where each solve is dear, the
 * last few coarse columns are not fixed one by one.
 */
enum solve_status dive_tier(struct dive *d, const double *lower, const double *upper)
{
	static const struct {
		double share, margin;
		int most_failures;
		bool covers;
		int least_coarse;
	} manners[] = {
		{ 0.25, 0, 40, true, 16 }, /* of large programs only */
		{ 0.25, 0, 20, true, 1 },  { 0.1, 0, 40, true, 1 },   { 0.25, 1, 40, false, 1 },
		{ 0.15, 4, 60, false, 1 }, { 0.05, 0, 200, true, 1 }, { 0.05, 0, 200, false, 1 },
	};
	const int all = (int)(sizeof manners / sizeof *manners),
		  n = d->briefly && d->manner + 2 < all ? d->manner + 2 : all;
	enum solve_status status = SOLVE_INFEASIBLE;
	int i, j;

	if (!d->briefly)
		d->manner = round_is_large(d->s) ? 0 : 1;
	for (; d->manner < n && status == SOLVE_INFEASIBLE; d->manner++) {
		i = d->manner;
		bounds_reset(d->b, lower, upper);
		for (j = 0; j < d->b->n_columns; j++)
			steps_bound(d->s, j, lower[j], upper[j]);
		d->share = manners[i].share;
		d->least_coarse = manners[i].least_coarse;
		d->most_failures = manners[i].most_failures;
		d->covers = manners[i].covers;
		keep_margins(d, manners[i].margin);
		status = dive_once(d);
	}
	keep_margins(d, 0);
	for (j = 0; j < d->b->n_columns; j++)
		steps_bound(d->s, j, lower[j], upper[j]);
	return status;
}

void dive_init(struct dive *d, struct steps *s)
{
	*d = (struct dive){ .s = s, .b = s->b };
	d->candidates = memory_alloc(s->out->n_columns, sizeof *d->candidates);
	d->activity = memory_alloc(s->out->n_rows, sizeof *d->activity);
	d->conflicts = memory_alloc(s->out->n_columns, sizeof *d->conflicts);
	d->x = memory_alloc(s->out->n_columns, sizeof *d->x);
}

void dive_dispose(struct dive *d)
{
	memory_free(d->x);
	memory_free(d->conflicts);
	memory_free(d->activity);
	memory_free(d->candidates);
	memory_free(d->levels);
}
