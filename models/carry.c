/* carry.c - modules and flows of a solution as a plan has them: whole modules, Gbps to the sixth place. */
#include "models/internal.h"

#include <math.h>

/* A kbps is finer than anything that is ordered, and coarser than a solver's noise. */
static double rounded_gbps(double x)
{
	const double per_gbps = 1e6;

	return fmax(0.0, round(x * per_gbps) / per_gbps);
}

static void fill_modules(const struct model *m, const double *x, struct plan *plan)
{
	const struct scenario *sc = m->sc;
	int *modules = arena_alloc(plan->arena, sc->n_modules * sc->n_periods, sizeof *modules);
	int i, t;

	for (i = 0; i < sc->n_modules; i++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (bw(m, i, t) >= 0)
				modules[i * sc->n_periods + t] = (int)lround(x[bw(m, i, t)]);
		}
	}
	plan->link_modules = modules;
}

/* What runs both ways over one link need not run at all: only the difference is carried. */
static double net_gbps(const struct model *m, const double *x, int v, int a, int t)
{
	int there = flow(m, v, a, t), back = flow(m, v, a ^ 1, t);

	return there < 0 ? 0.0 : rounded_gbps(x[there] - (back < 0 ? 0.0 : fmax(0.0, x[back])));
}

/* The Gbps of commodity v on arc a, or NULL when there are none in any period. */
static const double *flow_series(const struct model *m, const double *x, int v, int a, struct arena *arena)
{
	double *gbps = NULL;
	int t;

	for (t = 0; t < m->sc->n_periods; t++) {
		double value = net_gbps(m, x, v, a, t);

		if (!(value > 0.0))
			continue;
		if (!gbps)
			gbps = arena_alloc(arena, m->sc->n_periods, sizeof *gbps);
		gbps[t] = value;
	}
	return gbps;
}

void network_extract(const struct model *m, const double *x, struct plan *plan)
{
	const struct scenario *sc = m->sc;
	struct flow *flows = NULL, *kept;
	void *grown = NULL;
	int capacity = 0, n = 0, v, a;

	fill_modules(m, x, plan);
	for (v = 0; v < sc->n_nodes; v++) {
		for (a = 0; a < 2 * sc->n_links; a++) {
			const double *gbps = flow_series(m, x, v, a, plan->arena);

			if (!gbps)
				continue;
			memory_reserve(&grown, &capacity, n + 1, sizeof *flows);
			flows = grown;
			flows[n++] = (struct flow){ v, a / 2, a % 2 != 0, gbps };
		}
	}
	kept = arena_alloc(plan->arena, n, sizeof *kept);
	for (a = 0; a < n; a++)
		kept[a] = flows[a];
	plan->n_flows = n;
	plan->flows = kept;
	memory_free(grown);
}
