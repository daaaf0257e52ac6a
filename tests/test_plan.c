/*
 * plan.json: what is written is read back to the same bytes; what is not a plan of this scenario is refused by name.
 */
#include "planner/base/memory.h"
#include "planner/plan/plan.h"
#include "tests/draft.h"
#include "tests/support.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct plan *read_text(const char *text, const struct scenario *sc, struct error *err)
{
	char *directory = support_directory();
	struct str path = STR_INIT;
	struct plan *plan;

	str_addf(&path, "%s/plan.json", directory);
	support_write(path.text, text);
	plan = plan_read(path.text, sc, err);
	str_dispose(&path);
	support_remove(directory);
	return plan;
}

START_TEST(what_is_written_reads_back_to_the_same_bytes)
{
	struct scenario *sc = draft_scenario(VALLEY, NULL);
	char *text = draft_plan_text(VALLEY_PLAN, sc);
	struct str again = STR_INIT, once_more = STR_INIT;
	struct error err = ERROR_INIT;
	struct plan *plan = read_text(text, sc, &err);

	ck_assert_msg(plan != NULL, "%s: %s", err.where, err.what);
	plan_write(plan, sc, &again);
	plan_free(plan);
	ck_assert_str_eq(again.text, text);
	plan = read_text(again.text, sc, &err);
	ck_assert_ptr_nonnull(plan);
	plan_write(plan, sc, &once_more);
	ck_assert_str_eq(once_more.text, again.text);
	plan_free(plan);
	str_dispose(&again);
	str_dispose(&once_more);
	free(text);
	scenario_free(sc);
}
END_TEST

/* Every period, site, phase, demand and period count differ here, so that a swapped index shows. */
START_TEST(stocks_follow_from_the_decisions)
{
	struct draft *d = draft_valley(NULL);
	const struct scenario *sc = d->sc;
	int north = scenario_find_site(sc, "north"), south = scenario_find_site(sc, "south");
	int b = scenario_find_phase(sc, "north/b"), east = scenario_find_phase(sc, "east/a");
	int web = scenario_find_demand(sc, "web"), off = scenario_find_phase(sc, "exchange/a");

	ck_assert_int_eq(plan_phase_design(&d->plan, sc, b, 0), 0);
	ck_assert_int_eq(plan_phase_design(&d->plan, sc, b, 1), 60);
	ck_assert_int_eq(plan_phase_available(&d->plan, sc, b, 1), 0);
	ck_assert_int_eq(plan_phase_available(&d->plan, sc, b, 3), 40);
	ck_assert_int_eq(plan_phase_design(&d->plan, sc, east, 0), 30);
	ck_assert_int_eq(plan_phase_design(&d->plan, sc, off, 3), 0);
	ck_assert_int_eq(plan_phase_available(&d->plan, sc, off, 3), 0);
	ck_assert_int_eq(plan_site_design(&d->plan, sc, south, 3), 90);
	ck_assert_int_eq(plan_site_available(&d->plan, sc, north, 2), 120);
	ck_assert_int_eq(plan_site_occupied(&d->plan, sc, north, 3), 135);
	ck_assert_int_eq(plan_host(&d->plan, web, south, 2), 50);
	ck_assert_int_eq(plan_host(&d->plan, web, scenario_find_site(sc, "mill"), 2), 0);
	/* 40 x 4 + 75 x 2.4 + 20 x 8 = 500 kW, x 1.28; 0.8 x (0.6 + 2 x 0.1) MW, and without the feeds before Q3 */
	ck_assert_double_eq_tol(plan_site_it_mw(&d->plan, sc, north, 3), 0.5, 1e-12);
	ck_assert_double_eq_tol(plan_site_facility_mw(&d->plan, sc, north, 3), 0.64, 1e-12);
	ck_assert_double_eq_tol(plan_site_usable_mw(&d->plan, sc, north, 1), 0.48, 1e-12);
	ck_assert_double_eq_tol(plan_site_usable_mw(&d->plan, sc, north, 2), 0.64, 1e-12);
	ck_assert_double_eq_tol(plan_site_usable_mw(&d->plan, sc, scenario_find_site(sc, "exchange"), 2), 0, 1e-12);
	draft_close(d);
}
END_TEST

