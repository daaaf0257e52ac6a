/*
 * build.c - rules on what is started where.
 *
 *	forbid[r]          sum_{p in r} sum_t start[p,t] <= 0
 *	approval[r]        sum_{p in r, not approved} sum_t start[p,t] <= 0
 *	count_least[r]     sum_{s in r} begun[r,s] + given[r] >= at_least[r]
 *	count_begun[r,s]   begun[r,s] <= sum_{p at s in r} sum_{u<=by[r]} (start[p,u]; of a whole phase its 0/1)
 *	count_most[r]      sum_{s in r} opened[r,s] + given[r] <= at_most[r]
 *	count_opened[r,p]  sum_t start[p,t] <= design[p] x opened[r,s]     p at s in r
 *	                   given[r]: sites with a phase in r that operates or is under construction; no column
 *	first_start[r,p,t] sum_{u<=t} start[p,u] <= design[p] x sum_{u<=t} first[r,s,u]     p at s in r
 *	first_once[r,s]    sum_t first[r,s,t] <= 1
 *	first_begins[r,s,t] first[r,s,t] <= sum_{p at s in r} (start[p,t]; of a whole phase its 0/1)
 *
 * Unit: racks, or sites. Over the phases and sites in the rule's scope. Source: models/README.md, build.
 */
#include "models/internal.h"

static bool in_rule(const struct model *m, int r, int p)
{
	return scenario_phase_exists(m->sc, p) && scope_has_phase(&m->sc->rules[r].scope, m->sc, p);
}

/* Nothing of the phases that the rule forbids is started. */
static void build_forbidden(struct model *m, int block, int r)
{
	const struct scenario *sc = m->sc;
	struct expr e = EXPR_INIT;
	int p;

	for (p = 0; p < sc->n_phases; p++) {
		if (in_rule(m, r, p) && (sc->rules[r].kind == RULE_FORBID || !sc->phases[p].approved))
			stock_add_started(m, &e, p, sc->n_periods - 1, 1.0);
	}
	if (e.n > 0) {
		lp_row_open(m->lp, block, (int[]){ r });
		expr_terms(&e, m->lp);
		lp_term(m->lp, waived(m, WAIVE_RULE, r), -1.0);
		lp_row_at_most(m->lp, 0.0);
	}
	expr_dispose(&e);
}

/* Starts at s in the periods from .. to, in racks, or in 0/1 of a whole phase: at least 1 when anything starts. */
static void lp_starts(struct model *m, int r, int s, int from, int to)
{
	const struct scenario *sc = m->sc;
	int p, t;

	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		for (t = from; t <= to && in_rule(m, r, p); t++)
			lp_term(m->lp, start(m, p, t), -1.0);
	}
}

static int given_sites(const struct model *m, int r)
{
	int s, n = 0;

	for (s = 0; s < m->sc->n_sites; s++)
		n += stock_scope_reaches(m->sc, &m->sc->rules[r].scope, s, true);
	return n;
}

static void build_least(struct model *m, int sum, int link, int r)
{
	const struct scenario *sc = m->sc;
	const struct rule *rule = &sc->rules[r];
	int by = date_is_set(rule->by) ? scenario_period_by(sc, rule->by) : sc->n_periods - 1, s;

	lp_row_open(m->lp, sum, (int[]){ r });
	for (s = 0; s < sc->n_sites; s++)
		lp_term(m->lp, begun(m, r, s), 1.0);
	lp_term(m->lp, waived(m, WAIVE_RULE, r), 1.0);
	lp_row_at_least(m->lp, rule->at_least - given_sites(m, r));
	for (s = 0; s < sc->n_sites; s++) {
		if (begun(m, r, s) < 0)
			continue;
		lp_row_open(m->lp, link, (int[]){ r, s });
		lp_term(m->lp, begun(m, r, s), 1.0);
		lp_starts(m, r, s, 0, by);
		lp_row_at_most(m->lp, 0.0);
	}
}

