/* The sites: discs as large as their racks, rings as full as they are, and the words beside them. */
#include "planner/report/map.h"

#include <math.h>

enum { MOST_DISCS = 120 };

static const double most_px = 30, least_px = 3, crowded_px = 48, node_px = 3, none_px = 4;

/* ---- where they stand ---- */

/* A site that is away stands at the frame's edge, on the way to it from the middle. */
static struct point anchor_of(const struct map *map, const struct map_site *site)
{
	const struct plot_area f = map->view.frame;
	const struct point middle = { (f.left + f.right) / 2, (f.top + f.bottom) / 2 };
	struct point at = view_point(&map->view, site->place), from = middle;

	segment_cut(f, &from, &at);
	return at;
}

static void size_discs(struct map *map, double px_per_root_rack)
{
	const double spare = 1;
	const struct plot_area f = map->view.frame;
	int i;

	map->px_per_root_rack = px_per_root_rack;
	for (i = 0; i < map->n_discs; i++) {
		struct disc *disc = &map->discs[i];

		disc->radius = fmax(least_px, px_per_root_rack * sqrt(map->figures.sites[i].available)) + HALO_PX;
		disc->anchor = anchor_of(map, &map->figures.sites[i]);
		disc->anchor.x = fmin(fmax(disc->anchor.x, f.left + disc->radius + spare),
		                      f.right - disc->radius - spare);
		disc->anchor.y = fmin(fmax(disc->anchor.y, f.top + disc->radius + spare),
		                      f.bottom - disc->radius - spare);
	}
}

/* Returns the longest way that a disc had to move in any of the maps; -1: one has no room. */
static double spread(struct map *maps, int n, double px_per_root_rack)
{
	double furthest = 0;
	int i;

	for (i = 0; i < n; i++) {
		double moved;

		size_discs(&maps[i], px_per_root_rack);
		moved = discs_spread(maps[i].discs, maps[i].n_discs, maps[i].view.frame, 0);
		furthest = moved < 0 || furthest < 0 ? -1 : fmax(furthest, moved);
	}
	return furthest;
}

/* As large as they can be before a crowd pushes one of them too far from where it belongs. */
void map_discs(struct map *maps, int n)
{
	const double smaller = 0.87, smallest_px = 9;
	double largest_px, most = 1, moved;
	int i;

	for (i = 0; i < n; i++) {
		struct map *map = &maps[i];

		while (map->n_discs < map->figures.n_sites && map->n_discs < MOST_DISCS &&
		       map->figures.sites[map->n_discs].available > 0)
			map->n_discs++;
		map->discs = arena_alloc(map->chart->arena, map->n_discs, sizeof *map->discs);
		if (map->n_discs > 0)
			most = fmax(most, map->figures.sites[0].available);
	}
	for (largest_px = most_px;; largest_px *= smaller) {
		moved = spread(maps, n, largest_px / sqrt(most));
		if ((moved >= 0 && moved <= crowded_px) || largest_px * smaller < smallest_px)
			break;
	}
	/* So many that not all have room: the smallest are left out. */
	for (i = 0; i < n && moved < 0; i++) {
		while (maps[i].n_discs > 1 && discs_spread(maps[i].discs, maps[i].n_discs, maps[i].view.frame, 0) < 0)
			maps[i].n_discs--;
	}
}

int map_site_rgb(const struct map *map, int s)
{
	return map->colours ? map->colours[s] : chart_site_colour(map->chart->sc, s);
}

/* ---- drawing ---- */

static double disc_px(const struct map *map, int i)
{
	return map->discs[i].radius - HALO_PX;
}

static const char *name_of(const struct map *map, int i)
{
	return report_text(&map->chart->sc->sites[map->figures.sites[i].site].name, map->chart->language);
}

static double share_of(const struct map_site *site)
{
	return site->available > 0 ? fmin(1, (double)site->used / site->available) : 0;
}

static void add_leaders(struct map *map)
{
	const double moved_px = 2;
	struct layer layer = {
		map, page_word(PAGE_MAP_LEADER, map->chart->language), LAYER_LINE, 1, INK_SOFT, -1, false
	};
	int i;

	for (i = 0; i < map->n_discs; i++) {
		const struct disc *disc = &map->discs[i];
		const struct point to = anchor_of(map, &map->figures.sites[i]);
		struct layer *line = &layer;

		if (hypot(to.x - disc->at.x, to.y - disc->at.y) > moved_px)
			layer_segment(line, disc->at, to);
	}
}

