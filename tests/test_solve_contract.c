/*
 * test_solve_contract.c - what every backend must do, looped over solve_backends[]; and what the program survives when a
 * backend does not.
 */
#include "planner/base/memory.h"
#include "planner/solve/steps.h"

#include <check.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#ifndef UNDER_SANITIZER
#define UNDER_SANITIZER 0
#endif

enum { MOST = 64 };

static const struct solve_backend *backend; /* that the looped tests ask; set by the first of them in each process */

static bool under_valgrind(void)
{
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded && strstr(preloaded, "vgpreload");
}

/* A program of plainly numbered columns and rows. */
struct small {
	struct lp *lp;
	int columns, rows, n_columns, n_rows;
};

static struct small small_new(void)
{
	struct small s = { .lp = lp_new() };
	const int set = lp_set(s.lp, "i", MOST, NULL);

	s.columns = lp_column_block(s.lp, "x", "1", 1, &set);
	s.rows = lp_row_block(s.lp, "r", "1", 1, &set);
	return s;
}

static int column(struct small *s, double lower, double upper, enum lp_kind kind, double cost)
{
	const int x = lp_column(s->lp, s->columns, &s->n_columns, lower, upper, kind);

	s->n_columns++;
	lp_cost(s->lp, 1, x, cost);
	return x;
}

static void row(struct small *s, int n, const double *a, double low, double high)
{
	int k;

	lp_row_open(s->lp, s->rows, &s->n_rows);
	s->n_rows++;
	for (k = 0; k < n; k++)
		lp_term(s->lp, k, a[k]);
	lp_row_between(s->lp, low, high);
}

static struct solution ask(const struct small *s, const struct solve_options *options)
{
	struct solution solution;
	struct error err = ERROR_INIT;

	ck_assert_msg(solve_with(backend, s->lp, options, &solution, &err) == 0, "%s: %s", err.where, err.what);
	return solution;
}

/* Exactly the same, which compilers will not let us ask in the plain way. */
static void check_same(double found, double expected)
{
	ck_assert_msg(found >= expected && found <= expected, "%.17g, not %.17g", found, expected);
}

static void check_status(const struct solution *solution, enum solve_status status)
{
	ck_assert_msg(solution->status == status, "%s, not %s: %s", solve_status_name(solution->status),
	              solve_status_name(status), solution->message);
	ck_assert_str_ne(solution->message, "");
}

static void done(struct small *s, struct solution *solution)
{
	solution_dispose(solution);
	lp_free(s->lp);
}

START_TEST(an_optimum_comes_with_values_and_prices)
{
	struct small s = small_new();
	struct solution a;

	backend = solve_backends[_i];
	column(&s, 0, 100, LP_CONTINUOUS, -3);
	column(&s, 0, 100, LP_CONTINUOUS, -5);
	row(&s, 1, (double[]){ 1 }, -HUGE_VAL, 4);
	row(&s, 2, (double[]){ 0, 2 }, -HUGE_VAL, 12);
	row(&s, 2, (double[]){ 3, 2 }, -HUGE_VAL, 18);
	lp_cost_constant(s.lp, 1, 100);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_OPTIMAL);
	ck_assert_double_eq_tol(a.x[0], 2, 1e-9);
	ck_assert_double_eq_tol(a.x[1], 6, 1e-9);
	ck_assert_double_eq_tol(a.objective[0], 100 - 36, 1e-9);
	ck_assert_double_eq_tol(a.lp_bound[0], 64, 1e-9);
	ck_assert_double_eq_tol(a.mip_bound, 64, 1e-9);
	ck_assert_double_eq_tol(a.row_price[0], 0, 1e-9);
	ck_assert_double_eq_tol(a.row_price[1], -1.5, 1e-9); /* one more unit of the limit saves 1.5 */
	ck_assert_double_eq_tol(a.row_price[2], -1, 1e-9);
	ck_assert_double_eq_tol(a.column_price[0], 0, 1e-9);
	done(&s, &a);
}
END_TEST

