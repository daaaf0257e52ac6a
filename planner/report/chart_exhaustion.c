/* Stranded capacity and exhaustion: usable power of each site at the end by its use, and from when on it is used up. */
#include "planner/report/chart_parts.h"
#include "planner/report/exhaustion.h"
#include "planner/report/format.h"

#include <math.h>

enum { MOST_ROWS = 40, TOP_PX = 118, DRAWN = 0x3a83b8, FREE = 0xbfe0f4, STRANDED = 0xdd7b3f, COLUMN_PX = 96 };

struct site_rows {
	int n, n_left_out;
	int sites[MOST_ROWS];
	struct exhaustion items[MOST_ROWS];
	double stranded_mw, most;
	struct rows_frame rows;
};

static void gather(const struct chart *chart, struct site_rows *all)
{
	int s, i;

	for (s = 0; s < chart->plan->n_sites; s++) {
		struct exhaustion item;

		if (!exhaustion_of(chart->plan, chart->sc, s, &item))
			continue;
		all->stranded_mw += item.stranded_mw;
		all->most = fmax(all->most, fmax(item.usable_mw, item.drawn_mw));
		if (all->n == MOST_ROWS)
			all->n_left_out++;
		if (all->n == MOST_ROWS && item.usable_mw <= all->items[all->n - 1].usable_mw)
			continue;
		if (all->n == MOST_ROWS)
			all->n--;
		for (i = all->n++; i > 0 && all->items[i - 1].usable_mw < item.usable_mw; i--) {
			all->items[i] = all->items[i - 1];
			all->sites[i] = all->sites[i - 1];
		}
		all->items[i] = item;
		all->sites[i] = s;
	}
}

static double part(const struct exhaustion *item, int kind, double *from)
{
	*from = kind == 0 ? 0 : kind == 1 ? item->drawn_mw : item->drawn_mw + item->free_mw;
	return kind == 0 ? item->drawn_mw : kind == 1 ? item->free_mw : item->stranded_mw;
}

static void add_bars(struct chart *chart, struct site_rows *all)
{
	static const int colours[] = { DRAWN, FREE, STRANDED };
	static const enum page_word words[] = { PAGE_DRAWN_END, PAGE_FREE_END, PAGE_STRANDED_END };
	int kind, i;
	double x = MARGIN;

	for (kind = 0; kind < 3; kind++) {
		bool any = false;

		for (i = 0; i < all->n; i++) {
			double from, mw = part(&all->items[i], kind, &from);

			if (!(mw > 0))
				continue;
			if (!any)
				chart_block(chart, "bars %03d", ++all->rows.n_bars);
			any = true;
			rows_bar(chart, i, from, from + mw, 0.32);
		}
		if (!any)
			continue;
		chart_series(chart, page_word(words[kind], chart->language), colours[kind]);
		chart_legend(chart, &x, 80, MARK_BOX, colours[kind], page_word(words[kind], chart->language));
	}
}

static const char *since(const struct chart *chart, int period)
{
	return period < 0 ? "–" : chart->sc->periods[period].label;
}

static void add_labels(struct chart *chart, const struct site_rows *all, int i)
{
	const struct exhaustion *item = &all->items[i];
	const int periods[] = { item->racks_from, item->design_from, item->power_from };
	const char *name = report_text(&chart->sc->sites[all->sites[i]].name, chart->language);
	double y = rows_y(&all->rows, i), right = CHART_WIDTH - MARGIN;
	int k;

	chart_text(chart, ROLE_LEFT, MARGIN, y, INK,
	           chart_fitted(chart, name, TEXT_PX, all->rows.area.left - MARGIN - 12));
	for (k = 0; k < 3; k++)
		chart_text(chart, ROLE_RIGHT, right - (2 - k) * COLUMN_PX, y, periods[k] < 0 ? INK_SOFT : ALARM,
		           since(chart, periods[k]));
	chart_tip(chart, MARGIN, y - BAR_PX / 2.0, CHART_WIDTH - MARGIN, y + BAR_PX / 2.0, all->sites[i],
	          arena_format(chart->arena, "%s\n%s %s MW\n%s %s MW\n%s %s MW", name,
	                       page_word(PAGE_DRAWN_END, chart->language), chart_number(chart, item->drawn_mw, 3),
	                       page_word(PAGE_FREE_END, chart->language), chart_number(chart, item->free_mw, 3),
	                       page_word(PAGE_STRANDED_END, chart->language),
	                       chart_number(chart, item->stranded_mw, 3)));
}

static void add_axis(struct chart *chart, const struct site_rows *all)
{
	static const enum page_word heads[] = { PAGE_RACKS_FULL, PAGE_DESIGN_FULL, PAGE_POWER_FULL };
	const struct plot_area area = all->rows.area;
	double mw, right = CHART_WIDTH - MARGIN;
	int k;

	for (mw = 0; mw <= all->rows.most * (1 + 1e-9); mw += all->rows.step)
		chart_text(chart, ROLE_CENTRE, rows_x(&all->rows, mw), area.bottom + 14, INK_SOFT,
		           chart_number(chart, mw, 2));
	chart_text(chart, ROLE_CENTRE, (area.left + area.right) / 2, area.bottom + 32, INK_SOFT,
	           page_word(PAGE_AXIS_USABLE, chart->language));
	chart_text(chart, ROLE_RIGHT, right, area.top - 28, INK_SOFT, page_word(PAGE_FULL_FROM, chart->language));
	for (k = 0; k < 3; k++)
		chart_text(chart, ROLE_RIGHT, right - (2 - k) * COLUMN_PX, area.top - 11, INK_SOFT,
		           page_word(heads[k], chart->language));
	chart_rule(chart, area.left, area.top, area.left, area.bottom, INK_SOFT);
}

void chart_exhaustion(struct chart *chart)
{
	struct site_rows all = { 0 };
	int i;

	gather(chart, &all);
	if (all.n == 0 || !(all.most > 0)) {
		chart->empty_because = page_word(PAGE_EMPTY_EXHAUSTION, chart->language);
		return;
	}
	chart->height = TOP_PX + BAR_PX * all.n + 78;
	all.rows = (struct rows_frame){
		.area = { 270, CHART_WIDTH - MARGIN - 3 * COLUMN_PX - 12, TOP_PX, TOP_PX + BAR_PX * all.n },
		.n = all.n,
		.step = chart_nice_step(all.most, 5),
	};
	all.rows.most = ceil(all.most / all.rows.step - 1e-9) * all.rows.step;
	chart_title(chart,
	            chart_say(chart, all.stranded_mw < 0.05 ? PAGE_TITLE_EXHAUSTION_NONE : PAGE_TITLE_EXHAUSTION,
	                      (const char *[4]){ chart_number(chart, floor(all.stranded_mw * 10 + 0.5) / 10, 1), NULL,
	                                         NULL, NULL }),
	            chart_subject(chart), chart_plan_note(chart, page_word(PAGE_NOTE_EXHAUSTION, chart->language)));
	add_bars(chart, &all);
	add_axis(chart, &all);
	for (i = 0; i < all.n; i++)
		add_labels(chart, &all, i);
	rows_frame(chart, &all.rows);
}
