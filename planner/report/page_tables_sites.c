/* Data tables of the charts on sites: rates, demand, cooling, energy, exhaustion. */
#include "planner/base/memory.h"
#include "planner/report/exhaustion.h"
#include "planner/report/format.h"
#include "planner/report/page.h"
#include "planner/report/rates.h"
#include "planner/report/supplies.h"

#include <math.h>

static void percent_cell(struct str *out, double rate)
{
	if (isnan(rate))
		str_add(out, "<td></td>");
	else
		html_cell_fixed(out, 100 * rate, 2);
}

static void name_column(struct str *out, const struct text *name)
{
	str_add(out, "<th scope=\"col\" class=\"n\">");
	html_text(out, name);
	str_add(out, "</th>");
}

void table_rates(const struct page *page)
{
	const struct plan *plan = page->plan;
	const struct scenario *sc = page->sc;
	int n = sc->n_periods, g, t, i, columns = 0;
	double *rates = memory_alloc((plan->n_results + 2) * n, sizeof *rates);
	struct str *out = page->out;

	html_table(out, "table-rates", PAGE_TABLE_RATES, false);
	html_head(out);
	html_page_column(out, PAGE_PERIOD, false);
	html_page_column(out, PAGE_OF_AVAILABLE, true);
	html_page_column(out, PAGE_OF_DESIGN, true);
	rates_of_all(plan, sc, false, &rates[columns++ * n]);
	rates_of_all(plan, sc, true, &rates[columns++ * n]);
	for (g = 0; g < plan->n_results; g++) {
		const struct target *target = &sc->targets[plan->results[g].target];

		if (!rates_has_target(plan, sc, g))
			continue;
		name_column(out, &target->name);
		rates_of_target(plan, sc, target, &rates[columns++ * n]);
	}
	html_body(out);
	for (t = 0; t < n; t++) {
		html_row(out, NULL);
		html_row_head(out, sc->periods[t].label);
		for (i = 0; i < columns; i++)
			percent_cell(out, rates[i * n + t]);
		str_add(out, "</tr>");
	}
	html_table_end(out);
	memory_free(rates);
}

/* ---- two columns under each of several heads ---- */

static void double_head(struct str *out, const char *id, enum page_word caption)
{
	html_table(out, id, caption, false);
	str_add(out, "<thead><tr><th scope=\"col\" rowspan=\"2\">");
	html_page_word(out, PAGE_PERIOD);
	str_add(out, "</th>");
}

static bool is_needed(const struct page *page, int k)
{
	int t;

	for (t = 0; t < page->sc->n_periods; t++) {
		if (rates_class_need(page->sc, k, t) > 0)
			return true;
	}
	return false;
}

static int served(const struct page *page, int k, int t)
{
	int s, racks = 0;

	for (s = 0; s < page->sc->n_sites; s++)
		racks += rates_class_hosted(page->plan, page->sc, k, s, t);
	return racks;
}

