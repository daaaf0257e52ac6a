/* The target ledger as a table. */
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <stdio.h>
#include <string.h>

static void scope_ids(struct str *out, const char *what, int n, const char *id)
{
	if (n == 0)
		str_addf(out, "%s%s:", out->length > 0 ? "; " : "", what);
	str_addf(out, " %s", id);
}

/* "regions: taiyuan datong; kinds: open": and-ed lists of or-ed members; "everything" without a limit. */
static void scope_words(struct str *out, const struct scope *scope, const struct scenario *sc)
{
	int i;

	for (i = 0; i < scope->n_regions; i++)
		scope_ids(out, "regions", i, sc->regions[scope->regions[i]].id);
	for (i = 0; i < scope->n_sites; i++)
		scope_ids(out, "sites", i, sc->sites[scope->sites[i]].id);
	for (i = 0; i < scope->n_phases; i++) {
		const struct phase *phase = &sc->phases[scope->phases[i]];
		char id[160];

		snprintf(id, sizeof id, "%s/%s", sc->sites[phase->site].id, phase->id);
		scope_ids(out, "phases", i, id);
	}
	for (i = 0; i < scope->n_classes; i++)
		scope_ids(out, "classes", i, sc->classes[scope->classes[i]].id);
	for (i = 0; i < scope->n_demands; i++)
		scope_ids(out, "demands", i, sc->demands[scope->demands[i]].id);
	for (i = 0; i < scope->n_kinds; i++)
		scope_ids(out, "kinds", i, scope->kinds[i]);
	for (i = 0; i < scope->n_tiers; i++)
		scope_ids(out, "tiers", i, scope->tiers[i]);
	for (i = 0; i < scope->n_tags; i++)
		scope_ids(out, "tags", i, scope->tags[i]);
	if (out->length == 0)
		str_add(out, "everything");
}

static const char *state_name(enum target_state state)
{
	switch (state) {
	case TARGET_MET: return "met";
	case TARGET_MISSED: return "missed";
	case TARGET_OVERRULED: return "overruled";
	case TARGET_OFF: break;
	}
	return "off";
}

static const char *modality_name(enum modality modality)
{
	switch (modality) {
	case MODALITY_MUST: return "must";
	case MODALITY_IN_PRINCIPLE: return "in_principle";
	case MODALITY_DISCOURAGED: return "discouraged";
	case MODALITY_STRIVE: return "strive";
	case MODALITY_ENCOURAGED: break;
	}
	return "encouraged";
}

/* Of the required value, or of the baseline that it is reckoned from. */
static const char *origin_name(const struct scenario *sc, const struct target *target, const char *field)
{
	const char *name;
	struct str pointer = STR_INIT;

	str_addf(&pointer, "/targets/%s/%s", target->id, field);
	name = scenario_origin_name(sc, pointer.text);
	str_dispose(&pointer);
	return name;
}

static const char *reading_name(enum baseline_reading reading)
{
	switch (reading) {
	case BASELINE_NONE: return "";
	case BASELINE_RELATIVE: return "relative";
	case BASELINE_POINTS: break;
	}
	return "points";
}

static void add_statements(struct str *out, const struct target *target)
{
	int i;

	for (i = 0; i < target->n_statements; i++)
		str_addf(out, "%s%s", i > 0 ? " " : "", target->statements[i]);
}

bool report_result_known(const struct target_result *result, const struct scenario *sc)
{
	if (result->state == TARGET_OFF)
		return false;
	return !metric_kinds[sc->targets[result->target].metric].ratio || result->denominator > 0;
}

/* An off target was not looked at: its numbers would say nothing. */
static void csv_result_number(struct str *out, const struct target_result *result, double value)
{
	if (result->state == TARGET_OFF)
		csv_text(out, "");
	else
		csv_number(out, value);
}

static void target_row(const struct target_result *result, const struct scenario *sc, struct str *out)
{
	const struct target *target = &sc->targets[result->target];
	struct str scope = STR_INIT, statements = STR_INIT;

	scope_words(&scope, &target->scope, sc);
	add_statements(&statements, target);
	csv_text(out, target->id);
	csv_text(out, target->name.en);
	csv_text(out, target->name.zh);
	csv_text(out, metric_kinds[target->metric].name);
	csv_text(out, scope.text);
	csv_text(out, target->at_most ? "<=" : ">=");
	csv_number(out, target->value);
	csv_result_number(out, result, result->achieved);
	csv_result_number(out, result, result->slack);
	csv_text(out, metric_kinds[target->metric].unit);
	csv_date(out, target->by);
	csv_text(out, format_period(sc, result->state == TARGET_OFF ? -1 : result->period));
	csv_text(out, state_name(result->state));
	csv_text(out, modality_name(target->modality));
	csv_result_number(out, result, result->price_cny);
	csv_result_number(out, result, result->shortfall);
	csv_result_number(out, result, result->numerator);
	csv_result_number(out, result, result->denominator);
	csv_number(out, target->stated_value);
	csv_text(out, reading_name(target->reading));
	if (target->reading == BASELINE_NONE)
		csv_text(out, "");
	else
		csv_number(out, target->baseline);
	csv_text(out, target->overruled_by >= 0 ? sc->targets[target->overruled_by].id : "");
	csv_text(out, statements.text);
	csv_text(out, origin_name(sc, target, "value"));
	csv_text(out, target->reading == BASELINE_NONE ? "" : origin_name(sc, target, "baseline/value"));
	csv_range(out, &result->range);
	csv_list(out, result->assumed, result->n_assumed);
	csv_end(out);
	str_dispose(&scope);
	str_dispose(&statements);
}

void report_targets_csv(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	int g;

	str_add(out,
	        "id,name_en,name_zh,metric,scope,op,required,achieved,slack,unit,by,tightest_period,state,modality,"
	        "price_cny_per_unit,shortfall,numerator,denominator,stated_value,baseline_reading,baseline,"
	        "overruled_by,statements,origin,baseline_origin,loosened_by,saves_cny,tightened_by,costs_cny,assumed\n");
	for (g = 0; g < plan->n_targets; g++)
		target_row(&plan->results[g], sc, out);
}
