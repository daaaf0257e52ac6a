/* The phases that the plan starts or puts into use: lead time, commissioning, and the last day to order. */
#include "planner/report/chart_parts.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"

#include <math.h>

enum { MOST_ROWS = 45, TOP_PX = 112 };

struct timeline {
	int n, n_left_out, n_started, n_used;
	int phases[MOST_ROWS];
	struct orders orders;
	struct rows_frame rows;
};

/* A day on the axis of periods; the horizon's end for what is later. */
static double day_x(const struct scenario *sc, struct date day)
{
	long number = date_number(day);
	int t;

	for (t = 0; t < sc->n_periods; t++) {
		long first = date_number(sc->periods[t].first_day), last = date_number(sc->periods[t].last_day);

		if (number <= last)
			return number <= first ? t : t + (double)(number - first) / (double)(last - first + 1);
	}
	return sc->n_periods;
}

static bool is_of(const struct order *order, int p)
{
	return (order->action == ORDER_START || order->action == ORDER_COMMISSION) && order->item == p;
}

static void gather(struct chart *chart, struct timeline *timeline)
{
	int p, i;

	orders_make(chart->plan, chart->sc, &timeline->orders);
	for (p = 0; p < chart->plan->n_phases; p++) {
		bool started = false, used = false, any = false;

		for (i = 0; i < timeline->orders.n; i++) {
			const struct order *order = &timeline->orders.items[i];

			any = any || is_of(order, p);
			started = started || (is_of(order, p) && order->action == ORDER_START);
			used = used || (is_of(order, p) && order->action == ORDER_COMMISSION);
		}
		if (!any)
			continue;
		timeline->n_started += started;
		timeline->n_used += used;
		if (timeline->n == MOST_ROWS)
			timeline->n_left_out++;
		else
			timeline->phases[timeline->n++] = p;
	}
}

/* Lead time from each start, and commissioning period by period over it. */
static void add_bars(struct chart *chart, struct timeline *timeline, int row)
{
	const struct scenario *sc = chart->sc;
	int p = timeline->phases[row], site = sc->phases[p].site, colour = chart_site_colour(sc, site), i, kind;
	const char *name = arena_format(chart->arena, "%s / %s", report_text(&sc->sites[site].name, chart->language),
	                                report_text(&sc->phases[p].name, chart->language));

	for (kind = 0; kind < 2; kind++) {
		bool any = false;

		for (i = 0; i < timeline->orders.n; i++) {
			const struct order *order = &timeline->orders.items[i];
			double from = order->period, to = order->period + 1;

			if (!is_of(order, p) || (order->action == ORDER_COMMISSION) != (kind == 1))
				continue;
			if (!any)
				chart_block(chart, "bars %03d", ++timeline->rows.n_bars);
			any = true;
			if (kind == 0)
				to = fmax(from + 0.3,
				          day_x(sc, date_add_months(order->planned, sc->phases[p].lead_months)));
			rows_bar(chart, row, from, to, kind == 0 ? 0.16 : 0.34);
		}
		if (any)
			chart_series_of(chart, name, kind == 0 ? chart_lighter(colour) : colour, site);
	}
}

static int racks_of(const struct timeline *timeline, int p, enum order_action action)
{
	int i, racks = 0;

	for (i = 0; i < timeline->orders.n; i++) {
		if (is_of(&timeline->orders.items[i], p) && timeline->orders.items[i].action == action)
			racks += timeline->orders.items[i].quantity;
	}
	return racks;
}

static void add_labels(struct chart *chart, const struct timeline *timeline, int row)
{
	const struct scenario *sc = chart->sc;
	int p = timeline->phases[row], site = sc->phases[p].site, i;
	double y = rows_y(&timeline->rows, row), left = timeline->rows.area.left;
	const char *phase = report_text(&sc->phases[p].name, chart->language);
	const char *site_name = report_text(&sc->sites[site].name, chart->language);
	const double room = left - MARGIN - 20, least = 92; /* what the phase has at least, beside a long name */
	double phase_px = fmin(chart_text_px(phase, TEXT_PX), fmax(least, room - chart_text_px(site_name, TEXT_PX)));
	struct str tip = STR_INIT;

	if (row == 0 || sc->phases[timeline->phases[row - 1]].site != site)
		chart_text(chart, ROLE_LEFT, MARGIN, y, INK, chart_fitted(chart, site_name, TEXT_PX, room - phase_px));
	chart_text(chart, ROLE_RIGHT, left - 8, y, INK_SOFT, chart_fitted(chart, phase, TEXT_PX, phase_px + 0.5));
	chart_text(chart, ROLE_RIGHT, timeline->rows.area.right + 74, y, INK,
	           chart_number(chart, racks_of(timeline, p, ORDER_START), 0));
	chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, y, INK,
	           chart_number(chart, racks_of(timeline, p, ORDER_COMMISSION), 0));
	str_addf(&tip, "%s / %s", report_text(&sc->sites[site].name, chart->language), phase);
	for (i = 0; i < timeline->orders.n; i++) {
		const struct order *order = &timeline->orders.items[i];
		char date[16];

		if (!is_of(order, p))
			continue;
		str_addf(&tip, "\n%s  %s %s", sc->periods[order->period].label,
		         report_word(order->action == ORDER_START ? WORD_START : WORD_COMMISSION, chart->language),
		         chart_number(chart, order->quantity, 0));
		if (order->action == ORDER_START)
			str_addf(&tip, "  (%s %s)", report_word(WORD_LATEST, chart->language),
			         date_format(order->latest, date));
	}
	chart_tip(chart, MARGIN, y - BAR_PX / 2.0, CHART_WIDTH - MARGIN, y + BAR_PX / 2.0, site, tip.text);
	str_dispose(&tip);
}

