/*
 * test_scenario_network.c - what the network, energy, backup and dates of a scenario mean once read: defaults, distances,
 * latency, which pairs are allowed and which rule refused the others.
 */
#include "planner/base/memory.h"
#include "planner/scenario/read.h"
#include "tests/support.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FULL "tests/fixtures/scenario/good/full.json"

static struct scenario *read_with(int n_set, const char *const *set)
{
	const struct read_options options = { NULL, n_set, set };
	struct findings findings;
	struct str said = STR_INIT;
	struct scenario *sc;

	memset(&findings, 0, sizeof findings);
	sc = scenario_read(FULL, &options, &findings);
	findings_print(&findings, &said);
	ck_assert_msg(sc != NULL, "%s", said.text);
	findings_dispose(&findings);
	str_dispose(&said);
	return sc;
}

static struct scenario *read_set(const char *assignment)
{
	return read_with(1, &assignment);
}

static void near(double a, double b, double within)
{
	ck_assert_msg(fabs(a - b) <= within, "%.17g is not %.17g", a, b);
}

/* "" when the standby of the demand's racks at `site` may stand at `standby`; else why not. */
static const char *pair(const struct scenario *sc, const char *demand, const char *site, const char *standby, int t)
{
	const char *why = "";
	bool may = scenario_may_pair(sc, scenario_find_demand(sc, demand), scenario_find_site(sc, site),
	                             scenario_find_site(sc, standby), t, &why);

	ck_assert_int_eq(may, why == NULL);
	return may ? "" : why;
}

static const char *host(const struct scenario *sc, const char *demand, const char *site, int t)
{
	const char *why = NULL;
	bool may = scenario_may_host(sc, scenario_find_demand(sc, demand), scenario_find_site(sc, site), t, &why);

	ck_assert_int_eq(may, why == NULL);
	return may ? "" : why;
}

/* ---- what is read ---- */

START_TEST(links_own_their_modules_and_know_their_length)
{
	struct scenario *sc = read_with(0, NULL);
	const struct link *north = &sc->links[scenario_find_link(sc, "ty-dt")],
			  *out = &sc->links[scenario_find_link(sc, "ty-out")];
	const struct link *last = &sc->links[scenario_find_link(sc, "dt-out")];
	int small = scenario_find_module(sc, "ty-dt/small"), large = scenario_find_module(sc, "ty-dt/large");

	ck_assert_int_eq(sc->n_nodes, 3);
	ck_assert_int_eq(sc->n_links, 3);
	ck_assert_int_eq(sc->n_modules, 3);
	near(north->km, 1.5 * 254.1, 1.0);
	near(out->km, 520, 0);
	near(north->headroom_share, 0.7, 0);
	near(out->headroom_share, 1, 0);
	near(last->installed_gbps, 0, 0);
	ck_assert_int_eq(out->module_begin, out->module_end);
	ck_assert_int_eq(last->module_end - last->module_begin, 1);
	ck_assert_int_eq(sc->modules[last->module_begin].link, scenario_find_link(sc, "dt-out"));
	ck_assert_int_eq(sc->modules[small].most, 8);
	ck_assert_int_eq(sc->modules[small].lead_months, 6);
	ck_assert(scenario_module_exists(sc, small) && !scenario_module_exists(sc, large));
	ck_assert(scenario_link_exists(sc, 2));
	ck_assert_int_eq(scenario_find_module(sc, "ty-out/small"), -1);
	ck_assert_int_eq(scenario_find_module(sc, "small"), -1);
	ck_assert_str_eq(sc->modules[small].name.en, "small");
	scenario_free(sc);
}
END_TEST

START_TEST(a_length_without_positions_is_not_a_number)
{
	const char *const set[] = { "links.ty-out.km=null", "links.dt-out.km=null" };
	struct scenario *sc = read_with(2, set);

	ck_assert(isnan(sc->links[scenario_find_link(sc, "ty-out")].km));
	scenario_free(sc);
}
END_TEST

START_TEST(household_traffic_is_households_by_rate_by_concurrency)
{
	struct scenario *sc = read_with(0, NULL);

	near(sc->traffic[1].gbps[0], 5e4 * 100 * 0.02 / 1000, 1e-9);
	near(sc->traffic[1].gbps[7], 6e4 * 100 * 0.02 / 1000, 1e-9);
	ck_assert_ptr_null(sc->traffic[0].households);
	ck_assert(sc->traffic[0].gbps[0] > 200);
	ck_assert(scenario_traffic_exists(sc, 1));
	scenario_free(sc);
	sc = read_set("options.annex.on=false");
	ck_assert(!scenario_traffic_exists(sc, 1) && scenario_traffic_exists(sc, 0));
	ck_assert(!scenario_link_exists(sc, scenario_find_link(sc, "dt-out")));
	ck_assert(!scenario_module_exists(sc, scenario_find_module(sc, "dt-out/only")));
	scenario_free(sc);
}
END_TEST