/* Sites without racks at the end, where no disc covers them. */
static void add_empty(struct map *map)
{
	struct chart *chart = map->chart;
	struct layer layer = { map, page_word(PAGE_MAP_NO_RACKS, chart->language), LAYER_AREA, 1, INK_SOFT, -1, false };
	int i, k;

	map->marks = arena_alloc(chart->arena, map->figures.n_sites, sizeof *map->marks);
	for (i = map->n_discs; i < map->figures.n_sites; i++) {
		const struct map_site *site = &map->figures.sites[i];
		const struct point at = view_point(&map->view, site->place);

		if (site->available > 0 || !view_shows(&map->view, site->place))
			continue;
		for (k = 0; k < map->n_discs; k++) {
			if (hypot(map->discs[k].at.x - at.x, map->discs[k].at.y - at.y) <
			    map->discs[k].radius + none_px)
				break;
		}
		if (k < map->n_discs)
			continue;
		layer_ring(&layer, at, none_px - 1.3, none_px, 0, 1);
		map->marks[map->n_marks++] = (struct plot_area){ at.x - none_px, at.x + none_px, at.y - none_px,
			                                         at.y + none_px };
		chart_tip(chart, at.x - 6, at.y - 6, at.x + 6, at.y + 6, site->site,
		          arena_format(chart->arena, "%s\n%s", name_of(map, i),
		                       page_word(PAGE_MAP_NO_RACKS, chart->language)));
	}
}

static void add_nodes(struct map *map)
{
	struct chart *chart = map->chart;
	struct layer layer = { map, page_word(PAGE_MAP_NODE, chart->language), LAYER_AREA, 1, INK, -1, false };
	int i, end;

	for (i = 0; i < map->figures.n_links; i++) {
		const struct map_link *link = &map->figures.links[i];

		for (end = 0; end < 2 && map_link_has_length(link); end++) {
			const struct place place = end ? link->to : link->from;
			const struct point at = view_point(&map->view, place);

			if (view_shows(&map->view, place))
				layer_shape(&layer,
				            (struct point[]){ { at.x - node_px, at.y - node_px },
				                              { at.x + node_px, at.y - node_px },
				                              { at.x + node_px, at.y + node_px },
				                              { at.x - node_px, at.y + node_px } },
				            4);
		}
	}
}

static void add_tip(struct map *map, int i)
{
	struct chart *chart = map->chart;
	const struct map_site *site = &map->figures.sites[i];
	const struct disc *disc = &map->discs[i];
	const double r = disc->radius - 2;

	chart_tip(chart, disc->at.x - r, disc->at.y - r, disc->at.x + r, disc->at.y + r, site->site,
	          arena_format(chart->arena, "%s\n%s %s\n%s %s (%.0f %%)", name_of(map, i),
	                       report_word(WORD_AVAILABLE, chart->language), chart_number(chart, site->available, 0),
	                       report_word(WORD_OCCUPIED, chart->language), chart_number(chart, site->used, 0),
	                       100 * share_of(site)));
}

static void add_rings(struct map *map)
{
	const enum language language = map->chart->language;
	struct layer halo = { map, page_word(PAGE_MAP_RING, language), LAYER_AREA, 1, PAPER, -1, false };
	struct layer ground = { map, page_word(PAGE_MAP_RING, language), LAYER_AREA, 1, INK_FAINT, -1, false };
	int i;

	for (i = 0; i < map->n_discs; i++)
		layer_ring(&halo, map->discs[i].at, 0, disc_px(map, i) + HALO_PX, 0, 1);
	for (i = 0; i < map->n_discs; i++)
		layer_ring(&ground, map->discs[i].at, disc_px(map, i) + RING_INNER_PX, disc_px(map, i) + RING_OUTER_PX,
		           0, 1);
}

void map_sites(struct map *map)
{
	const enum language language = map->chart->language;
	int i;

	add_nodes(map);
	add_empty(map);
	add_leaders(map);
	add_rings(map);
	for (i = 0; i < map->n_discs; i++) {
		const struct map_site *site = &map->figures.sites[i];
		const char *name = name_of(map, i);
		const char *used = arena_format(map->chart->arena, "%s: %s", name, page_word(PAGE_MAP_USED, language));
		struct layer disc = { map, name, LAYER_AREA, 1, map_site_rgb(map, site->site), site->site, false };
		struct layer ring = { map, used, LAYER_AREA, 1, INK, site->site, false };

		layer_ring(&disc, map->discs[i].at, 0, disc_px(map, i), 0, 1);
		if (site->used > 0)
			layer_ring(&ring, map->discs[i].at, disc_px(map, i) + RING_INNER_PX,
			           disc_px(map, i) + RING_OUTER_PX, 0, share_of(site));
		add_tip(map, i);
	}
}
