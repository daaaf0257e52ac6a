/*
 * capacity.mod - the model of rackplan as a page of mathematics, in GNU MathProg.
 *
 *	rackplan export SCENARIO --to mathprog -o plan.dat
 *	glpsol -m models/capacity.mod -d plan.dat             racks may be fractions: add --nomip to relax the 0/1, too
 *
 * The data are the scenario's own numbers; whatever follows from them (what is usable when, who may host what, present
 * values, who counts for a target) is worked out here a second time. models/README.md has the rules in words, and the
 * same names. Racks, modules and steps are continuous here, as in the planner's bound; 0/1 decisions are binary.
 *
 * Goals: the cost is minimised, without regard to targets that one strives for, unless a second data file says
 *	data; param tier := 2; param reached := 1 0.125; end;
 * tier: what is minimised, a strive tier by its number in the scenario, or 0, the cost. reached: what earlier tiers
 * reached, which is kept.
 *
 * A variable that a row define_* defines only has a name for a sum: it is no decision. Days are numbers, YYYYMMDD.
 * Units stand behind the #. Indices: p phase, s site, f feed, d demand, r rule, b budget, g target, t and u period.
 */

/* ---- time and money ---- */

param n_periods, integer, >= 1;
set T := 1..n_periods;
param label{T}, symbolic;                # 2018-05, as in the plan
param first_day{T}, integer;             # day
param last_day{T}, integer;              # day
param months_per_period, integer, >= 1;  # months
param discount_rate, >= 0;               # 1/year
param hours_per_year, > 0;               # h/year
param standard_rack_kw, > 0;             # kW/rack

param years := months_per_period / 12;                                                     # years of a period
param horizon_years := n_periods * years;                                                  # years
param month{t in T} := 12 * (first_day[t] div 10000) + (first_day[t] mod 10000) div 100;   # months, counted
param middle{t in T} := (t - 0.5) * years;                                                 # years from the first day
param discount{t in T} := (1 + discount_rate) ^ (-middle[t]);                              # 1
param discount_end := (1 + discount_rate) ^ (-horizon_years);                              # 1

/* ---- sites, phases, feeds ---- */

set TARIFFS;
param energy_cny_per_kwh{TARIFFS, T};           # CNY/kWh
param demand_cny_per_kw_month{TARIFFS};         # CNY/kW/month

set SITES;
param tariff{SITES}, symbolic, in TARIFFS;
param kind{SITES}, symbolic;                    # open, government, legacy
param level{SITES}, integer;                    # security level it is graded for
param usable_share{SITES};                      # 1, of installed power
param installed_mw{SITES};                      # MW
param opex_cny_per_rack_year{SITES};            # CNY/rack/year
param site_opens{SITES}, default 0;             # day
param pue{SITES, T};                            # 1

set PHASES;
param site{PHASES}, symbolic, in SITES;
param state{PHASES}, symbolic;                  # operating, under_construction, planned, candidate
param design{PHASES};                           # racks
param limit{PHASES};                            # kW/rack, the densest rack
param lead{PHASES};                             # months
param available_racks{PHASES}, default 0;       # racks, at the horizon's start
param module{PHASES}, default 1;                # racks
param whole{PHASES}, binary;                    # started as a whole or not at all
param earliest_start{PHASES}, default 0;        # day
param latest_start{PHASES}, default 99999999;   # day
param ready{PHASES}, default 0;                 # day, of one under construction
param predecessor{PHASES}, symbolic, default '(none)';
param needs_approval{PHASES}, binary, default 0;
param approved{PHASES}, binary, default 0;
param start_cny{PHASES}, default 0;             # CNY, only of a whole phase
param shell_cny_per_rack{PHASES}, default 0;    # CNY/rack
param fitout_cny_per_rack{PHASES}, default 0;   # CNY/rack
param life{PHASES}, > 0;                        # years

set FEEDS;
param feed_site{FEEDS}, symbolic, in SITES;
param mw_per_step{FEEDS};                       # MW/step
param most_steps{FEEDS};                        # steps
param feed_lead{FEEDS};                         # months
param feed_earliest{FEEDS}, default 0;          # day
param feed_start_cny{FEEDS}, default 0;         # CNY, with the first step
param cny_per_step{FEEDS}, default 0;           # CNY/step
param feed_life{FEEDS}, > 0;                    # years

/* ---- classes and demands ---- */

set CLASSES;
param kw_per_rack{CLASSES};                     # kW/rack
param load_factor{CLASSES};                     # 1, of energy only
param class_level{CLASSES}, integer;            # least security level
set site_kinds{CLASSES}, default {};            # kinds of site that may host it; none: any but legacy

set DEMANDS;
param class{DEMANDS}, symbolic, in CLASSES;
param need{DEMANDS, T};                         # racks
param unserved_cny_per_rack_year{DEMANDS}, default -1;  # CNY/rack/year; below 0: it must be served
param customers_per_rack{DEMANDS}, default 0;   # customers/rack
set allowed_sites{DEMANDS}, default {};         # none: every site that its class allows
param hosting_cny_per_rack_year{DEMANDS, SITES}, default 0;  # CNY/rack/year
param from_site{DEMANDS}, symbolic, default '(none)';        # the legacy site it moves away from
param migration_opens{DEMANDS}, default 0;      # day
param moving_cny_per_rack{DEMANDS}, default 0;  # CNY/rack

/* ---- the network ---- */

set NODES;
param site_node{SITES}, symbolic, default '(none)';          # where its traffic enters
param demand_node{DEMANDS}, symbolic, default '(none)';      # where its users are
param gbps_per_rack{CLASSES}, default 0;                     # Gbps/rack, each way
param replication_gbps_per_rack{CLASSES}, default 0;         # Gbps/rack, one way to the standby

set LINKS;
param link_from{LINKS}, symbolic, in NODES;
param link_to{LINKS}, symbolic, in NODES;
param installed_gbps{LINKS};                                 # Gbps each way
param headroom_share{LINKS};                                 # 1
param opex_cny_per_gbps_year{LINKS};                         # CNY/Gbps/year

set MODULES;
param module_link{MODULES}, symbolic, in LINKS;
param gbps{MODULES};                                         # Gbps/module, each way
param most_started{MODULES};                                 # modules
param module_lead{MODULES};                                  # months
param module_earliest{MODULES};                              # day
param module_start_cny{MODULES};                             # CNY, with the first
param module_cny{MODULES};                                   # CNY/module
param module_life{MODULES};                                  # years; 0: costs nothing

set TRAFFIC;
param traffic_from{TRAFFIC}, symbolic, in NODES;
param traffic_to{TRAFFIC}, symbolic, in NODES;
param traffic_gbps{TRAFFIC, T};                              # Gbps
param households{TRAFFIC, T}, default 0;                     # households

/* ---- rules, budgets, targets ---- */

set RULES;
param rule_kind{RULES}, symbolic;               # forbid, approval, discourage, count
param at_least{RULES}, default -1;              # sites; -1: no limit
param at_most{RULES}, default -1;               # sites; -1: no limit
param rule_day{RULES}, default 99999999;        # day up to which at_least counts
param price_cny{RULES}, default 0;              # CNY/site

set BUDGETS;
param budget_op{BUDGETS}, symbolic;             # <=, >=
param amount_cny{BUDGETS};                      # CNY
param from_day{BUDGETS};                        # day
param to_day{BUDGETS};                          # day
set budget_kinds{BUDGETS};                      # start, shell ... as in the set SPEND below

set TARGETS;
param metric{TARGETS}, symbolic;
param target_op{TARGETS}, symbolic;             # >=, <=
param value{TARGETS};                           # the metric's unit
param per_design{TARGETS}, binary, default 0;   # utilization: of design racks
param target_day{TARGETS}, default 0;           # day; 0: binds in every period
param modality{TARGETS}, symbolic;              # must, in_principle, discouraged, strive, encouraged
param price_cny_per_unit{TARGETS}, default 0;   # CNY/unit
param strive_tier{TARGETS}, default 0;

/* ---- cooling, energy, places, standby, openings ---- */

param route_factor, >= 1;                       # fibre km / great-circle km
param sync_fibre_km;                            # km
param site_closes{SITES};                       # day
param opening_cny{SITES};                       # CNY
param servers_per_rack{SITES};                  # servers/rack
param latitude{SITES};                          # degrees; 999: not known
param longitude{SITES};                         # degrees
param cooling_mw{SITES, T}, default -1;         # MW; -1: no limit
param limit_is_new{PHASES}, binary;             # the first phase of its site with its limit

param tariff_kg_co2_per_kwh{TARIFFS};           # kg/kWh
param tariff_green{TARIFFS}, binary;
set SOURCES;
param source_site{SOURCES}, symbolic, in SITES;
param kg_co2_per_kwh{SOURCES};                  # kg/kWh
param green{SOURCES}, binary;
param most_mwh_per_year{SOURCES};               # MWh/year; below 0: no cap
param source_cny_per_kwh{SOURCES, T};           # CNY/kWh

param latency_limit_ms{CLASSES};                # ms one way; 0: none
set barred{CLASSES}, default {};                # sites that the class's tiers and regions rule out
param user_latitude{DEMANDS}, default 999;      # degrees
param user_longitude{DEMANDS}, default 999;     # degrees

