/*
 * test_solve_remedies.c - what follows when a solver fails or lies: the next remedy, or a refusal; and never "infeasible".
 *
 * GLPK's simplex routines are defined here once more, so that they can be made to fail: the remedies that follow then do the work.
 */
#include "planner/base/memory.h"
#include "tests/small_lp.h"
#include "tests/support.h"

#include <check.h>
#include <dlfcn.h>
#include <glpk.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- GLPK's routines, which fail when they are told to ---- */

static int failures_left; /* so many calls of glp_simplex fail, in each process that solves */
static bool exact_fails;

static void *routine(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	ck_assert_ptr_nonnull(found);
	return found;
}

int glp_simplex(glp_prob *problem, const glp_smcp *parameters)
{
	int (*real)(glp_prob *, const glp_smcp *);
	void *found = routine("glp_simplex");

	if (failures_left > 0) {
		failures_left--;
		return GLP_EFAIL;
	}
	memcpy(&real, &found, sizeof real);
	return real(problem, parameters);
}

int glp_exact(glp_prob *problem, const glp_smcp *parameters)
{
	int (*real)(glp_prob *, const glp_smcp *);
	void *found = routine("glp_exact");

	if (exact_fails)
		return GLP_EFAIL;
	memcpy(&real, &found, sizeof real);
	return real(problem, parameters);
}

/* ---- remedies ---- */

START_TEST(each_remedy_decides_what_those_before_it_could_not)
{
	struct small s = small_blend(10);
	struct solution a;

	failures_left = _i;
	a = small_ask_with(&solve_glpk, &s, &solve_defaults);
	failures_left = 0;
	small_check_status(&a, SOLVE_OPTIMAL);
	ck_assert_double_eq_tol(a.objective[0], 29.75, 1e-9); /* x = 3.75, 4.5, 1.75 */
	ck_assert_int_eq((int)solution_remedy(&a), _i);
	ck_assert_int_eq((int)a.decided[_i], 1);
	ck_assert_int_eq((int)a.undecided, 0);
	ck_assert_double_le(a.residuals.gap, 1e-9);
	ck_assert_double_le(a.residuals.dual, 1e-9);
	small_done(&s, &a);
}
END_TEST

START_TEST(infeasible_is_shown_whichever_remedy_found_it)
{
	struct small s = small_blend(310); /* the bounds allow 300 */
	struct solution a;

	failures_left = _i;
	a = small_ask_with(&solve_glpk, &s, &solve_defaults);
	failures_left = 0;
	small_check_status(&a, SOLVE_INFEASIBLE);
	ck_assert_int_eq((int)solution_fault(&a), FAULT_INFEASIBLE);
	small_check_honest(s.lp, &a);
	small_done(&s, &a);
}
END_TEST

START_TEST(when_every_remedy_fails_nothing_is_said)
{
	struct small s = small_blend(_i ? 310 : 10);
	struct solution a;

	failures_left = 1000;
	exact_fails = true;
	a = small_ask_with(&solve_glpk, &s, &solve_defaults);
	failures_left = 0;
	exact_fails = false;
	small_check_status(&a, SOLVE_TROUBLE);
	ck_assert_int_eq((int)a.undecided, 1);
	ck_assert(!a.refused);
	ck_assert_int_eq((int)solution_fault(&a), FAULT_UNDECIDED);
	small_done(&s, &a);
}
END_TEST

/* 400 columns of 260 terms are more than exact arithmetic is asked to take. */
START_TEST(exact_arithmetic_is_not_asked_of_a_program_that_is_too_large)
{
	struct small s = { .lp = lp_new() };
	const int set = lp_set(s.lp, "i", 400, NULL);
	double *ones = memory_alloc(400, sizeof *ones);
	struct solution a;
	int i;

	s.columns = lp_column_block(s.lp, "x", "1", 1, &set);
	s.rows = lp_row_block(s.lp, "r", "1", 1, &set);
	for (i = 0; i < 400; i++) {
		small_column(&s, 0, 1, 1 + i);
		ones[i] = 1;
	}
	for (i = 0; i < 260; i++)
		small_row(&s, 400, ones, 100 + i, HUGE_VAL);
	failures_left = 4;
	a = small_ask_with(&solve_glpk, &s, &solve_defaults);
	failures_left = 0;
	small_check_status(&a, SOLVE_TROUBLE);
	ck_assert_int_eq((int)a.decided[REMEDY_EXACT], 0);
	memory_free(ones);
	small_done(&s, &a);
}
END_TEST

