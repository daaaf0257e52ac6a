/* Proofs: decimals, the MPS reader, bounds of multipliers, certificates, and what becomes of a certificate that was changed. */
#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/cli/prove.h"
#include "planner/solve/elastic.h"
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In one process with a checker of memory, everything takes long: there, fewer. */
static int few_or(int n)
{
	const char *mode = getenv("CK_FORK");

	return mode && strcmp(mode, "no") == 0 ? n / 10 : n;
}

/* ---- decimals ---- */

static void assert_total(const struct total *t, const char *expected)
{
	struct str text = STR_INIT;

	total_print(t, &text);
	ck_assert_str_eq(text.text, expected);
	str_dispose(&text);
}

START_TEST(decimals_read_and_print_exactly)
{
	static const char *const same[] = { "0",
		                            "1",
		                            "-1",
		                            "1200",
		                            "0.001",
		                            "-12.5",
		                            "123456789012345678",
		                            "1e40",
		                            "-25e-60",
		                            "0.00000000000000000001" };
	static const char *const pairs[][2] = { { "1.50", "1.5" },   { "+7", "7" },   { "1e3", "1000" },
		                                { "00012", "12" },   { ".5", "0.5" }, { "5.", "5" },
		                                { "-0", "0" },       { "0e99", "0" }, { "12E-1", "1.2" },
		                                { "1.0e-2", "0.01" } };
	struct total t;
	size_t i;

	total_init(&t);
	for (i = 0; i < sizeof same / sizeof *same; i++) {
		ck_assert_int_eq(total_read(same[i], &t), 0);
		assert_total(&t, same[i]);
	}
	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		ck_assert_int_eq(total_read(pairs[i][0], &t), 0);
		assert_total(&t, pairs[i][1]);
	}
	total_clear(&t);
}
END_TEST

START_TEST(what_is_no_decimal_is_refused)
{
	static const char *const bad[] = { "",
		                           "-",
		                           ".",
		                           "e5",
		                           "1e",
		                           "1e+",
		                           "1e1000",
		                           "1 ",
		                           " 1",
		                           "0x1",
		                           "1,5",
		                           "nan",
		                           "inf",
		                           "1.2.3",
		                           "1234567890123456789",
		                           "--1",
		                           "1e5.",
		                           "1e-1000",
		                           "1e99999999999999999999" };
	struct decimal d;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(decimal_read(bad[i], &d) != 0, "'%s' was read", bad[i]);
}
END_TEST

/* 0.1 + 0.2 = 0.3, which no double knows; sums of very different size lose nothing. */
START_TEST(sums_and_products_do_not_round)
{
	struct decimal tenth, fifth, large = { 1, 30 }, tiny = { 1, -30 }, one = { 1, 0 };
	struct total t;

	decimal_read("0.1", &tenth);
	decimal_read("0.2", &fifth);
	total_init(&t);
	total_add_product(&t, tenth, one);
	total_add_product(&t, fifth, one);
	assert_total(&t, "0.3");
	total_add_product(&t, large, one);
	total_add_product(&t, tiny, one);
	total_subtract_product(&t, large, one);
	assert_total(&t, "0.300000000000000000000000000001");
	total_subtract_product(&t, tiny, one);
	total_add_product(&t, (struct decimal){ 999999999999999999, 0 }, (struct decimal){ -999999999999999999, 0 });
	assert_total(&t, "-999999999999999998000000000000000000.7");
	total_clear(&t);
}
END_TEST

START_TEST(rounding_goes_the_way_that_it_says)
{
	struct total t, share, a, b;

	total_init(&t);
	total_init(&share);
	total_init(&a);
	total_init(&b);
	total_read("1234.5678", &t);
	total_round_down(&t, 6);
	assert_total(&t, "1234.56");
	total_round_up(&t, 2);
	assert_total(&t, "1300");
	total_read("-1234.5678", &t);
	total_round_down(&t, 6);
	assert_total(&t, "-1234.57");
	total_read("1", &a);
	total_read("3", &b);
	total_share_up(&share, &a, &b);
	assert_total(&share, "0.333334");
	total_read("6", &a);
	total_share_up(&share, &a, &b);
	assert_total(&share, "2");
	total_read("0", &a);
	total_share_up(&share, &a, &b);
	assert_total(&share, "0");
	total_clear(&b);
	total_clear(&a);
	total_clear(&share);
	total_clear(&t);
}
END_TEST

/* ---- the reader ---- */

/*
 * min 2 x + 3 y, before it goal z
 *	least:  x + y + z >= 4
 *	band:   1 <= x - y <= 2.5 (as a range)
 *	x in [0, 3], y in [0, 10] whole, z in [-1, 1]
 */
static const char small[] =
	"* a comment\n"
	"NAME small\n"
	"ROWS\n N cost\n N goal_1\n G least\n L band\n N free\n"
	"COLUMNS\n"
	" x cost 2\n x least 1\n x band 1\n"
	" m0 'MARKER' 'INTORG'\n y cost 3\n y least 1\n y band -1\n y free 7\n m1 'MARKER' 'INTEND'\n"
	" z goal_1 1\n z least 1\n"
	"RHS\n rhs least 4\n rhs band 2.5\n"
	"RANGES\n range band 1.5\n"
	"BOUNDS\n UP bound x 3\n LO bound y 0\n UP bound y 10\n LO bound z -1\n UP bound z 1\n"
	"ENDATA\n";

static struct mps *read_small(void)
{
	struct error err = ERROR_INIT;
	struct mps *mps = mps_read(small, sizeof small - 1, "small.mps", &err);

	ck_assert_msg(mps != NULL, "%s: %s", err.where, err.what);
	return mps;
}

