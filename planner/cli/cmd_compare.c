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

/* ---- labels: plans of one scenario and variant are told apart by where they are ---- */

static bool same_name(const struct compare_side *a, const struct compare_side *b)
{
	return strcmp(a->plan->scenario_id, b->plan->scenario_id) == 0 &&
	       strcmp(a->plan->variant, b->plan->variant) == 0;
}

/* The directory as it was given; short: the last part of its path alone. */
static void place_of(const char *word, bool last, struct str *place)
{
	static const char file[] = "plan.json";
	const char *slash;
	size_t n = strlen(word);

	if (n > strlen(file) && strcmp(word + n - strlen(file), file) == 0 && word[n - strlen(file) - 1] == '/')
		n -= strlen(file);
	while (n > 1 && word[n - 1] == '/')
		n--;
	str_add_n(place, word, n);
	slash = strrchr(place->text, '/');
	if (last && slash && slash[1]) {
		struct str part = STR_INIT;

		str_add(&part, slash + 1);
		str_dispose(place);
		*place = part;
	}
}

/* Do the plans of one name differ in these places? Not when the same one was given twice. */
static bool tells_apart(const struct compare_side *sides, const struct str *places, int n)
{
	int i, k;

	for (i = 0; i < n; i++) {
		for (k = 0; k < i; k++) {
			if (same_name(&sides[i], &sides[k]) && strcmp(places[i].text, places[k].text) == 0)
				return false;
		}
	}
	return true;
}

/* Fills places[n], which the caller disposes of and which the labels point into. */
static void label(struct compare_side *sides, char *const *words, struct str *places, int n)
{
	bool last;
	int i, k;

	for (last = true;; last = false) {
		for (i = 0; i < n; i++) {
			str_clear(&places[i]);
			place_of(words[i], last, &places[i]);
		}
		if (!last || tells_apart(sides, places, n))
			break;
	}
	for (i = 0; i < n; i++) {
		for (k = 0; k < n && !sides[i].label; k++) {
			if (k != i && same_name(&sides[i], &sides[k]))
				sides[i].label = places[i].text;
		}
	}
}

static int compare_runs(const struct options *options, const struct run *runs, struct io_results *results)
{
	struct compare_side *sides = memory_alloc(options->n_files, sizeof *sides);
	struct str *places = memory_alloc(options->n_files, sizeof *places);
	struct output output = { runs, sides, options->n_files, NULL, STR_INIT, STR_INIT };
	struct compared compared = { 0 };
	struct error err = ERROR_INIT;
	int code = EXIT_DONE, i;

	for (i = 0; i < output.n; i++) {
		sides[i] = (struct compare_side){ runs[i].plan, runs[i].sc, NULL };
		places[i] = (struct str)STR_INIT;
	}
	label(sides, options->files, places, output.n);
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
	for (i = 0; i < output.n; i++)
		str_dispose(&places[i]);
	memory_free(places);
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