/* ---- backends that lie ---- */

static enum solve_status says_infeasible(void *state, double seconds, double *objective)
{
	(void)state, (void)seconds;
	*objective = 0;
	return SOLVE_INFEASIBLE;
}

static bool any_ray(void *state, double *multipliers)
{
	(void)state;
	multipliers[0] = 1;
	multipliers[1] = -2;
	multipliers[2] = 3;
	return true;
}

static bool ray_of_no_numbers(void *state, double *multipliers)
{
	(void)state;
	multipliers[0] = multipliers[1] = (double)NAN;
	multipliers[2] = HUGE_VAL;
	return true;
}

START_TEST(a_backends_word_makes_nothing_infeasible)
{
	bool (*const rays[])(void *, double *) = { NULL, any_ray, ray_of_no_numbers };
	struct solve_backend liar = solve_glpk;
	struct small s = small_blend(_i < 3 ? 10 : 310);
	struct solution a;

	liar.solve_lp = says_infeasible;
	liar.insist = NULL;
	liar.ray = rays[_i % 3];
	a = small_ask_with(&liar, &s, &solve_defaults);
	small_check_status(&a, SOLVE_TROUBLE); /* not even of a program that is: nothing shows it */
	ck_assert_int_eq((int)solution_fault(&a), FAULT_UNDECIDED);
	ck_assert_ptr_nonnull(strstr(a.message, "no multipliers"));
	small_done(&s, &a);
}
END_TEST

static enum solve_status real_insist(void *state, double seconds, double *objective)
{
	return solve_glpk.insist(state, seconds, objective);
}

START_TEST(the_other_remedies_have_a_word_where_infeasible_is_not_shown)
{
	struct solve_backend liar = solve_glpk;
	struct small s = small_blend(10);
	struct solution a;

	liar.solve_lp = says_infeasible;
	liar.insist = real_insist;
	liar.ray = NULL;
	failures_left = _i;
	a = small_ask_with(&liar, &s, &solve_defaults);
	failures_left = 0;
	small_check_status(&a, SOLVE_OPTIMAL);
	ck_assert_double_eq_tol(a.objective[0], 29.75, 1e-9);
	ck_assert_int_eq((int)solution_remedy(&a), REMEDY_BASIS + _i);
	small_done(&s, &a);
}
END_TEST

static void prices_a_tenth_too_high(const void *state, double *row_price, double *column_price)
{
	solve_glpk.prices(state, row_price, column_price);
	row_price[0] *= 1.1;
}

/* They add up to the costs, and are the wrong ones: as if the first row were worth nothing. */
static void prices_of_nothing(const void *state, double *row_price, double *column_price)
{
	const double costs[] = { 2, 3, 5 };

	(void)state;
	memset(row_price, 0, 3 * sizeof *row_price);
	memcpy(column_price, costs, sizeof costs);
}

static void values_of_another_plan(const void *state, bool mip, double *x)
{
	const double other[] = { 2, 1, 7 }; /* keeps every row, and costs 42 */

	(void)state, (void)mip;
	memcpy(x, other, sizeof other);
}

static void values_off_by_a_thousandth(const void *state, bool mip, double *x)
{
	solve_glpk.values(state, mip, x);
	x[0] -= 1e-3;
}

