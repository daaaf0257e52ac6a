/*
 * chart.h - what a chart is before gnuplot draws it: blocks of data, text with its place, and the frame's numbers.
 * Private to report/; planner/report/README.md says how to add one.
 *
 * A chart's file makes the blocks; the template of the same name in plots/ draws them. Names and labels go into the data
 * only, as quoted and escaped strings: nothing that a scenario says ever reaches a script or an argument.
 */
#ifndef RACKPLAN_REPORT_CHART_H
#define RACKPLAN_REPORT_CHART_H

#include "planner/base/memory.h"
#include "planner/report/picture.h"
#include "planner/report/report.h"

/* Where and how text stands; each is a block of the data file and a style in plots/text.gp. */
enum chart_role { ROLE_TITLE, ROLE_SUBTITLE, ROLE_FOOT, ROLE_LEFT, ROLE_STRONG, ROLE_CENTRE, ROLE_RIGHT, ROLES };

enum { /* 0xRRGGBB: dark text, quieter text, faint rules, what is missed, limits */
       INK = 0x1f2328,
       INK_SOFT = 0x57606a,
       INK_FAINT = 0xd0d7de,
       ALARM = 0xb3261e,
       PAPER = 0xffffff,
       GRID = 0xe4e8ec,
       AREA = 0xe9edf1,
       ON_DARK = 0xfffffe, /* text on a coloured area, which stays as it is in a dark page */
       ON_LIGHT = 0x1f2329,
};

enum { CHART_WIDTH = 1040, HEAD_PX = 68 /* of title and subtitle */, MARGIN = 28, TEXT_PX = 12, MOST_CHART_SITES = 12 };

struct coast;
struct point;

struct chart {
	const char *name;     /* of the files, and of the ids in a page */
	const char *template; /* plots/<template>.gp */
	const struct plan *plan;
	const struct scenario *sc;
	enum language language;
	int height;
	struct arena *arena;
	struct str data;                      /* the blocks that the template plots */
	struct str text[ROLES], boxes, rules; /* the overlay's, in pixels from the top left */
	const struct coast *coast;            /* for maps; NULL where a chart is only described */
	struct str frame;                     /* numbers for the template, separated by spaces */
	struct str colours;                   /* of the series, as decimal numbers */
	int n_series, series_capacity;
	struct picture_series *series; /* in the template's order of plotting */
	int n_tips, tip_capacity;
	struct picture_tip *tips;  /* what a page says of a place in the picture */
	const char *empty_because; /* not NULL: there is nothing to draw */
	struct str summary;        /* the title, for those who cannot see the chart */
};

/* ---- building ---- */

/* An empty chart of the plan; its name and template are kept as they are. Dispose it with everything built in it. */
void chart_init(struct chart *chart, const char *name, const char *template, const struct plan *plan,
                const struct scenario *sc, enum language language);
void chart_dispose(struct chart *chart);

void chart_title(struct chart *chart, const char *title, const char *subtitle, const char *foot);
void chart_text(struct chart *chart, enum chart_role role, double x, double y, int rgb, const char *text);
void chart_box(struct chart *chart, double left, double top, double right, double bottom, int rgb);
void chart_rule(struct chart *chart, double x1, double y1, double x2, double y2, int rgb);

/* A named block of numbers in the data; every block must get at least one row. */
void chart_block(struct chart *chart, const char *format, ...) __attribute__((format(printf, 2, 3)));
void chart_row(struct chart *chart, int n, const double *values);
void chart_series(struct chart *chart, const char *name, int rgb);
void chart_series_of(struct chart *chart, const char *name, int rgb,
                     int site); /* of a site, which a page can pick out */

/* What a page says when somebody points there; site -1: it is of no one site. */
void chart_tip(struct chart *chart, double left, double top, double right, double bottom, int site, const char *text);

/* The same along a line of n >= 2 points. */
void chart_tip_along(struct chart *chart, const struct point *points, int n, const char *text);

/* A number for the template. */
void chart_frame(struct chart *chart, double value);

/* ---- measures ---- */

double chart_text_px(const char *text, double size_px);  /* a cautious estimate: fonts differ */
double chart_nice_step(double most, int about);          /* 1, 2, 2.5 or 5 times a power of ten */
int chart_palette(int order);                            /* of things in their order */
int chart_site_colour(const struct scenario *sc, int s); /* the same in every chart */
bool chart_has_wide(const char *text);                   /* needs a Chinese font */

/* "12,345 MW" and the like, in the chart's arena. */
const char *chart_number(struct chart *chart, double value, int decimals);
const char *chart_money(struct chart *chart, double value_cny);
const char *chart_cut(struct chart *chart, const char *text, int columns);
const char *chart_fitted(struct chart *chart, const char *text, double size_px, double most_px); /* cut to this width */
const char *chart_date(struct chart *chart, struct date date);
const char *chart_subject(struct chart *chart); /* the subtitle's start: scenario, variant, title */

/* Pushes the labels apart so that none overlaps: y and gap in pixels, within [top, bottom]; order is kept. */
void chart_spread(int n, double *y, double gap, double top, double bottom);

/* ---- axes ---- */

struct plot_area {
	double left, right, top, bottom;
};

/* Period ticks and labels under the area, years below them; `dense` gives the years only. */
void chart_time_axis(struct chart *chart, struct plot_area area, bool dense);

/* Tick labels left of the area, and the unit above them. */
void chart_value_axis(struct chart *chart, struct plot_area area, double least, double most, double step,
                      const char *unit);

/* ---- the charts ---- */

void chart_racks(struct chart *chart);
void chart_power(struct chart *chart);
void chart_costs(struct chart *chart);
void chart_targets(struct chart *chart);
void chart_timeline(struct chart *chart);
void chart_rates(struct chart *chart);
void chart_network(struct chart *chart);
void chart_demand(struct chart *chart);
void chart_energy(struct chart *chart);
void chart_cooling(struct chart *chart);
void chart_exhaustion(struct chart *chart);
void chart_prices(struct chart *chart);
void chart_waterfall(struct chart *chart);
void chart_map(struct chart *chart);

#endif
