/* planted_write.c - a planted scenario as a file. */
#include "tests/planted.h"

#include <math.h>

static const char *const class_names[PLANTED_CLASSES] = { "light", "plain", "dense" };

static void add(struct str *out, const char *key, double value)
{
	str_addf(out, "\"%s\":", key);
	str_add_number(out, value);
	str_add_char(out, ',');
}

/* The last comma goes, as JSON has none. */
static void end(struct str *out, const char *closing)
{
	if (out->length > 0 && out->text[out->length - 1] == ',') {
		out->text[--out->length] = '\0';
	}
	str_add(out, closing);
}

static void add_date(struct str *out, const struct planted *p, const char *key, int t)
{
	const int month = t * (p->quarters ? 3 : 12);

	str_addf(out, "\"%s\":\"%d-%02d-01\",", key, 2018 + month / 12, 1 + month % 12);
}

static void write_head(const struct planted *p, struct str *out)
{
	static const char *const quarter_ends[] = { "03-31", "06-30", "09-30", "12-31" };
	int k, s;

	str_add(out, "{\"rackplan\":1,\"id\":\"planted\",\"origin\":{\"sourced\":\"made\"},"
	             "\"sources\":{\"made\":{\"title\":\"made around its optimum\"}},");
	str_addf(out, "\"horizon\":{\"first_day\":\"2018-01-01\",\"last_day\":\"%d-%s\",\"step\":\"%s\"},",
	         p->quarters ? 2018 : 2017 + p->n_periods, quarter_ends[p->quarters ? p->n_periods - 1 : 3],
	         p->quarters ? "quarter" : "year");
	str_add(out, "\"money\":{\"currency\":\"CNY\",\"price_year\":2018,");
	add(out, "discount_rate", p->rate);
	end(out, "},\"settings\":{\"hours_per_year\":8000},\"regions\":{\"land\":{}},\"tariffs\":{");
	for (s = 0; s < p->n_sites; s++) {
		str_addf(out, "\"t%d\":{", s);
		add(out, "energy_cny_per_kwh", p->sites[s].sources ? 9 : p->sites[s].mwh_cny / 1000);
		add(out, "demand_cny_per_kw_month", p->sites[s].charge_cny_per_kw_month);
		end(out, "},");
	}
	end(out, "},\"classes\":{");
	for (k = 0; k < PLANTED_CLASSES; k++) {
		str_addf(out, "\"%s\":{", class_names[k]);
		add(out, "kw_per_rack", planted_kw[k]);
		add(out, "load_factor", planted_load_factor[k]);
		add(out, "gbps_per_rack", planted_gbps[k]);
		add(out, "replication_gbps_per_rack", planted_replication_gbps[k]);
		end(out, "},");
	}
	end(out, "},");
}

static void write_phases(const struct planted *p, const struct planted_site *site, struct str *out)
{
	str_add(out, "\"phases\":{");
	if (site->kind == PLANTED_OPERATING) {
		str_addf(out, "\"low\":{\"state\":\"operating\",\"design_racks\":%d,\"max_kw_per_rack\":5},",
		         site->low_racks);
		str_addf(out, "\"high\":{\"state\":\"operating\",\"design_racks\":%d,\"max_kw_per_rack\":12}},",
		         site->high_racks);
		return;
	}
	str_addf(out,
	         "\"new\":{\"state\":\"candidate\",\"design_racks\":%d,\"max_kw_per_rack\":12,\"lead_months\":%d,"
	         "\"life_years\":0.01,\"module_racks\":%d,",
	         site->high_racks, site->open * (p->quarters ? 3 : 12), site->module_racks);
	add(out, "shell_cny_per_rack", site->shell_cny);
	add(out, "fitout_cny_per_rack", site->fitout_cny);
	if (site->kind == PLANTED_WHOLE) {
		str_add(out, "\"whole\":true,");
		add(out, "start_cny", site->fixed_cny);
	}
	end(out, "}},");
}

static void write_site(const struct planted *p, int s, struct str *out)
{
	const struct planted_site *site = &p->sites[s];

	str_addf(out, "\"s%d\":{\"region\":\"land\",\"tariff\":\"t%d\",\"node\":\"n%d\",", s, s, site->node);
	add(out, "pue", site->pue);
	add(out, "usable_share", site->usable_share);
	add(out, "installed_mw", site->installed_mw);
	add(out, "opex_cny_per_rack_year", site->opex_cny);
	if (site->kind == PLANTED_OPENED)
		add(out, "opening_cny", site->fixed_cny);
	if (site->kind == PLANTED_OPERATING && site->open > 0)
		add_date(out, p, "opens", site->open);
	if (site->cooling_cny_per_mw > 0)
		add(out, "cooling_mw", planted_load_kw(site) / 1000);
	if (site->steps > 0) {
		str_addf(out, "\"feeds\":{\"f\":{\"life_years\":0.01,\"most_steps\":%d,", site->most_steps);
		add(out, "mw_per_step", site->step_mw);
		add(out, "cny_per_step", site->step_cny);
		end(out, "}},");
	}
	if (site->sources) {
		str_add(out, "\"energy\":{\"cheap\":{");
		add(out, "cny_per_kwh", site->source_cny / 1000);
		add(out, "most_mwh_per_year", site->most_mwh);
		end(out, "},\"grid\":{");
		add(out, "cny_per_kwh", site->mwh_cny / 1000);
		end(out, "}},");
	}
	write_phases(p, site, out);
	end(out, "},");
}

/* The names of the sites of which the flag says yes. */
static void write_sites_with(const struct planted *p, const bool *flag, struct str *out)
{
	int s;

	str_add(out, "\"sites\":[");
	for (s = 0; s < p->n_sites; s++) {
		if (flag[s])
			str_addf(out, "\"s%d\",", s);
	}
	end(out, "],");
}

