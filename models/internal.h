/*
 * internal.h - what the files of models/ share: the model under construction, its columns by index, its costs.
 *
 * Column tables hold the lp's column, or -1 where the scenario does not allow the decision; lp_term() adds nothing for
 * -1, so the families loop over everything and need no case for it. Indices in the order r g d s p f t.
 */
#ifndef RACKPLAN_MODELS_INTERNAL_H
#define RACKPLAN_MODELS_INTERNAL_H

#include "models/model.h"
#include "planner/base/memory.h"

/* A linear expression: sum of coefficient x column + constant. */
struct expr {
	int n, columns_capacity, coefficients_capacity;
	int *columns;         /* [n] */
	double *coefficients; /* [n] */
	double constant;
};

#define EXPR_INIT                                                                                                      \
	{                                                                                                              \
		0, 0, 0, NULL, NULL, 0.0                                                                               \
	}

void expr_dispose(struct expr *e);
void expr_clear(struct expr *e);
void expr_add(struct expr *e, int column, double coefficient); /* column -1 adds nothing */
void expr_constant(struct expr *e, double constant);
double expr_lowest(const struct expr *e, const struct lp *lp); /* over the columns' bounds */
double expr_highest(const struct expr *e, const struct lp *lp);
double expr_value(const struct expr *e, const double *x);
void expr_terms(const struct expr *e, struct lp *lp); /* into the open row, without the constant */

/* What a cost is for; -1 where it is for none of the kind. */
struct cost_place {
	int site, phase, demand, period;
	int of_link; /* l + 1; 0: of none */
};

struct cost_entry {
	enum cost_kind kind;
	struct cost_place place; /* period n_periods: the horizon's end */
	int column;              /* -1: a constant */
	double nominal;          /* undiscounted cost of one unit of the column, or the constant */
	double discount;
};

/* What the racks at a site count for: places, nameplate IT MW, IT MWh of a period (without pue). */
enum load { LOAD_RACKS, LOAD_MW, LOAD_MWH, LOADS };

struct model_sets {
	int periods, sites, phases, feeds, sources, demands, rules, budgets, targets, nodes, links, modules, arcs;
};

struct model {
	const struct scenario *sc;
	struct model_options options;
	struct lp *lp;
	struct arena *arena;
	struct model_sets sets;
	double horizon_years;

	int *start;      /* [n_phases][n_periods] */
	int *commission; /* [n_phases][n_periods] */
	int *feed;       /* [n_feeds][n_periods] */
	int *feed_first; /* [n_feeds][n_periods] */
	int *host;       /* [n_demands][n_sites][n_periods] */
	int *unserved;   /* [n_demands][n_periods] */
	int *opened;     /* [n_rules][n_sites] */
	int *begun;      /* [n_rules][n_sites] */
	int *first;      /* [n_rules][n_sites][n_periods] */
	int *counted;    /* [n_targets][n_sites][n_periods] */
	int *shortfall;  /* [n_targets][n_periods] */
	int *bonus;      /* [n_targets][n_periods] */
	int *below;      /* [n_targets][n_periods] */
	bool *whole;     /* [n_phases] started as a whole */

	int n_backed;
	int *backed;  /* [n_demands] its place among the demands with a backup that exist, or -1 */
	int n_shared; /* of these, demands whose standby is shared */
	/*
	 * Pairs are kept for the sites that a demand may use alone: few of many, and all sites twice would be memory for nothing.
	 * Of the b-th demand with a backup: pair[(pair_begin[b] + h x n_standby[b] + k) x n_periods + t], h and k the places below.
	 */
	int *host_place;    /* [n_backed][n_sites] of a site among those that may host it, or -1 */
	int *standby_place; /* [n_backed][n_sites] likewise among those that its backup lists */
	int *n_standby;     /* [n_backed] */
	int *pair_begin;    /* [n_backed] */
	int *pair;          /* hosted at s, standby at r */
	int *shared[LOADS]; /* [n_sites][n_periods] shared standby held */
	int *shared_dense;  /* [n_phases][n_periods] of racks above the phase's limit, at its site */
	int *worst[LOADS];  /* [n_sites][n_sites][n_periods] held at r, the loss of s decides */
	int *energy;        /* [n_energy_sources][n_periods] */
	int *opening;       /* [n_sites][n_periods] */
	int *stranded;      /* [n_sites][n_periods] */
	int *changed;       /* [n_demands][n_sites][n_periods]; NULL without a previous plan */