START_TEST(a_program_is_read_as_its_file_says)
{
	struct mps *mps = read_small();
	const int band = mps_find_row(mps, "band"), y = mps_find_column(mps, "y");
	struct total end;

	total_init(&end);
	ck_assert_int_eq(mps->n_rows, 5);
	ck_assert_int_eq(mps->n_columns, 3);
	ck_assert_int_eq(mps->n_terms, 9);
	ck_assert_int_eq(mps->n_goals, 1);
	ck_assert_str_eq(mps->rows[mps->goals[0]].name, "goal_1");
	ck_assert_int_eq(mps->cost, 0);
	ck_assert(mps_row_low(&mps->rows[band], &end));
	assert_total(&end, "1");
	ck_assert(mps_row_high(&mps->rows[band], &end));
	assert_total(&end, "2.5");
	ck_assert(!mps_row_high(&mps->rows[mps_find_row(mps, "least")], &end));
	ck_assert(!mps_row_low(&mps->rows[mps_find_row(mps, "free")], &end));
	ck_assert(mps->columns[y].integer && !mps->columns[0].integer && !mps->columns[2].integer);
	ck_assert_int_eq(mps_find_row(mps, "nothing"), -1);
	ck_assert_int_eq(mps_find_column(mps, "cost"), -1);
	total_clear(&end);
	mps_free(mps);
}
END_TEST

/* A line of `small` and what takes its place: each makes a file that must not be read as anything. */
static const struct {
	const char *line, *instead;
} bad_files[] = {
	{ " N cost\n N goal_1\n", "" },
	{ " G least\n", " G least\n G least\n" },
	{ " G least\n", " X least\n" },
	{ " G least\n", " G least 1\n" },
	{ " x least 1\n", " x least one\n" },
	{ " x least 1\n", " x least 1 band 2\n" },
	{ " x least 1\n", " x nothing 1\n" },
	{ " x least 1\n", " x least 1\n x least 1\n" },
	{ " x least 1\n", " x least 1234567890123456789\n" },
	{ " z goal_1 1\n", " z goal_1 1\n x goal_1 1\n" },
	{ " m1 'MARKER' 'INTEND'\n", "" },
	{ " m1 'MARKER' 'INTEND'\n", " m1 'MARKER' 'INTORG'\n" },
	{ " rhs least 4\n", " rhs least 4\n rhs least 4\n" },
	{ " rhs least 4\n", " rhs cost 4\n" },
	{ " rhs least 4\n", " rhs 4\n" },
	{ " G least\n", " E least\nRANGES\n r least 1\n" },
	{ " UP bound x 3\n", " UP bound x -3\n" },
	{ " UP bound x 3\n", " UP bound x 3\n UP bound x 4\n" },
	{ " UP bound x 3\n", " BV bound x\n" },
	{ " UP bound x 3\n", " UP bound w 3\n" },
	{ " UP bound x 3\n", " FR bound x 3\n" },
	{ "RHS\n", "COLUMNS\n" },
	{ "RHS\n", "SOS1\n" },
	{ "ROWS\n", "" },
	{ "ENDATA\n", "" },
	{ "NAME small\n", " before any section\n" },
};
enum { N_BAD_FILES = sizeof bad_files / sizeof *bad_files };

START_TEST(a_file_that_is_not_clear_is_refused)
{
	const char *at = strstr(small, bad_files[_i].line);
	struct error err = ERROR_INIT;
	struct str text = STR_INIT;

	ck_assert_ptr_nonnull(at);
	str_add_n(&text, small, (size_t)(at - small));
	str_add(&text, bad_files[_i].instead);
	str_add(&text, at + strlen(bad_files[_i].line));
	ck_assert_msg(mps_read(text.text, text.length, "bad.mps", &err) == NULL, "'%s' was read",
	              bad_files[_i].instead);
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	ck_assert_msg(strncmp(err.where, "bad.mps:", 8) == 0, "%s", err.where);
	str_dispose(&text);
}
END_TEST

START_TEST(any_byte_changed_or_lost_is_read_safely)
{
	struct str text = STR_INIT;
	unsigned seed = 7;
	int i;

	for (i = 0; i < few_or(4000); i++) {
		struct error err = ERROR_INIT;
		struct mps *mps;
		size_t at;

		str_clear(&text);
		str_add_n(&text, small, sizeof small - 1);
		at = (size_t)rand_r(&seed) % text.length;
		if (i % 3 == 0)
			text.text[at] = (char)(rand_r(&seed) % 256);
		else if (i % 3 == 1)
			memmove(text.text + at, text.text + at + 1, text.length-- - at);
		else
			text.length = at;
		mps = mps_read(text.text, text.length, "changed.mps", &err);
		ck_assert_int_eq(mps ? FAULT_NONE : FAULT_INPUT, err.kind);
		mps_free(mps);
	}
	str_dispose(&text);
}
END_TEST

/* ---- bounds ---- */

static struct proof_multiplier times(const char *row, const char *value)
{
	struct proof_multiplier m = { .row = row };

	ck_assert_int_eq(decimal_read(value, &m.value), 0);
	return m;
}

/* The bound of a leaf with up to two multipliers as text, or the reason that there is none. */
static void bound_of(const struct mps *mps, int objective, bool empty, const char *limit, struct proof_multiplier *y,
                     int n, struct str *out)
{
	struct proof_node leaf = { .empty = empty, .n = n, .multipliers = y };
	struct total bound, goal;
	bool nothing_left;

	total_init(&bound);
	total_init(&goal);
	total_read(limit ? limit : "0", &goal);
	str_clear(out);
	if (proof_bound(mps, objective, &goal, limit ? 1 : 0, &leaf, &bound, &nothing_left, out) == 0) {
		if (nothing_left)
			str_add(out, "nothing");
		else
			total_print(&bound, out);
	}
	total_clear(&goal);
	total_clear(&bound);
}

