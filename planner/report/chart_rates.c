/* Utilisation and installed rate against their targets: a panel for all data centres, and one for each such target. */
#include "planner/report/chart_parts.h"
#include "planner/report/format.h"
#include "planner/report/rates.h"

#include <math.h>
#include <string.h>

enum { MOST_PANELS = 18, TOP_PX = 144, RATE = 0x3a83b8 };

/* A panel up to 100 %, where all below it is low enough. */
static double top_of(double most)
{
	const double whole = 100, margin = 1.02; /* what panel_begin() adds */

	return most > 0.6 * whole && most <= whole ? whole / margin : most;
}

static void scale_percent(double *values, int n)
{
	int t;

	for (t = 0; t < n; t++)
		values[t] *= 100;
}

static double highest(const double *values, int n)
{
	double most = 0;
	int t;

	for (t = 0; t < n; t++)
		most = isnan(values[t]) ? most : fmax(most, values[t]);
	return most;
}

static void add_tips(struct panel_grid *grid, const char *name, const double *values)
{
	struct chart *chart = grid->chart;
	int t;

	for (t = 0; t < chart->plan->n_periods; t++) {
		if (!isnan(values[t]))
			panel_tip(grid, t, -1,
			          arena_format(chart->arena, "%s · %s\n%s %%", name, chart->sc->periods[t].label,
			                       chart_number(chart, values[t], 2)));
	}
}

static void add_total(struct panel_grid *grid)
{
	struct chart *chart = grid->chart;
	int n = chart->plan->n_periods;
	const char *name = page_word(PAGE_ALL_CENTRES, chart->language);
	const char *of_available = page_word(PAGE_OF_AVAILABLE, chart->language);
	const char *of_design = page_word(PAGE_OF_DESIGN, chart->language);
	double *use = arena_alloc(chart->arena, n, sizeof *use), *design = arena_alloc(chart->arena, n, sizeof *design);

	rates_of_all(chart->plan, chart->sc, false, use);
	rates_of_all(chart->plan, chart->sc, true, design);
	scale_percent(use, n);
	scale_percent(design, n);
	panel_begin(grid, name, isnan(use[n - 1]) ? "" : arena_format(chart->arena, "%.1f %%", use[n - 1]), false,
	            top_of(fmax(highest(use, n), highest(design, n))));
	panel_line(grid, of_available, RATE, -1, use, LINE_SOLID);
	panel_line(grid, of_design, INK_SOFT, -1, design, LINE_DASHED);
	add_tips(grid, name, use);
	panel_end(grid);
}

static void add_target(struct panel_grid *grid, int g)
{
	struct chart *chart = grid->chart;
	const struct target_result *result = &chart->plan->results[g];
	const struct target *target = &chart->sc->targets[result->target];
	const char *name = report_text(&target->name, chart->language);
	int n = chart->plan->n_periods, t;
	double *rate = arena_alloc(chart->arena, n, sizeof *rate), *limit = arena_alloc(chart->arena, n, sizeof *limit);
	bool missed = result->state == TARGET_MISSED;

	rates_of_target(chart->plan, chart->sc, target, rate);
	scale_percent(rate, n);
	for (t = 0; t < n; t++) /* a target of a day binds there; the line leads to it */
		limit[t] = target->period < 0 || t <= target->period ? 100 * target->value : (double)NAN;
	panel_begin(grid, name,
	            arena_format(chart->arena, "%s %s %%", target->at_most ? "≤" : "≥",
	                         chart_number(chart, 100 * target->value, 2)),
	            missed, top_of(fmax(highest(rate, n), 100 * target->value)));
	panel_line(grid, arena_format(chart->arena, "%s: %s", name, report_word(WORD_ACHIEVED, chart->language)), RATE,
	           -1, rate, LINE_SOLID);
	panel_line(grid, arena_format(chart->arena, "%s: %s", name, report_word(WORD_REQUIRED, chart->language)), ALARM,
	           -1, limit, LINE_TARGET);
	add_tips(grid, name, rate);
	panel_end(grid);
}

static bool any_rate(const double *values, int n)
{
	int t;

	for (t = 0; t < n; t++) {
		if (!isnan(values[t]))
			return true;
	}
	return false;
}

static void add_titles(struct chart *chart, int n_targets, int n_missed, int left_out, const double *use)
{
	const char *note = NULL, *title;
	double last = use[chart->plan->n_periods - 1];

	if (left_out > 0)
		note = chart_say(chart, PAGE_NOTE_MORE_RATES,
		                 (const char *[4]){ chart_number(chart, left_out, 0), NULL, NULL, NULL });
	if (n_targets == 0)
		title = chart_say(
			chart, PAGE_TITLE_RATES_NONE,
			(const char *[4]){ isnan(last) ? "–" : arena_format(chart->arena, "%.1f %%", 100 * last), NULL,
		                           NULL, NULL });
	else
		title = chart_say(chart, n_missed > 0 ? PAGE_TITLE_RATES_MISSED : PAGE_TITLE_RATES,
		                  (const char *[4]){ chart_number(chart, n_targets, 0),
		                                     chart_number(chart, n_missed, 0), NULL, NULL });
	chart_title(chart, title, chart_subject(chart), chart_plan_note(chart, note));
}

void chart_rates(struct chart *chart)
{
	const struct plan *plan = chart->plan;
	double *use = arena_alloc(chart->arena, plan->n_periods, sizeof *use), x = MARGIN;
	struct panel_grid grid;
	int shown[MOST_PANELS], n = 0, all = 0, missed = 0, g, i;

	rates_of_all(plan, chart->sc, false, use);
	for (g = 0; g < plan->n_results; g++) {
		if (!rates_has_target(plan, chart->sc, g))
			continue;
		all++;
		missed += plan->results[g].state == TARGET_MISSED;
		if (n < MOST_PANELS - 1)
			shown[n++] = g;
	}
	if (!any_rate(use, plan->n_periods)) {
		chart->empty_because = page_word(PAGE_EMPTY_RATES, chart->language);
		return;
	}
	panels_begin(&grid, chart, n + 1, TOP_PX);
	add_titles(chart, all, missed, all - n, use);
	chart_text(chart, ROLE_LEFT, x, 104, INK_SOFT, page_word(PAGE_AXIS_PERCENT, chart->language));
	chart_legend(chart, &x, 84, MARK_LINE, RATE, page_word(PAGE_OF_AVAILABLE, chart->language));
	chart_legend(chart, &x, 84, MARK_DASHES, INK_SOFT, page_word(PAGE_OF_DESIGN, chart->language));
	if (n > 0)
		chart_legend(chart, &x, 84, MARK_DASHES, ALARM, report_word(WORD_REQUIRED, chart->language));
	add_total(&grid);
	for (i = 0; i < n; i++)
		add_target(&grid, shown[i]);
}
