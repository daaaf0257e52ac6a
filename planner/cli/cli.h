/*
 * cli.h - what the commands share: options, messages, signals.
 *
 * Knows no scenario: getopt's `struct option` and the scenario's have the same name.
 */
#ifndef RACKPLAN_CLI_CLI_H
#define RACKPLAN_CLI_CLI_H

#include "planner/base/error.h"
#include "planner/base/str.h"

#include <stdbool.h>

#define RACKPLAN_VERSION "0.1.0"

enum { /* exit codes beside enum fault */
       EXIT_DONE = 0,
       EXIT_SIGNAL = 128 /* + the signal's number */
};

struct options {
	const char *variant; /* the last --scenario; NULL: not given */
	int n_variants;
	const char **variants; /* [n_variants] every --scenario */
	bool all_variants;
	int n_set;
	const char **set; /* [n_set] */
	const char *solver;
	double time_limit_s;
	double memory_limit_mb; /* of each solver's process; 0: none */
	double gap;
	bool days;
	double uniqueness_percent; /* < 0: not asked for */
	bool json, chinese;
	bool quiet, verbose, no_charts, no_ranges, help;
	const char *junit, *tap; /* of check; NULL: not given */
	bool annotations;
	int n_baselines;
	const char **baselines;    /* [n_baselines] */
	double slack_loss_percent; /* < 0: not given */
	int jobs;                  /* of sweep; 0: not given */
	bool resume, force;
	const char *output;     /* -o; NULL: not given */
	const char *to, *names; /* of export; NULL: not given */
	int n_files;
	char *const *files; /* [n_files] the words that are no options */
};

struct command {
	const char *name;
	const char *words;                         /* what follows the name: "SCENARIO [-o DIR]" */
	const char *summary;                       /* one line of `rackplan --help` */
	const char *help;                          /* the rest of `rackplan NAME --help`, before the options */
	const char *letters;                       /* the options it takes, by their letter in options.c */
	int n_files;                               /* how many words it takes; with A or + in letters: at least */
	int (*run)(const struct options *options); /* returns the exit code */
};

extern const struct command command_solve, command_check, command_explain, command_verify, command_report,
	command_compare, command_export, command_schema, command_sweep;

/* Fills *options from argv[1..]; a mistake is FAULT_USAGE. Dispose it in any case. */
int options_parse(const struct command *command, int argc, char **argv, struct options *options, struct error *err);
void options_dispose(struct options *options);
void options_help(const struct command *command, struct str *out);

/* Signals, exhausted memory, and the three standard streams. Called once, first. */
void process_prepare(void);

/* In a process forked off that goes on as one of its own: its signals end it alone, with its solver and temporary files. */
void process_forked(void);

/* Takes the line of progress (progress.h) away, if there is one. Async-signal-safe. */
void progress_end(void);

/* Prints the error to standard error and returns its exit code. */
int complain(const struct error *err);

/* A line on standard error, unless --quiet. */
void note(const struct options *options, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Writes to standard output and returns `code`; a failed write is said and gives FAULT_OUTPUT instead. A reader that
 * has gone away (`| head`) is no failure.
 */
int print_result(const struct str *text, int code);

#endif
