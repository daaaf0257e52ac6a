/* A scenario file of any bytes is read, or refused with words; what is read has a resolved form that is read to the same. */
#include "planner/scenario/read.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void read_again(const struct scenario *sc)
{
	struct findings findings = { 0 };
	struct scenario *again;

	again = scenario_read(fuzz_file((const uint8_t *)sc->resolved_json, strlen(sc->resolved_json)), NULL,
	                      &findings);
	fuzz_holds(again != NULL, "the resolved file is a scenario");
	fuzz_holds(strcmp(again->sha256, sc->sha256) == 0, "and resolved already");
	scenario_free(again);
	findings_dispose(&findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct findings findings = { 0 };
	struct str said = STR_INIT;
	struct scenario *sc = scenario_read(fuzz_file(bytes, length), NULL, &findings);

	findings_print(&findings, &said);
	fuzz_holds((sc != NULL) == (findings.n_errors == 0), "errors and no scenario come together");
	fuzz_holds(sc || said.length > 0, "a refusal has words");
	if (sc)
		read_again(sc);
	scenario_free(sc);
	findings_dispose(&findings);
	str_dispose(&said);
	return 0;
}