set BACKED, within DEMANDS;
param standby_share{BACKED};                    # 1, of the hosted racks
param min_km{BACKED};                           # km, great circle
param max_km{BACKED};                           # km
param is_shared{BACKED}, binary;
param is_sync{BACKED}, binary;
param power_share{BACKED};                      # 1
set standby_sites{BACKED}, default {};          # none: every site that the class allows

set ITEMS := ({'rule'} cross RULES) union ({'budget'} cross BUDGETS) union ({'target'} cross TARGETS);
set scope_sites{ITEMS};                         # whose sites, phases and demands the item speaks of
set scope_phases{ITEMS};
set scope_links{ITEMS}, default {};              # whose costs it counts
set scope_nodes{ITEMS}, default {};              # whose households it counts
set counted_links{TARGETS}, default {};          # of cut_gbps and link_count
set scope_demands{ITEMS};                       # by classes and demands: regions and sites speak of sites
param names_demands{ITEMS}, binary, default 0;  # what belongs to no demand counts only where it does not

/* ---- what may be decided ---- */

set GIVEN := {p in PHASES: state[p] = 'operating' or state[p] = 'under_construction'};
set MIGRATING := {d in DEMANDS: from_site[d] <> '(none)'};

set STARTS := {p in PHASES, t in T: p not in GIVEN and design[p] > 0 and needs_approval[p] <= approved[p]
	and earliest_start[p] <= first_day[t] and first_day[t] <= latest_start[p]};

param entered{p in PHASES, t in T} :=           # racks that may be available without any start
	if p not in GIVEN then 0
	else if state[p] = 'under_construction' and first_day[t] < ready[p] then available_racks[p]
	else design[p];
param most_modules{p in PHASES} := floor((design[p] - available_racks[p]) / module[p]);
set COMMISSIONS := {p in PHASES, t in T: most_modules[p] > 0 and (entered[p,t] > available_racks[p]
	or exists{u in 1..t: (p,u) in STARTS} month[u] + lead[p] <= month[t])};

set STEPS := {f in FEEDS, t in T: most_steps[f] > 0 and feed_earliest[f] <= first_day[t]
	and month[t] + feed_lead[f] <= month[n_periods]};

param radian := 3.14159265358979323846 / 180;   # of a degree
param user_chord{d in DEMANDS, s in SITES} := sin((latitude[s] - user_latitude[d]) * radian / 2) ^ 2
	+ cos(latitude[s] * radian) * cos(user_latitude[d] * radian) * sin((longitude[s] - user_longitude[d]) * radian / 2) ^ 2;
param user_km{d in DEMANDS, s in SITES} :=      # km, great circle; -1: not known
	if latitude[s] = 999 or user_latitude[d] = 999 then -1
	else 2 * 6371.0088 * atan(sqrt(user_chord[d,s]), sqrt(max(0, 1 - user_chord[d,s])));
param site_chord{r in SITES, s in SITES} := sin((latitude[s] - latitude[r]) * radian / 2) ^ 2
	+ cos(latitude[s] * radian) * cos(latitude[r] * radian) * sin((longitude[s] - longitude[r]) * radian / 2) ^ 2;
param km{r in SITES, s in SITES} :=             # km, great circle; -1: not known
	if latitude[s] = 999 or latitude[r] = 999 then -1
	else 2 * 6371.0088 * atan(sqrt(site_chord[r,s]), sqrt(max(0, 1 - site_chord[r,s])));

set ALLOWED := {d in DEMANDS, s in SITES:       # what the class says of a site
	(kind[s] in site_kinds[class[d]] or card(site_kinds[class[d]]) = 0 and kind[s] <> 'legacy')
	and level[s] >= class_level[class[d]] and s not in barred[class[d]]
	and (latency_limit_ms[class[d]] <= 0 or user_km[d,s] >= 0
		and route_factor * user_km[d,s] * 4.9 / 1000 <= latency_limit_ms[class[d]])};
set READY := {d in DEMANDS, s in SITES, t in T: need[d,t] > 0
	and site_opens[s] <= first_day[t] and last_day[t] < site_closes[s]
	and exists{p in PHASES: site[p] = s} limit[p] >= kw_per_rack[class[d]]};

set HOSTS := {(d,s,t) in READY: s = from_site[d] or (migration_opens[d] <= first_day[t]
	and (card(allowed_sites[d]) = 0 or s in allowed_sites[d]) and (d,s) in ALLOWED)};

/* Racks of d that are hosted at s may have their standby at r. */
set PAIRS := {d in BACKED, s in SITES, r in SITES, t in T: s <> r and (d,s,t) in HOSTS and (d,r,t) in READY
	and migration_opens[d] <= first_day[t] and (d,r) in ALLOWED
	and (card(standby_sites[d]) = 0 or r in standby_sites[d])
	and (min_km[d] <= 0 and max_km[d] >= 1e9 and is_sync[d] = 0
		or km[r,s] >= 0 and min_km[d] <= km[r,s] and km[r,s] <= max_km[d]
		and (is_sync[d] = 0 or route_factor * km[r,s] <= sync_fibre_km))};
set SHARING := setof{(d,s,r,t) in PAIRS: is_shared[d] = 1} (d,r,t);
set LOST := setof{(d,s,r,t) in PAIRS: is_shared[d] = 1} (r,s,t);   # the loss of s asks for shared standby at r
set POOLS := setof{(d,r,t) in SHARING} (r,t);
set DRAWS := (setof{(d,s,t) in HOSTS} (s,t)) union (setof{(d,s,r,t) in PAIRS} (r,t));   # something may stand at s
param mwh{d in DEMANDS} := kw_per_rack[class[d]] * load_factor[class[d]] * hours_per_year * years / 1000;   # of a rack and period

set SUPPLIED := setof{e in SOURCES} source_site[e];
set OPENINGS := {s in SITES, t in T: opening_cny[s] > 0 and exists{p in PHASES: site[p] = s} (p,t) in STARTS};

/* Sites with a phase of the scope, and those of them where one operates or is under construction. */
set REACHED{(w,i) in ITEMS} := {s in SITES: s in scope_sites[w,i]
	and exists{p in PHASES: site[p] = s} p in scope_phases[w,i]};
set ENTERED{(w,i) in ITEMS} := {s in REACHED[w,i]: exists{p in GIVEN: site[p] = s} p in scope_phases[w,i]};
set NEW{(w,i) in ITEMS} := REACHED[w,i] diff ENTERED[w,i];

set LEAST := {r in RULES: rule_kind[r] = 'count' and at_least[r] >= 0};
set MOST := {r in RULES: rule_kind[r] = 'count' and at_most[r] >= 0};
set DISCOURAGED := {r in RULES: rule_kind[r] = 'discourage'};

set BINDS := {g in TARGETS, t in T: target_day[g] = 0 or t = card({u in T: last_day[u] <= target_day[g]})};
/* Modules are integers where they are few. An arc is a link one way. */
set MODULE_STARTS := {m in MODULES, t in T: most_started[m] > 0 and module_earliest[m] <= first_day[t]
	and month[t] + module_lead[m] <= month[n_periods]};
param branched := if card(MODULE_STARTS) <= 64 then 1 else 0;
set OPEN := {l in LINKS, t in T: installed_gbps[l] > 0
	or exists{m in MODULES, u in 1..t: module_link[m] = l and (m,u) in MODULE_STARTS}
		month[u] + module_lead[m] <= month[t]};
set LIT := {(l,t) in OPEN: installed_gbps[l] = 0
	and exists{g in TARGETS: metric[g] = 'link_count' and (g,t) in BINDS} l in counted_links[g]};

set ARCS := setof{l in LINKS} (l & '/forth') union setof{l in LINKS} (l & '/back');
param arc_link{a in ARCS}, symbolic :=
	if substr(a,length(a)-4) = '/back' then substr(a,1,length(a)-5) else substr(a,1,length(a)-6);
param arc_start{a in ARCS}, symbolic :=
	if a = arc_link[a] & '/forth' then link_from[arc_link[a]] else link_to[arc_link[a]];
param arc_end{a in ARCS}, symbolic :=
	if a = arc_link[a] & '/forth' then link_to[arc_link[a]] else link_from[arc_link[a]];

/* Racks with Gbps of their own: hosted, and with a standby; once each way, and once. */
set LINKED := {d in DEMANDS, s in SITES: gbps_per_rack[class[d]] > 0 and demand_node[d] <> site_node[s]
	and demand_node[d] <> '(none)' and site_node[s] <> '(none)'};
set RACK_WAYS{v in NODES, w in NODES} := {(d,s) in LINKED:
	demand_node[d] = v and site_node[s] = w or demand_node[d] = w and site_node[s] = v};
set REPLICATED := {d in DEMANDS, s in SITES, r in SITES: replication_gbps_per_rack[class[d]] > 0
	and site_node[s] <> '(none)' and site_node[r] <> '(none)' and site_node[s] <> site_node[r]
	and exists{t in T} (d,s,r,t) in PAIRS};
set ENTRIES := {v in NODES: (exists{i in TRAFFIC} traffic_from[i] = v)
	or (exists{w in NODES} card(RACK_WAYS[v,w]) > 0)
	or (exists{s in SITES, d in DEMANDS: site_node[s] = v} replication_gbps_per_rack[class[d]] > 0)};
