/*
 * The network: modules of links, and that what enters at each node arrives where it goes over links that can carry it.
 *
 * Gbps of flows are no whole numbers: the plan has them from the solver, as doubles.
 */
#include "planner/verify/check.h"

#include <math.h>

void fact_link_gbps(const struct check *c, int l, int t, mpq_t gbps)
{
	const struct link *link = &c->sc->links[l];
	mpq_t added;
	int m, u;

	mpq_init(added);
	exact_of(gbps, scenario_link_exists(c->sc, l) ? link->installed_gbps : 0.0);
	for (m = link->module_begin; m < link->module_end; m++) {
		for (u = 0; scenario_module_exists(c->sc, m) && u <= t; u++) {
			if (!fact_usable_in(c, u, c->sc->modules[m].lead_months, t))
				continue;
			exact_of_count(added, c->plan->link_modules[m * c->sc->n_periods + u]);
			exact_times(added, c->sc->modules[m].gbps);
			mpq_add(gbps, gbps, added);
		}
	}
	mpq_clear(added);
}

/* ---- modules ---- */

static void check_module(struct check *c, int m, int t)
{
	const struct link_module *module = &c->sc->modules[m];
	int n = c->plan->link_modules[m * c->sc->n_periods + t];
	char limit[16];

	check_compared(c);
	if (n != 0 && !scenario_module_exists(c->sc, m))
		check_fail(c, "option", place_module(c, m, t), n, "modules",
		           "%d modules started, but the module or its link needs an option that is off", n);
	check_compared(c);
	if (n != 0 && date_is_set(module->earliest_start) &&
	    date_compare(c->sc->periods[t].first_day, module->earliest_start) < 0)
		check_fail(c, "module earliest start", place_module(c, m, t), n, "modules",
		           "%d modules started, earliest start is %s", n, date_format(module->earliest_start, limit));
}

void check_link_modules(struct check *c)
{
	long long n;
	int m, t, most;

	for (m = 0; m < c->sc->n_modules; m++) {
		n = 0;
		most = c->sc->modules[m].most;
		for (t = 0; t < c->sc->n_periods; t++) {
			check_module(c, m, t);
			n += c->plan->link_modules[m * c->sc->n_periods + t];
		}
		check_compared(c);
		if (n > most)
			check_fail(c, "link modules", place_module(c, m, -1), (double)(n - most), "modules",
			           "%lld modules started, %d can be, %lld over", n, most, n - most);
	}
}

/* ---- loads ---- */

static const char *direction_place(struct check *c, int l, bool back, int t)
{
	const struct link *link = &c->sc->links[l];
	const struct network_node *nodes = c->sc->nodes;
	int from = back ? link->to : link->from, to = back ? link->from : link->to;

	return place_in_period(c, check_text(c, "%s/%s>%s", link->id, nodes[from].id, nodes[to].id), t);
}

static bool flow_before(const struct check *c, int i)
{
	const struct flow *flows = c->plan->flows;
	int k;

	for (k = 0; k < i; k++) {
		if (flows[k].node == flows[i].node && flows[k].link == flows[i].link && flows[k].back == flows[i].back)
			return true;
	}
	return false;
}

static void check_flow(struct check *c, int i)
{
	const struct flow *flow = &c->plan->flows[i];
	int end = flow->back ? c->sc->links[flow->link].from : c->sc->links[flow->link].to, t;

	check_compared(c);
	if (flow_before(c, i))
		check_fail(c, "flow", direction_place(c, flow->link, flow->back, -1), 1.0, "lists",
		           "the Gbps from %s are listed twice", c->sc->nodes[flow->node].id);
	for (t = 0; t < c->sc->n_periods; t++) {
		check_compared(c);
		if (!isfinite(flow->gbps[t]) || flow->gbps[t] < 0.0)
			check_fail(c, "numbers", direction_place(c, flow->link, flow->back, t), flow->gbps[t], "Gbps",
			           "%g Gbps is no flow", flow->gbps[t]);
		check_compared(c);
		if (flow->gbps[t] > VERIFY_GBPS_TOLERANCE && flow->node == end)
			check_fail(c, "flow", direction_place(c, flow->link, flow->back, t), flow->gbps[t], "Gbps",
			           "%s Gbps that entered at %s come back to it", check_amount(c, flow->gbps[t], 0.0, 2),
			           c->sc->nodes[end].id);
		check_compared(c);
		if (flow->gbps[t] > 0.0 && !scenario_link_exists(c->sc, flow->link))
			check_fail(c, "option", direction_place(c, flow->link, flow->back, t), flow->gbps[t], "Gbps",
			           "%s Gbps over a link that needs an option that is off",
			           check_amount(c, flow->gbps[t], 0.0, 2));
	}
}

