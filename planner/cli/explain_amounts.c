/* explain_amounts.c - what an item with rows gives way by, as --set texts. */
#include "planner/cli/explain_sets.h"

#include <math.h>

/* A limit that goes up (down where the item asks for at least) by size. */
static void set_number(struct repair *repair, double from, double by, const char *before, const char *id,
                       const char *after)
{
	repair->from = from;
	repair->to = from + by;
	repair_set(repair, "%s%s%s=%.10g", before, id, after, repair->to);
}

static void set_size(const struct scenario *sc, int p, double size, struct repair *repair)
{
	const struct phase *phase = &sc->phases[p];
	const char *site = sc->sites[phase->site].id;
	const int racks = phase->design_racks + (int)lround(size);

	repair->from = phase->design_racks;
	repair->to = racks;
	repair_set(repair, "sites.%s.phases.%s.design_racks=%d", site, phase->id, racks);
	if (phase->state == PHASE_OPERATING && phase->available_racks == phase->design_racks)
		repair_set(repair, "sites.%s.phases.%s.available_racks=%d", site, phase->id, racks);
}

static void set_rule(const struct rule *rule, double size, int form, struct repair *repair)
{
	const int n = (int)lround(size), limit = form == 0 ? rule->at_most : rule->at_least;

	if (rule->kind != RULE_COUNT) {
		/* Discouraged for nothing: the rule stays where it is, for all that name it. */
		repair_set(repair, "rules.%s.price_cny=0", rule->id);
		repair_set(repair, "rules.%s.kind=discourage", rule->id);
		return;
	}
	if (limit < 0 || (form >= 2 && rule->at_most != rule->at_least))
		return;
	repair->from = limit;
	repair->to = form % 2 == 0 ? limit + n : limit > n ? limit - n : 0;
	repair_set(repair, "rules.%s.%s=%.0f", rule->id,
	           form == 0   ? "at_most"
	           : form == 1 ? "at_least"
	                       : "exactly",
	           repair->to);
}

static void set_budget(const struct budget *budget, double size, struct repair *repair)
{
	const double by = budget->at_least ? -fmin(size, budget->amount_cny) : size;

	if (!isnan(budget->base_cny) && budget->base_cny > 0.0) {
		set_number(repair, budget->factor, ceil(by / budget->base_cny * 1e6) / 1e6, "budgets.", budget->id,
		           ".factor");
		repair->from = budget->amount_cny;
		repair->to = budget->amount_cny + by;
		return;
	}
	set_number(repair, budget->amount_cny, by, "budgets.", budget->id, ".amount_cny");
}

static void set_target(const struct target *target, double size, struct repair *repair)
{
	const double value = target->at_most ? target->value + size : target->value - size;
	double said = value;

	if (target->reading == BASELINE_RELATIVE)
		said = value / target->baseline - 1.0;
	else if (target->reading == BASELINE_POINTS)
		said = value - target->baseline;
	repair->from = target->value;
	repair->to = value;
	repair_set(repair, "targets.%s.value=%.10g", target->id, said);
}

static void set_cooling(const struct scenario *sc, int s, double size, struct repair *repair)
{
	double most = 0.0;
	int t;

	for (t = 0; t < sc->n_periods; t++)
		most = fmax(most, sc->sites[s].cooling_mw[t]);
	set_number(repair, most, size, "sites.", sc->sites[s].id, ".cooling_mw");
}

static void set_energy(const struct scenario *sc, int e, double size, struct repair *repair)
{
	const struct energy_source *source = &sc->energy_sources[e];
	struct str id = STR_INIT;

	str_addf(&id, "%s.energy.%s", sc->sites[source->site].id, source->id);
	set_number(repair, source->most_mwh_per_year, size, "sites.", id.text, ".most_mwh_per_year");
	str_dispose(&id);
}

enum { RULE_FORMS = 4 };

int amount_forms(const struct inquiry *q, struct item item)
{
	return item.kind == ITEM_RULE && q->run->sc->rules[item.of].kind == RULE_COUNT ? RULE_FORMS : 1;
}

void amount_sets(const struct inquiry *q, struct item item, double size, int form, struct repair *repair)
{
	const struct scenario *sc = q->run->sc;

	repair_unset(repair);
	repair->size = size;
	switch (item.kind) {
	case ITEM_SIZE: set_size(sc, item.of, size, repair); break;
	case ITEM_POWER:
		set_number(repair, sc->sites[item.of].installed_mw, size, "sites.", sc->sites[item.of].id,
		           ".installed_mw");
		break;
	case ITEM_COOLING: set_cooling(sc, item.of, size, repair); break;
	case ITEM_ENERGY: set_energy(sc, item.of, size, repair); break;
	case ITEM_LINK:
		set_number(repair, sc->links[item.of].installed_gbps, size, "links.", sc->links[item.of].id,
		           ".installed_gbps");
		break;
	case ITEM_RULE: set_rule(&sc->rules[item.of], size, form, repair); break;
	case ITEM_BUDGET: set_budget(&sc->budgets[item.of], size, repair); break;
	case ITEM_DEMAND:
		repair_set(repair, "demands.%s.unserved_cny_per_rack_year=1000000", sc->demands[item.of].id);
		break;
	case ITEM_TARGET: set_target(&sc->targets[item.of], size, repair); break;
	default: set_number(repair, sc->stability.most_racks, size, "stability.", "", "most_racks"); break;
	}
}
