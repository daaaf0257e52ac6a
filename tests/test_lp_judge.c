/*
 * test_lp_judge.c - what planner/lp says of numbers: which are too uneven to be reckoned with, and how far an optimum is from
 * being one.
 */
#include "tests/small_lp.h"
#include "tests/support.h"

#include <check.h>
#include <math.h>

struct told {
	int n;
	struct lp_concern first;
};

static void take(const struct lp_concern *concern, void *with)
{
	struct told *told = with;

	if (told->n++ == 0)
		told->first = *concern;
}

static struct told lint(const struct small *s)
{
	struct told told = { 0 };

	lp_lint(s->lp, take, &told);
	return told;
}

static void check_concern(const struct told *told, enum lp_concern_kind kind, int row, int small, int large)
{
	ck_assert_int_eq(told->n, 1);
	ck_assert_int_eq((int)told->first.kind, (int)kind);
	ck_assert_int_eq(told->first.row, row);
	ck_assert_int_eq(told->first.small_column, small);
	ck_assert_int_eq(told->first.large_column, large);
}

/* Two columns up to 1000 in one row, which costs nothing. */
static struct small pair(double a, double b, double limit)
{
	struct small s = small_new();

	small_column(&s, 0, 1000, 0);
	small_column(&s, 0, 1000, 0);
	small_row(&s, 2, (double[]){ a, b }, -HUGE_VAL, limit);
	return s;
}

START_TEST(coefficients_apart_are_told_from_those_that_are_not)
{
	struct small near = pair(1.01e-9, 1, 1), apart = pair(1, 0.99e-9, 1), negative = pair(-0.99e-9, 1, 1);
	struct told told;

	ck_assert_int_eq(lint(&near).n, 0);
	told = lint(&apart);
	check_concern(&told, LP_ROW_UNEVEN, 0, 1, 0);
	ck_assert_double_eq_tol(told.first.small, 0.99e-9, 1e-20);
	ck_assert_double_eq_tol(told.first.large, 1, 1e-15);
	told = lint(&negative);
	check_concern(&told, LP_ROW_UNEVEN, 0, 0, 1);
	lp_free(near.lp);
	lp_free(apart.lp);
	lp_free(negative.lp);
}
END_TEST

/* 1e-8 of a column that can be 1000 moves a row by 1e-5; of one that can be 10, by less than an answer may be off. */
START_TEST(a_column_that_can_move_a_row_by_less_than_the_allowed_error_is_told)
{
	struct small s = pair(1, 1e-8, 1);
	struct told told;

	ck_assert_int_eq(lint(&s).n, 0);
	lp_column_bounds(s.lp, 1, 500, 599);
	told = lint(&s);
	check_concern(&told, LP_ROW_UNEVEN, 0, 1, 0);
	lp_column_bounds(s.lp, 1, 599, 599); /* fixed: it moves nothing, so nothing is lost */
	ck_assert_int_eq(lint(&s).n, 0);
	lp_free(s.lp);
}
END_TEST

START_TEST(a_sum_that_swallows_its_row_is_told_from_one_that_does_not)
{
	struct small near = pair(1, 1, 0.99e10), large = pair(1, 1, 1.01e10), wide = pair(1, 0.5, 1);
	struct told told;

	ck_assert_int_eq(lint(&near).n, 0);
	told = lint(&large);
	check_concern(&told, LP_SUM_LARGE, 0, 0, -1);
	lp_column_bounds(wide.lp, 1, 0, 2.1e10);
	told = lint(&wide);
	check_concern(&told, LP_SUM_LARGE, 0, 0, 1);
	lp_free(near.lp);
	lp_free(large.lp);
	lp_free(wide.lp);
}
END_TEST

START_TEST(a_cost_that_counts_for_nothing_is_told)
{
	struct small s = small_new();
	struct told told;

	small_column(&s, 0, 1, 1e9);
	small_column(&s, 0, 1, -1.01);
	ck_assert_int_eq(lint(&s).n, 0);
	small_column(&s, 0, 1, 0.99);
	small_column(&s, 2, 2, 1e-3); /* fixed: it decides nothing */
	told = lint(&s);
	check_concern(&told, LP_COST_UNEVEN, -1, 2, 0);
	lp_free(s.lp);
}
END_TEST

