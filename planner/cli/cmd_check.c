#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/cli/answer.h"
#include "planner/cli/baseline.h"
#include "planner/cli/check_json.h"
#include "planner/cli/judge.h"
#include "planner/cli/prove.h"
#include "planner/cli/days.h"
#include "planner/cli/uniqueness.h"

#include <string.h>

struct earlier {
	const char *path;
	struct old_plan *plan;
};

struct check { /* what check holds besides the scenarios */
	const struct options *options;
	struct earlier *earlier; /* [n_baselines] */
	int n;                   /* of scenarios */
	int *baseline;           /* [n] which of `earlier` is this scenario's; -1: none */
	struct ci_suite *suites; /* [n] */
};

/* ---- one scenario ---- */

/* With what the earlier plan said, when there is one of this scenario. `comparison` is zero. */
static void compare_old(const struct check *check, const struct turn *turn, const struct diagnosis *diagnosis,
                        struct comparison *comparison)
{
	const int baseline = check->baseline[turn->number - 1];

	if (baseline < 0)
		return;
	comparison->path = check->earlier[baseline].path;
	comparison->old = check->earlier[baseline].plan;
	comparison->most_loss_percent = check->options->slack_loss_percent;
	compare(comparison, &turn->run, diagnosis);
	comparison_cases(comparison, &turn->run, &check->suites[turn->number - 1]);
}

static void report_plan(const struct turn *turn, int code, const struct comparison *comparison, struct str *out)
{
	const struct run *run = &turn->run;

	if (run->options->json) {
		check_json_plan(turn, code, comparison, out);
		return;
	}
	report_ledger(run->plan, run->sc, run_language(run), out);
	uniqueness_say(run, out);
	days_say(run, out);
	if (comparison->old)
		comparison_print(comparison, run, out);
}

static int planned(struct check *check, struct turn *turn, struct str *out)
{
	struct comparison comparison = { 0 };
	int code = run_plan_code(&turn->run);

	turn_planned(turn);
	judge_plan(turn, code, &check->suites[turn->number - 1]);
	compare_old(check, turn, NULL, &comparison);
	if (code == EXIT_DONE && comparison.n_worse > 0) {
		turn->outcome.worse = true;
		code = FAULT_INFEASIBLE;
	}
	report_plan(turn, code, &comparison, out);
	comparison_dispose(&comparison);
	return code;
}

static int explain(struct check *check, struct turn *turn, struct str *out)
{
	struct run *run = &turn->run;
	struct comparison comparison = { 0 };
	struct diagnosis diagnosis;
	struct proof proof = { 0 };
	struct error err = ERROR_INIT;
	bool known;

	if (prove(run, true, &proof, &err)) {
		proof_dispose(&proof);
		return run_complain(run, &err);
	}
	if (diagnose(run, &diagnosis, &err))
		run_complain(run, &err);
	if (err.kind != FAULT_NONE && err.kind != FAULT_UNDECIDED) {
		proof_dispose(&proof);
		return (int)err.kind;
	}
	/* That there is no plan is known even when the cause was not found in time. */
	known = err.kind == FAULT_NONE;
	if (known && !diagnosis.no_target_to_blame)
		turn->outcome.missed = diagnosis.n;
	judge_infeasible(turn, known ? &diagnosis : NULL, &check->suites[turn->number - 1]);
	compare_old(check, turn, &diagnosis, &comparison);
	if (run->options->json)
		check_json_infeasible(turn, &diagnosis, &comparison, proof.certificate != NULL, out);
	else if (known)
		diagnosis_print(&diagnosis, run->sc, run_language(run), out);
	if (!run->options->json)
		proof_say(&proof, run, true, out);
	if (!run->options->json && comparison.old)
		comparison_print(&comparison, run, out);
	comparison_dispose(&comparison);
	diagnosis_dispose(&diagnosis);
	proof_dispose(&proof);
	return FAULT_INFEASIBLE;
}