START_TEST(a_cut_holds_its_links_in_order)
{
	struct scenario *sc = read_with(0, NULL);
	const struct cut *cut = &sc->cuts[0];

	ck_assert_int_eq(cut->n_links, 2);
	ck_assert_int_eq(cut->links[0], scenario_find_link(sc, "ty-out"));
	ck_assert_int_eq(cut->links[1], scenario_find_link(sc, "dt-out"));
	ck_assert_str_eq(cut->name.en, "the province's exit");
	ck_assert_int_eq(sc->targets[scenario_find_target(sc, "exit")].cut, 0);
	ck_assert_int_eq(sc->targets[scenario_find_target(sc, "links")].cut, -1);
	scenario_free(sc);
}
END_TEST

START_TEST(a_site_without_sources_buys_by_its_tariff)
{
	struct scenario *sc = read_with(0, NULL);
	int ty = scenario_find_site(sc, "ty-a"), dt = scenario_find_site(sc, "dt-b");
	int grid = scenario_find_source(sc, "ty-a/grid"), wind = scenario_find_source(sc, "ty-a/wind");

	ck_assert(!scenario_buys_by_tariff(sc, ty) && scenario_buys_by_tariff(sc, dt));
	ck_assert_int_eq(sc->energy_sources[wind].site, ty);
	ck_assert_int_eq(sc->sites[ty].source_end - sc->sites[ty].source_begin, 2);
	ck_assert(sc->energy_sources[grid].most_mwh_per_year < 0);
	near(sc->energy_sources[wind].most_mwh_per_year, 4000, 0);
	ck_assert(sc->energy_sources[wind].green && !sc->energy_sources[grid].green);
	near(sc->energy_sources[wind].cny_per_kwh[3], 0.42 * 0.99, 1e-12);
	near(sc->tariffs[0].kg_co2_per_kwh, 0.8, 0);
	scenario_free(sc);
	sc = read_set("sites.ty-a.energy.grid=null");
	ck_assert(!scenario_buys_by_tariff(sc, ty));
	scenario_free(sc);
	sc = read_set("sites.ty-a.energy=null");
	ck_assert(scenario_buys_by_tariff(sc, ty));
	ck_assert_int_eq(sc->n_energy_sources, 0);
	scenario_free(sc);
}
END_TEST

START_TEST(defaults_of_sites_come_from_the_settings)
{
	struct scenario *sc = read_with(0, NULL);
	int ty = scenario_find_site(sc, "ty-a"), dt = scenario_find_site(sc, "dt-b"),
	    old = scenario_find_site(sc, "old-rooms");

	near(sc->sites[ty].servers_per_rack, 16, 0);
	near(sc->sites[dt].servers_per_rack, 12, 0);
	ck_assert_ptr_null(sc->sites[dt].cooling_mw);
	near(sc->sites[ty].cooling_mw[4], 1.8, 0);
	near(sc->sites[dt].opening_cny, 3e6, 0);
	ck_assert_int_eq(sc->sites[old].node, scenario_find_node(sc, "ty"));
	ck_assert_int_eq(sc->nodes[0].region, 1);
	ck_assert_int_eq(sc->nodes[2].region, -1);
	ck_assert(!sc->demands[0].has_backup && sc->demands[1].has_backup);
	ck_assert(isinf(sc->demands[0].backup.max_km));
	ck_assert(sc->demands[1].backup.shared && sc->demands[1].backup.mode == BACKUP_ASYNC);
	scenario_free(sc);
	sc = read_with(3, (const char *const[]){ "settings.route_factor=null", "settings.sync_fibre_km=null",
	                                         "settings.servers_per_rack=null" });
	near(sc->route_factor, 1.4, 0);
	near(sc->sync_fibre_km, 100, 0);
	near(sc->sites[dt].servers_per_rack, 0, 0);
	scenario_free(sc);
	sc = read_with(4, (const char *const[]){
				  "demands.tenants.backup.share=null", "demands.tenants.backup.power_share=null",
				  "demands.tenants.backup.standby=null", "demands.tenants.backup.max_km=null" });
	near(sc->demands[1].backup.share, 1, 0);
	near(sc->demands[1].backup.power_share, 1, 0);
	ck_assert(!sc->demands[1].backup.shared && isinf(sc->demands[1].backup.max_km));
	scenario_free(sc);
}
END_TEST

