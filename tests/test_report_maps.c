/* Maps of the shipped scenarios, and of sites anywhere: words that do not meet, positions as they were read. */
#include "planner/base/geo.h"
#include "planner/base/memory.h"
#include "planner/plan/plan.h"
#include "planner/scenario/read.h"
#include "tests/map_case.h"
#include "tests/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the shipped scenarios ---- */

static const char *const shipped[] = { "shanxi-2018",  "inner-mongolia-2018", "henan-2020",
	                               "jiangxi-2020", "xian-2021",           "east-data-west-compute" };
enum { SHIPPED = sizeof shipped / sizeof *shipped };

static struct scenario *read_shipped(const char *name)
{
	struct findings findings = { 0 };
	struct read_options options = { 0 };
	struct scenario *sc;
	char path[128];

	snprintf(path, sizeof path, "scenarios/%s.json", name);
	sc = scenario_read(path, &options, &findings);
	ck_assert_msg(sc != NULL, "%s", path);
	findings_dispose(&findings);
	return sc;
}

/* A plan that was not solved: phases are commissioned as far as a number drawn for each says, half of that is used. */
static struct plan *drawn_plan(const struct scenario *sc)
{
	struct plan *plan = plan_new(sc);
	const int n = plan->n_periods;
	int *commissioned = arena_alloc(plan->arena, plan->n_phases * n, sizeof *commissioned), p, s, t;
	struct hosting *hosting = arena_alloc(plan->arena, sc->n_sites, sizeof *hosting);

	for (p = 0; p < plan->n_phases; p++)
		commissioned[p * n] = map_between(0, 1) < 0.2
		                              ? 0
		                              : (int)map_between(0, sc->phases[p].design_racks -
		                                                            sc->phases[p].available_racks);
	plan->commissioned_racks = commissioned;
	for (s = 0; s < sc->n_sites; s++) {
		int *racks = arena_alloc(plan->arena, n, sizeof *racks);

		for (t = 0; t < n; t++)
			racks[t] = plan_site_available(plan, sc, s, t) / 2;
		hosting[plan->n_hosting++] = (struct hosting){ 0, s, racks };
	}
	plan->hosting = hosting;
	return plan;
}

/* As chart_map() lays it, up to its labels. */
static void expect_clean_map(struct chart *chart)
{
	struct map map = { .chart = chart };
	struct plot_area scale;

	map_open(&map);
	map_scale(&map, &scale);
	map_links(&map, &map.view, false);
	map_sites(&map);
	map_labels(&map, scale);
	map_expect_discs_apart(map.discs, map.n_discs, map.view.frame);
	map_expect_apart(map.labels, map.n_labels, map.discs, map.n_discs, map.view.frame);
	ck_assert_int_ge(map.n_labels, map.n_discs);
	memory_free(map.segments);
}

START_TEST(no_labels_of_a_shipped_scenario_meet)
{
	struct scenario *sc = read_shipped(shipped[_i / 2]);
	const int n = support_loops(8);
	int round;

	map_seed(77 + (unsigned long)_i);
	for (round = 0; round < n; round++) {
		struct plan *plan = drawn_plan(sc);
		struct chart chart;

		chart_init(&chart, "map", "map", plan, sc, _i % 2 ? LANGUAGE_ZH : LANGUAGE_EN);
		expect_clean_map(&chart);
		chart_dispose(&chart);
		plan_free(plan);
	}
	scenario_free(sc);
}
END_TEST

START_TEST(map_has_a_series_for_each_layer_of_its_data)
{
	struct scenario *sc = read_shipped(shipped[_i]);
	struct plan *plan;
	struct chart chart;
	struct coast *coast = map_shipped_coast();
	int i;

	map_seed(5);
	plan = drawn_plan(sc);
	chart_init(&chart, "map", "map", plan, sc, LANGUAGE_EN);
	chart.coast = coast;
	chart_map(&chart);
	ck_assert_ptr_null(chart.empty_because);
	for (i = 1; i <= chart.n_series + 1; i++) {
		char name[32];

		snprintf(name, sizeof name, "# layer %04d\n", i);
		ck_assert_msg((strstr(chart.data.text, name) != NULL) == (i <= chart.n_series), "%s", name);
	}
	ck_assert_ptr_null(strstr(chart.data.text, "nan"));
	ck_assert_ptr_null(strstr(chart.frame.text, "nan"));
	chart_dispose(&chart);
	coast_free(coast);
	plan_free(plan);
	scenario_free(sc);
}
END_TEST

