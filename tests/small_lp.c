#include "tests/small_lp.h"

#include "planner/base/memory.h"

#include <check.h>
#include <gmp.h>
#include <math.h>
#include <string.h>

/* ---- small programs ---- */

struct small small_new(void)
{
	struct small s = { .lp = lp_new() };
	const int set = lp_set(s.lp, "i", SMALL_MOST, NULL);

	s.columns = lp_column_block(s.lp, "x", "1", 1, &set);
	s.rows = lp_row_block(s.lp, "r", "1", 1, &set);
	return s;
}

int small_column(struct small *s, double lower, double upper, double cost)
{
	const int x = lp_column(s->lp, s->columns, &s->n_columns, lower, upper, LP_CONTINUOUS);

	s->n_columns++;
	lp_cost(s->lp, 1, x, cost);
	return x;
}

void small_row(struct small *s, int n, const double *a, double low, double high)
{
	int k;

	lp_row_open(s->lp, s->rows, &s->n_rows);
	s->n_rows++;
	for (k = 0; k < n; k++)
		lp_term(s->lp, k, a[k]);
	lp_row_between(s->lp, low, high);
}

struct solution small_ask_with(const struct solve_backend *backend, const struct small *s,
                               const struct solve_options *options)
{
	struct solution solution;
	struct error err = ERROR_INIT;

	ck_assert_msg(solve_with(backend, s->lp, options, &solution, &err) == 0, "%s: %s", err.where, err.what);
	ck_assert_str_ne(solution.message, "");
	return solution;
}

struct solution small_ask(int which, const struct small *s)
{
	return small_ask_with(solve_backends[which], s, &solve_defaults);
}

void small_check_status(const struct solution *solution, enum solve_status status)
{
	ck_assert_msg(solution->status == status, "%s, not %s: %s", solve_status_name(solution->status),
	              solve_status_name(status), solution->message);
}

void small_done(struct small *s, struct solution *solution)
{
	solution_dispose(solution);
	lp_free(s->lp);
}

/* ---- exact arithmetic, for the tests alone: the doubles as they are ---- */

static void add_product(mpq_t sum, double a, double b)
{
	mpq_t x, y;

	mpq_inits(x, y, NULL);
	mpq_set_d(x, a);
	mpq_set_d(y, b);
	mpq_mul(x, x, y);
	mpq_add(sum, sum, x);
	mpq_clears(x, y, NULL);
}

static int compare(const mpq_t sum, double limit)
{
	mpq_t x;
	int order;

	mpq_init(x);
	mpq_set_d(x, limit);
	order = mpq_cmp(sum, x);
	mpq_clear(x);
	return order;
}

/* Does x keep every row and bound, to the last bit? */
bool small_keeps_exactly(const struct lp *lp, const double *x)
{
	const int *columns;
	const double *a;
	bool keeps = true;
	mpq_t sum;
	int i, k, n;

	for (i = 0; i < lp_n_columns(lp); i++)
		keeps = keeps && x[i] >= lp_lower(lp, i) && x[i] <= lp_upper(lp, i);
	mpq_init(sum);
	for (i = 0; i < lp_n_rows(lp); i++) {
		mpq_set_si(sum, 0, 1);
		n = lp_row_terms(lp, i, &columns, &a);
		for (k = 0; k < n; k++)
			add_product(sum, a[k], x[columns[k]]);
		keeps = keeps && (isinf(lp_row_low(lp, i)) || compare(sum, lp_row_low(lp, i)) >= 0) &&
		        (isinf(lp_row_high(lp, i)) || compare(sum, lp_row_high(lp, i)) <= 0);
	}
	mpq_clear(sum);
	return keeps;
}

static void add_rows(const struct lp *lp, const double *y, mpq_t *combined, mpq_t needed)
{
	const int *columns;
	const double *a;
	int i, k, n;

	for (i = 0; i < lp_n_rows(lp); i++) {
		const double end = y[i] > 0 ? lp_row_low(lp, i) : lp_row_high(lp, i);

		if (!(fabs(y[i]) > 0) || isinf(end))
			continue;
		add_product(needed, y[i], end);
		n = lp_row_terms(lp, i, &columns, &a);
		for (k = 0; k < n; k++)
			add_product(combined[columns[k]], y[i], a[k]);
	}
}

/* Farkas, in rational numbers: y'A x can nowhere be as large as the rows need it to be. */
bool small_empty_exactly(const struct lp *lp, const double *y)
{
	const int n = lp_n_columns(lp);
	mpq_t *combined = memory_alloc(n, sizeof *combined);
	mpq_t needed, end;
	bool empty;
	int j;

	mpq_inits(needed, end, NULL);
	for (j = 0; j < n; j++)
		mpq_init(combined[j]);
	add_rows(lp, y, combined, needed);
	for (j = 0; j < n; j++) {
		mpq_set_d(end, mpq_sgn(combined[j]) > 0 ? lp_upper(lp, j) : lp_lower(lp, j));
		mpq_mul(end, end, combined[j]);
		mpq_sub(needed, needed, end);
	}
	empty = mpq_sgn(needed) > 0;
	for (j = 0; j < n; j++)
		mpq_clear(combined[j]);
	mpq_clears(needed, end, NULL);
	memory_free(combined);
	return empty;
}

