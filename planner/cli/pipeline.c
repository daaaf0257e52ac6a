#include "planner/base/clock.h"
#include "planner/cli/pipeline.h"
#include "planner/base/memory.h"
#include "planner/cli/days.h"
#include "planner/cli/progress.h"
#include "planner/cli/uneven.h"
#include "planner/cli/uniqueness.h"
#include "planner/base/io.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum language run_language(const struct run *run)
{
	return run->options->chinese ? LANGUAGE_ZH : LANGUAGE_EN;
}

const char *run_say(const struct run *run, const char *en, const char *zh)
{
	return run->options->chinese ? zh : en;
}

double run_seconds_left(const struct run *run)
{
	double left = run->deadline_s - clock_now_s();

	if (!(run->deadline_s > 0))
		return 0;
	return left > 0 ? left : -1;
}

struct solve_options run_solve_options(const struct run *run, bool whole)
{
	struct solve_options options = solve_defaults;

	options.solver = run->options->solver;
	options.time_limit_s = run_seconds_left(run);
	options.memory_limit_mb = lround(run->options->memory_limit_mb);
	options.gap = run->options->gap;
	options.whole = whole;
	return options;
}

void run_start(struct run *run)
{
	const double limit_s = run->options->time_limit_s;

	run->start_s = clock_now_s();
	run->deadline_s = limit_s > 0 ? run->start_s + limit_s : 0;
}

int run_read_file(struct run *run, const struct options *options, const char *file, const char *variant)
{
	struct read_options read = { variant, options->n_set, options->set };
	struct str out = STR_INIT;

	run->options = options;
	run->variant = variant;
	run->sc = scenario_read(file, &read, &run->findings);
	if (!run->sc || !options->quiet) {
		findings_print(&run->findings, &out);
		fputs(out.text, stderr);
	}
	if (!run->sc)
		str_add(&run->said, out.text);
	str_dispose(&out);
	return run->sc ? 0 : FAULT_INPUT;
}

int run_read(struct run *run, const struct options *options)
{
	run->options = options;
	run_start(run);
	return run_read_file(run, options, options->files[0], options->variant);
}

int run_complain(struct run *run, const struct error *err)
{
	struct error named = *err;

	if (run->label && !*named.where)
		snprintf(named.where, sizeof named.where, "%s", run->label);
	str_addf(&run->said, "%s%s%s\n", named.where, *named.where ? ": " : "", named.what);
	return complain(&named);
}

int run_refuse_input(const struct scenario *sc, const char *option, const char *path, struct error *err)
{
	int i;

	for (i = 0; path && strcmp(path, "-") != 0 && i < sc->n_files; i++) {
		if (io_same_file(path, sc->files[i].path))
			return error_set(err, FAULT_USAGE, NULL,
			                 "%s: '%s' is a file of the scenario, and would be lost", option, path);
	}
	return 0;
}

static int plan_of_answer(struct run *run, struct error *err)
{
	const struct solution *solution = &run->solution;
	struct model_answer answer = { 0 };
	const double gap = fmax(run_solve_options(run, true).gap, 1e-6);
	const int last = solution->n_tiers - 1;
	double distance;

	answer.x = solution->x;
	answer.row_price = solution->row_price;
	answer.row_from = solution->row_from;
	answer.row_to = solution->row_to;
	answer.price_below = solution->price_below;
	answer.price_above = solution->price_above;
	answer.lp_bound = solution->lp_bound[last];
	answer.mip_bound = solution->mip_bound;
	answer.fixed_cost = lp_objective(model_lp(run->model), solution->n_tiers, solution->x_lp);
	/* The solver's word means its own search; the plan's, the plan in whole racks against the best bound there is. */
	distance = lp_objective(model_lp(run->model), solution->n_tiers, solution->x) - solution->mip_bound;
	answer.status = solve_status_name(solution->status);
	if (solution->status == SOLVE_OPTIMAL && distance > gap * fmax(1, fabs(solution->mip_bound)))
		answer.status = "feasible";
	answer.solver = solution->solver;
	run->plan = model_plan(run->model, &answer, err);
	return run->plan ? 0 : -1;
}

/* A plan that breaks a rule is a fault of the program: it is shown to nobody but in the messages. */
static int accept_plan(struct run *run, struct error *err)
{
	struct violations violations = { 0 };
	struct str out = STR_INIT;
	int n = verify_plan(run->sc, run->plan, &violations);

	if (n > 0) {
		verify_print(&violations, &out);
		fputs(out.text, stderr);
		error_set(err, FAULT_INTERNAL, NULL, "the plan failed its verification; nothing is written");
	} else if (violations.n_checks == 0) {
		error_set(err, FAULT_INTERNAL, NULL, "the verifier checked nothing; nothing is written");
	} else if (run->options->verbose) {
		note(run->options, "the verifier made %d checks", violations.n_checks);
	}
	str_dispose(&out);
	violations_dispose(&violations);
	return err->kind == FAULT_NONE ? 0 : -1;
}

