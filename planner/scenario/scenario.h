/*
 * scenario.h - the typed, immutable scenario: what a planner wrote, checked, with indices for names.
 *
 * Made only by scenario_read() (scenario/read.h). Everything is owned by the scenario's arena and const
 * for everybody else. JSON keys are the field names below (the tables in scenario/fields*.c say so, and give
 * unit, range and default of each); things are objects keyed by id, and order here is the file's order.
 *
 * Index names: r region, s site, p phase, f feed, e energy source, k class, d demand, t period, o option, v node,
 * l link, m module, c cut. -1 means none.
 * Series are [n_periods]; matrices are row-major in the order of their comment. Units are in the names.
 */
/* clang-format off: columns of this file are aligned by hand */
#ifndef RACKPLAN_SCENARIO_SCENARIO_H
#define RACKPLAN_SCENARIO_SCENARIO_H

#include "planner/base/date.h"

#include <stdbool.h>

struct text {
	const char *zh, *en; /* never NULL once read: a missing language repeats the other */
};

/* ---- where a number comes from ---- */

enum origin_kind { ORIGIN_STATED, ORIGIN_SOURCED, ORIGIN_ASSUMED };

struct origin {
	enum origin_kind kind;
	const char *reference;        /* statement id, source id, or the reason of an assumption */
	double range_low, range_high; /* ORIGIN_ASSUMED: what is plausible, in the number's unit; else both the value */
};

/* Every number of the scenario, sorted by pointer. Numbers of a series have one mark for the series. */
struct number_mark {
	const char *pointer; /* in the resolved scenario: /sites/lvliang-huawei/phases/1/design_racks */
	const char *unit;    /* "racks", "MW", "CNY/rack", "1" */
	double value;        /* the number; of a series its first period */
	bool whole;          /* it must be a whole number */
	struct origin origin;
	const char *file; /* the file, or --set, that gave the value */
	int line, column;
};

struct document { /* a source document of the duties */
	const char *id;
	struct text title;
	struct text note; /* a missing annex, an inferred title */
};

struct source { /* a fact's source */
	const char *id;
	struct text title;
	const char *where; /* address, page, or section of the facts */
	const char *class; /* "S" read, "W" weak, "D" derived, "R" recalled */
};

enum grade { GRADE_A, GRADE_B, GRADE_C };

struct statement { /* one duty of a document, in our own words */
	const char *id;
	int document;
	const char *section;
	enum grade grade;
	struct text duty;
	struct text note; /* a conflict, an ambiguity, why it is not encoded; "" when there is nothing to say */
	int n_encoded_by;
	const char *const *encoded_by; /* [n_encoded_by] JSON pointers into the resolved scenario; checked to exist */
};

/* ---- time and money ---- */

enum step { STEP_MONTH, STEP_QUARTER, STEP_YEAR };

struct period {
	const char *label; /* "2018-05", "2018-Q2", "2018" */
	struct date first_day, last_day;
	double years;    /* months / 12 */
	double discount; /* factor at the period's middle, of the horizon's first day; from scenario_discount() */
};

struct horizon {
	struct date first_day, last_day;
	enum step step;
	int months_per_period;
};

struct money {
	const char *currency; /* ISO 4217 */
	int price_year;
	double discount_rate;
};

/* ---- switches ---- */

struct option { /* something applied for or conditional; items that require it exist only when it is on */
	const char *id;
	struct text name;
	bool on;
};

/* ---- places ---- */

struct region {
	const char *id;
	struct text name;
	int parent;       /* r or -1 */
	const char *kind; /* "country", "province", "city", "district" */
};

struct tariff {
	const char *id;
	struct text name;
	const double *energy_cny_per_kwh; /* [n_periods] */
	double demand_cny_per_kw_month;   /* on the period's facility MW, whatever the source of the energy */
	double kg_co2_per_kwh;            /* of the energy bought by this tariff; 0 when absent */
	bool green;                       /* the energy bought by this tariff counts as green */
};

