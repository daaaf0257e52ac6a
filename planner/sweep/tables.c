/* tables.c - the tables of a sweep, and their CSV files with a data package. */
#include "planner/sweep/tables.h"

#include <math.h>
#include <string.h>

/* ---- cells ---- */

static struct sweep_cell text(const char *word)
{
	return (struct sweep_cell){ word, 0 };
}

static struct sweep_cell number(double value)
{
	return (struct sweep_cell){ NULL, value };
}

static struct sweep_cell when(bool there, double value)
{
	return number(there ? value : (double)NAN);
}

/* ---- runs ---- */

static const struct sweep_column run_columns[] = {
	{ "run", CELL_INTEGER, "number of the variant, from 1" },
	{ "name", CELL_TEXT, "as listed; base, low, high or other of one at a time; else empty" },
	{ "scenario", CELL_TEXT, "id; empty: the input is invalid" },
	{ "variant", CELL_TEXT, "named scenario" },
	{ "scenario_sha256", CELL_TEXT, "of the resolved scenario" },
	{ "key", CELL_TEXT, "runs/KEY.json has the result" },
	{ "status", CELL_TEXT, "optimal, feasible, limit; infeasible, undecided, invalid, fault: without a plan" },
	{ "exit_code", CELL_INTEGER, "what solve of this variant ends with" },
	{ "planned", CELL_INTEGER, "1: there is a plan" },
	{ "solver", CELL_TEXT, "" },
	{ "objective_cny", CELL_REAL, "net present cost, in the scenario's currency" },
	{ "lp_bound_cny", CELL_REAL, "likewise" },
	{ "mip_bound_cny", CELL_REAL, "likewise" },
	{ "gap", CELL_REAL, "share of the cost" },
	{ "available_racks", CELL_INTEGER, "at the end" },
	{ "message", CELL_TEXT, "why there is no plan" },
};

static void fill_runs(const struct sweep_runs *runs, sweep_row *row, void *to)
{
	int i;

	for (i = 0; i < runs->sweep->n_variants; i++) {
		const struct sweep_result *r = runs->results[i];
		const struct sweep_cell cells[] = {
			number(i + 1),
			text(runs->sweep->variants[i].name),
			text(r->scenario),
			text(r->variant),
			text(r->sha256),
			text(r->key),
			text(r->status),
			number(r->exit_code),
			number(r->planned),
			text(r->solver),
			number(r->objective_cny),
			number(r->lp_bound_cny),
			number(r->mip_bound_cny),
			number(r->gap),
			when(r->planned, r->available_racks),
			text(r->message),
		};

		row(cells, to);
	}
}

/* ---- parameters ---- */

static const struct sweep_column parameter_columns[] = {
	{ "run", CELL_INTEGER, "number of the variant" },
	{ "path", CELL_TEXT, "pointer into the resolved scenario, or as listed" },
	{ "value", CELL_REAL, "in the row's unit, of a series in its first period; empty: no number" },
	{ "unit", CELL_TEXT, "empty: no number, or of a list" },
	{ "json", CELL_TEXT, "the value as it was set" },
};

static void fill_parameters(const struct sweep_runs *runs, sweep_row *row, void *to)
{
	const struct sweep *sweep = runs->sweep;
	int i, j;

	for (i = 0; i < sweep->n_variants; i++) {
		for (j = 0; j < sweep->variants[i].n_settings; j++) {
			const struct sweep_setting *setting = &sweep->variants[i].settings[j];
			const struct sweep_cell cells[] = {
				number(i + 1),
				text(setting->pointer),
				number(setting->value.number),
				text(setting->parameter < 0 ? "" : sweep->parameters[setting->parameter].unit),
				text(setting->value.json),
			};

			row(cells, to);
		}
	}
}

/* ---- targets, costs, orders ---- */

static const struct sweep_column target_columns[] = {
	{ "run", CELL_INTEGER, "number of the variant" },
	{ "target", CELL_TEXT, "id" },
	{ "state", CELL_TEXT, "met, missed, overruled, off; without a plan: missed, reachable, unknown" },
	{ "required", CELL_REAL, "in the row's unit" },
	{ "achieved", CELL_REAL, "likewise; without a plan: at best; empty: not known" },
	{ "slack", CELL_REAL, "likewise; negative: short" },
	{ "unit", CELL_TEXT, "" },
};

static void fill_targets(const struct sweep_runs *runs, sweep_row *row, void *to)
{
	int i, j;

	for (i = 0; i < runs->sweep->n_variants; i++) {
		for (j = 0; j < runs->results[i]->n_targets; j++) {
			const struct sweep_target *t = &runs->results[i]->targets[j];
			const struct sweep_cell cells[] = { number(i + 1),       text(t->id),         text(t->state),
				                            number(t->required), number(t->achieved), number(t->slack),
				                            text(t->unit) };

			row(cells, to);
		}
	}
}

static const struct sweep_column cost_columns[] = {
	{ "run", CELL_INTEGER, "number of the variant" },
	{ "kind", CELL_TEXT, "" },
	{ "nominal_cny", CELL_REAL, "undiscounted, in the scenario's currency" },
	{ "present_cny", CELL_REAL, "a run's add up to its objective" },
};

