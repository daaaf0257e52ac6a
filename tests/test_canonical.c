/*
 * The choice among equally dear plans follows from the scenario: not from the order in which a solver meets columns and rows, not
 * from the basis it starts from, not from names. Shown on programs and scenarios with deliberate ties, and without the weights
 * among ties the same programs do come out in several ways.
 */
#include "planner/base/memory.h"
#include "tests/models_case.h"
#include "tests/shuffled.h"
#include "tests/support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ORDERS = 6, SITES = 4, PERIODS = 5 };

/* ---- a program: racks that any of four equal sites may host, in each period; modules of 10 that stay ---- */

struct tied {
	struct lp *lp;
	int host[SITES][PERIODS], build[SITES][PERIODS];
};

static struct tied tied_new(enum lp_kind kind, bool weights)
{
	struct tied p = { .lp = lp_new() };
	const int sets[] = { lp_set(p.lp, "s", SITES, NULL), lp_set(p.lp, "t", PERIODS, NULL) };
	const int host = lp_column_block(p.lp, "host", "racks", 2, sets);
	const int build = lp_column_block(p.lp, "build", "modules", 2, sets);
	const int space = lp_row_block(p.lp, "space", "racks", 2, sets);
	const int need = lp_row_block(p.lp, "need", "racks", 1, sets + 1);
	int s, t, u;

	for (s = 0; s < SITES; s++) {
		for (t = 0; t < PERIODS; t++) {
			p.host[s][t] = lp_column(p.lp, host, (int[]){ s, t }, 0, 100, kind);
			p.build[s][t] = lp_column(p.lp, build, (int[]){ s, t }, 0, 4, kind);
			lp_cost(p.lp, 1, p.host[s][t], 7);
			lp_cost(p.lp, 1, p.build[s][t], 1000);
			if (!weights)
				continue;
			lp_tie(p.lp, p.host[s][t], 1 + 0.25 * s + 0.01 * sqrt(2.0 + s * PERIODS + t));
			lp_tie(p.lp, p.build[s][t], 10 + s + 0.1 * (PERIODS - t) + 0.01 * sqrt(3.0 + s * PERIODS + t));
		}
	}
	for (t = 0; t < PERIODS; t++) {
		lp_row_open(p.lp, need, &t);
		for (s = 0; s < SITES; s++)
			lp_term(p.lp, p.host[s][t], 1);
		lp_row_equal(p.lp, 13 + 17 * t);
		for (s = 0; s < SITES; s++) {
			lp_row_open(p.lp, space, (int[]){ s, t });
			lp_term(p.lp, p.host[s][t], 1);
			for (u = 0; u <= t; u++)
				lp_term(p.lp, p.build[s][u], -10);
			lp_row_at_most(p.lp, 0);
		}
	}
	return p;
}

/* How many different answers the same program has over several orders of its columns and rows, and bases to start from. */
static int answers(const struct lp *lp, double *first)
{
	const int n = lp_n_columns(lp);
	double *seen = memory_alloc(ORDERS * n, sizeof *seen);
	int n_seen = 0, order, i, j;

	for (order = 0; order < ORDERS; order++) {
		struct solve_options options = solve_defaults;
		struct solution solution;
		struct error err = ERROR_INIT;
		bool same = false;

		shuffled_seed((unsigned)order);
		ck_assert_int_eq(solve_with(&shuffled, lp, &options, &solution, &err), 0);
		ck_assert_msg(solution.status == SOLVE_OPTIMAL, "%s", solution.message);
		if (order == 0)
			memcpy(first, solution.x, (size_t)n * sizeof *first);
		for (i = 0; i < n_seen && !same; i++) {
			same = true;
			for (j = 0; j < n && same; j++)
				same = fabs(seen[i * n + j] - solution.x[j]) <= 1e-6 * fmax(1, fabs(solution.x[j]));
		}
		if (!same)
			memcpy(seen + n_seen++ * n, solution.x, (size_t)n * sizeof *seen);
		solution_dispose(&solution);
	}
	memory_free(seen);
	return n_seen;
}

START_TEST(without_weights_the_order_of_columns_decides)
{
	struct tied p = tied_new(_i ? LP_WHOLE : LP_CONTINUOUS, false);
	double x[2 * SITES * PERIODS];

	ck_assert_int_gt(answers(p.lp, x), 1);
	lp_free(p.lp);
}
END_TEST

START_TEST(weights_leave_one_answer_in_any_order)
{
	struct tied p = tied_new(_i ? LP_WHOLE : LP_CONTINUOUS, true);
	double x[2 * SITES * PERIODS];
	int s, t;

	ck_assert_int_eq(answers(p.lp, x), 1);
	/* Earlier sites first: no rack at a site while an earlier one has room, in any period. */
	for (t = 0; t < PERIODS; t++) {
		for (s = 1; s < SITES; s++)
			ck_assert(x[p.host[s][t]] <= 1e-9 || x[p.host[s - 1][t]] >= 40 - 1e-6);
	}
	lp_free(p.lp);
}
END_TEST

START_TEST(weights_change_neither_cost_nor_bound)
{
	struct tied with = tied_new(LP_WHOLE, true), without = tied_new(LP_WHOLE, false);
	struct solution a, b;
	struct error err = ERROR_INIT;
	int i;

	ck_assert_int_eq(solve(with.lp, &solve_defaults, &a, &err), 0);
	ck_assert_int_eq(solve(without.lp, &solve_defaults, &b, &err), 0);
	ck_assert_double_eq_tol(a.objective[0], b.objective[0], 1e-6);
	ck_assert_double_eq_tol(a.lp_bound[0], b.lp_bound[0], 1e-6);
	for (i = 0; i < a.n_rows; i++) /* a price is of the cost: 100 a rack, or nothing */
		ck_assert(fabs(fmod(a.row_price[i], 1)) <= 1e-6 || fabs(fmod(a.row_price[i], 1)) >= 1 - 1e-6);
	solution_dispose(&a);
	solution_dispose(&b);
	lp_free(with.lp);
	lp_free(without.lp);
}
END_TEST

