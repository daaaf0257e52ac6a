#include "planner/report/view.h"
#include "planner/base/geo.h"

#include <math.h>

enum { EDGE_STEPS = 64 };

struct km_box {
	double left, right, bottom, top;
};

double place_km(struct place a, struct place b)
{
	return geo_great_circle_km(a.latitude_deg, a.longitude_deg, b.latitude_deg, b.longitude_deg);
}

/* Middle of the latitudes; the longitude from which the others lie least far, east and west alike. */
static struct projection projection_for(const struct place *places, int n)
{
	const double turn = acos(-1.0) / 180;
	double south = 90, north = -90, sine = 0, cosine = 0, east = 0, west = 0, mean, sixth;
	int i;

	for (i = 0; i < n; i++) {
		south = fmin(south, places[i].latitude_deg);
		north = fmax(north, places[i].latitude_deg);
		sine += sin(places[i].longitude_deg * turn);
		cosine += cos(places[i].longitude_deg * turn);
	}
	mean = atan2(sine, cosine) / turn;
	for (i = 0; i < n; i++) {
		east = fmax(east, remainder(places[i].longitude_deg - mean, 360));
		west = fmin(west, remainder(places[i].longitude_deg - mean, 360));
	}
	sixth = (north - south) / 6;
	return projection_albers((south + north) / 2, mean + (east + west) / 2, south + sixth, north - sixth);
}

static struct km_box box_of(const struct projection *projection, const struct place *places, int n)
{
	struct km_box box = { HUGE_VAL, -HUGE_VAL, HUGE_VAL, -HUGE_VAL };
	int i;

	for (i = 0; i < n; i++) {
		double x, y;

		projection_forward(projection, places[i].latitude_deg, places[i].longitude_deg, &x, &y);
		box.left = fmin(box.left, x);
		box.right = fmax(box.right, x);
		box.bottom = fmin(box.bottom, y);
		box.top = fmax(box.top, y);
	}
	return box;
}

struct view view_of(const struct place *places, int n, struct plot_area frame, double pad_px, double least_km)
{
	struct view view = { .projection = projection_for(places, n), .frame = frame };
	const struct km_box box = box_of(&view.projection, places, n);
	const double wide = frame.right - frame.left, high = frame.bottom - frame.top;

	view.middle_km = (struct point){ (box.left + box.right) / 2, (box.bottom + box.top) / 2 };
	view.px_per_km = fmax(wide, high) / least_km;
	if (box.right > box.left)
		view.px_per_km = fmin(view.px_per_km, (wide - 2 * pad_px) / (box.right - box.left));
	if (box.top > box.bottom)
		view.px_per_km = fmin(view.px_per_km, (high - 2 * pad_px) / (box.top - box.bottom));
	return view;
}

void view_extent(const struct place *places, int n, double *aspect, double *diagonal_km)
{
	const struct projection projection = projection_for(places, n);
	const struct km_box box = box_of(&projection, places, n);
	const double least = 1e-3;

	*aspect = fmax(box.right - box.left, least) / fmax(box.top - box.bottom, least);
	*diagonal_km = hypot(box.right - box.left, box.top - box.bottom);
}

struct point view_point(const struct view *view, struct place place)
{
	double x, y;

	projection_forward(&view->projection, place.latitude_deg, place.longitude_deg, &x, &y);
	return (struct point){
		(view->frame.left + view->frame.right) / 2 + (x - view->middle_km.x) * view->px_per_km,
		(view->frame.top + view->frame.bottom) / 2 - (y - view->middle_km.y) * view->px_per_km,
	};
}

bool view_place(const struct view *view, struct point at, struct place *place)
{
	const double x = (at.x - (view->frame.left + view->frame.right) / 2) / view->px_per_km + view->middle_km.x;
	const double y = ((view->frame.top + view->frame.bottom) / 2 - at.y) / view->px_per_km + view->middle_km.y;

	return projection_back(&view->projection, x, y, &place->latitude_deg, &place->longitude_deg);
}

bool view_shows(const struct view *view, struct place place)
{
	const struct point at = view_point(view, place);

	return at.x >= view->frame.left && at.x <= view->frame.right && at.y >= view->frame.top &&
	       at.y <= view->frame.bottom;
}

