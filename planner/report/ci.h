/*
 * ci.h - verdicts as the machines of continuous integration read them: JUnit XML, TAP, and GitHub's workflow commands.
 *
 * Knows no scenario: whoever judged fills suites of cases with words in the language asked for, and each writer only
 * orders and escapes them. No clock and no machine is in it: the same verdicts give the same bytes.
 */
#ifndef RACKPLAN_REPORT_CI_H
#define RACKPLAN_REPORT_CI_H

#include "planner/base/memory.h"
#include "planner/base/str.h"

#include <stdbool.h>

enum ci_state {
	CI_PASSED,
	CI_FAILED,
	CI_MISSED,  /* not met, and not required: no failure */
	CI_SKIPPED, /* not judged */
	CI_ERROR    /* could not be judged */
};

struct ci_place { /* file NULL: in no file; line 0: the whole file */
	const char *file;
	int line, column;
};

struct ci_case {
	const char *name;
	enum ci_state state;
	const char *message; /* one line */
	const char *details; /* lines; "" when the message says it all */
	struct ci_place place;
	bool told; /* other cases, or notes, say where: no annotation of its own */
};

struct ci_note { /* what was said of a file, case or not */
	bool warning;
	struct ci_place place;
	const char *message;
};

struct ci_property {
	const char *name, *value;
};

struct ci_suite {            /* texts are borrowed, or of the arena; ci_suite_start() and _dispose() */
	const char *name;    /* "small/late" */
	const char *package; /* "small.late": what viewers group cases by */
	const char *file;
	int n, capacity;
	struct ci_case *cases;
	int n_notes, notes_capacity;
	struct ci_note *notes;
	int n_properties, properties_capacity;
	struct ci_property *properties;
	struct arena *arena;
};

void ci_suite_start(struct ci_suite *suite);
void ci_suite_dispose(struct ci_suite *suite);

/* Texts are copied; NULL stands for "". The case stays where it is only until the next one is added. */
struct ci_case *ci_add(struct ci_suite *suite, const char *name, enum ci_state state, const char *message,
                       const char *details);
void ci_add_note(struct ci_suite *suite, bool warning, struct ci_place place, const char *message);
void ci_add_property(struct ci_suite *suite, const char *name, const char *value);

/* suites[n]. JUnit as Jenkins, GitLab and others read it (tests/junit.xsd): what was only missed counts as skipped. */
void ci_junit(const struct ci_suite *suites, int n, const char *name, struct str *out);

/* TAP 13: one plan over all suites; what was only missed is "not ok" with TODO, which fails no run. */
void ci_tap(const struct ci_suite *suites, int n, struct str *out);

/* ::error and ::warning lines at the places of notes and of what is not met; a line that was there is not repeated. */
void ci_annotations(const struct ci_suite *suites, int n, struct str *out);

#endif