set FLOWS := {v in ENTRIES, a in ARCS, t in T: arc_end[a] <> v and (arc_link[a],t) in OPEN};

set RATIOS := {'utilization', 'install_rate', 'pue', 'migrated_share', 'served_share', 'hosted_share', 'green_share'};
set STRANDED := {s in SITES, t in T:
	exists{g in TARGETS: metric[g] = 'stranded_mw'} ((g,t) in BINDS and s in scope_sites['target',g])};

/* Could more shared standby than is needed meet a target or budget? Then the worst loss is chosen. */
set PRESSED_RACKS := {(r,t) in POOLS: exists{g in TARGETS: (g,t) in BINDS and target_op[g] = '>='
	and metric[g] in {'occupied_racks', 'utilization', 'servers', 'install_rate'}}
		(r in scope_sites['target',g] and names_demands['target',g] = 0)};
set PRESSED_MW := {(r,t) in POOLS: (exists{g in TARGETS: metric[g] = 'pue' and (g,t) in BINDS
		or target_op[g] = '>=' and (metric[g] = 'spend' or metric[g] in {'it_mw', 'facility_mw'} and (g,t) in BINDS)}
		(r in scope_sites['target',g] and names_demands['target',g] = 0))
	or exists{b in BUDGETS: budget_op[b] = '>=' and 'demand_charge' in budget_kinds[b]}
		(r in scope_sites['budget',b] and names_demands['budget',b] = 0)};
set PRESSED_MWH := {(r,t) in POOLS: (exists{g in TARGETS: metric[g] = 'green_share' and (g,t) in BINDS
		or target_op[g] = '>=' and (metric[g] = 'carbon_t' or metric[g] = 'spend' and names_demands['target',g] = 0)}
		r in scope_sites['target',g])
	or exists{b in BUDGETS: budget_op[b] = '>=' and 'energy' in budget_kinds[b]}
		(r in scope_sites['budget',b] and names_demands['budget',b] = 0)};
set SOFT := {g in TARGETS: modality[g] in {'in_principle', 'discouraged', 'strive'}};
set PRICED := SOFT diff {g in TARGETS: modality[g] = 'strive'};
set ENCOURAGED := {g in TARGETS: modality[g] = 'encouraged'};
set TIERS := setof{g in TARGETS: modality[g] = 'strive'} strive_tier[g];
param tier, default 0;
param reached{TIERS}, default -1;               # -1: not kept
/* ---- decisions ---- */

var start{(p,t) in STARTS}, >= 0, <= design[p];                            # racks
var begin{(p,t) in STARTS: whole[p] = 1}, binary;                          # 0/1: the whole phase is started
var commission{(p,t) in COMMISSIONS}, >= 0, <= most_modules[p];            # modules
var feed{(f,t) in STEPS}, >= 0, <= most_steps[f];                          # steps
var feed_first{(f,t) in STEPS: feed_start_cny[f] > 0}, binary;             # 0/1: the first step
set CHANGED, dimen 3, default setof{t in T: t > n_periods} (t,t,t);         # (d,s,t) where a previous plan hosts racks
param previous{CHANGED};                                                   # racks that it hosts there
param most_changed, default -1;                                            # racks in a period; -1: any
param changed_cny_per_rack, default 0;                                     # CNY/rack

var changed{(d,s,t) in CHANGED}, >= 0, <= previous[d,s,t];                 # racks no longer hosted there
var host{(d,s,t) in HOSTS}, >= 0, <= need[d,t];                            # racks
var unserved{d in DEMANDS, t in T: unserved_cny_per_rack_year[d] >= 0 and need[d,t] > 0}, >= 0, <= need[d,t];  # racks
var bw{(m,t) in MODULE_STARTS}, >= 0, <= most_started[m];                  # modules
var bw_whole{(m,t) in MODULE_STARTS: branched = 1}, integer, >= 0, <= most_started[m];
var bw_first{(m,t) in MODULE_STARTS: module_start_cny[m] > 0}, binary;     # 0/1: the first of them
var lit{LIT}, binary;                                                      # 0/1: Gbps are installed
var flow{FLOWS}, >= 0;                                                     # Gbps, of what entered at v
var opened{r in MOST, s in NEW['rule',r]}, binary;                         # 0/1: something is started at s
var begun{r in LEAST, s in NEW['rule',r]}, binary;                         # 0/1: s counts as started
var first{r in DISCOURAGED, s in REACHED['rule',r], t in T}, binary;       # 0/1: the first start at s is in t
var counted{g in TARGETS, s in NEW['target',g], t in T: (g,t) in BINDS and metric[g] = 'sites_started'}, binary;  # 0/1
var shortfall{(g,t) in BINDS: g in SOFT}, >= 0;                            # the numerator's
var bonus{(g,t) in BINDS: g in ENCOURAGED}, >= 0;                          # the numerator's
var below{(g,t) in BINDS: g in ENCOURAGED and target_op[g] = '<='}, binary;

var pair{(d,s,r,t) in PAIRS}, >= 0, <= need[d,t];                          # racks hosted at s, standby at r
set LOSING{(r,s,t) in LOST} := {d in BACKED: is_shared[d] = 1 and (d,s,r,t) in PAIRS};
param most_shared{(r,t) in POOLS} := max{s in SITES: (r,s,t) in LOST} sum{d in LOSING[r,s,t]} need[d,t];     # racks
param most_shared_mw{(r,t) in POOLS} := max{s in SITES: (r,s,t) in LOST}
	sum{d in LOSING[r,s,t]} need[d,t] * power_share[d] * kw_per_rack[class[d]] / 1000;                         # MW
param most_shared_mwh{(r,t) in POOLS} := max{s in SITES: (r,s,t) in LOST}
	sum{d in LOSING[r,s,t]} need[d,t] * power_share[d] * mwh[d];                                               # MWh
var shared{(r,t) in POOLS}, >= 0, <= most_shared[r,t];                     # racks
var shared_mw{(r,t) in POOLS}, >= 0, <= most_shared_mw[r,t];               # MW
var shared_mwh{(r,t) in POOLS}, >= 0, <= most_shared_mwh[r,t];             # MWh
set DENSE := {q in PHASES, t in T: limit_is_new[q] = 1
	and exists{d in BACKED: (d,site[q],t) in SHARING} kw_per_rack[class[d]] > limit[q]};
var shared_dense{(q,t) in DENSE}, >= 0, <= max{s in SITES: (site[q],s,t) in LOST}
	sum{d in LOSING[site[q],s,t]: kw_per_rack[class[d]] > limit[q]} need[d,t];                            # racks
var worst_racks{(r,s,t) in LOST: (r,t) in PRESSED_RACKS}, binary;                # 0/1: the loss of s decides what is held at r
var worst_mw{(r,s,t) in LOST: (r,t) in PRESSED_MW}, binary;                      # 0/1
var worst_mwh{(r,s,t) in LOST: (r,t) in PRESSED_MWH}, binary;                    # 0/1

param most_draw{s in SITES, t in T} := pue[s,t] * (                        # MWh
	sum{d in DEMANDS: (d,s,t) in HOSTS} mwh[d] * need[d,t]
	+ sum{d in BACKED, x in SITES: (d,x,s,t) in PAIRS and is_shared[d] = 0} power_share[d] * mwh[d] * need[d,t]
	+ (if (s,t) in POOLS then most_shared_mwh[s,t] else 0));
var energy{e in SOURCES, t in T: (source_site[e],t) in DRAWS}, >= 0, <= most_draw[source_site[e],t];     # MWh
var opening{(s,t) in OPENINGS}, binary;                                    # 0/1: the first start at s is in t

param most_usable_mw{s in SITES, t in T} := usable_share[s] * (installed_mw[s] + sum{f in FEEDS: feed_site[f] = s}
	mw_per_step[f] * most_steps[f] * card({u in 1..t: (f,u) in STEPS and month[u] + feed_lead[f] <= month[t]}));  # MW
var stranded{(s,t) in STRANDED}, >= 0, <= max(0, most_usable_mw[s,t]                                     # MW
	- pue[s,t] * sum{p in PHASES: site[p] = s} available_racks[p] * limit[p] / 1000);

/* ---- sums that have a name ---- */

var standby{SITES, T};                                                     # racks
s.t. define_standby{s in SITES, t in T}: standby[s,t] =
	sum{d in BACKED, x in SITES: (d,x,s,t) in PAIRS and is_shared[d] = 0} pair[d,x,s,t]
	+ (if (s,t) in POOLS then shared[s,t]);

var it_mw{SITES, T};                                                       # MW
s.t. define_it_mw{s in SITES, t in T}: it_mw[s,t] =
	sum{d in DEMANDS: (d,s,t) in HOSTS} kw_per_rack[class[d]] / 1000 * host[d,s,t]
	+ sum{d in BACKED, x in SITES: (d,x,s,t) in PAIRS and is_shared[d] = 0}
		power_share[d] * kw_per_rack[class[d]] / 1000 * pair[d,x,s,t]
	+ (if (s,t) in POOLS then shared_mw[s,t]);

