#include "planner/cli/diagnose.h"
#include "planner/cli/several.h"

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

static void plan_json(const struct turn *turn, int code, struct str *out)
{
	const struct run *run = &turn->run;
	int i;

	str_add(out, "{\n");
	turn_json_head(turn, run->plan->status, code, out);
	str_add(out, "  ");
	turn_json_figures(turn, out);
	str_add(out, ",\n  \"targets\": [");
	for (i = 0; i < run->plan->n_results; i++) {
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		target_json(run->sc, &run->plan->results[i], out);
	}
	str_add(out, "\n  ],\n  \"unserved\": [");
	unserved_json(run, out);
	str_add(out, "]\n}\n");
}

static int explain(struct turn *turn, struct str *out)
{
	struct run *run = &turn->run;
	struct diagnosis diagnosis;
	struct error err = ERROR_INIT;

	if (diagnose(run, &diagnosis, &err))
		run_complain(run, &err);
	if (err.kind != FAULT_NONE && err.kind != FAULT_UNDECIDED)
		return (int)err.kind;
	/* That there is no plan is proved even when the cause was not found in time. */
	if (err.kind == FAULT_NONE && !diagnosis.no_target_to_blame)
		turn->outcome.missed = diagnosis.n;
	if (run->options->json) {
		str_add(out, "{\n");
		turn_json_head(turn, "infeasible", FAULT_INFEASIBLE, out);
		str_add(out, "  ");
		turn_json_figures(turn, out);
		str_add(out, ",\n  ");
		diagnosis_json(&diagnosis, run->sc, out);
		str_add(out, "\n}\n");
	} else if (err.kind == FAULT_NONE) {
		diagnosis_print(&diagnosis, run->sc, run_language(run), out);
	}
	diagnosis_dispose(&diagnosis);
	return FAULT_INFEASIBLE;
}

static int check(struct turn *turn)
{
	struct run *run = &turn->run;
	struct str out = STR_INIT;
	int code = run_plan(run);

	if (code == FAULT_INFEASIBLE) {
		code = explain(turn, &out);
	} else if (code == 0) {
		code = run_plan_code(run);
		turn_planned(turn);
		if (run->options->json)
			plan_json(turn, code, &out);
		else
			report_ledger(run->plan, run->sc, run_language(run), &out);
	}
	if (out.length > 0)
		code = turn_print(turn, &out, false, code);
	str_dispose(&out);
	return code;
}

static int run_check(const struct options *options)
{
	static const struct work work = { .solve = check };

	return several_run(options, &work);
}

const struct command command_check = {
	.name = "check",
	.words = "SCENARIO...",
	.summary = "are the stated targets reachable?",
	.help = "Solves without writing anything, and prints a line for each target: required,\n"
		"achieved, slack, source. When no plan meets every required target, it says by\n"
		"how much each is missed at least, which dates are the cause, and ends 4.\n"
		"\n" SEVERAL_HELP "With --format json, one object then has them all in \"scenarios\".\n",
	.letters = "nAsbtgflqv",
	.n_files = 1,
	.run = run_check,
};
