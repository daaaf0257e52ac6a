/* The sections of compare.html. */
#include "planner/report/compare_page.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void compare_table_begin(struct str *out, const char *id, enum compare_word caption, bool quiet)
{
	html_words_table(out, id, &compare_words[caption], quiet);
	html_head(out);
}

void compare_column(struct str *out, enum compare_word word, bool number)
{
	html_words_column(out, &compare_words[word], number);
}

static void letter_column(struct str *out, const char *letter)
{
	str_addf(out, "<th scope=\"col\" class=\"n\">%s</th>", letter);
}

void compare_word_cell(struct str *out, enum compare_word word)
{
	str_add(out, "<td>");
	html_words(out, &compare_words[word]);
	str_add(out, "</td>");
}

void compare_nothing(struct str *out)
{
	str_add(out, "<p class=\"note\">");
	html_words(out, &compare_words[SAY_NOTHING]);
	str_add(out, "</p>\n");
}

/* ---- targets ---- */

void compare_state_cell(struct str *out, const struct target_result *result)
{
	if (!result) {
		str_add(out, "<td>–</td>");
		return;
	}
	str_addf(out, "<td class=\"%s\">",
	         result->state == TARGET_MET      ? "met"
	         : result->state == TARGET_MISSED ? "missed"
	                                          : "off");
	str_addf(out, "%s ", compare_mark(result));
	html_both(out, report_state_word(result->state, LANGUAGE_EN), report_state_word(result->state, LANGUAGE_ZH));
	str_add(out, "</td>");
}

static void target_number(const struct compare_page *page, const struct compare_target *t, int side)
{
	struct both both = BOTH_INIT;
	enum language language;

	if (side < COMPARE_SIDES && (!t->result[side] || t->result[side]->state == TARGET_OFF)) {
		str_add(page->out, "<td class=\"n\">–</td>");
		return;
	}
	if (side == COMPARE_SIDES && !t->comparable) {
		str_add(page->out, "<td class=\"n\">–</td>");
		return;
	}
	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		if (side < COMPARE_SIDES)
			compare_achieved(&both.of[language], page->compared, t, side, language);
		else
			compare_slack(&both.of[language], page->compared, t, language);
	}
	html_cell_value(page->out,
	                side < COMPARE_SIDES ? t->result[side]->achieved : t->result[1]->slack - t->result[0]->slack,
	                &both);
	both_dispose(&both);
}

void compare_page_targets(const struct compare_page *page)
{
	const struct compared *c = page->compared;
	struct str *out = page->out;
	int i, side;

	compare_table_begin(out, "table-targets", SAY_TARGETS, true);
	compare_column(out, SAY_TARGET, false);
	str_add(out, "<th scope=\"col\">A</th><th scope=\"col\">B</th>");
	str_add(out, "<th scope=\"col\" class=\"n\">");
	html_both(out, "A achieved", "A 实现");
	str_add(out, "</th><th scope=\"col\" class=\"n\">");
	html_both(out, "B achieved", "B 实现");
	str_add(out, "</th>");
	compare_column(out, SAY_SLACK_CHANGE, true);
	html_body(out);
	for (i = 0; i < c->n_targets; i++) {
		const struct compare_target *t = &c->targets[i];

		html_row(out, NULL);
		html_row_head_text(out, &(t->target[1] ? t->target[1] : t->target[0])->name, t->id);
		compare_state_cell(out, t->result[0]);
		compare_state_cell(out, t->result[1]);
		for (side = 0; side <= COMPARE_SIDES; side++)
			target_number(page, t, side);
	}
	html_table_end(out);
}

/* ---- input ---- */

static void value_cell(struct str *out, const struct difference *d, const struct difference_side *side)
{
	enum { MOST_COLUMNS = 400 };
	struct str text = STR_INIT;

	format_cut(&text, side->json ? side->json : "–", MOST_COLUMNS); /* all of it is in compare.json */
	(void)d;
	str_add(out, "<td><code>");
	str_add_xml(out, text.text);
	str_add(out, "</code></td>");
	str_dispose(&text);
}

