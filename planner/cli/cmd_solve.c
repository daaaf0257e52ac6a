#include "planner/base/io.h"
#include "planner/cli/diagnose.h"
#include "planner/cli/run_json.h"
#include "planner/cli/several.h"
#include "planner/cli/days.h"
#include "planner/cli/uniqueness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void table_writer(const struct plan *plan, const struct scenario *sc, struct str *out);

static const struct table { /* every file but the charts that is made of nothing but plan and scenario */
	const char *name;
	table_writer *write;
} tables[] = {
	{ "plan.json", plan_write },
	{ "plan.csv", report_plan_csv },
	{ "orders.csv", report_orders_csv },
	{ "targets.csv", report_targets_csv },
	{ "binding.csv", report_binding_csv },
	{ "costs.csv", report_costs_csv },
	{ "assumptions.csv", report_assumptions_csv },
	{ "datapackage.json", report_package_json },
};
enum { N_TABLES = sizeof tables / sizeof *tables };

static const char *const of_infeasibility = "infeasibility.json";

static int add_text(struct io_results *results, const char *name, const struct str *text, struct error *err)
{
	return io_results_add(results, name, text->text, text->length, err);
}

/* What the verdict rests on. A certificate of an earlier run does not stay. */
static int add_proof(const struct run *run, const struct proof *proof, struct io_results *results, struct error *err)
{
	if (io_results_add(results, "scenario.resolved.json", run->sc->resolved_json, strlen(run->sc->resolved_json),
	                   err) ||
	    add_text(results, "model.mps", &proof->model, err))
		return -1;
	if (proof->certificate)
		return add_text(results, "certificate.json", &proof->text, err);
	io_results_remove(results, "certificate.json");
	return 0;
}

static int add_tables(const struct run *run, const struct proof *proof, struct io_results *results, struct error *err)
{
	struct str text = STR_INIT;
	int i, result = add_proof(run, proof, results, err);

	for (i = 0; result == 0 && i < N_TABLES; i++) {
		str_clear(&text);
		tables[i].write(run->plan, run->sc, &text);
		result = io_results_add(results, tables[i].name, text.text, text.length, err);
	}
	if (result == 0) {
		str_clear(&text);
		run_json(run, proof, &text);
		result = io_results_add(results, "run.json", text.text, text.length, err);
	}
	if (result == 0 && uniqueness_known(run)) {
		str_clear(&text);
		uniqueness_csv(run, &text);
		result = io_results_add(results, "uniqueness.csv", text.text, text.length, err);
	} else {
		io_results_remove(results, "uniqueness.csv");
	}
	str_dispose(&text);
	return result;
}

/* Charts that could not be made are said and give 7 at the end; the rest is written all the same. */
static int add_report(struct run *run, const struct proof *proof, struct io_results *results, int *code,
                      struct error *err)
{
	const bool proved = proof->certificate != NULL;
	const struct report_options options = {
		run_language(run),
		!run->options->no_charts,
		RACKPLAN_VERSION,
		proved,
		proved ? strtod(proof->bound, NULL) : 0,
		proved ? strtod(proof->gap, NULL) : 0,
	};
	struct error report_err = ERROR_INIT;
	struct str notes = STR_INIT;
	int result = 0;

	if (report_results(run->plan, run->sc, &options, results, &notes, &report_err)) {
		if (report_err.kind == FAULT_EXTERNAL)
			*code = run_complain(run, &report_err);
		else
			result = error_set(err, report_err.kind, report_err.where, "%s", report_err.what);
	}
	if (notes.length > 0 && !run->options->quiet)
		fputs(notes.text, stderr);
	str_dispose(&notes);
	return result;
}

/* What --format json prints of a scenario; the plan itself is in its directory. */
static void plan_json(const struct turn *turn, const struct proof *proof, int code, struct str *out)
{
	str_add(out, "{\n");
	turn_json_head(turn, turn->run.plan->status, code, out);
	str_add(out, "  ");
	turn_json_figures(turn, out);
	str_add(out, ",\n  ");
	proof_json(proof, false, out);
	uniqueness_json(&turn->run, out);
	days_json(&turn->run, out);
	str_add(out, ",\n  \"directory\": ");
	str_add_json(out, turn->directory.text);
	str_add(out, "\n}\n");
}

