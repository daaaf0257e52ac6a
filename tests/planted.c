/* planted.c - the plan and the prices, and the scenario's numbers that follow from them. The algebra is in planted.h. */
#include "tests/planted.h"

#include <math.h>
#include <string.h>

const double planted_kw[PLANTED_CLASSES] = { 2, 4, 10 };
const double planted_load_factor[PLANTED_CLASSES] = { 0.5, 0.25, 1 };
const double planted_gbps[PLANTED_CLASSES] = { 0.5, 1, 2 };
const double planted_replication_gbps[PLANTED_CLASSES] = { 0.25, 0, 1 };

int planted_pick(struct planted *p, int n)
{
	p->state ^= p->state << 13;
	p->state ^= p->state >> 7;
	p->state ^= p->state << 17;
	return (int)((p->state >> 33) % (uint64_t)n);
}

static bool maybe(struct planted *p)
{
	return planted_pick(p, 2) == 1;
}

/* Half of the limits have no price: the plan leaves some of them over. */
static int price(struct planted *p, int most)
{
	return maybe(p) ? 1 + planted_pick(p, most) : 0;
}

double planted_mwh(int class)
{
	return planted_kw[class] * planted_load_factor[class] * 8;
}

double planted_load_kw(const struct planted_site *site)
{
	double sum = 0;
	int k;

	for (k = 0; k < PLANTED_CLASSES; k++)
		sum += site->racks[k] * planted_kw[k];
	return sum;
}

double planted_weights(const struct planted *p, int from)
{
	double sum = 0;
	int t;

	for (t = from; t < p->n_periods; t++)
		sum += p->weight[t];
	return sum;
}

double planted_rack_cny(const struct planted *p, int s, int class)
{
	const struct planted_site *site = &p->sites[s];
	const double kw = planted_kw[class];

	return site->place_cny + (class == PLANTED_CLASSES - 1 ? site->dense_cny : 0) +
	       kw / 1000 * (site->pue * site->power_cny_per_mw + site->cooling_cny_per_mw) +
	       site->pue * (planted_mwh(class) * site->mwh_cny + kw * 12 * site->charge_cny_per_kw_month) -
	       (site->counted ? p->target_cny : 0);
}

/* ---- what is chosen ---- */

static void choose_time(struct planted *p)
{
	int t;

	p->quarters = maybe(p);
	p->n_periods = 1 + planted_pick(p, PLANTED_PERIODS);
	p->budget_cny = maybe(p) ? 0.25 * (1 + planted_pick(p, 4) / 3 * 3) : 0;
	p->rate = p->budget_cny > 0 ? 0 : 0.01 * planted_pick(p, 13); /* budgets count money undiscounted */
	p->years = p->quarters ? 0.25 : 1;
	for (t = 0; t < p->n_periods; t++) {
		p->discount[t] = pow(1 + p->rate, -(t + 0.5) * p->years);
		p->weight[t] = p->discount[t] * p->years;
	}
}

static void choose_site(struct planted *p, int s)
{
	static const double shares[] = { 0.5, 0.8, 1 };
	struct planted_site *site = &p->sites[s];

	site->kind = (enum planted_kind)planted_pick(p, 4);
	if (s == 0)
		site->kind = PLANTED_OPERATING; /* somebody may host in every period */
	site->built = site->kind == PLANTED_OPERATING || planted_pick(p, 4) > 0;
	site->node = planted_pick(p, p->n_nodes);
	site->open = s > 0 && planted_pick(p, 3) == 0 ? planted_pick(p, p->n_periods) : 0;
	site->pue = 1 + 0.05 * planted_pick(p, 13);
	site->usable_share = shares[planted_pick(p, 3)];
	site->place_cny = price(p, 200);
	site->dense_cny = site->kind == PLANTED_OPERATING ? price(p, 100) : 0;
	site->power_cny_per_mw = site->built ? 1000 * price(p, 20) : 0;
	site->cooling_cny_per_mw = site->built ? 1000 * price(p, 20) : 0;
	site->mwh_cny = planted_pick(p, 9);
	site->charge_cny_per_kw_month = 0.25 * price(p, 4);
	site->sources = site->built && site->mwh_cny > 0 && maybe(p);
	site->source_cny = site->sources ? planted_pick(p, (int)site->mwh_cny) : 0;
	site->standby = site->built && site->open == 0;
	site->budgeted = maybe(p);
	site->module_racks = site->kind == PLANTED_OPERATING ? 1 : 1 + 4 * planted_pick(p, 2);
}

