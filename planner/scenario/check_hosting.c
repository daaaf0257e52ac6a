/*
 * check_hosting.c - whether each demand can be hosted, and have its standby, by the rules on pairs; else which rule
 * removed the last pair. And whether the positions and nodes are known that these rules and the network need.
 */
#include "planner/scenario/internal.h"

#include <math.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

/* The refusal that came furthest among those offered. */
struct furthest {
	enum refusal refusal;
	const char *why;
	int s, r;
};

static bool offer(struct furthest *last, enum refusal refusal, const char *why, int s, int r)
{
	if (refusal != MAY && refusal > last->refusal)
		*last = (struct furthest){ refusal, why, s, r };
	return refusal == MAY;
}

/* ---- hosting ---- */

static void check_demand_hosting(struct reader *r, int d, int t)
{
	const struct scenario *sc = r->sc;
	struct furthest last = { MAY, "the scenario has no sites", -1, -1 };
	const char *why = NULL;
	int s;

	for (s = 0; s < sc->n_sites; s++) {
		enum refusal refusal = scenario_host_refusal(sc, d, s, t, &why);

		if (offer(&last, refusal, why, s, -1))
			return;
	}
	error_at(r, r->items[IN_DEMANDS].nodes[d],
	         "it must be served in %s but no site may host it; the last one, %s, is out because %s",
	         sc->periods[t].label, last.s >= 0 ? sc->sites[last.s].id : "none", last.why);
}

/* Of the sites that may host it, at least one has a standby site. */
static void check_demand_pairs(struct reader *r, int d, int t)
{
	const struct scenario *sc = r->sc;
	struct furthest last = { MAY, "there is no other site", -1, -1 };
	const char *why = NULL;
	int s, standby;

	for (s = 0; s < sc->n_sites; s++) {
		if (scenario_host_refusal(sc, d, s, t, &why) != MAY)
			continue;
		if (last.s < 0)
			last.s = s;
		for (standby = 0; standby < sc->n_sites; standby++) {
			enum refusal refusal = standby == s ? SAME_SITE
			                                    : scenario_pair_refusal(sc, d, s, standby, t, &why);

			if (refusal != SAME_SITE && offer(&last, refusal, why, s, standby))
				return;
		}
	}
	if (last.s < 0)
		return; /* no site may host it: said already */
	error_at(
		r, node_get(r->items[IN_DEMANDS].nodes[d], "backup"),
		"it must be served in %s but no two sites may hold it and its standby; the last standby, %s of %s, is out "
		"because %s",
		sc->periods[t].label, last.r >= 0 ? sc->sites[last.r].id : "none", sc->sites[last.s].id, last.why);
}

/* ---- what must be known ---- */

/* A site that only an unknown position keeps out would be left out silently. */
static void check_positions(struct reader *r, int d, int s, int t)
{
	const struct scenario *sc = r->sc;
	const char *why = NULL;
	int standby;

	if (sc->classes[sc->demands[d].class].latency_limit_ms > 0 &&
	    scenario_host_refusal(sc, d, s, t, &why) == NO_POSITION)
		error_at(
			r, r->items[IN_SITES].nodes[s],
			"class \"%s\" has a latency limit, so that the site needs a position (expected latitude_deg and "
			"longitude_deg, or a node with them)",
			sc->classes[sc->demands[d].class].id);
	for (standby = 0; standby < sc->n_sites && sc->demands[d].has_backup; standby++) {
		if (scenario_pair_refusal(sc, d, s, standby, t, &why) != NO_DISTANCE)
			continue;
		error_at(
			r, r->items[IN_SITES].nodes[isnan(scenario_distance_km(sc, s, s)) ? s : standby],
			"standbys of class \"%s\" have a distance, so that the site needs a position (expected latitude_deg and "
			"longitude_deg, or a node with them)",
			sc->classes[sc->demands[d].class].id);
		return;
	}
}

static void check_node(struct reader *r, const struct class *class, int s, const char *what)
{
	if (r->sc->sites[s].node < 0)
		error_at(r, r->items[IN_SITES].nodes[s], "%s of class \"%s\" ends here, so that the site needs a node",
		         what, class->id);
}

static void check_nodes(struct reader *r, int d, int s, int t)
{
	const struct scenario *sc = r->sc;
	const struct demand *demand = &sc->demands[d];
	const struct class *class = &sc->classes[demand->class];
	const char *why = NULL;
	int standby;

	if ((class->gbps_per_rack <= 0 && class->replication_gbps_per_rack <= 0) || sc->n_nodes == 0)
		return;
	if (scenario_host_refusal(sc, d, s, t, &why) != MAY)
		return;
	if (class->gbps_per_rack > 0 && demand->node >= 0)
		check_node(r, class, s, "traffic");
	if (!demand->has_backup || class->replication_gbps_per_rack <= 0)
		return;
	for (standby = 0; standby < sc->n_sites; standby++) {
		if (scenario_pair_refusal(sc, d, s, standby, t, &why) == MAY) {
			check_node(r, class, s, "replication");
			check_node(r, class, standby, "replication");
		}
	}
}

static void check_demand_node(struct reader *r, int d)
{
	const struct scenario *sc = r->sc;
	const struct demand *demand = &sc->demands[d];
	const struct class *class = &sc->classes[demand->class];

	if (class->latency_limit_ms <= 0)
		return;
	if (demand->node < 0)
		error_at(r, r->items[IN_DEMANDS].nodes[d],
		         "\"node\" is missing: class \"%s\" has a latency limit, which is measured from there",
		         class->id);
	else if (isnan(sc->nodes[demand->node].latitude_deg))
		error_at(
			r, r->items[IN_NODES].nodes[demand->node],
			"demand \"%s\" has a latency limit, so that its node needs a position (expected latitude_deg and "
			"longitude_deg)",
			demand->id);
}

/* ---- the whole ---- */

/* The first period in which the demand needs racks, from t on; n_periods: none. */
static int next_need(const struct scenario *sc, int d, int t)
{
	while (t < sc->n_periods && !(sc->demands[d].need_racks[t] > 0))
		t++;
	return t;
}

/* Is there a site of which the position or the node is not known? Else there is nothing to look for. */
static bool lacks_something(const struct scenario *sc)
{
	int s;

	for (s = 0; s < sc->n_sites; s++) {
		if (isnan(scenario_distance_km(sc, s, s)) || sc->sites[s].node < 0)
			return true;
	}
	return false;
}

static void check_demand(struct reader *r, int d, bool lacking)
{
	const struct scenario *sc = r->sc;
	const struct demand *demand = &sc->demands[d];
	const bool must = demand->unserved_cny_per_rack_year < 0;
	int errors = r->findings->n_errors, t, s;

	check_demand_node(r, d);
	for (t = next_need(sc, d, 0); t < sc->n_periods; t = next_need(sc, d, t + 1)) {
		for (s = 0; lacking && s < sc->n_sites && r->findings->n_errors == errors; s++) {
			check_positions(r, d, s, t);
			check_nodes(r, d, s, t);
		}
		if (must && r->findings->n_errors == errors)
			check_demand_hosting(r, d, t);
		if (must && demand->has_backup && demand->backup.share > 0 && r->findings->n_errors == errors)
			check_demand_pairs(r, d, t);
		if (r->findings->n_errors > errors)
			return; /* one fault of a demand is enough: the next period has the same */
	}
}

void check_hosting(struct reader *r)
{
	const bool lacking = lacks_something(r->sc);
	int d;

	for (d = 0; d < r->sc->n_demands; d++) {
		if (scenario_demand_exists(r->sc, d))
			check_demand(r, d, lacking);
	}
}
