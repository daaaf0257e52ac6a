#include "tests/draft.h"
#include "planner/base/memory.h"
#include "planner/scenario/read.h"
#include "tests/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scenario *draft_scenario(const char *path, const char *set)
{
	const struct read_options options = { NULL, set ? 1 : 0, &set };
	struct findings findings = { 0 };
	struct str text = STR_INIT;
	struct scenario *sc = scenario_read(path, &options, &findings);

	findings_print(&findings, &text);
	ck_assert_msg(sc != NULL, "%s", text.text);
	str_dispose(&text);
	findings_dispose(&findings);
	return sc;
}

static char *replaced(char *text, const char *mark, const char *with)
{
	char *at = strstr(text, mark), *longer;
	size_t before;

	ck_assert_msg(at != NULL, "no %s in the plan", mark);
	before = (size_t)(at - text);
	longer = malloc(strlen(text) + strlen(with) + 1);
	ck_assert_ptr_nonnull(longer);
	memcpy(longer, text, before);
	strcpy(longer + before, with);
	strcat(longer, at + strlen(mark));
	free(text);
	return longer;
}

char *draft_plan_text(const char *path, const struct scenario *sc)
{
	char *text = support_read(path);

	ck_assert_msg(text != NULL, "no %s", path);
	text = replaced(text, "@VARIANT@", sc->variant);
	return replaced(text, "@SHA256@", sc->sha256);
}

static int *copy_counts(struct arena *arena, const int *counts, int n)
{
	int *copy = arena_alloc(arena, n, sizeof *copy);

	memcpy(copy, counts, (size_t)n * sizeof *copy);
	return copy;
}

static void copy_hosting(struct draft *draft)
{
	const struct plan *read = draft->read;
	int n_sites = read->n_sites, n = read->n_demands * n_sites, i;
	struct hosting *rows = arena_alloc(draft->arena, n, sizeof *rows);

	draft->hosted = arena_alloc(draft->arena, n * read->n_periods, sizeof *draft->hosted);
	for (i = 0; i < n; i++)
		rows[i] = (struct hosting){ i / n_sites, i % n_sites, draft->hosted + i * read->n_periods };
	for (i = 0; i < read->n_hosting; i++) {
		const struct hosting *from = &read->hosting[i];

		memcpy(draft->hosted + (from->demand * n_sites + from->site) * read->n_periods, from->racks,
		       (size_t)read->n_periods * sizeof *from->racks);
	}
	draft->plan.hosting = rows;
	draft->plan.n_hosting = n;
}

static void copy_standbys(struct draft *draft)
{
	const struct plan *read = draft->read;
	int n_sites = read->n_sites, n_pairs = n_sites * n_sites, n = read->n_demands * n_pairs, i;
	bool any = false;
	struct standby *rows;

	for (i = 0; i < draft->sc->n_demands; i++)
		any = any || draft->sc->demands[i].has_backup;
	if (!any)
		return;
	rows = arena_alloc(draft->arena, n, sizeof *rows);
	draft->paired = arena_alloc(draft->arena, n * read->n_periods, sizeof *draft->paired);
	for (i = 0; i < n; i++)
		rows[i] = (struct standby){ i / n_pairs, i / n_sites % n_sites, i % n_sites,
			                    draft->paired + i * read->n_periods };
	for (i = 0; i < read->n_standbys; i++) {
		const struct standby *from = &read->standbys[i];
		int row = (from->demand * n_sites + from->site) * n_sites + from->standby;

		memcpy(draft->paired + row * read->n_periods, from->racks,
		       (size_t)read->n_periods * sizeof *from->racks);
	}
	draft->plan.standbys = rows;
	draft->plan.n_standbys = n;
}

