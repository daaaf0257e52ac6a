/* mathprog_network.c - nodes, links, their modules and traffic as data of capacity.mod. */
#include "models/mathprog_parts.h"

/* "link/module", cut like every long symbol. */
static void add_module(const struct scenario *sc, int i, struct str *out)
{
	mathprog_add_part(out, sc->links[sc->modules[i].link].id, sc->modules[i].id, i);
}

static void write_places(const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "\nset NODES :=");
	for (i = 0; i < sc->n_nodes; i++)
		mathprog_add_id(out, sc->nodes[i].id);
	str_add(out, ";\nparam site_node :=");
	for (i = 0; i < sc->n_sites; i++) {
		if (!scenario_site_exists(sc, i) || sc->sites[i].node < 0)
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->sites[i].id);
		mathprog_add_id(out, sc->nodes[sc->sites[i].node].id);
	}
	str_add(out, ";\nparam demand_node :=");
	for (i = 0; i < sc->n_demands; i++) {
		if (!scenario_demand_exists(sc, i) || sc->demands[i].node < 0)
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->demands[i].id);
		mathprog_add_id(out, sc->nodes[sc->demands[i].node].id);
	}
	str_add(out, ";\nparam : gbps_per_rack replication_gbps_per_rack :=");
	for (i = 0; i < sc->n_classes; i++) {
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->classes[i].id);
		mathprog_add_number(out, sc->classes[i].gbps_per_rack);
		mathprog_add_number(out, sc->classes[i].replication_gbps_per_rack);
	}
	str_add(out, ";\n");
}

static void write_links(const struct scenario *sc, struct str *out)
{
	int l;

	str_add(out, "\nparam : LINKS : link_from link_to installed_gbps headroom_share opex_cny_per_gbps_year :=");
	for (l = 0; l < sc->n_links; l++) {
		const struct link *link = &sc->links[l];

		if (!scenario_link_exists(sc, l))
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, link->id);
		mathprog_add_id(out, sc->nodes[link->from].id);
		mathprog_add_id(out, sc->nodes[link->to].id);
		mathprog_add_number(out, link->installed_gbps);
		mathprog_add_number(out, link->headroom_share);
		mathprog_add_number(out, link->opex_cny_per_gbps_year);
	}
	str_add(out, ";\n");
}

static void write_modules(const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "\nparam : MODULES : module_link gbps most_started module_lead module_earliest\n"
	             "module_start_cny module_cny module_life :=");
	for (i = 0; i < sc->n_modules; i++) {
		const struct link_module *item = &sc->modules[i];

		if (!scenario_module_exists(sc, i))
			continue;
		str_add_char(out, '\n');
		add_module(sc, i, out);
		mathprog_add_id(out, sc->links[item->link].id);
		mathprog_add_number(out, item->gbps);
		str_addf(out, " %d %d", item->most, item->lead_months);
		mathprog_add_day(out, item->earliest_start, 0);
		mathprog_add_number(out, item->start_cny);
		mathprog_add_number(out, item->cny);
		mathprog_add_number(out, item->life_years);
	}
	str_add(out, ";\n");
}

static void write_traffic(const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "\nparam : TRAFFIC : traffic_from traffic_to :=");
	for (i = 0; i < sc->n_traffic; i++) {
		if (!scenario_traffic_exists(sc, i))
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->traffic[i].id);
		mathprog_add_id(out, sc->nodes[sc->traffic[i].from].id);
		mathprog_add_id(out, sc->nodes[sc->traffic[i].to].id);
	}
	str_add(out, ";\n");
	mathprog_open_series(sc, "traffic_gbps", out);
	for (i = 0; i < sc->n_traffic; i++) {
		if (scenario_traffic_exists(sc, i))
			mathprog_add_series(sc, sc->traffic[i].id, sc->traffic[i].gbps, out);
	}
	str_add(out, ";\n");
	mathprog_open_series(sc, "households", out);
	for (i = 0; i < sc->n_traffic; i++) {
		if (scenario_traffic_exists(sc, i) && sc->traffic[i].households)
			mathprog_add_series(sc, sc->traffic[i].id, sc->traffic[i].households, out);
	}
	str_add(out, ";\n");
}

void mathprog_write_network(const struct scenario *sc, struct str *out)
{
	write_places(sc, out);
	write_links(sc, out);
	write_modules(sc, out);
	write_traffic(sc, out);
}

static bool region_is_named(const struct scenario *sc, const struct scope *scope, int v)
{
	int i;

	for (i = 0; i < scope->n_regions; i++) {
		if (scenario_region_within(sc, sc->nodes[v].region, scope->regions[i]))
			return true;
	}
	return scope->n_regions == 0;
}

void mathprog_write_scope_of_network(const struct scenario *sc, const char *what, const char *id,
                                     const struct scope *scope, struct str *out)
{
	const bool places_only = scope->n_sites + scope->n_phases + scope->n_classes + scope->n_demands +
	                                 scope->n_kinds + scope->n_tiers + scope->n_tags ==
	                         0;
	int i;

	if (sc->n_nodes == 0)
		return;
	str_addf(out, "set scope_nodes['%s',", what);
	mathprog_add_id(out, id);
	str_add(out, "] :=");
	for (i = 0; i < sc->n_nodes; i++) {
		if (region_is_named(sc, scope, i))
			mathprog_add_id(out, sc->nodes[i].id);
	}
	str_addf(out, ";\nset scope_links['%s',", what);
	mathprog_add_id(out, id);
	str_add(out, "] :=");
	for (i = 0; i < sc->n_links; i++) {
		if (places_only && scenario_link_exists(sc, i) &&
		    (region_is_named(sc, scope, sc->links[i].from) || region_is_named(sc, scope, sc->links[i].to)))
			mathprog_add_id(out, sc->links[i].id);
	}
	str_add(out, ";\n");
}

static bool is_counted(const struct scenario *sc, const struct target *target, int l)
{
	int i;

	for (i = 0; target->cut >= 0 && i < sc->cuts[target->cut].n_links; i++) {
		if (sc->cuts[target->cut].links[i] == l)
			return true;
	}
	return target->cut < 0;
}

void mathprog_write_counted_links(const struct scenario *sc, int g, struct str *out)
{
	const struct target *target = &sc->targets[g];
	int l;

	if (target->metric != METRIC_CUT_GBPS && target->metric != METRIC_LINK_COUNT)
		return;
	str_add(out, "set counted_links[");
	mathprog_add_id(out, target->id);
	str_add(out, "] :=");
	for (l = 0; l < sc->n_links; l++) {
		if (scenario_link_exists(sc, l) && is_counted(sc, target, l))
			mathprog_add_id(out, sc->links[l].id);
	}
	str_add(out, ";\n");
}
