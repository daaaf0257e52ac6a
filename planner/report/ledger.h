/*
 * ledger.h - the target ledger of the summary. Private to report/.
 */
#ifndef RACKPLAN_REPORT_LEDGER_H
#define RACKPLAN_REPORT_LEDGER_H

#include "planner/report/report.h"

/* A line per target by its name, with its date: no source rows. */
void ledger_named(const struct plan *plan, const struct scenario *sc, enum language language, struct str *out);

/* A line per demand with unserved racks, by its name or its id; nothing when there is none. */
void unserved_add(const struct plan *plan, const struct scenario *sc, bool named, enum language language,
                  struct str *out);

#endif
