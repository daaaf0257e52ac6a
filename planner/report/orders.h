/*
 * orders.h - what to order when, read from the plan. Private to report/.
 *
 * The latest order date is the last day on which this order, moved alone, still gives the plan: the racks it is needed
 * for are commissioned on time, every met target and rule that counts it still holds, and no follower starts before it.
 */
#ifndef RACKPLAN_REPORT_ORDERS_H
#define RACKPLAN_REPORT_ORDERS_H

#include "planner/report/report.h"

enum order_action { ORDER_START, ORDER_FEED, ORDER_LINK, ORDER_COMMISSION };

struct order {
	enum order_action action;
	int site, item;      /* item: phase p, feed f of ORDER_FEED, module m of ORDER_LINK (site -1) */
	int period;          /* t of the plan's action */
	int quantity;        /* racks, steps of a feed, modules of a link */
	double mw, gbps;     /* of a feed, of a link; else 0 */
	double cost_cny;     /* undiscounted */
	int ready;           /* first period in which it can be used; n_periods: after the horizon */
	struct date planned; /* first day of the period */
	struct date latest;
	char because[160]; /* what sets the latest date, in the scenario's ids */
	char because_zh[160];
};

struct orders {
	int n, capacity;
	struct order *items; /* by planned day, then latest day, site and item */
};

void orders_make(const struct plan *plan, const struct scenario *sc, struct orders *orders); /* zeroed by the caller */
void orders_dispose(struct orders *orders);

/* What the ordered thing belongs to (a site, or a link), and what it is called. */
void order_names(const struct order *order, const struct scenario *sc, const struct text **owner,
                 const struct text **item);

/* "start" and so on, and the item's id within its owner: phase, feed, LINK/MODULE; as orders.csv has them. */
const char *order_action_name(enum order_action action);
void order_id(struct str *out, const struct order *order, const struct scenario *sc);

/* ---- making them: for orders.c and orders_links.c ---- */

struct order *order_add(struct orders *orders, enum order_action action, int site, int item);

/* `en` and `zh` take the same arguments; the earliest day stays. */
void order_no_later(struct order *order, struct date day, const char *en, const char *zh, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));
int order_flow(const int *flows, const struct plan *plan, int item, int t); /* row-major [..][n_periods] */
void orders_add_modules(struct orders *orders, const struct plan *plan, const struct scenario *sc, int m);

/* Days from the planned to the latest day. */
long order_slack_days(const struct order *order);

#endif
