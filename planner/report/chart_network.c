/* The network: what is installed on each cut, and on the links what is installed, what may run, and what runs. */
#include "planner/report/chart_parts.h"
#include "planner/report/format.h"

#include <math.h>

enum { MOST_CUTS = 6, MOST_PANELS = 18, TOP_PX = 144, INSTALLED = INK_FAINT, CUT = 0x3fae8c, LOAD = 0x3a83b8 };

struct shown {
	int n_cuts, n_links, n_left_out, n_all;
	int cuts[MOST_CUTS], links[MOST_PANELS];
	double loads[MOST_PANELS]; /* the highest load / what may run, of the links shown */
	int tightest;              /* link, or -1 */
	double tightest_load;
};

static double load_gbps(const struct chart *chart, int l, int t)
{
	return fmax(plan_link_load_gbps(chart->plan, l, false, t), plan_link_load_gbps(chart->plan, l, true, t));
}

/* Highest load as a share of what may run on it; -1 for a link without anything installed. */
static double load_share(const struct chart *chart, int l)
{
	double most = -1;
	int t;

	for (t = 0; t < chart->plan->n_periods; t++) {
		double may = chart->sc->links[l].headroom_share *
		             plan_link_installed_gbps(chart->plan, chart->sc, l, t);

		if (may > 0)
			most = fmax(most, load_gbps(chart, l, t) / may);
	}
	return most;
}

/* The most loaded links, in falling order. */
static void gather(const struct chart *chart, struct shown *shown)
{
	int c, l, i, most;

	for (c = 0; c < chart->sc->n_cuts && shown->n_cuts < MOST_CUTS; c++)
		shown->cuts[shown->n_cuts++] = c;
	most = MOST_PANELS - shown->n_cuts;
	shown->tightest = -1;
	for (l = 0; l < chart->sc->n_links; l++) {
		double share = scenario_link_exists(chart->sc, l) ? load_share(chart, l) : -1;

		if (share < 0)
			continue;
		shown->n_all++;
		if (share > shown->tightest_load) {
			shown->tightest_load = share;
			shown->tightest = l;
		}
		if (shown->n_links == most && share <= shown->loads[most - 1])
			continue;
		if (shown->n_links == most)
			shown->n_links--;
		for (i = shown->n_links++; i > 0 && shown->loads[i - 1] < share; i--) {
			shown->links[i] = shown->links[i - 1];
			shown->loads[i] = shown->loads[i - 1];
		}
		shown->links[i] = l;
		shown->loads[i] = share;
	}
	shown->n_left_out = shown->n_all - shown->n_links;
}

/* The highest value that an enforced target asks of the cut, up to its day; NaN after it and without one. */
static bool required(const struct chart *chart, int c, double *values)
{
	bool any = false;
	int g, t;

	for (t = 0; t < chart->plan->n_periods; t++)
		values[t] = (double)NAN;
	for (g = 0; g < chart->plan->n_results; g++) {
		const struct target_result *result = &chart->plan->results[g];
		const struct target *target = &chart->sc->targets[result->target];

		if (target->metric != METRIC_CUT_GBPS || target->cut != c || target->at_most ||
		    (result->state != TARGET_MET && result->state != TARGET_MISSED))
			continue;
		for (t = 0; t < chart->plan->n_periods; t++) {
			if (target->period >= 0 && t > target->period)
				continue;
			values[t] = isnan(values[t]) ? target->value : fmax(values[t], target->value);
			any = true;
		}
	}
	return any;
}

static void add_cut(struct panel_grid *grid, int c)
{
	struct chart *chart = grid->chart;
	const struct cut *cut = &chart->sc->cuts[c];
	const char *name = report_text(&cut->name, chart->language);
	int n = chart->plan->n_periods, t;
	double *installed = arena_alloc(chart->arena, n, sizeof *installed),
	       *asked = arena_alloc(chart->arena, n, sizeof *asked), most = 0;
	bool any = required(chart, c, asked);

	for (t = 0; t < n; t++) {
		installed[t] = plan_cut_gbps(chart->plan, chart->sc, c, t);
		most = fmax(most, fmax(installed[t], isnan(asked[t]) ? 0 : asked[t]));
	}
	panel_begin(grid, name, chart_number(chart, installed[n - 1], 0), false, most);
	panel_area(grid, arena_format(chart->arena, "%s: %s", name, page_word(PAGE_INSTALLED, chart->language)), CUT,
	           -1, NULL, installed);
	if (any)
		panel_line(grid,
		           arena_format(chart->arena, "%s: %s", name, report_word(WORD_REQUIRED, chart->language)),
		           ALARM, -1, asked, LINE_TARGET);
	for (t = 0; t < n; t++)
		panel_tip(grid, t, -1,
		          arena_format(chart->arena, "%s · %s\n%s Gbps", name, chart->sc->periods[t].label,
		                       chart_number(chart, installed[t], 1)));
	panel_end(grid);
}

