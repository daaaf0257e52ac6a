/*
 * view.h - the part of the earth that a frame shows, in pixels, and cutting lines and areas to it. Private to report/.
 */
#ifndef RACKPLAN_REPORT_VIEW_H
#define RACKPLAN_REPORT_VIEW_H

#include "planner/report/chart.h"
#include "planner/report/projection.h"

struct place {
	double latitude_deg, longitude_deg; /* not a number: nowhere */
};

struct point {
	double x, y;
};

struct outline { /* points one after the other; the owner's to dispose */
	struct point *points;
	int n, capacity;
};

struct view {
	struct projection projection;
	struct plot_area frame;
	struct point middle_km; /* what stands in the frame's middle */
	double px_per_km;
};

struct degree_box { /* west < east, within 180 degrees of the view's middle, so perhaps beyond 180 */
	double west, south, east, north;
};

/*
 * The view in which all n > 0 places stand at least pad_px within the frame, and which is at least least_km wide or
 * high; the standard parallels lie a sixth of the places' height within.
 */
struct view view_of(const struct place *places, int n, struct plot_area frame, double pad_px, double least_km);

/* Width / height of the smallest box around the places on the map, and the length of its diagonal. */
void view_extent(const struct place *places, int n, double *aspect, double *diagonal_km);

struct point view_point(const struct view *view, struct place place);
bool view_place(const struct view *view, struct point at, struct place *place); /* false: nowhere on the earth */
struct degree_box view_degrees(const struct view *view);                        /* holds all that the frame shows */
bool view_shows(const struct view *view, struct place place);

double place_km(struct place a, struct place b); /* great circle */

/* ---- cutting ---- */

void outline_add(struct outline *outline, double x, double y);
void outline_dispose(struct outline *outline);

/* The area within the box; its edge runs along the box's where the area goes on. n == 0: nothing of it is. */
void outline_cut(const struct outline *area, struct plot_area box, struct outline *cut);

/* Cuts the segment to the box in place; false: nothing of it is in there. */
bool segment_cut(struct plot_area box, struct point *a, struct point *b);

#endif
