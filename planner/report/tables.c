/* The tables of a plan; planner/report/README.md describes the columns. */
#include "planner/report/format.h"
#include "planner/report/orders.h"
#include "planner/report/words.h"

#include <stdio.h>
#include <string.h>

struct row { /* what a line of plan.csv says, but for the value */
	const char *scenario, *period, *site;
};

static void plan_row(struct str *out, struct row row, const char *item, double value, const char *unit)
{
	csv_text(out, row.scenario);
	csv_text(out, row.period);
	csv_text(out, row.site);
	csv_text(out, item);
	csv_number(out, value);
	csv_text(out, unit);
	csv_end(out);
}

static int sum_flow(const int *flows, const struct plan *plan, int begin, int end, int t)
{
	int i, sum = 0;

	for (i = begin; i < end; i++)
		sum += flows[i * plan->n_periods + t];
	return sum;
}

/* Standby racks and energy by source, where the scenario has them. */
static void plan_extra_rows(const struct plan *plan, const struct scenario *sc, struct row row, int s, int t,
                            struct str *out)
{
	struct str item = STR_INIT;
	int i;

	if (plan->n_standbys > 0)
		plan_row(out, row, "standby_racks", plan_site_standby(plan, sc, s, t), "racks");
	for (i = 0; i < plan->n_standbys; i++) {
		const struct standby *pair = &plan->standbys[i];

		if (pair->standby != s)
			continue;
		str_clear(&item);
		str_addf(&item, "standby:%s:%s", sc->demands[pair->demand].id, sc->sites[pair->site].id);
		plan_row(out, row, item.text, pair->racks[t], "racks");
	}
	for (i = sc->sites[s].source_begin; i < sc->sites[s].source_end; i++) {
		if (!scenario_source_exists(sc, i))
			continue;
		str_clear(&item);
		str_addf(&item, "energy:%s", sc->energy_sources[i].id);
		plan_row(out, row, item.text, plan->energy_mwh[i * plan->n_periods + t], "MWh");
	}
	str_dispose(&item);
}

static void plan_gbps_row(struct str *out, struct row row, const char *what, const char *id, const char *way,
                          double gbps)
{
	struct str item = STR_INIT;

	str_addf(&item, "%s:%s%s", what, id, way);
	plan_row(out, row, item.text, gbps, "Gbps");
	str_dispose(&item);
}

/* What is installed on each link and runs over it, and what is installed on each cut. */
static void plan_network_rows(const struct plan *plan, const struct scenario *sc, struct row row, int t,
                              struct str *out)
{
	int i;

	for (i = 0; i < sc->n_links; i++) {
		const char *id = sc->links[i].id;

		if (!scenario_link_exists(sc, i))
			continue;
		plan_gbps_row(out, row, "installed", id, "", plan_link_installed_gbps(plan, sc, i, t));
		plan_gbps_row(out, row, "load", id, "/forth", plan_link_load_gbps(plan, i, false, t));
		plan_gbps_row(out, row, "load", id, "/back", plan_link_load_gbps(plan, i, true, t));
	}
	for (i = 0; i < sc->n_cuts; i++)
		plan_gbps_row(out, row, "cut", sc->cuts[i].id, "", plan_cut_gbps(plan, sc, i, t));
}

static void plan_site_rows(const struct plan *plan, const struct scenario *sc, struct row row, int s, int t,
                           struct str *out)
{
	const struct site *site = &sc->sites[s];
	double feed_mw = 0;
	int f, h;

