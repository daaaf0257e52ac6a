/* read.c - the sweep file, strictly: what it says, without a look at the scenario. */
#include "planner/base/io.h"
#include "planner/sweep/sweep.h"

#include <math.h>
#include <string.h>

#define error_at(findings, node, ...) finding_at_node(findings, node, AT_VALUE, false, __VA_ARGS__)

enum { MOST_BYTES = 16 * 1024 * 1024, FORMAT = 1 };

const char *const sweep_method_names[SWEEP_METHODS] = { "grid", "latin_hypercube", "one_at_a_time", "list" };

static const char *const file_keys[] = { "$schema", "rackplan_sweep", "id",   "title", "scenario",
	                                 "variant", "method",         "seed", "steps", "parameters",
	                                 "samples", "list",           NULL };
static const char *const parameter_keys[] = { "path", "values", "from", "to", "steps", "assumed", NULL };
static const char *const entry_keys[] = { "name", "scenario", "set", NULL };
static const char *const title_keys[] = { "en", "zh", NULL };

struct reading {
	struct sweep *sweep;
	struct findings *findings;
};

static bool is_word(const char *const *words, const char *word)
{
	for (; *words; words++) {
		if (strcmp(*words, word) == 0)
			return true;
	}
	return false;
}

static const char *hint(struct reading *r, const char *const *words, const char *wanted)
{
	struct nearest nearest = { wanted, NULL, 0 };

	for (; *words; words++)
		nearest_offer(&nearest, *words);
	return nearest_hint(r->sweep->arena, &nearest);
}

static void check_keys(struct reading *r, const struct node *object, const char *const *keys, const char *what)
{
	const struct node *child;

	for (child = object->first; child; child = child->next) {
		if (!node_is_private(child->key) && !is_word(keys, child->key))
			finding_at_node(r->findings, child, AT_KEY, false, "unknown key \"%s\" of %s%s", child->key,
			                what, hint(r, keys, child->key));
	}
}

static bool is_kind(struct reading *r, const struct node *node, enum node_kind kind, const char *what)
{
	if (node->kind == kind)
		return true;
	error_at(r->findings, node, "expected %s (got %s)", what, node_kind_name(node));
	return false;
}

static const char *read_string(struct reading *r, const struct node *object, const char *key, bool required)
{
	const struct node *node = node_get(object, key);

	if (!node) {
		if (required)
			error_at(r->findings, object, "the sweep lacks \"%s\"", key);
		return NULL;
	}
	if (!is_kind(r, node, NODE_STRING, "a string"))
		return NULL;
	if (*node->string)
		return node->string;
	error_at(r->findings, node, "the string is empty");
	return NULL;
}

/* -1 when it is not there, or wrong. */
static double read_whole(struct reading *r, const struct node *object, const char *key, double least, double most)
{
	const struct node *node = node_get(object, key);

	if (!node)
		return -1;
	if (!is_kind(r, node, NODE_NUMBER, "a whole number"))
		return -1;
	if (node->number >= least && node->number <= most && !(floor(node->number) < node->number))
		return node->number;
	error_at(r->findings, node, "expected a whole number from %.0f to %.0f (got %.15g)", least, most, node->number);
	return -1;
}

static void read_title(struct reading *r)
{
	const struct node *node = node_get(r->sweep->root, "title"), *child;
	struct text *title = &r->sweep->title;

	title->en = title->zh = "";
	if (!node)
		return;
	if (node->kind == NODE_STRING) {
		title->en = title->zh = node->string;
		return;
	}
	if (!is_kind(r, node, NODE_OBJECT, "a text or {\"en\", \"zh\"}"))
		return;
	check_keys(r, node, title_keys, "a text");
	for (child = node->first; child; child = child->next) {
		if (!is_kind(r, child, NODE_STRING, "a string"))
			continue;
		*(strcmp(child->key, "zh") == 0 ? &title->zh : &title->en) = child->string;
	}
	title->zh = *title->zh ? title->zh : title->en;
	title->en = *title->en ? title->en : title->zh;
}

static void read_method(struct reading *r)
{
	struct sweep *sweep = r->sweep;
	const char *name = read_string(r, sweep->root, "method", true);
	const char *names[SWEEP_METHODS + 1] = { NULL };
	int i;

	if (!name)
		return;
	for (i = 0; i < SWEEP_METHODS; i++) {
		names[i] = sweep_method_names[i];
		if (strcmp(name, names[i]) == 0) {
			sweep->method = (enum sweep_method)i;
			return;
		}
	}
	error_at(r->findings, node_get(sweep->root, "method"),
	         "unknown method \"%s\" (expected grid, latin_hypercube, one_at_a_time or list)%s", name,
	         hint(r, names, name));
}

