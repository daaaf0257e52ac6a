/*
 * targets.c - what the documents ask for.
 *
 *	target[g,t]       metric(g,t) >= value[g]                              a plain metric
 *	                  numerator(g,t) >= value[g] x denominator(g,t)        a ratio
 *	                  soft: + shortfall[g,t] on the left; <=: reversed, - shortfall[g,t]
 *	                  encouraged and >=: bonus[g,t] <= metric or numerator; encouraged and <=: soft
 *	bonus_most[g,t]   bonus[g,t] <= value[g] x denominator(g,t)            encouraged ratios
 *	counted_begun[g,s,t]  counted[g,s,t] <= starts at s in g up to t       sites_started >=
 *	counted_all[g,p,t]    sum_{u<=t} start[p,u] <= design[p] x counted[g,s,t]     sites_started <=
 *
 * Unit: the metric's, of a ratio its numerator's. Enforced targets only, at the periods at which they bind.
 * Source: model.md, 5.
 */
#include "models/internal.h"

static int close_row(struct model *m, bool at_most, const struct expr *gap)
{
	return at_most ? lp_row_at_most(m->lp, -gap->constant) : lp_row_at_least(m->lp, -gap->constant);
}

static void build_target(struct model *m, int block, int g, int t)
{
	const struct target *target = &m->sc->targets[g];
	struct expr gap = EXPR_INIT;

	if (bonus(m, g, t) >= 0)
		metric_numerator(m, g, t, 1.0, &gap);
	else
		metric_gap(m, g, t, &gap);
	lp_row_open(m->lp, block, (int[]){ g, t });
	expr_terms(&gap, m->lp);
	lp_term(m->lp, shortfall(m, g, t), target->at_most ? -1.0 : 1.0);
	lp_term(m->lp, bonus(m, g, t), -1.0);
	m->target_row[g * m->sc->n_periods + t] = close_row(m, target->at_most, &gap);
	expr_dispose(&gap);
}

static void build_bonus_most(struct model *m, int block, int g, int t)
{
	struct expr required = EXPR_INIT;

	if (bonus(m, g, t) < 0 || !metric_kinds[m->sc->targets[g].metric].ratio)
		return; /* of a plain metric the column's bound says it */
	metric_denominator(m, g, t, -m->sc->targets[g].value, &required);
	lp_row_open(m->lp, block, (int[]){ g, t });
	lp_term(m->lp, bonus(m, g, t), 1.0);
	expr_terms(&required, m->lp);
	close_row(m, true, &required);
	expr_dispose(&required);
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
			build_target(m, target, g, t);
			build_bonus_most(m, most, g, t);
			build_counted(m, begun_block, all_block, g, t);
		}
	}
}
