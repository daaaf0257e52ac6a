/* test_scenario.c - the reader of scenario files: what it takes, and --set. */
#include "planner/base/memory.h"
#include "planner/scenario/read.h"
#include "tests/scenario_case.h"
#include "tests/support.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_set_error(const char *assignment, const char *expected)
{
	struct str said = STR_INIT;
	struct scenario *sc = scenario_case_read(GOOD "full.json", NULL, 1, &assignment, &said);

	ck_assert_ptr_null(sc);
	ck_assert_str_eq(said.text, expected);
	str_dispose(&said);
}

/* ---- what is taken ---- */

START_TEST(an_empty_scenario_is_a_valid_trivial_one)
{
	struct scenario *sc = scenario_case_good(GOOD "zero.json", NULL);

	ck_assert_int_eq(sc->n_periods, 1);
	ck_assert_int_eq(sc->n_sites + sc->n_demands + sc->n_targets, 0);
	ck_assert_str_eq(sc->variant, "base");
	ck_assert_str_eq(sc->title.zh, "zero");
	scenario_case_near(sc->standard_rack_kw, 2.5);
	scenario_case_near(sc->hours_per_year, 8760);
	scenario_free(sc);
}
END_TEST

START_TEST(periods_are_labelled_dated_and_discounted_at_their_middle)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);

	ck_assert_int_eq(sc->n_periods, 8);
	ck_assert_str_eq(sc->periods[0].label, "2018-Q1");
	ck_assert_str_eq(sc->periods[7].label, "2019-Q4");
	ck_assert_int_eq(sc->periods[3].first_day.month, 10);
	ck_assert_int_eq(sc->periods[4].last_day.day, 31);
	ck_assert_int_eq(sc->horizon.months_per_period, 3);
	scenario_case_near(sc->periods[1].years, 0.25);
	scenario_case_near(sc->periods[1].discount, pow(1.06, -0.375));
	ck_assert_int_eq(scenario_find_period(sc, "2018-Q3"), 2);
	ck_assert_int_eq(scenario_find_period(sc, "2018-07"), -1);
	scenario_free(sc);
}
END_TEST

START_TEST(months_and_years_have_their_labels)
{
	struct scenario *sc = scenario_case_good(GOOD "composed.json", NULL);

	ck_assert_str_eq(sc->periods[2].label, "2018-03");
	scenario_free(sc);
	sc = scenario_case_good(GOOD "zero.json", NULL);
	ck_assert_str_eq(sc->periods[0].label, "2018");
	scenario_case_near(sc->periods[0].years, 1);
	scenario_free(sc);
}
END_TEST

START_TEST(each_form_of_series_gives_its_numbers)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);
	const struct site *site = &sc->sites[scenario_find_site(sc, "ty-a")];
	const double *moved = sc->demands[scenario_find_demand(sc, "move")].need_racks;
	const double *tenants = sc->demands[scenario_find_demand(sc, "tenants")].need_racks;

	scenario_case_near(sc->sites[0].pue[0], 2.2); /* a number: the same in every period */
	scenario_case_near(sc->sites[0].pue[7], 2.2);
	scenario_case_near(site->pue[0], 1.5 * pow(0.98, 0.25)); /* growth to the period's last day */
	scenario_case_near(site->pue[7], 1.5 * 0.98 * 0.98);
	scenario_case_near(sc->tariffs[0].energy_cny_per_kwh[0],
	                   0.5); /* steps: in periods that begin on or after the day */
	scenario_case_near(sc->tariffs[0].energy_cny_per_kwh[4], 0.5);
	scenario_case_near(sc->tariffs[0].energy_cny_per_kwh[5], 0.45);
	scenario_case_near(moved[3], 45); /* values; racks are rounded up */
	scenario_case_near(moved[4], 46);
	scenario_case_near(tenants[2], 31); /* a table with a quoted line break */
	scenario_case_near(tenants[7], 80);
	scenario_free(sc);
}
END_TEST

