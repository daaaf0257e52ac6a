/* The map's words: sites, nodes, and where links lead that leave it. */
#include "planner/report/map.h"

#include <math.h>
#include <string.h>

enum {
	LINE_PX = 15,
	MOST_LINES = 3 /* two of a name, one of a distance */,
	NODE_PX = 4,
	MOST_LABELS = 300 /* more could not be read */
};

static const double words_px = 146, spare_px = 4, on_dark = 0.36;

struct words_of { /* what a label says, beside struct label */
	const char *lines[MOST_LINES];
	const char *number;
	int rgb, site, number_rgb; /* site: index of map.figures.sites, or -1 */
};

struct writing {
	struct map *map;
	int n, most;
	struct label *labels;
	struct words_of *words;
	struct plot_area *boxes;
	int n_boxes;
	bool *seen; /* [n_nodes] */
};

/* ---- what is to be written ---- */

static bool is_one_of(const char *c, const char *const *marks)
{
	for (; *marks; marks++) {
		if (strncmp(c, *marks, strlen(*marks)) == 0)
			return true;
	}
	return false;
}

/* After a space or between wide characters, but no line begins with a closing mark or ends with an opening one. */
static bool breaks_after(const char *c)
{
	static const char *const ends[] = { "、", "，", "。", "；", "：", "）", "”", "》", NULL };
	static const char *const begins[] = { "（", "“", "《", NULL };

	return *c == ' ' || ((unsigned char)*c >= 0xe3 && (unsigned char)c[3] >= 0xe3 && !is_one_of(c + 3, ends) &&
	                     !is_one_of(c, begins));
}

/* One line, or two that are about as long; what is longer is cut. */
static void wrap(struct chart *chart, const char *text, const char *lines[MOST_LINES])
{
	const char *c, *best = NULL;
	double least = HUGE_VAL;

	lines[0] = chart_fitted(chart, text, TEXT_PX, words_px);
	lines[1] = lines[2] = NULL;
	if (chart_text_px(text, TEXT_PX) <= words_px)
		return;
	for (c = text; *c; c++) {
		const int length = (unsigned char)*c >= 0xf0   ? 4
		                   : (unsigned char)*c >= 0xe0 ? 3
		                   : (unsigned char)*c >= 0xc0 ? 2
		                                               : 1;
		double longer;

		if (((unsigned char)*c & 0xc0) == 0x80 || (int)strlen(c) <= length || !breaks_after(c))
			continue;
		longer = fmax(chart_text_px(arena_string_n(chart->arena, text, (size_t)(c + length - text)), TEXT_PX),
		              chart_text_px(c + length, TEXT_PX));
		if (strncmp(c + length, "（", strlen("（")) == 0) /* a bracket begins a line well */
			longer -= 2 * TEXT_PX;
		if (longer < least) {
			least = longer;
			best = c + length;
		}
	}
	if (!best)
		return;
	lines[0] = chart_fitted(chart, arena_string_n(chart->arena, text, (size_t)(best - text)), TEXT_PX, words_px);
	lines[1] = chart_fitted(chart, best, TEXT_PX, words_px);
}

static struct label *add(struct writing *w, struct point at, double radius, const char *const lines[MOST_LINES],
                         int rgb)
{
	struct label *label = &w->labels[w->n];
	int i;

	*label = (struct label){ .at = at, .radius = radius };
	w->words[w->n] = (struct words_of){ .rgb = rgb, .site = -1 };
	for (i = 0; i < MOST_LINES && lines[i]; i++) {
		w->words[w->n].lines[i] = lines[i];
		label->width = fmax(label->width, chart_text_px(lines[i], TEXT_PX) + spare_px);
		label->height += LINE_PX;
	}
	w->n++;
	return label;
}

static const char *arrow(struct point from, struct point to)
{
	static const char *const arrows[] = { "→", "↘", "↓", "↙", "←", "↖", "↑", "↗" };
	const double eighth = acos(-1.0) / 4;

	return arrows[((int)lround(atan2(to.y - from.y, to.x - from.x) / eighth) + 8) % 8];
}

static double luminance(int rgb)
{
	return (0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255)) / 255;
}

static struct point middle_of(const struct view *view)
{
	return (struct point){ (view->frame.left + view->frame.right) / 2, (view->frame.top + view->frame.bottom) / 2 };
}

static void write_sites(struct writing *w)
{
	struct map *map = w->map;
	struct chart *chart = map->chart;
	int i;

	for (i = 0; i < map->n_discs; i++) {
		const struct map_site *site = &map->figures.sites[i];
		const char *lines[MOST_LINES];
		struct place middle;
		struct label *label;

		wrap(chart, report_text(&chart->sc->sites[site->site].name, chart->language), lines);
		if (site->away && view_place(&map->view, middle_of(&map->view), &middle)) {
			lines[lines[1] ? 2 : 1] = arena_format(
				chart->arena, "%s %s km",
				arrow(middle_of(&map->view), view_point(&map->view, site->place)),
				chart_number(chart, round(place_km(middle, site->place)), 0));
		}
		label = add(w, map->discs[i].at, map->discs[i].radius, lines, INK);
		w->words[w->n - 1].site = i;
		w->words[w->n - 1].number = arena_format(chart->arena, "%d",
		                                         map->numbers ? map->numbers[site->site] : i + 1);
		w->words[w->n - 1].number_rgb = luminance(map_site_rgb(map, site->site)) < on_dark ? ON_DARK : ON_LIGHT;
		label->inner = map->discs[i].radius - HALO_PX;
		label->number_width = chart_text_px(w->words[w->n - 1].number, TEXT_PX) + spare_px;
	}
}

