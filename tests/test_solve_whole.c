/*
 * test_solve_whole.c - step 4 on programs of the planner's shape: demands x sites x periods of hosted racks, stocks that
 * grow by commissioning (some in modules), power with coefficients that are not whole, budget windows and a ratio. They
 * always have a whole-number answer: what no site takes may stay unserved, at a price.
 */
#include "planner/base/memory.h"
#include "planner/lp/lp.h"
#include "planner/solve/solve.h"

#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct shape {
	int demands, sites, periods;
	double tightness; /* need over what the sites can offer, about */
	bool start;       /* phases are started once, whole, at a fixed cost (LP_INTEGER) */
	uint64_t seed;
};

enum { MOST_LABELS = 400, PHASES_PER_SITE = 2, MODULE_RACKS = 12 };

struct build {
	const struct shape *shape;
	struct lp *lp;
	uint64_t state;
	int set_d, set_s, set_p, set_t;
	int *host, *commission, *module, *feed, *unserved, *energy, *start; /* column numbers, -1: none */
	double *kw, *pue;                                                   /* per demand; per site */
	double *design_racks;                                               /* per phase */
	double offered;                                                     /* racks of all phases and sites */
};

static double random_unit(struct build *b)
{
	b->state ^= b->state << 13;
	b->state ^= b->state >> 7;
	b->state ^= b->state << 17;
	return (double)(b->state >> 11) / 9007199254740992.0;
}

static int random_int(struct build *b, int low, int high)
{
	return low + (int)floor(random_unit(b) * (high - low + 1));
}

static double cents(double value)
{
	return nearbyint(value * 100) / 100;
}

static const char *const *labels(void)
{
	static char text[MOST_LABELS][4];
	static const char *label[MOST_LABELS];
	int i;

	for (i = 0; i < MOST_LABELS; i++) {
		text[i][0] = (char)('0' + i / 100);
		text[i][1] = (char)('0' + i / 10 % 10);
		text[i][2] = (char)('0' + i % 10);
		label[i] = text[i];
	}
	return label;
}

static int *numbers(int n)
{
	int *of = memory_alloc(n, sizeof *of), i;

	for (i = 0; i < n; i++)
		of[i] = -1;
	return of;
}

static void add_sites(struct build *b)
{
	const int n_t = b->shape->periods, two[] = { b->set_p, b->set_t }, st[] = { b->set_s, b->set_t };
	const int commission = lp_column_block(b->lp, "commission", "racks", 2, two);
	const int module = lp_column_block(b->lp, "module", "modules", 2, two);
	const int start = lp_column_block(b->lp, "start", "1", 2, two);
	const int feed = lp_column_block(b->lp, "feed", "steps", 2, st);
	const int energy = lp_column_block(b->lp, "energy", "MWh", 2, st);
	double fade;
	int p, s, t, at;

	for (p = 0; p < b->shape->sites * PHASES_PER_SITE; p++) {
		b->design_racks[p] = MODULE_RACKS * random_int(b, 15, 120);
		b->offered += b->design_racks[p];
		for (t = 0; t < n_t; t++) {
			at = p * n_t + t;
			fade = pow(1.08, -t / 12.0);
			b->commission[at] = lp_column(b->lp, commission, (int[]){ p, t }, 0, b->design_racks[p],
			                              LP_WHOLE);
			lp_cost(b->lp, 2, b->commission[at], cents(fade * random_int(b, 60000, 90000)));
			if (p % 2 == 0)
				b->module[at] = lp_column(b->lp, module, (int[]){ p, t }, 0,
				                          b->design_racks[p] / MODULE_RACKS, LP_WHOLE);
			if (b->shape->start && p % 3 == 0) {
				b->start[at] = lp_column(b->lp, start, (int[]){ p, t }, 0, 1, LP_INTEGER);
				lp_cost(b->lp, 2, b->start[at], cents(fade * 4e6));
			}
		}
	}
	for (s = 0; s < b->shape->sites; s++) {
		b->pue[s] = cents(1.2 + 0.4 * random_unit(b));
		for (t = 0; t < n_t; t++) {
			at = s * n_t + t;
			b->feed[at] = lp_column(b->lp, feed, (int[]){ s, t }, 0, 10, LP_WHOLE);
			lp_cost(b->lp, 2, b->feed[at], cents(pow(1.08, -t / 12.0) * random_int(b, 2000000, 3000000)));
			b->energy[at] = lp_column(b->lp, energy, (int[]){ s, t }, 0, 1e6, LP_CONTINUOUS);
			lp_cost(b->lp, 2, b->energy[at], random_int(b, 350, 620));
		}
	}
}

