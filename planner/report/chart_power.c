/* Power by site: facility MW drawn against the usable feed. Small multiples; the panels of a row share a scale. */
#include "planner/report/chart.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <math.h>

enum { MOST_PANELS = 24, PANEL_PX = 118, PANEL_GAP_PX = 58, PANELS_TOP_PX = 132 };

struct panel {
	int site;
	double drawn_peak, usable_peak, load_peak; /* MW, MW, most of drawn / usable */
	bool over;
	struct plot_area area;
	double most, step;
};

struct panels {
	int n, n_left_out, n_unused, columns;
	struct panel items[MOST_PANELS];
	int tightest;
};

static struct panel measure(const struct chart *chart, int s)
{
	struct panel panel = { .site = s };
	int t;

	for (t = 0; t < chart->plan->n_periods; t++) {
		double drawn = plan_site_facility_mw(chart->plan, chart->sc, s, t);
		double usable = plan_site_usable_mw(chart->plan, chart->sc, s, t);

		panel.drawn_peak = fmax(panel.drawn_peak, drawn);
		panel.usable_peak = fmax(panel.usable_peak, usable);
		if (usable > 0)
			panel.load_peak = fmax(panel.load_peak, drawn / usable);
		panel.over = panel.over || drawn > usable * (1 + 1e-9) + 1e-9;
	}
	return panel;
}

static double size(const struct panel *panel)
{
	return fmax(panel->drawn_peak, panel->usable_peak);
}

/* Largest first, so that neighbours in a row are of one magnitude. */
static void gather(const struct chart *chart, struct panels *panels)
{
	int s, i;

	for (s = 0; s < chart->plan->n_sites; s++) {
		struct panel panel;

		if (!scenario_site_exists(chart->sc, s))
			continue;
		panel = measure(chart, s);
		if (!(panel.drawn_peak > 0)) {
			panels->n_unused += size(&panel) > 0;
			continue;
		}
		if (panels->n == MOST_PANELS) {
			panels->n_left_out++;
			if (size(&panel) <= size(&panels->items[MOST_PANELS - 1]))
				continue;
			panels->n--;
		}
		for (i = panels->n++; i > 0 && size(&panels->items[i - 1]) < size(&panel); i--)
			panels->items[i] = panels->items[i - 1];
		panels->items[i] = panel;
	}
	for (i = 1; i < panels->n; i++) {
		if (panels->items[i].load_peak > panels->items[panels->tightest].load_peak)
			panels->tightest = i;
	}
}

static int columns_for(int n)
{
	if (n <= 3)
		return n;
	return n <= 4 ? 2 : 3;
}

static void place(struct panels *panels)
{
	double left = 74, right = CHART_WIDTH - MARGIN, gap = 26, width;
	int i;

	panels->columns = columns_for(panels->n);
	width = (right - left - gap * (panels->columns - 1)) / panels->columns;
	for (i = 0; i < panels->n; i++) {
		struct panel *panel = &panels->items[i];
		int row = i / panels->columns, column = i % panels->columns;
		const struct panel *largest = &panels->items[row * panels->columns];

		panel->area.left = left + column * (width + gap);
		panel->area.right = panel->area.left + width;
		panel->area.top = PANELS_TOP_PX + row * (PANEL_PX + PANEL_GAP_PX);
		panel->area.bottom = panel->area.top + PANEL_PX;
		panel->step = chart_nice_step(size(largest) * 1.02, 3);
		panel->most = ceil(size(largest) * 1.02 / panel->step) * panel->step;
	}
}

static const char *percent(struct chart *chart, double share)
{
	return arena_format(chart->arena, "%s %%", chart_number(chart, floor(share * 1000 + 1e-6) / 10, 1));
}

static void add_tip(struct chart *chart, int s, int t, double left, double right, struct plot_area area)
{
	const char *text = arena_format(chart->arena, "%s · %s\n%s %s MW\n%s %s MW",
	                                report_text(&chart->sc->sites[s].name, chart->language),
	                                chart->sc->periods[t].label, report_word(WORD_DRAWN, chart->language),
	                                chart_number(chart, plan_site_facility_mw(chart->plan, chart->sc, s, t), 3),
	                                report_word(WORD_USABLE, chart->language),
	                                chart_number(chart, plan_site_usable_mw(chart->plan, chart->sc, s, t), 3));

	chart_tip(chart, left, area.top, right, area.bottom, s, text);
}

