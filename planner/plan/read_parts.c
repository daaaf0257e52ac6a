/*
 * read_parts.c - the parts of a plan.json that many plans do not have: modules of links, standby pairs, energy by
 * source, flows. Each is absent when there is nothing to say, so that one plan has one text.
 */
#include "planner/base/memory.h"
#include "planner/plan/names.h"
#include "planner/plan/reading.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

static void name_module(const void *list, int i, struct str *out)
{
	plan_module_id(list, i, out);
}

static void name_source(const void *list, int i, struct str *out)
{
	plan_source_id(list, i, out);
}

static void name_node(const void *list, int i, struct str *out)
{
	const struct scenario *sc = list;

	str_add(out, sc->nodes[i].id);
}

static void name_link(const void *list, int i, struct str *out)
{
	const struct scenario *sc = list;

	str_add(out, sc->links[i].id);
}

static void name_direction(const void *list, int i, struct str *out)
{
	(void)list;
	str_add(out, direction_names[i]);
}

/* ---- one series ---- */

static int read_amount(struct plan_reader *r, json_t *member, void *series, int t)
{
	double *amount = (double *)series + t;

	if (strict_number(&r->at, member, amount))
		return -1;
	if (!(*amount > 0))
		return strict_fail(
			&r->at,
			"out of range (got %g, expected more than 0; leave the period out when there is nothing)",
			*amount);
	return 0;
}

/* ---- objects within objects ---- */

enum { MOST_LEVELS = 3 };

/* A series at the end of its path of ids, as indices of each level. */
struct leaf {
	int path[MOST_LEVELS];
	int *counts; /* one of the two, [n_periods] */
	double *amounts;
};

struct part {
	const char *key;
	int n_levels;
	const char *things[MOST_LEVELS];
	struct names names[MOST_LEVELS];
	bool whole; /* counts, not amounts */
};

struct leaves {
	struct leaf *items;
	int n, capacity;
};

static int read_leaf(struct plan_reader *r, const struct part *part, json_t *value, struct leaf *leaf)
{
	leaf->counts = NULL;
	leaf->amounts = NULL;
	if (json_is_object(value) && json_object_size(value) == 0)
		return strict_fail(&r->at, "nothing to say (got an empty object; leave it out)");
	if (part->whole) {
		leaf->counts = arena_alloc(r->plan->arena, r->sc->n_periods, sizeof *leaf->counts);
		return plan_read_counts(r, value, leaf->counts);
	}
	leaf->amounts = arena_alloc(r->plan->arena, r->sc->n_periods, sizeof *leaf->amounts);
	return plan_read_series(r, value, read_amount, leaf->amounts);
}

static int read_level(struct plan_reader *r, const struct part *part, json_t *object, int level, struct leaf *leaf,
                      struct leaves *leaves)
{
	const char *id;
	json_t *member;
	size_t mark;
	int failed;

	if (strict_object(&r->at, object))
		return -1;
	if (json_object_size(object) == 0)
		return strict_fail(&r->at, "nothing to say (got an empty object; leave it out)");
	json_object_foreach(object, id, member)
	{
		mark = strict_enter(&r->at, id);
		leaf->path[level] = strict_find(&r->at, part->things[level], id, &part->names[level]);
		if (leaf->path[level] < 0)
			return -1;
		if (level + 1 < part->n_levels) {
			failed = read_level(r, part, member, level + 1, leaf, leaves);
		} else {
			failed = read_leaf(r, part, member, leaf);
			memory_reserve((void **)&leaves->items, &leaves->capacity, leaves->n + 1,
			               sizeof *leaves->items);
			leaves->items[leaves->n++] = *leaf;
		}
		if (failed)
			return -1;
		strict_leave(&r->at, mark);
	}
	return 0;
}

static int by_path(const void *left, const void *right)
{
	const struct leaf *a = left, *b = right;
	int i;

	for (i = 0; i < MOST_LEVELS; i++) {
		if (a->path[i] != b->path[i])
			return a->path[i] < b->path[i] ? -1 : 1;
	}
	return 0;
}