START_TEST(equalities_ranges_free_rows_and_fixed_columns_hold)
{
	struct small s = small_new();
	struct solution a;

	backend = solve_backends[_i];
	column(&s, 3, 3, LP_CONTINUOUS, 1);
	column(&s, -5, 10, LP_CONTINUOUS, 1);
	column(&s, -5, 10, LP_CONTINUOUS, 2);
	row(&s, 3, (double[]){ 1, 1, 1 }, 7, 7);
	row(&s, 3, (double[]){ 0, 1, -1 }, -2, 1);
	row(&s, 3, (double[]){ 1, 5, 9 }, -HUGE_VAL, HUGE_VAL);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_OPTIMAL);
	ck_assert_double_eq_tol(a.x[0], 3, 1e-9);
	ck_assert_double_eq_tol(a.x[1], 2.5, 1e-9);
	ck_assert_double_eq_tol(a.x[2], 1.5, 1e-9);
	ck_assert_double_eq_tol(a.row_price[2], 0, 1e-9);
	done(&s, &a);
}
END_TEST

START_TEST(an_infeasible_program_is_infeasible_with_and_without_integers)
{
	struct small s = small_new();
	struct solution a;

	backend = solve_backends[_i / 2];
	column(&s, 0, 10, _i % 2 ? LP_INTEGER : LP_CONTINUOUS, 1);
	column(&s, 0, 10, LP_CONTINUOUS, 1);
	row(&s, 2, (double[]){ 1, 1 }, 12, 15);
	row(&s, 2, (double[]){ 1, -1 }, 9, HUGE_VAL);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_INFEASIBLE);
	ck_assert(!a.has_x);
	done(&s, &a);
}
END_TEST

START_TEST(integers_without_a_point_are_infeasible_though_the_relaxation_is_not)
{
	struct small s = small_new();
	struct solution a;

	backend = solve_backends[_i];
	column(&s, 0, 10, LP_INTEGER, 1);
	column(&s, 0, 10, LP_INTEGER, 1);
	row(&s, 2, (double[]){ 2, 2 }, 7, 7);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_INFEASIBLE);
	done(&s, &a);
}
END_TEST

START_TEST(a_degenerate_program_ends)
{
	/* Beale's example, on which a careless simplex method runs in a circle; its optimum is -1/20. */
	struct small s = small_new();
	struct solution a;

	backend = solve_backends[_i];
	column(&s, 0, 1e3, LP_CONTINUOUS, -0.75);
	column(&s, 0, 1e3, LP_CONTINUOUS, 150);
	column(&s, 0, 1e3, LP_CONTINUOUS, -0.02);
	column(&s, 0, 1e3, LP_CONTINUOUS, 6);
	row(&s, 4, (double[]){ 0.25, -60, -0.04, 9 }, -HUGE_VAL, 0);
	row(&s, 4, (double[]){ 0.5, -90, -0.02, 3 }, -HUGE_VAL, 0);
	row(&s, 4, (double[]){ 0, 0, 1, 0 }, -HUGE_VAL, 1);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_OPTIMAL);
	ck_assert_double_eq_tol(a.objective[0], -0.05, 1e-12);
	done(&s, &a);
}
END_TEST

START_TEST(programs_without_objective_rows_or_both_are_solved)
{
	struct small s = small_new();
	struct solution a;

	backend = solve_backends[_i / 2];
	lp_column(s.lp, s.columns, &s.n_columns, 2, 5, LP_CONTINUOUS);
	if (_i % 2)
		row(&s, 1, (double[]){ 1 }, 3, 4);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_OPTIMAL);
	ck_assert_int_eq(a.n_tiers, 1);
	ck_assert_double_ge(a.x[0], _i % 2 ? 3 : 2);
	done(&s, &a);
}
END_TEST

START_TEST(a_knapsack_reaches_its_known_answer)
{
	static const double weight[] = { 23, 31, 29, 44, 53, 38, 63, 85, 89, 82 };
	static const double value[] = { 92, 57, 49, 68, 60, 43, 67, 84, 87, 72 };
	struct small s = small_new();
	struct solution a;
	int j;

	backend = solve_backends[_i];
	for (j = 0; j < 10; j++)
		column(&s, 0, 1, LP_INTEGER, -value[j]);
	row(&s, 10, weight, -HUGE_VAL, 165);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_OPTIMAL);
	ck_assert_double_eq_tol(a.objective[0], -309, 1e-9);
	ck_assert_double_le(a.lp_bound[0], -309);
	ck_assert_double_le(a.mip_bound, -309 + 1e-6);
	ck_assert_double_ge(a.mip_bound, a.lp_bound[0] - 1e-6);
	done(&s, &a);
}
END_TEST

