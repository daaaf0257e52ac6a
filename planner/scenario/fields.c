/*
 * fields.c - the attribute tables: every key of a scenario file, its type, unit, range, default and meaning.
 *
 * They drive the reader (fill.c), the check for unknown keys, overrides (merge.c), the schema (schema.c) and the
 * resolved file (resolved.c). One more field is one more line here and a member in scenario.h.
 */
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

#define LENGTH(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* Ranges: least, most, and whether `least` itself is out. */
#define LIMITS(a, b, open) .least = a, .most = b, .over = open
#define ANY           LIMITS(-HUGE_VAL, HUGE_VAL, false)
#define NOT_BELOW_0   LIMITS(0, HUGE_VAL, false)
#define ABOVE_0       LIMITS(0, HUGE_VAL, true)
#define SHARE         LIMITS(0, 1, false)
#define SOME_SHARE    LIMITS(0, 1, true)
#define FROM_TO(a, b) LIMITS(a, b, false)

#define NOT_GIVEN   ((double)NAN)
#define NEEDED      .need = REQUIRED
#define ELSE(value) .need = OPTIONAL, .fallback = value
#define ELSE_WORD(word) .need = OPTIONAL, .fallback_word = word

/* A row for the member m of struct s; the key is the member's name. */
#define AT(s, m) offsetof(struct s, m)
#define KEY(s, m, t, d) .key = #m, .type = t, .offset = AT(s, m), .doc = d
#define NUMBER(s, m, u, limits, need, d)  { KEY(s, m, TYPE_NUMBER, d), .unit = u, limits, need }
#define WHOLE(s, m, u, limits, need, d)   { KEY(s, m, TYPE_WHOLE, d), .unit = u, limits, need }
#define SERIES(s, m, u, limits, need, d)  { KEY(s, m, TYPE_SERIES, d), .unit = u, limits, need }
#define COUNT(s, m, u, limits, need, d)   { KEY(s, m, TYPE_COUNT, d), .unit = u, limits, need }
#define INTEGER(s, m, limits, need, d)    { KEY(s, m, TYPE_INTEGER, d), .unit = "1", limits, need }
#define PER_SITE(s, m, u, limits, d)      { KEY(s, m, TYPE_PER_SITE, d), .unit = u, limits, ELSE(0), .of = IN_SITES }
#define TEXT(s, m, n, d)        { KEY(s, m, TYPE_TEXT, d), n }
#define STRING(s, m, n, d)      { KEY(s, m, TYPE_STRING, d), n }
#define CODE(s, m, j, n, d)     { KEY(s, m, TYPE_STRING, d), .json = j, n }
#define BOOL(s, m, d)           { KEY(s, m, TYPE_BOOL, d), ELSE(0) }
#define DATE(s, m, n, d)        { KEY(s, m, TYPE_DATE, d), n }
#define CHOICE(s, m, w, n, d)   { KEY(s, m, TYPE_CHOICE, d), .words = w, n }
#define WORD(s, m, w, n, d)     { KEY(s, m, TYPE_WORD, d), .words = w, n }
#define WORDS(s, m, w, d)       { KEY(s, m, TYPE_WORDS, d), .words = w, ELSE(0) }
#define REF(s, m, in, n, d)     { KEY(s, m, TYPE_REF, d), .of = in, n }
#define REFS(s, m, in, d)       { KEY(s, m, TYPE_REFS, d), .count_offset = AT(s, n_##m), .of = in, ELSE(0) }
#define NAMES(s, m, in, d)      { KEY(s, m, TYPE_NAMES, d), .count_offset = AT(s, n_##m), .of = in, ELSE(0) }
#define STRINGS(s, m, d)        { KEY(s, m, TYPE_STRINGS, d), .count_offset = AT(s, n_##m), ELSE(0) }
#define FLAG(k, s, m, w, n, d)  { .key = k, .type = TYPE_FLAG, .offset = AT(s, m), .doc = d, .words = w, n }
#define OBJECT(k, at, t, n, d)  { .key = k, .type = TYPE_OBJECT, .offset = at, .doc = d, .table = t, n }
#define MAP(k, in, d)           { .key = k, .type = TYPE_MAP, .doc = d, .of = in, ELSE(0) }
#define OTHER(k, j, n, d)       { .key = k, .type = TYPE_OTHER, .doc = d, .json = j, n }

