/* check_links.c - what items say of one another: circles, pointers, places. */
#include "planner/base/geo.h"
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

/* ---- circles ---- */

static void add_name(enum collection of, const struct node *node, struct str *out)
{
	if (of == IN_PHASES)
		str_addf(out, "%s/", node->parent->parent->key);
	str_add(out, node->key);
}

/* Follows next[] from every item; a circle is said once, at its first item, with its chain. */
static void check_circles(struct reader *r, enum collection of, const int *next, const char *key)
{
	const struct items *items = &r->items[of];
	int *seen = memory_alloc(items->n, sizeof *seen); /* 1 + the start of the walk that came by */
	int i, at;

	for (i = 0; i < items->n; i++) {
		for (at = i; at >= 0 && !seen[at]; at = next[at])
			seen[at] = 1 + i;
		if (at >= 0 && seen[at] == 1 + i) {
			const int first = at;
			struct str chain = STR_INIT;

			do {
				add_name(of, items->nodes[at], &chain);
				str_add(&chain, " -> ");
				at = next[at];
			} while (at != first);
			add_name(of, items->nodes[first], &chain);
			error_at(r, node_get(items->nodes[first], key), "goes in a circle: %s", chain.text);
			str_dispose(&chain);
		}
	}
	memory_free(seen);
}

static void check_all_circles(struct reader *r)
{
	const struct scenario *sc = r->sc;
	int *next = memory_alloc(sc->n_regions + sc->n_phases + sc->n_targets, sizeof *next);
	int i;

	for (i = 0; i < sc->n_regions; i++)
		next[i] = sc->regions[i].parent;
	check_circles(r, IN_REGIONS, next, "parent");
	for (i = 0; i < sc->n_phases; i++)
		next[i] = sc->phases[i].predecessor;
	check_circles(r, IN_PHASES, next, "predecessor");
	for (i = 0; i < sc->n_targets; i++)
		next[i] = sc->targets[i].overruled_by;
	check_circles(r, IN_TARGETS, next, "overruled_by");
	memory_free(next);
}

/* ---- statements ---- */

/* The pointer must hold in the resolved scenario, where overrides are gone and a number is one thing. */
static void check_pointer(struct reader *r, const struct node *pointer)
{
	const struct node *at = pointer->string[0] == '/' ? node_at(r->root, pointer->string) : NULL;
	const char *first = at ? pointer->string + 1 : "";
	int i;

	if (!at || !strncmp(first, "overrides", 9) || !strncmp(first, "scenarios", 9) ||
	    !strncmp(first, "extends", 7)) {
		error_at(r, pointer,
		         "nothing stands there in the resolved scenario (got \"%s\", expected a JSON pointer)",
		         pointer->string);
		return;
	}
	for (i = 0; i < r->n_marks; i++) {
		size_t length = strlen(r->marks[i].pointer);

		if (!strncmp(pointer->string, r->marks[i].pointer, length) && pointer->string[length] == '/')
			error_at(r, pointer, "points into a number (got \"%s\", expected \"%s\")", pointer->string,
			         r->marks[i].pointer);
	}
}

/* Who deleted what the pointer names; NULL: nobody, as it never was. */
static const struct layer *deleted_by(const struct reader *r, const char *pointer)
{
	int i;

	for (i = 0; i < r->n_changes; i++) {
		const struct change *change = &r->changes[i];
		size_t length = strlen(change->pointer);

		if (!change->now && change->was && !strncmp(pointer, change->pointer, length) &&
		    (!pointer[length] || pointer[length] == '/') && node_at(change->was, pointer + length))
			return change->layer;
	}
	return NULL;
}

static void prune_pointers(struct reader *r, struct node *list)
{
	struct node *child, *next;

	for (child = list ? list->first : NULL; child; child = next) {
		const struct layer *layer;

		next = child->next;
		if (list->kind != NODE_ARRAY || child->kind != NODE_STRING || node_at(r->root, child->string))
			continue;
		layer = deleted_by(r, child->string);
		if (!layer)
			continue;
		finding_at_node(r->findings, child, AT_VALUE, true,
		                "nothing stands there any more: %s %s deleted it (got \"%s\")",
		                layer->kind == LAYER_SET ? "--set" : "override", layer->label, child->string);
		node_remove(child);
	}
}

void statements_prune(struct reader *r)
{
	const struct node *statements = node_get(r->root, "statements"), *statement;

	for (statement = statements ? statements->first : NULL; statement; statement = statement->next)
		prune_pointers(r, node_get(statement, "encoded_by"));
}

static void check_statements(struct reader *r)
{
	int i;

	for (i = 0; i < r->sc->n_statements; i++) {
		const struct node *list = node_get(r->items[IN_STATEMENTS].nodes[i], "encoded_by"), *child;

		for (child = list ? list->first : NULL; child; child = child->next) {
			check_pointer(r, child);
		}
	}
}

/* ---- places ---- */

static double middle(struct reader *r, int without, bool latitude)
{
	double sum = 0;
	int i, n = 0;

	for (i = 0; i < r->sc->n_sites; i++) {
		const struct site *site = &r->sc->sites[i];

		if (i == without || isnan(site->latitude_deg))
			continue;
		sum += latitude ? site->latitude_deg : site->longitude_deg;
		n++;
	}
	return n >= 2 ? sum / n : (double)NAN;
}

/* Far from all other sites, and near them the other way round. */
static void check_places(struct reader *r)
{
	int s;

	for (s = 0; s < r->sc->n_sites; s++) {
		const struct site *site = &r->sc->sites[s];
		double latitude = middle(r, s, true), longitude = middle(r, s, false);

		if (isnan(site->latitude_deg) || isnan(latitude) || fabs(site->longitude_deg) > 90)
			continue;
		if (geo_great_circle_km(site->latitude_deg, site->longitude_deg, latitude, longitude) > 2500 &&
		    geo_great_circle_km(site->longitude_deg, site->latitude_deg, latitude, longitude) < 1500)
			error_at(
				r, node_get(r->items[IN_SITES].nodes[s], "latitude_deg"),
				"far from every other site, and near them the other way round: are latitude and longitude swapped?");
	}
}

void check_links(struct reader *r)
{
	int errors = r->findings->n_errors;

	check_all_circles(r);
	check_statements(r);
	check_places(r);
	if (r->findings->n_errors == errors)
		check_hosting(r);
}
