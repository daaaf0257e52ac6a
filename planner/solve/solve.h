/*
 * solve.h - from an lp to numbers, in a child process that may crash, hang or be interrupted.
 *
 * The steps, all in the child: (1) the LP relaxation, tier by tier; (2) where there are LP_INTEGER columns, branch and
 * bound; (3) with those fixed, the LP again, for prices; (4) where there are LP_WHOLE columns, rounding by diving (fix what
 * is whole, round the most fractional few, re-solve warm, back up on failure), so that every row still holds. At the end, for
 * rows that are asked for: over which right-hand sides the price of step (3) holds.
 * Between tiers the best face is kept exactly (columns with a reduced cost are fixed), not by a tolerance row.
 */
/* clang-format off: columns of this file are aligned by hand */
#ifndef RACKPLAN_SOLVE_SOLVE_H
#define RACKPLAN_SOLVE_SOLVE_H

#include "planner/lp/lp.h"

enum solve_status {
	SOLVE_OPTIMAL, /* within the gap asked for */
	SOLVE_INFEASIBLE,
	SOLVE_UNBOUNDED,
	SOLVE_LIMIT,  /* time or memory came first; x may be there */
	SOLVE_TROUBLE /* the numbers were too hard, or the backend died; nothing is known */
};

/* What it took to decide a program, from the gentlest to the strongest; README.md, "Remedies". */
enum solve_remedy {
	REMEDY_NONE, /* the method that the backend begins with */
	REMEDY_BASIS,
	REMEDY_SCALING,
	REMEDY_PRESOLVE,
	REMEDY_EXACT,
	SOLVE_REMEDIES
};
extern const char *const solve_remedy_names[SOLVE_REMEDIES]; /* "none", "advanced basis", ... */

struct solve_sum { /* a linear expression of columns, without a constant */
	int n;
	const int *columns;         /* [n], each once */
	const double *coefficients; /* [n] */
};

/* What a solve is at, in the order in which it comes there; it may go back to an earlier one. */
enum solve_stage { STAGE_RELAXATION, STAGE_BRANCHING, STAGE_ROUNDING, STAGE_IMPROVING, STAGE_PRICES, SOLVE_STAGES };

/* How far a solve has come, for people who wait. Nothing is decided by it. */
struct solve_progress {
	int stage; /* enum solve_stage */
	long iterations, nodes;
	double bound, best; /* of the last tier, constant included; NAN: not known yet */
};

struct solve_options {
	const char *solver;   /* "auto", "glpk", "clp" */
	double time_limit_s;  /* <= 0: none */
	long memory_limit_mb; /* of the child; <= 0: none */
	double gap;           /* relative, for branch and bound */
	bool whole;           /* do step 4 */
	/* Called in the parent a few times a second while the child works, with `told`; NULL: not. */
	void (*progress)(const struct solve_progress *progress, void *told);
	void *told;
	bool plain; /* one backend and one try: what is not shown at once is not decided */
	const unsigned char
		*range_rows; /* [n_rows] whose price's range is asked for: 1 first, 2 then, 0 not; NULL: none */
	/*
	 * Sums whose least and most value is asked for among the points of the relaxation (whole numbers and 0/1 decisions may come in
	 * parts) that are as good as the answer in every goal tier and cost at most margin x |its cost| more.
	 */
	int n_sums;
	const struct solve_sum *sums; /* [n_sums] */
	double margin;
	/*
	 * For who asks many questions of like programs, and only whether and at what cost: steps 5 to 10 are left out, and so are ties.
	 * Any whole answer will do.
	 */
	bool any;
	long most_work; /* of all steps, see limit_work below; then SOLVE_LIMIT, on every machine alike; 0: no limit */
	const double *start; /* [n_rows + n_columns] a basis to begin with, as solution.basis has it; NULL: none */
	bool keep_basis;     /* fill solution.basis */
};
enum solve_place {
	PLACE_BASIC,
	PLACE_LOWER,
	PLACE_UPPER
}; /* of a row or column in a basis; fixed and free ones: PLACE_LOWER */
extern const struct solve_options solve_defaults;

struct solution {
	enum solve_status status;
	bool has_x;
	bool refused; /* an answer came, but it breaks a row or is not a number, or prices do not belong to it: TROUBLE, and
	                 a fault of the program */
	/*
	 * Of INFEASIBLE. proved: row_price are multipliers of the rows by which lp_is_empty_by() is true. Else `searched`:
	 * branch and bound came to its end without a point, in floating point.
	 */
	bool proved, searched;
	bool memory_over;              /* of LIMIT: it was the memory */
	struct lp_residuals residuals; /* of x_lp and its prices, as the parent reckoned them; with has_x */
	long decided[SOLVE_REMEDIES];  /* how many programs each remedy decided */
	long undecided;                /* and how many none did */
	int n_columns, n_rows, n_tiers;
	double *x;    /* [n_columns] the whole-number answer (or the LP's, when !whole) */
	double *x_lp; /* [n_columns] of step 3 */
	double *row_price; /* [n_rows] duals of the last tier, of step 3: cost of one more unit of the row's right-hand side */
	double *column_price; /* [n_columns] reduced costs */
	/* [n_rows] How the cost goes with the row's right-hand side: by price_below down to row_from, by price_above up to
	 * row_to. No length below or above: the price is 0 where that loosens the row, and where it tightens it there is no
	 * answer any more. from > to: not worked out. */
	double *row_from, *row_to, *price_below, *price_above;
	double *objective; /* [n_tiers] of x */
	double *lp_bound;  /* [n_tiers] of the LP relaxation */
	/*
	 * [n_tiers][n_rows + n_tiers - 1] Of the whole relaxation, for proofs: duals of the rows and then of one row for each
	 * earlier tier, which holds it to what x reaches there (and an allowance). All 0: a limit came first.
	 */
	double *tier_price;
	int n_sums;           /* as asked for */
	bool has_sums;        /* false: a limit came before the last of them */
	double *least, *most; /* [n_sums] */
	int n_basis;          /* n_rows + n_columns, or 0: not asked for */
	bool has_basis;
	double *basis;    /* [n_basis] enum solve_place of the rows, then of the columns, where the relaxation ended */
	double mip_bound; /* last tier, from branch and bound; = lp_bound when there are no integers */
	int iterations, nodes, dives;
	double used_s, prove_s; /* processor time of all steps, and of it that of step 7; for people alone */
	char solver[64];        /* "GLPK 5.0" */
	bool chosen_by_size;    /* another backend than the first, since "auto" was asked and the program is large */
	char message[256];      /* one sentence, for a person */
};

