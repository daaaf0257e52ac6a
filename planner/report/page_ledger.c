/* The ledger's section: every target with its source, and what is not served. */
#include "planner/report/format.h"
#include "planner/report/limits.h"
#include "planner/report/page.h"

#include <stdio.h>
#include <string.h>

static const char *const state_classes[] = {
	[TARGET_MET] = "met",
	[TARGET_MISSED] = "missed",
	[TARGET_OVERRULED] = "off",
	[TARGET_OFF] = "off",
};
static const char *const state_marks[] = {
	[TARGET_MET] = "✓",
	[TARGET_MISSED] = "✗",
	[TARGET_OVERRULED] = "–",
	[TARGET_OFF] = "–",
};

static void metric_cell(const struct page *page, const struct target *target, double value, const char *before,
                        bool sign, bool unit)
{
	struct both shown = BOTH_INIT;
	enum language language;

	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		str_add(&shown.of[language], before);
		format_metric(&shown.of[language], page->sc, target->metric, value, sign, language);
		if (unit && *format_metric_unit(target->metric, language))
			str_addf(&shown.of[language], " %s", format_metric_unit(target->metric, language));
	}
	html_cell_value(page->out, value, &shown);
	both_dispose(&shown);
}

static void statement_links(const struct page *page, const struct target *target)
{
	struct str *out = page->out;
	int i;

	str_add(out, "<td>");
	for (i = 0; i < target->n_statements; i++) {
		str_addf(out, "%s<a href=\"#duty-", i > 0 ? " " : "");
		str_add_xml(out, target->statements[i]);
		str_add(out, "\">");
		str_add_xml(out, target->statements[i]);
		str_add(out, "</a>");
	}
	str_add(out, "</td>");
}

static void origin_cell(const struct page *page, const struct target *target)
{
	static const enum page_word words[] = {
		[ORIGIN_STATED] = PAGE_STATED,
		[ORIGIN_SOURCED] = PAGE_SOURCED,
		[ORIGIN_ASSUMED] = PAGE_ASSUMED,
	};
	const struct number_mark *mark;
	char pointer[256];

	snprintf(pointer, sizeof pointer, "/targets/%s/value", target->id);
	mark = scenario_mark(page->sc, pointer);
	str_add(page->out, "<td>");
	if (mark)
		html_page_word(page->out, words[mark->origin.kind]);
	str_add(page->out, "</td>");
}

static void price_cell(const struct page *page, const struct target_result *result)
{
	struct both shown = BOTH_INIT;
	enum language language;

	if (result->state != TARGET_MET || !(result->price_cny > 0)) {
		str_add(page->out, "<td></td>");
		return;
	}
	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		const struct metric_kind *metric = &metric_kinds[page->sc->targets[result->target].metric];
		const struct binding unit = { .unit = metric->unit };
		bool ratio = metric->ratio;

		format_price(&shown.of[language], page->sc, result->price_cny / (ratio ? 100 : 1), language);
		str_addf(&shown.of[language], " / %s",
		         ratio ? page_word(PAGE_POINT, language) : limit_unit(&unit, language));
	}
	html_cell_value(page->out, result->price_cny, &shown);
	both_dispose(&shown);
}

static void target_row(const struct page *page, const struct target_result *result)
{
	const struct target *target = &page->sc->targets[result->target];
	struct str *out = page->out;

	str_addf(out, "\n<tr class=\"%s\"><td class=\"state\">%s ", state_classes[result->state],
	         state_marks[result->state]);
	html_both(out, report_state_word(result->state, LANGUAGE_EN), report_state_word(result->state, LANGUAGE_ZH));
	str_add(out, "</td>");
	html_row_head_text(out, &target->name, target->id);
	if (date_is_set(target->by))
		html_cell_date(out, target->by);
	else
		html_cell_word(out, WORD_ALWAYS);
	metric_cell(page, target, target->value, target->at_most ? "≤ " : "≥ ", false, true);
	if (!report_result_known(result, page->sc)) {
		str_add(out, "<td class=\"n\">–</td><td class=\"n\">–</td>");
	} else {
		metric_cell(page, target, result->achieved, "", false, false);
		metric_cell(page, target, result->slack, "", true, false);
	}
	str_add(out, "<td class=\"w\">");
	html_both(out, report_modality_word(target->modality, LANGUAGE_EN),
	          report_modality_word(target->modality, LANGUAGE_ZH));
	str_add(out, "</td>");
	statement_links(page, target);
	origin_cell(page, target);
	price_cell(page, result);
	str_add(out, "</tr>");
}

static void add_targets(const struct page *page)
{
	static const enum target_state order[] = { TARGET_MISSED, TARGET_MET, TARGET_OVERRULED, TARGET_OFF };
	struct str *out = page->out;
	size_t i;
	int g;

	html_table(out, "targets", PAGE_LEDGER, true);
	html_head(out);
	html_column(out, WORD_STATE, false);
	html_column(out, WORD_TARGET, false);
	html_column(out, WORD_BY, false);
	html_column(out, WORD_REQUIRED, true);
	html_column(out, WORD_ACHIEVED, true);
	html_column(out, WORD_SLACK, true);
	html_page_column(out, PAGE_MODALITY, false);
	html_page_column(out, PAGE_STATEMENTS, false);
	html_page_column(out, PAGE_ORIGIN, false);
	html_page_column(out, PAGE_LEDGER_PRICE, true);
	html_body(out);
	for (i = 0; i < sizeof order / sizeof *order; i++) {
		for (g = 0; g < page->plan->n_results; g++) {
			if (page->plan->results[g].state == order[i])
				target_row(page, &page->plan->results[g]);
		}
	}
	html_table_end(out);
}

static void add_unserved(const struct page *page)
{
	struct str *out = page->out;
	struct unserved unserved;
	bool any = false;
	int d;

	for (d = 0; d < page->plan->n_demands; d++) {
		const struct demand *demand = &page->sc->demands[d];

		if (!report_unserved(page->plan, page->sc, d, &unserved))
			continue;
		if (!any) {
			html_table(out, "unserved", PAGE_TABLE_UNSERVED, false);
			html_head(out);
			html_column(out, WORD_DEMAND, false);
			html_column(out, WORD_MOST_RACKS, true);
			html_column(out, WORD_IN_PERIOD, false);
			html_column(out, WORD_RACK_YEARS, true);
			html_body(out);
		}
		any = true;
		html_row(out, NULL);
		html_row_head_text(out, &demand->name, demand->id);
		html_cell_number(out, unserved.most_racks, 0);
		html_cell(out, page->sc->periods[unserved.period].label);
		html_cell_number(out, unserved.rack_years, 1);
		str_add(out, "</tr>");
	}
	if (any)
		html_table_end(out);
}

void page_ledger(const struct page *page)
{
	str_add(page->out, "<p class=\"note\">");
	html_page_word(page->out, PAGE_LEDGER_NOTE);
	str_add(page->out, "</p>\n");
	if (page->plan->n_results > 0)
		add_targets(page);
	add_unserved(page);
	page_chart(page, "targets");
	page_chart(page, "racks");
	page_chart(page, "rates");
	page_chart(page, "demand");
}
