/*
 * explain.h - why a scenario has no plan: which of its items cannot all hold, what change of one of them would do, and how
 * far one can get. README.md of this folder says how, and what each figure means.
 *
 * An item is something that a planner wrote: a target, a date, a size, a limit. It is *waived* when the scenario is looked
 * at as if it were not there. Numbers of items are indices into inquiry.items.
 */
#ifndef RACKPLAN_CLI_EXPLAIN_H
#define RACKPLAN_CLI_EXPLAIN_H

#include "planner/cli/pipeline.h"

enum item_kind { /* in the order in which items are tried to be left out of a conflict: the last ones stay rather */
	         ITEM_STABILITY,
	         ITEM_SIZE,
	         ITEM_COOLING,
	         ITEM_POWER,
	         ITEM_ENERGY,
	         ITEM_LINK,
	         ITEM_LEVEL, /* of a class */
	         ITEM_KINDS,
	         ITEM_TIERS,
	         ITEM_REGIONS,
	         ITEM_LATENCY,
	         ITEM_SITES, /* of a demand */
	         ITEM_DISTANCE,
	         ITEM_BACKUP,
	         ITEM_OPENS, /* of a site */
	         ITEM_CLOSES,
	         ITEM_MIGRATION, /* of a demand */
	         ITEM_ORDER,     /* of a phase */
	         ITEM_APPROVAL,
	         ITEM_FEED_DATES,
	         ITEM_MODULE_DATES,
	         ITEM_DATES,
	         ITEM_RULE,
	         ITEM_BUDGET,
	         ITEM_TRAFFIC,
	         ITEM_DEMAND,
	         ITEM_TARGET,
	         ITEM_KINDS_N
};

struct item {
	enum item_kind kind;
	int of; /* index of the phase, feed, site, link, module, class, demand, traffic, rule, budget or target */
};

enum { WARM_BASES = 4 };

struct warm { /* zeroed: none */
	int n;
	struct places *bases[WARM_BASES]; /* [n] the latest first */
};

struct inquiry { /* everything that one explanation needs */
	const struct run *run;
	int n;
	struct item *items; /* [n] every item of the scenario, by kind */
	bool whole;         /* decided by branch and bound, where shares of 0/1 decisions would do */
	bool limited;       /* a limit came before everything was known */
	bool timed;         /* and it was the user's own, of time */
	int n_solves;
	int n_open; /* questions that a limit left without an answer */
	long iterations;
	struct warm warm; /* where the last questions' simplex method ended */
};

void inquiry_open(struct inquiry *q, const struct run *run);
void inquiry_close(struct inquiry *q);

/* ---- explain_items.c ---- */

extern const char *const item_kind_names[ITEM_KINDS_N]; /* as in JSON: "power", "phase_dates" */
bool item_has_rows(enum item_kind kind);                /* waived in the model; else by a changed scenario */
enum waiver_kind item_waiver(enum item_kind kind);

/* A scenario whose arrays named here may be changed; the rest is borrowed. */
struct changed {
	struct scenario sc;
	struct phase *phases;
	struct feed *feeds;
	struct link_module *modules;
	struct traffic *traffic;
	double *no_gbps; /* [n_periods] */
	struct site *sites;
	struct class *classes;
	struct demand *demands;
	struct target *targets;
};
void changed_open(struct changed *changed, const struct scenario *sc);
void changed_close(struct changed *changed);
void changed_waive(struct changed *changed, struct item item); /* an item without rows */

/* ---- explain_names.c, explain_words.c ---- */

void item_id(const struct scenario *sc, struct item item, struct str *out);
/* "phase lvliang/2: earliest start 2019-03-01, lead time 12 months": what it says and asks. */
void item_words(const struct scenario *sc, struct item item, enum language language, struct str *out);
/* A sign and a number of the item's unit: "3,400 racks", "18 MW". */
void item_amount(const struct scenario *sc, struct item item, double amount, enum language language, struct str *out);
const char *item_unit(const struct scenario *sc, struct item item);
bool item_comes_whole(const struct scenario *sc, struct item item); /* racks, sites, links: no parts of them */
/* "12 phase sizes: " for a list of many items of a kind. */
void item_many(enum item_kind kind, int n, enum language language, struct str *out);

/* ---- explain_probe.c ---- */

enum verdict { VERDICT_PLAN, VERDICT_NONE, VERDICT_OPEN };