START_TEST(an_answer_that_is_not_shown_to_be_the_best_is_refused)
{
	static const struct {
		void (*prices)(const void *, double *, double *);
		void (*values)(const void *, bool, double *);
		const char *why;
	} lies[] = {
		{ prices_a_tenth_too_high, NULL, "do not add up" },
		{ prices_of_nothing, NULL, "to be the best" },
		{ NULL, values_of_another_plan, "to be the best" },
		{ NULL, values_off_by_a_thousandth, "breaks r[0]" },
	};
	struct solve_backend liar = solve_glpk;
	struct small s = small_blend(10);
	struct solution a;

	liar.prices = lies[_i].prices ? lies[_i].prices : liar.prices;
	liar.values = lies[_i].values ? lies[_i].values : liar.values;
	a = small_ask_with(&liar, &s, &solve_defaults);
	small_check_status(&a, SOLVE_TROUBLE);
	ck_assert(a.refused && !a.has_x);
	ck_assert_int_eq((int)solution_fault(&a), FAULT_INTERNAL);
	ck_assert_msg(strstr(a.message, lies[_i].why), "%s", a.message);
	small_done(&s, &a);
}
END_TEST

/* ---- multipliers ---- */

START_TEST(multipliers_show_what_they_show_and_no_more)
{
	struct small s = small_blend(310);
	const double good[] = { 1, 0, 0 }, weak[] = { 1, 50, 0 }, wrong[] = { -1, 0, 0 }, none[] = { 0, 0, 0 };
	const double no_number[] = { (double)NAN, 0, 0 }, tiny[] = { 1e-300, 0, 0 };

	ck_assert(lp_is_empty_by(s.lp, good));
	ck_assert(lp_is_empty_by(s.lp, tiny));
	ck_assert(lp_is_empty_by(s.lp, weak)); /* the second row has no lower end, so its part is left out */
	ck_assert(!lp_is_empty_by(s.lp, wrong));
	ck_assert(!lp_is_empty_by(s.lp, none));
	ck_assert(!lp_is_empty_by(s.lp, no_number));
	lp_free(s.lp);
}
END_TEST

/* Multipliers at random, of programs at the edge: what is accepted holds in rational numbers. */
START_TEST(no_rounding_makes_multipliers_show_more_than_they_do)
{
	uint64_t seed = 17;
	int i, j, accepted = 0, held = 0;

	for (i = 0; i < 300; i++) {
		struct small_around p = small_around(&seed, 12, i % 2 ? ldexp(1, -(i % 60)) : 0);
		double y[SMALL_ROWS + 1] = { 0 };

		if (i % 4 != 3) {
			for (j = 0; j < lp_n_rows(p.s.lp); j++)
				y[j] = small_next(&seed) % 2 ? small_pick(&seed, -9, 9) / 7 : 0;
		} else { /* the pair that was moved apart */
			y[SMALL_ROWS - 1] = 1;
			y[SMALL_ROWS] = -1;
		}
		if (lp_is_empty_by(p.s.lp, y)) {
			accepted++;
			ck_assert(small_empty_exactly(p.s.lp, y));
		}
		held += small_empty_exactly(p.s.lp, y);
		lp_free(p.s.lp);
	}
	printf("# of 300 sets of multipliers %d show something in rational numbers, %d are accepted\n", held, accepted);
	ck_assert_int_gt(accepted, 20);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("solve: remedies");
	TCase *remedies = tcase_create("remedies");

	tcase_set_timeout(remedies, 60);
	tcase_add_loop_test(remedies, each_remedy_decides_what_those_before_it_could_not, 0, SOLVE_REMEDIES);
	tcase_add_loop_test(remedies, infeasible_is_shown_whichever_remedy_found_it, 0, SOLVE_REMEDIES);
	tcase_add_loop_test(remedies, when_every_remedy_fails_nothing_is_said, 0, 2);
	tcase_add_test(remedies, exact_arithmetic_is_not_asked_of_a_program_that_is_too_large);
	tcase_add_loop_test(remedies, a_backends_word_makes_nothing_infeasible, 0, support_loops(6));
	tcase_add_loop_test(remedies, the_other_remedies_have_a_word_where_infeasible_is_not_shown, 0, 4);
	tcase_add_loop_test(remedies, an_answer_that_is_not_shown_to_be_the_best_is_refused, 0, 4);
	tcase_add_test(remedies, multipliers_show_what_they_show_and_no_more);
	tcase_add_test(remedies, no_rounding_makes_multipliers_show_more_than_they_do);
	suite_add_tcase(suite, remedies);
	return support_run(suite);
}
