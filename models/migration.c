/*
 * migration.c - racks leave the legacy rooms and do not come back.
 *
 *	migration[d,t]  host[d,l,t] <= host[d,l,t-1]     l: the legacy site of d; in the first period: <= need[d,t]
 *
 * Unit: racks. For demands that migrate, from the second period on. Elsewhere they have no columns before the
 * platform opens. Source: models/README.md, migration.
 */
#include "models/internal.h"

void migration_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "migration", "racks", 2, (int[]){ m->sets.demands, m->sets.periods });
	int d, t;

	for (d = 0; d < sc->n_demands; d++) {
		int legacy = sc->demands[d].migration.from_site;

		for (t = 1; t < sc->n_periods && sc->demands[d].migrates; t++) {
			if (host(m, d, legacy, t) < 0)
				continue;
			lp_row_open(m->lp, block, (int[]){ d, t });
			lp_term(m->lp, host(m, d, legacy, t), 1.0);
			lp_term(m->lp, host(m, d, legacy, t - 1), -1.0);
			lp_row_at_most(m->lp, 0.0);
		}
	}
}
