/* The orders that differ, as text, and the table over several plans. */
#include "planner/base/memory.h"
#include "planner/report/compare_text.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 80, MOST_ORDERS = 20, MOST_COLUMNS = 12 };

/* ---- orders ---- */

const char *compare_action_word(const struct order *order, enum language language)
{
	switch (order->action) {
	case ORDER_START: return compare_word(SAY_START, language);
	case ORDER_FEED: return compare_word(SAY_FEED, language);
	case ORDER_LINK: return compare_word(SAY_LINK, language);
	case ORDER_COMMISSION: break;
	}
	return compare_word(SAY_COMMISSION, language);
}

void compare_quantity(struct str *out, const struct order *order, enum language language)
{
	if (order->action == ORDER_FEED || order->action == ORDER_LINK) {
		format_short(out, order->action == ORDER_FEED ? order->mw : order->gbps, 3);
		str_addf(out, " %s", report_word(order->action == ORDER_FEED ? WORD_MW : WORD_GBPS, language));
		return;
	}
	format_number(out, order->quantity, 0);
	str_addf(out, " %s", report_word(WORD_RACKS_SHORT, language));
}

static void add_days(struct str *out, const struct compare_order *o, enum language language)
{
	const long days = date_number(o->order[1]->planned) - date_number(o->order[0]->planned);
	const int counts[4] = { (int)labs(days), 0, 0, 0 };

	str_add(out, ", ");
	compare_counts(out, days < 0 ? SAY_EARLIER : SAY_LATER, counts, language);
}

void compare_order_words(struct str *out, const struct compared *c, const struct compare_order *o,
                         enum language language)
{
	const int side = o->order[1] ? 1 : 0;
	const struct order *order = o->order[side];
	const struct text *owner, *name;
	struct str was = STR_INIT, is = STR_INIT;
	char from[16], to[16];

	order_names(order, c->side[side].sc, &owner, &name);
	str_add(out, date_format(o->order[0] ? o->order[0]->planned : order->planned, from));
	if (o->kind == COMPARE_ORDER_MOVED)
		str_addf(out, " → %s", date_format(o->order[1]->planned, to));
	str_addf(out, " %s %s / %s: ", compare_action_word(order, language), report_text(owner, language),
	         report_text(name, language));
	compare_quantity(&is, order, language);
	if (o->order[0])
		compare_quantity(&was, o->order[0], language);
	if (o->order[0] && strcmp(was.text, is.text) != 0)
		str_addf(out, "%s → ", was.text);
	str_add(out, is.text);
	if (o->kind == COMPARE_ORDER_MOVED)
		add_days(out, o, language);
	str_dispose(&was);
	str_dispose(&is);
}

void compare_order_counts(struct str *out, const struct compared *c, enum language language)
{
	int i, kinds[4] = { 0 }, counts[4];

	for (i = 0; i < c->n_orders; i++)
		kinds[c->orders[i].kind]++;
	counts[0] = kinds[COMPARE_ORDER_CAME];
	counts[1] = kinds[COMPARE_ORDER_WENT];
	counts[2] = kinds[COMPARE_ORDER_MOVED];
	counts[3] = kinds[COMPARE_ORDER_QUANTITY];
	compare_counts(out, SAY_ORDERS_COUNT, counts, language);
}

void compare_order_list(struct str *out, const struct compared *c, enum language language)
{
	static const char *const marks[] = { "-", "+", "→", "~" };
	struct str detail = STR_INIT, line = STR_INIT;
	int i;

	if (c->n_orders > 0)
		compare_order_counts(&detail, c, language);
	else
		str_add(&detail, compare_word(SAY_ORDERS_NONE, language));
	compare_heading(out, SAY_ORDERS, detail.text, language);
	for (i = 0; i < c->n_orders && i < MOST_ORDERS; i++) {
		str_clear(&line);
		str_addf(&line, "%s ", marks[c->orders[i].kind]);
		compare_order_words(&line, c, &c->orders[i], language);
		compare_wrap(out, line.text, 2, 2);
	}
	compare_more(out, c->n_orders - MOST_ORDERS, language);
	str_dispose(&line);
	str_dispose(&detail);
}

