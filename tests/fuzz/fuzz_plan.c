/* A plan.json of any bytes is read, or refused with words; what is read the verifier judges without a crash. */
#include "planner/plan/plan.h"
#include "planner/scenario/read.h"
#include "planner/verify/verify.h"
#include "tests/fuzz/fuzz.h"

static const struct scenario *scenario(void)
{
	static struct scenario *sc;
	struct findings findings = { 0 };

	if (!sc)
		sc = scenario_read("tests/fixtures/verify/delta.json", NULL, &findings);
	fuzz_holds(sc != NULL, "the scenario is there");
	findings_dispose(&findings);
	return sc;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct error err = ERROR_INIT;
	struct violations violations = { 0 };
	struct plan *plan = plan_read(fuzz_file(bytes, length), scenario(), &err);

	fuzz_holds((plan != NULL) == (err.kind == FAULT_NONE), "an error and no plan come together");
	if (plan)
		verify_plan(scenario(), plan, &violations);
	violations_dispose(&violations);
	plan_free(plan);
	return 0;
}
