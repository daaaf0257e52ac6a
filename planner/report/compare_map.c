/* The maps of two plans: one window, one scale of discs and of widths, one colour and number for a site. */
#include "planner/report/compare_charts.h"
#include "planner/report/compare_text.h"
#include "planner/report/format.h"
#include "planner/report/map.h"

#include <math.h>
#include <string.h>

enum { TOP_PX = 112, ROW_PX = 19, LEAST_HIGH = 320, MOST_HIGH = 460, LEGEND_PX = 290, MOST_ROWS = 40 };
enum { A_LEFT = MARGIN + 36, B_LEFT = MARGIN + 542, MAP_PX = 434 };

static const double pad_px = 52, least_km = 24;

struct pair { /* what the comparison is drawn from */
	const struct compared *compared;
	struct chart *chart;
	struct map maps[COMPARE_SIDES];
	int n; /* sites with racks on either side, by the racks that they have on the side with more */
	struct pair_site {
		const struct site *site;
		int rgb, available[COMPARE_SIDES], used[COMPARE_SIDES];
	} * sites;
};

/* The chart speaks of this side: its plan, its sites. */
static void turn_to(struct pair *pair, int side)
{
	pair->chart->plan = pair->compared->side[side].plan;
	pair->chart->sc = pair->compared->side[side].sc;
}

/* As in the other charts: A's own colour, and on in the palette for what only B has. */
static int colour_of(const struct compared *c, int side, int s)
{
	const struct scenario *a = c->side[0].sc, *b = c->side[1].sc;
	int i, in_a, order = 0;

	if (side == 0)
		return chart_site_colour(a, s);
	in_a = scenario_find_site(a, b->sites[s].id);
	if (in_a >= 0 && scenario_site_exists(a, in_a))
		return chart_site_colour(a, in_a);
	for (i = 0; i < a->n_sites; i++)
		order += scenario_site_exists(a, i);
	for (i = 0; i < s; i++) {
		in_a = scenario_find_site(a, b->sites[i].id);
		order += scenario_site_exists(b, i) && (in_a < 0 || !scenario_site_exists(a, in_a));
	}
	return chart_palette(order);
}

static struct pair_site *site_of(struct pair *pair, const char *id)
{
	int i;

	for (i = 0; i < pair->n; i++) {
		if (strcmp(pair->sites[i].site->id, id) == 0)
			return &pair->sites[i];
	}
	return &pair->sites[pair->n++];
}

static int more(const struct pair_site *site)
{
	return site->available[0] > site->available[1] ? site->available[0] : site->available[1];
}

static void list_sites(struct pair *pair)
{
	const struct compared *c = pair->compared;
	int side, i, k;

	pair->sites = arena_alloc(pair->chart->arena, c->side[0].sc->n_sites + c->side[1].sc->n_sites,
	                          sizeof *pair->sites);
	for (side = 0; side < COMPARE_SIDES; side++) {
		for (i = 0; i < pair->maps[side].figures.n_sites; i++) {
			const struct map_site *item = &pair->maps[side].figures.sites[i];
			struct pair_site *site;

			if (item->available == 0)
				continue;
			site = site_of(pair, c->side[side].sc->sites[item->site].id);
			site->site = site->site ? site->site : &c->side[side].sc->sites[item->site];
			site->rgb = colour_of(c, side, item->site);
			site->available[side] = item->available;
			site->used[side] = item->used;
		}
	}
	for (i = 1; i < pair->n; i++) {
		const struct pair_site site = pair->sites[i];

		for (k = i; k > 0 && more(&pair->sites[k - 1]) < more(&site); k--)
			pair->sites[k] = pair->sites[k - 1];
		pair->sites[k] = site;
	}
}

static void name_sites(struct pair *pair, int side)
{
	const struct scenario *sc = pair->compared->side[side].sc;
	int *colours = arena_alloc(pair->chart->arena, sc->n_sites, sizeof *colours);
	int *numbers = arena_alloc(pair->chart->arena, sc->n_sites, sizeof *numbers);
	int s, i;

	for (s = 0; s < sc->n_sites; s++) {
		colours[s] = colour_of(pair->compared, side, s);
		for (i = 0; i < pair->n; i++) {
			if (strcmp(pair->sites[i].site->id, sc->sites[s].id) == 0)
				numbers[s] = i + 1;
		}
	}
	pair->maps[side].colours = colours;
	pair->maps[side].numbers = numbers;
}

/* One window that both maps need, twice. */
static void lay_out(struct pair *pair)
{
	struct arena *arena = pair->chart->arena;
	struct place *places[COMPARE_SIDES], *all;
	int n[COMPARE_SIDES], side, i, total;
	double aspect, diagonal_km, high;

	for (side = 0; side < COMPARE_SIDES; side++)
		places[side] = map_window(&pair->maps[side].figures, pair->compared->side[side].sc, arena, &n[side]);
	total = n[0] + n[1];
	all = arena_alloc(arena, total, sizeof *all);
	for (i = 0; i < total; i++)
		all[i] = i < n[0] ? places[0][i] : places[1][i - n[0]];
	view_extent(all, total, &aspect, &diagonal_km);
	high = round(fmin(fmax((MAP_PX - 2 * pad_px) / aspect + 2 * pad_px, LEAST_HIGH), MOST_HIGH));
	for (side = 0; side < COMPARE_SIDES; side++) {
		struct map *map = &pair->maps[side];
		const double left = side ? B_LEFT : A_LEFT;

		map->view = view_of(all, total, (struct plot_area){ left, left + MAP_PX, TOP_PX, TOP_PX + high },
		                    pad_px, least_km);
		for (i = 0; i < map->figures.n_sites; i++)
			map->figures.sites[i].away = !view_shows(&map->view, map->figures.sites[i].place);
	}
}

