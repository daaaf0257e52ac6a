/*
 * sweep.h - a sweep file and the variants of a scenario that it asks for.
 *
 * README.md of this folder has the format. Everything is owned by the sweep's arena. Variants and their order depend on
 * the sweep file and the scenario alone.
 */
#ifndef RACKPLAN_SWEEP_SWEEP_H
#define RACKPLAN_SWEEP_SWEEP_H

#include "planner/scenario/node.h"
#include "planner/scenario/read.h"

#include <stdint.h>

enum sweep_method { SWEEP_GRID, SWEEP_LATIN_HYPERCUBE, SWEEP_ONE_AT_A_TIME, SWEEP_LIST, SWEEP_METHODS };
extern const char *const sweep_method_names[SWEEP_METHODS];

enum { SWEEP_MOST_VARIANTS = 100000 };

struct sweep_value {
	const char *json; /* as --set takes it */
	double number;    /* not a number where it is none */
};

struct sweep_parameter {
	const char *pointer; /* into the resolved scenario */
	const char *unit;    /* "" where it is no number */
	const struct node *node;
	double base;  /* in the base variant, of a series in its first period; not a number where it is none */
	bool whole;   /* it must be a whole number */
	bool listed;  /* the values are listed; else they lie in from..to */
	int n_values; /* listed, or the steps of a grid; else 0 */
	struct sweep_value *values;
	double from, to;
	int n_shape;         /* of a series that changes: its periods, as multiples of the first; else 0 */
	const double *shape; /* [n_shape] */
};

struct sweep_setting { /* one change of a variant */
	const char *pointer;
	int parameter; /* its index, or -1 in a list */
	struct sweep_value value;
	const char *set; /* PATH=VALUE of --set */
};

struct sweep_variant {
	const char *name;     /* of a list, "base", "low" or "high"; else "" */
	const char *scenario; /* the named scenario of the file; NULL: the file's own */
	int n_settings;
	struct sweep_setting *settings;
};

struct sweep {
	const char *id;
	struct text title;
	const char *scenario; /* the path of the scenario file */
	const char *base;     /* the named scenario that is varied; NULL: the file's own */
	enum sweep_method method;
	uint64_t seed;
	int n_samples;
	int n_steps; /* of a grid over assumed numbers; 0: not given */
	int n_parameters;
	struct sweep_parameter *parameters;
	int n_variants, variants_capacity;
	struct sweep_variant *variants;
	char sha256[65]; /* of the sweep file */
	const struct node *root;
	struct layer *layer;
	struct arena *arena;
};

/* Reads the file alone. NULL when there is any error. */
struct sweep *sweep_read(const char *path, struct findings *findings);

/*
 * Finds the parameters in the base scenario and makes the variants. `names` has the file's named scenarios, one a line.
 * -1 when something is wrong, with findings at the sweep file's places.
 */
int sweep_design(struct sweep *sweep, const struct scenario *base, const char *names, struct findings *findings);
void sweep_free(struct sweep *sweep); /* NULL is allowed */

/* ---- the parts of sweep_design(): resolve.c and design.c ---- */

int sweep_resolve(struct sweep *sweep, const struct scenario *base, struct findings *findings);
int sweep_vary(struct sweep *sweep, const char *names, struct findings *findings);
struct sweep_value sweep_value_of(struct sweep *sweep, const struct sweep_parameter *p, double number);
struct sweep_value sweep_value_of_node(struct sweep *sweep, const struct node *node);
bool sweep_pattern_fits(const char *pattern, const char *pointer); /* a prefix of whole keys; "*" is any key */

/* SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, the same numbers everywhere. */
struct sweep_random {
	uint64_t state;
};
uint64_t sweep_random_next(struct sweep_random *random);
uint64_t sweep_random_below(struct sweep_random *random, uint64_t n); /* 0..n-1, each alike; n > 0 */
double sweep_random_share(struct sweep_random *random);               /* [0, 1) */

#endif
