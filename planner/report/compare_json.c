/* A comparison as JSON: everything that differs, and no word of a language. */
#include "planner/report/compare.h"
#include "planner/report/compare_text.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"

#include <string.h>

static const char *state_key(const struct target_result *result)
{
	if (!result)
		return NULL;
	switch (result->state) {
	case TARGET_MET: return "met";
	case TARGET_MISSED: return "missed";
	case TARGET_OVERRULED: return "overruled";
	case TARGET_OFF: break;
	}
	return "off";
}

static void text_member(struct str *out, const char *key, const char *text)
{
	str_addf(out, ", \"%s\": ", key);
	if (text)
		str_add_json(out, text);
	else
		str_add(out, "null");
}

static void number_member(struct str *out, const char *key, bool known, double value)
{
	str_addf(out, ", \"%s\": ", key);
	if (known)
		str_add_number(out, value);
	else
		str_add(out, "null");
}

static void begin(struct str *out, int i, const char *key, const char *text)
{
	str_addf(out, "%s\n    {\"%s\": ", i > 0 ? "," : "", key);
	str_add_json(out, text);
}

static void end(struct str *out, int n)
{
	str_add(out, n > 0 ? "\n  ]" : "]");
}

static void side_json(struct str *out, const struct compare_side *side, int i)
{
	char name[COMPARE_NAME];
	int met, missed;

	compare_count(side->plan, &met, &missed);
	begin(out, i, "name", compare_name(i, name));
	text_member(out, "scenario", side->plan->scenario_id);
	text_member(out, "variant", side->plan->variant);
	text_member(out, "label", side->label);
	text_member(out, "sha256", side->sc->sha256);
	text_member(out, "status", side->plan->status);
	text_member(out, "currency", side->sc->money.currency);
	number_member(out, "cost", true, side->plan->objective_cny);
	number_member(out, "met", true, met);
	number_member(out, "missed", true, missed);
	number_member(out, "design_racks_at_end", true, compare_racks(side));
	number_member(out, "facility_mw_at_end", true, compare_facility_mw(side));
	str_add_char(out, '}');
}

static void value_json(struct str *out, const char *key, const struct difference_side *side)
{
	str_addf(out, ", \"%s\": %s", key, side->json ? side->json : "null");
}

static void origin_json(struct str *out, const char *key, const struct difference_side *side)
{
	if (!*side->origin)
		return;
	str_addf(out, ", \"%s\": {\"%s\": ", key, side->origin);
	str_add_json(out, side->reference);
	if (*side->range)
		str_addf(out, ", \"range\": %s", side->range);
	text_member(out, "from", side->from);
	str_add_char(out, '}');
}

static void input_json(struct str *out, const struct compared *c)
{
	static const char *const kinds[] = { "changed", "came", "went", "origin" };
	int i;

	str_add(out, ",\n  \"input\": [");
	for (i = 0; i < c->input.n; i++) {
		const struct difference *d = &c->input.items[i];

		begin(out, i, "pointer", d->pointer);
		text_member(out, "change", kinds[d->kind]);
		value_json(out, "old", &d->was);
		value_json(out, "new", &d->is);
		if (*d->was.unit)
			text_member(out, "old_unit", d->was.unit);
		if (*d->is.unit)
			text_member(out, "new_unit", d->is.unit);
		origin_json(out, "old_origin", &d->was);
		origin_json(out, "new_origin", &d->is);
		if (d->n_periods > 0)
			number_member(out, "periods_changed", true, d->n_periods_changed);
		str_add_char(out, '}');
	}
	end(out, c->input.n);
}

static void targets_json(struct str *out, const struct compared *c)
{
	static const char *const kinds[] = { "lost", "gained", "state", "came", "went", "numbers", "same" };
	static const char *const sides[] = { "old", "new" };
	int i, k;

	str_add(out, ",\n  \"targets\": [");
	for (i = 0; i < c->n_targets; i++) {
		const struct compare_target *t = &c->targets[i];

		begin(out, i, "id", t->id);
		text_member(out, "change", kinds[t->kind]);
		number_member(out, "slack_change", t->comparable,
		              t->comparable ? t->result[1]->slack - t->result[0]->slack : 0);
		for (k = 0; k < COMPARE_SIDES; k++) {
			const bool known = t->result[k] && t->result[k]->state != TARGET_OFF;

			str_addf(out, ", \"%s\": ", sides[k]);
			if (!t->result[k]) {
				str_add(out, "null");
				continue;
			}
			str_addf(out, "{\"state\": \"%s\"", state_key(t->result[k]));
			text_member(out, "metric", metric_kinds[t->target[k]->metric].name);
			number_member(out, "required", true, t->target[k]->value);
			number_member(out, "achieved", known, known ? t->result[k]->achieved : 0);
			number_member(out, "slack", known, known ? t->result[k]->slack : 0);
			str_add_char(out, '}');
		}
		str_add_char(out, '}');
	}
	end(out, c->n_targets);
}