/* The part's series in the scenario's order, whatever the file's. */
static int read_part(struct plan_reader *r, json_t *top, const struct part *part, struct leaves *leaves)
{
	json_t *object = json_object_get(top, part->key);
	size_t mark = strict_enter(&r->at, part->key);
	struct leaf leaf;

	memset(&leaf, 0, sizeof leaf);
	if (object && read_level(r, part, object, 0, &leaf, leaves))
		return -1;
	if (leaves->n > 0)
		qsort(leaves->items, (size_t)leaves->n, sizeof *leaves->items, by_path);
	strict_leave(&r->at, mark);
	return 0;
}

/* ---- the parts ---- */

static void keep_modules(struct plan_reader *r, const struct leaves *leaves)
{
	int n = r->sc->n_periods, i;
	int *modules = arena_alloc(r->plan->arena, r->sc->n_modules * n, sizeof *modules);

	for (i = 0; i < leaves->n; i++)
		memcpy(modules + leaves->items[i].path[0] * n, leaves->items[i].counts, (size_t)n * sizeof *modules);
	r->plan->link_modules = modules;
}

static void keep_energy(struct plan_reader *r, const struct leaves *leaves)
{
	int n = r->sc->n_periods, i;
	double *energy = arena_alloc(r->plan->arena, r->sc->n_energy_sources * n, sizeof *energy);

	for (i = 0; i < leaves->n; i++)
		memcpy(energy + leaves->items[i].path[0] * n, leaves->items[i].amounts, (size_t)n * sizeof *energy);
	r->plan->energy_mwh = energy;
}

static void keep_standbys(struct plan_reader *r, const struct leaves *leaves)
{
	struct standby *list = arena_alloc(r->plan->arena, leaves->n, sizeof *list);
	int i;

	for (i = 0; i < leaves->n; i++) {
		const struct leaf *leaf = &leaves->items[i];

		list[i] = (struct standby){ leaf->path[0], leaf->path[1], leaf->path[2], leaf->counts };
	}
	r->plan->standbys = list;
	r->plan->n_standbys = leaves->n;
}

static void keep_flows(struct plan_reader *r, const struct leaves *leaves)
{
	struct flow *list = arena_alloc(r->plan->arena, leaves->n, sizeof *list);
	int i;

	for (i = 0; i < leaves->n; i++) {
		const struct leaf *leaf = &leaves->items[i];

		list[i] = (struct flow){ leaf->path[0], leaf->path[1], leaf->path[2] == 1, leaf->amounts };
	}
	r->plan->flows = list;
	r->plan->n_flows = leaves->n;
}

int plan_read_parts(struct plan_reader *r, json_t *top)
{
	const struct scenario *sc = r->sc;
	const struct names sites = { sc->n_sites, sc, plan_name_site },
			   demands = { sc->n_demands, sc, plan_name_demand };
	const struct names directions = { DIRECTIONS, sc, name_direction };
	const struct part parts[] = {
		{ "link_modules", 1, { "module" }, { { sc->n_modules, sc, name_module } }, true },
		{ "standby_pairs", 3, { "demand", "site", "site" }, { demands, sites, sites }, true },
		{ "energy_mwh", 1, { "energy source" }, { { sc->n_energy_sources, sc, name_source } }, false },
		{ "flows_gbps",
		  3,
		  { "node", "link", "direction" },
		  { { sc->n_nodes, sc, name_node }, { sc->n_links, sc, name_link }, directions },
		  false },
	};
	static void (*const keep[])(struct plan_reader *, const struct leaves *) = { keep_modules, keep_standbys,
		                                                                     keep_energy, keep_flows };
	int i, failed = 0;

	for (i = 0; i < (int)(sizeof parts / sizeof *parts) && !failed; i++) {
		struct leaves leaves = { NULL, 0, 0 };

		failed = read_part(r, top, &parts[i], &leaves);
		if (!failed)
			keep[i](r, &leaves);
		memory_free(leaves.items);
	}
	return failed;
}
