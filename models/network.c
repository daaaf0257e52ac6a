/*
 * network.c - traffic and racks' Gbps find their way over links, and links are given modules until they can carry it.
 *
 *	conserve[v,w,t] sum_{a into w} flow[v,a,t] - sum_{a out of w} flow[v,a,t] = leaves[v,w,t]     for each node w but v
 *	                leaves[v,w,t] = sum_{i from v to w} gbps[i,t]
 *	                  + sum_{d,s: one's node is v, the other's w} gbps_per_rack[d] x host[d,s,t]
 *	                  + sum_{d,s,r: s at v, r at w} replication_gbps_per_rack[d] x pair[d,s,r,t]
 *	link_load[a,t]  sum_v flow[v,a,t] <= headroom_share[l] x installed[l,t]     a: link l, either way
 *	                installed[l,t] = installed_gbps[l] + sum_{m of l} gbps[m] x usable_modules[m,t]
 *	                usable_modules[m,t] = sum_{u: usable(u) <= t} bw[m,u]
 *	bw_most[m]      sum_t bw[m,t] <= most[m]
 *	bw_fixed[m,t]   sum_{u<=t} bw[m,u] <= most[m] x sum_{u<=t} bw_first[m,u]     m: with a fixed cost
 *	bw_once[m]      sum_t bw_first[m,t] <= 1
 *	bw_begins[m,t]  bw_first[m,t] <= bw[m,t]
 *	lit_least[l,t]  lit[l,t] <= sum_{m of l} usable_modules[m,t]     l: counted, nothing installed at the start
 *	                of a module with a fixed cost: usable_first[m,t] = sum_{u: usable(u) <= t} bw_first[m,u] instead
 *	lit_most[l,t]   sum_{m of l} usable_modules[m,t] <= sum_{m of l} most[m] x lit[l,t]
 *
 * Unit: Gbps (the bw rows: modules; lit: 1). Links carry their installed Gbps each way; a cut is what is installed
 * on it. Columns and costs: links.c, flows.c. Source: models/README.md, network.
 */
#include "models/internal.h"

static void build_conserve(struct model *m, int block, int v, int w, int t)
{
	const struct scenario *sc = m->sc;
	int key = flows_key(sc, v, w, t), n = 0, a, i;
	double gbps = 0.0;

	lp_row_open(m->lp, block, (int[]){ v, w, t });
	for (a = 0; a < 2 * sc->n_links; a++) {
		if (flow(m, v, a, t) < 0 || (flows_start(sc, a) != w && flows_end(sc, a) != w))
			continue;
		lp_term(m->lp, flow(m, v, a, t), flows_end(sc, a) == w ? 1.0 : -1.0);
		n++;
	}
	for (i = m->leaving_from[key]; i < m->leaving_from[key + 1]; i++) {
		if (m->leaving[i].column < 0)
			gbps += m->leaving[i].gbps;
		else
			lp_term(m->lp, m->leaving[i].column, -m->leaving[i].gbps);
		n++;
	}
	if (n > 0)
		lp_row_equal(m->lp, gbps);
	else
		lp_row_discard(m->lp);
}

static void build_load(struct model *m, int block, int a, int t)
{
	const struct scenario *sc = m->sc;
	struct expr installed = EXPR_INIT;
	int v, n = 0;

	lp_row_open(m->lp, block, (int[]){ a, t });
	for (v = 0; v < sc->n_nodes; v++) {
		lp_term(m->lp, flow(m, v, a, t), 1.0);
		n += flow(m, v, a, t) >= 0;
	}
	links_add_installed(m, &installed, a / 2, t, -sc->links[a / 2].headroom_share);
	expr_terms(&installed, m->lp);
	if (n > 0)
		lp_row_at_most(m->lp, -installed.constant);
	else
		lp_row_discard(m->lp);
	expr_dispose(&installed);
}