#define TABLE_AND(name, doc, json) \
	static const struct table name##_table = { #name, name##_fields, LENGTH(name##_fields), doc, json }
#define TABLE(name, doc) TABLE_AND(name, doc, NULL)

#define NAME(s)      TEXT(s, name, ELSE(0), "name shown to people; the id when absent")
#define OPTION(s)    REF(s, option, IN_OPTIONS, ELSE(0), "exists only when this option is on")
#define SCOPE(s)     OBJECT("scope", AT(s, scope), &scope_table, ELSE(0), "what it speaks of; everything when absent")
#define BASIS(s)     NAMES(s, statements, IN_STATEMENTS, "statements of the documents behind it")

/* ---- words ---- */

static const char *const step_words[] = { "month", "quarter", "year", NULL };
static const char *const source_words[] = { "S", "W", "D", "R", NULL };
static const char *const grade_words[] = { "A", "B", "C", NULL };
static const char *const state_words[] = { "operating", "under_construction", "planned", "candidate", NULL };
static const char *const rule_words[] = { "forbid", "approval", "discourage", "count", NULL };
static const char *const budget_op_words[] = { "<=", ">=", NULL };
static const char *const target_op_words[] = { ">=", "<=", NULL };
static const char *const denominator_words[] = { "available", "design", NULL };
static const char *const modality_words[] = { "must", "in_principle", "discouraged", "strive", "encouraged", NULL };
static const char *const reading_words[] = { "relative", "points", NULL };
static const char *const standby_words[] = { "dedicated", "shared", NULL };
static const char *const mode_words[] = { "async", "sync", NULL };
static const char *const spending_words[] = { "start", "opening", "shell", "fitout", "link", "feed", "energy",
	                                      "demand_charge", "opex", "hosting", "moving", NULL };
static const char *const metric_words[] = {
	"design_racks", "available_racks", "occupied_racks", "standard_racks", "utilization", "it_mw", "facility_mw", "pue",
	"sites_started", "migrated_share", "served_share", "hosted_share", "customers", "capex", "spend", "cut_gbps",
	"link_count", "green_share", "carbon_t", "servers", "install_rate", "stranded_mw", "households", NULL
};

const char *const cost_kind_names[COST_KINDS] = {
	"start", "opening", "shell", "fitout", "link", "feed", "energy", "demand_charge", "opex", "hosting", "moving",
	"salvage", "unserved", "discouraged", "changed", "shortfall", "bonus"
};

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

/* What the schema says of keys that are read by hand. */
#define A_STRING "\"type\": \"string\""
#define A_NUMBER "\"type\": \"number\""
#define A_CURRENCY "\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\""
#define A_YEAR   "\"type\": \"integer\""
#define A_DATE   "\"$ref\": \"#/$defs/date\""
#define AN_ID    "\"$ref\": \"#/$defs/id\""
#define NUMBERS  "\"type\": \"array\", \"items\": {\"type\": \"number\"}"
#define A_RANGE  NUMBERS ", \"minItems\": 2, \"maxItems\": 2"
#define STEPS    "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/step\"}"
#define VERSION  "\"const\": 1"
#define FILES    "\"type\": [\"string\", \"array\"], \"items\": {\"type\": \"string\"}"
#define WORDS_LIST "\"type\": \"array\", \"items\": {" A_STRING "}"
#define RACKS    "\"type\": \"object\", \"additionalProperties\": {\"type\": \"object\", \"additionalProperties\": {" \
	"\"type\": \"object\", \"additionalProperties\": {\"type\": \"integer\", \"minimum\": 1}}}"
#define POSITION "\"dependentRequired\": {\"latitude_deg\": [\"longitude_deg\"], \"longitude_deg\": [\"latitude_deg\"]}"
#define PRIVATE  "\"patternProperties\": {\"^x-\": true}, "
#define PATCHES  "\"type\": \"object\", " PRIVATE "\"additionalProperties\": {\"$ref\": \"#/$defs/override\"}"
#define LISTS    "\"type\": \"object\", " PRIVATE "\"additionalProperties\": {" WORDS_LIST "}"

#define ORIGIN_ROWS \
	OTHER("stated", A_STRING, ELSE(0), "the statement that says it"), \
	OTHER("sourced", A_STRING, ELSE(0), "the source that gives it"), \
	OTHER("assumed", A_STRING, ELSE(0), "why it is assumed"), \
	OTHER("range_share", A_RANGE, ELSE(0), "assumed: what is plausible, as multiples of the value")
