/* Where the plan comes from, how far from the best it may be, and what the documents state. */
#include "planner/report/format.h"
#include "planner/report/page.h"

#include <math.h>
#include <string.h>

static void fact(struct str *out, enum page_word word, const char *code)
{
	str_add(out, "<div><dt>");
	html_page_word(out, word);
	str_add(out, "</dt><dd><code>");
	str_add_xml(out, code);
	str_add(out, "</code></dd></div>\n");
}

static void add_facts(const struct page *page)
{
	const struct money *money = &page->sc->money;
	struct str *out = page->out, text = STR_INIT;

	str_add(out, "<dl class=\"facts\">\n");
	format_scenario(&text, page->plan);
	fact(out, PAGE_SCENARIO, text.text);
	fact(out, PAGE_SCENARIO_HASH, page->sc->sha256);
	fact(out, PAGE_VERSION, page->options->version);
	fact(out, PAGE_SOLVER, page->plan->solver);
	str_clear(&text);
	str_addf(&text, "%s · %d · ", money->currency, money->price_year);
	format_short(&text, 100 * money->discount_rate, 2);
	str_add(&text, " %");
	fact(out, PAGE_MONEY, text.text);
	fact(out, PAGE_CHECK_AGAIN, "rackplan verify scenario.resolved.json plan.json");
	str_add(out, "</dl>\n");
	str_dispose(&text);
}

/* ---- bounds ---- */

static void bound_row(const struct page *page, enum word word, double money_cny, double bound)
{
	struct str *out = page->out;
	struct both shown = BOTH_INIT;

	html_row(out, NULL);
	str_add(out, "<th scope=\"row\">");
	html_word(out, word);
	str_add(out, "</th>");
	format_money(&shown.of[LANGUAGE_EN], page->sc, money_cny, LANGUAGE_EN);
	format_money(&shown.of[LANGUAGE_ZH], page->sc, money_cny, LANGUAGE_ZH);
	html_cell_value(out, money_cny, &shown);
	str_add(out, "<td class=\"n\">");
	if (bound > 0) {
		format_number(out, 100 * money_cny / bound, 2);
		str_add(out, " %");
	}
	str_add(out, "</td></tr>");
	both_dispose(&shown);
}

/* As in the summary: summary.c says what each of these means. */
static void add_bounds(const struct page *page)
{
	const struct plan *plan = page->plan;
	const double cent = 0.01, bound = fmax(plan->lp_bound_cny, plan->mip_bound_cny);
	double distance = plan->objective_cny - bound, price = plan->objective_cny - plan->fixed_cny;
	struct str *out = page->out;

	html_table(out, "bounds", PAGE_BOUNDS, false);
	html_head(out);
	html_page_column(out, PAGE_WHAT, false);
	html_page_column(out, PAGE_AMOUNT, true);
	html_page_column(out, PAGE_SHARE, true);
	html_body(out);
	bound_row(page, WORD_WHOLE_COST, plan->objective_cny, 0);
	bound_row(page, WORD_WHOLE_BOUND, plan->lp_bound_cny, 0);
	if (bound > plan->lp_bound_cny + cent)
		bound_row(page, WORD_WHOLE_SEARCH, bound, 0);
	bound_row(page, WORD_WHOLE_DISTANCE, distance, bound);
	if (price > -cent && price < distance + cent)
		bound_row(page, WORD_WHOLE_PRICE, price, bound);
	html_table_end(out);
}

/* ---- documents and sources ---- */

static void statement_row(const struct page *page, const struct statement *statement)
{
	static const char *const grades[] = { [GRADE_A] = "A", [GRADE_B] = "B", [GRADE_C] = "C" };
	struct str *out = page->out;
	int i;

	str_add(out, "\n<tr id=\"duty-");
	str_add_xml(out, statement->id);
	str_add(out, "\" tabindex=\"-1\">");
	html_row_head(out, statement->id);
	str_add(out, "<td>");
	if (statement->document >= 0)
		html_text(out, &page->sc->documents[statement->document].title);
	str_add(out, "</td>");
	html_cell(out, statement->section ? statement->section : "");
	html_cell(out, grades[statement->grade]);
	html_cell_text(out, &statement->duty);
	html_cell_text(out, &statement->note);
	str_add(out, "<td>");
	for (i = 0; i < statement->n_encoded_by; i++) {
		str_add(out, i > 0 ? " <code>" : "<code>");
		str_add_xml(out, statement->encoded_by[i]);
		str_add(out, "</code>");
	}
	str_add(out, "</td></tr>");
}

