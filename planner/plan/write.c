#include "planner/plan/names.h"
#include "planner/plan/writing.h"

#include <math.h>

const char *const direction_names[DIRECTIONS] = { "forth", "back" };
const char *const target_state_names[TARGET_STATES] = { "met", "missed", "overruled", "off" };
const char *const plan_status_names[PLAN_STATUSES] = { "optimal", "feasible", "limit" };

void plan_list_open(struct plan_list *list, struct str *out, const char *indent, char bracket)
{
	*list = (struct plan_list){ out, indent, true };
	str_add_char(out, bracket);
}

void plan_list_next(struct plan_list *list)
{
	str_add(list->out, list->first ? "\n" : ",\n");
	str_add(list->out, list->indent);
	list->first = false;
}

void plan_list_close(const struct plan_list *list, const char *indent, char bracket)
{
	if (!list->first) {
		str_add_char(list->out, '\n');
		str_add(list->out, indent);
	}
	str_add_char(list->out, bracket);
}

void plan_phase_id(const struct scenario *sc, int p, struct str *out)
{
	str_addf(out, "%s/%s", sc->sites[sc->phases[p].site].id, sc->phases[p].id);
}

void plan_feed_id(const struct scenario *sc, int f, struct str *out)
{
	str_addf(out, "%s/%s", sc->sites[sc->feeds[f].site].id, sc->feeds[f].id);
}

void plan_source_id(const struct scenario *sc, int e, struct str *out)
{
	str_addf(out, "%s/%s", sc->sites[sc->energy_sources[e].site].id, sc->energy_sources[e].id);
}

void plan_module_id(const struct scenario *sc, int m, struct str *out)
{
	str_addf(out, "%s/%s", sc->links[sc->modules[m].link].id, sc->modules[m].id);
}

void plan_add_key(struct str *out, const char *key)
{
	str_add_json(out, key);
	str_add(out, ": ");
}

/* A number that is not finite is written as null, which the reader refuses: never an invented value. */
static void add_number(struct str *out, const char *key, double value)
{
	plan_add_key(out, key);
	if (isfinite(value))
		str_add_number(out, value);
	else
		str_add(out, "null");
}

static void add_text(struct str *out, const char *key, const char *text)
{
	plan_add_key(out, key);
	if (text)
		str_add_json(out, text);
	else
		str_add(out, "null");
}

static const char *period_label(const struct scenario *sc, int t)
{
	if (t == sc->n_periods)
		return PLAN_HORIZON_END;
	return t < 0 || t > sc->n_periods ? NULL : sc->periods[t].label;
}

static const char *site_id(const struct scenario *sc, int s)
{
	return s < 0 || s >= sc->n_sites ? NULL : sc->sites[s].id;
}

static bool all_zero(const int *series, int n_periods)
{
	int t;

	for (t = 0; t < n_periods; t++) {
		if (series[t] != 0)
			return false;
	}
	return true;
}

void plan_add_counts(struct str *out, const struct scenario *sc, const int *series)
{
	const char *separator = "";
	int t;

	str_add_char(out, '{');
	for (t = 0; t < sc->n_periods; t++) {
		if (series[t] == 0)
			continue;
		str_add(out, separator);
		plan_add_key(out, sc->periods[t].label);
		str_addf(out, "%d", series[t]);
		separator = ", ";
	}
	str_add_char(out, '}');
}

typedef void id_writer(const struct scenario *sc, int index, struct str *out);

static void demand_id(const struct scenario *sc, int d, struct str *out)
{
	str_add(out, sc->demands[d].id);
}

/* matrix: [n_rows][n_periods]. Only rows that are not all zero. */
static void add_matrix(struct str *out, const struct scenario *sc, const char *key, const int *matrix, int n_rows,
                       id_writer *write_id)
{
	struct str id = STR_INIT;
	struct plan_list rows;
	int i;

	plan_add_key(out, key);
	plan_list_open(&rows, out, "    ", '{');
	for (i = 0; i < n_rows; i++) {
		const int *series = matrix + i * sc->n_periods;

		if (all_zero(series, sc->n_periods))
			continue;
		str_clear(&id);
		write_id(sc, i, &id);
		plan_list_next(&rows);
		plan_add_key(out, id.text);
		plan_add_counts(out, sc, series);
	}
	plan_list_close(&rows, "  ", '}');
	str_dispose(&id);
}