/* By hand: 3 x 4 + min (2 - 3) x over [0, 3] + 0 y + min -3 z over [-1, 1] = 12 - 3 - 3. */
START_TEST(a_bound_is_what_the_algebra_gives)
{
	struct mps *mps = read_small();
	struct proof_multiplier y[2] = { times("least", "3"), times("goal_1", "-0.5") };
	struct str out = STR_INIT;

	bound_of(mps, mps->cost, false, NULL, y, 1, &out);
	ck_assert_str_eq(out.text, "6");
	/* z costs 0.5 in the goal's name: min (-3 + 0.5) z = -2.5, and the goal's limit counts -0.5 x 0.25. */
	bound_of(mps, mps->cost, false, "0.25", y, 2, &out);
	ck_assert_str_eq(out.text, "6.375");
	bound_of(mps, mps->goals[0], false, NULL, y, 0, &out);
	ck_assert_str_eq(out.text, "-1");
	mps_free(mps);
	str_dispose(&out);
}
END_TEST

START_TEST(multipliers_that_prove_nothing_are_refused)
{
	struct mps *mps = read_small();
	static const char *const bad[][3] = {
		{ "least", "-1", "no end" }, { "goal_1", "-1", "no end" }, { "free", "1", "no end" },
		{ "cost", "1", "no end" },   { "other", "1", "has not" },
	};
	struct str out = STR_INIT;
	struct proof_multiplier y[2];
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		y[0] = times(bad[i][0], bad[i][1]);
		bound_of(mps, mps->cost, false, NULL, y, 1, &out);
		ck_assert_msg(strstr(out.text, bad[i][2]) != NULL, "%s: '%s'", bad[i][0], out.text);
	}
	y[0] = times("goal_1", "1");
	bound_of(mps, mps->cost, false, "1", y, 1, &out);
	ck_assert_msg(strstr(out.text, "no end") != NULL, "%s", out.text);
	y[0] = y[1] = times("least", "1");
	bound_of(mps, mps->cost, false, NULL, y, 2, &out);
	ck_assert_msg(strstr(out.text, "two multipliers") != NULL, "%s", out.text);
	bound_of(mps, mps->cost, true, NULL, y, 1, &out);
	ck_assert_msg(strstr(out.text, "not above 0") != NULL, "%s", out.text);
	mps_free(mps);
	str_dispose(&out);
}
END_TEST

/* A column without an upper bound, which a multiplier needs. */
START_TEST(a_column_without_the_bound_that_is_needed_is_refused)
{
	static const char text[] = "ROWS\n N cost\n G a\nCOLUMNS\n x cost 1\n x a 1\nRHS\n r a 5\nENDATA\n";
	struct error err = ERROR_INIT;
	struct mps *mps = mps_read(text, sizeof text - 1, "open.mps", &err);
	struct str out = STR_INIT;
	struct proof_multiplier y = times("a", "1");

	ck_assert_ptr_nonnull(mps);
	bound_of(mps, mps->cost, false, NULL, &y, 1, &out);
	ck_assert_str_eq(out.text, "5");
	y = times("a", "1.000000001");
	bound_of(mps, mps->cost, false, NULL, &y, 1, &out);
	ck_assert_msg(strstr(out.text, "no bound") != NULL, "%s", out.text);
	mps_free(mps);
	str_dispose(&out);
}
END_TEST

/* x whole, 2 x = 5: no multipliers show that there is nothing, but those of x <= 2 and x >= 3 do. */
START_TEST(a_split_proves_what_only_whole_numbers_forbid)
{
	static const char text[] =
		"ROWS\n N cost\n E a\nCOLUMNS\n m 'MARKER' 'INTORG'\n x cost 1\n x a 2\n m 'MARKER' 'INTEND'\n"
		" z cost 1\nRHS\n r a 5\nBOUNDS\n UP b x 9\n UP b z 1\nENDATA\n";
	struct error err = ERROR_INIT;
	struct mps *mps = mps_read(text, sizeof text - 1, "whole.mps", &err);
	struct proof_multiplier up = times("a", "1"), down = times("a", "-1");
	struct proof_node low = { true, 1, &up, NULL, { 0, 0 }, NULL, NULL };
	struct proof_node high = { true, 1, &down, NULL, { 0, 0 }, NULL, NULL };
	struct proof_node split = { false, 0, NULL, "x", { 2, 0 }, &low, &high };
	struct str why = STR_INIT;
	struct total bound;
	bool nothing_left;

	ck_assert_ptr_nonnull(mps);
	total_init(&bound);
	ck_assert_msg(proof_bound(mps, -1, NULL, 0, &split, &bound, &nothing_left, &why) == 0, "%s", why.text);
	ck_assert(nothing_left);
	split.at_most = (struct decimal){ 3, 0 };
	ck_assert_int_ne(proof_bound(mps, -1, NULL, 0, &split, &bound, &nothing_left, &why), 0);
	split.at_most = (struct decimal){ 25, -1 };
	ck_assert_int_ne(proof_bound(mps, -1, NULL, 0, &split, &bound, &nothing_left, &why), 0);
	ck_assert_msg(strstr(why.text, "no whole number") != NULL, "%s", why.text);
	split.at_most = (struct decimal){ 2, 0 };
	split.column = "z";
	ck_assert_int_ne(proof_bound(mps, -1, NULL, 0, &split, &bound, &nothing_left, &why), 0);
	ck_assert_msg(strstr(why.text, "need not be whole") != NULL, "%s", why.text);
	split.column = "w";
	ck_assert_int_ne(proof_bound(mps, -1, NULL, 0, &split, &bound, &nothing_left, &why), 0);
	total_clear(&bound);
	str_dispose(&why);
	mps_free(mps);
}
END_TEST

/* ---- certificates of scenarios ---- */

struct proved { /* a scenario with its verdict and proof */
	struct models_case c;
	struct options options;
	struct run run;
	struct proof proof;
	struct mps *mps;
	struct str objective;
};