static void say_size(const struct run *run)
{
	const struct lp *lp = model_lp(run->model);

	if (run->options->verbose)
		note(run->options, "%d columns, %d rows, %ld coefficients", lp_n_columns(lp), lp_n_rows(lp),
		     lp_n_nonzeros(lp));
}

static int memory_came_first(const struct run *run, struct error *err)
{
	if (!(run->options->memory_limit_mb > 0))
		return error_set(err, FAULT_UNDECIDED, NULL, "%s",
		                 run_say(run, "undecided: the memory ran out before a plan was found",
		                         "未决：内存耗尽，尚未得出方案"));
	return error_set(err, FAULT_UNDECIDED, NULL,
	                 run_say(run, "undecided: the memory limit of %.15g MB came before a plan was found",
	                         "未决：内存上限 %.15g MB 已到，尚未得出方案"),
	                 run->options->memory_limit_mb);
}

/* The limit as it was asked for: the solver knows only what was left of it. */
int run_limit_came_first(const struct run *run, struct error *err)
{
	const double limit_s = run->options->time_limit_s;

	if (run->solution.memory_over)
		return memory_came_first(run, err);
	if (!(limit_s > 0))
		return error_set(err, FAULT_UNDECIDED, NULL, "%s",
		                 run_say(run, "undecided: a limit came before a plan was found",
		                         "未决：未得出方案即已到达限制"));
	return error_set(err, FAULT_UNDECIDED, NULL,
	                 run_say(run, "undecided: the time limit of %.15g s came before a plan was found",
	                         "未决：时限 %.15g 秒已到，尚未得出方案"),
	                 limit_s);
}

/* The answer's status: 0 when there is something to make a plan of. */
static int judge(const struct run *run, struct error *err)
{
	const struct solution *solution = &run->solution;
	const enum fault fault = solution_fault(solution);
	const char *what = run_say(run, "undecided: ", "未决：求解器未能判定：");

	if (fault == FAULT_NONE || fault == FAULT_INFEASIBLE)
		return (int)fault;
	if (solution->status == SOLVE_LIMIT)
		return run_limit_came_first(run, err);
	if (solution->status == SOLVE_UNBOUNDED)
		what = "the model is unbounded: ";
	else if (fault == FAULT_INTERNAL)
		what = "";
	return error_set(err, fault, NULL, "%s%s", what, solution->message);
}

int run_plan(struct run *run)
{
	const struct model_options build = { 0 };
	struct solve_options solving;
	struct error err = ERROR_INIT;
	unsigned char *limits;
	int code;

	run->model = model_build(run->sc, &build, &err);
	if (!run->model)
		return run_complain(run, &err);
	say_size(run);
	uneven_find(run);
	solving = run_solve_options(run, true);
	if (solving.time_limit_s < 0) {
		run_limit_came_first(run, &err);
		return run_complain(run, &err);
	}
	uniqueness_ask(run, &solving);
	limits = run->ranges ? model_limits(run->model) : NULL;
	solving.range_rows = limits;
	progress_ask(run, &solving);
	code = solve(model_lp(run->model), &solving, &run->solution, &err);
	progress_end();
	memory_free(limits);
	if (code != 0)
		return run_complain(run, &err);
	if (run->options->verbose)
		note(run->options, "%s: %s", run->solution.solver, run->solution.message);
	code = judge(run, &err);
	if (code == FAULT_INFEASIBLE)
		return code;
	if (code == 0)
		code = plan_of_answer(run, &err);
	if (code == 0)
		code = accept_plan(run, &err);
	if (code == 0) {
		days_find(run);
		return 0;
	}
	plan_free(run->plan);
	run->plan = NULL;
	return run_complain(run, &err);
}

int run_plan_code(const struct run *run)
{
	int i;

	if (run->solution.status != SOLVE_OPTIMAL)
		return FAULT_UNDECIDED;
	for (i = 0; i < run->plan->n_results; i++) {
		const struct target_result *result = &run->plan->results[i];

		if (result->state == TARGET_MISSED && run->sc->targets[result->target].modality == MODALITY_MUST)
			return FAULT_INFEASIBLE;
	}
	return EXIT_DONE;
}

void run_dispose(struct run *run)
{
	days_free(run);
	plan_free(run->plan);
	solution_dispose(&run->solution);
	model_free(run->model);
	scenario_free(run->sc);
	str_dispose(&run->said);
	findings_dispose(&run->findings);
	memset(run, 0, sizeof *run);
}
