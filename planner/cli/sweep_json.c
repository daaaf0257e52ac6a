#include "planner/cli/sweep_print.h"

#include <math.h>

static void add_number(struct str *out, const char *key, double number)
{
	str_addf(out, "\"%s\": ", key);
	if (isfinite(number))
		str_add_number(out, number);
	else
		str_add(out, "null");
}

static void add_split(struct str *out, const struct sweep_split *split)
{
	str_addf(out, "{\"lower\": %d, \"lower_reached\": %d, \"upper\": %d, \"upper_reached\": %d, ", split->n_low,
	         split->low_reached, split->n_high, split->high_reached);
	add_number(out, "difference", sweep_split_difference(split));
	str_add_char(out, '}');
}

static void add_reach(struct str *out, const char *key, const struct sweep_reach *reach)
{
	const double share = reach->n_known > 0 ? (double)reach->n_reached / reach->n_known : (double)NAN;

	str_add_json(out, key);
	str_addf(out, ": {\"known\": %d, \"reached\": %d, ", reach->n_known, reach->n_reached);
	add_number(out, "share", share);
	str_add(out, ", ");
	add_number(out, "chance", sweep_chance(reach->n_known, share));
	str_add_char(out, '}');
}

static void add_effect(const struct sweep_runs *runs, const struct sweep_summary *summary,
                       const struct sweep_effect *effect, struct str *out)
{
	const struct sweep_parameter *parameter = &runs->sweep->parameters[effect->parameter];
	int i;

	str_add(out, "{\"path\": ");
	str_add_json(out, parameter->pointer);
	str_add(out, ", \"unit\": ");
	str_add_json(out, parameter->unit);
	str_add(out, ", ");
	add_number(out, "base", parameter->base);
	if (runs->sweep->method == SWEEP_ONE_AT_A_TIME) {
		str_add(out, ", ");
		add_number(out, "low", effect->low);
		str_add(out, ", ");
		add_number(out, "low_change_cny", effect->low_cny);
		str_add(out, ", ");
		add_number(out, "high", effect->high);
		str_add(out, ", ");
		add_number(out, "high_change_cny", effect->high_cny);
		str_add_char(out, '}');
		return;
	}
	str_addf(out, ", \"plans\": %d, ", effect->n);
	add_number(out, "rank_correlation_with_cost", effect->with_cost);
	str_add(out, ",\n     \"plan\": ");
	add_split(out, &effect->plan);
	str_add(out, ",\n     \"targets\": {");
	for (i = 0; i < summary->n_targets; i++) {
		str_add(out, i > 0 ? ", " : "");
		str_add_json(out, summary->targets[i].id);
		str_add(out, ": ");
		add_split(out, &effect->targets[i]);
	}
	str_add(out, "}}");
}

void sweep_summary_json(const struct sweep_runs *runs, const struct sweep_summary *summary, const struct scenario *sc,
                        struct str *out)
{
	const struct sweep *sweep = runs->sweep;
	int i;

	str_add(out, "{\n  \"rackplan_sweep_summary\": 1,\n  \"id\": ");
	str_add_json(out, sweep->id);
	str_add(out, ",\n  \"scenario\": {\"id\": ");
	str_add_json(out, sc->id);
	str_add(out, ", \"variant\": ");
	str_add_json(out, sc->variant);
	str_addf(out, ", \"sha256\": \"%s\"},\n  \"method\": \"%s\", \"seed\": %llu,\n", sc->sha256,
	         sweep_method_names[sweep->method], (unsigned long long)sweep->seed);
	str_addf(out,
	         "  \"variants\": %d, \"planned\": %d, \"infeasible\": %d, \"undecided\": %d, \"invalid\": %d, "
	         "\"failed\": %d,\n  ",
	         summary->n, summary->n_planned, summary->n_infeasible, summary->n_undecided, summary->n_invalid,
	         summary->n_fault);
	add_number(out, "least_cny", summary->least_cny);
	str_add(out, ", ");
	add_number(out, "median_cny", summary->median_cny);
	str_add(out, ", ");
	add_number(out, "most_cny", summary->most_cny);
	str_add(out, ",\n  ");
	add_reach(out, "plan", &summary->plan);
	str_add(out, ",\n  \"targets\": {");
	for (i = 0; i < summary->n_targets; i++) {
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		add_reach(out, summary->targets[i].id, &summary->targets[i]);
	}
	str_add(out, "},\n  \"parameters\": [");
	for (i = 0; i < summary->n_effects; i++) {
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		add_effect(runs, summary, &summary->effects[i], out);
	}
	str_add(out, "]\n}\n");
}
