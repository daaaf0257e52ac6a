/* What to do when: the orders with their latest days, then what is put into use. */
#include "planner/report/format.h"
#include "planner/report/orders.h"
#include "planner/report/page.h"

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

static void quantity_cell(const struct page *page, const struct order *order)
{
	enum word unit = WORD_RACKS_SHORT;
	double quantity = order->quantity;
	struct both shown = BOTH_INIT;
	enum language language;

	if (order->action == ORDER_FEED) {
		quantity = order->mw;
		unit = WORD_MW;
	} else if (order->action == ORDER_LINK) {
		quantity = order->gbps;
		unit = WORD_GBPS;
	}
	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		format_short(&shown.of[language], quantity, 1);
		str_addf(&shown.of[language], " %s", report_word(unit, language));
	}
	html_cell_value(page->out, quantity, &shown);
	both_dispose(&shown);
}

static void cost_cell(const struct page *page, const struct order *order)
{
	struct both shown = BOTH_INIT;

	format_money(&shown.of[LANGUAGE_EN], page->sc, order->cost_cny, LANGUAGE_EN);
	format_money(&shown.of[LANGUAGE_ZH], page->sc, order->cost_cny, LANGUAGE_ZH);
	html_cell_value(page->out, order->cost_cny, &shown);
	both_dispose(&shown);
}

static void order_row(const struct page *page, const struct order *order)
{
	struct str *out = page->out;
	const struct text *owner, *item;

	order_names(order, page->sc, &owner, &item);
	html_row(out, order->site >= 0 ? page->sc->sites[order->site].id : NULL);
	html_cell_date(out, order->latest);
	html_cell_date(out, order->planned);
	html_cell_number(out, (double)order_slack_days(order), 0);
	html_cell_word(out, action_word(order->action));
	html_row_head_text(out, owner, NULL);
	html_cell_text(out, item);
	quantity_cell(page, order);
	str_add(out, "<td class=\"w\">");
	if (order->ready < page->sc->n_periods)
		str_add_xml(out, page->sc->periods[order->ready].label);
	else
		html_page_word(out, PAGE_AFTER_HORIZON);
	str_add(out, "</td>");
	cost_cell(page, order);
	str_add(out, "<td>");
	html_both(out, order->because, order->because_zh);
	str_add(out, "</td>");
	str_add(out, "</tr>");
}

static void add_table(const struct page *page, const struct orders *orders, bool commissions, const char *id,
                      enum page_word caption)
{
	struct str *out = page->out;
	int i;

	html_table(out, id, caption, commissions);
	html_head(out);
	html_column(out, WORD_LATEST, false);
	html_column(out, WORD_PLANNED, false);
	html_page_column(out, PAGE_SLACK_DAYS, true);
	html_column(out, WORD_ACTION, false);
	html_page_column(out, PAGE_OWNER, false);
	html_page_column(out, PAGE_ITEM, false);
	html_column(out, WORD_QUANTITY, true);
	html_page_column(out, PAGE_READY, false);
	html_page_column(out, PAGE_COST, true);
	html_page_column(out, PAGE_BECAUSE, false);
	html_body(out);
	for (i = 0; i < orders->n; i++) {
		if ((orders->items[i].action == ORDER_COMMISSION) == commissions)
			order_row(page, &orders->items[i]);
	}
	html_table_end(out);
}

static void add_commissions(const struct page *page, const struct orders *orders, int n)
{
	struct str *out = page->out, number = STR_INIT;

	format_number(&number, n, 0);
	str_add(out, "<details><summary>");
	html_say(out, PAGE_COMMISSION_TABLE,
	         (const struct text[4]){ { number.text, number.text }, { "", "" }, { "", "" }, { "", "" } });
	str_add(out, "</summary>\n");
	add_table(page, orders, true, "commissions", PAGE_COMMISSIONS);
	str_add(out, "</details>\n");
	str_dispose(&number);
}

void page_orders(const struct page *page)
{
	struct orders orders = { 0 };
	int i, n = 0;

	orders_make(page->plan, page->sc, &orders);
	for (i = 0; i < orders.n; i++)
		n += orders.items[i].action == ORDER_COMMISSION;
	str_add(page->out, "<p class=\"note\">");
	if (orders.n == 0)
		html_word(page->out, WORD_ORDERS_NONE);
	else
		html_page_word(page->out, PAGE_WHEN_NOTE);
	str_add(page->out, "</p>\n");
	if (orders.n > n)
		add_table(page, &orders, false, "orders-table", PAGE_ORDERS_TABLE);
	if (n > 0)
		add_commissions(page, &orders, n);
	page_chart(page, "timeline");
	orders_dispose(&orders);
}
