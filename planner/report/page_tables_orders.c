/* Data tables of the charts on orders, links and money: timeline, network, prices, waterfall. */
#include "planner/report/format.h"
#include "planner/report/limits.h"
#include "planner/report/orders.h"
#include "planner/report/page.h"

#include <math.h>

/* ---- timeline ---- */

void table_timeline(const struct page *page)
{
	const struct scenario *sc = page->sc;
	struct str *out = page->out;
	struct orders orders = { 0 };
	int i;

	orders_make(page->plan, sc, &orders);
	html_table(out, "table-timeline", PAGE_TABLE_TIMELINE, false);
	html_head(out);
	html_page_column(out, PAGE_ONE_SITE, false);
	html_page_column(out, PAGE_ITEM, false);
	html_column(out, WORD_ACTION, false);
	html_page_column(out, PAGE_PERIOD, false);
	html_column(out, WORD_RACKS_SHORT, true);
	html_page_column(out, PAGE_READY, false);
	html_column(out, WORD_LATEST, false);
	html_body(out);
	for (i = 0; i < orders.n; i++) {
		const struct order *order = &orders.items[i];

		if (order->action != ORDER_START && order->action != ORDER_COMMISSION)
			continue;
		html_row(out, sc->sites[order->site].id);
		html_row_head_text(out, &sc->sites[order->site].name, NULL);
		html_cell_text(out, &sc->phases[order->item].name);
		html_cell_word(out, order->action == ORDER_START ? WORD_START : WORD_COMMISSION);
		html_cell(out, sc->periods[order->period].label);
		html_cell_number(out, order->quantity, 0);
		html_cell(out, order->ready < sc->n_periods ? sc->periods[order->ready].label : "–");
		html_cell_date(out, order->latest);
		str_add(out, "</tr>");
	}
	html_table_end(out);
	orders_dispose(&orders);
}

/* ---- network ---- */

static void add_cuts(const struct page *page)
{
	const struct scenario *sc = page->sc;
	struct str *out = page->out;
	int c, t;

	html_table(out, "table-cuts", PAGE_TABLE_CUTS, false);
	html_head(out);
	html_page_column(out, PAGE_PERIOD, false);
	for (c = 0; c < sc->n_cuts; c++) {
		str_add(out, "<th scope=\"col\" class=\"n\">");
		html_text(out, &sc->cuts[c].name);
		str_add(out, "</th>");
	}
	html_body(out);
	for (t = 0; t < sc->n_periods; t++) {
		html_row(out, NULL);
		html_row_head(out, sc->periods[t].label);
		for (c = 0; c < sc->n_cuts; c++)
			html_cell_number(out, plan_cut_gbps(page->plan, sc, c, t), 1);
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

/* Of what may run on the link, in percent; NaN without anything installed. */
static double highest_load(const struct page *page, int l)
{
	const struct plan *plan = page->plan;
	double most = (double)NAN;
	int t;

	for (t = 0; t < plan->n_periods; t++) {
		double may = page->sc->links[l].headroom_share * plan_link_installed_gbps(plan, page->sc, l, t);
		double load = fmax(plan_link_load_gbps(plan, l, false, t), plan_link_load_gbps(plan, l, true, t));

		if (may > 0)
			most = isnan(most) ? load / may : fmax(most, load / may);
	}
	return 100 * most;
}

void table_network(const struct page *page)
{
	const struct scenario *sc = page->sc;
	struct str *out = page->out;
	int l, last = sc->n_periods - 1;

	if (sc->n_cuts > 0)
		add_cuts(page);
	html_table(out, "table-network", PAGE_TABLE_NETWORK, false);
	html_head(out);
	html_page_column(out, PAGE_LINK, false);
	html_page_column(out, PAGE_INSTALLED, true);
	html_page_column(out, PAGE_LOAD_FORTH, true);
	html_page_column(out, PAGE_LOAD_BACK, true);
	html_page_column(out, PAGE_HIGHEST, true);
	html_body(out);
	for (l = 0; l < sc->n_links; l++) {
		if (!scenario_link_exists(sc, l))
			continue;
		html_row(out, NULL);
		html_row_head_text(out, &sc->links[l].name, sc->links[l].id);
		html_cell_number(out, plan_link_installed_gbps(page->plan, sc, l, last), 1);
		html_cell_fixed(out, plan_link_load_gbps(page->plan, l, false, last), 2);
		html_cell_fixed(out, plan_link_load_gbps(page->plan, l, true, last), 2);
		if (isnan(highest_load(page, l)))
			str_add(out, "<td></td>");
		else
			html_cell_fixed(out, highest_load(page, l), 1);
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

/* ---- prices ---- */

void table_prices(const struct page *page)
{
	const struct plan *plan = page->plan;
	struct str *out = page->out;
	int i;

	html_table(out, "table-prices", PAGE_TABLE_PRICES, false);
	html_head(out);
	html_column(out, WORD_LIMIT, false);
	html_column(out, WORD_WHERE, false);
	html_page_column(out, PAGE_PERIOD, false);
	html_page_column(out, PAGE_PRICE, true);
	html_body(out);
	for (i = 0; i < plan->n_bindings; i++) {
		const struct binding *binding = &plan->bindings[i];
		struct both shown = BOTH_INIT;

		if (limit_is_internal(binding->row) || !limit_is_dearest(plan, i))
			continue;
		limit_price(&shown.of[LANGUAGE_EN], binding, page->sc, LANGUAGE_EN);
		limit_price(&shown.of[LANGUAGE_ZH], binding, page->sc, LANGUAGE_ZH);
		html_row(out, binding->site >= 0 ? page->sc->sites[binding->site].id : NULL);
		str_add(out, "<th scope=\"row\">");
		html_both(out, report_limit_word(binding->row, binding->family, LANGUAGE_EN),
		          report_limit_word(binding->row, binding->family, LANGUAGE_ZH));
		str_add(out, "</th><td>");
		html_both(out, limit_place(binding, page->sc, LANGUAGE_EN),
		          limit_place(binding, page->sc, LANGUAGE_ZH));
		str_add(out, "</td>");
		html_cell(out, format_period(page->sc, binding->period));
		html_cell_value(out, binding->price_cny, &shown);
		str_add(out, "</tr>");
		both_dispose(&shown);
	}
	html_table_end(out);
}

/* ---- waterfall ---- */

void table_waterfall(const struct page *page)
{
	const double million = 1e6;
	double present[COST_KINDS] = { 0 };
	struct str *out = page->out;
	int i;

	for (i = 0; i < page->plan->n_costs; i++)
		present[page->plan->costs[i].kind] += page->plan->costs[i].present_cny;
	html_table(out, "table-waterfall", PAGE_TABLE_WATERFALL, false);
	html_head(out);
	html_column(out, WORD_COST_KIND, false);
	html_column(out, WORD_PRESENT, true);
	html_body(out);
	for (i = 0; i < COST_KINDS; i++) {
		if (!(fabs(present[i]) > 0))
			continue;
		html_row(out, NULL);
		str_add(out, "<th scope=\"row\">");
		html_both(out, report_cost_word((enum cost_kind)i, LANGUAGE_EN),
		          report_cost_word((enum cost_kind)i, LANGUAGE_ZH));
		str_add(out, "</th>");
		html_cell_fixed(out, present[i] / million, 3);
		str_add(out, "</tr>");
	}
	html_table_end(out);
}
