#include "planner/report/chart_parts.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

enum { PANEL_PX = 112, PANEL_GAP_PX = 62, GUTTER_PX = 62 };

/* ---- small multiples ---- */

void panels_begin(struct panel_grid *grid, struct chart *chart, int n, double top)
{
	*grid = (struct panel_grid){ .chart = chart, .n = n, .top = top, .height_px = PANEL_PX, .i = -1 };
	grid->columns = n <= 3 ? n : n == 4 ? 2 : 3;
	chart->height = (int)top + (n + grid->columns - 1) / grid->columns * (PANEL_PX + PANEL_GAP_PX) + 8;
	chart_frame(chart, chart->plan->n_periods);
	chart_frame(chart, n);
}

void panel_begin(struct panel_grid *grid, const char *name, const char *word, bool alarm, double highest)
{
	struct chart *chart = grid->chart;
	double width = (double)(CHART_WIDTH - 2 * MARGIN) / grid->columns;
	struct plot_area *area = &grid->area;
	int row, column;

	grid->i++;
	grid->n_areas = grid->n_lines = 0;
	row = grid->i / grid->columns;
	column = grid->i % grid->columns;
	area->left = MARGIN + column * width + GUTTER_PX - (column == 0 ? 12 : 0);
	area->right = MARGIN + (column + 1) * width - (column == grid->columns - 1 ? 0 : 4);
	area->top = grid->top + row * (grid->height_px + PANEL_GAP_PX);
	area->bottom = area->top + grid->height_px;
	grid->step = chart_nice_step(highest > 0 ? highest * 1.02 : 1, 3);
	grid->most = ceil((highest > 0 ? highest * 1.02 : 1) / grid->step - 1e-9) * grid->step;
	chart_text(chart, ROLE_STRONG, area->left, area->top - 15, INK,
	           chart_fitted(chart, name, TEXT_PX * 1.06,
	                        area->right - area->left - chart_text_px(word, TEXT_PX) - 14));
	chart_text(chart, ROLE_RIGHT, area->right, area->top - 15, alarm ? ALARM : INK_SOFT, word);
	chart_value_axis(chart, *area, 0, grid->most, grid->step, "");
	chart_time_axis(chart, *area, grid->n > 1);
}

void panel_area(struct panel_grid *grid, const char *name, int rgb, int site, const double *base, const double *top)
{
	struct chart *chart = grid->chart;
	int t;

	chart_block(chart, "panel %02d area %02d", grid->i + 1, ++grid->n_areas);
	for (t = 0; t < chart->plan->n_periods; t++) {
		chart_row(chart, 3, (double[]){ t, base ? base[t] : 0, top[t] });
		chart_row(chart, 3, (double[]){ t + 1, base ? base[t] : 0, top[t] });
	}
	chart_series_of(chart, name, rgb, site);
}

void panel_line(struct panel_grid *grid, const char *name, int rgb, int site, const double *values,
                enum line_style style)
{
	struct chart *chart = grid->chart;
	int t;

	if (grid->n_lines == MOST_PANEL_LINES)
		return;
	grid->styles[grid->n_lines] = style;
	chart_block(chart, "panel %02d line %02d", grid->i + 1, ++grid->n_lines);
	for (t = 0; t < chart->plan->n_periods; t++) {
		if (isnan(values[t]))
			continue;
		chart_row(chart, 2, (double[]){ t, values[t] });
		chart_row(chart, 2, (double[]){ t + 1, values[t] });
	}
	chart_series_of(chart, name, rgb, site);
}

void panel_tip(struct panel_grid *grid, int t, int site, const char *text)
{
	const struct plot_area *area = &grid->area;
	double width = (area->right - area->left) / grid->chart->plan->n_periods;

	chart_tip(grid->chart, area->left + width * t, area->top, area->left + width * (t + 1), area->bottom, site,
	          text);
}

void panel_end(struct panel_grid *grid)
{
	struct chart *chart = grid->chart;
	int i;

	chart_frame(chart, grid->area.left);
	chart_frame(chart, grid->area.right);
	chart_frame(chart, grid->area.top);
	chart_frame(chart, grid->area.bottom);
	chart_frame(chart, grid->most);
	chart_frame(chart, grid->step);
	chart_frame(chart, grid->n_areas);
	chart_frame(chart, grid->n_lines);
	for (i = 0; i < grid->n_lines; i++)
		chart_frame(chart, grid->styles[i]);
}

/* ---- rows ---- */

