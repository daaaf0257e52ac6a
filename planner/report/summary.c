/* The summary: at most 80 columns, the target ledger first, then what to do when, what it costs, and what limits it. */
#include "planner/report/format.h"
#include "planner/report/ledger.h"
#include "planner/report/orders.h"
#include "planner/report/summary.h"
#include "planner/report/words.h"

#include <math.h>
#include <string.h>

enum { MOST_ORDERS = 12 };

void summary_heading(struct str *out, enum word word, const char *detail, enum language language)
{
	struct str line = STR_INIT;

	str_add(&line, report_word(word, language));
	if (detail)
		str_addf(&line, ": %s", detail);
	str_add_char(out, '\n');
	format_cut(out, line.text, 80);
	str_add_char(out, '\n');
	str_dispose(&line);
}

void summary_numbers(struct str *out, enum word word, enum language language, int a, int b, int c)
{
	struct str numbers[3] = { STR_INIT, STR_INIT, STR_INIT };

	format_number(&numbers[0], a, 0);
	format_number(&numbers[1], b, 0);
	format_number(&numbers[2], c, 0);
	report_say(out, word, language, (const char *[4]){ numbers[0].text, numbers[1].text, numbers[2].text, NULL });
	str_dispose(&numbers[0]);
	str_dispose(&numbers[1]);
	str_dispose(&numbers[2]);
}

void summary_more_rows(struct str *out, int n, const char *file, enum language language)
{
	struct str number = STR_INIT;

	if (n <= 0)
		return;
	format_number(&number, n, 0);
	str_add(out, "  … ");
	report_say(out, WORD_MORE_ROWS, language, (const char *[4]){ number.text, file, NULL, NULL });
	str_add_char(out, '\n');
	str_dispose(&number);
}

/* What is known of the plan's cost: optimal, or how far at most from it. */
static void add_status(struct str *out, const struct plan *plan, enum language language)
{
	const double bound = plan->mip_bound_cny > plan->lp_bound_cny ? plan->mip_bound_cny : plan->lp_bound_cny;
	struct str share = STR_INIT;

	if (strcmp(plan->status, "feasible") == 0) {
		str_addf(&share, "%.2f %%", 100 * (plan->objective_cny - bound) / fmax(1, fabs(bound)));
		report_say(out, WORD_STATUS_FEASIBLE, language, (const char *[4]){ share.text, NULL, NULL, NULL });
	} else {
		str_add(out, report_word(strcmp(plan->status, "optimal") == 0 ? WORD_STATUS_OPTIMAL : WORD_STATUS_LIMIT,
		                         language));
	}
	str_dispose(&share);
}

static void add_head(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	struct str line = STR_INIT, periods = STR_INIT;
	char from[16], to[16];

	format_scenario(&line, plan);
	str_addf(&line, " · %s", report_text(&sc->title, language));
	format_cut(out, line.text, 80);
	str_add_char(out, '\n');
	str_clear(&line);
	format_number(&periods, sc->n_periods, 0);
	report_say(&line, WORD_PERIODS, language,
	           (const char *[4]){ date_format(sc->horizon.first_day, from), date_format(sc->horizon.last_day, to),
	                              periods.text, NULL });
	str_add(&line, " · ");
	add_status(&line, plan, language);
	str_addf(&line, " · %s", plan->solver);
	format_cut(out, line.text, 80);
	str_add_char(out, '\n');
	str_dispose(&line);
	str_dispose(&periods);
}

/* How many of the required values a document states, a source gives, or somebody assumed. */
static void add_origins(struct str *out, const struct scenario *sc, enum language language)
{
	int n[] = { [ORIGIN_STATED] = 0, [ORIGIN_SOURCED] = 0, [ORIGIN_ASSUMED] = 0 }, g;
	struct str pointer = STR_INIT;

	for (g = 0; g < sc->n_targets; g++) {
		const struct number_mark *mark;

		str_clear(&pointer);
		str_addf(&pointer, "/targets/%s/value", sc->targets[g].id);
		mark = scenario_mark(sc, pointer.text);
		if (mark)
			n[mark->origin.kind]++;
	}
	str_dispose(&pointer);
	str_add(out, "  ");
	summary_numbers(out, WORD_ORIGINS_COUNT, language, n[ORIGIN_STATED], n[ORIGIN_SOURCED], n[ORIGIN_ASSUMED]);
	str_add_char(out, '\n');
}

