/*
 * settle.c - what follows from whole racks, exactly: shared standby, energy, stranded MW; and these in the plan.
 *
 * A solver leaves a column anywhere its rows allow when that costs nothing, and to a small tolerance elsewhere.
 */
#include "models/internal.h"

#include <math.h>

static double lost_value(const struct model *m, enum load load, int r, int t, double limit_kw, const double *x)
{
	struct expr lost = EXPR_INIT;
	double most = 0.0;
	int s;

	for (s = 0; s < m->sc->n_sites; s++) {
		expr_clear(&lost);
		standby_add_lost(m, load, s, r, t, limit_kw, &lost);
		most = fmax(most, expr_value(&lost, x));
	}
	expr_dispose(&lost);
	return most;
}

static void settle_shared(const struct model *m, double *x)
{
	const struct scenario *sc = m->sc;
	int r, q, t, load;

	for (load = 0; load < LOADS; load++) {
		for (r = 0; r < sc->n_sites; r++) {
			for (t = 0; t < sc->n_periods; t++) {
				int pool = m->shared[load][r * sc->n_periods + t];

				if (pool >= 0)
					x[pool] = lost_value(m, (enum load)load, r, t, -1.0, x);
			}
		}
	}
	for (q = 0; q < sc->n_phases; q++) {
		for (t = 0; t < sc->n_periods; t++) {
			int pool = m->shared_dense[q * sc->n_periods + t];

			if (pool >= 0)
				x[pool] = lost_value(m, LOAD_RACKS, sc->phases[q].site, t,
				                     sc->phases[q].max_kw_per_rack, x);
		}
	}
}

/* The sources supply what is drawn, each its share of what the solver gave it. */
static void settle_energy(const struct model *m, int s, int t, double *x)
{
	const struct site *site = &m->sc->sites[s];
	struct expr draw = EXPR_INIT;
	double drawn, supplied = 0.0;
	int i;

	energy_add_draw(m, s, t, 1.0, &draw);
	drawn = expr_value(&draw, x);
	expr_dispose(&draw);
	for (i = site->source_begin; i < site->source_end; i++) {
		if (energy(m, i, t) >= 0)
			supplied += fmax(x[energy(m, i, t)], 0.0);
	}
	for (i = site->source_begin; i < site->source_end; i++) {
		if (energy(m, i, t) >= 0)
			x[energy(m, i, t)] = supplied > 0.0 ? fmax(x[energy(m, i, t)], 0.0) * (drawn / supplied) : 0.0;
	}
}

void settle_loads(const struct model *m, double *x)
{
	int s, t;

	settle_shared(m, x);
	for (s = 0; s < m->sc->n_sites; s++) {
		for (t = 0; t < m->sc->n_periods && !scenario_buys_by_tariff(m->sc, s); t++)
			settle_energy(m, s, t, x);
	}
	stranded_settle(m, x);
	stability_settle(m, x);
}

/* ---- in the plan ---- */

/* Fills racks[] with the racks of the pair; is there any? */
static bool read_pair(const struct model *m, const double *x, int d, int s, int r, int *racks)
{
	bool any = false;
	int t;

	for (t = 0; t < m->sc->n_periods; t++) {
		racks[t] = pair(m, d, s, r, t) < 0 ? 0 : (int)lround(x[pair(m, d, s, r, t)]);
		any |= racks[t] > 0;
	}
	return any;
}

void standby_extract(const struct model *m, const double *x, struct plan *plan)
{
	const struct scenario *sc = m->sc;
	int *racks = memory_alloc(sc->n_periods, sizeof *racks);
	struct standby *list = NULL;
	int n = 0, capacity = 0, i, t;

	for (i = 0; i < sc->n_demands * sc->n_sites * sc->n_sites && m->n_backed > 0; i++) {
		int d = i / (sc->n_sites * sc->n_sites), s = i / sc->n_sites % sc->n_sites, r = i % sc->n_sites;
		void *grown = list;
		int *kept;

		if (m->backed[d] < 0 || !read_pair(m, x, d, s, r, racks))
			continue;
		kept = arena_alloc(plan->arena, sc->n_periods, sizeof *kept);
		for (t = 0; t < sc->n_periods; t++)
			kept[t] = racks[t];
		memory_reserve(&grown, &capacity, n + 1, sizeof *list);
		list = grown;
		list[n++] = (struct standby){ d, s, r, kept };
	}
	if (n > 0) {
		struct standby *standbys = arena_alloc(plan->arena, n, sizeof *standbys);

		for (i = 0; i < n; i++)
			standbys[i] = list[i];
		plan->standbys = standbys;
	}
	plan->n_standbys = n;
	memory_free(list);
	memory_free(racks);
}

void energy_extract(const struct model *m, const double *x, struct plan *plan)
{
	int n = m->sc->n_energy_sources * m->sc->n_periods, i;
	double *mwh = arena_alloc(plan->arena, n, sizeof *mwh);

	for (i = 0; i < n; i++)
		mwh[i] = m->energy[i] < 0 ? 0.0 : x[m->energy[i]];
	plan->energy_mwh = mwh;
}