/*
 * A source of a site's energy. The sources of a site together supply, in every period, exactly what it draws:
 * sum over hosted racks and power_share x standby racks of kW x load_factor x pue x hours_per_year x years of the
 * period / 1000 MWh. A site on which no source exists (none given, or every option off) buys all of it at its tariff's
 * energy price; a site with sources buys none at the tariff, and pays the tariff's demand charge all the same.
 */
struct energy_source {  /* JSON: sites/S/energy/E */
	const char *id; /* unique within its site */
	struct text name;
	int site;
	const double *cny_per_kwh; /* [n_periods] COST_ENERGY */
	double kg_co2_per_kwh;
	bool green;
	double most_mwh_per_year; /* cap: most_mwh_per_year x years of the period, in each period; < 0: no cap */
	int option;
};

struct site {
	const char *id;
	struct text name;
	int region;
	double latitude_deg, longitude_deg;
	const char *tier; /* "core", "node", "base", "park", "town"...: the scenario's own words, may be "" */
	const char *kind; /* "open", "government", "legacy" */
	int n_tags;
	const char *const *tags; /* [n_tags] free labels that scopes select by */
	int security_level;      /* 1..5, multi-level protection scheme; what the site is graded for */
	int tariff;
	const double *pue;        /* [n_periods] */
	double usable_share;      /* of installed power: redundancy */
	double installed_mw;      /* at the horizon's start */
	const double *cooling_mw; /* [n_periods] IT MW whose heat can be removed: IT MW <= cooling_mw; NULL: no limit */
	double opex_cny_per_rack_year; /* per available rack */
	struct date opens;             /* nothing is hosted in a period that starts before this day; unset: open */
	struct date closes; /* nothing is hosted, own legacy racks and standby racks included, in a period that ends on
	                            or after this day; unset: never */
	int node;           /* v: where its traffic enters the network; -1: it has none */
	double opening_cny; /* COST_OPENING, paid once in the period of the first start of any of its phases; nothing
	                            comes back at the end. 0 for a site with a phase that operates or is under construction */
	double servers_per_rack;    /* settings' when absent */
	int option;                 /* o or -1 */
	int phase_begin, phase_end; /* its phases are [begin, end) of scenario.phases */
	int feed_begin, feed_end;
	int source_begin, source_end; /* of scenario.energy_sources; begin == end: by the tariff */
};

enum phase_state { PHASE_OPERATING, PHASE_UNDER_CONSTRUCTION, PHASE_PLANNED, PHASE_CANDIDATE };

struct phase {
	const char *id; /* unique within its site */
	struct text name;
	int site;
	enum phase_state state;
	int design_racks;
	double max_kw_per_rack;
	int lead_months;            /* from start to the first day its racks can be commissioned */
	struct date earliest_start; /* no start in a period that begins before it; unset: from the first period */
	struct date latest_start;   /* no start in a period that begins after it; unset: any */
	struct date
		ready; /* PHASE_UNDER_CONSTRUCTION: its racks can be commissioned in periods that begin on or after it */
	int available_racks; /* at the horizon's start (operating: default design_racks; else default 0) */
	int module_racks;    /* commissioned in whole modules of this many racks; 1: single racks */
	bool whole;      /* started as a whole or not at all (forced by start_cny > 0, a predecessor or a follower) */
	int predecessor; /* p or -1: must be started in the same or an earlier period */
	bool needs_approval, approved;
	double start_cny;           /* fixed, paid when started */
	double shell_cny_per_rack;  /* land, building, grid: per design rack, paid when started */
	double fitout_cny_per_rack; /* per rack, paid when commissioned */
	double life_years;          /* straight line, from commissioning; for salvage */
	int option;
};

