/*
 * resolved.c - scenario.resolved.json: the merged document in one form. Every number says its value, unit, origin,
 * range and where it was written; series are written out period by period; what overrides and --set changed is listed.
 * Reading it gives the same scenario again, and resolving it the same bytes.
 */
#include "planner/scenario/internal.h"

#include <string.h>

static const char changes_key[] = "x-changes";

static void new_line(struct str *out, int depth)
{
	str_add_char(out, '\n');
	while (depth-- > 0)
		str_add(out, "  ");
}

static bool is_flat(const struct node *node)
{
	const struct node *child;

	for (child = node->first; child; child = child->next) {
		if (child->kind == NODE_OBJECT || child->kind == NODE_ARRAY)
			return false;
	}
	return true;
}

static void write_node(const struct node *node, int depth, struct str *out)
{
	const bool list = node->kind == NODE_ARRAY, flat = is_flat(node);
	const struct node *child;

	switch (node->kind) {
	case NODE_NULL: str_add(out, "null"); break;
	case NODE_BOOL: str_add(out, node->truth ? "true" : "false"); break;
	case NODE_NUMBER: str_add_number(out, node->number); break;
	case NODE_STRING: str_add_json(out, node->string); break;
	case NODE_ARRAY:
	case NODE_OBJECT:
		str_add_char(out, list ? '[' : '{');
		for (child = node->first; child; child = child->next) {
			if (!flat)
				new_line(out, depth + 1);
			if (child->key) {
				str_add_json(out, child->key);
				str_add(out, ": ");
			}
			write_node(child, depth + 1, out);
			if (child->next)
				str_add(out, flat ? ", " : ",");
		}
		if (!flat)
			new_line(out, depth);
		str_add_char(out, list ? ']' : '}');
		break;
	}
}

/* ---- numbers ---- */

static void write_place(const struct node *node, struct str *out)
{
	const struct node *source = node_source(node), *from = node_get(node, "from");
	struct str place = STR_INIT;

	if (from && from->kind == NODE_STRING)
		str_add(&place, from->string); /* it was resolved before */
	else if (node->layer->kind == LAYER_SET)
		str_add(&place, "--set");
	else
		str_addf(&place, "%s:%d", source->layer->name, source->line);
	str_add_json(out, place.text);
	str_dispose(&place);
}

static void write_origin(struct reader *r, const struct field *field, struct node *node, double value, struct str *out)
{
	static const char *const keys[] = { "stated", "sourced", "assumed" };
	struct origin origin;

	str_add(out, ", \"unit\": ");
	str_add_json(out, number_unit(r, field));
	memset(&origin, 0, sizeof origin);
	if (number_find_origin(r, node, value, &origin, false)) {
		str_addf(out, ", \"%s\": ", keys[origin.kind]);
		str_add_json(out, origin.reference);
		if (origin.kind == ORIGIN_ASSUMED) {
			str_add(out, ", \"range\": [");
			str_add_number(out, origin.range_low);
			str_add(out, ", ");
			str_add_number(out, origin.range_high);
			str_add_char(out, ']');
		}
	}
	str_add(out, ", \"from\": ");
	write_place(node, out);
	str_add_char(out, '}');
}

static void write_number(struct reader *r, const struct field *field, struct node *node, struct str *out)
{
	const struct node *number = node->kind == NODE_OBJECT ? node_get(node, "value") : node;

	if (field->type == TYPE_COUNT && node->kind == NODE_NUMBER) {
		str_add_number(out, node->number);
		return;
	}
	str_add(out, "{\"value\": ");
	str_add_number(out, number->number);
	write_origin(r, field, node, number->number, out);
}

static void write_series(struct reader *r, const struct field *field, struct node *node, struct str *out)
{
	double *values;
	int t;

	if (node->kind == NODE_NUMBER || node_get(node, "value")) {
		write_number(r, field, node, out);
		return;
	}
	values = series_values(r, field, node);
	str_add(out, "{\"values\": [");
	for (t = 0; values && t < r->sc->n_periods; t++) {
		if (t > 0)
			str_add(out, ", ");
		str_add_number(out, values[t]);
	}
	str_add_char(out, ']');
	write_origin(r, field, node, values ? values[0] : 0, out);
}

/* ---- objects ---- */

static void write_object(struct reader *r, const struct table *table, struct node *node, int depth, struct str *out);

static void write_per_site(struct reader *r, const struct field *field, struct node *node, int depth, struct str *out)
{
	struct node *child;
	bool first = true;

	str_add_char(out, '{');
	for (child = node->first; child; child = child->next) {
		if (!strcmp(child->key, "origin") || node_is_private(child->key))
			continue;
		str_add(out, first ? "" : ",");
		new_line(out, depth + 1);
		first = false;
		str_add_json(out, child->key);
		str_add(out, ": ");
		write_number(r, field, child, out);
	}
	str_add_char(out, '}');
}

