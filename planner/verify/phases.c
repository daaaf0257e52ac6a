/*
 * Phases: the start window, approval, predecessor, whole phases and modules, the design racks, the lead time.
 */
#include "planner/verify/check.h"

static int started_in(const struct check *c, int p, int t)
{
	return c->plan->started_racks[p * c->sc->n_periods + t];
}

static int commissioned_in(const struct check *c, int p, int t)
{
	return c->plan->commissioned_racks[p * c->sc->n_periods + t];
}

static void check_option(struct check *c, int p, int t)
{
	int racks = started_in(c, p, t) > commissioned_in(c, p, t) ? started_in(c, p, t) : commissioned_in(c, p, t);

	check_compared(c);
	if (racks != 0 && !scenario_phase_exists(c->sc, p))
		check_fail(c, "option", place_phase(c, p, t), racks, "racks",
		           "%d racks started, %d commissioned, but the phase or its site needs an option that is off",
		           started_in(c, p, t), commissioned_in(c, p, t));
}

static void check_window(struct check *c, int p, int t)
{
	const struct phase *phase = &c->sc->phases[p];
	const struct date day = c->sc->periods[t].first_day;
	int racks = started_in(c, p, t);
	char from[16], limit[16];

	check_compared(c);
	if (racks == 0)
		return;
	date_format(day, from);
	if (date_is_set(phase->earliest_start) && date_compare(day, phase->earliest_start) < 0)
		check_fail(c, "earliest start", place_phase(c, p, t), racks, "racks",
		           "%d racks started in the period from %s, earliest start is %s", racks, from,
		           date_format(phase->earliest_start, limit));
	if (date_is_set(phase->latest_start) && date_compare(day, phase->latest_start) > 0)
		check_fail(c, "latest start", place_phase(c, p, t), racks, "racks",
		           "%d racks started in the period from %s, latest start is %s", racks, from,
		           date_format(phase->latest_start, limit));
}

static void check_approval(struct check *c, int p, int t)
{
	const struct phase *phase = &c->sc->phases[p];
	int racks = started_in(c, p, t);

	check_compared(c);
	if (racks != 0 && phase->needs_approval && !phase->approved)
		check_fail(c, "approval", place_phase(c, p, t), racks, "racks",
		           "%d racks started, but the phase needs an approval that it does not have", racks);
}

static void check_predecessor(struct check *c, int p, int t)
{
	int racks = started_in(c, p, t), before = c->sc->phases[p].predecessor;

	if (before < 0)
		return;
	check_compared(c);
	if (racks == 0)
		return;
	if (scenario_phase_exists(c->sc, before) && (fact_began(c, before) || fact_started(c, before, t) > 0))
		return;
	check_fail(c, "predecessor", place_phase(c, p, t), racks, "racks",
	           "%d racks started, but %s must be started first", racks, place_phase(c, before, -1));
}

static bool is_whole(const struct check *c, int p)
{
	int q;

	if (c->sc->phases[p].whole || c->sc->phases[p].start_cny > 0.0 || c->sc->phases[p].predecessor >= 0)
		return true;
	for (q = 0; q < c->sc->n_phases; q++) {
		if (c->sc->phases[q].predecessor == p)
			return true;
	}
	return false;
}

static void check_whole(struct check *c, int p, int t)
{
	int racks = started_in(c, p, t), design = c->sc->phases[p].design_racks;

	check_compared(c);
	if (racks != 0 && racks != design)
		check_fail(c, "whole phase", place_phase(c, p, t), design - racks, "racks",
		           "%d racks started of a phase that is built whole or not at all (%d racks)", racks, design);
}

static void check_modules(struct check *c, int p, int t)
{
	int racks = commissioned_in(c, p, t), module = c->sc->phases[p].module_racks;

	check_compared(c);
	if (module > 1 && racks % module != 0)
		check_fail(c, "whole modules", place_phase(c, p, t), racks % module, "racks",
		           "%d racks commissioned, which is not a whole number of modules of %d racks", racks, module);
}

static void check_design(struct check *c, int p, int t)
{
	long long design = fact_design(c, p, t), most = c->sc->phases[p].design_racks;
	const char *why = fact_began(c, p) ? ", as it was begun before the horizon" : "";

	check_compared(c);
	if (design > most)
		check_fail(c, "design racks", place_phase(c, p, t), (double)(design - most), "racks",
		           "%lld racks started, %lld can be%s, %lld over", fact_started(c, p, t),
		           most - design + fact_started(c, p, t), why, design - most);
}

static void check_lead(struct check *c, int p, int t)
{
	const struct phase *phase = &c->sc->phases[p];
	long long available = fact_available(c, p, t), usable = fact_usable(c, p, t);
	bool building = phase->state == PHASE_UNDER_CONSTRUCTION;
	const char *why;
	char day[16];

	check_compared(c);
	if (available <= usable)
		return;
	if (building)
		why = check_text(c, "the building is ready on %s", date_format(phase->ready, day));
	else
		why = check_text(c, "the lead time is %d months", phase->lead_months);
	check_fail(c, "lead time", place_phase(c, p, t), (double)(available - usable), "racks",
	           "%lld racks available, %lld can be by then (%s), %lld over", available, usable, why,
	           available - usable);
}

void check_phases(struct check *c)
{
	int p, t;
	bool whole;

	for (p = 0; p < c->sc->n_phases; p++) {
		whole = is_whole(c, p);
		for (t = 0; t < c->sc->n_periods; t++) {
			check_option(c, p, t);
			if (!scenario_phase_exists(c->sc, p))
				continue;
			check_window(c, p, t);
			check_approval(c, p, t);
			check_predecessor(c, p, t);
			if (whole)
				check_whole(c, p, t);
			check_modules(c, p, t);
			check_design(c, p, t);
			check_lead(c, p, t);
		}
	}
}
