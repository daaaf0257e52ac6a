/* test_scenario_refused.c - the resolved file, who may host what, and what the reader of scenario files refuses. */
#include "planner/base/memory.h"
#include "planner/scenario/read.h"
#include "tests/scenario_case.h"
#include "tests/support.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the resolved file ---- */

static void same_marks(const struct scenario *a, const struct scenario *b)
{
	int i;

	ck_assert_int_eq(a->n_marks, b->n_marks);
	for (i = 0; i < a->n_marks; i++) {
		ck_assert_str_eq(a->marks[i].pointer, b->marks[i].pointer);
		ck_assert_str_eq(a->marks[i].unit, b->marks[i].unit);
		ck_assert_str_eq(a->marks[i].origin.reference, b->marks[i].origin.reference);
		ck_assert_int_eq(a->marks[i].origin.kind, b->marks[i].origin.kind);
		scenario_case_near(a->marks[i].value, b->marks[i].value);
		scenario_case_near(a->marks[i].origin.range_low, b->marks[i].origin.range_low);
		scenario_case_near(a->marks[i].origin.range_high, b->marks[i].origin.range_high);
	}
}

static void same_scenario(const struct scenario *a, const struct scenario *b)
{
	int i, t;

	ck_assert_str_eq(a->variant, b->variant);
	ck_assert_int_eq(a->n_phases, b->n_phases);
	ck_assert_int_eq(a->n_targets, b->n_targets);
	ck_assert_int_eq(a->n_rules, b->n_rules);
	ck_assert_int_eq(a->n_demands, b->n_demands);
	for (i = 0; i < a->n_demands; i++) {
		for (t = 0; t < a->n_periods; t++)
			scenario_case_near(a->demands[i].need_racks[t], b->demands[i].need_racks[t]);
	}
	for (i = 0; i < a->n_targets; i++)
		scenario_case_near(a->targets[i].value, b->targets[i].value);
	same_marks(a, b);
}

static void round_trip(const char *path, const char *variant)
{
	struct scenario *first = scenario_case_good(path, variant), *second;
	struct str said = STR_INIT;

	second = scenario_case_text(first->resolved_json, &said);
	ck_assert_msg(second != NULL, "%s", said.text);
	same_scenario(first, second);
	ck_assert_msg(!strcmp(first->resolved_json, second->resolved_json), "%s resolves to other bytes", path);
	ck_assert_str_eq(first->sha256, second->sha256);
	ck_assert_ptr_null(strstr(first->resolved_json, "tests/fixtures")); /* no path of this machine */
	scenario_free(first);
	scenario_free(second);
	str_dispose(&said);
}

START_TEST(the_resolved_file_reads_back_as_the_same_scenario)
{
	round_trip(GOOD "zero.json", NULL);
	round_trip(GOOD "full.json", NULL);
	round_trip(GOOD "full.json", "low");
	round_trip(GOOD "full.json", "lower");
	round_trip(GOOD "composed.json", NULL);
	round_trip(GOOD "composed.json", "hot");
	round_trip("scenarios/shanxi-2018.json", NULL);
}
END_TEST

/* ---- who may host what ---- */

static bool may(const struct scenario *sc, const char *demand, const char *site, int t, const char *expected)
{
	const char *why = NULL;
	bool yes = scenario_may_host(sc, scenario_find_demand(sc, demand), scenario_find_site(sc, site), t, &why);

	if (!yes)
		ck_assert_str_eq(why, expected);
	return yes;
}

