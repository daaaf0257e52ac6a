/*
 * report.h - plan -> tables, text and charts. Never decides anything: all numbers are the plan's.
 */
#ifndef RACKPLAN_REPORT_REPORT_H
#define RACKPLAN_REPORT_REPORT_H

#include "planner/base/io.h"
#include "planner/plan/plan.h"

enum language { LANGUAGE_EN, LANGUAGE_ZH };

/* Tables. Each appends CSV with a header row; see planner/report/README.md for the columns. */
void report_plan_csv(const struct plan *plan, const struct scenario *sc,
                     struct str *out); /* tidy: scenario,period,site,item,value,unit */
void report_orders_csv(const struct plan *plan, const struct scenario *sc,
                       struct str *out); /* with latest order dates */
void report_targets_csv(const struct plan *plan, const struct scenario *sc, struct str *out);
void report_binding_csv(const struct plan *plan, const struct scenario *sc, struct str *out);
void report_costs_csv(const struct plan *plan, const struct scenario *sc,
                      struct str *out); /* adds up to the objective */
void report_assumptions_csv(const struct plan *plan, const struct scenario *sc, struct str *out);

/* datapackage.json: the tables above as a Frictionless data package. */
void report_package_json(const struct plan *plan, const struct scenario *sc, struct str *out);

/* The 80-column summary, the target ledger first. */
void report_summary(const struct plan *plan, const struct scenario *sc, enum language language, struct str *out);

struct unserved {               /* what a plan does not serve of a demand */
	int most_racks, period; /* the most racks, and the first period that has them */
	double rack_years;      /* over all periods */
};

/* False when achieved and slack say nothing: the target is off, or a share of nothing (of 0 racks needed, say). */
bool report_result_known(const struct target_result *result, const struct scenario *sc);

/* False when all of demand d is served. */
bool report_unserved(const struct plan *plan, const struct scenario *sc, int d, struct unserved *unserved);

/* A line per target, as `check` prints them: id, required, achieved, slack, source rows; then unserved demand. */
void report_ledger(const struct plan *plan, const struct scenario *sc, enum language language, struct str *out);

/* The duties of the documents of grade A and B, what encodes each, and its note: a Markdown table under a heading. */
void report_statements(const struct scenario *sc, enum language language, struct str *out);

/* A scenario's tables and numbers as the bytes of an .xlsx, in the language; no plan is needed. FAULT_EXTERNAL as below. */
int report_scenario_workbook(const struct scenario *sc, enum language language, struct str *bytes, struct error *err);

/*
 * plan.xlsx in options->language, and the charts, into results as charts/<name>.<lang>.svg and .png with their data files, in both languages, and report.html
 * with them and every table. gnuplot is an external program and is not trusted: it is run from a file with a time limit,
 * and a chart is accepted only when it ended with 0, said nothing, and gave well-formed output with every expected
 * series. FAULT_EXTERNAL otherwise; what was added before stays, and report.html says what is missing. `notes` gets one
 * line for each chart left out and why (an empty chart; PNG without a Chinese font).
 */
struct report_options {
	enum language language; /* that the page opens in */
	bool charts;            /* draw them */
	const char *version;    /* of the program, for the page */
	bool proved;            /* by a certificate that was checked: no plan costs less than this */
	double proved_bound_cny, proved_gap;
};
int report_results(const struct plan *plan, const struct scenario *sc, const struct report_options *options,
                   struct io_results *results, struct str *notes, struct error *err);

/*
 * The charts of an earlier run that were not drawn again go at the commit: beside the new plan they would be false. To be
 * called after report_results(). Returns how many there are.
 */
int report_charts_remove(struct io_results *results);

/* Kills a running gnuplot. Async-signal-safe, for the handler. */
void report_interrupt(void);

#endif
