/*
 * test_plan_parts.c - modules of links, standby pairs, energy and flows of a plan: both ways through plan.json, what is
 * refused, and the stocks that follow from them.
 */
#include "planner/base/memory.h"
#include "planner/plan/plan.h"
#include "planner/scenario/read.h"
#include "tests/support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FULL "tests/fixtures/scenario/good/full.json"

static struct scenario *read_full(const char *set)
{
	const struct read_options options = { NULL, set ? 1 : 0, &set };
	struct findings findings;
	struct scenario *sc;

	memset(&findings, 0, sizeof findings);
	sc = scenario_read(FULL, &options, &findings);
	ck_assert_int_eq(findings.n, 0);
	findings_dispose(&findings);
	return sc;
}

static int *counts(struct plan *plan, const struct scenario *sc, int n)
{
	return arena_alloc(plan->arena, n * sc->n_periods, sizeof(int));
}

/* A plan in which nothing is done yet. */
static struct plan *empty_plan(const struct scenario *sc)
{
	struct plan *plan = plan_new(sc);
	struct target_result *results = arena_alloc(plan->arena, sc->n_targets, sizeof *results);
	int g;

	strcpy(plan->status, "optimal");
	strcpy(plan->solver, "by hand");
	plan->started_racks = counts(plan, sc, sc->n_phases);
	plan->commissioned_racks = counts(plan, sc, sc->n_phases);
	plan->feed_steps = counts(plan, sc, sc->n_feeds);
	plan->unserved_racks = counts(plan, sc, sc->n_demands);
	for (g = 0; g < sc->n_targets; g++)
		results[g] = (struct target_result){ .target = g, .period = -1, .state = TARGET_OFF };
	plan->results = results;
	plan->n_results = sc->n_targets;
	return plan;
}

/* Racks that are the same in every period from `from` on. */
static const int *racks_from(struct plan *plan, const struct scenario *sc, int from, int racks)
{
	int *series = counts(plan, sc, 1), t;

	for (t = from; t < sc->n_periods; t++)
		series[t] = racks;
	return series;
}

/* In an order that is not the file's, so that the writer has to find it. */
static struct plan *full_plan(const struct scenario *sc)
{
	struct plan *plan = empty_plan(sc);
	int ty = scenario_find_site(sc, "ty-a"), dt = scenario_find_site(sc, "dt-b"),
	    old = scenario_find_site(sc, "old-rooms");
	int tenants = scenario_find_demand(sc, "tenants"), move = scenario_find_demand(sc, "move"), n = sc->n_periods;
	struct hosting *hosting = arena_alloc(plan->arena, 4, sizeof *hosting);
	struct standby *standbys = arena_alloc(plan->arena, 3, sizeof *standbys);
	struct flow *flows = arena_alloc(plan->arena, 4, sizeof *flows);
	double *energy = arena_alloc(plan->arena, sc->n_energy_sources * n, sizeof *energy), *gbps[4];
	int *modules = counts(plan, sc, sc->n_modules), *leaving = counts(plan, sc, 1), t, i;

