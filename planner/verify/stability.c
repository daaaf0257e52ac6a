/*
 * Stability: racks that a previous plan hosts and this one does not host there, bounded and priced.
 */
#include "planner/verify/check.h"

static long long changed(const struct check *c, int d, int s, int t)
{
	const struct scenario *sc = c->sc;
	long long gone = sc->stability.racks[(d * sc->n_sites + s) * sc->n_periods + t] - fact_host(c, d, s, t);

	return gone > 0 ? gone : 0;
}

void check_stability(struct check *c)
{
	int most = c->sc->stability.most_racks, d, s, t;
	long long racks;

	for (t = 0; c->sc->stability.racks && most >= 0 && t < c->sc->n_periods; t++) {
		racks = 0;
		for (d = 0; d < c->sc->n_demands; d++) {
			for (s = 0; s < c->sc->n_sites; s++)
				racks += changed(c, d, s, t);
		}
		check_compared(c);
		if (racks > most)
			check_fail(c, "stability", c->sc->periods[t].label, (double)(racks - most), "racks",
			           "%lld racks of the previous plan are hosted elsewhere, %d may be, %lld over", racks,
			           most, racks - most);
	}
}

void parts_of_stability(struct check *c)
{
	struct part *part;
	int d, s, t;

	for (d = 0; c->sc->stability.racks && d < c->sc->n_demands; d++) {
		for (s = 0; s < c->sc->n_sites; s++) {
			for (t = 0; t < c->sc->n_periods; t++) {
				if (changed(c, d, s, t) == 0)
					continue;
				part = part_add(c, COST_CHANGED, s, t);
				part->demand = d;
				exact_of_count(part->nominal_cny, changed(c, d, s, t));
				exact_times(part->nominal_cny, c->sc->stability.price_cny_per_rack);
			}
		}
	}
}
