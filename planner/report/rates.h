/*
 * rates.h - figures over time that charts and their tables share. All arrays are [n_periods]; NaN where nothing is
 * available, drawn or carried. Private to report/.
 */
#ifndef RACKPLAN_REPORT_RATES_H
#define RACKPLAN_REPORT_RATES_H

#include "planner/report/report.h"

/* Occupied racks of all data centres / their available ones, or their design racks. */
void rates_of_all(const struct plan *plan, const struct scenario *sc, bool per_design, double *rates);

/* Is result g an enforced target on utilisation or the installed rate, of sites and phases (not of some demands)? */
bool rates_has_target(const struct plan *plan, const struct scenario *sc, int g);
void rates_of_target(const struct plan *plan, const struct scenario *sc, const struct target *target, double *rates);

/* Facility MWh that the site's racks draw in a period. */
double rates_site_mwh(const struct plan *plan, const struct scenario *sc, int s, int t);

/* MW that the available racks of the site could draw at most, all full. */
double rates_full_mw(const struct plan *plan, const struct scenario *sc, int s, int t);

/* Racks of demands of class k hosted at s, needed, and not served. */
int rates_class_hosted(const struct plan *plan, const struct scenario *sc, int k, int s, int t);
double rates_class_need(const struct scenario *sc, int k, int t);
int rates_class_unserved(const struct plan *plan, const struct scenario *sc, int k, int t);

/* Departments' own rooms are no data centres. */
bool rates_is_data_centre(const struct scenario *sc, int s);

#endif