START_TEST(fractional_bounds_of_integers_mean_the_whole_numbers_between)
{
	struct small s = small_new();
	struct solution a;

	backend = solve_backends[_i];
	column(&s, 0.5, 7.5, LP_INTEGER, 1);
	column(&s, -3.5, 9.25, LP_INTEGER, -1);
	row(&s, 2, (double[]){ 1, 1 }, 0, 10.5);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_OPTIMAL);
	check_same(a.x[0], 1);
	check_same(a.x[1], 9);
	done(&s, &a);
}
END_TEST

START_TEST(a_later_tier_never_worsens_an_earlier_one)
{
	struct small s = small_new();
	struct solution a;
	int k;
	const enum lp_kind kind = _i % 3 == 0 ? LP_CONTINUOUS : _i % 3 == 1 ? LP_WHOLE : LP_INTEGER;

	backend = solve_backends[_i / 3];
	for (k = 0; k < 3; k++)
		column(&s, 0, 10, kind, k < 2 ? 1 : 0); /* tier 1: x0 + x1 */
	lp_cost(s.lp, 2, 0, 5);
	lp_cost(s.lp, 2, 1, 1);
	lp_cost(s.lp, 2, 2, -1);
	lp_cost(s.lp, 3, 2, 1);
	row(&s, 3, (double[]){ 1, 1, 0 }, 6, HUGE_VAL);
	row(&s, 3, (double[]){ 0, 1, 1 }, -HUGE_VAL, 9);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_OPTIMAL);
	ck_assert_double_eq_tol(a.objective[0], 6, 1e-6);
	ck_assert_double_eq_tol(a.objective[1], 6 - 3, 1e-5); /* x1 = 6, x2 = 3 */
	ck_assert_double_eq_tol(a.objective[2], 3, 1e-5);
	ck_assert_double_eq_tol(a.lp_bound[0], 6, 1e-9);
	ck_assert_double_eq_tol(a.lp_bound[1], 3, 1e-9);
	done(&s, &a);
}
END_TEST

START_TEST(whole_racks_keep_every_row_with_coefficients_that_are_not_whole)
{
	static const double kw[] = { 4.37, 6.61, 8.83 };
	struct small s = small_new();
	struct solve_options options = solve_defaults;
	struct solution a, b;
	int k;

	backend = solve_backends[_i];
	for (k = 0; k < 3; k++)
		column(&s, 0, 40, LP_WHOLE, -10 * kw[k] - k);
	row(&s, 3, kw, -HUGE_VAL, 333.3);
	row(&s, 3, (double[]){ 1, 1, 1 }, 41, 60.5);
	a = ask(&s, &options);
	check_status(&a, SOLVE_OPTIMAL);
	for (k = 0; k < 3; k++)
		check_same(a.x[k], nearbyint(a.x[k]));
	ck_assert_double_le(lp_violation(s.lp, a.x, true, NULL), 1e-12);
	ck_assert_double_ge(a.objective[0], a.lp_bound[0]);
	options.whole = false;
	b = ask(&s, &options);
	check_status(&b, SOLVE_OPTIMAL);
	ck_assert_double_gt(lp_violation(s.lp, b.x, true, NULL), 1e-3);
	solution_dispose(&b);
	done(&s, &a);
}
END_TEST

START_TEST(whole_numbers_that_do_not_exist_are_never_called_found)
{
	struct small s = small_new();
	struct solution a;

	backend = solve_backends[_i];
	column(&s, 0, 10, LP_WHOLE, 1);
	column(&s, 0, 10, LP_WHOLE, 1);
	row(&s, 2, (double[]){ 2, 2 }, 7, 7);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_TROUBLE);
	ck_assert(!a.has_x);
	ck_assert_ptr_nonnull(strstr(a.message, "none exist"));
	done(&s, &a);
}
END_TEST

static double random_unit(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (double)(*state >> 11) / 9007199254740992.0;
}

/*
 * A program made around its answer: x and the prices y are chosen first, then the limits so that x meets them with
 * equality where y is not zero, and the costs so that y proves x optimal. Returns the optimum.
 */
