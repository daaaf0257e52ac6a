/*
 * demand.c - every rack that is needed is hosted, or unserved at its price.
 *
 *	demand[d,t]     sum_s host[d,s,t] + unserved[d,t] = need[d,t]
 *
 * Unit: racks. Over the pairs and periods that scenario_may_host() allows; no unserved[d,t] where the demand must be
 * served. Source: models/README.md, demand.
 */
#include "models/internal.h"

/* Where money plays no part, racks left unserved for nothing are the slack of a row: such a row is met from the start. */
static bool serves_at_will(const struct model *m, int d, int t)
{
	const int column = unserved(m, d, t);

	return m->options.only_shortfalls && column >= 0 &&
	       !(m->must_tier > 0 && lp_cost_of(m->lp, m->must_tier, column) > 0.0);
}

void demand_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "demand", "racks", 2, (int[]){ m->sets.demands, m->sets.periods });
	int d, s, t;

	for (d = 0; d < sc->n_demands; d++) {
		for (t = 0; t < sc->n_periods; t++) {
			double need = sc->demands[d].need_racks[t];

			if (!columns_demand_exists(sc, d) || need <= 0.0)
				continue;
			lp_row_open(m->lp, block, (int[]){ d, t });
			for (s = 0; s < sc->n_sites; s++)
				lp_term(m->lp, host(m, d, s, t), 1.0);
			if (serves_at_will(m, d, t)) {
				lp_row_between(m->lp, 0.0, need);
				continue;
			}
			lp_term(m->lp, unserved(m, d, t), 1.0);
			lp_row_equal(m->lp, need);
		}
	}
}