START_TEST(defaults_that_depend_on_other_fields_are_filled)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);
	const struct phase *old = &sc->phases[scenario_find_phase(sc, "old-rooms/all")];
	const struct phase *second = &sc->phases[scenario_find_phase(sc, "ty-a/2")];
	const struct phase *third = &sc->phases[scenario_find_phase(sc, "ty-a/3")];
	int k;

	ck_assert_int_eq(old->available_racks, 60);
	ck_assert_int_eq(sc->phases[scenario_find_phase(sc, "ty-a/1")].available_racks, 100);
	ck_assert_int_eq(second->available_racks, 0);
	ck_assert(!old->whole);
	ck_assert(second->whole); /* it has followers */
	ck_assert(third->whole);  /* it has a fixed cost */
	ck_assert_int_eq(third->predecessor, scenario_find_phase(sc, "ty-a/2"));
	ck_assert_int_eq(sc->phases[scenario_find_phase(sc, "dt-b/1")].predecessor, scenario_find_phase(sc, "ty-a/2"));
	ck_assert_int_eq(third->module_racks, 1);
	ck_assert_int_eq(second->module_racks, 10);
	for (k = 0; k < COST_KINDS; k++) {
		ck_assert_int_eq(sc->budgets[0].kinds[k], k == COST_SHELL || k == COST_FITOUT);
		ck_assert_int_eq(sc->budgets[1].kinds[k], k < COST_HOSTING);
	}
	ck_assert_int_eq(sc->budgets[1].from.year, 2018);
	ck_assert_int_eq(sc->budgets[1].to.month, 12);
	ck_assert(sc->budgets[1].at_least && !sc->budgets[0].at_least);
	ck_assert_int_eq(sc->rules[4].at_least, 0);
	ck_assert_int_eq(sc->rules[4].at_most, 0);
	ck_assert_int_eq(sc->rules[3].at_most, 2);
	scenario_free(sc);
}
END_TEST

START_TEST(a_baseline_gives_the_value_by_its_reading)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);
	const struct target *relative = &sc->targets[scenario_find_target(sc, "use")];
	const struct target *points = &sc->targets[scenario_find_target(sc, "use-points")];
	const struct target *plain = &sc->targets[scenario_find_target(sc, "racks")];

	scenario_case_near(relative->value, 0.575);
	scenario_case_near(relative->stated_value, 0.15);
	ck_assert_int_eq(relative->reading, BASELINE_RELATIVE);
	ck_assert(relative->per_design);
	scenario_case_near(points->value, 0.65);
	ck_assert_int_eq(points->reading, BASELINE_POINTS);
	ck_assert(!points->per_design);
	scenario_case_near(plain->value, 300);
	ck_assert_int_eq(plain->reading, BASELINE_NONE);
	ck_assert_int_eq(plain->period, 3);
	ck_assert_int_eq(points->period, -1);
	ck_assert_int_eq(points->overruled_by, scenario_find_target(sc, "use"));
	ck_assert_int_eq(plain->overruled_by, -1);
	ck_assert_str_eq(plain->file, GOOD "full.json");
	ck_assert_int_eq(plain->line, 103);
	ck_assert_int_eq(plain->column, 5);
	scenario_free(sc);
}
END_TEST

START_TEST(every_number_has_a_mark_with_its_origin_and_place)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);
	const struct number_mark *m = scenario_mark(sc, "/sites/ty-a/installed_mw");
	int i;

	ck_assert_str_eq(m->unit, "MW");
	ck_assert_int_eq(m->origin.kind, ORIGIN_ASSUMED);
	ck_assert_str_eq(m->origin.reference, "two transformers");
	scenario_case_near(m->origin.range_low, 1.6);
	ck_assert_str_eq(m->file, "full.json");
	ck_assert_int_eq(m->line, 37);
	ck_assert_int_eq(m->column, 54);
	m = scenario_mark(sc, "/sites/dt-b/usable_share"); /* the nearest enclosing origin */
	ck_assert_str_eq(m->origin.reference, "a made-up example");
	scenario_case_near(m->origin.range_low, 0.8 * 0.8);
	m = scenario_mark(sc, "/targets/racks/value");
	ck_assert_int_eq(m->origin.kind, ORIGIN_STATED);
	ck_assert_str_eq(m->origin.reference, "D-1");
	scenario_case_near(m->origin.range_low, 300);
	ck_assert_str_eq(scenario_mark(sc, "/demands/tenants/hosting_cny_per_rack_year/ty-a")->unit, "CNY/rack/year");
	ck_assert_ptr_null(scenario_mark(sc, "/sites/ty-a"));
	for (i = 1; i < sc->n_marks; i++)
		ck_assert_int_lt(strcmp(sc->marks[i - 1].pointer, sc->marks[i].pointer), 0);
	scenario_free(sc);
}
END_TEST

START_TEST(a_missing_language_repeats_the_other)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", NULL);

	ck_assert_str_eq(sc->documents[0].title.en, "文件");
	ck_assert_str_eq(sc->statements[0].duty.zh, "at least 300 racks");
	ck_assert_str_eq(sc->regions[2].name.zh, "dt");
	scenario_free(sc);
}
END_TEST