static void add_demands(struct build *b)
{
	const struct shape *sh = b->shape;
	const int dst[] = { b->set_d, b->set_s, b->set_t }, dt[] = { b->set_d, b->set_t };
	const int host = lp_column_block(b->lp, "host", "racks", 3, dst);
	const int unserved = lp_column_block(b->lp, "unserved", "racks", 2, dt);
	const int row = lp_row_block(b->lp, "demand", "racks", 2, dt);
	double need, first, growth;
	int d, s, t, at;

	for (d = 0; d < sh->demands; d++) {
		b->kw[d] = cents(2.5 + 6 * random_unit(b));
		first = b->offered * sh->tightness / sh->demands * (0.5 + random_unit(b));
		growth = 0.3 + 0.7 * random_unit(b);
		for (t = 0; t < sh->periods; t++) {
			need = nearbyint(first * (growth + (1 - growth) * t / sh->periods));
			b->unserved[d * sh->periods + t] = lp_column(b->lp, unserved, (int[]){ d, t }, 0, need,
			                                             LP_WHOLE);
			lp_cost(b->lp, 2, b->unserved[d * sh->periods + t], 20000);
			lp_cost(b->lp, 1, b->unserved[d * sh->periods + t], t == sh->periods - 1 ? 1 : 0);
			for (s = 0; s < sh->sites; s++) {
				at = (d * sh->sites + s) * sh->periods + t;
				if ((d * 7 + s * 3) % 5 < 3)
					b->host[at] = lp_column(b->lp, host, (int[]){ d, s, t }, 0, need, LP_WHOLE);
				if (b->host[at] >= 0)
					lp_cost(b->lp, 2, b->host[at], cents(300 + 100 * random_unit(b)));
			}
			lp_row_open(b->lp, row, (int[]){ d, t });
			for (s = 0; s < sh->sites; s++)
				lp_term(b->lp, b->host[(d * sh->sites + s) * sh->periods + t], 1);
			lp_term(b->lp, b->unserved[d * sh->periods + t], 1);
			lp_row_equal(b->lp, need);
		}
	}
}

static void add_phase_rows(struct build *b)
{
	const int n_t = b->shape->periods, pt[] = { b->set_p, b->set_t };
	const int design = lp_row_block(b->lp, "design", "racks", 1, pt);
	const int whole = lp_row_block(b->lp, "modules", "racks", 2, pt);
	const int begun = lp_row_block(b->lp, "begun", "racks", 2, pt);
	int p, t, u;

	for (p = 0; p < b->shape->sites * PHASES_PER_SITE; p++) {
		lp_row_open(b->lp, design, &p);
		for (t = 0; t < n_t; t++)
			lp_term(b->lp, b->commission[p * n_t + t], 1);
		lp_row_at_most(b->lp, b->design_racks[p]);
		for (t = 0; t < n_t; t++) {
			lp_row_open(b->lp, whole, (int[]){ p, t });
			lp_term(b->lp, b->commission[p * n_t + t], 1);
			lp_term(b->lp, b->module[p * n_t + t], -MODULE_RACKS);
			if (b->module[p * n_t + t] >= 0)
				lp_row_equal(b->lp, 0);
			else
				lp_row_discard(b->lp);
			lp_row_open(b->lp, begun, (int[]){ p, t });
			for (u = 0; u <= t; u++) {
				lp_term(b->lp, b->commission[p * n_t + u], 1);
				lp_term(b->lp, b->start[p * n_t + u], -b->design_racks[p]);
			}
			if (b->start[p * n_t] >= 0)
				lp_row_at_most(b->lp, 0);
			else
				lp_row_discard(b->lp);
		}
	}
}

