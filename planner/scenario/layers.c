/* layers.c - extends, then the named scenario's overrides, then --set: the merged document. */
#include "planner/base/io.h"
#include "planner/scenario/internal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 64 * 1024 * 1024 };

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

struct layer *reader_layer(struct reader *r, enum layer_kind kind, const char *path, const char *name,
                           const char *label)
{
	struct layer *layer = arena_alloc(r->scratch, 1, sizeof *layer);

	layer->kind = kind;
	layer->order = r->n_layers;
	layer->path = arena_string(r->arena, path);
	layer->name = arena_string(r->arena, name);
	layer->label = arena_string(r->arena, label);
	memory_reserve((void **)&r->layers, &r->layers_capacity, r->n_layers + 1, sizeof *r->layers);
	r->layers[r->n_layers++] = layer;
	return layer;
}

void reader_add_file(struct reader *r, const char *shown, const char *real, const char *text, size_t length)
{
	int capacity = r->files_capacity, i;

	for (i = 0; i < r->n_files; i++) {
		if (!strcmp(r->real_paths[i], real))
			return;
	}
	memory_reserve((void **)&r->files, &r->files_capacity, r->n_files + 1, sizeof *r->files);
	memory_reserve((void **)&r->real_paths, &capacity, r->n_files + 1, sizeof *r->real_paths);
	r->files[r->n_files].path = arena_string(r->arena, shown);
	io_sha256(text, length, r->files[r->n_files].sha256);
	r->real_paths[r->n_files++] = arena_string(r->scratch, real);
}

static char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	return arena_string_n(arena, path, slash ? (size_t)(slash + 1 - path) : 0);
}

char *reader_real_path(struct reader *r, const struct node *node, const char *from, const char **name,
                       const char **shown)
{
	/* Relative to the folder of the file that names it. */
	const char *wanted = *from == '/' ? from
	                                  : arena_format(r->scratch, "%s/%s%s", r->folder,
	                                                 folder_of(r->scratch, node_source(node)->layer->name), from);
	char *resolved = realpath(wanted, NULL), *real;
	size_t folder = strlen(r->folder);

	if (!resolved) {
		error_at(r, node, "there is no file \"%s\"", from);
		return NULL;
	}
	real = arena_string(r->scratch, resolved);
	free(resolved);
	if (strncmp(real, r->folder, folder) != 0 || (folder > 1 && real[folder] != '/')) {
		error_at(r, node, "\"%s\" lies outside the scenario's folder", from);
		return NULL;
	}
	*name = arena_string(r->arena, real + folder + (folder > 1));
	*shown = arena_format(r->arena, "%s%s", r->shown_folder, *name);
	return real;
}

/* ---- files ---- */

static bool file_read(struct reader *r, const char *real, const char *name, const char *shown, const struct node *by);

static bool already_read(const struct reader *r, const char *real)
{
	int i;

	for (i = 0; i < r->n_files; i++) {
		if (!strcmp(r->real_paths[i], real))
			return true;
	}
	return false;
}

static bool in_chain(struct reader *r, const char *real, const struct node *by)
{
	struct str chain = STR_INIT;
	int i, k;

	for (i = 0; i < r->n_chain && strcmp(r->chain[i], real) != 0; i++)
		;
	if (i == r->n_chain)
		return false;
	for (k = i; k < r->n_chain; k++)
		str_addf(&chain, "%s -> ", r->chain[k] + strlen(r->folder) + 1);
	error_at(r, by, "extends goes in a circle: %s%s", chain.text, real + strlen(r->folder) + 1);
	str_dispose(&chain);
	return true;
}

static bool extend(struct reader *r, const struct node *node)
{
	const char *name, *shown;
	char *real;

	if (node->kind != NODE_STRING) {
		error_at(r, node, "wrong type (got %s, expected a file name)", node_kind_name(node));
		return false;
	}
	real = reader_real_path(r, node, node->string, &name, &shown);
	if (!real || in_chain(r, real, node))
		return false;
	return already_read(r, real) || file_read(r, real, name, shown, node);
}

