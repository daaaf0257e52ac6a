/*
 * flows.c - what enters the network where, and over which links it may run: the columns flow[v,a,t].
 *
 * A commodity is the node where its Gbps enter. It gets a column only on arcs that lie on a way to where it may leave.
 * models/README.md has the rules.
 */
#include "models/internal.h"

#include <stdio.h>

int flows_start(const struct scenario *sc, int a)
{
	return a % 2 ? sc->links[a / 2].to : sc->links[a / 2].from;
}

int flows_end(const struct scenario *sc, int a)
{
	return a % 2 ? sc->links[a / 2].from : sc->links[a / 2].to;
}

int flows_key(const struct scenario *sc, int v, int w, int t)
{
	return (v * sc->n_nodes + w) * sc->n_periods + t;
}

/* ---- what leaves where: counted first, then put in place ---- */

struct sorting {
	struct model *m;
	int *next; /* [keys + 1] how many, or where the next one goes */
	bool counted;
};

static void leave(struct sorting *by, int v, int w, int t, struct leaving leaving)
{
	int key = flows_key(by->m->sc, v, w, t);

	if (!(leaving.gbps > 0.0) || v == w)
		return;
	if (!by->counted)
		by->next[key + 1]++;
	else
		by->m->leaving[by->next[key]++] = leaving;
}

static void leave_traffic(struct sorting *by)
{
	const struct scenario *sc = by->m->sc;
	int i, t;

	for (i = 0; i < sc->n_traffic; i++) {
		for (t = 0; t < sc->n_periods && scenario_traffic_exists(sc, i); t++)
			leave(by, sc->traffic[i].from, sc->traffic[i].to, t,
			      (struct leaving){ -1, sc->traffic[i].gbps[t] });
	}
}

/* Each way between the users and their racks. */
static void leave_racks(struct sorting *by, int d, int s)
{
	const struct scenario *sc = by->m->sc;
	int users = sc->demands[d].node, racks = sc->sites[s].node, t;

	for (t = 0; t < sc->n_periods && users >= 0 && racks >= 0; t++) {
		struct leaving leaving = { host(by->m, d, s, t), sc->classes[sc->demands[d].class].gbps_per_rack };

		if (leaving.column < 0)
			continue;
		leave(by, users, racks, t, leaving);
		leave(by, racks, users, t, leaving);
	}
}

/* One way, from the racks to their standby. */
static void leave_replication(struct sorting *by, int d, int s, int r)
{
	const struct scenario *sc = by->m->sc;
	int from = sc->sites[s].node, to = sc->sites[r].node, t;

	for (t = 0; t < sc->n_periods && from >= 0 && to >= 0; t++) {
		struct leaving leaving = { pair(by->m, d, s, r, t),
			                   sc->classes[sc->demands[d].class].replication_gbps_per_rack };

		if (leaving.column >= 0)
			leave(by, from, to, t, leaving);
	}
}

static void leave_all(struct sorting *by)
{
	const struct scenario *sc = by->m->sc;
	int d, s, r;

	leave_traffic(by);
	for (d = 0; d < sc->n_demands; d++) {
		for (s = 0; s < sc->n_sites; s++) {
			leave_racks(by, d, s);
			for (r = 0; r < sc->n_sites && host_place(by->m, d, s) >= 0; r++)
				leave_replication(by, d, s, r);
		}
	}
}

static void find_leaving(struct model *m)
{
	int keys = m->sc->n_nodes * m->sc->n_nodes * m->sc->n_periods, i;
	struct sorting by = { .m = m, .next = memory_alloc(keys + 1, sizeof *by.next) };

	leave_all(&by);
	for (i = 0; i < keys; i++)
		by.next[i + 1] += by.next[i];
	m->leaving_from = arena_alloc(m->arena, keys + 1, sizeof *m->leaving_from);
	for (i = 0; i <= keys; i++)
		m->leaving_from[i] = by.next[i];
	m->leaving = arena_alloc(m->arena, by.next[keys], sizeof *m->leaving);
	by.counted = true;
	leave_all(&by);
	memory_free(by.next);
}

/* The most of commodity v that may leave at w in t. */
static double most_leaving(const struct model *m, int v, int w, int t)
{
	int key = flows_key(m->sc, v, w, t), i;
	double sum = 0.0;

	for (i = m->leaving_from[key]; i < m->leaving_from[key + 1]; i++)
		sum += m->leaving[i].gbps * (m->leaving[i].column < 0 ? 1.0 : lp_upper(m->lp, m->leaving[i].column));
	return columns_enclosing(sum);
}

/* ---- which arcs: those of some way from v to where it may leave that comes to no node twice ---- */

struct search {
	const struct model *m;
	const bool *open; /* [n_links] may have Gbps */
	bool *reached;    /* [n_nodes] by the search now under way */
	bool *leads;      /* [2 x n_links] may lie on such a way */
	double *most;     /* [n_nodes] of the commodity that may leave there */
};

/* Spreads over the arcs that lead, but touch not `without`: from starts to ends, or backwards. */
static void spread(const struct search *search, int without, bool backwards)
{
	const struct scenario *sc = search->m->sc;
	bool more = true;
	int a;

	while (more) {
		more = false;
		for (a = 0; a < 2 * sc->n_links; a++) {
			int start = flows_start(sc, a), end = flows_end(sc, a);
			int from = backwards ? end : start, to = backwards ? start : end;

			if (!search->leads[a] || start == without || end == without || !search->reached[from] ||
			    search->reached[to])
				continue;
			search->reached[to] = more = true;
		}
	}
}