struct feed { /* a power expansion of a site */
	const char *id;
	struct text name;
	int site;
	double mw_per_step;
	int most_steps;
	int lead_months;
	struct date earliest_start;
	double start_cny;    /* fixed, paid once when the first step is started */
	double cny_per_step; /* paid when a step is started */
	double life_years;
	int option;
};

/* ---- loads ---- */

struct class
{
	const char *id;
	struct text name;
	double kw_per_rack;
	double load_factor; /* mean / nameplate: energy only, never capacity */
	int security_level; /* least level that a site must be graded for */
	int n_site_kinds;   /* kinds of site that may host it; 0: any but "legacy" */
	const char *const *site_kinds;
	int n_site_tiers; /* tiers of site that may host it; 0: any */
	const char *const *site_tiers;
	int n_site_regions; /* regions, with everything below them, in which a site may host it (residency); 0: any */
	const int *site_regions; /* [n_site_regions] r, ascending */
	double latency_limit_ms; /* one way, demand's node to site (scenario_latency_ms); 0: none */
	double gbps_per_rack; /* each way between the demand's node and the site's, per hosted rack; not counted for a
	                            demand without a node */
	double replication_gbps_per_rack; /* one way, from the site's node to its standby's, per rack that has a standby */
};

struct migration {
	int from_site;              /* s: the legacy rooms */
	struct date opens;          /* nothing of it is hosted elsewhere in a period that begins before this day */
	double moving_cny_per_rack; /* paid for each rack that leaves the legacy site */
};

enum backup_mode { BACKUP_ASYNC, BACKUP_SYNC };

/*
 * A standby elsewhere: share x host[d,s,t] <= sum over r of pair[d,s,r,t] <= host[d,s,t] at every site s, in whole
 * racks, over the pairs that scenario_may_pair() allows. Standby racks occupy racks of r as hosted ones do.
 */
struct backup {
	double share;          /* of the hosted racks that have a standby, 0..1; default 1 */
	double min_km, max_km; /* between the two sites, great circle; default 0 and no limit (HUGE_VAL) */
	int n_sites;           /* sites that may hold the standby; 0: every site that the class allows */
	const int
		*sites; /* [n_sites] s, ascending; the class's rules (latency too) hold for them, the demand's own list
	                          does not */
	bool shared;    /* standby[r,t] (racks held at r) >= sum over dedicated pairs (d,s,r) + for each single failed
	                          site s the sum of the shared pairs (d,s,r). kW and MWh likewise, each rack with its own */
	enum backup_mode mode; /* sync: also fibre km (scenario_fibre_km) <= settings' sync_fibre_km */
	double power_share;    /* a standby rack counts as this share of a hosted one in IT MW, cooling, facility MW and
	                          energy; default 1 */
};

struct demand {
	const char *id;
	struct text name;
	int class;
	int region;
	int node;                 /* v: where its users are, for latency and traffic; -1: nowhere in particular */
	const double *need_racks; /* [n_periods], whole: rounded up when read */
	int n_sites;              /* sites that may host it; 0: every site that its class allows */
	const int *sites;         /* [n_sites] s, ascending */
	double unserved_cny_per_rack_year;       /* < 0: it must be served */
	const double *hosting_cny_per_rack_year; /* [n_sites of the scenario], 0 where not given */
	bool migrates;
	struct migration migration;
	bool has_backup;
	struct backup backup;      /* meaningful when has_backup */
	double customers_per_rack; /* enterprises, households...; 0: not counted */
	struct text customers;     /* what they are called */
	int option;
};

/* ---- the network ---- */

struct network_node { /* JSON: nodes/V */
	const char *id;
	struct text name;
	double latitude_deg, longitude_deg; /* both or neither; not a number when absent */
	int region;                         /* r or -1 */
};