START_TEST(files_that_are_extended_join_and_count_once)
{
	struct scenario *sc = scenario_case_good(GOOD "composed.json", NULL);

	ck_assert_int_eq(sc->n_files, 3); /* time.json is extended twice */
	ck_assert_str_eq(sc->files[0].path, GOOD "composed.json");
	ck_assert_str_eq(sc->files[1].path, GOOD "parts/time.json");
	ck_assert_int_eq((int)strlen(sc->files[2].sha256), 64);
	scenario_case_near(sc->money.discount_rate, 0.08); /* the later file's */
	ck_assert_int_eq(sc->money.price_year, 2018);
	ck_assert_str_eq(scenario_mark(sc, "/sites/a/usable_share")->file, "parts/places.json");
	ck_assert_str_eq(scenario_mark(sc, "/sites/a/usable_share")->origin.reference, "from a map");
	scenario_free(sc);
}
END_TEST

START_TEST(overrides_apply_in_order_and_bring_their_own_origin)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", "low");
	const char *price = "/tariffs/big/energy_cny_per_kwh";

	scenario_case_near(sc->tariffs[0].energy_cny_per_kwh[7], 0.4); /* the steps went */
	ck_assert_int_eq(scenario_mark(sc, price)->origin.kind, ORIGIN_SOURCED);
	ck_assert_int_eq(sc->n_rules, 5);
	scenario_free(sc);
	sc = scenario_case_good(GOOD "full.json", "lower");
	ck_assert_str_eq(sc->variant, "lower");
	scenario_case_near(sc->tariffs[0].energy_cny_per_kwh[7], 0.3);
	ck_assert_str_eq(scenario_mark(sc, price)->origin.reference, "a guess");
	scenario_case_near(scenario_mark(sc, price)->origin.range_low, 0.15);
	ck_assert_str_eq(scenario_mark(sc, "/sites/dt-b/usable_share")->origin.reference, "a made-up example");
	ck_assert_int_eq(sc->n_rules, 4);   /* null deletes */
	ck_assert_int_eq(sc->n_regions, 4); /* a new id */
	ck_assert(sc->options[1].on);
	scenario_free(sc);
}
END_TEST

START_TEST(the_resolved_file_says_which_override_won)
{
	struct scenario *sc = scenario_case_good(GOOD "full.json", "lower");
	const char *changes = strstr(sc->resolved_json, "\"x-changes\": [");

	ck_assert_ptr_nonnull(changes);
	ck_assert_ptr_nonnull(strstr(changes, "      \"path\": \"/tariffs/big/energy_cny_per_kwh\",\n"
	                                      "      \"changed_by\": \"override cheaper\",\n"
	                                      "      \"instead_of\": \"override cheap\",\n"
	                                      "      \"was\": {\"value\": 0.4, \"sourced\": \"bank\"}\n"));
	ck_assert_ptr_nonnull(strstr(changes, "\"path\": \"/rules/few\",\n      \"deleted_by\": \"override cheaper\""));
	ck_assert_ptr_nonnull(strstr(changes, "{\"path\": \"/regions/yq\", \"added_by\": \"override cheaper\"}"));
	scenario_free(sc);
}
END_TEST

START_TEST(an_override_of_the_value_keeps_the_rest_of_a_number)
{
	struct scenario *sc = scenario_case_good(GOOD "composed.json", "hot");
	const struct number_mark *m = scenario_mark(sc, "/sites/a/pue");

	scenario_case_near(sc->sites[0].pue[2], 1.6);
	ck_assert_str_eq(m->origin.reference, "old");
	ck_assert_str_eq(m->file, "composed.json");
	scenario_free(sc);
}
END_TEST

/* ---- --set ---- */

START_TEST(set_takes_pointers_and_dotted_paths)
{
	struct scenario *sc = scenario_case_set(GOOD "full.json", "/sites/ty-a/installed_mw=3.5");

	scenario_case_near(sc->sites[1].installed_mw, 3.5);
	ck_assert_str_eq(scenario_mark(sc, "/sites/ty-a/installed_mw")->origin.reference, "set on the command line");
	ck_assert_str_eq(scenario_mark(sc, "/sites/ty-a/installed_mw")->file, "--set");
	scenario_free(sc);
	sc = scenario_case_set(GOOD "full.json", "sites.ty-a.phases.3.lead_months=0");
	ck_assert_int_eq(sc->phases[scenario_find_phase(sc, "ty-a/3")].lead_months, 0);
	scenario_free(sc);
	sc = scenario_case_set(GOOD "full.json", "options.later.on=true");
	ck_assert(sc->options[1].on);
	scenario_free(sc);
	sc = scenario_case_set(GOOD "full.json", "targets.racks.by=2019-06-30"); /* no JSON: bare words */
	ck_assert_int_eq(sc->targets[0].period, 5);
	scenario_free(sc);
	sc = scenario_case_set(GOOD "full.json", "sites.ty-a.installed_mw.value=2.4");
	ck_assert_str_eq(scenario_mark(sc, "/sites/ty-a/installed_mw")->origin.reference, "two transformers");
	scenario_free(sc);
	sc = scenario_case_set(GOOD "full.json", "rules.few=null");
	ck_assert_int_eq(sc->n_rules, 4);
	scenario_free(sc);
}
END_TEST

