/*
 * stability.c - the previous plan that a scenario stays near to. Of a plan.json only hosting_racks is read, so that
 * the plan may be of another scenario; what this one does not know is left out. The racks then stand in the merged
 * document, where the file's name was: the resolved scenario needs no other file.
 */
#include "planner/base/io.h"
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

enum { MOST_BYTES = 64 * 1024 * 1024, MOST_RACKS = 1000000000 };

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

/* ---- from a plan's file ---- */

static const struct node *plan_file(struct reader *r, const struct node *name_node)
{
	struct error err = ERROR_INIT;
	const char *name, *shown;
	char *real, *text;
	size_t length;
	struct layer *layer;
	const struct node *top, *racks;

	real = reader_real_path(r, name_node, name_node->string, &name, &shown);
	if (!real)
		return NULL;
	if (io_read_file(real, MOST_BYTES, &text, &length, &err) != 0) {
		error_at(r, name_node, "%s: %s", shown, err.what);
		return NULL;
	}
	layer = reader_layer(r, LAYER_FILE, shown, name, "");
	reader_add_file(r, shown, real, text, length);
	top = node_read(r->scratch, layer, text, length, r->findings);
	memory_free(text);
	if (!top)
		return NULL;
	layer->root = top;
	racks = node_get(top, "hosting_racks");
	if (!node_get(top, "rackplan_plan") || !racks || racks->kind != NODE_OBJECT) {
		error_at(r, name_node, "\"%s\" is no plan (expected a plan.json, with rackplan_plan and hosting_racks)",
		         name_node->string);
		return NULL;
	}
	return racks;
}

static bool is_known(const struct reader *r, int level, const char *key)
{
	if (level == 2)
		return scenario_find_period(r->sc, key) >= 0;
	return reader_find(r, level == 0 ? IN_DEMANDS : IN_SITES, key) >= 0;
}

/* A copy of what this scenario knows: demands, their sites, their periods. */
static struct node *known_part(struct reader *r, const struct node *object, int level)
{
	struct node *copy = node_new(r->scratch, NODE_OBJECT, object->layer);
	const struct node *child;

	for (child = object->first; child; child = child->next) {
		struct node *kept;

		if (!is_known(r, level, child->key))
			continue;
		kept = level < 2 && child->kind == NODE_OBJECT ? known_part(r, child, level + 1)
		                                               : node_copy(r->scratch, child, NULL);
		kept->key = child->key;
		kept->source = child;
		if (level < 2 && kept->kind == NODE_OBJECT && kept->n == 0)
			continue;
		node_append(copy, kept);
	}
	copy->source = object;
	return copy;
}

/* ---- into the struct ---- */

static bool find(struct reader *r, const struct node *node, int level, int *index)
{
	static const char *const things[] = { "demand", "site", "period" };

	*index = level == 2 ? scenario_find_period(r->sc, node->key)
	                    : reader_find(r, level == 0 ? IN_DEMANDS : IN_SITES, node->key);
	if (*index < 0)
		finding_at_node(r->findings, node, AT_KEY, false, "unknown %s \"%s\"", things[level], node->key);
	return *index >= 0;
}

static void fill(struct reader *r, const struct node *node, int level, int at, int *racks)
{
	const int sizes[] = { r->sc->n_demands, r->sc->n_sites, r->sc->n_periods };
	const struct node *child;
	int index;

	if (level == 3) {
		if (node->kind != NODE_NUMBER || node->number < 1 || node->number > MOST_RACKS ||
		    fabs(node->number - nearbyint(node->number)) > 0)
			error_at(r, node, "expected a whole number of racks, 1 to %d", MOST_RACKS);
		else
			racks[at] = (int)lround(node->number);
		return;
	}
	if (node->kind != NODE_OBJECT) {
		error_at(r, node, "wrong type (got %s, expected an object)", node_kind_name(node));
		return;
	}
	for (child = node->first; child; child = child->next) {
		if (!node_is_private(child->key) && find(r, child, level, &index))
			fill(r, child, level + 1, at * sizes[level] + index, racks);
	}
}

void stability_read(struct reader *r)
{
	struct scenario *sc = r->sc;
	struct node *object = node_get(r->root, "stability"), *plan = node_get(object, "plan");
	struct node *racks = node_get(object, "hosting_racks");
	int *cells;

	if (!object || object->kind != NODE_OBJECT)
		return;
	if (!plan == !racks) {
		error_at(r, object, "expected plan or hosting_racks (got %s)", plan ? "both" : "neither");
		return;
	}
	if (plan && plan->kind != NODE_STRING) {
		error_at(r, plan, "wrong type (got %s, expected a file name)", node_kind_name(plan));
		return;
	}
	if (plan) {
		const struct node *file = plan_file(r, plan);

		if (!file)
			return;
		racks = known_part(r, file, 0);
		racks->key = "hosting_racks";
		node_replace(plan, racks);
	}
	if ((double)sc->n_demands * sc->n_sites * sc->n_periods > MOST_RACKS) {
		error_at(r, object, "demands x sites x periods are more than %d", MOST_RACKS);
		return;
	}
	cells = arena_alloc(r->arena, sc->n_demands * sc->n_sites * sc->n_periods, sizeof *cells);
	fill(r, racks, 0, 0, cells);
	sc->stability.racks = cells;
}
