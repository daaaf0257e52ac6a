/*
 * power.c - what the racks draw, with cooling and losses, is below what the site may use of its installed power.
 *
 *	power[s,t]      pue[s,t] x it_mw[s,t]
 *	                  <= usable_share[s] x (installed_mw[s] + sum_{f at s} mw_per_step[f] x usable_steps[f,t])
 *	                it_mw[s,t] = sum_d kw[d] / 1000 x (host[d,s,t]
 *	                  + power_share[d] x sum_x pair[d,x,s,t] of a dedicated d)
 *	                  + shared_mw[s,t]
 *	                usable_steps[f,t] = sum_{u: usable(u) <= t} feed[f,u]
 *	feed_most[f]    sum_t feed[f,t] <= most_steps[f]
 *	feed_fixed[f,t] sum_{u<=t} feed[f,u] <= most_steps[f] x sum_{u<=t} feed_first[f,u]     f: with a fixed cost
 *	feed_once[f]    sum_t feed_first[f,t] <= 1
 *	feed_begins[f,t] feed_first[f,t] <= feed[f,t]
 *
 * Unit: MW (the feed rows: steps). Nameplate kW: a load factor lowers energy, never capacity.
 * Source: models/README.md, power.
 */
#include "models/internal.h"

static void build_power(struct model *m, int block, int s, int t)
{
	struct expr e = EXPR_INIT;

	load_add(m, LOAD_MW, s, t, m->sc->sites[s].pue[t], &e);
	if (e.n > 0) {
		stock_add_usable_mw(m, &e, s, t, -1.0);
		expr_add(&e, waived(m, WAIVE_POWER, s), -m->sc->sites[s].usable_share);
		lp_row_open(m->lp, block, (int[]){ s, t });
		expr_terms(&e, m->lp);
		lp_row_at_most(m->lp, -e.constant);
	}
	expr_dispose(&e);
}

static void build_most(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "feed_most", "steps", 1, (int[]){ m->sets.feeds });
	int f, t;

	for (f = 0; f < sc->n_feeds; f++) {
		int n = 0;

		lp_row_open(m->lp, block, (int[]){ f });
		for (t = 0; t < sc->n_periods; t++) {
			lp_term(m->lp, feed(m, f, t), 1.0);
			n += feed(m, f, t) >= 0;
		}
		if (n > 0)
			lp_row_at_most(m->lp, sc->feeds[f].most_steps);
		else
			lp_row_discard(m->lp);
	}
}

/* Feeds with a fixed cost: feed_first says in which period the first step is started, exactly. */
static void build_fixed(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.feeds, m->sets.periods };
	int fixed = model_rows(m, "feed_fixed", "steps", 2, sets);
	int once = model_rows(m, "feed_once", "1", 1, sets);
	int begins = model_rows(m, "feed_begins", "steps", 2, sets);
	int f, t, u;

	for (f = 0; f < sc->n_feeds; f++) {
		int n = 0;

		for (t = 0; t < sc->n_periods; t++) {
			if (feed_first(m, f, t) < 0)
				continue;
			n++;
			lp_row_open(m->lp, fixed, (int[]){ f, t });
			for (u = 0; u <= t; u++) {
				lp_term(m->lp, feed(m, f, u), 1.0);
				lp_term(m->lp, feed_first(m, f, u), -sc->feeds[f].most_steps);
			}
			lp_row_at_most(m->lp, 0.0);
			lp_row_open(m->lp, begins, (int[]){ f, t });
			lp_term(m->lp, feed_first(m, f, t), 1.0);
			lp_term(m->lp, feed(m, f, t), -1.0);
			lp_row_at_most(m->lp, 0.0);
		}
		if (n == 0)
			continue;
		lp_row_open(m->lp, once, (int[]){ f });
		for (t = 0; t < sc->n_periods; t++)
			lp_term(m->lp, feed_first(m, f, t), 1.0);
		lp_row_at_most(m->lp, 1.0);
	}
}

void power_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "power", "MW", 2, (int[]){ m->sets.sites, m->sets.periods });
	int s, t;

	for (s = 0; s < sc->n_sites; s++) {
		for (t = 0; t < sc->n_periods; t++)
			build_power(m, block, s, t);
	}
	build_most(m);
	build_fixed(m);
}
