/* planted_cost.c - what the plan costs, kind by kind, and what the limits come to at their prices. */
#include "tests/planted.h"

#include <math.h>

static int all_racks(const struct planted_site *site)
{
	return site->racks[0] + site->racks[1] + site->racks[2];
}

/* A year's energy and demand charge. */
static double running_cny(const struct planted_site *site)
{
	double sum = 0, mwh = 0;
	int k;

	for (k = 0; k < PLANTED_CLASSES; k++)
		mwh += site->pue * site->racks[k] * planted_mwh(k);
	sum = site->pue * planted_load_kw(site) * 12 * site->charge_cny_per_kw_month;
	if (site->sources)
		return sum + site->most_mwh * site->source_cny + (mwh - site->most_mwh) * site->mwh_cny;
	return sum + mwh * site->mwh_cny;
}

static double site_cost(const struct planted *p, const struct planted_site *site)
{
	const double open = planted_weights(p, site->open);
	double sum = site->built ? open * running_cny(site) : 0;
	int k, t;

	for (k = 0; k < PLANTED_CLASSES; k++) {
		for (t = 0; t < p->n_periods; t++)
			sum += p->weight[t] * site->filler[k][t] * site->filler_cny[k];
	}
	sum += p->discount[site->open] * site->steps * site->step_cny;
	if (site->kind == PLANTED_OPERATING)
		return sum + planted_weights(p, 0) * site->opex_cny * (site->low_racks + site->high_racks);
	if (!site->built)
		return sum;
	return sum + open * site->opex_cny * all_racks(site) +
	       p->discount[0] * (site->fixed_cny + site->shell_cny * all_racks(site)) +
	       p->discount[site->open] * site->fitout_cny * all_racks(site);
}

double planted_cost(const struct planted *p)
{
	double sum = 0;
	int s, d, t, l;

	for (s = 0; s < p->n_sites; s++)
		sum += site_cost(p, &p->sites[s]);
	for (t = 0; t < p->n_periods; t++) {
		for (d = 0; d < p->n_demands; d++) {
			const struct planted_demand *demand = &p->demands[d];

			for (s = 0; s < p->n_sites; s++)
				sum += p->weight[t] * demand->hosted[s][t] * demand->hosting_cny[s];
			sum += p->weight[t] * demand->unserved[t] * demand->unserved_cny;
		}
		sum += p->weight[t] * p->shortfall_racks * fabs(p->target_cny);
	}
	for (l = 0; l < p->n_links; l++) {
		const struct planted_link *link = &p->links[l];

		sum += planted_weights(p, 0) * link->opex_cny * (link->base_gbps + link->modules * link->module_gbps) +
		       p->discount[0] * link->modules * link->module_cny;
	}
	return sum;
}

/* ---- the bound ---- */

/* Limits of a site at their prices; what it would cost without anything in it is a cost of every plan. */
static double site_bound(const struct planted *p, int s)
{
	const struct planted_site *site = &p->sites[s];
	const double open = planted_weights(p, site->open);
	double sum = 0;
	int k, t;

	for (k = 0; k < PLANTED_CLASSES; k++) {
		const double cny = site->filler_cny[k] * (1 + (site->budgeted ? p->budget_cny : 0)) +
		                   planted_rack_cny(p, s, k);

		for (t = 0; t < p->n_periods; t++)
			sum += p->weight[t] * site->filler[k][t] * cny;
	}
	if (site->kind == PLANTED_OPERATING) {
		sum += planted_weights(p, 0) * site->opex_cny * (site->low_racks + site->high_racks);
		sum -= open *
		       (site->place_cny * (site->low_racks + site->high_racks) + site->dense_cny * site->high_racks);
	} else {
		sum -= site->scarce_cny * site->high_racks;
	}
	sum -= open * (site->usable_share * site->installed_mw * site->power_cny_per_mw +
	               planted_load_kw(site) / 1000 * site->cooling_cny_per_mw);
	sum -= site->scarce_step_cny * site->most_steps;
	return site->sources ? sum - open * site->most_mwh * (site->mwh_cny - site->source_cny) : sum;
}

static double link_bound(const struct planted *p, const struct planted_link *link)
{
	double sum = -link->scarce_cny * link->most;
	int t, way;

	sum += planted_weights(p, 0) * link->base_gbps *
	       (link->opex_cny - link->headroom_share * (link->cny[0] + link->cny[1]));
	for (t = 0; t < p->n_periods; t++) {
		for (way = 0; way < 2; way++)
			sum += p->weight[t] * link->fill[way][t] * link->cny[way];
	}
	return sum;
}

double planted_bound(const struct planted *p)
{
	double sum = planted_weights(p, 0) * p->target_cny * p->target_racks - p->budget_cny * p->spent_cny;
	int s, d, t, l;

	for (s = 0; s < p->n_sites; s++)
		sum += site_bound(p, s);
	for (l = 0; l < p->n_links; l++)
		sum += link_bound(p, &p->links[l]);
	for (d = 0; d < p->n_demands; d++) {
		for (t = 0; t < p->n_periods; t++) {
			int need = p->demands[d].unserved[t];

			for (s = 0; s < p->n_sites; s++)
				need += p->demands[d].hosted[s][t];
			sum += p->weight[t] * need * p->demands[d].cny;
		}
	}
	return sum;
}