START_TEST(sums_of_any_counts_stop_and_do_not_wrap)
{
	struct draft *d = draft_valley(NULL);
	int mill = scenario_find_phase(d->sc, "mill/a");

	*draft_started(d, "mill/a", "2018-Q1") = *draft_started(d, "mill/a", "2018-Q2") = INT_MAX;
	*draft_commissioned(d, "mill/a", "2018-Q1") = *draft_commissioned(d, "mill/a", "2018-Q2") = INT_MAX;
	*draft_host(d, "web", "mill", "2018-Q2") = *draft_host(d, "dense", "mill", "2018-Q2") = INT_MAX;
	ck_assert_int_eq(plan_phase_design(&d->plan, d->sc, mill, 3), INT_MAX);
	ck_assert_int_eq(plan_phase_available(&d->plan, d->sc, mill, 3), INT_MAX);
	ck_assert_int_eq(plan_site_occupied(&d->plan, d->sc, scenario_find_site(d->sc, "mill"), 1), INT_MAX);
	draft_close(d);
}
END_TEST

/* Replaces `from`, which the plan holds, by `to`. */
struct spoil {
	const char *from, *to;
	const char *pointer; /* in `where` */
	const char *words;   /* in `what` */
};

static const struct spoil spoils[] = {
	{ "\"north/b\": {\"2018-Q2\": 60}", "\"north/bb\": {\"2018-Q2\": 60}",
	  "plan.json:11:17: /started_racks/north~1bb", "did you mean \"north/b\"?" },
	{ "\"north/line-2\"", "\"north/line-3\"", "/feed_steps/north~1line-3", "no such feed" },
	{ "\"dense\": {", "\"dence\": {", "/hosting_racks/dence", "did you mean \"dense\"?" },
	{ "\"old-rooms\": {\"2018-Q1\": 40", "\"old-room\": {\"2018-Q1\": 40",
	  "plan.json:31:19: /hosting_racks/government/old-room", "no such site" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q9\": 60}", "/started_racks/north~1b/2018-Q9", "no such period" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": -60}", "/started_racks/north~1b/2018-Q2", "out of range (got -60" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": 59.5}", "/started_racks/north~1b/2018-Q2",
	  "not a whole number (got 59.5)" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": 60.0}", "/started_racks/north~1b/2018-Q2", "not a whole number" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": 2147483648}", "/started_racks/north~1b/2018-Q2", "out of range" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": 0}", "/started_racks/north~1b/2018-Q2", "leave the period out" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": \"60\"}", "/started_racks/north~1b/2018-Q2", "got a text" },
	{ "{\"2018-Q2\": 60}", "60", "/started_racks/north~1b", "expected an object" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": 99999999999999999999}", "", "too big integer" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": 60, \"2018-Q2\": 60}", "", "duplicate object key" },
	{ "{\"2018-Q2\": 60}", "{\"2018-Q2\": NaN}", "", "not JSON" },
	{ "\"fixed_cny\": 1000000", "\"fixed_cny\": 1e400", "", "not JSON" },
	{ "\"fixed_cny\": 1000000", "\"fixed_cny\": null", "/fixed_cny", "got null, expected a number" },
	{ "\"fixed_cny\": 1000000,", "", "", "the key \"fixed_cny\" is missing" },
	{ "\"fixed_cny\": 1000000", "\"fixed_cnt\": 1000000", "/fixed_cnt", "did you mean \"fixed_cny\"?" },
	{ "\"rackplan_plan\": 1", "\"rackplan_plan\": 2", "/rackplan_plan", "format 1 (got 2)" },
	{ "\"solver\": \"by hand\"", "\"solver\": 7", "/solver", "expected a text" },
	{ "\"solver\": \"by hand\"", "\"solver\": \"0123456789012345678901234567890123456789012345678901234567890123\"",
	  "/solver", "too long (got 64 bytes, expected at most 63)" },
	{ "\"state\": \"met\"", "\"state\": \"mets\"", "/targets/design/state", "did you mean \"met\"?" },
	{ "\"achieved\": 300", "\"achieved\": true", "/targets/design/achieved", "got true" },
	{ "\"customers\": {\"state\"", "\"custom\": {\"state\"", "/targets/custom", "no such target" },
	{ "\"kind\": \"shell\"", "\"kind\": \"shells\"", "/costs/", "did you mean \"shell\"?" },
	{ "\"period\": \"end\"", "\"period\": \"never\"", "/costs/", "no such period" },
	{ "\"family\": \"power\", ", "", "/bindings/0", "the key \"family\" is missing" },
	{ "[\"/sites/north/pue\", ", "[1, ", "plan.json:58:225: /bindings/0/assumed/0", "expected a text" },
	{ "\"saves_cny\": 40, ", "", "/targets/design/saves_cny", "got nothing, expected a number" },
	{ "\"saves_cny\": 0, ", "", "/bindings/0/saves_cny", "got nothing, expected a number" },
	{ "\"tightened_by\": 3", "\"tightened_by\": -3", "/targets/design", "\"tightened_by\" is below 0 (got -3)" },
	{ "\"origin\": \"assumed\"", "\"origin\": \"stated\"", "/targets/design/origin",
	  "the scenario says \"assumed\"" },
	{ "\"origin\": \"assumed\"", "\"origin\": \"assumed\", \"baseline_origin\": \"stated\"",
	  "/targets/design/baseline_origin", "the scenario says \"\"" },
	{ "\"statements\": []", "\"statements\": [\"SX-01\"]", "/targets/design/statements",
	  "the scenario has 0 (got 1)" },
	{ "\"lower\": true", "\"lower\": 1", "/bindings/0", "\"lower\" is true or false" },
	{ "\"id\": \"valley\"", "\"id\": \"vally\"", "/scenario", "names another scenario" },
	{ "{\n  \"rackplan_plan\"", "\xef\xbb\xbf{\n  \"rackplan_plan\"", "", "save it without BOM" },
	{ "\"costs\": [", "\"costs\": {", "", "not JSON" },
	{ "\"status\": \"optimal\"", "\"status\": \"optimum\"", "plan.json:4:13: /status",
	  "did you mean \"optimal\"?" },
	{ "\"status\": \"optimal\"", "\"status\": \"infeasible\"", "/status", "no such status" },
	{ "\"status\": \"optimal\"", "\"status\": \"\"", "/status", "no such status" },
};

