/* fields_loads.c - the attribute tables of classes, demands, rules, budgets and targets. */
/* clang-format off: columns of this file are aligned by hand */
#include "planner/scenario/fields.h"

static const char *const rule_words[] = { "forbid", "approval", "discourage", "count", NULL };
static const char *const budget_op_words[] = { "<=", ">=", NULL };
static const char *const target_op_words[] = { ">=", "<=", NULL };
static const char *const denominator_words[] = { "available", "design", NULL };
static const char *const modality_words[] = { "must", "in_principle", "discouraged", "strive", "encouraged", NULL };
static const char *const reading_words[] = { "relative", "points", NULL };
static const char *const standby_words[] = { "dedicated", "shared", NULL };
static const char *const mode_words[] = { "async", "sync", NULL };
static const char *const spending_words[] = { "start",  "opening",       "shell", "fitout",  "link",   "feed",
	                                      "energy", "demand_charge", "opex",  "hosting", "moving", NULL };
static const char *const metric_words[] = { "design_racks",  "available_racks", "occupied_racks", "standard_racks",
	                                    "utilization",   "it_mw",           "facility_mw",    "pue",
	                                    "sites_started", "migrated_share",  "served_share",   "hosted_share",
	                                    "customers",     "capex",           "spend",          "cut_gbps",
	                                    "link_count",    "green_share",     "carbon_t",       "servers",
	                                    "install_rate",  "stranded_mw",     "households",     NULL };

/* ---- loads ---- */

static const struct field class_fields[] = {
	NAME(class),
	NUMBER(class, kw_per_rack, "kW/rack", ABOVE_0, NEEDED, "nameplate IT power of a rack"),
	NUMBER(class, load_factor, "1", SHARE, NEEDED, "mean / nameplate: energy only, never capacity"),
	WHOLE(class, security_level, "1", FROM_TO(1, 5), ELSE(1), "least level that a site must be graded for"),
	STRINGS(class, site_kinds, "kinds of site that may host it; any but legacy when absent"),
	STRINGS(class, site_tiers, "tiers of site that may host it; any when absent"),
	REFS(class, site_regions, IN_REGIONS,
	     "regions, with what lies below, whose sites may host it; any when absent"),
	NUMBER(class, latency_limit_ms, "ms", NOT_BELOW_0, ELSE(0),
	       "one way, from the demand's node to the site; 0: none"),
	NUMBER(class, gbps_per_rack, "Gbps/rack", NOT_BELOW_0, ELSE(0),
	       "each way between the demand's node and the site's"),
	NUMBER(class, replication_gbps_per_rack, "Gbps/rack", NOT_BELOW_0, ELSE(0), "one way to its standby, per rack"),
};
TABLE(class, "a kind of rack load");

static const struct field migration_fields[] = {
	REF(migration, from_site, IN_SITES, NEEDED, "the legacy rooms it leaves"),
	DATE(migration, opens, ELSE(0), "nothing of it is hosted elsewhere in a period that begins before this day"),
	NUMBER(migration, moving_cny_per_rack, "CNY/rack", NOT_BELOW_0, ELSE(0), "paid for each rack that leaves"),
};
OWN_TABLE(migration, "the move of a demand away from legacy rooms");

static const struct field backup_fields[] = {
	NUMBER(backup, share, "1", SHARE, ELSE(1), "of the hosted racks that have a standby"),
	NUMBER(backup, min_km, "km", NOT_BELOW_0, ELSE(0), "between the two sites at least, great circle"),
	NUMBER(backup, max_km, "km", NOT_BELOW_0, ELSE(NOT_GIVEN), "likewise at most; no limit when absent"),
	REFS(backup, sites, IN_SITES, "sites that may hold the standby; every site that its class allows when absent"),
	FLAG("standby", backup, shared, standby_words, ELSE(0),
	     "shared: for the loss of any one site; dedicated: of all"),
	CHOICE(backup, mode, mode_words, ELSE(0), "sync: within the settings' sync_fibre_km"),
	NUMBER(backup, power_share, "1", SHARE, ELSE(1), "of the class's kW that a standby rack draws"),
};
OWN_TABLE(backup, "the standby of a demand's racks at another site");

static const struct field demand_fields[] = {
	NAME(demand),
	REF(demand, class, IN_CLASSES, NEEDED, "what its racks are"),
	REF(demand, region, IN_REGIONS, NEEDED, "where it comes from"),
	REF(demand, node, IN_NODES, ELSE(0), "where its users are, for latency and traffic"),
	SERIES(demand, need_racks, "racks", FROM_TO(0, 1e7), NEEDED, "racks needed, rounded up to whole ones"),
	REFS(demand, sites, IN_SITES, "sites that may host it; every site that its class allows when absent"),
	NUMBER(demand, unserved_cny_per_rack_year, "CNY/rack/year", NOT_BELOW_0, ELSE(-1),
	       "price of a rack left unserved; it must be served when absent"),
	PER_SITE(demand, hosting_cny_per_rack_year, "CNY/rack/year", NOT_BELOW_0,
	         "cost of a rack hosted at a site, by site"),
	OBJECT("migration", AT(demand, migration), &migration_table, ELSE(0), "legacy rooms it moves away from"),
	OBJECT("backup", AT(demand, backup), &backup_table, ELSE(0), "standby of its racks at another site"),
	NUMBER(demand, customers_per_rack, "customers/rack", NOT_BELOW_0, ELSE(0),
	       "enterprises, households; 0: not counted"),
	TEXT(demand, customers, ELSE(0), "what the customers are called"),
	OPTION(demand),
};
TABLE(demand, "racks that somebody needs");

