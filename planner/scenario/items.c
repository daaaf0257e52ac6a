/* items.c - the things of a scenario by id: collected from the merged document, found by name. */
#include "planner/scenario/internal.h"

#include <stdlib.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

static int by_id(const void *left, const void *right)
{
	const struct name_index *a = left, *b = right;

	return strcmp(a->id, b->id);
}

int reader_find(const struct reader *r, enum collection of, const char *id)
{
	const struct items *items = &r->items[of];
	struct name_index key = { id, 0 };
	const struct name_index *found;

	if (items->n == 0)
		return -1;
	found = bsearch(&key, items->names, (size_t)items->n, sizeof key, by_id);
	return found ? found->index : -1;
}

const char *reader_nearest(struct reader *r, enum collection of, const char *id)
{
	struct nearest nearest = { id, NULL, 0 };
	int i;

	for (i = 0; i < r->items[of].n; i++)
		nearest_offer(&nearest, r->items[of].names[i].id);
	return nearest_hint(r->scratch, &nearest);
}

void *reader_item(const struct reader *r, enum collection of, int i)
{
	const struct collection_kind *kind = &collection_kinds[of];
	char *items;

	memcpy(&items, (const char *)r->sc + kind->offset, sizeof items);
	return items + (size_t)i * kind->size;
}

bool id_is_good(const char *id)
{
	/* Results go into folders named by ids: none may be "..", or hidden. */
	return strlen(id) >= 1 && strlen(id) <= 64 && *id != '.' &&
	       strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == strlen(id);
}

static void collect(struct reader *r, enum collection of, struct node *map, const char *prefix)
{
	struct items *items = &r->items[of];
	struct node *child;

	if (!map)
		return;
	if (map->kind != NODE_OBJECT) {
		error_at(r, map, "expected an object of %ss by id (got %s)", collection_kinds[of].noun,
		         node_kind_name(map));
		return;
	}
	for (child = map->first; child; child = child->next) {
		if (node_is_private(child->key))
			continue;
		if (!strcmp(child->key, "origin")) {
			origin_check(r, child);
			continue;
		}
		if (!id_is_good(child->key))
			finding_at_node(r->findings, child, AT_KEY, false,
			                "not an id (got \"%s\", expected 1 to 64 of A-Z a-z 0-9 . _ -, no . first)",
			                child->key);
		if (items->n == items->capacity) {
			int capacity = items->capacity;

			memory_reserve((void **)&items->nodes, &items->capacity, items->n + 1, sizeof *items->nodes);
			memory_reserve((void **)&items->names, &capacity, items->n + 1, sizeof *items->names);
		}
		items->nodes[items->n] = child;
		items->names[items->n].index = items->n;
		items->names[items->n].id = *prefix ? arena_format(r->scratch, "%s/%s", prefix, child->key)
		                                    : child->key;
		items->n++;
	}
}

void items_collect(struct reader *r)
{
	int of, s, l;

	for (of = 1; of < COLLECTIONS; of++) {
		if (of == IN_PHASES || of == IN_FEEDS || of == IN_ENERGY || of == IN_MODULES)
			continue; /* within sites and links */
		collect(r, (enum collection)of, node_get(r->root, collection_kinds[of].key), "");
	}
	for (s = 0; s < r->items[IN_SITES].n; s++) {
		struct node *site = r->items[IN_SITES].nodes[s];

		collect(r, IN_PHASES, node_get(site, "phases"), site->key);
		collect(r, IN_FEEDS, node_get(site, "feeds"), site->key);
		collect(r, IN_ENERGY, node_get(site, "energy"), site->key);
	}
	for (l = 0; l < r->items[IN_LINKS].n; l++) {
		struct node *link = r->items[IN_LINKS].nodes[l];

		collect(r, IN_MODULES, node_get(link, "modules"), link->key);
	}
	for (of = 1; of < COLLECTIONS; of++) {
		struct items *items = &r->items[of];

		if (items->n > 0)
			qsort(items->names, (size_t)items->n, sizeof *items->names, by_id);
	}
}