enum { N_SPOILS = sizeof spoils / sizeof *spoils };

static char *spoiled(const char *text, const struct spoil *spoil)
{
	const char *at = strstr(text, spoil->from);
	struct str out = STR_INIT;
	char *copy;

	ck_assert_msg(at != NULL, "the fixture has no %s", spoil->from);
	str_add_n(&out, text, (size_t)(at - text));
	str_add(&out, spoil->to);
	str_add(&out, at + strlen(spoil->from));
	copy = strdup(out.text);
	str_dispose(&out);
	return copy;
}

START_TEST(what_is_not_a_plan_is_refused_by_place_and_word)
{
	struct scenario *sc = draft_scenario(VALLEY, NULL);
	char *text = draft_plan_text(VALLEY_PLAN, sc), *bad = spoiled(text, &spoils[_i]);
	struct error err = ERROR_INIT;

	ck_assert_ptr_null(read_text(bad, sc, &err));
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	ck_assert_msg(strstr(err.where, "plan.json:") != NULL, "%s", err.where);
	ck_assert_msg(strstr(err.where, spoils[_i].pointer) != NULL, "%s: %s", err.where, err.what);
	ck_assert_msg(strstr(err.what, spoils[_i].words) != NULL, "%s: %s", err.where, err.what);
	free(bad);
	free(text);
	scenario_free(sc);
}
END_TEST