#define VALUE_ROWS \
	OTHER("unit", A_STRING, ELSE(0), "must be the field's unit"), \
	OTHER("currency", A_STRING, ELSE(0), "must be the scenario's"), \
	OTHER("price_year", A_YEAR, ELSE(0), "must be the scenario's"), \
	OTHER("range", A_RANGE, ELSE(0), "assumed: what is plausible, in the number's unit"), \
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
TABLE(horizon, "the time that is planned, in whole steps");

static const struct field money_fields[] = {
	CODE(money, currency, A_CURRENCY, NEEDED, "ISO 4217 code of all money"),
	INTEGER(money, price_year, FROM_TO(1900, 2199), NEEDED, "the year whose prices all money is in"),
	NUMBER(money, discount_rate, "1/year", FROM_TO(0, 1), NEEDED, "of all present values"),
};
TABLE(money, "one currency of one year");

static const struct field settings_fields[] = {
	NUMBER(scenario, standard_rack_kw, "kW/rack", ABOVE_0, ELSE(2.5),
	       "IT power of one standard rack; needed by targets on standard_racks"),
	NUMBER(scenario, hours_per_year, "h/year", FROM_TO(1, 8784), ELSE(8760), "hours that energy is drawn in a year"),
	NUMBER(scenario, route_factor, "1", FROM_TO(1, 10), ELSE(1.4), "fibre km / great-circle km"),
	NUMBER(scenario, servers_per_rack, "servers/rack", NOT_BELOW_0, ELSE(0), "of sites that do not say; 0: not counted"),
	NUMBER(scenario, sync_fibre_km, "km", ABOVE_0, ELSE(100), "farthest standby of a backup in mode sync, of fibre"),
};
TABLE(settings, "conversions of the whole scenario");

static const struct field document_fields[] = {
	TEXT(document, title, NEEDED, "title of the document"),
	TEXT(document, note, ELSE(0), "a missing annex, an inferred title"),
};
TABLE(document, "a document that duties come from");

static const struct field source_fields[] = {
	TEXT(source, title, NEEDED, "title of the source"),
	STRING(source, where, ELSE_WORD(""), "address, page, or section of the facts"),
	WORD(source, class, source_words, ELSE_WORD("R"), "S read, W weak, D derived, R recalled"),
};
TABLE(source, "a source of facts");

static const struct field statement_fields[] = {
	REF(statement, document, IN_DOCUMENTS, NEEDED, "the document that says it"),
	STRING(statement, section, ELSE_WORD(""), "section or row of the document"),
	CHOICE(statement, grade, grade_words, NEEDED, "A stated with a number and a date, B stated, C an aim"),
	TEXT(statement, duty, NEEDED, "the duty in our own words"),
	TEXT(statement, note, ELSE(0), "a conflict, an ambiguity, why it is not encoded"),
	STRINGS(statement, encoded_by, "JSON pointers to what states it in this scenario"),
};
TABLE(statement, "one duty of a document");

static const struct field option_fields[] = {
	NAME(option),
	BOOL(option, on, "whether what requires it exists"),
};
TABLE(option, "something applied for or conditional");

/* ---- places ---- */

static const struct field region_fields[] = {
	NAME(region),
	REF(region, parent, IN_REGIONS, ELSE(0), "the region that it lies in"),
	STRING(region, kind, ELSE_WORD(""), "country, province, city, district"),
};
TABLE(region, "a region; regions are a tree");

static const struct field tariff_fields[] = {
	NAME(tariff),
	SERIES(tariff, energy_cny_per_kwh, "CNY/kWh", NOT_BELOW_0, NEEDED, "price of energy"),
	NUMBER(tariff, demand_cny_per_kw_month, "CNY/kW/month", NOT_BELOW_0, ELSE(0), "charge on the facility's power"),
	NUMBER(tariff, kg_co2_per_kwh, "kg/kWh", NOT_BELOW_0, ELSE(0), "of energy that is bought by it"),
	BOOL(tariff, green, "energy that is bought by it counts as green"),
};
TABLE(tariff, "prices of electricity");