static void build_most(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "bw_most", "modules", 1, (int[]){ m->sets.modules });
	int i, t;

	for (i = 0; i < sc->n_modules; i++) {
		int n = 0;

		lp_row_open(m->lp, block, (int[]){ i });
		for (t = 0; t < sc->n_periods; t++) {
			lp_term(m->lp, bw(m, i, t), 1.0);
			n += bw(m, i, t) >= 0;
		}
		if (n > 0)
			lp_row_at_most(m->lp, sc->modules[i].most);
		else
			lp_row_discard(m->lp);
	}
}

/* Modules with a fixed cost: bw_first says in which period the first of them is started, exactly. */
static void build_fixed(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.modules, m->sets.periods };
	int fixed = model_rows(m, "bw_fixed", "modules", 2, sets);
	int once = model_rows(m, "bw_once", "1", 1, sets);
	int begins = model_rows(m, "bw_begins", "modules", 2, sets);
	int i, t, u;

	for (i = 0; i < sc->n_modules; i++) {
		int n = 0;

		for (t = 0; t < sc->n_periods; t++) {
			if (bw_first(m, i, t) < 0)
				continue;
			n++;
			lp_row_open(m->lp, fixed, (int[]){ i, t });
			for (u = 0; u <= t; u++) {
				lp_term(m->lp, bw(m, i, u), 1.0);
				lp_term(m->lp, bw_first(m, i, u), -sc->modules[i].most);
			}
			lp_row_at_most(m->lp, 0.0);
			lp_row_open(m->lp, begins, (int[]){ i, t });
			lp_term(m->lp, bw_first(m, i, t), 1.0);
			lp_term(m->lp, bw(m, i, t), -1.0);
			lp_row_at_most(m->lp, 0.0);
		}
		if (n == 0)
			continue;
		lp_row_open(m->lp, once, (int[]){ i });
		for (t = 0; t < sc->n_periods; t++)
			lp_term(m->lp, bw_first(m, i, t), 1.0);
		lp_row_at_most(m->lp, 1.0);
	}
}

static double most_modules(const struct scenario *sc, int l)
{
	double most = 0.0;
	int i;

	for (i = sc->links[l].module_begin; i < sc->links[l].module_end; i++)
		most += scenario_module_exists(sc, i) ? sc->modules[i].most : 0.0;
	return most;
}

static void build_lit(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.links, m->sets.periods };
	int least = model_rows(m, "lit_least", "1", 2, sets);
	int most = model_rows(m, "lit_most", "modules", 2, sets);
	struct expr modules = EXPR_INIT;
	int l, t;

	for (l = 0; l < sc->n_links; l++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (lit(m, l, t) < 0)
				continue;
			expr_clear(&modules);
			links_add_first(m, &modules, l, t, -1.0);
			expr_add(&modules, waived(m, WAIVE_LINK, l), -1.0);
			lp_row_open(m->lp, least, (int[]){ l, t });
			lp_term(m->lp, lit(m, l, t), 1.0);
			expr_terms(&modules, m->lp);
			lp_row_at_most(m->lp, 0.0);
			expr_clear(&modules);
			links_add_modules(m, &modules, l, t, 1.0);
			lp_row_open(m->lp, most, (int[]){ l, t });
			expr_terms(&modules, m->lp);
			lp_term(m->lp, lit(m, l, t), -most_modules(sc, l));
			lp_row_at_most(m->lp, 0.0);
		}
	}
	expr_dispose(&modules);
}

void network_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int conserve, load, v, w, a, t;

	if (sc->n_nodes == 0)
		return;
	conserve = model_rows(m, "conserve", "Gbps", 3, (int[]){ m->sets.nodes, m->sets.nodes, m->sets.periods });
	load = model_rows(m, "link_load", "Gbps", 2, (int[]){ m->sets.arcs, m->sets.periods });
	for (v = 0; v < sc->n_nodes; v++) {
		for (w = 0; w < sc->n_nodes; w++) {
			for (t = 0; t < sc->n_periods && v != w; t++)
				build_conserve(m, conserve, v, w, t);
		}
	}
	for (a = 0; a < 2 * sc->n_links; a++) {
		for (t = 0; t < sc->n_periods; t++)
			build_load(m, load, a, t);
	}
	build_most(m);
	build_fixed(m);
	build_lit(m);
}