static void read_assumed(struct reading *r, const struct node *node, const struct node *patterns)
{
	static const char *const others[] = { "path", "values", "from", "to", "steps", NULL };
	const struct node *child;

	for (child = node->first; child; child = child->next) {
		if (is_word(others, child->key))
			finding_at_node(r->findings, child, AT_KEY, false,
			                "\"assumed\" takes the ranges of the scenario, and no \"%s\"", child->key);
	}
	if (!is_kind(r, patterns, NODE_ARRAY, "a list of pointers"))
		return;
	if (patterns->n == 0)
		error_at(r->findings, patterns, "expected at least one pointer");
	for (child = patterns->first; child; child = child->next) {
		if (is_kind(r, child, NODE_STRING, "a pointer") && *child->string != '/')
			error_at(r->findings, child, "expected a pointer that begins with / (got \"%s\")",
			         child->string);
	}
}

static void read_range(struct reading *r, const struct node *node)
{
	const struct node *from = node_get(node, "from"), *to = node_get(node, "to"), *steps = node_get(node, "steps");

	if (!from || !to) {
		error_at(r->findings, node, "the parameter lacks %s",
		         from ? "\"to\"" : "\"values\", or \"from\" and \"to\"");
		return;
	}
	if (!is_kind(r, from, NODE_NUMBER, "a number") || !is_kind(r, to, NODE_NUMBER, "a number"))
		return;
	if (!(from->number < to->number))
		error_at(r->findings, to, "\"to\" is %.15g, and \"from\" %.15g (expected from < to)", to->number,
		         from->number);
	read_whole(r, node, "steps", 2, SWEEP_MOST_VARIANTS);
	if (!steps && r->sweep->method == SWEEP_GRID)
		error_at(r->findings, node, "in a grid, \"from\" and \"to\" need \"steps\"");
	if (steps && r->sweep->method != SWEEP_GRID)
		finding_at_node(r->findings, steps, AT_KEY, false, "\"steps\" is of a grid");
}

static void read_parameter(struct reading *r, const struct node *node)
{
	const struct node *assumed, *values;

	if (!is_kind(r, node, NODE_OBJECT, "a parameter, an object"))
		return;
	check_keys(r, node, parameter_keys, "a parameter");
	assumed = node_get(node, "assumed");
	values = node_get(node, "values");
	if (assumed) {
		read_assumed(r, node, assumed);
		return;
	}
	if (!node_get(node, "path"))
		error_at(r->findings, node, "the parameter lacks \"path\" (or \"assumed\")");
	else
		read_string(r, node, "path", true);
	if (!values) {
		read_range(r, node);
		return;
	}
	if (node_get(node, "from") || node_get(node, "to") || node_get(node, "steps"))
		error_at(r->findings, values, "\"values\", or \"from\" and \"to\", not both");
	if (is_kind(r, values, NODE_ARRAY, "a list of values") && values->n == 0)
		error_at(r->findings, values, "expected at least one value");
}

static void read_parameters(struct reading *r)
{
	const struct node *list = node_get(r->sweep->root, "parameters"), *child;
	const bool listed = r->sweep->method == SWEEP_LIST;

	if (!list && !listed)
		error_at(r->findings, r->sweep->root, "the sweep lacks \"parameters\"");
	if (list && listed)
		finding_at_node(r->findings, list, AT_KEY, false, "a list has no \"parameters\"");
	if (!list || listed || !is_kind(r, list, NODE_ARRAY, "a list of parameters"))
		return;
	if (list->n == 0)
		error_at(r->findings, list, "expected at least one parameter");
	for (child = list->first; child; child = child->next)
		read_parameter(r, child);
}

static void read_list(struct reading *r)
{
	const struct node *list = node_get(r->sweep->root, "list"), *child;
	const bool listed = r->sweep->method == SWEEP_LIST;

	if (!list && listed)
		error_at(r->findings, r->sweep->root, "the sweep lacks \"list\"");
	if (list && !listed)
		finding_at_node(r->findings, list, AT_KEY, false, "\"list\" is of the method list");
	if (!list || !listed || !is_kind(r, list, NODE_ARRAY, "a list of variants"))
		return;
	if (list->n == 0)
		error_at(r->findings, list, "expected at least one variant");
	for (child = list->first; child; child = child->next) {
		const struct node *set;

		if (!is_kind(r, child, NODE_OBJECT, "a variant, an object"))
			continue;
		check_keys(r, child, entry_keys, "a variant");
		read_string(r, child, "name", false);
		read_string(r, child, "scenario", false);
		set = node_get(child, "set");
		if (set)
			is_kind(r, set, NODE_OBJECT, "an object of paths and values");
	}
}