static const struct field phase_fields[] = {
	NAME(phase),
	CHOICE(phase, state, state_words, NEEDED, "at the horizon's start"),
	WHOLE(phase, design_racks, "racks", FROM_TO(0, 1e7), NEEDED, "racks it is designed for"),
	NUMBER(phase, max_kw_per_rack, "kW/rack", ABOVE_0, NEEDED, "densest rack that it can hold"),
	WHOLE(phase, lead_months, "months", FROM_TO(0, 1200), ELSE(0), "from start until racks can be commissioned"),
	DATE(phase, earliest_start, ELSE(0), "no start in a period that begins before it"),
	DATE(phase, latest_start, ELSE(0), "no start in a period that begins after it"),
	DATE(phase, ready, ELSE(0), "under construction: commissioned in periods that begin on or after it"),
	WHOLE(phase, available_racks, "racks", FROM_TO(0, 1e7), ELSE(-1),
	      "at the horizon's start; operating: design_racks when absent, else 0"),
	WHOLE(phase, module_racks, "racks", FROM_TO(1, 1e7), ELSE(1), "commissioned in whole modules of this many"),
	BOOL(phase, whole, "started as a whole or not at all; so is a phase with start_cny or a predecessor or follower"),
	REF(phase, predecessor, IN_PHASES, ELSE(0), "started in the same or an earlier period: phase or site/phase"),
	BOOL(phase, needs_approval, "not started where approval rules reach unless approved"),
	BOOL(phase, approved, "has the approval"),
	NUMBER(phase, start_cny, "CNY", NOT_BELOW_0, ELSE(0), "fixed, paid when started"),
	NUMBER(phase, shell_cny_per_rack, "CNY/rack", NOT_BELOW_0, ELSE(0), "land, building, grid: per design rack, at start"),
	NUMBER(phase, fitout_cny_per_rack, "CNY/rack", NOT_BELOW_0, ELSE(0), "per rack when commissioned"),
	NUMBER(phase, life_years, "years", ABOVE_0, ELSE(NOT_GIVEN), "straight line, for salvage; needed when there is a cost"),
	OPTION(phase),
};
TABLE(phase, "a building phase of a site");

static const struct field feed_fields[] = {
	NAME(feed),
	NUMBER(feed, mw_per_step, "MW", ABOVE_0, NEEDED, "power of a step"),
	WHOLE(feed, most_steps, "steps", FROM_TO(0, 1e6), NEEDED, "steps at most"),
	WHOLE(feed, lead_months, "months", FROM_TO(0, 1200), ELSE(0), "from start to use"),
	DATE(feed, earliest_start, ELSE(0), "no start in a period that begins before it"),
	NUMBER(feed, start_cny, "CNY", NOT_BELOW_0, ELSE(0), "fixed, paid once when the first step is started"),
	NUMBER(feed, cny_per_step, "CNY/step", NOT_BELOW_0, ELSE(0), "paid when a step is started"),
	NUMBER(feed, life_years, "years", ABOVE_0, ELSE(NOT_GIVEN), "straight line, for salvage; needed when there is a cost"),
	OPTION(feed),
};
TABLE(feed, "a power expansion of a site");

static const struct field energy_source_fields[] = {
	NAME(energy_source),
	SERIES(energy_source, cny_per_kwh, "CNY/kWh", NOT_BELOW_0, NEEDED, "price of its energy"),
	NUMBER(energy_source, kg_co2_per_kwh, "kg/kWh", NOT_BELOW_0, ELSE(0), "of its energy"),
	BOOL(energy_source, green, "its energy counts as green"),
	NUMBER(energy_source, most_mwh_per_year, "MWh/year", NOT_BELOW_0, ELSE(-1), "most that it gives; no cap when absent"),
	OPTION(energy_source),
};
TABLE(energy_source, "a source of a site's energy");