static bool extends_read(struct reader *r, const struct node *extends)
{
	const struct node *child;
	bool good = true;

	if (!extends)
		return true;
	if (extends->kind != NODE_ARRAY)
		return extend(r, extends);
	for (child = extends->first; child; child = child->next)
		good &= extend(r, child);
	return good;
}

static bool version_check(struct reader *r, const struct node *root)
{
	const struct node *version = node_get(root, "rackplan");

	if (!version) {
		error_at(r, root, "the file lacks \"rackplan\", the version of its format (expected 1)");
		return true;
	}
	if (version->kind == NODE_NUMBER && version->number > 1) {
		error_at(r, version,
		         "the file is of format %.17g, this program reads format 1: a newer rackplan is needed",
		         version->number);
		return false;
	}
	if (version->kind != NODE_NUMBER || version->number < 1) {
		error_at(r, version, "expected the format's version, 1 (got %s)", node_kind_name(version));
		return false;
	}
	return true;
}

static bool file_read(struct reader *r, const char *real, const char *name, const char *shown, const struct node *by)
{
	struct layer *layer = reader_layer(r, LAYER_FILE, shown, name, "");
	struct error err = ERROR_INIT;
	struct node *root;
	size_t length;
	char *text;
	bool good;

	if (io_read_file(real, MOST_BYTES, &text, &length, &err) != 0) {
		if (by)
			error_at(r, by, "%s: %s", shown, err.what);
		else
			finding_at_place(r->findings, shown, 0, 0, "", "%s", err.what);
		return false;
	}
	reader_add_file(r, shown, real, text, length);
	root = node_read(r->scratch, layer, text, length, r->findings);
	memory_free(text);
	if (!root || !version_check(r, root))
		return false;
	layer->root = root;
	memory_reserve((void **)&r->chain, &r->chain_capacity, r->n_chain + 1, sizeof *r->chain);
	r->chain[r->n_chain++] = real;
	good = extends_read(r, node_get(root, "extends"));
	r->n_chain--;
	merge_file(r, r->root, root);
	return good;
}

/* ---- overrides ---- */

static void apply_named(struct reader *r, const struct node *override)
{
	const struct node *patch = node_source(override);
	struct layer *layer = reader_layer(r, LAYER_OVERRIDE, patch->layer->path, patch->layer->name, patch->key);

	layer->root = patch;
	merge_patch(r, r->root, patch, layer);
}

static void apply_override(struct reader *r, const struct node *name)
{
	const struct node *overrides = node_get(r->root, "overrides"), *patch, *other;
	struct nearest nearest = { "", NULL, 0 };

	if (name->kind != NODE_STRING) {
		error_at(r, name, "wrong type (got %s, expected the name of an override)", node_kind_name(name));
		return;
	}
	patch = node_get(overrides, name->string);
	if (!patch) {
		nearest.wanted = name->string;
		for (other = overrides ? overrides->first : NULL; other; other = other->next)
			nearest_offer(&nearest, other->key);
		error_at(r, name, "unknown override \"%s\"%s", name->string, nearest_hint(r->scratch, &nearest));
		return;
	}
	apply_named(r, patch);
}

static bool is_named(const struct node *scenarios, const char *override)
{
	const struct node *scenario, *name;

	for (scenario = scenarios ? scenarios->first : NULL; scenario; scenario = scenario->next) {
		for (name = scenario->first; name; name = name->next) {
			if (name->kind == NODE_STRING && !strcmp(name->string, override))
				return true;
		}
	}
	return false;
}

