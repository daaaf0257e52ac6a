/*
 * fields*.c - the attribute tables: every key of a scenario file, its type, unit, range, default and meaning.
 *
 * They drive the reader (fill.c), the check for unknown keys, overrides (merge.c), the schema (schema.c) and the
 * resolved file (resolved.c). One more field is one more line here and a member in scenario.h. This file has numbers,
 * the head and the whole; fields_places.c sites and the network; fields_loads.c demands, rules, budgets, targets.
 */
/* clang-format off: columns of this file are aligned by hand */
#include "planner/scenario/fields.h"

#include <string.h>

/* ---- words ---- */

static const char *const step_words[] = { "month", "quarter", "year", NULL };
static const char *const source_words[] = { "S", "W", "D", "R", NULL };
static const char *const grade_words[] = { "A", "B", "C", NULL };

const char *const cost_kind_names[COST_KINDS] = { "start",     "opening", "shell",         "fitout",      "link",
	                                          "feed",      "energy",  "demand_charge", "opex",        "hosting",
	                                          "moving",    "salvage", "unserved",      "discouraged", "changed",
	                                          "shortfall", "bonus" };

const struct metric_kind metric_kinds[METRICS] = {
	[METRIC_DESIGN_RACKS] = { "design_racks", "racks", false },
	[METRIC_AVAILABLE_RACKS] = { "available_racks", "racks", false },
	[METRIC_OCCUPIED_RACKS] = { "occupied_racks", "racks", false },
	[METRIC_STANDARD_RACKS] = { "standard_racks", "racks", false },
	[METRIC_UTILIZATION] = { "utilization", "1", true },
	[METRIC_IT_MW] = { "it_mw", "MW", false },
	[METRIC_FACILITY_MW] = { "facility_mw", "MW", false },
	[METRIC_PUE] = { "pue", "1", true },
	[METRIC_SITES_STARTED] = { "sites_started", "sites", false },
	[METRIC_MIGRATED_SHARE] = { "migrated_share", "1", true },
	[METRIC_SERVED_SHARE] = { "served_share", "1", true },
	[METRIC_HOSTED_SHARE] = { "hosted_share", "1", true },
	[METRIC_CUSTOMERS] = { "customers", "customers", false },
	[METRIC_CAPEX] = { "capex", "CNY", false },
	[METRIC_SPEND] = { "spend", "CNY", false },
	[METRIC_CUT_GBPS] = { "cut_gbps", "Gbps", false },
	[METRIC_LINK_COUNT] = { "link_count", "links", false },
	[METRIC_GREEN_SHARE] = { "green_share", "1", true },
	[METRIC_CARBON_T] = { "carbon_t", "t", false },
	[METRIC_SERVERS] = { "servers", "servers", false },
	[METRIC_INSTALL_RATE] = { "install_rate", "1", true },
	[METRIC_STRANDED_MW] = { "stranded_mw", "MW", false },
	[METRIC_HOUSEHOLDS] = { "households", "households", false },
};

/* ---- numbers ---- */

#define ORIGIN_ROWS                                                                                                    \
	OTHER("stated", A_STRING, ELSE(0), "the statement that says it"),                                              \
		OTHER("sourced", A_STRING, ELSE(0), "the source that gives it"),                                       \
		OTHER("assumed", A_STRING, ELSE(0), "why it is assumed"),                                              \
		OTHER("range_share", A_RANGE, ELSE(0), "assumed: what is plausible, as multiples of the value")
#define VALUE_ROWS                                                                                                     \
	OTHER("unit", A_STRING, ELSE(0), "must be the field's unit"),                                                  \
		OTHER("currency", A_STRING, ELSE(0), "must be the scenario's"),                                        \
		OTHER("price_year", A_YEAR, ELSE(0), "must be the scenario's"),                                        \
		OTHER("range", A_RANGE, ELSE(0), "assumed: what is plausible, in the number's unit"),                  \
		OTHER("from", A_STRING, ELSE(0), "in resolved files: where it was written")

static const struct field origin_fields[] = { ORIGIN_ROWS };
const struct table origin_table = { "origin", origin_fields, LENGTH(origin_fields), "where numbers come from", NULL };

static const struct field number_fields[] = {
	OTHER("value", A_NUMBER, NEEDED, "the number"),
	ORIGIN_ROWS,
	VALUE_ROWS,
};
const struct table number_table = { "number", number_fields, LENGTH(number_fields), "a number with its origin", NULL };

static const struct field series_fields[] = {
	OTHER("value", A_NUMBER, ELSE(0), "the same in every period"),
	OTHER("values", NUMBERS, ELSE(0), "a number for each period"),
	OTHER("start", A_NUMBER, ELSE(0), "at the horizon's first day, with growth_per_year"),
	OTHER("growth_per_year", A_NUMBER, ELSE(0), "compounded from the horizon's first day to the period's last"),
	OTHER("steps", STEPS, ELSE(0), "values from given days on; 0 before the first"),
	OTHER("table", A_STRING, ELSE(0), "a CSV file beside the scenario"),
	OTHER("column", A_STRING, ELSE(0), "its column"),
	ORIGIN_ROWS,
	VALUE_ROWS,
};
const struct table series_table = { "series", series_fields, LENGTH(series_fields), "a number for each period", NULL };