var draw{SITES, T};                                                        # MWh
s.t. define_draw{s in SITES, t in T}: draw[s,t] = pue[s,t] * (
	sum{d in DEMANDS: (d,s,t) in HOSTS} mwh[d] * host[d,s,t]
	+ sum{d in BACKED, x in SITES: (d,x,s,t) in PAIRS and is_shared[d] = 0} power_share[d] * mwh[d] * pair[d,x,s,t]
	+ (if (s,t) in POOLS then shared_mwh[s,t]));

var usable_mw{SITES, T};                                                   # MW
s.t. define_usable_mw{s in SITES, t in T}: usable_mw[s,t] =
	usable_share[s] * (installed_mw[s] + sum{f in FEEDS: feed_site[f] = s} mw_per_step[f]
		* sum{u in 1..t: (f,u) in STEPS and month[u] + feed_lead[f] <= month[t]} feed[f,u]);

s.t. define_start{(p,t) in STARTS: whole[p] = 1}: start[p,t] = design[p] * begin[p,t];

var started{PHASES, T};                                                    # racks started up to t
s.t. define_started{p in PHASES, t in T}: started[p,t] = sum{u in 1..t: (p,u) in STARTS} start[p,u];

var available{PHASES, T};                                                  # racks
s.t. define_available{p in PHASES, t in T}:
	available[p,t] = available_racks[p] + module[p] * sum{u in 1..t: (p,u) in COMMISSIONS} commission[p,u];

s.t. define_bw{(m,t) in MODULE_STARTS: branched = 1}: bw[m,t] = bw_whole[m,t];

var installed{LINKS, T};                                                   # Gbps
s.t. define_installed{l in LINKS, t in T}: installed[l,t] = installed_gbps[l] + sum{m in MODULES, u in 1..t:
	module_link[m] = l and (m,u) in MODULE_STARTS and month[u] + module_lead[m] <= month[t]} gbps[m] * bw[m,u];

/* Starts as a rule counts them: racks, of a whole phase its 0/1; at least 1 when anything is started. */
var count_starts{(w,i) in ITEMS, REACHED[w,i], T};
s.t. define_count_starts{(w,i) in ITEMS, s in REACHED[w,i], t in T}: count_starts[w,i,s,t] =
	sum{p in PHASES: site[p] = s and p in scope_phases[w,i] and (p,t) in STARTS}
		(if whole[p] = 1 then begin[p,t] else start[p,t]);

var leaving{MIGRATING, T};                                                 # racks that leave the legacy site in t
s.t. define_leaving{d in MIGRATING, t in T}: leaving[d,t] =
	(if t = 1 then need[d,1] else if (d,from_site[d],t-1) in HOSTS then host[d,from_site[d],t-1])
	- (if (d,from_site[d],t) in HOSTS then host[d,from_site[d],t]);

/* family: phase */

s.t. phase_started{p in PHASES: exists{t in T} (p,t) in STARTS}: started[p,n_periods] <= design[p];

s.t. phase_order{(p,t) in STARTS: predecessor[p] <> '(none)' and predecessor[p] not in GIVEN}:
	sum{u in 1..t: (p,u) in STARTS} begin[p,u] <= sum{u in 1..t: (predecessor[p],u) in STARTS} begin[predecessor[p],u];

s.t. phase_available{(p,t) in COMMISSIONS}:
	available[p,t] <= entered[p,t] + sum{u in 1..t: (p,u) in STARTS and month[u] + lead[p] <= month[t]} start[p,u];

/* family: space */

s.t. space{(s,t) in DRAWS}:
	sum{d in DEMANDS: (d,s,t) in HOSTS} host[d,s,t] + standby[s,t] <= sum{p in PHASES: site[p] = s} available[p,t];

s.t. density{q in PHASES, t in T: limit_is_new[q] = 1 and (site[q],t) in DRAWS}:
	sum{d in DEMANDS: (d,site[q],t) in HOSTS and kw_per_rack[class[d]] > limit[q]} host[d,site[q],t]
	+ sum{d in BACKED, x in SITES: (d,x,site[q],t) in PAIRS and is_shared[d] = 0 and kw_per_rack[class[d]] > limit[q]}
		pair[d,x,site[q],t]
	+ (if (q,t) in DENSE then shared_dense[q,t])
		<= sum{p in PHASES: site[p] = site[q] and limit[p] > limit[q]} available[p,t];

/* family: power */

s.t. power{(s,t) in DRAWS}: pue[s,t] * it_mw[s,t] <= usable_mw[s,t];

s.t. feed_most{f in FEEDS: exists{t in T} (f,t) in STEPS}: sum{t in T: (f,t) in STEPS} feed[f,t] <= most_steps[f];

s.t. feed_fixed{(f,t) in STEPS: feed_start_cny[f] > 0}:
	sum{u in 1..t: (f,u) in STEPS} feed[f,u] <= most_steps[f] * sum{u in 1..t: (f,u) in STEPS} feed_first[f,u];

s.t. feed_once{f in FEEDS: feed_start_cny[f] > 0 and exists{t in T} (f,t) in STEPS}:
	sum{t in T: (f,t) in STEPS} feed_first[f,t] <= 1;

s.t. feed_begins{(f,t) in STEPS: feed_start_cny[f] > 0}: feed_first[f,t] <= feed[f,t];

/* family: cooling */

s.t. cooling{(s,t) in DRAWS: cooling_mw[s,t] >= 0}: it_mw[s,t] <= cooling_mw[s,t];

/* family: energy */

s.t. energy_sum{(s,t) in DRAWS: s in SUPPLIED}: sum{e in SOURCES: source_site[e] = s} energy[e,t] = draw[s,t];

s.t. energy_most{e in SOURCES, t in T: (source_site[e],t) in DRAWS and most_mwh_per_year[e] >= 0}:
	energy[e,t] <= most_mwh_per_year[e] * years;

/* family: backup */

s.t. backup_least{(d,s,t) in HOSTS: d in BACKED}:
	sum{r in SITES: (d,s,r,t) in PAIRS} pair[d,s,r,t] >= standby_share[d] * host[d,s,t];

s.t. backup_most{(d,s,t) in HOSTS: d in BACKED}: sum{r in SITES: (d,s,r,t) in PAIRS} pair[d,s,r,t] <= host[d,s,t];

s.t. lost_racks{(r,s,t) in LOST}:
	sum{d in BACKED: (d,s,r,t) in PAIRS and is_shared[d] = 1} pair[d,s,r,t] <= shared[r,t];

s.t. lost_mw{(r,s,t) in LOST}: sum{d in BACKED: (d,s,r,t) in PAIRS and is_shared[d] = 1}
	power_share[d] * kw_per_rack[class[d]] / 1000 * pair[d,s,r,t] <= shared_mw[r,t];

s.t. lost_mwh{(r,s,t) in LOST}: sum{d in BACKED: (d,s,r,t) in PAIRS and is_shared[d] = 1}
	power_share[d] * mwh[d] * pair[d,s,r,t] <= shared_mwh[r,t];

s.t. lost_dense{(q,t) in DENSE, s in SITES: (site[q],s,t) in LOST}:
	sum{d in BACKED: (d,s,site[q],t) in PAIRS and is_shared[d] = 1 and kw_per_rack[class[d]] > limit[q]}
		pair[d,s,site[q],t] <= shared_dense[q,t];

s.t. worst_of_racks{(r,s,t) in LOST: (r,t) in PRESSED_RACKS}:
	shared[r,t] <= sum{d in BACKED: (d,s,r,t) in PAIRS and is_shared[d] = 1} pair[d,s,r,t]
		+ most_shared[r,t] * (1 - worst_racks[r,s,t]);

s.t. worst_of_mw{(r,s,t) in LOST: (r,t) in PRESSED_MW}:
	shared_mw[r,t] <= sum{d in BACKED: (d,s,r,t) in PAIRS and is_shared[d] = 1}
		power_share[d] * kw_per_rack[class[d]] / 1000 * pair[d,s,r,t]
		+ most_shared_mw[r,t] * (1 - worst_mw[r,s,t]);

s.t. worst_of_mwh{(r,s,t) in LOST: (r,t) in PRESSED_MWH}:
	shared_mwh[r,t] <= sum{d in BACKED: (d,s,r,t) in PAIRS and is_shared[d] = 1} power_share[d] * mwh[d] * pair[d,s,r,t]
		+ most_shared_mwh[r,t] * (1 - worst_mwh[r,s,t]);

s.t. worst_one{(r,t) in PRESSED_RACKS}: sum{s in SITES: (r,s,t) in LOST} worst_racks[r,s,t] = 1;
s.t. worst_one_mw{(r,t) in PRESSED_MW}: sum{s in SITES: (r,s,t) in LOST} worst_mw[r,s,t] = 1;
s.t. worst_one_mwh{(r,t) in PRESSED_MWH}: sum{s in SITES: (r,s,t) in LOST} worst_mwh[r,s,t] = 1;

/* family: opening */

s.t. opening_start{(p,t) in STARTS: opening_cny[site[p]] > 0}:
	started[p,t] <= design[p] * sum{u in 1..t: (site[p],u) in OPENINGS} opening[site[p],u];

s.t. opening_once{s in SITES: exists{t in T} (s,t) in OPENINGS}: sum{t in T: (s,t) in OPENINGS} opening[s,t] <= 1;

