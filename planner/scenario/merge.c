/*
 * merge.c - RFC 7396 merge patches over nodes, with two additions that the README states: an origin replaces an origin
 * as a whole, a form of series replaces the other form; and a path that does not exist is an error.
 */
#include "planner/scenario/internal.h"

#include <string.h>

static const char *const origin_keys[] = { "stated", "sourced", "assumed", "range", "range_share", NULL };
static const char *const form_keys[] = {
	"value", "values", "start", "growth_per_year", "steps", "table", "column", NULL
};

static bool is_one_of(const char *key, const char *const *keys)
{
	for (; *keys; keys++) {
		if (!strcmp(key, *keys))
			return true;
	}
	return false;
}

struct place place_below(const struct place *place, const char *key)
{
	struct place below = { NULL, IN_NOTHING, false };
	const struct field *field;

	if (place->of != IN_NOTHING) {
		below.table = collection_kinds[place->of].table;
		return below;
	}
	field = place->table ? table_field(place->table, key) : NULL;
	if (!field)
		below.free = true;
	else if (field->type == TYPE_OBJECT)
		below.table = field->table;
	else if (field->type == TYPE_MAP)
		below.of = field->of;
	else
		below.free = true;
	return below;
}

static void note_change(struct reader *r, const struct node *now, const struct node *was, const struct layer *layer,
                        const char *pointer)
{
	struct change *change;

	if (r->quiet)
		return;
	memory_reserve((void **)&r->changes, &r->changes_capacity, r->n_changes + 1, sizeof *r->changes);
	change = &r->changes[r->n_changes++];
	change->pointer = arena_string(r->scratch, pointer);
	change->layer = layer;
	change->now = now;
	change->was = was;
}

/* Drops what the patch replaces as a whole: the other origin, the other form of series. */
static void drop_alternatives(struct node *target, const struct node *patch)
{
	const struct node *child;
	struct node *old, *next;
	bool origin = false, form = false;

	for (child = patch->first; child; child = child->next) {
		origin |= is_one_of(child->key, origin_keys) && child->kind != NODE_NULL &&
		          strncmp(child->key, "range", 5) != 0;
		form |= is_one_of(child->key, form_keys) && child->kind != NODE_NULL && !node_get(target, child->key);
	}
	for (old = target->first; old; old = next) {
		next = old->next;
		if ((origin && is_one_of(old->key, origin_keys)) || (form && is_one_of(old->key, form_keys)))
			node_remove(old);
	}
}

/* A layer's origin speaks of the numbers of that layer only, so that it is checked but not merged. */
static void keep_origin(struct reader *r, struct node *origin, const struct layer *layer)
{
	if (layer->kind == LAYER_SET || origin->kind == NODE_NULL) {
		finding_at_node(
			r->findings, origin, AT_KEY, false,
			"the origin of numbers that stand elsewhere cannot be changed: write the numbers with theirs");
		return;
	}
	memory_reserve((void **)&r->origins, &r->origins_capacity, r->n_origins + 1, sizeof(struct node *));
	r->origins[r->n_origins++] = origin;
}

static bool is_id(const char *key)
{
	return !node_is_private(key) && strcmp(key, "origin") != 0;
}

static void refuse(struct reader *r, const struct place *place, const struct node *target, const struct node *child)
{
	struct nearest nearest = { child->key, NULL, 0 };
	const struct node *other;
	const char *hint;

	for (other = target->first; other; other = other->next)
		nearest_offer(&nearest, other->key);
	hint = nearest_hint(r->scratch, &nearest);
	if (!*hint && place->table)
		hint = table_nearest(r->scratch, place->table, child->key);
	finding_at_node(r->findings, child, AT_KEY, false, "there is no such path in what this changes%s", hint);
}

/* May this member be patched into the target? Says why not. */
static bool may_patch(struct reader *r, const struct place *place, const struct node *target, const struct node *child)
{
	const struct node *old = node_get(target, child->key);
	const struct field *field;

	if (child->kind == NODE_NULL && !old && !node_is_private(child->key)) {
		field = place->table ? table_field(place->table, child->key) : NULL;
		if (place->free || field)
			finding_at_node(r->findings, child, AT_KEY, false,
			                "there is no \"%s\" to delete in what this changes", child->key);
		else
			refuse(r, place, target, child);
		return false;
	}
	if (!is_id(child->key) || place->free)
		return true;
	if (place->of != IN_NOTHING) {
		const struct table *table = collection_kinds[place->of].table;
		int i;

		if (old)
			return true;
		for (i = 0; child->kind == NODE_OBJECT && i < table->n; i++) {
			if (table->fields[i].need == REQUIRED && !node_get(child, table->fields[i].key))
				break;
		}
		if (child->kind == NODE_OBJECT && i == table->n)
			return true; /* a whole new item */
		refuse(r, place, target, child);
		return false;
	}
	field = place->table ? table_field(place->table, child->key) : NULL;
	if (!field) {
		refuse(r, place, target, child);
		return false;
	}
	if (place->table == &scenario_table && field->type == TYPE_OTHER) {
		finding_at_node(r->findings, child, AT_KEY, false, "an override cannot change \"%s\"", child->key);
		return false;
	}
	return true;
}

