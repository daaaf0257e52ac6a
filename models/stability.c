/*
 * stability.c - staying near a previous plan: racks that it hosts and this one does not host there are few, or priced.
 *
 *	changed_least[d,s,t] changed[d,s,t] >= previous[d,s,t] - host[d,s,t]     previous: what the previous plan hosts there
 *	stability[t]    sum_d sum_s changed[d,s,t] <= most_racks
 *
 * Unit: racks. Only where the previous plan hosts any. A move counts once, growth not at all.
 * Source: models/README.md, stability.
 */
#include "models/internal.h"

#include <math.h>

static int changed(const struct model *m, int d, int s, int t)
{
	return m->changed ? m->changed[(d * m->sc->n_sites + s) * m->sc->n_periods + t] : -1;
}

static int previous(const struct model *m, int d, int s, int t)
{
	return m->sc->stability.racks[(d * m->sc->n_sites + s) * m->sc->n_periods + t];
}

void stability_columns(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block, d, s, t;

	if (!sc->stability.racks)
		return; /* most scenarios: no block of it either */
	m->changed = columns_table(m, sc->n_demands, sc->n_sites, sc->n_periods);
	block = lp_column_block(m->lp, "changed", "racks", 3,
	                        (int[]){ m->sets.demands, m->sets.sites, m->sets.periods });
	for (d = 0; d < sc->n_demands; d++) {
		for (s = 0; s < sc->n_sites; s++) {
			for (t = 0; t < sc->n_periods; t++) {
				if (previous(m, d, s, t) > 0)
					m->changed[(d * sc->n_sites + s) * sc->n_periods + t] = lp_column(
						m->lp, block, (int[]){ d, s, t }, 0.0, previous(m, d, s, t), LP_WHOLE);
			}
		}
	}
}

void stability_price(struct model *m)
{
	const struct scenario *sc = m->sc;
	struct cost_place place = { .phase = -1 };

	for (place.demand = 0; m->changed && place.demand < sc->n_demands; place.demand++) {
		for (place.site = 0; place.site < sc->n_sites; place.site++) {
			for (place.period = 0; place.period < sc->n_periods; place.period++) {
				int column = changed(m, place.demand, place.site, place.period);

				if (column >= 0)
					cost_add(m, COST_CHANGED, place, column, sc->stability.price_cny_per_rack);
			}
		}
	}
}

static void build_most(struct model *m, int block, int t)
{
	const struct scenario *sc = m->sc;
	int d, s, n = 0;

	lp_row_open(m->lp, block, (int[]){ t });
	for (d = 0; d < sc->n_demands; d++) {
		for (s = 0; s < sc->n_sites; s++) {
			lp_term(m->lp, changed(m, d, s, t), 1.0);
			n += changed(m, d, s, t) >= 0;
		}
	}
	lp_term(m->lp, waived(m, WAIVE_STABILITY, 0), -1.0);
	if (n > 0)
		lp_row_at_most(m->lp, sc->stability.most_racks);
	else
		lp_row_discard(m->lp);
}

void stability_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int least, most, d, s, t;

	if (!m->changed)
		return;
	least = model_rows(m, "changed_least", "racks", 3, (int[]){ m->sets.demands, m->sets.sites, m->sets.periods });
	most = model_rows(m, "stability", "racks", 1, (int[]){ m->sets.periods });
	for (d = 0; d < sc->n_demands; d++) {
		for (s = 0; s < sc->n_sites; s++) {
			for (t = 0; t < sc->n_periods; t++) {
				if (changed(m, d, s, t) < 0)
					continue;
				lp_row_open(m->lp, least, (int[]){ d, s, t });
				lp_term(m->lp, changed(m, d, s, t), 1.0);
				lp_term(m->lp, host(m, d, s, t), 1.0);
				lp_row_at_least(m->lp, previous(m, d, s, t));
			}
		}
	}
	for (t = 0; t < sc->n_periods && sc->stability.most_racks >= 0; t++)
		build_most(m, most, t);
}

/* Exactly what is no longer hosted: a solver may leave the column higher where that costs nothing. */
void stability_settle(const struct model *m, double *x)
{
	const struct scenario *sc = m->sc;
	int d, s, t;

	for (d = 0; m->changed && d < sc->n_demands; d++) {
		for (s = 0; s < sc->n_sites; s++) {
			for (t = 0; t < sc->n_periods; t++) {
				double kept = host(m, d, s, t) < 0 ? 0.0 : x[host(m, d, s, t)];

				if (changed(m, d, s, t) >= 0)
					x[changed(m, d, s, t)] = fmax(0.0, previous(m, d, s, t) - kept);
			}
		}
	}
}
