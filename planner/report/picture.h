/*
 * picture.h - is what gnuplot wrote the whole picture? And the finishing touches of an SVG. Private to report/.
 */
#ifndef RACKPLAN_REPORT_PICTURE_H
#define RACKPLAN_REPORT_PICTURE_H

#include "planner/base/error.h"
#include "planner/base/str.h"

/*
 * Accepts well-formed XML whose root is svg, with exactly `expected` plot groups, each with something drawn in it, and
 * nothing that runs or loads. FAULT_EXTERNAL says what is wrong with it.
 */
int picture_check_svg(const struct str *svg, int expected, const char *name, struct error *err);

/* Accepts a PNG of this size whose chunks are whole, up to and with its end. */
int picture_check_png(const struct str *png, int width, int height, const char *name, struct error *err);

#define PICTURE_FONT "RackplanSans" /* gnuplot's font argument cannot hold a list: replaced when finished */

/*
 * From gnuplot's SVG, already checked: our title and description, fonts by a list of families, the name of each series where
 * gnuplot wrote its own. `series` in the order of plotting; the groups after the first n are the overlay.
 */
void picture_finish_svg(const struct str *svg, const char *title, const char *description, int n,
                        const char *const *series, struct str *out);

#endif