struct probe {
	const struct scenario *sc; /* the run's, or one with the same items */
	const bool *waived;        /* [n] */
	const bool *priced;        /* [n] may give way at a price; NULL: none */
	bool relaxed;              /* 0/1 decisions may be shares */
	bool in_whole_racks;       /* and racks, steps and modules must come out whole */
	bool briefly;              /* not worth much work */
	double *used;              /* out [n] how far priced items gave way, or NULL */
	bool *rests;               /* out [n] does the verdict "none" rest on the item? or NULL */
	double total;              /* out: the price paid; < 0: there is none that would do */
};

/* Is there a plan without giving way? With prices the verdict is on that too, and used[] says the least that is needed. */
enum verdict probe_run(struct inquiry *q, struct probe *probe);

/* ---- explain_warm.c ---- */

void warm_keep(struct warm *warm, const struct lp *lp, const double *basis); /* [n_rows + n_columns] as in a solution */
void warm_dispose(struct warm *warm);
/* For solve_options.start: [n_rows + n_columns], memory_free(); NULL when there is none that fits. */
double *warm_start(const struct warm *warm, const struct lp *lp);

/* ---- explain_conflict.c ---- */

struct conflict {
	int n;
	int *items;   /* [n] no plan keeps all of them; any one waived, the others can be kept */
	bool minimal; /* false: a limit came; some may not be needed */
};

/* The conflict among what is not waived: false when there is none, or none could be found in the limits. */
bool conflict_find(struct inquiry *q, const bool *waived, struct conflict *conflict);
void conflict_dispose(struct conflict *conflict);

/* ---- explain.c, explain_repair.c, explain_reach.c, explain_sets.c ---- */

enum { MOST_SETS = 3 };

struct repair {
	int item;
	enum repair_way {
		REPAIR_CHANGE,
		REPAIR_MOVE,    /* a target's date */
		REPAIR_HEADROOM /* of a link: it may be filled further */
	} way;
	double from, to; /* of the number that changes, in its unit; not a number where it is no number */
	double size;     /* how much it changes, in item_unit() */
	struct date day; /* of a date that moves */
	int months;      /* of a lead time that shortens, or -1 */
	int form;        /* of amount_sets() */
	bool least;      /* a smaller change does not do; else it may, in whole racks */
	double cost_cny; /* rough; not a number: not known */
	int n_sets;
	char *sets[MOST_SETS]; /* PATH=VALUE, of --set */
};

struct reach { /* of a target that is in a conflict */
	int item;
	bool others_aside; /* the other required targets were left aside: they cannot be met even so */
	bool value_known, day_known;
	double value;    /* the most (the least, of <=) by its date, in parts of racks: a bound */
	struct date day; /* the first end of a period by which the value can be had */
};

struct explanation {
	int n_short;
	int *short_items;     /* [n_short] what gives way in the least total change */
	double *short_by;     /* [n_short] in item_unit() */
	bool without_targets; /* infeasible even without targets */
	int n_conflicts;
	struct conflict *conflicts; /* apart from each other: each must be repaired */
	int n_repairs;
	struct repair *repairs; /* cheapest first; with several conflicts each repairs one of them */
	int *repairs_conflict;  /* [n_repairs] */
	int n_undecided;
	int *undecided; /* [n_undecided] items of which it was not decided whether a change of them alone would do */
	bool together;  /* several conflicts: the first repair of each, together, are enough */
	int n_reaches;
	struct reach *reaches;
};

int explain_scenario(struct inquiry *q, struct explanation *explanation); /* 0, or FAULT_UNDECIDED */
void explanation_dispose(struct explanation *explanation);

void repairs_find(struct inquiry *q, int which, const bool *waived, struct explanation *explanation);
bool repair_is_in_use(const struct inquiry *q,
                      const struct repair *repair); /* asks for more of what operates already */
void repair_dispose(struct repair *repair);
void reach_find(struct inquiry *q, int item, struct reach *reach);
/* The value that target `item` can have: the best first guess, from below. */
enum verdict target_best(struct inquiry *q, int item, const bool *waived, bool relaxed, double *value);
/* The first period after the target's own in which its value can be had, or -1. */
int target_first_period(struct inquiry *q, int item, const bool *waived);

/* Reads the scenario again with these --set texts beside the user's; NULL when they are refused. */
struct scenario *scenario_with(const struct inquiry *q, int n_sets, char *const *sets);
enum verdict sets_verdict(struct inquiry *q, int n_sets, char *const *sets, const bool *waived, bool in_whole_racks);

/* ---- explain_print.c, explain_json.c ---- */

void explanation_print(const struct inquiry *q, const struct explanation *explanation, enum language language,
                       struct str *out);
void explanation_json(const struct inquiry *q, const struct explanation *explanation, struct str *out);

#endif
