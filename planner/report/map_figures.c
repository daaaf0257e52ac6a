/* What is on the map, with its figures at the horizon's end; and the part of the earth that it shows. */
#include "planner/report/map.h"

#include <math.h>

/* ---- figures ---- */

static void add_sites(const struct plan *plan, const struct scenario *sc, struct map_figures *figures)
{
	const int last = plan->n_periods - 1;
	int s, i;

	for (s = 0; s < sc->n_sites; s++) {
		struct map_site item = { .site = s };

		scenario_site_position(sc, s, &item.place.latitude_deg, &item.place.longitude_deg);
		if (!scenario_site_exists(sc, s) || isnan(item.place.latitude_deg))
			continue;
		item.available = plan_site_available(plan, sc, s, last);
		item.used = plan_site_occupied(plan, sc, s, last);
		for (i = figures->n_sites++; i > 0 && figures->sites[i - 1].available < item.available; i--)
			figures->sites[i] = figures->sites[i - 1];
		figures->sites[i] = item;
	}
}

static struct place node_place(const struct scenario *sc, int v)
{
	return (struct place){ sc->nodes[v].latitude_deg, sc->nodes[v].longitude_deg };
}

static void add_links(const struct plan *plan, const struct scenario *sc, struct map_figures *figures)
{
	const int last = plan->n_periods - 1;
	int l;

	for (l = 0; l < sc->n_links; l++) {
		const struct link *link = &sc->links[l];
		struct map_link item = { .link = l, .share = (double)NAN };

		if (!scenario_link_exists(sc, l))
			continue;
		item.from = node_place(sc, link->from);
		item.to = node_place(sc, link->to);
		item.installed_gbps = plan_link_installed_gbps(plan, sc, l, last);
		item.load_gbps = fmax(plan_link_load_gbps(plan, l, false, last),
		                      plan_link_load_gbps(plan, l, true, last));
		if (link->headroom_share * item.installed_gbps > 0)
			item.share = item.load_gbps / (link->headroom_share * item.installed_gbps);
		figures->n_nowhere += !map_link_is_placed(&item);
		figures->links[figures->n_links++] = item;
	}
}

bool map_link_is_placed(const struct map_link *link)
{
	return !isnan(link->from.latitude_deg) && !isnan(link->to.latitude_deg);
}

bool map_link_has_length(const struct map_link *link)
{
	const double one_place_km = 0.5;

	return map_link_is_placed(link) && place_km(link->from, link->to) > one_place_km;
}

struct map_figures map_figures(const struct plan *plan, const struct scenario *sc, struct arena *arena)
{
	struct map_figures figures = { 0 };

	figures.sites = arena_alloc(arena, sc->n_sites, sizeof *figures.sites);
	figures.links = arena_alloc(arena, sc->n_links, sizeof *figures.links);
	add_sites(plan, sc, &figures);
	add_links(plan, sc, &figures);
	return figures;
}

void map_measure(struct map *map)
{
	int i;

	map->figures = map_figures(map->chart->plan, map->chart->sc, map->chart->arena);
	for (i = 0; i < map->figures.n_links; i++) {
		if (map_link_has_length(&map->figures.links[i]))
			map->most_gbps = fmax(map->most_gbps, map->figures.links[i].installed_gbps);
	}
}

/* ---- the window ---- */

struct tree { /* of least length over the sites that are not away: the edge from i leads to parent[i] */
	int n;
	const struct map_site **sites;
	int *parent;
	double *km;
	bool *beyond; /* of one edge */
};

/* After Prim. */
static void grow(struct tree *tree)
{
	int i, k;

	for (i = 0; i < tree->n; i++) {
		tree->parent[i] = -1;
		tree->km[i] = HUGE_VAL;
		tree->beyond[i] = false;
	}
	for (k = 0; k < tree->n; k++) {
		int nearest = -1;

		for (i = 0; i < tree->n; i++) {
			if (!tree->beyond[i] && (nearest < 0 || tree->km[i] < tree->km[nearest]))
				nearest = i;
		}
		tree->beyond[nearest] = true;
		for (i = 0; i < tree->n; i++) {
			const double km = place_km(tree->sites[nearest]->place, tree->sites[i]->place);

			if (tree->beyond[i] || km >= tree->km[i])
				continue;
			tree->km[i] = km;
			tree->parent[i] = nearest;
		}
	}
}

/* Marks what hangs on the edge from `top` to its parent; returns how many. */
static int mark_beyond(struct tree *tree, int top)
{
	int i, at, n = 0;

	for (i = 0; i < tree->n; i++) {
		for (at = i; at >= 0 && at != top; at = tree->parent[at])
			;
		tree->beyond[i] = at == top;
		n += tree->beyond[i];
	}
	return n;
}

static int places_of(const struct tree *tree, bool beyond, struct place *places, int *n_towns)
{
	const double town_km = 5;
	int i, j, n = 0;

	*n_towns = 0;
	for (i = 0; i < tree->n; i++) {
		if (tree->beyond[i] != beyond)
			continue;
		for (j = 0; j < n && place_km(places[j], tree->sites[i]->place) > town_km; j++)
			;
		*n_towns += j == n;
		places[n++] = tree->sites[i]->place;
	}
	return n;
}

