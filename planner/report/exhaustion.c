#include "planner/report/exhaustion.h"
#include "planner/report/rates.h"

#include <math.h>

static const double drawn_up = 0.995; /* of the usable power: racks are whole, so that the last share of a rack stays */

static bool racks_used(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	int available = plan_site_available(plan, sc, s, t);

	return available > 0 && plan_site_occupied(plan, sc, s, t) >= available;
}

static bool design_used(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	int design = plan_site_design(plan, sc, s, t);

	return design > 0 && plan_site_occupied(plan, sc, s, t) >= design;
}

static bool power_used(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	double usable = plan_site_usable_mw(plan, sc, s, t);

	return usable > 0 && plan_site_facility_mw(plan, sc, s, t) >= drawn_up * usable;
}

typedef bool is_used(const struct plan *plan, const struct scenario *sc, int s, int t);

static int used_from(const struct plan *plan, const struct scenario *sc, int s, is_used *used)
{
	int t = plan->n_periods;

	while (t > 0 && used(plan, sc, s, t - 1))
		t--;
	return t < plan->n_periods ? t : -1;
}

bool exhaustion_of(const struct plan *plan, const struct scenario *sc, int s, struct exhaustion *exhaustion)
{
	int last = plan->n_periods - 1;
	double full;

	if (!rates_is_data_centre(sc, s))
		return false;
	full = rates_full_mw(plan, sc, s, last);
	exhaustion->usable_mw = plan_site_usable_mw(plan, sc, s, last);
	exhaustion->drawn_mw = plan_site_facility_mw(plan, sc, s, last);
	exhaustion->stranded_mw = fmax(0, exhaustion->usable_mw - full);
	exhaustion->free_mw = fmax(0, exhaustion->usable_mw - exhaustion->stranded_mw - exhaustion->drawn_mw);
	exhaustion->racks_from = used_from(plan, sc, s, racks_used);
	exhaustion->design_from = used_from(plan, sc, s, design_used);
	exhaustion->power_from = used_from(plan, sc, s, power_used);
	return exhaustion->usable_mw > 0 || plan_site_design(plan, sc, s, last) > 0;
}
