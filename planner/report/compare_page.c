/* The frame of compare.html: head, what the plans are, navigation, and the sections in their order. */
#include "planner/report/compare_page.h"
#include "planner/report/format.h"
#include "planner/report/page.h"

#include <string.h>

struct section {
	const char *id;
	enum compare_word title;
	void (*write)(const struct compare_page *page);
};

static const struct section of_two[] = {
	{ "targets", SAY_TARGETS, compare_page_targets }, { "input", SAY_INPUT, compare_page_input },
	{ "charts", SAY_CHARTS, compare_page_charts },    { "figures", SAY_FIGURES, compare_page_figures },
	{ "costs", SAY_COSTS, compare_page_costs },       { "orders", SAY_ORDERS, compare_page_orders },
};
static const struct section of_more[] = {
	{ "plans", SAY_PLAN, compare_page_plans },
	{ "states", SAY_STATES, compare_page_states },
};

static const struct section *sections_of(const struct compare_page *page, size_t *n)
{
	*n = page->compared ? sizeof of_two / sizeof *of_two : sizeof of_more / sizeof *of_more;
	return page->compared ? of_two : of_more;
}

static void say(struct str *out, enum compare_word word, const char *a, const char *b)
{
	struct both both = BOTH_INIT;
	enum language language;

	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++)
		compare_say(&both.of[language], word, language, (const char *[4]){ a, b, NULL, NULL });
	html_add(out, &both);
	both_dispose(&both);
}

static void title_of(const struct compare_page *page, enum language language, struct str *out)
{
	struct str number = STR_INIT;

	format_number(&number, page->n, 0);
	compare_say(out, page->compared ? SAY_TITLE : SAY_TABLE_TITLE, language,
	            (const char *[4]){ number.text, NULL, NULL, NULL });
	str_dispose(&number);
}

/* A line for each plan: its letter, its scenario, its title. */
static void add_subjects(const struct compare_page *page)
{
	struct str *out = page->out, name = STR_INIT;
	char letter[COMPARE_NAME];
	int i;

	for (i = 0; i < page->n; i++) {
		str_clear(&name);
		compare_side_name(&name, &page->sides[i]);
		str_addf(out, "<p class=\"subject\"><strong>%s</strong> <code>", compare_name(i, letter));
		str_add_xml(out, name.text);
		str_add(out, "</code> · ");
		html_text(out, &page->sides[i].sc->title);
		str_add(out, "</p>\n");
	}
	str_dispose(&name);
}

static void add_note(struct str *out, enum compare_word word, const char *a, const char *b)
{
	str_add(out, "<p class=\"note\">");
	say(out, word, a, b);
	str_add(out, "</p>\n");
}

static void add_verdict(const struct compare_page *page)
{
	const struct compared *c = page->compared;
	struct str *out = page->out, number = STR_INIT;
	struct both counts = BOTH_INIT;
	enum language language;

	if (c->same_input || c->same_plan) {
		str_add(out, "<p class=\"verdict met\">");
		say(out, !c->same_plan ? SAY_SAME_INPUT : c->same_input ? SAY_SAME_ALL : SAY_SAME_PLAN, NULL, NULL);
	} else {
		const int *n = c->n_kinds;

		for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++)
			compare_counts(&counts.of[language], SAY_TARGETS_COUNT,
			               (const int[4]){ n[COMPARE_LOST], n[COMPARE_GAINED],
			                               c->n_targets - n[COMPARE_LOST] - n[COMPARE_GAINED] -
			                                       n[COMPARE_TARGET_SAME],
			                               n[COMPARE_TARGET_SAME] },
			               language);
		str_addf(out, "<p class=\"verdict %s\">", n[COMPARE_LOST] > 0 ? "missed" : "met");
		html_words(out, &compare_words[SAY_TARGETS]);
		str_add(out, ": ");
		html_add(out, &counts);
	}
	str_add(out, "</p>\n");
	format_number(&number, c->n_common_periods, 0);
	if (!c->same_scenario)
		add_note(out, SAY_OTHER_SCENARIO, c->side[0].sc->id, c->side[1].sc->id);
	if (!c->same_periods)
		add_note(out, SAY_OTHER_PERIODS, number.text, NULL);
	if (!c->same_money)
		add_note(out, SAY_OTHER_MONEY, NULL, NULL);
	both_dispose(&counts);
	str_dispose(&number);
}