/* Of any program: an answer keeps the rows; "infeasible" has multipliers that hold exactly; "unbounded" cannot be. */
void small_check_honest(const struct lp *lp, const struct solution *s)
{
	ck_assert_int_ne((int)s->status, (int)SOLVE_UNBOUNDED);
	if (s->has_x)
		ck_assert_double_le(lp_violation(lp, s->x, true, NULL), STEPS_VIOLATION);
	if (s->status != SOLVE_INFEASIBLE)
		return;
	ck_assert(s->proved);
	ck_assert(lp_is_empty_by(lp, s->row_price));
	ck_assert_msg(small_empty_exactly(lp, s->row_price), "multipliers were accepted that show nothing");
}

/* ---- programs around a point, with numbers of any size ---- */

uint64_t small_next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

double small_pick(uint64_t *seed, int from, int to)
{
	return from + (double)(small_next(seed) % (uint64_t)(to - from + 1));
}

/*
 * Rows and columns scaled by powers of two that differ by 2^(-spread) to 2^spread, which loses no bit. by > 0: a pair of rows asks the
 * same sum to be at least 1 + by and at most 1 of what it is (scaled), so nothing keeps both.
 */
struct small_around small_around(uint64_t *seed, int spread, double by)
{
	struct small_around p = { .s = small_new() };
	double a[SMALL_COLUMNS], sum, scale, columns[SMALL_COLUMNS];
	int i, j;

	for (j = 0; j < SMALL_COLUMNS; j++) {
		columns[j] = ldexp(1, (int)small_pick(seed, -spread, spread));
		p.x[j] = small_pick(seed, 0, 9) / columns[j];
		small_column(&p.s, 0, 16 / columns[j], small_pick(seed, 1, 20) * columns[j]);
	}
	for (i = 0; i < SMALL_ROWS; i++) {
		scale = ldexp(1, (int)small_pick(seed, -spread, spread));
		for (sum = 0, j = 0; j < SMALL_COLUMNS; j++) {
			a[j] = (small_next(seed) % 2 ? small_pick(seed, -8, 8) : 0) * scale * columns[j];
			sum += a[j] * p.x[j];
		}
		if (i == SMALL_ROWS - 1 && by > 0) {
			small_row(&p.s, SMALL_COLUMNS, a, sum + by * scale, HUGE_VAL);
			small_row(&p.s, SMALL_COLUMNS, a, -HUGE_VAL, sum);
		} else if (i % 3 == 0) {
			small_row(&p.s, SMALL_COLUMNS, a, sum, sum);
		} else {
			small_row(&p.s, SMALL_COLUMNS, a, i % 3 == 1 ? sum : -HUGE_VAL, i % 3 == 2 ? sum : HUGE_VAL);
		}
	}
	return p;
}

struct small_around small_mixed(uint64_t *seed, int spread, int n_rows)
{
	struct small_around p = { .s = small_new() };
	double a[SMALL_COLUMNS], sum;
	int i, j;

	for (j = 0; j < SMALL_COLUMNS; j++) {
		p.x[j] = small_pick(seed, 0, 9);
		small_column(&p.s, 0, 16, small_pick(seed, 1, 20));
	}
	for (i = 0; i < n_rows; i++) {
		for (sum = 0, j = 0; j < SMALL_COLUMNS; j++) {
			const double size = ldexp(1, (int)small_pick(seed, -spread, spread));

			a[j] = (small_next(seed) % 2 ? small_pick(seed, -8, 8) : 0) * size;
			sum += a[j] * p.x[j];
		}
		if (i % 3 == 0)
			small_row(&p.s, SMALL_COLUMNS, a, sum, sum);
		else
			small_row(&p.s, SMALL_COLUMNS, a, i % 3 == 1 ? sum : -HUGE_VAL, i % 3 == 2 ? sum : HUGE_VAL);
	}
	return p;
}

struct small small_blend(double least)
{
	struct small s = small_new();

	small_column(&s, 0, 100, 2);
	small_column(&s, 0, 100, 3);
	small_column(&s, 0, 100, 5);
	small_row(&s, 3, (double[]){ 1, 1, 1 }, least, HUGE_VAL);
	small_row(&s, 3, (double[]){ 1, 0, -1 }, -HUGE_VAL, 2);
	small_row(&s, 3, (double[]){ 0, 1, -2 }, -HUGE_VAL, 1);
	return s;
}
