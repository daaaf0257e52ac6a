/* The sheets on what is done: orders, racks, sites, the network; with the chart of racks by site. */
#include "planner/base/memory.h"
#include "planner/report/chart.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"
#include "planner/report/workbook.h"

#include <string.h>

/* ---- orders ---- */

static enum word action_word(enum order_action action)
{
	switch (action) {
	case ORDER_START: return WORD_START;
	case ORDER_FEED: return WORD_FEED;
	case ORDER_LINK: return WORD_LINK;
	case ORDER_COMMISSION: break;
	}
	return WORD_COMMISSION;
}

static void order_cells(struct sheet *sheet, const struct order *order)
{
	const struct workbook *workbook = sheet->workbook;
	const bool racks = order->action == ORDER_START || order->action == ORDER_COMMISSION;
	const struct text *owner, *name;
	struct str id = STR_INIT;

	order_names(order, workbook->sc, &owner, &name);
	order_id(&id, order, workbook->sc);
	sheet_date(sheet, order->planned);
	sheet_date(sheet, order->latest);
	sheet_number(sheet, (double)order_slack_days(order), LOOK_WHOLE);
	sheet_text(sheet, report_word(action_word(order->action), workbook->language));
	sheet_text(sheet, report_text(owner, workbook->language));
	sheet_text(sheet, report_text(name, workbook->language));
	sheet_text(sheet, id.text);
	if (racks)
		sheet_number(sheet, order->quantity, LOOK_WHOLE);
	else
		sheet_skip(sheet);
	if (order->action == ORDER_FEED)
		sheet_number(sheet, order->mw, LOOK_NUMBER);
	else
		sheet_skip(sheet);
	if (order->action == ORDER_LINK)
		sheet_number(sheet, order->gbps, LOOK_NUMBER);
	else
		sheet_skip(sheet);
	sheet_number(sheet, order->cost_cny, LOOK_MONEY);
	sheet_text(sheet, workbook->language == LANGUAGE_ZH ? order->because_zh : order->because);
	str_dispose(&id);
}

void sheet_orders(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "planned", "计划日", LOOK_DATE, 12 },
		{ "latest day", "最迟日", LOOK_DATE, 12 },
		{ "slack (days)", "余量（天）", LOOK_WHOLE, 10 },
		{ "action", "事项", LOOK_TEXT, 12 },
		{ "site or link", "站点或链路", LOOK_TEXT, 32 },
		{ "item", "项目", LOOK_TEXT, 28 },
		{ "id", "编号", LOOK_TEXT, 18 },
		{ "racks", "机架", LOOK_WHOLE, 10 },
		{ "MW", "MW", LOOK_NUMBER, 10 },
		{ "Gbps", "Gbps", LOOK_NUMBER, 10 },
		{ "cost", "费用", LOOK_MONEY, 18 },
		{ "latest because of", "最迟日的原因", LOOK_TEXT, 44 },
	};
	struct sheet sheet = sheet_begin(workbook, "Orders", "何时办什么", sizeof columns / sizeof *columns, columns);
	struct orders orders = { 0 };
	int i;

	orders_make(workbook->plan, workbook->sc, &orders);
	for (i = 0; i < orders.n && sheet_row(&sheet); i++)
		order_cells(&sheet, &orders.items[i]);
	orders_dispose(&orders);
	sheet_end(&sheet);
}

/* ---- racks: a column a site, largest at the end first ---- */

struct stack {
	int n, *sites; /* [n] those that ever have racks */
	int n_shown;   /* the first of them, each with a series of the chart */
};

static int last_racks(const struct workbook *workbook, int s)
{
	return plan_site_design(workbook->plan, workbook->sc, s, workbook->plan->n_periods - 1);
}

static bool has_racks(const struct workbook *workbook, int s)
{
	int t;

	for (t = 0; t < workbook->plan->n_periods && scenario_site_exists(workbook->sc, s); t++) {
		if (plan_site_design(workbook->plan, workbook->sc, s, t) > 0)
			return true;
	}
	return false;
}

