/*
 * budget.c - what may, or must, be spent in a window of time.
 *
 *	budget[b]       sum of the undiscounted costs of b's kinds, sites and periods <= amount[b]     (or >=)
 *
 * Unit: the scenario's currency. Over the costs that objective.c recorded. Source: models/README.md, budget.
 */
#include "models/internal.h"

#include <math.h>

static bool in_window(const struct scenario *sc, const struct budget *budget, int t)
{
	if (t >= sc->n_periods) /* salvage, after the horizon */
		return false;
	if (date_is_set(budget->from) && date_compare(sc->periods[t].first_day, budget->from) < 0)
		return false;
	return !date_is_set(budget->to) || date_compare(sc->periods[t].last_day, budget->to) <= 0;
}

bool budget_counts(const struct budget *budget, enum cost_kind kind)
{
	int k;

	for (k = 0; k < COST_KINDS; k++) {
		if (budget->kinds[k])
			return budget->kinds[kind];
	}
	return kind < COST_HOSTING;
}

bool budget_has_cost(const struct model *m, int b, const struct cost_entry *cost)
{
	const struct budget *budget = &m->sc->budgets[b];

	return budget_counts(budget, cost->kind) && in_window(m->sc, budget, cost->place.period) &&
	       cost_in_scope(cost, &budget->scope, m->sc);
}

static void build_row(struct model *m, int block, int b)
{
	const struct budget *budget = &m->sc->budgets[b];
	int loosened = waived(m, WAIVE_BUDGET, b), i;
	double spent = 0.0, most = budget->amount_cny;

	lp_row_open(m->lp, block, (int[]){ b });
	for (i = 0; i < m->n_costs; i++) {
		const struct cost_entry *cost = &m->costs[i];

		if (!budget_has_cost(m, b, cost))
			continue;
		if (cost->column < 0)
			spent += cost->nominal;
		else
			lp_term(m->lp, cost->column, cost->nominal);
		if (cost->column >= 0)
			most += fabs(cost->nominal) * lp_upper(m->lp, cost->column);
	}
	if (loosened >= 0)
		lp_column_bounds(m->lp, loosened, 0.0, most + fabs(spent));
	lp_term(m->lp, loosened, budget->at_least ? 1.0 : -1.0);
	if (budget->at_least)
		lp_row_at_least(m->lp, budget->amount_cny - spent);
	else
		lp_row_at_most(m->lp, budget->amount_cny - spent);
}

void budget_build(struct model *m)
{
	int block = model_rows(m, "budget", m->sc->money.currency, 1, (int[]){ m->sets.budgets });
	int b;

	for (b = 0; b < m->sc->n_budgets; b++) {
		if (scenario_option_on(m->sc, m->sc->budgets[b].option))
			build_row(m, block, b);
	}
}
