/*
 * basis.h - which numbers of the scenario enter a row of the model: a mask for each thing, of the fields that do.
 *
 * Private to models/: basis.c finds the things of a row, basis_costs.c those of the costs in it, assumed.c turns the masks
 * into pointers and keeps those of assumed numbers.
 */
#ifndef RACKPLAN_MODELS_BASIS_H
#define RACKPLAN_MODELS_BASIS_H

#include "models/internal.h"

enum basis_thing {
	OF_PHASES,
	OF_FEEDS,
	OF_SITES,
	OF_TARIFFS,
	OF_SOURCES,
	OF_DEMANDS,
	OF_CLASSES,
	OF_LINKS,
	OF_MODULES,
	OF_TRAFFIC,
	OF_RULES,
	OF_BUDGETS,
	OF_TARGETS,
	OF_HOSTING,  /* demand x site: what it costs to host there */
	OF_SCENARIO, /* one: settings and stability */
	BASIS_THINGS
};

/* Bits of the masks, one list for each thing; assumed.c names the field of each. */
enum {
	P_DESIGN = 1,
	P_AVAILABLE = 2,
	P_MODULE = 4,
	P_LEAD = 8,
	P_KW = 16,
	P_START_CNY = 32,
	P_SHELL = 64,
	P_FITOUT = 128
};
enum { F_MW = 1, F_MOST = 2, F_LEAD = 4, F_CNY = 8, F_START_CNY = 16 };
enum { S_PUE = 1, S_USABLE = 2, S_COOLING = 4, S_SERVERS = 8, S_OPEX = 16, S_OPENING = 32 };
enum { Y_ENERGY = 1, Y_CHARGE = 2, Y_CARBON = 4 };
enum { E_MOST = 1, E_CARBON = 2, E_CNY = 4 };
enum { D_NEED = 1, D_SHARE = 2, D_POWER_SHARE = 4, D_CUSTOMERS = 8, D_MOVING = 16 };
enum { H_CNY = 1 };
enum { K_KW = 1, K_LOAD = 2, K_GBPS = 4, K_REPLICATION = 8 };
enum { L_INSTALLED = 1, L_HEADROOM = 2, L_OPEX = 4 };
enum { M_GBPS = 1, M_MOST = 2, M_LEAD = 4, M_CNY = 8, M_START_CNY = 16 };
enum { T_GBPS = 1, T_HOUSEHOLDS = 2 };
enum { R_COUNT = 1, R_PRICE = 2 };
enum { B_AMOUNT = 1 };
enum { G_VALUE = 1, G_PRICE = 2 };
enum { W_HOURS = 1, W_STANDARD_KW = 2, W_MOST_CHANGED = 4, W_SERVERS = 8 };

/* What the columns of a row bring. */
enum basis_brings {
	KW = 1,           /* host, pair: the kW of the class */
	LOAD = 2,         /* the same: load factor, hours of a year */
	POWER_SHARE = 4,  /* pair: of the standby */
	PUE = 8,          /* host, pair, shared: of the site that holds the racks */
	SERVERS = 16,     /* likewise */
	CUSTOMERS = 32,   /* host */
	TRAFFIC = 64,     /* host, pair: Gbps of the class */
	STARTS = 128,     /* start of a whole phase: its racks */
	START_LEAD = 256, /* start: when it counts */
	MODULES = 512,    /* commission: racks of a module */
	RACK_KW = 1024,   /* commission: what a place may draw */
	RACK_PUE = 65536, /* commission: the pue of its site */
	FEEDS = 2048,     /* feed: MW and when it counts */
	LINKS = 4096,     /* bw: Gbps and when they count */
	LINK_LEAD = 8192, /* bw, bw_first: when they count */
	SOURCES = 16384,  /* energy: kg CO2 */
	PRICES = 32768    /* shortfall, bonus: the target's price */
};

struct basis {
	const struct model *m;
	int n[BASIS_THINGS];
	unsigned *masks[BASIS_THINGS]; /* [n] */
};

void basis_init(struct basis *basis, const struct model *m);
void basis_dispose(struct basis *basis);

static inline void basis_mark(struct basis *basis, enum basis_thing thing, int i, unsigned bits)
{
	basis->masks[thing][i] |= bits;
}

/*
 * The numbers that the row's coefficients and its limit come from, and those that decide what stands in it (a lead time, a
 * limit of kW). Of a target or rule also its price, although it stands in the objective: the row's price rests on it.
 */
void basis_of_row(struct basis *basis, int row);

/* The numbers that this column brings to the row. */
void basis_of_term(struct basis *basis, int row, int column);

/* Pointers of the numbers that are marked, all of them, in the arena; returns how many (assumed.c). */
int basis_pointers(struct basis *basis, struct arena *arena, const char *const **list);

void basis_of_columns(struct basis *basis, int row, unsigned brings);
void basis_of_target(struct basis *basis, int row, const int *index);
void basis_of_cost(struct basis *basis, const struct cost_entry *cost);

#endif