START_TEST(a_doubled_budget_is_base_times_factor)
{
	struct scenario *sc = read_with(0, NULL);

	near(sc->budgets[2].amount_cny, 3e6, 0);
	near(sc->budgets[2].base_cny, 1.5e6, 0);
	ck_assert(isnan(sc->budgets[0].factor));
	ck_assert(sc->budgets[2].kinds[COST_LINK] && sc->budgets[2].kinds[COST_OPENING] &&
	          !sc->budgets[2].kinds[COST_FEED]);
	ck_assert(sc->budgets[1].kinds[COST_LINK] &&
	          sc->budgets[1].kinds[COST_OPENING]); /* names none: start to opex */
	scenario_free(sc);
}
END_TEST

/* ---- distances ---- */

START_TEST(latency_is_of_the_fibre_and_one_way)
{
	struct scenario *sc = read_with(0, NULL);
	int ty = scenario_find_site(sc, "ty-a"), dt = scenario_find_site(sc, "dt-b"),
	    old = scenario_find_site(sc, "old-rooms");

	near(scenario_distance_km(sc, ty, dt), 256.28, 0.5);
	near(scenario_fibre_km(sc, ty, dt), 1.5 * scenario_distance_km(sc, ty, dt), 1e-9);
	near(scenario_latency_ms(sc, scenario_find_node(sc, "ty"), dt), 0.0049 * scenario_fibre_km(sc, ty, dt), 1e-9);
	near(scenario_node_distance_km(sc, scenario_find_node(sc, "ty"), ty), 0, 1e-6);
	near(scenario_distance_km(sc, old, dt), scenario_distance_km(sc, ty, dt),
	     1e-9); /* it stands where its node does */
	ck_assert(isnan(scenario_latency_ms(sc, scenario_find_node(sc, "out"), ty)));
	scenario_free(sc);
}
END_TEST

START_TEST(hosting_follows_latency_tier_region_and_closing)
{
	struct scenario *sc = read_with(0, NULL);

	ck_assert_str_eq(host(sc, "move", "ty-a", 2), "");
	scenario_free(sc);
	sc = read_set("classes.gov.site_kinds=[\"government\", \"legacy\", \"open\"]");
	ck_assert_str_eq(host(sc, "move", "dt-b", 3), "security level 1 of the site is below 3");
	scenario_free(sc);
	sc = read_with(3, (const char *const[]){ "classes.gov.site_kinds=[\"government\", \"legacy\", \"open\"]",
	                                         "sites.dt-b.security_level=3", "classes.gov.latency_limit_ms=1.8" });
	ck_assert_str_eq(host(sc, "move", "dt-b", 3),
	                 "its latency from the demand's node is above the class's latency_limit_ms");
	ck_assert_str_eq(host(sc, "move", "ty-a", 3), "");
	scenario_free(sc);
	sc = read_with(3, (const char *const[]){ "classes.gov.site_kinds=[\"government\", \"legacy\", \"open\"]",
	                                         "sites.dt-b.security_level=3", "classes.gov.latency_limit_ms=1.9" });
	ck_assert_str_eq(host(sc, "move", "dt-b", 3), "");
	scenario_free(sc);
	sc = read_set("classes.gov.site_regions=[\"dt\"]");
	ck_assert_str_eq(host(sc, "move", "ty-a", 3), "the site lies in none of the class's site_regions");
	ck_assert_str_eq(host(sc, "move", "old-rooms", 3), ""); /* what stands there may stay there */
	scenario_free(sc);
	sc = read_set("classes.web.site_tiers=[\"core\"]");
	ck_assert_str_eq(host(sc, "tenants", "dt-b", 3), "the site's tier is not among the class's site_tiers");
	ck_assert_str_eq(host(sc, "tenants", "ty-a", 3), "");
	scenario_free(sc);
}
END_TEST