	int must_tier; /* of soft_targets and waivers, or 0 */
	int n_strive;  /* strive tiers in use */
	int *strive;   /* [n_strive] the scenario's numbers, ascending */
	int cost_tier;

	int n_costs, costs_capacity;
	struct cost_entry *costs;

	int n_rows, rows_capacity;
	const struct family **row_family; /* [n_rows] */
	int *target_row;                  /* [n_targets][n_periods], or -1 */

	/* Waivers: waive.c. */
	int *waiver_of[WAIVER_KINDS]; /* [items of the kind] its number, or -1 */
	int *waived;                  /* [n_waivers] its column, or -1 where there is one a period */
	int waiver_set;
	int *fitted; /* [n_waivers] of the size of a phase: added racks that are fitted out, too */

	/* The network: links.c, flows.c. Arc a is link a / 2, from its `to` back to its `from` when a is odd. */
	int *bw;                 /* [n_modules][n_periods] */
	int *bw_first;           /* [n_modules][n_periods] */
	int *lit;                /* [n_links][n_periods] */
	int *flow;               /* [n_nodes][2 x n_links][n_periods] */
	struct leaving *leaving; /* by entry, exit, period */
	int *leaving_from;       /* [n_nodes x n_nodes x n_periods + 1] where each begins */
};

/* Gbps that leave the network: `gbps` for each unit of the column; column -1: a constant. */
struct leaving {
	int column;
	double gbps;
};

static inline int start(const struct model *m, int p, int t)
{
	return m->start[p * m->sc->n_periods + t];
}

static inline int commission(const struct model *m, int p, int t)
{
	return m->commission[p * m->sc->n_periods + t];
}

static inline int feed(const struct model *m, int f, int t)
{
	return m->feed[f * m->sc->n_periods + t];
}

static inline int feed_first(const struct model *m, int f, int t)
{
	return m->feed_first[f * m->sc->n_periods + t];
}

static inline int host(const struct model *m, int d, int s, int t)
{
	return m->host[(d * m->sc->n_sites + s) * m->sc->n_periods + t];
}

static inline int unserved(const struct model *m, int d, int t)
{
	return m->unserved[d * m->sc->n_periods + t];
}

static inline int opened(const struct model *m, int r, int s)
{
	return m->opened[r * m->sc->n_sites + s];
}

static inline int begun(const struct model *m, int r, int s)
{
	return m->begun[r * m->sc->n_sites + s];
}

static inline int first(const struct model *m, int r, int s, int t)
{
	return m->first[(r * m->sc->n_sites + s) * m->sc->n_periods + t];
}

static inline int counted(const struct model *m, int g, int s, int t)
{
	return m->counted[(g * m->sc->n_sites + s) * m->sc->n_periods + t];
}

static inline int shortfall(const struct model *m, int g, int t)
{
	return m->shortfall[g * m->sc->n_periods + t];
}

static inline int bonus(const struct model *m, int g, int t)
{
	return m->bonus[g * m->sc->n_periods + t];
}

static inline int below(const struct model *m, int g, int t)
{
	return m->below[g * m->sc->n_periods + t];
}

/* Places of s among the sites that may host d with a backup, of r among those that may stand by for it; -1: no pair has it. */
static inline int host_place(const struct model *m, int d, int s)
{
	return m->backed[d] < 0 ? -1 : m->host_place[m->backed[d] * m->sc->n_sites + s];
}

static inline int standby_place(const struct model *m, int d, int r)
{
	return m->backed[d] < 0 ? -1 : m->standby_place[m->backed[d] * m->sc->n_sites + r];
}