static void figures_json(struct str *out, const struct compared *c)
{
	int i;

	str_add(out, ",\n  \"figures\": [");
	for (i = 0; i < c->n_figures; i++) {
		const struct compare_figure *f = &c->figures[i];

		begin(out, i, "period", f->period);
		text_member(out, "site", *f->site ? f->site : NULL);
		text_member(out, "item", f->item);
		text_member(out, "unit", f->unit);
		number_member(out, "old", f->there[0], f->value[0]);
		number_member(out, "new", f->there[1], f->value[1]);
		number_member(out, "change", true, f->value[1] - f->value[0]);
		str_add_char(out, '}');
	}
	end(out, c->n_figures);
	str_add(out, ",\n  \"costs\": [");
	for (i = 0; i < c->n_costs; i++) {
		const struct compare_cost *cost = &c->costs[i];

		begin(out, i, "kind", cost_kind_names[cost->kind]);
		text_member(out, "site", *cost->site ? cost->site : NULL);
		text_member(out, "period", cost->period);
		number_member(out, "nominal_old", true, cost->nominal_cny[0]);
		number_member(out, "nominal_new", true, cost->nominal_cny[1]);
		number_member(out, "present_old", true, cost->present_cny[0]);
		number_member(out, "present_new", true, cost->present_cny[1]);
		number_member(out, "present_change", true, cost->present_cny[1] - cost->present_cny[0]);
		str_add_char(out, '}');
	}
	end(out, c->n_costs);
}

static void order_side_json(struct str *out, const char *key, const struct order *order)
{
	char day[16];

	str_addf(out, ", \"%s\": ", key);
	if (!order) {
		str_add(out, "null");
		return;
	}
	str_addf(out, "{\"planned\": \"%s\"", date_format(order->planned, day));
	number_member(out, "quantity", true, order->quantity);
	number_member(out, "mw", true, order->mw);
	number_member(out, "gbps", true, order->gbps);
	str_add_char(out, '}');
}

static void orders_json(struct str *out, const struct compared *c)
{
	static const char *const kinds[] = { "went", "came", "moved", "quantity" };
	int i;

	str_add(out, ",\n  \"orders\": [");
	for (i = 0; i < c->n_orders; i++) {
		const struct compare_order *o = &c->orders[i];
		const int side = o->order[1] ? 1 : 0;
		const struct order *order = o->order[side];
		struct str id = STR_INIT;

		order_id(&id, order, c->side[side].sc);
		begin(out, i, "change", kinds[o->kind]);
		text_member(out, "action", order_action_name(order->action));
		text_member(out, "site", order->site >= 0 ? c->side[side].sc->sites[order->site].id : NULL);
		text_member(out, "item", id.text);
		order_side_json(out, "old", o->order[0]);
		order_side_json(out, "new", o->order[1]);
		str_add_char(out, '}');
		str_dispose(&id);
	}
	end(out, c->n_orders);
}

static const char *truth(bool is)
{
	return is ? "true" : "false";
}

void compare_json(const struct compared *compared, struct str *out)
{
	int i;

	str_add(out, "{\n  \"plans\": [");
	for (i = 0; i < COMPARE_SIDES; i++)
		side_json(out, &compared->side[i], i);
	end(out, COMPARE_SIDES);
	str_addf(out, ",\n  \"same_scenario\": %s,\n  \"same_periods\": %s,\n  \"same_money\": %s,\n",
	         truth(compared->same_scenario), truth(compared->same_periods), truth(compared->same_money));
	str_addf(out, "  \"same_input\": %s,\n  \"same_plan\": %s", truth(compared->same_input),
	         truth(compared->same_plan));
	targets_json(out, compared);
	input_json(out, compared);
	figures_json(out, compared);
	orders_json(out, compared);
	str_add(out, "\n}\n");
}

void compare_table_json(const struct compare_side *sides, int n, struct str *out)
{
	int i, k, g, rows = 0;

	str_add(out, "{\n  \"plans\": [");
	for (i = 0; i < n; i++)
		side_json(out, &sides[i], i);
	end(out, n);
	str_add(out, ",\n  \"targets\": [");
	for (i = 0; i < n; i++) {
		for (g = 0; g < sides[i].plan->n_results; g++) {
			const char *id = sides[i].sc->targets[sides[i].plan->results[g].target].id;
			bool seen = false;

			for (k = 0; k < i && !seen; k++)
				seen = compare_result(&sides[k], id);
			if (seen)
				continue;
			begin(out, rows++, "id", id);
			str_add(out, ", \"states\": [");
			for (k = 0; k < n; k++) {
				const char *key = state_key(compare_result(&sides[k], id));

				str_add(out, k > 0 ? ", " : "");
				str_addf(out, key ? "\"%s\"" : "%s", key ? key : "null");
			}
			str_add(out, "]}");
		}
	}
	end(out, rows);
	str_add(out, "\n}\n");
}
