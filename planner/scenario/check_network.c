/* check_network.c - nodes, links, traffic and cuts, each by itself. May run on a scenario that has errors already. */
#include "planner/scenario/internal.h"

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

static void check_ends(struct reader *r, int from, int to, const struct node *node)
{
	if (from >= 0 && from == to)
		error_at(r, node_get(node, "to"), "it ends where it begins (got \"%s\" twice)",
		         node_get(node, "to")->string);
}

static void check_cut(struct reader *r, const struct cut *cut, const struct node *node)
{
	const struct node *links = node_get(node, "links");

	if (links && links->kind == NODE_ARRAY && links->n == 0 && cut->n_links == 0)
		error_at(r, links, "the cut has no links (expected at least one)");
}

void check_network(struct reader *r)
{
	static const char *const derived[] = { "households", "mbps", "concurrency" };
	const struct scenario *sc = r->sc;
	int i;

	for (i = 0; i < sc->n_nodes; i++)
		item_position(r, r->items[IN_NODES].nodes[i]);
	for (i = 0; i < sc->n_links; i++)
		check_ends(r, sc->links[i].from, sc->links[i].to, r->items[IN_LINKS].nodes[i]);
	for (i = 0; i < sc->n_traffic; i++) {
		const struct node *node = r->items[IN_TRAFFIC].nodes[i];

		check_ends(r, sc->traffic[i].from, sc->traffic[i].to, node);
		item_either(r, node, "gbps", derived, 3);
	}
	for (i = 0; i < sc->n_cuts; i++)
		check_cut(r, &sc->cuts[i], r->items[IN_CUTS].nodes[i]);
}
