/* Cooling by site, where it is limited: IT MW against what the cooling removes. */
#include "planner/report/chart_parts.h"
#include "planner/report/format.h"

#include <math.h>

enum { MOST_PANELS = 18, TOP_PX = 144 };

static double load(const struct chart *chart, int s)
{
	double most = -1;
	int t;

	for (t = 0; t < chart->plan->n_periods; t++) {
		double it_mw = plan_site_it_mw(chart->plan, chart->sc, s, t);

		if (it_mw > 0 && chart->sc->sites[s].cooling_mw[t] > 0)
			most = fmax(most, it_mw / chart->sc->sites[s].cooling_mw[t]);
	}
	return most;
}

static const char *percent(struct chart *chart, double share)
{
	return arena_format(chart->arena, "%s %%", chart_number(chart, floor(share * 1000 + 1e-6) / 10, 1));
}

static void add_site(struct panel_grid *grid, int s)
{
	struct chart *chart = grid->chart;
	const char *name = report_text(&chart->sc->sites[s].name, chart->language);
	const double *cooling = chart->sc->sites[s].cooling_mw;
	int n = chart->plan->n_periods, t;
	double *it_mw = arena_alloc(chart->arena, n, sizeof *it_mw), most = 0, share = load(chart, s);

	for (t = 0; t < n; t++) {
		it_mw[t] = plan_site_it_mw(chart->plan, chart->sc, s, t);
		most = fmax(most, fmax(it_mw[t], cooling[t]));
	}
	panel_begin(grid, name, percent(chart, share), share > 1 + 1e-9, most);
	panel_area(grid, arena_format(chart->arena, "%s: %s", name, page_word(PAGE_COOLING, chart->language)), AREA, s,
	           NULL, cooling);
	panel_area(grid, arena_format(chart->arena, "%s: %s", name, page_word(PAGE_IT_MW, chart->language)),
	           chart_site_colour(chart->sc, s), s, NULL, it_mw);
	panel_line(grid, arena_format(chart->arena, "%s: %s", name, page_word(PAGE_COOLING, chart->language)), INK, s,
	           cooling, LINE_SOLID);
	for (t = 0; t < n; t++)
		panel_tip(grid, t, s,
		          arena_format(chart->arena, "%s · %s\n%s %s MW\n%s %s MW", name, chart->sc->periods[t].label,
		                       page_word(PAGE_IT_MW, chart->language), chart_number(chart, it_mw[t], 3),
		                       page_word(PAGE_COOLING, chart->language), chart_number(chart, cooling[t], 3)));
	panel_end(grid);
}

void chart_cooling(struct chart *chart)
{
	int shown[MOST_PANELS], n = 0, s, i, all = 0;
	double x = MARGIN;
	struct panel_grid grid;
	const char *note = NULL;

	for (s = 0; s < chart->plan->n_sites; s++) { /* the most loaded, in falling order */
		double share = scenario_site_exists(chart->sc, s) && chart->sc->sites[s].cooling_mw ? load(chart, s)
		                                                                                    : -1;

		if (share < 0)
			continue;
		all++;
		if (n == MOST_PANELS && share <= load(chart, shown[n - 1]))
			continue;
		if (n == MOST_PANELS)
			n--;
		for (i = n++; i > 0 && load(chart, shown[i - 1]) < share; i--)
			shown[i] = shown[i - 1];
		shown[i] = s;
	}
	if (n == 0) {
		chart->empty_because = page_word(PAGE_EMPTY_COOLING, chart->language);
		return;
	}
	panels_begin(&grid, chart, n, TOP_PX);
	if (all > n)
		note = chart_say(chart, PAGE_NOTE_MORE_SITES,
		                 (const char *[4]){ chart_number(chart, all - n, 0), NULL, NULL, NULL });
	chart_title(chart,
	            chart_say(chart, PAGE_TITLE_COOLING,
	                      (const char *[4]){ chart_number(chart, all, 0),
	                                         report_text(&chart->sc->sites[shown[0]].name, chart->language),
	                                         percent(chart, load(chart, shown[0])), NULL }),
	            chart_subject(chart), chart_plan_note(chart, note));
	chart_text(chart, ROLE_LEFT, MARGIN, 104, INK_SOFT, page_word(PAGE_AXIS_COOLING, chart->language));
	chart_legend(chart, &x, 84, MARK_BOX, chart_site_colour(chart->sc, shown[0]),
	             page_word(PAGE_IT_MW, chart->language));
	chart_legend(chart, &x, 84, MARK_LINE, INK, page_word(PAGE_COOLING, chart->language));
	for (i = 0; i < n; i++)
		add_site(&grid, shown[i]);
}
