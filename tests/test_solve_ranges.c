/*
 * Step 8: within the range that is given for a row, the cost goes along a straight line with the price given for that side;
 * just outside it is above the line, or there is no answer. Asked of programs made at random, many of them degenerate, and
 * of the models of all fixtures: the program is solved again, by a backend with the row moved and nothing else.
 */
#include "planner/base/memory.h"
#include "planner/solve/steps.h"
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double EQUAL = 1e-6; /* relative to the change, and to what the cost itself is known to */

struct again { /* the program with its integers fixed, to be solved again */
	const struct lp *lp;
	const struct solution *solution;
	const struct solve_backend *backend;
	void *state;
	double *cost;
	double best;                                                   /* cost of the last tier, without its constant */
	int rows, sides, ends, degenerate, free_of_charge, impossible; /* what was looked at */
};

static double solve_now(struct again *a)
{
	double objective = HUGE_VAL;

	return a->backend->solve_lp(a->state, 0, &objective) == SOLVE_OPTIMAL ? objective : HUGE_VAL;
}

static struct again again_new(const struct lp *lp, const struct solution *solution)
{
	struct again a = { .lp = lp, .solution = solution, .backend = solve_backends[0] };
	int j;

	a.state = a.backend->load(lp);
	a.cost = memory_alloc(lp_n_columns(lp), sizeof *a.cost);
	for (j = 0; j < lp_n_columns(lp); j++) {
		a.cost[j] = lp_cost_of(lp, lp_n_tiers(lp), j);
		if (lp_column_kind(lp, j) == LP_INTEGER)
			a.backend->set_bounds(a.state, j, nearbyint(solution->x_lp[j]), nearbyint(solution->x_lp[j]));
	}
	a.backend->set_cost(a.state, a.cost);
	a.best = solve_now(&a);
	return a;
}

static void again_free(struct again *a)
{
	memory_free(a->cost);
	a->backend->free(a->state);
}

/* The cost with the row's end at `at`; HUGE_VAL where there is no answer. */
static double cost_at(struct again *a, int row, double at)
{
	const double low = lp_row_low(a->lp, row), high = lp_row_high(a->lp, row);
	const bool lower_end = a->solution->row_price[row] > 0;
	double cost;

	a->backend->set_row(a->state, row, lower_end ? at : fmin(low, at), lower_end ? fmax(high, at) : at);
	cost = solve_now(a);
	a->backend->set_row(a->state, row, low, high);
	return cost;
}

/* Between the row's end and the end of the range, along the line; beyond, above it. */
static void check_side(struct again *a, int row, double end, double far, double price, bool loosens)
{
	const double length = fabs(far - end), sign = far > end ? 1 : -1,
		     beyond = fmax(0.02 * length, 1e-4 * fmax(1, fabs(end)));
	const double noise = EQUAL * fmax(1, 1e-3 * fabs(a->best));
	struct str name = STR_INIT;
	double share, cost, line;

	lp_row_name(a->lp, row, &name);
	for (share = 0.3; share < 1.01; share += 0.7) {
		line = price * (far - end) * share;
		cost = cost_at(a, row, end + (far - end) * share) - a->best;
		ck_assert_msg(fabs(cost - line) <= EQUAL * fabs(line) + noise,
		              "%s: moved by %.9g the cost changes by %.12g, the price says %.12g", name.text,
		              (far - end) * share, cost, line);
	}
	line = price * (far - end + sign * beyond);
	cost = cost_at(a, row, far + sign * beyond) - a->best;
	ck_assert_msg(cost > line + 10 * noise || !isfinite(cost),
	              "%s: %.9g beyond its range of %.9g the cost still changes by %.12g, as the price says: %.12g",
	              name.text, beyond, length, cost, line);
	a->ends += isfinite(cost);
	a->impossible += !isfinite(cost);
	ck_assert_msg(!loosens || line <= noise, "%s: loosened it costs more", name.text);
	a->sides++;
	str_dispose(&name);
}