s.t. opening_begins{(s,t) in OPENINGS}: opening[s,t] <= sum{p in PHASES: site[p] = s and (p,t) in STARTS}
	(if whole[p] = 1 then begin[p,t] else start[p,t]);

/* family: demand */

s.t. demand{d in DEMANDS, t in T: need[d,t] > 0}:
	sum{s in SITES: (d,s,t) in HOSTS} host[d,s,t] + (if unserved_cny_per_rack_year[d] >= 0 then unserved[d,t]) = need[d,t];

/* family: migration */

s.t. migration{d in MIGRATING, t in T: t > 1 and (d,from_site[d],t) in HOSTS}:
	host[d,from_site[d],t] <= (if (d,from_site[d],t-1) in HOSTS then host[d,from_site[d],t-1]);

/* family: network */

s.t. conserve{v in ENTRIES, w in NODES, t in T: v <> w}:
	sum{a in ARCS: arc_end[a] = w and (v,a,t) in FLOWS} flow[v,a,t]
	- sum{a in ARCS: arc_start[a] = w and (v,a,t) in FLOWS} flow[v,a,t]
	= sum{i in TRAFFIC: traffic_from[i] = v and traffic_to[i] = w} traffic_gbps[i,t]
	+ sum{(d,s) in RACK_WAYS[v,w]: (d,s,t) in HOSTS} gbps_per_rack[class[d]] * host[d,s,t]
	+ sum{(d,s,r) in REPLICATED: site_node[s] = v and site_node[r] = w and (d,s,r,t) in PAIRS}
		replication_gbps_per_rack[class[d]] * pair[d,s,r,t];

s.t. link_load{a in ARCS, t in T: (arc_link[a],t) in OPEN}:
	sum{v in ENTRIES: (v,a,t) in FLOWS} flow[v,a,t] <= headroom_share[arc_link[a]] * installed[arc_link[a],t];

s.t. bw_most{m in MODULES: exists{t in T} (m,t) in MODULE_STARTS}:
	sum{t in T: (m,t) in MODULE_STARTS} bw[m,t] <= most_started[m];

s.t. bw_fixed{(m,t) in MODULE_STARTS: module_start_cny[m] > 0}:
	sum{u in 1..t: (m,u) in MODULE_STARTS} bw[m,u]
		<= most_started[m] * sum{u in 1..t: (m,u) in MODULE_STARTS} bw_first[m,u];

s.t. bw_once{m in MODULES: module_start_cny[m] > 0 and exists{t in T} (m,t) in MODULE_STARTS}:
	sum{t in T: (m,t) in MODULE_STARTS} bw_first[m,t] <= 1;

s.t. bw_begins{(m,t) in MODULE_STARTS: module_start_cny[m] > 0}: bw_first[m,t] <= bw[m,t];

s.t. lit_least{(l,t) in LIT}: lit[l,t] <= sum{m in MODULES, u in 1..t:
		module_link[m] = l and (m,u) in MODULE_STARTS and month[u] + module_lead[m] <= month[t]}
	(if module_start_cny[m] > 0 then bw_first[m,u] else bw[m,u]);

s.t. lit_most{(l,t) in LIT}: sum{m in MODULES, u in 1..t:
		module_link[m] = l and (m,u) in MODULE_STARTS and month[u] + module_lead[m] <= month[t]} bw[m,u]
	<= sum{m in MODULES: module_link[m] = l} most_started[m] * lit[l,t];

/* family: stability */

s.t. changed_least{(d,s,t) in CHANGED}: changed[d,s,t] + (if (d,s,t) in HOSTS then host[d,s,t]) >= previous[d,s,t];

s.t. stability{t in T: most_changed >= 0 and exists{(d,s,u) in CHANGED} u = t}:
	sum{(d,s,u) in CHANGED: u = t} changed[d,s,u] <= most_changed;

/* family: build */

s.t. forbid{r in RULES: rule_kind[r] = 'forbid'}:
	sum{p in PHASES: p in scope_phases['rule',r]} started[p,n_periods] <= 0;

s.t. approval{r in RULES: rule_kind[r] = 'approval'}:
	sum{p in PHASES: p in scope_phases['rule',r] and approved[p] = 0} started[p,n_periods] <= 0;

s.t. count_least{r in LEAST}: sum{s in NEW['rule',r]} begun[r,s] + card(ENTERED['rule',r]) >= at_least[r];

s.t. count_begun{r in LEAST, s in NEW['rule',r]}:
	begun[r,s] <= sum{t in T: last_day[t] <= rule_day[r]} count_starts['rule',r,s,t];

s.t. count_most{r in MOST}: sum{s in NEW['rule',r]} opened[r,s] + card(ENTERED['rule',r]) <= at_most[r];

s.t. count_opened{r in MOST, s in NEW['rule',r], p in PHASES: site[p] = s and p in scope_phases['rule',r]}:
	started[p,n_periods] <= design[p] * opened[r,s];

s.t. first_start{r in DISCOURAGED, s in REACHED['rule',r], p in PHASES, t in T:
		site[p] = s and p in scope_phases['rule',r]}:
	started[p,t] <= design[p] * sum{u in 1..t} first[r,s,u];

s.t. first_once{r in DISCOURAGED, s in REACHED['rule',r]}: sum{t in T} first[r,s,t] <= 1;

s.t. first_begins{r in DISCOURAGED, s in REACHED['rule',r], t in T}: first[r,s,t] <= count_starts['rule',r,s,t];

/*
 * Accounts: undiscounted costs of some kinds, in some periods, of a scope. A budget is one (e = 0), and so is a target
 * on capex or spend at the end of each period e at which it binds. Salvage comes after the horizon and is in none.
 */
set ACCOUNTS := (setof{b in BUDGETS} ('budget',b,0))
	union (setof{(g,e) in BINDS: metric[g] = 'capex' or metric[g] = 'spend'} ('target',g,e));
set CAPEX := {'start', 'opening', 'shell', 'fitout', 'link', 'feed'};
set SPEND := CAPEX union {'energy', 'demand_charge', 'opex', 'hosting', 'moving'};
set kinds{(w,i,e) in ACCOUNTS} :=
	if w = 'budget' then budget_kinds[i] else if metric[i] = 'capex' then CAPEX else SPEND;
set window{(w,i,e) in ACCOUNTS} :=
	if w = 'budget' then {t in T: from_day[i] <= first_day[t] and last_day[t] <= to_day[i]} else 1..e;

param per_mwh{s in SITES, t in T} :=                                       # CNY/MWh of IT energy, by the tariff
	if s in SUPPLIED then 0 else 1000 * pue[s,t] * energy_cny_per_kwh[tariff[s],t];
param per_mw{s in SITES, t in T} := 1000 * pue[s,t] * demand_cny_per_kw_month[tariff[s]] * 12 * years;   # CNY/MW of IT, a period

var spent{ACCOUNTS};                                                       # CNY
s.t. define_spent{(w,i,e) in ACCOUNTS}: spent[w,i,e] =
	sum{p in PHASES, t in window[w,i,e]: p in scope_phases[w,i] and (p,t) in STARTS} (
		(if 'start' in kinds[w,i,e] and whole[p] = 1 then start_cny[p] * begin[p,t])
		+ (if 'shell' in kinds[w,i,e] then shell_cny_per_rack[p] * start[p,t]))
	+ sum{p in PHASES, t in window[w,i,e]: p in scope_phases[w,i] and (p,t) in COMMISSIONS and 'fitout' in kinds[w,i,e]}
		fitout_cny_per_rack[p] * module[p] * commission[p,t]
	+ sum{f in FEEDS, t in window[w,i,e]: feed_site[f] in scope_sites[w,i] and (f,t) in STEPS and 'feed' in kinds[w,i,e]} (
		cny_per_step[f] * feed[f,t] + (if feed_start_cny[f] > 0 then feed_start_cny[f] * feed_first[f,t]))
	+ sum{(m,t) in MODULE_STARTS: t in window[w,i,e] and module_link[m] in scope_links[w,i] and 'link' in kinds[w,i,e]} (
		module_cny[m] * bw[m,t] + (if module_start_cny[m] > 0 then module_start_cny[m] * bw_first[m,t]))
	+ sum{l in LINKS, t in window[w,i,e]: l in scope_links[w,i] and 'opex' in kinds[w,i,e]}
		opex_cny_per_gbps_year[l] * years * installed[l,t]
	+ sum{d in DEMANDS, s in SITES, t in window[w,i,e]:
			d in scope_demands[w,i] and s in scope_sites[w,i] and (d,s,t) in HOSTS} years * host[d,s,t] * (
		(if 'energy' in kinds[w,i,e] then per_mwh[s,t] * mwh[d] / years)
		+ (if 'demand_charge' in kinds[w,i,e] then per_mw[s,t] * kw_per_rack[class[d]] / 1000 / years)
		+ (if 'hosting' in kinds[w,i,e] then hosting_cny_per_rack_year[d,s]))
	+ sum{(d,x,s,t) in PAIRS: t in window[w,i,e] and d in scope_demands[w,i] and s in scope_sites[w,i] and is_shared[d] = 0}
		power_share[d] * ((if 'energy' in kinds[w,i,e] then per_mwh[s,t] * mwh[d])
			+ (if 'demand_charge' in kinds[w,i,e] then per_mw[s,t] * kw_per_rack[class[d]] / 1000)) * pair[d,x,s,t]
	+ sum{(s,t) in POOLS: t in window[w,i,e] and s in scope_sites[w,i] and names_demands[w,i] = 0} (
		(if 'energy' in kinds[w,i,e] then per_mwh[s,t] * shared_mwh[s,t])
		+ (if 'demand_charge' in kinds[w,i,e] then per_mw[s,t] * shared_mw[s,t]))
	+ sum{e2 in SOURCES, t in window[w,i,e]: (source_site[e2],t) in DRAWS and source_site[e2] in scope_sites[w,i]
			and names_demands[w,i] = 0 and 'energy' in kinds[w,i,e]}
		1000 * source_cny_per_kwh[e2,t] * energy[e2,t]
	+ sum{(s,t) in OPENINGS: t in window[w,i,e] and s in scope_sites[w,i] and 'opening' in kinds[w,i,e]}
		opening_cny[s] * opening[s,t]
	+ sum{p in PHASES, t in window[w,i,e]: p in scope_phases[w,i] and 'opex' in kinds[w,i,e]}
		opex_cny_per_rack_year[site[p]] * years * available[p,t]
	+ sum{d in MIGRATING, t in window[w,i,e]:
			d in scope_demands[w,i] and from_site[d] in scope_sites[w,i] and 'moving' in kinds[w,i,e]}
		moving_cny_per_rack[d] * leaving[d,t];

