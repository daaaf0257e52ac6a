/* The summary: at most 80 columns, the target ledger first, then what to do when, what it costs, and what limits it. */
#include "planner/report/format.h"
#include "planner/report/ledger.h"
#include "planner/report/orders.h"
#include "planner/report/words.h"

#include <math.h>
#include <string.h>

enum { MOST_ORDERS = 12, MOST_LIMITS = 8 };

static void heading(struct str *out, enum word word, const char *detail, enum language language)
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

static void say_numbers(struct str *out, enum word word, enum language language, int a, int b, int c)
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

static void more_rows(struct str *out, int n, const char *file, enum language language)
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
	str_addf(&line, " · %s · %s",
	         report_word(strcmp(plan->status, "optimal") == 0 ? WORD_STATUS_OPTIMAL : WORD_STATUS_LIMIT, language),
	         plan->solver);
	format_cut(out, line.text, 80);
	str_add_char(out, '\n');
	str_dispose(&line);
	str_dispose(&periods);
}

static void add_targets(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	struct str detail = STR_INIT;
	int g, met = 0, missed = 0;

	for (g = 0; g < plan->n_targets; g++) {
		met += plan->results[g].state == TARGET_MET;
		missed += plan->results[g].state == TARGET_MISSED;
	}
	say_numbers(&detail, WORD_TARGETS_COUNT, language, met, missed, plan->n_targets - met - missed);
	heading(out, WORD_TARGETS, detail.text, language);
	if (plan->n_targets > 0)
		ledger_named(plan, sc, language, out);
	str_dispose(&detail);
}

static enum word action_word(enum order_action action)
{
	switch (action) {
	case ORDER_START:
		return WORD_START;
	case ORDER_FEED:
		return WORD_FEED;
	case ORDER_COMMISSION:
		break;
	}
	return WORD_COMMISSION;
}

static void order_line(struct str *out, const struct order *order, const struct scenario *sc, enum language language)
{
	struct str cell = STR_INIT;
	bool feed = order->action == ORDER_FEED;
	char date[16];

	format_left(out, date_format(order->latest, date), 12);
	format_left(out, date_format(order->planned, date), 12);
	format_left(out, report_word(action_word(order->action), language), 12);
	str_addf(&cell, "%s / %s", report_text(&sc->sites[order->site].name, language),
	         report_text(feed ? &sc->feeds[order->item].name : &sc->phases[order->item].name, language));
	format_left(out, cell.text, 29);
	str_clear(&cell);
	format_short(&cell, feed ? order->mw : order->quantity, 1);
	str_addf(&cell, " %s", report_word(feed ? WORD_MW : WORD_RACKS_SHORT, language));
	format_right(out, cell.text, 15);
	str_add_char(out, '\n');
	str_dispose(&cell);
}

/* Commissioning follows from the starts and fills the table's file; on one page the orders matter. */
static void add_orders(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	struct orders orders = { 0 };
	int i, shown = 0, starts = 0;

	heading(out, WORD_ORDERS, NULL, language);
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
	more_rows(out, orders.n - shown, "orders.csv", language);
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
	heading(out, WORD_COSTS, NULL, language);
	str_add(out, "  ");
	format_left(out, report_word(WORD_COST_KIND, language), 26);
	format_right(out, report_word(WORD_NOMINAL, language), 20);
	format_right(out, report_word(WORD_PRESENT, language), 20);
	format_right(out, report_word(WORD_SHARE_SPENT, language), 12);
	str_add_char(out, '\n');
	for (i = 0; i < COST_KINDS; i++) {
		if (any[i])
			cost_line(out, report_cost_word((enum cost_kind)i, language), nominal[i], present[i], spending, sc, language);
	}
	cost_line(out, report_word(WORD_TOTAL, language), total, plan->objective_cny, 0, sc, language);
}

/* What whole racks, steps and modules cost over the least cost that fractions of racks could have. */
static void add_price_of_wholeness(struct str *out, const struct plan *plan, const struct scenario *sc,
                                   enum language language)
{
	static const enum word words[] = { WORD_WHOLE_COST, WORD_WHOLE_BOUND, WORD_WHOLE_EXTRA };
	double money[] = { plan->objective_cny, plan->lp_bound_cny, plan->objective_cny - plan->lp_bound_cny };
	struct str cell = STR_INIT;
	int i;

