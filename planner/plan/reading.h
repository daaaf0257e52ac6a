/*
 * reading.h - what read.c (the decisions) and read_claims.c (what the plan says follows from them) share.
 */
#ifndef RACKPLAN_PLAN_READING_H
#define RACKPLAN_PLAN_READING_H

#include "planner/plan/plan.h"
#include "planner/plan/strict.h"

struct plan_reader {
	struct strict at;
	const struct scenario *sc;
	struct plan *plan;
};

/* Names for strict_find(); `list` is the scenario. */
void plan_name_phase(const void *list, int i, struct str *out);
void plan_name_feed(const void *list, int i, struct str *out);
void plan_name_site(const void *list, int i, struct str *out);
void plan_name_demand(const void *list, int i, struct str *out);
void plan_name_target(const void *list, int i, struct str *out);
void plan_name_period(const void *list, int i, struct str *out); /* i = n_periods: the horizon's end */

/* The JSON text, or NULL with an error that has its place. */
json_t *plan_parse(const char *path, const char *text, size_t length, struct error *err);

/* {"2018-01": 5, ...} into series[n_periods], which is zero: `read` puts each number in its period t. 0 or -1. */
int plan_read_series(struct plan_reader *r, json_t *value,
                     int (*read)(struct plan_reader *r, json_t *member, void *series, int t), void *series);

/* The same of counts; a zero spelt out is refused. */
int plan_read_counts(struct plan_reader *r, json_t *value, int *series);

/* The parts that are absent when there is nothing of them (read_parts.c). */
int plan_read_parts(struct plan_reader *r, json_t *top);

int plan_read_targets(struct plan_reader *r, json_t *top);
int plan_read_bindings(struct plan_reader *r, json_t *top);
int plan_read_costs(struct plan_reader *r, json_t *top);

#endif