/* family: budget */

s.t. budget_most{b in BUDGETS: budget_op[b] = '<='}: spent['budget',b,0] <= amount_cny[b];
s.t. budget_least{b in BUDGETS: budget_op[b] = '>='}: spent['budget',b,0] >= amount_cny[b];

/*
 * Metrics: numerator and denominator of each target where it binds; a plain metric's denominator is 1. Racks are
 * counted at the sites of the scope, or of its demands wherever they are.
 */
set AT_SITES := {'occupied_racks', 'utilization', 'servers', 'install_rate', 'it_mw', 'facility_mw', 'pue'};
set OF_DEMANDS := {'migrated_share', 'served_share', 'hosted_share', 'customers'};

param site_weight{(g,t) in BINDS, s in SITES} :=                           # of a rack, or a MW, at s
	if s not in scope_sites['target',g] then 0
	else if metric[g] = 'facility_mw' or metric[g] = 'pue' then pue[s,t]
	else if metric[g] = 'servers' or metric[g] = 'install_rate' then servers_per_rack[s]
	else 1;
param rack_load{g in TARGETS, d in DEMANDS} :=                             # MW, or 1
	if metric[g] in {'it_mw', 'facility_mw', 'pue'} then kw_per_rack[class[d]] / 1000 else 1;
param standby_load{g in TARGETS, d in BACKED} :=
	(if metric[g] in {'it_mw', 'facility_mw', 'pue'} then power_share[d] else 1) * rack_load[g,d];
param rack_weight{(g,t) in BINDS, d in DEMANDS, s in SITES} :=             # what one rack adds to the numerator
	if metric[g] in AT_SITES then (
		if d not in scope_demands['target',g] then 0 else site_weight[g,t,s] * rack_load[g,d])
	else if metric[g] in OF_DEMANDS then (
		if d not in scope_demands['target',g] then 0
		else if metric[g] = 'migrated_share' and (d not in MIGRATING or s = from_site[d]) then 0
		else if metric[g] = 'hosted_share' and s not in scope_sites['target',g] then 0
		else if metric[g] = 'customers' then customers_per_rack[d]
		else 1)
	else 0;
param needed{(g,t) in BINDS} :=                                            # racks, of the shares
	sum{d in DEMANDS: d in scope_demands['target',g] and (metric[g] <> 'migrated_share' or d in MIGRATING)} need[d,t];

param homes{v in NODES, w in NODES, t in T} :=                             # households from v to w
	sum{i in TRAFFIC: traffic_from[i] = v and traffic_to[i] = w} households[i,t];
param homes_of{(g,t) in BINDS} := if metric[g] <> 'households' then 0 else 1 / 2 * sum{v in NODES, w in NODES:
	v <> w and (v in scope_nodes['target',g] or w in scope_nodes['target',g])} max(homes[v,w,t], homes[w,v,t]);

var numerator{BINDS};
s.t. define_numerator{(g,t) in BINDS}: numerator[g,t] =
	(if metric[g] = 'design_racks' then sum{p in PHASES: p in scope_phases['target',g]}
		((if p in GIVEN then design[p] else 0) + started[p,t]))
	+ (if metric[g] = 'available_racks' then sum{p in PHASES: p in scope_phases['target',g]} available[p,t])
	+ (if metric[g] = 'standard_racks' then sum{p in PHASES: p in scope_phases['target',g]}
		limit[p] / standard_rack_kw * available[p,t])
	+ (if metric[g] in AT_SITES union OF_DEMANDS then sum{d in DEMANDS, s in SITES: (d,s,t) in HOSTS}
		rack_weight[g,t,d,s] * host[d,s,t])
	+ (if metric[g] in AT_SITES then sum{(d,x,s,u) in PAIRS: u = t and is_shared[d] = 0 and d in scope_demands['target',g]}
		site_weight[g,t,s] * standby_load[g,d] * pair[d,x,s,t])
	+ (if metric[g] in AT_SITES and names_demands['target',g] = 0 then sum{(s,u) in POOLS: u = t} site_weight[g,t,s]
		* (if metric[g] in {'it_mw', 'facility_mw', 'pue'} then shared_mw[s,t] else shared[s,t]))
	+ (if metric[g] = 'green_share' then
		sum{s in SITES: s in scope_sites['target',g] and s not in SUPPLIED and tariff_green[tariff[s]] = 1} draw[s,t]
		+ sum{e in SOURCES: source_site[e] in scope_sites['target',g] and green[e] = 1 and (source_site[e],t) in DRAWS} energy[e,t])
	+ (if metric[g] = 'carbon_t' then
		sum{s in SITES, u in 1..t: s in scope_sites['target',g] and s not in SUPPLIED} tariff_kg_co2_per_kwh[tariff[s]] * draw[s,u]
		+ sum{e in SOURCES, u in 1..t: source_site[e] in scope_sites['target',g] and (source_site[e],u) in DRAWS}
			kg_co2_per_kwh[e] * energy[e,u])
	+ (if metric[g] = 'stranded_mw' then sum{s in SITES: s in scope_sites['target',g]} stranded[s,t])
	+ (if metric[g] = 'sites_started' then card(ENTERED['target',g])
		+ sum{s in NEW['target',g]} counted[g,s,t])
	+ (if metric[g] = 'cut_gbps' then sum{l in counted_links[g]} installed[l,t])
	+ (if metric[g] = 'link_count' then sum{l in counted_links[g]: installed_gbps[l] > 0} 1
		+ sum{l in counted_links[g]: (l,t) in LIT} lit[l,t])
	+ homes_of[g,t]
	+ (if metric[g] = 'capex' or metric[g] = 'spend' then spent['target',g,t]);

var denominator{BINDS};
s.t. define_denominator{(g,t) in BINDS}: denominator[g,t] =
	(if metric[g] not in RATIOS then 1)
	+ (if metric[g] = 'utilization' then sum{p in PHASES: p in scope_phases['target',g]}
		(if per_design[g] = 1 then (if p in GIVEN then design[p] else 0) + started[p,t] else available[p,t]))
	+ (if metric[g] = 'install_rate' then sum{p in PHASES: p in scope_phases['target',g]}
		servers_per_rack[site[p]] * available[p,t])
	+ (if metric[g] = 'green_share' then sum{s in SITES: s in scope_sites['target',g]} draw[s,t])
	+ (if metric[g] = 'pue' then sum{d in DEMANDS, s in SITES:
			(d,s,t) in HOSTS and d in scope_demands['target',g] and s in scope_sites['target',g]}
		kw_per_rack[class[d]] / 1000 * host[d,s,t])
	+ (if metric[g] = 'pue' then sum{(d,x,s,u) in PAIRS: u = t and is_shared[d] = 0 and d in scope_demands['target',g]
			and s in scope_sites['target',g]} standby_load[g,d] * pair[d,x,s,t])
	+ (if metric[g] = 'pue' and names_demands['target',g] = 0 then
		sum{(s,u) in POOLS: u = t and s in scope_sites['target',g]} shared_mw[s,t])
	+ (if metric[g] in {'migrated_share', 'served_share', 'hosted_share'} then needed[g,t]);

/* The least and the most that they can be: each decision at its lower or upper bound. */
param most_available{p in PHASES, t in T} :=
	available_racks[p] + module[p] * most_modules[p] * card({u in 1..t: (p,u) in COMMISSIONS});
param given_design{p in PHASES} := if p in GIVEN then design[p] else 0;
param most_design{p in PHASES, t in T} := given_design[p] + design[p] * card({u in 1..t: (p,u) in STARTS});
param stays_most{d in MIGRATING, t in T} := if (d,from_site[d],t) in HOSTS then need[d,t] else 0;