static void add_link(struct panel_grid *grid, int l, double share)
{
	struct chart *chart = grid->chart;
	const struct link *link = &chart->sc->links[l];
	const char *name = report_text(&link->name, chart->language);
	int n = chart->plan->n_periods, t;
	double *installed = arena_alloc(chart->arena, n, sizeof *installed),
	       *may = arena_alloc(chart->arena, n, sizeof *may), *load = arena_alloc(chart->arena, n, sizeof *load),
	       most = 0;

	for (t = 0; t < n; t++) {
		installed[t] = plan_link_installed_gbps(chart->plan, chart->sc, l, t);
		may[t] = link->headroom_share * installed[t];
		load[t] = load_gbps(chart, l, t);
		most = fmax(most, fmax(installed[t], load[t]));
	}
	panel_begin(grid, name, arena_format(chart->arena, "%.0f %%", 100 * share), share > 1 + 1e-6, most);
	panel_area(grid, arena_format(chart->arena, "%s: %s", name, page_word(PAGE_INSTALLED, chart->language)),
	           INSTALLED, -1, NULL, installed);
	panel_area(grid, arena_format(chart->arena, "%s: %s", name, page_word(PAGE_LINK_LOAD, chart->language)), LOAD,
	           -1, NULL, load);
	panel_line(grid, arena_format(chart->arena, "%s: %s", name, page_word(PAGE_MAY_RUN, chart->language)), INK, -1,
	           may, LINE_DASHED);
	for (t = 0; t < n; t++)
		panel_tip(grid, t, -1,
		          arena_format(chart->arena, "%s · %s\n%s %s Gbps\n%s %s Gbps", name,
		                       chart->sc->periods[t].label, page_word(PAGE_INSTALLED, chart->language),
		                       chart_number(chart, installed[t], 1), page_word(PAGE_LINK_LOAD, chart->language),
		                       chart_number(chart, load[t], 1)));
	panel_end(grid);
}

static void add_frame(struct chart *chart, const struct shown *shown)
{
	double x = MARGIN, y = 84, *asked = arena_alloc(chart->arena, chart->plan->n_periods, sizeof *asked);
	bool any = false;
	int i;

	chart_text(chart, ROLE_LEFT, x, 104, INK_SOFT, page_word(PAGE_AXIS_GBPS, chart->language));
	if (shown->n_cuts > 0)
		chart_legend(chart, &x, y, MARK_BOX, CUT, page_word(PAGE_CUT_INSTALLED, chart->language));
	if (shown->n_links > 0) {
		chart_legend(chart, &x, y, MARK_BOX, INSTALLED, page_word(PAGE_INSTALLED, chart->language));
		chart_legend(chart, &x, y, MARK_BOX, LOAD, page_word(PAGE_LINK_LOAD, chart->language));
		chart_legend(chart, &x, y, MARK_DASHES, INK, page_word(PAGE_MAY_RUN, chart->language));
	}
	for (i = 0; i < shown->n_cuts && !any; i++)
		any = required(chart, shown->cuts[i], asked);
	if (any)
		chart_legend(chart, &x, y, MARK_DASHES, ALARM, report_word(WORD_REQUIRED, chart->language));
}

void chart_network(struct chart *chart)
{
	struct shown shown = { 0 };
	struct panel_grid grid;
	const char *note = NULL, *title;
	int i;

	gather(chart, &shown);
	if (shown.n_cuts + shown.n_links == 0) {
		chart->empty_because = page_word(PAGE_EMPTY_NETWORK, chart->language);
		return;
	}
	panels_begin(&grid, chart, shown.n_cuts + shown.n_links, TOP_PX);
	if (shown.n_left_out > 0)
		note = chart_say(chart, PAGE_NOTE_MORE_LINKS,
		                 (const char *[4]){ chart_number(chart, shown.n_left_out, 0), NULL, NULL, NULL });
	if (shown.tightest >= 0)
		title = chart_say(
			chart, PAGE_TITLE_NETWORK,
			(const char *[4]){ chart_number(chart, shown.n_all, 0),
		                           report_text(&chart->sc->links[shown.tightest].name, chart->language),
		                           arena_format(chart->arena, "%.0f %%", 100 * shown.tightest_load), NULL });
	else
		title = page_word(PAGE_CHART_NETWORK, chart->language);
	chart_title(chart, title, chart_subject(chart), chart_plan_note(chart, note));
	add_frame(chart, &shown);
	for (i = 0; i < shown.n_cuts; i++)
		add_cut(&grid, shown.cuts[i]);
	for (i = 0; i < shown.n_links; i++)
		add_link(&grid, shown.links[i], shown.loads[i]);
}
