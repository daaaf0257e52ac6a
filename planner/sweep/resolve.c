/* resolve.c - the parameters of a sweep, found in the scenario: their pointers, ranges and units. */
#include "planner/sweep/sweep.h"

#include <math.h>
#include <string.h>

#define error_at(findings, node, ...) finding_at_node(findings, node, AT_VALUE, false, __VA_ARGS__)

struct resolving {
	struct sweep *sweep;
	const struct scenario *base;
	const struct node *document; /* the resolved scenario */
	struct findings *findings;
	int capacity;
};

static void add_json(struct str *out, const struct node *node)
{
	const struct node *child;

	switch (node->kind) {
	case NODE_NULL: str_add(out, "null"); return;
	case NODE_BOOL: str_add(out, node->truth ? "true" : "false"); return;
	case NODE_NUMBER: str_add_number(out, node->number); return;
	case NODE_STRING: str_add_json(out, node->string); return;
	case NODE_ARRAY:
	case NODE_OBJECT: break;
	}
	str_add_char(out, node->kind == NODE_ARRAY ? '[' : '{');
	for (child = node->first; child; child = child->next) {
		if (child != node->first)
			str_add(out, ", ");
		if (node->kind == NODE_OBJECT) {
			str_add_json(out, child->key);
			str_add(out, ": ");
		}
		add_json(out, child);
	}
	str_add_char(out, node->kind == NODE_ARRAY ? ']' : '}');
}

struct sweep_value sweep_value_of_node(struct sweep *sweep, const struct node *node)
{
	struct sweep_value value = { NULL, node->kind == NODE_NUMBER ? node->number : (double)NAN };
	struct str text = STR_INIT;

	add_json(&text, node);
	value.json = arena_string(sweep->arena, text.text);
	str_dispose(&text);
	return value;
}

bool sweep_pattern_fits(const char *pattern, const char *pointer)
{
	while (*pattern) {
		size_t n = strcspn(pattern + 1, "/") + 1, m;

		if (*pointer != '/')
			return n == 1 && !pattern[1];
		m = strcspn(pointer + 1, "/") + 1;
		if (!(n == 2 && pattern[1] == '*') && !(n == 1 && !pattern[1]) &&
		    (n != m || strncmp(pattern, pointer, n) != 0))
			return false;
		pattern += n;
		pointer += m;
	}
	return true;
}

/* Dotted paths: ids may hold dots, so the longest key that exists is taken, as --set does. */
static bool find_dotted(const struct node *at, char *path, struct str *pointer)
{
	const size_t length = strlen(path);
	size_t n;

	for (n = length; n > 0; n--) {
		const struct node *child;
		const char kept = path[n];
		const size_t before = pointer->length;

		if (kept != '.' && kept != '\0')
			continue;
		path[n] = '\0';
		child = node_get(at, path);
		pointer_add(pointer, path);
		path[n] = kept;
		if (child && (kept == '\0' || find_dotted(child, path + n + 1, pointer)))
			return true;
		pointer->length = before;
		pointer->text[before] = '\0';
	}
	return false;
}

static const char *hint(struct resolving *r, const char *pointer)
{
	struct nearest nearest = { pointer, NULL, 0 };
	int i;

	for (i = 0; i < r->base->n_marks; i++)
		nearest_offer(&nearest, r->base->marks[i].pointer);
	return nearest_hint(r->sweep->arena, &nearest);
}

/* A series that changes from period to period is scaled: its shape stays. */
static bool take_shape(struct resolving *r, struct sweep_parameter *p, const struct node *list)
{
	const double first = list->first ? list->first->number : 0;
	const struct node *child;
	double *shape;

	if (!(fabs(first) > 0)) {
		error_at(r->findings, p->node, "%s begins with 0, and cannot be scaled (give whole series as values)",
		         p->pointer);
		return false;
	}
	shape = arena_alloc(r->sweep->arena, list->n, sizeof *shape);
	for (child = list->first; child; child = child->next)
		shape[p->n_shape++] = child->number / first;
	p->shape = shape;
	return true;
}

static bool is_there(const struct resolving *r, const char *pointer)
{
	int i;

	for (i = 0; i < r->sweep->n_parameters; i++) {
		if (strcmp(r->sweep->parameters[i].pointer, pointer) == 0)
			return true;
	}
	return false;
}

/* NULL, with a finding, when it cannot be one. */
static struct sweep_parameter *add_parameter(struct resolving *r, const char *pointer, const struct node *node)
{
	struct sweep *sweep = r->sweep;
	const struct number_mark *mark = scenario_mark(r->base, pointer);
	const struct node *series = node_get(node_at(r->document, pointer), "values");
	struct sweep_parameter *p;

	memory_reserve((void **)&sweep->parameters, &r->capacity, sweep->n_parameters + 1, sizeof *p);
	p = &sweep->parameters[sweep->n_parameters++];
	memset(p, 0, sizeof *p);
	p->pointer = arena_string(sweep->arena, pointer);
	p->node = node;
	p->unit = mark ? arena_string(sweep->arena, mark->unit) : "";
	p->base = mark ? mark->value : (double)NAN;
	p->whole = mark && mark->whole;
	if (mark && series && !take_shape(r, p, series))
		return NULL;
	return p;
}

struct sweep_value sweep_value_of(struct sweep *sweep, const struct sweep_parameter *p, double number)
{
	struct sweep_value value = { NULL, number };
	struct str out = STR_INIT;
	int t;

