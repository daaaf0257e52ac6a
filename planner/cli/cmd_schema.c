#include "planner/cli/cli.h"
#include "planner/scenario/read.h"

static int run(const struct options *options)
{
	struct str out = STR_INIT;
	int code;

	(void)options;
	scenario_schema(&out);
	code = print_result(&out, EXIT_DONE);
	str_dispose(&out);
	return code;
}

const struct command command_schema = {
	.name = "schema",
	.words = "",
	.summary = "print the JSON Schema of scenario files",
	.help = "Prints the JSON Schema (2020-12) of scenario files, for editors and other checkers.\n",
	.letters = "",
	.n_files = 0,
	.run = run,
};
