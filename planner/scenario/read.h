/*
 * read.h - scenario files -> struct scenario. The only reader of scenario files.
 */
#ifndef RACKPLAN_SCENARIO_READ_H
#define RACKPLAN_SCENARIO_READ_H

#include "planner/base/str.h"
#include "planner/scenario/scenario.h"

struct finding {
	bool warning;     /* else an error */
	const char *file; /* "--set PATH" for the command line */
	int line, column; /* 0: the whole file */
	const char *pointer;
	const char *message;
};

struct findings { /* every error and warning of one reading, in the order of the files' text */
	int n;
	int n_errors;
	struct finding *items;
	struct arena *arena;
};

void findings_dispose(struct findings *findings);

/* One line a finding: file:line:col: /pointer: message */
void findings_print(const struct findings *findings, struct str *out);

struct read_options {
	const char *variant; /* --scenario NAME; NULL: "base" when the file has one, else no overrides */
	int n_set;
	const char *const *set; /* [n_set] --set PATH=VALUE; PATH is a JSON pointer or dotted (sites.x.pue) */
};

/*
 * Reads, merges and checks. Returns NULL when there is any error; findings (zero-initialised by the caller,
 * disposed by it) then holds all of them. Warnings alone do not fail.
 */
struct scenario *scenario_read(const char *path, const struct read_options *options, struct findings *findings);

/* The JSON Schema (2020-12) of scenario files, from the same tables as the reader. */
void scenario_schema(struct str *out);

/* Names of the file's scenarios, in file order; for `--scenario` help and for "every variant" loops. */
int scenario_variants(const char *path, struct str *names_one_a_line, struct findings *findings);

#endif