/* min 2x + 3y + 5z at x + y + z >= 10, x - z <= 2, y - 2z <= 1: all three rows are at their ends, and all numbers are exact. */
static struct small blend(void)
{
	struct small s = small_new();

	small_column(&s, 0, 100, 2);
	small_column(&s, 0, 100, 3);
	small_column(&s, 0, 100, 5);
	small_row(&s, 3, (double[]){ 1, 1, 1 }, 10, HUGE_VAL);
	small_row(&s, 3, (double[]){ 1, 0, -1 }, -HUGE_VAL, 2);
	small_row(&s, 3, (double[]){ 0, 1, -2 }, -HUGE_VAL, 1);
	return s;
}

struct claim {
	double x[3], rows[3], columns[3];
	double primal, dual, gap; /* what is wrong with it */
};

static const struct claim claims[] = {
	{ { 3.75, 4.5, 1.75 }, { 3.25, -1.25, -0.25 }, { 0, 0, 0 }, 0, 0, 0 },
	/* 10 of 29.75 too little, in a row of ones */
	{ { 3.75, 4.25, 1.75 }, { 3.25, -1.25, -0.25 }, { 0, 0, 0 }, 0.25, 0, 0.875 / 30 },
	/* y's price is half of its cost: 1.5 of |3| + |3.25| + |0.25| */
	{ { 3.75, 4.5, 1.75 }, { 3.25, -1.25, -0.25 }, { 0, 1.5, 0 }, 0, 1.5 / 6.5, 6.75 / 30.75 },
	/* A point that costs more: 2 + 1 + 7 racks are 42, and the second row is 7 off its end, the third 14 */
	{ { 2, 1, 7 }, { 3.25, -1.25, -0.25 }, { 0, 0, 0 }, 0, 0, (1.25 * 7 + 0.25 * 14) / 43 },
	/* Prices of the wrong sign: at x = 100, its upper end, a positive price of x leaves 200 open */
	{ { 100, 0, 100 }, { 0, 0, 0 }, { 2, 3, 5 }, 0, 0, 700.0 / 701 },
};

START_TEST(residuals_measure_what_is_wrong_with_an_optimum)
{
	const struct claim *claim = &claims[_i];
	const struct lp_optimum optimum = { claim->x, claim->rows, claim->columns, false };
	struct small s = blend();
	const struct lp_residuals found = lp_residuals(s.lp, &optimum);

	ck_assert_double_eq_tol(found.primal, claim->primal, 1e-14);
	ck_assert_double_eq_tol(found.dual, claim->dual, 1e-14);
	ck_assert_double_eq_tol(found.gap, claim->gap, 1e-3);
	if (claim->gap <= 0)
		ck_assert_double_eq_tol(found.gap, 0, 1e-15);
	else
		ck_assert_double_gt(found.gap, 1e-3);
	lp_free(s.lp);
}
END_TEST

START_TEST(a_price_at_an_end_that_is_not_there_leaves_everything_open)
{
	const double x[] = { 3.75, 4.5, 1.75 }, columns[] = { 0, 0, 0 };
	const double rows[] = { -3.25, -1.25, -0.25 }; /* the first row has no upper end */
	const struct lp_optimum optimum = { x, rows, columns, false };
	struct small s = blend();

	ck_assert(isinf(lp_residuals(s.lp, &optimum).gap));
	lp_free(s.lp);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lp: judging numbers");
	TCase *judge = tcase_create("judge");

	tcase_add_test(judge, coefficients_apart_are_told_from_those_that_are_not);
	tcase_add_test(judge, a_column_that_can_move_a_row_by_less_than_the_allowed_error_is_told);
	tcase_add_test(judge, a_sum_that_swallows_its_row_is_told_from_one_that_does_not);
	tcase_add_test(judge, a_cost_that_counts_for_nothing_is_told);
	tcase_add_loop_test(judge, residuals_measure_what_is_wrong_with_an_optimum, 0,
	                    (int)(sizeof claims / sizeof *claims));
	tcase_add_test(judge, a_price_at_an_end_that_is_not_there_leaves_everything_open);
	suite_add_tcase(suite, judge);
	return support_run(suite);
}
