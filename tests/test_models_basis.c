/*
 * Which numbers a row rests on, against the model itself: every number of a scenario is changed by a thousandth (or by
 * one, of what is whole), the model is built again, and the rows whose coefficients or limit changed are those, and only
 * those, that name the number.
 */
#include "models/internal.h"
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const fixtures[] = {
	"tests/fixtures/models/phase.json",     "tests/fixtures/models/space.json",
	"tests/fixtures/models/power.json",     "tests/fixtures/models/cooling.json",
	"tests/fixtures/models/energy.json",    "tests/fixtures/models/backup.json",
	"tests/fixtures/models/opening.json",   "tests/fixtures/models/demand.json",
	"tests/fixtures/models/migration.json", "tests/fixtures/models/stability.json",
	"tests/fixtures/models/network.json",   "tests/fixtures/models/build.json",
	"tests/fixtures/models/budget.json",    "tests/fixtures/models/targets.json",
	"tests/fixtures/models/metrics.json",   "tests/fixtures/models/costs.json",
	"tests/fixtures/models/design.json",    "tests/fixtures/verify/delta.json",
};
enum { N_FIXTURES = sizeof fixtures / sizeof *fixtures, N_CHANGES = 5 };

struct tally {
	int numbers, seen, rows; /* numbers of the scenario, those that were changed, rows that changed with them */
};

/* ---- changed models ---- */

/* The scenario with a target or budget more, and one number changed; either may be NULL. */
static struct model *build_changed(const char *path, const char *more, const char *change, struct scenario **sc)
{
	const char *set[] = { "/settings/servers_per_rack=14", more ? more : change, change };
	const struct read_options options = { .n_set = 1 + (more ? 1 : 0) + (change ? 1 : 0), .set = set };
	const struct model_options build = { 0 };
	struct findings findings = { 0 };
	struct error err = ERROR_INIT;
	struct model *m = NULL;

	*sc = scenario_read(path, &options, &findings);
	findings_dispose(&findings);
	if (*sc)
		m = model_build(*sc, &build, &err);
	if (*sc && !m) {
		scenario_free(*sc);
		*sc = NULL;
	}
	return m;
}

/* The same rows and columns, and the same columns in each row: only numbers may differ. */
static bool same_shape(const struct lp *a, const struct lp *b)
{
	struct str one = STR_INIT, other = STR_INIT;
	bool same = lp_n_rows(a) == lp_n_rows(b) && lp_n_columns(a) == lp_n_columns(b);
	const int *columns;
	const double *of;
	int i;

	for (i = 0; same && i < lp_n_rows(a); i++) {
		same = lp_row_terms(a, i, &columns, &of) == lp_row_terms(b, i, &columns, &of);
		lp_row_name(a, i, &one);
		lp_row_name(b, i, &other);
	}
	for (i = 0; same && i < lp_n_columns(a); i++) {
		lp_column_name(a, i, &one);
		lp_column_name(b, i, &other);
	}
	same = same && strcmp(one.text, other.text) == 0;
	str_dispose(&one);
	str_dispose(&other);
	return same;
}

static bool differ(double a, double b)
{
	return isfinite(a) && isfinite(b) && fabs(a - b) > 1e-13 * fmax(fabs(a), fabs(b));
}

static bool row_changed(const struct lp *a, const struct lp *b, int row)
{
	const int *columns_a, *columns_b;
	const double *of_a, *of_b;
	int n = lp_row_terms(a, row, &columns_a, &of_a), i;

	if (n != lp_row_terms(b, row, &columns_b, &of_b))
		return true;
	for (i = 0; i < n; i++) {
		if (columns_a[i] != columns_b[i] || differ(of_a[i], of_b[i]))
			return true;
	}
	return differ(lp_row_low(a, row), lp_row_low(b, row)) || differ(lp_row_high(a, row), lp_row_high(b, row));
}

/* ---- what is and is not compared ---- */

