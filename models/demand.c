/*
 * demand.c - every rack that is needed is hosted, or unserved at its price.
 *
 *	demand[d,t]     sum_s host[d,s,t] + unserved[d,t] = need[d,t]
 *
 * Unit: racks. Over the pairs and periods that scenario_may_host() allows; no unserved[d,t] where the demand must be
 * served. Source: models/README.md, demand.
 */
#include "models/internal.h"

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
			lp_term(m->lp, unserved(m, d, t), 1.0);
			lp_row_equal(m->lp, need);
		}
	}
}
