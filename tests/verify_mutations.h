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

/* The mutations of one plan, which `open` gives. */
struct mutations {
	struct draft *(*open)(const char *set);
	const struct mutation *items;
	int n;
};

extern const struct mutations valley_mutations, delta_mutations,
	network_mutations; /* the latter two are of the delta */

/* The mutation of this rule at this place, or NULL. */
const struct mutation *mutation_find(const struct mutations *list, const char *rule, const char *place);

/* Asserts that the verifier refuses the draft as the mutation says. */
void mutation_refused(const struct draft *draft, const struct mutation *mutation);

/* Opens the plan, changes it, and asserts that it is refused; also once the plan makes no claims, but for false claims. */
void mutation_checked(const struct mutations *list, int i);

/* Asserts that the verifier finds this rule broken at this place, or (NULL, NULL) nothing at all. How much it found. */
int verdict(const struct draft *draft, const char *rule, const char *place);

#endif