static int write_results(struct turn *turn, const struct proof *proof, struct io_results *results)
{
	struct run *run = &turn->run;
	struct error err = ERROR_INIT;
	struct str out = STR_INIT;
	int code = run_plan_code(run), charts_code = 0, n_old_charts;

	if (add_tables(run, proof, results, &err) || add_report(run, proof, results, &charts_code, &err))
		return run_complain(run, &err);
	n_old_charts = report_charts_remove(results);
	io_results_remove(results, of_infeasibility);
	if (io_results_commit(results, &err))
		return run_complain(run, &err);
	if (n_old_charts > 0)
		note(run->options,
		     run_say(run, "%d files in %s/charts were of an earlier plan and are removed",
		             "已删除先前方案的图 %d 个文件（%s/charts）"),
		     n_old_charts, io_results_path(results));
	turn_planned(turn);
	code = code ? code : charts_code;
	if (run->options->json)
		plan_json(turn, proof, code, &out);
	else {
		report_summary(run->plan, run->sc, run_language(run), &out);
		str_add_char(&out, '\n');
		proof_say(proof, run, false, &out);
		uniqueness_say(run, &out);
		days_say(run, &out);
	}
	code = turn_print(turn, &out, true, code);
	note(run->options, run_say(run, "results are in %s", "结果在 %s"), io_results_path(results));
	str_dispose(&out);
	return code;
}

static void infeasible_json(const struct turn *turn, const struct proof *proof, const struct diagnosis *diagnosis,
                            struct str *out)
{
	str_add(out, "{\n");
	turn_json_head(turn, "infeasible", FAULT_INFEASIBLE, out);
	str_add(out, "  ");
	turn_json_figures(turn, out);
	str_add(out, ",\n  ");
	proof_json(proof, true, out);
	str_add(out, ",\n  \"directory\": ");
	str_add_json(out, turn->directory.text);
	str_add(out, ",\n  ");
	diagnosis_json(diagnosis, turn->run.sc, out);
	str_add(out, "\n}\n");
}

/* infeasibility.json: the verdict, and why (NULL: not found out). */
static void verdict_json(const struct run *run, const struct proof *proof, const struct diagnosis *diagnosis,
                         struct str *out)
{
	str_add(out, "{\n  \"rackplan_infeasibility\": 1,\n  \"scenario\": {\"id\": ");
	str_add_json(out, run->sc->id);
	str_add(out, ", \"variant\": ");
	str_add_json(out, run->sc->variant);
	str_addf(out, ", \"sha256\": \"%s\"},\n  \"solver\": ", run->sc->sha256);
	str_add_json(out, run->solution.solver);
	str_add(out, ",\n  ");
	proof_json(proof, true, out);
	str_add(out, ",\n  \"diagnosis\": ");
	if (diagnosis) {
		str_add(out, "{");
		diagnosis_json(diagnosis, run->sc, out);
		str_add(out, "}");
	} else {
		str_add(out, "null");
	}
	str_add(out, "\n}\n");
}

/* Files of a plan that stood here before: the scenario as it is now has none. */
static int remove_plan(struct io_results *results)
{
	int i, n = report_charts_remove(results);

	for (i = 0; i < N_TABLES; i++)
		n += io_results_remove(results, tables[i].name);
	n += io_results_remove(results, "report.html");
	n += io_results_remove(results, "plan.xlsx");
	n += io_results_remove(results, "uniqueness.csv");
	return n + io_results_remove(results, "run.json");
}

static int write_verdict(struct turn *turn, const struct proof *proof, const struct diagnosis *diagnosis,
                         struct io_results *results)
{
	struct run *run = &turn->run;
	struct error err = ERROR_INIT;
	struct str text = STR_INIT;
	int n_old;