static const struct {
	const char *path;
	bool infeasible;
	const char *set;
} scenarios[] = {
	{ "tests/fixtures/verify/valley.json", false, NULL },
	{ "tests/fixtures/models/network.json", false, NULL },
	{ "tests/fixtures/twin/tiers.json", false, NULL },
	{ "tests/fixtures/models/targets.json", false, NULL },
	{ "tests/fixtures/cli/small.json", false, NULL },
	{ "tests/fixtures/cli/small.json", true, "sites.south.phases.1.earliest_start=2019-04-01" },
	{ "tests/fixtures/scenario/good/full.json", true, NULL },
};
enum { N_SCENARIOS = sizeof scenarios / sizeof *scenarios, FIRST_INFEASIBLE = 5 };

static void prove_case(struct proved *p, int which)
{
	struct error err = ERROR_INIT;

	memset(p, 0, sizeof *p);
	p->c = (struct models_case){ .path = scenarios[which].path, .set = { scenarios[which].set } };
	models_solve(&p->c);
	ck_assert_int_eq(p->c.plan == NULL, scenarios[which].infeasible);
	p->options.solver = "auto";
	p->options.gap = 1e-6;
	p->run.options = &p->options;
	p->run.sc = p->c.sc;
	p->run.model = p->c.model;
	p->run.solution = p->c.solution;
	p->run.plan = p->c.plan;
	ck_assert_msg(prove(&p->run, scenarios[which].infeasible, &p->proof, &err) == 0, "%s: %s", err.where, err.what);
	ck_assert_msg(p->proof.certificate != NULL, "%s is not proved", scenarios[which].path);
	p->mps = mps_read(p->proof.model.text, p->proof.model.length, "model.mps", &err);
	ck_assert_msg(p->mps != NULL, "%s: %s", err.where, err.what);
	if (p->c.plan)
		str_add_number(&p->objective, p->c.plan->objective_cny);
}

static void close_case(struct proved *p)
{
	mps_free(p->mps);
	str_dispose(&p->objective);
	proof_dispose(&p->proof);
	models_close(&p->c);
}

/* Solved once for all tests: each is a process of its own that has them, or leaves them as they were. */
static struct proved all[N_SCENARIOS];

static void prove_all(void)
{
	int i;

	for (i = 0; i < N_SCENARIOS; i++)
		prove_case(&all[i], i);
}

static void close_all(void)
{
	int i;

	for (i = 0; i < N_SCENARIOS; i++)
		close_case(&all[i]);
}

/* 0: holds, else -1 and why. */
static int check(const struct proved *p, const struct certificate *certificate, struct str *why)
{
	const struct proof_claim claim = { p->c.sc->sha256, p->c.plan ? p->objective.text : NULL };
	struct error err = ERROR_INIT;
	int result;

	str_clear(why);
	result = certificate_check(certificate, &claim, p->proof.model.text, p->proof.model.length, "model.mps", why,
	                           &err);
	ck_assert_msg(err.kind == FAULT_NONE, "%s: %s", err.where, err.what);
	ck_assert_int_eq(result != 0, why->length > 0);
	return result;
}

/* Written, read and written again it is the same text, and what was read holds. */
START_TEST(certificates_hold_and_survive_their_file)
{
	char *folder = support_directory();
	struct str path = STR_INIT, again = STR_INIT, why = STR_INIT;
	struct error err = ERROR_INIT;
	struct certificate *read;
	const struct proved *p = &all[_i];

	ck_assert_msg(check(p, p->proof.certificate, &why) == 0, "%s", why.text);
	str_addf(&path, "%s/certificate.json", folder);
	support_write(path.text, p->proof.text.text);
	read = certificate_read(path.text, &err);
	ck_assert_msg(read != NULL, "%s: %s", err.where, err.what);
	certificate_write(read, &again);
	ck_assert_str_eq(again.text, p->proof.text.text);
	ck_assert_msg(check(p, read, &why) == 0, "%s", why.text);
	certificate_free(read);
	str_dispose(&why);
	str_dispose(&again);
	str_dispose(&path);
	support_remove(folder);
}
END_TEST

/* A small plan's cost is known: the optimum that the solver found with racks in parts is what must be proved, to 1e-9. */
START_TEST(the_bound_that_is_proved_is_the_solvers)
{
	const struct proved *p = &all[_i];
	double bound, claimed;

	if (p->c.plan) {
		claimed = p->c.solution.lp_bound[p->c.solution.n_tiers - 1];
		bound = strtod(p->proof.bound, NULL);
		if (p->c.solution.n_tiers == 1)
			ck_assert_double_eq_tol(bound, claimed, 1e-9 * fmax(1, fabs(claimed)));
		ck_assert_double_le(bound, p->c.plan->objective_cny);
	}
}
END_TEST

/*
 * The judge: the same bound in long double, by rows of the lp that the file was made of. What it says is only believed where
 * it is clear.
 */
struct judge {
	long double bound, size; /* size: the sum of what was added up, for the judge's own rounding */
	bool none;
};

static void judge_term(struct judge *judge, long double a, double end)
{
	if (isfinite(end)) {
		judge->bound += a * (long double)end;
		judge->size += fabsl(a * (long double)end);
	} else {
		judge->none = true;
	}
}

static double multiplier_of(const struct proof_node *leaf, const char *row)
{
	struct total value;
	double result = 0;
	int i;

	total_init(&value);
	for (i = 0; i < leaf->n; i++) {
		if (strcmp(leaf->multipliers[i].row, row) == 0) {
			total_set_decimal(&value, leaf->multipliers[i].value);
			result = total_double(&value);
		}
	}
	total_clear(&value);
	return result;
}

static struct judge judge_leaf(const struct proved *p, const struct certificate *c, int tier)
{
	const struct lp *lp = model_lp(p->c.model);
	const struct proof_node *leaf = c->tiers[tier].node;
	const bool infeasible = c->kind == PROOF_INFEASIBILITY;
	const int n_goals = lp_n_tiers(lp) - 1;
	long double *d = memory_alloc(lp_n_columns(lp), sizeof *d);
	struct judge judge = { 0, 1, false };
	int i, j, k, n;

