/* test_scenario.c - the reader of scenario files: what it takes, what it refuses, and what it says. */
#include "planner/base/memory.h"
#include "planner/scenario/read.h"
#include "tests/support.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOOD "tests/fixtures/scenario/good/"
#define BAD "tests/fixtures/scenario/bad/"

static struct scenario *read_with(const char *path, const char *variant, int n_set, const char *const *set,
                                  struct str *said)
{
	const struct read_options options = { variant, n_set, set };
	struct findings findings;
	struct scenario *sc;

	memset(&findings, 0, sizeof findings);
	sc = scenario_read(path, &options, &findings);
	findings_print(&findings, said);
	ck_assert_int_eq(sc != NULL, findings.n_errors == 0);
	findings_dispose(&findings);
	return sc;
}

static struct scenario *read_good(const char *path, const char *variant)
{
	struct str said = STR_INIT;
	struct scenario *sc = read_with(path, variant, 0, NULL, &said);

	ck_assert_msg(sc != NULL, "%s", said.text);
	ck_assert_str_eq(said.text, "");
	str_dispose(&said);
	return sc;
}

static struct scenario *read_set(const char *path, const char *assignment)
{
	struct str said = STR_INIT;
	struct scenario *sc = read_with(path, NULL, 1, &assignment, &said);

	ck_assert_msg(sc != NULL, "%s", said.text);
	str_dispose(&said);
	return sc;
}

static void expect_set_error(const char *assignment, const char *expected)
{
	struct str said = STR_INIT;
	struct scenario *sc = read_with(GOOD "full.json", NULL, 1, &assignment, &said);

	ck_assert_ptr_null(sc);
	ck_assert_str_eq(said.text, expected);
	str_dispose(&said);
}

static void near(double a, double b)
{
	ck_assert_msg(fabs(a - b) <= 1e-12 * fmax(1, fabs(b)), "%.17g is not %.17g", a, b);
}

/* Gives a text to the reader through a file of its own. */
static struct scenario *read_text(const char *text, struct str *said)
{
	char *directory = support_directory();
	struct str path = STR_INIT;
	struct scenario *sc;

	str_addf(&path, "%s/s.json", directory);
	support_write(path.text, text);
	sc = read_with(path.text, NULL, 0, NULL, said);
	str_dispose(&path);
	support_remove(directory);
	return sc;
}

/* ---- what is taken ---- */

START_TEST(an_empty_scenario_is_a_valid_trivial_one)
{
	struct scenario *sc = read_good(GOOD "zero.json", NULL);

	ck_assert_int_eq(sc->n_periods, 1);
	ck_assert_int_eq(sc->n_sites + sc->n_demands + sc->n_targets, 0);
	ck_assert_str_eq(sc->variant, "base");
	ck_assert_str_eq(sc->title.zh, "zero");
	near(sc->standard_rack_kw, 2.5);
	near(sc->hours_per_year, 8760);
	scenario_free(sc);
}
END_TEST

START_TEST(periods_are_labelled_dated_and_discounted_at_their_middle)
{
	struct scenario *sc = read_good(GOOD "full.json", NULL);

	ck_assert_int_eq(sc->n_periods, 8);
	ck_assert_str_eq(sc->periods[0].label, "2018-Q1");
	ck_assert_str_eq(sc->periods[7].label, "2019-Q4");
	ck_assert_int_eq(sc->periods[3].first_day.month, 10);
	ck_assert_int_eq(sc->periods[4].last_day.day, 31);
	ck_assert_int_eq(sc->horizon.months_per_period, 3);
	near(sc->periods[1].years, 0.25);
	near(sc->periods[1].discount, pow(1.06, -0.375));
	ck_assert_int_eq(scenario_find_period(sc, "2018-Q3"), 2);
	ck_assert_int_eq(scenario_find_period(sc, "2018-07"), -1);
	scenario_free(sc);
}
END_TEST

