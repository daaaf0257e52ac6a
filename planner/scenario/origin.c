/* origin.c - where a number comes from: its own keys, or the nearest origin around it. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

static const struct node *origin_key(const struct node *object, enum origin_kind *kind)
{
	static const char *const keys[] = { "stated", "sourced", "assumed" };
	int i;

	for (i = 0; i < 3; i++) {
		const struct node *found = node_get(object, keys[i]);

		if (found) {
			*kind = (enum origin_kind)i;
			return found;
		}
	}
	return NULL;
}

static bool pair_read(struct reader *r, const struct node *node, double pair[2])
{
	if (node->kind != NODE_ARRAY || node->n != 2 || node->first->kind != NODE_NUMBER ||
	    node->last->kind != NODE_NUMBER) {
		error_at(r, node, "expected a list of two numbers, low and high (got %s)", node_kind_name(node));
		return false;
	}
	pair[0] = node->first->number;
	pair[1] = node->last->number;
	if (pair[0] > pair[1]) {
		struct str low = STR_INIT, high = STR_INIT;

		node_pointer(node_source(node->first), &low);
		node_pointer(node_source(node->last), &high);
		error_at(r, node, "%s is more than %s (got %g and %g)", low.text, high.text, pair[0], pair[1]);
		str_dispose(&low);
		str_dispose(&high);
		return false;
	}
	return true;
}

/* Exactly one of stated, sourced, assumed; references exist; an assumption has a range. */
static bool origin_keys_check(struct reader *r, struct node *object)
{
	enum origin_kind kind = ORIGIN_STATED;
	const struct node *key = origin_key(object, &kind);
	int n = !!node_get(object, "stated") + !!node_get(object, "sourced") + !!node_get(object, "assumed");
	const struct node *range = node_get(object, "range"), *share = node_get(object, "range_share");
	enum collection of = kind == ORIGIN_STATED ? IN_STATEMENTS : IN_SOURCES;

	if (n != 1) {
		error_at(r, object, "expected exactly one of stated, sourced, assumed (got %d of them)", n);
		return false;
	}
	if (key->kind != NODE_STRING || !*key->string) {
		error_at(r, key, "expected words (got %s)", key->kind == NODE_STRING ? "none" : node_kind_name(key));
		return false;
	}
	if (kind == ORIGIN_ASSUMED) {
		if (!range && !share) {
			error_at(r, object,
			         "an assumed number needs its plausible range (expected range or range_share)");
			return false;
		}
		return true;
	}
	if (range || share) {
		error_at(r, range ? range : share, "only an assumed number has a range");
		return false;
	}
	if (reader_find(r, of, key->string) < 0) {
		error_at(r, key, "unknown %s \"%s\"%s", collection_kinds[of].noun, key->string,
		         reader_nearest(r, of, key->string));
		return false;
	}
	return true;
}

void origin_check(struct reader *r, struct node *origin)
{
	const struct node *share = node_get(origin, "range_share");
	double pair[2];

	if (origin->kind != NODE_OBJECT) {
		error_at(r, origin, "expected an object with stated, sourced or assumed (got %s)",
		         node_kind_name(origin));
		return;
	}
	keys_check(r, &origin_table, origin);
	origin_keys_check(r, origin);
	if (share && pair_read(r, share, pair) && (pair[0] > 1 || pair[1] < 1))
		error_at(r, share, "the range does not hold the value itself (got %g to %g times it)", pair[0],
		         pair[1]);
}

/* The nearest origin: in the layer that wrote the number, from the number outwards; else in the merged document. */
static struct node *enclosing_origin(const struct node *node)
{
	const struct node *at;

	for (at = node_source(node); at; at = at == node->layer->root ? NULL : at->parent) {
		if (at->origin)
			return at->origin;
	}
	for (at = node->parent; at && !at->origin; at = at->parent)
		;
	return at ? at->origin : NULL;
}

static bool origin_fill(struct reader *r, struct node *holder, double value, struct origin *origin, bool report,
                        const struct node *number)
{
	const struct node *key = origin_key(holder, &origin->kind);
	const struct node *range = node_get(holder, "range"), *share = node_get(holder, "range_share");
	double pair[2];

	if (!key || key->kind != NODE_STRING)
		return false; /* said where the origin stands */
	origin->reference = arena_string(r->arena, key->string);
	origin->range_low = origin->range_high = value;
	if (origin->kind != ORIGIN_ASSUMED)
		return true;
	if (range && pair_read(r, range, pair)) {
		origin->range_low = pair[0];
		origin->range_high = pair[1];
	} else if (!range && share && share->kind == NODE_ARRAY && share->n == 2 && share->first->kind == NODE_NUMBER &&
	           share->last->kind == NODE_NUMBER) {
		origin->range_low = fmin(value * share->first->number, value * share->last->number);
		origin->range_high = fmax(value * share->first->number, value * share->last->number);
	}
	if (report && (value < origin->range_low || value > origin->range_high)) {
		error_at(r, range ? range : number, "the range does not hold the value (got %g outside %g to %g)",
		         value, origin->range_low, origin->range_high);
		return false;
	}
	return true;
}

bool number_find_origin(struct reader *r, struct node *node, double value, struct origin *origin, bool report)
{
	enum origin_kind kind;
	struct node *outer;

	if (origin_key(node, &kind) || node_get(node, "range") || node_get(node, "range_share")) {
		if (report && !origin_keys_check(r, node))
			return false;
		return origin_fill(r, node, value, origin, report, node);
	}
	if (node->layer->kind == LAYER_SET && (node->kind != NODE_OBJECT || node->first->layer->kind == LAYER_SET)) {
		origin->kind = ORIGIN_ASSUMED;
		origin->reference = "set on the command line";
		origin->range_low = origin->range_high = value;
		return true;
	}
	outer = enclosing_origin(node);
	if (!outer) {
		if (report)
			error_at(
				r, node,
				"the number has no origin (expected stated, sourced or assumed here, or an \"origin\" around it)");
		return false;
	}
	return origin_fill(r, outer, value, origin, false, node); /* checked where it stands */
}