/* A period that ends on the day is closed; one that ends before is not. Own legacy rooms close, too. */
START_TEST(a_site_hosts_nothing_in_periods_that_end_on_its_last_day_or_later)
{
	struct scenario *sc = read_set("sites.old-rooms.closes=2018-12-31");

	ck_assert_str_eq(host(sc, "move", "old-rooms", 2), "");
	ck_assert_str_eq(host(sc, "move", "old-rooms", 3), "the site is closed by then");
	scenario_free(sc);
	sc = read_set("sites.old-rooms.closes=2019-01-01");
	ck_assert_str_eq(host(sc, "move", "old-rooms", 3), "");
	ck_assert_str_eq(host(sc, "move", "old-rooms", 4), "the site is closed by then");
	scenario_free(sc);
}
END_TEST

/* ---- pairs ---- */

START_TEST(pairs_follow_distance_lists_and_dates)
{
	struct scenario *sc = read_with(0, NULL);

	ck_assert_str_eq(pair(sc, "move", "old-rooms", "ty-a", 2), "the demand has no backup");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 1), "");
	ck_assert_str_eq(pair(sc, "tenants", "ty-a", "dt-b", 1), "");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "dt-b", 1), "a standby stands at another site");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 0), "the site is not open yet");
	ck_assert_str_eq(pair(sc, "tenants", "ty-a", "dt-b", 0), "the site is not open yet"); /* that it is hosted at */
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "old-rooms", 1), "the site is not among the backup's sites");
	ck_assert(scenario_may_pair(sc, 1, 2, 1, 1, NULL));
	scenario_free(sc);
	sc = read_set("demands.tenants.backup.min_km=260");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 1), "it is nearer than the backup's min_km");
	scenario_free(sc);
	sc = read_set("demands.tenants.backup.max_km=250");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 1), "it is farther than the backup's max_km");
	scenario_free(sc);
	sc = read_set("demands.tenants.backup.mode=sync");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 1),
	                 "its fibre is longer than the settings' sync_fibre_km");
	scenario_free(sc);
	sc = read_with(2, (const char *const[]){ "demands.tenants.backup.mode=sync", "settings.sync_fibre_km=390" });
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 1), "");
	scenario_free(sc);
	sc = read_set("demands.tenants.backup.sites=[\"dt-b\"]");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 1), "the site is not among the backup's sites");
	ck_assert_str_eq(pair(sc, "tenants", "ty-a", "dt-b", 1), "");
	scenario_free(sc);
	sc = read_set("sites.ty-a.closes=2018-12-31");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 2), "");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 3), "the site is closed by then");
	scenario_free(sc);
}
END_TEST

/* The standby may stand where the demand itself may not be hosted, but not where its class may not. */
START_TEST(the_standby_has_its_own_list_but_the_rules_of_the_class)
{
	struct scenario *sc = read_set("demands.tenants.sites=[\"dt-b\"]");

	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 1), "");
	ck_assert_str_eq(pair(sc, "tenants", "ty-a", "dt-b", 1), "the site is not among the demand's sites");
	scenario_free(sc);
	sc = read_set("classes.web.site_tiers=[\"\"]");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "ty-a", 1), "the site's tier is not among the class's site_tiers");
	scenario_free(sc);
	sc = read_set("classes.web.kw_per_rack=2.6");
	ck_assert_str_eq(pair(sc, "tenants", "ty-a", "dt-b", 1), "no phase of the site holds racks of the class's kW");
	scenario_free(sc);
	sc = read_set("demands.tenants.backup.sites=null");
	ck_assert_str_eq(pair(sc, "tenants", "dt-b", "old-rooms", 1),
	                 "legacy sites host only what stands there already");
	scenario_free(sc);
}
END_TEST

/* ---- a previous plan ---- */

static int previous(const struct scenario *sc, const char *demand, const char *site, int t)
{
	int d = scenario_find_demand(sc, demand), s = scenario_find_site(sc, site);

	return sc->stability.racks[(d * sc->n_sites + s) * sc->n_periods + t];
}

START_TEST(the_racks_of_a_previous_plan_are_read_where_they_stand)
{
	struct scenario *sc = read_with(0, NULL);

	ck_assert_int_eq(previous(sc, "tenants", "dt-b", 0), 30);
	ck_assert_int_eq(previous(sc, "tenants", "dt-b", 1), 25);
	ck_assert_int_eq(previous(sc, "tenants", "dt-b", 2), 0);
	ck_assert_int_eq(previous(sc, "tenants", "ty-a", 0), 0);
	ck_assert_int_eq(previous(sc, "move", "old-rooms", 0), 40);
	ck_assert_int_eq(sc->stability.most_racks, 12);
	near(sc->stability.price_cny_per_rack, 200, 0);
	scenario_free(sc);
	sc = read_set("stability=null");
	ck_assert_ptr_null(sc->stability.racks);
	ck_assert_int_eq(sc->stability.most_racks, -1);
	scenario_free(sc);
}
END_TEST