START_TEST(a_plan_of_another_scenario_names_both_hashes)
{
	struct scenario *sc = draft_scenario(VALLEY, NULL),
			*other = draft_scenario(VALLEY, "/sites/north/installed_mw=0.7");
	char *text = draft_plan_text(VALLEY_PLAN, sc);
	struct error err = ERROR_INIT;

	ck_assert_ptr_null(read_text(text, other, &err));
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	ck_assert_ptr_nonnull(strstr(err.what, sc->sha256));
	ck_assert_ptr_nonnull(strstr(err.what, other->sha256));
	free(text);
	scenario_free(sc);
	scenario_free(other);
}
END_TEST

START_TEST(a_missing_file_and_a_cut_one_are_input_errors)
{
	struct scenario *sc = draft_scenario(VALLEY, NULL);
	struct error err = ERROR_INIT, cut = ERROR_INIT;
	char *text = draft_plan_text(VALLEY_PLAN, sc);

	ck_assert_ptr_null(plan_read("tests/fixtures/verify/no-such-plan.json", sc, &err));
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	text[strlen(text) / 2] = '\0';
	ck_assert_ptr_null(read_text(text, sc, &cut));
	ck_assert_int_eq(cut.kind, FAULT_INPUT);
	free(text);
	scenario_free(sc);
}
END_TEST

/* Members in another order are the same plan: it is written in the scenario's order. */
START_TEST(order_in_the_file_does_not_matter)
{
	struct scenario *sc = draft_scenario(VALLEY, NULL);
	const struct spoil swap = { "\"west/a\": {\"2018-Q1\": 10},\n    \"mill/a\": {\"2018-Q1\": 10}",
		                    "\"mill/a\": {\"2018-Q1\": 10},\n    \"west/a\": {\"2018-Q1\": 10}", "", "" };
	char *text = draft_plan_text(VALLEY_PLAN, sc), *swapped = spoiled(text, &swap);
	struct error err = ERROR_INIT;
	struct plan *plan = read_text(swapped, sc, &err);
	struct str out = STR_INIT;

	ck_assert_ptr_nonnull(plan);
	plan_write(plan, sc, &out);
	ck_assert_str_eq(out.text, text);
	str_dispose(&out);
	plan_free(plan);
	free(swapped);
	free(text);
	scenario_free(sc);
}
END_TEST

START_TEST(numbers_that_are_none_are_never_written_as_numbers)
{
	struct draft *d = draft_valley(NULL);
	struct error err = ERROR_INIT;
	struct str out = STR_INIT;

	d->plan.mip_bound_cny = (double)NAN;
	plan_write(&d->plan, d->sc, &out);
	ck_assert_ptr_nonnull(strstr(out.text, "\"mip_bound_cny\": null"));
	ck_assert_ptr_null(read_text(out.text, d->sc, &err));
	ck_assert_ptr_nonnull(strstr(err.where, "/mip_bound_cny"));
	str_dispose(&out);
	draft_close(d);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("plan");
	TCase *files = tcase_create("plan.json"), *stocks = tcase_create("stocks");

	tcase_set_timeout(files, 60);
	tcase_add_test(files, what_is_written_reads_back_to_the_same_bytes);
	tcase_add_loop_test(files, what_is_not_a_plan_is_refused_by_place_and_word, 0, N_SPOILS);
	tcase_add_test(files, a_plan_of_another_scenario_names_both_hashes);
	tcase_add_test(files, a_missing_file_and_a_cut_one_are_input_errors);
	tcase_add_test(files, order_in_the_file_does_not_matter);
	tcase_add_test(files, numbers_that_are_none_are_never_written_as_numbers);
	suite_add_tcase(suite, files);
	tcase_add_test(stocks, stocks_follow_from_the_decisions);
	tcase_add_test(stocks, sums_of_any_counts_stop_and_do_not_wrap);
	suite_add_tcase(suite, stocks);
	return support_run(suite);
}
