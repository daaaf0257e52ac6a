/*
 * targets.c - what the documents ask for.
 *
 *	target[g,t]       metric(g,t) >= value[g]                              a plain metric
 *	                  numerator(g,t) >= value[g] x denominator(g,t)        a ratio
 *	                  soft: + shortfall[g,t] on the left; <=: reversed, - shortfall[g,t]
 *	                  encouraged, >=: bonus[g,t] <= metric or numerator
 *	                  encouraged, <=: bonus[g,t] <= value[g] x denominator - numerator + most x (1 - below[g,t])
 *	bonus_most[g,t]   bonus[g,t] <= value[g] x denominator(g,t)            encouraged ratios, >=
 *	                  bonus[g,t] <= most x below[g,t]                      encouraged, <=
 *	counted_begun[g,s,t]  counted[g,s,t] <= starts at s in g up to t       sites_started >=
 *	counted_all[g,p,t]    sum_{u<=t} start[p,u] <= design[p] x counted[g,s,t]     sites_started <=
 *	stranded[s,t]         stranded[s,t] >= usable MW of s - pue[s,t] x sum_{p at s} available[p,t] x limit[p] / 1000
 *	                      s: in the scope of a target on stranded_mw
 *
 * Unit: the metric's, of a ratio its numerator's. Enforced targets only, at the periods at which they bind.
 * Source: models/README.md, targets.
 */
#include "models/internal.h"

#include <math.h>

static int close_row(struct model *m, bool at_most, const struct expr *gap)
{
	return at_most ? lp_row_at_most(m->lp, -gap->constant) : lp_row_at_least(m->lp, -gap->constant);
}

static void build_required(struct model *m, int block, int g, int t)
{
	bool at_most = m->sc->targets[g].at_most;
	struct expr gap = EXPR_INIT;

	metric_gap(m, g, t, &gap);
	lp_row_open(m->lp, block, (int[]){ g, t });
	expr_terms(&gap, m->lp);
	lp_term(m->lp, shortfall(m, g, t), at_most ? -1.0 : 1.0);
	m->target_row[g * m->sc->n_periods + t] = close_row(m, at_most, &gap);
	expr_dispose(&gap);
}

/* Encouraged, >=: the bonus is for what there is, up to the value. */
static void build_bonus_up_to(struct model *m, int block, int most_block, int g, int t)
{
	struct expr e = EXPR_INIT;

	metric_numerator(m, g, t, 1.0, &e);
	lp_row_open(m->lp, block, (int[]){ g, t });
	expr_terms(&e, m->lp);
	lp_term(m->lp, bonus(m, g, t), -1.0);
	m->target_row[g * m->sc->n_periods + t] = close_row(m, false, &e);
	if (metric_kinds[m->sc->targets[g].metric].ratio) { /* of a plain metric the column's bound says it */
		expr_clear(&e);
		metric_denominator(m, g, t, -m->sc->targets[g].value, &e);
		lp_row_open(m->lp, most_block, (int[]){ g, t });
		lp_term(m->lp, bonus(m, g, t), 1.0);
		expr_terms(&e, m->lp);
		close_row(m, true, &e);
	}
	expr_dispose(&e);
}

/* Encouraged, <=: the bonus is for what is left below the value, where the metric is below it. */
static void build_bonus_below(struct model *m, int block, int most_block, int g, int t)
{
	struct expr gap = EXPR_INIT;
	double above;

	metric_gap(m, g, t, &gap);
	above = fmax(expr_highest(&gap, m->lp), 0.0);
	lp_row_open(m->lp, block, (int[]){ g, t });
	expr_terms(&gap, m->lp);
	lp_term(m->lp, bonus(m, g, t), 1.0);
	lp_term(m->lp, below(m, g, t), above);
	m->target_row[g * m->sc->n_periods + t] = lp_row_at_most(m->lp, above - gap.constant);
	lp_row_open(m->lp, most_block, (int[]){ g, t });
	lp_term(m->lp, bonus(m, g, t), 1.0);
	lp_term(m->lp, below(m, g, t), -lp_upper(m->lp, bonus(m, g, t)));
	lp_row_at_most(m->lp, 0.0);
	expr_dispose(&gap);
}

/* At least one rack, or the whole phase, lets the site count. */
static void build_counted_begun(struct model *m, int block, int g, int s, int t)
{
	const struct scenario *sc = m->sc;
	int p, u;

	lp_row_open(m->lp, block, (int[]){ g, s, t });
	lp_term(m->lp, counted(m, g, s, t), 1.0);
	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		for (u = 0; u <= t && scope_has_phase(&sc->targets[g].scope, sc, p); u++)
			lp_term(m->lp, start(m, p, u), -1.0);
	}
	lp_row_at_most(m->lp, 0.0);
}

static void build_counted_all(struct model *m, int block, int g, int p, int t)
{
	const struct scenario *sc = m->sc;
	struct expr started = EXPR_INIT;

	if (scope_has_phase(&sc->targets[g].scope, sc, p))
		stock_add_started(m, &started, p, t, 1.0);
	if (started.n > 0) {
		lp_row_open(m->lp, block, (int[]){ g, p, t });
		expr_terms(&started, m->lp);
		lp_term(m->lp, counted(m, g, sc->phases[p].site, t), -sc->phases[p].design_racks);
		lp_row_at_most(m->lp, 0.0);
	}
	expr_dispose(&started);
}

static void build_counted(struct model *m, int begun_block, int all_block, int g, int t)
{
	const struct scenario *sc = m->sc;
	int s, p;

	for (s = 0; s < sc->n_sites; s++) {
		if (counted(m, g, s, t) < 0)
			continue;
		if (!sc->targets[g].at_most)
			build_counted_begun(m, begun_block, g, s, t);
		for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end && sc->targets[g].at_most; p++)
			build_counted_all(m, all_block, g, p, t);
	}
}

void targets_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int targets = m->sets.targets, periods = m->sets.periods;
	const char *unit = "the metric's, or its numerator's";
	int target = model_rows(m, "target", unit, 2, (int[]){ targets, periods });
	int most = model_rows(m, "bonus_most", unit, 2, (int[]){ targets, periods });
	int begun_block = model_rows(m, "counted_begun", "1", 3, (int[]){ targets, m->sets.sites, periods });
	int all_block = model_rows(m, "counted_all", "racks", 3, (int[]){ targets, m->sets.phases, periods });
	int g, t;

	for (g = 0; g < sc->n_targets; g++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (!soft_is_enforced(sc, g) || !soft_binds(sc, g, t))
				continue;
			if (bonus(m, g, t) < 0)
				build_required(m, target, g, t);
			else if (sc->targets[g].at_most)
				build_bonus_below(m, target, most, g, t);
			else
				build_bonus_up_to(m, target, most, g, t);
			build_counted(m, begun_block, all_block, g, t);
		}
	}
	stranded_build(m);
}
