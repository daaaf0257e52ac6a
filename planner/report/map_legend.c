/* What stands beside and below the map: the overview, the legend, the list of sites. */
#include "planner/report/map.h"

#include <math.h>

enum { ROW_PX = 19, OVERVIEW_PX = 196, EDGE_STEPS = 12 };

static const char *word(const struct map *map, enum page_word word)
{
	return page_word(word, map->chart->language);
}

static double side_px(const struct map *map)
{
	return map->side.right - map->side.left;
}

static void say(struct map *map, double x, int rgb, const char *text)
{
	chart_text(map->chart, ROLE_LEFT, x, map->side.top, rgb,
	           chart_fitted(map->chart, text, TEXT_PX, map->side.right - x));
}

/* ---- the overview ---- */

/* What is too small to be seen as a box gets one around its middle. */
static void add_small_window(struct layer *layer, const struct view *view, struct place middle)
{
	const double half_px = 4;
	const struct point at = view_point(view, middle);

	layer_shape(layer,
	            (struct point[]){ { at.x - half_px, at.y - half_px },
	                              { at.x + half_px, at.y - half_px },
	                              { at.x + half_px, at.y + half_px },
	                              { at.x - half_px, at.y + half_px },
	                              { at.x - half_px, at.y - half_px } },
	            5);
}

static void add_window(struct map *map, const struct view *view)
{
	const double least_px = 8;
	const struct plot_area f = map->view.frame;
	const struct point corners[] = {
		{ f.left, f.top }, { f.right, f.top }, { f.right, f.bottom }, { f.left, f.bottom }, { f.left, f.top }
	};
	struct layer layer = { map, word(map, PAGE_MAP_WINDOW), LAYER_LINE, 1.4, INK, -1, false };
	struct place middle;
	int side, i;

	if ((f.right - f.left) / map->view.px_per_km * view->px_per_km < least_px &&
	    view_place(&map->view, (struct point){ (f.left + f.right) / 2, (f.top + f.bottom) / 2 }, &middle)) {
		add_small_window(&layer, view, middle);
		return;
	}
	for (side = 0; side < 4; side++) {
		for (i = 0; i < EDGE_STEPS; i++) {
			struct point ends[2];
			struct place place;
			int k;

			for (k = 0; k < 2; k++) {
				const double u = (double)(i + k) / EDGE_STEPS;
				const struct point at = { corners[side].x + u * (corners[side + 1].x - corners[side].x),
					                  corners[side].y +
					                          u * (corners[side + 1].y - corners[side].y) };

				if (!view_place(&map->view, at, &place))
					return;
				ends[k] = view_point(view, place);
			}
			if (segment_cut(view->frame, &ends[0], &ends[1]))
				layer_segment(&layer, ends[0], ends[1]);
		}
	}
}

static void add_nodes(struct map *map, const struct view *view)
{
	struct chart *chart = map->chart;
	const struct scenario *sc = chart->sc;
	struct layer layer = { map, word(map, PAGE_MAP_NODE), LAYER_AREA, 1, INK, -1, false };
	const double px = 1.8, tip_px = 5;
	int i, end;

	for (i = 0; i < map->figures.n_links; i++) {
		const struct map_link *link = &map->figures.links[i];

		for (end = 0; end < 2 && map_link_has_length(link); end++) {
			const int v = end ? sc->links[link->link].to : sc->links[link->link].from;
			const struct place place = end ? link->to : link->from;
			const struct point at = view_point(view, place);

			if (view_shows(&map->view, place))
				continue;
			layer_shape(&layer,
			            (struct point[]){ { at.x - px, at.y - px },
			                              { at.x + px, at.y - px },
			                              { at.x + px, at.y + px },
			                              { at.x - px, at.y + px } },
			            4);
			chart_tip(chart, at.x - tip_px, at.y - tip_px, at.x + tip_px, at.y + tip_px, -1,
			          report_text(&sc->nodes[v].name, chart->language));
		}
	}
}

static void add_away(struct map *map, const struct view *view)
{
	struct chart *chart = map->chart;
	const double px = 4;
	int i;

	for (i = 0; i < map->figures.n_sites; i++) {
		const struct map_site *site = &map->figures.sites[i];
		const char *name = report_text(&chart->sc->sites[site->site].name, chart->language);
		struct layer layer = { map, name, LAYER_AREA, 1, map_site_rgb(map, site->site), site->site, false };

		if (site->available > 0 && !view_shows(&map->view, site->place))
			layer_ring(&layer, view_point(view, site->place), 0, px, 0, 1);
	}
}