	for (j = 0; j < lp_n_columns(lp) && !infeasible; j++)
		d[j] = (long double)lp_cost_of(lp, tier + 1, j);
	if (!infeasible)
		judge_term(&judge, 1, lp_constant_of(lp, tier + 1));
	for (k = 0; k < n_goals; k++) {
		const double y = multiplier_of(leaf, p->mps->rows[p->mps->goals[k]].name);

		if (!(fabs(y) > 0))
			continue;
		judge_term(&judge, (long double)y, y < 0 && k < tier ? total_double(&c->tiers[k].limit) : HUGE_VAL);
		judge_term(&judge, -(long double)y, lp_constant_of(lp, k + 1));
		for (j = 0; j < lp_n_columns(lp); j++)
			d[j] -= (long double)y * (long double)lp_cost_of(lp, k + 1, j);
	}
	for (i = 0; i < lp_n_rows(lp); i++) {
		const double y = multiplier_of(leaf, p->mps->rows[1 + n_goals + i].name);
		const int *columns;
		const double *a;

		if (!(fabs(y) > 0))
			continue;
		judge_term(&judge, (long double)y, y > 0 ? lp_row_low(lp, i) : lp_row_high(lp, i));
		n = lp_row_terms(lp, i, &columns, &a);
		for (k = 0; k < n; k++)
			d[columns[k]] -= (long double)y * (long double)a[k];
	}
	for (j = 0; j < lp_n_columns(lp); j++)
		judge_term(&judge, d[j], d[j] > 0 ? lp_lower(lp, j) : lp_upper(lp, j));
	memory_free(d);
	return judge;
}

/* 1: the claims of all tiers clearly follow; -1: one clearly does not; 0: too near to say. */
static int judge_certificate(const struct proved *p, const struct certificate *c)
{
	int k, verdict = 1;

	for (k = 0; k < c->n_tiers; k++) {
		struct judge judge = judge_leaf(p, c, k);
		const long double claimed = c->kind == PROOF_INFEASIBILITY
		                                    ? 0
		                                    : (long double)total_double(&c->tiers[k].bound);
		const long double noise = 1e-12L * (judge.size + fabsl(claimed));

		if (judge.none || judge.bound < claimed - noise)
			return -1;
		if (judge.bound < claimed + noise)
			verdict = 0;
	}
	return verdict;
}

struct tally {
	int n, refused, valid;
};

struct change { /* of one multiplier; undone by change_back() */
	struct proof_node *leaf;
	int n, at;
	struct proof_multiplier before;
};

/* Sign, size, one digit more or less, or nothing at all in place of one multiplier. */
static struct change change_multiplier(struct certificate *c, unsigned *seed)
{
	struct change change;
	struct proof_multiplier *m;

	do {
		change.leaf = c->tiers[rand_r(seed) % c->n_tiers].node;
		change.n = change.leaf->n;
	} while (change.n == 0);
	change.at = rand_r(seed) % change.n;
	m = &change.leaf->multipliers[change.at];
	change.before = *m;
	switch (rand_r(seed) % 6) {
	case 0: m->value.digits = -m->value.digits; break;
	case 1: m->value.exponent += 1 + rand_r(seed) % 3; break;
	case 2: m->value.exponent -= 1 + rand_r(seed) % 3; break;
	case 3: m->value.digits = m->value.digits / 100 * 101 + 1; break;
	case 4: m->value.digits = m->value.digits / 100 * 99 - 1; break;
	default: *m = change.leaf->multipliers[--change.leaf->n]; break;
	}
	return change;
}

static void change_back(const struct change *change)
{
	change->leaf->n = change->n;
	change->leaf->multipliers[change->at] = change->before;
}

/* The part of the check that does not look at hashes. */
static bool holds(const struct proved *p, const struct certificate *certificate, struct str *why)
{
	str_clear(why);
	return certificate_prove(certificate, p->mps, why) == 0;
}

static struct certificate *copy_of(const struct proved *p, const char *path)
{
	struct error err = ERROR_INIT;
	struct certificate *copy;

	support_write(path, p->proof.text.text);
	copy = certificate_read(path, &err);
	ck_assert_msg(copy != NULL, "%s: %s", err.where, err.what);
	return copy;
}

START_TEST(a_changed_multiplier_is_refused_unless_the_claim_still_follows)
{
	const int n = few_or(300);
	struct str why = STR_INIT;
	struct tally tally = { 0, 0, 0 };
	unsigned seed = 20180501 + (unsigned)_i;
	const struct proved *p = &all[_i];

	for (; tally.n < n; tally.n++) {
		const struct change change = change_multiplier(p->proof.certificate, &seed);
		const int verdict = judge_certificate(p, p->proof.certificate);
		const bool held = holds(p, p->proof.certificate, &why);

		tally.refused += !held;
		tally.valid += held;
		ck_assert_msg(verdict >= 0 || !held, "change %d: accepted, and the claim does not follow", tally.n);
		ck_assert_msg(verdict <= 0 || held, "change %d: refused (%s), and the claim follows", tally.n,
		              why.text);
		change_back(&change);
	}
	printf("# %s: of %d changed multipliers %d were refused, %d still proved the claim\n", scenarios[_i].path, n,
	       tally.refused, tally.valid);
	ck_assert_msg(holds(p, p->proof.certificate, &why), "%s", why.text);
	ck_assert_int_gt(tally.refused, n / 8);
	str_dispose(&why);
}
END_TEST

