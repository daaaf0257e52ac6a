/* basis_costs.c - the numbers that a cost entry comes from. */
#include "models/basis.h"

#include <string.h>

static const char *block_of(const struct basis *basis, int column)
{
	return lp_column_block_name(basis->m->lp, lp_column_block_of(basis->m->lp, column));
}

/* What a rack draws: a hosted one, a standby one, or the shared standby of a site. */
static void of_draw(struct basis *basis, const struct cost_entry *cost, bool energy)
{
	const struct scenario *sc = basis->m->sc;
	const char *block = block_of(basis, cost->column);

	basis_mark(basis, OF_SITES, cost->place.site, S_PUE);
	basis_mark(basis, OF_TARIFFS, sc->sites[cost->place.site].tariff, energy ? Y_ENERGY : Y_CHARGE);
	if (cost->place.demand < 0)
		return;
	basis_mark(basis, OF_CLASSES, sc->demands[cost->place.demand].class, energy ? K_KW | K_LOAD : K_KW);
	if (energy)
		basis_mark(basis, OF_SCENARIO, 0, W_HOURS);
	if (strcmp(block, "pair") == 0)
		basis_mark(basis, OF_DEMANDS, cost->place.demand, D_POWER_SHARE);
}

static void of_opex(struct basis *basis, const struct cost_entry *cost)
{
	const int l = cost->place.of_link - 1;

	if (l < 0) {
		basis_mark(basis, OF_SITES, cost->place.site, S_OPEX);
		basis_mark(basis, OF_PHASES, cost->place.phase, cost->column < 0 ? P_AVAILABLE : P_MODULE);
		return;
	}
	basis_mark(basis, OF_LINKS, l, cost->column < 0 ? L_OPEX | L_INSTALLED : L_OPEX);
	if (cost->column >= 0)
		basis_mark(basis, OF_MODULES, lp_column_index(basis->m->lp, cost->column)[0], M_GBPS | M_LEAD);
}

/* The first index of the entry's column is the feed, module or source that it is for. */
static void of_column(struct basis *basis, const struct cost_entry *cost, enum basis_thing thing, unsigned once,
                      unsigned each)
{
	const char *block = block_of(basis, cost->column);
	const size_t length = strlen(block);
	bool first = length > 6 && strcmp(block + length - 6, "_first") == 0;

	basis_mark(basis, thing, lp_column_index(basis->m->lp, cost->column)[0], first ? once : each);
}

static void of_phase(struct basis *basis, const struct cost_entry *cost)
{
	const int p = cost->place.phase;

	switch (cost->kind) {
	case COST_START: basis_mark(basis, OF_PHASES, p, P_START_CNY); break;
	case COST_SHELL: basis_mark(basis, OF_PHASES, p, basis->m->whole[p] ? P_SHELL | P_DESIGN : P_SHELL); break;
	default: basis_mark(basis, OF_PHASES, p, P_FITOUT | P_MODULE); break;
	}
}

void basis_of_cost(struct basis *basis, const struct cost_entry *cost)
{
	const int d = cost->place.demand;

	switch (cost->kind) {
	case COST_START:
	case COST_SHELL:
	case COST_FITOUT: of_phase(basis, cost); break;
	case COST_OPENING: basis_mark(basis, OF_SITES, cost->place.site, S_OPENING); break;
	case COST_LINK: of_column(basis, cost, OF_MODULES, M_START_CNY, M_CNY); break;
	case COST_FEED: of_column(basis, cost, OF_FEEDS, F_START_CNY, F_CNY); break;
	case COST_ENERGY:
		if (strcmp(block_of(basis, cost->column), "energy") == 0)
			of_column(basis, cost, OF_SOURCES, E_CNY, E_CNY);
		else
			of_draw(basis, cost, true);
		break;
	case COST_DEMAND_CHARGE: of_draw(basis, cost, false); break;
	case COST_OPEX: of_opex(basis, cost); break;
	case COST_HOSTING: basis_mark(basis, OF_HOSTING, d * basis->m->sc->n_sites + cost->place.site, H_CNY); break;
	case COST_MOVING: basis_mark(basis, OF_DEMANDS, d, cost->column < 0 ? D_MOVING | D_NEED : D_MOVING); break;
	case COST_UNSERVED: /* from here on in no budget and no metric */
	case COST_DISCOURAGED:
	case COST_CHANGED:
	case COST_SHORTFALL:
	case COST_BONUS:
	case COST_SALVAGE:
	case COST_KINDS: break;
	}
}
