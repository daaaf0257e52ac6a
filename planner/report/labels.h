/*
 * labels.h - where the words of a map stand, so that none covers another, a disc, or what else must be seen; and where
 * discs stand that would cover each other. The same input gives the same places. Pixels. Private to report/.
 */
#ifndef RACKPLAN_REPORT_LABELS_H
#define RACKPLAN_REPORT_LABELS_H

#include "planner/report/view.h"

/* ---- discs ---- */

struct disc {
	struct point anchor; /* where it belongs */
	double radius;
	struct point at; /* out: where it stands */
	bool stands;     /* out: it has found its place */
};

/*
 * Discs in the order given, but the first of each place before the others there; each as near to its anchor as it can
 * stand at least `gap` from those before it and within the frame. Returns the longest way that one had to move; -1 when
 * one found no room, and then not all of them stand.
 */
double discs_spread(struct disc *discs, int n, struct plot_area frame, double gap);

/* ---- labels ---- */

enum label_form { LABEL_NONE, LABEL_WORDS, LABEL_NUMBER };

struct label {
	struct point at;      /* what it speaks of */
	double radius;        /* of the disc there, or 0 */
	double inner;         /* of the disc itself: a number may stand on it */
	double width, height; /* of the words */
	double number_width;  /* of the number that may stand for them; 0: none may */
	enum label_form form; /* out: LABEL_NONE: there was no room */
	struct plot_area box; /* out: what it covers */
	bool inside;          /* out: a number on its own disc */
	bool far;             /* out: so far off that a line must lead there */
	int align;            /* out: its words end (-1) or begin (1) nearest to the point, or stand over it (0) */
};

struct segment {
	struct point a, b;
};

struct label_field {
	struct plot_area frame;
	int n_discs, n_segments, n_boxes;
	const struct disc *discs;       /* no label stands on one, but for a number on its own */
	const struct plot_area *boxes;  /* nor on one of these */
	const struct segment *segments; /* and rather not on these */
};

enum { LABEL_NUMBER_PX = 14 /* height of a number */ };

/* In falling order of importance. Words first; what finds no room becomes a number where it may. */
void labels_place(struct label *labels, int n, const struct label_field *field);

/* Does the label cross one of the segments? Then it wants a ground of its own. */
bool label_crosses(const struct label *label, const struct label_field *field);

#endif