static void find_sites(const struct workbook *workbook, struct stack *stack)
{
	int s, i;

	stack->sites = memory_alloc(workbook->plan->n_sites + 1, sizeof *stack->sites);
	for (s = 0; s < workbook->plan->n_sites; s++) {
		if (!has_racks(workbook, s))
			continue;
		for (i = stack->n++; i > 0 && last_racks(workbook, stack->sites[i - 1]) < last_racks(workbook, s); i--)
			stack->sites[i] = stack->sites[i - 1];
		stack->sites[i] = s;
	}
	if (stack->n > LXW_COL_MAX - 6) /* the rest is in the table of sites */
		stack->n = LXW_COL_MAX - 6;
	stack->n_shown = stack->n <= MOST_CHART_SITES ? stack->n : MOST_CHART_SITES;
}

static void racks_chart(struct sheet *sheet, const struct stack *stack)
{
	struct workbook *workbook = sheet->workbook;
	lxw_chart *chart;
	lxw_chart_options options = { .x_scale = 2.0, .y_scale = 1.7 };
	const lxw_row_t last = sheet->row;
	int i;

	if (last == 0 || stack->n == 0)
		return;
	chart = workbook_add_chart(workbook->book, LXW_CHART_AREA_STACKED);
	for (i = 0; i < stack->n_shown + (stack->n > stack->n_shown); i++) {
		const lxw_col_t column = (lxw_col_t)(i < stack->n_shown ? 4 + i : 4 + stack->n);
		lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
		lxw_chart_fill fill = { .color = 0xb7bdc4 };

		if (i < stack->n_shown)
			fill.color = (lxw_color_t)chart_site_colour(workbook->sc, stack->sites[i]);
		chart_series_set_categories(series, sheet->name, 1, 0, last, 0);
		chart_series_set_values(series, sheet->name, 1, column, last, column);
		chart_series_set_name_range(series, sheet->name, 0, column);
		chart_series_set_fill(series, &fill);
	}
	chart_title_set_name(chart, workbook->language == LANGUAGE_ZH ? "各站点的设计机架" : "Design racks by site");
	chart_axis_set_name(chart->y_axis, report_word(WORD_AXIS_RACKS, workbook->language));
	chart_axis_set_num_format(chart->y_axis, "#,##0");
	worksheet_insert_chart_opt(sheet->page, last + 2, 0, chart, &options);
}

static void racks_row(struct sheet *sheet, const struct stack *stack, int t)
{
	const struct plan *plan = sheet->workbook->plan;
	const struct scenario *sc = sheet->workbook->sc;
	double design = 0, available = 0, occupied = 0, others = 0;
	int s, i;

	for (s = 0; s < plan->n_sites; s++) {
		if (!scenario_site_exists(sc, s))
			continue;
		design += plan_site_design(plan, sc, s, t);
		available += plan_site_available(plan, sc, s, t);
		occupied += plan_site_occupied(plan, sc, s, t);
	}
	sheet_text(sheet, sc->periods[t].label);
	sheet_number(sheet, design, LOOK_WHOLE);
	sheet_number(sheet, available, LOOK_WHOLE);
	sheet_number(sheet, occupied, LOOK_WHOLE);
	for (i = 0; i < stack->n; i++) {
		const int racks = plan_site_design(plan, sc, stack->sites[i], t);

		others += i >= stack->n_shown ? racks : 0;
		sheet_number(sheet, racks, LOOK_WHOLE);
	}
	if (stack->n > stack->n_shown)
		sheet_number(sheet, others, LOOK_WHOLE);
}

/* Rooms that are moved away from are no data centres, but they have occupied racks: the totals are of every site. */
void sheet_racks(struct workbook *workbook)
{
	static const struct sheet_column totals[] = {
		{ "period", "期", LOOK_TEXT, 12 },
		{ "design racks", "设计机架", LOOK_WHOLE, 14 },
		{ "available", "可用", LOOK_WHOLE, 14 },
		{ "occupied", "占用", LOOK_WHOLE, 14 },
	};
	enum { TOTALS = sizeof totals / sizeof *totals };
	struct stack stack = { 0 };
	struct sheet_column *columns;
	struct sheet sheet;
	int i, t, n;

	find_sites(workbook, &stack);
	columns = memory_alloc(TOTALS + stack.n + 1, sizeof *columns);
	memcpy(columns, totals, sizeof totals);
	for (i = 0; i < stack.n; i++) {
		const struct text *name = &workbook->sc->sites[stack.sites[i]].name;

		columns[TOTALS + i] = (struct sheet_column){ name->en, name->zh, LOOK_WHOLE, 16 };
	}
	n = TOTALS + stack.n;
	if (stack.n > stack.n_shown)
		columns[n++] = (struct sheet_column){ "smaller sites together", "较小的站点合计", LOOK_WHOLE, 16 };
	sheet = sheet_begin(workbook, "Racks", "机架", n, columns);
	for (t = 0; t < workbook->plan->n_periods && sheet_row(&sheet); t++)
		racks_row(&sheet, &stack, t);
	racks_chart(&sheet, &stack);
	memory_free(columns);
	memory_free(stack.sites);
}

