#include "planner/report/compare.h"
#include "planner/report/figures.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"

#include "planner/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double noise = 1e-9; /* relative: as much is lost in writing and adding up */

static bool same_number(double a, double b)
{
	return fabs(a - b) <= noise * fmax(1, fmax(fabs(a), fabs(b)));
}

/* ---- targets ---- */

static enum compare_target_kind target_kind(const struct compare_target *t)
{
	const struct target_result *a = t->result[0], *b = t->result[1];

	if (!a || !b)
		return a ? COMPARE_TARGET_WENT : COMPARE_TARGET_CAME;
	if (a->state == TARGET_MET && b->state == TARGET_MISSED)
		return COMPARE_LOST;
	if (a->state == TARGET_MISSED && b->state == TARGET_MET)
		return COMPARE_GAINED;
	if (a->state != b->state)
		return COMPARE_STATE;
	if (t->target[0]->metric != t->target[1]->metric || t->target[0]->at_most != t->target[1]->at_most ||
	    !same_number(t->target[0]->value, t->target[1]->value))
		return COMPARE_NUMBERS;
	if (a->state != TARGET_OFF && (!same_number(a->achieved, b->achieved) || !same_number(a->slack, b->slack)))
		return COMPARE_NUMBERS;
	return COMPARE_TARGET_SAME;
}

static void add_target(struct compared *c, const char *id, const struct target_result *a, const struct target_result *b)
{
	struct compare_target *t = &c->targets[c->n_targets++];

	t->id = id;
	t->result[0] = a;
	t->result[1] = b;
	t->target[0] = a ? &c->side[0].sc->targets[a->target] : NULL;
	t->target[1] = b ? &c->side[1].sc->targets[b->target] : NULL;
	t->kind = target_kind(t);
	t->comparable = a && b && a->state != TARGET_OFF && b->state != TARGET_OFF &&
	                t->target[0]->metric == t->target[1]->metric;
	c->n_kinds[t->kind]++;
}

static const struct target_result *find_result(const struct compare_side *side, const char *id)
{
	int g;

	for (g = 0; g < side->plan->n_results; g++) {
		if (strcmp(side->sc->targets[side->plan->results[g].target].id, id) == 0)
			return &side->plan->results[g];
	}
	return NULL;
}

/* By kind; the sort below is stable. */
static void sort_targets(struct compared *c)
{
	int i, j;

	for (i = 1; i < c->n_targets; i++) {
		const struct compare_target t = c->targets[i];

		for (j = i; j > 0 && c->targets[j - 1].kind > t.kind; j--)
			c->targets[j] = c->targets[j - 1];
		c->targets[j] = t;
	}
}

static void compare_targets(struct compared *c)
{
	const struct plan *a = c->side[0].plan, *b = c->side[1].plan;
	int g;

	c->targets = arena_alloc(c->arena, a->n_results + b->n_results, sizeof *c->targets);
	for (g = 0; g < a->n_results; g++) {
		const char *id = c->side[0].sc->targets[a->results[g].target].id;

		add_target(c, id, &a->results[g], find_result(&c->side[1], id));
	}
	for (g = 0; g < b->n_results; g++) {
		const char *id = c->side[1].sc->targets[b->results[g].target].id;

		if (!find_result(&c->side[0], id))
			add_target(c, id, NULL, &b->results[g]);
	}
	sort_targets(c);
}

/* ---- figures and costs: both sides' rows, sorted, and then one by one ---- */

struct row {
	const char *period, *site, *item, *unit;
	enum cost_kind kind;
	int side, order; /* order: of the first side's periods and kinds */
	double value, present;
};

struct rows {
	int n, capacity, side;
	struct row *items;
	struct compared *compared;
};

static struct row *add_row(struct rows *rows)
{
	void *items = rows->items;

	memory_reserve(&items, &rows->capacity, rows->n + 1, sizeof *rows->items);
	rows->items = items;
	memset(&rows->items[rows->n], 0, sizeof *rows->items);
	rows->items[rows->n].side = rows->side;
	return &rows->items[rows->n++];
}

static int by_key(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = (x->order > y->order) - (x->order < y->order);

	if (order == 0)
		order = (x->kind > y->kind) - (x->kind < y->kind);
	if (order == 0)
		order = strcmp(x->site, y->site);
	if (order == 0)
		order = strcmp(x->item, y->item);
	if (order == 0)
		order = strcmp(x->period, y->period);
	return order;
}

static int by_key_and_side(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	const int order = by_key(a, b);

	return order != 0 ? order : x->side - y->side;
}

static void take_figure(const struct figure *figure, void *own)
{
	struct rows *rows = own;
	struct compared *c = rows->compared;
	const struct scenario *sc = c->side[rows->side].sc;
	const char *period = sc->periods[figure->period].label;
	const int t = scenario_find_period(c->side[0].sc, period);
	struct row *row;

	if (t < 0 || scenario_find_period(c->side[1].sc, period) < 0)
		return;
	row = add_row(rows);
	row->order = t;
	row->period = period;
	row->site = figure->site >= 0 ? sc->sites[figure->site].id : "";
	row->item = arena_string(c->arena, figure->item);
	row->unit = arena_string(c->arena, figure->unit);
	row->value = figure->value;
}