static void add_latest(struct chart *chart, struct timeline *timeline)
{
	int row, i;

	if (timeline->n_started == 0)
		return;
	chart_block(chart, "points %03d", ++timeline->rows.n_points);
	for (row = 0; row < timeline->n; row++) {
		for (i = 0; i < timeline->orders.n; i++) {
			const struct order *order = &timeline->orders.items[i];

			if (order->action == ORDER_START && order->item == timeline->phases[row])
				chart_row(chart, 2, (double[]){ day_x(chart->sc, order->latest), row + 0.5 });
		}
	}
	chart_series(chart, report_word(WORD_LATEST, chart->language), ALARM);
}

static void add_frame(struct chart *chart, const struct timeline *timeline)
{
	const struct plot_area area = timeline->rows.area;
	double x = area.left, y = 84;

	chart_legend(chart, &x, y, MARK_BOX, chart_lighter(0x3a83b8), page_word(PAGE_LEAD_TIME, chart->language));
	chart_legend(chart, &x, y, MARK_BOX, 0x3a83b8, report_word(WORD_COMMISSION, chart->language));
	if (timeline->n_started > 0)
		chart_legend(chart, &x, y, MARK_DIAMOND, ALARM, page_word(PAGE_LATEST_DAY, chart->language));
	chart_text(chart, ROLE_RIGHT, area.right + 74, area.top - 12, INK_SOFT,
	           page_word(PAGE_STARTED_RACKS, chart->language));
	chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, area.top - 12, INK_SOFT,
	           page_word(PAGE_USED_RACKS, chart->language));
	chart_time_axis(chart, area, false);
}

/* A faint upright line at each year's beginning. */
static void add_years(struct chart *chart, struct timeline *timeline)
{
	const struct scenario *sc = chart->sc;
	int t;

	for (t = 1; t < sc->n_periods; t++) {
		if (sc->periods[t].first_day.year != sc->periods[t - 1].first_day.year)
			chart_rule(chart, rows_x(&timeline->rows, t), timeline->rows.area.top,
			           rows_x(&timeline->rows, t), timeline->rows.area.bottom, INK_FAINT);
	}
}

void chart_timeline(struct chart *chart)
{
	struct timeline timeline = { 0 };
	const char *left_out = NULL;
	int row;

	gather(chart, &timeline);
	if (timeline.n == 0) {
		chart->empty_because = page_word(PAGE_EMPTY_TIMELINE, chart->language);
		orders_dispose(&timeline.orders);
		return;
	}
	chart->height = TOP_PX + BAR_PX * timeline.n + 72;
	timeline.rows = (struct rows_frame){
		.area = { 330, CHART_WIDTH - MARGIN - 164, TOP_PX, TOP_PX + BAR_PX * timeline.n },
		.most = chart->plan->n_periods,
		.n = timeline.n,
	};
	if (timeline.n_left_out > 0)
		left_out = chart_say(
			chart, PAGE_NOTE_MORE_PHASES,
			(const char *[4]){ chart_number(chart, timeline.n_left_out, 0), NULL, NULL, NULL });
	chart_title(chart,
	            chart_say(chart, PAGE_TITLE_TIMELINE,
	                      (const char *[4]){ chart_number(chart, timeline.n_started, 0),
	                                         chart_number(chart, timeline.n_used, 0), NULL, NULL }),
	            chart_subject(chart), chart_plan_note(chart, left_out));
	add_years(chart, &timeline);
	add_frame(chart, &timeline);
	for (row = 0; row < timeline.n; row++) {
		add_bars(chart, &timeline, row);
		add_labels(chart, &timeline, row);
	}
	add_latest(chart, &timeline);
	rows_frame(chart, &timeline.rows);
	orders_dispose(&timeline.orders);
}
