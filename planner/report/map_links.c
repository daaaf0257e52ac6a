/* The links: as wide as what is installed, coloured by their load at the end, parallel ones bent apart. */
#include "planner/report/format.h"
#include "planner/report/map.h"

#include <math.h>

enum { BEND_STEPS = 14, MOST_LINKS = 200 };

static const double bend_px = 16, one_place_px = 1.5;

int map_load_rgb(double share)
{
	if (isnan(share))
		return INK_FAINT;
	return share <= 0.5 ? 0x3a83b8 : share <= 0.8 ? 0xc98a00 : share <= 1 + 1e-6 ? 0xc4501b : 0x8a1c5b;
}

double map_link_px(const struct map *map, double gbps)
{
	const double least = 1.2, more = 4.8;

	return map->most_gbps > 0 ? least + more * sqrt(gbps / map->most_gbps) : least;
}

static bool same(struct point a, struct point b)
{
	return hypot(a.x - b.x, a.y - b.y) < one_place_px;
}

/* How far the link's middle is bent aside, one of several between the same two places. */
static double bend_of(const struct map *map, const struct view *view, int i)
{
	const struct map_link *links = map->figures.links;
	const struct point a = view_point(view, links[i].from), b = view_point(view, links[i].to);
	int k, n = 0, order = 0;
	bool turned;

	for (k = 0; k < map->figures.n_links; k++) {
		struct point c, d;

		if (!map_link_has_length(&links[k]))
			continue;
		c = view_point(view, links[k].from);
		d = view_point(view, links[k].to);
		if (!(same(a, c) && same(b, d)) && !(same(a, d) && same(b, c)))
			continue;
		order += k < i;
		n++;
	}
	turned = a.x > b.x ||
	         (fabs(a.x - b.x) < one_place_px && a.y > b.y); /* to one side, whichever way it is given */
	return (order - (n - 1) / 2.0) * bend_px * (turned ? -1 : 1);
}

static void keep_segment(struct map *map, struct point a, struct point b)
{
	void *segments = map->segments;

	memory_reserve(&segments, &map->segment_capacity, map->n_segments + 1, sizeof *map->segments);
	map->segments = segments;
	map->segments[map->n_segments++] = (struct segment){ a, b };
}

static const char *tip_of(struct map *map, const struct map_link *link)
{
	struct chart *chart = map->chart;
	const enum language language = chart->language;

	return arena_format(chart->arena, "%s\n%s %s Gbps\n%s %s Gbps (%s)",
	                    report_text(&chart->sc->links[link->link].name, language),
	                    page_word(PAGE_INSTALLED, language), chart_number(chart, link->installed_gbps, 1),
	                    page_word(PAGE_LINK_LOAD, language), chart_number(chart, link->load_gbps, 1),
	                    isnan(link->share) ? "–" : arena_format(chart->arena, "%.0f %%", 100 * link->share));
}

/* In pixels, cut to the frame; the stretch within it is one piece, as the frame has no dents and the bend is slight. */
static void bent_line(const struct map *map, const struct view *view, int i, struct outline *line)
{
	const struct map_link *link = &map->figures.links[i];
	const struct point a = view_point(view, link->from), b = view_point(view, link->to);
	const double length = hypot(b.x - a.x, b.y - a.y), bend = bend_of(map, view, i);
	const int steps = fabs(bend) > 0.1 ? BEND_STEPS : 1;
	struct point before = a;
	int k;

	for (k = 1; k <= steps; k++) {
		const double u = (double)k / steps, aside = length > 0 ? 4 * u * (1 - u) * bend / length : 0;
		const struct point at = { a.x + u * (b.x - a.x) - aside * (b.y - a.y),
			                  a.y + u * (b.y - a.y) + aside * (b.x - a.x) };
		struct point from = before, to = at;

		before = at;
		if (!segment_cut(view->frame, &from, &to))
			continue;
		if (line->n == 0)
			outline_add(line, from.x, from.y);
		outline_add(line, to.x, to.y);
	}
}

static void add_link(struct map *map, const struct view *view, int i, bool leaving_only)
{
	const struct map_link *link = &map->figures.links[i];
	const char *name = report_text(&map->chart->sc->links[link->link].name, map->chart->language);
	struct layer layer = { map,
		               name,
		               isnan(link->share) ? LAYER_DASHES : LAYER_LINE,
		               leaving_only ? 1.4 : map_link_px(map, link->installed_gbps),
		               map_load_rgb(link->share),
		               -1,
		               false };
	struct outline line = { NULL, 0, 0 };
	int k;

	bent_line(map, view, i, &line);
	if (line.n >= 2) {
		layer_shape(&layer, line.points, line.n);
		chart_tip_along(map->chart, line.points, line.n, tip_of(map, link));
	}
	for (k = 1; k < line.n && !leaving_only; k++)
		keep_segment(map, line.points[k - 1], line.points[k]);
	outline_dispose(&line);
}

/* The least loaded below; of equal ones the widest. */
static bool below(const struct map_link *a, const struct map_link *b)
{
	const double share_a = isnan(a->share) ? -1 : a->share, share_b = isnan(b->share) ? -1 : b->share;

	if (fabs(share_a - share_b) > 1e-9)
		return share_a < share_b;
	return a->installed_gbps > b->installed_gbps;
}

void map_links(struct map *map, const struct view *view, bool leaving_only)
{
	const struct map_link *links = map->figures.links;
	int *order = arena_alloc(map->chart->arena, map->figures.n_links, sizeof *order);
	int i, k, n = 0;

	for (i = 0; i < map->figures.n_links; i++) {
		if (!map_link_has_length(&links[i]) ||
		    (leaving_only && view_shows(&map->view, links[i].from) && view_shows(&map->view, links[i].to)))
			continue;
		for (k = n++; k > 0 && below(&links[i], &links[order[k - 1]]); k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	for (i = n > MOST_LINKS ? n - MOST_LINKS : 0; i < n; i++)
		add_link(map, view, order[i], leaving_only);
}