static void add_site_rows(struct build *b)
{
	const struct shape *sh = b->shape;
	const int n_t = sh->periods, st[] = { b->set_s, b->set_t };
	const int space = lp_row_block(b->lp, "space", "racks", 2, st);
	const int power = lp_row_block(b->lp, "power", "kW", 2, st);
	const int energy = lp_row_block(b->lp, "energy", "MWh", 2, st);
	int s, t, u, d, p;

	for (s = 0; s < sh->sites; s++) {
		for (t = 0; t < n_t; t++) {
			lp_row_open(b->lp, space, (int[]){ s, t });
			for (d = 0; d < sh->demands; d++)
				lp_term(b->lp, b->host[(d * sh->sites + s) * n_t + t], 1);
			for (p = s * PHASES_PER_SITE; p < (s + 1) * PHASES_PER_SITE; p++) {
				for (u = 0; u + 2 <= t; u++)
					lp_term(b->lp, b->commission[p * n_t + u], -1);
			}
			lp_row_at_most(b->lp, 100 + 37 * s);
			lp_row_open(b->lp, power, (int[]){ s, t });
			for (d = 0; d < sh->demands; d++)
				lp_term(b->lp, b->host[(d * sh->sites + s) * n_t + t], b->kw[d] * b->pue[s]);
			for (u = 0; u + 3 <= t; u++)
				lp_term(b->lp, b->feed[s * n_t + u], -0.9 * 1250);
			lp_row_at_most(b->lp, 0.9 * (1500 + 411.3 * s));
			lp_row_open(b->lp, energy, (int[]){ s, t });
			for (d = 0; d < sh->demands; d++)
				lp_term(b->lp, b->host[(d * sh->sites + s) * n_t + t],
				        0.73 * 0.6 * b->kw[d] * b->pue[s]);
			lp_term(b->lp, b->energy[s * n_t + t], -1);
			lp_row_equal(b->lp, 0);
		}
	}
}

static void add_budgets_and_ratio(struct build *b)
{
	const struct shape *sh = b->shape;
	const int n_t = sh->periods, one[] = { b->set_t };
	const int budget = lp_row_block(b->lp, "budget", "CNY", 1, one);
	const int ratio = lp_row_block(b->lp, "green", "racks", 1, one);
	int s, t, p, d, y;

	for (y = 0; y * 12 < n_t; y++) {
		lp_row_open(b->lp, budget, &y);
		for (t = 12 * y; t < 12 * (y + 1) && t < n_t; t++) {
			for (p = 0; p < sh->sites * PHASES_PER_SITE; p++)
				lp_term(b->lp, b->commission[p * n_t + t], 75000);
			for (s = 0; s < sh->sites; s++)
				lp_term(b->lp, b->feed[s * n_t + t], 2.5e6);
		}
		lp_row_at_most(b->lp, b->offered * 75000 * 0.4);
	}
	for (t = 0; t < n_t; t++) {
		lp_row_open(b->lp, ratio, &t);
		for (d = 0; d < sh->demands; d++) {
			for (s = 0; s < sh->sites; s++)
				lp_term(b->lp, b->host[(d * sh->sites + s) * n_t + t], s % 2 ? 1 - 0.45 : -0.45);
		}
		lp_row_at_least(b->lp, 0);
	}
}

static void build_all(struct build *b)
{
	const struct shape *sh = b->shape;
	const int n_p = sh->sites * PHASES_PER_SITE, n_t = sh->periods;

	b->set_d = lp_set(b->lp, "demand", sh->demands, labels());
	b->set_s = lp_set(b->lp, "site", sh->sites, labels());
	b->set_p = lp_set(b->lp, "phase", n_p, labels());
	b->set_t = lp_set(b->lp, "period", n_t, labels());
	b->host = numbers(sh->demands * sh->sites * n_t);
	b->unserved = numbers(sh->demands * n_t);
	b->commission = numbers(n_p * n_t);
	b->module = numbers(n_p * n_t);
	b->start = numbers(n_p * n_t);
	b->feed = numbers(sh->sites * n_t);
	b->energy = numbers(sh->sites * n_t);
	b->kw = memory_alloc(sh->demands, sizeof *b->kw);
	b->pue = memory_alloc(sh->sites, sizeof *b->pue);
	b->design_racks = memory_alloc(n_p, sizeof *b->design_racks);
	add_sites(b);
	add_demands(b);
	add_phase_rows(b);
	add_site_rows(b);
	add_budgets_and_ratio(b);
}

static struct lp *shape_build(const struct shape *shape)
{
	struct build b = { .shape = shape, .lp = lp_new(), .state = shape->seed * 2654435761u + 88172645463325252u };