/* Racks of demand d hosted at s with their standby at r; -1 where that is not allowed, or d has no backup. */
static inline int pair(const struct model *m, int d, int s, int r, int t)
{
	const int h = host_place(m, d, s), k = standby_place(m, d, r), b = m->backed[d];

	return h < 0 || k < 0 ? -1 : m->pair[(m->pair_begin[b] + h * m->n_standby[b] + k) * m->sc->n_periods + t];
}

static inline int worst(const struct model *m, enum load load, int r, int s, int t)
{
	return m->worst[load][(r * m->sc->n_sites + s) * m->sc->n_periods + t];
}

static inline int energy(const struct model *m, int e, int t)
{
	return m->energy[e * m->sc->n_periods + t];
}

static inline int opening(const struct model *m, int s, int t)
{
	return m->opening[s * m->sc->n_periods + t];
}

static inline int stranded(const struct model *m, int s, int t)
{
	return m->stranded[s * m->sc->n_periods + t];
}

static inline int bw(const struct model *m, int module, int t)
{
	return m->bw[module * m->sc->n_periods + t];
}

static inline int bw_first(const struct model *m, int module, int t)
{
	return m->bw_first[module * m->sc->n_periods + t];
}

static inline int lit(const struct model *m, int l, int t)
{
	return m->lit[l * m->sc->n_periods + t];
}

static inline int flow(const struct model *m, int v, int a, int t)
{
	return m->flow[(v * 2 * m->sc->n_links + a) * m->sc->n_periods + t];
}

static inline bool is_waived(const struct model *m, enum waiver_kind kind, int item)
{
	return m->options.n_waivers > 0 && m->waiver_of[kind][item] >= 0;
}

/* The column that loosens the item's rows; -1: it is not waived. */
static inline int waived(const struct model *m, enum waiver_kind kind, int item)
{
	return is_waived(m, kind, item) ? m->waived[m->waiver_of[kind][item]] : -1;
}

static inline double class_kw(const struct model *m, int d)
{
	return m->sc->classes[m->sc->demands[d].class].kw_per_rack;
}

/* ---- stock.c: what a phase or feed enters with, and from when on a decision counts ---- */

bool stock_is_given(const struct scenario *sc, int p); /* operates or is under construction, and exists */
/* Racks that may be available in t without any start. */
double stock_entered_racks(const struct model *m, int p, int t);
double stock_design_racks(const struct scenario *sc, int p);    /* design racks at the horizon's start */
double stock_available_racks(const struct scenario *sc, int p); /* available racks at the horizon's start */
bool stock_may_start(const struct model *m, int p, int t);
int stock_phase_usable_from(const struct model *m, int p, int u); /* first period, or n_periods */
int stock_feed_usable_from(const struct model *m, int f, int u);
double stock_start_racks(const struct model *m, int p); /* racks of one unit of start[p,t]: 1, or the design */

/* Racks started, or usable, up to t, times a factor; without what the phase entered with. */
void stock_add_started(const struct model *m, struct expr *e, int p, int t, double factor);
void stock_add_usable(const struct model *m, struct expr *e, int p, int t, double factor);
/* Available racks at the end of t, initial stock included. */
void stock_add_available(const struct model *m, struct expr *e, int p, int t, double factor);

/* The column of racks that a waiver of its size adds to p in t: designed, and those of them that are available; or -1. */
int stock_added(const struct model *m, int p, int t);
int stock_added_available(const struct model *m, int p, int t);
int stock_first_start(const struct model *m, int p); /* the first period in which it may be started, or n_periods */

/* Usable MW of site s at the end of t, feeds included. */
void stock_add_usable_mw(const struct model *m, struct expr *e, int s, int t, double factor);
/* Does q exist, and is it the first phase of its site with its limit of kW? */
bool stock_limit_is_new(const struct scenario *sc, int q);

/* Does the scope take in a phase of site s that exists (given: one that operates or is under construction)? */
bool stock_scope_reaches(const struct scenario *sc, const struct scope *scope, int s, bool given);

/* ---- scope: are racks of demand d at site s counted "at the sites" of the scope? (README.md) ---- */