	for (t = 0; t < n; t++)
		leaving[t] = t < 2 ? 40 : t < 4 ? 25 : 0;
	hosting[0] = (struct hosting){ move, old, leaving };
	hosting[1] = (struct hosting){ move, ty, racks_from(plan, sc, 2, 15) };
	hosting[2] = (struct hosting){ tenants, ty, racks_from(plan, sc, 1, 20) };
	hosting[3] = (struct hosting){ tenants, dt, racks_from(plan, sc, 0, 30) };
	plan->hosting = hosting;
	plan->n_hosting = 4;
	standbys[0] = (struct standby){ tenants, dt, ty, racks_from(plan, sc, 1, 9) };
	standbys[1] = (struct standby){ tenants, ty, dt, racks_from(plan, sc, 1, 7) };
	standbys[2] = (struct standby){ tenants, old, dt, racks_from(plan, sc, 2, 5) };
	plan->standbys = standbys;
	plan->n_standbys = 3;
	modules[scenario_find_module(sc, "ty-dt/small") * n + 1] = 2;
	modules[scenario_find_module(sc, "ty-dt/small") * n + 4] = 1;
	modules[scenario_find_module(sc, "dt-out/only") * n + 0] = 1;
	plan->link_modules = modules;
	energy[scenario_find_source(sc, "ty-a/wind") * n + 3] = 12.25;
	energy[scenario_find_source(sc, "ty-a/grid") * n + 3] = 1.0 / 3.0;
	plan->energy_mwh = energy;
	for (i = 0; i < 4; i++)
		gbps[i] = arena_alloc(plan->arena, n, sizeof *gbps[i]);
	gbps[0][0] = 200.125;
	gbps[0][7] = 0.1;
	gbps[1][0] = 60;
	gbps[2][0] = 5; /* gbps[3] stays 0 and is left out */
	flows[0] = (struct flow){ scenario_find_node(sc, "ty"), scenario_find_link(sc, "ty-out"), false, gbps[0] };
	flows[1] = (struct flow){ scenario_find_node(sc, "out"), scenario_find_link(sc, "ty-dt"), false, gbps[1] };
	flows[2] = (struct flow){ scenario_find_node(sc, "ty"), scenario_find_link(sc, "ty-dt"), true, gbps[2] };
	flows[3] = (struct flow){ scenario_find_node(sc, "dt"), scenario_find_link(sc, "ty-dt"), false, gbps[3] };
	plan->flows = flows;
	plan->n_flows = 4;
	return plan;
}

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

START_TEST(every_part_is_read_as_it_was_written)
{
	struct scenario *sc = read_full(NULL);
	struct plan *plan = full_plan(sc), *again;
	struct str text = STR_INIT, once_more = STR_INIT;
	struct error err = ERROR_INIT;
	int n = sc->n_periods, e = scenario_find_source(sc, "ty-a/grid") * n + 3;

	plan_write(plan, sc, &text);
	again = read_text(text.text, sc, &err);
	ck_assert_msg(again != NULL, "%s: %s", err.where, err.what);
	plan_write(again, sc, &once_more);
	ck_assert_str_eq(once_more.text, text.text);
	ck_assert_int_eq(again->n_standbys, 3);
	ck_assert_int_eq(again->standbys[0].site, scenario_find_site(sc, "old-rooms"));
	ck_assert_int_eq(again->standbys[0].standby, scenario_find_site(sc, "dt-b"));
	ck_assert_int_eq(again->standbys[0].racks[1], 0);
	ck_assert_int_eq(again->standbys[0].racks[2], 5);
	ck_assert_int_eq(again->link_modules[scenario_find_module(sc, "ty-dt/small") * n + 4], 1);
	ck_assert(!(fabs(again->energy_mwh[e] - plan->energy_mwh[e]) > 0)); /* to the last bit */
	ck_assert_int_eq(again->n_flows, 3);
	ck_assert_int_eq(again->flows[0].node, scenario_find_node(sc, "ty"));
	ck_assert(again->flows[0].back && !again->flows[1].back);
	ck_assert_double_eq_tol(plan_link_load_gbps(again, scenario_find_link(sc, "ty-dt"), false, 0), 60, 1e-12);
	ck_assert_double_eq_tol(plan_link_load_gbps(again, scenario_find_link(sc, "ty-dt"), true, 0), 5, 1e-12);
	ck_assert_double_eq_tol(plan_link_load_gbps(again, scenario_find_link(sc, "ty-out"), false, 7), 0.1, 1e-12);
	plan_free(plan);
	plan_free(again);
	str_dispose(&text);
	str_dispose(&once_more);
	scenario_free(sc);
}
END_TEST

START_TEST(parts_with_nothing_to_say_are_left_out)
{
	static const char *const keys[] = { "link_modules", "standby_pairs", "energy_mwh", "flows_gbps" };
	struct scenario *sc = read_full(NULL);
	struct plan *plan = empty_plan(sc), *again;
	struct str text = STR_INIT;
	struct error err = ERROR_INIT;
	size_t i;

	plan_write(plan, sc, &text);
	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		ck_assert_ptr_null(strstr(text.text, keys[i]));
	again = read_text(text.text, sc, &err);
	ck_assert_msg(again != NULL, "%s: %s", err.where, err.what);
	ck_assert_int_eq(again->n_standbys + again->n_flows, 0);
	ck_assert_int_eq(again->link_modules[0], 0);
	ck_assert(!(fabs(again->energy_mwh[0]) > 0));
	plan_free(plan);
	plan_free(again);
	str_dispose(&text);
	scenario_free(sc);
}
END_TEST

