/*
 * space.c - racks stand in racks' places, and dense racks only where the phase allows them.
 *
 *	space[s,t]      sum_d host[d,s,t] + standby[s,t] <= sum_{p at s} available[p,t]
 *	                standby[s,t] = sum_{d dedicated} sum_x pair[d,x,s,t] + shared[s,t]
 *	density[q,t]    sum_{d: kw[d] > limit[q]} (host[d,s,t] + sum_x pair[d,x,s,t] of a dedicated d) + shared_dense[q,t]
 *	                  <= sum_{p at s: limit[p] > limit[q]} available[p,t]
 *	                for each distinct limit (max_kw_per_rack) of the phases at s, q the first phase that has it
 *
 * Unit: racks. The sets of phases above a limit are nested, so these rows are exact: no racks are assigned to phases.
 * Source: models/README.md, space.
 */
#include "models/internal.h"

/* Racks at s in t of classes above the limit of phase q; -1: all. */
static void add_racks_above(const struct model *m, struct expr *e, int q, int s, int t, double limit_kw)
{
	int d;

	for (d = 0; d < m->sc->n_demands; d++) {
		if (class_kw(m, d) > limit_kw)
			expr_add(e, host(m, d, s, t), 1.0);
	}
	standby_add_above(m, q, s, t, limit_kw, e);
}

static void take_places_above(const struct model *m, struct expr *e, int s, int t, double limit_kw)
{
	const struct site *site = &m->sc->sites[s];
	int p;

	for (p = site->phase_begin; p < site->phase_end; p++) {
		if (scenario_phase_exists(m->sc, p) && m->sc->phases[p].max_kw_per_rack > limit_kw)
			stock_add_available(m, e, p, t, -1.0);
	}
}

/* The site's row, or with q the density row of the limit of phase q. */
static void build_row(struct model *m, int block, int q, int s, int t)
{
	const double limit_kw = q < 0 ? -1.0 : m->sc->phases[q].max_kw_per_rack;
	struct expr e = EXPR_INIT;

	add_racks_above(m, &e, q, s, t, limit_kw);
	if (e.n > 0) {
		take_places_above(m, &e, s, t, limit_kw);
		lp_row_open(m->lp, block, (int[]){ q < 0 ? s : q, t });
		expr_terms(&e, m->lp);
		lp_row_at_most(m->lp, -e.constant);
	}
	expr_dispose(&e);
}

void space_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int space = model_rows(m, "space", "racks", 2, (int[]){ m->sets.sites, m->sets.periods });
	int density = model_rows(m, "density", "racks", 2, (int[]){ m->sets.phases, m->sets.periods });
	int s, q, t;

	for (s = 0; s < sc->n_sites; s++) {
		for (t = 0; t < sc->n_periods; t++)
			build_row(m, space, -1, s, t);
	}
	for (q = 0; q < sc->n_phases; q++) {
		for (t = 0; t < sc->n_periods && stock_limit_is_new(sc, q); t++)
			build_row(m, density, q, sc->phases[q].site, t);
	}
}
