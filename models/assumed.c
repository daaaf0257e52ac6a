/* assumed.c - the assumed numbers that a row rests on, by their pointers; basis.c finds the numbers. */
#include "models/basis.h"

#include <string.h>

struct field {
	unsigned bit;
	const char *name;
};

static const struct field phase_fields[] = {
	{ P_DESIGN, "design_racks" },      { P_AVAILABLE, "available_racks" },  { P_MODULE, "module_racks" },
	{ P_LEAD, "lead_months" },         { P_KW, "max_kw_per_rack" },         { P_START_CNY, "start_cny" },
	{ P_SHELL, "shell_cny_per_rack" }, { P_FITOUT, "fitout_cny_per_rack" }, { 0, NULL }
};
static const struct field feed_fields[] = { { F_MW, "mw_per_step" },      { F_MOST, "most_steps" },
	                                    { F_LEAD, "lead_months" },    { F_CNY, "cny_per_step" },
	                                    { F_START_CNY, "start_cny" }, { 0, NULL } };
static const struct field site_fields[] = { { S_PUE, "pue" },
	                                    { S_USABLE, "usable_share" },
	                                    { S_USABLE, "installed_mw" },
	                                    { S_COOLING, "cooling_mw" },
	                                    { S_SERVERS, "servers_per_rack" },
	                                    { S_OPEX, "opex_cny_per_rack_year" },
	                                    { S_OPENING, "opening_cny" },
	                                    { 0, NULL } };
static const struct field tariff_fields[] = { { Y_ENERGY, "energy_cny_per_kwh" },
	                                      { Y_CHARGE, "demand_cny_per_kw_month" },
	                                      { Y_CARBON, "kg_co2_per_kwh" },
	                                      { 0, NULL } };
static const struct field source_fields[] = {
	{ E_MOST, "most_mwh_per_year" }, { E_CARBON, "kg_co2_per_kwh" }, { E_CNY, "cny_per_kwh" }, { 0, NULL }
};
static const struct field demand_fields[] = { { D_NEED, "need_racks" },
	                                      { D_SHARE, "backup/share" },
	                                      { D_POWER_SHARE, "backup/power_share" },
	                                      { D_CUSTOMERS, "customers_per_rack" },
	                                      { D_MOVING, "migration/moving_cny_per_rack" },
	                                      { 0, NULL } };
static const struct field class_fields[] = { { K_KW, "kw_per_rack" },
	                                     { K_LOAD, "load_factor" },
	                                     { K_GBPS, "gbps_per_rack" },
	                                     { K_REPLICATION, "replication_gbps_per_rack" },
	                                     { 0, NULL } };
static const struct field link_fields[] = { { L_INSTALLED, "installed_gbps" },
	                                    { L_HEADROOM, "headroom_share" },
	                                    { L_OPEX, "opex_cny_per_gbps_year" },
	                                    { 0, NULL } };
static const struct field module_fields[] = { { M_GBPS, "gbps" },           { M_MOST, "most" },
	                                      { M_LEAD, "lead_months" },    { M_CNY, "cny" },
	                                      { M_START_CNY, "start_cny" }, { 0, NULL } };
static const struct field traffic_fields[] = { { T_GBPS, "gbps" },      { T_GBPS | T_HOUSEHOLDS, "households" },
	                                       { T_GBPS, "mbps" },      { T_GBPS, "concurrency" },
	                                       { T_GBPS, "most_gbps" }, { 0, NULL } };
static const struct field rule_fields[] = {
	{ R_COUNT, "at_least" }, { R_COUNT, "at_most" }, { R_COUNT, "exactly" }, { R_PRICE, "price_cny" }, { 0, NULL }
};
static const struct field budget_fields[] = {
	{ B_AMOUNT, "amount_cny" }, { B_AMOUNT, "base_cny" }, { B_AMOUNT, "factor" }, { 0, NULL }
};
static const struct field target_fields[] = {
	{ G_VALUE, "value" }, { G_VALUE, "baseline/value" }, { G_PRICE, "price_cny_per_unit" }, { 0, NULL }
};
static const struct field scenario_fields[] = { { W_HOURS, "settings/hours_per_year" },
	                                        { W_STANDARD_KW, "settings/standard_rack_kw" },
	                                        { W_SERVERS, "settings/servers_per_rack" },
	                                        { W_MOST_CHANGED, "stability/most_racks" },
	                                        { 0, NULL } };

struct pointers {
	const struct scenario *sc;
	bool all; /* else only those of assumed numbers */
	const char **list;
	int n, capacity;
	struct arena *arena;
};

static const struct number_mark *mark_at(const struct scenario *sc, const char *path, const char *name)
{
	const struct number_mark *mark;
	struct str pointer = STR_INIT;

	str_addf(&pointer, "%s/%s", path, name);
	mark = scenario_mark(sc, pointer.text);
	str_dispose(&pointer);
	return mark;
}

static void add_fields(struct pointers *pointers, const char *path, unsigned mask, const struct field *fields)
{
	for (; fields->name; fields++) {
		const struct number_mark *mark = mask & fields->bit ? mark_at(pointers->sc, path, fields->name) : NULL;
		void *list = pointers->list;

		if (!mark || !(pointers->all || mark->origin.kind == ORIGIN_ASSUMED))
			continue;
		memory_reserve(&list, &pointers->capacity, pointers->n + 1, sizeof *pointers->list);
		pointers->list = list;
		pointers->list[pointers->n++] = arena_string(pointers->arena, mark->pointer);
	}
}