/* Both ways: each direction has the installed Gbps. load[l,direction,t] <= headroom_share x installed Gbps at t. */
struct link {
	const char *id;
	struct text name;
	int from, to;          /* v, never the same */
	double installed_gbps; /* at the horizon's start */
	double headroom_share; /* highest load / installed, in 0..1; default 1 */
	double km; /* of fibre; absent: route_factor x great circle; not a number when an end has no position */
	double opex_cny_per_gbps_year; /* COST_OPEX (site -1) per installed Gbps, first and added */
	int module_begin, module_end;  /* of scenario.modules; none: it cannot be expanded */
	int option;                    /* off: no such link, nothing installed */
};

/* Whole modules are started; what is started in u is installed from scenario_usable_from(u, lead_months) on. */
struct link_module {    /* JSON: links/L/modules/M */
	const char *id; /* unique within its link */
	struct text name;
	int link;
	double gbps;      /* each way, per module */
	double cny;       /* COST_LINK, per module when started */
	double start_cny; /* COST_LINK, fixed, paid once when the first of them is started */
	int lead_months;
	int most; /* at most so many over the whole horizon */
	struct date earliest_start;
	double life_years; /* straight line, as a feed's; needed when there is a cost */
	int option;
};

struct traffic { /* Gbps from one node to another that no rack causes; all of it is carried, up to most_gbps */
	const char *id;
	struct text name;
	int from, to;       /* v, never the same; one way: what comes back is another item */
	const double *gbps; /* [n_periods], as given or households x mbps x concurrency / 1000, at most most_gbps */
	double most_gbps;   /* what is above it is not carried; not a number: all is */
	const double *households;  /* [n_periods] or NULL: not derived */
	const double *mbps;        /* [n_periods] Mbps per household, or NULL */
	const double *concurrency; /* [n_periods] share of households at once, or NULL */
	int option;
};

struct cut { /* a named set of links; its Gbps is what is installed on them, each link counted once */
	const char *id;
	struct text name;
	int n_links;
	const int *links; /* [n_links] l, ascending, at least one; links whose option is off count 0 */
};

/* ---- rules, budgets, targets ---- */

struct scenario;

/* What a rule, budget or target speaks of. An empty list places no limit. Lists are and-ed, members or-ed. */
struct scope {
	int n_regions, n_sites, n_phases, n_classes, n_demands, n_kinds, n_tiers, n_tags;
	const int *regions; /* with everything below them */
	const int *sites;
	const int *phases;
	const int *classes;
	const int *demands;
	const char *const *kinds;
	const char *const *tiers;
	const char *const *tags;
};

/* Does the scope take in this site / phase / demand? (Its options play no part.) */
bool scope_has_site(const struct scope *scope, const struct scenario *sc, int s);
bool scope_has_phase(const struct scope *scope, const struct scenario *sc, int p);
bool scope_has_demand(const struct scope *scope, const struct scenario *sc, int d);

enum rule_kind {
	RULE_FORBID,     /* no phase of the scope is started */
	RULE_APPROVAL,   /* only phases with approved: true are started */
	RULE_DISCOURAGE, /* each site of the scope on which something is started costs price_cny */
	RULE_COUNT       /* at_least <= sites of the scope with something started <= at_most */
};

struct rule {
	const char *id;
	struct text name;
	enum rule_kind kind;
	struct scope scope;
	int at_least, at_most; /* RULE_COUNT; -1: no limit. at_least counts starts up to `by`, at_most all starts */
	struct date by;        /* unset: the horizon's last day */
	double price_cny;      /* RULE_DISCOURAGE: per site, undiscounted at its first start's period */
	int n_statements;
	const char *const *statements;
	int option;
};