/* ---- the fixtures ---- */

static const char *const fixtures[] = { "phase",   "space",     "power",   "demand",  "migration", "build",
	                                "budget",  "targets",   "costs",   "cooling", "energy",    "backup",
	                                "opening", "stability", "network", "design" };

START_TEST(a_fixture_has_one_plan_in_any_order)
{
	struct models_case c = { .fixture = fixtures[_i] };
	const struct lp *lp;
	struct solution first, other;
	struct solve_options options = solve_defaults;
	struct error err = ERROR_INIT;
	struct str name = STR_INIT;
	int order, j;

	models_build(&c);
	lp = model_lp(c.model);
	shuffled_seed(0);
	ck_assert_int_eq(solve_with(&shuffled, lp, &options, &first, &err), 0);
	for (order = 1; order < 4; order++) {
		shuffled_seed((unsigned)order);
		ck_assert_int_eq(solve_with(&shuffled, lp, &options, &other, &err), 0);
		for (j = 0; j < lp_n_columns(lp); j++) {
			str_clear(&name);
			lp_column_name(lp, j, &name);
			ck_assert_msg(!(lp_tie_of(lp, j) > 0) ||
			                      fabs(first.x[j] - other.x[j]) <= 1e-6 * fmax(1, fabs(first.x[j])),
			              "order %d: %s is %g, was %g", order, name.text, other.x[j], first.x[j]);
		}
		solution_dispose(&other);
	}
	solution_dispose(&first);
	str_dispose(&name);
	models_close(&c);
}
END_TEST

/* ---- a scenario: two sites that differ in nothing but their place in the file ---- */

static const char head[] =
	"{\"rackplan\":1,\"extends\":\"common.json\",\"id\":\"ties\",\"origin\":{\"sourced\":\"made\"},"
	"\"demands\":{\"web\":{\"class\":\"plain\",\"region\":\"land\","
	"\"need_racks\":{\"values\":[40,45,45,50]}}},\"sites\":{";

static void add_site(struct str *text, const char *id, bool other_order)
{
	if (other_order) /* of keys that mean no order */
		str_addf(
			text,
			"\"%s\":{\"phases\":{\"a\":{\"max_kw_per_rack\":12,\"design_racks\":60,\"state\":\"operating\"}},"
			"\"installed_mw\":100,\"usable_share\":0.8,\"pue\":1.25,\"tariff\":\"free\",\"region\":\"east\"}",
			id);
	else
		str_addf(text,
		         "\"%s\":{\"region\":\"east\",\"tariff\":\"free\",\"pue\":1.25,\"usable_share\":0.8,"
		         "\"installed_mw\":100,\"phases\":{\"a\":{\"state\":\"operating\",\"design_racks\":60,"
		         "\"max_kw_per_rack\":12}}}",
		         id);
}

/* Racks at the first of two equal sites in the last period, or -1 when they are split. */
static int racks_at_first(const char *first, const char *second, bool other_order)
{
	char *directory = support_directory(), *common = support_read("tests/fixtures/models/common.json");
	struct str text = STR_INIT, path = STR_INIT;
	struct models_case c = { 0 };
	int racks = 0, i;

	str_addf(&path, "%s/common.json", directory);
	support_write(path.text, common);
	str_clear(&path);
	str_addf(&path, "%s/ties.json", directory);
	str_add(&text, head);
	add_site(&text, first, other_order);
	str_add(&text, ",");
	add_site(&text, second, false);
	str_add(&text, "}}");
	support_write(path.text, text.text);
	c.path = path.text;
	models_solve(&c);
	for (i = 0; i < c.plan->n_hosting; i++) {
		if (c.plan->hosting[i].site == 0)
			racks += c.plan->hosting[i].racks[c.sc->n_periods - 1];
	}
	models_close(&c);
	str_dispose(&path);
	str_dispose(&text);
	free(common);
	support_remove(directory);
	return racks;
}

START_TEST(of_two_equal_sites_the_first_in_the_file_hosts)
{
	ck_assert_int_eq(racks_at_first("north", "south", false), 50);
	ck_assert_int_eq(racks_at_first("south", "north", false), 50);
	ck_assert_int_eq(racks_at_first("zz-top", "aa-bottom", false), 50);
	ck_assert_int_eq(racks_at_first("north", "south", true), 50);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("canonical plan");
	TCase *tc = tcase_create("ties");
	const bool few = support_loops(100) < 100; /* minutes under valgrind, where one of each kind shows as much */

	tcase_set_timeout(tc, 60);
	if (!few) {
		tcase_add_loop_test(tc, without_weights_the_order_of_columns_decides, 0, 2);
		tcase_add_loop_test(tc, weights_leave_one_answer_in_any_order, 0, 2);
		tcase_add_test(tc, weights_change_neither_cost_nor_bound);
	}
	tcase_add_loop_test(tc, a_fixture_has_one_plan_in_any_order, 0,
	                    few ? 1 : (int)(sizeof fixtures / sizeof *fixtures));
	tcase_add_test(tc, of_two_equal_sites_the_first_in_the_file_hosts);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
