#include "planner/base/memory.h"
#include "planner/lp/lp.h"

#include <check.h>
#include <glpk.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Exactly the same, which compilers will not let us ask in the plain way. */
static void check_same(double found, double expected)
{
	ck_assert_msg(found >= expected && found <= expected, "%.17g, not %.17g", found, expected);
}

static const char *const demands[] = { "gov", "bank" };
static const char *const sites[] = { "taiyuan", "datong", "lvliang" };
static const char *const months[] = { "2018-03", "2018-04", "2018-05", "2018-06" };

struct fixture {
	struct lp *lp;
	int host, power; /* a column block over all three sets, a row block over sites and months */
};

static struct fixture fixture(void)
{
	struct fixture f = { .lp = lp_new() };
	const int d = lp_set(f.lp, "demand", 2, demands), s = lp_set(f.lp, "site", 3, sites);
	const int t = lp_set(f.lp, "period", 4, months);

	f.host = lp_column_block(f.lp, "host", "racks", 3, (int[]){ d, s, t });
	f.power = lp_row_block(f.lp, "power", "kW", 2, (int[]){ s, t });
	return f;
}

static int host(const struct fixture *f, int d, int s, int t)
{
	return lp_column(f->lp, f->host, (int[]){ d, s, t }, 0, 100, LP_WHOLE);
}

static void open_row(const struct fixture *f, int s, int t)
{
	lp_row_open(f->lp, f->power, (int[]){ s, t });
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
	struct fixture f = fixture();
	struct str name = STR_INIT;
	int x = host(&f, 0, 0, 2);

	open_row(&f, 1, 3);
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
	struct fixture f = fixture();
	const int x = host(&f, 0, 0, 0), y = host(&f, 1, 0, 0);
	const int *columns;
	const double *a;
	int row, k;

	open_row(&f, 0, 0);
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
	struct fixture f = fixture();
	const int x = host(&f, 0, 0, 0);
	const int *columns;
	const double *a;

	open_row(&f, 0, 0);
	lp_term(f.lp, x, 3);
	lp_row_at_most(f.lp, 1);
	open_row(&f, 0, 1);
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
	struct fixture f = fixture();
	const int x = host(&f, 0, 0, 0), y = host(&f, 0, 1, 0), z = host(&f, 0, 2, 0);
	const int *columns;
	const double *a;
	int row;

	open_row(&f, 0, 0);
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
	struct fixture f = fixture();
	const int x = host(&f, 0, 0, 0);

	open_row(&f, 0, 0);
	lp_term(f.lp, x, 1);
	ck_assert_int_eq(lp_row_discard(f.lp), -1);
	ck_assert_int_eq(lp_n_rows(f.lp), 0);
	ck_assert_int_eq(lp_n_nonzeros(f.lp), 0);
	open_row(&f, 0, 0);
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
	struct fixture f = fixture();
	const int x = host(&f, 0, 0, 2);

	if (_i / 2 == 0)
		lp_column_bounds(f.lp, x, 0, bad);
	else if (_i / 2 == 1)
		lp_cost(f.lp, 1, x, bad);
	if (_i / 2 <= 1) {
		check_error(f.lp, column, "not finite");
		lp_free(f.lp);
		return;
	}
	open_row(&f, 2, 1);
	lp_term(f.lp, x, _i / 2 == 2 ? bad : 1);
	ck_assert_int_eq(lp_row_at_most(f.lp, _i / 2 == 3 ? bad : 1), -1);
	check_error(f.lp, row, "not finite");
	lp_free(f.lp);
}
END_TEST

START_TEST(crossed_bounds_are_refused)
{
	struct fixture f = fixture(), g = fixture();

	ck_assert_int_eq(lp_column(f.lp, f.host, (int[]){ 1, 2, 3 }, 2, 1, LP_CONTINUOUS), -1);
	check_error(f.lp, "host[bank,lvliang,2018-06]", "above the upper bound");
	host(&g, 0, 0, 0);
	open_row(&g, 0, 0);
	ck_assert_int_eq(lp_row_between(g.lp, 2, 1), -1);
	check_error(g.lp, "power[taiyuan,2018-03]", "above the upper end");
	lp_free(f.lp);
	lp_free(g.lp);
}
END_TEST

