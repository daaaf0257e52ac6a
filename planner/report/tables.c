/* The tables of a plan; planner/report/README.md describes the columns. */
#include "planner/report/figures.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"
#include "planner/report/words.h"

#include <string.h>

struct plan_table { /* plan.csv while it is written */
	const char *scenario;
	const struct scenario *sc;
	struct str *out;
};

static void plan_row(const struct figure *figure, void *own)
{
	const struct plan_table *table = own;
	struct str *out = table->out;

	csv_text(out, table->scenario);
	csv_text(out, table->sc->periods[figure->period].label);
	csv_text(out, figure->site >= 0 ? table->sc->sites[figure->site].id : "");
	csv_text(out, figure->item);
	csv_number(out, figure->value);
	csv_text(out, figure->unit);
	csv_end(out);
}

void report_plan_csv(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	struct str scenario = STR_INIT;
	struct plan_table table = { NULL, sc, out };

	format_scenario(&scenario, plan);
	table.scenario = scenario.text;
	str_add(out, "scenario,period,site,item,value,unit\n");
	figures_visit(plan, sc, plan_row, &table);
	str_dispose(&scenario);
}

void report_orders_csv(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	struct orders orders = { 0 };
	int i;

	str_add(out, "planned_date,latest_date,slack_days,action,site,item,name_en,name_zh,period,racks,mw,"
	             "gbps,usable_from,cost_cny,because\n");
	orders_make(plan, sc, &orders);
	for (i = 0; i < orders.n; i++) {
		const struct order *order = &orders.items[i];
		bool racks = order->action == ORDER_START || order->action == ORDER_COMMISSION;
		const struct text *owner, *name;
		struct str id = STR_INIT;

		order_names(order, sc, &owner, &name);
		order_id(&id, order, sc);
		csv_date(out, order->planned);
		csv_date(out, order->latest);
		csv_number(out, (double)order_slack_days(order));
		csv_text(out, order_action_name(order->action));
		csv_text(out, order->site >= 0 ? sc->sites[order->site].id : "");
		csv_text(out, id.text);
		csv_text(out, name->en);
		csv_text(out, name->zh);
		csv_text(out, format_period(sc, order->period));
		csv_number(out, racks ? order->quantity : 0);
		csv_number(out, order->mw);
		csv_number(out, order->gbps);
		csv_text(out, order->ready < sc->n_periods ? sc->periods[order->ready].label : "after the horizon");
		csv_number(out, order->cost_cny);
		csv_text(out, order->because);
		csv_end(out);
		str_dispose(&id);
	}
	orders_dispose(&orders);
}

void report_costs_csv(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "kind,site,period,nominal_cny,present_cny\n");
	for (i = 0; i < plan->n_costs; i++) {
		const struct cost_item *cost = &plan->costs[i];

		csv_text(out, cost_kind_names[cost->kind]);
		csv_text(out, cost->site >= 0 ? sc->sites[cost->site].id : "");
		csv_text(out, format_period(sc, cost->period));
		csv_number(out, cost->nominal_cny);
		csv_number(out, cost->present_cny);
		csv_end(out);
	}
}

void report_binding_csv(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "row,family,site,period,price_cny,unit,limit_en,limit_zh,lower,loosened_by,saves_cny,tightened_by,"
	             "costs_cny,assumed\n");
	for (i = 0; i < plan->n_bindings; i++) {
		const struct binding *binding = &plan->bindings[i];
		csv_text(out, binding->row);
		csv_text(out, binding->family);
		csv_text(out, binding->site >= 0 ? sc->sites[binding->site].id : "");
		csv_text(out, format_period(sc, binding->period));
		csv_number(out, binding->price_cny);
		csv_text(out, binding->unit);
		csv_text(out, report_limit_word(binding->row, binding->family, LANGUAGE_EN));
		csv_text(out, report_limit_word(binding->row, binding->family, LANGUAGE_ZH));
		csv_text(out, binding->lower ? "yes" : "no");
		csv_range(out, &binding->range);
		csv_list(out, binding->assumed, binding->n_assumed);
		csv_end(out);
	}
}

/* How many binding rows rest on this number, and the dearest of them. */
static int rows_resting_on(const struct plan *plan, const char *pointer, const char **dearest)
{
	int i, a, n = 0;

	*dearest = "";
	for (i = 0; i < plan->n_bindings; i++) {
		for (a = 0; a < plan->bindings[i].n_assumed; a++) {
			if (strcmp(plan->bindings[i].assumed[a], pointer) != 0)
				continue;
			if (n++ == 0)
				*dearest = plan->bindings[i].row;
			break;
		}
	}
	return n;
}

void report_assumptions_csv(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "pointer,value,unit,low,high,reason,binding_rows,dearest_row\n");
	for (i = 0; i < sc->n_marks; i++) {
		const struct number_mark *mark = &sc->marks[i];
		const char *dearest;
		int rows;

		if (mark->origin.kind != ORIGIN_ASSUMED)
			continue;
		rows = rows_resting_on(plan, mark->pointer, &dearest);
		csv_text(out, mark->pointer);
		csv_number(out, mark->value);
		csv_text(out, mark->unit);
		csv_number(out, mark->origin.range_low);
		csv_number(out, mark->origin.range_high);
		csv_text(out, mark->origin.reference);
		csv_number(out, rows);
		csv_text(out, dearest);
		csv_end(out);
	}
}