static const struct field step_fields[] = {
	OTHER("from", A_DATE, NEEDED, "counts in periods that begin on or after this day"),
	OTHER("value", A_NUMBER, NEEDED, "from then on"),
};
const struct table step_table = { "step", step_fields, LENGTH(step_fields), "a step of a series", NULL };

/* ---- head ---- */

static const struct field horizon_fields[] = {
	DATE(horizon, first_day, NEEDED, "first day of the first period: the first of a month"),
	DATE(horizon, last_day, NEEDED, "last day of the last period"),
	CHOICE(horizon, step, step_words, NEEDED, "length of a period"),
};
OWN_TABLE(horizon, "the time that is planned, in whole steps");

static const struct field money_fields[] = {
	CODE(money, currency, A_CURRENCY, NEEDED, "ISO 4217 code of all money"),
	INTEGER(money, price_year, FROM_TO(1900, 2199), NEEDED, "the year whose prices all money is in"),
	NUMBER(money, discount_rate, "1/year", FROM_TO(0, 1), NEEDED, "of all present values"),
};
OWN_TABLE(money, "one currency of one year");

static const struct field settings_fields[] = {
	NUMBER(scenario, standard_rack_kw, "kW/rack", ABOVE_0, ELSE(2.5),
	       "IT power of one standard rack; needed by targets on standard_racks"),
	NUMBER(scenario, hours_per_year, "h/year", FROM_TO(1, 8784), ELSE(8760),
	       "hours that energy is drawn in a year"),
	NUMBER(scenario, route_factor, "1", FROM_TO(1, 10), ELSE(1.4), "fibre km / great-circle km"),
	NUMBER(scenario, servers_per_rack, "servers/rack", NOT_BELOW_0, ELSE(0),
	       "of sites that do not say; 0: not counted"),
	NUMBER(scenario, sync_fibre_km, "km", ABOVE_0, ELSE(100),
	       "farthest standby of a backup in mode sync, of fibre"),
};
OWN_TABLE(settings, "conversions of the whole scenario");

static const struct field document_fields[] = {
	TEXT(document, title, NEEDED, "title of the document"),
	TEXT(document, note, ELSE(0), "a missing annex, an inferred title"),
};
OWN_TABLE(document, "a document that duties come from");

static const struct field source_fields[] = {
	TEXT(source, title, NEEDED, "title of the source"),
	STRING(source, where, ELSE_WORD(""), "address, page, or section of the facts"),
	WORD(source, class, source_words, ELSE_WORD("R"), "S read, W weak, D derived, R recalled"),
};
OWN_TABLE(source, "a source of facts");

static const struct field statement_fields[] = {
	REF(statement, document, IN_DOCUMENTS, NEEDED, "the document that says it"),
	STRING(statement, section, ELSE_WORD(""), "section or row of the document"),
	CHOICE(statement, grade, grade_words, NEEDED, "A stated with a number and a date, B stated, C an aim"),
	TEXT(statement, duty, NEEDED, "the duty in our own words"),
	TEXT(statement, note, ELSE(0), "a conflict, an ambiguity, why it is not encoded"),
	STRINGS(statement, encoded_by, "JSON pointers to what states it in this scenario"),
};
OWN_TABLE(statement, "one duty of a document");

static const struct field option_fields[] = {
	NAME(option),
	BOOL(option, on, "whether what requires it exists"),
};
OWN_TABLE(option, "something applied for or conditional");

/* ---- stability ---- */

static const struct field stability_fields[] = {
	OTHER("plan", A_STRING, ELSE(0), "the plan.json to stay near to: a file beside the scenario"),
	OTHER("hosting_racks", RACKS, ELSE(0),
	      "what that plan hosts, as a plan.json says it: by demand, site and period"),
	NUMBER(stability, price_cny_per_rack, "CNY/rack", NOT_BELOW_0, ELSE(0),
	       "of a rack hosted elsewhere than there"),
	WHOLE(stability, most_racks, "racks", FROM_TO(0, 1e9), ELSE(-1),
	      "hosted elsewhere in a period; no limit when absent"),
};
OWN_TABLE_AND(stability, "staying near a previous plan",
              "\"oneOf\": [{\"required\": [\"plan\"]}, {\"required\": [\"hosting_racks\"]}], "
              "\"anyOf\": [{\"required\": [\"price_cny_per_rack\"]}, {\"required\": [\"most_racks\"]}]");

/* ---- the whole ---- */