param most_installed{l in LINKS, t in T} := installed_gbps[l] + sum{m in MODULES, u in 1..t:
	module_link[m] = l and (m,u) in MODULE_STARTS and month[u] + module_lead[m] <= month[t]} gbps[m] * most_started[m];
param spent_least{(w,i,e) in ACCOUNTS} :=
	sum{l in LINKS, t in window[w,i,e]: l in scope_links[w,i] and 'opex' in kinds[w,i,e]}
		opex_cny_per_gbps_year[l] * years * installed_gbps[l]
	+ sum{p in PHASES, t in window[w,i,e]: p in scope_phases[w,i] and 'opex' in kinds[w,i,e]}
		opex_cny_per_rack_year[site[p]] * years * available_racks[p]
	+ sum{d in MIGRATING, t in window[w,i,e]:
			d in scope_demands[w,i] and from_site[d] in scope_sites[w,i] and 'moving' in kinds[w,i,e]}
		moving_cny_per_rack[d] * ((if t = 1 then need[d,1] else 0) - stays_most[d,t]);
param spent_most{(w,i,e) in ACCOUNTS} :=
	sum{(m,t) in MODULE_STARTS: t in window[w,i,e] and module_link[m] in scope_links[w,i] and 'link' in kinds[w,i,e]}
		(module_cny[m] * most_started[m] + module_start_cny[m])
	+ sum{l in LINKS, t in window[w,i,e]: l in scope_links[w,i] and 'opex' in kinds[w,i,e]}
		opex_cny_per_gbps_year[l] * years * most_installed[l,t]
	+ sum{p in PHASES, t in window[w,i,e]: p in scope_phases[w,i] and (p,t) in STARTS}
		((if 'start' in kinds[w,i,e] then start_cny[p] else 0)
		+ (if 'shell' in kinds[w,i,e] then shell_cny_per_rack[p] * design[p] else 0))
	+ sum{p in PHASES, t in window[w,i,e]: p in scope_phases[w,i] and (p,t) in COMMISSIONS and 'fitout' in kinds[w,i,e]}
		fitout_cny_per_rack[p] * module[p] * most_modules[p]
	+ sum{f in FEEDS, t in window[w,i,e]: feed_site[f] in scope_sites[w,i] and (f,t) in STEPS and 'feed' in kinds[w,i,e]}
		(cny_per_step[f] * most_steps[f] + feed_start_cny[f])
	+ sum{d in DEMANDS, s in SITES, t in window[w,i,e]:
			d in scope_demands[w,i] and s in scope_sites[w,i] and (d,s,t) in HOSTS} years * need[d,t] * (
		(if 'energy' in kinds[w,i,e] then per_mwh[s,t] * mwh[d] / years else 0)
		+ (if 'demand_charge' in kinds[w,i,e] then per_mw[s,t] * kw_per_rack[class[d]] / 1000 / years else 0)
		+ (if 'hosting' in kinds[w,i,e] then hosting_cny_per_rack_year[d,s] else 0))
	+ sum{(d,x,s,t) in PAIRS: t in window[w,i,e] and d in scope_demands[w,i] and s in scope_sites[w,i] and is_shared[d] = 0}
		power_share[d] * need[d,t] * ((if 'energy' in kinds[w,i,e] then per_mwh[s,t] * mwh[d] else 0)
			+ (if 'demand_charge' in kinds[w,i,e] then per_mw[s,t] * kw_per_rack[class[d]] / 1000 else 0))
	+ sum{(s,t) in POOLS: t in window[w,i,e] and s in scope_sites[w,i] and names_demands[w,i] = 0} (
		(if 'energy' in kinds[w,i,e] then per_mwh[s,t] * most_shared_mwh[s,t] else 0)
		+ (if 'demand_charge' in kinds[w,i,e] then per_mw[s,t] * most_shared_mw[s,t] else 0))
	+ sum{e2 in SOURCES, t in window[w,i,e]: (source_site[e2],t) in DRAWS and source_site[e2] in scope_sites[w,i]
			and names_demands[w,i] = 0 and 'energy' in kinds[w,i,e]}
		1000 * source_cny_per_kwh[e2,t] * most_draw[source_site[e2],t]
	+ sum{(s,t) in OPENINGS: t in window[w,i,e] and s in scope_sites[w,i] and 'opening' in kinds[w,i,e]} opening_cny[s]
	+ sum{p in PHASES, t in window[w,i,e]: p in scope_phases[w,i] and 'opex' in kinds[w,i,e]}
		opex_cny_per_rack_year[site[p]] * years * most_available[p,t]
	+ sum{d in MIGRATING, t in window[w,i,e]:
			d in scope_demands[w,i] and from_site[d] in scope_sites[w,i] and 'moving' in kinds[w,i,e]}
		moving_cny_per_rack[d] * (if t = 1 then need[d,1] else stays_most[d,t-1]);

param numerator_least{(g,t) in BINDS} :=
	(if metric[g] = 'design_racks' then sum{p in PHASES: p in scope_phases['target',g]} given_design[p]
	else if metric[g] = 'available_racks' then sum{p in PHASES: p in scope_phases['target',g]} available_racks[p]
	else if metric[g] = 'standard_racks' then sum{p in PHASES: p in scope_phases['target',g]}
		limit[p] / standard_rack_kw * available_racks[p]
	else if metric[g] = 'sites_started' then card(ENTERED['target',g])
	else if metric[g] = 'cut_gbps' then sum{l in counted_links[g]} installed_gbps[l]
	else if metric[g] = 'link_count' then card({l in counted_links[g]: installed_gbps[l] > 0})
	else if metric[g] = 'households' then homes_of[g,t]
	else if metric[g] = 'capex' or metric[g] = 'spend' then spent_least['target',g,t]
	else 0);
param numerator_most{(g,t) in BINDS} :=
	(if metric[g] = 'design_racks' then sum{p in PHASES: p in scope_phases['target',g]} most_design[p,t]
	else if metric[g] = 'available_racks' then sum{p in PHASES: p in scope_phases['target',g]} most_available[p,t]
	else if metric[g] = 'standard_racks' then sum{p in PHASES: p in scope_phases['target',g]}
		limit[p] / standard_rack_kw * most_available[p,t]
	else if metric[g] = 'sites_started' then card(REACHED['target',g])
	else if metric[g] = 'cut_gbps' then sum{l in counted_links[g]} most_installed[l,t]
	else if metric[g] = 'link_count' then card({l in counted_links[g]: (l,t) in OPEN})
	else if metric[g] = 'households' then homes_of[g,t]
	else if metric[g] = 'capex' or metric[g] = 'spend' then spent_most['target',g,t]
	else if metric[g] = 'green_share' then
		sum{s in SITES: s in scope_sites['target',g] and s not in SUPPLIED and tariff_green[tariff[s]] = 1} most_draw[s,t]
		+ sum{e in SOURCES: source_site[e] in scope_sites['target',g] and green[e] = 1} most_draw[source_site[e],t]
	else if metric[g] = 'carbon_t' then
		sum{s in SITES, u in 1..t: s in scope_sites['target',g] and s not in SUPPLIED}
			tariff_kg_co2_per_kwh[tariff[s]] * most_draw[s,u]
		+ sum{e in SOURCES, u in 1..t: source_site[e] in scope_sites['target',g]}
			kg_co2_per_kwh[e] * most_draw[source_site[e],u]
	else if metric[g] = 'stranded_mw' then sum{s in SITES: s in scope_sites['target',g]} max(0, most_usable_mw[s,t]
		- pue[s,t] * sum{p in PHASES: site[p] = s} available_racks[p] * limit[p] / 1000)
	else sum{d in DEMANDS, s in SITES: (d,s,t) in HOSTS} rack_weight[g,t,d,s] * need[d,t]
		+ (if metric[g] in AT_SITES then
			sum{(d,x,s,u) in PAIRS: u = t and is_shared[d] = 0 and d in scope_demands['target',g]}
				site_weight[g,t,s] * standby_load[g,d] * need[d,t]
			+ (if names_demands['target',g] = 0 then sum{(s,u) in POOLS: u = t} site_weight[g,t,s]
				* (if metric[g] in {'it_mw', 'facility_mw', 'pue'} then most_shared_mw[s,t] else most_shared[s,t]) else 0)
			else 0));
param denominator_least{(g,t) in BINDS} :=
	(if metric[g] = 'utilization' then sum{p in PHASES: p in scope_phases['target',g]}
		(if per_design[g] = 1 then given_design[p] else available_racks[p])
	else if metric[g] = 'install_rate' then sum{p in PHASES: p in scope_phases['target',g]}
		servers_per_rack[site[p]] * available_racks[p]
	else if metric[g] = 'pue' or metric[g] = 'green_share' then 0
	else if metric[g] in RATIOS then needed[g,t]
	else 1);
