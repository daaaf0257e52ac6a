#include "planner/report/supplies.h"
#include "planner/report/rates.h"

#include <string.h>

double supply_mwh(const struct plan *plan, const struct scenario *sc, const struct supply *supply, int t)
{
	double mwh = 0;
	int e, s;

	for (e = 0; supply->source && e < sc->n_energy_sources; e++) {
		if (scenario_source_exists(sc, e) && strcmp(sc->energy_sources[e].id, supply->source) == 0)
			mwh += plan->energy_mwh[e * plan->n_periods + t];
	}
	for (s = 0; !supply->source && s < sc->n_sites; s++) {
		if (scenario_site_exists(sc, s) && scenario_buys_by_tariff(sc, s) &&
		    sc->sites[s].tariff == supply->tariff)
			mwh += rates_site_mwh(plan, sc, s, t);
	}
	return mwh;
}

static void add(struct supplies *supplies, const struct plan *plan, const struct scenario *sc, struct supply supply)
{
	double mwh = 0;
	int i, t;

	for (i = 0; i < supplies->n; i++) {
		const struct supply *known = &supplies->items[i];

		if (supply.source ? known->source && strcmp(known->source, supply.source) == 0
		                  : !known->source && known->tariff == supply.tariff)
			return;
	}
	for (t = 0; t < plan->n_periods; t++)
		mwh += supply_mwh(plan, sc, &supply, t);
	if (!(mwh > 0) || supplies->n == MOST_SUPPLIES)
		return;
	for (i = supplies->n++; i > 0 && supply.green && !supplies->items[i - 1].green; i--)
		supplies->items[i] = supplies->items[i - 1];
	supplies->items[i] = supply;
}

void supplies_make(const struct plan *plan, const struct scenario *sc, struct supplies *supplies)
{
	int e, i;

	supplies->n = 0;
	for (e = 0; e < sc->n_energy_sources; e++) {
		const struct energy_source *source = &sc->energy_sources[e];

		add(supplies, plan, sc, (struct supply){ source->name, source->id, -1, source->green });
	}
	for (i = 0; i < sc->n_tariffs; i++)
		add(supplies, plan, sc, (struct supply){ sc->tariffs[i].name, NULL, i, sc->tariffs[i].green });
}