/* All places, the map's window, and the coast: drawn when the map shows only a part of them, or is small. */
void map_overview(struct map *map)
{
	const double least_km = 4200, enough_km = 1500, pad_px = 14;
	const struct map_figures *figures = &map->figures;
	struct place *places = arena_alloc(map->chart->arena, figures->n_sites + 2 * figures->n_links + 1,
	                                   sizeof *places);
	struct view view;
	int i, end, n = 0, n_beyond = 0;

	for (i = 0; i < figures->n_sites; i++) {
		places[n++] = figures->sites[i].place;
		n_beyond += !view_shows(&map->view, places[n - 1]);
	}
	for (i = 0; i < figures->n_links; i++) {
		for (end = 0; end < 2 && map_link_has_length(&figures->links[i]); end++) {
			places[n++] = end ? figures->links[i].to : figures->links[i].from;
			n_beyond += !view_shows(&map->view, places[n - 1]);
		}
	}
	if (n_beyond == 0 && (map->view.frame.right - map->view.frame.left) / map->view.px_per_km > enough_km)
		return;
	view = view_of(
		places, n,
		(struct plot_area){ map->side.left, map->side.right, map->side.top, map->side.top + OVERVIEW_PX },
		pad_px, least_km);
	map_ground(map, &view, false);
	map_links(map, &view, true);
	add_nodes(map, &view);
	add_away(map, &view);
	add_window(map, &view);
	map->side.top += OVERVIEW_PX + 14;
	say(map, map->side.left, INK_SOFT, word(map, PAGE_MAP_OVERVIEW));
	map->side.top += ROW_PX + 8;
}

/* ---- the legend ---- */

/* Three round numbers of racks, each a quarter of the one before: discs half as wide. */
static void add_sizes(struct map *map)
{
	static const double steps[] = { 5, 2, 1 };
	const double most = map->figures.sites[0].available, power = pow(10, floor(log10(most)));
	struct layer layer = { map, word(map, PAGE_MAP_AREA), LAYER_AREA, 1, COAST_RGB, -1, false };
	double racks = power, x = map->side.left, largest;
	int i;

	for (i = 2; i >= 0; i--) {
		if (steps[i] * power <= most)
			racks = steps[i] * power;
	}
	largest = map->px_per_root_rack * sqrt(racks);
	say(map, x, INK_SOFT, word(map, PAGE_MAP_AREA));
	map->side.top += 14 + largest;
	for (i = 0; i < 3 && (i == 0 || racks >= 4); i++) {
		const double r = map->px_per_root_rack * sqrt(racks);
		const char *text = chart_number(map->chart, racks, 0);

		if (r < 2)
			break;
		layer_ring(&layer, (struct point){ x + r, map->side.top }, 0, r, 0, 1);
		say(map, x + 2 * r + 5, INK, text);
		x += 2 * r + 5 + chart_text_px(text, TEXT_PX) + 14;
		racks = floor(racks / 4);
	}
	map->side.top += largest + ROW_PX - 3;
}

static void add_ring(struct map *map)
{
	const double share = 0.7, r = 7;
	const struct point at = { map->side.left + r + RING_OUTER_PX, map->side.top };
	struct layer disc = { map, word(map, PAGE_MAP_RING), LAYER_AREA, 1, COAST_RGB, -1, false };
	struct layer ground = { map, word(map, PAGE_MAP_RING), LAYER_AREA, 1, INK_FAINT, -1, false };
	struct layer ring = { map, word(map, PAGE_MAP_RING), LAYER_AREA, 1, INK, -1, false };
	struct layer empty = { map, word(map, PAGE_MAP_NO_RACKS), LAYER_AREA, 1, INK_SOFT, -1, false };
	int i;

	layer_ring(&disc, at, 0, r, 0, 1);
	layer_ring(&ground, at, r + RING_INNER_PX, r + RING_OUTER_PX, 0, 1);
	layer_ring(&ring, at, r + RING_INNER_PX, r + RING_OUTER_PX, 0, share);
	say(map, map->side.left + 2 * (r + RING_OUTER_PX) + 8, INK, word(map, PAGE_MAP_RING));
	map->side.top += ROW_PX + 6;
	for (i = 0; i < map->figures.n_sites; i++) {
		if (map->figures.sites[i].available > 0 || !view_shows(&map->view, map->figures.sites[i].place))
			continue;
		layer_ring(&empty, (struct point){ at.x, map->side.top }, 2.7, 4, 0, 1);
		say(map, map->side.left + 2 * (r + RING_OUTER_PX) + 8, INK, word(map, PAGE_MAP_NO_RACKS));
		map->side.top += ROW_PX;
		break;
	}
}

static void add_widths(struct map *map)
{
	const double most = map->most_gbps;
	double gbps;
	int i;

	if (!(most > 0))
		return;
	gbps = pow(10, floor(log10(most)));
	gbps *= 5 * gbps <= most ? 5 : 2 * gbps <= most ? 2 : 1;
	say(map, map->side.left, INK_SOFT, word(map, PAGE_MAP_WIDTH));
	map->side.top += ROW_PX;
	for (i = 0; i < 2; i++) {
		const double x = map->side.left + i * side_px(map) / 2, y = map->side.top,
			     half = map_link_px(map, gbps) / 2;

		chart_box(map->chart, x, y - half, x + 34, y + half, COAST_RGB);
		chart_text(map->chart, ROLE_LEFT, x + 42, y, INK,
		           arena_format(map->chart->arena, "%s Gbps", chart_number(map->chart, gbps, 2)));
		gbps /= 10;
	}
	map->side.top += ROW_PX + 6;
}