/* A side without length: loosened nothing is saved, tightened there is no answer. */
static void check_point(struct again *a, int row, double end, bool above, bool loosens)
{
	const double move = (above ? 1 : -1) * 2e-5 * fmax(1, fabs(end));
	const double cost = cost_at(a, row, end + move) - a->best;

	if (loosens) {
		ck_assert_double_eq_tol(cost, 0, EQUAL * fmax(1, 1e-3 * fabs(a->best)));
		a->free_of_charge++;
	} else {
		ck_assert(!isfinite(cost));
		a->impossible++;
	}
}

static void check_row(struct again *a, int row)
{
	const struct solution *s = a->solution;
	const bool lower_end = s->row_price[row] > 0;
	const double end = lower_end ? lp_row_low(a->lp, row) : lp_row_high(a->lp, row);

	ck_assert(s->row_from[row] <= end && end <= s->row_to[row]);
	if (s->row_from[row] < end)
		check_side(a, row, end, s->row_from[row], s->price_below[row], lower_end);
	else
		check_point(a, row, end, false, lower_end);
	if (s->row_to[row] > end)
		check_side(a, row, end, s->row_to[row], s->price_above[row], !lower_end);
	else
		check_point(a, row, end, true, !lower_end);
	ck_assert(s->price_below[row] <= s->price_above[row] + EQUAL * fmax(1, fabs(s->row_price[row])));
	a->degenerate += s->price_above[row] - s->price_below[row] > EQUAL * fmax(1, fabs(s->row_price[row]));
	a->rows++;
}

static void add_up(struct again *to, const struct again *a)
{
	to->rows += a->rows;
	to->sides += a->sides;
	to->ends += a->ends;
	to->degenerate += a->degenerate;
	to->free_of_charge += a->free_of_charge;
	to->impossible += a->impossible;
}

static void check_all(const struct lp *lp, const struct solution *solution, struct again *total)
{
	struct again a = again_new(lp, solution);
	int row;

	for (row = 0; row < lp_n_rows(lp); row++) {
		if (solution->row_from[row] <= solution->row_to[row])
			check_row(&a, row);
	}
	add_up(total, &a);
	again_free(&a);
}

/* ---- made at random ---- */

static unsigned long seed;

static int random_below(int n)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (int)(seed >> 33) % n;
}

/* Small whole numbers: many ties, so that optima and bases are often degenerate. One row's end may be moved. */
static struct lp *make(int kind, int moved, double by)
{
	enum { COLUMNS = 9, ROWS = 8 };
	struct lp *lp = lp_new();
	const int set = lp_set(lp, "i", 32, NULL);
	const int columns = lp_column_block(lp, "x", "1", 1, &set), rows = lp_row_block(lp, "r", "1", 1, &set);
	int i, j;

	for (j = 0; j < COLUMNS; j++) {
		lp_column(lp, columns, &j, 0, 5 + random_below(20), kind == 1 && j < 3 ? LP_INTEGER : LP_CONTINUOUS);
		lp_cost(lp, kind == 2 && j < 3 ? 1 : kind == 2 ? 2 : 1, j, random_below(7) - 2);
	}
	for (i = 0; i < ROWS; i++) {
		lp_row_open(lp, rows, &i);
		for (j = 0; j < COLUMNS; j++)
			lp_term(lp, j, random_below(3) ? 0 : random_below(5) - 1);
		if (random_below(3))
			lp_row_at_most(lp, random_below(12) + (i == moved ? by : 0));
		else
			lp_row_at_least(lp, random_below(6) + (i == moved ? by : 0));
	}
	return lp;
}

static struct solution solve_asking(const struct lp *lp, const unsigned char *asked)
{
	struct solve_options options = solve_defaults;
	struct solution solution;
	struct error err = ERROR_INIT;

	options.whole = false;
	options.gap = 0;
	options.range_rows = asked;
	ck_assert_msg(solve(lp, &options, &solution, &err) == 0, "%s", err.what);
	return solution;
}

static struct again check_random(int kind, int n)
{
	struct again total = { 0 };
	unsigned char asked[64];
	int i;

	memset(asked, 1, sizeof asked);
	for (i = 0; i < n; i++) {
		struct lp *lp = make(kind, -1, 0);
		struct solution solution = solve_asking(lp, asked);

		if (solution.has_x)
			check_all(lp, &solution, &total);
		solution_dispose(&solution);
		lp_free(lp);
	}
	return total;
}