/* Replaces `from`, which the plan holds, by `to`. */
struct spoil {
	const char *from, *to, *pointer, *words;
};

static const struct spoil spoils[] = {
	{ "\"ty-dt/small\": {", "\"ty-dt/smal\": {", "/link_modules/ty-dt~1smal",
	  "no such module (got \"ty-dt/smal\"; did you mean" },
	{ "{\"2018-Q2\": 2,", "{\"2018-Q2\": 2.5,", "/link_modules/ty-dt~1small/2018-Q2", "not a whole number" },
	{ "{\"2018-Q2\": 2,", "{\"2018-Q2\": -2,", "/link_modules/ty-dt~1small/2018-Q2", "out of range (got -2" },
	{ "{\"2018-Q2\": 2,", "{\"2018-Q2\": 0,", "/link_modules/ty-dt~1small/2018-Q2", "leave the period out" },
	{ "{\"2018-Q2\": 2,", "{\"2018-Q2\": 2, \"2018-Q2\": 2,", "", "duplicate object key" },
	{ "\"link_modules\"", "\"link_module\"", "/link_module", "did you mean \"link_modules\"?" },
	{ "\"old-rooms\": {\n        \"dt-b\"", "\"old-rooms\": {\n        \"dt-c\"",
	  "/standby_pairs/tenants/old-rooms/dt-c", "no such site" },
	{ "\"old-rooms\": {\n        \"dt-b\": {\"2018-Q3\": 5, \"2018-Q4\": 5, \"2019-Q1\": 5, \"2019-Q2\": 5, \"2019-Q3\": 5, \"2019-Q4\": 5}",
	  "\"old-rooms\": {", "/standby_pairs/tenants/old-rooms", "nothing to say (got an empty object" },
	{ "\"old-rooms\": {\n        \"dt-b\": {\"2018-Q3\": 5,",
	  "\"old-rooms\": {\n        \"dt-b\": {\"2018-Q3\": 1e3,", "/standby_pairs/tenants/old-rooms/dt-b/2018-Q3",
	  "not a whole number" },
	{ "\"ty-a/wind\": {\"2018-Q4\": 12.25}", "\"ty-a/wind\": {\"2018-Q4\": -12.25}",
	  "/energy_mwh/ty-a~1wind/2018-Q4", "out of range (got -12.25" },
	{ "\"ty-a/wind\": {\"2018-Q4\": 12.25}", "\"ty-a/wind\": {\"2018-Q4\": 0}", "/energy_mwh/ty-a~1wind/2018-Q4",
	  "leave the period out" },
	{ "\"ty-a/wind\": {\"2018-Q4\": 12.25}", "\"ty-a/wind\": {\"2018-Q4\": null}", "/energy_mwh/ty-a~1wind/2018-Q4",
	  "got null, expected a number" },
	{ "\"ty-a/wind\": {\"2018-Q4\": 12.25}", "\"ty-a/wind\": {}", "/energy_mwh/ty-a~1wind", "nothing to say" },
	{ "\"ty-a/wind\": {\"2018-Q4\": 12.25}", "\"ty-a/sun\": {\"2018-Q4\": 12.25}", "/energy_mwh/ty-a~1sun",
	  "no such energy source" },
	{ "\"ty-a/wind\": {\"2018-Q4\": 12.25}", "\"ty-a/wind\": 12.25", "/energy_mwh/ty-a~1wind",
	  "expected an object" },
	{ "\"forth\": {\"2018-Q1\": 60}", "\"to\": {\"2018-Q1\": 60}", "/flows_gbps/out/ty-dt/to",
	  "no such direction" },
	{ "\"forth\": {\"2018-Q1\": 60}", "\"forth\": {\"2018-Q5\": 60}", "/flows_gbps/out/ty-dt/forth/2018-Q5",
	  "no such period" },
	{ "\"out\": {\n      \"ty-dt\"", "\"in\": {\n      \"ty-dt\"", "/flows_gbps/in", "no such node" },
	{ "\"out\": {\n      \"ty-dt\"", "\"out\": {\n      \"dt-ty\"", "/flows_gbps/out/dt-ty", "no such link" },
};