	build_all(&b);
	memory_free(b.host);
	memory_free(b.unserved);
	memory_free(b.commission);
	memory_free(b.module);
	memory_free(b.start);
	memory_free(b.feed);
	memory_free(b.energy);
	memory_free(b.kw);
	memory_free(b.pue);
	memory_free(b.design_racks);
	return b.lp;
}

static struct solution solved(const struct lp *lp, double time_limit_s)
{
	struct solve_options options = solve_defaults;
	struct error err = ERROR_INIT;
	struct solution solution;

	options.gap = 1e-4;
	options.time_limit_s = time_limit_s;
	ck_assert_msg(solve(lp, &options, &solution, &err) == 0, "%s: %s", err.where, err.what);
	return solution;
}

static void check_whole(const struct lp *lp, const struct solution *solution)
{
	struct str where = STR_INIT;
	double violation;
	int j;

	ck_assert_msg(solution->status == SOLVE_OPTIMAL, "%s: %s", solve_status_name(solution->status),
	              solution->message);
	ck_assert(solution->has_x);
	violation = lp_violation(lp, solution->x, true, &where);
	ck_assert_msg(violation <= 1e-9, "%s by %g", where.text, violation);
	str_dispose(&where);
	for (j = 0; j < lp_n_columns(lp); j++) {
		if (lp_column_kind(lp, j) != LP_CONTINUOUS)
			ck_assert(!(fabs(solution->x[j] - nearbyint(solution->x[j])) >
			            0)); /* exactly whole, not nearly */
	}
}

START_TEST(every_shape_is_rounded_to_whole_racks_within_a_few_percent)
{
	const struct shape shape = { .demands = 6 + _i,
		                     .sites = 4,
		                     .periods = 18,
		                     .tightness = 0.35 + 0.05 * (_i % 8),
		                     .seed = (uint64_t)_i + 1 };
	struct lp *lp = shape_build(&shape);
	struct solution solution = solved(lp, 0);

	check_whole(lp, &solution);
	ck_assert_double_ge(solution.objective[0], solution.lp_bound[0] - 1e-6);
	if (solution.objective[0] <= solution.lp_bound[0] + 1e-6) {
		ck_assert_double_ge(solution.objective[1], solution.lp_bound[1] * (1 - 1e-7));
		ck_assert_double_le(solution.objective[1], solution.lp_bound[1] * 1.05);
	}
	solution_dispose(&solution);
	lp_free(lp);
}
END_TEST

START_TEST(phases_with_a_fixed_cost_are_started_whole)
{
	const struct shape shape = {
		.demands = 5, .sites = 3, .periods = 12, .tightness = 0.5, .start = true, .seed = 7
	};
	struct lp *lp = shape_build(&shape);
	struct solution solution = solved(lp, 0);

	check_whole(lp, &solution);
	ck_assert_int_gt(solution.nodes, 0);
	ck_assert_double_ge(solution.objective[0], solution.lp_bound[0] - 1e-6);
	solution_dispose(&solution);
	lp_free(lp);
}
END_TEST

START_TEST(the_same_program_gives_the_same_numbers_to_the_last_bit)
{
	const struct shape shape = { .demands = 10, .sites = 4, .periods = 18, .tightness = 0.6, .seed = 3 };
	struct lp *lp = shape_build(&shape);
	struct solution first = solved(lp, 0), second = solved(lp, 0);

	ck_assert_mem_eq(first.x, second.x, (size_t)first.n_columns * sizeof *first.x);
	ck_assert_mem_eq(first.row_price, second.row_price, (size_t)first.n_rows * sizeof *first.row_price);
	solution_dispose(&first);
	solution_dispose(&second);
	lp_free(lp);
}
END_TEST

/*
 * 27 racks in modules of 10 (at 7) and 16 (at 11), and a budget of 23.6. Of two ways to begin, the first takes 5 of the
 * budget and the second 1, at a higher cost. The relaxation (1.6875 modules of 16, 18.6) affords the first; whole modules
 * cost 21 (three of 10) at the least, which only the second leaves over.
 */
static struct lp *spent_budget(double budget)
{
	static const double taken[] = { 5, 1 }, cost[] = { 0, 100 }, racks[] = { 10, 16 }, price[] = { 7, 11 };
	struct lp *lp = lp_new();
	const int set = lp_set(lp, "which", 2, labels()), way = lp_column_block(lp, "way", "1", 1, &set);
	const int module = lp_column_block(lp, "module", "modules", 1, &set);
	const int host = lp_column_block(lp, "host", "racks", 0, NULL), row = lp_row_block(lp, "row", "1", 1, &set);
	const int fill = lp_row_block(lp, "fill", "racks", 0, NULL);
	int ways[2], modules[2], hosted = lp_column(lp, host, NULL, 27, 27, LP_WHOLE), i;

