/*
 * coast.h - coastlines, read from plots/coast.txt (plots/README.md has its form) and laid on a view. Private.
 */
#ifndef RACKPLAN_REPORT_COAST_H
#define RACKPLAN_REPORT_COAST_H

#include "planner/report/view.h"

struct coast; /* owns all it holds */

/* FAULT_EXTERNAL names `where` and the line that is wrong; then NULL. */
struct coast *coast_read(const char *text, const char *where, struct error *err);
void coast_free(struct coast *coast); /* NULL is allowed */

enum coast_part { COAST_LAND, COAST_WATER, COAST_LINE };

/*
 * Hands over, in pixels and cut to the view's frame, each area of land, each of water within land, or each stretch of
 * coastline. The points are lent. The finest detail that covers all of the view is used.
 */
void coast_lay(const struct coast *coast, const struct view *view, enum coast_part part,
               void (*take)(void *own, const struct point *points, int n), void *own);

#endif