START_TEST(set_refuses_what_it_does_not_know)
{
	expect_set_error("sites.ty-a.peu=3", "--set sites.ty-a.peu:1:1: there is no such path in the scenario; "
	                                     "did you mean \"pue\"?\n");
	expect_set_error("sites.tyx-a.pue=3", "--set sites.tyx-a.pue:1:1: there is no such path in the scenario; "
	                                      "did you mean \"ty-a\"?\n");
	expect_set_error("sits.ty-a.pue=3", "--set sits.ty-a.pue:1:1: there is no such path in the scenario; "
	                                    "did you mean \"sites\"?\n");
	expect_set_error("quite.another=3", "--set quite.another:1:1: there is no such path in the scenario\n");
	expect_set_error("/sites/ty-c/pue=3",
	                 "--set /sites/ty-c/pue:1:1: /sites/ty-c: there is no such path in what this "
	                 "changes; did you mean \"ty-a\"?\n");
	expect_set_error("sites", "--set sites:1:1: expected PATH=VALUE (got \"sites\")\n");
	expect_set_error("=3", "--set :1:1: expected PATH=VALUE (got \"=3\")\n");
	expect_set_error("sites.ty-a.pue=low",
	                 "--set sites.ty-a.pue:1:1: /sites/ty-a/pue: expected a number (got a string)\n");
	expect_set_error("/sites/ty-a/pue=1e400", "--set /sites/ty-a/pue:1:1: /sites/ty-a/pue: expected a number "
	                                          "(got a string)\n");
	expect_set_error("origin.assumed=me",
	                 "--set origin.assumed:1:1: /origin: the origin of numbers that stand elsewhere "
	                 "cannot be changed: write the numbers with theirs\n");
}
END_TEST

START_TEST(an_unknown_variant_is_named_with_the_nearest)
{
	struct str said = STR_INIT;
	struct scenario *sc = scenario_case_read(GOOD "full.json", "lowr", 0, NULL, &said);

	ck_assert_ptr_null(sc);
	ck_assert_str_eq(said.text, GOOD "full.json: the file has no scenario \"lowr\"; did you mean \"low\"?\n");
	str_dispose(&said);
}
END_TEST

START_TEST(variants_are_listed_in_file_order)
{
	struct findings findings;
	struct str names = STR_INIT;

	memset(&findings, 0, sizeof findings);
	ck_assert_int_eq(scenario_variants(GOOD "full.json", &names, &findings), 3);
	ck_assert_str_eq(names.text, "base\nlow\nlower\n");
	str_clear(&names);
	ck_assert_int_eq(scenario_variants(GOOD "zero.json", &names, &findings), 0);
	ck_assert_int_eq(findings.n, 0);
	str_dispose(&names);
	findings_dispose(&findings);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scenario");
	TCase *tc = tcase_create("reader");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, an_empty_scenario_is_a_valid_trivial_one);
	tcase_add_test(tc, periods_are_labelled_dated_and_discounted_at_their_middle);
	tcase_add_test(tc, months_and_years_have_their_labels);
	tcase_add_test(tc, each_form_of_series_gives_its_numbers);
	tcase_add_test(tc, defaults_that_depend_on_other_fields_are_filled);
	tcase_add_test(tc, a_baseline_gives_the_value_by_its_reading);
	tcase_add_test(tc, every_number_has_a_mark_with_its_origin_and_place);
	tcase_add_test(tc, a_missing_language_repeats_the_other);
	tcase_add_test(tc, files_that_are_extended_join_and_count_once);
	tcase_add_test(tc, overrides_apply_in_order_and_bring_their_own_origin);
	tcase_add_test(tc, the_resolved_file_says_which_override_won);
	tcase_add_test(tc, an_override_of_the_value_keeps_the_rest_of_a_number);
	tcase_add_test(tc, set_takes_pointers_and_dotted_paths);
	tcase_add_test(tc, variants_are_listed_in_file_order);
	tcase_add_test(tc, set_refuses_what_it_does_not_know);
	tcase_add_test(tc, an_unknown_variant_is_named_with_the_nearest);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
