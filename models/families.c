#include "models/internal.h"

/*
 * The families, in the order of their rows. `make WITHOUT=power` leaves one out, to show that a test notices.
 * The algebra is that of the file's header and of models/README.md, word for word; a test compares them.
 */

#ifndef RACKPLAN_WITHOUT_PHASE
static const char phase_algebra[] =
	"phase_started[p]      sum_t start[p,t] <= design[p]\n"
	"phase_order[p,t]      sum_{u<=t} start[p,u] / design[p] <= sum_{u<=t} start[q,u] / design[q]\n"
	"                      q: the predecessor of p\n"
	"phase_available[p,t]  available[p,t] <= entered[p,t] + sum_{u: usable(u) <= t} start[p,u]\n"
	"                      available[p,t] = available_racks[p] + module[p] x sum_{u<=t} commission[p,u]\n"
	"                      usable(u): first period whose first day >= first day(u) + lead[p]\n";
#endif

#ifndef RACKPLAN_WITHOUT_SPACE
static const char space_algebra[] =
	"space[s,t]      sum_d host[d,s,t] + standby[s,t] <= sum_{p at s} available[p,t]\n"
	"                standby[s,t] = sum_{d dedicated} sum_x pair[d,x,s,t] + shared[s,t]\n"
	"density[q,t]    sum_{d: kw[d] > limit[q]} (host[d,s,t] + sum_x pair[d,x,s,t] of a dedicated d) + shared_dense[q,t]\n"
	"                  <= sum_{p at s: limit[p] > limit[q]} available[p,t]\n"
	"                for each distinct limit (max_kw_per_rack) of the phases at s, q the first phase that has it\n";
#endif

#ifndef RACKPLAN_WITHOUT_POWER
static const char power_algebra[] =
	"power[s,t]      pue[s,t] x it_mw[s,t]\n"
	"                  <= usable_share[s] x (installed_mw[s] + sum_{f at s} mw_per_step[f] x usable_steps[f,t])\n"
	"                it_mw[s,t] = sum_d kw[d] / 1000 x (host[d,s,t]\n"
	"                  + power_share[d] x sum_x pair[d,x,s,t] of a dedicated d)\n"
	"                  + shared_mw[s,t]\n"
	"                usable_steps[f,t] = sum_{u: usable(u) <= t} feed[f,u]\n"
	"feed_most[f]    sum_t feed[f,t] <= most_steps[f]\n"
	"feed_fixed[f,t] sum_{u<=t} feed[f,u] <= most_steps[f] x sum_{u<=t} feed_first[f,u]     f: with a fixed cost\n"
	"feed_once[f]    sum_t feed_first[f,t] <= 1\n"
	"feed_begins[f,t] feed_first[f,t] <= feed[f,t]\n";
#endif

#ifndef RACKPLAN_WITHOUT_COOLING
static const char cooling_algebra[] =
	"cooling[s,t]    it_mw[s,t] <= cooling_mw[s,t]     it_mw as in power; s: with a limit\n";
#endif

#ifndef RACKPLAN_WITHOUT_ENERGY
static const char energy_algebra[] =
	"energy[s,t]     sum_{e at s} energy[e,t] = draw[s,t]     s: with a source that exists\n"
	"                draw[s,t] = pue[s,t] x (sum_d mwh[d,t] x (host[d,s,t]\n"
	"                  + power_share[d] x sum_x pair[d,x,s,t] of a dedicated d)\n"
	"                  + shared_mwh[s,t])\n"
	"                mwh[d,t] = kw[d] x load_factor[d] x hours_per_year x years[t] / 1000\n"
	"energy_most[e,t] energy[e,t] <= most_mwh_per_year[e] x years[t]     e: with a cap\n";
#endif