START_TEST(hosting_follows_kind_level_list_dates_and_density)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);

	ck_assert(may(sc, "move", "old-rooms", 0, "")); /* its own rooms, though their level is too low */
	ck_assert(!may(sc, "move", "ty-a", 0, "the site is not open yet"));
	ck_assert(!may(sc, "move", "ty-a", 1, "the migration is not open yet"));
	ck_assert(may(sc, "move", "ty-a", 2, ""));
	ck_assert(!may(sc, "move", "dt-b", 7, "the site's kind is not among the class's site_kinds"));
	ck_assert(!may(sc, "tenants", "old-rooms", 7, "the site is not among the demand's sites"));
	ck_assert(may(sc, "tenants", "dt-b", 0, ""));
	ck_assert(scenario_may_host(sc, scenario_find_demand(sc, "tenants"), scenario_find_site(sc, "dt-b"), 0, NULL));
	scenario_free(sc);
	sc = scenario_case_set(GOOD "full.json", "options.annex.on=false");
	ck_assert(!may(sc, "move", "ty-a", 7, "the site's option is off"));
	ck_assert(!scenario_phase_exists(sc, scenario_find_phase(sc, "ty-a/1")));
	ck_assert(!scenario_feed_exists(sc, scenario_find_feed(sc, "ty-a/grid")));
	scenario_free(sc);
	sc = scenario_case_set(GOOD "full.json", "sites.ty-a.security_level=1");
	ck_assert(!may(sc, "move", "ty-a", 7, "security level 1 of the site is below 3"));
	scenario_free(sc);
	sc = scenario_case_set(GOOD "full.json", "classes.web.kw_per_rack=2.6");
	ck_assert(!may(sc, "tenants", "dt-b", 7, "no phase of the site holds racks of the class's kW"));
	ck_assert(may(sc, "tenants", "ty-a", 7, ""));
	scenario_free(sc);
}
END_TEST

START_TEST(scopes_and_regions_with_what_lies_below_them)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);
	const struct scope *province = &sc->targets[0].scope, *cloud = &sc->rules[3].scope,
			   *phases = &sc->budgets[0].scope;
	const struct scope *use = &sc->targets[1].scope;

	ck_assert(scope_has_site(province, sc, 0) && scope_has_site(province, sc, 2));
	ck_assert(!scope_has_site(cloud, sc, 0) && scope_has_site(cloud, sc, 1));
	ck_assert(!scope_has_phase(phases, sc, scenario_find_phase(sc, "ty-a/1")));
	ck_assert(scope_has_phase(phases, sc, scenario_find_phase(sc, "ty-a/2")));
	ck_assert(scope_has_demand(use, sc, 1) && !scope_has_demand(use, sc, 0));
	ck_assert(scenario_region_within(sc, 1, 0) && !scenario_region_within(sc, 0, 1));
	scenario_free(sc);
}
END_TEST

START_TEST(dates_find_their_periods)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);
	const struct date unset = { 0, 0, 0 };

	ck_assert_int_eq(scenario_period_by(sc, (struct date){ 2018, 6, 30 }), 1);
	ck_assert_int_eq(scenario_period_by(sc, (struct date){ 2018, 6, 29 }), 0);
	ck_assert_int_eq(scenario_period_by(sc, (struct date){ 2018, 3, 30 }), -1);
	ck_assert_int_eq(scenario_period_by(sc, (struct date){ 2030, 1, 1 }), 7);
	ck_assert_int_eq(scenario_first_period_from(sc, (struct date){ 2018, 4, 1 }), 1);
	ck_assert_int_eq(scenario_first_period_from(sc, (struct date){ 2018, 4, 2 }), 2);
	ck_assert_int_eq(scenario_first_period_from(sc, (struct date){ 2019, 10, 2 }), 8);
	ck_assert_int_eq(scenario_first_period_from(sc, unset), 0);
	ck_assert_int_eq(scenario_usable_from(sc, 0, 0), 0);
	ck_assert_int_eq(scenario_usable_from(sc, 0, 4), 2);
	ck_assert_int_eq(scenario_usable_from(sc, 6, 9), 8);
	scenario_free(sc);
}
END_TEST

/* ---- what is refused, or warned of ---- */

START_TEST(a_pointer_to_what_set_deleted_is_a_warning)
{
	const char *assignment = "targets.racks=null";
	struct str said = STR_INIT;
	struct scenario *sc = scenario_case_read(GOOD "full.json", NULL, 1, &assignment, &said);

	ck_assert_msg(sc != NULL, "%s", said.text);
	ck_assert_str_eq(said.text,
	                 GOOD "full.json:16:28: /statements/D-1/encoded_by/0: warning: nothing stands there any more: "
	                      "--set targets.racks=null deleted it (got \"/targets/racks\")\n" GOOD
	                      "full.json:16:76: /statements/D-1/encoded_by/2: warning: nothing stands there any more: "
	                      "--set targets.racks=null deleted it (got \"/targets/racks/value\")\n");
	ck_assert_int_eq(sc->statements[0].n_encoded_by, 1);
	ck_assert_str_eq(sc->statements[0].encoded_by[0], "/settings/standard_rack_kw");
	scenario_free(sc);
	str_dispose(&said);
}
END_TEST