static void add_targets(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	struct str detail = STR_INIT;
	int g, met = 0, missed = 0;

	for (g = 0; g < plan->n_targets; g++) {
		met += plan->results[g].state == TARGET_MET;
		missed += plan->results[g].state == TARGET_MISSED;
	}
	summary_numbers(&detail, WORD_TARGETS_COUNT, language, met, missed, plan->n_targets - met - missed);
	summary_heading(out, WORD_TARGETS, detail.text, language);
	if (plan->n_targets > 0) {
		ledger_named(plan, sc, language, out);
		add_origins(out, sc, language);
	}
	str_dispose(&detail);
}

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

static void add_quantity(struct str *out, const struct order *order, enum language language)
{
	enum word unit = WORD_RACKS_SHORT;
	double quantity = order->quantity;

	if (order->action == ORDER_FEED) {
		quantity = order->mw;
		unit = WORD_MW;
	} else if (order->action == ORDER_LINK) {
		quantity = order->gbps;
		unit = WORD_GBPS;
	}
	format_short(out, quantity, 1);
	str_addf(out, " %s", report_word(unit, language));
}

/* Of a link with one kind of module, the link's name says all. */
static bool says_all(const struct order *order, const struct scenario *sc)
{
	const struct link *link;

	if (order->action != ORDER_LINK)
		return false;
	link = &sc->links[sc->modules[order->item].link];
	return link->module_end - link->module_begin == 1;
}

/* Both names in these columns. The owner's is cut first, as the phases of one site differ in the item's alone. */
static void order_name(struct str *out, const struct order *order, const struct scenario *sc, int columns,
                       enum language language)
{
	const int least = 12, between = 3;
	const struct text *owner_name, *item_name;
	const char *owner, *item;
	int left;

	order_names(order, sc, &owner_name, &item_name);
	owner = report_text(owner_name, language);
	item = report_text(item_name, language);
	left = columns - between - str_columns(item);
	if (left < str_columns(owner) && says_all(order, sc)) {
		format_cut(out, owner, columns);
		return;
	}
	if (left < least)
		left = least;
	if (left > str_columns(owner))
		left = str_columns(owner);
	format_cut(out, owner, left);
	str_add(out, " / ");
	format_cut(out, item, columns - between - left);
}

static void order_line(struct str *out, const struct order *order, const struct scenario *sc, enum language language)
{
	struct str cell = STR_INIT;
	char date[16];

	format_left(out, date_format(order->latest, date), 12);
	format_left(out, date_format(order->planned, date), 12);
	format_left(out, report_word(action_word(order->action), language), 12);
	order_name(&cell, order, sc, 28, language);
	format_left(out, cell.text, 29);
	str_clear(&cell);
	add_quantity(&cell, order, language);
	format_right(out, cell.text, 15);
	str_add_char(out, '\n');
	str_dispose(&cell);
}

/* Commissioning follows from the starts and fills the table's file; on one page the orders matter. */
static void add_orders(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	struct orders orders = { 0 };
	int i, shown = 0, starts = 0;

	summary_heading(out, WORD_ORDERS, NULL, language);
	orders_make(plan, sc, &orders);
	for (i = 0; i < orders.n; i++)
		starts += orders.items[i].action != ORDER_COMMISSION;
	if (orders.n == 0)
		str_addf(out, "  %s\n", report_word(WORD_ORDERS_NONE, language));
	if (orders.n > 0) {
		format_left(out, report_word(WORD_LATEST, language), 12);
		format_left(out, report_word(WORD_PLANNED, language), 12);
		format_left(out, report_word(WORD_ACTION, language), 12);
		format_left(out, report_word(WORD_SITE, language), 29);
		format_right(out, report_word(WORD_QUANTITY, language), 15);
		str_add_char(out, '\n');
	}
	for (i = 0; i < orders.n && shown < MOST_ORDERS; i++) {
		if (starts > 0 && orders.items[i].action == ORDER_COMMISSION)
			continue;
		order_line(out, &orders.items[i], sc, language);
		shown++;
	}
	summary_more_rows(out, orders.n - shown, "orders.csv", language);
	orders_dispose(&orders);
}

