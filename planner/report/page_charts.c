/* A chart in the page: heading, picture in both languages, data table. And the section of those that have no other. */
#include "planner/report/page.h"

#include <string.h>

static const struct {
	const char *name;
	enum page_word title;
	void (*table)(const struct page *page);
} charts[] = {
	{ "racks", PAGE_CHART_RACKS, table_racks },
	{ "power", PAGE_CHART_POWER, table_power },
	{ "costs", PAGE_CHART_COSTS, table_costs },
	{ "targets", PAGE_CHART_TARGETS, table_targets },
	{ "rates", PAGE_CHART_RATES, table_rates },
	{ "demand", PAGE_CHART_DEMAND, table_demand },
	{ "timeline", PAGE_CHART_TIMELINE, table_timeline },
	{ "prices", PAGE_CHART_PRICES, table_prices },
	{ "cooling", PAGE_CHART_COOLING, table_cooling },
	{ "network", PAGE_CHART_NETWORK, table_network },
	{ "energy", PAGE_CHART_ENERGY, table_energy },
	{ "exhaustion", PAGE_CHART_EXHAUSTION, table_exhaustion },
	{ "waterfall", PAGE_CHART_WATERFALL, table_waterfall },
	{ "map", PAGE_CHART_MAP, table_map },
};
_Static_assert(sizeof charts / sizeof *charts == CHARTS, "each chart has its place and its table");

static void add_picture(const struct page *page, int kind, const char *name, enum language language)
{
	const struct str *svg = &page->pictures->of[kind].svg[language];
	const char *code = language == LANGUAGE_ZH ? "zh" : "en";
	struct str *out = page->out;

	str_addf(out, "<div class=\"%s picture\" lang=\"%s\" tabindex=\"0\" role=\"region\" aria-label=\"", code,
	         language == LANGUAGE_ZH ? "zh-CN" : "en");
	str_add_xml(out, page->pictures->of[kind].title[language].text);
	str_add(out, "\">");
	if (svg->length > 0) {
		str_add(out, svg->text);
	} else {
		str_add(out, "<p class=\"note\">");
		str_add_xml(out, page_word(PAGE_NO_PICTURE, language));
		str_add(out, "</p>");
	}
	str_addf(out, "</div><!-- %s -->\n", name);
}

void page_chart(const struct page *page, const char *name)
{
	struct str *out = page->out;
	int kind = 0, i = 0;

	while (strcmp(chart_name(kind), name) != 0)
		kind++;
	while (strcmp(charts[i].name, name) != 0)
		i++;
	if (page->pictures->of[kind].why[LANGUAGE_EN].length > 0)
		return;
	str_addf(out, "<figure class=\"chart\" id=\"chart-%s\">\n<figcaption><h3>", name);
	html_both(out, page->pictures->of[kind].title[LANGUAGE_EN].text,
	          page->pictures->of[kind].title[LANGUAGE_ZH].text);
	str_add(out, "</h3><p>");
	html_page_word(out, charts[i].title);
	str_add(out, "</p></figcaption>\n");
	add_picture(page, kind, name, LANGUAGE_ZH);
	add_picture(page, kind, name, LANGUAGE_EN);
	str_add(out, "<details class=\"data\"><summary>");
	html_page_word(out, PAGE_DATA_TABLE);
	str_add(out, "</summary>\n");
	charts[i].table(page);
	str_add(out, "</details>\n</figure>\n");
}

void page_figures(const struct page *page)
{
	page_chart(page, "map");
	page_chart(page, "power");
	page_chart(page, "cooling");
	page_chart(page, "network");
	page_chart(page, "energy");
	page_chart(page, "exhaustion");
	page_chart(page, "waterfall");
	page_chart(page, "costs");
}