/* What only some methods have is needed there, and wrong elsewhere. */
static void read_numbers(struct reading *r)
{
	struct sweep *sweep = r->sweep;
	const bool hypercube = sweep->method == SWEEP_LATIN_HYPERCUBE;
	const struct node *samples = node_get(sweep->root, "samples"), *steps = node_get(sweep->root, "steps");
	double seed = read_whole(r, sweep->root, "seed", 0, 9007199254740992.0);

	sweep->seed = seed > 0 ? (uint64_t)seed : 0;
	if (hypercube && !node_get(sweep->root, "seed"))
		error_at(r->findings, sweep->root,
		         "the sweep lacks \"seed\", a whole number that its samples follow from");
	if (hypercube && !samples)
		error_at(r->findings, sweep->root, "the sweep lacks \"samples\"");
	if (samples && !hypercube)
		finding_at_node(r->findings, samples, AT_KEY, false, "\"samples\" is of the method latin_hypercube");
	if (steps && sweep->method != SWEEP_GRID)
		finding_at_node(r->findings, steps, AT_KEY, false, "\"steps\" is of a grid");
	sweep->n_samples = (int)lround(fmax(0, read_whole(r, sweep->root, "samples", 1, SWEEP_MOST_VARIANTS)));
	sweep->n_steps = (int)lround(fmax(0, read_whole(r, sweep->root, "steps", 2, SWEEP_MOST_VARIANTS)));
}

/* The scenario's path is relative to the sweep file. */
static void read_scenario(struct reading *r, const char *path)
{
	const char *scenario = read_string(r, r->sweep->root, "scenario", true), *slash = strrchr(path, '/');

	r->sweep->base = read_string(r, r->sweep->root, "variant", false);
	if (scenario && *scenario != '/' && slash)
		scenario = arena_format(r->sweep->arena, "%.*s/%s", (int)(slash - path), path, scenario);
	r->sweep->scenario = scenario;
}

static void read_all(struct reading *r, const char *path)
{
	struct sweep *sweep = r->sweep;
	const struct node *format = node_get(sweep->root, "rackplan_sweep");

	check_keys(r, sweep->root, file_keys, "a sweep");
	if (!format)
		error_at(r->findings, sweep->root, "the sweep lacks \"rackplan_sweep\": %d", FORMAT);
	else
		read_whole(r, sweep->root, "rackplan_sweep", FORMAT, FORMAT);
	sweep->id = read_string(r, sweep->root, "id", true);
	if (sweep->id && strspn(sweep->id, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != strlen(sweep->id))
		error_at(r->findings, node_get(sweep->root, "id"),
		         "an id has lower-case letters, digits, - _ and . (got \"%s\")", sweep->id);
	read_title(r);
	read_method(r);
	read_numbers(r);
	read_parameters(r);
	read_list(r);
	read_scenario(r, path);
}

struct sweep *sweep_read(const char *path, struct findings *findings)
{
	struct arena *arena = arena_new();
	struct sweep *sweep = arena_alloc(arena, 1, sizeof *sweep);
	struct reading r = { sweep, findings };
	struct error err = ERROR_INIT;
	size_t length;
	char *text;

	sweep->arena = arena;
	sweep->layer = arena_alloc(arena, 1, sizeof *sweep->layer);
	sweep->layer->path = sweep->layer->name = arena_string(arena, path);
	sweep->layer->label = "";
	if (io_read_file(path, MOST_BYTES, &text, &length, &err)) {
		finding_at_place(findings, path, 0, 0, "", "%s", err.what);
		sweep_free(sweep);
		return NULL;
	}
	io_sha256(text, length, sweep->sha256);
	sweep->root = node_read(arena, sweep->layer, text, length, findings);
	memory_free(text);
	if (sweep->root)
		read_all(&r, path);
	findings_sort(findings);
	if (findings->n_errors == 0)
		return sweep;
	sweep_free(sweep);
	return NULL;
}

int sweep_design(struct sweep *sweep, const struct scenario *base, const char *names, struct findings *findings)
{
	int result = sweep_resolve(sweep, base, findings);

	if (result == 0)
		result = sweep_vary(sweep, names, findings);
	findings_sort(findings);
	return result;
}

void sweep_free(struct sweep *sweep)
{
	if (!sweep)
		return;
	memory_free(sweep->variants);
	memory_free(sweep->parameters);
	arena_free(sweep->arena);
}