START_TEST(the_first_failure_is_kept_and_later_calls_do_no_harm)
{
	struct fixture f = fixture();
	const int x = host(&f, 0, 0, 0);

	open_row(&f, 0, 0);
	lp_term(f.lp, 77, 1);
	check_error(f.lp, "power[taiyuan,2018-03]", "does not exist: 77");
	ck_assert_int_eq(lp_row_at_most(f.lp, 1), -1);
	open_row(&f, 0, 1);
	lp_term(f.lp, x, (double)NAN);
	lp_term(f.lp, -5, 1);
	ck_assert_int_eq(lp_row_equal(f.lp, 0), -1);
	ck_assert_int_eq(host(&f, 1, 1, 1), -1);
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
	struct fixture f = fixture();

	ck_assert_int_eq(host(&f, 0, 3, 0), -1);
	check_error(f.lp, "host[gov,3,2018-03]", "outside of its set");
	ck_assert_int_eq(lp_error(f.lp)->kind, FAULT_INTERNAL);
	lp_free(f.lp);
}
END_TEST

START_TEST(column_minus_one_adds_nothing)
{
	struct fixture f = fixture();

	host(&f, 0, 0, 0);
	open_row(&f, 0, 0);
	lp_term(f.lp, -1, 5);
	lp_cost(f.lp, 1, -1, 5);
	ck_assert_int_eq(lp_row_at_most(f.lp, 1), 0);
	ck_assert_int_eq(lp_n_nonzeros(f.lp), 0);
	ck_assert_int_eq(lp_error(f.lp)->kind, FAULT_NONE);
	lp_free(f.lp);
}
END_TEST

static void check_refused(const struct fixture *f, const char *where, const char *what)
{
	struct error err = ERROR_INIT;

	ck_assert_int_eq(lp_error(f->lp)->kind, FAULT_NONE);
	ck_assert_int_eq(lp_validate(f->lp, &err), -1);
	ck_assert_str_eq(err.where, where);
	ck_assert_msg(strstr(err.what, what), "'%s' does not say '%s'", err.what, what);
}

START_TEST(validation_refuses_an_unclosed_row)
{
	struct fixture f = fixture();

	host(&f, 0, 0, 0);
	open_row(&f, 0, 0);
	check_refused(&f, "", "never closed");
	lp_free(f.lp);
}
END_TEST

START_TEST(opening_a_row_in_a_row_aborts)
{
	struct fixture f = fixture();

	open_row(&f, 0, 0);
	open_row(&f, 0, 1);
}
END_TEST

START_TEST(validation_refuses_an_empty_program)
{
	struct fixture f = fixture();

	check_refused(&f, "", "no columns");
	lp_free(f.lp);
}
END_TEST

START_TEST(validation_refuses_coefficients_out_of_range)
{
	static const double values[] = { 1e13, -1e13, 1e-13, 1e-20 };
	struct fixture f = fixture();
	const int x = host(&f, 0, 0, 0);

	open_row(&f, 1, 1);
	lp_term(f.lp, x, values[_i]);
	lp_row_at_most(f.lp, 1);
	check_refused(&f, "power[datong,2018-04]", fabs(values[_i]) > 1 ? "too large" : "too small");
	lp_free(f.lp);
}
END_TEST

START_TEST(validation_refuses_two_rows_or_columns_of_one_name)
{
	struct fixture f = fixture(), g = fixture();
	int k;

	host(&f, 0, 1, 2);
	host(&f, 0, 1, 2);
	check_refused(&f, "host[gov,datong,2018-05]", "two columns");
	host(&g, 0, 0, 0);
	for (k = 0; k < 2; k++) {
		open_row(&g, 2, 2);
		lp_row_at_most(g.lp, 1);
	}
	check_refused(&g, "power[lvliang,2018-05]", "two rows");
	lp_free(f.lp);
	lp_free(g.lp);
}
END_TEST

START_TEST(validation_refuses_a_whole_column_without_a_whole_number)
{
	struct fixture f = fixture();

	lp_column(f.lp, f.host, (int[]){ 0, 0, 0 }, 0.25, 0.75, LP_WHOLE);
	check_refused(&f, "host[gov,taiyuan,2018-03]", "no whole number");
	lp_free(f.lp);
}
END_TEST

