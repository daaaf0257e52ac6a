/*
 * chart_parts.h - what charts of small multiples, and charts of rows, share. Private to report/.
 */
#ifndef RACKPLAN_REPORT_CHART_PARTS_H
#define RACKPLAN_REPORT_CHART_PARTS_H

#include "planner/report/chart.h"
#include "planner/report/page_words.h"

/* ---- small multiples over time (plots/panels.gp) ---- */

enum line_style { LINE_SOLID, LINE_DASHED, LINE_TARGET };
enum { MOST_PANEL_LINES = 6 };

struct panel_grid {
	struct chart *chart;
	int n, columns;
	double top, height_px;   /* of each panel; may be changed before the first */
	int i, n_areas, n_lines; /* of the open panel */
	enum line_style styles[MOST_PANEL_LINES];
	struct plot_area area;
	double most, step;
};

/* n > 0 panels below `top`; sets the chart's height and begins the frame. */
void panels_begin(struct panel_grid *grid, struct chart *chart, int n, double top);

/* The next panel: its name and, right of it, a word (ALARM when `alarm`); the highest value sets its scale. */
void panel_begin(struct panel_grid *grid, const char *name, const char *word, bool alarm, double highest);

/* Areas before lines. Values are [n_periods]; base NULL: from 0. A NaN ends a line there. */
void panel_area(struct panel_grid *grid, const char *name, int rgb, int site, const double *base, const double *top);
void panel_line(struct panel_grid *grid, const char *name, int rgb, int site, const double *values,
                enum line_style style);
void panel_tip(struct panel_grid *grid, int t, int site, const char *text); /* over period t */
void panel_end(struct panel_grid *grid);

/* ---- rows of bars (plots/bars.gp) ---- */

struct rows_frame {
	struct plot_area area;
	double least, most, step;
	int n, n_bars, n_points, n_lines; /* rows; series of each kind */
};

enum { BAR_PX = 26 };

void rows_frame(struct chart *chart, const struct rows_frame *rows);
double rows_x(const struct rows_frame *rows, double value);                       /* in pixels */
double rows_y(const struct rows_frame *rows, int row);                            /* of the row's middle */
void rows_bar(struct chart *chart, int row, double from, double to, double half); /* half: of the height, 0..0.5 */

/* Ticks, the title and the line of nought of rows whose lengths are present cost, in units of unit_cny. */
void rows_cost_axis(struct chart *chart, const struct rows_frame *rows, double unit_cny);

/* ---- words ---- */

/* The foot's "Source: plan ...", with a note behind it when that is not NULL. */
const char *chart_plan_note(struct chart *chart, const char *note);

/* A legend's entry at *x: a box, a line, a dashed line or a diamond; moves *x on. */
double chart_legend_px(const char *text); /* how far it moves *x, with the gap to the next entry */
enum { LEGEND_GAP_PX = 26 };
enum legend_mark { MARK_BOX, MARK_LINE, MARK_DASHES, MARK_DIAMOND };
void chart_legend(struct chart *chart, double *x, double y, enum legend_mark mark, int rgb, const char *text);

const char *chart_say(struct chart *chart, enum page_word word, const char *const arguments[4]);
int chart_lighter(int rgb); /* the colour of the same thing in outline */

#endif