static const struct field scenario_fields[] = {
	OTHER("$schema", A_STRING, ELSE(0), "for editors"),
	OTHER("rackplan", VERSION, ELSE(0), "version of this format: 1; needed in every file"),
	CODE(scenario, id, AN_ID, NEEDED, "names the scenario in every result"),
	TEXT(scenario, title, ELSE(0), "title; the id when absent"),
	OTHER("variant", AN_ID, ELSE(0), "in resolved files: the named scenario that was resolved"),
	OTHER("extends", FILES, ELSE(0), "files that are merged first, in order"),
	OBJECT("horizon", AT(scenario, horizon), &horizon_table, NEEDED, "the time that is planned"),
	OBJECT("money", AT(scenario, money), &money_table, NEEDED, "currency, price year, discount rate"),
	OBJECT("settings", 0, &settings_table, ELSE(0), "conversions"),
	OBJECT("stability", AT(scenario, stability), &stability_table, ELSE(0), "staying near a previous plan"),
	MAP("documents", IN_DOCUMENTS, "documents that duties come from"),
	MAP("sources", IN_SOURCES, "sources of facts"),
	MAP("statements", IN_STATEMENTS, "duties of the documents"),
	MAP("options", IN_OPTIONS, "switches"),
	MAP("regions", IN_REGIONS, "regions"),
	MAP("tariffs", IN_TARIFFS, "prices of electricity"),
	MAP("sites", IN_SITES, "sites"),
	MAP("nodes", IN_NODES, "nodes of the network"),
	MAP("links", IN_LINKS, "links between nodes"),
	MAP("traffic", IN_TRAFFIC, "traffic that no rack causes"),
	MAP("cuts", IN_CUTS, "named sets of links"),
	MAP("classes", IN_CLASSES, "kinds of rack load"),
	MAP("demands", IN_DEMANDS, "demands"),
	MAP("rules", IN_RULES, "rules on what may be started"),
	MAP("budgets", IN_BUDGETS, "limits on spending"),
	MAP("targets", IN_TARGETS, "targets"),
	OTHER("overrides", PATCHES, ELSE(0), "named partial documents (RFC 7396 merge: null deletes)"),
	OTHER("scenarios", LISTS, ELSE(0), "named lists of overrides, applied in order"),
};
const struct table scenario_table = { "scenario", scenario_fields, LENGTH(scenario_fields), "a scenario file", NULL };

#define COLLECTION(key, noun, table, plural)                                                                           \
	{                                                                                                              \
		key, noun, &table, sizeof(*((struct scenario *)0)->plural), offsetof(struct scenario, plural),         \
			offsetof(struct scenario, n_##plural)                                                          \
	}

const struct collection_kind collection_kinds[COLLECTIONS] = {
	[IN_DOCUMENTS] = COLLECTION("documents", "document", document_table, documents),
	[IN_SOURCES] = COLLECTION("sources", "source", source_table, sources),
	[IN_STATEMENTS] = COLLECTION("statements", "statement", statement_table, statements),
	[IN_OPTIONS] = COLLECTION("options", "option", option_table, options),
	[IN_REGIONS] = COLLECTION("regions", "region", region_table, regions),
	[IN_TARIFFS] = COLLECTION("tariffs", "tariff", tariff_table, tariffs),
	[IN_SITES] = COLLECTION("sites", "site", site_table, sites),
	[IN_PHASES] = COLLECTION("phases", "phase", phase_table, phases),
	[IN_FEEDS] = COLLECTION("feeds", "feed", feed_table, feeds),
	[IN_ENERGY] = COLLECTION("energy", "energy source", energy_source_table, energy_sources),
	[IN_NODES] = COLLECTION("nodes", "node", node_table, nodes),
	[IN_LINKS] = COLLECTION("links", "link", link_table, links),
	[IN_MODULES] = COLLECTION("modules", "module", module_table, modules),
	[IN_TRAFFIC] = COLLECTION("traffic", "traffic", traffic_table, traffic),
	[IN_CUTS] = COLLECTION("cuts", "cut", cut_table, cuts),
	[IN_CLASSES] = COLLECTION("classes", "class", class_table, classes),
	[IN_DEMANDS] = COLLECTION("demands", "demand", demand_table, demands),
	[IN_RULES] = COLLECTION("rules", "rule", rule_table, rules),
	[IN_BUDGETS] = COLLECTION("budgets", "budget", budget_table, budgets),
	[IN_TARGETS] = COLLECTION("targets", "target", target_table, targets),
};

const struct field *table_field(const struct table *table, const char *key)
{
	int i;

	for (i = 0; i < table->n; i++) {
		if (!strcmp(table->fields[i].key, key))
			return &table->fields[i];
	}
	return NULL;
}

const char *table_nearest(struct arena *arena, const struct table *table, const char *key)
{
	struct nearest nearest = { key, NULL, 0 };
	int i;

	for (i = 0; i < table->n; i++)
		nearest_offer(&nearest, table->fields[i].key);
	return nearest_hint(arena, &nearest);
}