static bool hosts_anything(const struct plan *plan, int d)
{
	int i;

	for (i = 0; i < plan->n_hosting; i++) {
		if (plan->hosting[i].demand == d && !all_zero(plan->hosting[i].racks, plan->n_periods))
			return true;
	}
	return false;
}

static void add_hosting(struct str *out, const struct plan *plan, const struct scenario *sc)
{
	struct plan_list demands, sites;
	int d, i;

	plan_add_key(out, "hosting_racks");
	plan_list_open(&demands, out, "    ", '{');
	for (d = 0; d < sc->n_demands; d++) {
		if (!hosts_anything(plan, d))
			continue;
		plan_list_next(&demands);
		plan_add_key(out, sc->demands[d].id);
		plan_list_open(&sites, out, "      ", '{');
		for (i = 0; i < plan->n_hosting; i++) {
			const struct hosting *hosting = &plan->hosting[i];

			if (hosting->demand != d || all_zero(hosting->racks, sc->n_periods))
				continue;
			plan_list_next(&sites);
			plan_add_key(out, sc->sites[hosting->site].id);
			plan_add_counts(out, sc, hosting->racks);
		}
		plan_list_close(&sites, "    ", '}');
	}
	plan_list_close(&demands, "  ", '}');
}

static void add_list(struct str *out, const char *key, const char *const *list, int n)
{
	int i;

	str_addf(out, ", \"%s\": [", key);
	for (i = 0; i < n; i++) {
		if (i > 0)
			str_add(out, ", ");
		str_add_json(out, list[i]);
	}
	str_add_char(out, ']');
}

static void add_range(struct str *out, const struct price_range *range)
{
	if (!range->known)
		return;
	str_add(out, ", ");
	add_number(out, "loosened_by", range->loosened_by);
	str_add(out, ", ");
	add_number(out, "saves_cny", range->saves_cny);
	str_add(out, ", ");
	add_number(out, "tightened_by", range->tightened_by);
	str_add(out, ", ");
	add_number(out, "costs_cny", range->costs_cny);
}

/* Where the required value comes from: the scenario's words, repeated for readers of the plan alone. */
static void add_origin(struct str *out, const struct scenario *sc, const struct target *target)
{
	struct str pointer = STR_INIT;

	str_addf(&pointer, "/targets/%s/value", target->id);
	str_add(out, ", ");
	add_text(out, "origin", scenario_origin_name(sc, pointer.text));
	if (target->reading != BASELINE_NONE) {
		str_clear(&pointer);
		str_addf(&pointer, "/targets/%s/baseline/value", target->id);
		str_add(out, ", ");
		add_text(out, "baseline_origin", scenario_origin_name(sc, pointer.text));
	}
	add_list(out, "statements", target->statements, target->n_statements);
	str_dispose(&pointer);
}

static void add_target(struct str *out, const struct scenario *sc, const struct target_result *result)
{
	plan_add_key(out, sc->targets[result->target].id);
	str_add_char(out, '{');
	add_text(out, "state", target_state_names[result->state]);
	str_add(out, ", ");
	add_text(out, "period", period_label(sc, result->period));
	str_add(out, ", ");
	add_number(out, "required", result->required);
	str_add(out, ", ");
	add_number(out, "achieved", result->achieved);
	str_add(out, ", ");
	add_number(out, "numerator", result->numerator);
	str_add(out, ", ");
	add_number(out, "denominator", result->denominator);
	str_add(out, ", ");
	add_number(out, "slack", result->slack);
	str_add(out, ", ");
	add_number(out, "shortfall", result->shortfall);
	str_add(out, ", ");
	add_number(out, "price_cny", result->price_cny);
	add_range(out, &result->range);
	add_origin(out, sc, &sc->targets[result->target]);
	add_list(out, "assumed", result->assumed, result->n_assumed);
	str_add_char(out, '}');
}

static void add_targets(struct str *out, const struct plan *plan, const struct scenario *sc)
{
	struct plan_list list;
	int i;

	plan_add_key(out, "targets");
	plan_list_open(&list, out, "    ", '{');
	for (i = 0; i < plan->n_results; i++) {
		plan_list_next(&list);
		add_target(out, sc, &plan->results[i]);
	}
	plan_list_close(&list, "  ", '}');
}