/*
 * Solves. Returns 0 when an answer of any status was reached, -1 (err set) when the caller asked for something that
 * does not exist. The solution is zeroed first; dispose it always. SIGINT/SIGTERM end the child; the handler that cli/
 * installed then decides. An x is only given after lp_violation() accepted it.
 */
int solve(const struct lp *lp, const struct solve_options *options, struct solution *solution, struct error *err);
void solution_dispose(struct solution *solution);

/* The exit code that an answer leads to: FAULT_NONE when x can be made a plan of. */
enum fault solution_fault(const struct solution *solution);

const char *solve_status_name(enum solve_status status);

/* The strongest remedy that a program needed. */
enum solve_remedy solution_remedy(const struct solution *solution);

/* Kills a running child. Async-signal-safe, for the handler. */
void solve_interrupt(void);

enum {
	SOLVE_BASES = 2,
	SOLVE_ROWS_FOR_CLP =
		4000 /* rows from which "auto" takes CLP where the build has it; tests/bench/README.md has the measurements */
};

/* The backends that this build has, ended by a NULL name. */
struct solve_backend {
	const char *name;
	const char *(*version)(void);
	/*
	 * A loaded problem that is re-solved warm; runs in the child only. Where there are several tiers, one free row
	 * per tier but the last follows the lp's rows: that tier's cost without its constant. The objective is zero until
	 * set_cost().
	 */
	void *(*load)(const struct lp *lp);
	void (*set_cost)(void *state, const double *cost); /* [n_columns] */
	void (*set_bounds)(void *state, int column, double lower, double upper);
	void (*set_row)(void *state, int row, double low, double high); /* also of the tiers' rows, see load */
	int (*add_row)(void *state, const double *row); /* [n_columns] free until set_row(); its number; NULL: cannot */
	void (*set_integer)(void *state, int column, bool integer);
	void (*limit_nodes)(void *state, long nodes); /* of solve_mip; 0: none */
	/*
	 * Work is counted in iterations of the simplex method; its start counts as some more, a node of branch and bound as more
	 * again, as they take about as long. With a limit, branch and bound goes without cuts. NULL: cannot.
	 */
	void (*limit_work)(void *state, long most);
	void (*set_start)(void *state, const double *x); /* [n_columns] a known answer, for the next solve_mip */
	enum solve_status (*solve_lp)(void *state, double seconds, double *objective);
	enum solve_status (*solve_mip)(void *state, double seconds, double gap, double *objective,
	                               double *bound);          /* LP_INTEGER columns */
	void (*values)(const void *state, bool mip, double *x); /* [n_columns] */
	void (*prices)(const void *state, double *row_price, double *column_price);
	/*
	 * After a solve_lp that ended INFEASIBLE: multipliers of the rows [as load has them] that may show it. False, or NULL:
	 * there are none. They are checked.
	 */
	bool (*ray)(void *state, double *row_multiplier);
	/* After an INFEASIBLE that nothing shows: the remedies that solve_lp did not come to, until one finds values. NULL: none. */
	enum solve_status (*insist)(void *state, double seconds, double *objective);
	/* How many programs each remedy decided, and at the end how many none did; NULL: the backend has no remedies. */
	const long *(*decided)(const void *state); /* [SOLVE_REMEDIES + 1] */
	/*
	 * All NULL where a backend has no such thing. Bases of solve_lp are kept in SOLVE_BASES places and taken up again; span
	 * is the least and the most that a row's activity can be, of the rows and bounds that are set, from a kept basis
	 * in which the row is at `at`. Afterwards the row is fixed there, and the objective lost.
	 */
	void (*get_basis)(const void *state, double *basis); /* [rows of the lp + n_columns] enum solve_place */
	void (*set_basis)(void *state, const double *basis); /* any: what is no basis costs time, no more */
	void (*keep_basis)(void *state, int place);
	void (*take_basis)(void *state, int place);
	enum solve_status (*span)(void *state, int place, int row, double at, double seconds, double *low,
	                          double *high);
	/*
	 * Where to write how far solve_lp and solve_mip are while they run: iterations, nodes and, in STAGE_BRANCHING, bound and best,
	 * to which `constant` is to be added (NAN: not those of this tier). Fields are written by __atomic_store() alone. NULL: cannot.
	 */
	void (*watch)(void *state, struct solve_progress *progress, double constant);
	long (*iterations)(const void *state);
	long (*nodes)(const void *state);
	void (*free)(void *state);
};
extern const struct solve_backend *const solve_backends[];

/* clang-format on */
#endif
