/*
 * Orders of two plans, matched by what is ordered. Of one thing that is ordered several times, orders of the same day
 * belong together; those that are left are paired in the order of their days, and have moved.
 */
#include "planner/base/memory.h"
#include "planner/report/compare.h"
#include "planner/report/orders.h"

#include <math.h>
#include <string.h>

struct match {
	const struct order *order;
	const char *key; /* action, owner and item, by their ids */
	bool taken;
};

static struct match *list(struct compared *c, int side)
{
	const struct scenario *sc = c->side[side].sc;
	struct orders *made = arena_alloc(c->arena, 1, sizeof *made);
	struct match *matches;
	int i;

	orders_make(c->side[side].plan, sc, made);
	c->made[side] = made;
	matches = arena_alloc(c->arena, made->n, sizeof *matches);
	for (i = 0; i < made->n; i++) {
		const struct order *order = &made->items[i];
		struct str id = STR_INIT;

		order_id(&id, order, sc);
		matches[i].order = order;
		matches[i].key = arena_format(c->arena, "%s %s %s", order_action_name(order->action),
		                              order->site >= 0 ? sc->sites[order->site].id : "", id.text);
		str_dispose(&id);
	}
	return matches;
}

static void add(struct compared *c, enum compare_order_kind kind, const struct order *a, const struct order *b)
{
	c->orders[c->n_orders++] = (struct compare_order){ kind, { a, b } };
}

static bool same_quantity(const struct order *a, const struct order *b)
{
	const double noise = 1e-9;

	return a->quantity == b->quantity && fabs(a->mw - b->mw) < noise && fabs(a->gbps - b->gbps) < noise;
}

/* Pairs each order of the first side with one of the second: of the same day, or, then, of any. */
static void pair(struct compared *c, struct match *a, struct match *b, bool same_day)
{
	int i, j;

	for (i = 0; i < c->made[0]->n; i++) {
		for (j = 0; !a[i].taken && j < c->made[1]->n; j++) {
			const int apart = date_compare(a[i].order->planned, b[j].order->planned);

			if (b[j].taken || strcmp(a[i].key, b[j].key) != 0 || (same_day && apart != 0))
				continue;
			a[i].taken = b[j].taken = true;
			if (apart != 0)
				add(c, COMPARE_ORDER_MOVED, a[i].order, b[j].order);
			else if (!same_quantity(a[i].order, b[j].order))
				add(c, COMPARE_ORDER_QUANTITY, a[i].order, b[j].order);
		}
	}
}

static struct date day_of(const struct compare_order *order)
{
	return order->order[0] ? order->order[0]->planned : order->order[1]->planned;
}

static void sort(struct compared *c)
{
	int i, j;

	for (i = 1; i < c->n_orders; i++) {
		const struct compare_order order = c->orders[i];

		for (j = i; j > 0 && date_compare(day_of(&c->orders[j - 1]), day_of(&order)) > 0; j--)
			c->orders[j] = c->orders[j - 1];
		c->orders[j] = order;
	}
}

void compare_orders(struct compared *c)
{
	struct match *a = list(c, 0), *b = list(c, 1);
	int i;

	c->orders = arena_alloc(c->arena, c->made[0]->n + c->made[1]->n, sizeof *c->orders);
	pair(c, a, b, true);
	pair(c, a, b, false);
	for (i = 0; i < c->made[0]->n; i++) {
		if (!a[i].taken)
			add(c, COMPARE_ORDER_WENT, a[i].order, NULL);
	}
	for (i = 0; i < c->made[1]->n; i++) {
		if (!b[i].taken)
			add(c, COMPARE_ORDER_CAME, NULL, b[i].order);
	}
	sort(c);
}
