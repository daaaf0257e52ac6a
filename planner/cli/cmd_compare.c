#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/cli/pipeline.h"
#include "planner/report/compare.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A results directory stands for the plan in it. */
static void plan_path(const char *word, struct str *path)
{
	struct stat about;

	str_add(path, word);
	if (stat(word, &about) == 0 && S_ISDIR(about.st_mode))
		str_addf(path, "%splan.json", word[strlen(word) - 1] == '/' ? "" : "/");
}

/* The plan and the scenario.resolved.json beside it. */
static int read_one(struct run *run, const struct options *options, const char *word, struct error *err)
{
	struct str plan = STR_INIT, scenario = STR_INIT;
	struct violations violations = { 0 };
	const char *slash;
	int code;

	plan_path(word, &plan);
	if (access(plan.text, R_OK) != 0) {
		error_set(err, FAULT_INPUT, plan.text, "cannot be read: %s", strerror(errno));
		str_dispose(&plan);
		return complain(err);
	}
	slash = strrchr(plan.text, '/');
	if (slash)
		str_add_n(&scenario, plan.text, (size_t)(slash - plan.text) + 1);
	str_add(&scenario, "scenario.resolved.json");
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

/* Text and JSON of two plans, or of more. */
static int describe(const struct compare_side *sides, int n, enum language language, struct str *text, struct str *json,
                    struct error *err)
{
	struct compared compared;
	int result;

	if (n > COMPARE_SIDES) {
		compare_table_text(sides, n, language, text);
		compare_table_json(sides, n, json);
		return 0;
	}
	result = compare_plans(sides, &compared, err);
	if (result == 0) {
		compare_text(&compared, language, text);
		compare_json(&compared, json);
	}
	compare_dispose(&compared);
	return result;
}

static int write_results(const struct run *runs, struct io_results *results, const struct str *json)
{
	struct error err = ERROR_INIT;

	if (io_results_add(results, "compare.json", json->text, json->length, &err) || io_results_commit(results, &err))
		return complain(&err);
	note(runs->options, run_say(runs, "the comparison is in %s", "对比结果在 %s"), io_results_path(results));
	return EXIT_DONE;
}

static int compare_runs(const struct options *options, const struct run *runs, struct io_results *results)
{
	struct compare_side *sides = memory_alloc(options->n_files, sizeof *sides);
	struct str text = STR_INIT, json = STR_INIT;
	struct error err = ERROR_INIT;
	int code = EXIT_DONE, i;

	for (i = 0; i < options->n_files; i++)
		sides[i] = (struct compare_side){ runs[i].plan, runs[i].sc };
	if (describe(sides, options->n_files, run_language(runs), &text, &json, &err))
		code = complain(&err);
	if (code == EXIT_DONE && results)
		code = write_results(runs, results, &json);
	if (code == EXIT_DONE || code == FAULT_EXTERNAL)
		code = print_result(options->json ? &json : &text, code);
	str_dispose(&text);
	str_dispose(&json);
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
		"they have ids in common. With -o, compare.json is written into DIR.\n"
		"Ends 0 whether or not anything differs.\n",
	.letters = "+floqv",
	.n_files = 2,
	.run = run_compare,
};
