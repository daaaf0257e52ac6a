/*
 * lp.h - a sparse linear program of named blocks of columns and rows.
 *
 *	minimise tier 1, then tier 2, ... of  cost'x + constant
 *	subject to  low <= A x <= high,  lower <= x <= upper,  some x whole
 *
 * No domain word and no solver header here. A block is a name with index sets; a column or row is a block and one
 * index per set, and prints as host[gov-cloud,taiyuan,2018-05]. Errors are sticky: the first bad call (a number that
 * is not finite, a bound above its pair, a term on a column that does not exist) is kept, later calls do nothing
 * harmful, and lp_error() tells at the end; so a constraint family has no error branch. Wrong nesting is an assert.
 *
 * Every column has finite bounds: proofs need them.
 */
#ifndef RACKPLAN_LP_LP_H
#define RACKPLAN_LP_LP_H

#include "planner/base/error.h"
#include "planner/base/str.h"

#include <stdbool.h>

enum { LP_MOST_SETS = 5 };

enum lp_kind {
	LP_CONTINUOUS,
	LP_INTEGER, /* decided by branch and bound */
	LP_WHOLE    /* continuous in the bound; a whole number in the plan (rounded, see solve/solve.h) */
};

struct lp;

struct lp *lp_new(void);
void lp_free(struct lp *lp); /* NULL is allowed */

/* An index set: n labels, borrowed (they must outlive the lp). Returns its number. */
int lp_set(struct lp *lp, const char *name, int n, const char *const *labels);

/* Blocks. `unit` is what one unit of a column, or of both sides of a row, means. Returns the block's number. */
int lp_column_block(struct lp *lp, const char *name, const char *unit, int n_sets, const int *sets);
int lp_row_block(struct lp *lp, const char *name, const char *unit, int n_sets, const int *sets);

/* Adds a column; index is [n_sets of the block]. Returns its number (0, 1, ...), or -1 after an error. */
int lp_column(struct lp *lp, int block, const int *index, double lower, double upper, enum lp_kind kind);
void lp_relax(struct lp *lp); /* every column becomes LP_CONTINUOUS */
void lp_column_bounds(struct lp *lp, int column, double lower, double upper);

/* Adds coefficient x column to the objective of a tier (1, 2, ...; smaller tiers are optimised first). */
void lp_cost(struct lp *lp, int tier, int column, double coefficient);
void lp_cost_constant(struct lp *lp, int tier, double constant);

/*
 * Which of the points that are best in all tiers: those with the least sum of weight x column. Weights are >= 0; a column without
 * one decides nothing that anybody sees. No tier: it is in no export, and prices and bounds know nothing of it.
 */
void lp_tie(struct lp *lp, int column, double weight);

/* A row: open, add terms (a column may come again: coefficients add up; zero sums are dropped), close. */
void lp_row_open(struct lp *lp, int block, const int *index);
void lp_term(struct lp *lp, int column, double coefficient); /* column -1 adds nothing */
int lp_row_at_most(struct lp *lp, double high);              /* these close it and return the row's number */
int lp_row_at_least(struct lp *lp, double low);
int lp_row_equal(struct lp *lp, double value);
int lp_row_between(struct lp *lp, double low, double high);
int lp_row_discard(struct lp *lp); /* closes without adding; returns -1 */

/* The first failure (kind FAULT_NONE: none). lp_validate() also checks the finished whole, once, before any solver. */
const struct error *lp_error(const struct lp *lp);
int lp_validate(const struct lp *lp, struct error *err);

