/* The data tables of the charts. Numbers are the plan's, in the units of plan.csv. */
#include "planner/base/memory.h"
#include "planner/report/format.h"
#include "planner/report/page.h"

#include <math.h>
#include <string.h>

static bool has_design(const struct page *page, int s)
{
	int t;

	for (t = 0; t < page->plan->n_periods && scenario_site_exists(page->sc, s); t++) {
		if (plan_site_design(page->plan, page->sc, s, t) > 0)
			return true;
	}
	return false;
}

/* As the chart: the rooms that are moved away from are no data centres. */
static bool is_data_centre(const struct page *page, int s)
{
	return has_design(page, s) && strcmp(page->sc->sites[s].kind, "legacy") != 0;
}

void table_racks(const struct page *page)
{
	const struct scenario *sc = page->sc;
	struct str *out = page->out;
	int s, t;

	html_table(out, "table-racks", PAGE_TABLE_RACKS, false);
	html_head(out);
	html_page_column(out, PAGE_PERIOD, false);
	for (s = 0; s < sc->n_sites; s++) {
		if (is_data_centre(page, s))
			html_site_column(out, &sc->sites[s], 1);
	}
	html_page_column(out, PAGE_DESIGN_TOTAL, true);
	html_column(out, WORD_AVAILABLE, true);
	html_column(out, WORD_OCCUPIED, true);
	html_body(out);
	for (t = 0; t < sc->n_periods; t++) {
		int design = 0, available = 0, occupied = 0;

		html_row(out, NULL);
		html_row_head(out, sc->periods[t].label);
		for (s = 0; s < sc->n_sites; s++) {
			if (!is_data_centre(page, s))
				continue;
			html_cell_of(out, sc->sites[s].id, plan_site_design(page->plan, sc, s, t), 0);
			design += plan_site_design(page->plan, sc, s, t);
			available += plan_site_available(page->plan, sc, s, t);
			occupied += plan_site_occupied(page->plan, sc, s, t);
		}
		html_cell_number(out, design, 0);
		html_cell_number(out, available, 0);
		html_cell_number(out, occupied, 0);
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

static bool draws_power(const struct page *page, int s)
{
	int t;

	for (t = 0; t < page->plan->n_periods && scenario_site_exists(page->sc, s); t++) {
		if (plan_site_facility_mw(page->plan, page->sc, s, t) > 0)
			return true;
	}
	return false;
}

void table_power(const struct page *page)
{
	const struct scenario *sc = page->sc;
	struct str *out = page->out;
	int s, t;

	html_table(out, "table-power", PAGE_TABLE_POWER, false);
	str_add(out, "<thead><tr><th scope=\"col\" rowspan=\"2\">");
	html_page_word(out, PAGE_PERIOD);
	str_add(out, "</th>");
	for (s = 0; s < sc->n_sites; s++) {
		if (draws_power(page, s))
			html_site_column(out, &sc->sites[s], 2);
	}
	str_add(out, "</tr><tr>");
	for (s = 0; s < sc->n_sites; s++) {
		if (!draws_power(page, s))
			continue;
		html_group_column(out, &sc->sites[s], PAGE_DRAWN_POWER);
		html_group_column(out, &sc->sites[s], PAGE_USABLE_END);
	}
	html_body(out);
	for (t = 0; t < sc->n_periods; t++) {
		html_row(out, NULL);
		html_row_head(out, sc->periods[t].label);
		for (s = 0; s < sc->n_sites; s++) {
			if (!draws_power(page, s))
				continue;
			html_cell_of(out, sc->sites[s].id, plan_site_facility_mw(page->plan, sc, s, t), 3);
			html_cell_of(out, sc->sites[s].id, plan_site_usable_mw(page->plan, sc, s, t), 3);
		}
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

/* ---- costs: a row for each kind, a column for each year, the end, and the sums ---- */

struct spending {
	int first_year, n_years;
	double *of; /* [COST_KINDS][n_years + 1], the last for the horizon's end */
	double nominal[COST_KINDS], present[COST_KINDS];
	bool any[COST_KINDS], end;
};

static void gather_money(const struct page *page, struct spending *sums)
{
	const struct scenario *sc = page->sc;
	int i;

	sums->first_year = sc->periods[0].first_day.year;
	sums->n_years = sc->periods[sc->n_periods - 1].first_day.year - sums->first_year + 1;
	sums->of = memory_alloc(COST_KINDS * (sums->n_years + 1), sizeof *sums->of);
	for (i = 0; i < page->plan->n_costs; i++) {
		const struct cost_item *cost = &page->plan->costs[i];
		bool end = cost->period >= sc->n_periods;
		int year = end ? sums->n_years : sc->periods[cost->period].first_day.year - sums->first_year;

		sums->of[(int)cost->kind * (sums->n_years + 1) + year] += cost->nominal_cny;
		sums->nominal[cost->kind] += cost->nominal_cny;
		sums->present[cost->kind] += cost->present_cny;
		sums->any[cost->kind] = true;
		sums->end = sums->end || end;
	}
}

static void cost_row(const struct page *page, const struct spending *sums, int kind)
{
	const double million = 1e6;
	struct str *out = page->out;
	int year;

	html_row(out, NULL);
	str_add(out, "<th scope=\"row\">");
	html_both(out, report_cost_word((enum cost_kind)kind, LANGUAGE_EN),
	          report_cost_word((enum cost_kind)kind, LANGUAGE_ZH));
	str_add(out, "</th>");
	for (year = 0; year < sums->n_years + sums->end; year++)
		html_cell_fixed(out, sums->of[kind * (sums->n_years + 1) + year] / million, 3);
	html_cell_fixed(out, sums->nominal[kind] / million, 3);
	html_cell_fixed(out, sums->present[kind] / million, 3);
	str_add(out, "</tr>");
}

void table_costs(const struct page *page)
{
	struct spending sums = { 0 };
	struct str *out = page->out;
	int kind, year;

	gather_money(page, &sums);
	html_table(out, "table-costs", PAGE_TABLE_COSTS, false);
	html_head(out);
	html_column(out, WORD_COST_KIND, false);
	for (year = 0; year < sums.n_years; year++)
		str_addf(out, "<th scope=\"col\" class=\"n\">%d</th>", sums.first_year + year);
	if (sums.end)
		html_column(out, WORD_HORIZON_END, true);
	html_column(out, WORD_TOTAL_NOMINAL, true);
	html_column(out, WORD_PRESENT, true);
	html_body(out);
	for (kind = 0; kind < COST_KINDS; kind++) {
		if (sums.any[kind])
			cost_row(page, &sums, kind);
	}
	html_table_end(out);
	memory_free(sums.of);
}

void table_targets(const struct page *page)
{
	struct str *out = page->out;
	int g;

	html_table(out, "table-targets", PAGE_TABLE_TARGETS, false);
	html_head(out);
	html_column(out, WORD_TARGET, false);
	html_column(out, WORD_ACHIEVED, true);
	html_column(out, WORD_REQUIRED, true);
	html_column(out, WORD_AXIS_SHARE, true);
	html_body(out);
	for (g = 0; g < page->plan->n_results; g++) {
		const struct target_result *result = &page->plan->results[g];
		const struct target *target = &page->sc->targets[result->target];
		bool known;

		if (result->state == TARGET_OFF)
			continue;
		html_row(out, NULL);
		html_row_head_text(out, &target->name, target->id);
		known = report_result_known(result, page->sc);
		if (known)
			html_cell_number(out, result->achieved, 4);
		else
			str_add(out, "<td class=\"n\">–</td>");
		html_cell_number(out, target->value, 4);
		if (known && target->value > 0)
			html_cell_number(out, 100 * result->achieved / target->value, 1);
		else
			str_add(out, "<td></td>");
		str_add(out, "</tr>");
	}
	html_table_end(out);
}