static int check_one(struct turn *turn, void *own)
{
	struct str out = STR_INIT;
	int code = run_plan(&turn->run);

	if (code == FAULT_INFEASIBLE)
		code = explain(own, turn, &out);
	else if (code == 0)
		code = planned(own, turn, &out);
	if (out.length > 0)
		code = turn_print(turn, &out, false, code);
	str_dispose(&out);
	return code;
}

/* ---- before and after ---- */

/* An earlier plan is compared with the scenario that it was made for, by id and name; its numbers may have changed. */
static int match_baseline(struct check *check, const struct turn *turns, int baseline, struct error *err)
{
	const struct old_plan *old = check->earlier[baseline].plan;
	const char *path = check->earlier[baseline].path;
	int i;

	for (i = 0; i < check->n; i++) {
		const struct scenario *sc = turns[i].run.sc;

		if (!sc || strcmp(sc->id, old->scenario_id) != 0 || strcmp(sc->variant, old->variant) != 0)
			continue;
		if (check->baseline[i] >= 0)
			return error_set(err, FAULT_USAGE, NULL, "--baseline: %s and %s are both of %s",
			                 check->earlier[check->baseline[i]].path, path, turns[i].label.text);
		check->baseline[i] = baseline;
		return 0;
	}
	return error_set(err, FAULT_INPUT, path, "the plan is of %s/%s, which is not checked here", old->scenario_id,
	                 old->variant);
}

/* What is read is not written over: scenarios, readable or not, and earlier plans. */
static int refuse_outputs(const struct check *check, const struct turn *turn, struct error *err)
{
	const struct options *options = check->options;
	const char *const outputs[] = { options->junit, options->tap }, *const names[] = { "--junit", "--tap" };
	int i, j;

	for (i = 0; i < 2; i++) {
		if (!outputs[i] || strcmp(outputs[i], "-") == 0)
			continue;
		if (turn->run.sc && run_refuse_input(turn->run.sc, names[i], outputs[i], err))
			return -1;
		if (!turn->run.sc && io_same_file(outputs[i], turn->file))
			return error_set(err, FAULT_USAGE, NULL, "%s: '%s' is to be read, and would be lost", names[i],
			                 outputs[i]);
		for (j = 0; j < options->n_baselines; j++) {
			if (io_same_file(outputs[i], options->baselines[j]))
				return error_set(err, FAULT_USAGE, NULL, "%s: '%s' is the baseline, and would be lost",
				                 names[i], outputs[i]);
		}
	}
	return 0;
}

static int begin(const struct turn *turns, int n, void *own)
{
	struct check *check = own;
	struct error err = ERROR_INIT;
	int i;

	check->n = n;
	check->baseline = memory_alloc(n, sizeof *check->baseline);
	check->suites = memory_alloc(n, sizeof *check->suites);
	for (i = 0; i < n; i++) {
		check->baseline[i] = -1;
		ci_suite_start(&check->suites[i]);
	}
	for (i = 0; i < n; i++) {
		if (refuse_outputs(check, &turns[i], &err))
			return complain(&err);
	}
	for (i = 0; i < check->options->n_baselines; i++) {
		if (match_baseline(check, turns, i, &err))
			return complain(&err);
	}
	return 0;
}

static int write_file(const char *path, struct str *text, int code)
{
	struct error err = ERROR_INIT;

	if (strcmp(path, "-") == 0)
		code = several_worst(code, print_result(text, EXIT_DONE));
	else if (io_write_file(path, text->text, text->length, &err))
		code = several_worst(code, complain(&err));
	str_clear(text);
	return code;
}

static int end(const struct turn *turns, int n, int code, void *own)
{
	struct check *check = own;
	const struct options *options = check->options;
	struct comparison none = { 0 };
	struct str text = STR_INIT;
	int i;

	for (i = 0; i < n; i++) {
		if (check->suites[i].n == 0) {
			judge_nothing(&turns[i], &check->suites[i]);
			if (turns[i].run.sc)
				compare_old(check, &turns[i], NULL, &none);
			comparison_dispose(&none);
		}
		judge_head(&turns[i], &check->suites[i]);
	}
	if (options->annotations) {
		ci_annotations(check->suites, n, &text);
		code = write_file("-", &text, code);
	}
	if (options->junit) {
		ci_junit(check->suites, n, "rackplan check", &text);
		code = write_file(options->junit, &text, code);
	}
	if (options->tap) {
		ci_tap(check->suites, n, &text);
		code = write_file(options->tap, &text, code);
	}
	str_dispose(&text);
	return code;
}

