/* resolved.c - scenario.resolved.json: the merged document, with the origin and the place of every number. */
#include "planner/scenario/internal.h"

static void write_node(const struct node *node, struct str *out)
{
	const struct node *child;

	switch (node->kind) {
	case NODE_NULL:
		str_add(out, "null");
		break;
	case NODE_BOOL:
		str_add(out, node->truth ? "true" : "false");
		break;
	case NODE_NUMBER:
		str_add_number(out, node->number);
		break;
	case NODE_STRING:
		str_add_json(out, node->string);
		break;
	case NODE_ARRAY:
	case NODE_OBJECT:
		str_add_char(out, node->kind == NODE_ARRAY ? '[' : '{');
		for (child = node->first; child; child = child->next) {
			if (child->key) {
				str_add_json(out, child->key);
				str_add(out, ": ");
			}
			write_node(child, out);
			if (child->next)
				str_add(out, ", ");
		}
		str_add_char(out, node->kind == NODE_ARRAY ? ']' : '}');
		break;
	}
}

void resolved_write(struct reader *r, struct str *out)
{
	write_node(r->root, out);
	str_add_char(out, '\n');
}
