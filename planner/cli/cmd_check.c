#include "planner/cli/diagnose.h"
#include "planner/cli/pipeline.h"

static void json_text(struct str *out, const char *key, const char *text)
{
	str_addf(out, "\"%s\": ", key);
	str_add_json(out, text);
}

static void json_number(struct str *out, const char *key, double number)
{
	str_addf(out, ", \"%s\": ", key);
	str_add_number(out, number);
}

static void target_json(const struct scenario *sc, const struct target_result *result, struct str *out)
{
	static const char *const states[] = { "met", "missed", "overruled", "off" };
	const struct target *target = &sc->targets[result->target];
	char day[16];
	int i;

	str_add_char(out, '{');
	json_text(out, "id", target->id);
	str_addf(out, ", \"state\": \"%s\", \"metric\": \"%s\", \"op\": \"%s\", \"unit\": \"%s\"",
	         states[result->state], metric_kinds[target->metric].name,
	         target->at_most ? "<=" : ">=", metric_kinds[target->metric].unit);
	if (date_is_set(target->by))
		str_addf(out, ", \"by\": \"%s\"", date_format(target->by, day));
	json_number(out, "required", result->required);
	if (result->state == TARGET_MET || result->state == TARGET_MISSED) {
		json_number(out, "achieved", result->achieved);
		json_number(out, "slack", result->slack);
		json_number(out, "shortfall", result->shortfall);
		json_number(out, "price_cny_per_unit", result->price_cny);
	}
	str_add(out, ", \"statements\": [");
	for (i = 0; i < target->n_statements; i++) {
		str_add(out, i > 0 ? ", " : "");
		str_add_json(out, target->statements[i]);
	}
	str_add(out, "], ");
	json_text(out, "file", target->file);
	str_addf(out, ", \"line\": %d, \"column\": %d}", target->line, target->column);
}

static void head_json(const struct scenario *sc, const char *status, struct str *out)
{
	str_add(out, "{\n  ");
	json_text(out, "scenario", sc->id);
	str_add(out, ",\n  ");
	json_text(out, "variant", sc->variant);
	str_addf(out, ",\n  \"status\": \"%s\",\n  ", status);
}

static void unserved_json(const struct run *run, struct str *out)
{
	struct unserved unserved;
	const char *between = "";
	int d;

	for (d = 0; d < run->plan->n_demands; d++) {
		if (!report_unserved(run->plan, run->sc, d, &unserved))
			continue;
		str_addf(out, "%s{", between);
		json_text(out, "demand", run->sc->demands[d].id);
		json_number(out, "most_racks", unserved.most_racks);
		str_add(out, ", ");
		json_text(out, "period", run->sc->periods[unserved.period].label);
		json_number(out, "rack_years", unserved.rack_years);
		str_add_char(out, '}');
		between = ", ";
	}
}

static void plan_json(const struct run *run, struct str *out)
{
	int i;

	head_json(run->sc, run->plan->status, out);
	str_add(out, "\"targets\": [");
	for (i = 0; i < run->plan->n_results; i++) {
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		target_json(run->sc, &run->plan->results[i], out);
	}
	str_add(out, "\n  ],\n  \"unserved\": [");
	unserved_json(run, out);
	str_add(out, "]\n}\n");
}

static int explain(const struct run *run, struct str *out)
{
	struct diagnosis diagnosis;
	struct error err = ERROR_INIT;

	if (diagnose(run, &diagnosis, &err) && err.kind != FAULT_UNDECIDED)
		return complain(&err);
	if (err.kind == FAULT_UNDECIDED)
		complain(&err); /* that there is no plan is proved all the same */
	if (run->options->json) {
		head_json(run->sc, "infeasible", out);
		diagnosis_json(&diagnosis, run->sc, out);
		str_add(out, "\n}\n");
	} else if (err.kind == FAULT_NONE) {
		diagnosis_print(&diagnosis, run->sc, run_language(run), out);
	}
	diagnosis_dispose(&diagnosis);
	return FAULT_INFEASIBLE;
}

static int run_check(const struct options *options)
{
	struct run run = { 0 };
	struct str out = STR_INIT;
	int code = run_read(&run, options);

	if (code == 0)
		code = run_plan(&run);
	if (code == FAULT_INFEASIBLE) {
		code = explain(&run, &out);
	} else if (code == 0) {
		code = run_plan_code(&run);
		if (options->json)
			plan_json(&run, &out);
		else
			report_ledger(run.plan, run.sc, run_language(&run), &out);
	}
	if (out.length > 0)
		code = print_result(&out, code);
	str_dispose(&out);
	run_dispose(&run);
	return code;
}

const struct command command_check = {
	.name = "check",
	.words = "SCENARIO",
	.summary = "are the stated targets reachable?",
	.help = "Solves without writing anything, and prints a line for each target: required,\n"
		"achieved, slack, source. When no plan meets every required target, it says by\n"
		"how much each is missed at least, which dates are the cause, and ends 4.\n",
	.letters = "nsbtgflqv",
	.n_files = 1,
	.run = run_check,
};