static void check_load(struct check *c, int l, bool back, int t)
{
	double load = 0.0, most;
	mpq_t allowed;
	int i;

	mpq_init(allowed);
	fact_link_gbps(c, l, t, allowed);
	exact_times(allowed, c->sc->links[l].headroom_share);
	most = mpq_get_d(allowed);
	for (i = 0; i < c->plan->n_flows; i++) {
		if (c->plan->flows[i].link == l && c->plan->flows[i].back == back)
			load += c->plan->flows[i].gbps[t];
	}
	check_compared(c);
	if (load - most > VERIFY_GBPS_TOLERANCE * fmax(1.0, most))
		check_fail(c, "link load", direction_place(c, l, back, t), load - most, "Gbps",
		           "%s Gbps, at most %s Gbps allowed (a share of %g of what is installed), %s over",
		           check_amount(c, load, most, 2), check_amount(c, most, load, 2),
		           c->sc->links[l].headroom_share, check_amount(c, load - most, 0.0, 2));
	mpq_clear(allowed);
}

/* ---- conservation ---- */

struct wanted { /* Gbps from each node to each other in one period */
	int n;
	double *gbps; /* [n][n] */
};

/* What has no node at one end, or both ends at one node, runs over no link. */
static void want(struct wanted *wanted, int from, int to, double gbps)
{
	if (from >= 0 && to >= 0 && from != to)
		wanted->gbps[from * wanted->n + to] += gbps;
}

static void want_racks(const struct check *c, struct wanted *wanted, int d, int t)
{
	const struct demand *demand = &c->sc->demands[d];
	const struct class *class = &c->sc->classes[demand->class];
	int s;

	for (s = 0; s < c->sc->n_sites; s++) {
		double gbps = (double)fact_host(c, d, s, t) * class->gbps_per_rack;

		want(wanted, demand->node, c->sc->sites[s].node, gbps);
		want(wanted, c->sc->sites[s].node, demand->node, gbps);
	}
}

static void collect(const struct check *c, struct wanted *wanted, int t)
{
	const struct scenario *sc = c->sc;
	int i;

	for (i = 0; i < wanted->n * wanted->n; i++)
		wanted->gbps[i] = 0.0;
	for (i = 0; i < sc->n_traffic; i++) {
		if (scenario_traffic_exists(sc, i))
			want(wanted, sc->traffic[i].from, sc->traffic[i].to, sc->traffic[i].gbps[t]);
	}
	for (i = 0; i < sc->n_demands; i++)
		want_racks(c, wanted, i, t);
	for (i = 0; i < c->plan->n_standbys; i++) {
		const struct standby *pair = &c->plan->standbys[i];

		want(wanted, sc->sites[pair->site].node, sc->sites[pair->standby].node,
		     pair->racks[t] * sc->classes[sc->demands[pair->demand].class].replication_gbps_per_rack);
	}
}

struct passing {          /* of one commodity at each node */
	double *in, *out; /* [n_nodes] Gbps over links */
};

static void pass(const struct check *c, const struct passing *passing, int v, int t)
{
	int i;

	for (i = 0; i < c->sc->n_nodes; i++)
		passing->in[i] = passing->out[i] = 0.0;
	for (i = 0; i < c->plan->n_flows; i++) {
		const struct flow *flow = &c->plan->flows[i];
		const struct link *link = &c->sc->links[flow->link];

		if (flow->node != v)
			continue;
		passing->in[flow->back ? link->from : link->to] += flow->gbps[t];
		passing->out[flow->back ? link->to : link->from] += flow->gbps[t];
	}
}

