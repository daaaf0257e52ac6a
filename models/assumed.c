/*
 * assumed.c - on which assumed numbers a row rests.
 *
 * The numbers of a row are those of the things in it: of its own index (a site's power, a target's value) and of the
 * phases, feeds and demands whose columns it has. Which fields of these enter depends on the row.
 */
#include "models/internal.h"

#include <string.h>

struct basis { /* what stands in the row */
	const struct model *m;
	bool *phases, *feeds, *demands, *classes, *sites, *links, *sources, *openings;
	const char **pointers;
	int n, capacity;
	struct arena *arena;
};

/* Keeps the pointer when the number there is an assumed one. */
static void add_pointer(struct basis *basis, const char *pointer)
{
	const struct number_mark *mark = scenario_mark(basis->m->sc, pointer);
	void *pointers = basis->pointers;

	if (!mark || mark->origin.kind != ORIGIN_ASSUMED)
		return;
	memory_reserve(&pointers, &basis->capacity, basis->n + 1, sizeof *basis->pointers);
	basis->pointers = pointers;
	basis->pointers[basis->n++] = arena_string(basis->arena, pointer);
}

static void add_part(struct basis *basis, int site, const char *collection, const char *id, const char *field)
{
	struct str pointer = STR_INIT;

	str_addf(&pointer, "/sites/%s/%s/%s/%s", basis->m->sc->sites[site].id, collection, id, field);
	add_pointer(basis, pointer.text);
	str_dispose(&pointer);
}

static void add_fields(struct basis *basis, const char *collection, const char *id, const char *const *fields)
{
	struct str pointer = STR_INIT;

	for (; *fields; fields++) {
		str_clear(&pointer);
		str_addf(&pointer, "/%s/%s/%s", collection, id, *fields);
		add_pointer(basis, pointer.text);
	}
	str_dispose(&pointer);
}

static void of_phases(struct basis *basis, const char *const *fields)
{
	const struct scenario *sc = basis->m->sc;
	const char *const *field;
	int p;

	for (p = 0; p < sc->n_phases; p++) {
		for (field = fields; basis->phases[p] && *field; field++)
			add_part(basis, sc->phases[p].site, "phases", sc->phases[p].id, *field);
	}
}

static void of_feeds(struct basis *basis, const char *const *fields)
{
	const struct scenario *sc = basis->m->sc;
	const char *const *field;
	int f;

	for (f = 0; f < sc->n_feeds; f++) {
		for (field = fields; basis->feeds[f] && *field; field++)
			add_part(basis, sc->feeds[f].site, "feeds", sc->feeds[f].id, *field);
	}
}

static void of_sources(struct basis *basis, const char *const *fields)
{
	const struct scenario *sc = basis->m->sc;
	const char *const *field;
	int e;

	for (e = 0; e < sc->n_energy_sources; e++) {
		for (field = fields; basis->sources[e] && *field; field++)
			add_part(basis, sc->energy_sources[e].site, "energy", sc->energy_sources[e].id, *field);
	}
}

static void of_sites(struct basis *basis, const char *const *fields)
{
	int s;

	for (s = 0; s < basis->m->sc->n_sites; s++) {
		if (basis->sites[s])
			add_fields(basis, "sites", basis->m->sc->sites[s].id, fields);
	}
}

static void of_openings(struct basis *basis)
{
	int s;

	for (s = 0; s < basis->m->sc->n_sites; s++) {
		if (basis->openings[s])
			add_fields(basis, "sites", basis->m->sc->sites[s].id,
			           (const char *const[]){ "opening_cny", NULL });
	}
}

static void of_demands(struct basis *basis, const char *const *fields)
{
	int d;

	for (d = 0; d < basis->m->sc->n_demands; d++) {
		if (basis->demands[d])
			add_fields(basis, "demands", basis->m->sc->demands[d].id, fields);
	}
}

static void of_classes(struct basis *basis, const char *const *fields)
{
	int k;

	for (k = 0; k < basis->m->sc->n_classes; k++) {
		if (basis->classes[k])
			add_fields(basis, "classes", basis->m->sc->classes[k].id, fields);
	}
}