START_TEST(months_and_years_have_their_labels)
{
	struct scenario *sc = read_good(GOOD "composed.json", NULL);

	ck_assert_str_eq(sc->periods[2].label, "2018-03");
	scenario_free(sc);
	sc = read_good(GOOD "zero.json", NULL);
	ck_assert_str_eq(sc->periods[0].label, "2018");
	near(sc->periods[0].years, 1);
	scenario_free(sc);
}
END_TEST

START_TEST(each_form_of_series_gives_its_numbers)
{
	struct scenario *sc = read_good(GOOD "full.json", NULL);
	const struct site *site = &sc->sites[scenario_find_site(sc, "ty-a")];
	const double *moved = sc->demands[scenario_find_demand(sc, "move")].need_racks;
	const double *tenants = sc->demands[scenario_find_demand(sc, "tenants")].need_racks;

	near(sc->sites[0].pue[0], 2.2); /* a number: the same in every period */
	near(sc->sites[0].pue[7], 2.2);
	near(site->pue[0], 1.5 * pow(0.98, 0.25)); /* growth to the period's last day */
	near(site->pue[7], 1.5 * 0.98 * 0.98);
	near(sc->tariffs[0].energy_cny_per_kwh[0], 0.5); /* steps: in periods that begin on or after the day */
	near(sc->tariffs[0].energy_cny_per_kwh[4], 0.5);
	near(sc->tariffs[0].energy_cny_per_kwh[5], 0.45);
	near(moved[3], 45); /* values; racks are rounded up */
	near(moved[4], 46);
	near(tenants[2], 31); /* a table with a quoted line break */
	near(tenants[7], 80);
	scenario_free(sc);
}
END_TEST

START_TEST(defaults_that_depend_on_other_fields_are_filled)
{
	struct scenario *sc = read_good(GOOD "full.json", NULL);
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
	struct scenario *sc = read_good(GOOD "full.json", NULL);
	const struct target *relative = &sc->targets[scenario_find_target(sc, "use")];
	const struct target *points = &sc->targets[scenario_find_target(sc, "use-points")];
	const struct target *plain = &sc->targets[scenario_find_target(sc, "racks")];

	near(relative->value, 0.575);
	near(relative->stated_value, 0.15);
	ck_assert_int_eq(relative->reading, BASELINE_RELATIVE);
	ck_assert(relative->per_design);
	near(points->value, 0.65);
	ck_assert_int_eq(points->reading, BASELINE_POINTS);
	ck_assert(!points->per_design);
	near(plain->value, 300);
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
	struct scenario *sc = read_good(GOOD "full.json", NULL);
	const struct number_mark *m = scenario_mark(sc, "/sites/ty-a/installed_mw");
	int i;

	ck_assert_str_eq(m->unit, "MW");
	ck_assert_int_eq(m->origin.kind, ORIGIN_ASSUMED);
	ck_assert_str_eq(m->origin.reference, "two transformers");
	near(m->origin.range_low, 1.6);
	ck_assert_str_eq(m->file, "full.json");
	ck_assert_int_eq(m->line, 37);
	ck_assert_int_eq(m->column, 54);
	m = scenario_mark(sc, "/sites/dt-b/usable_share"); /* the nearest enclosing origin */
	ck_assert_str_eq(m->origin.reference, "a made-up example");
	near(m->origin.range_low, 0.8 * 0.8);
	m = scenario_mark(sc, "/targets/racks/value");
	ck_assert_int_eq(m->origin.kind, ORIGIN_STATED);
	ck_assert_str_eq(m->origin.reference, "D-1");
	near(m->origin.range_low, 300);
	ck_assert_str_eq(scenario_mark(sc, "/demands/tenants/hosting_cny_per_rack_year/ty-a")->unit, "CNY/rack/year");
	ck_assert_ptr_null(scenario_mark(sc, "/sites/ty-a"));
	for (i = 1; i < sc->n_marks; i++)
		ck_assert_int_lt(strcmp(sc->marks[i - 1].pointer, sc->marks[i].pointer), 0);
	scenario_free(sc);
}
END_TEST