static void write_demand(const struct planted *p, int d, struct str *out)
{
	const struct planted_demand *demand = &p->demands[d];
	bool standby[PLANTED_SITES];
	int s, t;

	str_addf(out, "\"d%d\":{\"class\":\"%s\",\"region\":\"land\",\"node\":\"n%d\",", d, class_names[demand->class],
	         demand->node);
	add(out, "unserved_cny_per_rack_year", demand->unserved_cny);
	str_add(out, "\"need_racks\":{\"values\":[");
	for (t = 0; t < p->n_periods; t++) {
		int need = demand->unserved[t];

		for (s = 0; s < p->n_sites; s++)
			need += demand->hosted[s][t];
		str_addf(out, "%d,", need);
	}
	end(out, "]},\"hosting_cny_per_rack_year\":{");
	for (s = 0; s < p->n_sites; s++) {
		str_addf(out, "\"s%d\":", s);
		str_add_number(out, demand->hosting_cny[s]);
		str_add_char(out, ',');
		standby[s] = p->sites[s].standby;
	}
	end(out, "},");
	if (demand->share > 0) {
		str_add(out, "\"backup\":{");
		add(out, "share", demand->share);
		write_sites_with(p, standby, out);
		end(out, "},");
	}
	end(out, "},");
}

static void write_filler(const struct planted *p, int s, int k, struct str *out)
{
	int t;

	str_addf(out,
	         "\"f%d.%s\":{\"class\":\"%s\",\"region\":\"land\",\"sites\":[\"s%d\"],\"need_racks\":{\"values\":[", s,
	         class_names[k], class_names[k], s);
	for (t = 0; t < p->n_periods; t++)
		str_addf(out, "%d,", p->sites[s].filler[k][t]);
	end(out, "]},\"hosting_cny_per_rack_year\":{");
	str_addf(out, "\"s%d\":", s);
	str_add_number(out, p->sites[s].filler_cny[k]);
	str_add(out, "}},");
}

static void write_network(const struct planted *p, struct str *out)
{
	int n, l, way, t;

	str_add(out, "\"nodes\":{");
	for (n = 0; n < p->n_nodes; n++)
		str_addf(out, "\"n%d\":{},", n);
	end(out, "},\"links\":{");
	for (l = 0; l < p->n_links; l++) {
		const struct planted_link *link = &p->links[l];

		str_addf(out, "\"l%d\":{\"from\":\"n%d\",\"to\":\"n%d\",", l, link->end[0], link->end[1]);
		add(out, "installed_gbps", link->base_gbps);
		add(out, "headroom_share", link->headroom_share);
		add(out, "opex_cny_per_gbps_year", link->opex_cny);
		if (link->module_gbps > 0) {
			str_addf(out, "\"modules\":{\"m\":{\"lead_months\":0,\"life_years\":0.01,\"most\":%d,",
			         link->most);
			add(out, "gbps", link->module_gbps);
			add(out, "cny", link->module_cny);
			end(out, "}},");
		}
		end(out, "},");
	}
	end(out, "},\"traffic\":{");
	for (l = 0; l < p->n_links; l++) {
		for (way = 0; way < 2; way++) {
			str_addf(out, "\"x%d.%d\":{\"from\":\"n%d\",\"to\":\"n%d\",\"gbps\":{\"values\":[", l, way,
			         p->links[l].end[way], p->links[l].end[!way]);
			for (t = 0; t < p->n_periods; t++) {
				str_add_number(out, p->links[l].fill[way][t]);
				str_add_char(out, ',');
			}
			end(out, "]}},");
		}
	}
	end(out, "},");
}

static void write_limits(const struct planted *p, struct str *out)
{
	bool budgeted[PLANTED_SITES], counted[PLANTED_SITES], any = false;
	int s;

	for (s = 0; s < p->n_sites; s++) {
		budgeted[s] = p->sites[s].budgeted;
		counted[s] = p->sites[s].counted;
		any |= budgeted[s];
	}
	if (p->budget_cny > 0 && any) {
		str_add(out, "\"budgets\":{\"hosting\":{\"op\":\"<=\",\"kinds\":[\"hosting\"],\"scope\":{");
		write_sites_with(p, budgeted, out);
		end(out, "},");
		add(out, "amount_cny", p->spent_cny);
		end(out, "}},");
	}
	if (fabs(p->target_cny) > 0) {
		str_addf(
			out,
			"\"targets\":{\"racks\":{\"metric\":\"occupied_racks\",\"unit\":\"racks\",\"op\":\"%s\",\"scope\":{",
			p->target_cny > 0 ? ">=" : "<=");
		write_sites_with(p, counted, out);
		end(out, "},");
		add(out, "value", p->target_racks);
		if (p->shortfall_racks > 0) {
			str_add(out, "\"modality\":\"in_principle\",");
			add(out, "price_cny_per_unit", p->years * fabs(p->target_cny));
		}
		end(out, "}},");
	}
}

void planted_write(const struct planted *p, struct str *out)
{
	int s, d, k;

	write_head(p, out);
	str_add(out, "\"sites\":{");
	for (s = 0; s < p->n_sites; s++)
		write_site(p, s, out);
	end(out, "},\"demands\":{");
	for (d = 0; d < p->n_demands; d++)
		write_demand(p, d, out);
	for (s = 0; s < p->n_sites; s++) {
		for (k = 0; k < PLANTED_CLASSES && p->sites[s].built; k++)
			write_filler(p, s, k, out);
	}
	end(out, "},");
	write_network(p, out);
	write_limits(p, out);
	end(out, "}\n");
}