enum cost_kind {               /* every part of the objective; the parts add up to it */
	         COST_START,   /* fixed cost of starting phases */
	         COST_OPENING, /* opening a site: with the first start of any of its phases */
	         COST_SHELL,   /* per design rack started */
	         COST_FITOUT,  /* per rack commissioned */
	         COST_LINK,    /* modules of links: site -1 */
	         COST_FEED,    /* power expansion; the last kind that is capex */
	         COST_ENERGY,
	         COST_DEMAND_CHARGE,
	         COST_OPEX,
	         COST_HOSTING,
	         COST_MOVING,
	         COST_SALVAGE, /* <= 0 */
	         COST_UNSERVED,
	         COST_DISCOURAGED,
	         COST_CHANGED,   /* racks hosted elsewhere than in a previous plan */
	         COST_SHORTFALL, /* priced shortfalls of soft targets */
	         COST_BONUS,     /* <= 0: encouraged targets */
	         COST_KINDS
};

struct budget {
	const char *id;
	struct text name;
	bool at_least;     /* spend at least, not at most */
	double amount_cny; /* undiscounted; as given, or base_cny x factor */
	double base_cny;   /* the base year's spending, of a budget that says "double"; not a number with amount_cny */
	double factor;     /* 2: double; not a number with amount_cny */
	struct date from, to;   /* periods that lie wholly within; unset: the horizon's end */
	bool kinds[COST_KINDS]; /* which spending counts; all false when read: every kind above COST_HOSTING */
	struct scope scope;
	int n_statements;
	const char *const *statements;
	int option;
};

enum metric {
	METRIC_DESIGN_RACKS,    /* racks: operating + under construction + started so far */
	METRIC_AVAILABLE_RACKS, /* racks */
	METRIC_OCCUPIED_RACKS,  /* racks */
	METRIC_STANDARD_RACKS,  /* available IT kW (racks x the phase's max_kw_per_rack) / standard_rack_kw */
	METRIC_UTILIZATION,     /* occupied / available, or / design with denominator "design" */
	METRIC_IT_MW,           /* MW drawn by occupied racks */
	METRIC_FACILITY_MW,     /* IT MW x PUE */
	METRIC_PUE,             /* facility MW / IT MW */
	METRIC_SITES_STARTED,   /* sites */
	METRIC_MIGRATED_SHARE,  /* of migrating demands: racks hosted away from the legacy site / need */
	METRIC_SERVED_SHARE,    /* hosted / need */
	METRIC_HOSTED_SHARE,    /* of the scope's demands: hosted at the scope's sites / need */
	METRIC_CUSTOMERS,       /* hosted racks x customers_per_rack */
	METRIC_CAPEX,           /* currency, undiscounted, up to the date */
	METRIC_SPEND,           /* currency, undiscounted, up to the date, every kind up to COST_MOVING */
	METRIC_CUT_GBPS,        /* Gbps installed on the links of the target's cut; no scope */
	METRIC_LINK_COUNT,      /* links of the cut (without a cut: all) with installed Gbps > 0; no scope */
	METRIC_GREEN_SHARE,     /* MWh in the period from green sources or tariffs / all MWh, of the scope's sites */
	METRIC_CARBON_T,     /* t CO2 of the energy of the scope's sites, from the horizon's first day up to the date */
	METRIC_SERVERS,      /* occupied racks x the site's servers_per_rack */
	METRIC_INSTALL_RATE, /* servers / server capacity: the same, of available racks */
	METRIC_STRANDED_MW,  /* usable power that the available racks could not draw even when full: per site
	                            max(0, usable MW - pue x sum of available racks x max_kw_per_rack / 1000); at most only */
	METRIC_HOUSEHOLDS,   /* households of the traffic with an end in the scope's regions: given, not decided */
	METRICS
};

struct metric_kind {
	const char *name; /* as in the JSON */
	const char *unit; /* what a target's "unit" must say: "racks", "MW", "1", "CNY" ... */
	bool ratio;
};
extern const struct metric_kind metric_kinds[METRICS];
extern const char *const cost_kind_names[COST_KINDS]; /* "start", "shell", ... as in budgets, tables and plans */

