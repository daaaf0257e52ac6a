#include "planner/report/labels.h"

#include <math.h>

enum { SIDES = 16, NEAR_RINGS = 3, FAR_RINGS = 14, TURNS = 48, SETTLE = 12, CANDIDATES = SIDES * NEAR_RINGS };

static const double gap_px = 3, clear_px = 2, inside_px = 8.5, far_px = 16;

/* ---- discs ---- */

static bool is_free(const struct disc *discs, int n, struct point at, double radius, struct plot_area frame, double gap)
{
	int i;

	if (at.x - radius < frame.left || at.x + radius > frame.right || at.y - radius < frame.top ||
	    at.y + radius > frame.bottom)
		return false;
	for (i = 0; i < n; i++) {
		if (discs[i].stands &&
		    hypot(at.x - discs[i].at.x, at.y - discs[i].at.y) < radius + discs[i].radius + gap)
			return false;
	}
	return true;
}

/* In growing circles around the anchor. Returns how far off it stands, or -1. */
static double find_room(struct disc *discs, int n, int i, struct plot_area frame, double gap)
{
	const double step_px = 2, most = hypot(frame.right - frame.left, frame.bottom - frame.top);
	const double turn = 2 * acos(-1.0) / TURNS;
	struct disc *disc = &discs[i];
	const int rings = (int)(most / step_px);
	int ring, k;

	disc->at = disc->anchor;
	disc->stands = is_free(discs, n, disc->at, disc->radius, frame, gap);
	for (ring = 1; !disc->stands && ring < rings; ring++) {
		const double away = step_px * ring;

		for (k = 0; k < TURNS; k++) {
			const struct point at = { disc->anchor.x + away * cos(turn * k),
				                  disc->anchor.y + away * sin(turn * k) };

			if (!is_free(discs, n, at, disc->radius, frame, gap))
				continue;
			disc->at = at;
			disc->stands = true;
			break;
		}
	}
	return disc->stands ? hypot(disc->at.x - disc->anchor.x, disc->at.y - disc->anchor.y) : -1;
}

static bool is_first(const struct disc *discs, int i)
{
	int k;

	for (k = 0; k < i; k++) {
		if (hypot(discs[k].anchor.x - discs[i].anchor.x, discs[k].anchor.y - discs[i].anchor.y) < 1)
			return false;
	}
	return true;
}

double discs_spread(struct disc *discs, int n, struct plot_area frame, double gap)
{
	double furthest = 0;
	int i, turn;

	for (i = 0; i < n; i++)
		discs[i].stands = false;
	for (turn = 0; turn < 2; turn++) {
		for (i = 0; i < n; i++) {
			double away;

			if (is_first(discs, i) != (turn == 0))
				continue;
			away = find_room(discs, n, i, frame, gap);
			if (away < 0)
				return -1;
			furthest = fmax(furthest, away);
		}
	}
	return furthest;
}

/* ---- labels ---- */

struct spot { /* where a label might stand */
	struct plot_area box;
	double cost;
	int align;
	bool inside, far;
};

static bool overlap(struct plot_area a, struct plot_area b, double clear)
{
	return a.left < b.right + clear && b.left < a.right + clear && a.top < b.bottom + clear &&
	       b.top < a.bottom + clear;
}

/* From the box to the edge of a round thing; negative: they meet. */
static double off_px(struct plot_area box, struct point at, double radius)
{
	const double x = fmax(box.left, fmin(at.x, box.right)), y = fmax(box.top, fmin(at.y, box.bottom));

	return hypot(x - at.x, y - at.y) - radius;
}

static bool is_own(const struct disc *disc, const struct label *label)
{
	return label->radius > 0 && hypot(disc->at.x - label->at.x, disc->at.y - label->at.y) < 0.01;
}

/* Does it stand in the frame, on nothing that was there before, and nearer to its own disc than to any other? */
static bool may_stand(const struct spot *spot, const struct label *label, const struct label_field *field)
{
	const double own_px = spot->inside || spot->far ? 0 : off_px(spot->box, label->at, label->radius);
	int i;

	if (spot->box.left < field->frame.left || spot->box.right > field->frame.right ||
	    spot->box.top < field->frame.top || spot->box.bottom > field->frame.bottom)
		return false;
	for (i = 0; i < field->n_boxes; i++) {
		if (overlap(spot->box, field->boxes[i], clear_px))
			return false;
	}
	for (i = 0; i < field->n_discs; i++) {
		const struct disc *disc = &field->discs[i];
		const bool own = is_own(disc, label);

		if (spot->inside && own)
			continue;
		if (off_px(spot->box, disc->at, disc->radius) < (own ? 1 : own_px + 1))
			return false;
	}
	return true;
}

