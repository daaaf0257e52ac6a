/*
 * page.h - report.html, part by part. Private to report/.
 */
#ifndef RACKPLAN_REPORT_PAGE_H
#define RACKPLAN_REPORT_PAGE_H

#include "planner/report/charts.h"
#include "planner/report/html.h"

struct page {
	const struct plan *plan;
	const struct scenario *sc;
	const struct pictures *pictures;
	enum language language; /* that it opens in */
	const struct report_options *options;
	struct str *out;
};

/*
 * The whole page. `style` and `script` are the assets' text. The same plan, scenario, pictures and assets give the same
 * bytes.
 */
void page_write(const struct page *page, const struct str *style, const struct str *script);

/* The head of a page of this house, and its switches of language and theme; title: not escaped. */
void page_head(struct str *out, enum language language, const char *title, const struct str *style,
               const struct str *script);
void page_switches(struct str *out, enum language language);

/* The choice of a site: opened, a line for each site, closed. The script shows it. */
void page_filter_open(struct str *out, enum language language);
void page_filter_site(struct str *out, enum language language, const struct site *site);
void page_filter_close(struct str *out);

/* The picture of a chart with its heading, and its data table; nothing for a chart that is left out. */
void page_chart(const struct page *page, const char *name);

/* ---- the sections, in their order ---- */

void page_ledger(const struct page *page);
void page_orders(const struct page *page);
void page_why(const struct page *page);
void page_figures(const struct page *page);
void page_proof(const struct page *page);

/* ---- data tables of the charts: what the picture shows, in numbers ---- */

void table_racks(const struct page *page);
void table_power(const struct page *page);
void table_costs(const struct page *page);
void table_targets(const struct page *page);
void table_rates(const struct page *page);
void table_demand(const struct page *page);
void table_cooling(const struct page *page);
void table_energy(const struct page *page);
void table_exhaustion(const struct page *page);
void table_timeline(const struct page *page);
void table_network(const struct page *page);
void table_prices(const struct page *page);
void table_waterfall(const struct page *page);
void table_map(const struct page *page);

#endif