static bool overrides_apply(struct reader *r)
{
	const struct node *scenarios = node_get(r->root, "scenarios"), *list, *child;
	const char *wanted = r->options ? r->options->variant : NULL, *base = "base";
	const struct node *resolved = node_get(r->root, "variant");
	struct nearest nearest = { "", NULL, 0 };

	if (resolved && resolved->kind == NODE_STRING)
		base = resolved->string;
	r->variant = wanted ? wanted : base;
	list = node_get(scenarios, r->variant);
	if (!list) {
		if (!wanted || !strcmp(wanted, base))
			return true;
		nearest.wanted = wanted;
		for (child = scenarios ? scenarios->first : NULL; child; child = child->next)
			nearest_offer(&nearest, child->key);
		finding_at_place(r->findings, r->layers[0]->path, 0, 0, "", "the file has no scenario \"%s\"%s", wanted,
		                 nearest_hint(r->scratch, &nearest));
		return false;
	}
	if (list->kind != NODE_ARRAY)
		return false; /* said already */
	for (child = list->first; child; child = child->next)
		apply_override(r, child);
	return true;
}

/* A member of the head that is no object is said and taken out, so that nobody meets it later. */
static const struct node *object_of(struct reader *r, const char *key)
{
	struct node *node = node_get(r->root, key);

	if (!node || node->kind == NODE_OBJECT)
		return node;
	error_at(r, node, "wrong type (got %s, expected an object)", node_kind_name(node));
	node_remove(node);
	return NULL;
}

static void words_check(struct reader *r, const char *key)
{
	const struct node *node = node_get(r->root, key);

	if (node && node->kind != NODE_STRING)
		error_at(r, node, "wrong type (got %s, expected words)", node_kind_name(node));
	else if (node && !strcmp(key, "variant") && !id_is_good(node->string))
		error_at(r, node, "not an id (got \"%s\", expected 1 to 64 of A-Z a-z 0-9 . _ -, no . first)",
		         node->string);
}

/* The scenarios that are not wanted, and overrides that no scenario names: their paths must exist all the same. */
static void others_check(struct reader *r)
{
	const struct node *scenarios = object_of(r, "scenarios"), *overrides = object_of(r, "overrides");
	const struct node *scenario, *override, *name;
	struct node *kept = r->root;

	r->quiet = true;
	for (scenario = scenarios ? scenarios->first : NULL; scenario; scenario = scenario->next) {
		if (node_is_private(scenario->key))
			continue;
		if (scenario->kind != NODE_ARRAY) {
			error_at(r, scenario, "wrong type (got %s, expected a list of overrides)",
			         node_kind_name(scenario));
			continue;
		}
		r->root = node_copy(r->scratch, kept, NULL);
		for (name = scenario->first; name; name = name->next)
			apply_override(r, name);
	}
	for (override = overrides ? overrides->first : NULL; override; override = override->next) {
		if (node_is_private(override->key) || is_named(scenarios, override->key))
			continue;
		r->root = node_copy(r->scratch, kept, NULL);
		apply_named(r, override);
	}
	r->root = kept;
	r->quiet = false;
}

bool layers_read(struct reader *r, const char *path)
{
	char *shown_folder = folder_of(r->arena, path);
	char *folder = realpath(*shown_folder ? shown_folder : ".", NULL);
	char *real = realpath(path, NULL);
	const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	bool good;
	int i;

	if (!folder || !real) {
		finding_at_place(r->findings, path, 0, 0, "", "there is no such file");
		free(folder);
		free(real);
		return false;
	}
	r->folder = arena_string(r->scratch, folder);
	r->shown_folder = shown_folder;
	r->root = node_new(r->scratch, NODE_OBJECT, NULL);
	good = file_read(r, arena_string(r->scratch, real), base, path, NULL);
	free(folder);
	free(real);
	if (!good || !r->root->first)
		return false;
	r->root->source = r->layers[0]->root; /* whose place stands for the whole document */
	r->root->layer = r->layers[0];
	words_check(r, "$schema");
	words_check(r, "variant");
	others_check(r);
	overrides_apply(r);
	for (i = 0; r->options && i < r->options->n_set; i++)
		set_apply(r, r->options->set[i]);
	return true;
}