param denominator_most{(g,t) in BINDS} :=
	(if metric[g] = 'utilization' then sum{p in PHASES: p in scope_phases['target',g]}
		(if per_design[g] = 1 then most_design[p,t] else most_available[p,t])
	else if metric[g] = 'pue' then sum{d in DEMANDS, s in SITES:
			(d,s,t) in HOSTS and d in scope_demands['target',g] and s in scope_sites['target',g]}
		kw_per_rack[class[d]] / 1000 * need[d,t]
		+ sum{(d,x,s,u) in PAIRS: u = t and is_shared[d] = 0 and d in scope_demands['target',g]
			and s in scope_sites['target',g]} standby_load[g,d] * need[d,t]
		+ (if names_demands['target',g] = 0 then
			sum{(s,u) in POOLS: u = t and s in scope_sites['target',g]} most_shared_mw[s,t] else 0)
	else if metric[g] = 'install_rate' then sum{p in PHASES: p in scope_phases['target',g]}
		servers_per_rack[site[p]] * most_available[p,t]
	else if metric[g] = 'green_share' then sum{s in SITES: s in scope_sites['target',g]} most_draw[s,t]
	else if metric[g] in RATIOS then needed[g,t]
	else 1);
param required_least{(g,t) in BINDS} := min(value[g] * denominator_least[g,t], value[g] * denominator_most[g,t]);
param required_most{(g,t) in BINDS} := max(value[g] * denominator_least[g,t], value[g] * denominator_most[g,t]);

/* family: targets */

s.t. target_least{(g,t) in BINDS: g not in ENCOURAGED and target_op[g] = '>='}:
	numerator[g,t] + (if g in SOFT then shortfall[g,t]) >= value[g] * denominator[g,t];

s.t. target_most{(g,t) in BINDS: g not in ENCOURAGED and target_op[g] = '<='}:
	numerator[g,t] - (if g in SOFT then shortfall[g,t]) <= value[g] * denominator[g,t];

s.t. bonus_of{(g,t) in BINDS: g in ENCOURAGED and target_op[g] = '>='}: bonus[g,t] <= numerator[g,t];

s.t. bonus_up_to{(g,t) in BINDS: g in ENCOURAGED and target_op[g] = '>='}:
	bonus[g,t] <= (if metric[g] in RATIOS then value[g] * denominator[g,t] else max(0, value[g]));

s.t. bonus_of_less{(g,t) in BINDS: g in ENCOURAGED and target_op[g] = '<='}:
	bonus[g,t] <= value[g] * denominator[g,t] - numerator[g,t]
		+ max(0, numerator_most[g,t] - required_least[g,t]) * (1 - below[g,t]);

s.t. bonus_below{(g,t) in BINDS: g in ENCOURAGED and target_op[g] = '<='}:
	bonus[g,t] <= max(0, required_most[g,t] - numerator_least[g,t]) * below[g,t];

s.t. counted_begun{(g,t) in BINDS, s in NEW['target',g]:
		metric[g] = 'sites_started' and target_op[g] = '>='}:
	counted[g,s,t] <= sum{u in 1..t} count_starts['target',g,s,u];

s.t. counted_all{(g,t) in BINDS, s in NEW['target',g], p in PHASES:
		metric[g] = 'sites_started' and target_op[g] = '<=' and site[p] = s and p in scope_phases['target',g]}:
	started[p,t] <= design[p] * counted[g,s,t];

s.t. stranded_mw{(s,t) in STRANDED}: stranded[s,t] >= usable_mw[s,t]
	- pue[s,t] * sum{p in PHASES: site[p] = s} limit[p] / 1000 * available[p,t];

/* end of families */

/* ---- costs: present values, by kind ---- */

param phase_rest{p in PHASES, t in T} := max(0, 1 - (horizon_years - middle[t]) / life[p]);      # 1, left at the end
param feed_rest{f in FEEDS, t in T} := max(0, 1 - (horizon_years - middle[t]) / feed_life[f]);   # 1

param module_rest{m in MODULES, t in T} :=                                                       # 1
	if module_life[m] <= 0 then 0 else max(0, 1 - (horizon_years - middle[t]) / module_life[m]);

var cost_start;
s.t. define_cost_start: cost_start = sum{(p,t) in STARTS: whole[p] = 1} discount[t] * start_cny[p] * begin[p,t];

var cost_shell;
s.t. define_cost_shell: cost_shell = sum{(p,t) in STARTS} discount[t] * shell_cny_per_rack[p] * start[p,t];

var cost_fitout;
s.t. define_cost_fitout: cost_fitout =
	sum{(p,t) in COMMISSIONS} discount[t] * fitout_cny_per_rack[p] * module[p] * commission[p,t];

var cost_link;
s.t. define_cost_link: cost_link = sum{(m,t) in MODULE_STARTS} discount[t] * (module_cny[m] * bw[m,t]
	+ (if module_start_cny[m] > 0 then module_start_cny[m] * bw_first[m,t]));

var cost_feed;
s.t. define_cost_feed: cost_feed = sum{(f,t) in STEPS} discount[t] * (cny_per_step[f] * feed[f,t]
	+ (if feed_start_cny[f] > 0 then feed_start_cny[f] * feed_first[f,t]));

var cost_opening;
s.t. define_cost_opening: cost_opening = sum{(s,t) in OPENINGS} discount[t] * opening_cny[s] * opening[s,t];

var cost_energy;
s.t. define_cost_energy: cost_energy =
	sum{s in SITES, t in T: s not in SUPPLIED} discount[t] * 1000 * energy_cny_per_kwh[tariff[s],t] * draw[s,t]
	+ sum{e in SOURCES, t in T: (source_site[e],t) in DRAWS} discount[t] * 1000 * source_cny_per_kwh[e,t] * energy[e,t];

var cost_demand_charge;
s.t. define_cost_demand_charge: cost_demand_charge = sum{s in SITES, t in T} discount[t] * per_mw[s,t] * it_mw[s,t];

var cost_opex;
s.t. define_cost_opex: cost_opex =
	sum{p in PHASES, t in T} discount[t] * opex_cny_per_rack_year[site[p]] * years * available[p,t]
	+ sum{l in LINKS, t in T} discount[t] * opex_cny_per_gbps_year[l] * years * installed[l,t];

var cost_hosting;
s.t. define_cost_hosting: cost_hosting =
	sum{(d,s,t) in HOSTS} discount[t] * hosting_cny_per_rack_year[d,s] * years * host[d,s,t];

var cost_moving;
s.t. define_cost_moving: cost_moving = sum{d in MIGRATING, t in T} discount[t] * moving_cny_per_rack[d] * leaving[d,t];

var cost_salvage;
s.t. define_cost_salvage: cost_salvage = - discount_end * (
	sum{(p,t) in STARTS} phase_rest[p,t] * ((if whole[p] = 1 then start_cny[p] * begin[p,t])
		+ shell_cny_per_rack[p] * start[p,t])
	+ sum{(p,t) in COMMISSIONS} phase_rest[p,t] * fitout_cny_per_rack[p] * module[p] * commission[p,t]
	+ sum{(m,t) in MODULE_STARTS} module_rest[m,t] * (module_cny[m] * bw[m,t]
		+ (if module_start_cny[m] > 0 then module_start_cny[m] * bw_first[m,t]))
	+ sum{(f,t) in STEPS} feed_rest[f,t] * (cny_per_step[f] * feed[f,t]
		+ (if feed_start_cny[f] > 0 then feed_start_cny[f] * feed_first[f,t])));

var cost_unserved;
s.t. define_cost_unserved: cost_unserved =
	sum{d in DEMANDS, t in T: unserved_cny_per_rack_year[d] >= 0 and need[d,t] > 0}
		discount[t] * unserved_cny_per_rack_year[d] * years * unserved[d,t];

var cost_discouraged;
s.t. define_cost_discouraged: cost_discouraged =
	sum{r in DISCOURAGED, s in REACHED['rule',r], t in T} discount[t] * price_cny[r] * first[r,s,t];

var cost_changed;
s.t. define_cost_changed: cost_changed = sum{(d,s,t) in CHANGED} discount[t] * changed_cny_per_rack * changed[d,s,t];

var cost_shortfall;
s.t. define_cost_shortfall: cost_shortfall =
	sum{(g,t) in BINDS: g in PRICED} discount[t] * price_cny_per_unit[g] * shortfall[g,t];

var cost_bonus;
s.t. define_cost_bonus: cost_bonus =
	- sum{(g,t) in BINDS: g in ENCOURAGED} discount[t] * price_cny_per_unit[g] * bonus[g,t];

/* ---- goals ---- */

param scale{(g,t) in BINDS} :=                  # what is required, so that the shortfalls of a tier compare
	if max(abs(required_least[g,t]), abs(required_most[g,t])) <= 1e-9 then 1
	else max(abs(required_least[g,t]), abs(required_most[g,t]));

var missed{TIERS};                              # shares
s.t. define_missed{i in TIERS}: missed[i] =
	sum{(g,t) in BINDS: modality[g] = 'strive' and strive_tier[g] = i} shortfall[g,t] / scale[g,t];
s.t. kept{i in TIERS: reached[i] >= 0}: missed[i] <= reached[i] + 1e-9 * max(1, reached[i]);

minimize goal: if tier <> 0 then missed[tier] else
	cost_start + cost_opening + cost_shell + cost_fitout + cost_link + cost_feed + cost_energy + cost_demand_charge + cost_opex
	+ cost_hosting
	+ cost_moving + cost_salvage + cost_unserved + cost_discouraged + cost_shortfall + cost_bonus + cost_changed;

end;