/* Backups need two sites that hold standby; a target that counted it would make some of it pay. */
static void choose_demands(struct planted *p)
{
	int d, s, n_standby = 0;

	for (s = 0; s < p->n_sites; s++)
		n_standby += p->sites[s].standby;
	if (maybe(p)) {
		p->target_cny = 1 + planted_pick(p, 90);
		p->target_cny = maybe(p) ? p->target_cny : -p->target_cny;
		p->shortfall_racks = 3 * planted_pick(p, 2);
		n_standby = 0;
	}
	for (s = 0; s < p->n_sites; s++)
		p->sites[s].counted = fabs(p->target_cny) > 0 && p->sites[s].open == 0 && maybe(p);
	p->sites[0].counted = fabs(p->target_cny) > 0;
	for (d = 0; d < p->n_demands; d++) {
		struct planted_demand *demand = &p->demands[d];

		demand->class = planted_pick(p, PLANTED_CLASSES);
		demand->node = planted_pick(p, p->n_nodes);
		demand->share = n_standby > 1 ? 0.5 * planted_pick(p, 3) : 0;
	}
}

/* Even numbers, so that half of them have a whole number of standby racks. */
static void choose_hosted(struct planted *p)
{
	int d, s, t;

	for (d = 0; d < p->n_demands; d++) {
		for (t = 0; t < p->n_periods; t++) {
			for (s = 0; s < p->n_sites; s++) {
				if (p->sites[s].built && p->sites[s].open <= t && maybe(p))
					p->demands[d].hosted[s][t] = 2 * planted_pick(p, 6);
			}
			p->demands[d].unserved[t] = d % 2 ? planted_pick(p, 3) : 0;
		}
	}
}

/* ---- what follows ---- */

static double standby_cny(const struct planted *p, const struct planted_demand *demand, int s, int r)
{
	return planted_rack_cny(p, r, demand->class) +
	       planted_replication_gbps[demand->class] * p->way_cny[p->sites[s].node][p->sites[r].node];
}

/* The cheapest site for the standby; its price, per hosted rack. */
static double find_standby(struct planted *p, struct planted_demand *demand, int s)
{
	int r, best = -1;

	if (demand->share <= 0)
		return 0;
	for (r = 0; r < p->n_sites; r++) {
		if (r != s && p->sites[r].standby &&
		    (best < 0 || standby_cny(p, demand, s, r) < standby_cny(p, demand, s, best)))
			best = r;
	}
	demand->standby[s] = best;
	return demand->share * standby_cny(p, demand, s, best);
}

static bool hosts_ever(const struct planted *p, const struct planted_demand *demand, int s)
{
	int t;

	for (t = 0; t < p->n_periods; t++) {
		if (demand->hosted[s][t] > 0)
			return true;
	}
	return false;
}

static void price_demand(struct planted *p, struct planted_demand *demand)
{
	double rack[PLANTED_SITES];
	int s, t;

	for (s = 0; s < p->n_sites; s++) {
		const int node = p->sites[s].node;

		rack[s] = planted_rack_cny(p, s, demand->class) + find_standby(p, demand, s) +
		          planted_gbps[demand->class] *
		                  (p->way_cny[demand->node][node] + p->way_cny[node][demand->node]);
		demand->cny = fmax(demand->cny, rack[s]);
	}
	demand->cny += planted_pick(p, 50);
	demand->unserved_cny = demand->cny + planted_pick(p, 9);
	for (t = 0; t < p->n_periods; t++) {
		if (demand->unserved[t] > 0)
			demand->unserved_cny = demand->cny;
	}
	for (s = 0; s < p->n_sites; s++) {
		const double more = hosts_ever(p, demand, s) ? 0 : planted_pick(p, 30);

		demand->hosting_cny[s] = (demand->cny - rack[s] + more) /
		                         (1 + (p->sites[s].budgeted ? p->budget_cny : 0));
	}
}

static void count_racks(const struct planted *p, int s, int t, int racks[PLANTED_CLASSES])
{
	int d, from;

	memset(racks, 0, PLANTED_CLASSES * sizeof *racks);
	for (d = 0; d < p->n_demands; d++) {
		const struct planted_demand *demand = &p->demands[d];

		racks[demand->class] += demand->hosted[s][t];
		for (from = 0; demand->share > 0 && from < p->n_sites; from++) {
			if (demand->standby[from] == s)
				racks[demand->class] += (int)lround(demand->share * demand->hosted[from][t]);
		}
	}
}

/* Fillers make the racks of every class the same in every period, so that a limit that is used up always is. */
static void fill_site(struct planted *p, int s)
{
	struct planted_site *site = &p->sites[s];
	int t, k, racks[PLANTED_CLASSES], all = 0;

	for (t = site->open; site->built && t < p->n_periods; t++) {
		count_racks(p, s, t, racks);
		for (k = 0; k < PLANTED_CLASSES; k++)
			site->racks[k] = racks[k] > site->racks[k] ? racks[k] : site->racks[k];
	}
	for (k = 0; site->built && k < PLANTED_CLASSES; k++) {
		site->racks[k] += 1 + planted_pick(p, 4);
		site->filler_cny[k] = planted_pick(p, 30);
		all += site->racks[k];
	}
	site->racks[0] += (site->module_racks - all % site->module_racks) % site->module_racks;
	for (t = site->open; site->built && t < p->n_periods; t++) {
		count_racks(p, s, t, racks);
		for (k = 0; k < PLANTED_CLASSES; k++)
			site->filler[k][t] = site->racks[k] - racks[k];
	}
}