static const char deleting[] =
	"{\"rackplan\": 1, \"id\": \"z\", \"title\": \"z\","
	" \"horizon\": {\"first_day\": \"2018-01-01\", \"last_day\": \"2018-12-31\", \"step\": \"year\"},"
	" \"money\": {\"currency\": \"CNY\", \"price_year\": 2018, \"discount_rate\": {\"value\": 0, \"stated\": \"S\"}},"
	" \"documents\": {\"D\": {\"title\": \"d\"}},"
	" \"statements\": {\"S\": {\"document\": \"D\", \"grade\": \"A\", \"duty\": \"d\", \"encoded_by\": [\"%s\"]}},"
	" \"rules\": {\"few\": {\"kind\": \"forbid\", \"scope\": {\"tags\": [\"x\"]}}},"
	" \"overrides\": {\"none\": {\"rules\": {\"few\": null}}}, \"scenarios\": {\"base\": [\"none\"]}}";

START_TEST(a_pointer_to_what_an_override_deleted_is_a_warning_and_to_what_never_was_an_error)
{
	struct str text = STR_INIT, said = STR_INIT;
	struct scenario *sc, *again;

	str_addf(&text, deleting, "/rules/few");
	sc = scenario_case_text(text.text, &said);
	ck_assert_msg(sc != NULL, "%s", said.text);
	ck_assert_ptr_nonnull(strstr(said.text, "/statements/S/encoded_by/0: warning: nothing stands there any more: "
	                                        "override none deleted it (got \"/rules/few\")\n"));
	ck_assert_int_eq(sc->statements[0].n_encoded_by, 0);
	str_clear(&said);
	again = scenario_case_text(sc->resolved_json, &said);
	ck_assert_msg(again != NULL, "%s", said.text);
	ck_assert_str_eq(said.text, "");
	ck_assert_str_eq(again->resolved_json, sc->resolved_json);
	scenario_free(again);
	scenario_free(sc);

	str_clear(&text);
	str_addf(&text, deleting, "/rules/few/never");
	ck_assert_ptr_null(scenario_case_text(text.text, &said));
	ck_assert_ptr_nonnull(strstr(said.text,
	                             "/statements/S/encoded_by/0: nothing stands there in the resolved scenario "
	                             "(got \"/rules/few/never\""));
	str_dispose(&text);
	str_dispose(&said);
}
END_TEST

static char *without(const char *text, const char *part)
{
	struct str out = STR_INIT;
	const char *found;

	for (; (found = strstr(text, part)); text = found + strlen(part))
		str_add_n(&out, text, (size_t)(found - text));
	str_add(&out, text);
	return out.text; /* never empty here */
}

static int check_bad(const char *name)
{
	struct str path = STR_INIT, said = STR_INIT;
	struct scenario *sc;
	char *expected, *shown;

	str_addf(&path, BAD "%s", name);
	sc = scenario_case_read(path.text, NULL, 0, NULL, &said);
	ck_assert_msg(sc == NULL, "%s was taken", name);
	str_clear(&path);
	str_addf(&path, BAD "%.*s.expected", (int)(strlen(name) - strlen(".json")), name);
	expected = support_read(path.text);
	ck_assert_msg(expected != NULL, "%s is missing", path.text);
	shown = without(said.text, BAD);
	ck_assert_msg(!strcmp(shown, expected), "%s: expected\n%sgot\n%s", name, expected, shown);
	free(expected);
	memory_free(shown);
	str_dispose(&path);
	str_dispose(&said);
	return 1;
}

START_TEST(each_bad_file_is_refused_with_exactly_what_is_expected)
{
	DIR *directory = opendir(BAD);
	struct dirent *entry;
	int n = 0;

	ck_assert_ptr_nonnull(directory);
	while ((entry = readdir(directory))) {
		size_t length = strlen(entry->d_name);

		if (length > 5 && !strcmp(entry->d_name + length - 5, ".json"))
			n += check_bad(entry->d_name);
	}
	closedir(directory);
	ck_assert_int_ge(n, 100);
}
END_TEST

START_TEST(files_that_are_no_files_are_named)
{
	const char *const paths[] = { "tests/fixtures/scenario/none.json", "tests/fixtures/scenario" };
	struct str said = STR_INIT;
	int i;

	for (i = 0; i < 2; i++) {
		str_clear(&said);
		ck_assert_ptr_null(scenario_case_read(paths[i], NULL, 0, NULL, &said));
		ck_assert_msg(!strncmp(said.text, paths[i], strlen(paths[i])), "%s", said.text);
	}
	str_dispose(&said);
}
END_TEST

