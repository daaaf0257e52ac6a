/* Energy by source over time: what each source, or each tariff, supplies to all sites together. */
#include "planner/report/chart_parts.h"
#include "planner/report/format.h"
#include "planner/report/supplies.h"

#include <math.h>

enum { TOP_PX = 132 };

static int supply_colour(int i, bool green)
{
	static const int greens[] = { 0x3fae8c, 0x4d8a5f, 0x9fd8c6, 0xaead5a },
			 others[] = { 0xedb54a, 0x8a939c, 0xdd7b3f, 0xb98a7a, 0x9fa8c9, 0xe3d594 };

	return green ? greens[i % 4] : others[i % 6];
}

static double *gwh_of(struct chart *chart, const struct supply *supply)
{
	double *gwh = arena_alloc(chart->arena, chart->plan->n_periods, sizeof *gwh);
	int t;

	for (t = 0; t < chart->plan->n_periods; t++)
		gwh[t] = supply_mwh(chart->plan, chart->sc, supply, t) / 1000;
	return gwh;
}

/* One wide panel: sources stacked, the green ones at the bottom. */
static void add_panel(struct panel_grid *grid, const struct supplies *supplies)
{
	struct chart *chart = grid->chart;
	int n = chart->plan->n_periods, i, t, order[2] = { 0, 0 };
	double *base = arena_alloc(chart->arena, n, sizeof *base), most = 0, x = MARGIN;
	struct str text = STR_INIT;

	for (t = 0; t < n; t++) {
		double sum = 0;

		for (i = 0; i < supplies->n; i++)
			sum += supply_mwh(chart->plan, chart->sc, &supplies->items[i], t) / 1000;
		most = fmax(most, sum);
	}
	panel_begin(grid, page_word(PAGE_AXIS_GWH, chart->language), "", false, most);
	for (i = 0; i < supplies->n; i++) {
		const struct supply *supply = &supplies->items[i];
		const char *name = report_text(&supply->name, chart->language);
		int colour = supply_colour(order[supply->green]++, supply->green);
		double *top = gwh_of(chart, supply);

		for (t = 0; t < n; t++)
			top[t] += base[t];
		panel_area(grid, name, colour, -1, base, top);
		chart_legend(chart, &x, 84, MARK_BOX, colour, chart_cut(chart, name, 36));
		base = top;
	}
	for (t = 0; t < n; t++) {
		str_clear(&text);
		str_add(&text, chart->sc->periods[t].label);
		for (i = 0; i < supplies->n; i++)
			str_addf(&text, "\n%s %s MWh", report_text(&supplies->items[i].name, chart->language),
			         chart_number(chart, supply_mwh(chart->plan, chart->sc, &supplies->items[i], t), 1));
		panel_tip(grid, t, -1, text.text);
	}
	panel_end(grid);
	str_dispose(&text);
}

static const char *energy_text(struct chart *chart, double mwh)
{
	const double many_mwh = 1e4;

	if (mwh >= many_mwh)
		return arena_format(chart->arena, "%s GWh", chart_number(chart, floor(mwh / 1000 + 0.5), 0));
	return arena_format(chart->arena, "%s MWh", chart_number(chart, floor(mwh + 0.5), 0));
}

void chart_energy(struct chart *chart)
{
	struct supplies supplies = { 0 };
	struct panel_grid grid;
	double all = 0, green = 0;
	int i, t;

	supplies_make(chart->plan, chart->sc, &supplies);
	for (i = 0; i < supplies.n; i++) {
		for (t = 0; t < chart->plan->n_periods; t++) {
			double mwh = supply_mwh(chart->plan, chart->sc, &supplies.items[i], t);

			all += mwh;
			green += supplies.items[i].green ? mwh : 0;
		}
	}
	if (!(all > 0)) {
		chart->empty_because = page_word(PAGE_EMPTY_ENERGY, chart->language);
		return;
	}
	panels_begin(&grid, chart, 1, TOP_PX);
	grid.height_px = 300;
	chart->height = TOP_PX + 300 + 70;
	chart_title(chart,
	            chart_say(chart, PAGE_TITLE_ENERGY,
	                      (const char *[4]){ energy_text(chart, all),
	                                         arena_format(chart->arena, "%s %%",
	                                                      chart_number(chart, floor(1000 * green / all) / 10, 1)),
	                                         NULL, NULL }),
	            chart_subject(chart), chart_plan_note(chart, NULL));
	add_panel(&grid, &supplies);
}