/* What comes back is no share of the spending. */
static void cost_line(struct str *out, const char *name, double nominal, double present, double spending,
                      const struct scenario *sc, enum language language)
{
	struct str cell = STR_INIT;

	str_add(out, "  ");
	format_left(out, name, 26);
	format_money(&cell, sc, nominal, language);
	format_right(out, cell.text, 20);
	str_clear(&cell);
	format_money(&cell, sc, present, language);
	format_right(out, cell.text, 20);
	str_clear(&cell);
	str_clear(&cell);
	if (spending > 0 && present > 0) {
		format_number(&cell, 100 * present / spending, 1);
		str_add(&cell, " %");
		format_right(out, cell.text, 12);
	}
	str_add_char(out, '\n');
	str_dispose(&cell);
}

static void add_costs(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	double nominal[COST_KINDS] = { 0 }, present[COST_KINDS] = { 0 }, total = 0, spending = 0;
	bool any[COST_KINDS] = { false };
	int i;

	for (i = 0; i < plan->n_costs; i++) {
		const struct cost_item *cost = &plan->costs[i];

		nominal[cost->kind] += cost->nominal_cny;
		present[cost->kind] += cost->present_cny;
		total += cost->nominal_cny;
		any[cost->kind] = true;
	}
	for (i = 0; i < COST_KINDS; i++)
		spending += fmax(0, present[i]);
	summary_heading(out, WORD_COSTS, NULL, language);
	str_add(out, "  ");
	format_left(out, report_word(WORD_COST_KIND, language), 26);
	format_right(out, report_word(WORD_NOMINAL, language), 20);
	format_right(out, report_word(WORD_PRESENT, language), 20);
	format_right(out, report_word(WORD_SHARE_SPENT, language), 12);
	str_add_char(out, '\n');
	for (i = 0; i < COST_KINDS; i++) {
		if (any[i])
			cost_line(out, report_cost_word((enum cost_kind)i, language), nominal[i], present[i], spending,
			          sc, language);
	}
	cost_line(out, report_word(WORD_TOTAL, language), total, plan->objective_cny, 0, sc, language);
}

/* With its share of `bound`, unless that is 0. */
static void whole_line(struct str *out, enum word word, double money_cny, double bound, const struct scenario *sc,
                       enum language language)
{
	struct str cell = STR_INIT;

	str_add(out, "  ");
	format_left(out, report_word(word, language), 48);
	format_money(&cell, sc, money_cny, language);
	format_right(out, cell.text, 18);
	if (bound > 0) {
		str_clear(&cell);
		format_number(&cell, 100 * money_cny / bound, 2);
		str_add(&cell, " %");
		format_right(out, cell.text, 12);
	}
	str_add_char(out, '\n');
	str_dispose(&cell);
}

/*
 * How far the plan may be from the best one: rounding and an unfinished search together. What whole racks alone cost is
 * the difference to the same 0/1 decisions with racks in parts; nothing is said of it when the plan decides otherwise
 * and is the cheaper for it.
 */
static void add_bounds(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	const double cent = 0.01, bound = fmax(plan->lp_bound_cny, plan->mip_bound_cny);
	double distance = plan->objective_cny - bound, price = plan->objective_cny - plan->fixed_cny;

	summary_heading(out, WORD_WHOLE, NULL, language);
	whole_line(out, WORD_WHOLE_COST, plan->objective_cny, 0, sc, language);
	whole_line(out, WORD_WHOLE_BOUND, plan->lp_bound_cny, 0, sc, language);
	if (bound > plan->lp_bound_cny + cent)
		whole_line(out, WORD_WHOLE_SEARCH, bound, 0, sc, language);
	whole_line(out, WORD_WHOLE_DISTANCE, distance, bound, sc, language);
	if (price > -cent && price < distance + cent)
		whole_line(out, WORD_WHOLE_PRICE, price, bound, sc, language);
}

void report_summary(const struct plan *plan, const struct scenario *sc, enum language language, struct str *out)
{
	add_head(out, plan, sc, language);
	add_targets(out, plan, sc, language);
	unserved_add(plan, sc, true, language, out);
	add_orders(out, plan, sc, language);
	add_costs(out, plan, sc, language);
	add_bounds(out, plan, sc, language);
	summary_limits(out, plan, sc, language);
	summary_assumptions(out, plan, sc, language);
}