/* Reading it back. Infinite row ends are -INFINITY / INFINITY. */
int lp_n_columns(const struct lp *lp);
int lp_n_rows(const struct lp *lp);
long lp_n_nonzeros(const struct lp *lp);
int lp_n_tiers(const struct lp *lp);
double lp_lower(const struct lp *lp, int column);
double lp_upper(const struct lp *lp, int column);
enum lp_kind lp_column_kind(const struct lp *lp, int column);
double lp_row_low(const struct lp *lp, int row);
double lp_row_high(const struct lp *lp, int row);
int lp_row_terms(const struct lp *lp, int row, const int **columns, const double **coefficients); /* returns how many */
double lp_cost_of(const struct lp *lp, int tier, int column);
double lp_constant_of(const struct lp *lp, int tier);
double lp_tie_of(const struct lp *lp, int column);
bool lp_has_ties(const struct lp *lp); /* any weight above 0 */
int lp_n_row_blocks(const struct lp *lp);
const char *lp_row_block_name(const struct lp *lp, int block);
const char *lp_row_block_unit(const struct lp *lp, int block);
int lp_row_block_of(const struct lp *lp, int row);
const int *lp_row_index(const struct lp *lp, int row); /* [lp_row_n_sets] */
int lp_row_n_sets(const struct lp *lp, int row);
int lp_column_block_of(const struct lp *lp, int column);
const char *lp_column_block_name(const struct lp *lp, int block);
const int *lp_column_index(const struct lp *lp, int column); /* [lp_column_n_sets] */
int lp_column_n_sets(const struct lp *lp, int column);

void lp_column_name(const struct lp *lp, int column, struct str *out); /* appends host[a,b,2018-05] */
void lp_row_name(const struct lp *lp, int row, struct str *out);

double lp_row_activity(const struct lp *lp, int row, const double *x); /* x[n_columns] */
double lp_objective(const struct lp *lp, int tier, const double *x);

/*
 * The largest violation of a row, bound or whole number by x, and where (name appended to `where` when not NULL).
 * Rows are scaled by their largest coefficient.
 */
double lp_violation(const struct lp *lp, const double *x, bool whole, struct str *where);

/* ---- multipliers of the rows: prices of a solver, of which nothing is believed ---- */

/*
 * Do these multipliers [n_rows] show that no x keeps all rows and bounds? Every rounding is bounded, that of decimals read as
 * doubles, too, so true is a proof; false only means that these do not show it.
 */
bool lp_is_empty_by(const struct lp *lp, const double *multipliers);

struct lp_optimum { /* of the last tier */
	const double *x, *row_price, *column_price;
	bool tiers; /* earlier tiers held columns and rows at their ends: there a price may have either sign */
};

struct lp_residuals {  /* all 0 of an exact optimum */
	double primal; /* lp_violation() of x, whole numbers apart */
	double dual; /* the most by which cost - prices of rows differs from a column's price, as a share of the terms' size */
	double gap; /* sum of price x distance from the end that the price belongs to, as a share of what is spent */
};

/* LP_INTEGER columns count as fixed. The gap bounds how much better another x could be, where dual is small. */
struct lp_residuals lp_residuals(const struct lp *lp, const struct lp_optimum *optimum);

/* ---- numbers too uneven to be reckoned with; lint.c says where the limits come from ---- */

enum lp_concern_kind {
	LP_ROW_UNEVEN, /* of the row's coefficients, the small one's column counts for nothing beside the large one */
	LP_SUM_LARGE, /* the row's sum or limit is so large that its rounding swallows the small coefficient (its largest) */
	LP_COST_UNEVEN /* the small cost counts for nothing beside the large one */
};

struct lp_concern {
	enum lp_concern_kind kind;
	int row;                        /* -1: costs */
	int small_column, large_column; /* -1: the row's limit */
	double small, large;
};

/* Tells of the worst pair of each row and kind, and of each cost, in order. */
typedef void lp_concern_taker(const struct lp_concern *concern, void *with);
void lp_lint(const struct lp *lp, lp_concern_taker *take, void *with);

/*
 * Our own writers: of each number the fewest digits that read the same, ASCII names (c12_3_0_5: block number and indices),
 * the objective's constant on a fixed column.
 */

/* Free MPS with integer markers; the tiers before `tier` are further N rows: goal_1, goal_2, ... */
void lp_write_mps(const struct lp *lp, int tier, struct str *out);
void lp_write_lp(const struct lp *lp, int tier, struct str *out); /* CPLEX LP, readable names in comments */
void lp_write_names(const struct lp *lp, struct str *out);        /* CSV: ascii name, readable name, unit */

#endif
