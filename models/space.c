/*
 * space.c - racks stand in racks' places, and dense racks only where the phase allows them.
 *
 *	space[s,t]      sum_d host[d,s,t] <= sum_{p at s} available[p,t]
 *	density[q,t]    sum_{d: kw[d] > limit[q]} host[d,s,t] <= sum_{p at s: limit[p] > limit[q]} available[p,t]
 *	                for each distinct limit (max_kw_per_rack) of the phases at s, q the first phase that has it
 *
 * Unit: racks. The sets of phases above a limit are nested, so these rows are exact: no racks are assigned to phases.
 * Source: models/README.md, space.
 */
#include "models/internal.h"

/* Racks at s in t of classes above the limit. */
static void add_racks_above(const struct model *m, struct expr *e, int s, int t, double limit_kw)
{
	int d;

	for (d = 0; d < m->sc->n_demands; d++) {
		if (class_kw(m, d) > limit_kw)
			expr_add(e, host(m, d, s, t), 1.0);
	}
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

static void build_row(struct model *m, int block, const int *index, int s, int t, double limit_kw)
{
	struct expr e = EXPR_INIT;

	add_racks_above(m, &e, s, t, limit_kw);
	if (e.n > 0) {
		take_places_above(m, &e, s, t, limit_kw);
		lp_row_open(m->lp, block, index);
		expr_terms(&e, m->lp);
		lp_row_at_most(m->lp, -e.constant);
	}
	expr_dispose(&e);
}

/* Is q the first phase of its site with its limit? */
static bool limit_is_new(const struct scenario *sc, int q)
{
	const double limit = sc->phases[q].max_kw_per_rack;
	int p;

	for (p = sc->sites[sc->phases[q].site].phase_begin; p < q; p++) {
		double other = sc->phases[p].max_kw_per_rack;

		if (scenario_phase_exists(sc, p) && !(other < limit) && !(other > limit))
			return false;
	}
	return scenario_phase_exists(sc, q);
}

void space_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int space = model_rows(m, "space", "racks", 2, (int[]){ m->sets.sites, m->sets.periods });
	int density = model_rows(m, "density", "racks", 2, (int[]){ m->sets.phases, m->sets.periods });
	int s, q, t;

	for (s = 0; s < sc->n_sites; s++) {
		for (t = 0; t < sc->n_periods; t++)
			build_row(m, space, (int[]){ s, t }, s, t, -1.0);
	}
	for (q = 0; q < sc->n_phases; q++) {
		for (t = 0; t < sc->n_periods && limit_is_new(sc, q); t++)
			build_row(m, density, (int[]){ q, t }, sc->phases[q].site, t, sc->phases[q].max_kw_per_rack);
	}
}