/* ---- several plans ---- */

static void table_line(struct str *out, const struct compare_side *sides, int i, enum language language)
{
	const struct compare_side *side = &sides[i];
	struct str cell = STR_INIT;
	char name[COMPARE_NAME];
	int met, missed;

	compare_count(side->plan, &met, &missed);
	format_left(out, compare_name(i, name), 4);
	compare_plan_name(out, side, 28);
	format_number(&cell, met, 0);
	format_right(out, cell.text, 5);
	str_clear(&cell);
	format_number(&cell, missed, 0);
	format_right(out, cell.text, 7);
	str_clear(&cell);
	format_money(&cell, side->sc, side->plan->objective_cny, language);
	format_right(out, cell.text, 16);
	str_clear(&cell);
	format_number(&cell, compare_racks(side), 0);
	format_right(out, cell.text, 11);
	str_clear(&cell);
	format_number(&cell, compare_facility_mw(side), 1);
	format_right(out, cell.text, 9);
	str_add_char(out, '\n');
	str_dispose(&cell);
}

const struct target_result *compare_result(const struct compare_side *side, const char *id)
{
	const int g = scenario_find_target(side->sc, id);
	int i;

	for (i = 0; g >= 0 && i < side->plan->n_results; i++) {
		if (side->plan->results[i].target == g)
			return &side->plan->results[i];
	}
	return NULL;
}

/* Is this the first plan that has the target, and is its state not the same in all? */
bool compare_differs(const struct compare_side *sides, int n, int first, const char *id)
{
	const char *mark = compare_mark(compare_result(&sides[first], id));
	bool differs = first > 0;
	int i;

	for (i = 0; i < n; i++) {
		const struct target_result *result = compare_result(&sides[i], id);

		if (i < first && result)
			return false;
		differs = differs || strcmp(compare_mark(result), mark) != 0;
	}
	return differs;
}

static void state_table(struct str *out, const struct compare_side *sides, int n, int from, int to,
                        enum language language)
{
	char name[COMPARE_NAME];
	int i, k, g;

	format_left(out, "", LINE - 4 * MOST_COLUMNS);
	for (k = from; k < to; k++)
		format_right(out, compare_name(k, name), 4);
	str_add_char(out, '\n');
	for (i = 0; i < n; i++) {
		for (g = 0; g < sides[i].plan->n_results; g++) {
			const struct target *target = &sides[i].sc->targets[sides[i].plan->results[g].target];

			if (!compare_differs(sides, n, i, target->id))
				continue;
			format_left(out, report_text(&target->name, language), LINE - 4 * MOST_COLUMNS);
			for (k = from; k < to; k++)
				format_right(out, compare_mark(compare_result(&sides[k], target->id)), 4);
			str_add_char(out, '\n');
		}
	}
}

int compare_n_differing(const struct compare_side *sides, int n)
{
	int i, g, count = 0;

	for (i = 0; i < n; i++) {
		for (g = 0; g < sides[i].plan->n_results; g++)
			count += compare_differs(sides, n, i,
			                         sides[i].sc->targets[sides[i].plan->results[g].target].id);
	}
	return count;
}

void compare_table_text(const struct compare_side *sides, int n, enum language language, struct str *out)
{
	int i;

	format_left(out, "", 4);
	format_left(out, compare_word(SAY_PLAN, language), 28);
	format_right(out, compare_word(SAY_MET, language), 5);
	format_right(out, compare_word(SAY_MISSED, language), 7);
	format_right(out, compare_word(SAY_COST, language), 16);
	format_right(out, compare_word(SAY_RACKS_END, language), 11);
	format_right(out, compare_word(SAY_MW_END, language), 9);
	str_add_char(out, '\n');
	for (i = 0; i < n; i++)
		table_line(out, sides, i, language);
	if (compare_n_differing(sides, n) == 0) {
		str_addf(out, "\n%s\n", compare_word(SAY_STATES_NONE, language));
		return;
	}
	compare_heading(out, SAY_STATES, NULL, language);
	for (i = 0; i < n; i += MOST_COLUMNS)
		state_table(out, sides, n, i, i + MOST_COLUMNS < n ? i + MOST_COLUMNS : n, language);
}