	str_add(&out, p->n_shape > 0 ? "{\"values\": [" : "");
	if (p->n_shape == 0)
		str_add_number(&out, number);
	for (t = 0; t < p->n_shape; t++) {
		str_add(&out, t > 0 ? ", " : "");
		str_add_number(&out, number * p->shape[t]);
	}
	str_add(&out, p->n_shape > 0 ? "]}" : "");
	value.json = arena_string(sweep->arena, out.text);
	str_dispose(&out);
	return value;
}

static void take_values(struct resolving *r, struct sweep_parameter *p, const struct node *values)
{
	const struct node *child;
	int i;

	p->listed = true;
	p->values = arena_alloc(r->sweep->arena, values->n, sizeof *p->values);
	for (child = values->first; child; child = child->next) {
		struct sweep_value *value = &p->values[p->n_values++];

		*value = child->kind == NODE_NUMBER && isfinite(p->base) ? sweep_value_of(r->sweep, p, child->number)
		                                                         : sweep_value_of_node(r->sweep, child);
		for (i = 0; i < p->n_values - 1; i++) {
			if (strcmp(p->values[i].json, value->json) == 0)
				error_at(r->findings, child, "the same value twice (got %s)", value->json);
		}
	}
}

static void take_steps(struct resolving *r, struct sweep_parameter *p, int n)
{
	int i;

	p->values = arena_alloc(r->sweep->arena, n, sizeof *p->values);
	for (i = 0; i < n; i++) {
		double number = i == n - 1 ? p->to : p->from + (p->to - p->from) * i / (n - 1);

		if (p->whole)
			number = round(number);
		if (p->n_values > 0 && !(number > p->values[p->n_values - 1].number))
			continue; /* whole numbers, and more steps than there are */
		p->values[p->n_values++] = sweep_value_of(r->sweep, p, number);
	}
}

static void take_range(struct sweep_parameter *p, double from, double to)
{
	p->from = p->whole ? ceil(from - 1e-9) : from;
	p->to = p->whole ? floor(to + 1e-9) : to;
}

static void resolve_path(struct resolving *r, const struct node *node)
{
	const struct node *path = node_get(node, "path"), *values = node_get(node, "values"),
			  *steps = node_get(node, "steps");
	char *copy = arena_string(r->sweep->arena, path->string);
	struct sweep_parameter *p = NULL;
	struct str pointer = STR_INIT;
	bool there;

	if (*copy == '/') {
		there = node_at(r->document, copy) != NULL;
		str_add(&pointer, copy);
	} else {
		there = find_dotted(r->document, copy, &pointer);
	}
	if (!there)
		error_at(r->findings, path, "there is no \"%s\" in the scenario%s", path->string,
		         hint(r, path->string));
	else if (is_there(r, pointer.text))
		error_at(r->findings, path, "%s is a parameter already", pointer.text);
	else
		p = add_parameter(r, pointer.text, path);
	str_dispose(&pointer);
	if (!p)
		return;
	if (values) {
		take_values(r, p, values);
		return;
	}
	if (!isfinite(p->base)) {
		error_at(r->findings, path, "%s is no number: it takes \"values\"", p->pointer);
		return;
	}
	take_range(p, node_get(node, "from")->number, node_get(node, "to")->number);
	if (!(p->from < p->to))
		error_at(r->findings, path, "%s is a whole number, and there are no two between from and to",
		         p->pointer);
	else if (steps)
		take_steps(r, p, (int)lround(steps->number));
}

/* Explicit parameters come first, so that a number given with its own values is left out here. */
static void resolve_assumed(struct resolving *r, const struct node *pattern)
{
	int i, n = 0;

	if (r->sweep->method == SWEEP_GRID && r->sweep->n_steps == 0) {
		error_at(r->findings, pattern, "in a grid, \"assumed\" needs \"steps\" of the sweep");
		return;
	}
	for (i = 0; i < r->base->n_marks; i++) {
		const struct number_mark *mark = &r->base->marks[i];
		struct sweep_parameter range = { .whole = mark->whole }, *p;

		if (mark->origin.kind != ORIGIN_ASSUMED || !sweep_pattern_fits(pattern->string, mark->pointer))
			continue;
		take_range(&range, mark->origin.range_low, mark->origin.range_high);
		if (!(range.from < range.to))
			continue;
		n++;
		p = is_there(r, mark->pointer) ? NULL : add_parameter(r, mark->pointer, pattern);
		if (!p)
			continue;
		p->from = range.from;
		p->to = range.to;
		if (r->sweep->method == SWEEP_GRID)
			take_steps(r, p, r->sweep->n_steps);
	}
	if (n == 0)
		error_at(r->findings, pattern, "no assumed number with a range is at %s", pattern->string);
}

int sweep_resolve(struct sweep *sweep, const struct scenario *base, struct findings *findings)
{
	struct resolving r = { sweep, base, NULL, findings, 0 };
	const struct node *list = node_get(sweep->root, "parameters"), *node, *pattern;

	if (sweep->method == SWEEP_LIST)
		return 0;
	r.document = node_read(sweep->arena, sweep->layer, base->resolved_json, strlen(base->resolved_json), findings);
	for (node = list->first; node && r.document; node = node->next) {
		if (!node_get(node, "assumed"))
			resolve_path(&r, node);
	}
	for (node = list->first; node && r.document; node = node->next) {
		const struct node *assumed = node_get(node, "assumed");

		for (pattern = assumed ? assumed->first : NULL; pattern; pattern = pattern->next)
			resolve_assumed(&r, pattern);
	}
	return findings->n_errors > 0 ? -1 : 0;
}