static double made_around_its_answer(struct small *s, uint64_t seed)
{
	enum { N = 12, M = 9 };
	uint64_t state = seed * 2654435761u + 88172645463325252u;
	double x[N], cost[N] = { 0 }, a[M][N], y, activity, optimum = 0, slack;
	int i, j;

	for (j = 0; j < N; j++)
		x[j] = floor(20 * random_unit(&state)) / 2;
	for (i = 0; i < M * N; i++)
		a[i / N][i % N] = random_unit(&state) < 0.4 ? floor(200 * random_unit(&state) - 100) / 10 : 0;
	for (j = 0; j < N; j++)
		column(s, x[j] - 1 - j % 3, x[j] + 1 + j % 4, LP_CONTINUOUS, 0);
	for (i = 0; i < M; i++) {
		for (j = 0, activity = 0; j < N; j++)
			activity += a[i][j] * x[j];
		y = i % 3 == 0 ? 0 : 10 * random_unit(&state) - 5;
		slack = i % 3 == 0 ? 1 + random_unit(&state) : 0;
		if (y < 0 || i % 6 == 0)
			row(s, N, a[i], i % 4 ? -HUGE_VAL : activity - 7, activity + slack);
		else
			row(s, N, a[i], activity - slack, i % 4 ? HUGE_VAL : activity + 7);
		for (j = 0; j < N; j++)
			cost[j] += y * a[i][j];
	}
	for (j = 0; j < N; j++) { /* a third of the columns stands at a bound, with a reduced cost of the right sign */
		if (j % 3 == 1)
			lp_column_bounds(s->lp, j, x[j], x[j] + 5);
		if (j % 3 == 2)
			lp_column_bounds(s->lp, j, x[j] - 5, x[j]);
		cost[j] += j % 3 == 1 ? 2 : j % 3 == 2 ? -2 : 0;
		lp_cost(s->lp, 1, j, cost[j]);
		optimum += cost[j] * x[j];
	}
	return optimum;
}

START_TEST(generated_programs_reach_their_known_optimum)
{
	int seed;

	backend = solve_backends[_i];
	for (seed = 1; seed <= (under_valgrind() ? 40 : 200); seed++) {
		struct small s = small_new();
		const double optimum = made_around_its_answer(&s, (uint64_t)seed);
		struct solution a = ask(&s, &solve_defaults);

		check_status(&a, SOLVE_OPTIMAL);
		ck_assert_msg(fabs(a.objective[0] - optimum) <= 1e-7 * fmax(1, fabs(optimum)),
		              "seed %d: %.12g, not %.12g", seed, a.objective[0], optimum);
		done(&s, &a);
	}
}
END_TEST

static void *loaded(const struct lp *lp)
{
	void *state = backend->load(lp);
	double cost[MOST];
	int j;

	for (j = 0; j < lp_n_columns(lp); j++)
		cost[j] = lp_cost_of(lp, 1, j);
	backend->set_cost(state, cost);
	return state;
}

static double optimum_of(void *state)
{
	double objective = HUGE_VAL;

	ck_assert_int_eq(backend->solve_lp(state, 0, &objective), SOLVE_OPTIMAL);
	return objective;
}

/* By hand, without a child: what was narrowed and given back is as if it had never been. */
START_TEST(solving_again_warm_gives_what_solving_cold_gives)
{
	int seed, k;

	backend = solve_backends[_i];
	for (seed = 1; seed <= 50; seed++) {
		struct small s = small_new();
		const double optimum = made_around_its_answer(&s, (uint64_t)seed);
		void *state = loaded(s.lp), *fresh;
		double x[MOST], near = 1e-7 * fmax(1, fabs(optimum));

		ck_assert_double_eq_tol(optimum_of(state), optimum, near);
		backend->values(state, false, x);
		for (k = 0; k < 4; k++)
			backend->set_bounds(state, k, x[k], x[k]); /* equal bounds, too */
		ck_assert_double_eq_tol(optimum_of(state), optimum, near);
		for (k = 0; k < 4; k++) { /* half of a unit away from the optimum and back */
			backend->set_bounds(state, k, lp_lower(s.lp, k), lp_upper(s.lp, k));
			lp_column_bounds(s.lp, k, lp_lower(s.lp, k) - 0.5, lp_upper(s.lp, k) + 0.5);
		}
		ck_assert_double_eq_tol(optimum_of(state), optimum, near);
		for (k = 0; k < 4; k++)
			backend->set_bounds(state, k, lp_lower(s.lp, k), lp_upper(s.lp, k));
		fresh = loaded(s.lp);
		ck_assert_double_eq_tol(optimum_of(state), optimum_of(fresh), near);
		backend->free(fresh);
		backend->free(state);
		lp_free(s.lp);
	}
}
END_TEST

