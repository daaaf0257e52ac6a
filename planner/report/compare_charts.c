#include "planner/report/compare_charts.h"
#include "planner/report/chart_parts.h"
#include "planner/report/compare_text.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

enum { TOP_PX = 112, PANEL_PX = 300, ROW_PX = 20, OTHERS = 0xb7bdc4 };

/* ---- stacks by site ---- */

struct layer { /* a site of either plan, or the smallest together */
	const char *id, *name;
	int colour;
	int site[COMPARE_SIDES];       /* s of each side, -1: not there */
	double *values[COMPARE_SIDES]; /* [n_periods] */
	double last[COMPARE_SIDES], most;
};

struct stacks {
	const struct compared *compared;
	double (*value)(const struct plan *plan, const struct scenario *sc, int s, int t);
	enum compare_word title;
	enum word unit; /* of the axis */
	int decimals;
	int n, n_others;
	struct layer *layers; /* largest at the end first */
	struct layer others;
	double highest;
};

static double design_racks(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	return plan_site_design(plan, sc, s, t);
}

static double facility_mw(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	return plan_site_facility_mw(plan, sc, s, t);
}

/* Sites of A in their own colours, as in A's report; those of B alone go on in the palette. */
static void list_sites(struct chart *chart, struct stacks *stacks)
{
	const struct compared *c = stacks->compared;
	const struct scenario *a = c->side[0].sc, *b = c->side[1].sc;
	int s, order = 0;

	stacks->layers = arena_alloc(chart->arena, a->n_sites + b->n_sites, sizeof *stacks->layers);
	for (s = 0; s < a->n_sites; s++) {
		int other = scenario_find_site(b, a->sites[s].id);

		if (!scenario_site_exists(a, s))
			continue;
		if (other >= 0 && !scenario_site_exists(b, other))
			other = -1;
		stacks->layers[stacks->n++] = (struct layer){ a->sites[s].id,
			                                      report_text(&a->sites[s].name, chart->language),
			                                      chart_palette(order++),
			                                      { s, other },
			                                      { NULL },
			                                      { 0 },
			                                      0 };
	}
	for (s = 0; s < b->n_sites; s++) {
		const int other = scenario_find_site(a, b->sites[s].id);

		if (!scenario_site_exists(b, s) || (other >= 0 && scenario_site_exists(a, other)))
			continue;
		stacks->layers[stacks->n++] = (struct layer){ b->sites[s].id,
			                                      report_text(&b->sites[s].name, chart->language),
			                                      chart_palette(order++),
			                                      { -1, s },
			                                      { NULL },
			                                      { 0 },
			                                      0 };
	}
}

static void fill(struct chart *chart, struct stacks *stacks, struct layer *layer)
{
	int side, t;

	for (side = 0; side < COMPARE_SIDES; side++) {
		const struct compare_side *of = &stacks->compared->side[side];
		const int n = of->plan->n_periods;

		layer->values[side] = arena_alloc(chart->arena, n, sizeof(double));
		for (t = 0; t < n && layer->site[side] >= 0; t++) {
			layer->values[side][t] = stacks->value(of->plan, of->sc, layer->site[side], t);
			layer->most = fmax(layer->most, layer->values[side][t]);
		}
		layer->last[side] = n > 0 ? layer->values[side][n - 1] : 0;
	}
}

static void add_up(struct layer *sum, const struct layer *layer, int n)
{
	int side, t;

	for (side = 0; side < COMPARE_SIDES; side++) {
		for (t = 0; t < n; t++)
			sum->values[side][t] += layer->values[side][t];
		sum->last[side] += layer->last[side];
	}
	sum->most = fmax(sum->most, layer->most);
}

/* Those that have something, largest first; beyond as many as can be told apart they are one. */
static void order_layers(struct chart *chart, struct stacks *stacks)
{
	const int n = chart->plan->n_periods;
	int i, j, kept = 0;

	for (i = 0; i < stacks->n; i++) {
		struct layer layer = stacks->layers[i];

		fill(chart, stacks, &layer);
		if (!(layer.most > 0))
			continue;
		for (j = kept++; j > 0 && stacks->layers[j - 1].most < layer.most; j--)
			stacks->layers[j] = stacks->layers[j - 1];
		stacks->layers[j] = layer;
	}
	stacks->others = (struct layer){
		NULL, compare_word(SAY_OTHERS, chart->language), OTHERS, { -1, -1 }, { NULL }, { 0 }, 0
	};
	fill(chart, stacks, &stacks->others);
	for (i = MOST_CHART_SITES; i < kept; i++)
		add_up(&stacks->others, &stacks->layers[i], n);
	stacks->n_others = kept > MOST_CHART_SITES ? kept - MOST_CHART_SITES : 0;
	stacks->n = kept - stacks->n_others;
}

