#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/cli/answer.h"
#include "planner/cli/pipeline.h"
#include "planner/report/compare.h"

#include <stdio.h>
#include <string.h>

/* The plan and the scenario.resolved.json beside it. */
static int read_one(struct run *run, const struct options *options, const char *word, struct error *err)
{
	struct str plan = STR_INIT, scenario = STR_INIT;
	struct violations violations = { 0 };
	int code;

	if (answer_plan(word, &plan, err)) {
		str_dispose(&plan);
		return complain(err);
	}
	answer_scenario(plan.text, &scenario);
	code = run_read_file(run, options, scenario.text, NULL);
	if (code == 0) {
		run->plan = plan_read(plan.text, run->sc, err);
		code = run->plan ? 0 : complain(err);
	}
	if (code == 0 && verify_plan(run->sc, run->plan, &violations) > 0) {
		error_set(err, FAULT_INTERNAL, plan.text, "the plan is refused: %s (%d in all); see rackplan verify",
		          violations.items[0].message, violations.n);
		code = complain(err);
	}
	violations_dispose(&violations);
	str_dispose(&plan);
	str_dispose(&scenario);
	return code;
}

struct output {
	const struct run *runs;
	const struct compare_side *sides; /* [n] */
	int n;
	const struct compared *compared; /* NULL unless n is 2 */
	struct str text, json;
};

static int write_results(const struct output *output, struct io_results *results)
{
	const struct options *options = output->runs->options;
	const struct report_options report = { .language = run_language(output->runs),
		                               .charts = !options->no_charts,
		                               .version = RACKPLAN_VERSION };
	struct error err = ERROR_INIT, report_err = ERROR_INIT;
	struct str notes = STR_INIT;
	int code = EXIT_DONE;

	if (compare_results(output->sides, output->n, output->compared, &report, results, &notes, &report_err))
		code = complain(&report_err);
	if (notes.length > 0 && !options->quiet)
		fputs(notes.text, stderr);
	str_dispose(&notes);
	if (code != EXIT_DONE && code != FAULT_EXTERNAL)
		return code;
	if (io_results_add(results, "compare.json", output->json.text, output->json.length, &err) ||
	    io_results_commit(results, &err))
		return complain(&err);
	note(options, run_say(output->runs, "the comparison is in %s", "对比结果在 %s"), io_results_path(results));
	return code;
}

static int finish(const struct output *output, struct io_results *results)
{
	int code = EXIT_DONE;

	if (results)
		code = write_results(output, results);
	if (code == EXIT_DONE || code == FAULT_EXTERNAL)
		code = print_result(output->runs->options->json ? &output->json : &output->text, code);
	return code;
}

static int compare_runs(const struct options *options, const struct run *runs, struct io_results *results)
{
	struct compare_side *sides = memory_alloc(options->n_files, sizeof *sides);
	struct output output = { runs, sides, options->n_files, NULL, STR_INIT, STR_INIT };
	struct compared compared = { 0 };
	struct error err = ERROR_INIT;
	int code = EXIT_DONE, i;

	for (i = 0; i < output.n; i++)
		sides[i] = (struct compare_side){ runs[i].plan, runs[i].sc };
	if (output.n > COMPARE_SIDES) {
		compare_table_text(sides, output.n, run_language(runs), &output.text);
		compare_table_json(sides, output.n, &output.json);
	} else if (compare_plans(sides, &compared, &err)) {
		code = complain(&err);
	} else {
		output.compared = &compared;
		compare_text(&compared, run_language(runs), &output.text);
		compare_json(&compared, &output.json);
	}
	if (code == EXIT_DONE)
		code = finish(&output, results);
	compare_dispose(&compared);
	str_dispose(&output.text);
	str_dispose(&output.json);
	memory_free(sides);
	return code;
}

static int run_compare(const struct options *options)
{
	struct run *runs = memory_alloc(options->n_files, sizeof *runs);
	struct io_results *results = NULL;
	struct error err = ERROR_INIT;
	int code = EXIT_DONE, i;

	for (i = 0; i < options->n_files && code == EXIT_DONE; i++)
		code = read_one(&runs[i], options, options->files[i], &err);
	if (code == EXIT_DONE && options->output && io_results_open(options->output, &results, &err))
		code = complain(&err);
	if (code == EXIT_DONE)
		code = compare_runs(options, runs, results);
	io_results_close(results);
	for (i = 0; i < options->n_files; i++)
		run_dispose(&runs[i]);
	memory_free(runs);
	return code;
}

const struct command command_compare = {
	.name = "compare",
	.words = "PLAN PLAN... [-o DIR]",
	.summary = "what differs between plans",
	.help = "Each PLAN is a results directory of solve, or its plan.json with its\n"
		"scenario.resolved.json beside it. Of two plans: the targets that flipped, every\n"
		"value of the input that changed, came or went, and what that did to racks, MW,\n"
		"Gbps, costs and orders. Equal plans say so. Of three or more: a table. Things are\n"
		"matched by their ids, so plans of different scenarios can be compared as far as\n"
		"they have ids in common. With -o, compare.html and compare.json are\n"
		"written into DIR, and charts/ with both plans on one scale.\n"
		"Ends 0 whether or not anything differs.\n",
	.letters = "+floqvc",
	.n_files = 2,
	.run = run_compare,
};