START_TEST(a_missing_language_repeats_the_other)
{
	struct scenario *sc = read_good(GOOD "full.json", NULL);

	ck_assert_str_eq(sc->documents[0].title.en, "文件");
	ck_assert_str_eq(sc->statements[0].duty.zh, "at least 300 racks");
	ck_assert_str_eq(sc->regions[2].name.zh, "dt");
	scenario_free(sc);
}
END_TEST

START_TEST(files_that_are_extended_join_and_count_once)
{
	struct scenario *sc = read_good(GOOD "composed.json", NULL);

	ck_assert_int_eq(sc->n_files, 3); /* time.json is extended twice */
	ck_assert_str_eq(sc->files[0].path, GOOD "composed.json");
	ck_assert_str_eq(sc->files[1].path, GOOD "parts/time.json");
	ck_assert_int_eq((int)strlen(sc->files[2].sha256), 64);
	near(sc->money.discount_rate, 0.08); /* the later file's */
	ck_assert_int_eq(sc->money.price_year, 2018);
	ck_assert_str_eq(scenario_mark(sc, "/sites/a/usable_share")->file, "parts/places.json");
	ck_assert_str_eq(scenario_mark(sc, "/sites/a/usable_share")->origin.reference, "from a map");
	scenario_free(sc);
}
END_TEST

START_TEST(overrides_apply_in_order_and_bring_their_own_origin)
{
	struct scenario *sc = read_good(GOOD "full.json", "low");
	const char *price = "/tariffs/big/energy_cny_per_kwh";

	near(sc->tariffs[0].energy_cny_per_kwh[7], 0.4); /* the steps went */
	ck_assert_int_eq(scenario_mark(sc, price)->origin.kind, ORIGIN_SOURCED);
	ck_assert_int_eq(sc->n_rules, 5);
	scenario_free(sc);
	sc = read_good(GOOD "full.json", "lower");
	ck_assert_str_eq(sc->variant, "lower");
	near(sc->tariffs[0].energy_cny_per_kwh[7], 0.3);
	ck_assert_str_eq(scenario_mark(sc, price)->origin.reference, "a guess");
	near(scenario_mark(sc, price)->origin.range_low, 0.15);
	ck_assert_str_eq(scenario_mark(sc, "/sites/dt-b/usable_share")->origin.reference, "a made-up example");
	ck_assert_int_eq(sc->n_rules, 4);   /* null deletes */
	ck_assert_int_eq(sc->n_regions, 4); /* a new id */
	ck_assert(sc->options[1].on);
	scenario_free(sc);
}
END_TEST

START_TEST(the_resolved_file_says_which_override_won)
{
	struct scenario *sc = read_good(GOOD "full.json", "lower");
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
	struct scenario *sc = read_good(GOOD "composed.json", "hot");
	const struct number_mark *m = scenario_mark(sc, "/sites/a/pue");

	near(sc->sites[0].pue[2], 1.6);
	ck_assert_str_eq(m->origin.reference, "old");
	ck_assert_str_eq(m->file, "composed.json");
	scenario_free(sc);
}
END_TEST

/* ---- --set ---- */

