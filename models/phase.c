/*
 * phase.c - phases are started once, in their order, and give racks after their lead time.
 *
 *	phase_started[p]      sum_t start[p,t] <= design[p]
 *	phase_order[p,t]      sum_{u<=t} start[p,u] / design[p] <= sum_{u<=t} start[q,u] / design[q]
 *	                      q: the predecessor of p
 *	phase_available[p,t]  available[p,t] <= entered[p,t] + sum_{u: usable(u) <= t} start[p,u]
 *	                      available[p,t] = available_racks[p] + module[p] x sum_{u<=t} commission[p,u]
 *	                      usable(u): first period whose first day >= first day(u) + lead[p]
 *
 * Unit: racks (order: share of a phase). Windows and approvals are columns that do not exist.
 * Source: models/README.md, phase.
 */
#include "models/internal.h"

static void build_started(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "phase_started", "racks", 1, (int[]){ m->sets.phases });
	struct expr e = EXPR_INIT;
	int p;

	for (p = 0; p < sc->n_phases; p++) {
		expr_clear(&e);
		stock_add_started(m, &e, p, sc->n_periods - 1, 1.0);
		if (e.n == 0)
			continue;
		lp_row_open(m->lp, block, (int[]){ p });
		expr_terms(&e, m->lp);
		lp_row_at_most(m->lp, sc->phases[p].design_racks);
	}
	expr_dispose(&e);
}

static void build_order(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "phase_order", "share of the phase", 2, (int[]){ m->sets.phases, m->sets.periods });
	struct expr e = EXPR_INIT;
	int p, t;

	for (p = 0; p < sc->n_phases; p++) {
		int q = sc->phases[p].predecessor;

		for (t = 0; t < sc->n_periods && q >= 0 && !stock_is_given(sc, q); t++) {
			if (start(m, p, t) < 0)
				continue;
			expr_clear(&e);
			stock_add_started(m, &e, p, t, 1.0 / sc->phases[p].design_racks);
			if (sc->phases[q].design_racks > 0)
				stock_add_started(m, &e, q, t, -1.0 / sc->phases[q].design_racks);
			lp_row_open(m->lp, block, (int[]){ p, t });
			expr_terms(&e, m->lp);
			lp_row_at_most(m->lp, 0.0);
		}
	}
	expr_dispose(&e);
}

/* The right-hand side never falls, so only periods in which something can be commissioned need a row. */
static void build_available(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "phase_available", "racks", 2, (int[]){ m->sets.phases, m->sets.periods });
	struct expr e = EXPR_INIT;
	int p, t;

	for (p = 0; p < sc->n_phases; p++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (commission(m, p, t) < 0)
				continue;
			expr_clear(&e);
			stock_add_available(m, &e, p, t, 1.0);
			stock_add_usable(m, &e, p, t, -1.0);
			expr_add(&e, stock_added_available(m, p, t), -1.0); /* they are there without a start */
			lp_row_open(m->lp, block, (int[]){ p, t });
			expr_terms(&e, m->lp);
			lp_row_at_most(m->lp, stock_entered_racks(m, p, t) - e.constant);
		}
	}
	expr_dispose(&e);
}

void phase_build(struct model *m)
{
	build_started(m);
	build_order(m);
	build_available(m);
	waive_build(m);
}
