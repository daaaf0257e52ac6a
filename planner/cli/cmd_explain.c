#include "planner/cli/explain.h"
#include "planner/cli/prove.h"
#include "planner/report/summary.h"

static void head_json(const struct scenario *sc, const char *status, struct str *out)
{
	str_add(out, "{\n  \"scenario\": ");
	str_add_json(out, sc->id);
	str_add(out, ",\n  \"variant\": ");
	str_add_json(out, sc->variant);
	str_addf(out, ",\n  \"status\": \"%s\"", status);
}

/* ---- a scenario that has a plan: which limits bind ---- */

static void bindings_json(const struct plan *plan, struct str *out)
{
	int i;

	str_add(out, ",\n  \"binding\": [");
	for (i = 0; i < plan->n_bindings; i++) {
		str_add(out, i > 0 ? ",\n    {\"row\": " : "\n    {\"row\": ");
		str_add_json(out, plan->bindings[i].row);
		str_add(out, ", \"family\": ");
		str_add_json(out, plan->bindings[i].family);
		str_add(out, ", \"price_cny\": ");
		str_add_number(out, plan->bindings[i].price_cny);
		str_add_char(out, '}');
	}
	str_add_char(out, ']');
}

static int say_feasible(const struct run *run, struct str *out)
{
	int code = run_plan_code(run);

	if (run->options->json) {
		head_json(run->sc, run->plan->status, out);
		bindings_json(run->plan, out);
		str_add(out, "\n}\n");
		return code;
	}
	str_add(out, run_say(run, "Feasible: there is a plan that meets every required target.\n",
	                     "可行：有方案能满足全部必达目标。\n"));
	summary_limits(out, run->plan, run->sc, run_language(run));
	return code;
}

/* ---- one that has none ---- */

static int say_infeasible(const struct run *run, struct str *out)
{
	struct inquiry q;
	struct explanation explanation;
	struct error err = ERROR_INIT;
	int code = FAULT_INFEASIBLE;

	inquiry_open(&q, run);
	if (explain_scenario(&q, &explanation))
		error_set(&err, FAULT_UNDECIDED, NULL, "%s",
		          run_say(run, "infeasible, but why could not be found out in the limits given",
		                  "不可行；在给定的限制内未能查明原因"));
	if (err.kind != FAULT_NONE)
		code = complain(&err);
	if (run->options->json) {
		head_json(run->sc, "infeasible", out);
		explanation_json(&q, &explanation, out);
		str_add(out, "\n}\n");
	} else {
		explanation_print(&q, &explanation, run_language(run), out);
	}
	if (run->options->verbose)
		note(run->options, "%d programs were solved", q.n_solves);
	explanation_dispose(&explanation);
	inquiry_close(&q);
	return code;
}

/* What a search of whole numbers did not find may be there: without a proof it is not explained why nothing is. */
static int confirm(struct run *run)
{
	struct proof proof = { 0 };
	struct error err = ERROR_INIT;
	int code = FAULT_INFEASIBLE;

	if (!run->solution.proved && prove(run, true, &proof, &err))
		code = run_complain(run, &err);
	proof_dispose(&proof);
	return code;
}

static int run_explain(const struct options *options)
{
	struct run run = { 0 };
	struct str out = STR_INIT;
	int code = run_read(&run, options);

	if (code == 0)
		code = run_plan(&run);
	if (code == FAULT_INFEASIBLE)
		code = confirm(&run);
	if (code == FAULT_INFEASIBLE)
		code = say_infeasible(&run, &out);
	else if (code == 0)
		code = say_feasible(&run, &out);
	if (out.length > 0)
		code = print_result(&out, code);
	str_dispose(&out);
	run_dispose(&run);
	return code;
}

const struct command command_explain = {
	.name = "explain",
	.words = "SCENARIO",
	.summary = "why there is no plan, and what would help",
	.help = "When no plan meets every required target: the least total change that would do;\n"
		"a minimal set of targets, dates, sizes and limits that cannot all hold; each\n"
		"change of one of them that alone suffices, cheapest first, as --set text to try;\n"
		"and how far each target can get. Exit code 4. When there is a plan it says so,\n"
		"and which limits bind: exit code 0. 5: a limit came before it was decided.\n",
	.letters = "nsbtmgflqv",
	.n_files = 1,
	.run = run_explain,
};