START_TEST(prices_hold_over_their_ranges_and_no_further)
{
	struct again total;
	const bool all = support_loops(99) == 99;

	seed = 20181231;
	total = check_random(_i, all ? 400 : 20);
	printf("%s: %d rows, %d pieces, %d ends at another price, %d kinks, %d that save nothing, %d ends without an answer\n",
	       _i ? "with integers" : "without integers", total.rows, total.sides, total.ends, total.degenerate,
	       total.free_of_charge, total.impossible);
	ck_assert_int_gt(total.sides, all ? 400 : 1);
	ck_assert_int_gt(total.degenerate, all ? 20 : 0);
	ck_assert_int_gt(total.free_of_charge + 1, all ? 2 : 0);
}
END_TEST

/* ---- two tiers: the price is of the second, where the first keeps its best ---- */

static unsigned long planted; /* the seed of the program that is made again */

/* The first tier's best and the second's cost with a row moved; HUGE_VAL where there is no answer. */
static void solve_moved(int row, double by, double *first, double *second)
{
	struct solution solution;
	struct lp *lp;

	seed = planted;
	lp = make(2, row, by);
	solution = solve_asking(lp, NULL);
	*first = solution.has_x ? solution.objective[0] : HUGE_VAL;
	*second = solution.has_x ? solution.objective[1] : HUGE_VAL;
	solution_dispose(&solution);
	lp_free(lp);
}

static void check_moved(const struct solution *s, int row, double end, double far, double price)
{
	const double length = far - end, sign = length > 0 ? 1 : -1;
	double first, second;

	solve_moved(row, 0.6 * length, &first, &second);
	ck_assert_double_eq_tol(first, s->objective[0], EQUAL);
	ck_assert_double_eq_tol(second - s->objective[1], price * 0.6 * length, EQUAL * fmax(1, fabs(price * length)));
	solve_moved(row, length + sign * 0.05, &first, &second);
	ck_assert_msg(first > s->objective[0] + EQUAL ||
	                      second - s->objective[1] > price * (length + sign * 0.05) + EQUAL,
	              "row %d: beyond its range nothing changes", row);
}

START_TEST(ranges_keep_the_goals_before_the_cost)
{
	const int n = support_loops(99) == 99 ? 150 : 10;
	int i, row, sides = 0;
	unsigned char asked[64];

	memset(asked, 1, sizeof asked);
	for (i = 0; i < n; i++) {
		struct lp *lp;
		struct solution s;

		seed = planted = 7919UL * (unsigned long)(i + 1);
		lp = make(2, -1, 0);
		s = solve_asking(lp, asked);
		for (row = 0; s.has_x && row < s.n_rows; row++) {
			const double end = s.row_price[row] > 0 ? lp_row_low(lp, row) : lp_row_high(lp, row);

			if (s.row_from[row] > s.row_to[row])
				continue;
			if (s.row_from[row] < end)
				check_moved(&s, row, end, s.row_from[row], s.price_below[row]);
			if (s.row_to[row] > end)
				check_moved(&s, row, end, s.row_to[row], s.price_above[row]);
			sides += (s.row_from[row] < end) + (s.row_to[row] > end);
		}
		solution_dispose(&s);
		lp_free(lp);
	}
	printf("two tiers: %d pieces\n", sides);
	ck_assert_int_gt(sides, n / 3);
}
END_TEST

/* ---- the models ---- */

static const char *const fixtures[] = { "space",  "power",     "cooling", "energy",  "backup",   "opening",
	                                "demand", "network",   "build",   "budget",  "costs",    "metrics",
	                                "design", "migration", "phase",   "targets", "stability" };
enum { N_FIXTURES = sizeof fixtures / sizeof *fixtures };

START_TEST(prices_of_models_hold_over_their_ranges)
{
	struct models_case c = { .fixture = fixtures[_i] };
	struct again total = { 0 };
	struct solution solution;
	unsigned char *limits;

	models_build(&c);
	limits = model_limits(c.model);
	solution = solve_asking(model_lp(c.model), limits);
	ck_assert(solution.has_x);
	check_all(model_lp(c.model), &solution, &total);
	printf("%s: %d rows, %d pieces, %d kinks\n", fixtures[_i], total.rows, total.sides, total.degenerate);
	solution_dispose(&solution);
	memory_free(limits);
	models_close(&c);
}
END_TEST