static void add_map(struct pair *pair, int side)
{
	struct map *map = &pair->maps[side];
	struct str name = STR_INIT;
	struct plot_area scale;
	char letter[COMPARE_NAME];

	turn_to(pair, side);
	str_addf(&name, "%s  ", compare_name(side, letter));
	format_scenario(&name, pair->chart->plan);
	chart_text(pair->chart, ROLE_STRONG, map->view.frame.left, TOP_PX - 16, INK,
	           chart_fitted(pair->chart, name.text, TEXT_PX * 1.06, MAP_PX));
	str_dispose(&name);
	if (side > 0)
		map->n_layers = pair->maps[side - 1].n_layers;
	map_ground(map, &map->view, true);
	map_scale(map, &scale);
	map_links(map, &map->view, false);
	map_sites(map);
	map_labels(map, scale);
}

static void add_figures(struct pair *pair, const struct pair_site *site, int side, double right, double y)
{
	struct chart *chart = pair->chart;

	chart_text(chart, ROLE_RIGHT, right - 60, y, INK, chart_number(chart, site->available[side], 0));
	chart_text(chart, ROLE_RIGHT, right, y, INK_SOFT,
	           site->available[side] > 0
	                   ? arena_format(chart->arena, "%.0f %%", 100.0 * site->used[side] / site->available[side])
	                   : "–");
}

/* Right of the legend: number, name, racks and share in use in A and in B. */
static void add_list(struct pair *pair, double top)
{
	struct chart *chart = pair->chart;
	const double left = MARGIN + LEGEND_PX, right = CHART_WIDTH - MARGIN, wide = 176,
		     name_px = right - 2 * wide - left - 42;
	int i;

	for (i = 0; i < COMPARE_SIDES; i++) {
		chart_text(chart, ROLE_RIGHT, right - (1 - i) * wide - 60, top, INK_SOFT,
		           arena_format(chart->arena, "%s: %s", i ? "B" : "A",
		                        page_word(PAGE_MAP_RACKS, chart->language)));
		chart_text(chart, ROLE_RIGHT, right - (1 - i) * wide, top, INK_SOFT,
		           page_word(PAGE_MAP_USED, chart->language));
	}
	for (i = 0; i < pair->n && i < MOST_ROWS; i++) {
		const struct pair_site *site = &pair->sites[i];
		const double y = top + ROW_PX * (i + 1);

		chart_text(chart, ROLE_RIGHT, left + 18, y, INK_SOFT, arena_format(chart->arena, "%d", i + 1));
		chart_box(chart, left + 25, y - 5, left + 35, y + 5, site->rgb);
		chart_text(chart, ROLE_LEFT, left + 42, y, INK,
		           chart_fitted(chart, report_text(&site->site->name, chart->language), TEXT_PX, name_px));
		add_figures(pair, site, 0, right - wide, y);
		add_figures(pair, site, 1, right, y);
	}
}

static bool open_pair(struct pair *pair)
{
	struct map *maps = pair->maps;
	int side, n_positions = 0;

	for (side = 0; side < COMPARE_SIDES; side++) {
		maps[side].chart = pair->chart;
		turn_to(pair, side);
		map_measure(&maps[side]);
		n_positions += maps[side].figures.n_sites >= 2;
	}
	list_sites(pair);
	if (n_positions < COMPARE_SIDES || pair->n == 0)
		return false;
	maps[0].most_gbps = maps[1].most_gbps = fmax(maps[0].most_gbps, maps[1].most_gbps);
	for (side = 0; side < COMPARE_SIDES; side++)
		name_sites(pair, side);
	lay_out(pair);
	map_discs(maps, COMPARE_SIDES);
	return true;
}

void compare_build_map(struct chart *chart, void *own)
{
	struct pair pair = { .compared = *(const struct compared *const *)own, .chart = chart };
	struct map *legend;
	double below, list_px;
	int side;

	if (!open_pair(&pair)) {
		turn_to(&pair, 0);
		chart->empty_because = page_word(pair.n == 0 ? PAGE_EMPTY_MAP_RACKS : PAGE_EMPTY_MAP, chart->language);
		return;
	}
	for (side = 0; side < COMPARE_SIDES; side++)
		add_map(&pair, side);
	below = pair.maps[0].view.frame.bottom + 44;
	legend = &pair.maps[pair.maps[1].figures.sites[0].available > pair.maps[0].figures.sites[0].available];
	legend->n_layers = pair.maps[1].n_layers;
	legend->side = (struct plot_area){ MARGIN, MARGIN + LEGEND_PX - 20, below, 0 };
	map_legend(legend);
	turn_to(&pair, 0);
	add_list(&pair, below);
	list_px = ROW_PX * (1 + fmin(pair.n, MOST_ROWS));
	chart->height = (int)(fmax(legend->side.top, below + list_px) + 44);
	chart_title(chart, compare_word(SAY_MAP_CHART, chart->language), compare_sides_named(chart, pair.compared),
	            page_word(PAGE_MAP_NOTE, chart->language));
	for (side = 0; side < COMPARE_SIDES; side++)
		memory_free(pair.maps[side].segments);
}
