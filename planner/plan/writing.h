/*
 * writing.h - what write.c and write_parts.c share.
 */
#ifndef RACKPLAN_PLAN_WRITING_H
#define RACKPLAN_PLAN_WRITING_H

#include "planner/plan/plan.h"

/* JSON objects and arrays, one member a line. `first` is true until the first member was written. */
struct plan_list {
	struct str *out;
	const char *indent;
	bool first;
};

void plan_list_open(struct plan_list *list, struct str *out, const char *indent, char bracket);
void plan_list_next(struct plan_list *list);
void plan_list_close(const struct plan_list *list, const char *indent, char bracket);
void plan_add_key(struct str *out, const char *key);
void plan_add_counts(struct str *out, const struct scenario *sc, const int *series);

/* Members of the plan that are left out when there is nothing of them. */
void plan_write_modules(struct plan_list *top, const struct plan *plan, const struct scenario *sc);
void plan_write_standbys(struct plan_list *top, const struct plan *plan, const struct scenario *sc);
void plan_write_energy(struct plan_list *top, const struct plan *plan, const struct scenario *sc);
void plan_write_flows(struct plan_list *top, const struct plan *plan, const struct scenario *sc);

#endif
