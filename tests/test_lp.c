#include "planner/base/memory.h"
#include "planner/lp/lp.h"
#include "tests/lp_case.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exactly the same, which compilers will not let us ask in the plain way. */
static void check_same(double found, double expected)
{
	ck_assert_msg(found >= expected && found <= expected, "%.17g, not %.17g", found, expected);
}

static void check_error(const struct lp *lp, const char *where, const char *what)
{
	const struct error *e = lp_error(lp);
	struct error err = ERROR_INIT;

	ck_assert_int_ne(e->kind, FAULT_NONE);
	ck_assert_str_eq(e->where, where);
	ck_assert_msg(strstr(e->what, what), "'%s' does not say '%s'", e->what, what);
	ck_assert_int_eq(lp_validate(lp, &err), -1);
	ck_assert_str_eq(err.where, where);
}

START_TEST(names_print_with_their_labels)
{
	struct lp_case f = lp_case_new();
	struct str name = STR_INIT;
	int x = lp_case_host(&f, 0, 0, 2);

	lp_case_row(&f, 1, 3);
	lp_term(f.lp, x, 1);
	lp_column_name(f.lp, x, &name);
	ck_assert_str_eq(name.text, "host[gov,taiyuan,2018-05]");
	str_clear(&name);
	lp_row_name(f.lp, lp_row_at_most(f.lp, 1), &name);
	ck_assert_str_eq(name.text, "power[datong,2018-06]");
	ck_assert_str_eq(lp_row_block_unit(f.lp, lp_row_block_of(f.lp, 0)), "kW");
	str_dispose(&name);
	lp_free(f.lp);
}
END_TEST

START_TEST(a_column_that_comes_again_adds_up)
{
	struct lp_case f = lp_case_new();
	const int x = lp_case_host(&f, 0, 0, 0), y = lp_case_host(&f, 1, 0, 0);
	const int *columns;
	const double *a;
	int row, k;

	lp_case_row(&f, 0, 0);
	for (k = 0; k < 1000; k++) { /* far more terms than columns: no scratch may overflow */
		lp_term(f.lp, y, 0.5);
		lp_term(f.lp, x, 0.25);
	}
	row = lp_row_at_most(f.lp, 9);
	ck_assert_int_eq(lp_row_terms(f.lp, row, &columns, &a), 2);
	ck_assert_int_eq(columns[0], y);
	check_same(a[0], 500);
	check_same(a[1], 250);
	ck_assert_int_eq(lp_n_nonzeros(f.lp), 2);
	lp_free(f.lp);
}
END_TEST

START_TEST(a_column_of_the_row_before_starts_anew)
{
	struct lp_case f = lp_case_new();
	const int x = lp_case_host(&f, 0, 0, 0);
	const int *columns;
	const double *a;

	lp_case_row(&f, 0, 0);
	lp_term(f.lp, x, 3);
	lp_row_at_most(f.lp, 1);
	lp_case_row(&f, 0, 1);
	lp_term(f.lp, x, 4);
	lp_row_at_most(f.lp, 1);
	ck_assert_int_eq(lp_row_terms(f.lp, 0, &columns, &a), 1);
	check_same(a[0], 3);
	ck_assert_int_eq(lp_row_terms(f.lp, 1, &columns, &a), 1);
	check_same(a[0], 4);
	lp_free(f.lp);
}
END_TEST

START_TEST(sums_that_cancel_are_dropped_and_small_ones_kept)
{
	struct lp_case f = lp_case_new();
	const int x = lp_case_host(&f, 0, 0, 0), y = lp_case_host(&f, 0, 1, 0), z = lp_case_host(&f, 0, 2, 0);
	const int *columns;
	const double *a;
	int row;

	lp_case_row(&f, 0, 0);
	lp_term(f.lp, x, 0.1);
	lp_term(f.lp, x, 0.2);
	lp_term(f.lp, x, -0.3); /* 5.6e-17 is left */
	lp_term(f.lp, y, 1e-9);
	lp_term(f.lp, z, 0);
	row = lp_row_at_most(f.lp, 1);
	ck_assert_int_eq(lp_row_terms(f.lp, row, &columns, &a), 1);
	ck_assert_int_eq(columns[0], y);
	lp_free(f.lp);
}
END_TEST

START_TEST(a_discarded_row_leaves_nothing)
{
	struct lp_case f = lp_case_new();
	const int x = lp_case_host(&f, 0, 0, 0);

	lp_case_row(&f, 0, 0);
	lp_term(f.lp, x, 1);
	ck_assert_int_eq(lp_row_discard(f.lp), -1);
	ck_assert_int_eq(lp_n_rows(f.lp), 0);
	ck_assert_int_eq(lp_n_nonzeros(f.lp), 0);
	lp_case_row(&f, 0, 0);
	lp_term(f.lp, x, 2);
	ck_assert_int_eq(lp_row_at_least(f.lp, 1), 0);
	ck_assert_int_eq(lp_n_nonzeros(f.lp), 1);
	lp_free(f.lp);
}
END_TEST