/* A row that gives way by a bound on what it holds: the bound only encloses, and comes from everything. */
static bool encloses(const struct lp *lp, int row)
{
	const char *block = lp_row_block_name(lp, lp_row_block_of(lp, row));
	const int *columns;
	const double *coefficients;
	int n = lp_row_terms(lp, row, &columns, &coefficients), i;

	for (i = 0; i < n; i++) {
		if (strcmp(lp_column_block_name(lp, lp_column_block_of(lp, columns[i])), "below") == 0)
			return true;
	}
	return strncmp(block, "worst_", 6) == 0;
}

static bool ends_with(const char *text, const char *end)
{
	return strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

/* Numbers that decide what stands in a row, and prices of soft targets and rules: see models/basis.h. */
static bool decides(const struct lp *lp, int row, const char *pointer)
{
	const char *block = lp_row_block_name(lp, lp_row_block_of(lp, row));
	bool limits = strcmp(block, "density") == 0 || strcmp(block, "lost_dense") == 0;

	return ends_with(pointer, "/lead_months") || strncmp(pointer, "/targets/", 9) == 0 ||
	       ends_with(pointer, "/price_cny") || ends_with(pointer, "/price_cny_per_unit") ||
	       (limits && strstr(pointer, "kw_per_rack"));
}

static bool names(const struct model *m, int row, const char *pointer, struct arena *arena)
{
	const char *const *list;
	int n = assumed_of_row(m, row, arena, &list), i;

	for (i = 0; i < n; i++) {
		if (strcmp(list[i], pointer) == 0)
			return true;
	}
	return false;
}

/* ---- one number ---- */

static bool write_change(char *set, size_t size, const struct number_mark *mark, int change)
{
	const double v = mark->value, whole = fabs(v - nearbyint(v)) <= 0.0 ? 1 : 0;
	const double changed[N_CHANGES] = { whole > 0 ? v + 1 : v * 1.001, whole > 0 ? v - 1 : v * 0.999, v * 1.001,
		                            v * 0.999, v + 0.001 };

	snprintf(set, size, "%s=%.17g", mark->pointer, changed[change]);
	return fabs(changed[change] - v) > 0.0;
}

/* Does the change leave rows and columns what they are? Then marks the rows that changed. */
static bool try_change(const char *path, const char *more, const struct model *m, const struct number_mark *mark,
                       int change, bool *changed)
{
	struct scenario *sc;
	struct model *other;
	bool same = false;
	char set[400];
	int row;

	if (!write_change(set, sizeof set, mark, change))
		return false;
	other = build_changed(path, more, set, &sc);
	if (!other)
		return false;
	same = same_shape(m->lp, other->lp);
	for (row = 0; same && row < lp_n_rows(m->lp); row++)
		changed[row] |= row_changed(m->lp, other->lp, row);
	model_free(other);
	scenario_free(sc);
	return same;
}

static void check_number(const char *path, const char *more, const struct model *m, const struct number_mark *mark,
                         struct tally *tally)
{
	const int n = lp_n_rows(m->lp);
	bool *changed = memory_alloc(n, sizeof *changed), *named = memory_alloc(n, sizeof *named), same = false;
	struct arena *arena = arena_new();
	int row, i;

	for (row = 0; row < n; row++)
		named[row] = names(m, row, mark->pointer, arena);
	for (i = 0; i < N_CHANGES && (!same || memcmp(named, changed, (size_t)n) != 0); i++)
		same |= try_change(path, more, m, mark, i, changed);
	for (row = 0; row < n; row++) {
		struct str name = STR_INIT;

		lp_row_name(m->lp, row, &name);
		ck_assert_msg(named[row] || !changed[row] || encloses(m->lp, row),
		              "%s: %s changes with %s and does not name it", path, name.text, mark->pointer);
		ck_assert_msg(changed[row] || !named[row] || !same || encloses(m->lp, row) ||
		                      decides(m->lp, row, mark->pointer),
		              "%s: %s names %s and does not change with it", path, name.text, mark->pointer);
		tally->rows += changed[row];
		str_dispose(&name);
	}
	tally->numbers++;
	tally->seen += same;
	arena_free(arena);
	memory_free(named);
	memory_free(changed);
}

/* Under valgrind and sanitizers (CK_FORK=no), which look at memory and are slow, a few numbers of each will do. */
static void check_all(const char *path, const char *more)
{
	const int step = getenv("CK_FORK") ? 17 : 1;
	struct tally tally = { 0 };
	struct number_mark *marks;
	struct scenario *sc;
	struct model *m = build_changed(path, more, NULL, &sc);
	int i;

	ck_assert_msg(m != NULL, "%s %s", path, more ? more : "");
	marks = memory_alloc(sc->n_marks, sizeof *marks);
	for (i = 0; i < sc->n_marks; i++) {
		marks[i] = sc->marks[i];
		marks[i].origin.kind = ORIGIN_ASSUMED; /* so that each is named */
	}
	sc->marks = marks;
	for (i = 0; i < sc->n_marks; i += step)
		check_number(path, more, m, &marks[i], &tally);
	ck_assert_int_ge(2 * tally.seen, step == 1 ? tally.numbers : 0);
	ck_assert_int_ge(tally.rows, step == 1);
	model_free(m);
	scenario_free(sc);
	memory_free(marks);
}

START_TEST(rows_name_the_numbers_that_they_change_with)
{
	check_all(fixtures[_i], NULL);
}
END_TEST

#define NUMBER(v) "{\"value\":" v ",\"assumed\":\"made\",\"range\":[0,1e9]}"

/* Every metric, in two modalities, where there are phases, standbys, sources of energy, links. */
START_TEST(targets_name_the_numbers_that_they_change_with)
{
	static const char *const paths[] = { "tests/fixtures/models/metrics.json", "tests/fixtures/models/backup.json",
		                             "tests/fixtures/models/energy.json", "tests/fixtures/models/network.json",
		                             "tests/fixtures/models/opening.json" };
	const enum metric metric = (enum metric)_i;
	const bool most = metric == METRIC_STRANDED_MW || metric == METRIC_PUE;
	size_t i, soft;

	for (i = 0; i < 2 * sizeof paths / sizeof *paths; i++) {
		const char *path = paths[i / 2], *cut = "";
		char set[600];

		soft = i % 2;
		if (metric == METRIC_CUT_GBPS || metric == METRIC_LINK_COUNT) {
			if (!strstr(path, "network"))
				continue;
			cut = metric == METRIC_CUT_GBPS ? ",\"cut\":\"around-b\"" : "";
		}
		snprintf(set, sizeof set,
		         "/targets/asked={\"metric\":\"%s\",\"op\":\"%s\",\"value\":" NUMBER(
				 "%g") ",\"unit\":\"%s\"%s%s}",
		         metric_kinds[metric].name, most ? "<=" : ">=", metric == METRIC_PUE ? 1.3 : 0.5,
		         metric_kinds[metric].unit, cut,
		         soft ? ",\"modality\":\"in_principle\",\"price_cny_per_unit\":" NUMBER("7") : "");
		check_all(path, set);
	}
}
END_TEST

START_TEST(budgets_name_the_numbers_that_they_change_with)
{
	static const char all[] = "/budgets/asked={\"op\":\"<=\",\"base_cny\":" NUMBER("1e6") ",\"factor\":" NUMBER(
		"3") ",\"kinds\":[\"start\",\"opening\",\"shell\",\"fitout\",\"link\",\"feed\",\"energy\","
		     "\"demand_charge\",\"opex\",\"hosting\",\"moving\"]}";

	static const char *const paths[] = { "tests/fixtures/models/costs.json", "tests/fixtures/models/backup.json",
		                             "tests/fixtures/models/energy.json", "tests/fixtures/models/network.json",
		                             "tests/fixtures/verify/delta.json" };

	check_all(paths[_i], all);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: what rows rest on");
	TCase *tc = tcase_create("basis");

	tcase_set_timeout(tc, 300);
	tcase_add_loop_test(tc, rows_name_the_numbers_that_they_change_with, 0, support_loops(N_FIXTURES));
	tcase_add_loop_test(tc, targets_name_the_numbers_that_they_change_with, 0, support_loops(METRICS));
	tcase_add_loop_test(tc, budgets_name_the_numbers_that_they_change_with, 0, support_loops(5));
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