static void compare_figures(struct compared *c)
{
	struct rows rows = { .compared = c };
	int i, next;

	for (rows.side = 0; rows.side < COMPARE_SIDES; rows.side++)
		figures_visit(c->side[rows.side].plan, c->side[rows.side].sc, take_figure, &rows);
	if (rows.n > 0)
		qsort(rows.items, (size_t)rows.n, sizeof *rows.items, by_key_and_side);
	c->figures = arena_alloc(c->arena, rows.n, sizeof *c->figures);
	for (i = 0; i < rows.n; i = next) {
		const struct row *row = &rows.items[i];
		struct compare_figure figure = { row->period, row->site, row->item, row->unit, { false }, { 0 } };

		for (next = i; next < rows.n && by_key(row, &rows.items[next]) == 0; next++) {
			figure.there[rows.items[next].side] = true;
			figure.value[rows.items[next].side] += rows.items[next].value;
		}
		if (!same_number(figure.value[0], figure.value[1]))
			c->figures[c->n_figures++] = figure;
	}
	memory_free(rows.items);
}

static void take_costs(struct rows *rows)
{
	const struct compare_side *side = &rows->compared->side[rows->side];
	int i;

	for (i = 0; i < side->plan->n_costs; i++) {
		const struct cost_item *cost = &side->plan->costs[i];
		struct row *row = add_row(rows);

		row->kind = cost->kind;
		row->site = cost->site >= 0 ? side->sc->sites[cost->site].id : "";
		row->item = "";
		row->period = format_period(side->sc, cost->period);
		row->value = cost->nominal_cny;
		row->present = cost->present_cny;
		rows->compared->cost_cny[rows->side][cost->kind] += cost->present_cny;
	}
}

static void compare_costs(struct compared *c)
{
	struct rows rows = { .compared = c };
	int i, next;

	for (rows.side = 0; rows.side < COMPARE_SIDES; rows.side++)
		take_costs(&rows);
	if (rows.n > 0)
		qsort(rows.items, (size_t)rows.n, sizeof *rows.items, by_key_and_side);
	c->costs = arena_alloc(c->arena, rows.n, sizeof *c->costs);
	for (i = 0; i < rows.n && c->same_money; i = next) {
		const struct row *row = &rows.items[i];
		struct compare_cost cost = { row->kind, row->site, row->period, { 0 }, { 0 } };

		for (next = i; next < rows.n && by_key(row, &rows.items[next]) == 0; next++) {
			cost.nominal_cny[rows.items[next].side] += rows.items[next].value;
			cost.present_cny[rows.items[next].side] += rows.items[next].present;
		}
		if (!same_number(cost.nominal_cny[0], cost.nominal_cny[1]) ||
		    !same_number(cost.present_cny[0], cost.present_cny[1]))
			c->costs[c->n_costs++] = cost;
	}
	memory_free(rows.items);
}

/* ---- the whole ---- */

static void compare_heads(struct compared *c)
{
	const struct scenario *a = c->side[0].sc, *b = c->side[1].sc;
	int t;

	c->same_scenario = strcmp(a->id, b->id) == 0;
	c->same_money = strcmp(a->money.currency, b->money.currency) == 0 && a->money.price_year == b->money.price_year;
	for (t = 0; t < a->n_periods; t++)
		c->n_common_periods += scenario_find_period(b, a->periods[t].label) >= 0;
	c->same_periods = c->n_common_periods == a->n_periods && a->n_periods == b->n_periods;
}

int compare_plans(const struct compare_side sides[COMPARE_SIDES], struct compared *compared, struct error *err)
{
	memset(compared, 0, sizeof *compared);
	memcpy(compared->side, sides, sizeof compared->side);
	compared->arena = arena_new();
	compare_heads(compared);
	if (differences_find(sides[0].sc->resolved_json, sides[1].sc->resolved_json, &compared->input, err))
		return -1;
	compare_targets(compared);
	compare_figures(compared);
	compare_costs(compared);
	compare_orders(compared);
	compared->same_input = compared->input.n == 0;
	compared->same_plan = compared->n_kinds[COMPARE_TARGET_SAME] == compared->n_targets &&
	                      compared->n_figures == 0 && compared->n_costs == 0 && compared->n_orders == 0 &&
	                      compared->same_periods && compared->same_money;
	return 0;
}

void compare_dispose(struct compared *compared)
{
	int i;

	for (i = 0; i < COMPARE_SIDES; i++) {
		if (compared->made[i])
			orders_dispose(compared->made[i]);
	}
	differences_dispose(&compared->input);
	arena_free(compared->arena);
	memset(compared, 0, sizeof *compared);
}

const char *compare_name(int side, char name[COMPARE_NAME])
{
	char letters[COMPARE_NAME];
	int n = 0, i;

	for (side++; side > 0; side = (side - 1) / 26)
		letters[n++] = (char)('A' + (side - 1) % 26);
	for (i = 0; i < n; i++)
		name[i] = letters[n - 1 - i];
	name[n] = '\0';
	return name;
}

void compare_side_name(struct str *out, const struct compare_side *side)
{
	format_scenario(out, side->plan);
	if (side->label)
		str_addf(out, " · %s", side->label);
}

double compare_racks(const struct compare_side *side)
{
	double racks = 0;
	int s;

	for (s = 0; s < side->plan->n_sites && side->plan->n_periods > 0; s++) {
		if (scenario_site_exists(side->sc, s))
			racks += plan_site_design(side->plan, side->sc, s, side->plan->n_periods - 1);
	}
	return racks;
}

double compare_facility_mw(const struct compare_side *side)
{
	double mw = 0;
	int s;

	for (s = 0; s < side->plan->n_sites && side->plan->n_periods > 0; s++) {
		if (scenario_site_exists(side->sc, s))
			mw += plan_site_facility_mw(side->plan, side->sc, s, side->plan->n_periods - 1);
	}
	return mw;
}

void compare_count(const struct plan *plan, int *met, int *missed)
{
	int g;

	*met = *missed = 0;
	for (g = 0; g < plan->n_results; g++) {
		*met += plan->results[g].state == TARGET_MET;
		*missed += plan->results[g].state == TARGET_MISSED;
	}
}
