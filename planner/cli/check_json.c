#include "planner/cli/check_json.h"
#include "planner/cli/uneven.h"
#include "planner/cli/days.h"
#include "planner/cli/uniqueness.h"

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

static void baseline_json(const struct comparison *comparison, struct str *out)
{
	if (!comparison->old)
		return;
	str_add(out, ",\n  \"baseline\": ");
	comparison_json(comparison, out);
}

void check_json_plan(const struct turn *turn, int code, const struct comparison *comparison, struct str *out)
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
	str_add_char(out, ']');
	uneven_json(run, out);
	uniqueness_json(run, out);
	days_json(run, out);
	baseline_json(comparison, out);
	str_add(out, "\n}\n");
}

void check_json_infeasible(const struct turn *turn, const struct diagnosis *diagnosis,
                           const struct comparison *comparison, bool proved, struct str *out)
{
	str_add(out, "{\n");
	turn_json_head(turn, "infeasible", FAULT_INFEASIBLE, out);
	str_add(out, "  ");
	turn_json_figures(turn, out);
	str_addf(out, ",\n  \"proved\": %s,\n  ", proved ? "true" : "false");
	diagnosis_json(diagnosis, turn->run.sc, out);
	uneven_json(&turn->run, out);
	baseline_json(comparison, out);
	str_add(out, "\n}\n");
}