START_TEST(set_takes_pointers_and_dotted_paths)
{
	struct scenario *sc = read_set(GOOD "full.json", "/sites/ty-a/installed_mw=3.5");

	near(sc->sites[1].installed_mw, 3.5);
	ck_assert_str_eq(scenario_mark(sc, "/sites/ty-a/installed_mw")->origin.reference, "set on the command line");
	ck_assert_str_eq(scenario_mark(sc, "/sites/ty-a/installed_mw")->file, "--set");
	scenario_free(sc);
	sc = read_set(GOOD "full.json", "sites.ty-a.phases.3.lead_months=0");
	ck_assert_int_eq(sc->phases[scenario_find_phase(sc, "ty-a/3")].lead_months, 0);
	scenario_free(sc);
	sc = read_set(GOOD "full.json", "options.later.on=true");
	ck_assert(sc->options[1].on);
	scenario_free(sc);
	sc = read_set(GOOD "full.json", "targets.racks.by=2019-06-30"); /* no JSON: bare words */
	ck_assert_int_eq(sc->targets[0].period, 5);
	scenario_free(sc);
	sc = read_set(GOOD "full.json", "sites.ty-a.installed_mw.value=2.4");
	ck_assert_str_eq(scenario_mark(sc, "/sites/ty-a/installed_mw")->origin.reference, "two transformers");
	scenario_free(sc);
	sc = read_set(GOOD "full.json", "rules.few=null");
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

START_TEST(a_pointer_to_what_set_deleted_is_a_warning)
{
	const char *assignment = "targets.racks=null";
	struct str said = STR_INIT;
	struct scenario *sc = read_with(GOOD "full.json", NULL, 1, &assignment, &said);

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
	sc = read_text(text.text, &said);
	ck_assert_msg(sc != NULL, "%s", said.text);
	ck_assert_ptr_nonnull(strstr(said.text, "/statements/S/encoded_by/0: warning: nothing stands there any more: "
	                                        "override none deleted it (got \"/rules/few\")\n"));
	ck_assert_int_eq(sc->statements[0].n_encoded_by, 0);
	str_clear(&said);
	again = read_text(sc->resolved_json, &said);
	ck_assert_msg(again != NULL, "%s", said.text);
	ck_assert_str_eq(said.text, "");
	ck_assert_str_eq(again->resolved_json, sc->resolved_json);
	scenario_free(again);
	scenario_free(sc);

	str_clear(&text);
	str_addf(&text, deleting, "/rules/few/never");
	ck_assert_ptr_null(read_text(text.text, &said));
	ck_assert_ptr_nonnull(strstr(said.text,
	                             "/statements/S/encoded_by/0: nothing stands there in the resolved scenario "
	                             "(got \"/rules/few/never\""));
	str_dispose(&text);
	str_dispose(&said);
}
END_TEST

START_TEST(an_unknown_variant_is_named_with_the_nearest)
{
	struct str said = STR_INIT;
	struct scenario *sc = read_with(GOOD "full.json", "lowr", 0, NULL, &said);

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
		near(a->marks[i].value, b->marks[i].value);
		near(a->marks[i].origin.range_low, b->marks[i].origin.range_low);
		near(a->marks[i].origin.range_high, b->marks[i].origin.range_high);
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
			near(a->demands[i].need_racks[t], b->demands[i].need_racks[t]);
	}
	for (i = 0; i < a->n_targets; i++)
		near(a->targets[i].value, b->targets[i].value);
	same_marks(a, b);
}

static void round_trip(const char *path, const char *variant)
{
	struct scenario *first = read_good(path, variant), *second;
	struct str said = STR_INIT;

	second = read_text(first->resolved_json, &said);
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
	struct scenario *sc = read_good(GOOD "full.json", NULL);

	ck_assert(may(sc, "move", "old-rooms", 0, "")); /* its own rooms, though their level is too low */
	ck_assert(!may(sc, "move", "ty-a", 0, "the site is not open yet"));
	ck_assert(!may(sc, "move", "ty-a", 1, "the migration is not open yet"));
	ck_assert(may(sc, "move", "ty-a", 2, ""));
	ck_assert(!may(sc, "move", "dt-b", 7, "the site's kind is not among the class's site_kinds"));
	ck_assert(!may(sc, "tenants", "old-rooms", 7, "the site is not among the demand's sites"));
	ck_assert(may(sc, "tenants", "dt-b", 0, ""));
	ck_assert(scenario_may_host(sc, scenario_find_demand(sc, "tenants"), scenario_find_site(sc, "dt-b"), 0, NULL));
	scenario_free(sc);
	sc = read_set(GOOD "full.json", "options.annex.on=false");
	ck_assert(!may(sc, "move", "ty-a", 7, "the site's option is off"));
	ck_assert(!scenario_phase_exists(sc, scenario_find_phase(sc, "ty-a/1")));
	ck_assert(!scenario_feed_exists(sc, scenario_find_feed(sc, "ty-a/grid")));
	scenario_free(sc);
	sc = read_set(GOOD "full.json", "sites.ty-a.security_level=1");
	ck_assert(!may(sc, "move", "ty-a", 7, "security level 1 of the site is below 3"));
	scenario_free(sc);
	sc = read_set(GOOD "full.json", "classes.web.kw_per_rack=2.6");
	ck_assert(!may(sc, "tenants", "dt-b", 7, "no phase of the site holds racks of the class's kW"));
	ck_assert(may(sc, "tenants", "ty-a", 7, ""));
	scenario_free(sc);
}
END_TEST