static bool any_over(const struct map *map)
{
	int i;

	for (i = 0; i < map->figures.n_links; i++) {
		if (map_link_has_length(&map->figures.links[i]) && map->figures.links[i].share > 1 + 1e-6)
			return true;
	}
	return false;
}

static bool any_bare(const struct map *map)
{
	int i;

	for (i = 0; i < map->figures.n_links; i++) {
		if (map_link_has_length(&map->figures.links[i]) && isnan(map->figures.links[i].share))
			return true;
	}
	return false;
}

static void add_loads(struct map *map)
{
	static const struct {
		double share; /* one of the class */
		enum page_word word;
	} classes[] = {
		{ 0.2, PAGE_MAP_LOAD_LOW },
		{ 0.6, PAGE_MAP_LOAD_MIDDLE },
		{ 0.9, PAGE_MAP_LOAD_HIGH },
		{ 2, PAGE_MAP_LOAD_OVER },
	};
	size_t i;

	say(map, map->side.left, INK_SOFT, word(map, PAGE_MAP_LOAD));
	map->side.top += ROW_PX;
	for (i = 0; i < sizeof classes / sizeof *classes; i++) {
		const double y = map->side.top;

		if (classes[i].share > 1 && !any_over(map))
			continue;
		chart_box(map->chart, map->side.left, y - 2, map->side.left + 34, y + 2,
		          map_load_rgb(classes[i].share));
		say(map, map->side.left + 42, INK, word(map, classes[i].word));
		map->side.top += ROW_PX;
	}
	if (any_bare(map)) {
		for (i = 0; i < 3; i++)
			chart_box(map->chart, map->side.left + 13.0 * (double)i, map->side.top - 1,
			          map->side.left + 13.0 * (double)i + 8, map->side.top + 1, INK_FAINT);
		say(map, map->side.left + 42, INK, word(map, PAGE_MAP_LOAD_NONE));
		map->side.top += ROW_PX;
	}
	chart_box(map->chart, map->side.left + 14, map->side.top - 3, map->side.left + 20, map->side.top + 3, INK);
	say(map, map->side.left + 42, INK, word(map, PAGE_MAP_NODE));
	map->side.top += ROW_PX;
}

void map_legend(struct map *map)
{
	int i;

	add_sizes(map);
	add_ring(map);
	for (i = 0; i < map->figures.n_links; i++) {
		if (!map_link_has_length(&map->figures.links[i]))
			continue;
		map->side.top += 4;
		add_widths(map);
		add_loads(map);
		break;
	}
}

/* ---- the list ---- */

static int listed(const struct map *map)
{
	return map->n_discs < MAP_SITE_ROWS ? map->n_discs : MAP_SITE_ROWS;
}

double map_list_height(const struct map *map)
{
	const int rows = (listed(map) + 1) / 2;

	return ROW_PX * (rows + 1);
}

static void add_row(struct map *map, int i, double x, double right, double y)
{
	struct chart *chart = map->chart;
	const struct map_site *site = &map->figures.sites[i];
	const double racks_px = 84, number_px = 52, name_px = 42;

	chart_text(chart, ROLE_RIGHT, x + 18, y, INK_SOFT, arena_format(chart->arena, "%d", i + 1));
	chart_box(chart, x + 25, y - 5, x + 35, y + 5, map_site_rgb(map, site->site));
	chart_text(chart, ROLE_LEFT, x + name_px, y, INK,
	           chart_fitted(chart, report_text(&chart->sc->sites[site->site].name, chart->language), TEXT_PX,
	                        right - racks_px - number_px - x - name_px));
	chart_text(chart, ROLE_RIGHT, right - racks_px, y, INK, chart_number(chart, site->available, 0));
	chart_text(chart, ROLE_RIGHT, right, y, INK,
	           arena_format(chart->arena, "%.0f %%", 100.0 * site->used / site->available));
	chart_tip(chart, x, y - ROW_PX / 2.0, right, y + ROW_PX / 2.0, site->site,
	          report_text(&chart->sc->sites[site->site].name, chart->language));
}

/* Two columns, most racks first; the numbers are those on the map. */
void map_list(struct map *map, double top)
{
	const double wide = (CHART_WIDTH - 2 * MARGIN) / 2.0, between = 28, racks_px = 84;
	const int n = listed(map), rows = (n + 1) / 2;
	int i;

	for (i = 0; i < (n > 1 ? 2 : 1); i++) {
		const double right = MARGIN + (i + 1) * wide - (i == 0 ? between : 0);

		chart_text(map->chart, ROLE_RIGHT, right - racks_px, top, INK_SOFT, word(map, PAGE_MAP_RACKS));
		chart_text(map->chart, ROLE_RIGHT, right, top, INK_SOFT, word(map, PAGE_MAP_USED));
	}
	for (i = 0; i < n; i++) {
		const int column = i / rows;

		add_row(map, i, MARGIN + column * wide, MARGIN + (column + 1) * wide - (column == 0 ? between : 0),
		        top + ROW_PX * (1 + i % rows));
	}
}