static struct scenario *read_in(const char *directory, const char *text)
{
	struct findings findings;
	struct str path = STR_INIT, said = STR_INIT;
	struct scenario *sc;

	str_addf(&path, "%s/s.json", directory);
	support_write(path.text, text);
	memset(&findings, 0, sizeof findings);
	sc = scenario_read(path.text, NULL, &findings);
	findings_print(&findings, &said);
	ck_assert_msg(sc != NULL, "%s", said.text);
	findings_dispose(&findings);
	str_dispose(&path);
	str_dispose(&said);
	return sc;
}

/* The plan is of another scenario: what this one does not know is left out, and the resolved file needs no plan. */
START_TEST(a_plan_file_gives_the_racks_that_this_scenario_knows)
{
	static const char text[] =
		"{\"rackplan\": 1, \"id\": \"s\", \"origin\": {\"assumed\": \"made up\", \"range_share\": [0.5, 2]},"
		"\"horizon\": {\"first_day\": \"2018-01-01\", \"last_day\": \"2019-12-31\", \"step\": \"year\"},"
		"\"money\": {\"currency\": \"CNY\", \"price_year\": 2018, \"discount_rate\": 0}, \"regions\": {\"r\": {}},"
		"\"tariffs\": {\"t\": {\"energy_cny_per_kwh\": 1}}, \"stability\": {\"plan\": \"last.json\", \"most_racks\": 0},"
		"\"sites\": {\"a\": {\"region\": \"r\", \"tariff\": \"t\", \"pue\": 1, \"usable_share\": 1, \"installed_mw\": 1,"
		"\"phases\": {\"1\": {\"state\": \"operating\", \"design_racks\": 10, \"max_kw_per_rack\": 5}}}},"
		"\"classes\": {\"c\": {\"kw_per_rack\": 1, \"load_factor\": 1}},"
		"\"demands\": {\"d\": {\"class\": \"c\", \"region\": \"r\", \"need_racks\": 3}}}";
	static const char plan[] =
		"{\"rackplan_plan\": 1, \"scenario\": {}, \"hosting_racks\": {\"d\": {\"a\": {\"2017\": 7, \"2018\": 2},"
		"\"gone\": {\"2018\": 9}}, \"other\": {\"a\": {\"2018\": 1}}}}";
	char *directory = support_directory(), *elsewhere = support_directory();
	struct str path = STR_INIT;
	struct scenario *sc, *again;

	str_addf(&path, "%s/last.json", directory);
	support_write(path.text, plan);
	sc = read_in(directory, text);
	ck_assert_int_eq(previous(sc, "d", "a", 0), 2);
	ck_assert_int_eq(previous(sc, "d", "a", 1), 0);
	ck_assert_int_eq(sc->n_files, 2);
	again = read_in(elsewhere, sc->resolved_json);
	ck_assert_int_eq(previous(again, "d", "a", 0), 2);
	ck_assert_str_eq(again->resolved_json, sc->resolved_json);
	scenario_free(again);
	scenario_free(sc);
	str_dispose(&path);
	support_remove(directory);
	support_remove(elsewhere);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scenario network");
	TCase *tests = tcase_create("network");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, links_own_their_modules_and_know_their_length);
	tcase_add_test(tests, a_length_without_positions_is_not_a_number);
	tcase_add_test(tests, household_traffic_is_households_by_rate_by_concurrency);
	tcase_add_test(tests, a_cut_holds_its_links_in_order);
	tcase_add_test(tests, a_site_without_sources_buys_by_its_tariff);
	tcase_add_test(tests, defaults_of_sites_come_from_the_settings);
	tcase_add_test(tests, a_doubled_budget_is_base_times_factor);
	tcase_add_test(tests, latency_is_of_the_fibre_and_one_way);
	tcase_add_test(tests, hosting_follows_latency_tier_region_and_closing);
	tcase_add_test(tests, a_site_hosts_nothing_in_periods_that_end_on_its_last_day_or_later);
	tcase_add_test(tests, pairs_follow_distance_lists_and_dates);
	tcase_add_test(tests, the_standby_has_its_own_list_but_the_rules_of_the_class);
	tcase_add_test(tests, the_racks_of_a_previous_plan_are_read_where_they_stand);
	tcase_add_test(tests, a_plan_file_gives_the_racks_that_this_scenario_knows);
	suite_add_tcase(suite, tests);
	return support_run(suite);
}