/* Standard output takes one form. */
static int check_usage(const struct options *options, struct error *err)
{
	const bool junit_out = options->junit && strcmp(options->junit, "-") == 0;
	const bool tap_out = options->tap && strcmp(options->tap, "-") == 0;

	if (junit_out + tap_out + options->json + options->annotations > 1)
		return error_set(err, FAULT_USAGE, NULL,
		                 "check: of --junit -, --tap -, --format json and --annotations, only one can have "
		                 "standard output");
	if (options->junit && options->tap && io_same_file(options->junit, options->tap))
		return error_set(err, FAULT_USAGE, NULL, "check: --junit and --tap name the same file, %s",
		                 options->tap);
	if (options->slack_loss_percent >= 0 && options->n_baselines == 0)
		return error_set(err, FAULT_USAGE, NULL, "check: --slack-loss needs a --baseline");
	return 0;
}

/* What can be known before the scenarios are read: rather now than when all is solved. */
static int prepare(struct check *check, struct error *err)
{
	const struct options *options = check->options;
	int i;

	if (check_usage(options, err) || (options->junit && io_prove_file(options->junit, err)) ||
	    (options->tap && io_prove_file(options->tap, err)))
		return -1;
	check->earlier = memory_alloc(options->n_baselines, sizeof *check->earlier);
	for (i = 0; i < options->n_baselines; i++) {
		struct str path = STR_INIT;

		check->earlier[i].path = options->baselines[i];
		if (answer_plan(options->baselines[i], &path, err) == 0)
			check->earlier[i].plan = plan_read_old(path.text, err);
		str_dispose(&path);
		if (!check->earlier[i].plan)
			return -1;
	}
	return 0;
}

static int run_check(const struct options *options)
{
	struct check check = { .options = options };
	struct work work = { .begin = begin, .solve = check_one, .end = end, .own = &check };
	struct error err = ERROR_INIT;
	int i, code;

	work.silent = (options->junit && strcmp(options->junit, "-") == 0) ||
	              (options->tap && strcmp(options->tap, "-") == 0);
	code = prepare(&check, &err) ? complain(&err) : several_run(options, &work);
	for (i = 0; check.earlier && i < options->n_baselines; i++)
		plan_free_old(check.earlier[i].plan);
	for (i = 0; i < check.n; i++)
		ci_suite_dispose(&check.suites[i]);
	memory_free(check.earlier);
	memory_free(check.baseline);
	memory_free(check.suites);
	return code;
}

const struct command command_check = {
	.name = "check",
	.words = "SCENARIO...",
	.summary = "are the stated targets reachable?",
	.help = "Solves without writing anything, and prints a line for each target: required,\n"
		"achieved, slack, source. When no plan meets every required target, it says by\n"
		"how much each is missed at least, which dates are the cause, and ends 4.\n"
		"\n" SEVERAL_HELP "With --format json, one object then has them all in \"scenarios\".\n"
		"\n"
		"For CI, the same verdicts come as JUnit XML, TAP or annotations. A target that is\n"
		"missed but not required fails nothing: it is skipped, TODO, or a warning. An\n"
		"answer that could not be had is an error.\n"
		"--baseline takes a plan of solve (its directory, or plan.json), for each scenario\n"
		"at most one, and ends 4 when a target that it met is missed now or, with\n"
		"--slack-loss, has lost more of its slack. Targets that are new, gone or no\n"
		"longer enforced are named only.\n",
	.letters = "nAsbtmgUDflJPaBLqv",
	.n_files = 1,
	.run = run_check,
};