static void write_map(struct reader *r, enum collection of, struct node *node, int depth, struct str *out)
{
	struct node *child;
	bool first = true;

	str_add_char(out, '{');
	for (child = node->first; child; child = child->next) {
		if (!strcmp(child->key, "origin"))
			continue;
		str_add(out, first ? "" : ",");
		new_line(out, depth + 1);
		first = false;
		str_add_json(out, child->key);
		str_add(out, ": ");
		if (of == IN_TARGETS)
			fill_unit_of_target(r, child);
		if (node_is_private(child->key))
			write_node(child, depth + 1, out);
		else
			write_object(r, collection_kinds[of].table, child, depth + 1, out);
		r->unit_now = of == IN_TARGETS ? NULL : r->unit_now;
	}
	if (!first)
		new_line(out, depth);
	str_add_char(out, '}');
}

static void write_member(struct reader *r, const struct field *field, struct node *node, int depth, struct str *out)
{
	switch (field ? field->type : TYPE_OTHER) {
	case TYPE_NUMBER:
	case TYPE_WHOLE:
	case TYPE_COUNT: write_number(r, field, node, out); break;
	case TYPE_SERIES: write_series(r, field, node, out); break;
	case TYPE_PER_SITE: write_per_site(r, field, node, depth, out); break;
	case TYPE_OBJECT: write_object(r, field->table, node, depth, out); break;
	case TYPE_MAP: write_map(r, field->of, node, depth, out); break;
	case TYPE_TEXT:
	case TYPE_STRING:
	case TYPE_BOOL:
	case TYPE_INTEGER:
	case TYPE_DATE:
	case TYPE_CHOICE:
	case TYPE_FLAG:
	case TYPE_WORD:
	case TYPE_WORDS:
	case TYPE_REF:
	case TYPE_REFS:
	case TYPE_STRINGS:
	case TYPE_NAMES:
	case TYPE_OTHER: write_node(node, depth, out); break;
	}
}

/* What was used up by merging: each number carries its own origin now. */
static bool is_spent(const struct table *table, const char *key)
{
	static const char *const heads[] = { "extends", "overrides", "scenarios", "variant", "$schema", changes_key };
	size_t i;

	for (i = 0; table == &scenario_table && i < sizeof heads / sizeof heads[0]; i++) {
		if (!strcmp(key, heads[i]))
			return true;
	}
	return !strcmp(key, "origin");
}

static void write_members(struct reader *r, const struct table *table, struct node *node, int depth, struct str *out)
{
	struct node *child;
	bool first = true;

	for (child = node->first; child; child = child->next) {
		if (is_spent(table, child->key))
			continue;
		str_add(out, first ? "" : ",");
		new_line(out, depth + 1);
		first = false;
		str_add_json(out, child->key);
		str_add(out, ": ");
		write_member(r, table_field(table, child->key), child, depth + 1, out);
	}
}

static void write_object(struct reader *r, const struct table *table, struct node *node, int depth, struct str *out)
{
	str_add_char(out, '{');
	write_members(r, table, node, depth, out);
	new_line(out, depth);
	str_add_char(out, '}');
}

/* ---- changes ---- */

static void add_string(struct reader *r, struct node *object, const char *key, const char *text)
{
	struct node *child = node_new(r->scratch, NODE_STRING, NULL);

	child->key = key;
	child->string = text;
	node_append(object, child);
}

static const char *layer_name(struct reader *r, const struct layer *layer)
{
	if (layer->kind == LAYER_FILE)
		return layer->name;
	return arena_format(r->scratch, "%s %s", layer->kind == LAYER_SET ? "--set" : "override", layer->label);
}

static struct node *change_node(struct reader *r, const struct change *change)
{
	struct node *object = node_new(r->scratch, NODE_OBJECT, NULL), *was;

	add_string(r, object, "path", change->pointer);
	add_string(r, object,
	           !change->now  ? "deleted_by"
	           : change->was ? "changed_by"
	                         : "added_by",
	           layer_name(r, change->layer));
	if (change->was) {
		add_string(r, object, "instead_of", layer_name(r, change->was->layer));
		was = node_copy(r->scratch, change->was, NULL);
		was->key = "was";
		node_append(object, was);
	}
	return object;
}

/* What each override and --set did, in the order applied; "instead_of" is the layer whose value it replaced. */
static void write_changes(struct reader *r, struct str *out)
{
	const struct node *before = node_get(r->root, changes_key);
	struct node *list;
	int i;

	if (before && before->kind == NODE_ARRAY)
		list = node_copy(r->scratch, before, NULL); /* of a file that was resolved before */
	else
		list = node_new(r->scratch, NODE_ARRAY, NULL);
	for (i = 0; i < r->n_changes; i++)
		node_append(list, change_node(r, &r->changes[i]));
	if (list->n == 0)
		return;
	str_addf(out, ",\n  \"%s\": ", changes_key);
	write_node(list, 1, out);
}

void resolved_write(struct reader *r, struct str *out)
{
	str_add(out, "{");
	new_line(out, 1);
	str_add(out, "\"variant\": ");
	str_add_json(out, r->variant);
	str_add(out, ",");
	write_members(r, &scenario_table, r->root, 0, out);
	write_changes(r, out);
	str_add(out, "\n}\n");
}