static const struct field site_fields[] = {
	NAME(site),
	REF(site, region, IN_REGIONS, NEEDED, "the region that it lies in"),
	NUMBER(site, latitude_deg, "deg", FROM_TO(-90, 90), ELSE(NOT_GIVEN), "north is positive; not a number when absent"),
	NUMBER(site, longitude_deg, "deg", FROM_TO(-180, 180), ELSE(NOT_GIVEN), "east is positive; not a number when absent"),
	STRING(site, tier, ELSE_WORD(""), "the scenario's own word: core, node, base, park, town"),
	STRING(site, kind, ELSE_WORD("open"), "open, government, legacy"),
	STRINGS(site, tags, "free labels that scopes select by"),
	WHOLE(site, security_level, "1", FROM_TO(1, 5), ELSE(1), "of multi-level protection: what it is graded for"),
	REF(site, tariff, IN_TARIFFS, NEEDED, "what electricity costs here"),
	REF(site, node, IN_NODES, ELSE(0), "where its traffic enters the network"),
	SERIES(site, pue, "1", FROM_TO(1, 10), NEEDED, "facility power / IT power"),
	NUMBER(site, usable_share, "1", SOME_SHARE, NEEDED, "of installed power: redundancy"),
	NUMBER(site, installed_mw, "MW", NOT_BELOW_0, NEEDED, "at the horizon's start"),
	SERIES(site, cooling_mw, "MW", NOT_BELOW_0, ELSE(0), "IT power whose heat can be removed; no limit when absent"),
	NUMBER(site, servers_per_rack, "servers/rack", NOT_BELOW_0, ELSE(NOT_GIVEN), "the settings' when absent"),
	NUMBER(site, opening_cny, "CNY", NOT_BELOW_0, ELSE(0), "paid with the first start of any of its phases"),
	NUMBER(site, opex_cny_per_rack_year, "CNY/rack/year", NOT_BELOW_0, ELSE(0), "per available rack"),
	DATE(site, opens, ELSE(0), "nothing is hosted in a period that starts before this day"),
	DATE(site, closes, ELSE(0), "nothing is hosted in a period that ends on or after this day"),
	OPTION(site),
	MAP("phases", IN_PHASES, "building phases by id"),
	MAP("feeds", IN_FEEDS, "power expansions by id"),
	MAP("energy", IN_ENERGY, "sources of energy by id; everything is bought by the tariff when there is none"),
};
TABLE_AND(site, "a place with racks", POSITION);

/* ---- loads ---- */

static const struct field class_fields[] = {
	NAME(class),
	NUMBER(class, kw_per_rack, "kW/rack", ABOVE_0, NEEDED, "nameplate IT power of a rack"),
	NUMBER(class, load_factor, "1", SHARE, NEEDED, "mean / nameplate: energy only, never capacity"),
	WHOLE(class, security_level, "1", FROM_TO(1, 5), ELSE(1), "least level that a site must be graded for"),
	STRINGS(class, site_kinds, "kinds of site that may host it; any but legacy when absent"),
	STRINGS(class, site_tiers, "tiers of site that may host it; any when absent"),
	REFS(class, site_regions, IN_REGIONS, "regions, with what lies below, whose sites may host it; any when absent"),
	NUMBER(class, latency_limit_ms, "ms", NOT_BELOW_0, ELSE(0), "one way, from the demand's node to the site; 0: none"),
	NUMBER(class, gbps_per_rack, "Gbps/rack", NOT_BELOW_0, ELSE(0), "each way between the demand's node and the site's"),
	NUMBER(class, replication_gbps_per_rack, "Gbps/rack", NOT_BELOW_0, ELSE(0), "one way to the standby, per rack with one"),
};
TABLE(class, "a kind of rack load");

static const struct field migration_fields[] = {
	REF(migration, from_site, IN_SITES, NEEDED, "the legacy rooms it leaves"),
	DATE(migration, opens, ELSE(0), "nothing of it is hosted elsewhere in a period that begins before this day"),
	NUMBER(migration, moving_cny_per_rack, "CNY/rack", NOT_BELOW_0, ELSE(0), "paid for each rack that leaves"),
};
TABLE(migration, "the move of a demand away from legacy rooms");

static const struct field backup_fields[] = {
	NUMBER(backup, share, "1", SHARE, ELSE(1), "of the hosted racks that have a standby"),
	NUMBER(backup, min_km, "km", NOT_BELOW_0, ELSE(0), "between the two sites at least, great circle"),
	NUMBER(backup, max_km, "km", NOT_BELOW_0, ELSE(NOT_GIVEN), "between the two sites at most, great circle; no limit when absent"),
	REFS(backup, sites, IN_SITES, "sites that may hold the standby; every site that its class allows when absent"),
	FLAG("standby", backup, shared, standby_words, ELSE(0), "shared: for the loss of any one site; dedicated: for all at once"),
	CHOICE(backup, mode, mode_words, ELSE(0), "sync: within the settings' sync_fibre_km"),
	NUMBER(backup, power_share, "1", SHARE, ELSE(1), "of the class's kW that a standby rack draws"),
};
TABLE(backup, "the standby of a demand's racks at another site");