/*
 * The highest and lowest of a frame without a pole stand on its edge, or where a parallel touches it, between two of
 * the steps at most. With a pole, or with corners that are nowhere, all longitudes may be shown.
 */
struct degree_box view_degrees(const struct view *view)
{
	struct degree_box box = { HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL };
	const struct plot_area f = view->frame;
	const double middle = view->projection.longitude_deg, spare = 1;
	bool whole = view_shows(view, (struct place){ 90, middle }) || view_shows(view, (struct place){ -90, middle });
	int i, side;

	for (side = 0; side < 4; side++) {
		for (i = 0; i <= EDGE_STEPS; i++) {
			const double u = (double)i / EDGE_STEPS, x = f.left + u * (f.right - f.left),
				     y = f.top + u * (f.bottom - f.top);
			struct place at;

			if (!view_place(view,
			                side < 2 ? (struct point){ x, side ? f.top : f.bottom }
			                         : (struct point){ side == 2 ? f.left : f.right, y },
			                &at)) {
				whole = true;
				continue;
			}
			box.west = fmin(box.west, at.longitude_deg);
			box.east = fmax(box.east, at.longitude_deg);
			box.south = fmin(box.south, at.latitude_deg);
			box.north = fmax(box.north, at.latitude_deg);
		}
	}
	if (whole)
		return (struct degree_box){ middle - 180, -90, middle + 180, 90 };
	return (struct degree_box){ fmax(box.west - spare, middle - 180), fmax(box.south - spare, -90),
		                    fmin(box.east + spare, middle + 180), fmin(box.north + spare, 90) };
}

/* ---- cutting ---- */

void outline_add(struct outline *outline, double x, double y)
{
	void *points = outline->points;

	memory_reserve(&points, &outline->capacity, outline->n + 1, sizeof *outline->points);
	outline->points = points;
	outline->points[outline->n++] = (struct point){ x, y };
}

void outline_dispose(struct outline *outline)
{
	memory_free(outline->points);
	*outline = (struct outline){ NULL, 0, 0 };
}

/* How far within the side the point is; sides: left, right, top, bottom. */
static double within(struct plot_area box, int side, struct point at)
{
	switch (side) {
	case 0: return at.x - box.left;
	case 1: return box.right - at.x;
	case 2: return at.y - box.top;
	default: return box.bottom - at.y;
	}
}

/* One side after the other, after Sutherland and Hodgman. */
void outline_cut(const struct outline *area, struct plot_area box, struct outline *cut)
{
	struct outline left = { NULL, 0, 0 };
	int side, i;

	cut->n = 0;
	for (i = 0; i < area->n; i++)
		outline_add(cut, area->points[i].x, area->points[i].y);
	for (side = 0; side < 4; side++) {
		struct outline swap = left;

		left = *cut;
		*cut = swap;
		cut->n = 0;
		for (i = 0; i < left.n; i++) {
			const struct point a = left.points[i > 0 ? i - 1 : left.n - 1], b = left.points[i];
			const double in_a = within(box, side, a), in_b = within(box, side, b);

			if ((in_a < 0) != (in_b < 0)) {
				const double u = in_a / (in_a - in_b);

				outline_add(cut, a.x + u * (b.x - a.x), a.y + u * (b.y - a.y));
			}
			if (!(in_b < 0))
				outline_add(cut, b.x, b.y);
		}
	}
	outline_dispose(&left);
}

bool segment_cut(struct plot_area box, struct point *a, struct point *b)
{
	int side;

	for (side = 0; side < 4; side++) {
		const double in_a = within(box, side, *a), in_b = within(box, side, *b);
		struct point at;

		if (in_a < 0 && in_b < 0)
			return false;
		if (!(in_a < 0) && !(in_b < 0))
			continue;
		at = (struct point){ a->x + in_a / (in_a - in_b) * (b->x - a->x),
			             a->y + in_a / (in_a - in_b) * (b->y - a->y) };
		if (in_a < 0)
			*a = at;
		else
			*b = at;
	}
	return true;
}