static void add_header(const struct compare_page *page)
{
	struct both title = BOTH_INIT;

	title_of(page, LANGUAGE_EN, &title.of[LANGUAGE_EN]);
	title_of(page, LANGUAGE_ZH, &title.of[LANGUAGE_ZH]);
	str_add(page->out, "<header>\n");
	page_switches(page->out, page->language);
	str_add(page->out, "<h1>");
	html_add(page->out, &title);
	str_add(page->out, "</h1>\n");
	add_subjects(page);
	if (page->compared)
		add_verdict(page);
	str_add(page->out, "</header>\n");
	both_dispose(&title);
}

/* ---- navigation ---- */

/* The sites of all plans, each once. */
static void add_filter(const struct compare_page *page)
{
	int i, k, s;

	page_filter_open(page->out, page->language);
	for (i = 0; i < page->n; i++) {
		const struct scenario *sc = page->sides[i].sc;

		for (s = 0; s < sc->n_sites; s++) {
			bool seen = !scenario_site_exists(sc, s);

			for (k = 0; k < i && !seen; k++) {
				const int other = scenario_find_site(page->sides[k].sc, sc->sites[s].id);

				seen = other >= 0 && scenario_site_exists(page->sides[k].sc, other);
			}
			if (!seen)
				page_filter_site(page->out, page->language, &sc->sites[s]);
		}
	}
	page_filter_close(page->out);
}

static void add_navigation(const struct compare_page *page)
{
	struct str *out = page->out;
	size_t i, n;
	const struct section *sections = sections_of(page, &n);

	str_addf(out,
	         "<nav data-sort-en=\"%s\" data-sort-zh=\"%s\" aria-label=\"%s\" data-en=\"%s\" data-zh=\"%s\"><ul>",
	         page_word(PAGE_SORT_BY, LANGUAGE_EN), page_word(PAGE_SORT_BY, LANGUAGE_ZH),
	         page_word(PAGE_CONTENTS, page->language), page_word(PAGE_CONTENTS, LANGUAGE_EN),
	         page_word(PAGE_CONTENTS, LANGUAGE_ZH));
	for (i = 0; i < n; i++) {
		str_addf(out, "<li><a href=\"#%s\">", sections[i].id);
		html_words(out, &compare_words[sections[i].title]);
		str_add(out, "</a></li>");
	}
	str_add(out, "</ul>\n");
	add_filter(page);
	str_add(out, "</nav>\n");
}

void compare_page_write(const struct compare_page *page, const struct str *style, const struct str *script)
{
	struct str *out = page->out, title = STR_INIT;
	size_t i, n;
	const struct section *sections = sections_of(page, &n);

	title_of(page, page->language, &title);
	page_head(out, page->language, title.text, style, script);
	str_add(out, "<body>\n<a class=\"skip\" href=\"#main\">");
	html_page_word(out, PAGE_SKIP);
	str_add(out, "</a>\n");
	add_header(page);
	add_navigation(page);
	str_add(out, "<main id=\"main\" tabindex=\"-1\">\n");
	for (i = 0; i < n; i++) {
		str_addf(out, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">", sections[i].id,
		         sections[i].id, sections[i].id);
		html_words(out, &compare_words[sections[i].title]);
		str_add(out, "</h2>\n");
		sections[i].write(page);
		str_add(out, "</section>\n");
	}
	str_addf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n", script->text);
	str_dispose(&title);
}