/*
 * Is the far side of the edge few sites that would make the others crowd? Either they are few and the others fill a map
 * of their own (asked once), or without them the map is another one altogether. Returns by how much the map shrinks, or
 * 0.
 */
static double shrinks(const struct tree *tree, struct place *places, bool far, double whole_km, bool again)
{
	const double few = 0.2, some = 1.0 / 3, smaller = 1.8, another = 6, least_km = 1;
	double aspect, rest_km, ratio, share;
	int n, n_towns;

	n = places_of(tree, !far, places, &n_towns);
	if (n_towns < 2)
		return 0;
	view_extent(places, n, &aspect, &rest_km);
	ratio = whole_km / fmax(rest_km, least_km);
	share = 1 - (double)n / tree->n;
	if ((!again && share <= few && ratio >= smaller && n_towns >= 4) || (share <= some && ratio >= another))
		return ratio;
	return 0;
}

static bool send_away(struct map_figures *figures, struct tree *tree, struct place *places, bool again)
{
	double whole_km, aspect, best = 0;
	int i, n_towns, best_edge = -1;
	bool best_far = false;

	for (i = 0; i < tree->n; i++)
		places[i] = tree->sites[i]->place;
	view_extent(places, tree->n, &aspect, &whole_km);
	grow(tree);
	for (i = 0; i < tree->n; i++) {
		double ratio;
		bool far;

		if (tree->parent[i] < 0)
			continue;
		far = 2 * mark_beyond(tree, i) <= tree->n;
		ratio = shrinks(tree, places, far, whole_km, again);
		if (ratio > best) {
			best = ratio;
			best_edge = i;
			best_far = far;
		}
	}
	if (best_edge < 0)
		return false;
	mark_beyond(tree, best_edge);
	places_of(tree, best_far, places, &n_towns);
	for (i = 0; i < tree->n; i++) {
		if (tree->beyond[i] == best_far)
			figures->sites[tree->sites[i] - figures->sites].away = true;
	}
	return true;
}

/* Those with racks, or all when they are less than two. */
static void gather(const struct map_figures *figures, struct tree *tree)
{
	int i, n = 0;

	for (i = 0; i < figures->n_sites; i++)
		n += figures->sites[i].available > 0;
	tree->n = 0;
	for (i = 0; i < figures->n_sites; i++) {
		if (!figures->sites[i].away && (n < 2 || figures->sites[i].available > 0))
			tree->sites[tree->n++] = &figures->sites[i];
	}
}

/* The nearest node of a link that is not in yet and has a position; -1: none. */
static int nearest_node(const struct map_figures *figures, const struct scenario *sc, const bool *seen,
                        struct place middle, double *km)
{
	int i, end, nearest = -1;

	*km = HUGE_VAL;
	for (i = 0; i < figures->n_links; i++) {
		const struct link *link = &sc->links[figures->links[i].link];

		for (end = 0; end < 2; end++) {
			const int v = end ? link->to : link->from;
			const struct place at = node_place(sc, v);

			if (seen[v] || isnan(at.latitude_deg) || !(place_km(at, middle) < *km))
				continue;
			*km = place_km(at, middle);
			nearest = v;
		}
	}
	return nearest;
}

/*
 * Nodes from the middle outwards, while the map does not grow much beyond what the sites need; around few sites of a
 * region its other nodes may take more room.
 */
static int add_nodes(const struct map_figures *figures, const struct scenario *sc, struct arena *arena,
                     struct place *places, int n)
{
	const double beyond = 1.6, around = 4.2, region_km = 730, least_km = 30;
	bool *seen = arena_alloc(arena, sc->n_nodes, sizeof *seen);
	const struct view view = view_of(places, n, (struct plot_area){ 0, 100, 0, 100 }, 10, least_km);
	struct place middle = places[0];
	double aspect, sites_km, most_km, all_km, km;
	int v;

	view_place(&view, (struct point){ 50, 50 }, &middle);
	view_extent(places, n, &aspect, &sites_km);
	sites_km = fmax(sites_km, least_km);
	most_km = fmax(beyond * sites_km, fmin(around * sites_km, region_km));
	while ((v = nearest_node(figures, sc, seen, middle, &km)) >= 0) {
		seen[v] = true;
		places[n] = node_place(sc, v);
		view_extent(places, n + 1, &aspect, &all_km);
		n += all_km <= most_km;
	}
	return n;
}

struct place *map_window(struct map_figures *figures, const struct scenario *sc, struct arena *arena, int *n)
{
	const int most = figures->n_sites + sc->n_nodes, most_times = 3;
	struct place *places = arena_alloc(arena, most + 1, sizeof *places);
	struct tree tree = { 0, arena_alloc(arena, most, sizeof(const struct map_site *)),
		             arena_alloc(arena, most, sizeof(int)), arena_alloc(arena, most, sizeof(double)),
		             arena_alloc(arena, most, sizeof(bool)) };
	int i, times;

	for (times = 0; times < most_times; times++) {
		gather(figures, &tree);
		if (!send_away(figures, &tree, places, times > 0))
			break;
	}
	gather(figures, &tree);
	for (i = 0; i < tree.n; i++)
		places[i] = tree.sites[i]->place;
	*n = add_nodes(figures, sc, arena, places, tree.n);
	return places;
}
