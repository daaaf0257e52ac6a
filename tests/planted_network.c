/* planted_network.c - links with a price of a Gbps each way, the cheapest ways, and traffic that fills what has a price. */
#include "tests/planted.h"

#include <math.h>
#include <string.h>

/* By price, then by links: without the latter, ways over links for nothing could run in a circle. */
static void find_ways(struct planted *p)
{
	double length[PLANTED_NODES][PLANTED_NODES];
	int i, j, k, l, way;

	for (i = 0; i < p->n_nodes; i++) {
		for (j = 0; j < p->n_nodes; j++)
			length[i][j] = i == j ? 0 : HUGE_VAL;
	}
	for (l = 0; l < p->n_links; l++) {
		for (way = 0; way < 2; way++) {
			i = p->links[l].end[way];
			j = p->links[l].end[!way];
			length[i][j] = p->links[l].cny[way] * 1024 + 1;
			p->next[i][j] = j;
		}
	}
	for (k = 0; k < p->n_nodes; k++) {
		for (i = 0; i < p->n_nodes; i++) {
			for (j = 0; j < p->n_nodes; j++) {
				if (length[i][k] + length[k][j] < length[i][j]) {
					length[i][j] = length[i][k] + length[k][j];
					p->next[i][j] = p->next[i][k];
				}
			}
		}
	}
	for (i = 0; i < p->n_nodes; i++) {
		for (j = 0; j < p->n_nodes; j++)
			p->way_cny[i][j] = floor(length[i][j] / 1024);
	}
}

/* A ring, of four nodes with a link across it. A link that has a price is a cheapest way: it can be filled directly. */
void planted_ways(struct planted *p)
{
	int l, way;

	p->n_links = p->n_nodes == 4 ? 5 : p->n_nodes;
	for (l = 0; l < p->n_links; l++) {
		p->links[l].end[0] = l < p->n_nodes ? l : 0;
		p->links[l].end[1] = l < p->n_nodes ? (l + 1) % p->n_nodes : 2;
		for (way = 0; way < 2; way++)
			p->links[l].cny[way] = planted_pick(p, 2) ? 1 + planted_pick(p, 60) : 0;
	}
	find_ways(p);
	for (l = 0; l < p->n_links; l++) {
		for (way = 0; way < 2; way++)
			p->links[l].cny[way] = p->way_cny[p->links[l].end[way]][p->links[l].end[!way]];
	}
	find_ways(p);
}

static void send(struct planted *p, int t, int from, int to, double gbps)
{
	int l, way, next;

	for (; from != to; from = next) {
		next = p->next[from][to];
		for (l = 0; l < p->n_links; l++) {
			for (way = 0; way < 2; way++) {
				if (p->links[l].end[way] == from && p->links[l].end[!way] == next)
					p->links[l].load[way][t] += gbps;
			}
		}
	}
}

static void send_demand(struct planted *p, const struct planted_demand *demand, int t)
{
	int s;

	for (s = 0; s < p->n_sites; s++) {
		const int node = p->sites[s].node;
		const double gbps = planted_gbps[demand->class] * demand->hosted[s][t];

		send(p, t, demand->node, node, gbps);
		send(p, t, node, demand->node, gbps);
		if (demand->share > 0)
			send(p, t, node, p->sites[demand->standby[s]].node,
			     planted_replication_gbps[demand->class] * demand->share * demand->hosted[s][t]);
	}
}

static void size_link(struct planted *p, struct planted_link *link)
{
	static const double shares[] = { 0.5, 0.8, 1 };
	double most = 1 + planted_pick(p, 9), worth;
	int t, way;

	for (t = 0; t < p->n_periods; t++)
		most = fmax(most, ceil(fmax(link->load[0][t], link->load[1][t])));
	for (t = 0; t < p->n_periods; t++) {
		for (way = 0; way < 2; way++)
			link->fill[way][t] = link->cny[way] > 0 ? most - link->load[way][t] : 0;
	}
	link->headroom_share = shares[planted_pick(p, 3)];
	link->base_gbps = most / link->headroom_share;
	worth = link->headroom_share * (link->cny[0] + link->cny[1]); /* of a Gbps more, in a year */
	link->opex_cny = 0.25 * planted_pick(p, 4) * worth;
	if (planted_pick(p, 2) == 0)
		return;
	link->module_gbps = link->base_gbps / 4;
	link->modules = planted_pick(p, 4);
	link->most = link->modules + planted_pick(p, 2);
	link->base_gbps -= link->modules * link->module_gbps;
	worth = link->module_gbps * planted_weights(p, 0) * (worth - link->opex_cny);
	link->scarce_cny = link->most > link->modules ? 0 : 0.25 * planted_pick(p, 3) * worth;
	link->module_cny = (worth - link->scarce_cny) / p->discount[0];
}

void planted_loads(struct planted *p)
{
	int t, d, l;

	for (t = 0; t < p->n_periods; t++) {
		for (d = 0; d < p->n_demands; d++)
			send_demand(p, &p->demands[d], t);
	}
	for (l = 0; l < p->n_links; l++)
		size_link(p, &p->links[l]);
}