START_TEST(far_partner_stands_at_the_edge_and_not_in_the_window)
{
	struct scenario *sc = read_shipped("xian-2021");
	struct plan *plan;
	struct chart chart;
	struct map map = { .chart = &chart };
	int i, n_away = 0;

	map_seed(3);
	plan = drawn_plan(sc);
	chart_init(&chart, "map", "map", plan, sc, LANGUAGE_EN);
	map_open(&map);
	for (i = 0; i < map.figures.n_sites; i++) {
		const struct map_site *site = &map.figures.sites[i];

		ck_assert_int_eq(site->away, strcmp(sc->sites[site->site].id, "beijing-weather") == 0);
		ck_assert_int_ne(site->away, view_shows(&map.view, site->place));
		n_away += site->away;
	}
	ck_assert_int_eq(n_away, 1);
	chart_dispose(&chart);
	plan_free(plan);
	scenario_free(sc);
}
END_TEST

/* Poles, date line, one place, all over the earth, a street: nothing meets, and every number of the drawing is one. */
START_TEST(sites_anywhere_on_earth_give_a_clean_map)
{
	static const double spreads[] = { 0, 0.001, 0.1, 3, 30, 180 };
	struct scenario *sc = read_shipped(shipped[_i % SHIPPED]);
	struct scenario moved = *sc;
	struct site *sites = memory_alloc(sc->n_sites, sizeof *sites);
	struct network_node *nodes = memory_alloc(sc->n_nodes, sizeof *nodes);
	struct coast *coast = map_shipped_coast();
	struct chart chart;
	struct plan *plan;
	double latitude, longitude, spread;
	int i;

	map_seed(1000 + (unsigned long)_i);
	plan = drawn_plan(sc);
	latitude = map_between(-90, 90);
	longitude = map_between(-180, 180);
	spread = spreads[(int)map_between(0, 5.999)];
	for (i = 0; i < sc->n_sites; i++) {
		sites[i] = sc->sites[i];
		sites[i].latitude_deg = fmax(-90, fmin(90, latitude + spread * map_between(-0.5, 0.5)));
		sites[i].longitude_deg = remainder(longitude + spread * map_between(-1, 1), 360);
	}
	for (i = 0; i < sc->n_nodes; i++) {
		nodes[i] = sc->nodes[i];
		nodes[i].latitude_deg = fmax(-90, fmin(90, latitude + 2 * spread * map_between(-0.5, 0.5)));
		nodes[i].longitude_deg = remainder(longitude + 2 * spread * map_between(-1, 1), 360);
	}
	moved.sites = sites;
	moved.nodes = nodes;
	chart_init(&chart, "map", "map", plan, &moved, _i % 2 ? LANGUAGE_ZH : LANGUAGE_EN);
	expect_clean_map(&chart);
	chart_dispose(&chart);
	chart_init(&chart, "map", "map", plan, &moved, LANGUAGE_EN);
	chart.coast = coast;
	chart_map(&chart);
	ck_assert_ptr_null(strstr(chart.data.text, "nan"));
	ck_assert_ptr_null(strstr(chart.data.text, "inf"));
	ck_assert_int_gt(chart.n_series, 3);
	chart_dispose(&chart);
	coast_free(coast);
	memory_free(sites);
	memory_free(nodes);
	plan_free(plan);
	scenario_free(sc);
}
END_TEST

START_TEST(less_than_two_positions_are_no_map)
{
	struct scenario *sc = read_shipped("xian-2021");
	struct plan *plan = drawn_plan(sc);
	struct scenario bare = *sc;
	struct site *sites = memory_alloc(sc->n_sites, sizeof *sites);
	struct chart chart;
	int s;

	bare.sites = sites;
	for (s = 0; s < sc->n_sites; s++) {
		sites[s] = sc->sites[s];
		if (s == 0)
			continue;
		sites[s].latitude_deg = sites[s].longitude_deg = (double)NAN;
		sites[s].node = -1;
	}
	chart_init(&chart, "map", "map", plan, &bare, LANGUAGE_EN);
	chart_map(&chart);
	ck_assert_str_eq(chart.empty_because, "fewer than two sites have a position");
	chart_dispose(&chart);
	memory_free(sites);
	plan_free(plan);
	scenario_free(sc);
}
END_TEST

/* ---- positions against what was read of distances ---- */