static void of_links(struct basis *basis, const char *const *fields, const char *const *of_modules)
{
	const struct scenario *sc = basis->m->sc;
	struct str collection = STR_INIT;
	int l, i;

	for (l = 0; l < sc->n_links; l++) {
		if (!basis->links[l])
			continue;
		add_fields(basis, "links", sc->links[l].id, fields);
		str_clear(&collection);
		str_addf(&collection, "links/%s/modules", sc->links[l].id);
		for (i = sc->links[l].module_begin; i < sc->links[l].module_end; i++)
			add_fields(basis, collection.text, sc->modules[i].id, of_modules);
	}
	str_dispose(&collection);
}

static void of_traffic(struct basis *basis, int from, int to, const char *const *fields)
{
	const struct scenario *sc = basis->m->sc;
	int i;

	for (i = 0; i < sc->n_traffic; i++) {
		if (scenario_traffic_exists(sc, i) &&
		    (from < 0 || (sc->traffic[i].from == from && sc->traffic[i].to == to)))
			add_fields(basis, "traffic", sc->traffic[i].id, fields);
	}
}

#define FIELDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Marks the phases, feeds, demands, classes and sites whose columns stand in the row. */
static void mark_terms(struct basis *basis, int row)
{
	const struct model *m = basis->m;
	const struct scenario *sc = m->sc;
	const int *columns;
	const double *coefficients;
	int n = lp_row_terms(m->lp, row, &columns, &coefficients), i;

	for (i = 0; i < n; i++) {
		const char *block = lp_column_block_name(m->lp, lp_column_block_of(m->lp, columns[i]));
		const int *index = lp_column_index(m->lp, columns[i]);

		if (strcmp(block, "host") == 0 || strcmp(block, "pair") == 0) {
			basis->demands[index[0]] = true;
			basis->classes[sc->demands[index[0]].class] = true;
			basis->sites[block[0] == 'h' ? index[1] : index[2]] = true;
		} else if (strcmp(block, "shared") == 0 || strcmp(block, "shared_mw") == 0 ||
		           strcmp(block, "shared_mwh") == 0) {
			basis->sites[index[0]] = true;
		} else if (strcmp(block, "opening") == 0) {
			basis->openings[index[0]] = true;
		} else if (strcmp(block, "energy") == 0) {
			basis->sources[index[0]] = true;
		} else if (strcmp(block, "start") == 0 || strcmp(block, "commission") == 0) {
			basis->phases[index[0]] = true;
		} else if (strcmp(block, "feed") == 0 || strcmp(block, "feed_first") == 0) {
			basis->feeds[index[0]] = true;
		}
	}
}

/* Phases that enter a site's rows with a stock have no column of their own there. */
static void mark_phases_of_site(struct basis *basis, int s)
{
	int p;

	for (p = basis->m->sc->sites[s].phase_begin; p < basis->m->sc->sites[s].phase_end; p++)
		basis->phases[p] |= scenario_phase_exists(basis->m->sc, p);
}

static void mark_phases_of_scope(struct basis *basis, const struct scope *scope)
{
	int p;

	for (p = 0; p < basis->m->sc->n_phases; p++)
		basis->phases[p] |= scenario_phase_exists(basis->m->sc, p) && scope_has_phase(scope, basis->m->sc, p);
}

static void of_costs(struct basis *basis, bool running)
{
	of_phases(basis, FIELDS("start_cny", "shell_cny_per_rack", "fitout_cny_per_rack"));
	of_feeds(basis, FIELDS("start_cny", "cny_per_step"));
	of_openings(basis);
	if (!running)
		return;
	of_sites(basis, FIELDS("pue", "opex_cny_per_rack_year"));
	of_sources(basis, FIELDS("cny_per_kwh"));
	of_classes(basis, FIELDS("kw_per_rack", "load_factor"));
}

static void of_cut(struct basis *basis, const struct target *target)
{
	int l;

	for (l = 0; l < basis->m->sc->n_links; l++)
		basis->links[l] = links_counted(basis->m->sc, target, l);
	of_links(basis, FIELDS("installed_gbps"), FIELDS("gbps", "most", "lead_months"));
}