/* The length of segments below the box. */
static double crossed_px(struct plot_area box, const struct label_field *field)
{
	double length = 0;
	int i;

	for (i = 0; i < field->n_segments; i++) {
		struct point a = field->segments[i].a, b = field->segments[i].b;

		if (segment_cut(box, &a, &b))
			length += 1 + hypot(b.x - a.x, b.y - a.y);
	}
	return length;
}

bool label_crosses(const struct label *label, const struct label_field *field)
{
	return crossed_px(label->box, field) > 0;
}

static struct plot_area box_around(struct point at, double width, double height)
{
	return (struct plot_area){ at.x - width / 2, at.x + width / 2, at.y - height / 2, at.y + height / 2 };
}

/* The k-th place beside what the label speaks of: right, left, above, below, and between, nearer ones first. */
static struct spot beside(const struct label *label, int k, double width, double height)
{
	/* How the middle of the words lies to the point: in halves of their size; then whether clear of it by x or y. */
	static const struct {
		double x, y;
		int align;
	} sides[SIDES] = {
		{ 1, 0, 1 },      { -1, 0, -1 },   { 1, -0.8, 1 },   { 1, 0.8, 1 },   { 0, -1, 0 },    { 0, 1, 0 },
		{ -1, -0.8, -1 }, { -1, 0.8, -1 }, { 0.5, -1, 0 },   { 0.5, 1, 0 },   { -0.5, -1, 0 }, { -0.5, 1, 0 },
		{ 0.9, -1, 1 },   { 0.9, 1, 1 },   { -0.9, -1, -1 }, { -0.9, 1, -1 },
	};
	const int ring = k / SIDES;
	const double away = label->radius + gap_px + 7 * ring, x = sides[k % SIDES].x, y = sides[k % SIDES].y;
	const bool by_x = fabs(x) > 0.99, by_y = fabs(y) > 0.99;
	const struct point middle = {
		label->at.x + x * width / 2 + (by_x ? x * away : 0),
		label->at.y + y * height / 2 + (by_y ? y * away : 0),
	};

	return (struct spot){ box_around(middle, width, height), k % SIDES + 10 * ring, sides[k % SIDES].align, false,
		              false };
}

struct placing {
	struct label *labels;
	int n;
	const struct label_field *field;
};

/* How many labels stand there already, but for `besides`; the last of them in *which. */
static int taken_by(const struct placing *p, struct plot_area box, int besides, int *which)
{
	int i, n = 0;

	for (i = 0; i < p->n; i++) {
		if (i == besides || p->labels[i].form == LABEL_NONE || !overlap(box, p->labels[i].box, clear_px))
			continue;
		*which = i;
		n++;
	}
	return n;
}

static void stand(struct label *label, enum label_form form, const struct spot *spot)
{
	label->form = form;
	label->box = spot->box;
	label->inside = spot->inside;
	label->far = spot->far;
	label->align = spot->align;
}

static double cost_of(const struct spot *spot, const struct label_field *field)
{
	const double each_px = 0.3;

	return spot->cost + each_px * crossed_px(spot->box, field);
}

/* The cheapest place that is free; false: none is. `barred`: also clear of this box, when not NULL. */
static bool best_words(const struct placing *p, int i, const struct plot_area *barred, struct spot *best)
{
	const struct label *label = &p->labels[i];
	double least = HUGE_VAL;
	int k, which;

	for (k = 0; k < CANDIDATES; k++) {
		const struct spot spot = beside(label, k, label->width, label->height);

		if (!may_stand(&spot, label, p->field) || taken_by(p, spot.box, i, &which) > 0 ||
		    (barred && overlap(spot.box, *barred, clear_px)) || !(cost_of(&spot, p->field) < least))
			continue;
		least = cost_of(&spot, p->field);
		*best = spot;
	}
	return least < HUGE_VAL;
}