/* A market split: tiny, and beyond branch and bound for a long time. */
static struct small hard(void)
{
	enum { N = 40, M = 5 };
	uint64_t state = 88172645463325252u;
	struct small s = small_new();
	double a[N + 2 * M], sum;
	int i, j;

	for (j = 0; j < N; j++)
		column(&s, 0, 1, LP_INTEGER, 0);
	for (i = 0; i < 2 * M; i++)
		column(&s, 0, 1e4, LP_CONTINUOUS, 1);
	for (i = 0; i < M; i++) {
		memset(a, 0, sizeof a);
		for (j = 0, sum = 0; j < N; j++)
			sum += a[j] = floor(100 * random_unit(&state));
		a[N + 2 * i] = 1;
		a[N + 2 * i + 1] = -1;
		row(&s, N + 2 * M, a, floor(sum / 2), floor(sum / 2));
	}
	return s;
}

START_TEST(a_time_limit_in_branch_and_bound_gives_what_was_found_and_a_bound)
{
	struct solve_options options = solve_defaults;
	struct small s = hard();
	const double start = clock_now_s();
	struct solution a;

	backend = solve_backends[_i];
	options.time_limit_s = 0.5;
	a = ask(&s, &options);
	check_status(&a, SOLVE_LIMIT);
	ck_assert_double_lt(clock_now_s() - start, 2.5);
	ck_assert_ptr_nonnull(strstr(a.message, "time limit"));
	if (a.has_x)
		ck_assert_double_le(a.mip_bound, a.objective[0] + 1e-9);
	done(&s, &a);
}
END_TEST

START_TEST(numbers_that_are_not_never_reach_a_solver)
{
	struct small s = small_new();
	struct solution a;
	struct error err = ERROR_INIT;

	column(&s, 0, 1, LP_CONTINUOUS, (double)NAN);
	ck_assert_int_eq(solve(s.lp, &solve_defaults, &a, &err), -1);
	ck_assert_str_eq(err.where, "x[0]");
	ck_assert_ptr_null(a.x);
	done(&s, &a);
}
END_TEST

START_TEST(a_solver_that_does_not_exist_is_a_usage_fault)
{
	struct solve_options options = solve_defaults;
	struct small s = small_new();
	struct solution a;
	struct error err = ERROR_INIT;

	column(&s, 0, 1, LP_CONTINUOUS, 1);
	options.solver = "oracle";
	ck_assert_int_eq(solve(s.lp, &options, &a, &err), -1);
	ck_assert_int_eq(err.kind, FAULT_USAGE);
	ck_assert_ptr_nonnull(strstr(err.what, "oracle"));
	done(&s, &a);
}
END_TEST

/* ---- backends that misbehave ---- */

static enum solve_status crashes(void *state, double seconds, double *objective)
{
	(void)state, (void)seconds, (void)objective;
	raise(SIGSEGV);
	return SOLVE_OPTIMAL;
}

static enum solve_status aborts(void *state, double seconds, double *objective)
{
	(void)state, (void)seconds, (void)objective;
	abort();
}

static enum solve_status hangs(void *state, double seconds, double *objective)
{
	(void)state, (void)seconds, (void)objective;
	while (getpid() > 0)
		pause();
	return SOLVE_OPTIMAL;
}

static enum solve_status eats_memory(void *state, double seconds, double *objective)
{
	enum { CHUNK = 16 << 20 };
	char *p;

	(void)state, (void)seconds, (void)objective;
	while (getpid() > 0) {
		p = memory_resize(NULL, CHUNK, 1);
		memset(p, 1, CHUNK);
	}
	return SOLVE_OPTIMAL;
}

static enum solve_status leaves(void *state, double seconds, double *objective)
{
	(void)state, (void)seconds, (void)objective;
	_exit(0);
}

static enum solve_status says_unbounded(void *state, double seconds, double *objective)
{
	(void)state, (void)seconds, (void)objective;
	return SOLVE_UNBOUNDED;
}

static enum solve_status claims_optimal(void *state, double seconds, double *objective)
{
	(void)state, (void)seconds;
	*objective = 0;
	return SOLVE_OPTIMAL;
}

static void values_that_break_a_row(const void *state, bool mip, double *x)
{
	(void)state, (void)mip;
	x[0] = 0.25;
}