static void build_most(struct model *m, int sum, int link, int r)
{
	const struct scenario *sc = m->sc;
	struct expr e = EXPR_INIT;
	int s, p;

	lp_row_open(m->lp, sum, (int[]){ r });
	for (s = 0; s < sc->n_sites; s++)
		lp_term(m->lp, opened(m, r, s), 1.0);
	lp_term(m->lp, waived(m, WAIVE_RULE, r), -1.0);
	lp_row_at_most(m->lp, sc->rules[r].at_most - given_sites(m, r));
	for (p = 0; p < sc->n_phases; p++) {
		int open = opened(m, r, sc->phases[p].site);

		expr_clear(&e);
		if (open >= 0 && in_rule(m, r, p))
			stock_add_started(m, &e, p, sc->n_periods - 1, 1.0);
		if (e.n == 0)
			continue;
		lp_row_open(m->lp, link, (int[]){ r, p });
		expr_terms(&e, m->lp);
		lp_term(m->lp, open, -sc->phases[p].design_racks);
		lp_row_at_most(m->lp, 0.0);
	}
	expr_dispose(&e);
}

static void build_first_start(struct model *m, int block, int r, int p, int t)
{
	const struct scenario *sc = m->sc;
	struct expr e = EXPR_INIT;
	int u;

	stock_add_started(m, &e, p, t, 1.0);
	if (e.n > 0) {
		lp_row_open(m->lp, block, (int[]){ r, p, t });
		expr_terms(&e, m->lp);
		for (u = 0; u <= t; u++)
			lp_term(m->lp, first(m, r, sc->phases[p].site, u), -sc->phases[p].design_racks);
		lp_row_at_most(m->lp, 0.0);
	}
	expr_dispose(&e);
}

/* first[r,s,t] is 1 in the period of the first start at s and in no other. */
static void build_first(struct model *m, int once, int begins, int r, int s)
{
	const struct scenario *sc = m->sc;
	int t;

	lp_row_open(m->lp, once, (int[]){ r, s });
	for (t = 0; t < sc->n_periods; t++)
		lp_term(m->lp, first(m, r, s, t), 1.0);
	lp_row_at_most(m->lp, 1.0);
	for (t = 0; t < sc->n_periods; t++) {
		lp_row_open(m->lp, begins, (int[]){ r, s, t });
		lp_term(m->lp, first(m, r, s, t), 1.0);
		lp_starts(m, r, s, t, t);
		lp_row_at_most(m->lp, 0.0);
	}
}

static void build_count(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int rules = m->sets.rules;
	int least = model_rows(m, "count_least", "sites", 1, (int[]){ rules });
	int least_link = model_rows(m, "count_begun", "1", 2, (int[]){ rules, m->sets.sites });
	int most = model_rows(m, "count_most", "sites", 1, (int[]){ rules });
	int most_link = model_rows(m, "count_opened", "racks", 2, (int[]){ rules, m->sets.phases });
	int r;

	for (r = 0; r < sc->n_rules; r++) {
		if (sc->rules[r].kind != RULE_COUNT || !scenario_option_on(sc, sc->rules[r].option))
			continue;
		if (sc->rules[r].at_least >= 0)
			build_least(m, least, least_link, r);
		if (sc->rules[r].at_most >= 0)
			build_most(m, most, most_link, r);
	}
}

static void build_discouraged(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int rules = m->sets.rules, periods = m->sets.periods;
	int start_block = model_rows(m, "first_start", "racks", 3, (int[]){ rules, m->sets.phases, periods });
	int once = model_rows(m, "first_once", "1", 2, (int[]){ rules, m->sets.sites });
	int begins = model_rows(m, "first_begins", "1", 3, (int[]){ rules, m->sets.sites, periods });
	int r, s, p, t;

	for (r = 0; r < sc->n_rules; r++) {
		for (s = 0; s < sc->n_sites; s++) {
			if (first(m, r, s, 0) < 0) /* there for all periods or for none */
				continue;
			build_first(m, once, begins, r, s);
			for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
				for (t = 0; t < sc->n_periods && in_rule(m, r, p); t++)
					build_first_start(m, start_block, r, p, t);
			}
		}
	}
}

void build_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int forbid = model_rows(m, "forbid", "racks", 1, (int[]){ m->sets.rules });
	int approval = model_rows(m, "approval", "racks", 1, (int[]){ m->sets.rules });
	int r;

	for (r = 0; r < sc->n_rules; r++) {
		if (!scenario_option_on(sc, sc->rules[r].option))
			continue;
		if (sc->rules[r].kind == RULE_FORBID)
			build_forbidden(m, forbid, r);
		else if (sc->rules[r].kind == RULE_APPROVAL)
			build_forbidden(m, approval, r);
	}
	build_count(m);
	build_discouraged(m);
}
