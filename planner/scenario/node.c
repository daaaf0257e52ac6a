/* node.c - JSON text -> nodes that know where they stand: jansson says what is valid, a scanner where. */
#include "planner/scenario/internal.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct scan {
	struct arena *arena;
	const struct layer *layer;
	const char *at;
	int line, column;
};

struct node *node_new(struct arena *arena, enum node_kind kind, const struct layer *layer)
{
	struct node *node = arena_alloc(arena, 1, sizeof *node);

	node->kind = kind;
	node->layer = layer;
	node->line = node->column = node->key_line = node->key_column = 1;
	return node;
}

static void step(struct scan *scan)
{
	if (*scan->at == '\n') {
		scan->line++;
		scan->column = 1;
	} else if (((unsigned char)scan->at[1] & 0xc0) != 0x80) {
		scan->column++; /* the last byte of a character */
	}
	scan->at++;
}

static void skip_space(struct scan *scan)
{
	while (*scan->at && strchr(" \t\r\n", *scan->at))
		step(scan);
}

static void skip_string(struct scan *scan)
{
	step(scan);
	while (*scan->at && *scan->at != '"') {
		if (*scan->at == '\\' && scan->at[1])
			step(scan);
		step(scan);
	}
	if (*scan->at)
		step(scan);
}

static struct node *scan_value(struct scan *scan, const json_t *json);

static void scan_object(struct scan *scan, const json_t *json, struct node *node)
{
	/* jansson keeps members in the order of the text, and duplicates were refused. */
	void *iter = json_object_iter((json_t *)(size_t)(const void *)json);

	step(scan);
	for (; iter; iter = json_object_iter_next((json_t *)(size_t)(const void *)json, iter)) {
		struct node *child;
		int line, column;

		skip_space(scan);
		line = scan->line;
		column = scan->column;
		skip_string(scan);
		skip_space(scan);
		step(scan); /* : */
		child = scan_value(scan, json_object_iter_value(iter));
		child->key = arena_string(scan->arena, json_object_iter_key(iter));
		child->key_line = line;
		child->key_column = column;
		node_append(node, child);
		skip_space(scan);
		step(scan); /* , or } */
	}
	if (!node->n) {
		skip_space(scan);
		step(scan);
	}
}

static void scan_array(struct scan *scan, const json_t *json, struct node *node)
{
	size_t i;

	step(scan);
	for (i = 0; i < json_array_size(json); i++) {
		struct node *child = scan_value(scan, json_array_get(json, i));

		child->key_line = child->line;
		child->key_column = child->column;
		node_append(node, child);
		skip_space(scan);
		step(scan);
	}
	if (!node->n) {
		skip_space(scan);
		step(scan);
	}
}

static void scan_number(struct scan *scan, struct node *node)
{
	const char *c;
	bool nothing = true;

	for (c = scan->at; *c && strchr("0123456789.-", *c); c++)
		nothing &= !(*c >= '1' && *c <= '9');
	node->underflow = !nothing && !(node->number < 0) && !(node->number > 0);
	while (*scan->at && strchr("0123456789+-.eE", *scan->at))
		step(scan);
}

static void scan_word(struct scan *scan)
{
	while (*scan->at >= 'a' && *scan->at <= 'z')
		step(scan);
}

static struct node *scan_value(struct scan *scan, const json_t *json)
{
	struct node *node;
	int line, column;

	skip_space(scan);
	line = scan->line;
	column = scan->column;
	node = node_new(scan->arena, NODE_NULL, scan->layer);
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		node->kind = NODE_OBJECT;
		scan_object(scan, json, node);
		break;
	case JSON_ARRAY:
		node->kind = NODE_ARRAY;
		scan_array(scan, json, node);
		break;
	case JSON_STRING:
		node->kind = NODE_STRING;
		node->string = arena_string(scan->arena, json_string_value(json));
		skip_string(scan);
		break;
	case JSON_INTEGER:
	case JSON_REAL:
		node->kind = NODE_NUMBER;
		node->number = json_number_value(json);
		scan_number(scan, node);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		node->kind = NODE_BOOL;
		node->truth = json_is_true(json);
		scan_word(scan);
		break;
	case JSON_NULL: scan_word(scan); break;
	}
	node->line = node->key_line = line;
	node->column = node->key_column = column;
	return node;
}

static const char *syntax_hint(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_numeric_overflow: return " (got a number beyond what a double or a 64-bit integer holds)";
	case json_error_invalid_utf8: return " (expected UTF-8)";
	case json_error_stack_overflow: return " (expected at most 2048 levels of nesting)";
	case json_error_premature_end_of_input: return " (expected the rest of the document)";
	default: break;
	}
	if (strstr(error->text, "NaN") || strstr(error->text, "Infinity") || strstr(error->text, "nan"))
		return " (JSON has no NaN or Infinity)";
	return "";
}

/* jansson says where a bad token ends, in bytes; people look for where it starts. */
static void syntax_finding(const struct layer *layer, const char *text, size_t length, const json_error_t *error,
                           struct findings *findings)
{
	struct scan scan = { NULL, layer, text, 1, 1 };
	const char *near = strstr(error->text, " near '");
	size_t end = error->position > 0 ? (size_t)error->position : 0, token;
	const char *stop;

	if (end > length)
		end = length;
	token = near ? strlen(near + 7) - 1 : 0; /* without the closing quote */
	if (near && token <= end && !strncmp(text + end - token, near + 7, token))
		end -= token;
	for (stop = text + end; scan.at < stop;)
		step(&scan);
	finding_at_place(findings, layer->path, scan.line, scan.column, "", "%s%s", error->text, syntax_hint(error));
}