/* ---- rules, budgets, targets ---- */

static const struct field scope_fields[] = {
	REFS(scope, regions, IN_REGIONS, "with everything below them"),
	REFS(scope, sites, IN_SITES, "sites"),
	REFS(scope, phases, IN_PHASES, "phases as site/phase"),
	REFS(scope, classes, IN_CLASSES, "classes"),
	REFS(scope, demands, IN_DEMANDS, "demands"),
	STRINGS(scope, kinds, "kinds of site"),
	STRINGS(scope, tiers, "tiers of site"),
	STRINGS(scope, tags, "tags of site"),
};
TABLE(scope, "lists are and-ed, members or-ed, an absent list places no limit");

static const struct field rule_fields[] = {
	NAME(rule),
	CHOICE(rule, kind, rule_words, NEEDED, "what it does to the phases and sites of its scope"),
	SCOPE(rule),
	COUNT(rule, at_least, "sites", FROM_TO(0, 1e6), ELSE(-1), "count: sites with something started by `by`"),
	COUNT(rule, at_most, "sites", FROM_TO(0, 1e6), ELSE(-1), "count: sites with something started"),
	{ .key = "exactly",
	  .type = TYPE_COUNT,
	  .offset = AT(rule, at_most),
	  .unit = "sites",
	  FROM_TO(0, 1e6),
	  ELSE(-1),
	  .doc = "count: at_least and at_most at once" },
	DATE(rule, by, ELSE(0), "count: the day at_least is read at; the horizon's last when absent"),
	NUMBER(rule, price_cny, "CNY", NOT_BELOW_0, ELSE(0), "discourage: per site on which something is started"),
	BASIS(rule),
	OPTION(rule),
};
TABLE(rule, "a rule on what may be started");

static const struct field budget_fields[] = {
	NAME(budget),
	FLAG("op", budget, at_least, budget_op_words, NEEDED, "spend at most or at least"),
	NUMBER(budget, amount_cny, "CNY", NOT_BELOW_0, ELSE(NOT_GIVEN), "undiscounted; else base_cny and factor"),
	NUMBER(budget, base_cny, "CNY", NOT_BELOW_0, ELSE(NOT_GIVEN), "the base year's spending"),
	NUMBER(budget, factor, "1", NOT_BELOW_0, ELSE(NOT_GIVEN), "of base_cny: 2 doubles it"),
	DATE(budget, from, ELSE(0), "first day; the horizon's when absent"),
	DATE(budget, to, ELSE(0), "last day; the horizon's when absent"),
	WORDS(budget, kinds, spending_words, "spending that counts; start to opex when absent"),
	SCOPE(budget),
	BASIS(budget),
	OPTION(budget),
};
TABLE_AND(budget, "a limit on spending in a window of time",
          "\"oneOf\": [{\"required\": [\"amount_cny\"], \"properties\": {\"base_cny\": false, \"factor\": false}}, "
          "{\"required\": [\"base_cny\", \"factor\"], \"properties\": {\"amount_cny\": false}}]");

static const struct field baseline_fields[] = {
	{ .key = "value",
	  .type = TYPE_NUMBER,
	  .offset = AT(target, baseline),
	  .unit = "metric",
	  ANY,
	  NEEDED,
	  .doc = "what the value is relative to, in the target's unit" },
	{ .key = "reading",
	  .type = TYPE_CHOICE,
	  .offset = AT(target, reading),
	  .words = reading_words,
	  NEEDED,
	  .doc = "relative: baseline x (1 + value); points: baseline + value" },
};
OWN_TABLE(baseline, "what a target that says \"raise by\" starts from");

static const struct field target_fields[] = {
	NAME(target),
	CHOICE(target, metric, metric_words, NEEDED, "what is measured"),
	SCOPE(target),
	REF(target, cut, IN_CUTS, ELSE(0), "cut_gbps, link_count: the links that are measured"),
	FLAG("op", target, at_most, target_op_words, NEEDED, "at least or at most"),
	NUMBER(target, value, "target", ANY, NEEDED, "required, in the unit given; with a baseline: by how much"),
	OTHER("unit", A_STRING, NEEDED, "unit of the value: the metric's"),
	OBJECT("baseline", 0, &baseline_table, ELSE(0), "of a target that says \"raise by\""),
	FLAG("denominator", target, per_design, denominator_words, ELSE(0),
	     "utilization: of available or of design racks"),
	DATE(target, by, ELSE(0),
	     "binds at the end of the last period that ends on or before it; every period when absent"),
	CHOICE(target, modality, modality_words, ELSE(0), "must: a hard row; else priced, in a goal tier, or a bonus"),
	NUMBER(target, price_cny_per_unit, "CNY/unit", NOT_BELOW_0, ELSE(0),
	       "in_principle, discouraged: of a unit of shortfall; encouraged: bonus per unit"),
	INTEGER(target, tier, FROM_TO(1, 1000), ELSE(1), "strive: 1 is met first"),
	REF(target, overruled_by, IN_TARGETS, ELSE(0), "the target that governs instead"),
	BASIS(target),
	OPTION(target),
};
TABLE(target, "a metric over a scope that is to reach a value");