START_TEST(scopes_and_regions_with_what_lies_below_them)
{
	struct scenario *sc = read_good(GOOD "full.json", NULL);
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
	struct scenario *sc = read_good(GOOD "full.json", NULL);
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

/* ---- what is refused ---- */

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
	sc = read_with(path.text, NULL, 0, NULL, &said);
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
		ck_assert_ptr_null(read_with(paths[i], NULL, 0, NULL, &said));
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
	sc = read_text(text.text, &said);
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

	ck_assert_ptr_null(read_text("{\"rackplan\": 1, \"title\": \"山西省\", \"idd\": \"s\"}", &said));
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
	ck_assert_ptr_null(read_with(path.text, NULL, 0, NULL, &said));
	ck_assert_msg(!strncmp(said.text, path.text, strlen(path.text)), "%s", said.text);
	str_dispose(&path);
	str_dispose(&said);
	support_remove(directory);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scenario");
	TCase *takes = tcase_create("takes"), *refuses = tcase_create("refuses");

	tcase_set_timeout(takes, 60);
	tcase_set_timeout(refuses, 60);
	tcase_add_test(takes, an_empty_scenario_is_a_valid_trivial_one);
	tcase_add_test(takes, periods_are_labelled_dated_and_discounted_at_their_middle);
	tcase_add_test(takes, months_and_years_have_their_labels);
	tcase_add_test(takes, each_form_of_series_gives_its_numbers);
	tcase_add_test(takes, defaults_that_depend_on_other_fields_are_filled);
	tcase_add_test(takes, a_baseline_gives_the_value_by_its_reading);
	tcase_add_test(takes, every_number_has_a_mark_with_its_origin_and_place);
	tcase_add_test(takes, a_missing_language_repeats_the_other);
	tcase_add_test(takes, files_that_are_extended_join_and_count_once);
	tcase_add_test(takes, overrides_apply_in_order_and_bring_their_own_origin);
	tcase_add_test(takes, the_resolved_file_says_which_override_won);
	tcase_add_test(takes, an_override_of_the_value_keeps_the_rest_of_a_number);
	tcase_add_test(takes, set_takes_pointers_and_dotted_paths);
	tcase_add_test(takes, variants_are_listed_in_file_order);
	tcase_add_test(takes, the_resolved_file_reads_back_as_the_same_scenario);
	tcase_add_test(takes, hosting_follows_kind_level_list_dates_and_density);
	tcase_add_test(takes, scopes_and_regions_with_what_lies_below_them);
	tcase_add_test(takes, dates_find_their_periods);
	tcase_add_test(refuses, set_refuses_what_it_does_not_know);
	tcase_add_test(takes, a_pointer_to_what_set_deleted_is_a_warning);
	tcase_add_test(takes, a_pointer_to_what_an_override_deleted_is_a_warning_and_to_what_never_was_an_error);
	tcase_add_test(refuses, an_unknown_variant_is_named_with_the_nearest);
	tcase_add_test(refuses, each_bad_file_is_refused_with_exactly_what_is_expected);
	tcase_add_test(refuses, files_that_are_no_files_are_named);
	tcase_add_test(refuses, numbers_far_from_the_others_are_warned_of);
	tcase_add_test(refuses, columns_count_characters_not_bytes);
	tcase_add_test(refuses, a_file_over_the_cap_is_refused);
	suite_add_tcase(suite, takes);
	suite_add_tcase(suite, refuses);
	return support_run(suite);
}
