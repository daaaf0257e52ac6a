#include "tests/support.h"
#include "tests/verify_mutations.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void print(const struct violations *violations)
{
	struct str out = STR_INIT;

	verify_print(violations, &out);
	fprintf(stderr, "%s", out.text);
	str_dispose(&out);
}

void mutation_refused(const struct draft *draft, const struct mutation *mutation)
{
	struct violations violations = { 0 };
	const struct violation *found;

	verify_plan(draft->sc, &draft->plan, &violations);
	found = draft_find(&violations, mutation->rule, mutation->place);
	if (!found)
		print(&violations);
	ck_assert_msg(found != NULL, "no violation of %s at %s", mutation->rule, mutation->place);
	ck_assert_msg(fabs(found->amount - mutation->amount) < 1e-5, "%s: %.9g", found->message, found->amount);
	ck_assert_str_eq(found->unit, mutation->unit);
	if (mutation->message)
		ck_assert_msg(strncmp(found->message, mutation->message, strlen(mutation->message)) == 0, "%s",
		              found->message);
	violations_dispose(&violations);
}