/* ---- what sites have, and what building them costs ---- */

/* Started in the first period, fitted out in period `open`: then a rack earns its place, less opex and a share of its shell. */
static void price_building(struct planted *p, struct planted_site *site)
{
	const double years = planted_weights(p, site->open);
	const double shell = site->place_cny * 0.25 * planted_pick(p, 3);
	const int racks = site->racks[0] + site->racks[1] + site->racks[2];
	const int spare = site->built && (site->kind != PLANTED_DIVISIBLE || maybe(p)) ? 0
	                                                                               : 5 * (1 + planted_pick(p, 4));
	const double dear = site->built ? 0 : 1 + planted_pick(p, 9);

	site->high_racks = racks + spare;
	site->opex_cny = site->place_cny * 0.25 * planted_pick(p, 3);
	site->fitout_cny = (site->place_cny - shell - site->opex_cny) * years / p->discount[site->open] + dear;
	site->scarce_cny = spare > 0 ? 0 : 0.25 * planted_pick(p, 3) * shell * years;
	site->shell_cny = (shell * years - site->scarce_cny) / p->discount[0];
	if (site->kind != PLANTED_DIVISIBLE) {
		site->shell_cny *= 0.5;
		site->fixed_cny = site->shell_cny * site->high_racks;
	}
}

static void size_site(struct planted *p, struct planted_site *site)
{
	const double mw = planted_load_kw(site) / 1000 * site->pue / site->usable_share;

	if (site->kind != PLANTED_OPERATING) {
		price_building(p, site);
	} else {
		site->high_racks = site->racks[2] + (site->dense_cny > 0 ? 0 : planted_pick(p, 2));
		site->low_racks = site->racks[0] + site->racks[1] + site->racks[2] - site->high_racks +
		                  (site->place_cny > 0 ? 0 : planted_pick(p, 5));
		site->opex_cny = planted_pick(p, 9);
	}
	site->installed_mw = mw + (site->power_cny_per_mw > 0 ? 0 : 1);
	if (site->power_cny_per_mw > 0 && maybe(p)) {
		site->steps = 1 + planted_pick(p, 3);
		site->most_steps = site->steps + planted_pick(p, 2);
		site->step_mw = mw / 4;
		site->installed_mw -= site->steps * site->step_mw;
		site->step_cny = site->usable_share * site->step_mw * site->power_cny_per_mw *
		                 planted_weights(p, site->open);
		site->scarce_step_cny = site->most_steps > site->steps ? 0 : 0.25 * planted_pick(p, 3) * site->step_cny;
		site->step_cny = (site->step_cny - site->scarce_step_cny) / p->discount[site->open];
	}
}

static void size_energy(struct planted_site *site)
{
	int k;

	for (k = 0; k < PLANTED_CLASSES; k++)
		site->most_mwh += 0.25 * site->pue * site->racks[k] * planted_mwh(k);
}

/* What the budget allows and the target asks for. */
static void set_limits(struct planted *p)
{
	int s, d, t, k;

	for (s = 0; s < p->n_sites; s++) {
		const struct planted_site *site = &p->sites[s];

		for (k = 0; k < PLANTED_CLASSES; k++)
			p->target_racks += site->counted ? site->racks[k] : 0;
		for (t = 0; site->budgeted && t < p->n_periods; t++) {
			for (d = 0; d < p->n_demands; d++)
				p->spent_cny += p->years * p->demands[d].hosted[s][t] * p->demands[d].hosting_cny[s];
			for (k = 0; k < PLANTED_CLASSES; k++)
				p->spent_cny += p->years * site->filler[k][t] * site->filler_cny[k];
		}
	}
	p->target_racks += p->target_cny > 0 ? p->shortfall_racks : -p->shortfall_racks;
}

void planted_make(struct planted *p, uint64_t seed)
{
	int s, d;

	memset(p, 0, sizeof *p);
	p->state = seed * 2654435761u + 88172645463325252u;
	for (s = 0; s < 20; s++)
		planted_pick(p, 2);
	choose_time(p);
	p->n_nodes = 3 + planted_pick(p, PLANTED_NODES - 2);
	p->n_sites = 2 + planted_pick(p, PLANTED_SITES - 1);
	p->n_demands = 1 + planted_pick(p, PLANTED_DEMANDS);
	for (s = 0; s < p->n_sites; s++)
		choose_site(p, s);
	choose_demands(p);
	choose_hosted(p);
	planted_ways(p);
	for (d = 0; d < p->n_demands; d++)
		price_demand(p, &p->demands[d]);
	for (s = 0; s < p->n_sites; s++) {
		fill_site(p, s);
		size_site(p, &p->sites[s]);
		size_energy(&p->sites[s]);
	}
	set_limits(p);
	planted_loads(p);
}
