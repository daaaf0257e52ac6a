/*
 * doubt.c - what the parent thinks of an answer of the child: it believes nothing but what it reckons itself.
 */
#include "planner/solve/elastic.h"
#include "planner/solve/steps.h"

#include "planner/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void refuse(struct solution *s)
{
	s->status = SOLVE_TROUBLE;
	s->has_x = false;
	s->refused = true;
}

/*
 * The prices are those of x_lp. An answer that a limit cut short keeps what it has: nobody calls it the best, and the values were
 * checked.
 */
static void doubt_prices(const struct lp *lp, struct solution *s)
{
	const struct lp_optimum optimum = { s->x_lp, s->row_price, s->column_price, s->n_tiers > 1 };

	s->residuals = lp_residuals(lp, &optimum);
	if (s->status != SOLVE_OPTIMAL)
		return;
	if (s->residuals.primal > STEPS_VIOLATION) {
		refuse(s);
		snprintf(s->message, sizeof s->message,
		         "the point that the solver's prices belong to breaks a row by %g", s->residuals.primal);
	} else if (!(s->residuals.dual <= STEPS_DUAL)) {
		refuse(s);
		snprintf(s->message, sizeof s->message,
		         "the solver's prices do not add up to the costs: %g of them is missing", s->residuals.dual);
	} else if (!(s->residuals.gap <= STEPS_GAP)) {
		refuse(s);
		snprintf(s->message, sizeof s->message,
		         "the solver's prices do not show its answer to be the best: %g of the cost is open",
		         s->residuals.gap);
	}
}

void doubt_answer(const struct lp *lp, bool whole, struct solution *s)
{
	struct str where = STR_INIT;
	const double violation = lp_violation(lp, s->x, whole, &where);

	if (violation > STEPS_VIOLATION) {
		refuse(s);
		snprintf(s->message, sizeof s->message, "the solver's answer breaks %.120s by %g", where.text,
		         violation);
	} else {
		doubt_prices(lp, s);
	}
	str_dispose(&where);
}

/* ---- that there is nothing ---- */

static bool has_integers(const struct lp *lp)
{
	int j;

	for (j = 0; j < lp_n_columns(lp); j++) {
		if (lp_column_kind(lp, j) == LP_INTEGER)
			return true;
	}
	return false;
}

/* The multipliers of the elastic program, where the backend had none, or none that show it. */
static bool elastic_shows(const struct solve_backend *backend, const struct lp *lp, const struct solve_options *options,
                          double left_s, struct solution *s)
{
	struct solve_options rest = *options;
	struct elastic elastic = { .lp = lp, .backend = backend };
	struct error err = ERROR_INIT;
	bool shown;

	rest.time_limit_s = left_s;
	elastic.price = memory_alloc(s->n_rows, sizeof *elastic.price);
	elastic.x = memory_alloc(s->n_columns, sizeof *elastic.x);
	shown = elastic_solve(&elastic, &rest, &err) == 0 && lp_is_empty_by(lp, elastic.price);
	if (shown)
		memcpy(s->row_price, elastic.price, (size_t)s->n_rows * sizeof *s->row_price);
	memory_free(elastic.x);
	memory_free(elastic.price);
	return shown;
}

void doubt_nothing(const struct solve_backend *backend, const struct lp *lp, const struct solve_options *options,
                   double left_s, struct solution *s)
{
	s->searched = s->searched && has_integers(lp);
	s->proved = lp_is_empty_by(lp, s->row_price);
	if (s->proved || s->searched)
		return;
	if (!options->plain && left_s >= 0)
		s->proved = elastic_shows(backend, lp, options, left_s, s);
	if (s->proved)
		return;
	s->status = SOLVE_TROUBLE;
	snprintf(s->message, sizeof s->message,
	         "%s found no values that meet all rows, but no multipliers of the rows show that there are none",
	         backend->name);
}