void compare_page_input(const struct compare_page *page)
{
	static const enum compare_word kinds[] = { SAY_CHANGED, SAY_CAME, SAY_WENT, SAY_ORIGIN_ONLY };
	const struct compared *c = page->compared;
	struct str *out = page->out;
	struct both both = BOTH_INIT;
	int i;

	if (c->input.n == 0) {
		compare_nothing(out);
		return;
	}
	compare_input_counts(&both.of[LANGUAGE_EN], c, LANGUAGE_EN);
	compare_input_counts(&both.of[LANGUAGE_ZH], c, LANGUAGE_ZH);
	str_add(out, "<p class=\"note\">");
	html_add(out, &both);
	str_add(out, "</p>\n");
	compare_table_begin(out, "table-input", SAY_INPUT, true);
	compare_column(out, SAY_POINTER, false);
	compare_column(out, SAY_WHAT, false);
	compare_column(out, SAY_WAS, false);
	compare_column(out, SAY_IS, false);
	compare_column(out, SAY_UNIT, false);
	compare_column(out, SAY_ORIGIN, false);
	html_body(out);
	for (i = 0; i < c->input.n; i++) {
		const struct difference *d = &c->input.items[i];

		html_row(out, NULL);
		html_row_head(out, d->pointer);
		compare_word_cell(out, kinds[d->kind]);
		value_cell(out, d, &d->was);
		value_cell(out, d, &d->is);
		html_cell(out, *d->is.unit ? d->is.unit : d->was.unit);
		compare_origins(&both.of[LANGUAGE_EN], d, LANGUAGE_EN);
		compare_origins(&both.of[LANGUAGE_ZH], d, LANGUAGE_ZH);
		html_cell_both(out, &both);
	}
	html_table_end(out);
	both_dispose(&both);
}

/* ---- charts ---- */

static void add_picture(struct str *out, const struct one_picture *picture, enum language language)
{
	str_addf(out, "<div class=\"%s picture\" lang=\"%s\" tabindex=\"0\" role=\"region\" aria-label=\"",
	         language == LANGUAGE_ZH ? "zh" : "en", language == LANGUAGE_ZH ? "zh-CN" : "en");
	str_add_xml(out, picture->title[language].text);
	str_add(out, "\">");
	if (picture->svg[language].length > 0)
		str_add(out, picture->svg[language].text);
	else
		str_addf(out, "<p class=\"note\">%s</p>", page_word(PAGE_NO_PICTURE, language));
	str_add(out, "</div>\n");
}

void compare_page_charts(const struct compare_page *page)
{
	struct str *out = page->out;
	int i;

	for (i = 0; i < COMPARE_CHARTS; i++) {
		const struct one_picture *picture = &page->pictures->of[i];

		if (picture->why[LANGUAGE_EN].length > 0) {
			str_addf(out, "<p class=\"note\"><code>%s</code> ", compare_chart_name(i));
			html_both(out, picture->why[LANGUAGE_EN].text, picture->why[LANGUAGE_ZH].text);
			str_add(out, "</p>\n");
			continue;
		}
		str_addf(out, "<figure class=\"chart\" id=\"chart-%s\">\n<figcaption><h3>", compare_chart_name(i));
		html_both(out, picture->title[LANGUAGE_EN].text, picture->title[LANGUAGE_ZH].text);
		str_add(out, "</h3></figcaption>\n");
		add_picture(out, picture, LANGUAGE_ZH);
		add_picture(out, picture, LANGUAGE_EN);
		str_add(out, "</figure>\n");
	}
}

/* ---- figures: the largest change of each thing ---- */

static void head_text(struct str *out, const char *en, const char *zh)
{
	str_add(out, "<th scope=\"row\">");
	html_both(out, en, zh);
	str_add(out, "</th>");
}

static bool view_table(const struct compare_page *page, int number)
{
	const struct compare_view *view = &compare_views[number];
	const struct compared *c = page->compared;
	struct str *out = page->out;
	struct compare_place *places;
	const int n = compare_places(c, view, &places);
	char id[32];
	int i;

	if (n == 0)
		return false;
	snprintf(id, sizeof id, "table-view-%d", number + 1);
	compare_table_begin(out, id, view->title, false);
	compare_column(out, SAY_WHERE, false);
	letter_column(out, "A");
	letter_column(out, "B");
	compare_column(out, SAY_LARGEST, true);
	compare_column(out, SAY_WHEN, false);
	compare_column(out, SAY_AT_END, true);
	html_body(out);
	for (i = 0; i < n; i++) {
		html_row(out, view->prefix ? NULL : places[i].place);
		head_text(out, compare_place_name(c, view, places[i].place, LANGUAGE_EN),
		          compare_place_name(c, view, places[i].place, LANGUAGE_ZH));
		html_cell_number(out, places[i].value[0], view->decimals);
		html_cell_number(out, places[i].value[1], view->decimals);
		html_cell_number(out, places[i].value[1] - places[i].value[0], view->decimals);
		html_cell(out, places[i].period);
		html_cell_number(out, places[i].at_end, view->decimals);
	}
	html_table_end(out);
	return true;
}