/* What a certificate says beside its multipliers: any claim that is larger than what is proved, or about something else. */
static const char *change_claim(struct certificate *c, int which)
{
	struct proof_tier *last = &c->tiers[c->n_tiers - 1];
	struct total more;

	total_init(&more);
	total_read("0.001", &more);
	switch (which) {
	case 0: c->scenario_sha256[7] = c->scenario_sha256[7] == 'a' ? 'b' : 'a'; break;
	case 1: c->model_sha256[63] = c->model_sha256[63] == '0' ? '1' : '0'; break;
	case 2: total_add(&last->value, &more); break;
	case 3: total_subtract(&last->value, &more); break;
	case 4: total_add(&last->bound, &more); break;
	case 5: total_subtract(&c->gap, &more); break;
	case 6: last->row = "nothing"; break;
	case 7: last->node = NULL; break;
	default: c->kind = PROOF_INFEASIBILITY; break;
	}
	total_clear(&more);
	switch (which) {
	case 0: return "another scenario";
	case 1: return "another model";
	case 2:
	case 3: return "another cost";
	case 4: return "lower bound than";
	case 5: return "further apart";
	case 6: return "another row";
	case 7: return "no proof";
	default: return "here is one";
	}
}
enum { N_CLAIMS = 9 };

START_TEST(a_changed_claim_is_refused)
{
	char *folder = support_directory();
	struct str path = STR_INIT, why = STR_INIT;
	struct certificate *copy;
	const char *expected;
	const struct proved *p = &all[0];

	str_addf(&path, "%s/certificate.json", folder);
	copy = copy_of(p, path.text);
	expected = change_claim(copy, _i);
	ck_assert_msg(check(p, copy, &why) != 0, "change %d is accepted", _i);
	/* A bound that was lowered to the plan's own cost can only be raised above that, too. */
	ck_assert_msg(strstr(why.text, expected) || (_i == 4 && strstr(why.text, "above the plan's")), "change %d: %s",
	              _i, why.text);
	certificate_free(copy);
	str_dispose(&why);
	str_dispose(&path);
	support_remove(folder);
}
END_TEST

/* Every row that the proof of infeasibility rests on, left out one after the other. */
START_TEST(a_farkas_proof_without_one_of_its_rows_is_refused_or_still_one)
{
	struct str why = STR_INIT;
	struct tally tally = { 0, 0, 0 };
	struct proof_node *leaf;
	const struct proved *p = &all[FIRST_INFEASIBLE + _i];

	leaf = p->proof.certificate->tiers[0].node;
	for (; tally.n < leaf->n; tally.n++) {
		const struct change change = { leaf, leaf->n, tally.n, leaf->multipliers[tally.n] };
		int verdict;
		bool held;

		leaf->multipliers[tally.n] = leaf->multipliers[--leaf->n];
		verdict = judge_certificate(p, p->proof.certificate);
		held = holds(p, p->proof.certificate, &why);
		tally.refused += !held;
		tally.valid += held;
		ck_assert_msg(verdict >= 0 || !held, "row %d: accepted, and nothing is proved", tally.n);
		ck_assert_msg(verdict <= 0 || held, "row %d: refused (%s), and it is proved", tally.n, why.text);
		change_back(&change);
	}
	printf("# %s: of %d rows of the proof of infeasibility, %d may not be missing, %d may\n",
	       scenarios[FIRST_INFEASIBLE + _i].path, tally.n, tally.refused, tally.valid);
	ck_assert_int_gt(tally.refused, 0);
	str_dispose(&why);
}
END_TEST

/* The relaxation of a feasible scenario has a solution, and no multipliers say that it has none. */
START_TEST(nothing_proves_a_scenario_infeasible_that_has_a_plan)
{
	struct str said = STR_INIT;
	struct error err = ERROR_INIT;
	struct proof proof = { 0 };
	const struct proved *p = &all[_i];

	ck_assert_int_eq(prove(&p->run, true, &proof, &err), 0);
	ck_assert_ptr_null(proof.certificate);
	proof_say(&proof, &p->run, true, &said);
	ck_assert_str_eq(said.text, "Infeasible (by the solver's word, not proved).\n");
	str_dispose(&said);
	proof_dispose(&proof);
}
END_TEST

/* ---- programs made up ---- */

/* Two tiers, rows of every kind, columns with bounds; where it shall be feasible, the rows are drawn around a point. */
static struct lp *made_up(unsigned seed, bool feasible, bool integers)
{
	enum { N_COLUMNS = 12, N_ROWS = 9, N_TIERS = 2 };
	static const char *labels[N_COLUMNS] = { "", "", "", "", "", "", "", "", "", "", "", "" };
	struct lp *lp = lp_new();
	const int set = lp_set(lp, "n", N_COLUMNS, labels), columns = lp_column_block(lp, "x", "1", 1, &set);
	const int rows = lp_row_block(lp, "row", "1", 1, &set);
	double x[N_COLUMNS], a, sum, off;
	int i, j;

	for (j = 0; j < N_COLUMNS; j++) {
		const double lower = rand_r(&seed) % 5 - 2, width = 1 + rand_r(&seed) % 9;

		x[j] = lower + width * (rand_r(&seed) % 11) / 10;
		lp_column(lp, columns, &j, lower, lower + width, j % 4 == 0 && integers ? LP_INTEGER : LP_CONTINUOUS);
		for (i = 1; i <= N_TIERS; i++)
			lp_cost(lp, i, j, (rand_r(&seed) % 201 - 100) / 7.0);
	}
	lp_cost_constant(lp, N_TIERS, 17.25);
	for (i = 0; i < N_ROWS; i++) {
		sum = 0;
		lp_row_open(lp, rows, &i);
		for (j = 0; j < N_COLUMNS; j++) {
			a = rand_r(&seed) % 3 ? 0 : (rand_r(&seed) % 41 - 20) / 3.0;
			lp_term(lp, j, a);
			sum += a * x[j];
		}
		off = feasible ? 0 : (rand_r(&seed) % 41 - 20) * 4;
		switch (i % 4) {
		case 0: lp_row_at_least(lp, sum + off - rand_r(&seed) % 3); break;
		case 1: lp_row_at_most(lp, sum + off + rand_r(&seed) % 3); break;
		case 2: lp_row_equal(lp, sum + off); break;
		default: lp_row_between(lp, sum + off - 1, sum + off + 1); break;
		}
	}
	return lp;
}

