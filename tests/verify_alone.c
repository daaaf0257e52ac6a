/*
 * verify_alone.c - the verifier as a program without the model builder, the LP layer and the solver. That it links is
 * the proof that it shares no code with them. Usage: rackplan-verify-alone SCENARIO PLAN [VARIANT]
 */
#include "planner/plan/plan.h"
#include "planner/scenario/read.h"
#include "planner/verify/verify.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	struct read_options options = { argc > 3 ? argv[3] : NULL, 0, NULL };
	struct error err = ERROR_INIT;
	struct findings findings = { 0 };
	struct violations violations = { 0 };
	struct str out = STR_INIT;
	struct scenario *sc = NULL;
	struct plan *plan = NULL;
	int result = FAULT_INPUT;

	if (argc < 3) {
		fprintf(stderr, "usage: rackplan-verify-alone SCENARIO PLAN [VARIANT]\n");
		return FAULT_USAGE;
	}
	sc = scenario_read(argv[1], &options, &findings);
	findings_print(&findings, &out);
	if (sc)
		plan = plan_read(argv[2], sc, &err);
	if (err.kind != FAULT_NONE)
		str_addf(&out, "%s: %s\n", err.where, err.what);
	if (plan) {
		result = verify_plan(sc, plan, &violations) > 0 ? FAULT_INTERNAL : 0;
		verify_print(&violations, &out);
	}
	fputs(out.text, result ? stderr : stdout);
	violations_dispose(&violations);
	findings_dispose(&findings);
	plan_free(plan);
	scenario_free(sc);
	str_dispose(&out);
	return result;
}
