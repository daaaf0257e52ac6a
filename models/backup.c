/*
 * backup.c - racks have a standby at another site; a shared standby is enough for the loss of any one site.
 *
 *	backup_least[d,s,t]  sum_r pair[d,s,r,t] >= share[d] x host[d,s,t]
 *	backup_most[d,s,t]   sum_r pair[d,s,r,t] <= host[d,s,t]
 *	lost_racks[r,s,t]    sum_{d shared} pair[d,s,r,t] <= shared[r,t]     for each site s that may be lost
 *	lost_mw[r,s,t]       sum_{d shared} pair[d,s,r,t] x kw[d] x power_share[d] / 1000 <= shared_mw[r,t]
 *	lost_mwh[r,s,t]      sum_{d shared} pair[d,s,r,t] x mwh[d,t] x power_share[d] <= shared_mwh[r,t]
 *	lost_dense[q,s,t]    sum_{d shared: kw[d] > limit[q]} pair[d,s,r,t] <= shared_dense[q,t]     r: the site of q
 *	worst_racks[r,s,t]   shared[r,t] <= left side of lost_racks[r,s,t] + most x (1 - worst_racks[r,s,t])
 *	worst_mw[r,s,t]      likewise for shared_mw
 *	worst_mwh[r,s,t]     likewise for shared_mwh
 *	worst_one[r,t]       sum_s worst_racks[r,s,t] = 1
 *	worst_one_mw[r,t]    sum_s worst_mw[r,s,t] = 1
 *	worst_one_mwh[r,t]   sum_s worst_mwh[r,s,t] = 1
 *
 * Unit: racks, MW, MWh. Distances, places and dates are in scenario_may_pair(). The rows worst_* stand only where a
 * target or budget could be met by more shared standby than is needed. Source: models/README.md, backup.
 */
#include "models/internal.h"

static void build_shares(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.demands, m->sets.sites, m->sets.periods };
	int least = model_rows(m, "backup_least", "racks", 3, sets);
	int most = model_rows(m, "backup_most", "racks", 3, sets);
	int d, s, t, i;

	for (i = 0; i < sc->n_demands * sc->n_sites * sc->n_periods; i++) {
		struct expr pairs = EXPR_INIT;
		int r;

		d = i / (sc->n_sites * sc->n_periods);
		s = i / sc->n_periods % sc->n_sites;
		t = i % sc->n_periods;
		if (m->backed[d] < 0 || host(m, d, s, t) < 0)
			continue;
		for (r = 0; r < sc->n_sites; r++)
			expr_add(&pairs, pair(m, d, s, r, t), 1.0);
		if (sc->demands[d].backup.share > 0.0) {
			lp_row_open(m->lp, least, (int[]){ d, s, t });
			expr_terms(&pairs, m->lp);
			lp_term(m->lp, host(m, d, s, t), -sc->demands[d].backup.share);
			lp_row_at_least(m->lp, 0.0);
		}
		if (pairs.n > 0) {
			lp_row_open(m->lp, most, (int[]){ d, s, t });
			expr_terms(&pairs, m->lp);
			lp_term(m->lp, host(m, d, s, t), -1.0);
			lp_row_at_most(m->lp, 0.0);
		}
		expr_dispose(&pairs);
	}
}

/* What the loss of s asks of the pool at r; nothing when it asks for nothing. */
static void build_lost(struct model *m, int block, const int *index, const struct expr *lost, int pool)
{
	if (lost->n == 0 || pool < 0)
		return;
	lp_row_open(m->lp, block, index);
	expr_terms(lost, m->lp);
	lp_term(m->lp, pool, -1.0);
	lp_row_at_most(m->lp, 0.0);
}

static void build_worst(struct model *m, int block, const int *index, const struct expr *lost, int pool, int worst)
{
	double most;

	if (worst < 0 || pool < 0)
		return;
	most = lp_upper(m->lp, pool);
	lp_row_open(m->lp, block, index);
	lp_term(m->lp, pool, 1.0);
	for (int i = 0; i < lost->n; i++)
		lp_term(m->lp, lost->columns[i], -lost->coefficients[i]);
	lp_term(m->lp, worst, most);
	lp_row_at_most(m->lp, most);
}

static void build_one(struct model *m, int block, enum load load, int r, int t)
{
	int s, n = 0;

	lp_row_open(m->lp, block, (int[]){ r, t });
	for (s = 0; s < m->sc->n_sites; s++) {
		lp_term(m->lp, worst(m, load, r, s, t), 1.0);
		n += worst(m, load, r, s, t) >= 0;
	}
	if (n > 0)
		lp_row_equal(m->lp, 1.0);
	else
		lp_row_discard(m->lp);
}

static void build_pools(struct model *m, enum load load, const char *const *names, const char *unit)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.sites, m->sets.sites, m->sets.periods };
	int lost_block = model_rows(m, names[0], unit, 3, sets);
	int worst_block = model_rows(m, names[1], unit, 3, sets);
	int one_block = model_rows(m, names[2], "1", 2, sets + 1);
	struct expr lost = EXPR_INIT;
	int r, s, t;

	for (r = 0; r < sc->n_sites; r++) {
		for (t = 0; t < sc->n_periods; t++) {
			int pool = m->shared[load][r * sc->n_periods + t];

			for (s = 0; s < sc->n_sites && pool >= 0; s++) {
				expr_clear(&lost);
				standby_add_lost(m, load, s, r, t, -1.0, &lost);
				build_lost(m, lost_block, (int[]){ r, s, t }, &lost, pool);
				build_worst(m, worst_block, (int[]){ r, s, t }, &lost, pool, worst(m, load, r, s, t));
			}
			if (pool >= 0)
				build_one(m, one_block, load, r, t);
		}
	}
	expr_dispose(&lost);
}

static void build_dense(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "lost_dense", "racks", 3, (int[]){ m->sets.phases, m->sets.sites, m->sets.periods });
	struct expr lost = EXPR_INIT;
	int q, s, t;

	for (q = 0; q < sc->n_phases; q++) {
		for (t = 0; t < sc->n_periods; t++) {
			int pool = m->shared_dense[q * sc->n_periods + t];

			for (s = 0; s < sc->n_sites && pool >= 0; s++) {
				expr_clear(&lost);
				standby_add_lost(m, LOAD_RACKS, s, sc->phases[q].site, t, sc->phases[q].max_kw_per_rack,
				                 &lost);
				build_lost(m, block, (int[]){ q, s, t }, &lost, pool);
			}
		}
	}
	expr_dispose(&lost);
}

void backup_build(struct model *m)
{
	static const char *const racks[] = { "lost_racks", "worst_racks", "worst_one" };
	static const char *const mw[] = { "lost_mw", "worst_mw", "worst_one_mw" };
	static const char *const mwh[] = { "lost_mwh", "worst_mwh", "worst_one_mwh" };

	if (m->n_backed == 0)
		return;
	build_shares(m);
	build_pools(m, LOAD_RACKS, racks, "racks");
	build_pools(m, LOAD_MW, mw, "MW");
	build_pools(m, LOAD_MWH, mwh, "MWh");
	build_dense(m);
}