	verdict_json(run, proof, diagnosis, &text);
	if (add_proof(run, proof, results, &err) == 0)
		add_text(results, of_infeasibility, &text, &err);
	n_old = err.kind == FAULT_NONE ? remove_plan(results) : 0;
	if (err.kind == FAULT_NONE)
		io_results_commit(results, &err);
	str_dispose(&text);
	if (err.kind != FAULT_NONE)
		return run_complain(run, &err);
	if (n_old > 0)
		note(run->options,
		     run_say(run, "%d files in %s were of an earlier plan and are removed",
		             "已删除先前方案的文件 %d 个（%s）"),
		     n_old, io_results_path(results));
	return 0;
}

static int explain(struct turn *turn, const struct proof *proof, struct io_results *results)
{
	struct run *run = &turn->run;
	struct diagnosis diagnosis;
	struct error err = ERROR_INIT;
	struct str out = STR_INIT;
	int code = FAULT_INFEASIBLE, written;

	if (diagnose(run, &diagnosis, &err))
		run_complain(run, &err);
	if (err.kind == FAULT_NONE && !diagnosis.no_target_to_blame)
		turn->outcome.missed = diagnosis.n;
	if (run->options->json)
		infeasible_json(turn, proof, &diagnosis, &out);
	else if (err.kind == FAULT_NONE)
		diagnosis_print(&diagnosis, run->sc, run_language(run), &out);
	if (!run->options->json)
		proof_say(proof, run, true, &out);
	written = write_verdict(turn, proof, err.kind == FAULT_NONE ? &diagnosis : NULL, results);
	diagnosis_dispose(&diagnosis);
	if (err.kind == FAULT_INTERNAL)
		code = FAULT_INTERNAL;
	else if (written)
		code = written;
	else
		code = turn_print(turn, &out, false, code);
	if (written == 0)
		note(run->options, run_say(run, "results are in %s", "结果在 %s"), io_results_path(results));
	str_dispose(&out);
	return code;
}

static int plan_and_write(struct turn *turn, void *own)
{
	struct io_results *results = NULL;
	struct error err = ERROR_INIT;
	struct proof proof = { 0 };
	int code;

	(void)own;
	if (io_results_open(turn->directory.text, &results, &err))
		return run_complain(&turn->run, &err);
	turn->run.ranges = !turn->run.options->no_ranges;
	code = run_plan(&turn->run);
	if ((code == 0 || code == FAULT_INFEASIBLE) && prove(&turn->run, code == FAULT_INFEASIBLE, &proof, &err))
		code = run_complain(&turn->run, &err);
	else if (code == 0)
		code = write_results(turn, &proof, results);
	else if (code == FAULT_INFEASIBLE)
		code = explain(turn, &proof, results);
	proof_dispose(&proof);
	io_results_close(results);
	return code;
}

static int run_solve(const struct options *options)
{
	static const struct work work = { .writes = true, .solve = plan_and_write };

	return several_run(options, &work);
}

const struct command command_solve = {
	.name = "solve",
	.words = "SCENARIO... [-o DIR]",
	.summary = "plan, tables and charts",
	.help = "Makes the cheapest plan in whole racks that keeps every rule and target, re-\n"
		"checks it, and writes it with its tables and charts into DIR, where no chart of\n"
		"an earlier plan stays. A run that fails changes nothing there. When no plan\n"
		"meets every required target, it says by how much each is missed at least, which\n"
		"dates are the cause, and ends 4; infeasibility.json in DIR then takes the plan's\n"
		"place. model.mps and certificate.json let `rackplan verify` prove the verdict.\n"
		"\n" SEVERAL_HELP "Each is written into DIR/ID, of a named scenario DIR/ID-NAME; two for the same\n"
		"directory are wrong usage. Without -o, DIR is results.\n",
	.letters = "nAsbtmgUDfloqvcR",
	.n_files = 1,
	.run = run_solve,
};