void table_demand(const struct page *page)
{
	const struct scenario *sc = page->sc;
	struct str *out = page->out;
	int k, t;

	double_head(out, "table-demand", PAGE_TABLE_DEMAND);
	for (k = 0; k < sc->n_classes; k++) {
		if (!is_needed(page, k))
			continue;
		str_add(out, "<th scope=\"colgroup\" colspan=\"2\">");
		html_text(out, &sc->classes[k].name);
		str_add(out, "</th>");
	}
	str_add(out, "</tr><tr>");
	for (k = 0; k < sc->n_classes; k++) {
		if (!is_needed(page, k))
			continue;
		html_page_column(out, PAGE_NEED, true);
		html_page_column(out, PAGE_SERVED, true);
	}
	html_body(out);
	for (t = 0; t < sc->n_periods; t++) {
		html_row(out, NULL);
		html_row_head(out, sc->periods[t].label);
		for (k = 0; k < sc->n_classes; k++) {
			if (!is_needed(page, k))
				continue;
			html_cell_number(out, rates_class_need(sc, k, t), 0);
			html_cell_number(out, served(page, k, t), 0);
		}
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

static bool is_cooled(const struct page *page, int s)
{
	int t;

	for (t = 0; scenario_site_exists(page->sc, s) && page->sc->sites[s].cooling_mw && t < page->sc->n_periods;
	     t++) {
		if (plan_site_it_mw(page->plan, page->sc, s, t) > 0)
			return true;
	}
	return false;
}

void table_cooling(const struct page *page)
{
	const struct scenario *sc = page->sc;
	struct str *out = page->out;
	int s, t;

	double_head(out, "table-cooling", PAGE_TABLE_COOLING);
	for (s = 0; s < sc->n_sites; s++) {
		if (is_cooled(page, s))
			html_site_column(out, &sc->sites[s], 2);
	}
	str_add(out, "</tr><tr>");
	for (s = 0; s < sc->n_sites; s++) {
		if (!is_cooled(page, s))
			continue;
		html_group_column(out, &sc->sites[s], PAGE_IT_MW);
		html_group_column(out, &sc->sites[s], PAGE_COOLING);
	}
	html_body(out);
	for (t = 0; t < sc->n_periods; t++) {
		html_row(out, NULL);
		html_row_head(out, sc->periods[t].label);
		for (s = 0; s < sc->n_sites; s++) {
			if (!is_cooled(page, s))
				continue;
			html_cell_of(out, sc->sites[s].id, plan_site_it_mw(page->plan, sc, s, t), 3);
			html_cell_of(out, sc->sites[s].id, sc->sites[s].cooling_mw[t], 3);
		}
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

/* ---- energy and exhaustion ---- */

void table_energy(const struct page *page)
{
	struct str *out = page->out;
	struct supplies supplies;
	int i, t;

	supplies_make(page->plan, page->sc, &supplies);
	html_table(out, "table-energy", PAGE_TABLE_ENERGY, false);
	html_head(out);
	html_page_column(out, PAGE_PERIOD, false);
	for (i = 0; i < supplies.n; i++)
		name_column(out, &supplies.items[i].name);
	html_body(out);
	for (t = 0; t < page->sc->n_periods; t++) {
		html_row(out, NULL);
		html_row_head(out, page->sc->periods[t].label);
		for (i = 0; i < supplies.n; i++)
			html_cell_fixed(out, supply_mwh(page->plan, page->sc, &supplies.items[i], t), 1);
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

static void period_cell(const struct page *page, int period)
{
	html_cell(page->out, period < 0 ? "–" : page->sc->periods[period].label);
}

void table_exhaustion(const struct page *page)
{
	struct str *out = page->out;
	struct exhaustion item;
	int s;

	html_table(out, "table-exhaustion", PAGE_TABLE_EXHAUSTION, false);
	html_head(out);
	html_page_column(out, PAGE_ONE_SITE, false);
	html_page_column(out, PAGE_USABLE_END, true);
	html_page_column(out, PAGE_DRAWN_END, true);
	html_page_column(out, PAGE_FREE_END, true);
	html_page_column(out, PAGE_STRANDED_END, true);
	html_page_column(out, PAGE_RACKS_FULL, false);
	html_page_column(out, PAGE_DESIGN_FULL, false);
	html_page_column(out, PAGE_POWER_FULL, false);
	html_body(out);
	for (s = 0; s < page->sc->n_sites; s++) {
		if (!exhaustion_of(page->plan, page->sc, s, &item))
			continue;
		html_row(out, page->sc->sites[s].id);
		html_row_head_text(out, &page->sc->sites[s].name, NULL);
		html_cell_fixed(out, item.usable_mw, 3);
		html_cell_fixed(out, item.drawn_mw, 3);
		html_cell_fixed(out, item.free_mw, 3);
		html_cell_fixed(out, item.stranded_mw, 3);
		period_cell(page, item.racks_from);
		period_cell(page, item.design_from);
		period_cell(page, item.power_from);
		str_add(out, "</tr>");
	}
	html_table_end(out);
}
