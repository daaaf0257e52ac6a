/*
 * prove.h - what a run found, proved: the exported model, and the certificate that its verdict rests on.
 */
#ifndef RACKPLAN_CLI_PROVE_H
#define RACKPLAN_CLI_PROVE_H

#include "planner/cli/pipeline.h"
#include "planner/verify/proof.h"

struct proof {                           /* zero-initialise, dispose in any case */
	struct str model;                /* model.mps */
	struct certificate *certificate; /* NULL: nothing is proved */
	struct str text;                 /* certificate.json */
	char bound[64], gap[64];         /* of a plan: no plan is cheaper; and the gap as a share */
	char percent[64];                /* the gap in percent, rounded up to 3 digits */
};

/*
 * Of a run with a plan, or of one that ended infeasible. 0, or -1 with err set: an internal fault, or FAULT_UNDECIDED where no proof
 * was found that there is no plan.
 */
int prove(const struct run *run, bool infeasible, struct proof *proof, struct error *err);
void proof_dispose(struct proof *proof);

/* One line of text: what is proved, or that nothing is. */
void proof_say(const struct proof *proof, const struct run *run, bool infeasible, struct str *out);

/* The members "proved" and, of a plan, "proved_bound" and "proved_gap"; no comma before or after. */
void proof_json(const struct proof *proof, bool infeasible, struct str *out);

#endif
