/*
 * tie.h - is model.mps the model of this scenario, and the plan within the limits that its proof speaks of? The model code
 * builds the program once more, in a process of its own.
 */
#ifndef RACKPLAN_CLI_TIE_H
#define RACKPLAN_CLI_TIE_H

#include "planner/plan/plan.h"
#include "planner/verify/proof.h"

struct tie {
	const struct scenario *sc;
	const struct plan *plan; /* NULL: there is none, and no goals */
	const struct certificate *certificate;
	const char *model; /* the text of model.mps */
	size_t length;
};

/*
 * 0: the model is the same, row by row and column by column, and in each tier before the cost the plan, as the verifier
 * reads it, is within the certificate's limit. 1: not so, and `why` says what differs first. -1: the process did not get
 * so far, or the text cannot be read (err).
 */
int tie_check(const struct tie *tie, struct str *why, struct error *err);

#endif
