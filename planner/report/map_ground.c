/* What lies under sites and links: sea, land, coast, degrees, the scale. */
#include "planner/report/map.h"

#include <math.h>

/* ---- layers ---- */

static void begin(struct layer *layer)
{
	struct chart *chart = layer->map->chart;

	if (layer->begun)
		return;
	layer->begun = true;
	chart_block(chart, "layer %04d", ++layer->map->n_layers);
	chart_series_of(chart, layer->name, layer->rgb, layer->site);
	chart_frame(chart, layer->kind);
	chart_frame(chart, layer->width_px);
}

/* Tenths of a pixel: no last digit of a sine is seen in the file. */
static double tenth(double px)
{
	return round(px * 10) / 10;
}

void layer_shape(struct layer *layer, const struct point *points, int n)
{
	struct chart *chart = layer->map->chart;
	int i;

	if (layer->begun)
		str_add_char(&chart->data, '\n'); /* an empty row: the next shape is another */
	begin(layer);
	for (i = 0; i < n; i++)
		chart_row(chart, 2, (double[]){ tenth(points[i].x), tenth(points[i].y) });
}

void layer_segment(struct layer *layer, struct point a, struct point b)
{
	layer_shape(layer, (struct point[]){ a, b }, 2);
}

/* A part of a ring, of a turn from the top clockwise. inner 0: a sector; all of it: a disc. */
void layer_ring(struct layer *layer, struct point at, double inner_px, double outer_px, double from, double to)
{
	enum { STEPS = 60 };
	struct point points[2 * STEPS + 2];
	const double turn = 2 * acos(-1.0);
	const int steps = (int)ceil(STEPS * (to - from));
	int i, n = 0;

	for (i = 0; i <= steps; i++) {
		const double angle = turn * (from + (to - from) * i / steps);

		points[n++] = (struct point){ at.x + outer_px * sin(angle), at.y - outer_px * cos(angle) };
	}
	for (i = steps; i >= 0 && inner_px > 0; i--) {
		const double angle = turn * (from + (to - from) * i / steps);

		points[n++] = (struct point){ at.x + inner_px * sin(angle), at.y - inner_px * cos(angle) };
	}
	layer_shape(layer, points, n);
}

/* ---- sea and land ---- */

static void take(void *own, const struct point *points, int n)
{
	layer_shape(own, points, n);
}

static const char *word(const struct map *map, enum page_word word)
{
	return page_word(word, map->chart->language);
}

/* ---- degrees ---- */

static double graticule_step(struct degree_box box)
{
	static const double steps[] = { 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30 };
	const double rough = (box.north - box.south) / 5;
	size_t i = 0;

	while (i < sizeof steps / sizeof *steps - 1 && steps[i] < rough)
		i++;
	return steps[i];
}

static const char *degrees(struct chart *chart, double value, const char *positive, const char *negative)
{
	const double wrapped = remainder(value, 360);

	return arena_format(chart->arena, "%s°%s", chart_number(chart, fabs(wrapped), 2),
	                    fabs(wrapped) < 1e-9 ? ""
	                    : wrapped > 0        ? positive
	                                         : negative);
}

/* Along one line of the grid; where it meets the frame's left or lower edge it gets its label. */
static void grid_line(struct map *map, const struct view *view, struct layer *layer, bool parallel, double value,
                      struct degree_box box)
{
	enum { STEPS = 90 };
	const double begin = parallel ? box.west : box.south, end = parallel ? box.east : box.north, touch = 0.01;
	struct chart *chart = map->chart;
	struct outline line = { NULL, 0, 0 };
	int i;

	for (i = 0; i < STEPS; i++) {
		const double u = begin + (end - begin) * i / STEPS, v = begin + (end - begin) * (i + 1) / STEPS;
		struct point a = view_point(view, parallel ? (struct place){ value, u } : (struct place){ u, value });
		struct point b = view_point(view, parallel ? (struct place){ value, v } : (struct place){ v, value });

		if (!segment_cut(view->frame, &a, &b))
			continue;
		if (line.n == 0)
			outline_add(&line, a.x, a.y);
		outline_add(&line, b.x, b.y);
		if (parallel && fabs(fmin(a.x, b.x) - view->frame.left) < touch)
			chart_text(chart, ROLE_RIGHT, view->frame.left - 6, a.x < b.x ? a.y : b.y, INK_SOFT,
			           degrees(chart, value, "N", "S"));
		if (!parallel && fabs(fmax(a.y, b.y) - view->frame.bottom) < touch)
			chart_text(chart, ROLE_CENTRE, a.y > b.y ? a.x : b.x, view->frame.bottom + 12, INK_SOFT,
			           degrees(chart, value, "E", "W"));
	}
	if (line.n > 1)
		layer_shape(layer, line.points, line.n);
	outline_dispose(&line);
}

