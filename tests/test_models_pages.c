/*
 * Golden LPs of every family, and its mathematics in three places: the table, the family's file and models/README.md.
 *
 * RACKPLAN_GOLDEN=write writes tests/golden/<family>.lp anew; read the difference before you commit it.
 */
#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "tests/models_case.h"
#include "tests/support.h"

#include <stdlib.h>
#include <string.h>

static char *read_text(const char *folder, const char *name, const char *ending)
{
	struct str path = STR_INIT;
	struct error err = ERROR_INIT;
	char *text = NULL;
	size_t length;

	str_addf(&path, "%s/%s%s", folder, name, ending);
	ck_assert_msg(io_read_file(path.text, 1 << 22, &text, &length, &err) == 0, "%s: %s", path.text, err.what);
	str_dispose(&path);
	return text;
}

static void write_golden(const char *name, const struct str *text)
{
	struct str path = STR_INIT;
	struct error err = ERROR_INIT;

	str_addf(&path, "tests/golden/%s.lp", name);
	ck_assert_msg(io_write_file(path.text, text->text, text->length, &err) == 0, "%s", err.what);
	str_dispose(&path);
}

static int first_difference(const char *a, const char *b)
{
	int line = 1;

	for (; *a && *a == *b; a++, b++)
		line += *a == '\n';
	return line;
}

/* The fixture of a family, in its last tier: every row of every family is in it, with the costs. */
static void lp_of_fixture(const char *fixture, const char *without, struct str *out)
{
	struct models_case c = { .fixture = fixture, .without = without };

	models_build(&c);
	lp_write_lp(model_lp(c.model), lp_n_tiers(model_lp(c.model)), out);
	models_close(&c);
}

static void check_golden(const char *name)
{
	const char *mode = getenv("RACKPLAN_GOLDEN");
	struct str now = STR_INIT;
	char *golden;

	lp_of_fixture(name, NULL, &now);
	if (mode && strcmp(mode, "write") == 0)
		write_golden(name, &now);
	golden = read_text("tests/golden", name, ".lp");
	ck_assert_msg(strcmp(now.text, golden) == 0,
	              "tests/golden/%s.lp differs in line %d; RACKPLAN_GOLDEN=write writes it", name,
	              first_difference(now.text, golden));
	memory_free(golden);
	str_dispose(&now);
}

START_TEST(golden_lp_of_the_family_is_unchanged)
{
	check_golden(families[_i].name);
}
END_TEST

START_TEST(golden_lp_holds_rows_of_the_family)
{
	/* A golden file of a fixture that the family plays no part in would prove nothing. */
	struct str with = STR_INIT, without = STR_INIT;

	lp_of_fixture(families[_i].name, NULL, &with);
	lp_of_fixture(families[_i].name, families[_i].name, &without);
	ck_assert_str_ne(with.text, without.text);
	str_dispose(&with);
	str_dispose(&without);
}
END_TEST

START_TEST(golden_lp_of_costs_and_metrics_is_unchanged)
{
	check_golden("costs");
	check_golden("metrics");
}
END_TEST

START_TEST(all_families_are_in_the_build)
{
	static const char *const names[] = { "phase",   "space",   "power",  "cooling",   "energy",
		                             "backup",  "opening", "demand", "migration", "stability",
		                             "network", "build",   "budget", "targets" };
	int n = (int)(sizeof names / sizeof names[0]), i;

	ck_assert_int_eq(n_families, n);
	for (i = 0; i < n; i++)
		ck_assert_str_eq(families[i].name, names[i]);
}
END_TEST

START_TEST(page_of_mathematics_is_the_table)
{
	char *page = read_text("models", "README", ".md");
	struct str section = STR_INIT;

	str_addf(&section, "### %s\n\n```\n%s```\n", families[_i].name, families[_i].algebra);
	ck_assert_msg(strstr(page, section.text) != NULL, "models/README.md lacks, word for word:\n%s", section.text);
	str_dispose(&section);
	memory_free(page);
}
END_TEST

START_TEST(header_of_the_file_is_the_table)
{
	char *file = read_text("models", families[_i].name, ".c");
	struct str header = STR_INIT;
	const char *at;

	for (at = families[_i].algebra; *at; at = strchr(at, '\n') + 1) {
		str_add(&header, " *\t");
		str_add_n(&header, at, (size_t)(strchr(at, '\n') - at) + 1);
	}
	ck_assert_msg(strstr(file, header.text) != NULL, "models/%s.c lacks:\n%s", families[_i].name, header.text);
	str_dispose(&header);
	memory_free(file);
}
END_TEST

/* Does a line of the algebra begin with `name` and an index? */
static bool algebra_names(const struct family *family, const char *name)
{
	const char *at = family->algebra;
	size_t length = strlen(name);

	for (; *at; at = strchr(at, '\n') + 1) {
		if (strncmp(at, name, length) == 0 && at[length] == '[')
			return true;
	}
	return false;
}

START_TEST(every_kind_of_row_is_in_the_mathematics)
{
	static const char *const fixtures[] = { "costs", "network" }; /* without a network there are no blocks of it */
	struct models_case c = { .fixture = fixtures[_i] };
	int b, f;

	models_build(&c);
	for (b = 0; b < lp_n_row_blocks(model_lp(c.model)); b++) {
		const char *name = lp_row_block_name(model_lp(c.model), b);
		bool found = false;

		for (f = 0; f < n_families; f++)
			found |= algebra_names(&families[f], name);
		ck_assert_msg(found, "no family's algebra has %s[...]", name);
		ck_assert_str_ne(lp_row_block_unit(model_lp(c.model), b), "");
	}
	models_close(&c);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: golden files and mathematics");
	TCase *tc = tcase_create("pages");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, golden_lp_of_the_family_is_unchanged, 0, n_families);
	tcase_add_loop_test(tc, golden_lp_holds_rows_of_the_family, 0, n_families);
	tcase_add_test(tc, golden_lp_of_costs_and_metrics_is_unchanged);
	tcase_add_test(tc, all_families_are_in_the_build);
	tcase_add_loop_test(tc, page_of_mathematics_is_the_table, 0, n_families);
	tcase_add_loop_test(tc, header_of_the_file_is_the_table, 0, n_families);
	tcase_add_loop_test(tc, every_kind_of_row_is_in_the_mathematics, 0, 2);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
