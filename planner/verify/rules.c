/*
 * The scenario's own rules (forbidden, approval, counts of sites; a discouraged site only costs) and its budgets.
 */
#include "planner/verify/check.h"

#include <math.h>

static const char *rule_name(struct check *c, const char *what, const char *id)
{
	return arena_string(c->out->arena, check_text(c, "%s %s", what, id));
}

/* No phase of the scope is started, or none that is not approved. */
static void check_no_starts(struct check *c, const struct rule *rule)
{
	bool approval = rule->kind == RULE_APPROVAL;
	long long racks;
	int p, t;

	for (p = 0; p < c->sc->n_phases; p++) {
		if (!scope_has_phase(&rule->scope, c->sc, p) || (approval && c->sc->phases[p].approved))
			continue;
		for (t = 0; t < c->sc->n_periods; t++) {
			racks = c->plan->started_racks[p * c->sc->n_periods + t];
			check_compared(c);
			if (racks != 0)
				check_fail(c, rule_name(c, "rule", rule->id), place_phase(c, p, t), (double)racks,
				           "racks", "%lld racks started, but %s", racks,
				           approval ? "only approved phases may be" : "none of these phases may be");
		}
	}
}

static int count_sites(const struct check *c, const struct rule *rule, int t)
{
	int n = 0, s;

	for (s = 0; s < c->sc->n_sites; s++)
		n += fact_site_started(c, &rule->scope, s, t);
	return n;
}

static void check_count(struct check *c, const struct rule *rule)
{
	int last = c->sc->n_periods - 1, by = fact_last_period_by(c, rule->by), n;
	const char *name = rule_name(c, "rule", rule->id);

	n = count_sites(c, rule, by);
	check_compared(c);
	if (rule->at_least >= 0 && n < rule->at_least)
		check_fail(c, name, by >= 0 ? c->sc->periods[by].label : "the horizon's start", rule->at_least - n,
		           "sites", "%d sites started, at least %d required, %d short", n, rule->at_least,
		           rule->at_least - n);
	n = count_sites(c, rule, last);
	check_compared(c);
	if (rule->at_most >= 0 && n > rule->at_most)
		check_fail(c, name, last >= 0 ? c->sc->periods[last].label : "the horizon's start", n - rule->at_most,
		           "sites", "%d sites started, at most %d allowed, %d over", n, rule->at_most,
		           n - rule->at_most);
}

void check_rules(struct check *c)
{
	int i;

	for (i = 0; i < c->sc->n_rules; i++) {
		const struct rule *rule = &c->sc->rules[i];

		if (!scenario_option_on(c->sc, rule->option))
			continue;
		switch (rule->kind) {
		case RULE_FORBID:
		case RULE_APPROVAL: check_no_starts(c, rule); break;
		case RULE_COUNT: check_count(c, rule); break;
		case RULE_DISCOURAGE: break;
		}
	}
}

static int first_period_from(const struct check *c, struct date from)
{
	int t = 0;

	while (date_is_set(from) && t < c->sc->n_periods && date_compare(c->sc->periods[t].first_day, from) < 0)
		t++;
	return t;
}

static bool names_no_kind(const struct budget *budget)
{
	int kind;

	for (kind = 0; kind < COST_KINDS; kind++) {
		if (budget->kinds[kind])
			return false;
	}
	return true;
}

/* As given, or the base year's spending times the factor. */
static double allowed(const struct budget *budget, mpq_t amount)
{
	exact_of(amount, isnan(budget->base_cny) ? budget->amount_cny : budget->base_cny);
	if (!isnan(budget->base_cny))
		exact_times(amount, budget->factor);
	return mpq_get_d(amount);
}

static void check_budget(struct check *c, const struct budget *budget)
{
	int first = first_period_from(c, budget->from), last = fact_last_period_by(c, budget->to), kind;
	bool kinds[COST_KINDS];
	mpq_t spent, amount;
	double over, limit;
	bool of_mwh;

	for (kind = 0; kind < COST_KINDS; kind++)
		kinds[kind] = names_no_kind(budget) ? kind < COST_HOSTING : budget->kinds[kind];
	mpq_inits(spent, amount, NULL);
	fact_spending(c, &budget->scope, kinds, first, last, spent);
	limit = allowed(budget, amount);
	of_mwh = kinds[COST_ENERGY] && c->sc->n_energy_sources > 0;
	over = exact_difference(spent, amount);
	check_compared(c);
	if (!budget->at_least && !fact_at_most(spent, amount, of_mwh))
		check_fail(c, "budget", budget->id, over, c->sc->money.currency,
		           "%s %s spent, at most %s allowed, %s over", check_amount(c, mpq_get_d(spent), limit, 2),
		           c->sc->money.currency, check_amount(c, limit, mpq_get_d(spent), 2),
		           check_amount(c, over, 0.0, 2));
	if (budget->at_least && !fact_at_most(amount, spent, of_mwh))
		check_fail(c, "budget", budget->id, -over, c->sc->money.currency,
		           "%s %s spent, at least %s required, %s short", check_amount(c, mpq_get_d(spent), limit, 2),
		           c->sc->money.currency, check_amount(c, limit, mpq_get_d(spent), 2),
		           check_amount(c, -over, 0.0, 2));
	mpq_clears(spent, amount, NULL);
}

void check_budgets(struct check *c)
{
	int i;

	for (i = 0; i < c->sc->n_budgets; i++) {
		if (scenario_option_on(c->sc, c->sc->budgets[i].option))
			check_budget(c, &c->sc->budgets[i]);
	}
}