	for (i = 0; i < 2; i++) {
		ways[i] = lp_column(lp, way, &i, 0, 1, LP_INTEGER);
		modules[i] = lp_column(lp, module, &i, 0, 9, LP_WHOLE);
		lp_cost(lp, 1, ways[i], cost[i]);
		lp_cost(lp, 1, modules[i], price[i]);
	}
	lp_row_open(lp, row, (const int[]){ 0 });
	for (i = 0; i < 2; i++)
		lp_term(lp, ways[i], 1);
	lp_row_at_least(lp, 1);
	lp_row_open(lp, row, (const int[]){ 1 });
	for (i = 0; i < 2; i++) {
		lp_term(lp, ways[i], taken[i]);
		lp_term(lp, modules[i], price[i]);
	}
	lp_row_at_most(lp, budget);
	lp_row_open(lp, fill, NULL);
	lp_term(lp, hosted, 1);
	for (i = 0; i < 2; i++)
		lp_term(lp, modules[i], -racks[i]);
	lp_row_at_most(lp, 0);
	return lp;
}

START_TEST(a_budget_without_room_for_whole_modules_makes_the_solver_decide_again)
{
	struct lp *lp = spent_budget(23.6);
	struct solution solution = solved(lp, 0);

	ck_assert_msg(solution.status == SOLVE_OPTIMAL && solution.has_x, "%s", solution.message);
	check_whole(lp, &solution);
	ck_assert_double_eq_tol(solution.x[3], 1, 1e-9); /* columns: host, way a, module a, way b, module b */
	ck_assert_double_eq_tol(solution.objective[0], 121, 1e-9);
	ck_assert_double_eq_tol(solution.mip_bound, 121, 1e-4); /* so few columns are searched to the end */
	solution_dispose(&solution);
	lp_free(lp);
}
END_TEST

START_TEST(a_budget_too_small_for_any_whole_modules_is_not_called_infeasible)
{
	struct lp *lp = spent_budget(20);
	struct solution solution = solved(lp, 0);

	ck_assert_int_eq(solution.status, SOLVE_TROUBLE);
	ck_assert(!solution.has_x);
	ck_assert_msg(strstr(solution.message, "whole"), "%s", solution.message);
	solution_dispose(&solution);
	lp_free(lp);
}
END_TEST

START_TEST(a_time_limit_never_calls_a_feasible_program_infeasible)
{
	const struct shape shape = { .demands = 30, .sites = 8, .periods = 36, .tightness = 0.6, .seed = 5 };
	static const double limits_s[] = { 0.02, 0.1, 0.5 };
	struct lp *lp = shape_build(&shape);
	struct solution solution = solved(lp, limits_s[_i]);

	ck_assert_msg(solution.status == SOLVE_LIMIT || solution.status == SOLVE_OPTIMAL, "%s: %s",
	              solve_status_name(solution.status), solution.message);
	if (solution.has_x)
		ck_assert_double_le(lp_violation(lp, solution.x, true, NULL), 1e-6);
	solution_dispose(&solution);
	lp_free(lp);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("solve: whole numbers");
	TCase *tcase = tcase_create("shapes");
	SRunner *runner = srunner_create(suite);
	const char *preloaded = getenv("LD_PRELOAD");
	const bool slow = preloaded && strstr(preloaded, "vgpreload"); /* valgrind: fewer of the same */
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, every_shape_is_rounded_to_whole_racks_within_a_few_percent, 0, slow ? 2 : 10);
	tcase_add_test(tcase, phases_with_a_fixed_cost_are_started_whole);
	tcase_add_test(tcase, a_budget_without_room_for_whole_modules_makes_the_solver_decide_again);
	tcase_add_test(tcase, a_budget_too_small_for_any_whole_modules_is_not_called_infeasible);
	tcase_add_test(tcase, the_same_program_gives_the_same_numbers_to_the_last_bit);
	tcase_add_loop_test(tcase, a_time_limit_never_calls_a_feasible_program_infeasible, 0, 3);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
