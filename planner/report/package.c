/* datapackage.json: the CSV files of the results directory, column by column, as a Frictionless data package. */
#include "planner/report/format.h"

#include <string.h>

struct field {
	const char *name, *type, *words;
};

/* clang-format off: one line a column */
static const struct field plan_fields[] = {
	{ "scenario", "string", "id/variant" },
	{ "period", "string", "label of the period" },
	{ "site", "string", "id; empty: of no one site" },
	{ "item", "string", "what the value is" },
	{ "value", "number", "in the row's unit" },
	{ "unit", "string", "racks, MW, MWh or Gbps" },
	{ NULL, NULL, NULL },
};
static const struct field orders_fields[] = {
	{ "planned_date", "date", "first day of the plan's period" },
	{ "latest_date", "date", "last day on which this order, moved alone, still gives the plan" },
	{ "slack_days", "integer", "days" },
	{ "action", "string", "start, order_feed, order_link or commission" },
	{ "site", "string", "id; empty: of no site" },
	{ "item", "string", "phase, feed or LINK/MODULE" },
	{ "name_en", "string", "" },
	{ "name_zh", "string", "" },
	{ "period", "string", "label of the period" },
	{ "racks", "integer", "racks" },
	{ "mw", "number", "MW" },
	{ "gbps", "number", "Gbps" },
	{ "usable_from", "string", "label of the period, or: after the horizon" },
	{ "cost_cny", "number", "undiscounted, in the scenario's currency" },
	{ "because", "string", "what sets the latest date" },
	{ NULL, NULL, NULL },
};
static const struct field targets_fields[] = {
	{ "id", "string", "" },
	{ "name_en", "string", "" },
	{ "name_zh", "string", "" },
	{ "metric", "string", "" },
	{ "scope", "string", "" },
	{ "op", "string", "<= or >=" },
	{ "required", "number", "in the row's unit" },
	{ "achieved", "number", "in the row's unit; empty: off" },
	{ "slack", "number", "in the row's unit; negative: short" },
	{ "unit", "string", "" },
	{ "by", "date", "empty: in every period" },
	{ "tightest_period", "string", "label of the period" },
	{ "state", "string", "met, missed, overruled or off" },
	{ "modality", "string", "" },
	{ "price_cny_per_unit", "number", "present cost of requiring one unit more" },
	{ "shortfall", "number", "in the row's unit" },
	{ "numerator", "number", "of a ratio" },
	{ "denominator", "number", "of a ratio" },
	{ "stated_value", "number", "as stated" },
	{ "baseline_reading", "string", "relative, points or empty" },
	{ "baseline", "number", "" },
	{ "overruled_by", "string", "id of a target" },
	{ "statements", "string", "ids, separated by spaces" },
	{ "origin", "string", "of the required value: stated, sourced, assumed or empty" },
	{ "baseline_origin", "string", "likewise; empty: no baseline" },
	{ "loosened_by", "number",
	  "units that it may be loosened by at that price; 0: nothing is saved; empty: unknown" },
	{ "saves_cny", "number", "present cost that each unit of these saves" },
	{ "tightened_by", "number", "likewise tightened; 0: the 0/1 decisions have no plan then" },
	{ "costs_cny", "number", "present cost of each unit of these" },
	{ "assumed", "string", "pointers, separated by spaces" },
	{ NULL, NULL, NULL },
};
static const struct field binding_fields[] = {
	{ "row", "string", "" },
	{ "family", "string", "" },
	{ "site", "string", "id; empty: of no one site" },
	{ "period", "string", "label of the period" },
	{ "price_cny", "number", "one unit more of the limit (less of a lower one) saves this or less" },
	{ "unit", "string", "" },
	{ "limit_en", "string", "" },
	{ "limit_zh", "string", "" },
	{ "lower", "string", "yes: a lower limit, which one unit less loosens; no" },
	{ "loosened_by", "number",
	  "units that it may be loosened by at that price; 0: nothing is saved; empty: unknown" },
	{ "saves_cny", "number", "present cost that each unit of these saves" },
	{ "tightened_by", "number", "likewise tightened; 0: the 0/1 decisions have no plan then" },
	{ "costs_cny", "number", "present cost of each unit of these" },
	{ "assumed", "string", "pointers, separated by spaces" },
	{ NULL, NULL, NULL },
};
static const struct field costs_fields[] = {
	{ "kind", "string", "" },
	{ "site", "string", "id; empty: of no one site" },
	{ "period", "string", "label of the period, or end" },
	{ "nominal_cny", "number", "undiscounted, in the scenario's currency" },
	{ "present_cny", "number", "adds up to the objective" },
	{ NULL, NULL, NULL },
};
static const struct field assumptions_fields[] = {
	{ "pointer", "string", "into scenario.resolved.json" },
	{ "value", "number", "in the row's unit" },
	{ "unit", "string", "" },
	{ "low", "number", "in the row's unit" },
	{ "high", "number", "in the row's unit" },
	{ "reason", "string", "" },
	{ "binding_rows", "integer", "how many binding rows rest on it" },
	{ "dearest_row", "string", "" },
	{ NULL, NULL, NULL },
};
static const struct {
	const char *name, *words;
	const struct field *fields;
} resources[] = {
	{ "plan", "Every number of the plan that changes with time, tidy.", plan_fields },
	{ "orders", "What to order, start and commission when.", orders_fields },
	{ "targets", "What is required, what the plan achieves, and the slack.", targets_fields },
	{ "binding", "What limits the plan, what one unit more would save and how far; dearest first.",
	  binding_fields },
	{ "costs", "No line is a sum of others.", costs_fields },
	{ "assumptions", "Every assumed number with its range and reason.", assumptions_fields },
};
/* clang-format on */