START_TEST(bad_numbers_name_the_column_or_row)
{
	static const char column[] = "host[gov,taiyuan,2018-05]", row[] = "power[lvliang,2018-04]";
	const double bad = _i % 2 ? HUGE_VAL : (double)NAN;
	struct lp_case f = lp_case_new();
	const int x = lp_case_host(&f, 0, 0, 2);

	if (_i / 2 == 0)
		lp_column_bounds(f.lp, x, 0, bad);
	else if (_i / 2 == 1)
		lp_cost(f.lp, 1, x, bad);
	if (_i / 2 <= 1) {
		check_error(f.lp, column, "not finite");
		lp_free(f.lp);
		return;
	}
	lp_case_row(&f, 2, 1);
	lp_term(f.lp, x, _i / 2 == 2 ? bad : 1);
	ck_assert_int_eq(lp_row_at_most(f.lp, _i / 2 == 3 ? bad : 1), -1);
	check_error(f.lp, row, "not finite");
	lp_free(f.lp);
}
END_TEST

START_TEST(crossed_bounds_are_refused)
{
	struct lp_case f = lp_case_new(), g = lp_case_new();

	ck_assert_int_eq(lp_column(f.lp, f.host, (int[]){ 1, 2, 3 }, 2, 1, LP_CONTINUOUS), -1);
	check_error(f.lp, "host[bank,lvliang,2018-06]", "above the upper bound");
	lp_case_host(&g, 0, 0, 0);
	lp_case_row(&g, 0, 0);
	ck_assert_int_eq(lp_row_between(g.lp, 2, 1), -1);
	check_error(g.lp, "power[taiyuan,2018-03]", "above the upper end");
	lp_free(f.lp);
	lp_free(g.lp);
}
END_TEST

START_TEST(the_first_failure_is_kept_and_later_calls_do_no_harm)
{
	struct lp_case f = lp_case_new();
	const int x = lp_case_host(&f, 0, 0, 0);

	lp_case_row(&f, 0, 0);
	lp_term(f.lp, 77, 1);
	check_error(f.lp, "power[taiyuan,2018-03]", "does not exist: 77");
	ck_assert_int_eq(lp_row_at_most(f.lp, 1), -1);
	lp_case_row(&f, 0, 1);
	lp_term(f.lp, x, (double)NAN);
	lp_term(f.lp, -5, 1);
	ck_assert_int_eq(lp_row_equal(f.lp, 0), -1);
	ck_assert_int_eq(lp_case_host(&f, 1, 1, 1), -1);
	lp_cost(f.lp, 1, 99, 1);
	lp_column_bounds(f.lp, 99, 0, 1);
	check_error(f.lp, "power[taiyuan,2018-03]", "does not exist: 77");
	ck_assert_int_eq(lp_n_rows(f.lp), 0);
	ck_assert_int_eq(lp_n_columns(f.lp), 1);
	lp_free(f.lp);
}
END_TEST

START_TEST(an_index_outside_of_its_set_is_refused)
{
	struct lp_case f = lp_case_new();

	ck_assert_int_eq(lp_case_host(&f, 0, 3, 0), -1);
	check_error(f.lp, "host[gov,3,2018-03]", "outside of its set");
	ck_assert_int_eq(lp_error(f.lp)->kind, FAULT_INTERNAL);
	lp_free(f.lp);
}
END_TEST

START_TEST(column_minus_one_adds_nothing)
{
	struct lp_case f = lp_case_new();

	lp_case_host(&f, 0, 0, 0);
	lp_case_row(&f, 0, 0);
	lp_term(f.lp, -1, 5);
	lp_cost(f.lp, 1, -1, 5);
	ck_assert_int_eq(lp_row_at_most(f.lp, 1), 0);
	ck_assert_int_eq(lp_n_nonzeros(f.lp), 0);
	ck_assert_int_eq(lp_error(f.lp)->kind, FAULT_NONE);
	lp_free(f.lp);
}
END_TEST

static void check_refused(const struct lp_case *f, const char *where, const char *what)
{
	struct error err = ERROR_INIT;

	ck_assert_int_eq(lp_error(f->lp)->kind, FAULT_NONE);
	ck_assert_int_eq(lp_validate(f->lp, &err), -1);
	ck_assert_str_eq(err.where, where);
	ck_assert_msg(strstr(err.what, what), "'%s' does not say '%s'", err.what, what);
}

START_TEST(validation_refuses_an_unclosed_row)
{
	struct lp_case f = lp_case_new();

	lp_case_host(&f, 0, 0, 0);
	lp_case_row(&f, 0, 0);
	check_refused(&f, "", "never closed");
	lp_free(f.lp);
}
END_TEST

START_TEST(opening_a_row_in_a_row_aborts)
{
	struct lp_case f = lp_case_new();

	lp_case_row(&f, 0, 0);
	lp_case_row(&f, 0, 1);
}
END_TEST

START_TEST(validation_refuses_an_empty_program)
{
	struct lp_case f = lp_case_new();

	check_refused(&f, "", "no columns");
	lp_free(f.lp);
}
END_TEST