/* Of what enters at v, every other node keeps what goes there and passes the rest on; v itself is then right, too. */
static void check_commodity(struct check *c, const struct wanted *wanted, const struct passing *passing, int v, int t)
{
	const struct network_node *nodes = c->sc->nodes;
	int w;

	pass(c, passing, v, t);
	for (w = 0; w < wanted->n; w++) {
		double need = wanted->gbps[v * wanted->n + w], kept = passing->in[w] - passing->out[w],
		       gap = kept - need;

		check_compared(c);
		if (w != v && fabs(gap) > VERIFY_GBPS_TOLERANCE * fmax(1.0, passing->in[w]))
			check_fail(c, "conservation",
			           place_in_period(c, check_text(c, "%s>%s", nodes[v].id, nodes[w].id), t), gap, "Gbps",
			           "%s Gbps arrive and stay, %s Gbps are to go there, %s %s",
			           check_amount(c, kept, need, 2), check_amount(c, need, kept, 2),
			           check_amount(c, fabs(gap), 0.0, 2), gap < 0.0 ? "lost" : "too much");
	}
}

void check_flows(struct check *c)
{
	struct wanted wanted = { c->sc->n_nodes, NULL };
	const struct passing passing = { arena_alloc(c->arena, c->sc->n_nodes, sizeof(double)),
		                         arena_alloc(c->arena, c->sc->n_nodes, sizeof(double)) };
	int i, t;

	wanted.gbps = arena_alloc(c->arena, c->sc->n_nodes * c->sc->n_nodes, sizeof *wanted.gbps);
	for (i = 0; i < c->plan->n_flows; i++)
		check_flow(c, i);
	for (t = 0; t < c->sc->n_periods; t++) {
		for (i = 0; i < c->sc->n_links; i++) {
			check_load(c, i, false, t);
			check_load(c, i, true, t);
		}
		collect(c, &wanted, t);
		for (i = 0; i < c->sc->n_nodes; i++)
			check_commodity(c, &wanted, &passing, i, t);
	}
}

/* ---- what it costs ---- */

static void add_opex(struct check *c, int l, int t)
{
	struct part *part = part_add(c, COST_OPEX, -1, t);
	mpq_t years;

	part->link = l;
	mpq_init(years);
	fact_years(c, t, years);
	fact_link_gbps(c, l, t, part->nominal_cny);
	exact_times(part->nominal_cny, c->sc->links[l].opex_cny_per_gbps_year);
	mpq_mul(part->nominal_cny, part->nominal_cny, years);
	mpq_clear(years);
}

static void add_module(struct check *c, int m)
{
	const struct link_module *module = &c->sc->modules[m];
	struct part what = {
		.kind = COST_LINK, .site = -1, .phase = -1, .feed = -1, .demand = -1, .link = module->link
	};
	const int *started = c->plan->link_modules + m * c->sc->n_periods;
	mpq_t amount, fixed;
	bool any = false;

	mpq_inits(amount, fixed, NULL);
	for (what.period = 0; what.period < c->sc->n_periods; what.period++) {
		exact_of_count(amount, started[what.period]);
		exact_times(amount, module->cny);
		exact_of(fixed, started[what.period] > 0 && !any ? module->start_cny : 0.0);
		mpq_add(amount, amount, fixed);
		any = any || started[what.period] > 0;
		part_add_asset(c, &what, module->life_years, amount);
	}
	mpq_clears(amount, fixed, NULL);
}

void parts_of_links(struct check *c)
{
	int i, t;

	for (i = 0; i < c->sc->n_modules; i++)
		add_module(c, i);
	for (i = 0; i < c->sc->n_links; i++) {
		for (t = 0; t < c->sc->n_periods; t++)
			add_opex(c, i, t);
	}
}