/* A conditional duty is no modality: it requires an option, and while that is off the ledger says so. */
enum modality { MODALITY_MUST, MODALITY_IN_PRINCIPLE, MODALITY_DISCOURAGED, MODALITY_STRIVE, MODALITY_ENCOURAGED };

enum baseline_reading { BASELINE_NONE, BASELINE_RELATIVE, BASELINE_POINTS };

struct target {
	const char *id;
	struct text name;
	enum metric metric;
	struct scope scope;
	int cut;             /* c or -1: of cut_gbps (needed) and link_count */
	bool at_most;        /* op "<="; else ">=" */
	double value;        /* required, in the metric's unit (with a baseline: what follows from it) */
	double stated_value; /* as stated: 0.15 of "raise by 15 %" */
	enum baseline_reading reading;
	double baseline;
	bool per_design; /* METRIC_UTILIZATION: denominator is design racks */
	struct date by;  /* unset: binds in every period */
	int period;      /* t it binds at, or -1 for every period */
	enum modality modality;
	double price_cny_per_unit; /* in_principle, discouraged: price of a unit of shortfall; encouraged: bonus per unit */
	int tier;                  /* strive: 1 first */
	int overruled_by; /* index of the target that governs instead, or -1; an overruled one is shown, not enforced */
	int n_statements;
	const char *const *statements; /* [n_statements] statement ids */
	int option;
	const char *file; /* where it stands, for annotations */
	int line, column;
};

/* ---- stability ---- */

/*
 * Staying near a previous plan. What counts are racks that it hosts and this plan does not host there:
 * changed[d,s,t] = max(0, racks[d,s,t] - host[d,s,t]). Demands, sites and periods that it does not know count nothing.
 */
struct stability { /* JSON: {"plan": file} (its hosting_racks are read) or {"hosting_racks": ...} as in a plan.json */
	const int *racks;          /* [n_demands][n_sites][n_periods] of the previous plan; NULL: no such wish */
	double price_cny_per_rack; /* COST_CHANGED of site s: per changed rack and period; 0: none */
	int most_racks;            /* changed racks in each period, over all demands and sites; -1: no limit */
};

/* ---- the whole ---- */

struct scenario_file {    /* every file that was read */
	const char *path; /* as shown to the user */
	char sha256[65];
};

struct scenario {
	const char *id;
	const char *variant; /* the named scenario: "base", ... */
	struct text title;
	struct horizon horizon;
	struct money money;
	double standard_rack_kw;
	double hours_per_year;
	double route_factor;     /* fibre km / great-circle km; default 1.4 */
	double servers_per_rack; /* default of sites; 0: servers are not counted */
	double sync_fibre_km;    /* farthest standby in mode sync; default 100 */
	struct stability stability;

	int n_periods, n_documents, n_sources, n_statements, n_options, n_regions, n_tariffs, n_sites, n_phases,
		n_feeds, n_classes, n_demands, n_rules, n_budgets, n_targets, n_marks, n_files, n_energy_sources,
		n_nodes, n_links, n_modules, n_traffic, n_cuts;
	const struct period *periods;
	const struct document *documents;
	const struct source *sources;
	const struct statement *statements;
	const struct option *options;
	const struct region *regions;
	const struct tariff *tariffs;
	const struct site *sites;
	const struct phase *phases; /* by site, in file order */
	const struct feed *feeds;
	const struct energy_source *energy_sources; /* by site, in file order */
	const struct network_node *nodes;
	const struct link *links;
	const struct link_module *modules; /* by link, in file order */
	const struct traffic *traffic;
	const struct cut *cuts;
	const struct class *classes;
	const struct demand *demands;
	const struct rule *rules;
	const struct budget *budgets;
	const struct target *targets;
	const struct number_mark *marks;
	const struct scenario_file *files;

	const char *resolved_json; /* scenario.resolved.json: merged, with the origin of every value */
	char sha256[65];           /* of resolved_json: names the input of a plan */
	struct arena *arena;
};

