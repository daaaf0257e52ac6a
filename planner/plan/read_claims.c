#include "planner/base/memory.h"
#include "planner/plan/names.h"
#include "planner/plan/reading.h"

#include <string.h>

static void plan_name_cost_kind(const void *list, int i, struct str *out)
{
	(void)list;
	str_add(out, cost_kind_names[i]);
}

static void plan_name_state(const void *list, int i, struct str *out)
{
	(void)list;
	str_add(out, target_state_names[i]);
}

/* A text that is one of the names; with `optional`, null is -1. */
static int read_choice(struct plan_reader *r, json_t *value, const char *thing, const struct names *names,
                       bool optional, int *index)
{
	const char *text = "";

	*index = -1;
	if (optional && json_is_null(value))
		return 0;
	if (strict_text(&r->at, value, &text))
		return -1;
	*index = strict_find(&r->at, thing, text, names);
	return *index < 0 ? -1 : 0;
}

static int read_member_choice(struct plan_reader *r, json_t *object, const char *key, const struct names *names,
                              bool optional, int *index)
{
	size_t mark = strict_enter(&r->at, key);

	if (read_choice(r, json_object_get(object, key), key, names, optional, index))
		return -1;
	strict_leave(&r->at, mark);
	return 0;
}

static int read_member_text(struct plan_reader *r, json_t *object, const char *key, const char **copy)
{
	size_t mark = strict_enter(&r->at, key);
	const char *text = "";

	if (strict_text(&r->at, json_object_get(object, key), &text))
		return -1;
	*copy = arena_string(r->plan->arena, text);
	strict_leave(&r->at, mark);
	return 0;
}

static int read_assumed(struct plan_reader *r, json_t *object, int *n, const char *const **list)
{
	json_t *array = json_object_get(object, "assumed"), *member;
	size_t mark = strict_enter(&r->at, "assumed"), item_mark, i;
	const char **texts, *text = "";

	if (strict_array(&r->at, array))
		return -1;
	texts = arena_alloc(r->plan->arena, (int)json_array_size(array), sizeof *texts);
	json_array_foreach(array, i, member)
	{
		item_mark = strict_enter_index(&r->at, i);
		if (strict_text(&r->at, member, &text))
			return -1;
		texts[i] = arena_string(r->plan->arena, text);
		strict_leave(&r->at, item_mark);
	}
	*list = texts;
	*n = (int)json_array_size(array);
	strict_leave(&r->at, mark);
	return 0;
}

/* All of it or nothing of it. */
static int read_range(struct plan_reader *r, json_t *object, struct price_range *range)
{
	static const char *const keys[] = { "loosened_by", "saves_cny", "tightened_by", "costs_cny" };
	double *const numbers[] = { &range->loosened_by, &range->saves_cny, &range->tightened_by, &range->costs_cny };
	size_t i;

	for (i = 0; i < 4; i++)
		range->known |= json_object_get(object, keys[i]) != NULL;
	for (i = 0; i < 4 && range->known; i++) {
		if (strict_member_number(&r->at, object, keys[i], numbers[i]))
			return -1;
		if (*numbers[i] < 0)
			return strict_fail(&r->at, "\"%s\" is below 0 (got %g)", keys[i], *numbers[i]);
	}
	return 0;
}

/* What a plan repeats of its scenario must be what the scenario says. */
static int read_same(struct plan_reader *r, json_t *object, const char *key, const char *expected)
{
	json_t *value = json_object_get(object, key);
	size_t mark = strict_enter(&r->at, key);
	const char *text = expected;

	if (value && strict_text(&r->at, value, &text))
		return -1;
	if (strcmp(text, expected) != 0)
		return strict_fail(&r->at, "the scenario says \"%s\" (got \"%s\")", expected, text);
	strict_leave(&r->at, mark);
	return 0;
}

