/* Map of sites and links at the horizon's end, over coastlines. */
#include "planner/report/format.h"
#include "planner/report/map.h"

#include <math.h>

enum { TOP_PX = 84, MAP_LEFT = MARGIN + 38, MAP_RIGHT = 722, SIDE_LEFT = 746, LEAST_HIGH = 430, MOST_HIGH = 640 };

static const double pad_px = 68, least_km = 24;

static int used_sites(const struct map_figures *figures, int *available, int *used)
{
	int i, n = 0;

	*available = *used = 0;
	for (i = 0; i < figures->n_sites; i++) {
		n += figures->sites[i].available > 0;
		*available += figures->sites[i].available;
		*used += figures->sites[i].used;
	}
	return n;
}

static const struct map_link *fullest(const struct map_figures *figures)
{
	const struct map_link *found = NULL;
	int i;

	for (i = 0; i < figures->n_links; i++) {
		const struct map_link *link = &figures->links[i];

		if (map_link_has_length(link) && !isnan(link->share) && (!found || link->share > found->share))
			found = link;
	}
	return found;
}

static const char *title_of(struct chart *chart, const struct map_figures *figures)
{
	const struct map_link *link = fullest(figures);
	int available, used, n = used_sites(figures, &available, &used);
	const char *const racks = chart_number(chart, available, 0), *const sites = chart_number(chart, n, 0),
			  *const share = arena_format(chart->arena, "%.0f %%", 100.0 * used / available);

	if (!link)
		return chart_say(chart, PAGE_TITLE_MAP, (const char *[4]){ racks, sites, share, NULL });
	return chart_say(
		chart, PAGE_TITLE_MAP_LINK,
		(const char *[4]){ racks, sites, share,
	                           arena_format(chart->arena, "%.0f %%%s%s", 100 * link->share,
	                                        chart->language == LANGUAGE_ZH ? "，" : ", ",
	                                        report_text(&chart->sc->links[link->link].name, chart->language)) });
}

static const char *note_of(struct map *map)
{
	struct chart *chart = map->chart;
	const char *note = page_word(PAGE_MAP_NOTE, chart->language);
	const int n_more = map->n_discs - MAP_SITE_ROWS;

	if (map->figures.n_nowhere > 0)
		note = arena_format(chart->arena, "%s · %s", note,
		                    chart_say(chart, PAGE_MAP_NOWHERE,
		                              (const char *[4]){ chart_number(chart, map->figures.n_nowhere, 0), NULL,
		                                                 NULL, NULL }));
	if (n_more > 0)
		note = arena_format(chart->arena, "%s · %s", note,
		                    chart_say(chart, PAGE_MAP_MORE,
		                              (const char *[4]){ chart_number(chart, n_more, 0), NULL, NULL, NULL }));
	return chart_plan_note(chart, note);
}

/* As high as the places want it, within what a page can show. */
static void lay_out(struct map *map)
{
	const double wide = MAP_RIGHT - MAP_LEFT;
	double aspect, diagonal_km, high;
	int n;
	struct place *places = map_window(&map->figures, map->chart->sc, map->chart->arena, &n);

	view_extent(places, n, &aspect, &diagonal_km);
	high = round(fmin(fmax((wide - 2 * pad_px) / aspect + 2 * pad_px, LEAST_HIGH), MOST_HIGH));
	map->view = view_of(places, n, (struct plot_area){ MAP_LEFT, MAP_RIGHT, TOP_PX, TOP_PX + high }, pad_px,
	                    least_km);
	for (n = 0; n < map->figures.n_sites; n++) /* a node may have widened the map that far */
		map->figures.sites[n].away &= !view_shows(&map->view, map->figures.sites[n].place);
	map->side = (struct plot_area){ SIDE_LEFT, CHART_WIDTH - MARGIN, TOP_PX, TOP_PX + high };
}

void map_open(struct map *map)
{
	map_measure(map);
	lay_out(map);
	map_discs(map, 1);
}

void chart_map(struct chart *chart)
{
	struct map map = { .chart = chart };
	struct plot_area scale;
	double below;
	int available, used;

	map.figures = map_figures(chart->plan, chart->sc, chart->arena);
	if (map.figures.n_sites < 2) {
		chart->empty_because = page_word(PAGE_EMPTY_MAP, chart->language);
		return;
	}
	if (used_sites(&map.figures, &available, &used) == 0) {
		chart->empty_because = page_word(PAGE_EMPTY_MAP_RACKS, chart->language);
		return;
	}
	map_open(&map);
	map_ground(&map, &map.view, true);
	map_scale(&map, &scale);
	map_links(&map, &map.view, false);
	map_sites(&map);
	map_labels(&map, scale);
	map_overview(&map);
	map_legend(&map);
	below = fmax(map.view.frame.bottom + 26, map.side.top) + 16;
	map_list(&map, below);
	chart->height = (int)(below + map_list_height(&map) + 40);
	chart_title(chart, title_of(chart, &map.figures), chart_subject(chart), note_of(&map));
	memory_free(map.segments);
}