static void add_binding(struct str *out, const struct scenario *sc, const struct binding *binding)
{
	str_add_char(out, '{');
	add_text(out, "row", binding->row);
	str_add(out, ", ");
	add_text(out, "family", binding->family);
	str_add(out, ", ");
	add_text(out, "unit", binding->unit);
	str_add(out, ", ");
	add_text(out, "site", site_id(sc, binding->site));
	str_add(out, ", ");
	add_text(out, "period", period_label(sc, binding->period));
	str_add(out, ", ");
	add_number(out, "price_cny", binding->price_cny);
	if (binding->lower)
		str_add(out, ", \"lower\": true");
	add_range(out, &binding->range);
	add_list(out, "assumed", binding->assumed, binding->n_assumed);
	str_add_char(out, '}');
}

static void add_bindings(struct str *out, const struct plan *plan, const struct scenario *sc)
{
	struct plan_list list;
	int i;

	plan_add_key(out, "bindings");
	plan_list_open(&list, out, "    ", '[');
	for (i = 0; i < plan->n_bindings; i++) {
		plan_list_next(&list);
		add_binding(out, sc, &plan->bindings[i]);
	}
	plan_list_close(&list, "  ", ']');
}

static void add_costs(struct str *out, const struct plan *plan, const struct scenario *sc)
{
	struct plan_list list;
	int i;

	plan_add_key(out, "costs");
	plan_list_open(&list, out, "    ", '[');
	for (i = 0; i < plan->n_costs; i++) {
		const struct cost_item *item = &plan->costs[i];

		plan_list_next(&list);
		str_add_char(out, '{');
		add_text(out, "kind", cost_kind_names[item->kind]);
		str_add(out, ", ");
		add_text(out, "site", site_id(sc, item->site));
		str_add(out, ", ");
		add_text(out, "period", period_label(sc, item->period));
		str_add(out, ", ");
		add_number(out, "nominal_cny", item->nominal_cny);
		str_add(out, ", ");
		add_number(out, "present_cny", item->present_cny);
		str_add_char(out, '}');
	}
	plan_list_close(&list, "  ", ']');
}

static void add_header(struct str *out, const struct plan *plan, struct plan_list *top)
{
	plan_list_next(top);
	plan_add_key(out, "scenario");
	str_add_char(out, '{');
	add_text(out, "id", plan->scenario_id);
	str_add(out, ", ");
	add_text(out, "variant", plan->variant);
	str_add(out, ", ");
	add_text(out, "sha256", plan->scenario_sha256);
	str_add_char(out, '}');
	plan_list_next(top);
	add_text(out, "status", plan->status);
	plan_list_next(top);
	add_text(out, "solver", plan->solver);
	plan_list_next(top);
	add_number(out, "objective_cny", plan->objective_cny);
	plan_list_next(top);
	add_number(out, "lp_bound_cny", plan->lp_bound_cny);
	plan_list_next(top);
	add_number(out, "mip_bound_cny", plan->mip_bound_cny);
	plan_list_next(top);
	add_number(out, "fixed_cny", plan->fixed_cny);
}

void plan_write(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	struct plan_list top;

	plan_list_open(&top, out, "  ", '{');
	plan_list_next(&top);
	str_addf(out, "\"rackplan_plan\": %d", PLAN_FORMAT);
	add_header(out, plan, &top);
	plan_list_next(&top);
	add_matrix(out, sc, "started_racks", plan->started_racks, sc->n_phases, plan_phase_id);
	plan_list_next(&top);
	add_matrix(out, sc, "commissioned_racks", plan->commissioned_racks, sc->n_phases, plan_phase_id);
	plan_list_next(&top);
	add_matrix(out, sc, "feed_steps", plan->feed_steps, sc->n_feeds, plan_feed_id);
	plan_write_modules(&top, plan, sc);
	plan_list_next(&top);
	add_hosting(out, plan, sc);
	plan_write_standbys(&top, plan, sc);
	plan_list_next(&top);
	add_matrix(out, sc, "unserved_racks", plan->unserved_racks, sc->n_demands, demand_id);
	plan_write_energy(&top, plan, sc);
	plan_write_flows(&top, plan, sc);
	plan_list_next(&top);
	add_targets(out, plan, sc);
	plan_list_next(&top);
	add_bindings(out, plan, sc);
	plan_list_next(&top);
	add_costs(out, plan, sc);
	plan_list_close(&top, "", '}');
	str_add_char(out, '\n');
}