#ifndef RACKPLAN_WITHOUT_BACKUP
static const char backup_algebra[] =
	"backup_least[d,s,t]  sum_r pair[d,s,r,t] >= share[d] x host[d,s,t]\n"
	"backup_most[d,s,t]   sum_r pair[d,s,r,t] <= host[d,s,t]\n"
	"lost_racks[r,s,t]    sum_{d shared} pair[d,s,r,t] <= shared[r,t]     for each site s that may be lost\n"
	"lost_mw[r,s,t]       sum_{d shared} pair[d,s,r,t] x kw[d] x power_share[d] / 1000 <= shared_mw[r,t]\n"
	"lost_mwh[r,s,t]      sum_{d shared} pair[d,s,r,t] x mwh[d,t] x power_share[d] <= shared_mwh[r,t]\n"
	"lost_dense[q,s,t]    sum_{d shared: kw[d] > limit[q]} pair[d,s,r,t] <= shared_dense[q,t]     r: the site of q\n"
	"worst_racks[r,s,t]   shared[r,t] <= left side of lost_racks[r,s,t] + most x (1 - worst_racks[r,s,t])\n"
	"worst_mw[r,s,t]      likewise for shared_mw\n"
	"worst_mwh[r,s,t]     likewise for shared_mwh\n"
	"worst_one[r,t]       sum_s worst_racks[r,s,t] = 1\n"
	"worst_one_mw[r,t]    sum_s worst_mw[r,s,t] = 1\n"
	"worst_one_mwh[r,t]   sum_s worst_mwh[r,s,t] = 1\n";
#endif

#ifndef RACKPLAN_WITHOUT_OPENING
static const char opening_algebra[] =
	"opening_start[p,t]   sum_{u<=t} start[p,u] <= design[p] x sum_{u<=t} opening[s,u]     s: the site of p\n"
	"opening_once[s]      sum_t opening[s,t] <= 1\n"
	"opening_begins[s,t]  opening[s,t] <= sum_{p at s} (start[p,t]; of a whole phase its 0/1)\n";
#endif

#ifndef RACKPLAN_WITHOUT_DEMAND
static const char demand_algebra[] = "demand[d,t]     sum_s host[d,s,t] + unserved[d,t] = need[d,t]\n";
#endif

#ifndef RACKPLAN_WITHOUT_MIGRATION
static const char migration_algebra[] =
	"migration[d,t]  host[d,l,t] <= host[d,l,t-1]     l: the legacy site of d; in the first period: <= need[d,t]\n";
#endif

#ifndef RACKPLAN_WITHOUT_STABILITY
static const char stability_algebra[] =
	"changed_least[d,s,t] changed[d,s,t] >= previous[d,s,t] - host[d,s,t]     previous: what the previous plan hosts there\n"
	"stability[t]    sum_d sum_s changed[d,s,t] <= most_racks\n";
#endif

#ifndef RACKPLAN_WITHOUT_NETWORK
static const char network_algebra[] =
	"conserve[v,w,t] sum_{a into w} flow[v,a,t] - sum_{a out of w} flow[v,a,t] = leaves[v,w,t]     for each node w but v\n"
	"                leaves[v,w,t] = sum_{i from v to w} gbps[i,t]\n"
	"                  + sum_{d,s: one's node is v, the other's w} gbps_per_rack[d] x host[d,s,t]\n"
	"                  + sum_{d,s,r: s at v, r at w} replication_gbps_per_rack[d] x pair[d,s,r,t]\n"
	"link_load[a,t]  sum_v flow[v,a,t] <= headroom_share[l] x installed[l,t]     a: link l, either way\n"
	"                installed[l,t] = installed_gbps[l] + sum_{m of l} gbps[m] x usable_modules[m,t]\n"
	"                usable_modules[m,t] = sum_{u: usable(u) <= t} bw[m,u]\n"
	"bw_most[m]      sum_t bw[m,t] <= most[m]\n"
	"bw_fixed[m,t]   sum_{u<=t} bw[m,u] <= most[m] x sum_{u<=t} bw_first[m,u]     m: with a fixed cost\n"
	"bw_once[m]      sum_t bw_first[m,t] <= 1\n"
	"bw_begins[m,t]  bw_first[m,t] <= bw[m,t]\n"
	"lit_least[l,t]  lit[l,t] <= sum_{m of l} usable_modules[m,t]     l: counted, nothing installed at the start\n"
	"                of a module with a fixed cost: usable_first[m,t] = sum_{u: usable(u) <= t} bw_first[m,u] instead\n"
	"lit_most[l,t]   sum_{m of l} usable_modules[m,t] <= sum_{m of l} most[m] x lit[l,t]\n";
#endif