/* The last tier's exact bound from the prices that came with a solution, as a double; HUGE_VAL when they prove nothing. */
static double bound_of_prices(const struct mps *mps, const struct solution *solution)
{
	const int n = solution->n_tiers, n_rows = solution->n_rows;
	const double *prices = solution->tier_price + (size_t)(n - 1) * (size_t)(n_rows + n - 1);
	struct certificate *c = certificate_new(PROOF_OPTIMALITY, n);
	double *price = memory_alloc(n + n_rows, sizeof *price), value = HUGE_VAL;
	struct str text = STR_INIT;
	struct total bound, limit;
	bool nothing_left;

	memcpy(price + 1, prices + n_rows, (size_t)(n - 1) * sizeof *price);
	memcpy(price + n, prices, (size_t)n_rows * sizeof *price);
	total_init(&bound);
	total_init(&limit);
	str_add_number(&text, solution->objective[0] + 1e-7 * fmax(1, fabs(solution->objective[0])));
	total_read(text.text, &limit);
	str_clear(&text);
	if (proof_bound(mps, mps->cost, &limit, n - 1, proof_leaf(c, mps, price), &bound, &nothing_left, &text) == 0)
		value = total_double(&bound);
	total_clear(&limit);
	total_clear(&bound);
	str_dispose(&text);
	memory_free(price);
	certificate_free(c);
	return value;
}

/* How far the bound lies below the relaxation's optimum, as a share; with integers, goals are worth less, and it may be far. */
static double distance_of(const struct lp *lp, const struct mps *mps, const struct solution *solution)
{
	const double bound = bound_of_prices(mps, solution), least = solution->lp_bound[lp_n_tiers(lp) - 1];

	ck_assert_msg(bound <= solution->objective[lp_n_tiers(lp) - 1] + 1e-6 * fmax(1, fabs(least)),
	              "%.17g is proved, and %.17g reached", bound, solution->objective[lp_n_tiers(lp) - 1]);
	return (least - bound) / fmax(1, fabs(least));
}

static bool farkas_holds(const struct lp *lp, const struct mps *mps)
{
	struct certificate *c = certificate_new(PROOF_INFEASIBILITY, 1);
	double *price = memory_alloc(lp_n_tiers(lp) + lp_n_rows(lp), sizeof *price);
	double *x = memory_alloc(lp_n_columns(lp), sizeof *x);
	struct elastic elastic = { .lp = lp, .price = price + lp_n_tiers(lp), .x = x };
	struct error err = ERROR_INIT;
	bool result;

	ck_assert_int_eq(elastic_solve(&elastic, &solve_defaults, &err), 0);
	c->tiers[0].node = proof_leaf(c, mps, price);
	result = elastic.missed > 0 && certificate_complete(c, mps);
	memory_free(x);
	memory_free(price);
	certificate_free(c);
	return result;
}

START_TEST(made_up_programs_are_proved_either_way)
{
	int i, n_infeasible = 0, n_optimal = 0, n_by_integers = 0;
	double worst = 0;

	for (i = 0; i < few_or(400); i++) {
		struct lp *lp = made_up((unsigned)i + 1, i % 3 == 0, i % 2 == 0);
		struct error err = ERROR_INIT;
		const int by_integers = n_by_integers;
		struct solution solution;
		struct str text = STR_INIT;
		struct mps *mps;

		lp_write_mps(lp, lp_n_tiers(lp), &text);
		mps = mps_read(text.text, text.length, "made-up.mps", &err);
		ck_assert_msg(mps != NULL, "%s: %s", err.where, err.what);
		ck_assert_int_eq(solve(lp, &solve_defaults, &solution, &err), 0);
		if (solution.status == SOLVE_OPTIMAL) {
			if (i % 2 == 0)
				distance_of(lp, mps, &solution);
			else
				worst = fmax(worst, distance_of(lp, mps, &solution));
			ck_assert_msg(!farkas_holds(lp, mps), "program %d has a solution and is proved to have none",
			              i);
			n_optimal++;
		} else {
			ck_assert_int_eq(solution.status, SOLVE_INFEASIBLE);
			if (farkas_holds(lp, mps))
				n_infeasible++;
			else
				n_by_integers++;
			ck_assert_msg(i % 2 == 0 || n_by_integers == by_integers,
			              "program %d has no integers, and no proof", i);
		}
		solution_dispose(&solution);
		mps_free(mps);
		str_dispose(&text);
		lp_free(lp);
	}
	printf("# of made-up programs %d have an optimum, %d were proved to have none, %d have none by integers alone; without "
	       "integers a bound is off by a share of %.1e at most\n",
	       n_optimal, n_infeasible, n_by_integers, worst);
	ck_assert_double_lt(worst, 2e-4); /* the allowance of 1e-7 times what a goal is worth */
	ck_assert_int_gt(n_optimal, few_or(400) / 5);
	ck_assert_int_gt(n_infeasible, few_or(400) / 5);
	ck_assert_int_lt(n_by_integers, few_or(400) / 10);
}
END_TEST

/* ---- the file ---- */

static const char head[] =
	"{\"rackplan_certificate\": 1, \"kind\": \"optimality\", \"scenario\": {\"id\": \"a\", \"variant\": "
	"\"base\", \"sha256\": \"0123456789012345678901234567890123456789012345678901234567890123\"}, "
	"\"model\": {\"file\": \"model.mps\", \"sha256\": "
	"\"0123456789012345678901234567890123456789012345678901234567890123\"}, \"tiers\": ";

