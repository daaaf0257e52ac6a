/*
 * ties.c - which of several equally dear plans: weights for the columns that show in a plan (models/README.md, "Ties").
 *
 * A weight is a size in racks (of what is not counted in racks, of its own unit) x (1 + a place from 0 to 1 in the order of the
 * scenario + a small number of its own), so that fewer is better than more, then earlier in the file, then later in time; and no
 * two sums are the same by chance. The number of its own follows from the indices alone: what else a scenario has plays no part.
 */
#include "models/internal.h"

#include <math.h>

static const double OWN = 0.01;

/* Of what is not counted in racks: a MWh and a Gbps weigh less, since there are many of them. */
static const double MWH = 1e-3, GBPS = 1e-2;

/* A number of 0 to 1: squared, so that what one item loses by a change of period another does not gain. */
static double own(int i, int j, int k, int t)
{
	const double sum = 1.0 + i * sqrt(2.0) + j * sqrt(3.0) + k * sqrt(5.0) + t * sqrt(7.0);

	return sum * sum - floor(sum * sum);
}

/* What is built: the item's place decides, then the latest period. */
static void weigh_built(struct model *m, int column, double size, int item, int n_items, int t)
{
	const double later = (double)(m->sc->n_periods - t) / (m->sc->n_periods + 1);

	lp_tie(m->lp, column, size * (1.0 + (item + later) / n_items + OWN * own(item, 0, 0, t)));
}

/* Who stands where: the order of places, which weighs most for the first of those who choose, and in the first period. */
static double chosen(const struct model *m, int place, int n_places, int who, int n_who, int t)
{
	return (place + 1.0) / n_places * (1.0 - 0.5 * who / n_who) * (1.0 - 0.25 * t / m->sc->n_periods);
}

static void weigh_hosts(struct model *m, int d)
{
	const struct scenario *sc = m->sc;
	const int n = sc->n_sites;
	int s, r, t;

	for (t = 0; t < sc->n_periods; t++) {
		lp_tie(m->lp, unserved(m, d, t), 2.5 + OWN * own(d, 0, 0, t));
		for (s = 0; s < n; s++)
			lp_tie(m->lp, host(m, d, s, t),
			       1.0 + chosen(m, s, n, d, sc->n_demands, t) + OWN * own(d, s, 0, t));
		for (s = 0; s < n; s++) {
			for (r = 0; r < n && host_place(m, d, s) >= 0; r++) {
				if (pair(m, d, s, r, t) >= 0)
					lp_tie(m->lp, pair(m, d, s, r, t),
					       1.0 + chosen(m, r, n, d * n + s, sc->n_demands * n, t) +
					               OWN * own(d, s, r, t));
			}
		}
	}
}

static void weigh_flows(struct model *m, int v)
{
	const int n = 2 * m->sc->n_links;
	int a, t;

	for (t = 0; t < m->sc->n_periods; t++) {
		for (a = 0; a < n; a++)
			lp_tie(m->lp, flow(m, v, a, t),
			       GBPS * (1.0 + chosen(m, a, n, v, m->sc->n_nodes, t) + OWN * own(v, a, 0, t)));
	}
}

void ties_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int i, t;

	for (t = 0; t < sc->n_periods; t++) {
		for (i = 0; i < sc->n_phases; i++) {
			weigh_built(m, start(m, i, t), stock_start_racks(m, i), i, sc->n_phases, t);
			weigh_built(m, commission(m, i, t), sc->phases[i].module_racks, i, sc->n_phases, t);
		}
		for (i = 0; i < sc->n_feeds; i++)
			weigh_built(m, feed(m, i, t), 1.0, i, sc->n_feeds, t);
		for (i = 0; i < sc->n_modules; i++)
			weigh_built(m, bw(m, i, t), 1.0, i, sc->n_modules, t);
		for (i = 0; i < sc->n_energy_sources; i++)
			lp_tie(m->lp, energy(m, i, t),
			       MWH * (1.0 + chosen(m, i, sc->n_energy_sources, 0, 1, t) + OWN * own(i, 0, 0, t)));
	}
	for (i = 0; i < sc->n_demands; i++)
		weigh_hosts(m, i);
	for (i = 0; i < sc->n_nodes; i++)
		weigh_flows(m, i);
}