static void add_panel(struct chart *chart, const struct panels *panels, int i)
{
	const struct panel *panel = &panels->items[i];
	struct plot_area area = panel->area;
	const char *name = report_text(&chart->sc->sites[panel->site].name, chart->language);
	const char *load = percent(chart, panel->load_peak), *drawn, *usable;
	double width = (area.right - area.left) / chart->plan->n_periods;
	int t;

	chart_block(chart, "panel %02d", i + 1);
	for (t = 0; t < chart->plan->n_periods; t++) {
		double drawn_mw = plan_site_facility_mw(chart->plan, chart->sc, panel->site, t);
		double usable_mw = plan_site_usable_mw(chart->plan, chart->sc, panel->site, t);

		chart_row(chart, 3, (double[]){ t, drawn_mw, usable_mw });
		chart_row(chart, 3, (double[]){ t + 1, drawn_mw, usable_mw });
	}
	drawn = arena_format(chart->arena, "%s: %s", name, report_word(WORD_DRAWN, chart->language));
	usable = arena_format(chart->arena, "%s: %s", name, report_word(WORD_USABLE, chart->language));
	chart_series_of(chart, usable, AREA, panel->site);
	chart_series_of(chart, drawn, chart_site_colour(chart->sc, panel->site), panel->site);
	chart_series_of(chart, usable, INK, panel->site);
	chart_text(
		chart, ROLE_STRONG, area.left, area.top - 15, INK,
		chart_fitted(chart, name, TEXT_PX * 1.06, area.right - area.left - chart_text_px(load, TEXT_PX) - 14));
	chart_text(chart, ROLE_RIGHT, area.right, area.top - 15, panel->over ? ALARM : INK_SOFT, load);
	if (i % panels->columns == 0)
		chart_value_axis(chart, area, 0, panel->most, panel->step, "");
	if (i % panels->columns == 0)
		chart_text(chart, ROLE_RIGHT, area.left - 8, area.top - 15, INK_SOFT,
		           report_word(WORD_AXIS_MW, chart->language));
	chart_time_axis(chart, area, true);
	for (t = 0; t < chart->plan->n_periods; t++)
		add_tip(chart, panel->site, t, area.left + width * t, area.left + width * (t + 1), area);
}

static void add_legend(struct chart *chart, const struct panels *panels)
{
	const char *drawn = report_word(WORD_DRAWN, chart->language),
		   *usable = report_word(WORD_USABLE, chart->language);
	double x = MARGIN, y = 86;
	int i;

	for (i = 0; i < 3; i++)
		chart_box(chart, x + 8 * i, y - 5, x + 8 * i + 8, y + 5,
		          chart_site_colour(chart->sc, panels->items[i < panels->n ? i : 0].site));
	chart_text(chart, ROLE_LEFT, x + 32, y, INK, drawn);
	x += 32 + chart_text_px(drawn, TEXT_PX) + 28;
	chart_box(chart, x, y - 5, x + 26, y + 5, AREA);
	chart_box(chart, x, y - 6, x + 26, y - 4, INK);
	chart_text(chart, ROLE_LEFT, x + 34, y, INK, usable);
	x += 34 + chart_text_px(usable, TEXT_PX) + 28;
	chart_text(chart, ROLE_LEFT, x, y, INK_SOFT, report_word(WORD_NOTE_PANELS, chart->language));
}

static void add_titles(struct chart *chart, const struct panels *panels)
{
	const struct panel *tight = &panels->items[panels->tightest];
	const char *name = report_text(&chart->sc->sites[tight->site].name, chart->language);
	struct str title = STR_INIT, foot = STR_INIT, plan = STR_INIT;
	int i, over = -1;

	for (i = 0; i < panels->n && over < 0; i++)
		over = panels->items[i].over ? i : -1;
	if (over >= 0)
		report_say(&title, WORD_CHART_POWER_OVER, chart->language,
		           (const char *[4]){
				   report_text(&chart->sc->sites[panels->items[over].site].name, chart->language),
				   percent(chart, panels->items[over].load_peak), NULL, NULL });
	else if (panels->n == 1)
		report_say(&title, WORD_CHART_POWER_ONE, chart->language,
		           (const char *[4]){ name, percent(chart, tight->load_peak), NULL, NULL });
	else
		report_say(&title, WORD_CHART_POWER, chart->language,
		           (const char *[4]){ chart_number(chart, panels->n, 0), name, percent(chart, tight->load_peak),
		                              NULL });
	format_scenario(&plan, chart->plan);
	report_say(&foot, WORD_NOTE_PLAN, chart->language, (const char *[4]){ plan.text, NULL, NULL, NULL });
	if (panels->n_left_out > 0) {
		str_add(&foot, " · ");
		report_say(&foot, WORD_NOTE_LEFT_OUT, chart->language,
		           (const char *[4]){ chart_number(chart, panels->n_left_out, 0), NULL, NULL, NULL });
	}
	if (panels->n_unused > 0) {
		str_add(&foot, " · ");
		report_say(&foot, WORD_NOTE_UNUSED, chart->language,
		           (const char *[4]){ chart_number(chart, panels->n_unused, 0), NULL, NULL, NULL });
	}
	chart_title(chart, title.text, chart_subject(chart), foot.text);
	str_dispose(&title);
	str_dispose(&foot);
	str_dispose(&plan);
}

void chart_power(struct chart *chart)
{
	struct panels panels = { 0 };
	int i;

	gather(chart, &panels);
	if (panels.n == 0) {
		chart->empty_because = report_word(WORD_EMPTY_POWER, chart->language);
		return;
	}
	place(&panels);
	chart->height = PANELS_TOP_PX + ((panels.n - 1) / panels.columns + 1) * (PANEL_PX + PANEL_GAP_PX) + 10;
	add_titles(chart, &panels);
	add_legend(chart, &panels);
	chart_frame(chart, chart->plan->n_periods);
	chart_frame(chart, panels.n);
	for (i = 0; i < panels.n; i++) {
		const struct panel *panel = &panels.items[i];

		add_panel(chart, &panels, i);
		chart_frame(chart, panel->area.left);
		chart_frame(chart, panel->area.right);
		chart_frame(chart, panel->area.top);
		chart_frame(chart, panel->area.bottom);
		chart_frame(chart, panel->most);
		chart_frame(chart, panel->step);
	}
}