static struct degree_box shown_box(const struct view *view)
{
	const double spare = 1; /* that view_degrees() adds */
	struct degree_box box = view_degrees(view);

	return (struct degree_box){ box.west, box.south + spare, box.east, box.north - spare };
}

static void add_graticule(struct map *map, const struct view *view)
{
	const struct degree_box box = view_degrees(view), shown = shown_box(view);
	const double step = graticule_step(shown);
	/* Meridians lie closer than parallels: no more of them than have room for their labels. */
	const double turn = acos(-1.0) / 180, middle = (shown.south + shown.north) / 2;
	const double apart_px = step * 111.2 * cos(middle * turn) * view->px_per_km, least_px = 70;
	const double step_east = apart_px >= least_px || apart_px <= 0 ? step : step * ceil(least_px / apart_px);
	struct layer layer = { map, word(map, PAGE_MAP_GRATICULE), LAYER_LINE, 0.8, GRID, -1, false };
	int i;

	for (i = (int)ceil(box.south / step); i * step <= box.north && i * step < 90; i++)
		grid_line(map, view, &layer, true, i * step, box);
	for (i = (int)ceil(box.west / step_east); i * step_east <= box.east; i++)
		grid_line(map, view, &layer, false, i * step_east, box);
}

void map_ground(struct map *map, const struct view *view, bool graticule)
{
	const struct plot_area f = view->frame;
	const struct point corners[] = {
		{ f.left, f.top }, { f.right, f.top }, { f.right, f.bottom }, { f.left, f.bottom }
	};
	struct layer sea = { map, word(map, PAGE_MAP_SEA), LAYER_AREA, 1, AREA, -1, false };
	struct layer land = { map, word(map, PAGE_MAP_LAND), LAYER_AREA, 1, PAPER, -1, false };
	struct layer water = { map, word(map, PAGE_MAP_SEA), LAYER_AREA, 1, AREA, -1, false };
	struct layer coast = { map, word(map, PAGE_MAP_COAST), LAYER_LINE, 0.8, COAST_RGB, -1, false };

	layer_shape(&sea, corners, 4);
	if (map->chart->coast) {
		coast_lay(map->chart->coast, view, COAST_LAND, take, &land);
		coast_lay(map->chart->coast, view, COAST_WATER, take, &water);
	}
	if (graticule)
		add_graticule(map, view);
	if (map->chart->coast)
		coast_lay(map->chart->coast, view, COAST_LINE, take, &coast);
	chart_rule(map->chart, f.left, f.top, f.right, f.top, INK_FAINT);
	chart_rule(map->chart, f.left, f.bottom, f.right, f.bottom, INK_FAINT);
	chart_rule(map->chart, f.left, f.top, f.left, f.bottom, INK_FAINT);
	chart_rule(map->chart, f.right, f.top, f.right, f.bottom, INK_FAINT);
}

static bool hides_disc(const struct map *map, struct plot_area box)
{
	int i;

	for (i = 0; i < map->n_discs; i++) {
		const struct disc *disc = &map->discs[i];
		const double x = fmax(box.left, fmin(disc->at.x, box.right)) - disc->at.x;
		const double y = fmax(box.top, fmin(disc->at.y, box.bottom)) - disc->at.y;

		if (hypot(x, y) < disc->radius)
			return true;
	}
	return false;
}

/*
 * In the first corner where no disc stands: lower left, lower right, upper right, upper left. True at the map's middle;
 * a few in a hundred off at its edges, as on any flat map.
 */
void map_scale(struct map *map, struct plot_area *taken)
{
	const struct plot_area f = map->view.frame;
	const double most_km = (f.right - f.left) / 5 / map->view.px_per_km, inset = 6, high = 18;
	double km = chart_nice_step(most_km, 1), px, wide, y;
	const char *text;
	int corner;

	if (km > most_km)
		km /= 2;
	px = km * map->view.px_per_km;
	text = arena_format(map->chart->arena, "%s km", chart_number(map->chart, km, 2));
	wide = px + chart_text_px(text, TEXT_PX) + 16;
	for (corner = 0; corner < 5; corner++) {
		const bool right = corner == 1 || corner == 2, top = corner == 2 || corner == 3;

		taken->left = right ? f.right - inset - wide : f.left + inset;
		taken->top = top ? f.top + inset : f.bottom - inset - high;
		taken->right = taken->left + wide;
		taken->bottom = taken->top + high;
		if (!hides_disc(map, *taken))
			break;
	}
	y = taken->top + high / 2;
	chart_box(map->chart, taken->left, taken->top, taken->right, taken->bottom, PAPER);
	chart_box(map->chart, taken->left + 4, y - 2, taken->left + 4 + px, y + 1, INK);
	chart_text(map->chart, ROLE_LEFT, taken->left + px + 12, y, INK, text);
}