static void values_that_are_not_numbers(const void *state, bool mip, double *x)
{
	(void)state, (void)mip;
	x[0] = (double)NAN;
}

static struct small one_column(void)
{
	struct small s = small_new();

	column(&s, 0, 10, LP_CONTINUOUS, 1);
	row(&s, 1, (double[]){ 1 }, 5, 6);
	return s;
}

static struct solution ask_bad(enum solve_status (*solve_lp)(void *, double, double *),
                               void (*values)(const void *, bool, double *), const struct solve_options *options)
{
	struct solve_backend bad = *solve_backends[0];
	struct small s = one_column();
	struct solution a;

	bad.solve_lp = solve_lp;
	if (values)
		bad.values = values;
	backend = &bad;
	a = ask(&s, options);
	lp_free(s.lp);
	ck_assert(!a.has_x);
	return a;
}

START_TEST(a_solver_that_crashes_costs_a_message)
{
	struct solution a = ask_bad(_i ? aborts : crashes, NULL, &solve_defaults);

	check_status(&a, SOLVE_TROUBLE);
	if (!UNDER_SANITIZER) /* which turns the signal into an exit */
		ck_assert_ptr_nonnull(strstr(a.message, _i ? "signal 6" : "signal 11"));
	solution_dispose(&a);
}
END_TEST

START_TEST(a_solver_that_hangs_is_ended_after_the_time_limit)
{
	struct solve_options options = solve_defaults;
	const double start = clock_now_s();
	struct solution a;

	options.time_limit_s = 0.2;
	a = ask_bad(hangs, NULL, &options);
	check_status(&a, SOLVE_LIMIT);
	ck_assert_double_lt(clock_now_s() - start, 5);
	solution_dispose(&a);
}
END_TEST

START_TEST(a_solver_that_allocates_without_end_meets_the_memory_limit)
{
	struct solve_options options = solve_defaults;
	struct solution a;

	options.memory_limit_mb = 512;
	options.time_limit_s = 20;
	a = ask_bad(eats_memory, NULL, &options);
	check_status(&a, SOLVE_LIMIT);
	ck_assert_ptr_nonnull(strstr(a.message, "memory limit of 512 MB"));
	solution_dispose(&a);
}
END_TEST

START_TEST(a_solver_that_leaves_without_an_answer_is_trouble)
{
	struct solution a = ask_bad(leaves, NULL, &solve_defaults);

	check_status(&a, SOLVE_TROUBLE);
	ck_assert_int_eq(solution_fault(&a), FAULT_UNDECIDED);
	solution_dispose(&a);
}
END_TEST

START_TEST(an_answer_that_breaks_a_row_is_refused)
{
	struct solution a = ask_bad(claims_optimal, _i ? values_that_are_not_numbers : values_that_break_a_row,
	                            &solve_defaults);

	check_status(&a, SOLVE_TROUBLE);
	ck_assert(a.refused);
	ck_assert_int_eq(solution_fault(&a),
	                 FAULT_INTERNAL); /* exit 1: no limit and no hard number, but a wrong answer */
	ck_assert_ptr_nonnull(strstr(a.message, _i ? "not a number" : "r[0]"));
	solution_dispose(&a);
}
END_TEST

START_TEST(unbounded_is_passed_on)
{
	struct solution a = ask_bad(says_unbounded, NULL, &solve_defaults);

	check_status(&a, SOLVE_UNBOUNDED);
	ck_assert_int_eq(solution_fault(&a), FAULT_INTERNAL);
	solution_dispose(&a);
}
END_TEST

static void on_signal(int number)
{
	(void)number;
	solve_interrupt();
}

static void alarm_soon(int signal_number)
{
	const struct itimerval soon = { .it_value = { .tv_usec = 200000 } };

	signal(signal_number, on_signal);
	setitimer(ITIMER_REAL, &soon, NULL);
}

START_TEST(an_interrupt_ends_the_child_at_once)
{
	const double start = clock_now_s();
	struct solution a;

	alarm_soon(SIGALRM);
	a = ask_bad(hangs, NULL, &solve_defaults);
	check_status(&a, SOLVE_LIMIT);
	ck_assert_ptr_nonnull(strstr(a.message, "interrupted"));
	ck_assert_double_lt(clock_now_s() - start, 2);
	solution_dispose(&a);
}
END_TEST