/* Great circles that the facts give (B9: km, or 0.0098 ms a km there and back over 1.4 times that). */
static const struct {
	const char *scenario, *a, *b;
	double km;
} read_distances[] = {
	{ "inner-mongolia-2018", "beijing", "ulanqab", 304 },
	{ "inner-mongolia-2018", "beijing", "hohhot", 414 },
	{ "inner-mongolia-2018", "hohhot", "ulanqab", 1.7 / 0.01372 },
	{ "inner-mongolia-2018", "beijing", "xian", 12.5 / 0.01372 },
	{ "inner-mongolia-2018", "shanghai", "hohhot", 19.0 / 0.01372 },
	{ "inner-mongolia-2018", "beijing", "guiyang", 23.7 / 0.01372 },
	{ "inner-mongolia-2018", "guangzhou", "hohhot", 27.1 / 0.01372 },
	{ "jiangxi-2020", "nanchang", "shangrao", 2.8 / 0.01372 },
	{ "jiangxi-2020", "nanchang", "fuzhou", 1.3 / 0.01372 },
	{ "henan-2020", "zhengzhou", "luoyang", 1.5 / 0.01372 },
	{ "henan-2020", "p-beijing", "zhengzhou", 8.6 / 0.01372 },
	{ "east-data-west-compute", "beijing", "zhongwei", 13.8 / 0.01372 },
};

START_TEST(positions_agree_with_the_distances_that_were_read)
{
	struct scenario *sc = read_shipped(read_distances[_i].scenario);
	const int a = scenario_find_node(sc, read_distances[_i].a), b = scenario_find_node(sc, read_distances[_i].b);
	double km;

	ck_assert(a >= 0 && b >= 0);
	km = geo_great_circle_km(sc->nodes[a].latitude_deg, sc->nodes[a].longitude_deg, sc->nodes[b].latitude_deg,
	                         sc->nodes[b].longitude_deg);
	ck_assert_msg(fabs(km - read_distances[_i].km) <= fmax(6, 0.02 * km), "%s to %s: %.0f km, read %.0f",
	              read_distances[_i].a, read_distances[_i].b, km, read_distances[_i].km);
	scenario_free(sc);
}
END_TEST

START_TEST(site_lies_near_its_node_and_no_fibre_is_shorter_than_the_way)
{
	struct scenario *sc = read_shipped(shipped[_i]);
	int s, l;

	for (s = 0; s < sc->n_sites; s++) {
		double km = sc->sites[s].node >= 0 ? scenario_node_distance_km(sc, sc->sites[s].node, s) : 0;

		ck_assert_msg(isnan(km) || km < 80, "%s: %.0f km from its node", sc->sites[s].id, km);
	}
	for (l = 0; l < sc->n_links; l++) {
		const struct network_node *a = &sc->nodes[sc->links[l].from], *b = &sc->nodes[sc->links[l].to];
		const double km = isnan(a->latitude_deg) || isnan(b->latitude_deg)
		                          ? 0
		                          : geo_great_circle_km(a->latitude_deg, a->longitude_deg, b->latitude_deg,
		                                                b->longitude_deg);

		ck_assert_msg(isnan(sc->links[l].km) || sc->links[l].km >= km * 0.98, "%s: %.0f km of fibre over %.0f",
		              sc->links[l].id, sc->links[l].km, km);
	}
	scenario_free(sc);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report maps");
	TCase *maps = tcase_create("maps");

	tcase_set_timeout(maps, 120);
	tcase_add_loop_test(maps, no_labels_of_a_shipped_scenario_meet, 0, support_loops(2 * SHIPPED));
	tcase_add_loop_test(maps, map_has_a_series_for_each_layer_of_its_data, 0, support_loops(SHIPPED));
	tcase_add_test(maps, far_partner_stands_at_the_edge_and_not_in_the_window);
	tcase_add_test(maps, less_than_two_positions_are_no_map);
	tcase_add_loop_test(maps, positions_agree_with_the_distances_that_were_read, 0,
	                    support_loops((int)(sizeof read_distances / sizeof *read_distances)));
	tcase_add_loop_test(maps, site_lies_near_its_node_and_no_fibre_is_shorter_than_the_way, 0,
	                    support_loops(SHIPPED));
	tcase_add_loop_test(maps, sites_anywhere_on_earth_give_a_clean_map, 0, support_loops(40));
	suite_add_tcase(suite, maps);
	return support_run(suite);
}