bool scope_has_racks(const struct scope *scope, const struct scenario *sc, int d, int s);
/* What belongs to no demand (shared standby, energy of sources) does not count where it does. */
bool scope_names_demands(const struct scope *scope);
bool budget_counts(const struct budget *budget, enum cost_kind kind); /* is it among the budget's kinds? */
bool budget_has_cost(const struct model *m, int b, const struct cost_entry *cost);

/* ---- standby.c: pairs, and what the racks of a site count for ---- */

void standby_columns(struct model *m);
double load_of_rack(const struct model *m, enum load load, int d, int t);    /* a hosted one */
double load_of_standby(const struct model *m, enum load load, int d, int t); /* one of a pair */
bool standby_is_shared(const struct model *m, int d);
bool standby_may_lose(const struct model *m, int s, int r, int t); /* may shared racks of s stand at r? */
bool standby_is_pressed(const struct model *m, enum load load, int r,
                        int t); /* must the shared standby be held down? */
/* Standby at r: dedicated pairs of the scope's demands (NULL: of all), and the shared standby unless it names any. */
void standby_add(const struct model *m, enum load load, const struct scope *scope, int r, int t, double factor,
                 struct expr *e);
/* Standby racks at r above a limit of kW; q: the phase whose limit it is, or -1 for all racks. */
void standby_add_above(const struct model *m, int q, int r, int t, double limit_kw, struct expr *e);
/* What the loss of s asks of the shared standby at r, of racks above a limit of kW. */
void standby_add_lost(const struct model *m, enum load load, int s, int r, int t, double limit_kw, struct expr *e);
/* All racks at s, hosted and standby. */
void load_add(const struct model *m, enum load load, int s, int t, double factor, struct expr *e);

/* ---- waive.c ---- */

void waive_prepare(struct model *m); /* which items are waived; before all else */
void waive_columns(struct model *m);
void waive_build(struct model *m); /* rows, with those of phases */
int waive_fitted(const struct model *m, int p);
double waive_price(const struct model *m, enum waiver_kind kind, int item);

/* ---- columns.c, objective.c, costs.c, metrics.c, soft.c ---- */

void columns_build(struct model *m);
int *columns_table(struct model *m, int a, int b, int c); /* a x b x c columns, all absent */
/*
 * A bound that only encloses what rows allow anyway, made from `most`, a rounded sum. Rounded down it would forbid in exact
 * arithmetic what the rows ask for; a hair above, it would nearly bind, which makes solvers err; so it is 1 % wider.
 */
double columns_enclosing(double most);
void energy_columns(struct model *m);
void opening_columns(struct model *m);
void stranded_columns(struct model *m);
void stability_columns(struct model *m);
bool columns_demand_exists(const struct scenario *sc, int d);
void objective_build(struct model *m);
void soft_tiers(struct model *m); /* numbers the tiers; before anything is priced */
void ties_build(struct model *m); /* ties.c: which of several equally dear plans */
void soft_build(struct model *m); /* shortfall and bonus columns and their prices */
bool soft_is_enforced(const struct scenario *sc, int g);
bool soft_binds(const struct scenario *sc, int g, int t);
bool soft_has_shortfall(const struct model *m, int g);

/* Records a cost and adds it, discounted, to the objective, so that they add up to it. Column -1: a constant. */
void cost_add(struct model *m, enum cost_kind kind, struct cost_place place, int column, double nominal);
/* The same for what has a rest value at the horizon's end. */
void cost_add_asset(struct model *m, enum cost_kind kind, struct cost_place place, int column, double nominal,
                    double life_years);
bool cost_in_scope(const struct cost_entry *cost, const struct scope *scope, const struct scenario *sc);
bool cost_is_capex(enum cost_kind kind);
bool cost_is_spend(enum cost_kind kind);

/* The metric of target g at the end of t: factor x numerator, factor x denominator (1 for a plain one). */
void metric_numerator(const struct model *m, int g, int t, double factor, struct expr *e);
void metric_denominator(const struct model *m, int g, int t, double factor, struct expr *e);
bool metric_has_demand(const struct model *m, const struct target *target, int d); /* by shares and customers */
bool metric_has_cost(const struct model *m, const struct target *target, int t, const struct cost_entry *cost);
/* numerator - value x denominator, or metric - value: >= 0 or <= 0 is the target. */
void metric_gap(const struct model *m, int g, int t, struct expr *e);

