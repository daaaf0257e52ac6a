/* Why the plan is as it is: the limits that set its cost, and the assumed numbers that they rest on. */
#include "planner/base/memory.h"
#include "planner/report/format.h"
#include "planner/report/limits.h"
#include "planner/report/page.h"

#include <string.h>

enum { MOST_LIMITS = 60, MOST_POINTERS = 12 };

static void note(struct str *out, enum page_word word)
{
	str_add(out, "<p class=\"note\">");
	html_page_word(out, word);
	str_add(out, "</p>\n");
}

/* ---- limits ---- */

static void pointer_list(struct str *out, const struct binding *binding)
{
	struct str number = STR_INIT;
	int a;

	str_add(out, "<td>");
	if (binding->n_assumed > 0) {
		format_number(&number, binding->n_assumed, 0);
		str_add(out, "<details><summary>");
		html_say(out, PAGE_NUMBERS,
		         (const struct text[4]){ { number.text, number.text }, { "", "" }, { "", "" }, { "", "" } });
		str_add(out, "</summary><ul>");
		for (a = 0; a < binding->n_assumed && a < MOST_POINTERS; a++) {
			str_add(out, "<li><code>");
			str_add_xml(out, binding->assumed[a]);
			str_add(out, "</code></li>");
		}
		str_add(out, binding->n_assumed > MOST_POINTERS ? "<li>…</li></ul></details>" : "</ul></details>");
	}
	str_add(out, "</td>");
	str_dispose(&number);
}

/* To either side, and how far: a sentence for each. */
static void worth_cell(struct str *out, const struct binding *binding, const struct scenario *sc)
{
	struct both said = BOTH_INIT;
	enum language language;

	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		struct str tightened = STR_INIT;

		limit_worth(&said.of[language], &tightened, binding, sc, language);
		if (tightened.length > 0)
			str_addf(&said.of[language], "%s%s", language == LANGUAGE_ZH ? "；" : "; ", tightened.text);
		str_dispose(&tightened);
	}
	str_add(out, "<td>");
	html_add(out, &said);
	str_add(out, "</td>");
	both_dispose(&said);
}

static void limit_row(const struct page *page, const struct binding *binding, int more)
{
	const struct scenario *sc = page->sc;
	struct str *out = page->out;
	struct both shown = BOTH_INIT;

	html_row(out, binding->site >= 0 ? sc->sites[binding->site].id : NULL);
	str_add(out, "<th scope=\"row\">");
	html_both(out, report_limit_word(binding->row, binding->family, LANGUAGE_EN),
	          report_limit_word(binding->row, binding->family, LANGUAGE_ZH));
	str_add(out, "</th><td>");
	html_both(out, limit_place(binding, sc, LANGUAGE_EN), limit_place(binding, sc, LANGUAGE_ZH));
	str_add(out, "</td><td>");
	str_add_xml(out, format_period(sc, binding->period));
	if (more > 0)
		str_addf(out, " +%d", more);
	str_add(out, "</td>");
	limit_price(&shown.of[LANGUAGE_EN], binding, sc, LANGUAGE_EN);
	limit_price(&shown.of[LANGUAGE_ZH], binding, sc, LANGUAGE_ZH);
	html_cell_value(out, binding->price_cny, &shown);
	worth_cell(out, binding, sc);
	pointer_list(out, binding);
	str_add(out, "<td><code>");
	str_add_xml(out, binding->row);
	str_add(out, "</code></td></tr>");
	both_dispose(&shown);
}

/* A row for each limit and place, at its dearest period, as in the summary. */
static int add_limits(const struct page *page)
{
	const struct plan *plan = page->plan;
	int i, j, shown = 0, rows = 0;

	for (i = 0; i < plan->n_bindings && shown < MOST_LIMITS; i++) {
		int more = 0;

		if (limit_is_internal(plan->bindings[i].row) || !limit_is_dearest(plan, i))
			continue;
		for (j = i + 1; j < plan->n_bindings; j++)
			more += limit_same(&plan->bindings[i], &plan->bindings[j]);
		limit_row(page, &plan->bindings[i], more);
		shown++;
		rows += 1 + more;
	}
	return plan->n_bindings - rows;
}

static void more_rows(struct str *out, int n, const char *file)
{
	struct both line = BOTH_INIT;
	struct str number = STR_INIT;
	enum language language;

	if (n > 0) {
		format_number(&number, n, 0);
		for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++)
			report_say(&line.of[language], WORD_MORE_ROWS, language,
			           (const char *[4]){ number.text, file, NULL, NULL });
		str_add(out, "<p class=\"note\">");
		html_add(out, &line);
		str_add(out, "</p>\n");
	}
	both_dispose(&line);
	str_dispose(&number);
}