static const struct field demand_fields[] = {
	NAME(demand),
	REF(demand, class, IN_CLASSES, NEEDED, "what its racks are"),
	REF(demand, region, IN_REGIONS, NEEDED, "where it comes from"),
	REF(demand, node, IN_NODES, ELSE(0), "where its users are, for latency and traffic"),
	SERIES(demand, need_racks, "racks", FROM_TO(0, 1e7), NEEDED, "racks needed, rounded up to whole ones"),
	REFS(demand, sites, IN_SITES, "sites that may host it; every site that its class allows when absent"),
	NUMBER(demand, unserved_cny_per_rack_year, "CNY/rack/year", NOT_BELOW_0, ELSE(-1),
	       "price of a rack left unserved; it must be served when absent"),
	PER_SITE(demand, hosting_cny_per_rack_year, "CNY/rack/year", NOT_BELOW_0, "cost of a rack hosted at a site, by site"),
	OBJECT("migration", AT(demand, migration), &migration_table, ELSE(0), "legacy rooms it moves away from"),
	OBJECT("backup", AT(demand, backup), &backup_table, ELSE(0), "standby of its racks at another site"),
	NUMBER(demand, customers_per_rack, "customers/rack", NOT_BELOW_0, ELSE(0), "enterprises, households; 0: not counted"),
	TEXT(demand, customers, ELSE(0), "what the customers are called"),
	OPTION(demand),
};
TABLE(demand, "racks that somebody needs");

/* ---- the network ---- */

static const struct field node_fields[] = {
	NAME(network_node),
	NUMBER(network_node, latitude_deg, "deg", FROM_TO(-90, 90), ELSE(NOT_GIVEN), "north is positive; not a number when absent"),
	NUMBER(network_node, longitude_deg, "deg", FROM_TO(-180, 180), ELSE(NOT_GIVEN), "east is positive; not a number when absent"),
	REF(network_node, region, IN_REGIONS, ELSE(0), "the region that it lies in"),
};
TABLE_AND(node, "a node of the network", POSITION);

static const struct field module_fields[] = {
	NAME(link_module),
	NUMBER(link_module, gbps, "Gbps", ABOVE_0, NEEDED, "of a module, each way"),
	NUMBER(link_module, cny, "CNY", NOT_BELOW_0, ELSE(0), "of a module, paid when started"),
	NUMBER(link_module, start_cny, "CNY", NOT_BELOW_0, ELSE(0), "fixed, paid once when the first one is started"),
	WHOLE(link_module, lead_months, "months", FROM_TO(0, 1200), ELSE(0), "from start to use"),
	WHOLE(link_module, most, "modules", FROM_TO(0, 1e6), NEEDED, "modules at most over the horizon"),
	DATE(link_module, earliest_start, ELSE(0), "no start in a period that begins before it"),
	NUMBER(link_module, life_years, "years", ABOVE_0, ELSE(NOT_GIVEN),
	       "straight line, for salvage; needed when there is a cost"),
	OPTION(link_module),
};
TABLE(module, "an expansion module of a link");

static const struct field link_fields[] = {
	NAME(link),
	REF(link, from, IN_NODES, NEEDED, "one end"),
	REF(link, to, IN_NODES, NEEDED, "the other end"),
	NUMBER(link, installed_gbps, "Gbps", NOT_BELOW_0, ELSE(0), "each way, at the horizon's start"),
	NUMBER(link, headroom_share, "1", SOME_SHARE, ELSE(1), "highest load / installed"),
	NUMBER(link, km, "km", NOT_BELOW_0, ELSE(NOT_GIVEN), "of fibre; route_factor x great circle when absent"),
	NUMBER(link, opex_cny_per_gbps_year, "CNY/Gbps/year", NOT_BELOW_0, ELSE(0), "per installed Gbps"),
	OPTION(link),
	MAP("modules", IN_MODULES, "expansion modules by id"),
};
TABLE(link, "a link between two nodes, both ways alike");