START_TEST(validation_refuses_coefficients_out_of_range)
{
	static const double values[] = { 1e13, -1e13, 1e-13, 1e-20 };
	struct lp_case f = lp_case_new();
	const int x = lp_case_host(&f, 0, 0, 0);

	lp_case_row(&f, 1, 1);
	lp_term(f.lp, x, values[_i]);
	lp_row_at_most(f.lp, 1);
	check_refused(&f, "power[datong,2018-04]", fabs(values[_i]) > 1 ? "too large" : "too small");
	lp_free(f.lp);
}
END_TEST

START_TEST(validation_refuses_two_rows_or_columns_of_one_name)
{
	struct lp_case f = lp_case_new(), g = lp_case_new();
	int k;

	lp_case_host(&f, 0, 1, 2);
	lp_case_host(&f, 0, 1, 2);
	check_refused(&f, "host[gov,datong,2018-05]", "two columns");
	lp_case_host(&g, 0, 0, 0);
	for (k = 0; k < 2; k++) {
		lp_case_row(&g, 2, 2);
		lp_row_at_most(g.lp, 1);
	}
	check_refused(&g, "power[lvliang,2018-05]", "two rows");
	lp_free(f.lp);
	lp_free(g.lp);
}
END_TEST

START_TEST(validation_refuses_a_whole_column_without_a_whole_number)
{
	struct lp_case f = lp_case_new();

	lp_column(f.lp, f.host, (int[]){ 0, 0, 0 }, 0.25, 0.75, LP_WHOLE);
	check_refused(&f, "host[gov,taiyuan,2018-03]", "no whole number");
	lp_free(f.lp);
}
END_TEST

START_TEST(violations_are_scaled_and_named)
{
	struct lp_case f = lp_case_new();
	const int x = lp_case_host(&f, 0, 0, 0), y = lp_case_host(&f, 1, 0, 0);
	struct str where = STR_INIT;

	lp_case_row(&f, 0, 0);
	lp_term(f.lp, x, 4);
	lp_term(f.lp, y, 2);
	lp_row_at_most(f.lp, 10);
	check_same(lp_violation(f.lp, (double[]){ 2, 1 }, true, &where), 0);
	ck_assert_str_eq(where.text, "");
	ck_assert_double_eq_tol(lp_violation(f.lp, (double[]){ 2, 2 }, true, &where), 0.5, 1e-15);
	ck_assert_str_eq(where.text, "power[taiyuan,2018-03]");
	str_clear(&where);
	ck_assert_double_eq_tol(lp_violation(f.lp, (double[]){ 2, 0.25 }, true, &where), 0.25, 1e-15);
	ck_assert_str_eq(where.text, "host[bank,taiyuan,2018-03]");
	check_same(lp_violation(f.lp, (double[]){ 2, 0.25 }, false, NULL), 0);
	ck_assert(isinf(lp_violation(f.lp, (double[]){ 2, (double)NAN }, false, NULL)));
	str_dispose(&where);
	lp_free(f.lp);
}
END_TEST

START_TEST(memory_that_runs_out_is_reported_at_every_allocation)
{
	struct lp_case f;

	memory_fail_at(_i + 1);
	f = lp_case_new();
	lp_case_row(&f, 0, 0);
	lp_term(f.lp, lp_case_host(&f, 0, 0, 0), 1);
	lp_row_at_most(f.lp, 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lp");
	TCase *building = tcase_create("building"), *aborts;
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(building, 60);
	tcase_add_test(building, names_print_with_their_labels);
	tcase_add_test(building, a_column_that_comes_again_adds_up);
	tcase_add_test(building, a_column_of_the_row_before_starts_anew);
	tcase_add_test(building, sums_that_cancel_are_dropped_and_small_ones_kept);
	tcase_add_test(building, a_discarded_row_leaves_nothing);
	tcase_add_loop_test(building, bad_numbers_name_the_column_or_row, 0, 8);
	tcase_add_test(building, crossed_bounds_are_refused);
	tcase_add_test(building, the_first_failure_is_kept_and_later_calls_do_no_harm);
	tcase_add_test(building, an_index_outside_of_its_set_is_refused);
	tcase_add_test(building, column_minus_one_adds_nothing);
	tcase_add_test(building, validation_refuses_an_unclosed_row);
	tcase_add_test(building, validation_refuses_an_empty_program);
	tcase_add_loop_test(building, validation_refuses_coefficients_out_of_range, 0, 4);
	tcase_add_test(building, validation_refuses_two_rows_or_columns_of_one_name);
	tcase_add_test(building, validation_refuses_a_whole_column_without_a_whole_number);
	tcase_add_test(building, violations_are_scaled_and_named);
	suite_add_tcase(suite, building);
	if (srunner_fork_status(runner) == CK_FORK) { /* an abort ends the process, so it needs one of its own */
		aborts = tcase_create("aborts");
		tcase_add_test_raise_signal(aborts, opening_a_row_in_a_row_aborts, 6);
		tcase_add_loop_test_raise_signal(aborts, memory_that_runs_out_is_reported_at_every_allocation, 6, 0, 8);
		suite_add_tcase(suite, aborts);
	} else {
		puts("ok - aborts # SKIP no process per test");
	}
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