START_TEST(violations_are_scaled_and_named)
{
	struct fixture f = fixture();
	const int x = host(&f, 0, 0, 0), y = host(&f, 1, 0, 0);
	struct str where = STR_INIT;

	open_row(&f, 0, 0);
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

/* Every kind of row, a constant, integers, negative bounds, a fixed column, one in no row, and numbers of 17 digits. */
static struct lp *everything(unsigned seed, bool with_integers)
{
	struct fixture f = fixture();
	double upper, a, at_zero; /* of the row, where all columns are zero but one that is fixed at -2 */
	int x[24], j, t;

	for (j = 0; j < 24; j++) {
		seed = seed * 1103515245u + 12345u;
		upper = j == 5 ? -2 : with_integers && j % 2 ? 7 + j : 7.1 + j / 3.0;
		x[j] = lp_column(f.lp, f.host, (int[]){ j / 12, j / 4 % 3, j % 4 }, -(double)(j % 3), upper,
		                 with_integers && j % 2 ? LP_INTEGER : LP_CONTINUOUS);
		lp_cost(f.lp, 1, x[j], 1 / 3.0 * (1 + (seed >> 16) % 9) - 1);
	}
	lp_cost_constant(f.lp, 1, -1234.5678901234567);
	for (t = 0; t < 12; t++) {
		open_row(&f, t / 4, t % 4);
		at_zero = 0;
		for (j = 0; j < 23; j++) {
			seed = seed * 1103515245u + 12345u;
			a = (seed >> 16) % 3 == 0 ? ((seed >> 18) % 100) / 7.0 + 0.01 : 0;
			lp_term(f.lp, x[j], a);
			at_zero += j == 5 ? -2 * a : 0;
		}
		if (t % 5 == 0)
			lp_row_at_most(f.lp, 100.0 / 3);
		else if (t % 5 == 1)
			lp_row_at_least(f.lp, at_zero - 10.0 / 3);
		else if (t % 5 == 2)
			lp_row_between(f.lp, at_zero - 20.25, 50 + 1.0 / 3);
		else if (t % 5 == 3)
			lp_row_between(f.lp, -HUGE_VAL, HUGE_VAL);
		else
			lp_row_equal(f.lp, at_zero);
	}
	return f.lp;
}

static double optimum_of(glp_prob *p)
{
	double value;

	glp_term_out(GLP_OFF);
	ck_assert_int_eq(glp_simplex(p, NULL), 0);
	ck_assert_int_eq(glp_get_status(p), GLP_OPT);
	ck_assert_int_eq(glp_intopt(p, NULL), 0);
	ck_assert_int_eq(glp_mip_status(p), GLP_OPT);
	value = glp_mip_obj_val(p);
	glp_delete_prob(p);
	return value;
}

static glp_prob *loaded(const struct lp *lp)
{
	glp_prob *p = glp_create_prob();
	int at[64], i, j, k, n;
	double a[64], low, high;
	const int *columns;
	const double *coefficients;

	glp_add_cols(p, lp_n_columns(lp));
	glp_add_rows(p, lp_n_rows(lp));
	glp_set_obj_coef(p, 0, lp_constant_of(lp, 1));
	for (j = 0; j < lp_n_columns(lp); j++) {
		glp_set_col_bnds(p, j + 1, lp_lower(lp, j) < lp_upper(lp, j) ? GLP_DB : GLP_FX, lp_lower(lp, j),
		                 lp_upper(lp, j));
		glp_set_obj_coef(p, j + 1, lp_cost_of(lp, 1, j));
		glp_set_col_kind(p, j + 1, lp_column_kind(lp, j) == LP_INTEGER ? GLP_IV : GLP_CV);
	}
	for (i = 0; i < lp_n_rows(lp); i++) {
		n = lp_row_terms(lp, i, &columns, &coefficients);
		for (k = 0; k < n; k++) {
			at[k + 1] = columns[k] + 1;
			a[k + 1] = coefficients[k];
		}
		glp_set_mat_row(p, i + 1, n, at, a);
		low = lp_row_low(lp, i);
		high = lp_row_high(lp, i);
		glp_set_row_bnds(p, i + 1,
		                 isinf(low)    ? isinf(high) ? GLP_FR : GLP_UP
		                 : isinf(high) ? GLP_LO
		                 : low < high  ? GLP_DB
		                               : GLP_FX,
		                 low, high);
	}
	return p;
}

static void save(char *path, const struct str *text)
{
	const int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text->text, text->length), (ssize_t)text->length);
	close(fd);
}

START_TEST(written_files_read_back_to_the_same_optimum)
{
	struct lp *lp = everything((unsigned)_i + 1, _i % 2 == 0);
	const double expected = optimum_of(loaded(lp));
	char mps[] = "/tmp/test-lp-mps-XXXXXX", cplex[] = "/tmp/test-lp-cplex-XXXXXX";
	struct str text = STR_INIT;
	glp_prob *p = glp_create_prob(), *q = glp_create_prob();

	glp_term_out(GLP_OFF);
	lp_write_mps(lp, 1, &text);
	save(mps, &text);
	ck_assert_int_eq(glp_read_mps(p, GLP_MPS_FILE, NULL, mps), 0);
	ck_assert_double_eq_tol(optimum_of(p), expected, 1e-9 * fabs(expected));
	str_clear(&text);
	lp_write_lp(lp, 1, &text);
	save(cplex, &text);
	ck_assert_int_eq(glp_read_lp(q, NULL, cplex), 0);
	ck_assert_double_eq_tol(optimum_of(q), expected, 1e-9 * fabs(expected));
	unlink(mps);
	unlink(cplex);
	glp_free_env();
	str_dispose(&text);
	lp_free(lp);
}
END_TEST

