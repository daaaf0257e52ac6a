/*
 * The data of the twin as text. That they are the right numbers is tests/twin.sh's to show: it solves with them.
 */
#include "models/mathprog.h"
#include "tests/models_case.h"
#include "tests/support.h"

#include <string.h>

static void write_case(struct models_case *c, struct str *out)
{
	models_read(c);
	mathprog_write(c->sc, out);
}

static void close_case(struct models_case *c, struct str *out)
{
	str_dispose(out);
	models_close(c);
}

static void assert_has(const struct str *out, const char *text)
{
	ck_assert_msg(strstr(out->text, text) != NULL, "no \"%s\" in:\n%s", text, out->text);
}

static void assert_has_not(const struct str *out, const char *text)
{
	ck_assert_msg(strstr(out->text, text) == NULL, "\"%s\" in:\n%s", text, out->text);
}

static int count(const struct str *out, const char *text)
{
	const char *at = out->text;
	int n = 0;

	while ((at = strstr(at, text)) != NULL) {
		at += strlen(text);
		n++;
	}
	return n;
}

START_TEST(mathprog_writes_days_and_numbers_as_they_are)
{
	struct models_case c = { .fixture = "power", .set = { "/sites/north/pue=1.1000000000000003" } };
	struct str out = STR_INIT;

	write_case(&c, &out);
	assert_has(&out, "\n1 '2018-Q1' 20180101 20180331\n");
	assert_has(&out, "\n 'north' 1.1000000000000003 1.1000000000000003 ");
	assert_has(&out, "\n 'north/grid' 'north' 0.25 3 3 0 20000 50000 0.1;\n");
	assert_has(&out, "\nend;\n");
	close_case(&c, &out);
}
END_TEST

START_TEST(mathprog_leaves_out_what_is_off_or_overruled)
{
	struct models_case c = { .fixture = "targets",
		                 .set = { "/options/later={\"on\":false}", "/sites/south/option=later",
		                          "/sites/north/phases/2/option=later", "/targets/share/overruled_by=design",
		                          "/rules/no={\"kind\":\"forbid\",\"option\":\"later\"}",
		                          "/budgets/no={\"op\":\"<=\",\"amount_cny\":1,\"option\":\"later\"}" } };
	struct str out = STR_INIT;

	write_case(&c, &out);
	assert_has(&out, "\n 'north/1' ");
	assert_has_not(&out, "\n 'north/2' ");
	assert_has_not(&out, "\n 'south/1' ");
	assert_has(&out, "\n 'design' 'design_racks' '>=' 120 ");
	assert_has_not(&out, "'share'");
	assert_has_not(&out, "'no'");
	close_case(&c, &out);
}
END_TEST

START_TEST(mathprog_lists_keep_sites_that_are_off)
{
	struct models_case c = { .fixture = "targets",
		                 .set = { "/options/later={\"on\":false}", "/sites/south/option=later",
		                          "/demands/web/sites=[\"south\"]",
		                          "/demands/web/unserved_cny_per_rack_year=1" } };
	struct str out = STR_INIT;

	write_case(&c, &out);
	assert_has(&out, "set allowed_sites[ 'web'] := 'south';\n");
	close_case(&c, &out);
}
END_TEST

START_TEST(mathprog_quotes_words_and_names_those_that_are_none)
{
	struct models_case c = {
		.fixture = "targets",
		.set = { "/sites/north/kind=cook's", "/sites/south/kind=\"a\\tb\"",
		         "/classes/plain/site_kinds=[\"cook's\",\"a\\tb\",\"\",\"c\\td\",\"cook's\"]" }
	};
	struct str out = STR_INIT;

	write_case(&c, &out);
	assert_has(&out, "\n 'north' 'free' 'cook''s' 1 ");
	assert_has(&out, "\n 'south' 'free' 'kind~1' 1 ");
	assert_has(&out, "set site_kinds[ 'plain'] := 'cook''s' 'kind~1' 'kind~4' 'kind~5';\n");
	close_case(&c, &out);
}
END_TEST

START_TEST(mathprog_cuts_long_names_and_keeps_them_apart)
{
	static const char phases[] =
		"{\"1234567890123456789012345678901234567890\": {\"state\": \"planned\", \"design_racks\": 5,"
		" \"max_kw_per_rack\": 5}, \"1234567890123456789012345678901234567891\": {\"state\":"
		" \"operating\", \"design_racks\": 90, \"max_kw_per_rack\": 5}}";
	static const char name[] = "a-site-whose-name-is-as-long-as-a-name-may-be-in-a-scenario-file";
	struct models_case c = { .fixture = "targets" };
	struct str site = STR_INIT, first = STR_INIT, out = STR_INIT;

	ck_assert_uint_eq(strlen(name), 64);
	str_addf(&site,
	         "/sites/%s={\"region\": \"east\", \"tariff\": \"free\", \"pue\": 1.5, \"usable_share\": 1,"
	         " \"installed_mw\": 1, \"phases\": %s}",
	         name, phases);
	c.set[0] = site.text;
	write_case(&c, &out);
	str_addf(&first, "\n '%s/123456789012345~", name);
	ck_assert_int_eq(count(&out, first.text), 4); /* both of them in two tables */
	str_add(&first, "3' ");
	ck_assert_int_eq(count(&out, first.text), 2);
	str_dispose(&first);
	str_dispose(&site);
	close_case(&c, &out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("mathprog");
	TCase *tc = tcase_create("data");

	tcase_add_test(tc, mathprog_writes_days_and_numbers_as_they_are);
	tcase_add_test(tc, mathprog_leaves_out_what_is_off_or_overruled);
	tcase_add_test(tc, mathprog_lists_keep_sites_that_are_off);
	tcase_add_test(tc, mathprog_quotes_words_and_names_those_that_are_none);
	tcase_add_test(tc, mathprog_cuts_long_names_and_keeps_them_apart);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
