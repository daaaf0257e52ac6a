/*
 * write_parts.c - the parts of a plan.json that many plans do not have (read_parts.c): objects within objects, with a
 * series at the end of each path, in the scenario's order and only where something is.
 */
#include "planner/base/memory.h"
#include "planner/plan/names.h"
#include "planner/plan/writing.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_LEVELS = 3 };

typedef void id_writer(const struct scenario *sc, int index, struct str *out);

struct leaf {
	int path[MOST_LEVELS];
	const int *counts; /* one of the two, [n_periods] */
	const double *amounts;
};

struct part {
	const char *key;
	int n_levels;
	id_writer *write_id[MOST_LEVELS];
};

static void site_id(const struct scenario *sc, int s, struct str *out)
{
	str_add(out, sc->sites[s].id);
}

static void demand_id(const struct scenario *sc, int d, struct str *out)
{
	str_add(out, sc->demands[d].id);
}

static void node_id(const struct scenario *sc, int v, struct str *out)
{
	str_add(out, sc->nodes[v].id);
}

static void link_id(const struct scenario *sc, int l, struct str *out)
{
	str_add(out, sc->links[l].id);
}

static void direction_id(const struct scenario *sc, int back, struct str *out)
{
	(void)sc;
	str_add(out, direction_names[back]);
}

static bool says_anything(const struct scenario *sc, const struct leaf *leaf)
{
	int t;

	for (t = 0; t < sc->n_periods; t++) {
		if (leaf->counts ? leaf->counts[t] != 0 : !(fabs(leaf->amounts[t]) <= 0))
			return true;
	}
	return false;
}

/* What is not finite is written as null, which the reader refuses: never an invented value. */
static void add_amounts(struct str *out, const struct scenario *sc, const double *series)
{
	const char *separator = "";
	int t;

	str_add_char(out, '{');
	for (t = 0; t < sc->n_periods; t++) {
		if (fabs(series[t]) <= 0)
			continue;
		str_add(out, separator);
		plan_add_key(out, sc->periods[t].label);
		if (isfinite(series[t]))
			str_add_number(out, series[t]);
		else
			str_add(out, "null");
		separator = ", ";
	}
	str_add_char(out, '}');
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

/* leaves[n], in order and each with something to say. */
static void write_level(struct str *out, const struct scenario *sc, const struct part *part, int level,
                        const struct leaf *leaves, int n)
{
	static const char *const indents[] = { "  ", "    ", "      ", "        " };
	struct str id = STR_INIT;
	struct plan_list list;
	int i, k;

	plan_list_open(&list, out, indents[level + 1], '{');
	for (i = 0; i < n; i = k) {
		for (k = i + 1; k < n && leaves[k].path[level] == leaves[i].path[level]; k++)
			;
		str_clear(&id);
		part->write_id[level](sc, leaves[i].path[level], &id);
		plan_list_next(&list);
		plan_add_key(out, id.text);
		if (level + 1 < part->n_levels)
			write_level(out, sc, part, level + 1, leaves + i, k - i);
		else if (leaves[i].counts)
			plan_add_counts(out, sc, leaves[i].counts);
		else
			add_amounts(out, sc, leaves[i].amounts);
	}
	plan_list_close(&list, indents[level], '}');
	str_dispose(&id);
}

/* Sorts the leaves, leaves out those with nothing to say, and the whole part when none is left. */
static void write_part(struct plan_list *top, const struct scenario *sc, const struct part *part, struct leaf *leaves,
                       int n)
{
	int i, kept = 0;

	for (i = 0; i < n; i++) {
		if (says_anything(sc, &leaves[i]))
			leaves[kept++] = leaves[i];
	}
	if (kept > 0) {
		qsort(leaves, (size_t)kept, sizeof *leaves, by_path);
		plan_list_next(top);
		plan_add_key(top->out, part->key);
		write_level(top->out, sc, part, 0, leaves, kept);
	}
	memory_free(leaves);
}

void plan_write_modules(struct plan_list *top, const struct plan *plan, const struct scenario *sc)
{
	static const struct part part = { "link_modules", 1, { plan_module_id } };
	struct leaf *leaves = memory_alloc(sc->n_modules, sizeof *leaves);
	int m;

	for (m = 0; m < sc->n_modules; m++)
		leaves[m] = (struct leaf){ { m }, plan->link_modules + m * sc->n_periods, NULL };
	write_part(top, sc, &part, leaves, sc->n_modules);
}

void plan_write_standbys(struct plan_list *top, const struct plan *plan, const struct scenario *sc)
{
	static const struct part part = { "standby_pairs", 3, { demand_id, site_id, site_id } };
	struct leaf *leaves = memory_alloc(plan->n_standbys, sizeof *leaves);
	int i;

	for (i = 0; i < plan->n_standbys; i++) {
		const struct standby *pair = &plan->standbys[i];

		leaves[i] = (struct leaf){ { pair->demand, pair->site, pair->standby }, pair->racks, NULL };
	}
	write_part(top, sc, &part, leaves, plan->n_standbys);
}

void plan_write_energy(struct plan_list *top, const struct plan *plan, const struct scenario *sc)
{
	static const struct part part = { "energy_mwh", 1, { plan_source_id } };
	struct leaf *leaves = memory_alloc(sc->n_energy_sources, sizeof *leaves);
	int e;

	for (e = 0; e < sc->n_energy_sources; e++)
		leaves[e] = (struct leaf){ { e }, NULL, plan->energy_mwh + e * sc->n_periods };
	write_part(top, sc, &part, leaves, sc->n_energy_sources);
}

void plan_write_flows(struct plan_list *top, const struct plan *plan, const struct scenario *sc)
{
	static const struct part part = { "flows_gbps", 3, { node_id, link_id, direction_id } };
	struct leaf *leaves = memory_alloc(plan->n_flows, sizeof *leaves);
	int i;

	for (i = 0; i < plan->n_flows; i++) {
		const struct flow *flow = &plan->flows[i];

		leaves[i] = (struct leaf){ { flow->node, flow->link, flow->back }, NULL, flow->gbps };
	}
	write_part(top, sc, &part, leaves, plan->n_flows);
}