	heading(out, WORD_WHOLE, NULL, language);
	for (i = 0; i < 3; i++) {
		str_add(out, "  ");
		format_left(out, report_word(words[i], language), 46);
		str_clear(&cell);
		format_money(&cell, sc, money[i], language);
		format_right(out, cell.text, 20);
		if (i == 2 && plan->lp_bound_cny > 0) {
			str_clear(&cell);
			format_number(&cell, 100 * money[2] / plan->lp_bound_cny, 2);
			str_add(&cell, " %");
			format_right(out, cell.text, 12);
		}
		str_add_char(out, '\n');
	}
	str_dispose(&cell);
}

/* Rows that only tie the model's own columns together say nothing to a planner; binding.csv has them. */
static bool is_internal(const char *row)
{
	static const char *const prefixes[] = { "count_begun[", "count_opened[", "first_", "feed_fixed[", "feed_once[",
		                                    "feed_begins[" };
	size_t i;

	for (i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		if (strncmp(row, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	}
	return false;
}

/* Is this the id that a row "family[id,...]" names first? */
static bool row_names(const char *row, const char *id)
{
	const char *open = strchr(row, '[');
	size_t n = open ? strcspn(open + 1, ",]") : 0;

	return open && strlen(id) == n && strncmp(open + 1, id, n) == 0;
}

/* The target that a row "target[id,2018-12]" belongs to, or NULL. */
static const struct target *target_of_row(const struct scenario *sc, const char *row)
{
	int g;

	if (strncmp(row, "target", strlen("target")) != 0)
		return NULL;
	for (g = 0; g < sc->n_targets; g++) {
		if (row_names(row, sc->targets[g].id))
			return &sc->targets[g];
	}
	return NULL;
}

static const char *place_of_row(const struct binding *binding, const struct scenario *sc, enum language language)
{
	const struct target *target = target_of_row(sc, binding->row);
	int i;

	if (target)
		return report_text(&target->name, language);
	if (binding->site >= 0)
		return report_text(&sc->sites[binding->site].name, language);
	for (i = 0; i < sc->n_rules && strcmp(binding->family, "build") == 0; i++) {
		if (row_names(binding->row, sc->rules[i].id))
			return report_text(&sc->rules[i].name, language);
	}
	for (i = 0; i < sc->n_budgets && strncmp(binding->family, "budget", 6) == 0; i++) {
		if (row_names(binding->row, sc->budgets[i].id))
			return report_text(&sc->budgets[i].name, language);
	}
	for (i = 0; i < sc->n_demands && strcmp(binding->family, "demand") == 0; i++) {
		if (row_names(binding->row, sc->demands[i].id))
			return report_text(&sc->demands[i].name, language);
	}
	return binding->row;
}

/* The price of a ratio's row is that of one more of its numerator. */
static const char *unit_of_row(const struct binding *binding, const struct scenario *sc, enum language language)
{
	static const struct {
		const char *unit;
		enum word word;
	} units[] = { { "1", WORD_EACH }, { "racks", WORD_RACK }, { "sites", WORD_ONE_SITE }, { "customers", WORD_CUSTOMER },
		          { "modules", WORD_MODULE }, { "steps", WORD_STEP } };
	const struct target *target = target_of_row(sc, binding->row);
	const char *unit = binding->unit;
	size_t i;

	if (target && metric_kinds[target->metric].ratio)
		unit = target->metric == METRIC_PUE ? "MW" : "racks";
	else if (target)
		unit = metric_kinds[target->metric].unit;
	for (i = 0; i < sizeof units / sizeof *units; i++) {
		if (strcmp(unit, units[i].unit) == 0)
			return report_word(units[i].word, language);
	}
	return unit;
}

static bool same_limit(const struct binding *a, const struct binding *b)
{
	size_t n = strcspn(a->row, "[,"), m;

	if (a->site != b->site || strcspn(b->row, "[,") != n || strncmp(a->row, b->row, n) != 0)
		return false;
	if (a->site >= 0)
		return true;
	n = strcspn(a->row, ",]");
	m = strcspn(b->row, ",]");
	return n == m && strncmp(a->row, b->row, n) == 0;
}

static void add_price(struct str *out, const struct binding *binding, const struct scenario *sc, enum language language)
{
	if (binding->price_cny >= 1e6) {
		format_money(out, sc, binding->price_cny, language);
	} else {
		format_number(out, binding->price_cny, binding->price_cny < 100 ? 2 : 0);
		str_addf(out, " %s", language == LANGUAGE_ZH && strcmp(sc->money.currency, "CNY") == 0 ? "元" : sc->money.currency);
	}
	str_addf(out, " / %s", unit_of_row(binding, sc, language));
}

static void limit_line(struct str *out, const struct binding *binding, int more, const struct scenario *sc,
                       enum language language)
{
	struct str cell = STR_INIT;

	str_add(out, "  ");
	format_left(out, report_limit_word(binding->row, binding->family, language), 21);
	str_add_char(out, ' ');
	format_left(out, place_of_row(binding, sc, language), 22);
	str_add_char(out, ' ');
	str_add(&cell, format_period(sc, binding->period));
	if (more > 0)
		str_addf(&cell, " +%d", more);
	format_left(out, cell.text, 12);
	str_clear(&cell);
	add_price(&cell, binding, sc, language);
	format_right(out, cell.text, 21);
	str_add_char(out, '\n');
	str_dispose(&cell);
}

/* A line per limit and place, at its dearest period; the periods that follow with a lower price are counted. */
static void add_bindings(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	int i, j, shown = 0, rows = 0;

	heading(out, WORD_BINDING, NULL, language);
	if (plan->n_bindings == 0)
		str_addf(out, "  %s\n", report_word(WORD_BINDING_NONE, language));
	else {
		str_add(out, "  ");
		format_left(out, report_word(WORD_LIMIT, language), 22);
		format_left(out, report_word(WORD_WHERE, language), 23);
		format_left(out, report_word(WORD_WHEN, language), 12);
		format_right(out, report_word(WORD_PRICE_EACH, language), 21);
		str_add_char(out, '\n');
	}
	for (i = 0; i < plan->n_bindings && shown < MOST_LIMITS; i++) {
		int more = 0;
		bool seen = is_internal(plan->bindings[i].row);

		for (j = 0; j < i && !seen; j++)
			seen = same_limit(&plan->bindings[i], &plan->bindings[j]);
		if (seen)
			continue;
		for (j = i + 1; j < plan->n_bindings; j++)
			more += same_limit(&plan->bindings[i], &plan->bindings[j]);
		limit_line(out, &plan->bindings[i], more, sc, language);
		shown++;
		rows += 1 + more;
	}
	more_rows(out, plan->n_bindings - rows, "binding.csv", language);
}

static bool binding_rests_on(const struct plan *plan, const char *pointer)
{
	int i, a;

	for (i = 0; i < plan->n_bindings; i++) {
		for (a = 0; a < plan->bindings[i].n_assumed; a++) {
			if (strcmp(plan->bindings[i].assumed[a], pointer) == 0)
				return true;
		}
	}
	return false;
}

static void add_assumptions(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	int i, assumed = 0, binding = 0;

	for (i = 0; i < sc->n_marks; i++) {
		if (sc->marks[i].origin.kind != ORIGIN_ASSUMED)
			continue;
		assumed++;
		binding += binding_rests_on(plan, sc->marks[i].pointer);
	}
	heading(out, WORD_ASSUMED, NULL, language);
	str_add(out, "  ");
	say_numbers(out, WORD_ASSUMED_COUNT, language, assumed, binding, 0);
	str_add_char(out, '\n');
}

void report_summary(const struct plan *plan, const struct scenario *sc, enum language language, struct str *out)
{
	add_head(out, plan, sc, language);
	add_targets(out, plan, sc, language);
	add_orders(out, plan, sc, language);
	add_costs(out, plan, sc, language);
	add_price_of_wholeness(out, plan, sc, language);
	add_bindings(out, plan, sc, language);
	add_assumptions(out, plan, sc, language);
}