/* The same through the program, which has readers of its own: nothing here shares memory with what wrote the file. */
START_TEST(glpsol_reads_the_files)
{
	struct lp *lp = everything(4, true);
	const double expected = optimum_of(loaded(lp));
	char path[] = "/tmp/test-lp-glpsol-XXXXXX", command[200], line[200];
	struct str text = STR_INIT;
	double found = 0;
	FILE *f;

	if (_i == 0)
		lp_write_mps(lp, 1, &text);
	else
		lp_write_lp(lp, 1, &text);
	save(path, &text);
	snprintf(command, sizeof command, "glpsol --%s %s -w /dev/stdout", _i ? "lp" : "freemps", path);
	f = popen(command, "r");
	ck_assert_ptr_nonnull(f);
	while (fgets(line, sizeof line, f)) { /* "s mip ROWS COLUMNS STATUS OBJECTIVE" */
		if (sscanf(line, "s mip %*d %*d %*c %lf", &found) == 1)
			break;
	}
	pclose(f);
	unlink(path);
	glp_free_env();
	ck_assert_double_eq_tol(found, expected, 1e-9 * fabs(expected));
	str_dispose(&text);
	lp_free(lp);
}
END_TEST

START_TEST(the_names_file_translates_every_ascii_name)
{
	struct fixture f = fixture();
	struct str text = STR_INIT;
	const int x = host(&f, 1, 2, 3);

	open_row(&f, 0, 1);
	lp_term(f.lp, x, 1);
	lp_row_at_most(f.lp, 1);
	lp_write_names(f.lp, &text);
	ck_assert_str_eq(text.text, "name,meaning,unit\n"
	                            "c0_1_2_3,\"host[bank,lvliang,2018-06]\",racks\n"
	                            "r0_0_1,\"power[taiyuan,2018-04]\",kW\n");
	str_dispose(&text);
	lp_free(f.lp);
}
END_TEST

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double time_to_build(int n_rows, int n_terms)
{
	struct lp *lp = lp_new();
	const int set = lp_set(lp, "i", n_rows, NULL);
	const int columns = lp_column_block(lp, "x", "1", 1, &set), rows = lp_row_block(lp, "r", "1", 1, &set);
	const double start = seconds();
	struct error err = ERROR_INIT;
	double took;
	int i, k;

	for (i = 0; i < n_rows; i++)
		lp_column(lp, columns, &i, 0, 1, LP_CONTINUOUS);
	for (i = 0; i < n_rows; i++) {
		lp_row_open(lp, rows, &i);
		for (k = 0; k < n_terms; k++)
			lp_term(lp, (int)((i * 7919L + k * 104729L) % n_rows), 1 + k);
		lp_row_at_most(lp, 1);
	}
	ck_assert_int_eq(lp_validate(lp, &err), 0);
	took = seconds() - start;
	ck_assert_int_eq(lp_n_nonzeros(lp), (long)n_rows * n_terms);
	lp_free(lp);
	return took;
}

/* A cost per row that grew with all columns would take 10^10 steps here; the bound leaves room for valgrind. */
START_TEST(a_million_terms_in_a_hundred_thousand_rows_take_no_time)
{
	ck_assert_double_lt(time_to_build(100000, 10), getenv("LD_PRELOAD") ? 60 : 10);
}
END_TEST

START_TEST(memory_that_runs_out_is_reported_at_every_allocation)
{
	struct fixture f;

	memory_fail_at(_i + 1);
	f = fixture();
	open_row(&f, 0, 0);
	lp_term(f.lp, host(&f, 0, 0, 0), 1);
	lp_row_at_most(f.lp, 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lp");
	TCase *building = tcase_create("building"), *writing = tcase_create("writing"), *aborts;
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
	tcase_add_test(building, a_million_terms_in_a_hundred_thousand_rows_take_no_time);
	suite_add_tcase(suite, building);
	tcase_set_timeout(writing, 60);
	tcase_add_loop_test(writing, written_files_read_back_to_the_same_optimum, 0, 20);
	tcase_add_loop_test(writing, glpsol_reads_the_files, 0, 2);
	tcase_add_test(writing, the_names_file_translates_every_ascii_name);
	suite_add_tcase(suite, writing);
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