/* ---- sites ---- */

static bool site_row(struct sheet *sheet, int t, int s)
{
	const struct plan *plan = sheet->workbook->plan;
	const struct scenario *sc = sheet->workbook->sc;
	const double facility = plan_site_facility_mw(plan, sc, s, t), usable = plan_site_usable_mw(plan, sc, s, t);

	if (!sheet_row(sheet))
		return false;
	sheet_text(sheet, sc->sites[s].id);
	sheet_text(sheet, report_text(&sc->sites[s].name, sheet->workbook->language));
	sheet_text(sheet, sc->periods[t].label);
	sheet_number(sheet, plan_site_design(plan, sc, s, t), LOOK_WHOLE);
	sheet_number(sheet, plan_site_available(plan, sc, s, t), LOOK_WHOLE);
	sheet_number(sheet, plan_site_occupied(plan, sc, s, t), LOOK_WHOLE);
	sheet_number(sheet, plan_site_it_mw(plan, sc, s, t), LOOK_NUMBER);
	sheet_number(sheet, facility, LOOK_NUMBER);
	sheet_number(sheet, usable, LOOK_NUMBER);
	if (usable > 0)
		sheet_number(sheet, facility / usable, LOOK_SHARE);
	return true;
}

void sheet_sites(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "site", "编号", LOOK_TEXT, 22 },
		{ "name", "站点", LOOK_TEXT, 32 },
		{ "period", "期", LOOK_TEXT, 10 },
		{ "design racks", "设计机架", LOOK_WHOLE, 12 },
		{ "available racks", "可用机架", LOOK_WHOLE, 12 },
		{ "occupied racks", "占用机架", LOOK_WHOLE, 12 },
		{ "IT MW", "IT MW", LOOK_NUMBER, 12 },
		{ "facility MW", "设施 MW", LOOK_NUMBER, 12 },
		{ "usable MW", "可用 MW", LOOK_NUMBER, 12 },
		{ "power used", "用电比例", LOOK_SHARE, 12 },
	};
	struct sheet sheet = sheet_begin(workbook, "Sites by period", "各站点各期", sizeof columns / sizeof *columns,
	                                 columns);
	int s, t;

	for (s = 0; s < workbook->plan->n_sites; s++) {
		for (t = 0; t < workbook->plan->n_periods && scenario_site_exists(workbook->sc, s); t++) {
			if (!site_row(&sheet, t, s))
				break;
		}
	}
	sheet_end(&sheet);
}

/* ---- network ---- */

void sheet_network(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "link", "编号", LOOK_TEXT, 22 },
		{ "name", "链路", LOOK_TEXT, 32 },
		{ "period", "期", LOOK_TEXT, 10 },
		{ "installed Gbps", "带宽 Gbps", LOOK_NUMBER, 14 },
		{ "load forth Gbps", "去向流量 Gbps", LOOK_NUMBER, 14 },
		{ "load back Gbps", "来向流量 Gbps", LOOK_NUMBER, 14 },
	};
	const struct plan *plan = workbook->plan;
	const struct scenario *sc = workbook->sc;
	struct sheet sheet;
	int l, t;

	if (sc->n_links == 0)
		return;
	sheet = sheet_begin(workbook, "Links by period", "各链路各期", sizeof columns / sizeof *columns, columns);
	for (l = 0; l < sc->n_links; l++) {
		for (t = 0; t < plan->n_periods && scenario_link_exists(sc, l) && sheet_row(&sheet); t++) {
			sheet_text(&sheet, sc->links[l].id);
			sheet_text(&sheet, report_text(&sc->links[l].name, workbook->language));
			sheet_text(&sheet, sc->periods[t].label);
			sheet_number(&sheet, plan_link_installed_gbps(plan, sc, l, t), LOOK_NUMBER);
			sheet_number(&sheet, plan_link_load_gbps(plan, l, false, t), LOOK_NUMBER);
			sheet_number(&sheet, plan_link_load_gbps(plan, l, true, t), LOOK_NUMBER);
		}
	}
	sheet_end(&sheet);
}
