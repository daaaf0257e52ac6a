/* fields_places.c - the attribute tables of regions, tariffs, sites with what stands there, and the network. */
/* clang-format off: columns of this file are aligned by hand */
#include "planner/scenario/fields.h"

static const char *const state_words[] = { "operating", "under_construction", "planned", "candidate", NULL };

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
	BOOL(phase, whole,
	     "started as a whole or not at all; so is a phase with start_cny or a predecessor or follower"),
	REF(phase, predecessor, IN_PHASES, ELSE(0), "started in the same or an earlier period: phase or site/phase"),
	BOOL(phase, needs_approval, "not started where approval rules reach unless approved"),
	BOOL(phase, approved, "has the approval"),
	NUMBER(phase, start_cny, "CNY", NOT_BELOW_0, ELSE(0), "fixed, paid when started"),
	NUMBER(phase, shell_cny_per_rack, "CNY/rack", NOT_BELOW_0, ELSE(0),
	       "land, building, grid: per design rack, at start"),
	NUMBER(phase, fitout_cny_per_rack, "CNY/rack", NOT_BELOW_0, ELSE(0), "per rack when commissioned"),
	NUMBER(phase, life_years, "years", ABOVE_0, ELSE(NOT_GIVEN),
	       "straight line, for salvage; needed when there is a cost"),
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
	NUMBER(feed, life_years, "years", ABOVE_0, ELSE(NOT_GIVEN),
	       "straight line, for salvage; needed when there is a cost"),
	OPTION(feed),
};
TABLE(feed, "a power expansion of a site");

static const struct field energy_source_fields[] = {
	NAME(energy_source),
	SERIES(energy_source, cny_per_kwh, "CNY/kWh", NOT_BELOW_0, NEEDED, "price of its energy"),
	NUMBER(energy_source, kg_co2_per_kwh, "kg/kWh", NOT_BELOW_0, ELSE(0), "of its energy"),
	BOOL(energy_source, green, "its energy counts as green"),
	NUMBER(energy_source, most_mwh_per_year, "MWh/year", NOT_BELOW_0, ELSE(-1),
	       "most that it gives; no cap when absent"),
	OPTION(energy_source),
};
TABLE(energy_source, "a source of a site's energy");

static const struct field site_fields[] = {
	NAME(site),
	REF(site, region, IN_REGIONS, NEEDED, "the region that it lies in"),
	NUMBER(site, latitude_deg, "deg", FROM_TO(-90, 90), ELSE(NOT_GIVEN),
	       "north is positive; not a number when absent"),
	NUMBER(site, longitude_deg, "deg", FROM_TO(-180, 180), ELSE(NOT_GIVEN),
	       "east is positive; not a number when absent"),
	STRING(site, tier, ELSE_WORD(""), "the scenario's own word: core, node, base, park, town"),
	STRING(site, kind, ELSE_WORD("open"), "open, government, legacy"),
	STRINGS(site, tags, "free labels that scopes select by"),
	WHOLE(site, security_level, "1", FROM_TO(1, 5), ELSE(1), "of multi-level protection: what it is graded for"),
	REF(site, tariff, IN_TARIFFS, NEEDED, "what electricity costs here"),
	REF(site, node, IN_NODES, ELSE(0), "where its traffic enters the network"),
	SERIES(site, pue, "1", FROM_TO(1, 10), NEEDED, "facility power / IT power"),
	NUMBER(site, usable_share, "1", SOME_SHARE, NEEDED, "of installed power: redundancy"),
	NUMBER(site, installed_mw, "MW", NOT_BELOW_0, NEEDED, "at the horizon's start"),
	SERIES(site, cooling_mw, "MW", NOT_BELOW_0, ELSE(0),
	       "IT power whose heat can be removed; no limit when absent"),
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

/* ---- the network ---- */

static const struct field node_fields[] = {
	NAME(network_node),
	NUMBER(network_node, latitude_deg, "deg", FROM_TO(-90, 90), ELSE(NOT_GIVEN), "north is positive"),
	NUMBER(network_node, longitude_deg, "deg", FROM_TO(-180, 180), ELSE(NOT_GIVEN), "east is positive"),
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
	NUMBER(traffic, most_gbps, "Gbps", NOT_BELOW_0, ELSE(NOT_GIVEN), "what is above it is not carried"),
	OPTION(traffic),
};
TABLE_AND(traffic, "Gbps from one node to another that no rack causes",
          "\"oneOf\": [{\"required\": [\"gbps\"], \"properties\": {\"households\": false, \"mbps\": false, "
          "\"concurrency\": false}}, {\"required\": [\"households\", \"mbps\", \"concurrency\"], \"properties\": "
          "{\"gbps\": false}}]");

static const struct field cut_fields[] = {
	NAME(cut),
	{ KEY(cut, links, TYPE_REFS, "its links, each counted once"), .count_offset = AT(cut, n_links), .of = IN_LINKS,
	  NEEDED },
};
TABLE_AND(cut, "a named set of links", "\"allOf\": [{\"properties\": {\"links\": {\"minItems\": 1}}}]");
