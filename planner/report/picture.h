/*
 * picture.h - is what gnuplot wrote the whole picture? And the finishing touches of an SVG. Private to report/.
 */
#ifndef RACKPLAN_REPORT_PICTURE_H
#define RACKPLAN_REPORT_PICTURE_H

#include "planner/base/error.h"
#include "planner/base/str.h"

#include <stdbool.h>

/*
 * Accepts well-formed XML whose root is svg, with exactly `expected` plot groups, each with something drawn in it, and
 * nothing that runs or loads. FAULT_EXTERNAL says what is wrong with it.
 */
int picture_check_svg(const struct str *svg, int expected, const char *name, struct error *err);

/* Accepts a PNG of this size whose chunks are whole, up to and with its end. */
int picture_check_png(const struct str *png, int width, int height, const char *name, struct error *err);

#define PICTURE_FONT "RackplanSans" /* gnuplot's font argument cannot hold a list: replaced when finished */

struct picture_series {
	const char *name; /* "": an overlay's edge, say */
	const char *site; /* the id of the site it is of, or NULL */
};

struct picture_tip {
	double x, y, width, height; /* in pixels from the top left */
	const char *site;           /* as above */
	const char *text;
	const char *path; /* not NULL: of an SVG path that is pointed at instead; the numbers above are nought */
};

struct picture {        /* what a chart says beside its drawing; all borrowed */
	const char *id; /* of the chart in its language: "racks-en" */
	const char *title, *description;
	int n_series, n_tips, cropped_px, width_px, height_px; /* cropped_px: the height of title and subtitle */
	const struct picture_series *series;                   /* [n_series] in the order of plotting */
	const struct picture_tip *tips;
};

/*
 * From gnuplot's SVG, already checked: our title and description, fonts by a list of families, the name of each series
 * where gnuplot wrote its own. The groups after the first n_series are the overlay.
 */
void picture_finish_svg(const struct str *svg, const struct picture *picture, struct str *out);

/*
 * From a finished SVG: an element for an HTML page. Ids and references begin with the picture's id, the house's greys
 * are CSS variables (--ink and so on) so that they follow the page's theme, series and tips name their site in
 * data-site, and the title is left to the page.
 */
void picture_inline_svg(const struct str *finished, const struct picture *picture, struct str *out);

/*
 * Points as of a polygon ("x,y x,y") or a path ("Mx,y Lx,y"), without those that lie on the way from one to the next. False for
 * what is neither, and then what was added to out is of no use.
 */
bool picture_outline(struct str *out, const char *text, size_t length);

#endif
