/*
 * verify_mutations.h - single changes to the plans of fixtures/verify (valley, delta), each refused for one reason.
 */
#ifndef RACKPLAN_TESTS_VERIFY_MUTATIONS_H
#define RACKPLAN_TESTS_VERIFY_MUTATIONS_H

#include "tests/draft.h"

struct mutation {
	void (*apply)(struct draft *draft);
	const char *rule, *place;
	double amount;
	const char *unit;
	const char *message; /* how it begins, or NULL */
	bool claim;          /* it is the plan's claim that is wrong, not a decision */
};

extern const struct mutation mutations[]; /* of valley */
extern const int n_mutations;
extern const struct mutation delta_mutations[];
extern const int n_delta_mutations;

/* Asserts that the verifier refuses the draft as the mutation says. */
void mutation_refused(const struct draft *draft, const struct mutation *mutation);

#endif
