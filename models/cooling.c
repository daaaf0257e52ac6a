/*
 * cooling.c - the heat of the racks can be removed.
 *
 *	cooling[s,t]    it_mw[s,t] <= cooling_mw[s,t]     it_mw as in power; s: with a limit
 *
 * Unit: MW. Nameplate, without pue: what the racks draw is the heat they give. Source: models/README.md, cooling.
 */
#include "models/internal.h"

#include <stddef.h>

void cooling_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "cooling", "MW", 2, (int[]){ m->sets.sites, m->sets.periods });
	struct expr e = EXPR_INIT;
	int s, t;

	for (s = 0; s < sc->n_sites; s++) {
		for (t = 0; t < sc->n_periods && sc->sites[s].cooling_mw != NULL; t++) {
			expr_clear(&e);
			load_add(m, LOAD_MW, s, t, 1.0, &e);
			if (e.n == 0)
				continue;
			lp_row_open(m->lp, block, (int[]){ s, t });
			expr_terms(&e, m->lp);
			lp_term(m->lp, waived(m, WAIVE_COOLING, s), -1.0);
			lp_row_at_most(m->lp, sc->sites[s].cooling_mw[t]);
		}
	}
	expr_dispose(&e);
}