static void limits(const struct page *page)
{
	struct str *out = page->out;
	int left;

	if (page->plan->n_bindings == 0) {
		str_add(out, "<p class=\"note\">");
		html_word(out, WORD_BINDING_NONE);
		str_add(out, "</p>\n");
		return;
	}
	note(out, PAGE_LIMITS_NOTE);
	html_table(out, "limits", PAGE_LIMITS, false);
	html_head(out);
	html_column(out, WORD_LIMIT, false);
	html_column(out, WORD_WHERE, false);
	html_page_column(out, PAGE_PERIODS_MORE, false);
	html_page_column(out, PAGE_PRICE, true);
	html_page_column(out, PAGE_WORTH, false);
	html_page_column(out, PAGE_RESTS_ON, false);
	html_page_column(out, PAGE_ROW, false);
	html_body(out);
	left = add_limits(page);
	html_table_end(out);
	more_rows(out, left, "binding.csv");
}

/* ---- assumptions ---- */

/* How many limits rest on each mark: [n_marks]. */
static int *count_rows(const struct page *page)
{
	const struct plan *plan = page->plan;
	const struct scenario *sc = page->sc;
	int *rows = memory_alloc(sc->n_marks, sizeof *rows), i, a;

	for (i = 0; i < plan->n_bindings; i++) {
		for (a = 0; a < plan->bindings[i].n_assumed; a++) {
			const struct number_mark *mark = scenario_mark(sc, plan->bindings[i].assumed[a]);

			if (mark)
				rows[mark - sc->marks]++;
		}
	}
	return rows;
}

static void add_plain(struct str *out, double value)
{
	str_add(out, "<td class=\"n\"><data value=\"");
	str_add_number(out, value);
	str_add(out, "\">");
	str_add_number(out, value);
	str_add(out, "</data></td>");
}

static void assumption_row(struct str *out, const struct number_mark *mark, int rows)
{
	html_row(out, NULL);
	str_add(out, "<th scope=\"row\"><code>");
	str_add_xml(out, mark->pointer);
	str_add(out, "</code></th>");
	add_plain(out, mark->value);
	html_cell(out, mark->unit);
	str_add(out, "<td class=\"n\">");
	str_add_number(out, mark->origin.range_low);
	str_add(out, " – ");
	str_add_number(out, mark->origin.range_high);
	str_add(out, "</td>");
	html_cell(out, mark->origin.reference);
	html_cell_number(out, rows, 0);
	str_add(out, "</tr>");
}

static void assumption_table(const struct page *page, const int *rows, bool binding)
{
	struct str *out = page->out;
	int i;

	html_table(out, binding ? "assumptions" : "assumptions-other",
	           binding ? PAGE_ASSUMPTIONS_BINDING : PAGE_ASSUMPTIONS, !binding);
	html_head(out);
	html_page_column(out, PAGE_POINTER, false);
	html_page_column(out, PAGE_VALUE, true);
	html_page_column(out, PAGE_UNIT, false);
	html_page_column(out, PAGE_RANGE, true);
	html_page_column(out, PAGE_REASON, false);
	html_page_column(out, PAGE_ROWS_ON, true);
	html_body(out);
	for (i = 0; i < page->sc->n_marks; i++) {
		if (page->sc->marks[i].origin.kind == ORIGIN_ASSUMED && (rows[i] > 0) == binding)
			assumption_row(out, &page->sc->marks[i], rows[i]);
	}
	html_table_end(out);
}

static void say_count(struct str *out, enum page_word word, int a, int b)
{
	struct str first = STR_INIT, second = STR_INIT;

	format_number(&first, a, 0);
	format_number(&second, b, 0);
	html_say(out, word,
	         (const struct text[4]){
			 { first.text, first.text }, { second.text, second.text }, { "", "" }, { "", "" } });
	str_dispose(&first);
	str_dispose(&second);
}

static void assumptions(const struct page *page)
{
	struct str *out = page->out;
	int *rows = count_rows(page), assumed = 0, binding = 0, i;

	for (i = 0; i < page->sc->n_marks; i++) {
		if (page->sc->marks[i].origin.kind != ORIGIN_ASSUMED)
			continue;
		assumed++;
		binding += rows[i] > 0;
	}
	str_add(out, "<h3>");
	html_page_word(out, PAGE_ASSUMPTIONS);
	str_add(out, "</h3>\n<p class=\"note\">");
	say_count(out, PAGE_ASSUMPTIONS_NOTE, assumed, binding);
	str_add(out, "</p>\n");
	if (binding > 0) {
		str_add(out, "<details><summary>");
		html_page_word(out, PAGE_ASSUMPTIONS_BINDING);
		str_add(out, "</summary>\n");
		assumption_table(page, rows, true);
		str_add(out, "</details>\n");
	}
	if (assumed > binding) {
		str_add(out, "<details><summary>");
		say_count(out, PAGE_ASSUMPTIONS_OTHER, assumed - binding, 0);
		str_add(out, "</summary>\n");
		assumption_table(page, rows, false);
		str_add(out, "</details>\n");
	}
	memory_free(rows);
}

void page_why(const struct page *page)
{
	note(page->out, PAGE_WHY_NOTE);
	limits(page);
	page_chart(page, "prices");
	assumptions(page);
}
