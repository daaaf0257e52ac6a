#include "planner/cli/pipeline.h"

static void violations_json(const struct violations *violations, struct str *out)
{
	int i;

	str_addf(out, "{\n  \"accepted\": %s,\n  \"checks\": %d,\n  \"violations\": [",
	         violations->n > 0 ? "false" : "true", violations->n_checks);
	for (i = 0; i < violations->n; i++) {
		const struct violation *violation = &violations->items[i];

		str_add(out, i > 0 ? ",\n    {\"rule\": " : "\n    {\"rule\": ");
		str_add_json(out, violation->rule);
		str_add(out, ", \"place\": ");
		str_add_json(out, violation->place);
		str_add(out, ", \"amount\": ");
		str_add_number(out, violation->amount);
		str_add(out, ", \"unit\": ");
		str_add_json(out, violation->unit);
		str_add(out, ", \"message\": ");
		str_add_json(out, violation->message);
		str_add_char(out, '}');
	}
	str_add(out, violations->n > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

/* The violations themselves name rules and rows, and are in English. */
static void violations_zh(const struct violations *violations, struct str *out)
{
	int i;

	for (i = 0; i < violations->n; i++)
		str_addf(out, "%s\n", violations->items[i].message);
	if (violations->n == 0)
		str_addf(out, "通过：共比对 %d 项，无违反\n", violations->n_checks);
	else
		str_addf(out, "不通过：共比对 %d 项，违反 %d 项\n", violations->n_checks, violations->n);
}

static int run_verify(const struct options *options)
{
	struct run run = { 0 };
	struct violations violations = { 0 };
	struct error err = ERROR_INIT;
	struct str out = STR_INIT;
	int code = run_read(&run, options);

	if (code == 0) {
		run.plan = plan_read(options->files[1], run.sc, &err);
		code = run.plan ? 0 : complain(&err);
	}
	if (code == 0) {
		code = verify_plan(run.sc, run.plan, &violations) > 0 ? FAULT_INTERNAL : EXIT_DONE;
		if (options->json)
			violations_json(&violations, &out);
		else if (options->chinese)
			violations_zh(&violations, &out);
		else
			verify_print(&violations, &out);
		code = print_result(&out, code);
	}
	violations_dispose(&violations);
	str_dispose(&out);
	run_dispose(&run);
	return code;
}

const struct command command_verify = {
	.name = "verify",
	.words = "SCENARIO PLAN",
	.summary = "re-check a plan without any solver",
	.help = "Checks every rule of the scenario against the plan (a plan.json), in whole\n"
		"racks and exact arithmetic, and prints each violation with its rule, place and\n"
		"amount. Ends 0 when the plan is accepted, 1 when it is refused, 3 when it\n"
		"cannot be read. Give the --scenario and --set that the plan was made with.\n",
	.letters = "nsflqv",
	.n_files = 2,
	.run = run_verify,
};