/* free() what comes back. */
static char *replaced(const char *text, const char *from, const char *to)
{
	const char *found = strstr(text, from);
	char *out;

	ck_assert_msg(found != NULL, "the plan lacks: %s\n%s", from, text);
	out = malloc(strlen(text) + strlen(to) + 1);
	memcpy(out, text, (size_t)(found - text));
	strcpy(out + (found - text), to);
	strcat(out, found + strlen(from));
	return out;
}

START_TEST(spoilt_parts_are_refused_by_place_and_word)
{
	const struct spoil *spoil = &spoils[_i];
	struct scenario *sc = read_full(NULL);
	struct plan *plan = full_plan(sc);
	struct str text = STR_INIT;
	struct error err = ERROR_INIT;
	char *spoilt;

	plan_write(plan, sc, &text);
	plan_free(plan);
	spoilt = replaced(text.text, spoil->from, spoil->to);
	plan = read_text(spoilt, sc, &err);
	ck_assert_msg(plan == NULL, "taken: %s", spoil->to);
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	ck_assert_msg(strstr(err.where, spoil->pointer) != NULL, "%s lacks %s", err.where, spoil->pointer);
	ck_assert_msg(strstr(err.what, spoil->words) != NULL, "%s lacks %s", err.what, spoil->words);
	free(spoilt);
	str_dispose(&text);
	scenario_free(sc);
}
END_TEST

START_TEST(amounts_that_are_no_numbers_are_never_written_as_numbers)
{
	struct scenario *sc = read_full(NULL);
	struct plan *plan = empty_plan(sc), *again;
	double *energy = arena_alloc(plan->arena, sc->n_energy_sources * sc->n_periods, sizeof *energy);
	struct str text = STR_INIT;
	struct error err = ERROR_INIT;

	energy[0] = (double)NAN;
	plan->energy_mwh = energy;
	plan_write(plan, sc, &text);
	ck_assert_ptr_nonnull(strstr(text.text, "\"ty-a/grid\": {\"2018-Q1\": null}"));
	again = read_text(text.text, sc, &err);
	ck_assert_ptr_null(again);
	ck_assert_msg(strstr(err.where, "/energy_mwh/ty-a~1grid/2018-Q1") != NULL, "%s", err.where);
	plan_free(plan);
	str_dispose(&text);
	scenario_free(sc);
}
END_TEST

/* ---- what follows ---- */

/* dt-b keeps a standby for ty-a (7 racks) and for old-rooms (5): shared it holds the greater, dedicated the sum. */
START_TEST(a_shared_standby_is_for_the_worst_single_site_a_dedicated_one_for_all)
{
	struct scenario *sc = read_full(NULL);
	struct plan *plan = full_plan(sc);
	int ty = scenario_find_site(sc, "ty-a"), dt = scenario_find_site(sc, "dt-b");

	ck_assert_int_eq(plan_site_standby(plan, sc, dt, 0), 0);
	ck_assert_int_eq(plan_site_standby(plan, sc, dt, 2), 7);
	ck_assert_int_eq(plan_site_standby(plan, sc, ty, 2), 9);
	ck_assert_int_eq(plan_site_hosted(plan, dt, 2), 30);
	ck_assert_int_eq(plan_site_occupied(plan, sc, dt, 2), 37);
	/* web racks of 2 kW, load factor 0.6, standby at 0.3 of that; a quarter of 8760 h */
	ck_assert_double_eq_tol(plan_site_it_mw(plan, sc, dt, 2), (30 + 0.3 * 7) * 2 / 1000, 1e-12);
	ck_assert_double_eq_tol(plan_site_it_mwh(plan, sc, dt, 2), (30 + 0.3 * 7) * 2 * 0.6 * 8760 / 4 / 1000, 1e-9);
	ck_assert_double_eq_tol(plan_site_it_mw(plan, sc, ty, 2), (15 * 2.5 + (20 + 0.3 * 9) * 2) / 1000, 1e-12);
	ck_assert_double_eq_tol(plan_site_facility_mw(plan, sc, dt, 2), 1.3 * plan_site_it_mw(plan, sc, dt, 2), 1e-12);
	plan_free(plan);
	scenario_free(sc);
	sc = read_full("demands.tenants.backup.standby=dedicated");
	plan = full_plan(sc);
	ck_assert_int_eq(plan_site_standby(plan, sc, dt, 1), 7);
	ck_assert_int_eq(plan_site_standby(plan, sc, dt, 2), 12);
	ck_assert_double_eq_tol(plan_site_it_mw(plan, sc, dt, 2), (30 + 0.3 * 12) * 2 / 1000, 1e-12);
	plan_free(plan);
	scenario_free(sc);
}
END_TEST

