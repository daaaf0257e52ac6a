/* set.c - --set PATH=VALUE: a merge patch of one member. */
#include "planner/scenario/internal.h"

#include <string.h>

static bool key_is_known(const struct node *at, const struct place *place, const char *key)
{
	return node_get(at, key) || (place->table && table_field(place->table, key));
}

/* Dotted paths: ids may hold dots, so the longest key that exists is taken. */
static bool dotted_to_pointer(const struct node *at, struct place place, char *path, struct str *pointer)
{
	size_t length = strlen(path), n;

	if (!length)
		return true;
	for (n = length; n > 0; n--) {
		char *rest = path + n;
		char kept = *rest;
		bool known;

		if (kept != '.' && kept != '\0')
			continue;
		*rest = '\0';
		known = key_is_known(at, &place, path) || (kept == '\0' && place.free);
		if (known) {
			size_t before = pointer->length;

			pointer_add(pointer, path);
			if (dotted_to_pointer(node_get(at, path), place_below(&place, path), kept ? rest + 1 : rest,
			                      pointer)) {
				*rest = kept;
				return true;
			}
			pointer->length = before;
			pointer->text[before] = '\0';
		}
		*rest = kept;
	}
	return false;
}

/* Cuts the longest known key off the path; NULL when the path does not begin with one and a dot. */
static char *cut_known_key(const struct node *at, const struct place *place, char *path)
{
	char *dot;

	for (dot = strrchr(path, '.'); dot; dot = strrchr(path, '.')) {
		*dot = '\0';
		if (key_is_known(at, place, path))
			break;
	}
	return dot;
}

/* What the first key that does not exist may have been meant to be. */
static const char *dotted_hint(struct reader *r, const char *path)
{
	struct place place = { &scenario_table, IN_NOTHING, false };
	struct nearest nearest = { "", NULL, 0 };
	const struct node *at = r->root, *child;
	char *key;

	for (;;) {
		char *copy = arena_string(r->scratch, path), *dot = cut_known_key(at, &place, copy);

		if (!dot)
			break;
		path += dot - copy + 1;
		place = place_below(&place, copy);
		at = node_get(at, copy);
	}
	key = arena_string_n(r->scratch, path, strcspn(path, "."));
	nearest.wanted = key;
	for (child = at && at->kind == NODE_OBJECT ? at->first : NULL; child; child = child->next)
		nearest_offer(&nearest, child->key);
	return nearest.best || !place.table ? nearest_hint(r->scratch, &nearest)
	                                    : table_nearest(r->scratch, place.table, key);
}

static struct node *wrap(struct reader *r, const char *pointer, struct node *value, const struct layer *layer)
{
	struct node *root = node_new(r->scratch, NODE_OBJECT, layer), *at = root;
	struct str key = STR_INIT;

	while (*pointer == '/') {
		struct node *child;

		str_clear(&key);
		for (pointer++; *pointer && *pointer != '/'; pointer++) {
			if (*pointer == '~' && (pointer[1] == '0' || pointer[1] == '1'))
				str_add_char(&key, *++pointer == '0' ? '~' : '/');
			else
				str_add_char(&key, *pointer);
		}
		child = *pointer ? node_new(r->scratch, NODE_OBJECT, layer) : value;
		child->key = arena_string(r->scratch, key.text);
		node_append(at, child);
		at = child;
	}
	str_dispose(&key);
	return root;
}

bool set_apply(struct reader *r, const char *assignment)
{
	const size_t length = strcspn(assignment, "=");
	char *path = arena_string_n(r->scratch, assignment, length);
	const char *shown = arena_format(r->scratch, "--set %s", path);
	struct layer *layer = reader_layer(r, LAYER_SET, shown, "--set", assignment);
	struct place place = { &scenario_table, IN_NOTHING, false };
	struct str pointer = STR_INIT;
	struct node *patch;
	bool good = true;

	if (!length || !assignment[length]) {
		finding_at_place(r->findings, shown, 1, 1, "", "expected PATH=VALUE (got \"%s\")", assignment);
		return false;
	}
	if (*path == '/')
		str_add(&pointer, path);
	else
		good = dotted_to_pointer(r->root, place, path, &pointer);
	if (!good) {
		finding_at_place(r->findings, shown, 1, 1, "", "there is no such path in the scenario%s",
		                 dotted_hint(r, path));
	} else {
		patch = wrap(r, pointer.text, node_of_word(r->scratch, layer, assignment + length + 1), layer);
		layer->root = patch;
		merge_patch(r, r->root, patch, layer);
	}
	str_dispose(&pointer);
	return good;
}