void rows_frame(struct chart *chart, const struct rows_frame *rows)
{
	chart_frame(chart, rows->area.left);
	chart_frame(chart, rows->area.right);
	chart_frame(chart, rows->area.top);
	chart_frame(chart, rows->area.bottom);
	chart_frame(chart, rows->least);
	chart_frame(chart, rows->most);
	chart_frame(chart, rows->step);
	chart_frame(chart, rows->n);
	chart_frame(chart, rows->n_bars);
	chart_frame(chart, rows->n_points);
	chart_frame(chart, rows->n_lines);
}

double rows_x(const struct rows_frame *rows, double value)
{
	return rows->area.left +
	       (rows->area.right - rows->area.left) * (value - rows->least) / (rows->most - rows->least);
}

double rows_y(const struct rows_frame *rows, int row)
{
	return rows->area.top + (rows->area.bottom - rows->area.top) * (row + 0.5) / rows->n;
}

void rows_bar(struct chart *chart, int row, double from, double to, double half)
{
	chart_row(chart, 6, (double[]){ (from + to) / 2, row + 0.5, from, to, row + 0.5 - half, row + 0.5 + half });
}

void rows_cost_axis(struct chart *chart, const struct rows_frame *rows, double unit_cny)
{
	const struct plot_area area = rows->area;
	const char *currency = chart->sc->money.currency;
	double i;

	for (i = round(rows->least / rows->step); i * rows->step <= rows->most * (1 + 1e-9); i++)
		chart_text(chart, ROLE_CENTRE, rows_x(rows, i * rows->step), area.bottom + 14, INK_SOFT,
		           chart_number(chart, i * rows->step, 2));
	if (chart->language == LANGUAGE_ZH && strcmp(currency, "CNY") == 0)
		currency = "元";
	chart_text(chart, ROLE_CENTRE, (area.left + area.right) / 2, area.bottom + 32, INK_SOFT,
	           chart_say(chart,
	                     unit_cny >= 1e8   ? PAGE_AXIS_PRESENT_YI
	                     : unit_cny >= 1e6 ? PAGE_AXIS_PRESENT_M
	                                       : PAGE_AXIS_PRESENT_WAN,
	                     (const char *[4]){ currency, NULL, NULL, NULL }));
	chart_rule(chart, rows_x(rows, 0), area.top, rows_x(rows, 0), area.bottom, INK_SOFT);
}

/* ---- words ---- */

const char *chart_plan_note(struct chart *chart, const char *note)
{
	struct str foot = STR_INIT, plan = STR_INIT;
	const char *text;

	format_scenario(&plan, chart->plan);
	report_say(&foot, WORD_NOTE_PLAN, chart->language, (const char *[4]){ plan.text, NULL, NULL, NULL });
	if (note && *note)
		str_addf(&foot, " · %s", note);
	text = arena_string(chart->arena, foot.text);
	str_dispose(&foot);
	str_dispose(&plan);
	return text;
}

double chart_legend_px(const char *text)
{
	return 34 + chart_text_px(text, TEXT_PX) + LEGEND_GAP_PX;
}

void chart_legend(struct chart *chart, double *x, double y, enum legend_mark mark, int rgb, const char *text)
{
	int i;

	switch (mark) {
	case MARK_BOX: chart_box(chart, *x, y - 5, *x + 26, y + 5, rgb); break;
	case MARK_LINE: chart_box(chart, *x, y - 1, *x + 26, y + 1, rgb); break;
	case MARK_DASHES:
		for (i = 0; i < 3; i++)
			chart_box(chart, *x + 10 * i, y - 1, *x + 10 * i + 6, y + 1, rgb);
		break;
	case MARK_DIAMOND: chart_text(chart, ROLE_CENTRE, *x + 13, y, rgb, "◆"); break;
	}
	chart_text(chart, ROLE_LEFT, *x + 34, y, INK, text);
	*x += chart_legend_px(text);
}

const char *chart_say(struct chart *chart, enum page_word word, const char *const arguments[4])
{
	struct str text = STR_INIT;
	const char *copy;

	page_say(&text, word, chart->language, arguments);
	copy = arena_string(chart->arena, text.text);
	str_dispose(&text);
	return copy;
}

int chart_lighter(int rgb)
{
	const int paper = 255, part = 55; /* % of the colour */
	int shift, out = 0;

	for (shift = 16; shift >= 0; shift -= 8)
		out |= (paper * (100 - part) + (rgb >> shift & 255) * part) / 100 << shift;
	return out;
}