static double highest(struct stacks *stacks, int n)
{
	double most = 0;
	int side, t, i;

	for (side = 0; side < COMPARE_SIDES; side++) {
		for (t = 0; t < n; t++) {
			double sum = stacks->others.values[side][t];

			for (i = 0; i < stacks->n; i++)
				sum += stacks->layers[i].values[side][t];
			most = fmax(most, sum);
		}
	}
	return most;
}

static void panel_layer(struct panel_grid *grid, const struct layer *layer, int side, double **base)
{
	struct chart *chart = grid->chart;
	const int n = chart->plan->n_periods;
	double *top = arena_alloc(chart->arena, n, sizeof *top), most = 0;
	int t;

	for (t = 0; t < n; t++) {
		most = fmax(most, layer->values[side][t]);
		top[t] = (*base)[t] + layer->values[side][t];
	}
	if (!(most > 0))
		return;
	panel_area(grid, layer->name, layer->colour, layer->site[side], *base, top);
	*base = top;
}

static void add_panel(struct panel_grid *grid, const struct stacks *stacks, int side)
{
	struct chart *chart = grid->chart;
	const int n = chart->plan->n_periods;
	double *base = arena_alloc(chart->arena, n, sizeof *base);
	struct str name = STR_INIT, text = STR_INIT;
	char letter[COMPARE_NAME];
	int i, t;

	str_addf(&name, "%s  ", compare_name(side, letter));
	compare_side_name(&name, &stacks->compared->side[side]);
	panel_begin(grid, name.text, chart_money(chart, chart->plan->objective_cny), false, stacks->highest);
	chart_text(chart, ROLE_RIGHT, grid->area.left - 8, grid->area.top - 15, INK_SOFT,
	           report_word(stacks->unit, chart->language));
	for (i = 0; i < stacks->n; i++)
		panel_layer(grid, &stacks->layers[i], side, &base);
	panel_layer(grid, &stacks->others, side, &base);
	for (t = 0; t < n; t++) {
		str_clear(&text);
		str_addf(&text, "%s %s", letter, chart->sc->periods[t].label);
		for (i = 0; i < stacks->n; i++)
			str_addf(&text, "\n%s %s", stacks->layers[i].name,
			         chart_number(chart, stacks->layers[i].values[side][t], stacks->decimals));
		panel_tip(grid, t, -1, text.text);
	}
	panel_end(grid);
	str_dispose(&name);
	str_dispose(&text);
}

static void legend_row(struct chart *chart, const struct stacks *stacks, const struct layer *layer, double x, double y)
{
	const double right = x + (CHART_WIDTH - 2 * MARGIN) / 2.0 - 24, least = 0.5 * pow(10, -stacks->decimals);
	double change = layer->last[1] - layer->last[0];

	change = fabs(change) < least ? 0 : change;

	chart_box(chart, x, y - 5, x + 10, y + 5, layer->colour);
	chart_text(chart, ROLE_LEFT, x + 16, y, INK, chart_fitted(chart, layer->name, TEXT_PX, right - x - 16 - 192));
	chart_text(chart, ROLE_RIGHT, right - 128, y, INK_SOFT, chart_number(chart, layer->last[0], stacks->decimals));
	chart_text(chart, ROLE_RIGHT, right - 64, y, INK_SOFT, chart_number(chart, layer->last[1], stacks->decimals));
	chart_text(chart, ROLE_RIGHT, right, y, INK,
	           arena_format(chart->arena, "%s%s", change > 0 ? "+" : "",
	                        chart_number(chart, change, stacks->decimals)));
}

