/*
 * verify_alone.c - the verifier as a program without the model builder, the LP layer and the solver. That it links is
 * the proof that it shares no code with them. Checks a plan (or an infeasibility.json) and the proof beside it.
 * Usage: rackplan-verify-alone SCENARIO PLAN [VARIANT]
 */
#include "planner/plan/plan.h"
#include "planner/scenario/read.h"
#include "planner/verify/proof.h"
#include "planner/verify/verify.h"

#include <stdio.h>

/* The proof beside the plan, or (plan NULL) beside the verdict that there is none: 0, 1 or 3. */
static int check_proof(const struct scenario *sc, const struct plan *plan, const char *path, struct str *out)
{
	struct proof_claim claim = { sc->sha256, NULL };
	struct error err = ERROR_INIT;
	struct proof_found found = { 0 };
	struct str objective = STR_INIT;
	int result = 0;

	if (plan) {
		str_add_number(&objective, plan->objective_cny);
		claim.objective = objective.text;
	}
	proof_beside(path, &claim, &found, &err);
	proof_print(&found, out);
	if (err.kind != FAULT_NONE) {
		str_addf(out, "%s: %s\n", err.where, err.what);
		result = FAULT_INPUT;
	} else if (found.state == PROOF_REFUSED || (!plan && found.state != PROOF_HOLDS)) {
		result = FAULT_INTERNAL;
	}
	proof_found_dispose(&found);
	str_dispose(&objective);
	return result;
}

int main(int argc, char **argv)
{
	struct read_options options = { argc > 3 ? argv[3] : NULL, 0, NULL };
	struct error err = ERROR_INIT, ignored = ERROR_INIT;
	struct findings findings = { 0 };
	struct violations violations = { 0 };
	struct str out = STR_INIT;
	struct scenario *sc = NULL;
	struct plan *plan = NULL;
	struct infeasibility verdict;
	int result = FAULT_INPUT, proof;

	if (argc < 3) {
		fprintf(stderr, "usage: rackplan-verify-alone SCENARIO PLAN [VARIANT]\n");
		return FAULT_USAGE;
	}
	sc = scenario_read(argv[1], &options, &findings);
	findings_print(&findings, &out);
	if (sc && infeasibility_read(argv[2], &verdict, &ignored) == 1)
		result = check_proof(sc, NULL, argv[2], &out);
	else if (sc)
		plan = plan_read(argv[2], sc, &err);
	if (err.kind != FAULT_NONE)
		str_addf(&out, "%s: %s\n", err.where, err.what);
	if (plan) {
		result = verify_plan(sc, plan, &violations) > 0 ? FAULT_INTERNAL : 0;
		verify_print(&violations, &out);
		proof = check_proof(sc, plan, argv[2], &out);
		result = result ? result : proof;
	}
	fputs(out.text, result ? stderr : stdout);
	violations_dispose(&violations);
	findings_dispose(&findings);
	plan_free(plan);
	scenario_free(sc);
	str_dispose(&out);
	return result;
}