/* A scenario whose site has the given members, and the warnings it gives. */
static void expect_warning(const char *installed, const char *expected)
{
	struct str text = STR_INIT, said = STR_INIT;
	struct scenario *sc;
	const char *found;

	str_addf(&text,
	         "{\"rackplan\": 1, \"id\": \"s\", \"origin\": {\"assumed\": \"x\", \"range_share\": [1, 1]},\n"
	         "\"horizon\": {\"first_day\": \"2018-01-01\", \"last_day\": \"2018-12-31\", \"step\": \"year\"},\n"
	         "\"money\": {\"currency\": \"CNY\", \"price_year\": 2018, \"discount_rate\": 0},\n"
	         "\"regions\": {\"r\": {}}, \"tariffs\": {\"t\": {\"energy_cny_per_kwh\": 1}},\n"
	         "\"sites\": {\"a\": {\"region\": \"r\", \"tariff\": \"t\", \"pue\": 1, \"usable_share\": 1, "
	         "\"installed_mw\": %s}}}",
	         installed);
	sc = scenario_case_text(text.text, &said);
	ck_assert_msg(sc != NULL, "%s", said.text);
	found = strstr(said.text, "s.json");
	if (expected)
		ck_assert_str_eq(found ? found : said.text, expected);
	else
		ck_assert_str_eq(said.text, "");
	scenario_free(sc);
	str_dispose(&text);
	str_dispose(&said);
}

START_TEST(numbers_far_from_the_others_are_warned_of)
{
	expect_warning("0", NULL);
	expect_warning("1e12", NULL);
	expect_warning("1e-10",
	               "s.json:5:92: /sites/a/installed_mw: warning: is far from the size of the other numbers "
	               "(got 1e-10, expected 1e-9 to 1e12 or 0): is the unit right?\n");
	expect_warning("2e12", "s.json:5:92: /sites/a/installed_mw: warning: is far from the size of the other numbers "
	                       "(got 2e+12, expected 1e-9 to 1e12 or 0): is the unit right?\n");
	expect_warning("1e-400",
	               "s.json:5:92: /sites/a/installed_mw: warning: is too small for a double and counts as 0\n");
}
END_TEST

START_TEST(columns_count_characters_not_bytes)
{
	struct str said = STR_INIT;

	ck_assert_ptr_null(scenario_case_text("{\"rackplan\": 1, \"title\": \"山西省\", \"idd\": \"s\"}", &said));
	ck_assert_ptr_nonnull(strstr(said.text, "s.json:1:33: /idd: unknown key \"idd\" of a scenario"));
	str_dispose(&said);
}
END_TEST

START_TEST(a_file_over_the_cap_is_refused)
{
	char *directory = support_directory();
	struct str path = STR_INIT, said = STR_INIT;
	FILE *file;

	str_addf(&path, "%s/big.json", directory);
	file = fopen(path.text, "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(fseek(file, 100L * 1024 * 1024, SEEK_SET), 0); /* sparse */
	fputc('x', file);
	fclose(file);
	ck_assert_ptr_null(scenario_case_read(path.text, NULL, 0, NULL, &said));
	ck_assert_msg(!strncmp(said.text, path.text, strlen(path.text)), "%s", said.text);
	str_dispose(&path);
	str_dispose(&said);
	support_remove(directory);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scenario: resolved, hosting, refused");
	TCase *tc = tcase_create("reader");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, the_resolved_file_reads_back_as_the_same_scenario);
	tcase_add_test(tc, hosting_follows_kind_level_list_dates_and_density);
	tcase_add_test(tc, scopes_and_regions_with_what_lies_below_them);
	tcase_add_test(tc, dates_find_their_periods);
	tcase_add_test(tc, each_bad_file_is_refused_with_exactly_what_is_expected);
	tcase_add_test(tc, files_that_are_no_files_are_named);
	tcase_add_test(tc, numbers_far_from_the_others_are_warned_of);
	tcase_add_test(tc, columns_count_characters_not_bytes);
	tcase_add_test(tc, a_file_over_the_cap_is_refused);
	tcase_add_test(tc, a_pointer_to_what_set_deleted_is_a_warning);
	tcase_add_test(tc, a_pointer_to_what_an_override_deleted_is_a_warning_and_to_what_never_was_an_error);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
