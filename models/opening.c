/*
 * opening.c - a site is opened once, with the first start of any of its phases.
 *
 *	opening_start[p,t]   sum_{u<=t} start[p,u] <= design[p] x sum_{u<=t} opening[s,u]     s: the site of p
 *	opening_once[s]      sum_t opening[s,t] <= 1
 *	opening_begins[s,t]  opening[s,t] <= sum_{p at s} (start[p,t]; of a whole phase its 0/1)
 *
 * Unit: racks, sites. For sites with an opening cost.
 */
#include "models/internal.h"

static bool may_open(const struct model *m, int s, int t)
{
	int p;

	for (p = m->sc->sites[s].phase_begin; p < m->sc->sites[s].phase_end; p++) {
		if (start(m, p, t) >= 0)
			return true;
	}
	return false;
}

void opening_columns(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = -1, s, t;

	m->opening = columns_table(m, sc->n_sites, sc->n_periods, 1);
	for (s = 0; s < sc->n_sites; s++) {
		for (t = 0; t < sc->n_periods && sc->sites[s].opening_cny > 0.0; t++) {
			if (!may_open(m, s, t))
				continue;
			if (block < 0)
				block = lp_column_block(m->lp, "opening", "1", 2,
				                        (int[]){ m->sets.sites, m->sets.periods });
			m->opening[s * sc->n_periods + t] = lp_column(m->lp, block, (int[]){ s, t }, 0.0, 1.0,
			                                              LP_INTEGER);
		}
	}
}

void opening_price(struct model *m)
{
	struct cost_place place = { .phase = -1, .demand = -1 };

	for (place.site = 0; place.site < m->sc->n_sites; place.site++) {
		for (place.period = 0; place.period < m->sc->n_periods; place.period++) {
			if (opening(m, place.site, place.period) >= 0)
				cost_add(m, COST_OPENING, place, opening(m, place.site, place.period),
				         m->sc->sites[place.site].opening_cny);
		}
	}
}

static void build_start(struct model *m, int block, int p, int t)
{
	const struct scenario *sc = m->sc;
	int s = sc->phases[p].site, u;

	if (start(m, p, t) < 0 || opening(m, s, t) < 0)
		return;
	lp_row_open(m->lp, block, (int[]){ p, t });
	for (u = 0; u <= t; u++) {
		lp_term(m->lp, start(m, p, u), 1.0);
		lp_term(m->lp, opening(m, s, u), -sc->phases[p].design_racks / stock_start_racks(m, p));
	}
	lp_row_at_most(m->lp, 0.0);
}

static void build_begins(struct model *m, int block, int s, int t)
{
	int p;

	if (opening(m, s, t) < 0)
		return;
	lp_row_open(m->lp, block, (int[]){ s, t });
	lp_term(m->lp, opening(m, s, t), 1.0);
	for (p = m->sc->sites[s].phase_begin; p < m->sc->sites[s].phase_end; p++)
		lp_term(m->lp, start(m, p, t), -1.0);
	lp_row_at_most(m->lp, 0.0);
}

void opening_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int starts = model_rows(m, "opening_start", "racks", 2, (int[]){ m->sets.phases, m->sets.periods });
	int once = model_rows(m, "opening_once", "1", 1, (int[]){ m->sets.sites });
	int begins = model_rows(m, "opening_begins", "1", 2, (int[]){ m->sets.sites, m->sets.periods });
	int i, t;

	for (i = 0; i < sc->n_phases; i++) {
		for (t = 0; t < sc->n_periods; t++)
			build_start(m, starts, i, t);
	}
	for (i = 0; i < sc->n_sites; i++) {
		int n = 0;

		lp_row_open(m->lp, once, (int[]){ i });
		for (t = 0; t < sc->n_periods; t++) {
			lp_term(m->lp, opening(m, i, t), 1.0);
			n += opening(m, i, t) >= 0;
		}
		if (n > 0)
			lp_row_at_most(m->lp, 1.0);
		else
			lp_row_discard(m->lp);
		for (t = 0; t < sc->n_periods; t++)
			build_begins(m, begins, i, t);
	}
}