/* A row of the network: of a commodity at a node, of an arc, or of a module or link. */
static void of_network(struct basis *basis, const char *block, const int *index)
{
	const struct scenario *sc = basis->m->sc;

	if (strcmp(block, "conserve") == 0) {
		of_traffic(basis, index[0], index[1], FIELDS("gbps", "households", "mbps", "concurrency"));
		of_classes(basis, FIELDS("gbps_per_rack", "replication_gbps_per_rack"));
	} else if (strcmp(block, "link_load") == 0) {
		basis->links[index[0] / 2] = true;
		of_links(basis, FIELDS("installed_gbps", "headroom_share"), FIELDS("gbps", "lead_months"));
	} else {
		basis->links[strncmp(block, "lit", 3) == 0 ? index[0] : sc->modules[index[0]].link] = true;
		of_links(basis, FIELDS("installed_gbps"), FIELDS("most"));
	}
}

static void of_target(struct basis *basis, int g)
{
	const struct scenario *sc = basis->m->sc;
	const struct target *target = &sc->targets[g];

	add_fields(basis, "targets", target->id, FIELDS("value", "baseline/value", "price_cny_per_unit"));
	switch (target->metric) {
	case METRIC_DESIGN_RACKS:
	case METRIC_AVAILABLE_RACKS:
		mark_phases_of_scope(basis, &target->scope);
		of_phases(basis, FIELDS("design_racks", "available_racks", "lead_months"));
		break;
	case METRIC_STANDARD_RACKS:
		mark_phases_of_scope(basis, &target->scope);
		of_phases(basis, FIELDS("design_racks", "available_racks", "lead_months", "max_kw_per_rack"));
		add_pointer(basis, "/settings/standard_rack_kw");
		break;
	case METRIC_UTILIZATION:
		mark_phases_of_scope(basis, &target->scope);
		of_phases(basis, FIELDS("design_racks", "available_racks"));
		of_demands(basis, FIELDS("need_racks"));
		break;
	case METRIC_IT_MW: of_classes(basis, FIELDS("kw_per_rack")); break;
	case METRIC_FACILITY_MW:
	case METRIC_PUE:
		of_classes(basis, FIELDS("kw_per_rack"));
		of_sites(basis, FIELDS("pue"));
		break;
	case METRIC_OCCUPIED_RACKS:
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE: of_demands(basis, FIELDS("need_racks")); break;
	case METRIC_CUSTOMERS: of_demands(basis, FIELDS("need_racks", "customers_per_rack")); break;
	case METRIC_CAPEX:
	case METRIC_SPEND: of_costs(basis, target->metric == METRIC_SPEND); break;
	case METRIC_CUT_GBPS:
	case METRIC_LINK_COUNT: of_cut(basis, target); break;
	case METRIC_HOUSEHOLDS: of_traffic(basis, -1, -1, FIELDS("households")); break;
	case METRIC_GREEN_SHARE:
	case METRIC_CARBON_T:
		of_sources(basis, FIELDS("kg_co2_per_kwh", "most_mwh_per_year"));
		of_classes(basis, FIELDS("kw_per_rack", "load_factor"));
		of_sites(basis, FIELDS("pue"));
		add_pointer(basis, "/settings/hours_per_year");
		break;
	case METRIC_SERVERS:
	case METRIC_INSTALL_RATE:
		mark_phases_of_scope(basis, &target->scope);
		of_phases(basis, FIELDS("design_racks", "available_racks"));
		of_sites(basis, FIELDS("servers_per_rack"));
		add_pointer(basis, "/settings/servers_per_rack");
		break;
	case METRIC_SITES_STARTED:
	case METRIC_STRANDED_MW: /* what it rests on stands in its own rows: of_row */
	case METRICS: break;
	}
}

/* Rows of a site's cooling, energy, standby racks, opening and stranded power. */
static void of_site_row(struct basis *basis, const char *block, const int *index)
{
	if (strcmp(block, "cooling") == 0) {
		of_sites(basis, FIELDS("cooling_mw"));
		of_classes(basis, FIELDS("kw_per_rack"));
		of_demands(basis, FIELDS("backup/power_share"));
	} else if (strcmp(block, "energy_most") == 0) {
		of_sources(basis, FIELDS("most_mwh_per_year"));
	} else if (strcmp(block, "backup_least") == 0) {
		of_demands(basis, FIELDS("backup/share"));
	} else if (strcmp(block, "lost_mw") == 0 || strcmp(block, "lost_mwh") == 0) {
		of_classes(basis, FIELDS("kw_per_rack"));
		of_demands(basis, FIELDS("backup/power_share"));
	} else if (strcmp(block, "stability") == 0) {
		add_pointer(basis, "/stability/most_racks");
	} else if (strcmp(block, "opening_start") == 0) {
		of_phases(basis, FIELDS("design_racks"));
	} else if (strcmp(block, "stranded") == 0) {
		basis->sites[index[0]] = true;
		mark_phases_of_site(basis, index[0]);
		of_phases(basis, FIELDS("design_racks", "available_racks", "max_kw_per_rack"));
		of_sites(basis, FIELDS("pue", "usable_share", "installed_mw"));
		of_feeds(basis, FIELDS("mw_per_step", "lead_months"));
	}
}