/* A place that only one other label holds, which can move. */
static bool displace(const struct placing *p, int i)
{
	struct label *label = &p->labels[i];
	int k, other = -1;

	for (k = 0; k < CANDIDATES; k++) {
		const struct spot spot = beside(label, k, label->width, label->height);
		struct spot moved;

		if (!may_stand(&spot, label, p->field) || taken_by(p, spot.box, i, &other) != 1 ||
		    !best_words(p, other, &spot.box, &moved))
			continue;
		stand(&p->labels[other], LABEL_WORDS, &moved);
		stand(label, LABEL_WORDS, &spot);
		return true;
	}
	return false;
}

static void place_words(const struct placing *p)
{
	struct spot spot;
	int i, turn;

	for (i = 0; i < p->n; i++) {
		if (p->labels[i].width > 0 && best_words(p, i, NULL, &spot))
			stand(&p->labels[i], LABEL_WORDS, &spot);
	}
	for (i = 0; i < p->n; i++) {
		if (p->labels[i].width > 0 && p->labels[i].form == LABEL_NONE)
			displace(p, i);
	}
	for (turn = 0; turn < SETTLE; turn++) { /* what moved away left better places behind */
		for (i = 0; i < p->n; i++) {
			if (p->labels[i].width > 0 && best_words(p, i, NULL, &spot))
				stand(&p->labels[i], LABEL_WORDS, &spot);
		}
	}
}

static bool number_at(const struct placing *p, int i, const struct spot *spot)
{
	int which;

	if (!may_stand(spot, &p->labels[i], p->field) || taken_by(p, spot->box, i, &which) > 0)
		return false;
	stand(&p->labels[i], LABEL_NUMBER, spot);
	return true;
}

/* Does a line from the label's disc to there pass over another disc? */
static bool leads_over(const struct label *label, struct point to, const struct label_field *field)
{
	const double x = to.x - label->at.x, y = to.y - label->at.y, length = hypot(x, y);
	int i;

	for (i = 0; i < field->n_discs; i++) {
		const struct disc *disc = &field->discs[i];
		const double along = ((disc->at.x - label->at.x) * x + (disc->at.y - label->at.y) * y) / length;
		const double aside = fabs((disc->at.x - label->at.x) * y - (disc->at.y - label->at.y) * x) / length;

		if (!is_own(disc, label) && along > 0 && along < length && aside < disc->radius)
			return true;
	}
	return false;
}

/* Further and further around it, with a line that leads there. */
static bool number_far_off(const struct placing *p, int i, bool over)
{
	const struct label *label = &p->labels[i];
	const double turn = 2 * acos(-1.0) / TURNS;
	int k, ring;

	for (ring = 1; ring <= FAR_RINGS; ring++) {
		for (k = 0; k < TURNS; k++) {
			const double away = label->radius + far_px + 8 * (ring - 1);
			const struct point at = { label->at.x + away * cos(turn * k),
				                  label->at.y + away * sin(turn * k) };
			const struct spot spot = { box_around(at, label->number_width, LABEL_NUMBER_PX), 0, 0, false,
				                   true };

			if ((over || !leads_over(label, at, p->field)) && number_at(p, i, &spot))
				return true;
		}
	}
	return false;
}

/* On its disc, beside it, or far off. */
static void place_number(const struct placing *p, int i)
{
	const struct label *label = &p->labels[i];
	const double width = label->number_width, height = LABEL_NUMBER_PX;
	struct spot spot = { box_around(label->at, width, height), 0, 0, true, false };
	int k;

	if (label->inner >= inside_px && number_at(p, i, &spot))
		return;
	for (k = 0; k < CANDIDATES; k++) {
		spot = beside(label, k, width, height);
		if (number_at(p, i, &spot))
			return;
	}
	if (!number_far_off(p, i, false))
		number_far_off(p, i, true);
}

void labels_place(struct label *labels, int n, const struct label_field *field)
{
	const struct placing p = { labels, n, field };
	int i;

	for (i = 0; i < n; i++)
		labels[i].form = LABEL_NONE;
	place_words(&p);
	for (i = 0; i < n; i++) {
		if (labels[i].form == LABEL_NONE && labels[i].number_width > 0)
			place_number(&p, i);
	}
}
