/*
 * soft.c - targets that may be missed: shortfalls in their tiers, prices and bonuses. models/README.md has the rules.
 */
#include "models/internal.h"

#include <math.h>

bool soft_is_enforced(const struct scenario *sc, int g)
{
	return scenario_option_on(sc, sc->targets[g].option) && sc->targets[g].overruled_by < 0;
}

bool soft_binds(const struct scenario *sc, int g, int t)
{
	return sc->targets[g].period < 0 || sc->targets[g].period == t;
}

bool soft_has_shortfall(const struct model *m, int g)
{
	switch (m->sc->targets[g].modality) {
	case MODALITY_MUST: return m->options.soft_targets || is_waived(m, WAIVE_TARGET, g);
	case MODALITY_IN_PRINCIPLE:
	case MODALITY_DISCOURAGED:
	case MODALITY_STRIVE: return true;
	case MODALITY_ENCOURAGED: break;
	}
	return false;
}

/* The place of `tier` in the ascending list of those in use; the list gets it when it lacks it. */
static void use_tier(struct model *m, int tier)
{
	int at = m->n_strive, i;

	for (i = 0; i < m->n_strive; i++) {
		if (m->strive[i] == tier)
			return;
	}
	for (; at > 0 && m->strive[at - 1] > tier; at--)
		m->strive[at] = m->strive[at - 1];
	m->strive[at] = tier;
	m->n_strive++;
}

void soft_tiers(struct model *m)
{
	const struct scenario *sc = m->sc;
	int g;

	m->strive = arena_alloc(m->arena, sc->n_targets, sizeof *m->strive);
	m->must_tier = m->options.n_waivers > 0;
	for (g = 0; g < sc->n_targets; g++) {
		if (!soft_is_enforced(sc, g))
			continue;
		if (sc->targets[g].modality == MODALITY_STRIVE && !m->options.only_shortfalls)
			use_tier(m, sc->targets[g].tier);
		if (sc->targets[g].modality == MODALITY_MUST && m->options.soft_targets)
			m->must_tier = 1;
	}
	/* Where only shortfalls matter there is one question, and one tier. */
	m->cost_tier = m->must_tier + m->n_strive + !(m->options.only_shortfalls && m->must_tier > 0);
	lp_cost_constant(m->lp, m->cost_tier, 0.0); /* the tier is there even when nothing costs anything */
}

/* The lp tier that a target's shortfall is in; 0: it is priced. */
static int tier_of(const struct model *m, const struct target *target)
{
	int i;

	if (target->modality == MODALITY_MUST)
		return m->must_tier;
	for (i = 0; i < m->n_strive && target->modality == MODALITY_STRIVE; i++) {
		if (m->strive[i] == target->tier)
			return m->must_tier + i + 1;
	}
	return 0;
}

/* Shortfalls of one tier are made comparable: a share of what is required. */
static double scale_of(const struct model *m, int g, int t)
{
	struct expr required = EXPR_INIT;
	double most;

	metric_denominator(m, g, t, m->sc->targets[g].value, &required);
	most = fmax(fabs(expr_highest(&required, m->lp)), fabs(expr_lowest(&required, m->lp)));
	expr_dispose(&required);
	return most > 1e-9 ? 1.0 / most : 1.0;
}

static void add_shortfall(struct model *m, int block, int g, int t, const struct expr *gap)
{
	const struct target *target = &m->sc->targets[g];
	const struct cost_place place = { .site = -1, .phase = -1, .demand = -1, .period = t };
	double most = target->at_most ? expr_highest(gap, m->lp) : -expr_lowest(gap, m->lp);
	int tier = tier_of(m, target);
	int column = lp_column(m->lp, block, (int[]){ g, t }, 0.0, columns_enclosing(fmax(most, 0.0)), LP_CONTINUOUS);

	m->shortfall[g * m->sc->n_periods + t] = column;
	if (tier > 0)
		lp_cost(m->lp, tier, column,
		        scale_of(m, g, t) * (is_waived(m, WAIVE_TARGET, g) ? waive_price(m, WAIVE_TARGET, g) : 1.0));
	else
		cost_add(m, COST_SHORTFALL, place, column, target->price_cny_per_unit);
}

/* The most that can be earned: up to the value, or below it. Below a value takes a 0/1 column: is the metric there? */
static void add_bonus(struct model *m, int block, int below_block, int g, int t, const struct expr *gap)
{
	const struct target *target = &m->sc->targets[g];
	const struct cost_place place = { .site = -1, .phase = -1, .demand = -1, .period = t };
	struct expr required = EXPR_INIT;
	double most;

	metric_denominator(m, g, t, target->value, &required);
	most = fmax(target->at_most ? -expr_lowest(gap, m->lp) : expr_highest(&required, m->lp), 0.0);
	expr_dispose(&required);
	if (target->at_most)
		m->below[g * m->sc->n_periods + t] = lp_column(m->lp, below_block, (int[]){ g, t }, 0.0, 1.0,
		                                               LP_INTEGER);
	/* Not columns_enclosing(): of a plain metric this is the rule itself, and a bonus may always be 0. */
	m->bonus[g * m->sc->n_periods + t] = lp_column(m->lp, block, (int[]){ g, t }, 0.0, most, LP_CONTINUOUS);
	cost_add(m, COST_BONUS, place, bonus(m, g, t), -target->price_cny_per_unit);
}

void soft_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.targets, m->sets.periods };
	int shortfalls = lp_column_block(m->lp, "shortfall", "the metric's, or its numerator's", 2, sets);
	int bonuses = lp_column_block(m->lp, "bonus", "the metric's, or its numerator's", 2, sets);
	int below_block = lp_column_block(m->lp, "below", "1", 2, sets);
	struct expr gap = EXPR_INIT;
	int g, t;

	for (g = 0; g < sc->n_targets; g++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (!soft_is_enforced(sc, g) || !soft_binds(sc, g, t))
				continue;
			expr_clear(&gap);
			metric_gap(m, g, t, &gap);
			if (soft_has_shortfall(m, g))
				add_shortfall(m, shortfalls, g, t, &gap);
			else if (sc->targets[g].modality == MODALITY_ENCOURAGED)
				add_bonus(m, bonuses, below_block, g, t, &gap);
		}
	}
	expr_dispose(&gap);
}