/* Arcs of node w by which the rest would come to w twice lead nowhere. Does any arc change? */
static bool prune(const struct search *search, int v, int w)
{
	const struct scenario *sc = search->m->sc;
	bool changed = false;
	int a, i;

	for (i = 0; i < sc->n_nodes; i++)
		search->reached[i] = i == v && i != w;
	spread(search, w, false);
	for (a = 0; a < 2 * sc->n_links; a++) {
		bool useless = search->leads[a] && flows_end(sc, a) == w && !search->reached[flows_start(sc, a)];

		search->leads[a] = search->leads[a] && !useless;
		changed |= useless;
	}
	for (i = 0; i < sc->n_nodes; i++)
		search->reached[i] = i != w && search->most[i] > 0.0;
	spread(search, w, true);
	for (a = 0; a < 2 * sc->n_links; a++) {
		bool useless = search->leads[a] && flows_start(sc, a) == w && !search->reached[flows_end(sc, a)];

		search->leads[a] = search->leads[a] && !useless;
		changed |= useless;
	}
	return changed;
}

static void find_arcs(const struct search *search, int v)
{
	bool changed = true;
	int w, l;

	for (l = 0; l < search->m->sc->n_links; l++)
		search->leads[2 * l] = search->leads[2 * l + 1] = search->open[l];
	while (changed) {
		changed = false;
		for (w = 0; w < search->m->sc->n_nodes; w++)
			changed |= prune(search, v, w);
	}
}

/* What of v may leave where arc a can still lead to. */
static double most_over(const struct search *search, int a)
{
	const struct scenario *sc = search->m->sc;
	double sum = 0.0;
	int w;

	for (w = 0; w < sc->n_nodes; w++)
		search->reached[w] = w == flows_end(sc, a);
	spread(search, flows_start(sc, a), false);
	for (w = 0; w < sc->n_nodes; w++)
		sum += search->reached[w] ? search->most[w] : 0.0;
	return sum;
}

static void build_commodity(struct model *m, const struct search *search, int block, int v, int t)
{
	const struct scenario *sc = m->sc;
	bool any = false;
	int w, a;

	for (w = 0; w < sc->n_nodes; w++) {
		search->most[w] = most_leaving(m, v, w, t);
		any |= search->most[w] > 0.0;
	}
	if (!any)
		return;
	find_arcs(search, v);
	for (a = 0; a < 2 * sc->n_links; a++) {
		if (search->leads[a])
			m->flow[(v * 2 * sc->n_links + a) * sc->n_periods + t] = lp_column(
				m->lp, block, (int[]){ v, a, t }, 0.0, most_over(search, a), LP_CONTINUOUS);
	}
}

void flows_columns(struct model *m)
{
	const struct scenario *sc = m->sc;
	bool *open = memory_alloc(sc->n_links, sizeof *open), *reached = memory_alloc(sc->n_nodes, sizeof *reached);
	bool *leads = memory_alloc(2 * sc->n_links, sizeof *leads);
	double *most = memory_alloc(sc->n_nodes, sizeof *most);
	const struct search search = { m, open, reached, leads, most };
	int block, v, l, t;

	find_leaving(m);
	block = sc->n_links > 0 ? lp_column_block(m->lp, "flow", "Gbps", 3,
	                                          (int[]){ m->sets.nodes, m->sets.arcs, m->sets.periods })
	                        : -1;
	for (t = 0; t < sc->n_periods && sc->n_links > 0; t++) {
		for (l = 0; l < sc->n_links; l++)
			open[l] = links_may_have_gbps(m, l, t);
		for (v = 0; v < sc->n_nodes; v++)
			build_commodity(m, &search, block, v, t);
	}
	memory_free(most);
	memory_free(leads);
	memory_free(reached);
	memory_free(open);
}

/* A column of the commodity that comes into w is there exactly when w can be reached and something may leave there. */
static bool arrives(const struct model *m, int v, int w, int t)
{
	int a;

	for (a = 0; a < 2 * m->sc->n_links; a++) {
		if (flows_end(m->sc, a) == w && flow(m, v, a, t) >= 0)
			return true;
	}
	return false;
}

int flows_check(const struct model *m, struct error *err)
{
	const struct scenario *sc = m->sc;
	int i, t;

	for (i = 0; i < sc->n_traffic; i++) {
		const struct traffic *item = &sc->traffic[i];

		for (t = 0; t < sc->n_periods && scenario_traffic_exists(sc, i); t++) {
			char where[300];

			if (!(item->gbps[t] > 0.0) || arrives(m, item->from, item->to, t))
				continue;
			snprintf(where, sizeof where, "traffic[%s,%s]", item->id, sc->periods[t].label);
			return error_set(err, FAULT_INPUT, where,
			                 "no path of links that are installed, or can be by then, leads from %s to %s: "
			                 "%g Gbps cannot be carried",
			                 sc->nodes[item->from].id, sc->nodes[item->to].id, item->gbps[t]);
		}
	}
	return 0;
}
