/*
 * mathprog_parts.h - what the files that write capacity.mod's data share.
 */
#ifndef RACKPLAN_MODELS_MATHPROG_PARTS_H
#define RACKPLAN_MODELS_MATHPROG_PARTS_H

#include "models/mathprog.h"

/* Symbols, numbers, days (YYYYMMDD; `unset` where there is none), each behind a blank. */
void mathprog_add_id(struct str *out, const char *id);
void mathprog_add_phase(const struct scenario *sc, int p, struct str *out);
void mathprog_add_feed(const struct scenario *sc, int f, struct str *out);
void mathprog_add_source(const struct scenario *sc, int e, struct str *out);
/* `other`: a number that is no site's and no other kind's, for a kind that no site has. */
void mathprog_add_kind(const struct scenario *sc, const char *kind, int other, struct str *out);
void mathprog_add_number(struct str *out, double value);
void mathprog_add_day(struct str *out, struct date day, int unset);
void mathprog_add_flag(struct str *out, bool flag);

/* A table of series: its head, and a line for each of them. */
void mathprog_open_series(const struct scenario *sc, const char *name, struct str *out);
void mathprog_add_series(const struct scenario *sc, const char *id, const double *series, struct str *out);

void mathprog_add_part(struct str *out, const char *owner, const char *id, int index); /* "owner/id" */

void mathprog_write_classes(const struct scenario *sc, struct str *out);
void mathprog_write_demands(const struct scenario *sc, struct str *out);
void mathprog_write_rules(const struct scenario *sc, struct str *out);
void mathprog_write_stability(const struct scenario *sc, struct str *out);
void mathprog_write_budgets(const struct scenario *sc, struct str *out);
void mathprog_write_targets(const struct scenario *sc, struct str *out);
void mathprog_write_network(const struct scenario *sc, struct str *out);
void mathprog_write_scope_of_network(const struct scenario *sc, const char *what, const char *id,
                                     const struct scope *scope, struct str *out);
void mathprog_write_counted_links(const struct scenario *sc, int g, struct str *out);
void mathprog_write_carried(const struct scenario *sc, struct str *out); /* cooling, energy, standby, openings */

#endif
