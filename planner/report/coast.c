#include "planner/report/coast.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ring { /* closed: the last point is followed by the first */
	bool water;
	int begin, end; /* of the points */
};

struct detail {
	struct degree_box box;
	int begin, end; /* of the rings */
};

struct coast {
	struct detail *details; /* the finest first; the last covers the earth */
	struct ring *rings;
	struct place *points;
	int n_details, n_rings, n_points, detail_capacity, ring_capacity, point_capacity;
};

static const double per_degree = 100; /* the file's numbers are hundredths */
static const double finest_px = 0.7;  /* points nearer than this to the one before are left out */

/* ---- reading ---- */

struct reading {
	struct coast *coast;
	const char *c, *where;
	int line;
	struct error *err;
	long x, y; /* of the point before */
};

static int wrong(struct reading *r, const char *what)
{
	return error_set(r->err, FAULT_EXTERNAL, r->where, "line %d: %s", r->line, what);
}

/* Past white space and whole lines that begin with #. */
static void skip(struct reading *r)
{
	for (;;) {
		if (*r->c == '\n')
			r->line++;
		if (*r->c == '#')
			r->c += strcspn(r->c, "\n");
		else if (*r->c == ' ' || *r->c == '\n')
			r->c++;
		else
			return;
	}
}

static bool is_number(const struct reading *r)
{
	return (*r->c >= '0' && *r->c <= '9') || *r->c == '-';
}

static int read_number(struct reading *r, long *number)
{
	const long most = 36000;
	char *end;

	skip(r);
	if (!is_number(r))
		return wrong(r, "a number was expected");
	errno = 0;
	*number = strtol(r->c, &end, 10);
	if (errno || end == r->c || labs(*number) > most || !strchr(" \n", *end))
		return wrong(r, "this is no number of a coordinate");
	r->c = end;
	return 0;
}

static int read_detail(struct reading *r)
{
	struct coast *coast = r->coast;
	void *details = coast->details;
	long number[4] = { 0 };
	int i;

	for (i = 0; i < 4; i++) {
		if (read_number(r, &number[i]))
			return -1;
	}
	if (number[0] >= number[2] || number[1] >= number[3])
		return wrong(r, "the box of a detail is empty");
	memory_reserve(&details, &coast->detail_capacity, coast->n_details + 1, sizeof *coast->details);
	coast->details = details;
	coast->details[coast->n_details++] = (struct detail){
		{ (double)number[0], (double)number[1], (double)number[2], (double)number[3] },
		coast->n_rings,
		coast->n_rings,
	};
	return 0;
}

static int read_point(struct reading *r)
{
	struct coast *coast = r->coast;
	void *points = coast->points;
	long x = 0, y = 0;

	if (read_number(r, &x) || read_number(r, &y))
		return -1;
	r->x += x;
	r->y += y;
	if (labs(r->x) > 180 * (long)per_degree || labs(r->y) > 90 * (long)per_degree)
		return wrong(r, "a point lies beyond the earth");
	memory_reserve(&points, &coast->point_capacity, coast->n_points + 1, sizeof *coast->points);
	coast->points = points;
	coast->points[coast->n_points++] = (struct place){ (double)r->y / per_degree, (double)r->x / per_degree };
	return 0;
}

static int read_ring(struct reading *r, bool water)
{
	struct coast *coast = r->coast;
	void *rings = coast->rings;
	const int begin = coast->n_points;

	if (coast->n_details == 0)
		return wrong(r, "a ring before the first detail");
	r->x = r->y = 0;
	for (skip(r); is_number(r); skip(r)) {
		if (read_point(r))
			return -1;
	}
	if (coast->n_points - begin < 3)
		return wrong(r, "a ring of less than three points");
	memory_reserve(&rings, &coast->ring_capacity, coast->n_rings + 1, sizeof *coast->rings);
	coast->rings = rings;
	coast->rings[coast->n_rings++] = (struct ring){ water, begin, coast->n_points };
	coast->details[coast->n_details - 1].end = coast->n_rings;
	return 0;
}

static bool covers(struct degree_box outer, struct degree_box inner)
{
	return outer.west <= inner.west && outer.east >= inner.east && outer.south <= inner.south &&
	       outer.north >= inner.north;
}

static int read_all(struct reading *r)
{
	static const struct {
		const char *word;
		int kind;
	} words[] = { { "detail ", 0 }, { "land ", 1 }, { "water ", 2 } };
	const struct coast *coast = r->coast;
	size_t i;

	for (skip(r); *r->c; skip(r)) {
		for (i = 0; i < 3 && strncmp(r->c, words[i].word, strlen(words[i].word)) != 0; i++)
			;
		if (i == 3)
			return wrong(r, "expected detail, land or water");
		r->c += strlen(words[i].word);
		if (words[i].kind == 0 ? read_detail(r) : read_ring(r, words[i].kind == 2))
			return -1;
	}
	if (coast->n_details == 0 ||
	    !covers(coast->details[coast->n_details - 1].box, (struct degree_box){ -180, -90, 180, 90 }))
		return wrong(r, "the last detail does not cover the earth");
	return 0;
}

struct coast *coast_read(const char *text, const char *where, struct error *err)
{
	struct reading r = { memory_alloc(1, sizeof(struct coast)), text, where, 1, err, 0, 0 };

	if (read_all(&r)) {
		coast_free(r.coast);
		return NULL;
	}
	return r.coast;
}

void coast_free(struct coast *coast)
{
	if (!coast)
		return;
	memory_free(coast->details);
	memory_free(coast->rings);
	memory_free(coast->points);
	memory_free(coast);
}

