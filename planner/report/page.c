/* The page's frame: head, switches, key figures, and the sections in their order. */
#include "planner/report/page.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"

#include <math.h>
#include <string.h>

static const struct section {
	const char *id;
	enum page_word title;
	void (*write)(const struct page *page);
} sections[] = {
	{ "ledger", PAGE_LEDGER, page_ledger },    { "orders", PAGE_WHEN, page_orders }, { "why", PAGE_WHY, page_why },
	{ "figures", PAGE_FIGURES, page_figures }, { "proof", PAGE_PROOF, page_proof },
};
enum { N_SECTIONS = sizeof sections / sizeof *sections };

static void add_policy(struct str *out, const struct str *style, const struct str *script)
{
	str_add(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
	html_hash(out, style->text, style->length);
	str_add(out, "'; script-src '");
	html_hash(out, script->text, script->length);
	str_add(out, "'; base-uri 'none'; form-action 'none'\">\n");
}

void page_head(struct str *out, enum language language, const char *title, const struct str *style,
               const struct str *script)
{
	str_addf(out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
	         language == LANGUAGE_ZH ? "zh-CN" : "en");
	add_policy(out, style, script);
	str_add(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	             "<meta name=\"color-scheme\" content=\"light dark\">\n"
	             "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	str_add_xml(out, title);
	str_addf(out, "</title>\n<style>%s</style>\n</head>\n", style->text);
}

static void add_head(const struct page *page, const struct str *style, const struct str *script)
{
	struct str title = STR_INIT;

	page_say(&title, PAGE_TITLE, page->language,
	         (const char *[4]){ report_text(&page->sc->title, page->language), NULL, NULL, NULL });
	page_head(page->out, page->language, title.text, style, script);
	str_dispose(&title);
}

static void add_radio(struct str *out, const char *group, const char *value, bool checked, const char *label)
{
	str_addf(out, "<label><input type=\"radio\" name=\"%s\" id=\"%s-%s\" value=\"%s\"%s> ", group, group, value,
	         value, checked ? " checked" : "");
	str_addf(out, "%s</label>\n", label);
}

/* Radio buttons: the style sheet looks at them, so that they work without the script. */
void page_switches(struct str *out, enum language language)
{
	static const enum page_word themes[] = { PAGE_THEME_AUTO, PAGE_THEME_LIGHT, PAGE_THEME_DARK };
	static const char *const values[] = { "auto", "light", "dark" };
	struct str label = STR_INIT;
	size_t i;

	str_add(out, "<div class=\"switches\">\n<fieldset><legend>");
	html_page_word(out, PAGE_LANGUAGE);
	str_add(out, "</legend>\n");
	add_radio(out, "lang", "zh", language == LANGUAGE_ZH, "<span lang=\"zh-CN\">中文</span>");
	add_radio(out, "lang", "en", language == LANGUAGE_EN, "<span lang=\"en\">English</span>");
	str_add(out, "</fieldset>\n<fieldset><legend>");
	html_page_word(out, PAGE_THEME);
	str_add(out, "</legend>\n");
	for (i = 0; i < sizeof themes / sizeof *themes; i++) {
		str_clear(&label);
		html_page_word(&label, themes[i]);
		add_radio(out, "theme", values[i], i == 0, label.text);
	}
	str_add(out, "</fieldset>\n</div>\n");
	str_dispose(&label);
}

/* ---- the figures at the top ---- */

static void key_figure(struct str *out, enum page_word word, struct both *value)
{
	str_add(out, "<div><dt>");
	html_page_word(out, word);
	str_add(out, "</dt><dd>");
	html_add(out, value);
	str_add(out, "</dd></div>\n");
}

static void both_money(struct both *both, const struct scenario *sc, double money_cny)
{
	format_money(&both->of[LANGUAGE_EN], sc, money_cny, LANGUAGE_EN);
	format_money(&both->of[LANGUAGE_ZH], sc, money_cny, LANGUAGE_ZH);
}

static void both_number(struct both *both, double value, int decimals)
{
	format_number(&both->of[LANGUAGE_EN], value, decimals);
	format_number(&both->of[LANGUAGE_ZH], value, decimals);
}

static void both_same(struct both *both, const char *text)
{
	str_add(&both->of[LANGUAGE_EN], text);
	str_add(&both->of[LANGUAGE_ZH], text);
}

static void add_first_order(const struct page *page, struct both *value)
{
	struct orders orders = { 0 };
	struct date first = { 0, 0, 0 };
	char date[16];
	int i;

	orders_make(page->plan, page->sc, &orders);
	for (i = 0; i < orders.n; i++) {
		if (!date_is_set(first) || date_compare(orders.items[i].latest, first) < 0)
			first = orders.items[i].latest;
	}
	both_same(value, date_is_set(first) ? date_format(first, date) : "–");
	orders_dispose(&orders);
}

static void add_key_figures(const struct page *page, int enforced, int missed)
{
	const struct plan *plan = page->plan;
	const double bound = fmax(plan->lp_bound_cny, plan->mip_bound_cny);
	struct str *out = page->out;
	struct both value = BOTH_INIT;
	double design = 0;
	int s;

	for (s = 0; s < plan->n_sites; s++)
		design += scenario_site_exists(page->sc, s) && plan->n_periods > 0
		                  ? plan_site_design(plan, page->sc, s, plan->n_periods - 1)
		                  : 0;
	str_add(out, "<dl class=\"keys\">\n");
	both_number(&value, enforced - missed, 0);
	both_same(&value, " / ");
	both_number(&value, enforced, 0);
	key_figure(out, PAGE_KEY_TARGETS, &value);
	add_first_order(page, &value);
	key_figure(out, PAGE_KEY_FIRST, &value);
	both_money(&value, page->sc, plan->objective_cny);
	key_figure(out, PAGE_KEY_COST, &value);
	if (bound > 0) {
		both_number(&value, 100 * (plan->objective_cny - bound) / bound, 2);
		both_same(&value, " %");
		key_figure(out, PAGE_KEY_DISTANCE, &value);
	}
	both_number(&value, design, 0);
	key_figure(out, PAGE_KEY_RACKS, &value);
	str_add(out, "</dl>\n");
	both_dispose(&value);
}

static void add_verdict(const struct page *page)
{
	struct str *out = page->out, all = STR_INIT, some = STR_INIT;
	int g, enforced = 0, missed = 0;
	struct text arguments[4];

	for (g = 0; g < page->plan->n_results; g++) {
		enforced += page->plan->results[g].state == TARGET_MET || page->plan->results[g].state == TARGET_MISSED;
		missed += page->plan->results[g].state == TARGET_MISSED;
	}
	format_number(&all, enforced, 0);
	format_number(&some, missed, 0);
	arguments[0] = (struct text){ all.text, all.text };
	arguments[1] = (struct text){ some.text, some.text };
	arguments[2] = arguments[3] = (struct text){ "", "" };
	str_addf(out, "<p class=\"verdict %s\">", missed > 0 ? "missed" : "met");
	html_say(out, enforced == 0 ? PAGE_VERDICT_NONE : missed > 0 ? PAGE_VERDICT_SOME : PAGE_VERDICT_ALL, arguments);
	str_add(out, "</p>\n");
	add_key_figures(page, enforced, missed);
	str_dispose(&all);
	str_dispose(&some);
}

static void add_header(const struct page *page)
{
	struct str *out = page->out, name = STR_INIT, periods = STR_INIT;
	char from[16], to[16];
	enum language language;
	struct both line = BOTH_INIT;

	format_scenario(&name, page->plan);
	format_number(&periods, page->sc->n_periods, 0);
	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++)
		report_say(&line.of[language], WORD_PERIODS, language,
		           (const char *[4]){ date_format(page->sc->horizon.first_day, from),
		                              date_format(page->sc->horizon.last_day, to), periods.text, NULL });
	str_add(out, "<header>\n");
	page_switches(out, page->language);
	str_add(out, "<h1>");
	html_text(out, &page->sc->title);
	str_add(out, "</h1>\n<p class=\"subject\"><code>");
	str_add_xml(out, name.text);
	str_add(out, "</code> · ");
	html_add(out, &line);
	str_add(out, "</p>\n");
	add_verdict(page);
	str_add(out, "</header>\n");
	both_dispose(&line);
	str_dispose(&name);
	str_dispose(&periods);
}

/* ---- navigation ---- */

void page_filter_open(struct str *out, enum language language)
{
	str_add(out, "<p class=\"filter\" hidden><label for=\"site\">");
	html_page_word(out, PAGE_SITE_FILTER);
	str_addf(out, "</label> <select id=\"site\"><option value=\"\" data-en=\"%s\" data-zh=\"%s\">%s</option>",
	         page_word(PAGE_SITE_ALL, LANGUAGE_EN), page_word(PAGE_SITE_ALL, LANGUAGE_ZH),
	         page_word(PAGE_SITE_ALL, language));
}

void page_filter_site(struct str *out, enum language language, const struct site *site)
{
	str_add(out, "<option value=\"");
	str_add_xml(out, site->id);
	str_add(out, "\" data-en=\"");
	str_add_xml(out, site->name.en);
	str_add(out, "\" data-zh=\"");
	str_add_xml(out, site->name.zh);
	str_add(out, "\">");
	str_add_xml(out, report_text(&site->name, language));
	str_add(out, "</option>");
}

void page_filter_close(struct str *out)
{
	str_addf(out, "</select> <span id=\"shown\" role=\"status\" data-en=\"%s\" data-zh=\"%s\"></span></p>\n",
	         page_word(PAGE_FILTERED, LANGUAGE_EN), page_word(PAGE_FILTERED, LANGUAGE_ZH));
}

static void add_filter(const struct page *page)
{
	int s;

	page_filter_open(page->out, page->language);
	for (s = 0; s < page->sc->n_sites; s++) {
		if (scenario_site_exists(page->sc, s))
			page_filter_site(page->out, page->language, &page->sc->sites[s]);
	}
	page_filter_close(page->out);
}

static void add_navigation(const struct page *page)
{
	struct str *out = page->out;
	size_t i;

	str_addf(out,
	         "<nav data-sort-en=\"%s\" data-sort-zh=\"%s\" aria-label=\"%s\" data-en=\"%s\" data-zh=\"%s\"><ul>",
	         page_word(PAGE_SORT_BY, LANGUAGE_EN), page_word(PAGE_SORT_BY, LANGUAGE_ZH),
	         page_word(PAGE_CONTENTS, page->language), page_word(PAGE_CONTENTS, LANGUAGE_EN),
	         page_word(PAGE_CONTENTS, LANGUAGE_ZH));
	for (i = 0; i < N_SECTIONS; i++) {
		str_addf(out, "<li><a href=\"#%s\">", sections[i].id);
		html_page_word(out, sections[i].title);
		str_add(out, "</a></li>");
	}
	str_add(out, "</ul>\n");
	add_filter(page);
	str_add(out, "</nav>\n");
}

void page_write(const struct page *page, const struct str *style, const struct str *script)
{
	struct str *out = page->out;
	size_t i;

	add_head(page, style, script);
	str_add(out, "<body>\n<a class=\"skip\" href=\"#main\">");
	html_page_word(out, PAGE_SKIP);
	str_add(out, "</a>\n");
	add_header(page);
	add_navigation(page);
	str_add(out, "<main id=\"main\" tabindex=\"-1\">\n");
	for (i = 0; i < N_SECTIONS; i++) {
		str_addf(out, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">", sections[i].id,
		         sections[i].id, sections[i].id);
		html_page_word(out, sections[i].title);
		str_add(out, "</h2>\n");
		sections[i].write(page);
		str_add(out, "</section>\n");
	}
	str_add(out, "</main>\n<footer><p>");
	html_page_word(out, PAGE_FOOT);
	str_addf(out, "</p></footer>\n<script>%s</script>\n</body>\n</html>\n", script->text);
}