/* ---- links.c: what is installed on links; flows.c: what runs over them ---- */

void links_columns(struct model *m);
void links_price(struct model *m);
/* Modules of link l that are usable in t, and installed Gbps, initial ones included, times a factor. */
void links_add_modules(const struct model *m, struct expr *e, int l, int t, double factor);
/* The same, but of a module with a fixed cost its bw_first: 1 at most, and 1 once any of it is started. */
void links_add_first(const struct model *m, struct expr *e, int l, int t, double factor);
void links_add_installed(const struct model *m, struct expr *e, int l, int t, double factor);
void links_add_lit(const struct model *m, struct expr *e, int l, int t, double factor); /* 1 where Gbps > 0 */
bool links_may_have_gbps(const struct model *m, int l, int t);
bool links_counted(const struct scenario *sc, const struct target *target, int l); /* by cut_gbps, link_count */
bool links_scope_has_node(const struct scenario *sc, const struct scope *scope, int v);
double links_households(const struct scenario *sc, const struct scope *scope, int t);

void flows_columns(struct model *m);
int flows_check(const struct model *m, struct error *err); /* can every traffic be carried, were capacity no limit? */
int flows_start(const struct scenario *sc, int a);
int flows_end(const struct scenario *sc, int a);
/* Where m->leaving of (entry v, exit w, period t) begins; the next key's beginning is its end. */
int flows_key(const struct scenario *sc, int v, int w, int t);

/* ---- families ---- */

void phase_build(struct model *m);
void space_build(struct model *m);
void power_build(struct model *m);
void cooling_build(struct model *m);
void energy_build(struct model *m);
void backup_build(struct model *m);
void opening_build(struct model *m);
void stability_build(struct model *m);
void demand_build(struct model *m);
void migration_build(struct model *m);
void network_build(struct model *m);
void build_build(struct model *m);
void budget_build(struct model *m);
void targets_build(struct model *m);

void energy_price(struct model *m);
void opening_price(struct model *m);
void stability_price(struct model *m);
void stability_settle(const struct model *m, double *x);
void stranded_build(struct model *m); /* rows of targets on stranded_mw */
/* MWh that site s draws in t, pue included, times a factor. */
void energy_add_draw(const struct model *m, int s, int t, double factor, struct expr *e);
/* The metrics of energy, up to t where they add up: green MWh, all MWh, t of CO2. */
void energy_add_green(const struct model *m, const struct scope *scope, int t, double factor, struct expr *e);
void energy_add_all(const struct model *m, const struct scope *scope, int t, double factor, struct expr *e);
void energy_add_carbon(const struct model *m, const struct scope *scope, int t, double factor, struct expr *e);
void stranded_settle(const struct model *m, double *x);
void stranded_add(const struct model *m, const struct scope *scope, int t, double factor, struct expr *e);

/* A row block over up to LP_MOST_SETS index sets. */
int model_rows(struct model *m, const char *name, const char *unit, int n_sets, const int *sets);

/* ---- extract.c, settle.c, results.c, assumed.c ---- */

/* What follows from the racks, once these are whole: shared standby, energy, stranded MW. */
void settle_loads(const struct model *m, double *x);
void standby_extract(const struct model *m, const double *x, struct plan *plan);
void energy_extract(const struct model *m, const double *x, struct plan *plan);

void results_build(const struct model *m, const struct model_answer *answer, const double *x, struct plan *plan);
void network_extract(const struct model *m, const double *x, struct plan *plan); /* modules and flows */
void bindings_build(const struct model *m, const struct model_answer *answer, struct plan *plan);
bool limits_is_priced(const struct model *m, int row); /* an inequality not of 0/1 decisions alone */
bool limits_is_lower(const struct model *m, int row);  /* of an inequality: at least, not at most */
struct price_range limits_range(const struct model *m, const struct model_answer *answer, int row);
/* Pointers of the assumed numbers that a row rests on, in the plan's arena; returns how many. */
int assumed_of_row(const struct model *m, int row, struct arena *arena, const char *const **pointers);

#endif