/* Below the panels, in two columns: every site with what it has at the end, in A and in B, and the change. */
static void add_legend(struct chart *chart, const struct stacks *stacks, double top)
{
	const int n = stacks->n + (stacks->n_others > 0), rows = (n + 1) / 2;
	int i;

	for (i = 0; i < (n > 1 ? 2 : 1); i++) {
		const double x = MARGIN + i * (CHART_WIDTH - 2 * MARGIN) / 2.0;
		const double right = x + (CHART_WIDTH - 2 * MARGIN) / 2.0 - 24;

		chart_text(chart, ROLE_LEFT, x, top, INK_SOFT, compare_word(SAY_AT_HORIZON, chart->language));
		chart_text(chart, ROLE_RIGHT, right - 128, top, INK_SOFT, "A");
		chart_text(chart, ROLE_RIGHT, right - 64, top, INK_SOFT, "B");
		chart_text(chart, ROLE_RIGHT, right, top, INK_SOFT, "B − A");
	}
	for (i = 0; i < n; i++)
		legend_row(chart, stacks, i < stacks->n ? &stacks->layers[i] : &stacks->others,
		           MARGIN + i / rows * (CHART_WIDTH - 2 * MARGIN) / 2.0, top + ROW_PX * (1 + i % rows));
}

static void build_stacks(struct chart *chart, void *own)
{
	struct stacks stacks = *(const struct stacks *)own;
	const struct compared *c = stacks.compared;
	struct panel_grid grid;
	int rows, side;

	if (!c->same_periods) {
		chart->empty_because = compare_word(SAY_CHART_PERIODS, chart->language);
		return;
	}
	list_sites(chart, &stacks);
	order_layers(chart, &stacks);
	stacks.highest = highest(&stacks, chart->plan->n_periods);
	if (!(stacks.highest > 0)) {
		chart->empty_because = report_word(WORD_EMPTY_RACKS, chart->language);
		return;
	}
	rows = (stacks.n + (stacks.n_others > 0) + 1) / 2;
	panels_begin(&grid, chart, COMPARE_SIDES, TOP_PX);
	grid.height_px = PANEL_PX;
	chart->height = TOP_PX + PANEL_PX + 60 + ROW_PX * (rows + 1) + 44;
	chart_title(chart, compare_word(stacks.title, chart->language), compare_sides_named(chart, c),
	            compare_word(SAY_SAME_COLOUR, chart->language));
	for (side = 0; side < COMPARE_SIDES; side++) {
		chart->plan = c->side[side].plan; /* whose time axis, names and sites it is */
		chart->sc = c->side[side].sc;
		add_panel(&grid, &stacks, side);
	}
	chart->plan = c->side[0].plan;
	chart->sc = c->side[0].sc;
	add_legend(chart, &stacks, TOP_PX + PANEL_PX + 56);
}

/* ---- all ---- */

static const struct {
	const char *name, *template;
	void (*build)(struct chart *chart, void *own);
	double (*value)(const struct plan *plan, const struct scenario *sc, int s, int t);
	enum compare_word title;
	enum word unit;
	int decimals;
} kinds[COMPARE_CHARTS] = {
	{ "compare-racks", "panels", build_stacks, design_racks, SAY_RACKS_CHART, WORD_AXIS_RACKS, 0 },
	{ "compare-power", "panels", build_stacks, facility_mw, SAY_MW_CHART, WORD_AXIS_MW, 1 },
	{ "compare-costs", "bars", compare_build_costs, NULL, SAY_COST_CHART, WORD_AXIS_RACKS, 0 },
	{ "compare-map", "map", compare_build_map, NULL, SAY_MAP_CHART, WORD_AXIS_RACKS, 0 },
};

const char *compare_chart_name(int kind)
{
	return kinds[kind].name;
}

int compare_draw(const struct compared *c, struct io_results *results, struct compare_pictures *pictures,
                 enum language language, struct str *notes, struct error *err)
{
	struct chart_options options = chart_defaults;
	struct more_chart charts[COMPARE_CHARTS];
	struct stacks stacks[COMPARE_CHARTS];
	int i;

	options.language = language;
	for (i = 0; i < COMPARE_CHARTS; i++) {
		stacks[i] = (struct stacks){
			.compared = c,
			.value = kinds[i].value,
			.title = kinds[i].title,
			.unit = kinds[i].unit,
			.decimals = kinds[i].decimals,
		};
		charts[i] = (struct more_chart){ kinds[i].name, kinds[i].template, kinds[i].build, &stacks[i],
			                         &pictures->of[i] };
	}
	return charts_draw_more(charts, COMPARE_CHARTS, c->side[0].plan, c->side[0].sc, &options, results, notes, err);
}
