/*
 * node.h - JSON text as a tree of nodes that know where they stand, and findings about them.
 *
 * For the scenario's reader, and for others that read JSON as strictly (planner/sweep). Nodes live in the arena given.
 */
#ifndef RACKPLAN_SCENARIO_NODE_H
#define RACKPLAN_SCENARIO_NODE_H

#include "planner/base/memory.h"
#include "planner/base/str.h"
#include "planner/scenario/read.h"

#include <stddef.h>

/* ---- nodes ---- */

enum layer_kind { LAYER_FILE, LAYER_OVERRIDE, LAYER_SET };

struct layer {
	enum layer_kind kind;
	int order;         /* of the file, for sorting findings */
	const char *path;  /* as shown to the user; "--set PATH" */
	const char *name;  /* relative to the scenario's folder */
	const char *label; /* LAYER_OVERRIDE: the override's name; LAYER_SET: the text given; else "" */
	const struct node *root;
};

enum node_kind { NODE_NULL, NODE_BOOL, NODE_NUMBER, NODE_STRING, NODE_ARRAY, NODE_OBJECT };

struct node {
	enum node_kind kind;
	const char *key; /* in an object; else NULL */
	int index;       /* in an array */
	const char *string;
	double number;
	bool truth;
	bool underflow; /* written as something else than 0, but too small for a double */
	int line, column, key_line, key_column;
	const struct layer *layer;
	const struct node *source; /* of a merged node: the node as it was written; else NULL */
	struct node *parent, *first, *last, *next;
	struct node *origin; /* the member "origin": asked for at every number, on the way outwards */
	int n;
};

/* Reads one file's text; findings tell why NULL came back. */
struct node *node_read(struct arena *arena, const struct layer *layer, const char *text, size_t length,
                       struct findings *findings);
/* A value on the command line: JSON, or the bare words. */
struct node *node_of_word(struct arena *arena, const struct layer *layer, const char *word);
struct node *node_new(struct arena *arena, enum node_kind kind, const struct layer *layer);
struct node *node_get(const struct node *object, const char *key); /* NULL when there is none, or it is no object */
void node_append(struct node *parent, struct node *child);
void node_replace(struct node *old, struct node *new);
void node_remove(struct node *child);
struct node *node_copy(struct arena *arena, const struct node *node, const struct layer *layer); /* NULL: its own */
const struct node *node_source(const struct node *node);
void node_pointer(const struct node *node, struct str *out);        /* within the tree that it hangs in */
struct node *node_at(const struct node *root, const char *pointer); /* NULL: no such thing */
const char *node_kind_name(const struct node *node);
bool node_is_private(const char *key); /* the user's own "x-" keys */
void pointer_add(struct str *out, const char *key);

/* ---- findings ---- */

enum finding_at { AT_VALUE, AT_KEY };

void finding_at_node(struct findings *findings, const struct node *node, enum finding_at at, bool warning,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));
void finding_at_place(struct findings *findings, const char *file, int line, int column, const char *pointer,
                      const char *format, ...) __attribute__((format(printf, 6, 7)));
void findings_sort(struct findings *findings);

/* The nearest of the names, when it is near enough to be meant; else NULL. */
struct nearest {
	const char *wanted, *best;
	int distance;
};
void nearest_offer(struct nearest *nearest, const char *name);
const char *nearest_hint(struct arena *arena, const struct nearest *nearest); /* "" or ": did you mean \"x\"?" */

#endif
