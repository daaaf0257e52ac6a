/*
 * fuzz.h - what the fuzzers share: a file that holds the input, for readers that take a path.
 */
#ifndef RACKPLAN_TESTS_FUZZ_FUZZ_H
#define RACKPLAN_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* The path of a file in a folder of its own below TMPDIR, filled with the bytes; the same file each time. */
const char *fuzz_file(const uint8_t *bytes, size_t length);

/* Ends the process with the text when the condition does not hold: to the fuzzer, a crash. */
void fuzz_holds(int condition, const char *text);

#endif