/* A package's name: small letters, digits and - . _ only. */
static void add_name(struct str *out, const struct plan *plan)
{
	struct str name = STR_INIT;
	char *c;

	format_scenario(&name, plan);
	for (c = name.text; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9') && !strchr("-._", *c))
			*c = '-';
	}
	str_add_json(out, name.text);
	str_dispose(&name);
}

static void add_fields(struct str *out, const struct field *field)
{
	bool first = true;

	for (; field->name; field++) {
		str_addf(out, "%s\n          {\"name\": \"%s\", \"type\": \"%s\"", first ? "" : ",", field->name,
		         field->type);
		if (*field->words) {
			str_add(out, ", \"description\": ");
			str_add_json(out, field->words);
		}
		str_add_char(out, '}');
		first = false;
	}
}

void report_package_json(const struct plan *plan, const struct scenario *sc, struct str *out)
{
	size_t i;

	str_add(out, "{\n  \"profile\": \"tabular-data-package\",\n  \"name\": ");
	add_name(out, plan);
	str_add(out, ",\n  \"title\": ");
	str_add_json(out, sc->title.en);
	str_add(out, ",\n  \"description\": \"A plan of rackplan. A text that begins with = + - @ or a tab has a "
	             "leading apostrophe.\",\n  \"resources\": [");
	for (i = 0; i < sizeof resources / sizeof *resources; i++) {
		str_addf(out, "%s\n    {\n      \"name\": \"%s\",\n      \"path\": \"%s.csv\",\n", i > 0 ? "," : "",
		         resources[i].name, resources[i].name);
		str_add(out, "      \"profile\": \"tabular-data-resource\",\n      \"description\": ");
		str_add_json(out, resources[i].words);
		str_add(out, ",\n      \"format\": \"csv\",\n      \"mediatype\": \"text/csv\",\n      \"encoding\": "
		             "\"utf-8\",\n      \"dialect\": {\"delimiter\": \",\", \"lineTerminator\": \"\\n\", "
		             "\"header\": true},\n      \"schema\": {\n        \"fields\": [");
		add_fields(out, resources[i].fields);
		str_add(out, "\n        ],\n        \"missingValues\": [\"\"]\n      }\n    }");
	}
	str_add(out, "\n  ]\n}\n");
}
