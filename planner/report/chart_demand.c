/* Demand by class, stacked by the site that serves it, against the need. */
#include "planner/report/chart_parts.h"
#include "planner/report/format.h"
#include "planner/report/rates.h"

#include <math.h>

enum { MOST_PANELS = 15, LEGEND_PX = 84, LINE_PX = 20, MOST_LINES = 6 };

static double most_need(const struct chart *chart, int k)
{
	double most = 0;
	int t;

	for (t = 0; t < chart->plan->n_periods; t++)
		most = fmax(most, rates_class_need(chart->sc, k, t));
	return most;
}

/* Rack-years served / needed. */
static double served(const struct chart *chart, int k)
{
	double part = 0, whole = 0;
	int t;

	for (t = 0; t < chart->plan->n_periods; t++) {
		double need = rates_class_need(chart->sc, k, t);

		whole += need * chart->sc->periods[t].years;
		part += (need - rates_class_unserved(chart->plan, chart->sc, k, t)) * chart->sc->periods[t].years;
	}
	return whole > 0 ? part / whole : 1;
}

static bool hosts(const struct chart *chart, int k, int s)
{
	int t;

	for (t = 0; t < chart->plan->n_periods; t++) {
		if (rates_class_hosted(chart->plan, chart->sc, k, s, t) > 0)
			return true;
	}
	return false;
}

static void add_tips(struct panel_grid *grid, int k, const char *name)
{
	struct chart *chart = grid->chart;
	struct str text = STR_INIT;
	int s, t;

	for (t = 0; t < chart->plan->n_periods; t++) {
		str_clear(&text);
		str_addf(&text, "%s · %s\n%s %s", name, chart->sc->periods[t].label,
		         page_word(PAGE_NEED, chart->language),
		         chart_number(chart, rates_class_need(chart->sc, k, t), 0));
		for (s = 0; s < chart->plan->n_sites; s++) {
			int racks = rates_class_hosted(chart->plan, chart->sc, k, s, t);

			if (racks > 0)
				str_addf(&text, "\n%s %s", report_text(&chart->sc->sites[s].name, chart->language),
				         chart_number(chart, racks, 0));
		}
		panel_tip(grid, t, -1, text.text);
	}
	str_dispose(&text);
}

static void add_class(struct panel_grid *grid, int k)
{
	struct chart *chart = grid->chart;
	const char *name = report_text(&chart->sc->classes[k].name, chart->language);
	int n = chart->plan->n_periods, s, t;
	double *base = arena_alloc(chart->arena, n, sizeof *base), *need = arena_alloc(chart->arena, n, sizeof *need);
	double share = served(chart, k);

	for (t = 0; t < n; t++)
		need[t] = rates_class_need(chart->sc, k, t);
	/* Against the plan: 99.96 % is not all. */
	panel_begin(grid, name,
	            arena_format(chart->arena, "%s %%", chart_number(chart, floor(1000 * share + 1e-9) / 10, 1)),
	            share < 1, most_need(chart, k));
	for (s = 0; s < chart->plan->n_sites; s++) {
		double *top = arena_alloc(chart->arena, n, sizeof *top);

		if (!hosts(chart, k, s))
			continue;
		for (t = 0; t < n; t++)
			top[t] = base[t] + rates_class_hosted(chart->plan, chart->sc, k, s, t);
		panel_area(grid,
		           arena_format(chart->arena, "%s: %s", name,
		                        report_text(&chart->sc->sites[s].name, chart->language)),
		           chart_site_colour(chart->sc, s), s, base, top);
		base = top;
	}
	panel_line(grid, arena_format(chart->arena, "%s: %s", name, page_word(PAGE_NEED, chart->language)), INK, -1,
	           need, LINE_DASHED);
	add_tips(grid, k, name);
	panel_end(grid);
}

static bool serves(const struct chart *chart, int s)
{
	int k;

	for (k = 0; k < chart->sc->n_classes; k++) {
		if (hosts(chart, k, s))
			return true;
	}
	return false;
}

/* Every site that serves, up to a number of lines; returns the y below them. Draws nothing unless `draws`. */
static double add_legend(struct chart *chart, bool draws)
{
	const char *need = page_word(PAGE_NEED, chart->language);
	double x = MARGIN, y = LEGEND_PX;
	int s, line = 0;

	if (draws)
		chart_legend(chart, &x, y, MARK_DASHES, INK, need);
	else
		x += chart_legend_px(need);
	for (s = 0; s < chart->plan->n_sites; s++) {
		const char *name = chart_cut(chart, report_text(&chart->sc->sites[s].name, chart->language), 30);

		if (!serves(chart, s))
			continue;
		if (x + chart_legend_px(name) > CHART_WIDTH - MARGIN + LEGEND_GAP_PX) {
			if (++line == MOST_LINES)
				break;
			x = MARGIN;
			y += LINE_PX;
		}
		if (draws)
			chart_legend(chart, &x, y, MARK_BOX, chart_site_colour(chart->sc, s), name);
		else
			x += chart_legend_px(name);
	}
	return y + LINE_PX + 2;
}

void chart_demand(struct chart *chart)
{
	int shown[MOST_PANELS], n = 0, all = 0, k, i;
	struct panel_grid grid;
	int short_of = 0;
	double below;
	const char *note = NULL;

	for (k = 0; k < chart->sc->n_classes; k++) { /* the largest classes, in falling order */
		double need = most_need(chart, k);

		if (!(need > 0))
			continue;
		all++;
		short_of += served(chart, k) < 1;
		if (n == MOST_PANELS && need <= most_need(chart, shown[n - 1]))
			continue;
		if (n == MOST_PANELS)
			n--;
		for (i = n++; i > 0 && most_need(chart, shown[i - 1]) < need; i--)
			shown[i] = shown[i - 1];
		shown[i] = k;
	}
	if (n == 0) {
		chart->empty_because = page_word(PAGE_EMPTY_DEMAND, chart->language);
		return;
	}
	below = add_legend(chart, false);
	panels_begin(&grid, chart, n, below + 40);
	if (all > n)
		note = chart_say(chart, PAGE_NOTE_MORE_CLASSES,
		                 (const char *[4]){ chart_number(chart, all - n, 0), NULL, NULL, NULL });
	chart_title(chart,
	            chart_say(chart, short_of > 0 ? PAGE_TITLE_DEMAND_SOME : PAGE_TITLE_DEMAND_ALL,
	                      (const char *[4]){ chart_number(chart, all, 0), chart_number(chart, short_of, 0), NULL,
	                                         NULL }),
	            chart_subject(chart), chart_plan_note(chart, note));
	add_legend(chart, true);
	chart_text(chart, ROLE_LEFT, MARGIN, below, INK_SOFT, page_word(PAGE_AXIS_DEMAND, chart->language));
	for (i = 0; i < n; i++)
		add_class(&grid, shown[i]);
}
