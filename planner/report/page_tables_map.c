/* Data tables of the map: its sites and its links at the horizon's end. */
#include "planner/report/map.h"
#include "planner/report/page.h"

#include <math.h>

static void add_sites(const struct page *page, const struct map_figures *figures)
{
	struct str *out = page->out;
	int i;

	html_table(out, "table-map", PAGE_TABLE_MAP_SITES, false);
	html_head(out);
	html_page_column(out, PAGE_ONE_SITE, false);
	html_page_column(out, PAGE_LATITUDE, true);
	html_page_column(out, PAGE_LONGITUDE, true);
	html_column(out, WORD_AVAILABLE, true);
	html_column(out, WORD_OCCUPIED, true);
	html_page_column(out, PAGE_MAP_SHARE, true);
	html_body(out);
	for (i = 0; i < figures->n_sites; i++) {
		const struct map_site *item = &figures->sites[i];
		const struct site *site = &page->sc->sites[item->site];

		html_row(out, site->id);
		html_row_head_text(out, &site->name, NULL);
		html_cell_fixed(out, item->place.latitude_deg, 2);
		html_cell_fixed(out, item->place.longitude_deg, 2);
		html_cell_number(out, item->available, 0);
		html_cell_number(out, item->used, 0);
		if (item->available > 0)
			html_cell_fixed(out, 100.0 * item->used / item->available, 1);
		else
			str_add(out, "<td></td>");
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

static void add_links(const struct page *page, const struct map_figures *figures)
{
	struct str *out = page->out;
	int i;

	html_table(out, "table-map-links", PAGE_TABLE_MAP_LINKS, false);
	html_head(out);
	html_page_column(out, PAGE_LINK, false);
	html_page_column(out, PAGE_GREAT_CIRCLE, true);
	html_page_column(out, PAGE_INSTALLED, true);
	html_page_column(out, PAGE_LINK_LOAD, true);
	html_page_column(out, PAGE_MAP_LOAD_SHARE, true);
	html_body(out);
	for (i = 0; i < figures->n_links; i++) {
		const struct map_link *item = &figures->links[i];
		const struct link *link = &page->sc->links[item->link];

		html_row(out, NULL);
		html_row_head_text(out, &link->name, link->id);
		if (map_link_is_placed(item))
			html_cell_fixed(out, place_km(item->from, item->to), 0);
		else
			str_add(out, "<td></td>");
		html_cell_number(out, item->installed_gbps, 1);
		html_cell_fixed(out, item->load_gbps, 2);
		if (isnan(item->share))
			str_add(out, "<td></td>");
		else
			html_cell_fixed(out, 100 * item->share, 1);
		str_add(out, "</tr>");
	}
	html_table_end(out);
}

void table_map(const struct page *page)
{
	struct arena *arena = arena_new();
	const struct map_figures figures = map_figures(page->plan, page->sc, arena);

	add_sites(page, &figures);
	if (figures.n_links > 0)
		add_links(page, &figures);
	arena_free(arena);
}
