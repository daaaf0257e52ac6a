#include "planner/base/memory.h"
#include "planner/plan/names.h"
#include "planner/plan/reading.h"

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

static int read_target(struct plan_reader *r, json_t *object, struct target_result *result)
{
	static const char *const keys[] = { "state",       "period", "required",  "achieved", "numerator",
		                            "denominator", "slack",  "shortfall", "price_cny" };
	const struct names periods = { r->sc->n_periods, r->sc, plan_name_period };
	const struct names states = { TARGET_STATES, NULL, plan_name_state };
	int state = 0;

	if (strict_keys(&r->at, object, keys, (int)(sizeof keys / sizeof *keys)) ||
	    read_member_choice(r, object, "state", &states, false, &state) ||
	    read_member_choice(r, object, "period", &periods, true, &result->period) ||
	    strict_member_number(&r->at, object, "required", &result->required) ||
	    strict_member_number(&r->at, object, "achieved", &result->achieved) ||
	    strict_member_number(&r->at, object, "numerator", &result->numerator) ||
	    strict_member_number(&r->at, object, "denominator", &result->denominator) ||
	    strict_member_number(&r->at, object, "slack", &result->slack) ||
	    strict_member_number(&r->at, object, "shortfall", &result->shortfall) ||
	    strict_member_number(&r->at, object, "price_cny", &result->price_cny))
		return -1;
	result->state = (enum target_state)state;
	return 0;
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
		if (g < 0 || read_target(r, member, &results[g]))
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

static int read_assumed(struct plan_reader *r, json_t *object, struct binding *binding)
{
	json_t *array = json_object_get(object, "assumed"), *member;
	size_t mark = strict_enter(&r->at, "assumed"), item_mark, i;
	const char **list, *text = "";

	if (strict_array(&r->at, array))
		return -1;
	list = arena_alloc(r->plan->arena, (int)json_array_size(array), sizeof *list);
	json_array_foreach(array, i, member)
	{
		item_mark = strict_enter_index(&r->at, i);
		if (strict_text(&r->at, member, &text))
			return -1;
		list[i] = arena_string(r->plan->arena, text);
		strict_leave(&r->at, item_mark);
	}
	binding->assumed = list;
	binding->n_assumed = (int)json_array_size(array);
	strict_leave(&r->at, mark);
	return 0;
}

static int read_binding(struct plan_reader *r, json_t *object, struct binding *binding)
{
	static const char *const keys[] = { "row", "family", "unit", "site", "period", "price_cny", "assumed" };
	const struct names sites = { r->sc->n_sites, r->sc, plan_name_site };
	const struct names periods = { r->sc->n_periods, r->sc, plan_name_period };

	if (strict_keys(&r->at, object, keys, (int)(sizeof keys / sizeof *keys)) ||
	    read_member_text(r, object, "row", &binding->row) ||
	    read_member_text(r, object, "family", &binding->family) ||
	    read_member_text(r, object, "unit", &binding->unit) ||
	    read_member_choice(r, object, "site", &sites, true, &binding->site) ||
	    read_member_choice(r, object, "period", &periods, true, &binding->period) ||
	    strict_member_number(&r->at, object, "price_cny", &binding->price_cny))
		return -1;
	return read_assumed(r, object, binding);
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