static void add_statements(const struct page *page)
{
	struct str *out = page->out;
	int i;

	html_table(out, "duties", PAGE_STATEMENT_TABLE, false);
	html_head(out);
	html_page_column(out, PAGE_STATEMENT_ID, false);
	html_page_column(out, PAGE_DOCUMENT, false);
	html_page_column(out, PAGE_SECTION, false);
	html_page_column(out, PAGE_GRADE, false);
	html_page_column(out, PAGE_DUTY, false);
	html_page_column(out, PAGE_NOTE, false);
	html_page_column(out, PAGE_ENCODED, false);
	html_body(out);
	for (i = 0; i < page->sc->n_statements; i++)
		statement_row(page, &page->sc->statements[i]);
	html_table_end(out);
}

static void add_sources(const struct page *page)
{
	struct str *out = page->out;
	int i;

	html_table(out, "sources", PAGE_SOURCES, false);
	html_head(out);
	html_page_column(out, PAGE_SOURCE_ID, false);
	html_page_column(out, PAGE_SOURCE_TITLE, false);
	html_page_column(out, PAGE_SOURCE_WHERE, false);
	html_page_column(out, PAGE_SOURCE_CLASS, false);
	html_body(out);
	for (i = 0; i < page->sc->n_sources; i++) {
		const struct source *source = &page->sc->sources[i];

		html_row(out, NULL);
		html_row_head(out, source->id);
		html_cell_text(out, &source->title);
		html_cell(out, source->where ? source->where : "");
		html_cell(out, source->class ? source->class : "");
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

/* ---- charts that are left out ---- */

static void add_left_out(const struct page *page)
{
	struct str *out = page->out;
	bool any = false;
	int kind;

	for (kind = 0; kind < CHARTS; kind++) {
		const struct str *why = page->pictures->of[kind].why;

		if (why[LANGUAGE_EN].length == 0)
			continue;
		if (!any) {
			str_add(out, "<h3>");
			html_page_word(out, PAGE_LEFT_OUT);
			str_add(out, "</h3>\n<p class=\"note\">");
			html_page_word(out, PAGE_LEFT_OUT_NOTE);
			str_add(out, "</p>\n<ul class=\"left-out\">");
		}
		any = true;
		str_addf(out, "<li><code>%s</code>: ", chart_name(kind));
		html_both(out, why[LANGUAGE_EN].text, why[LANGUAGE_ZH].text);
		str_add(out, "</li>");
	}
	if (any)
		str_add(out, "</ul>\n");
}

/* What the certificate proves; the reader was told by the caller whether it holds. */
static void add_proof(const struct page *page)
{
	struct both bound = BOTH_INIT;
	struct str gap = STR_INIT;

	str_add(page->out, "<p class=\"proved\">");
	if (page->options->proved) {
		format_money(&bound.of[LANGUAGE_EN], page->sc, page->options->proved_bound_cny, LANGUAGE_EN);
		format_money(&bound.of[LANGUAGE_ZH], page->sc, page->options->proved_bound_cny, LANGUAGE_ZH);
		str_addf(&gap, "%.3f %%", ceil(page->options->proved_gap * 1e5 - 1e-6) / 1e3);
		html_say(page->out, PAGE_PROVED,
		         (const struct text[4]){ { bound.of[LANGUAGE_ZH].text, bound.of[LANGUAGE_EN].text },
		                                 { gap.text, gap.text },
		                                 { "", "" },
		                                 { "", "" } });
	} else {
		html_page_word(page->out, PAGE_NOT_PROVED);
	}
	str_add(page->out, "</p>\n");
	both_dispose(&bound);
	str_dispose(&gap);
}

void page_proof(const struct page *page)
{
	str_add(page->out, "<p class=\"note\">");
	html_page_word(page->out, PAGE_PROOF_NOTE);
	str_add(page->out, "</p>\n");
	add_proof(page);
	add_facts(page);
	add_bounds(page);
	if (page->sc->n_statements > 0)
		add_statements(page);
	if (page->sc->n_sources > 0)
		add_sources(page);
	add_left_out(page);
}