/* ---- what a plan says of a target, against the scenario with another value in it ---- */

static double cost_of_value(const char *fixture, const char *target, double value)
{
	struct models_case c = { .fixture = fixture };
	struct solution solution;
	char set[200];
	double cost;

	snprintf(set, sizeof set, "/targets/%s/value=%.15g", target, value);
	c.set[0] = set;
	models_build(&c);
	solution = solve_asking(model_lp(c.model), NULL);
	cost = solution.has_x ? solution.objective[solution.n_tiers - 1] : HUGE_VAL;
	solution_dispose(&solution);
	models_close(&c);
	return cost;
}

static void check_result(const char *fixture, const struct target *target, const struct target_result *result,
                         double cost)
{
	const double sign = target->at_most ? -1 : 1, tighter = sign * result->range.tightened_by,
		     looser = -sign * result->range.loosened_by;

	if (result->range.tightened_by > 0)
		ck_assert_double_eq_tol(cost_of_value(fixture, target->id, target->value + 0.5 * tighter) - cost,
		                        0.5 * fabs(tighter) * result->range.costs_cny, EQUAL * fmax(1, cost));
	else
		ck_assert(!isfinite(cost_of_value(fixture, target->id, target->value + sign * 1e-3 * target->value)));
	if (result->range.loosened_by > 0)
		ck_assert_double_eq_tol(cost - cost_of_value(fixture, target->id, target->value + 0.5 * looser),
		                        0.5 * fabs(looser) * result->range.saves_cny, EQUAL * fmax(1, cost));
	ck_assert_double_eq_tol(result->price_cny, result->range.costs_cny, 1e-9 * result->price_cny);
}

START_TEST(targets_say_the_price_of_their_own_unit)
{
	static const char *const names[] = { "migration", "targets" };
	struct models_case c = { .fixture = names[_i] };
	struct model_answer answer = { .status = "optimal", .solver = "test" };
	struct error err = ERROR_INIT;
	unsigned char *limits;
	int g, n = 0;

	models_build(&c);
	limits = model_limits(c.model);
	c.solution = solve_asking(model_lp(c.model), limits);
	answer.x = c.solution.x;
	answer.row_price = c.solution.row_price;
	answer.row_from = c.solution.row_from;
	answer.row_to = c.solution.row_to;
	answer.price_below = c.solution.price_below;
	answer.price_above = c.solution.price_above;
	c.plan = model_plan(c.model, &answer, &err);
	ck_assert_msg(c.plan != NULL, "%s: %s", err.where, err.what);
	for (g = 0; g < c.sc->n_targets; g++) {
		if (!c.plan->results[g].range.known)
			continue;
		check_result(names[_i], &c.sc->targets[g], &c.plan->results[g],
		             c.solution.objective[c.solution.n_tiers - 1]);
		n++;
	}
	ck_assert_int_gt(n, 0);
	memory_free(limits);
	models_close(&c);
}
END_TEST

START_TEST(no_ranges_unless_asked)
{
	struct lp *lp;
	struct solution solution;
	int i, n;

	seed = 1;
	lp = make(0, -1, 0);
	solution = solve_asking(lp, NULL);
	n = solution.n_rows;
	for (i = 0; i < n; i++)
		ck_assert(solution.row_from[i] > solution.row_to[i]);
	solution_dispose(&solution);
	lp_free(lp);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("solve: ranges of prices");
	TCase *tc = tcase_create("ranges");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, no_ranges_unless_asked);
	tcase_add_loop_test(tc, prices_hold_over_their_ranges_and_no_further, 0, 2);
	tcase_add_test(tc, ranges_keep_the_goals_before_the_cost);
	tcase_add_loop_test(tc, prices_of_models_hold_over_their_ranges, 0, support_loops(N_FIXTURES));
	tcase_add_loop_test(tc, targets_say_the_price_of_their_own_unit, 0, 2);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