struct node *node_read(struct arena *arena, const struct layer *layer, const char *text, size_t length,
                       struct findings *findings)
{
	struct scan scan = { arena, layer, text, 1, 1 };
	struct node *node;
	json_error_t error;
	json_t *json;

	if (length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		finding_at_place(findings, layer->path, 1, 1, "",
		                 "the file starts with a byte order mark: save it without BOM");
		return NULL;
	}
	if (strlen(text) != length) {
		finding_at_place(findings, layer->path, 0, 0, "", "the file holds a NUL byte (expected UTF-8 text)");
		return NULL;
	}
	json = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!json) {
		syntax_finding(layer, text, length, &error, findings);
		return NULL;
	}
	node = scan_value(&scan, json);
	json_decref(json);
	if (node->kind != NODE_OBJECT) {
		finding_at_node(findings, node, AT_VALUE, false, "expected an object (got %s)", node_kind_name(node));
		return NULL;
	}
	return node;
}

struct node *node_of_word(struct arena *arena, const struct layer *layer, const char *word)
{
	json_error_t error;
	json_t *json = json_loads(word, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	struct scan scan = { arena, layer, word, 1, 1 };
	struct node *node;

	if (!json) {
		node = node_new(arena, NODE_STRING, layer);
		node->string = arena_string(arena, word);
		return node;
	}
	node = scan_value(&scan, json);
	json_decref(json);
	return node;
}

struct node *node_get(const struct node *object, const char *key)
{
	struct node *child;

	if (!object || object->kind != NODE_OBJECT)
		return NULL;
	for (child = object->first; child; child = child->next) {
		if (!strcmp(child->key, key))
			return child;
	}
	return NULL;
}

void node_append(struct node *parent, struct node *child)
{
	child->parent = parent;
	child->next = NULL;
	child->index = parent->n++;
	if (child->key && !strcmp(child->key, "origin"))
		parent->origin = child;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

static struct node **node_link(struct node *child)
{
	struct node **link = &child->parent->first;

	while (*link != child)
		link = &(*link)->next;
	return link;
}

void node_replace(struct node *old, struct node *new)
{
	struct node **link = node_link(old);

	new->parent = old->parent;
	new->next = old->next;
	new->index = old->index;
	*link = new;
	if (old->parent->origin == old)
		old->parent->origin = new;
	if (old->parent->last == old)
		old->parent->last = new;
}

void node_remove(struct node *child)
{
	struct node *parent = child->parent, *last = NULL, *c;

	*node_link(child) = child->next;
	if (parent->origin == child)
		parent->origin = NULL;
	parent->n = 0;
	for (c = parent->first; c; c = c->next) {
		c->index = parent->n++;
		last = c;
	}
	parent->last = last;
}

struct node *node_copy(struct arena *arena, const struct node *node, const struct layer *layer)
{
	struct node *copy = node_new(arena, node->kind, layer);
	const struct node *child;

	*copy = *node;
	copy->layer = layer ? layer : node->layer;
	copy->source = node_source(node);
	copy->parent = copy->first = copy->last = copy->next = copy->origin = NULL;
	copy->n = 0;
	for (child = node->first; child; child = child->next)
		node_append(copy, node_copy(arena, child, layer));
	return copy;
}

const struct node *node_source(const struct node *node)
{
	return node->source ? node->source : node;
}

void pointer_add(struct str *out, const char *key)
{
	str_add_char(out, '/');
	for (; *key; key++) {
		if (*key == '~')
			str_add(out, "~0");
		else if (*key == '/')
			str_add(out, "~1");
		else
			str_add_char(out, *key);
	}
}

void node_pointer(const struct node *node, struct str *out)
{
	if (!node->parent)
		return;
	node_pointer(node->parent, out);
	if (node->key)
		pointer_add(out, node->key);
	else
		str_addf(out, "/%d", node->index);
}

static struct node *node_step(const struct node *at, const char *key)
{
	struct node *child;
	char *end;
	long i;

	if (at->kind == NODE_OBJECT)
		return node_get(at, key);
	if (at->kind != NODE_ARRAY || *key < '0' || *key > '9')
		return NULL;
	i = strtol(key, &end, 10);
	if (*end)
		return NULL;
	for (child = at->first; child && child->index != i; child = child->next)
		;
	return child;
}

struct node *node_at(const struct node *root, const char *pointer)
{
	struct node *at = (struct node *)(size_t)(const void *)root;
	struct str key = STR_INIT;

	while (at && *pointer == '/') {
		str_clear(&key);
		for (pointer++; *pointer && *pointer != '/'; pointer++) {
			if (*pointer == '~' && (pointer[1] == '0' || pointer[1] == '1'))
				str_add_char(&key, *++pointer == '0' ? '~' : '/');
			else
				str_add_char(&key, *pointer);
		}
		at = node_step(at, key.text);
	}
	str_dispose(&key);
	return *pointer ? NULL : at;
}

const char *node_kind_name(const struct node *node)
{
	switch (node->kind) {
	case NODE_NULL: return "null";
	case NODE_BOOL: return node->truth ? "true" : "false";
	case NODE_NUMBER: return "a number";
	case NODE_STRING: return "a string";
	case NODE_ARRAY: return "a list";
	case NODE_OBJECT: return "an object";
	}
	return "";
}

bool node_is_private(const char *key)
{
	return key[0] == 'x' && key[1] == '-';
}