static void fill_costs(const struct sweep_runs *runs, sweep_row *row, void *to)
{
	int i, j;

	for (i = 0; i < runs->sweep->n_variants; i++) {
		for (j = 0; j < runs->results[i]->n_costs; j++) {
			const struct sweep_cost *cost = &runs->results[i]->costs[j];
			const struct sweep_cell cells[] = { number(i + 1), text(cost->kind), number(cost->nominal_cny),
				                            number(cost->present_cny) };

			row(cells, to);
		}
	}
}

static const struct sweep_column order_columns[] = {
	{ "run", CELL_INTEGER, "number of the variant" },
	{ "owner", CELL_TEXT, "id of the site or link" },
	{ "action", CELL_TEXT, "start, order_feed, order_link or commission" },
	{ "orders", CELL_INTEGER, "how many" },
	{ "quantity", CELL_INTEGER, "racks, steps of feeds or modules of links" },
	{ "mw", CELL_REAL, "MW" },
	{ "gbps", CELL_REAL, "Gbps" },
	{ "cost_cny", CELL_REAL, "undiscounted, in the scenario's currency" },
};

static void fill_orders(const struct sweep_runs *runs, sweep_row *row, void *to)
{
	int i, j;

	for (i = 0; i < runs->sweep->n_variants; i++) {
		for (j = 0; j < runs->results[i]->n_orders; j++) {
			const struct sweep_order *o = &runs->results[i]->orders[j];
			const struct sweep_cell cells[] = { number(i + 1),       text(o->owner),      text(o->action),
				                            number(o->n_orders), number(o->quantity), number(o->mw),
				                            number(o->gbps),     number(o->cost_cny) };

			row(cells, to);
		}
	}
}

#define COLUMNS(list) (int)(sizeof list / sizeof *list), list

const struct sweep_table sweep_tables[SWEEP_TABLES] = {
	{ "runs", "Every variant and what became of it.", "run", COLUMNS(run_columns), fill_runs },
	{ "parameters", "What was changed in each run.", "run, path", COLUMNS(parameter_columns), fill_parameters },
	{ "targets", "Of each run: what is required and achieved.", "run, target", COLUMNS(target_columns),
	  fill_targets },
	{ "costs", "Of each plan: its parts, no line a sum of others.", "run, kind", COLUMNS(cost_columns),
	  fill_costs },
	{ "orders", "Of each plan: what is ordered, summed up by site and action.", "run, owner, action",
	  COLUMNS(order_columns), fill_orders },
};

/* ---- CSV ---- */

struct csv {
	const struct sweep_table *table;
	struct str *out;
};

static void csv_row(const struct sweep_cell *cells, void *to)
{
	const struct csv *csv = to;
	int i;

	for (i = 0; i < csv->table->n_columns; i++) {
		if (i > 0)
			str_add_char(csv->out, ',');
		if (csv->table->columns[i].kind == CELL_TEXT)
			str_add_csv(csv->out, cells[i].text);
		else if (isfinite(cells[i].number))
			str_add_number(csv->out, cells[i].number);
	}
	str_add(csv->out, "\n");
}

void sweep_table_csv(const struct sweep_table *table, const struct sweep_runs *runs, struct str *out)
{
	struct csv csv = { table, out };
	int i;

	for (i = 0; i < table->n_columns; i++)
		str_addf(out, "%s%s", i > 0 ? "," : "", table->columns[i].name);
	str_add(out, "\n");
	table->fill(runs, csv_row, &csv);
}

static void package_resource(const struct sweep_table *table, struct str *out)
{
	static const char *const types[] = { "integer", "number", "string" };
	int i;

	str_addf(out, "\n  {\"name\": \"%s\", \"path\": \"%s.csv\", \"description\": ", table->name, table->name);
	str_add_json(out, table->words);
	str_add(out,
	        ",\n   \"format\": \"csv\", \"mediatype\": \"text/csv\", \"encoding\": \"utf-8\",\n   \"schema\": {\"fields\": [");
	for (i = 0; i < table->n_columns; i++) {
		str_addf(out, "%s\n     {\"name\": \"%s\", \"type\": \"%s\", \"description\": ", i > 0 ? "," : "",
		         table->columns[i].name, types[table->columns[i].kind]);
		str_add_json(out, table->columns[i].words);
		str_add_char(out, '}');
	}
	str_add(out, "]");
	if (table != sweep_tables)
		str_add(out, ",\n     \"foreignKeys\": [{\"fields\": \"run\", \"reference\": {\"resource\": \"runs\", "
		             "\"fields\": \"run\"}}]");
	str_add(out, "}}");
}

void sweep_package_json(const struct sweep_runs *runs, struct str *out)
{
	int i;

	str_add(out, "{\"name\": ");
	str_add_json(out, runs->sweep->id);
	str_add(out, ", \"profile\": \"tabular-data-package\", \"resources\": [");
	for (i = 0; i < SWEEP_TABLES; i++) {
		str_add(out, i > 0 ? "," : "");
		package_resource(&sweep_tables[i], out);
	}
	str_add(out, "\n]}\n");
}