static void interrupt_myself(int number)
{
	(void)number;
	raise(SIGINT);
}

START_TEST(sigint_in_branch_and_bound_ends_it)
{
	const struct itimerval soon = { .it_value = { .tv_usec = 300000 } };
	const double start = clock_now_s();
	struct small s = hard();
	struct solution a;

	backend = solve_backends[_i];
	signal(SIGINT, on_signal);
	signal(SIGALRM, interrupt_myself);
	setitimer(ITIMER_REAL, &soon, NULL);
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_LIMIT);
	ck_assert_ptr_nonnull(strstr(a.message, "interrupted"));
	ck_assert_double_lt(clock_now_s() - start, 2);
	solution_dispose(&a);

	s.lp = (lp_free(s.lp), one_column().lp); /* and the next solve is not interrupted */
	a = ask(&s, &solve_defaults);
	check_status(&a, SOLVE_OPTIMAL);
	done(&s, &a);
}
END_TEST

static void add_contract(TCase *tcase, int n)
{
	tcase_add_loop_test(tcase, an_optimum_comes_with_values_and_prices, 0, n);
	tcase_add_loop_test(tcase, equalities_ranges_free_rows_and_fixed_columns_hold, 0, n);
	tcase_add_loop_test(tcase, an_infeasible_program_is_infeasible_with_and_without_integers, 0, 2 * n);
	tcase_add_loop_test(tcase, integers_without_a_point_are_infeasible_though_the_relaxation_is_not, 0, n);
	tcase_add_loop_test(tcase, a_degenerate_program_ends, 0, n);
	tcase_add_loop_test(tcase, programs_without_objective_rows_or_both_are_solved, 0, 2 * n);
	tcase_add_loop_test(tcase, a_knapsack_reaches_its_known_answer, 0, n);
	tcase_add_loop_test(tcase, fractional_bounds_of_integers_mean_the_whole_numbers_between, 0, n);
	tcase_add_loop_test(tcase, a_later_tier_never_worsens_an_earlier_one, 0, 3 * n);
	tcase_add_loop_test(tcase, whole_racks_keep_every_row_with_coefficients_that_are_not_whole, 0, n);
	tcase_add_loop_test(tcase, whole_numbers_that_do_not_exist_are_never_called_found, 0, n);
	tcase_add_loop_test(tcase, generated_programs_reach_their_known_optimum, 0, n);
	tcase_add_loop_test(tcase, solving_again_warm_gives_what_solving_cold_gives, 0, n);
	tcase_add_loop_test(tcase, a_time_limit_in_branch_and_bound_gives_what_was_found_and_a_bound, 0, n);
	tcase_add_loop_test(tcase, sigint_in_branch_and_bound_ends_it, 0, n);
}

static void add_faults(TCase *tcase)
{
	tcase_add_test(tcase, numbers_that_are_not_never_reach_a_solver);
	tcase_add_test(tcase, a_solver_that_does_not_exist_is_a_usage_fault);
	tcase_add_loop_test(tcase, a_solver_that_crashes_costs_a_message, 0, 2);
	tcase_add_test(tcase, a_solver_that_hangs_is_ended_after_the_time_limit);
	tcase_add_test(tcase, a_solver_that_leaves_without_an_answer_is_trouble);
	tcase_add_loop_test(tcase, an_answer_that_breaks_a_row_is_refused, 0, 2);
	tcase_add_test(tcase, unbounded_is_passed_on);
	tcase_add_test(tcase, an_interrupt_ends_the_child_at_once);
	if (UNDER_SANITIZER || under_valgrind()) /* their own memory alone is larger than any limit */
		puts("ok - a_solver_that_allocates_without_end_meets_the_memory_limit # SKIP under a memory checker");
	else
		tcase_add_test(tcase, a_solver_that_allocates_without_end_meets_the_memory_limit);
}

int main(void)
{
	Suite *suite = suite_create("solve: contract");
	TCase *contract = tcase_create("contract"), *faults = tcase_create("faults");
	SRunner *runner = srunner_create(suite);
	int failed, n = 0;

	while (solve_backends[n])
		n++;
	tcase_set_timeout(contract, 120);
	tcase_set_timeout(faults, 60);
	add_contract(contract, n);
	add_faults(faults);
	suite_add_tcase(suite, contract);
	suite_add_tcase(suite, faults);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
