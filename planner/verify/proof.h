/*
 * proof.h - what is proved of a plan's cost, or of there being no plan, by multipliers of a linear program's rows.
 *
 * For any multipliers y, every x with low <= A x <= high and lower <= x <= upper has
 *
 *	c'x  =  y'A x + (c - A'y)'x
 *	     >= sum_i y_i x (low_i if y_i > 0, high_i if y_i < 0)  +  sum_j min over [lower_j, upper_j] of (c - A'y)_j x_j
 *
 * so the right-hand side, computed exactly, is a proof whoever chose y. With c = 0 and the right-hand side above 0 there is
 * no such x at all. Where that does not suffice, an integer column may be split in two: at most a whole number, at least the
 * next one; each half has its own proof.
 *
 * Several tiers: what is proved of a tier holds for everything that is, in each earlier tier, within the limit stated there.
 */
#ifndef RACKPLAN_VERIFY_PROOF_H
#define RACKPLAN_VERIFY_PROOF_H

#include "planner/base/error.h"
#include "planner/verify/mps.h"

enum proof_kind { PROOF_OPTIMALITY, PROOF_INFEASIBILITY };

struct proof_multiplier {
	const char *row;
	struct decimal value;
};

struct proof_node { /* a leaf, or a split */
	bool empty; /* of a leaf: its multipliers show that nothing is left here, whatever it costs */
	int n;
	struct proof_multiplier *multipliers; /* [n] */
	const char *column;                   /* of a split; NULL: a leaf */
	struct decimal at_most;               /* low: column <= at_most; high: column >= at_most + 1 */
	struct proof_node *low, *high;
};

struct proof_tier {
	const char *row;         /* what is minimised; NULL in a proof of infeasibility */
	struct total value;      /* of the plan; of infeasibility 0 */
	struct total limit;      /* of an earlier tier: the later ones speak of what is at most this here */
	struct total bound;      /* nothing (within the earlier tiers' limits) is below */
	struct proof_node *node; /* NULL: nothing is proved of this tier, and the bound means nothing */
};

struct certificate {
	enum proof_kind kind;
	const char *scenario, *variant;
	char scenario_sha256[65], model_sha256[65]; /* of scenario.resolved.json and model.mps */
	int n_tiers;
	struct proof_tier *tiers; /* [n_tiers] in the order in which they are minimised; one for infeasibility */
	struct total gap;         /* of the last tier: value - bound <= gap x max(1, |bound|) */
	struct arena *arena;
};

struct certificate *certificate_new(enum proof_kind kind, int n_tiers);
void certificate_free(struct certificate *certificate); /* NULL is allowed */

/* ---- the bound ---- */

/*
 * The exact bound that a node proves of what the row `objective` minimises (-1: of nothing, for infeasibility), where the
 * n_limits first goals of the program are at most limits[]. Returns 0; -1 with the reason in `why` when it proves none: a
 * multiplier of a row or a column without the end that it needs, a name that is not there, a split of a column that need not
 * be whole. A leaf that is said to be empty must prove that; *nothing_left is set when all leaves do.
 */
int proof_bound(const struct mps *mps, int objective, const struct total *limits, int n_limits,
                const struct proof_node *node, struct total *bound, bool *nothing_left, struct str *why);

/* ---- making ---- */

/*
 * A leaf of a solver's prices: price[n_rows] by the order of the program's rows. What would need an infinite end becomes 0.
 * Prices are not trusted: they only decide how good the bound is.
 */
struct proof_node *proof_leaf(struct certificate *certificate, const struct mps *mps, const double *price);

/*
 * Fills in what the tiers' nodes prove: bounds, rounded down to 15 digits and not above the plan's value, and the gap. A node
 * that proves nothing is taken away. Returns whether the last tier (of infeasibility: the only one) is proved.
 */
bool certificate_complete(struct certificate *certificate, const struct mps *mps);

/* ---- certificate.json ---- */

void certificate_write(const struct certificate *certificate, struct str *out);
struct certificate *certificate_read(const char *path, struct error *err);

/* ---- checking ---- */

struct proof_claim { /* what the certificate must be about */
	const char *scenario_sha256;
	const char *objective; /* the plan's cost as plan.json has it; NULL: there is no plan */
};

/*
 * Does the certificate prove what it says, of this claim and this text of model.mps? 0; or -1 with one sentence in `why`. A
 * model that cannot be read is FAULT_INPUT in `err` and -1.
 */
int certificate_check(const struct certificate *certificate, const struct proof_claim *claim, const char *model,
                      size_t length, const char *model_path, struct str *why, struct error *err);

/* The part of it that is about the model alone: do the multipliers prove the claims? 0, or -1 and `why`. */
int certificate_prove(const struct certificate *certificate, const struct mps *mps, struct str *why);

/* ---- beside a plan ---- */

enum proof_state {
	PROOF_ABSENT,     /* there is no certificate.json */
	PROOF_HOLDS,      /* and `certificate` says what */
	PROOF_REFUSED,    /* `why` says why */
	PROOF_UNREADABLE, /* as err says */
};

struct proof_found { /* zero-initialise, dispose in any case */
	enum proof_state state;
	struct certificate *certificate;
	char *model; /* the text of model.mps */
	size_t length;
	struct str why;
};

/* Checks certificate.json and model.mps, which stand in the folder of `path`. */
void proof_beside(const char *path, const struct proof_claim *claim, struct proof_found *found, struct error *err);
void proof_found_dispose(struct proof_found *found);

/* infeasibility.json: the verdict that there is no plan. */
struct infeasibility {
	char scenario_sha256[65];
	bool proved; /* it says so */
};

/* 1: it is one; 0: it is something else, which may be no JSON; -1: err says why it cannot be read. */
int infeasibility_read(const char *path, struct infeasibility *verdict, struct error *err);

/* One line: what was found. */
void proof_print(const struct proof_found *found, struct str *out);

#endif