void scenario_free(struct scenario *sc); /* NULL is allowed */

/* An item exists when it requires no option, or one that is on. A phase or feed needs its site's, too. */
bool scenario_option_on(const struct scenario *sc, int option);
bool scenario_site_exists(const struct scenario *sc, int s);
bool scenario_phase_exists(const struct scenario *sc, int p);
bool scenario_feed_exists(const struct scenario *sc, int f);
bool scenario_demand_exists(const struct scenario *sc, int d);
bool scenario_source_exists(const struct scenario *sc, int e);
bool scenario_link_exists(const struct scenario *sc, int l);
bool scenario_module_exists(const struct scenario *sc, int m);
bool scenario_traffic_exists(const struct scenario *sc, int i);

/* Does the site buy by its tariff: has it no energy source that exists? */
bool scenario_buys_by_tariff(const struct scenario *sc, int s);

/*
 * Great-circle km; not a number when a position is missing. A site without its own position stands where its node does.
 * Fibre km is route_factor x that; latency one way 4.9 us per km of fibre (geo_latency_ms).
 */
void scenario_site_position(const struct scenario *sc, int s, double *latitude_deg, double *longitude_deg);
double scenario_distance_km(const struct scenario *sc, int site_a, int site_b);
double scenario_node_distance_km(const struct scenario *sc, int node, int site);
double scenario_fibre_km(const struct scenario *sc, int site_a, int site_b);
double scenario_latency_ms(const struct scenario *sc, int node, int site);

/* The last period that ends on or before `by`, or -1. */
int scenario_period_by(const struct scenario *sc, struct date by);

/* The first period u such that what is started in `start` is usable in u: first day(u) >= first day(start) + lead. n_periods: never. */
int scenario_usable_from(const struct scenario *sc, int start, int lead_months);

/* The first period that begins on or after the day; n_periods: none. Unset: 0. */
int scenario_first_period_from(const struct scenario *sc, struct date day);

/* The one discount factor: (1 + rate)^-years, years from the horizon's first day. */
double scenario_discount(const struct scenario *sc, double years);

bool scenario_region_within(const struct scenario *sc, int region, int ancestor);

/*
 * May demand d be hosted at site s in period t? On "no" *why names the first rule that says so
 * ("security level 2 of the site is below 3"); why may be NULL.
 */
bool scenario_may_host(const struct scenario *sc, int d, int s, int t, const char **why);

/*
 * May racks of demand d (with a backup) that are hosted at s have their standby at r in period t? *why as above. s may
 * be any site that may host d; r is another one, of backup.sites, that the class and the dates allow, within min_km and
 * max_km, and the sync limit. A standby rack needs a phase of its kW as a hosted one does.
 */
bool scenario_may_pair(const struct scenario *sc, int d, int s, int r, int t, const char **why);

/* "stated", "sourced" or "assumed", of the number at the pointer; "" where there is none. */
const char *scenario_origin_name(const struct scenario *sc, const char *pointer);

/* The mark of a number, or NULL. */
const struct number_mark *scenario_mark(const struct scenario *sc, const char *pointer);

/* Index by id, or -1. Phases, feeds and energy sources by "site/phase" and so on, modules by "link/module". */
int scenario_find_site(const struct scenario *sc, const char *id);
int scenario_find_phase(const struct scenario *sc, const char *id);
int scenario_find_feed(const struct scenario *sc, const char *id);
int scenario_find_source(const struct scenario *sc, const char *id);
int scenario_find_link(const struct scenario *sc, const char *id);
int scenario_find_module(const struct scenario *sc, const char *id);
int scenario_find_node(const struct scenario *sc, const char *id);
int scenario_find_demand(const struct scenario *sc, const char *id);
int scenario_find_target(const struct scenario *sc, const char *id);
int scenario_find_period(const struct scenario *sc, const char *label);

/* clang-format on */
#endif