/* ---- laying it on a view ---- */

struct laying {
	const struct view *view;
	struct degree_box box;
	const struct detail *detail;
	void (*take)(void *own, const struct point *points, int n);
	void *own;
};

static const struct detail *detail_for(const struct coast *coast, struct degree_box box)
{
	int i = 0;

	while (i < coast->n_details - 1 && !covers(coast->details[i].box, box))
		i++;
	return &coast->details[i];
}

/* Steps of at most two degrees: what is straight in degrees is bent on the map. */
static void add_steps(const struct view *view, struct outline *out, struct point a, struct point b)
{
	const int n = (int)ceil(fmax(fabs(b.x - a.x), fabs(b.y - a.y)) / 2);
	int i;

	for (i = 0; i < (n > 0 ? n : 1); i++) {
		const double u = n > 0 ? (double)i / n : 0;
		const struct point at = view_point(view,
		                                   (struct place){ a.y + u * (b.y - a.y), a.x + u * (b.x - a.x) });

		outline_add(out, at.x, at.y);
	}
}

static void thin(struct outline *outline)
{
	int i, kept = 0;

	for (i = 0; i < outline->n; i++) {
		const struct point at = outline->points[i];

		if (kept > 0 &&
		    hypot(at.x - outline->points[kept - 1].x, at.y - outline->points[kept - 1].y) < finest_px)
			continue;
		outline->points[kept++] = at;
	}
	outline->n = kept;
}

/* In degrees to the box that the frame may show, so that no ring reaches round the earth; then on the map. */
static void lay_area(const struct laying *l, const struct outline *degrees)
{
	const struct plot_area box = { l->box.west, l->box.east, l->box.south, l->box.north };
	struct outline part = { NULL, 0, 0 }, mapped = { NULL, 0, 0 };
	int i;

	outline_cut(degrees, box, &part);
	for (i = 0; i < part.n; i++)
		add_steps(l->view, &mapped, part.points[i], part.points[i + 1 < part.n ? i + 1 : 0]);
	outline_cut(&mapped, l->view->frame, &part);
	thin(&part);
	if (part.n >= 3)
		l->take(l->own, part.points, part.n);
	outline_dispose(&part);
	outline_dispose(&mapped);
}

/* Where the detail's rings were cut to its box there is no coast. */
static bool on_border(const struct detail *detail, struct place a, struct place b)
{
	const double near = 0.006;
	const struct degree_box box = detail->box;

	return (fabs(a.longitude_deg - box.west) < near && fabs(b.longitude_deg - box.west) < near) ||
	       (fabs(a.longitude_deg - box.east) < near && fabs(b.longitude_deg - box.east) < near) ||
	       (fabs(a.latitude_deg - box.south) < near && fabs(b.latitude_deg - box.south) < near) ||
	       (fabs(a.latitude_deg - box.north) < near && fabs(b.latitude_deg - box.north) < near);
}

static void give_line(const struct laying *l, struct outline *line)
{
	thin(line);
	if (line->n >= 2)
		l->take(l->own, line->points, line->n);
	line->n = 0;
}

static void lay_line(const struct laying *l, const struct outline *degrees)
{
	const struct plot_area box = { l->box.west, l->box.east, l->box.south, l->box.north };
	struct outline line = { NULL, 0, 0 };
	int i;

	for (i = 0; i < degrees->n; i++) {
		const struct point from = degrees->points[i], to = degrees->points[i + 1 < degrees->n ? i + 1 : 0];
		struct point a = from, b = to, before;
		bool shown = segment_cut(box, &a, &b) &&
		             !on_border(l->detail, (struct place){ from.y, from.x }, (struct place){ to.y, to.x });

		a = view_point(l->view, (struct place){ a.y, a.x });
		b = view_point(l->view, (struct place){ b.y, b.x });
		shown = shown && segment_cut(l->view->frame, &a, &b);
		if (line.n > 0) {
			before = line.points[line.n - 1];
			if (!shown || hypot(before.x - a.x, before.y - a.y) > 1e-6)
				give_line(l, &line);
		}
		if (!shown)
			continue;
		if (line.n == 0)
			outline_add(&line, a.x, a.y);
		outline_add(&line, b.x, b.y);
	}
	give_line(l, &line);
	outline_dispose(&line);
}

/* The ring as it is, and a turn to the west and to the east, as the view's longitudes may lie beyond 180 degrees. */
static void lay_ring(const struct coast *coast, const struct ring *ring, const struct laying *l, bool line)
{
	struct outline degrees = { NULL, 0, 0 };
	int turn, i;

	for (turn = -1; turn <= 1; turn++) {
		degrees.n = 0;
		for (i = ring->begin; i < ring->end; i++)
			outline_add(&degrees, coast->points[i].longitude_deg + 360 * turn,
			            coast->points[i].latitude_deg);
		if (line)
			lay_line(l, &degrees);
		else
			lay_area(l, &degrees);
	}
	outline_dispose(&degrees);
}

void coast_lay(const struct coast *coast, const struct view *view, enum coast_part part,
               void (*take)(void *own, const struct point *points, int n), void *own)
{
	struct laying l = { view, view_degrees(view), NULL, take, own };
	int i;

	l.detail = detail_for(coast, l.box);
	for (i = l.detail->begin; i < l.detail->end; i++) {
		if (part == COAST_LINE || coast->rings[i].water == (part == COAST_WATER))
			lay_ring(coast, &coast->rings[i], &l, part == COAST_LINE);
	}
}
