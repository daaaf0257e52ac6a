#include "models/mathprog.h"
#include "planner/base/io.h"
#include "planner/cli/pipeline.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum form { FORM_MPS, FORM_LP, FORM_MATHPROG, FORM_STATEMENTS, FORM_XLSX, FORMS };

static const char *const forms[FORMS] = { "mps", "lp", "mathprog", "statements", "xlsx" };

static bool is_standard_output(const char *path)
{
	return !path || strcmp(path, "-") == 0;
}

static int parse_form(const struct options *options, enum form *form, struct error *err)
{
	int i;

	for (i = 0; i < FORMS && options->to; i++) {
		if (strcmp(options->to, forms[i]) == 0)
			break;
	}
	if (!options->to)
		return error_set(err, FAULT_USAGE, NULL,
		                 "export: --to is needed: mps, lp, mathprog, statements or xlsx");
	if (i == FORMS)
		return error_set(err, FAULT_USAGE, NULL,
		                 "--to: got '%s', expected mps, lp, mathprog, statements or xlsx", options->to);
	*form = (enum form)i;
	if (options->names && *form == FORM_MATHPROG)
		return error_set(err, FAULT_USAGE, NULL, "--names: mathprog has the scenario's own names");
	if (options->names && *form == FORM_STATEMENTS)
		return error_set(err, FAULT_USAGE, NULL, "--names: statements are no program with names");
	if (options->names && *form == FORM_XLSX)
		return error_set(err, FAULT_USAGE, NULL, "--names: the workbook has the scenario's own names");
	if (options->chinese && *form != FORM_STATEMENTS && *form != FORM_XLSX)
		return error_set(err, FAULT_USAGE, NULL, "--lang: only statements and xlsx have a language");
	if (*form == FORM_XLSX && is_standard_output(options->output) && isatty(STDOUT_FILENO))
		return error_set(err, FAULT_USAGE, NULL,
		                 "--to xlsx: -o FILE is needed; a terminal cannot show a workbook");
	return 0;
}

static int check_outputs(const struct scenario *sc, const struct options *options, struct error *err)
{
	const char *output = options->output, *names = options->names;

	if (names && (is_standard_output(names) ? is_standard_output(output)
	                                        : !is_standard_output(output) && io_same_file(names, output)))
		return error_set(err, FAULT_USAGE, NULL, "--names: '%s' is where the program itself goes", names);
	if (run_refuse_input(sc, "--output", output, err) || (names && run_refuse_input(sc, "--names", names, err)))
		return -1;
	return 0;
}

/* The cost, which is the last tier: targets that one strives for are goals before it, and limit nothing in this program. */
static int write_form(const struct run *run, enum form form, struct str *out, struct error *err)
{
	const struct lp *lp = run->model ? model_lp(run->model) : NULL;

	switch (form) {
	case FORM_MPS: lp_write_mps(lp, lp_n_tiers(lp), out); break;
	case FORM_LP: lp_write_lp(lp, lp_n_tiers(lp), out); break;
	case FORM_MATHPROG: mathprog_write(run->sc, out); break;
	case FORM_STATEMENTS: report_statements(run->sc, run_language(run), out); break;
	case FORM_XLSX: return report_scenario_workbook(run->sc, run_language(run), out, err);
	case FORMS: break;
	}
	return 0;
}

static int write_names(const struct run *run, const char *path)
{
	struct error err = ERROR_INIT;
	struct str names = STR_INIT;
	int code = 0;

	lp_write_names(model_lp(run->model), &names);
	if (io_write_file(path, names.text, names.length, &err))
		code = complain(&err);
	str_dispose(&names);
	return code;
}

static int write_output(const struct run *run, enum form form)
{
	const char *path = run->options->output;
	struct error err = ERROR_INIT;
	struct str out = STR_INIT;
	int code = EXIT_DONE;

	if (write_form(run, form, &out, &err))
		code = complain(&err);
	else if (!path || strcmp(path, "-") == 0)
		code = print_result(&out, EXIT_DONE);
	else if (io_write_file(path, out.text, out.length, &err))
		code = complain(&err);
	str_dispose(&out);
	return code;
}

static int run_export(const struct options *options)
{
	const struct model_options build = { 0 };
	struct error err = ERROR_INIT;
	struct run run = { 0 };
	enum form form = FORM_MPS;
	int code;

	if (parse_form(options, &form, &err))
		return complain(&err);
	code = run_read(&run, options);
	if (code == 0 && check_outputs(run.sc, options, &err))
		code = complain(&err);
	if (code == 0 && form != FORM_STATEMENTS &&
	    form != FORM_XLSX) { /* for mathprog, too: the model refuses a scenario that no solver need look at */
		run.model = model_build(run.sc, &build, &err);
		if (!run.model)
			code = complain(&err);
	}
	if (code == 0 && options->names)
		code = write_names(&run, options->names);
	if (code == 0)
		code = write_output(&run, form);
	run_dispose(&run);
	return code;
}

const struct command command_export = {
	"export",
	"SCENARIO --to FORM",
	"the model, the scenario as a workbook, or what encodes each duty",
	"Writes the program whose optimum is the least cost, without solving it: racks,\n"
	"modules and steps are continuous, 0/1 decisions are integers.\n"
	"  mps, lp    free MPS, CPLEX LP; --names writes a CSV that says what each of\n"
	"             their columns and rows is\n"
	"  mathprog   the scenario's numbers as data of models/capacity.mod, which\n"
	"             states the same model as algebra (in share/rackplan/models when\n"
	"             installed). Without the integers: add --nomip\n"
	"               rackplan export SCENARIO --to mathprog -o plan.dat\n"
	"               glpsol -m capacity.mod -d plan.dat -o plan.txt\n"
	"  statements the duties of the documents and the items that encode each, as a\n"
	"             Markdown table\n"
	"  xlsx       the scenario's tables as a workbook, with every number, its unit and\n"
	"             where it comes from; nothing is solved (the plan's own workbook is\n"
	"             the plan.xlsx that solve writes)\n"
	"Targets that one strives for are goals that come before the cost; they do not\n"
	"limit it here. In mps they are further N rows, goal_1 first, which solvers pass\n"
	"over; capacity.mod says how to keep them. -o names the file; without\n"
	"it everything goes to standard output.\n",
	"nslTNOqv",
	1,
	run_export,
};
