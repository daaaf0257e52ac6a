/* Proofs by hand: decimals, the MPS reader, the bounds of multipliers, and certificates that cannot be read. */
#include "planner/base/memory.h"
#include "planner/verify/proof.h"
#include "tests/support.h"

#include <stdlib.h>
#include <string.h>

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

	for (i = 0; i < 4000; i++) {
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

int main(void)
{
	Suite *suite = suite_create("proof");
	TCase *exact = tcase_create("exact"), *file = tcase_create("file");

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
	tcase_add_loop_test(file, a_certificate_that_is_not_clear_is_refused, 0, N_BAD_TIERS);
	suite_add_tcase(suite, exact);
	suite_add_tcase(suite, file);
	return support_run(suite);
}
