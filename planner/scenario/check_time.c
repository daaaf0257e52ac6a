/* check_time.c - the horizon, cut into periods. */
#include "planner/scenario/internal.h"

#include <stdio.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

static const char *label(struct reader *r, enum step step, struct date first)
{
	switch (step) {
	case STEP_MONTH: return arena_format(r->arena, "%04d-%02d", first.year, first.month);
	case STEP_QUARTER: return arena_format(r->arena, "%04d-Q%d", first.year, (first.month + 2) / 3);
	case STEP_YEAR: return arena_format(r->arena, "%04d", first.year);
	}
	return "";
}

static bool horizon_check(struct reader *r, const struct horizon *horizon, int months)
{
	const struct node *node = node_get(r->root, "horizon");
	const struct node *first = node_get(node, "first_day"), *last = node_get(node, "last_day");
	int step = horizon->months_per_period;

	if (date_compare(horizon->last_day, horizon->first_day) < 0) {
		error_at(r, last, "the horizon ends before it starts (got %s, expected after %s)", last->string,
		         first->string);
		return false;
	}
	if (horizon->first_day.day != 1) {
		error_at(r, first, "the horizon starts with a month (got %s, expected the first day of one)",
		         first->string);
		return false;
	}
	if ((horizon->first_day.month - 1) % step != 0) {
		error_at(r, first, "the horizon starts with a %s (got %s)", step == 12 ? "year" : "quarter",
		         first->string);
		return false;
	}
	if (months % step != 0 ||
	    horizon->last_day.day != date_days_in_month(horizon->last_day.year, horizon->last_day.month)) {
		error_at(r, last, "the horizon is no whole number of steps (got %s, expected the last day of a %s)",
		         last->string,
		         step == 12  ? "year"
		         : step == 3 ? "quarter"
		                     : "month");
		return false;
	}
	return true;
}

void check_time(struct reader *r)
{
	struct scenario *sc = r->sc;
	struct horizon *horizon = &sc->horizon;
	struct period *periods;
	int months, t;

	if (!date_is_set(horizon->first_day) || !date_is_set(horizon->last_day))
		return; /* said already */
	horizon->months_per_period = horizon->step == STEP_MONTH ? 1 : horizon->step == STEP_QUARTER ? 3 : 12;
	months = (horizon->last_day.year - horizon->first_day.year) * 12 + horizon->last_day.month -
	         horizon->first_day.month + 1;
	if (!horizon_check(r, horizon, months))
		return;
	sc->n_periods = months / horizon->months_per_period;
	periods = arena_alloc(r->arena, sc->n_periods, sizeof *periods);
	for (t = 0; t < sc->n_periods; t++) {
		struct period *p = &periods[t];

		p->first_day = date_add_months(horizon->first_day, t * horizon->months_per_period);
		p->last_day = date_add_months(p->first_day, horizon->months_per_period - 1);
		p->last_day.day = date_days_in_month(p->last_day.year, p->last_day.month);
		p->label = label(r, horizon->step, p->first_day);
		p->years = horizon->months_per_period / 12.0;
		p->discount = scenario_discount(sc, (t + 0.5) * p->years);
	}
	sc->periods = periods;
}
