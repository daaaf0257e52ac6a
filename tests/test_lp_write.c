/* The files that a program is written to: GLPK reads them back, and finds the same optimum. And how long a large program takes. */
#include "tests/lp_case.h"
#include "tests/support.h"

#include <glpk.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Every kind of row, a constant, integers, negative bounds, a fixed column, one in no row, and numbers of 17 digits. */
static struct lp *everything(unsigned seed, bool with_integers)
{
	struct lp_case f = lp_case_new();
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
		lp_case_row(&f, t / 4, t % 4);
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
	struct lp_case f = lp_case_new();
	struct str text = STR_INIT;
	const int x = lp_case_host(&f, 1, 2, 3);

	lp_case_row(&f, 0, 1);
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

int main(void)
{
	Suite *suite = suite_create("lp: files");
	TCase *writing = tcase_create("writing");

	tcase_set_timeout(writing, 60);
	tcase_add_loop_test(writing, written_files_read_back_to_the_same_optimum, 0, 20);
	tcase_add_loop_test(writing, glpsol_reads_the_files, 0, 2);
	tcase_add_test(writing, the_names_file_translates_every_ascii_name);
	tcase_add_test(writing, a_million_terms_in_a_hundred_thousand_rows_take_no_time);
	suite_add_tcase(suite, writing);
	return support_run(suite);
}