static void copy_flows(struct draft *draft)
{
	const struct plan *read = draft->read;
	int n_links = draft->sc->n_links, n = draft->sc->n_nodes * n_links * 2, i;
	struct flow *rows = arena_alloc(draft->arena, n, sizeof *rows);

	draft->gbps = arena_alloc(draft->arena, n * read->n_periods, sizeof *draft->gbps);
	for (i = 0; i < n; i++)
		rows[i] = (struct flow){ i / 2 / n_links, i / 2 % n_links, i % 2, draft->gbps + i * read->n_periods };
	for (i = 0; i < read->n_flows; i++) {
		const struct flow *from = &read->flows[i];
		int row = (from->node * n_links + from->link) * 2 + from->back;

		memcpy(draft->gbps + row * read->n_periods, from->gbps, (size_t)read->n_periods * sizeof *from->gbps);
	}
	draft->plan.flows = rows;
	draft->plan.n_flows = n;
}

static void copy_claims(struct draft *draft)
{
	const struct plan *read = draft->read;

	draft->costs = arena_alloc(draft->arena, read->n_costs, sizeof *draft->costs);
	memcpy(draft->costs, read->costs, (size_t)read->n_costs * sizeof *draft->costs);
	draft->results = arena_alloc(draft->arena, read->n_results, sizeof *draft->results);
	memcpy(draft->results, read->results, (size_t)read->n_results * sizeof *draft->results);
	draft->plan.costs = draft->costs;
	draft->plan.results = draft->results;
}

static struct plan *read_plan(const char *path, const struct scenario *sc)
{
	char *directory = support_directory(), *text = draft_plan_text(path, sc);
	struct str file = STR_INIT;
	struct error err = ERROR_INIT;
	struct plan *plan;

	str_addf(&file, "%s/plan.json", directory);
	support_write(file.text, text);
	plan = plan_read(file.text, sc, &err);
	ck_assert_msg(plan != NULL, "%s: %s", err.where, err.what);
	str_dispose(&file);
	free(text);
	support_remove(directory);
	return plan;
}

struct draft *draft_open(const char *scenario_path, const char *plan_path, const char *set)
{
	struct draft *draft = memory_alloc(1, sizeof *draft);
	const struct plan *read;
	int n;

	draft->sc = draft_scenario(scenario_path, set);
	draft->read = read_plan(plan_path, draft->sc);
	draft->arena = arena_new();
	read = draft->read;
	n = read->n_periods;
	draft->plan = *read;
	draft->plan.started_racks = draft->started = copy_counts(draft->arena, read->started_racks, read->n_phases * n);
	draft->plan.commissioned_racks = draft->commissioned = copy_counts(draft->arena, read->commissioned_racks,
	                                                                   read->n_phases * n);
	draft->plan.feed_steps = draft->feeds = copy_counts(draft->arena, read->feed_steps, read->n_feeds * n);
	draft->plan.unserved_racks = draft->unserved = copy_counts(draft->arena, read->unserved_racks,
	                                                           read->n_demands * n);
	draft->plan.link_modules = draft->modules = copy_counts(draft->arena, read->link_modules, read->n_modules * n);
	draft->energy = arena_alloc(draft->arena, read->n_energy_sources * n, sizeof *draft->energy);
	memcpy(draft->energy, read->energy_mwh, (size_t)(read->n_energy_sources * n) * sizeof *draft->energy);
	draft->plan.energy_mwh = draft->energy;
	copy_hosting(draft);
	copy_standbys(draft);
	copy_flows(draft);
	copy_claims(draft);
	return draft;
}

struct draft *draft_valley(const char *set)
{
	return draft_open(VALLEY, VALLEY_PLAN, set);
}

struct draft *draft_delta(const char *set)
{
	return draft_open(DELTA, DELTA_PLAN, set);
}

void draft_close(struct draft *draft)
{
	arena_free(draft->arena);
	plan_free(draft->read);
	scenario_free(draft->sc);
	memory_free(draft);
}

static int cell(const struct draft *draft, int row, const char *id, const char *period)
{
	int t = scenario_find_period(draft->sc, period);

	/* A ck_assert writes to a file each time, and the random tests come here a million times. */
	if (row < 0 || t < 0)
		ck_abort_msg("no %s or no %s", id, period);
	return row * draft->sc->n_periods + t;
}

