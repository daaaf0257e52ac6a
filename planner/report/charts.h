/*
 * charts.h - drawing all charts, with what a test wants to change. Private to report/ and its tests.
 */
#ifndef RACKPLAN_REPORT_CHARTS_H
#define RACKPLAN_REPORT_CHARTS_H

#include "planner/report/report.h"

#include <limits.h>

struct chart_options {
	double limit_s;         /* of one run of gnuplot */
	const char *templates;  /* the folder with the templates; NULL: found as plots/README.md says */
	bool svg_only;          /* no PNG */
	int most_kinds;         /* only the first so many of the list; 0: all */
	enum language language; /* of the notes */
};
extern const struct chart_options chart_defaults;

enum { CHARTS = 14 };

struct one_picture {
	struct str svg[2]; /* by language; "" when it was not drawn */
	struct str title[2];
	struct str why[2]; /* not "": it would be empty, and is left out for this reason */
};

void one_picture_init(struct one_picture *picture);
void one_picture_dispose(struct one_picture *picture);

/* The charts for a page, by kind and language: an element, or why there is none. */
struct pictures {
	struct one_picture of[CHARTS];
};

/* Everything empty, and back. A page without pictures says so and has the tables. */
void pictures_init(struct pictures *pictures);
void pictures_dispose(struct pictures *pictures);

const char *chart_name(int kind); /* of 0 .. CHARTS - 1, in the order of drawing */

/* `pictures` may be NULL. What was drawn before a failure stays in results and pictures. */
int charts_draw(const struct plan *plan, const struct scenario *sc, const struct chart_options *options,
                struct io_results *results, struct pictures *pictures, struct str *notes, struct error *err);

/* Titles and reasons only; nothing is drawn. */
void charts_describe(const struct plan *plan, const struct scenario *sc, struct pictures *pictures);

struct chart;
struct more_chart { /* a chart that is not of every plan */
	const char *name, *template;
	void (*build)(struct chart *chart, void *own);
	void *own;
	struct one_picture *picture;
};

/* With results: draws them into results and pictures. Without: titles and reasons into the pictures, nothing is drawn. */
int charts_draw_more(const struct more_chart *charts, int n, const struct plan *plan, const struct scenario *sc,
                     const struct chart_options *options, struct io_results *results, struct str *notes,
                     struct error *err);

/* The commit removes the files of this chart, unless they were drawn again; returns how many there are. */
int charts_remove(struct io_results *results, const char *chart);

/* The folder of the templates; FAULT_EXTERNAL when it is nowhere. */
int charts_templates(const struct chart_options *options, char found[PATH_MAX], struct error *err);

/* The coastlines beside them, which the caller frees. */
struct coast;
int charts_coast(const struct chart_options *options, struct coast **coast, struct error *err);

/* Reads a file of the templates' folder: the page's style and script. */
int charts_asset(const struct chart_options *options, const char *name, struct str *text, struct error *err);

#endif