void compare_page_figures(const struct compare_page *page)
{
	bool any = false;
	int i;

	for (i = 0; i < compare_n_views; i++)
		any = view_table(page, i) || any;
	if (!any)
		compare_nothing(page->out);
}

/* ---- costs ---- */

static void money_cell(const struct compare_page *page, double value_cny, bool sign)
{
	struct both both = BOTH_INIT;

	compare_money(&both.of[LANGUAGE_EN], page->compared, value_cny, sign, LANGUAGE_EN);
	compare_money(&both.of[LANGUAGE_ZH], page->compared, value_cny, sign, LANGUAGE_ZH);
	html_cell_value(page->out, value_cny, &both);
	both_dispose(&both);
}

static void money_cells(const struct compare_page *page, const double value_cny[COMPARE_SIDES])
{
	money_cell(page, value_cny[0], false);
	money_cell(page, value_cny[1], false);
	money_cell(page, value_cny[1] - value_cny[0], true);
}

static void money_head(struct str *out, const char *id, enum compare_word title, enum compare_word first)
{
	compare_table_begin(out, id, title, false);
	compare_column(out, first, false);
	letter_column(out, "A");
	letter_column(out, "B");
	compare_column(out, SAY_DELTA, true);
	html_body(out);
}

static void kind_table(const struct compare_page *page)
{
	const struct compared *c = page->compared;
	double sum[COMPARE_SIDES] = { 0, 0 };
	int k;

	money_head(page->out, "table-kinds", SAY_COST_KIND, SAY_KIND);
	for (k = 0; k < COST_KINDS; k++) {
		const double value[COMPARE_SIDES] = { c->cost_cny[0][k], c->cost_cny[1][k] };

		if (!(fabs(value[0]) > 0 || fabs(value[1]) > 0))
			continue;
		sum[0] += value[0];
		sum[1] += value[1];
		html_row(page->out, NULL);
		head_text(page->out, report_cost_word((enum cost_kind)k, LANGUAGE_EN),
		          report_cost_word((enum cost_kind)k, LANGUAGE_ZH));
		money_cells(page, value);
	}
	html_row(page->out, NULL);
	head_text(page->out, compare_words[SAY_TOTAL].en, compare_words[SAY_TOTAL].zh);
	money_cells(page, sum);
	html_table_end(page->out);
}

void compare_page_costs(const struct compare_page *page)
{
	const struct compared *c = page->compared;
	struct compare_place *places;
	int i, n;

	if (!c->same_money || c->n_costs == 0) {
		compare_nothing(page->out);
		return;
	}
	kind_table(page);
	n = compare_cost_sites(c, &places);
	money_head(page->out, "table-cost-sites", SAY_COST_SITE, SAY_SITE);
	for (i = 0; i < n; i++) {
		html_row(page->out, *places[i].place ? places[i].place : NULL);
		head_text(page->out, compare_site_name(c, places[i].place, LANGUAGE_EN),
		          compare_site_name(c, places[i].place, LANGUAGE_ZH));
		money_cells(page, places[i].value);
	}
	html_table_end(page->out);
	n = compare_cost_years(c, &places);
	money_head(page->out, "table-cost-years", SAY_COST_PERIOD, SAY_PERIOD);
	for (i = 0; i < n; i++) {
		const bool end = strcmp(places[i].place, "end") == 0;

		html_row(page->out, NULL);
		head_text(page->out, end ? report_word(WORD_HORIZON_END, LANGUAGE_EN) : places[i].place,
		          end ? report_word(WORD_HORIZON_END, LANGUAGE_ZH) : places[i].place);
		money_cells(page, places[i].value);
	}
	html_table_end(page->out);
}