START_TEST(moved_racks_are_those_that_leave_the_legacy_site)
{
	struct scenario *sc = read_full(NULL);
	struct plan *plan = full_plan(sc);
	int move = scenario_find_demand(sc, "move"), tenants = scenario_find_demand(sc, "tenants");

	ck_assert_int_eq(plan_moved(plan, sc, move, 0), 0); /* all 40 stand there at the start */
	ck_assert_int_eq(plan_moved(plan, sc, move, 1), 0);
	ck_assert_int_eq(plan_moved(plan, sc, move, 2), 15);
	ck_assert_int_eq(plan_moved(plan, sc, move, 4), 25);
	ck_assert_int_eq(plan_moved(plan, sc, move, 5), 0);
	ck_assert_int_eq(plan_moved(plan, sc, tenants, 2), 0);
	plan_free(plan);
	scenario_free(sc);
}
END_TEST

/* small: 6 months from start to use, so that what starts in 2018-Q2 carries from 2018-Q4 on; only: at once. */
START_TEST(links_grow_by_their_modules_when_these_are_ready)
{
	struct scenario *sc = read_full(NULL);
	struct plan *plan = full_plan(sc);
	int north = scenario_find_link(sc, "ty-dt"), last = scenario_find_link(sc, "dt-out");

	ck_assert_double_eq_tol(plan_link_installed_gbps(plan, sc, north, 2), 400, 1e-12);
	ck_assert_double_eq_tol(plan_link_installed_gbps(plan, sc, north, 3), 600, 1e-12);
	ck_assert_double_eq_tol(plan_link_installed_gbps(plan, sc, north, 6), 700, 1e-12);
	ck_assert_double_eq_tol(plan_link_installed_gbps(plan, sc, last, 0), 100, 1e-12);
	ck_assert_double_eq_tol(plan_cut_gbps(plan, sc, 0, 0), 900, 1e-12); /* 800 + 100 */
	plan_free(plan);
	scenario_free(sc);
	sc = read_full("options.annex.on=false");
	plan = full_plan(sc);
	ck_assert_double_eq_tol(plan_link_installed_gbps(plan, sc, last, 0), 0, 1e-12);
	ck_assert_double_eq_tol(plan_cut_gbps(plan, sc, 0, 0), 800, 1e-12);
	plan_free(plan);
	scenario_free(sc);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("plan parts");
	TCase *tests = tcase_create("parts");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, every_part_is_read_as_it_was_written);
	tcase_add_test(tests, parts_with_nothing_to_say_are_left_out);
	tcase_add_loop_test(tests, spoilt_parts_are_refused_by_place_and_word, 0,
	                    (int)(sizeof spoils / sizeof *spoils));
	tcase_add_test(tests, amounts_that_are_no_numbers_are_never_written_as_numbers);
	tcase_add_test(tests, a_shared_standby_is_for_the_worst_single_site_a_dedicated_one_for_all);
	tcase_add_test(tests, moved_racks_are_those_that_leave_the_legacy_site);
	tcase_add_test(tests, links_grow_by_their_modules_when_these_are_ready);
	suite_add_tcase(suite, tests);
	return support_run(suite);
}