	for (f = site->feed_begin; f < site->feed_end; f++)
		feed_mw += plan->feed_steps[f * plan->n_periods + t] * sc->feeds[f].mw_per_step;
	plan_row(out, row, "started_racks", sum_flow(plan->started_racks, plan, site->phase_begin, site->phase_end, t),
	         "racks");
	plan_row(out, row, "commissioned_racks",
	         sum_flow(plan->commissioned_racks, plan, site->phase_begin, site->phase_end, t), "racks");
	plan_row(out, row, "design_racks", plan_site_design(plan, sc, s, t), "racks");
	plan_row(out, row, "available_racks", plan_site_available(plan, sc, s, t), "racks");
	plan_row(out, row, "occupied_racks", plan_site_occupied(plan, sc, s, t), "racks");
	plan_row(out, row, "started_feed_mw", feed_mw, "MW");
	plan_row(out, row, "it_mw", plan_site_it_mw(plan, sc, s, t), "MW");
	plan_row(out, row, "facility_mw", plan_site_facility_mw(plan, sc, s, t), "MW");
	plan_row(out, row, "usable_mw", plan_site_usable_mw(plan, sc, s, t), "MW");
	for (h = 0; h < plan->n_hosting; h++) {
		char item[160];

		if (plan->hosting[h].site != s)
			continue;
		snprintf(item, sizeof item, "hosted:%s", sc->demands[plan->hosting[h].demand].id);
		plan_row(out, row, item, plan->hosting[h].racks[t], "racks");
	}
	plan_extra_rows(plan, sc, row, s, t, out);
}

void report_plan_csv(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	struct str scenario = STR_INIT;
	int s, d, t;

	format_scenario(&scenario, plan);
	str_add(out, "scenario,period,site,item,value,unit\n");
	for (t = 0; t < plan->n_periods; t++) {
		struct row row = { scenario.text, sc->periods[t].label, "" };

		for (s = 0; s < plan->n_sites; s++) {
			if (!scenario_site_exists(sc, s))
				continue;
			row.site = sc->sites[s].id;
			plan_site_rows(plan, sc, row, s, t, out);
		}
		row.site = "";
		for (d = 0; d < plan->n_demands; d++) {
			char item[160];

			if (!scenario_option_on(sc, sc->demands[d].option))
				continue;
			snprintf(item, sizeof item, "unserved:%s", sc->demands[d].id);
			plan_row(out, row, item, plan->unserved_racks[d * plan->n_periods + t], "racks");
		}
		plan_network_rows(plan, sc, row, t, out);
	}
	str_dispose(&scenario);
}

static const char *action_name(enum order_action action)
{
	switch (action) {
	case ORDER_START: return "start";
	case ORDER_FEED: return "order_feed";
	case ORDER_LINK: return "order_link";
	case ORDER_COMMISSION: break;
	}
	return "commission";
}

static void order_id(struct str *out, const struct order *order, const struct scenario *sc)
{
	const struct link_module *module;

	switch (order->action) {
	case ORDER_START:
	case ORDER_COMMISSION: str_add(out, sc->phases[order->item].id); break;
	case ORDER_FEED: str_add(out, sc->feeds[order->item].id); break;
	case ORDER_LINK:
		module = &sc->modules[order->item];
		str_addf(out, "%s/%s", sc->links[module->link].id, module->id);
		break;
	}
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
		csv_text(out, action_name(order->action));
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
	int i, a;

	str_add(out, "row,family,site,period,price_cny,unit,limit_en,limit_zh,assumed\n");
	for (i = 0; i < plan->n_bindings; i++) {
		const struct binding *binding = &plan->bindings[i];
		struct str assumed = STR_INIT;

		for (a = 0; a < binding->n_assumed; a++)
			str_addf(&assumed, "%s%s", a > 0 ? " " : "", binding->assumed[a]);
		csv_text(out, binding->row);
		csv_text(out, binding->family);
		csv_text(out, binding->site >= 0 ? sc->sites[binding->site].id : "");
		csv_text(out, format_period(sc, binding->period));
		csv_number(out, binding->price_cny);
		csv_text(out, binding->unit);
		csv_text(out, report_limit_word(binding->row, binding->family, LANGUAGE_EN));
		csv_text(out, report_limit_word(binding->row, binding->family, LANGUAGE_ZH));
		csv_text(out, assumed.text);
		csv_end(out);
		str_dispose(&assumed);
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
