/* A model.mps of any bytes is read, or refused with words. */
#include "planner/verify/mps.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct error err = ERROR_INIT;
	char *text = malloc(length + 1);
	struct mps *mps;

	fuzz_holds(text != NULL, "there is memory");
	memcpy(text, bytes, length);
	text[length] = '\0';
	mps = mps_read(text, length, "model.mps", &err);
	fuzz_holds((mps != NULL) == (err.kind == FAULT_NONE), "an error and no program come together");
	mps_free(mps);
	free(text);
	return 0;
}