int *draft_started(struct draft *draft, const char *phase, const char *period)
{
	return &draft->started[cell(draft, scenario_find_phase(draft->sc, phase), phase, period)];
}

int *draft_commissioned(struct draft *draft, const char *phase, const char *period)
{
	return &draft->commissioned[cell(draft, scenario_find_phase(draft->sc, phase), phase, period)];
}

int *draft_feed(struct draft *draft, const char *feed, const char *period)
{
	return &draft->feeds[cell(draft, scenario_find_feed(draft->sc, feed), feed, period)];
}

int *draft_unserved(struct draft *draft, const char *demand, const char *period)
{
	return &draft->unserved[cell(draft, scenario_find_demand(draft->sc, demand), demand, period)];
}

int *draft_host(struct draft *draft, const char *demand, const char *site, const char *period)
{
	int d = scenario_find_demand(draft->sc, demand), s = scenario_find_site(draft->sc, site);

	if (d < 0 || s < 0)
		ck_abort_msg("no %s or no %s", demand, site);
	return &draft->hosted[cell(draft, d * draft->sc->n_sites + s, demand, period)];
}

int *draft_pair(struct draft *draft, const char *demand, const char *site, const char *standby, const char *period)
{
	int d = scenario_find_demand(draft->sc, demand), s = scenario_find_site(draft->sc, site),
	    r = scenario_find_site(draft->sc, standby), n = draft->sc->n_sites;

	if (d < 0 || s < 0 || r < 0)
		ck_abort_msg("no %s, no %s or no %s", demand, site, standby);
	return &draft->paired[cell(draft, (d * n + s) * n + r, demand, period)];
}

int *draft_modules(struct draft *draft, const char *module, const char *period)
{
	return &draft->modules[cell(draft, scenario_find_module(draft->sc, module), module, period)];
}

double *draft_energy(struct draft *draft, const char *source, const char *period)
{
	return &draft->energy[cell(draft, scenario_find_source(draft->sc, source), source, period)];
}

double *draft_flow(struct draft *draft, const char *node, const char *link, bool back, const char *period)
{
	int v = scenario_find_node(draft->sc, node), l = scenario_find_link(draft->sc, link);

	if (v < 0 || l < 0)
		ck_abort_msg("no %s or no %s", node, link);
	return &draft->gbps[cell(draft, (v * draft->sc->n_links + l) * 2 + back, link, period)];
}

struct cost_item *draft_cost(struct draft *draft, enum cost_kind kind, const char *site, const char *period)
{
	int s = site ? scenario_find_site(draft->sc, site) : -1, i,
	    t = period ? scenario_find_period(draft->sc, period) : draft->sc->n_periods;

	for (i = 0; i < draft->plan.n_costs; i++) {
		if (draft->costs[i].kind == kind && draft->costs[i].site == s && draft->costs[i].period == t)
			return &draft->costs[i];
	}
	ck_abort_msg("no such cost at %s in %s", site ? site : "no site", period ? period : "the end");
	return NULL;
}

struct target_result *draft_result(struct draft *draft, const char *target)
{
	int g = scenario_find_target(draft->sc, target);

	ck_assert_msg(g >= 0, "no %s", target);
	return &draft->results[g];
}

void draft_move(int *from, int *to, int n)
{
	*from -= n;
	*to += n;
}

void draft_silence(struct draft *draft)
{
	draft->plan.n_costs = draft->plan.n_results = draft->plan.n_bindings = 0;
	draft->plan.objective_cny = draft->plan.lp_bound_cny = draft->plan.mip_bound_cny = draft->plan.fixed_cny = 0.0;
}

const struct violation *draft_find(const struct violations *violations, const char *rule, const char *place)
{
	int i;

	for (i = 0; i < violations->n; i++) {
		if (strcmp(violations->items[i].rule, rule) == 0 && strcmp(violations->items[i].place, place) == 0)
			return &violations->items[i];
	}
	return NULL;
}
