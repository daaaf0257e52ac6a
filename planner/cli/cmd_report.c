#include "planner/base/io.h"
#include "planner/cli/answer.h"
#include "planner/cli/pipeline.h"
#include "planner/verify/proof.h"

#include <stdio.h>
#include <stdlib.h>

/* A report says that its plan was re-checked: so it is, here as in solve. */
static int read_plan(struct run *run, const char *path, struct error *err)
{
	struct violations violations = { 0 };
	int n;

	run->plan = plan_read(path, run->sc, err);
	if (!run->plan)
		return -1;
	n = verify_plan(run->sc, run->plan, &violations);
	if (n > 0)
		error_set(err, FAULT_INTERNAL, path, "the plan is refused: %s (%d in all); see rackplan verify",
		          violations.items[0].message, n);
	violations_dispose(&violations);
	return n > 0 ? -1 : 0;
}

static double number_of(const struct total *total)
{
	struct str text = STR_INIT;
	double number;

	total_print(total, &text);
	number = strtod(text.text, NULL);
	str_dispose(&text);
	return number;
}

/* The certificate beside the plan, if there is one: what the page says of it is checked first. */
static int read_proof(const struct run *run, const char *path, struct report_options *options, struct error *err)
{
	struct proof_claim claim = { run->sc->sha256, NULL };
	struct proof_found found = { 0 };
	struct str objective = STR_INIT;

	str_add_number(&objective, run->plan->objective_cny);
	claim.objective = objective.text;
	proof_beside(path, &claim, &found, err);
	if (found.state == PROOF_REFUSED)
		error_set(err, FAULT_INTERNAL, path, "the certificate beside it is refused: %s", found.why.text);
	if (found.state == PROOF_HOLDS && found.certificate->kind == PROOF_OPTIMALITY) {
		options->proved = true;
		options->proved_bound_cny = number_of(&found.certificate->tiers[found.certificate->n_tiers - 1].bound);
		options->proved_gap = number_of(&found.certificate->gap);
	}
	proof_found_dispose(&found);
	str_dispose(&objective);
	return err->kind == FAULT_NONE ? 0 : -1;
}

static int write_report(const struct run *run, const struct report_options *options, struct io_results *results,
                        struct error *err)
{
	struct error report_err = ERROR_INIT;
	struct str notes = STR_INIT;
	int code = 0, n_old_charts;

	if (report_results(run->plan, run->sc, options, results, &notes, &report_err)) {
		code = complain(&report_err);
		if (report_err.kind != FAULT_EXTERNAL) {
			str_dispose(&notes);
			return code;
		}
	}
	if (notes.length > 0 && !run->options->quiet)
		fputs(notes.text, stderr);
	str_dispose(&notes);
	n_old_charts = report_charts_remove(results);
	if (io_results_commit(results, err))
		return complain(err);
	if (n_old_charts > 0)
		note(run->options,
		     run_say(run, "%d files in %s/charts were of an earlier plan and are removed",
		             "已删除先前方案的图 %d 个文件（%s/charts）"),
		     n_old_charts, io_results_path(results));
	if (code == 0)
		note(run->options, run_say(run, "the report is %s/report.html", "报告是 %s/report.html"),
		     io_results_path(results));
	return code;
}

static int run_report(const struct options *options)
{
	struct run run = { 0 };
	struct io_results *results = NULL;
	struct report_options page = { LANGUAGE_EN, !options->no_charts, RACKPLAN_VERSION, false, 0, 0 };
	struct error err = ERROR_INIT;
	struct str plan = STR_INIT, scenario = STR_INIT;
	int code;

	if (!options->output) {
		error_set(&err, FAULT_USAGE, NULL, "report: -o DIR is needed");
		return complain(&err);
	}
	code = answer_plan(options->files[0], &plan, &err) ? complain(&err) : 0;
	if (code == 0) {
		answer_scenario(plan.text, &scenario);
		code = run_read_file(&run, options, scenario.text, NULL);
	}
	if (code == 0)
		page.language = run_language(&run);
	if (code == 0 && (read_plan(&run, plan.text, &err) || read_proof(&run, plan.text, &page, &err)))
		code = complain(&err);
	if (code == 0 && io_results_open(options->output, &results, &err))
		code = complain(&err);
	if (code == 0)
		code = write_report(&run, &page, results, &err);
	io_results_close(results);
	str_dispose(&plan);
	str_dispose(&scenario);
	run_dispose(&run);
	return code;
}

const struct command command_report = {
	.name = "report",
	.words = "PLAN -o DIR",
	.summary = "charts and report.html of a plan again",
	.help = "PLAN is a results directory of solve, or its plan.json with the\n"
		"scenario.resolved.json beside it. Re-checks the plan, and writes charts/,\n"
		"report.html and plan.xlsx into DIR, where no chart of another plan stays. The\n"
		"page opens in the language given, and has both; the workbook is in it.\n",
	.letters = "loqvc",
	.n_files = 1,
	.run = run_report,
};