static void patch_object(struct reader *r, const struct place *place, struct node *target, const struct node *patch,
                         const struct layer *layer, struct str *pointer);

/* A value that is an object (a number with its origin, a text) is patched in a copy: it was, and is, one thing. */
static void patch_value(struct reader *r, const struct place *place, struct node *old, const struct node *patch,
                        const struct layer *layer, struct str *pointer)
{
	struct node *new = node_copy(r->scratch, old, NULL);

	new->layer = layer;
	new->source = node_source(patch);
	node_replace(old, new);
	note_change(r, new, old, layer, pointer->text);
	patch_object(r, place, new, patch, layer, pointer);
}

/* Inside a value nothing is noted: the value was. */
static void patch_member(struct reader *r, const struct place *place, struct node *target, const struct node *child,
                         const struct layer *layer, struct str *pointer)
{
	struct place below = place_below(place, child->key);
	struct node *old = node_get(target, child->key), *new;

	if (child->kind == NODE_NULL) {
		if (!place->free && old)
			note_change(r, NULL, old, layer, pointer->text);
		if (old)
			node_remove(old);
		return;
	}
	if (child->kind == NODE_OBJECT && old && old->kind == NODE_OBJECT) {
		if (below.free && !place->free)
			patch_value(r, &below, old, child, layer, pointer);
		else
			patch_object(r, &below, old, child, layer, pointer);
		return;
	}
	new = node_copy(r->scratch, child, layer);
	if (!place->free)
		note_change(r, new, old, layer, pointer->text);
	if (old)
		node_replace(old, new);
	else
		node_append(target, new);
}

static void patch_object(struct reader *r, const struct place *place, struct node *target, const struct node *patch,
                         const struct layer *layer, struct str *pointer)
{
	struct node *child;

	if (place->free)
		drop_alternatives(target, patch);
	for (child = patch->first; child; child = child->next) {
		size_t length = pointer->length;

		if (!place->free && !strcmp(child->key, "origin")) {
			keep_origin(r, child, layer);
			continue;
		}
		if (!may_patch(r, place, target, child))
			continue;
		pointer_add(pointer, child->key);
		patch_member(r, place, target, child, layer, pointer);
		pointer->length = length;
		pointer->text[length] = '\0';
	}
}

void merge_patch(struct reader *r, struct node *target, const struct node *patch, const struct layer *layer)
{
	struct place place = { &scenario_table, IN_NOTHING, false };
	struct str pointer = STR_INIT;

	str_add(&pointer, "");
	str_add_char(&pointer, '/');
	str_clear(&pointer);
	if (patch->kind != NODE_OBJECT)
		finding_at_node(r->findings, patch, AT_VALUE, false,
		                "expected a partial document as an object (got %s)", node_kind_name(patch));
	else
		patch_object(r, &place, target, patch, layer, &pointer);
	str_dispose(&pointer);
}

/* ---- files over files: maps join, an id may come once, other values are the later file's ---- */

static bool is_id_map(const struct place *below, const char *key)
{
	return below->of != IN_NOTHING || !strcmp(key, "overrides") || !strcmp(key, "scenarios");
}

static void join_map(struct reader *r, struct node *target, const struct node *file)
{
	struct node *child;

	for (child = file->first; child; child = child->next) {
		const struct node *old = node_get(target, child->key);

		if (!strcmp(child->key, "origin")) {
			keep_origin(r, child, file->layer);
			continue;
		}
		if (old && is_id(child->key)) {
			const struct node *source = node_source(old);

			finding_at_node(r->findings, child, AT_KEY, false,
			                "\"%s\" is already defined at %s:%d:%d (to change it, use overrides)",
			                child->key, source->layer->path, source->key_line, source->key_column);
			continue;
		}
		if (!old)
			node_append(target, node_copy(r->scratch, child, file->layer));
	}
}

void merge_file(struct reader *r, struct node *target, const struct node *file)
{
	struct place place = { &scenario_table, IN_NOTHING, false };
	struct node *child;

	for (child = file->first; child; child = child->next) {
		struct place below = place_below(&place, child->key);
		struct node *old = node_get(target, child->key), *new;

		if (!strcmp(child->key, "origin") && file->layer != r->layers[0]) {
			keep_origin(r, child, file->layer);
			continue;
		}
		if (old && is_id_map(&below, child->key) && old->kind == NODE_OBJECT && child->kind == NODE_OBJECT) {
			join_map(r, old, child);
			continue;
		}
		if (old && old->kind == NODE_OBJECT && child->kind == NODE_OBJECT && below.table) {
			const struct node *member;

			for (member = child->first; member; member = member->next) {
				struct node *before = node_get(old, member->key);

				new = node_copy(r->scratch, member, file->layer);
				if (before)
					node_replace(before, new);
				else
					node_append(old, new);
			}
			continue;
		}
		new = node_copy(r->scratch, child, file->layer);
		if (old)
			node_replace(old, new);
		else
			node_append(target, new);
	}
}