static const struct field traffic_fields[] = {
	NAME(traffic),
	REF(traffic, from, IN_NODES, NEEDED, "where it enters the network"),
	REF(traffic, to, IN_NODES, NEEDED, "where it leaves it"),
	SERIES(traffic, gbps, "Gbps", NOT_BELOW_0, ELSE(0), "how much; else households, mbps and concurrency"),
	SERIES(traffic, households, "households", NOT_BELOW_0, ELSE(0), "households that cause it"),
	SERIES(traffic, mbps, "Mbps/household", NOT_BELOW_0, ELSE(0), "access rate of a household"),
	SERIES(traffic, concurrency, "1", SHARE, ELSE(0), "share of the households' rates in use at once"),
	OPTION(traffic),
};
TABLE_AND(traffic, "Gbps from one node to another that no rack causes",
          "\"oneOf\": [{\"required\": [\"gbps\"], \"properties\": {\"households\": false, \"mbps\": false, "
          "\"concurrency\": false}}, {\"required\": [\"households\", \"mbps\", \"concurrency\"], \"properties\": "
          "{\"gbps\": false}}]");

static const struct field cut_fields[] = {
	NAME(cut),
	{ KEY(cut, links, TYPE_REFS, "its links, each counted once"), .count_offset = AT(cut, n_links), .of = IN_LINKS, NEEDED },
};
TABLE_AND(cut, "a named set of links", "\"allOf\": [{\"properties\": {\"links\": {\"minItems\": 1}}}]");

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
	{ .key = "exactly", .type = TYPE_COUNT, .offset = AT(rule, at_most), .unit = "sites", FROM_TO(0, 1e6), ELSE(-1),
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
	{ .key = "value", .type = TYPE_NUMBER, .offset = AT(target, baseline), .unit = "metric", ANY, NEEDED,
	  .doc = "what the value is relative to, in the target's unit" },
	{ .key = "reading", .type = TYPE_CHOICE, .offset = AT(target, reading), .words = reading_words, NEEDED,
	  .doc = "relative: baseline x (1 + value); points: baseline + value" },
};
TABLE(baseline, "what a target that says \"raise by\" starts from");

static const struct field target_fields[] = {
	NAME(target),
	CHOICE(target, metric, metric_words, NEEDED, "what is measured"),
	SCOPE(target),
	REF(target, cut, IN_CUTS, ELSE(0), "cut_gbps, link_count: the links that are measured"),
	FLAG("op", target, at_most, target_op_words, NEEDED, "at least or at most"),
	NUMBER(target, value, "target", ANY, NEEDED, "required, in the unit given; with a baseline: by how much"),
	OTHER("unit", A_STRING, NEEDED, "unit of the value: the metric's"),
	OBJECT("baseline", 0, &baseline_table, ELSE(0), "of a target that says \"raise by\""),
	FLAG("denominator", target, per_design, denominator_words, ELSE(0), "utilization: of available or of design racks"),
	DATE(target, by, ELSE(0), "binds at the end of the last period that ends on or before it; every period when absent"),
	CHOICE(target, modality, modality_words, ELSE(0), "must: a hard row; else priced, in a goal tier, or a bonus"),
	NUMBER(target, price_cny_per_unit, "CNY/unit", NOT_BELOW_0, ELSE(0),
	       "in_principle, discouraged: of a unit of shortfall; encouraged: bonus per unit"),
	INTEGER(target, tier, FROM_TO(1, 1000), ELSE(1), "strive: 1 is met first"),
	REF(target, overruled_by, IN_TARGETS, ELSE(0), "the target that governs instead"),
	BASIS(target),
	OPTION(target),
};
TABLE(target, "a metric over a scope that is to reach a value");

static const struct field stability_fields[] = {
	OTHER("plan", A_STRING, ELSE(0), "the plan.json to stay near to: a file beside the scenario"),
	OTHER("hosting_racks", RACKS, ELSE(0), "what that plan hosts, as a plan.json says it: by demand, site and period"),
	NUMBER(stability, price_cny_per_rack, "CNY/rack", NOT_BELOW_0, ELSE(0), "of a rack hosted elsewhere than there"),
	WHOLE(stability, most_racks, "racks", FROM_TO(0, 1e9), ELSE(-1), "hosted elsewhere in a period; no limit when absent"),
};
TABLE_AND(stability, "staying near a previous plan",
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

#define COLLECTION(key, noun, table, plural) \
	{ key, noun, &table, sizeof(*((struct scenario *)0)->plural), offsetof(struct scenario, plural), \
	  offsetof(struct scenario, n_##plural) }

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