static void add_part(struct str *path, const struct scenario *sc, int site, const char *collection, const char *id)
{
	str_addf(path, "/sites/%s/%s/%s", sc->sites[site].id, collection, id);
}

/* "/sites/x", "/sites/x/phases/1": where the fields of thing i stand. */
static void add_path(struct str *path, const struct scenario *sc, enum basis_thing thing, int i)
{
	switch (thing) {
	case OF_PHASES: add_part(path, sc, sc->phases[i].site, "phases", sc->phases[i].id); break;
	case OF_FEEDS: add_part(path, sc, sc->feeds[i].site, "feeds", sc->feeds[i].id); break;
	case OF_SOURCES: add_part(path, sc, sc->energy_sources[i].site, "energy", sc->energy_sources[i].id); break;
	case OF_SITES: str_addf(path, "/sites/%s", sc->sites[i].id); break;
	case OF_TARIFFS: str_addf(path, "/tariffs/%s", sc->tariffs[i].id); break;
	case OF_DEMANDS: str_addf(path, "/demands/%s", sc->demands[i].id); break;
	case OF_CLASSES: str_addf(path, "/classes/%s", sc->classes[i].id); break;
	case OF_LINKS: str_addf(path, "/links/%s", sc->links[i].id); break;
	case OF_MODULES:
		str_addf(path, "/links/%s/modules/%s", sc->links[sc->modules[i].link].id, sc->modules[i].id);
		break;
	case OF_TRAFFIC: str_addf(path, "/traffic/%s", sc->traffic[i].id); break;
	case OF_RULES: str_addf(path, "/rules/%s", sc->rules[i].id); break;
	case OF_BUDGETS: str_addf(path, "/budgets/%s", sc->budgets[i].id); break;
	case OF_TARGETS: str_addf(path, "/targets/%s", sc->targets[i].id); break;
	case OF_HOSTING:
		str_addf(path, "/demands/%s/hosting_cny_per_rack_year", sc->demands[i / sc->n_sites].id);
		break;
	case OF_SCENARIO:
	case BASIS_THINGS: break;
	}
}

/* What an item leaves out it has from elsewhere: the number there is the one. */
static void take_defaults(struct basis *basis)
{
	const struct scenario *sc = basis->m->sc;
	struct str path = STR_INIT;
	int i;

	for (i = 0; i < sc->n_phases; i++) {
		str_clear(&path);
		add_path(&path, sc, OF_PHASES, i);
		if (basis->masks[OF_PHASES][i] & P_AVAILABLE && sc->phases[i].state == PHASE_OPERATING &&
		    !mark_at(sc, path.text, "available_racks"))
			basis_mark(basis, OF_PHASES, i, P_DESIGN);
	}
	for (i = 0; i < sc->n_sites; i++) {
		str_clear(&path);
		add_path(&path, sc, OF_SITES, i);
		if (basis->masks[OF_SITES][i] & S_SERVERS && !mark_at(sc, path.text, "servers_per_rack"))
			basis_mark(basis, OF_SCENARIO, 0, W_SERVERS);
	}
	str_dispose(&path);
}

static void add_things(struct pointers *pointers, const struct basis *basis, enum basis_thing thing)
{
	static const struct field *const fields[BASIS_THINGS] = {
		[OF_PHASES] = phase_fields,    [OF_FEEDS] = feed_fields,        [OF_SITES] = site_fields,
		[OF_TARIFFS] = tariff_fields,  [OF_SOURCES] = source_fields,    [OF_DEMANDS] = demand_fields,
		[OF_CLASSES] = class_fields,   [OF_LINKS] = link_fields,        [OF_MODULES] = module_fields,
		[OF_TRAFFIC] = traffic_fields, [OF_RULES] = rule_fields,        [OF_BUDGETS] = budget_fields,
		[OF_TARGETS] = target_fields,  [OF_SCENARIO] = scenario_fields,
	};
	const struct scenario *sc = basis->m->sc;
	struct str path = STR_INIT;
	int i;

	for (i = 0; i < basis->n[thing]; i++) {
		struct field hosting[] = { { H_CNY, NULL }, { 0, NULL } };

		if (!basis->masks[thing][i])
			continue;
		if (thing == OF_HOSTING)
			hosting[0].name = sc->sites[i % sc->n_sites].id;
		str_clear(&path);
		add_path(&path, sc, thing, i);
		add_fields(pointers, path.text, basis->masks[thing][i], thing == OF_HOSTING ? hosting : fields[thing]);
	}
	str_dispose(&path);
}

static int keep_pointers(struct basis *basis, bool all, struct arena *arena, const char *const **list)
{
	struct pointers pointers = { .sc = basis->m->sc, .all = all, .arena = arena };
	const char **kept;
	int thing, i;

	take_defaults(basis);
	for (thing = 0; thing < BASIS_THINGS; thing++)
		add_things(&pointers, basis, (enum basis_thing)thing);
	kept = arena_alloc(arena, pointers.n, sizeof *kept);
	for (i = 0; i < pointers.n; i++)
		kept[i] = pointers.list[i];
	memory_free(pointers.list);
	*list = kept;
	return pointers.n;
}

int basis_pointers(struct basis *basis, struct arena *arena, const char *const **list)
{
	return keep_pointers(basis, true, arena, list);
}

int assumed_of_row(const struct model *m, int row, struct arena *arena, const char *const **list)
{
	struct basis basis;
	int n;

	basis_init(&basis, m);
	basis_of_row(&basis, row);
	n = keep_pointers(&basis, false, arena, list);
	basis_dispose(&basis);
	return n;
}