#ifndef RACKPLAN_WITHOUT_BUILD
static const char build_algebra[] =
	"forbid[r]          sum_{p in r} sum_t start[p,t] <= 0\n"
	"approval[r]        sum_{p in r, not approved} sum_t start[p,t] <= 0\n"
	"count_least[r]     sum_{s in r} begun[r,s] + given[r] >= at_least[r]\n"
	"count_begun[r,s]   begun[r,s] <= sum_{p at s in r} sum_{u<=by[r]} (start[p,u]; of a whole phase its 0/1)\n"
	"count_most[r]      sum_{s in r} opened[r,s] + given[r] <= at_most[r]\n"
	"count_opened[r,p]  sum_t start[p,t] <= design[p] x opened[r,s]     p at s in r\n"
	"                   given[r]: sites with a phase in r that operates or is under construction; no column\n"
	"first_start[r,p,t] sum_{u<=t} start[p,u] <= design[p] x sum_{u<=t} first[r,s,u]     p at s in r\n"
	"first_once[r,s]    sum_t first[r,s,t] <= 1\n"
	"first_begins[r,s,t] first[r,s,t] <= sum_{p at s in r} (start[p,t]; of a whole phase its 0/1)\n";
#endif

#ifndef RACKPLAN_WITHOUT_BUDGET
static const char budget_algebra[] =
	"budget[b]       sum of the undiscounted costs of b's kinds, sites and periods <= amount[b]     (or >=)\n";
#endif

#ifndef RACKPLAN_WITHOUT_TARGETS
static const char targets_algebra[] =
	"target[g,t]       metric(g,t) >= value[g]                              a plain metric\n"
	"                  numerator(g,t) >= value[g] x denominator(g,t)        a ratio\n"
	"                  soft: + shortfall[g,t] on the left; <=: reversed, - shortfall[g,t]\n"
	"                  encouraged, >=: bonus[g,t] <= metric or numerator\n"
	"                  encouraged, <=: bonus[g,t] <= value[g] x denominator - numerator + most x (1 - below[g,t])\n"
	"bonus_most[g,t]   bonus[g,t] <= value[g] x denominator(g,t)            encouraged ratios, >=\n"
	"                  bonus[g,t] <= most x below[g,t]                      encouraged, <=\n"
	"counted_begun[g,s,t]  counted[g,s,t] <= starts at s in g up to t       sites_started >=\n"
	"counted_all[g,p,t]    sum_{u<=t} start[p,u] <= design[p] x counted[g,s,t]     sites_started <=\n"
	"stranded[s,t]         stranded[s,t] >= usable MW of s - pue[s,t] x sum_{p at s} available[p,t] x limit[p] / 1000\n"
	"                      s: in the scope of a target on stranded_mw\n";
#endif

const struct family families[] = {
#ifndef RACKPLAN_WITHOUT_PHASE
	{ "phase", phase_algebra, "racks", phase_build },
#endif
#ifndef RACKPLAN_WITHOUT_SPACE
	{ "space", space_algebra, "racks", space_build },
#endif
#ifndef RACKPLAN_WITHOUT_POWER
	{ "power", power_algebra, "MW", power_build },
#endif
#ifndef RACKPLAN_WITHOUT_COOLING
	{ "cooling", cooling_algebra, "MW", cooling_build },
#endif
#ifndef RACKPLAN_WITHOUT_ENERGY
	{ "energy", energy_algebra, "MWh", energy_build },
#endif
#ifndef RACKPLAN_WITHOUT_BACKUP
	{ "backup", backup_algebra, "racks, MW or MWh", backup_build },
#endif
#ifndef RACKPLAN_WITHOUT_OPENING
	{ "opening", opening_algebra, "racks or sites", opening_build },
#endif
#ifndef RACKPLAN_WITHOUT_DEMAND
	{ "demand", demand_algebra, "racks", demand_build },
#endif
#ifndef RACKPLAN_WITHOUT_MIGRATION
	{ "migration", migration_algebra, "racks", migration_build },
#endif
#ifndef RACKPLAN_WITHOUT_STABILITY
	{ "stability", stability_algebra, "racks", stability_build },
#endif
#ifndef RACKPLAN_WITHOUT_NETWORK
	{ "network", network_algebra, "Gbps", network_build },
#endif
#ifndef RACKPLAN_WITHOUT_BUILD
	{ "build", build_algebra, "racks or sites", build_build },
#endif
#ifndef RACKPLAN_WITHOUT_BUDGET
	{ "budget", budget_algebra, "currency", budget_build },
#endif
#ifndef RACKPLAN_WITHOUT_TARGETS
	{ "targets", targets_algebra, "the metric's, of a ratio its numerator's", targets_build },
#endif
};
const int n_families = (int)(sizeof families / sizeof families[0]);
