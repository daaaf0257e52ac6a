/*
 * compare.h - what differs between plans: the input, the targets, the figures, the costs and the orders.
 *
 * Things are matched by their ids and periods by their labels, so that plans of different scenarios can be compared as
 * far as they have something in common. Nothing is judged but whether it is the same.
 */
#ifndef RACKPLAN_REPORT_COMPARE_H
#define RACKPLAN_REPORT_COMPARE_H

#include "planner/report/report.h"
#include "planner/scenario/difference.h"

enum { COMPARE_SIDES = 2, COMPARE_NAME = 8 };

struct compare_side { /* one of the plans; borrowed */
	const struct plan *plan;
	const struct scenario *sc;
	const char *label; /* tells it from another of the same scenario and variant; NULL: there is none */
};

enum compare_target_kind {
	COMPARE_LOST,   /* met, now missed */
	COMPARE_GAINED, /* missed, now met */
	COMPARE_STATE,  /* another change of state: off, overruled */
	COMPARE_TARGET_CAME,
	COMPARE_TARGET_WENT,
	COMPARE_NUMBERS, /* required, achieved or slack */
	COMPARE_TARGET_SAME
};

struct compare_target {
	enum compare_target_kind kind;
	const char *id;
	const struct target *target[COMPARE_SIDES];        /* NULL: not there */
	const struct target_result *result[COMPARE_SIDES]; /* likewise */
	bool comparable; /* the same metric, and judged on both sides: a slack change means something */
};

struct compare_figure { /* a figure of plan.csv that is not the same; a side without it counts 0 */
	const char *period, *site, *item, *unit; /* site: id, or "" */
	bool there[COMPARE_SIDES];
	double value[COMPARE_SIDES];
};

struct compare_cost { /* costs.csv likewise */
	enum cost_kind kind;
	const char *site, *period;
	double nominal_cny[COMPARE_SIDES], present_cny[COMPARE_SIDES];
};

enum compare_order_kind { COMPARE_ORDER_WENT, COMPARE_ORDER_CAME, COMPARE_ORDER_MOVED, COMPARE_ORDER_QUANTITY };

struct compare_order {                /* what is to be ordered, started or commissioned, and is not the same */
	enum compare_order_kind kind; /* moved: another day, and maybe another quantity, too */
	const struct order *order[COMPARE_SIDES]; /* NULL: not there */
};

struct compared {
	struct compare_side side[COMPARE_SIDES];
	bool same_scenario; /* the same id */
	bool same_money;    /* costs can be compared */
	bool same_periods;  /* as many, with the same labels */
	bool same_input, same_plan;
	struct differences input;
	int n_targets, n_figures, n_costs, n_orders, n_common_periods;
	int n_kinds[COMPARE_TARGET_SAME + 1];
	struct compare_target *targets; /* lost first, then as in compare_target_kind; all of both sides */
	struct compare_figure *figures; /* only of periods that both have; by period, site, item, as in plan.csv */
	struct compare_cost *costs;     /* by kind, site, period; empty unless same_money */
	struct compare_order *orders;   /* by day */
	double cost_cny[COMPARE_SIDES][COST_KINDS]; /* present cost */
	struct orders *made[COMPARE_SIDES];
	struct arena *arena;
};

/* Fills *compared, which the caller disposes of in any case; the sides must live as long. */
int compare_plans(const struct compare_side sides[COMPARE_SIDES], struct compared *compared, struct error *err);
void compare_dispose(struct compared *compared);

/* The 80-column text, the targets first; and JSON with everything. */
void compare_text(const struct compared *compared, enum language language, struct str *out);
void compare_json(const struct compared *compared, struct str *out);

/* A table over n plans. */
void compare_table_text(const struct compare_side *sides, int n, enum language language, struct str *out);
void compare_table_json(const struct compare_side *sides, int n, struct str *out);

/*
 * compare.html and, of two plans, their charts side by side into results; compared: NULL unless n is 2. Charts and page
 * of an earlier comparison do not stay. Otherwise as report_results().
 */
int compare_results(const struct compare_side *sides, int n, const struct compared *compared,
                    const struct report_options *options, struct io_results *results, struct str *notes,
                    struct error *err);

/* ---- shared by the writers; private to report/ ---- */

/* "A", "B", ..., "Z", "AA", ...: how the plans are named, in the order given. */
const char *compare_name(int side, char name[COMPARE_NAME]);

/* "shanxi-2018/base", and the label, if there is one. */
void compare_side_name(struct str *out, const struct compare_side *side);

/* Racks designed, at the horizon's end, of every site that exists. */
double compare_racks(const struct compare_side *side);
double compare_facility_mw(const struct compare_side *side);
void compare_count(const struct plan *plan, int *met, int *missed);

void compare_orders(struct compared *compared); /* a step of compare_plans() */

#endif