static const char *const bad_tiers[] = {
	"[]",
	"{}",
	"[1]",
	"[{}]",
	"[{\"row\": \"cost\"}]",
	"[{\"row\": \"cost\", \"value\": 1}]",
	"[{\"row\": \"cost\", \"value\": \"1x\"}]",
	"[{\"row\": \"cost\", \"value\": \"1\", \"limit\": \"1\"}]",
	"[{\"row\": \"cost\", \"value\": \"1\", \"proof\": {}}]",
	"[{\"row\": \"cost\", \"value\": \"1\", \"bound\": \"1\", \"gap\": \"0\", \"proof\": {}}]",
	"[{\"row\": \"cost\", \"value\": \"1\", \"bound\": \"1\", \"gap\": \"0\", \"proof\": {\"empty\": 0, \"multipliers\": {}}}]",
	"[{\"row\": \"cost\", \"value\": \"1\", \"bound\": \"1\", \"gap\": \"0\", \"proof\": {\"empty\": false, \"multipliers\": "
	"{\"r\": 1.5}}}]",
	"[{\"row\": \"cost\", \"value\": \"1\", \"bound\": \"1\", \"gap\": \"0\", \"proof\": {\"empty\": false, \"multipliers\": "
	"{\"r\": \"1\", \"r\": \"2\"}}}]",
	"[{\"row\": \"cost\", \"value\": \"1\", \"bound\": \"1\", \"gap\": \"0\", \"proof\": {\"empty\": false, \"multipliers\": {}, "
	"\"more\": 1}}]",
	"[{\"row\": \"cost\", \"value\": \"1\", \"bound\": \"1\", \"gap\": \"0\", \"proof\": {\"column\": \"x\", \"at_most\": \"1\", "
	"\"low\": {\"empty\": false, \"multipliers\": {}}}}]",
};
enum { N_BAD_TIERS = sizeof bad_tiers / sizeof *bad_tiers };

START_TEST(a_certificate_that_is_not_clear_is_refused)
{
	char *folder = support_directory();
	struct str path = STR_INIT, text = STR_INIT;
	struct error err = ERROR_INIT;

	str_addf(&path, "%s/certificate.json", folder);
	str_addf(&text, "%s%s}", head, bad_tiers[_i]);
	support_write(path.text, text.text);
	ck_assert_msg(certificate_read(path.text, &err) == NULL, "%s was read", bad_tiers[_i]);
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	str_dispose(&text);
	str_dispose(&path);
	support_remove(folder);
}
END_TEST

START_TEST(any_byte_of_a_certificate_changed_is_read_safely)
{
	char *folder = support_directory();
	struct str path = STR_INIT, text = STR_INIT, why = STR_INIT;
	unsigned seed = 11;
	struct tally tally = { 0, 0, 0 };
	const struct proved *p = &all[2];

	str_addf(&path, "%s/certificate.json", folder);
	for (; tally.n < few_or(500); tally.n++) {
		struct error err = ERROR_INIT;
		struct certificate *read;
		size_t at;

		str_clear(&text);
		str_add_n(&text, p->proof.text.text, p->proof.text.length);
		at = (size_t)rand_r(&seed) % text.length;
		text.text[at] = (char)(32 + rand_r(&seed) % 95);
		support_write(path.text, text.text);
		read = certificate_read(path.text, &err);
		ck_assert_int_eq(read ? FAULT_NONE : FAULT_INPUT, err.kind);
		if (read && check(p, read, &why) == 0)
			tally.valid++;
		else
			tally.refused++;
		certificate_free(read);
	}
	printf("# of %d certificates with a byte changed, %d were refused or unreadable, %d still proved their claim\n",
	       tally.n, tally.refused, tally.valid);
	str_dispose(&why);
	str_dispose(&text);
	str_dispose(&path);
	support_remove(folder);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("proof");
	TCase *exact = tcase_create("exact"), *scenario = tcase_create("scenarios"), *file = tcase_create("file");

	tcase_add_test(exact, decimals_read_and_print_exactly);
	tcase_add_test(exact, what_is_no_decimal_is_refused);
	tcase_add_test(exact, sums_and_products_do_not_round);
	tcase_add_test(exact, rounding_goes_the_way_that_it_says);
	tcase_add_test(exact, a_program_is_read_as_its_file_says);
	tcase_add_loop_test(exact, a_file_that_is_not_clear_is_refused, 0, N_BAD_FILES);
	tcase_add_test(exact, any_byte_changed_or_lost_is_read_safely);
	tcase_add_test(exact, a_bound_is_what_the_algebra_gives);
	tcase_add_test(exact, multipliers_that_prove_nothing_are_refused);
	tcase_add_test(exact, a_column_without_the_bound_that_is_needed_is_refused);
	tcase_add_test(exact, a_split_proves_what_only_whole_numbers_forbid);
	tcase_add_unchecked_fixture(scenario, prove_all, close_all);
	tcase_set_timeout(scenario, 300);
	tcase_add_loop_test(scenario, certificates_hold_and_survive_their_file, 0, N_SCENARIOS);
	tcase_add_loop_test(scenario, the_bound_that_is_proved_is_the_solvers, 0, N_SCENARIOS);
	tcase_add_loop_test(scenario, a_changed_multiplier_is_refused_unless_the_claim_still_follows, 0, N_SCENARIOS);
	tcase_add_loop_test(scenario, a_changed_claim_is_refused, 0, N_CLAIMS);
	tcase_add_loop_test(scenario, a_farkas_proof_without_one_of_its_rows_is_refused_or_still_one, 0,
	                    N_SCENARIOS - FIRST_INFEASIBLE);
	tcase_add_loop_test(scenario, nothing_proves_a_scenario_infeasible_that_has_a_plan, 0, FIRST_INFEASIBLE);
	tcase_set_timeout(file, 120);
	tcase_add_test(file, made_up_programs_are_proved_either_way);
	tcase_add_loop_test(file, a_certificate_that_is_not_clear_is_refused, 0, N_BAD_TIERS);
	tcase_add_test(scenario, any_byte_of_a_certificate_changed_is_read_safely);
	suite_add_tcase(suite, exact);
	suite_add_tcase(suite, scenario);
	suite_add_tcase(suite, file);
	return support_run(suite);
}