static int read_statements(struct plan_reader *r, json_t *object, const struct target *target)
{
	json_t *array = json_object_get(object, "statements");
	size_t mark = strict_enter(&r->at, "statements"), i;
	const char *text = "";

	if (array && strict_array(&r->at, array))
		return -1;
	if (array && json_array_size(array) != (size_t)target->n_statements)
		return strict_fail(&r->at, "the scenario has %d (got %zu)", target->n_statements,
		                   json_array_size(array));
	for (i = 0; array && i < json_array_size(array); i++) {
		if (strict_text(&r->at, json_array_get(array, i), &text))
			return -1;
		if (strcmp(text, target->statements[i]) != 0)
			return strict_fail(&r->at, "the scenario says \"%s\" (got \"%s\")", target->statements[i],
			                   text);
	}
	strict_leave(&r->at, mark);
	return 0;
}

static int read_origins(struct plan_reader *r, json_t *object, const struct target *target)
{
	struct str pointer = STR_INIT;
	int failed;

	str_addf(&pointer, "/targets/%s/value", target->id);
	failed = read_same(r, object, "origin", scenario_origin_name(r->sc, pointer.text));
	str_clear(&pointer);
	str_addf(&pointer, "/targets/%s/baseline/value", target->id);
	if (!failed)
		failed = read_same(r, object, "baseline_origin", scenario_origin_name(r->sc, pointer.text));
	str_dispose(&pointer);
	return failed ? -1 : read_statements(r, object, target);
}

static int read_target(struct plan_reader *r, json_t *object, const struct target *target, struct target_result *result)
{
	static const char *const keys[] = { "state",       "period",       "required",  "achieved",  "numerator",
		                            "denominator", "slack",        "shortfall", "price_cny", "loosened_by",
		                            "saves_cny",   "tightened_by", "costs_cny", "origin",    "baseline_origin",
		                            "statements",  "assumed" };
	enum { N_KEYS = sizeof keys / sizeof *keys, N_OPTIONAL = 8 };
	const struct names periods = { r->sc->n_periods, r->sc, plan_name_period };
	const struct names states = { TARGET_STATES, NULL, plan_name_state };
	int state = 0;

	if (strict_keys_and(&r->at, object, keys, N_KEYS, N_OPTIONAL) ||
	    read_member_choice(r, object, "state", &states, false, &state) ||
	    read_member_choice(r, object, "period", &periods, true, &result->period) ||
	    strict_member_number(&r->at, object, "required", &result->required) ||
	    strict_member_number(&r->at, object, "achieved", &result->achieved) ||
	    strict_member_number(&r->at, object, "numerator", &result->numerator) ||
	    strict_member_number(&r->at, object, "denominator", &result->denominator) ||
	    strict_member_number(&r->at, object, "slack", &result->slack) ||
	    strict_member_number(&r->at, object, "shortfall", &result->shortfall) ||
	    strict_member_number(&r->at, object, "price_cny", &result->price_cny) ||
	    read_range(r, object, &result->range) || read_origins(r, object, target))
		return -1;
	result->state = (enum target_state)state;
	if (!json_object_get(object, "assumed"))
		return 0;
	return read_assumed(r, object, &result->n_assumed, &result->assumed);
}

int plan_read_targets(struct plan_reader *r, json_t *top)
{
	const struct names targets = { r->sc->n_targets, r->sc, plan_name_target };
	struct target_result *results = arena_alloc(r->plan->arena, r->sc->n_targets, sizeof *results);
	json_t *object = json_object_get(top, "targets"), *member;
	size_t mark = strict_enter(&r->at, "targets"), row_mark;
	const char *id;
	int g;

	if (strict_object(&r->at, object))
		return -1;
	json_object_foreach(object, id, member)
	{
		row_mark = strict_enter(&r->at, id);
		g = strict_find(&r->at, "target", id, &targets);
		if (g < 0 || read_target(r, member, &r->sc->targets[g], &results[g]))
			return -1;
		strict_leave(&r->at, row_mark);
	}
	for (g = 0; g < r->sc->n_targets; g++) {
		if (!json_object_get(object, r->sc->targets[g].id))
			return strict_fail(&r->at, "the target \"%s\" is missing", r->sc->targets[g].id);
		results[g].target = g;
	}
	r->plan->results = results;
	r->plan->n_results = r->sc->n_targets;
	strict_leave(&r->at, mark);
	return 0;
}