static void of_row(struct basis *basis, int row)
{
	const struct model *m = basis->m;
	const struct scenario *sc = m->sc;
	const char *family = m->row_family[row]->name;
	const char *block = lp_row_block_name(m->lp, lp_row_block_of(m->lp, row));
	const int *index = lp_row_index(m->lp, row);

	mark_terms(basis, row);
	if (strcmp(family, "phase") == 0) {
		of_phases(basis, FIELDS("design_racks", "available_racks", "lead_months"));
	} else if (strcmp(family, "space") == 0) {
		bool dense = strcmp(block, "density") == 0;

		mark_phases_of_site(basis, dense ? sc->phases[index[0]].site : index[0]);
		of_phases(basis, FIELDS("design_racks", "available_racks"));
		if (dense) {
			of_phases(basis, FIELDS("max_kw_per_rack"));
			of_classes(basis, FIELDS("kw_per_rack"));
		}
	} else if (strcmp(block, "power") == 0) {
		of_sites(basis, FIELDS("pue", "usable_share", "installed_mw"));
		of_feeds(basis, FIELDS("mw_per_step", "lead_months"));
		of_classes(basis, FIELDS("kw_per_rack"));
		of_demands(basis, FIELDS("backup/power_share"));
	} else if (strcmp(family, "power") == 0) {
		of_feeds(basis, FIELDS("most_steps"));
	} else if (strcmp(family, "migration") == 0) {
		of_demands(basis, FIELDS("need_racks"));
	} else if (strcmp(family, "network") == 0) {
		of_network(basis, block, index);
	} else if (strcmp(family, "build") == 0) {
		add_fields(basis, "rules", sc->rules[index[0]].id,
		           FIELDS("at_least", "at_most", "exactly", "price_cny"));
	} else if (strcmp(family, "budget") == 0) {
		add_fields(basis, "budgets", sc->budgets[index[0]].id, FIELDS("amount_cny"));
		of_costs(basis, true);
	} else if (strcmp(family, "targets") == 0 && strcmp(block, "stranded") != 0) {
		of_target(basis, index[0]);
	} else {
		of_site_row(basis, block, index);
	}
}

int assumed_of_row(const struct model *m, int row, struct arena *arena, const char *const **pointers)
{
	const struct scenario *sc = m->sc;
	struct basis basis = { .m = m, .arena = arena };
	const char **kept;
	int i;

	basis.phases = memory_alloc(sc->n_phases, sizeof *basis.phases);
	basis.feeds = memory_alloc(sc->n_feeds, sizeof *basis.feeds);
	basis.demands = memory_alloc(sc->n_demands, sizeof *basis.demands);
	basis.classes = memory_alloc(sc->n_classes, sizeof *basis.classes);
	basis.sites = memory_alloc(sc->n_sites, sizeof *basis.sites);
	basis.openings = memory_alloc(sc->n_sites, sizeof *basis.openings);
	basis.sources = memory_alloc(sc->n_energy_sources, sizeof *basis.sources);
	basis.links = memory_alloc(sc->n_links, sizeof *basis.links);
	of_row(&basis, row);
	kept = arena_alloc(arena, basis.n, sizeof *kept);
	for (i = 0; i < basis.n; i++)
		kept[i] = basis.pointers[i];
	*pointers = kept;
	memory_free(basis.pointers);
	memory_free(basis.links);
	memory_free(basis.sources);
	memory_free(basis.openings);
	memory_free(basis.sites);
	memory_free(basis.classes);
	memory_free(basis.demands);
	memory_free(basis.feeds);
	memory_free(basis.phases);
	return basis.n;
}
