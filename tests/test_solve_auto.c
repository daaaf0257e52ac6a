/*
 * test_solve_auto.c - which backend "auto" takes, and that none of them writes where plans and tables go.
 */
#include "planner/solve/steps.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool has_clp(void)
{
	int i;

	for (i = 0; solve_backends[i]; i++) {
		if (strcmp(solve_backends[i]->name, "clp") == 0)
			return true;
	}
	return false;
}

/* Each row keeps one column of its own at 1 or more; the sum is minimised. */
static struct lp *many_rows(int n, enum lp_kind kind)
{
	struct lp *lp = lp_new();
	const int set = lp_set(lp, "i", n, NULL), columns = lp_column_block(lp, "x", "1", 1, &set),
		  rows = lp_row_block(lp, "r", "1", 1, &set);
	int i, x;

	for (i = 0; i < n; i++) {
		x = lp_column(lp, columns, &i, 0, 5, kind);
		lp_cost(lp, 1, x, 1);
		lp_row_open(lp, rows, &i);
		lp_term(lp, x, 2);
		lp_row_at_least(lp, 3);
	}
	return lp;
}

static struct solution ask(const char *solver, int n_rows)
{
	struct solve_options options = solve_defaults;
	struct lp *lp = many_rows(n_rows, LP_CONTINUOUS);
	struct solution solution;
	struct error err = ERROR_INIT;

	options.solver = solver;
	ck_assert_msg(solve(lp, &options, &solution, &err) == 0, "%s", err.what);
	ck_assert_int_eq(solution.status, SOLVE_OPTIMAL);
	ck_assert_double_eq_tol(solution.objective[0], 1.5 * n_rows, 1e-6 * n_rows);
	lp_free(lp);
	return solution;
}

START_TEST(auto_takes_glpk_for_a_small_program)
{
	struct solution a = ask("auto", SOLVE_ROWS_FOR_CLP - 1);

	ck_assert_ptr_nonnull(strstr(a.solver, "GLPK"));
	ck_assert_ptr_null(strstr(a.solver, "auto"));
	ck_assert(!a.chosen_by_size);
	solution_dispose(&a);
}
END_TEST

START_TEST(auto_takes_clp_for_a_large_program_where_there_is_one_and_says_so)
{
	struct solution a = ask("auto", SOLVE_ROWS_FOR_CLP);

	ck_assert_int_eq(a.chosen_by_size, has_clp());
	ck_assert_int_eq(strncmp(a.solver, "CLP ", 4) == 0, has_clp());
	ck_assert_int_eq(strstr(a.solver, "(auto)") != NULL, has_clp());
	solution_dispose(&a);
}
END_TEST

START_TEST(a_solver_that_is_asked_for_is_taken_whatever_the_size)
{
	struct solution a = ask("glpk", getenv("RACKPLAN_FEW") ? 3 : SOLVE_ROWS_FOR_CLP + 1);

	ck_assert_ptr_nonnull(strstr(a.solver, "GLPK"));
	ck_assert(!a.chosen_by_size);
	solution_dispose(&a);
	if (!has_clp())
		return;
	a = ask("clp", 3);
	ck_assert_ptr_nonnull(strstr(a.solver, "CLP"));
	ck_assert(!a.chosen_by_size);
	solution_dispose(&a);
}
END_TEST

/* Both methods, with a search that has something to do and one that finds nothing. */
static void solve_both(const struct solve_backend *backend, double least)
{
	struct lp *lp = many_rows(20, LP_INTEGER);
	double cost[20], objective, bound;
	void *state = backend->load(lp);
	int j;

	for (j = 0; j < 20; j++)
		cost[j] = 1 + j % 3;
	backend->set_cost(state, cost);
	backend->set_row(state, 0, least, least);
	backend->solve_lp(state, 0, &objective);
	backend->solve_mip(state, 0, 1e-6, &objective, &bound);
	backend->free(state);
	lp_free(lp);
}

START_TEST(no_backend_writes_to_standard_output)
{
	FILE *file = tmpfile();
	const int kept = dup(STDOUT_FILENO);

	fflush(stdout);
	ck_assert_int_ge(dup2(fileno(file), STDOUT_FILENO), 0);
	solve_both(solve_backends[_i], 4);
	solve_both(solve_backends[_i], 3); /* 2 x is never 3 */
	fflush(stdout);
	ck_assert_int_ge(dup2(kept, STDOUT_FILENO), 0);
	close(kept);
	ck_assert_int_eq(lseek(fileno(file), 0, SEEK_END), 0);
	fclose(file);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("solve: choice of the backend");
	TCase *tcase = tcase_create("all");
	SRunner *runner = srunner_create(suite);
	int failed, n = 0;

	while (solve_backends[n])
		n++;
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, auto_takes_glpk_for_a_small_program);
	tcase_add_test(tcase, auto_takes_clp_for_a_large_program_where_there_is_one_and_says_so);
	tcase_add_test(tcase, a_solver_that_is_asked_for_is_taken_whatever_the_size);
	tcase_add_loop_test(tcase, no_backend_writes_to_standard_output, 0, n);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