static bool under_disc(const struct map *map, struct point at)
{
	int i;

	for (i = 0; i < map->n_discs; i++) {
		if (hypot(map->discs[i].at.x - at.x, map->discs[i].at.y - at.y) < map->discs[i].radius)
			return true;
	}
	return false;
}

static const char *node_text(const struct map *map, int v)
{
	return report_text(&map->chart->sc->nodes[v].name, map->chart->language);
}

static const char *node_name(const struct map *map, int v)
{
	return chart_fitted(map->chart, node_text(map, v), TEXT_PX, words_px);
}

/* Nodes in the frame first, then those to which a link leads out of it. */
static void write_nodes(struct writing *w, bool beyond)
{
	struct map *map = w->map;
	const struct scenario *sc = map->chart->sc;
	int i, end;

	for (i = 0; i < map->figures.n_links; i++) {
		const struct map_link *item = &map->figures.links[i];
		const struct link *link = &sc->links[item->link];

		for (end = 0; end < 2 && map_link_has_length(item); end++) {
			const int v = end ? link->to : link->from;
			const struct place here = end ? item->to : item->from, there = end ? item->from : item->to;
			struct point at = view_point(&map->view, here), from = view_point(&map->view, there);
			const struct point out = at;
			const char *lines[MOST_LINES];

			if (w->n == MOST_LABELS || w->seen[v] || view_shows(&map->view, here) == beyond ||
			    !segment_cut(map->view.frame, &from, &at))
				continue;
			w->seen[v] = true;
			if (beyond) {
				add(w, at, 0,
				    (const char *[MOST_LINES]){ arena_format(map->chart->arena, "%s %s",
				                                             node_name(map, v), arrow(from, out)),
				                                NULL, NULL },
				    INK_SOFT);
				continue;
			}
			if (under_disc(map, at))
				continue;
			w->boxes[w->n_boxes++] = (struct plot_area){ at.x - NODE_PX, at.x + NODE_PX, at.y - NODE_PX,
				                                     at.y + NODE_PX };
			wrap(map->chart, node_text(map, v), lines);
			add(w, at, NODE_PX, lines, INK_SOFT);
		}
	}
}

/* ---- writing ---- */

static void write_number(const struct writing *w, int i)
{
	const struct label *label = &w->labels[i];
	struct chart *chart = w->map->chart;
	const struct point at = { (label->box.left + label->box.right) / 2, (label->box.top + label->box.bottom) / 2 };

	if (label->far) {
		const double part = label->radius / hypot(at.x - label->at.x, at.y - label->at.y);

		chart_rule(chart, label->at.x + part * (at.x - label->at.x), label->at.y + part * (at.y - label->at.y),
		           at.x, at.y, INK_SOFT);
	}
	if (!label->inside)
		chart_box(chart, label->box.left, label->box.top, label->box.right, label->box.bottom, PAPER);
	chart_text(chart, ROLE_CENTRE, at.x, at.y, label->inside ? w->words[i].number_rgb : INK, w->words[i].number);
}

/* A ground for the words that cross a link, no wider than they most likely are. */
static void add_ground(struct chart *chart, const char *text, int align, double x, double y)
{
	const double wide = (chart_has_wide(text) ? 1 : 0.93) * chart_text_px(text, TEXT_PX) + 2,
		     left = align > 0   ? x - 1
	                    : align < 0 ? x - wide + 1
	                                : x - wide / 2;

	chart_box(chart, left, y - LINE_PX / 2.0, left + wide, y + LINE_PX / 2.0, PAPER);
}

static void write_words(const struct writing *w, int i, const struct label_field *field)
{
	const struct label *label = &w->labels[i];
	struct chart *chart = w->map->chart;
	const enum chart_role role = label->align > 0 ? ROLE_LEFT : label->align < 0 ? ROLE_RIGHT : ROLE_CENTRE;
	const double x = label->align > 0   ? label->box.left + spare_px / 2
	                 : label->align < 0 ? label->box.right - spare_px / 2
	                                    : (label->box.left + label->box.right) / 2;
	int k;

	for (k = 0; k < MOST_LINES && w->words[i].lines[k]; k++) {
		const double y = label->box.top + LINE_PX * (k + 0.5);

		if (label_crosses(label, field))
			add_ground(chart, w->words[i].lines[k], label->align, x, y);
		chart_text(chart, role, x, y, w->words[i].rgb, w->words[i].lines[k]);
	}
}

/* `taken`: of the frame, by the scale. */
void map_labels(struct map *map, struct plot_area taken)
{
	const struct scenario *sc = map->chart->sc;
	struct arena *arena = map->chart->arena;
	struct writing w = { .map = map, .most = map->n_discs + sc->n_nodes };
	struct label_field field = {
		map->view.frame, map->n_discs, map->n_segments, 0, map->discs, NULL, map->segments
	};
	int i;

	w.labels = arena_alloc(arena, w.most, sizeof *w.labels);
	w.words = arena_alloc(arena, w.most, sizeof *w.words);
	w.boxes = arena_alloc(arena, sc->n_nodes + map->n_marks + 1, sizeof *w.boxes);
	w.seen = arena_alloc(arena, sc->n_nodes, sizeof *w.seen);
	w.boxes[w.n_boxes++] = taken;
	for (i = 0; i < map->n_marks; i++)
		w.boxes[w.n_boxes++] = map->marks[i];
	write_sites(&w);
	write_nodes(&w, false);
	write_nodes(&w, true);
	field.boxes = w.boxes;
	field.n_boxes = w.n_boxes;
	labels_place(w.labels, w.n, &field);
	for (i = 0; i < w.n; i++) {
		if (w.labels[i].form == LABEL_WORDS)
			write_words(&w, i, &field);
		else if (w.labels[i].form == LABEL_NUMBER)
			write_number(&w, i);
	}
	map->labels = w.labels;
	map->n_labels = w.n;
}
