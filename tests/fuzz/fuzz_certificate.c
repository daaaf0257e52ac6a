/* A certificate.json of any bytes is read, or refused with words. */
#include "planner/verify/proof.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct error err = ERROR_INIT;
	struct certificate *certificate = certificate_read(fuzz_file(bytes, length), &err);

	fuzz_holds((certificate != NULL) == (err.kind == FAULT_NONE), "an error and no certificate come together");
	certificate_free(certificate);
	return 0;
}
