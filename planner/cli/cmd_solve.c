#include "planner/base/io.h"
#include "planner/cli/diagnose.h"
#include "planner/cli/pipeline.h"
#include "planner/cli/run_json.h"

#include <stdio.h>
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
};
enum { N_TABLES = sizeof tables / sizeof *tables };

static int open_results(const struct run *run, struct io_results **results, struct error *err)
{
	const char *variant = run->sc->variant;
	struct str directory = STR_INIT;
	int result;

	if (run->options->output)
		str_add(&directory, run->options->output);
	else
		str_addf(&directory, "results/%s", run->sc->id);
	if (!run->options->output && variant && *variant && strcmp(variant, "base") != 0)
		str_addf(&directory, "-%s", variant);
	result = io_results_open(directory.text, results, err);
	str_dispose(&directory);
	return result;
}

static int add_tables(const struct run *run, struct io_results *results, struct error *err)
{
	struct str text = STR_INIT;
	int i, result;

	result = io_results_add(results, "scenario.resolved.json", run->sc->resolved_json,
	                        strlen(run->sc->resolved_json), err);
	for (i = 0; result == 0 && i < N_TABLES; i++) {
		str_clear(&text);
		tables[i].write(run->plan, run->sc, &text);
		result = io_results_add(results, tables[i].name, text.text, text.length, err);
	}
	if (result == 0) {
		str_clear(&text);
		run_json(run, &text);
		result = io_results_add(results, "run.json", text.text, text.length, err);
	}
	str_dispose(&text);
	return result;
}

/* Charts that could not be made are said and give 7 at the end; the rest is written all the same. */
static int add_charts(const struct run *run, struct io_results *results, int *code, struct error *err)
{
	struct error chart_err = ERROR_INIT;
	struct str notes = STR_INIT;
	int result = 0;

	if (run->options->no_charts)
		return 0;
	if (report_charts(run->plan, run->sc, results, &notes, &chart_err)) {
		if (chart_err.kind == FAULT_EXTERNAL)
			*code = complain(&chart_err);
		else
			result = error_set(err, chart_err.kind, chart_err.where, "%s", chart_err.what);
	}
	if (notes.length > 0 && !run->options->quiet)
		fputs(notes.text, stderr);
	str_dispose(&notes);
	return result;
}

static int write_results(const struct run *run, struct io_results *results)
{
	struct error err = ERROR_INIT;
	struct str summary = STR_INIT;
	int code = run_plan_code(run), charts_code = 0, n_old_charts;

	if (add_tables(run, results, &err) || add_charts(run, results, &charts_code, &err))
		return complain(&err);
	n_old_charts = report_charts_remove(results);
	if (io_results_commit(results, &err))
		return complain(&err);
	if (n_old_charts > 0)
		note(run->options,
		     run_say(run, "%d files in %s/charts were of an earlier plan and are removed",
		             "已删除先前方案的图 %d 个文件（%s/charts）"),
		     n_old_charts, io_results_path(results));
	report_summary(run->plan, run->sc, run_language(run), &summary);
	code = print_result(&summary, code ? code : charts_code);
	note(run->options, run_say(run, "results are in %s", "结果在 %s"), io_results_path(results));
	str_dispose(&summary);
	return code;
}

static int explain(const struct run *run)
{
	struct diagnosis diagnosis;
	struct error err = ERROR_INIT;
	struct str out = STR_INIT;

	if (diagnose(run, &diagnosis, &err))
		complain(&err);
	else
		diagnosis_print(&diagnosis, run->sc, run_language(run), &out);
	diagnosis_dispose(&diagnosis);
	print_result(&out, 0);
	str_dispose(&out);
	return err.kind == FAULT_INTERNAL ? FAULT_INTERNAL : FAULT_INFEASIBLE;
}

static int run_solve(const struct options *options)
{
	struct run run = { 0 };
	struct io_results *results = NULL;
	struct error err = ERROR_INIT;
	int code = run_read(&run, options);

	if (code == 0 && open_results(&run, &results, &err))
		code = complain(&err);
	if (code == 0)
		code = run_plan(&run);
	if (code == 0)
		code = write_results(&run, results);
	else if (code == FAULT_INFEASIBLE)
		code = explain(&run);
	io_results_close(results);
	run_dispose(&run);
	return code;
}

const struct command command_solve = {
	.name = "solve",
	.words = "SCENARIO [-o DIR]",
	.summary = "plan, tables and charts",
	.help = "Makes the cheapest plan in whole racks that keeps every rule and target, re-\n"
		"checks it, and writes it with its tables and charts into DIR, where no chart of\n"
		"an earlier plan stays. A run that fails changes nothing there. When no plan\n"
		"meets every required target, it says by how much each is missed at least, which\n"
		"dates are the cause, and ends 4.\n",
	.letters = "nsbtgloqvc",
	.n_files = 1,
	.run = run_solve,
};