static int read_binding(struct plan_reader *r, json_t *object, struct binding *binding)
{
	static const char *const keys[] = { "row",         "family",    "unit",         "site",      "period",
		                            "price_cny",   "assumed", /* the rest may be missing */
		                            "loosened_by", "saves_cny", "tightened_by", "costs_cny", "lower" };
	enum { N_KEYS = sizeof keys / sizeof *keys, N_OPTIONAL = 5 };
	json_t *lower = json_object_get(object, "lower");
	const struct names sites = { r->sc->n_sites, r->sc, plan_name_site };
	const struct names periods = { r->sc->n_periods, r->sc, plan_name_period };

	if (strict_keys_and(&r->at, object, keys, N_KEYS, N_OPTIONAL) ||
	    read_member_text(r, object, "row", &binding->row) ||
	    read_member_text(r, object, "family", &binding->family) ||
	    read_member_text(r, object, "unit", &binding->unit) ||
	    read_member_choice(r, object, "site", &sites, true, &binding->site) ||
	    read_member_choice(r, object, "period", &periods, true, &binding->period) ||
	    strict_member_number(&r->at, object, "price_cny", &binding->price_cny) ||
	    read_range(r, object, &binding->range))
		return -1;
	if (lower && !json_is_boolean(lower))
		return strict_fail(&r->at, "\"lower\" is true or false");
	binding->lower = json_is_true(lower);
	return read_assumed(r, object, &binding->n_assumed, &binding->assumed);
}

int plan_read_bindings(struct plan_reader *r, json_t *top)
{
	json_t *array = json_object_get(top, "bindings"), *member;
	size_t mark = strict_enter(&r->at, "bindings"), item_mark, i;
	struct binding *list;

	if (strict_array(&r->at, array))
		return -1;
	list = arena_alloc(r->plan->arena, (int)json_array_size(array), sizeof *list);
	json_array_foreach(array, i, member)
	{
		item_mark = strict_enter_index(&r->at, i);
		if (read_binding(r, member, &list[i]))
			return -1;
		strict_leave(&r->at, item_mark);
	}
	r->plan->bindings = list;
	r->plan->n_bindings = (int)json_array_size(array);
	strict_leave(&r->at, mark);
	return 0;
}

static int read_cost(struct plan_reader *r, json_t *object, struct cost_item *item)
{
	static const char *const keys[] = { "kind", "site", "period", "nominal_cny", "present_cny" };
	const struct names kinds = { COST_KINDS, NULL, plan_name_cost_kind };
	const struct names sites = { r->sc->n_sites, r->sc, plan_name_site };
	const struct names periods_and_end = { r->sc->n_periods + 1, r->sc, plan_name_period };
	int kind = 0;

	if (strict_keys(&r->at, object, keys, (int)(sizeof keys / sizeof *keys)) ||
	    read_member_choice(r, object, "kind", &kinds, false, &kind) ||
	    read_member_choice(r, object, "site", &sites, true, &item->site) ||
	    read_member_choice(r, object, "period", &periods_and_end, false, &item->period) ||
	    strict_member_number(&r->at, object, "nominal_cny", &item->nominal_cny) ||
	    strict_member_number(&r->at, object, "present_cny", &item->present_cny))
		return -1;
	item->kind = (enum cost_kind)kind;
	return 0;
}

int plan_read_costs(struct plan_reader *r, json_t *top)
{
	json_t *array = json_object_get(top, "costs"), *member;
	size_t mark = strict_enter(&r->at, "costs"), item_mark, i;
	struct cost_item *list;

	if (strict_array(&r->at, array))
		return -1;
	list = arena_alloc(r->plan->arena, (int)json_array_size(array), sizeof *list);
	json_array_foreach(array, i, member)
	{
		item_mark = strict_enter_index(&r->at, i);
		if (read_cost(r, member, &list[i]))
			return -1;
		strict_leave(&r->at, item_mark);
	}
	r->plan->costs = list;
	r->plan->n_costs = (int)json_array_size(array);
	strict_leave(&r->at, mark);
	return 0;
}
