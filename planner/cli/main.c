/*
 * main.c - the table of commands.
 */
#include "planner/cli/cli.h"
#include "planner/solve/solve.h"

#include <stddef.h>
#include <string.h>

static const struct command *const commands[] = {
	&command_solve,   &command_check, &command_explain, &command_verify, &command_report,
	&command_compare, &command_sweep, &command_export,  &command_schema, NULL,
};

static int print_help(void)
{
	struct str out = STR_INIT;
	int i, code;

	str_add(&out, "rackplan plans data-centre capacity: from a scenario file to racks, power, dates and cost.\n\n");
	for (i = 0; commands[i]; i++)
		str_addf(&out, "  rackplan %-7s %-20s %s\n", commands[i]->name, commands[i]->words,
		         commands[i]->summary);
	str_add(&out, "  rackplan --version | --help | COMMAND --help\n\n"
	              "Results go to standard output, messages to standard error. Exit codes:\n"
	              "  0  done, and every required target is met\n"
	              "  1  an internal fault: no plan is written; of verify: the plan is refused\n"
	              "  2  wrong usage\n"
	              "  3  the input is invalid\n"
	              "  4  infeasible (proved), or a required target is missed; of check: worse than\n"
	              "     its baseline\n"
	              "  5  undecided: a limit came first, the numbers were too hard, or that there is no\n"
	              "     plan could not be proved\n"
	              "  6  output could not be written; results in a directory are as they were, or,\n"
	              "     when only standard output failed, complete\n"
	              "  7  gnuplot is absent or failed; the plan itself was written\n"
	              "  130, 143  interrupted\n");
	code = print_result(&out, EXIT_DONE);
	str_dispose(&out);
	return code;
}

static int print_version(void)
{
	const struct solve_backend *const *backend;
	struct str out = STR_INIT;
	int code;

	str_add(&out, "rackplan " RACKPLAN_VERSION "\n");
	for (backend = solve_backends; *backend && (*backend)->name; backend++)
		str_addf(&out, "solver %s: %s\n", (*backend)->name, (*backend)->version());
	code = print_result(&out, EXIT_DONE);
	str_dispose(&out);
	return code;
}

static int unknown_command(const char *name)
{
	struct error err = ERROR_INIT;
	const char *nearest = NULL;
	int i, best = 3;

	for (i = 0; commands[i]; i++) {
		int distance = str_distance(name, commands[i]->name);

		if (distance < best) {
			best = distance;
			nearest = commands[i]->name;
		}
	}
	if (nearest)
		error_set(&err, FAULT_USAGE, NULL, "unknown command '%s'; did you mean '%s'?", name, nearest);
	else
		error_set(&err, FAULT_USAGE, NULL, "unknown command '%s'; see rackplan --help", name);
	return complain(&err);
}

static int run_command(const struct command *command, int argc, char **argv)
{
	struct error err = ERROR_INIT;
	struct options options;
	struct str out = STR_INIT;
	int code;

	if (options_parse(command, argc, argv, &options, &err)) {
		code = complain(&err);
	} else if (options.help) {
		options_help(command, &out);
		code = print_result(&out, EXIT_DONE);
	} else {
		code = command->run(&options);
	}
	str_dispose(&out);
	options_dispose(&options);
	return code;
}

int main(int argc, char **argv)
{
	struct error err = ERROR_INIT;
	int i;

	process_prepare();
	if (argc < 2) {
		error_set(&err, FAULT_USAGE, NULL, "no command; see rackplan --help");
		return complain(&err);
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
		return print_help();
	if (strcmp(argv[1], "--version") == 0)
		return print_version();
	for (i = 0; commands[i]; i++) {
		if (strcmp(argv[1], commands[i]->name) == 0)
			return run_command(commands[i], argc - 1, argv + 1);
	}
	return unknown_command(argv[1]);
}
